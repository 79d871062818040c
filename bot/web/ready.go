package web

import (
	"net/http"
	"strings"
)

// A Check looks at one thing that the bot needs.
type Check struct {
	Name string // "articles"

	// Look says how that thing is, in a line or more, and whether it is as it
	// should be. It is called for every request, and must not take long.
	Look func() (state string, ok bool)
}

// ready says how everything is, one thing after the other; what stands in
// further lines of one is indented. The code is 503 where anything is wrong,
// although the bot answers.
func (p *Playground) ready(w http.ResponseWriter, _ *http.Request) {
	var b strings.Builder
	code := http.StatusOK
	for _, c := range p.Checks {
		state, ok := c.Look()
		if !ok {
			code = http.StatusServiceUnavailable
		}
		b.WriteString(c.Name + ": " + strings.ReplaceAll(strings.TrimSpace(state), "\n", "\n  ") + "\n")
	}
	if len(p.Checks) == 0 {
		b.WriteString("ok\n")
	}
	text(w, code, b.String())
}

// text answers in plain text.
func text(w http.ResponseWriter, code int, body string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(code)
	w.Write([]byte(body)) // the client may be gone
}
