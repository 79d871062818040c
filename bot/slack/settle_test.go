package slack

import (
	"errors"
	"net/http"
	"strconv"
	"testing"
	"time"

	"careerbot/bot"
)

// others are messages that are not the mail of these tests.
const others = `{"ts":"6.0","user":"U1","metadata":{"event_type":"careerbot_answer","event_payload":{"id":"other"}}},{"ts":"6.2"}`

// posted returns the mail of these tests as the history has it.
func (r *rig) posted() string {
	return `{"ts":"6.1","text":"x","blocks":[{"type":"of_the_future","x":7}],"metadata":{"event_type":"careerbot_answer",` +
		`"event_payload":{"id":"` + r.Key.Hash("slack mail", "slack.T1.C1.5.1") + `"}}}`
}

func TestSendAgain(t *testing.T) {
	room := string(new(Adapter).RoomAddress("T1", "C7"))
	ours := newRig(t, bot.Answer{}).posted()
	for _, test := range []struct {
		name, to string
		history  http.HandlerFunc
		ref      string // "": unsettled
		post     bool
	}{
		{"found in the thread", toThread, says(`{"ok":true,"messages":[` + others + `,` + ours + `]}`), "6.1", false},
		{"found in the conversation", toDirect, says(`{"ok":true,"messages":[` + ours + `],"has_more":true}`), "6.1", false},
		{"found in the room", room, says(`{"ok":true,"messages":[` + ours + `]}`), "6.1", false},
		{"not there", toThread, says(`{"ok":true,"messages":[` + others + `],"has_more":false}`), "1700000009.000900", true},
		{"not in the room", room, says(`{"ok":true,"messages":[]}`), "1700000009.000900", true},
		{"perhaps further back", toDirect, says(`{"ok":true,"messages":[` + others + `],"has_more":true}`), "", false},
		{"may not look", toThread, says(`{"ok":false,"error":"missing_scope"}`), "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, bot.Answer{})
			method := "conversations.history"
			if test.to == toThread {
				method = "conversations.replies"
			}
			r.slack.next(method, test.history)
			ref, err := r.Send(t.Context(), mail(test.to, samples()["help"]), true)
			var retry *bot.RetryError
			if ref != test.ref || errors.Is(err, bot.ErrUnsettled) != (test.ref == "") || errors.As(err, &retry) {
				t.Errorf("Send(again) = %q, %v, want %q, or ErrUnsettled alone", ref, err, test.ref)
			}
			got := r.slack.wait(t)
			if got.method != method || got.form.Get("include_all_metadata") != "1" || got.form.Get("oldest") != "1699999940" {
				t.Errorf("Call = %v, want %s with metadata, from a minute before the mail", got, method)
			}
			if test.post {
				r.slack.wait(t)
			}
			r.slack.idle(t)
		})
	}
}

// TestSendAgainIsCutAgain: what could be looked for once is looked for after
// every send that may have arrived.
func TestSendAgainIsCutAgain(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{"cut": cuts, "500": fails(500)} {
		r := newRig(t, bot.Answer{})
		r.slack.next("conversations.replies", says(`{"ok":true,"messages":[]}`))
		r.slack.next("chat.postMessage", answer)
		_, err := r.Send(t.Context(), mail(toThread, samples()["help"]), true)
		var retry *bot.RetryError
		if !errors.Is(err, bot.ErrUnsettled) || !errors.As(err, &retry) {
			t.Errorf("%s: Send(again) = %v, want ErrUnsettled in a RetryError", name, err)
		}
	}
}

