package slack

import (
	"bufio"
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
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

// BenchmarkCommand sends signed slash commands over loopback connections that
// are kept, to a server that only verifies and returns ready bytes (limit), and
// to the adapter with a desk whose answer is ready (adapter). Compare the two
// of one run: the clients share the machine with the servers.
func BenchmarkCommand(b *testing.B) {
	key, err := bot.NewKey("bench")
	if err != nil {
		b.Fatal(err)
	}
	answer := samples()["salary"]
	a := &Adapter{Token: token, SigningSecret: secret, Key: key}
	for _, bench := range []struct {
		name    string
		handler http.Handler
	}{
		{"limit", verifyOnly(appendReply(nil, card{Answer: answer}, reply{}))},
		{"adapter", a.Handler(fixedDesk{answer})},
	} {
		b.Run(bench.name, func(b *testing.B) {
			server := httptest.NewServer(bench.handler)
			defer server.Close()
			request := rawRequest(server.Listener.Addr().String())
			b.ReportAllocs()
			b.SetParallelism(16)
			b.RunParallel(func(pb *testing.PB) {
				if err := exchange(server.Listener.Addr().String(), request, pb.Next); err != nil {
					b.Error(err)
				}
			})
		})
	}
}

// verifyOnly is as little as a server can do for a signed request.
func verifyOnly(body []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		in, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, "", http.StatusBadRequest)
			return
		}
		h := hmac.New(sha256.New, []byte(secret))
		io.WriteString(h, "v0:"+r.Header.Get("X-Slack-Request-Timestamp")+":")
		h.Write(in)
		if want := "v0=" + hex.EncodeToString(h.Sum(nil)); !hmac.Equal([]byte(want), []byte(r.Header.Get("X-Slack-Signature"))) {
			http.Error(w, "", http.StatusUnauthorized)
			return
		}
		writeJSON(w, body)
	})
}

func rawRequest(host string) []byte {
	body := career("mid devops pay manchester?").Encode()
	now := strconv.FormatInt(time.Now().Unix(), 10)
	return fmt.Appendf(nil, "POST /slack/commands HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"+
		"X-Slack-Request-Timestamp: %s\r\nX-Slack-Signature: %s\r\nContent-Length: %d\r\n\r\n%s", host, now, sign(secret, now, body), len(body), body)
}

// exchange sends the request again and again while more, over one connection.
func exchange(address string, request []byte, more func() bool) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	in := bufio.NewReader(conn)
	for more() {
		if _, err := conn.Write(request); err != nil {
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

// BenchmarkHandler is the adapter without HTTP around it.
func BenchmarkHandler(b *testing.B) {
	key, err := bot.NewKey("bench")
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"salary", "section", "declined"} {
		a := &Adapter{Token: token, SigningSecret: secret, Key: key}
		h := a.Handler(fixedDesk{samples()[name]})
		body := career("mid devops pay manchester?").Encode()
		req := signed("/slack/commands", body)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			w := &discard{header: http.Header{}}
			in := bytes.NewReader(nil)
			for b.Loop() {
				in.Reset([]byte(body))
				req.Body = io.NopCloser(in)
				if h.ServeHTTP(w, req); w.code >= 300 {
					b.Fatalf("Status = %d", w.code)
				}
			}
		})
	}
}

// A discard is a response that nobody reads.
type discard struct {
	header http.Header
	code   int
}

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(code int)        { d.code = code }

func BenchmarkReply(b *testing.B) {
	for _, name := range []string{"salary", "section", "declined", "overlong"} {
		a := samples()[name]
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var out []byte
			for b.Loop() {
				out = appendReply(out[:0], card{Answer: a}, reply{})
			}
			b.SetBytes(int64(len(out)))
		})
	}
}
