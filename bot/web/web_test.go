package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

// A desk answers with what it was asked and what that continues.
type desk struct{ err error }

func (d desk) Answer(_ context.Context, q bot.Question) (bot.Answer, error) {
	switch {
	case d.err != nil:
		return bot.Answer{}, d.err
	case q.Text == "help":
		return bot.Answer{Kind: bot.Help, Headline: "Ask me.", Next: []bot.Offer{{Label: "P", Question: "Pay & perks?"}}}, nil
	case q.Text == "decline":
		return bot.Answer{Kind: bot.Declined, Headline: "No.", Contact: "Ask in #mentors."}, nil
	}
	return bot.Answer{
		Kind: bot.Comparison, Headline: q.Text + "<" + q.Prior, State: "after " + q.Text,
		Text:  "One.\nTwo.\n- <three>\n- four\n\n- five\n\nSix.",
		Table: &bot.Table{Caption: "Pay <i>", Header: []string{"Level", "UK"}, Rows: [][]string{{"Mid", "£1–£2"}}},
		Sources: []bot.Source{
			{Heading: "Here", URL: "https://example.com/?a=1&b=2", Publisher: "P", Data: "2026"},
			{Heading: "There"},
			{Heading: "Nowhere", URL: "javascript:alert(1)"},
		},
		Next:  []bot.Offer{{Label: "US", Question: "And in the US?"}},
		Slots: bot.Slots{Role: []string{"Gardener"}, Level: []string{"Mid"}, Metric: "salary"},
	}, nil
}

func serve(t *testing.T, d desk) *httptest.Server {
	t.Helper()
	s := httptest.NewServer((&Playground{Desk: d}).Handler())
	t.Cleanup(s.Close)
	return s
}

// get asks a server for a path under a host name, its own where host is "".
func get(t *testing.T, s *httptest.Server, method, host, path string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = host
	resp, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func TestPage(t *testing.T) {
	s := serve(t, desk{})
	resp, body := get(t, s, "GET", "", "/?q="+url.QueryEscape(` <script>alert("1")</script> `)+"&state=before")
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("GET / = %d %s", resp.StatusCode, resp.Header.Get("Content-Type"))
	}
	for _, want := range []string{
		`<h2>&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;&lt;before</h2>`,
		`value="&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;"`,
		`<input type="hidden" name="state" value="after &lt;script&gt;`,
		"<p>One.<br>Two.</p>", "<ul><li>&lt;three&gt;</li><li>four</li></ul>", "<ul><li>five</li></ul>", "<p>Six.</p>",
		"<caption>Pay &lt;i&gt;</caption>", `<th scope="col">UK</th>`, `<th scope="row">Mid</th><td>£1–£2</td>`,
		`<a href="https://example.com/?a=1&amp;b=2" rel="noopener noreferrer">P, &#34;Here&#34; (2026)</a>`,
		`<li>&#34;There&#34;</li>`,
		`<a href="/?q=And%20in%20the%20US%3f&amp;state=after%20%3cscript%3e`,
		"Gardener, Mid, salary",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, not := range []string{"<script", "javascript:alert", "autofocus"} {
		if strings.Contains(body, not) {
			t.Errorf("the page has %s", not)
		}
	}
	if t.Failed() {
		t.Log(body)
	}
}

func TestPageWithoutQuestion(t *testing.T) {
	s := serve(t, desk{})
	for _, path := range []string{"/", "/?q=", "/?q=%20%0a", "/?%zz"} {
		_, body := get(t, s, "GET", "", path)
		for _, want := range []string{"<h2>Ask me.</h2>", "autofocus", `<a href="/?q=Pay%20%26%20perks%3f">Pay &amp; perks?</a>`} {
			if !strings.Contains(body, want) {
				t.Errorf("GET %s lacks %s:\n%s", path, want, body)
			}
		}
	}
}

func TestPageKeepsStateOverADecline(t *testing.T) {
	s := serve(t, desk{})
	for state, want := range map[string]string{
		"before": `name="state" value="before"`, "": "", strings.Repeat("x", stateMost+1): "",
	} {
		_, body := get(t, s, "GET", "", "/?q=decline&state="+state)
		if !strings.Contains(body, want) || want == "" && strings.Contains(body, `name="state"`) {
			t.Errorf("after state %q the page has not %q:\n%s", state, want, body)
		}
		if !strings.Contains(body, "<p>Ask in #mentors.</p>") {
			t.Errorf("the page names nobody to turn to:\n%s", body)
		}
	}
}

// TestPagePrivacy: the page keeps nothing about anybody, says so, and goes on
// with its conversation.
func TestPagePrivacy(t *testing.T) {
	s := serve(t, desk{err: errors.New("asked the desk")})
	for text, want := range map[string]string{
		"Privacy": "<h2>I keep nothing about you at the moment.</h2>", "/delete my data": "<h2>I kept nothing about you, so there was nothing to delete.</h2>",
	} {
		_, body := get(t, s, "GET", "", "/?state=before&q="+url.QueryEscape(text))
		if !strings.Contains(body, want) || !strings.Contains(body, `name="state" value="before"`) {
			t.Errorf("GET %q lacks %s or the state:\n%s", text, want, body)
		}
	}
}

func TestHost(t *testing.T) {
	s := serve(t, desk{})
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	for host, want := range map[string]int{
		"localhost" + port: 200, "LOCALHOST" + port: 200, "127.0.0.1" + port: 200, "[::1]" + port: 200,
		"localhost": 421, "127.0.0.1": 421, "localhost:1": 421, "[::1]": 421, "127.0.0.2" + port: 421,
		"evil.example" + port: 421, "localhost.evil.example" + port: 421, "0.0.0.0" + port: 421, ":" + port: 421,
	} {
		for _, path := range []string{"/?q=x", "/healthz", "/nothing"} {
			want := want
			if path == "/nothing" && want == 200 {
				want = 404
			}
			if resp, _ := get(t, s, "GET", host, path); resp.StatusCode != want {
				t.Errorf("GET %s of %s = %d, want %d", path, host, resp.StatusCode, want)
			}
		}
	}
}

func TestRequests(t *testing.T) {
	s := serve(t, desk{})
	for _, test := range []struct {
		method, path string
		want         int
	}{
		{"GET", "/healthz", 200},
		{"HEAD", "/", 200},
		{"POST", "/", 405},
		{"DELETE", "/healthz", 405},
		{"GET", "/favicon.ico", 404},
		{"GET", "/..%2fetc", 404},
		{"GET", "/?q=" + strings.Repeat("x", queryMost-2), 200},
		{"GET", "/?q=" + strings.Repeat("x", queryMost-1), 414},
	} {
		if resp, _ := get(t, s, test.method, "", test.path); resp.StatusCode != test.want {
			t.Errorf("%s %.20s = %d, want %d", test.method, test.path, resp.StatusCode, test.want)
		}
	}
	if _, body := get(t, s, "GET", "", "/healthz"); body != "ok\n" {
		t.Errorf("GET /healthz = %q", body)
	}
	if resp, body := get(t, serve(t, desk{err: errors.New("secret")}), "GET", "", "/?q=x"); resp.StatusCode != 503 || strings.Contains(body, "secret") {
		t.Errorf("a desk that fails = %d %q, want 503 and a fixed sentence", resp.StatusCode, body)
	}
}

func TestHeaders(t *testing.T) {
	resp, body := get(t, serve(t, desk{}), "GET", "", "/?q=x")
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Frame-Options": "DENY",
	} {
		if got := resp.Header.Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	policy := resp.Header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'; style-src 'sha256-") {
		t.Errorf("Content-Security-Policy = %q", policy)
	}
	// The hash in the policy is of the very bytes between the tags.
	_, style, _ := strings.Cut(body, "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	if style != styleCSS {
		t.Error("the style in the page is not the one that the policy allows")
	}
}