// TestSettleTriesAgain: while Slack cannot be asked, a mail stays unsettled and
// is tried again.
func TestSettleTriesAgain(t *testing.T) {
	for _, test := range []struct {
		name    string
		history http.HandlerFunc
		limited bool
		after   time.Duration
	}{
		{"429", fails(429, "Retry-After", "3"), true, 3 * time.Second},
		{"ratelimited", says(`{"ok":false,"error":"ratelimited"}`), true, 0},
		{"503", fails(503), false, 0},
		{"internal_error", says(`{"ok":false,"error":"internal_error"}`), false, 0},
		{"cut", cuts, false, 0},
		{"cut within the answer", says(`{"ok":true,"messages":[`), false, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, bot.Answer{})
			r.slack.next("conversations.replies", test.history, says(`{"ok":true,"messages":[`+r.posted()+`]}`))
			_, err := r.Send(t.Context(), mail(toThread, samples()["help"]), true)
			var retry *bot.RetryError
			if !errors.As(err, &retry) || !errors.Is(retry, bot.ErrUnsettled) || retry.Limited != test.limited || retry.After != test.after {
				t.Errorf("Send(again) = %+v, want an unsettled retry after %v, limited %t", err, test.after, test.limited)
			}
			if ref, err := r.Send(t.Context(), mail(toThread, samples()["help"]), true); ref != "6.1" || err != nil {
				t.Errorf("Send(again) = %q, %v, want what stands there", ref, err)
			}
		})
	}
}

func TestSettleTurnsPages(t *testing.T) {
	page := func(n int) http.HandlerFunc {
		return says(`{"ok":true,"messages":[` + others + `],"has_more":true,"response_metadata":{"next_cursor":"c` + strconv.Itoa(n) + `="}}`)
	}
	for _, test := range []struct {
		name  string
		pages int // before the last
		last  func(r *rig) http.HandlerFunc
		ref   string // "": unsettled
	}{
		{"found on a later page", 2, func(r *rig) http.HandlerFunc {
			return says(`{"ok":true,"messages":[` + r.posted() + `],"has_more":true}`)
		}, "6.1"},
		{"on no page", 2, func(*rig) http.HandlerFunc { return says(`{"ok":true,"messages":[]}`) }, "1700000009.000900"},
		{"too many pages", maxPages - 1, func(*rig) http.HandlerFunc { return page(9) }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, bot.Answer{})
			for n := range test.pages {
				r.slack.next("conversations.replies", page(n))
			}
			r.slack.next("conversations.replies", test.last(r))
			ref, err := r.Send(t.Context(), mail(toThread, samples()["help"]), true)
			if ref != test.ref || errors.Is(err, bot.ErrUnsettled) != (test.ref == "") {
				t.Errorf("Send(again) = %q, %v, want %q, or ErrUnsettled", ref, err, test.ref)
			}
			for n := range test.pages + 1 {
				want := ""
				if n > 0 {
					want = "c" + strconv.Itoa(n-1) + "="
				}
				if got := r.slack.wait(t); got.form.Get("cursor") != want {
					t.Errorf("Page %d: cursor = %q, want %q", n, got.form.Get("cursor"), want)
				}
			}
		})
	}
}

func TestUnreadableChannelIsAskedOnce(t *testing.T) {
	for code, calls := range map[string]int{"missing_scope": 1, "not_in_channel": 1, "channel_not_found": 1, "thread_not_found": 2} {
		r := newRig(t, bot.Answer{})
		refuse := says(`{"ok":false,"error":"` + code + `"}`)
		r.slack.next("conversations.replies", refuse, refuse)
		for range 2 {
			if _, err := r.Send(t.Context(), mail(toThread, samples()["help"]), true); !errors.Is(err, bot.ErrUnsettled) {
				t.Errorf("%s: Send(again) = %v, want ErrUnsettled", code, err)
			}
		}
		for range calls {
			r.slack.wait(t)
		}
		r.slack.idle(t)
	}
	var u unreadable
	now := time.Unix(1700000000, 0)
	u.add("C1", now)
	if !u.has("C1", now.Add(unreadableFor-1)) || u.has("C1", now.Add(unreadableFor)) || u.has("C2", now) {
		t.Error("Want C1 remembered for an hour, and nothing else")
	}
	for i := range 2 * unreadableMax {
		u.add(strconv.Itoa(i), now)
	}
	if len(u.until) > unreadableMax {
		t.Errorf("The set holds %d channels, want at most %d", len(u.until), unreadableMax)
	}
}
