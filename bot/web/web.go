// Package web serves the playground: one page on which a question can be
// asked and its answer seen, and beside it signs of life for machines.
//
// The page needs no script and nothing from elsewhere. It is meant for the
// machine it runs on: a request must name the loopback host that it came to,
// so that no other site's page can reach it through a name of its own. The
// server keeps nothing; what a follow-up continues from travels in the page.
package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"careerbot/bot"
)

// Limits of a request.
const (
	queryMost = 16 << 10 // bytes of the query, escapes included
	stateMost = 200      // bytes; a longer state is none of ours
)

var (
	//go:embed page.html
	pageHTML string
	//go:embed style.css
	styleCSS string

	page = template.Must(template.New("page").Parse(pageHTML))
)

// An Answerer answers in line; a bot.Desk is one.
type Answerer interface {
	Answer(context.Context, bot.Question) (bot.Answer, error)
}

// A Playground serves the page at /, a sign of life at /healthz, whether all is
// as it should be at /readyz, and counts at /metrics. Its fields are set
// before use.
type Playground struct {
	Desk    Answerer
	Log     *slog.Logger // nil: nothing is logged
	Checks  []Check      // what /readyz looks at, in this order
	Metrics http.Handler // serves /metrics; nil: there is no such page
	Report  http.Handler // serves /report, likewise
}

// Handler returns the handler of the playground's server. It is safe for
// concurrent use.
func (p *Playground) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.serve)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { text(w, http.StatusOK, "ok\n") })
	mux.HandleFunc("GET /readyz", p.ready)
	if p.Metrics != nil {
		mux.Handle("GET /metrics", p.Metrics)
	}
	if p.Report != nil {
		mux.Handle("GET /report", p.Report)
	}
	hash := sha256.Sum256([]byte(styleCSS))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) +
		"'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer") // addresses hold questions
		h.Set("Cache-Control", "no-store")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		switch {
		case !local(r):
			http.Error(w, "This page is only for the machine it runs on. Ask for it as localhost.", http.StatusMisdirectedRequest)
		case len(r.URL.RawQuery) > queryMost:
			http.Error(w, "That is too long.", http.StatusRequestURITooLong)
		default:
			mux.ServeHTTP(w, r)
		}
	})
}

// local reports whether a request names this machine and the port it came to.
func local(r *http.Request) bool {
	addr, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	_, want, err := net.SplitHostPort(addr.String())
	if err != nil {
		return false
	}
	host, port, err := net.SplitHostPort(r.Host)
	if err != nil { // no port: the one of http
		host, port = strings.Trim(r.Host, "[]"), "80"
	}
	switch strings.ToLower(host) {
	case "localhost", "127.0.0.1", "::1":
		return port == want
	}
	return false
}

// A view is what the page shows.
type view struct {
	Style    template.CSS
	Question string
	State    string // what the next question continues from
	Answer   *bot.Answer
	Blocks   []block // of the answer's text
	Read     string  // how the question was read, "" where that says nothing
}

// serve answers the question in the address; without one it shows the help.
func (p *Playground) serve(w http.ResponseWriter, r *http.Request) {
	form := r.URL.Query()
	v := view{Style: template.CSS(styleCSS), Question: strings.TrimSpace(form.Get("q")), State: form.Get("state")}
	if len(v.State) > stateMost {
		v.State = ""
	}
	a, err := p.answer(r.Context(), v.Question, v.State)
	if err != nil {
		http.Error(w, "The bot is stopping.", http.StatusServiceUnavailable)
		return
	}
	v.Answer, v.Blocks, v.Read = &a, blocks(a.Text), read(a.Slots)
	if a.State != "" {
		v.State = a.State
	}
	var b bytes.Buffer
	if err := page.Execute(&b, v); err != nil {
		p.log("render", err) // unreachable with a page that parses
		http.Error(w, "Something went wrong on my side.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(b.Bytes()) // the client may be gone
}

// answer asks the desk, but for what is asked or told about a person's data:
// nothing is kept here.
func (p *Playground) answer(ctx context.Context, text, prior string) (bot.Answer, error) {
	switch act, _, _ := bot.ActOf(text); act {
	case bot.ShowPrivacy:
		return bot.PrivacyAnswer(nil), nil
	case bot.DeleteData:
		return bot.DeletedAnswer(0), nil
	}
	return p.Desk.Answer(ctx, bot.Question{ID: "web", Room: "web", At: time.Now(), Text: cmp.Or(text, "help"), Prior: prior, Addressed: true})
}

func (p *Playground) log(what string, err error) {
	if p.Log != nil {
		p.Log.Error("playground: "+what, "err", err)
	}
}
