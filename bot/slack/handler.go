package slack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"careerbot/bot"
)

// What people read where there is no answer to show.
const (
	trouble  = "That did not work on my side. Please ask again in a moment."
	oldPress = "That button is from an older version of me. Please ask again."

	goneSection = "That section is no longer in my articles. Please ask again."
)

// Where Slack posts to, and where it sends browsers.
const (
	eventsPath       = "/slack/events"
	commandsPath     = "/slack/commands"
	interactionsPath = "/slack/interactions"
	installPath      = "/slack/install"
	redirectPath     = "/slack/oauth_redirect"
)

// Handler serves POST /slack/events, /slack/commands and /slack/interactions
// for the desk. A request that is too large gets 413, one without a good and
// fresh signature 401, one that cannot be read 400; a message that the desk
// did not accept gets 500, so that Slack sends it again. An app that was given
// the first address for everything works as well. Where there may be several
// workspaces it also serves GET /slack/install, which leads an admin of one to
// Slack, and /slack/oauth_redirect, to which Slack leads back.
func (a *Adapter) Handler(d bot.Desk) http.Handler {
	a.setup()
	mux := http.NewServeMux()
	mux.Handle("POST "+eventsPath, a.signed(d, a.serveAny))
	mux.Handle("POST "+commandsPath, a.signed(d, a.serveCommand))
	mux.Handle("POST "+interactionsPath, a.signed(d, a.servePress))
	if a.Installs != nil {
		mux.Handle(installPath, a.page(a.serveInstall))
		mux.Handle(redirectPath, a.page(a.serveRedirect))
	}
	return mux
}

// A scratch holds what one request needs in memory: its verified body and the
// reply. It is used again for later requests.
type scratch struct {
	in  bytes.Buffer
	out []byte
}

func (a *Adapter) borrow() *scratch {
	if s, ok := a.scratch.Get().(*scratch); ok {
		return s
	}
	return new(scratch)
}

func (a *Adapter) giveBack(s *scratch) {
	if s.in.Cap() <= usualBody && cap(s.out) <= usualBody {
		s.in.Reset()
		a.scratch.Put(s)
	}
}

// A serveFunc answers a request whose body, s.in, is verified. Nothing of s
// may be held on to.
type serveFunc func(w http.ResponseWriter, r *http.Request, d bot.Desk, s *scratch)

// signed lets only verified requests through, and keeps a panic in the one
// request that caused it.
func (a *Adapter) signed(d bot.Desk, serve serveFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				a.panicked(p)
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		s := a.borrow()
		defer a.giveBack(s)
		if code := a.read(w, r, &s.in); code != 0 {
			http.Error(w, http.StatusText(code), code)
			return
		}
		serve(w, r, d, s)
	})
}

// serveAny serves events, and what comes as a form by what it holds.
func (a *Adapter) serveAny(w http.ResponseWriter, r *http.Request, d bot.Desk, s *scratch) {
	switch form := strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded"); {
	case !form:
		a.serveEvent(w, r, d, s)
	case bytes.HasPrefix(s.in.Bytes(), []byte("payload=")):
		a.servePress(w, r, d, s)
	default:
		a.serveCommand(w, r, d, s)
	}
}

// read reads the body into buf and verifies it. It returns the status to
// refuse the request with, or 0. Anybody can send a body that is read before
// its signature turns out to be none, so few large ones are read at a time.
func (a *Adapter) read(w http.ResponseWriter, r *http.Request, buf *bytes.Buffer) int {
	v, err := slack.NewSecretsVerifier(r.Header, a.SigningSecret)
	if err != nil {
		a.count.forged.Add(1)
		return http.StatusUnauthorized
	}
	if r.ContentLength > maxBody {
		a.count.malformed.Add(1)
		return http.StatusRequestEntityTooLarge
	}
	if r.ContentLength < 0 || r.ContentLength > usualBody {
		select {
		case a.large <- struct{}{}:
			defer func() { <-a.large }()
		default:
			a.count.malformed.Add(1)
			return http.StatusServiceUnavailable
		}
	}
	if _, err := buf.ReadFrom(http.MaxBytesReader(w, r.Body, maxBody)); err != nil {
		a.count.malformed.Add(1)
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return http.StatusRequestEntityTooLarge
		}
		return http.StatusBadRequest
	}
	v.Write(buf.Bytes()) // a hash never returns an error
	if v.Ensure() != nil {
		a.count.forged.Add(1)
		return http.StatusUnauthorized
	}
	return 0
}

// panicked counts and logs a panic. Its value may quote a message, so only its
// type is logged.
func (a *Adapter) panicked(p any) {
	a.count.failed.Add(1)
	a.log.Error("slack: panic", "type", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
}

// ask has the desk answer q. It reports false where there is no answer.
func (a *Adapter) ask(ctx context.Context, d bot.Desk, q bot.Question) (ans bot.Answer, ok bool) {
	defer func() {
		if p := recover(); p != nil {
			a.panicked(p)
			ans, ok = bot.Answer{}, false
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, replyTimeout)
	defer cancel()
	ans, err := d.Answer(ctx, q)
	if err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: no answer", "id", q.ID, "err", err)
		return bot.Answer{}, false
	}
	return ans, true
}

// malformed refuses a request that cannot be read; Slack need not try again.
func (a *Adapter) malformed(w http.ResponseWriter) {
	a.count.malformed.Add(1)
	w.Header().Set("X-Slack-No-Retry", "1")
	http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
}

func writeJSON(w http.ResponseWriter, body []byte) {
	h := w.Header()
	h["Content-Type"] = jsonType
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.Write(body) // an error means that the reader has gone
}

var jsonType = []string{"application/json; charset=utf-8"}
