package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"careerbot/bot"
	"careerbot/knowledge"
)

// gardening is an article with a figure of its own.
func gardening(figure string) string {
	return `---
title: Gardening for a living
author: The Editors
data: 2001
period: year
roles:
  - name: Gardener
---

## Pay {#pay}

| Level | Gardener (UK) |
|---|---|
| Senior | ` + figure + ` |
`
}

// ragged is an article that cannot be read, because of its line 14.
var ragged = strings.Replace(gardening("£1"), "| Senior |", "| Senior | £9 |", 1)

const gardeningQuestion = "what does a senior gardener earn in the uk?"

// newReloader starts a reloader over paths, without the shipped article; its
// log is read with the function returned.
func newReloader(t *testing.T, paths ...string) (*reloader, func() string) {
	t.Helper()
	key, err := bot.NewKey("the secret of the tests")
	if err != nil {
		t.Fatal(err)
	}
	log := new(bytes.Buffer)
	r := &reloader{from: articles{Articles: paths, NoShipped: true}, log: slog.New(slog.NewTextHandler(log, nil))}
	r.build = func(set *knowledge.Set) (*bot.Bot, error) { return bot.New(set, key, nil) }
	if err := r.start(); err != nil {
		t.Fatal(err)
	}
	return r, log.String
}

// figure returns the first line of the answer on gardeners.
func (r *reloader) figure() string {
	return r.bot.Answer(bot.Question{Text: gardeningQuestion, Addressed: true}).Headline
}

func (r *reloader) want(t *testing.T, when, figure, ready string) {
	t.Helper()
	if got := r.figure(); !strings.HasSuffix(got, figure) {
		t.Errorf("%s the answer is %q, want %s", when, got, figure)
	}
	state, ok := r.ready()
	if !strings.Contains(state, ready) || ok != strings.HasSuffix(ready, ", current") {
		t.Errorf("%s readiness is %v, %q, want %q in it", when, ok, state, ready)
	}
}

func TestLook(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.md": gardening("£30,000")})
	r, log := newReloader(t, dir)
	r.look()
	r.want(t, "at first", "£30,000", "1 loaded, current")

	write(t, dir, map[string]string{"a.md": gardening("£31,000")})
	r.want(t, "before a look", "£30,000", "1 loaded, current")
	r.look()
	r.want(t, "after an edit", "£31,000", "1 loaded, current")

	write(t, dir, map[string]string{"a.md": gardening("£32,000"), "b.md": ragged})
	for range 3 {
		r.look()
	}
	r.want(t, "after a broken edit", "£31,000", "1 loaded, not current; those on disk are refused:\n"+filepath.Join(dir, "b.md")+":14: a row of 3 cells under a header of 2")

	write(t, dir, map[string]string{"b.md": strings.Replace(gardening("£1"), "title: Gardening", "replaces: a\ntitle: Gardening", 1)})
	r.look()
	r.want(t, "after the repair", "£1", "1 loaded, current")

	elsewhere := t.TempDir()
	write(t, elsewhere, map[string]string{"c.md": gardening("£2")})
	write(t, dir, map[string]string{"c.md": "-> " + filepath.Join(elsewhere, "c.md")})
	r.look()
	r.want(t, "after a link out", "£1", filepath.Join(dir, "c.md")+":1: the symbolic link to ")
	if err := os.Remove(filepath.Join(dir, "c.md")); err != nil {
		t.Fatal(err)
	}
	r.look()
	r.want(t, "after it is gone", "£1", "1 loaded, current")

	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	r.look()
	r.want(t, "without the folder", "£1", "1 loaded, not current; those on disk are refused:\narticles: stat "+dir)

	w := httptest.NewRecorder()
	counts := newMetrics("test")
	counts.readArticles(r.now)
	counts.handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	for _, want := range []string{
		"\ncareerbot_articles 1\n", "\ncareerbot_articles_current 0\n",
		`careerbot_article_reloads_total{result="taken"} 2` + "\n",
		`careerbot_article_reloads_total{result="unreadable"} 2` + "\n",
		`careerbot_article_reloads_total{result="broken"} 1` + "\n",
	} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the metrics lack %q:\n%s", want, w.Body)
		}
	}
	for line, want := range map[string]int{
		"articles refused":                           3, // once for each content, however often it is looked at
		"articles reloaded":                          2,
		"again those in use":                         1,
		"a.md:4: warning: the figures are from 2001": 1, // of the first load; the second has it still
		"b.md:5: warning: the figures are from 2001": 1,
	} {
		if got := strings.Count(log(), line); got != want {
			t.Errorf("%q stands in the log %d times, want %d:\n%s", line, got, want, log())
		}
	}
}

// TestTwoArticlesOfOneName are refused at the start and while serving.
func TestTwoArticlesOfOneName(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	write(t, dir, map[string]string{"a.md": gardening("£30,000")})
	write(t, other, map[string]string{"b.md": strings.ReplaceAll(gardening("£1"), "Gardener", "Florist")})
	r, _ := newReloader(t, dir, other)
	write(t, other, map[string]string{"a.md": gardening("£2")})
	r.look()
	fault := filepath.Join(other, "a.md") + `:1: an article of the name "a" was read from ` + filepath.Join(dir, "a.md") + " already"
	r.want(t, "with two of one name", "£30,000", "2 loaded, not current; those on disk are refused:\n"+fault)

	if err := (&reloader{from: r.from, build: r.build}).start(); err == nil || err.Error() != fault {
		t.Errorf("start = %v, want %q", err, fault)
	}
}

