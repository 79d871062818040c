package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"
)

// A progress shows how far several pages are: a bar on a terminal, elsewhere
// nothing.
type progress struct {
	out   io.Writer
	total int
	drawn bool
}

// newProgress returns the progress of that many pages. It is drawn for more
// than one, and only where standard error is a terminal that can.
func newProgress(p *process, total int) *progress {
	f, ok := p.err.(*os.File)
	drawn := ok && total > 1 && p.getenv("TERM") != "dumb"
	if drawn {
		info, err := f.Stat()
		drawn = err == nil && info.Mode()&fs.ModeCharDevice != 0
	}
	return &progress{out: p.err, total: total, drawn: drawn}
}

// barWidth and nameWidth are in columns; with the count they fit a line of 80.
const (
	barWidth  = 24
	nameWidth = 36
)

// step draws that the page after done others is next.
func (p *progress) step(done int, name string) {
	if !p.drawn {
		return
	}
	full := barWidth * done / p.total
	if n := utf8.RuneCountInString(name); n > nameWidth {
		name = "…" + string([]rune(name)[n-nameWidth+1:])
	}
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '?' // a name may hold anything
		}
		return r
	}, name)
	fmt.Fprintf(p.out, "\r\x1b[K[%s%s] %d/%d %s", strings.Repeat("#", full), strings.Repeat("·", barWidth-full), done, p.total, name)
}

// clear takes the bar away.
func (p *progress) clear() {
	if p.drawn {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
