package discord

import "bytes"

const (
	opText    = 1
	opClose   = 8
	maxHeader = 64 << 10 // bytes of the answer to the WebSocket handshake
	maxSignal = 256      // bytes of a message that may be about the connection
)

// A frameScanner reads along what a WebSocket server sends. It finds the code
// of its close frame, which discordgo does not pass on, and the short messages
// among which those about the connection are. The zero value expects the answer
// to the handshake first.
type frameScanner struct {
	head   []byte // what is read of the handshake or of a frame's header
	framed bool   // the handshake is over
	dead   bool   // no WebSocket, or broken: nothing more is read
	skip   uint64 // bytes of payload that are still to come
	op     byte   // of the frame that skip belongs to
	status []byte // first two bytes of a close frame's payload

	short bool              // the frame is one short message
	text  []byte            // what is read of it
	heard func([]byte) bool // is given each short message; true keeps its end back; nil: nobody listens
}

// scan reads the next bytes and returns the close code when it stands in
// them, 0 otherwise, and how many of the bytes may be passed on: all, unless a
// message among them is to be kept back.
func (f *frameScanner) scan(p []byte) (code, pass int) {
	all := len(p)
	for len(p) > 0 && !f.dead {
		switch {
		case !f.framed:
			p = f.handshake(p)
		case f.skip > 0:
			n := min(f.skip, uint64(len(p)))
			if f.op == opClose {
				f.status = append(f.status, p[:min(n, uint64(2-len(f.status)))]...)
				if len(f.status) == 2 {
					f.dead = true
					return int(f.status[0])<<8 | int(f.status[1]), all
				}
			}
			if f.kept(p[:n]) {
				f.dead = true
				return 0, all - len(p) + int(n) - 1
			}
			f.skip -= n
			p = p[n:]
		default:
			p = f.header(p)
		}
	}
	return 0, all
}

// kept takes bytes of a payload, and reports whether they end a short message
// that is to be kept back.
func (f *frameScanner) kept(p []byte) bool {
	if !f.short || f.heard == nil {
		return false
	}
	f.text = append(f.text, p...)
	return uint64(len(p)) == f.skip && f.heard(f.text)
}

// handshake takes bytes up to the empty line that ends the HTTP answer.
func (f *frameScanner) handshake(p []byte) []byte {
	before := len(f.head)
	f.head = append(f.head, p...)
	from := max(before-3, 0) // the empty line may have begun before
	end := bytes.Index(f.head[from:], []byte("\r\n\r\n"))
	if end < 0 || from+end > maxHeader {
		f.dead = len(f.head) > maxHeader
		return nil
	}
	end += from
	_, status, _ := bytes.Cut(f.head[:end], []byte(" "))
	f.dead = !bytes.HasPrefix(status, []byte("101"))
	f.framed = true
	f.head = nil
	return p[end+4-before:]
}

// header takes one byte of a frame's header; servers do not mask.
func (f *frameScanner) header(p []byte) []byte {
	f.head = append(f.head, p[0])
	need := 2
	if len(f.head) > 1 {
		switch f.head[1] & 0x7f {
		case 126:
			need = 4
		case 127:
			need = 10
		}
		f.dead = f.head[1]&0x80 != 0
	}
	if len(f.head) < need {
		return p[1:]
	}
	f.op = f.head[0] & 0x0f
	f.skip = uint64(f.head[1] & 0x7f)
	if need > 2 {
		f.skip = 0
		for _, b := range f.head[2:] {
			f.skip = f.skip<<8 | uint64(b)
		}
	}
	f.status, f.text = nil, f.text[:0]
	f.short = f.head[0] == 0x80|opText && f.skip <= maxSignal // one frame, not compressed
	f.head = f.head[:0]
	return p[1:]
}
