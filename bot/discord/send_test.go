package discord

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// mail returns a mail to a question that Alice has just asked.
func (f *fake) mail() bot.Mail {
	id := f.keep(fakeMessage{Author: fakeUser{ID: aliceID}})
	to, err := json.Marshal(address{Channel: channelID, Message: id, Guild: guildID})
	if err != nil {
		f.t.Fatal(err)
	}
	return bot.Mail{ID: "discord." + id, To: to, Answer: bot.Answer{Kind: bot.Help, Headline: "Ask me about pay"}}
}

// send sends a mail and reports how the sender must go on.
func send(t *testing.T, a *Adapter, m bot.Mail, again bool) (ref string, retry *bot.RetryError, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	ref, err = a.Send(ctx, m, again)
	errors.As(err, &retry)
	return ref, retry, err
}

func TestReplyOnTheWire(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a, m := f.adapter(), f.mail()
	a.Home, a.Version = "https://careers.example/", "1.2"
	ref, _, err := send(t, a, m, false)
	if err != nil {
		t.Fatal(err)
	}
	got := f.replies()[0]
	if ref != got.ID {
		t.Errorf("Got reference %q, want %q", ref, got.ID)
	}
	if n, _ := got.Body["nonce"].(string); len(n) != 25 {
		t.Errorf("Got nonce %q, want 25 characters", n)
	}
	delete(got.Body, "nonce")
	want := map[string]any{
		"components": []any{map[string]any{"type": 17.0, "components": []any{
			map[string]any{"type": 10.0, "content": "**Ask me about pay**"}}}},
		"flags":            32768.0,
		"enforce_nonce":    true,
		"allowed_mentions": map[string]any{"parse": []any{}, "replied_user": false},
		"message_reference": map[string]any{"message_id": strings.TrimPrefix(m.ID, "discord."), "channel_id": channelID,
			"guild_id": guildID, "fail_if_not_exists": false},
	}
	if diff := cmp.Diff(want, got.Body); diff != "" {
		t.Errorf("Body differs (-want +got):\n%s", diff)
	}
	if !f.agents["DiscordBot (https://careers.example/, 1.2)"] {
		t.Errorf("Got User-Agents %v", f.agents)
	}
}

func TestRateLimits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		write func(w http.ResponseWriter)
		want  time.Duration
	}{
		{"body", func(w http.ResponseWriter) {
			w.WriteHeader(429)
			w.Write([]byte(`{"message":"slow down","retry_after":1.5,"global":false}`))
		}, 1500 * time.Millisecond},
		{"header", func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "3")
			w.WriteHeader(429)
			w.Write([]byte(`{"retry_after":1.5}`))
		}, 3 * time.Second},
		{"reset of the bucket", func(w http.ResponseWriter) {
			w.Header().Set("X-RateLimit-Reset-After", "2.25")
			w.WriteHeader(429)
		}, 2250 * time.Millisecond},
		{"page", func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(429)
			w.Write([]byte(`<html>You are being rate limited</html>`))
		}, 7 * time.Second},
		{"page without a time", func(w http.ResponseWriter) {
			w.WriteHeader(429)
			w.Write([]byte(`<html>You are being rate limited</html>`))
		}, time.Minute},
		{"nonsense", func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "-3")
			w.WriteHeader(429)
			w.Write([]byte(`{"retry_after":1e300}`))
		}, time.Hour},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { tooMuch(t, tt.write, tt.want) })
		})
	}
}

// tooMuch has Discord refuse a first post for the moment. Nothing is posted
// before the time that it asked for.
func tooMuch(t *testing.T, write func(w http.ResponseWriter), want time.Duration) {
	f := newBubbleFake(t)
	f.onPost = func(n int, w http.ResponseWriter, _ func()) bool {
		if n == 1 {
			write(w)
		}
		return n == 1
	}
	a, m := f.adapter(), f.mail()
	_, retry, err := send(t, a, m, false)
	if retry == nil || retry.After != want || !retry.Limited || errors.Is(err, bot.ErrUnsettled) {
		t.Fatalf("Got Send() = %v, want a settled retry after %v, for too much was sent", err, want)
	}
	time.Sleep(want - 2500*time.Millisecond) // of the bubble
	if left := min(want, 2500*time.Millisecond); left > hastyWait {
		_, retry, err := send(t, a, m, false)
		if retry == nil || retry.After != left || !retry.Limited || errors.Is(err, bot.ErrUnsettled) || f.posts != 1 {
			t.Errorf("Got Send() = %v too soon and %d requests, want a settled retry after %v and one", err, f.posts, left)
		}
	}
	time.Sleep(time.Second)
	if _, _, err := send(t, a, m, false); err != nil || len(f.replies()) != 1 {
		t.Errorf("Got Send() = %v and %d replies, want one", err, len(f.replies()))
	}
}

func TestAmbiguousSendIsNotDoubled(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		kept  bool
		write func(w http.ResponseWriter)
	}{
		{"error after posting", true, func(w http.ResponseWriter) { w.WriteHeader(502) }},
		{"cut after posting", true, func(w http.ResponseWriter) { panic(http.ErrAbortHandler) }},
		{"answer cut", true, func(w http.ResponseWriter) { w.Write([]byte(`{"id":"1`)) }},
		{"error before posting", false, func(w http.ResponseWriter) { w.WriteHeader(500) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			f.onPost = func(n int, w http.ResponseWriter, keep func()) bool {
				if n > 1 {
					return false
				}
				if tt.kept {
					keep()
				}
				tt.write(w)
				return true
			}
			a, m := f.adapter(), f.mail()
			_, retry, err := send(t, a, m, false)
			if retry == nil || !errors.Is(retry, bot.ErrUnsettled) || retry.Limited {
				t.Fatalf("Got Send() = %v, want an unsettled retry", err)
			}
			other := fakeMessage{Author: fakeUser{ID: aliceID}}
			other.Reference.MessageID = strings.TrimPrefix(m.ID, "discord.")
			f.keep(other) // somebody else replied too
			ref, _, err := send(t, a, m, true)
			if got := f.replies(); err != nil || len(got) != 1 || got[0].ID != ref {
				t.Errorf("Got Send(again) = %q, %v and %d replies, want the one reply", ref, err, len(got))
			}
		})
	}
}

