package state

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Marks say how much the engine had. The engine itself cuts off what it cannot
// read and goes on without a word: by the marks that is noticed.
type marks struct {
	Clean   bool            `json:"clean"` // written at the end of a process, after everything else
	Streams map[string]mark `json:"streams"`
}

// A mark is how far a stream had come.
type mark struct {
	Last    uint64 `json:"last"`    // sequence of its last record, removed ones included
	Records uint64 `json:"records"` // that were in it
}

// marks reads what there was; nothing, where that was never written.
func (f *folder) marks() (m marks, err error) {
	b, err := os.ReadFile(f.file("marks"))
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, fmt.Errorf("state: %w", err)
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, f.damage(f.file("marks") + " cannot be read")
	}
	return m, nil
}

// mark writes what there is.
func (f *folder) mark(m marks) error {
	b, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("state: %w", err) // unreachable
	}
	return f.write("marks", string(b)+"\n")
}

// marks returns what the engine has.
func (l *link) marks(ctx context.Context) (marks, error) {
	m := marks{Streams: make(map[string]mark)}
	for _, c := range streams(1) {
		s, err := l.js.Stream(ctx, c.Name)
		if err != nil {
			return m, fmt.Errorf("state: stream %s: %w", c.Name, err)
		}
		st := s.CachedInfo().State
		m.Streams[c.Name] = mark{Last: st.LastSeq, Records: st.Msgs}
	}
	return m, nil
}

// missing says what was there and is not, "" for nothing. Records of some
// streams end by age; in the others none may be missing after a clean end.
func (was marks) missing(is marks) string {
	for _, c := range streams(1) {
		w, i := was.Streams[c.Name], is.Streams[c.Name]
		switch {
		case i.Last < w.Last:
			return fmt.Sprintf("records of %s are lost: it ends at %d and not at %d", c.Name, i.Last, w.Last)
		case was.Clean && c.MaxAge == 0 && i.Records != w.Records:
			return fmt.Sprintf("records of %s are lost: it has %d and not %d", c.Name, i.Records, w.Records)
		}
	}
	return ""
}