// TestMountedConfiguration: a folder is changed by turning one link.
func TestMountedConfiguration(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"a.md": "-> ..data/a.md", "..data": "-> ..1", "..1/a.md": gardening("£30,000"), "..2/a.md": gardening("£31,000"), "..new": "-> ..2",
	})
	r, _ := newReloader(t, dir)
	r.want(t, "at first", "£30,000", "1 loaded, current")
	if err := os.Rename(filepath.Join(dir, "..new"), filepath.Join(dir, "..data")); err != nil {
		t.Fatal(err)
	}
	r.look()
	r.want(t, "after the turn", "£31,000", "1 loaded, current")
}

// TestArticlesThatChangeWhileTheyAreRead are neither taken nor refused: the
// next look decides.
func TestArticlesThatChangeWhileTheyAreRead(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.md": gardening("£30,000")})
	r, log := newReloader(t, dir)
	build := r.build
	next := gardening("£32,000")
	r.build = func(set *knowledge.Set) (*bot.Bot, error) {
		write(t, dir, map[string]string{"a.md": next})
		return build(set)
	}
	write(t, dir, map[string]string{"a.md": gardening("£31,000")})
	r.look()
	r.want(t, "while it changes", "£30,000", "not current; those on disk are refused:\n"+errChanging.Error())

	next = gardening("£30,000") // the edit is taken back
	r.look()
	if st := r.now(); !errors.Is(st.err, errChanging) || st.taken != 0 || st.broken != 0 {
		t.Errorf("state = %+v, want only that the articles change", st)
	}
	r.look()
	r.want(t, "when it rests", "£30,000", "1 loaded, current")
	if !strings.Contains(log(), "again those in use") || strings.Contains(log(), "articles refused") {
		t.Errorf("log:\n%s", log())
	}
}

// TestBuildFails: what can be read but not indexed is refused as well, and so
// is what it panics at.
func TestBuildFails(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.md": gardening("£30,000")})
	r, _ := newReloader(t, dir)
	r.build = func(*knowledge.Set) (*bot.Bot, error) { return nil, errors.New("index: full") }
	write(t, dir, map[string]string{"a.md": gardening("£31,000")})
	r.look()
	r.want(t, "without an index", "£30,000", "refused:\nindex: full")
	r.build = func(*knowledge.Set) (*bot.Bot, error) { panic("index: burst") }
	write(t, dir, map[string]string{"a.md": gardening("£32,000")})
	r.look()
	r.want(t, "after a panic", "£30,000", "refused:\nthe articles cannot be read: index: burst")
}

func TestBrief(t *testing.T) {
	long := strings.Repeat("line\n", linesMost+2) + "last"
	for text, want := range map[string]string{
		"": "", "a\nb": "a\nb",
		long: strings.Repeat("line\n", linesMost) + "3 more lines; careerbot check tells all",
	} {
		if got := brief(text); got != want {
			t.Errorf("brief(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestNothingIsLookedAtWithoutArticles: run ends at once.
func TestNothingIsLookedAtWithoutArticles(t *testing.T) {
	r := &reloader{} // would panic at the ticker
	if err := r.run(t.Context()); err != nil {
		t.Errorf("run = %v", err)
	}
}

// A readWriter is a log that can be read while it is written.
type readWriter struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (w *readWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.Write(p)
}

func (w *readWriter) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

// TestServeReloads edits articles under the whole program: a broken edit is
// refused while the old answers go on, and its repair is taken.
func TestServeReloads(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	write(t, dir, map[string]string{"a.md": gardening("£30,000")})
	ctx, cancel := context.WithCancel(t.Context())
	out, stdout := io.Pipe()
	log := new(readWriter)
	exited := make(chan error, 1)
	go func() {
		c := serveCommand{Listen: "127.0.0.1:0", Reload: time.Millisecond, storage: storage{State: state}}
		exited <- c.Run(&process{
			ctx: ctx, getenv: func(string) string { return "" }, in: strings.NewReader(""), out: stdout, err: log,
			loadedArticles: articles{Articles: []string{dir}},
		})
		stdout.Close()
	}()
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, out)
	at, _ := strings.CutPrefix(strings.TrimSpace(string(line[:n])), "Playground: ")

	// eventually asks for a page until it is as wanted.
	eventually := func(path string, code int, text string) {
		t.Helper()
		code2, body := 0, ""
		for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
			if code2, body = getPage(t, at+path); code2 == code && strings.Contains(body, text) {
				return
			}
		}
		t.Fatalf("GET %s = %d, want %d with %q; the page:\n%s\nthe log:\n%s", path, code2, code, text, body, log)
	}
	question := "?q=" + url.QueryEscape(gardeningQuestion)
	eventually("readyz", 200, "articles: 2 loaded, current\n")
	eventually(question, 200, "£30,000")

	write(t, dir, map[string]string{"a.md": ragged})
	eventually("readyz", 503, "\n  "+filepath.Join(dir, "a.md")+":14: a row of 3 cells under a header of 2\n")
	eventually(question, 200, "£30,000")
	eventually("healthz", 200, "ok\n")
	eventually("metrics", 200, "careerbot_articles_current 0\n")

	write(t, dir, map[string]string{"a.md": gardening("£33,000")})
	eventually("readyz", 200, "articles: 2 loaded, current\n")
	eventually(question, 200, "£33,000")
	cancel()
	select {
	case err := <-exited:
		if err != nil {
			t.Errorf("serve = %v", err)
		}
	case <-time.After(limit):
		t.Fatal("serve did not end")
	}
	if !strings.Contains(log.String(), `a.md:14: a row of 3 cells`) {
		t.Errorf("the log lacks the reason:\n%s", log)
	}
}

// getPage returns the code and the text of a page.
func getPage(t *testing.T, address string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}
