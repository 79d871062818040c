package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
)

// A file goes along with a message.
type file struct {
	name string // as attachment://name refers to it
	alt  string // what the picture shows, for those who cannot see it
	data []byte
}

const (
	maxFiles    = 10
	maxFileSize = 10 << 20 // bytes, where Discord has not told another
)

// upload is call for a message with files, which in names as its attachments.
func (r *rest) upload(ctx context.Context, op, method, path string, in any, files []file, out any) error {
	if len(files) == 0 {
		return r.call(ctx, op, method, path, in, out)
	}
	q := request{op: op, method: method, path: path, way: wayOf(method, path), files: true}
	payload, err := json.Marshal(in)
	if err == nil {
		q.body, q.kind, err = form(payload, files)
	}
	if err != nil {
		return fmt.Errorf("discord: %s: %w", op, err)
	}
	return r.carry(ctx, q, out)
}

// form puts a message and its files into one body.
func form(payload []byte, files []file) (body []byte, kind string, err error) {
	if len(files) > maxFiles {
		return nil, "", fmt.Errorf("%d files are too many", len(files))
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.WriteField("payload_json", string(payload)); err != nil {
		return nil, "", err // unreachable: a buffer takes everything
	}
	for i, f := range files {
		if len(f.data) > maxFileSize {
			return nil, "", fmt.Errorf("a file of %d bytes is too large", len(f.data))
		}
		part, err := w.CreateFormFile(fmt.Sprintf("files[%d]", i), f.name)
		if err == nil {
			_, err = part.Write(f.data)
		}
		if err != nil {
			return nil, "", err // unreachable
		}
	}
	if err := w.Close(); err != nil {
		return nil, "", err // unreachable
	}
	return b.Bytes(), w.FormDataContentType(), nil
}
