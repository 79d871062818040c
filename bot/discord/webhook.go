package discord

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"careerbot/bot"
)

// InteractionsPath is where Discord posts interactions to.
const InteractionsPath = "/discord/interactions"

const (
	maxRequest   = 1 << 20         // bytes of a request
	usualRequest = 64 << 10        // bytes of one that Discord sends most days
	maxLarge     = 8               // larger ones that are read at the same time
	maxAge       = 5 * time.Minute // of a request, and of one whose clock is ahead
)

// Handler serves POST /discord/interactions for the desk: commands, presses and
// what is typed into windows. A request without a good and fresh signature gets
// 401, which is what Discord tries now and then, one that is too large 413, one
// that cannot be read 400, and one that came before 409. Without a PublicKey it
// refuses everything.
func (a *Adapter) Handler(d bot.Desk) http.Handler {
	mux := http.NewServeMux()
	key, err := publicKey(a.PublicKey)
	if err != nil {
		a.logger().Error("discord: interactions are refused", "err", err)
	}
	s := &webhook{adapter: a, desk: d, key: key, large: make(chan struct{}, maxLarge)}
	mux.Handle("POST "+InteractionsPath, s)
	return mux
}

// publicKey reads the public key of an application, as Discord shows it.
func publicKey(s string) (ed25519.PublicKey, error) {
	key, err := hex.DecodeString(strings.TrimSpace(s))
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, errors.New("discord: DISCORD_PUBLIC_KEY is no public key: it has 64 signs, 0 to 9 and a to f, and stands under General Information")
	}
	return key, nil
}

// A webhook serves what Discord posts.
type webhook struct {
	adapter *Adapter
	desk    bot.Desk
	key     ed25519.PublicKey // nil refuses everything
	large   chan struct{}     // holds one token for each large body being read
	scratch sync.Pool         // of *bytes.Buffer
}

func (s *webhook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := s.adapter
	defer func() {
		if p := recover(); p != nil {
			a.panicked(p)
			http.Error(w, "internal error", http.StatusInternalServerError)
		}
	}()
	buf, ok := s.scratch.Get().(*bytes.Buffer)
	if !ok {
		buf = new(bytes.Buffer)
	}
	defer func() {
		if buf.Cap() <= usualRequest {
			buf.Reset()
			s.scratch.Put(buf)
		}
	}()
	body, code := s.read(w, r, buf)
	if code != 0 {
		http.Error(w, http.StatusText(code), code)
		return
	}
	s.answer(w, r.Context(), body)
}

// answer answers a verified request. Where there is more to do than to answer,
// Discord is told so (202), and has the answer by a call before the rest of the
// work begins: what follows an answer is refused until it has arrived.
func (s *webhook) answer(w http.ResponseWriter, ctx context.Context, body []byte) {
	a := s.adapter
	in, err := parseInteraction(body)
	if err != nil {
		a.count.malformed.Add(1)
		a.logger().Warn("discord: interaction dropped", "err", err)
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	if in.Type == typePing {
		writeJSON(w, pong)
		return
	}
	if a.reception.repeated(in) {
		a.count.repeated.Add(1)
		a.logger().Warn("discord: interaction dropped: it came before", "id", in.ID)
		http.Error(w, http.StatusText(http.StatusConflict), http.StatusConflict)
		return
	}
	out := a.interact(ctx, s.desk, in)
	switch {
	case out.after != nil && !a.begin(ctx, func(ctx context.Context) { a.finish(ctx, in, out) }):
		writeJSON(w, tell(in, trouble).body())
	case out.after != nil:
		w.WriteHeader(http.StatusAccepted)
	default:
		writeJSON(w, out.body())
	}
}

// read reads the body into buf and verifies it. It returns the status to refuse
// the request with, or 0. Anybody can send a body that is read before its
// signature turns out to be none, so few large ones are read at a time.
func (s *webhook) read(w http.ResponseWriter, r *http.Request, buf *bytes.Buffer) (body []byte, code int) {
	stamp := r.Header.Get("X-Signature-Timestamp")
	signature, ok := decodeSignature(r.Header.Get("X-Signature-Ed25519"))
	if s.key == nil || !ok || !fresh(stamp, time.Now()) {
		s.adapter.count.forged.Add(1)
		return nil, http.StatusUnauthorized
	}
	if r.ContentLength > maxRequest {
		s.adapter.count.malformed.Add(1)
		return nil, http.StatusRequestEntityTooLarge
	}
	if r.ContentLength < 0 || r.ContentLength > usualRequest {
		select {
		case s.large <- struct{}{}:
			defer func() { <-s.large }()
		default:
			s.adapter.count.malformed.Add(1)
			return nil, http.StatusServiceUnavailable
		}
	}
	buf.WriteString(stamp) // what is signed is the time and the body behind it
	if _, err := buf.ReadFrom(http.MaxBytesReader(w, r.Body, maxRequest)); err != nil {
		s.adapter.count.malformed.Add(1)
		if large := new(http.MaxBytesError); errors.As(err, &large) {
			return nil, http.StatusRequestEntityTooLarge
		}
		return nil, http.StatusBadRequest
	}
	if !ed25519.Verify(s.key, buf.Bytes(), signature[:]) {
		s.adapter.count.forged.Add(1)
		return nil, http.StatusUnauthorized
	}
	return buf.Bytes()[len(stamp):], 0
}

// decodeSignature reads a signature, which is written in hexadecimal digits.
func decodeSignature(s string) (sig [ed25519.SignatureSize]byte, ok bool) {
	if len(s) != 2*ed25519.SignatureSize {
		return sig, false
	}
	_, err := hex.Decode(sig[:], []byte(s))
	return sig, err == nil
}

// fresh reports whether a time, in seconds, is about now: what is older was
// kept by somebody to be sent again.
func fresh(stamp string, now time.Time) bool {
	sec, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || len(stamp) > 12 {
		return false
	}
	return now.Sub(time.Unix(sec, 0)).Abs() <= maxAge
}

// panicked counts and logs a panic. Its value may quote a message, so only its
// type is logged.
func (a *Adapter) panicked(p any) {
	a.count.notDone.Add(1)
	a.logger().Error("discord: panic", "type", fmt.Sprintf("%T", p), "stack", stack())
}

func writeJSON(w http.ResponseWriter, body []byte) {
	h := w.Header()
	h["Content-Type"] = jsonType
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.Write(body) // an error means that the reader has gone
}

var (
	jsonType = []string{"application/json"}
	pong     = []byte(`{"type":1}`)
)
