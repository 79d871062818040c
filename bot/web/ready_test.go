package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestReady(t *testing.T) {
	well := Check{"index", func() (string, bool) { return "loaded\n", true }}
	ill := Check{"articles", func() (string, bool) { return "not current:\na.md:1: <broken>", false }}
	for _, test := range []struct {
		checks []Check
		code   int
		body   string
	}{
		{nil, 200, "ok\n"},
		{[]Check{well}, 200, "index: loaded\n"},
		{[]Check{ill, well}, 503, "articles: not current:\n  a.md:1: <broken>\nindex: loaded\n"},
		{[]Check{well, ill}, 503, "index: loaded\narticles: not current:\n  a.md:1: <broken>\n"},
	} {
		s := httptest.NewServer((&Playground{Desk: desk{}, Checks: test.checks}).Handler())
		resp, body := get(t, s, "GET", "", "/readyz")
		if resp.StatusCode != test.code || body != test.body || resp.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
			t.Errorf("GET /readyz = %d %s %q, want %d in plain text %q", resp.StatusCode, resp.Header.Get("Content-Type"), body, test.code, test.body)
		}
		if resp, body := get(t, s, "GET", "", "/healthz"); resp.StatusCode != 200 || body != "ok\n" {
			t.Errorf("GET /healthz = %d %q beside %q", resp.StatusCode, body, test.body)
		}
		if resp, _ := get(t, s, "GET", "evil.example", "/readyz"); resp.StatusCode != 421 {
			t.Errorf("GET /readyz of another host = %d, want 421", resp.StatusCode)
		}
		s.Close()
	}
}

func TestMetrics(t *testing.T) {
	counts := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "a 1\n") })
	for _, test := range []struct {
		metrics http.Handler
		code    int
		body    string
	}{{counts, 200, "a 1\n"}, {nil, 404, "404 page not found\n"}} {
		s := httptest.NewServer((&Playground{Desk: desk{}, Metrics: test.metrics}).Handler())
		if resp, body := get(t, s, "GET", "", "/metrics"); resp.StatusCode != test.code || body != test.body {
			t.Errorf("GET /metrics = %d %q, want %d %q", resp.StatusCode, body, test.code, test.body)
		}
		if resp, _ := get(t, s, "GET", "evil.example", "/metrics"); resp.StatusCode != 421 {
			t.Errorf("GET /metrics of another host = %d, want 421", resp.StatusCode)
		}
		s.Close()
	}
}
