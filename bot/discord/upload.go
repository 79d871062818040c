package discord

import "context"

// A file comes along with a message.
type file struct {
	name, alt string
	data      []byte
}

// upload is call, for messages with files.
func (r *rest) upload(ctx context.Context, op, method, path string, in any, files []file, out any) error {
	return r.call(ctx, op, method, path, in, out)
}