func TestReplyIsFoundFarDown(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a, m := f.adapter(), f.mail()
	other := f.mail()
	if _, _, err := send(t, a, other, false); err != nil { // a reply to somebody else
		t.Fatal(err)
	}
	for range 120 {
		f.keep(fakeMessage{Author: fakeUser{ID: aliceID}})
	}
	first, _, err := send(t, a, m, false)
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := send(t, a, m, true)
	if err != nil || again != first || len(f.replies()) != 2 {
		t.Errorf("Got Send(again) = %q, %v and %d replies, want %q and 2", again, err, len(f.replies()), first)
	}
	for range 300 {
		f.keep(fakeMessage{Author: fakeUser{ID: aliceID}})
	}
	if _, retry, err := send(t, a, other, true); err != nil {
		t.Errorf("Got Send(again) = %v, %v, want the reply on the first page", err, retry)
	}
	lost := f.mail()
	for range 300 {
		f.keep(fakeMessage{Author: fakeUser{ID: aliceID}})
	}
	if _, retry, err := send(t, a, lost, true); !errors.Is(err, bot.ErrUnsettled) || retry != nil {
		t.Errorf("Got Send(again) = %v beyond what is looked at, want bot.ErrUnsettled alone", err)
	}
}

func TestLookThatFails(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		status    int
		retry     bool
		unsettled bool
	}{
		{401, true, true},
		{403, false, true},
		{404, false, false},
		{429, true, true},
		{503, true, true},
	} {
		f := newFake(t)
		f.onList = func(w http.ResponseWriter) bool { w.WriteHeader(tt.status); return true }
		a := f.adapter()
		_, retry, err := send(t, a, f.mail(), true)
		if err == nil || (retry != nil) != tt.retry || errors.Is(err, bot.ErrUnsettled) != tt.unsettled || len(f.replies()) != 0 {
			t.Errorf("Status %d: got Send(again) = %v and %d replies, want retry %v, unsettled %v, no reply",
				tt.status, err, len(f.replies()), tt.retry, tt.unsettled)
		}
		if retry != nil && (retry.Limited != (tt.status == 429) || !errors.Is(retry, bot.ErrUnsettled)) {
			t.Errorf("Status %d: got Send(again) = %+v, want an unsettled retry, limited at 429 alone", tt.status, retry)
		}
	}
}

func TestUnknownSelfIsNoReasonToPost(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.noMe = true
	if _, retry, err := send(t, f.adapter(), f.mail(), true); retry == nil || len(f.replies()) != 0 {
		t.Errorf("Got Send(again) = %v and %d replies, want another try later", err, len(f.replies()))
	}
}

func TestFinalRefusals(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		status int
		body   string
		want   Error
		words  string
	}{
		{403, `{"message":"Missing Permissions","code":50013}`, Error{Op: "post", Status: 403, Code: 50013}, "may not write"},
		{404, `{"message":"Unknown Channel","code":10003}`, Error{Op: "post", Status: 404, Code: 10003}, "gone"},
		{400, `<html>`, Error{Op: "post", Status: 400}, "400"},
		{302, ``, Error{Op: "post", Status: 302}, "302"},
	} {
		f := newFake(t)
		f.onPost = func(_ int, w http.ResponseWriter, _ func()) bool {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(tt.status)
			w.Write([]byte(tt.body))
			return true
		}
		_, retry, err := send(t, f.adapter(), f.mail(), false)
		var got *Error
		if !errors.As(err, &got) || *got != tt.want || retry != nil || !strings.Contains(err.Error(), tt.words) {
			t.Errorf("Status %d: got Send() = %v, want %+v with %q", tt.status, err, tt.want, tt.words)
		}
	}
}

func TestNothingListens(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a, m := f.adapter(), f.mail()
	srv := httptest.NewServer(nil)
	srv.Close()
	a.APIURL = srv.URL
	if _, retry, err := send(t, a, m, false); retry == nil || errors.Is(err, bot.ErrUnsettled) {
		t.Errorf("Got Send() = %v, want a settled retry", err)
	}
}

func TestBadMail(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a := f.adapter()
	for _, to := range []string{``, `{}`, `{"channel":"1/../2","message":"3"}`, `{"channel":"1","message":"x"}`,
		`{"channel":"1","message":"2","guild":"x"}`, `{"channel":"1","message":"2","user":"../x"}`} {
		m := f.mail()
		m.To = []byte(to)
		if _, retry, err := send(t, a, m, false); err == nil || retry != nil {
			t.Errorf("Got Send(to %s) = %v, want a final error", to, err)
		}
	}
	m := f.mail()
	m.Answer = bot.Answer{}
	if _, retry, err := send(t, a, m, false); err == nil || retry != nil {
		t.Errorf("Got Send(silence) = %v, want a final error", err)
	}
	if n := len(f.replies()); n != 0 {
		t.Errorf("Got %d replies, want none", n)
	}
}
