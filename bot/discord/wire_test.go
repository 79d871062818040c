package discord

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const upgraded = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"

func frame(op byte, payload string) string {
	switch n := len(payload); {
	case n < 126:
		return string([]byte{0x80 | op, byte(n)}) + payload
	case n < 1<<16:
		return string([]byte{0x80 | op, 126, byte(n >> 8), byte(n)}) + payload
	default:
		return string([]byte{0x80 | op, 127, 0, 0, 0, 0, 0, byte(n >> 16), byte(n >> 8), byte(n)}) + payload
	}
}

func TestCloseCodeOnTheWire(t *testing.T) {
	for _, tt := range []struct {
		name, bytes string
		want        int
	}{
		{"close", upgraded + frame(8, "\x0f\xa4no"), 4004},
		{"after messages", upgraded + frame(1, "{}") + frame(1, strings.Repeat("x", 300)) +
			frame(2, strings.Repeat("\x88\x02\x0f\xa4", 20000)) + frame(9, "") + frame(8, "\x0f\xa9"), 4009},
		{"close without a code", upgraded + frame(8, ""), 0},
		{"no WebSocket", "HTTP/1.1 403 Forbidden\r\n\r\n" + frame(8, "\x0f\xa4"), 0},
		{"masked", upgraded + "\x88\x82abcd\x0f\xa4", 0},
		{"endless header", strings.Repeat("x", maxHeader+1) + upgraded + frame(8, "\x0f\xa4"), 0},
	} {
		for _, step := range []int{1, 7, len(tt.bytes)} {
			if got := scanInSteps([]byte(tt.bytes), step); got != tt.want {
				t.Errorf("%s: got close code %d in steps of %d, want %d", tt.name, got, step, tt.want)
			}
		}
	}
}

func scanInSteps(b []byte, step int) int {
	var f frameScanner
	for len(b) > 0 {
		n := min(step, len(b))
		if code, _ := f.scan(b[:n]); code != 0 {
			return code
		}
		b = b[n:]
	}
	return 0
}

func FuzzFrames(f *testing.F) {
	f.Add([]byte(upgraded+frame(8, "\x0f\xa4")), 3)
	f.Add([]byte(upgraded+frame(1, strings.Repeat("x", 200))+frame(8, "\x0f\xa9")), 1)
	f.Add([]byte(upgraded+"\x88\x7f\xff\xff\xff\xff\xff\xff\xff\xff\x0f\xa4"), 2)
	f.Fuzz(func(t *testing.T, b []byte, step int) {
		if len(b) > maxHeader {
			return // where the endless header is noticed depends on the steps
		}
		step = max(step, 1)
		if whole, parts := scanInSteps(b, len(b)), scanInSteps(b, step); whole != parts {
			t.Fatalf("Got close code %d at once and %d in steps of %d", whole, parts, step)
		}
	})
}

func TestWireNoticesSilence(t *testing.T) {
	ours, theirs := net.Pipe()
	defer theirs.Close()
	defer time.AfterFunc(patience, func() { theirs.Close() }).Stop()
	w := newWire(ours, 20*time.Millisecond)
	if n, err := w.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("Got Read() = %d, %v from a silent connection, want %v", n, err, os.ErrDeadlineExceeded)
	}
	receive(t, w.done, "end of the wire")
	if _, err := w.Write([]byte("x")); err == nil {
		t.Error("Got no error from Write() after the end")
	}
}

// TestProxyAndTLS dials through an HTTP proxy to a server with TLS.
func TestProxyAndTLS(t *testing.T) {
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "through")
	}))
	srv.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, 0) // it would report our refusal below
	srv.StartTLS()
	defer srv.Close()
	var asked atomic.Value
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.Method + " " + r.Host + " " + r.Header.Get("Proxy-Authorization"))
		if r.Header.Get("Proxy-Authorization") == "" {
			w.WriteHeader(http.StatusProxyAuthRequired)
			return
		}
		tunnel(t, w, r.Host)
	}))
	defer proxy.Close()

	roots := x509.NewCertPool()
	roots.AddCert(srv.Certificate())
	via, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	via.User = url.UserPassword("me", "secret")
	transport := &http.Transport{Proxy: http.ProxyURL(via), TLSClientConfig: &tls.Config{RootCAs: roots}}
	d := dialerOf(&http.Client{Transport: transport})
	addr := strings.TrimPrefix(srv.URL, "https://")
	c, err := d.dialTLS(t.Context(), addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(patience))
	io.WriteString(c, "GET / HTTP/1.0\r\n\r\n")
	got, err := io.ReadAll(c)
	if err != nil || !bytes.HasSuffix(got, []byte("through")) {
		t.Errorf("Got answer %q, %v", got, err)
	}
	if want := "CONNECT " + addr + " Basic bWU6c2VjcmV0"; asked.Load() != want {
		t.Errorf("Got request %q at the proxy, want %q", asked.Load(), want)
	}

	via.User = nil
	if _, err := d.dialTLS(t.Context(), addr); err == nil || !strings.Contains(err.Error(), "407") {
		t.Errorf("Got dialTLS() = %v through a proxy that refuses, want its status", err)
	}
	d.proxy = http.ProxyURL(&url.URL{Scheme: "socks5", Host: "127.0.0.1:1"})
	if _, err := d.dialTLS(t.Context(), addr); err == nil || !strings.Contains(err.Error(), "socks5") {
		t.Errorf("Got dialTLS() = %v with a socks5 proxy, want an error that names it", err)
	}
	d.proxy, d.tls = nil, nil
	if _, err := d.dialTLS(t.Context(), addr); err == nil {
		t.Error("Got no error from dialTLS() to a server with an unknown certificate")
	}
}

// tunnel joins the client of w with addr, as a proxy does.
func tunnel(t *testing.T, w http.ResponseWriter, addr string) {
	out, err := net.Dial("tcp", addr)
	if err != nil {
		t.Error(err)
		return
	}
	defer out.Close()
	w.WriteHeader(http.StatusOK)
	in, early, err := http.NewResponseController(w).Hijack()
	if err != nil {
		t.Error(err)
		return
	}
	defer in.Close()
	go io.Copy(out, early) // what came with the request is in the buffer already
	io.Copy(in, out)
}
