package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"time"
)

const (
	restTimeout = 10 * time.Second // of one try
	maxBody     = 8 << 20          // bytes of an answer that are read
	maxTries    = 3

	patientWait = time.Minute     // for the turn of a request, where its context lasts as long
	hastyWait   = 2 * time.Second // for that of one that somebody else will ask for again
)

// A rest calls Discord's REST API within its limits. A request waits for its
// turn as long as its context lasts, and no longer than a minute. What was
// refused for the moment is asked again up to twice: any request after a 429,
// which did nothing, and all but POST after an error of Discord's.
//
// What asking again would not change is not asked again: anything after a
// refused token, a channel that may not be seen or written in, for a day, and
// an interaction that has ended. Where too much is refused, requests stop for
// a while, long before Discord would ban the address.
//
// It is safe for concurrent use, and there is one for each Adapter, since the
// limits hold for all its requests together.
type rest struct {
	base   *url.URL // ends with a slash
	token  string   // as the Authorization header has it
	agent  string
	client *http.Client
	log    *slog.Logger
	count  *counters
	redo   time.Duration // before the second try after an error of Discord's

	limits  *limits
	breaker *breaker
	known   *known
	hasty   bool
}

// hurried returns the same client for requests that are asked for again by
// somebody else: they wait for their turn for two seconds, and where they are
// refused for the moment the error says so at once.
func (r *rest) hurried() *rest {
	h := *r
	h.hasty = true
	return &h
}

// A request is one call as it goes over the wire.
type request struct {
	op, method, path string
	way              way
	body             []byte
	kind             string // of the body; "" for none
	files            bool
}

// call sends a request and reads the answer into out, both as JSON; in and out
// may be nil. path is below the base and may carry a query. A status other than
// 2xx is an *Error, and so is a request that was not made, whose Held says why;
// any other error says that the answer did not arrive whole.
func (r *rest) call(ctx context.Context, op, method, path string, in, out any) error {
	q := request{op: op, method: method, path: path, way: wayOf(method, path)}
	if in != nil {
		var err error
		if q.body, err = json.Marshal(in); err != nil {
			return fmt.Errorf("discord: %s: %w", op, err)
		}
		q.kind = "application/json"
	}
	return r.carry(ctx, q, out)
}

// carry brings a request to its end, in as many tries as are of use.
func (r *rest) carry(ctx context.Context, q request, out any) error {
	pause := backoff{min: r.redo, max: 8 * r.redo}
	for try := 1; ; try++ {
		err := r.once(ctx, q, out)
		wait, again := r.again(q, err, &pause)
		if !again || try == maxTries {
			return err
		}
		if end, ok := ctx.Deadline(); ok && time.Until(end) < wait || !sleep(ctx, wait) {
			return err
		}
		r.count.redone.Add(1)
	}
}

// passing are the statuses of errors of Discord's that another try may not meet.
var passing = []int{http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}

// again reports whether another try is of use, and after how long. After a 429
// the next try waits for its turn.
func (r *rest) again(q request, err error, pause *backoff) (time.Duration, bool) {
	refused := refusedBy(err)
	switch {
	case refused == nil || refused.Held != "":
		return 0, false
	case refused.Status == http.StatusTooManyRequests:
		return 0, !r.hasty && !q.way.reply
	}
	return pause.next(), q.method != http.MethodPost && slices.Contains(passing, refused.Status)
}

// once makes a request, when it is its turn.
func (r *rest) once(ctx context.Context, q request, out any) error {
	if e := r.held(q); e != nil {
		r.count.held.Add(1)
		return e
	}
	most := patientWait
	if r.hasty {
		most = hastyWait
	}
	turn, wait := r.limits.take(ctx, q.way, most)
	if wait > 0 {
		r.count.held.Add(1)
		return &Error{Op: q.op, Status: http.StatusTooManyRequests, After: wait, Held: heldForTurn}
	}
	var o landing
	defer func() { r.limits.done(turn, o) }()
	resp, err := r.do(ctx, q)
	if err != nil {
		return fmt.Errorf("discord: %s: %w", q.op, err)
	}
	defer resp.Body.Close()
	o.answered, o.quota = true, readQuota(resp.Header)
	limited := io.LimitReader(resp.Body, maxBody)
	if resp.StatusCode/100 != 2 {
		f := readRefusal(q.op, resp, limited)
		o.refusal = &f
		r.refused(q, &f)
		return f.Error
	}
	if out == nil {
		io.Copy(io.Discard, limited) // so that the connection can be used again
		return nil
	}
	if err := json.NewDecoder(limited).Decode(out); err != nil {
		return fmt.Errorf("discord: %s: read the answer: %w", q.op, err)
	}
	return nil
}

// do sends a request. Its error does not quote the address, which may hold a
// token.
func (r *rest) do(ctx context.Context, q request) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, q.method, r.base.String()+q.path, bytes.NewReader(q.body))
	if err != nil {
		return nil, errors.New("no web address") // unreachable: paths are made of ids
	}
	if !q.way.bearer {
		req.Header.Set("Authorization", r.token)
	}
	req.Header.Set("User-Agent", r.agent)
	if q.kind != "" {
		req.Header.Set("Content-Type", q.kind)
	}
	resp, err := r.client.Do(req)
	var inner *url.Error
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return resp, err
}

// whileTrusted returns a context that ends when Discord has refused the token.
func (r *rest) whileTrusted(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancel(ctx)
	go func() {
		defer stop()
		select {
		case <-r.known.lost:
		case <-ctx.Done():
		}
	}()
	return ctx, stop
}

// held returns why a request is not made, nil where it is.
func (r *rest) held(q request) *Error {
	now := time.Now()
	if e := r.known.about(q.way, q.files, now); e != nil {
		e.Op, e.Held = q.op, heldAsBefore
		return e
	}
	if wait := r.breaker.wait(now, q.way.bearer); wait > 0 {
		return &Error{Op: q.op, Status: http.StatusTooManyRequests, After: wait, Held: heldByBreaker}
	}
	return nil
}

// refused counts a refusal, and keeps what there is to learn from it.
func (r *rest) refused(q request, f *refusal) {
	now := time.Now()
	switch {
	case f.Status == http.StatusTooManyRequests:
		r.count.limited.Add(1)
	case f.counts():
		r.count.refused.Add(1)
	}
	if f.page && f.limited() {
		r.log.Error("discord: refused by the proxy before Discord: nothing is asked for a while", "status", f.Status, "wait", f.After)
	}
	if r.known.note(q.way, q.files, f, now) {
		r.log.Warn("discord: refused, and not asked again", "reason", f.Error)
	}
	if !f.counts() {
		return
	}
	if wait := r.breaker.note(now); wait > 0 {
		r.count.breaks.Add(1)
		r.log.Error("discord: too much is refused: nothing is sent for a while", "last", f.Error, "wait", wait)
	}
}

// whoami returns the bot's own user id.
func (r *rest) whoami(ctx context.Context) (string, error) {
	var me struct {
		ID string `json:"id"`
	}
	if err := r.call(ctx, "check the token", http.MethodGet, "users/@me", nil, &me); err != nil {
		return "", err
	}
	if !isSnowflake(me.ID) {
		return "", fmt.Errorf("discord: check the token: no id in the answer")
	}
	return me.ID, nil
}
