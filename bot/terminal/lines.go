package terminal

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// lineMost is how long a line may be, in bytes.
const lineMost = 1 << 20

var errLong = fmt.Errorf("longer than %d bytes", lineMost)

// Lines answers the questions that in holds, one JSON object a line, and
// writes one JSON object a turn as it goes. A line is
//
//	{"id":"1","q":"…"}  or  {"id":"2","turns":[{"q":"…"},…]}
//
// and may say "addressed":false of a message near the bot, not to it. Each
// line is a conversation of its own. A line that cannot be read is named on
// errs, with the reason; the others are answered, and then Lines returns an
// error.
func Lines(ctx context.Context, b Answerer, in io.Reader, out, errs io.Writer) error {
	lines := bufio.NewReaderSize(in, 64<<10)
	broken := 0
	for n := 1; ; n++ {
		text, err := readLine(lines)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, errLong) {
			return fmt.Errorf("terminal: line %d: %w", n, err)
		}
		var l line
		if err == nil {
			if n == 1 {
				text = bytes.TrimPrefix(text, []byte("\uFEFF"))
			}
			if len(bytes.TrimSpace(text)) == 0 {
				continue
			}
			l, err = parseLine(text)
		}
		if err != nil {
			broken++
			if _, err := fmt.Fprintf(errs, "line %d: %v\n", n, err); err != nil {
				return err
			}
			continue
		}
		if err := l.answer(ctx, b, out); err != nil {
			return err
		}
	}
	switch broken {
	case 0:
		return nil
	case 1:
		return errors.New("terminal: 1 line could not be read")
	}
	return fmt.Errorf("terminal: %d lines could not be read", broken)
}

// A line is a line of the input.
type line struct {
	ID        string  `json:"id"`
	Q         *string `json:"q"`
	Turns     []turn  `json:"turns"`
	Addressed *bool   `json:"addressed"` // nil: true
}

type turn struct {
	Q *string `json:"q"`
}

// parseLine reads one line; what it gives has at least one turn, and every
// turn has a question.
func parseLine(text []byte) (line, error) {
	var l line
	if err := json.Unmarshal(text, &l); err != nil {
		return l, plainly(err)
	}
	switch {
	case l.Q != nil && l.Turns != nil:
		return l, errors.New(`has both "q" and "turns"`)
	case l.Q != nil:
		l.Turns = []turn{{l.Q}}
	case len(l.Turns) == 0:
		return l, errors.New(`has neither "q" nor "turns"`)
	}
	for i, t := range l.Turns {
		if t.Q == nil {
			return l, fmt.Errorf(`turn %d has no "q"`, i+1)
		}
	}
	return l, nil
}

// plainly says what is wrong with JSON without the names of Go types.
func plainly(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		if kind.Field == "" {
			return fmt.Errorf("is a JSON %s, not an object", kind.Value)
		}
		return fmt.Errorf("%q must not be a JSON %s", kind.Field, kind.Value)
	}
	return fmt.Errorf("is not JSON: %w", err)
}

// answer answers the turns of a line, each following up on the one before.
func (l line) answer(ctx context.Context, b Answerer, out io.Writer) error {
	talk := &Conversation{Bot: b}
	for i, t := range l.Turns {
		a, took, err := ask(ctx, talk, *t.Q, l.Addressed == nil || *l.Addressed)
		if err != nil {
			return err
		}
		if err := write(out, newRecord(l.ID, i+1, a, took)); err != nil {
			return err
		}
	}
	return nil
}

// readLine returns the next line without its end, errLong for one that is too
// long, which is then skipped, and io.EOF after the last.
func readLine(r *bufio.Reader) ([]byte, error) {
	var text []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			text = append(text, part...)
		}
		if len(text) > lineMost+len("\r\n") {
			long, text = true, nil
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (!errors.Is(err, io.EOF) || len(text) == 0 && !long):
			return nil, err
		case long:
			return nil, errLong
		}
		return bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r")), nil
	}
}
