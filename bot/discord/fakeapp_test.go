package discord

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
)

// A fakeApp is the application that a fake plays: what it is, its commands, and
// answers to interactions.
type fakeApp struct {
	known  bool                                      // GET /applications/@me is answered
	id     string                                    // "" is appID
	key    string                                    // its public key
	refuse func(n int64, w http.ResponseWriter) bool // a registration or an answer
	tries  atomic.Int64
	calls  chan webCall // registrations and answers
}

func (f *fake) application(mux *http.ServeMux) {
	f.app.calls = make(chan webCall, 100)
	mux.HandleFunc("GET /api/v10/applications/@me", func(w http.ResponseWriter, r *http.Request) {
		if !f.app.known {
			http.NotFound(w, r)
		} else if f.allowed(w, r) {
			fmt.Fprintf(w, `{"id":%q,"verify_key":%q}`, cmp.Or(f.app.id, appID), f.app.key)
		}
	})
	take := func(w http.ResponseWriter, r *http.Request) {
		if f.app.refuse != nil && f.app.refuse(f.app.tries.Add(1), w) {
			return
		}
		body, _ := io.ReadAll(r.Body)
		f.app.calls <- webCall{r.Method + " " + strings.TrimPrefix(r.URL.Path, "/api/v10/"), string(body)}
		io.WriteString(w, `[]`)
	}
	mux.HandleFunc("PUT /api/v10/applications/{app}/commands", take)
	mux.HandleFunc("POST /api/v10/interactions/{id}/{token}/callback", take)
}