func TestLocalWithoutAddress(t *testing.T) {
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "http://localhost/", nil)
	(&Playground{Desk: desk{}}).Handler().ServeHTTP(w, r)
	if w.Code != 421 {
		t.Errorf("a request that came to no known address = %d, want 421", w.Code)
	}
}

func TestBlocks(t *testing.T) {
	tests := []struct {
		text string
		want []block
	}{
		{"", nil},
		{"\n \n", nil},
		{"a\nb\n\nc", []block{{false, []string{"a", "b"}}, {false, []string{"c"}}}},
		{"a\n- b\n- c\nd", []block{{false, []string{"a"}}, {true, []string{"b", "c"}}, {false, []string{"d"}}}},
		{"- a\r\n\r\n- b", []block{{true, []string{"a"}}, {true, []string{"b"}}}},
		{"-a", []block{{false, []string{"-a"}}}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, blocks(test.text)); diff != "" {
			t.Errorf("blocks(%q) (-want +got):\n%s", test.text, diff)
		}
	}
}

func FuzzPage(f *testing.F) {
	f.Add("what does a gardener earn", "state")
	f.Add(`"><script>alert(1)</script>`, `' onload=x`)
	f.Add("\xff\x00", "\r\nSet-Cookie: x")
	h := (&Playground{Desk: desk{}}).Handler()
	f.Fuzz(func(t *testing.T, q, state string) {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "/?"+url.Values{"q": {q}, "state": {state}}.Encode(), nil)
		r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, tcp80{}))
		r.Host = "localhost"
		h.ServeHTTP(w, r)
		if w.Code != 200 && w.Code != 414 {
			t.Fatalf("code %d", w.Code)
		}
		if body := strings.ToLower(w.Body.String()); strings.Contains(body, "<script") || strings.Contains(body, "<img") {
			t.Fatalf("markup of the question stands in the page:\n%s", body)
		}
	})
}

// tcp80 is the address of a server on port 80.
type tcp80 struct{}

func (tcp80) Network() string { return "tcp" }
func (tcp80) String() string  { return "127.0.0.1:80" }
