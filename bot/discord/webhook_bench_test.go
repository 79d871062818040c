package discord

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"careerbot/bot"
)

// A fixedDesk has one answer ready.
type fixedDesk struct{ answer bot.Answer }

func (d fixedDesk) Answer(context.Context, bot.Question) (bot.Answer, error) { return d.answer, nil }
func (d fixedDesk) Accept(context.Context, bot.Question, []byte) error       { return nil }
func (d fixedDesk) Press(context.Context, bot.Press) (bot.Answer, error)     { return d.answer, nil }

// BenchmarkInteraction sends signed commands over loopback connections that are
// kept, to a server that only verifies and returns ready bytes (limit), to the
// adapter with a desk whose answer is ready (adapter), and to one with a real
// bot (answered). Compare the servers of one run: the clients share the machine
// with them. Each command is another one, for none is answered twice.
func BenchmarkInteraction(b *testing.B) {
	r := newRig(b)
	r.Log = nil
	e := typedCommand("career", "question", "mid devops pay manchester?")
	question := r.parsed(typeCommand, e)
	answer := r.desk.Swap.Answer(r.questionOf(question, "mid devops pay manchester?", ""))
	ready := r.interact(b.Context(), fixedDesk{answer}, question).body()
	public := r.private.Public().(ed25519.PublicKey)
	for _, bench := range []struct {
		name    string
		handler http.Handler
	}{
		{"limit", verifyOnly(public, ready)},
		{"adapter", r.Handler(fixedDesk{answer})},
		{"answered", r.Handler(swapDesk{r.desk.Swap})},
	} {
		b.Run(bench.name, func(b *testing.B) {
			server := httptest.NewServer(bench.handler)
			defer server.Close()
			address := server.Listener.Addr().String()
			requests := make(chan []byte, b.N+64)
			for range b.N + 64 {
				requests <- r.rawRequest(address, e)
			}
			b.ReportAllocs()
			b.SetParallelism(16)
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				if err := exchange(address, requests, pb.Next); err != nil {
					b.Error(err)
				}
			})
		})
	}
}

// A swapDesk is a desk without memory over a real bot.
type swapDesk struct{ *bot.Swap }

func (d swapDesk) Answer(_ context.Context, q bot.Question) (bot.Answer, error) {
	return d.Swap.Answer(q), nil
}
func (swapDesk) Accept(context.Context, bot.Question, []byte) error { return nil }
func (swapDesk) Press(context.Context, bot.Press) (bot.Answer, error) {
	return bot.ThanksAnswer(), nil
}

// verifyOnly is as little as a server can do for a signed request.
func verifyOnly(key ed25519.PublicKey, body []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		in, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, "", http.StatusBadRequest)
			return
		}
		signature, err := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
		if err != nil || !ed25519.Verify(key, append([]byte(r.Header.Get("X-Signature-Timestamp")), in...), signature) {
			http.Error(w, "", http.StatusUnauthorized)
			return
		}
		writeJSON(w, body)
	})
}

// rawRequest returns a signed interaction as it goes over the wire.
func (r *rig) rawRequest(host string, changes ...fields) []byte {
	body, err := json.Marshal(r.event(typeCommand, changes...))
	if err != nil {
		r.t.Fatal(err)
	}
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	signature := hex.EncodeToString(ed25519.Sign(r.private, append([]byte(stamp), body...)))
	return fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"+
		"X-Signature-Timestamp: %s\r\nX-Signature-Ed25519: %s\r\nContent-Length: %d\r\n\r\n%s", InteractionsPath, host, stamp, signature, len(body), body)
}

// exchange sends requests while more, over one connection.
func exchange(address string, requests <-chan []byte, more func() bool) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	in := bufio.NewReader(conn)
	for more() {
		if _, err := conn.Write(<-requests); err != nil {
			return err
		}
		line, err := in.ReadSlice('\n')
		if err != nil || !bytes.Contains(line, []byte(" 200 ")) {
			return fmt.Errorf("answered %q, %v", line, err)
		}
		length := 0
		for len(line) > 2 {
			if line, err = in.ReadSlice('\n'); err != nil {
				return err
			}
			if n, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
				length, _ = strconv.Atoi(string(bytes.TrimSpace(n)))
			}
		}
		if _, err := in.Discard(length); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkHandler is the adapter without HTTP around it, and without the check
// of the signature: what is its own.
func BenchmarkHandler(b *testing.B) {
	r := newRig(b)
	r.Log = nil
	answer := r.desk.Swap.Answer(bot.Question{Text: "mid devops pay manchester?", Addressed: true})
	for name, changes := range map[string][]fields{
		"command":  {typedCommand("career", "question", "mid devops pay manchester?")},
		"complete": {typing("career", "question", "senior dev")},
	} {
		kind := typeCommand
		if name == "complete" {
			kind = typeAutocomplete
		}
		raw, err := json.Marshal(r.event(kind, changes...))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				in, err := parseInteraction(raw)
				if err != nil {
					b.Fatal(err)
				}
				r.interact(b.Context(), fixedDesk{answer}, in).body()
			}
		})
	}
}
