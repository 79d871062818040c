package slack

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// TestRevision reads what Slack tells of edited and deleted messages.
func TestRevision(t *testing.T) {
	const was = `"previous_message":{"type":"message","user":"U1","text":"<@UBOT> pay","ts":"5.000100","thread_ts":"4.9"}`
	changed := func(channel, kind, now string) string {
		return `{"type":"message","subtype":"message_changed","channel":"` + channel + `","channel_type":"` + kind + `","ts":"9.1","message":` + now + `,` + was + `}`
	}
	edited := `{"type":"message","user":"U1","text":"<@UBOT> uk pay","ts":"5.000100","thread_ts":"4.9","edited":{"user":"U1","ts":"8.000000"}}`
	for _, test := range []struct {
		name, event string
		want        bot.Question // its revised parts; zero: nothing reaches the desk
	}{
		{"edited", changed("C1", "channel", edited),
			bot.Question{ID: "slack.T1.C1.5.000100.8.000000", Revises: "slack.T1.C1.5.000100", Text: "uk pay", Thread: "4.9", Public: true}},
		{"edited, in a direct conversation", changed("D1", "im", strings.ReplaceAll(edited, "<@UBOT> ", "")),
			bot.Question{ID: "slack.T1.D1.5.000100.8.000000", Revises: "slack.T1.D1.5.000100", Text: "uk pay", Thread: "4.9"}},
		{"the mention was taken out", changed("C1", "channel", strings.ReplaceAll(edited, "<@UBOT> ", "")),
			bot.Question{ID: "slack.T1.C1.5.000100.8.000000", Revises: "slack.T1.C1.5.000100", Text: "uk pay", Thread: "4.9", Public: true}},
		{"deleted", `{"type":"message","subtype":"message_deleted","channel":"C1","channel_type":"channel","ts":"9.1","deleted_ts":"5.000100",` + was + `}`,
			bot.Question{ID: "slack.T1.C1.5.000100.deleted", Revises: "slack.T1.C1.5.000100", Text: "pay", Thread: "4.9", Public: true, Gone: true}},
		{"a link got its preview", changed("C1", "channel", `{"user":"U1","text":"<@UBOT> pay","ts":"5.000100","edited":{"ts":"8.0"}}`), bot.Question{}},
		{"not edited by a person", changed("C1", "channel", `{"user":"U1","text":"<@UBOT> new","ts":"5.000100"}`), bot.Question{}},
		{"of a bot", changed("C1", "channel", `{"user":"U9","bot_id":"B9","text":"<@UBOT> new","ts":"5.000100","edited":{"ts":"8.0"}}`), bot.Question{}},
		{"our own", `{"type":"message","subtype":"message_deleted","channel":"C1","ts":"9.1","previous_message":{"user":"UBOT","text":"<@UBOT>","ts":"5.1"}}`, bot.Question{}},
		{"near the bot, deleted", `{"type":"message","subtype":"message_deleted","channel":"C1","ts":"9.1","previous_message":{"user":"U1","text":"hello","ts":"5.000100"}}`,
			bot.Question{ID: "slack.T1.C1.5.000100.deleted", Revises: "slack.T1.C1.5.000100", Text: "hello", Thread: "5.000100", Opens: true, Public: true, Gone: true}},
		{"near the bot, edited", strings.ReplaceAll(changed("C1", "channel", edited), "<@UBOT> ", ""),
			bot.Question{ID: "slack.T1.C1.5.000100.8.000000", Revises: "slack.T1.C1.5.000100", Text: "uk pay", Thread: "4.9", Public: true}},
		{"without what it was", `{"type":"message","subtype":"message_deleted","channel":"D1","channel_type":"im","ts":"9.1","deleted_ts":"5.1"}`, bot.Question{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := running(t, bot.Answer{})
			if got := r.event(event("Ev1", test.event)).Code; got != http.StatusOK {
				t.Fatalf("Status = %d, want 200", got)
			}
			mails := r.desk.mails()
			if test.want.ID == "" {
				if len(mails) != 0 {
					t.Errorf("At the desk: %+v, want nothing", mails)
				}
				return
			}
			if len(mails) != 1 {
				t.Fatalf("%d messages at the desk, want 1", len(mails))
			}
			got := mails[0].q
			if got.User != r.Key.Hash("slack", "T1", "U1") || !got.At.Equal(time.Unix(5, 100_000)) || got.Addressed == strings.HasPrefix(test.name, "near the bot") {
				t.Errorf("Question = %+v, want that of the author, said when and to whom it was first said", got)
			}
			got.User, got.At, got.Addressed, got.Tenant, got.Room, got.Link = "", time.Time{}, false, "", "", ""
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("Question (-want +got):\n%s", diff)
			}
		})
	}
}

// TestChange: an answer takes the place of the one that was posted.
func TestChange(t *testing.T) {
	const reply = `{"ok":true,"messages":[{"user":"UBOT","bot_id":"B1","ts":"5.1"},{"user":"U2","ts":"7.2"}]}`
	refuses := func(code string) http.HandlerFunc { return says(`{"ok":false,"error":"` + code + `"}`) }
	salary, private, gone := samples()["salary"], samples()["salary"], bot.Answer{}
	private.Private = true
	for _, test := range []struct {
		name   string
		answer bot.Answer
		script map[string][]http.HandlerFunc
		calls  []string
		ref    string
		check  func(error) bool // nil: no error
	}{
		{"edited", salary, nil, []string{"conversations.replies", "chat.update"}, "5.2", nil},
		{"after a person has replied", salary, map[string][]http.HandlerFunc{"conversations.replies": {says(reply)}}, []string{"conversations.replies"}, "5.2", nil},
		{"where replies may not be read", salary, map[string][]http.HandlerFunc{"conversations.replies": {refuses("missing_scope")}},
			[]string{"conversations.replies", "chat.update"}, "5.2", nil},
		{"blocks refused", salary, map[string][]http.HandlerFunc{"chat.update": {refuses("invalid_blocks")}},
			[]string{"conversations.replies", "chat.update", "chat.update"}, "5.2", nil},
		{"the answer is gone", salary, map[string][]http.HandlerFunc{"chat.update": {refuses("message_not_found")}},
			[]string{"conversations.replies", "chat.update"}, "5.2", nil},
		{"too late", salary, map[string][]http.HandlerFunc{"chat.update": {refuses("edit_window_closed")}},
			[]string{"conversations.replies", "chat.update"}, "", func(err error) bool { return !retries(err) }},
		{"cut", salary, map[string][]http.HandlerFunc{"chat.update": {cuts}}, []string{"conversations.replies", "chat.update"}, "", retries},
		{"deleted", gone, nil, []string{"chat.delete"}, "", nil},
		{"deleted twice", gone, map[string][]http.HandlerFunc{"chat.delete": {refuses("message_not_found")}}, []string{"chat.delete"}, "", nil},
		{"deleting fails", gone, map[string][]http.HandlerFunc{"chat.delete": {fails(503)}}, []string{"chat.delete"}, "", retries},
		{"became private", private, nil, []string{"chat.delete", "chat.postEphemeral"}, "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, bot.Answer{})
			r.slack.script = test.script
			m := mail(`{"team":"T1","channel":"C1","thread_ts":"5.1","user":"U1"}`, test.answer)
			m.Ref = "5.2"
			ref, err := r.Send(t.Context(), m, false)
			if ref != test.ref || (err != nil) != (test.check != nil) || test.check != nil && !test.check(err) {
				t.Errorf("Send() = %q, %v, want %q", ref, err, test.ref)
			}
			for i, want := range test.calls {
				c := r.slack.wait(t)
				if c.method != want || c.form.Get("channel") != "C1" {
					t.Fatalf("Call %d = %s %v, want %s in C1", i, c.method, c.form, want)
				}
				if want == "chat.update" && (c.form.Get("ts") != "5.2" || c.form.Get("text") != escaped(card{Answer: test.answer}.text())) {
					t.Errorf("chat.update %v, want the text in the place of 5.2", c.form)
				}
				if want == "chat.delete" && c.form.Get("ts") != "5.2" {
					t.Errorf("chat.delete %v, want 5.2", c.form)
				}
			}
			r.slack.idle(t)
		})
	}
}

func retries(err error) bool {
	var retry *bot.RetryError
	return errors.As(err, &retry)
}

// TestChangedTextIsShort: Slack takes less text in a change than in a message.
func TestChangedTextIsShort(t *testing.T) {
	marked := long(80)
	marked.Text = strings.Repeat("a < b & c. ", 300)
	for name, a := range map[string]bot.Answer{"short": samples()["salary"], "overlong": overlong(), "with signs": marked} {
		r := newRig(t, bot.Answer{})
		m := mail(toThread, a)
		m.Ref = "5.2"
		r.unreadable.add("T1/C1", time.Now()) // so that nobody is looked for who has replied
		if _, err := r.Send(t.Context(), m, false); err != nil {
			t.Fatal(err)
		}
		got := r.slack.wait(t)
		text, whole := got.form.Get("text"), escaped(a.Plain())
		if got.method != "chat.update" || length(text) > maxChanged || length(whole) <= maxChanged && text != whole || length(text) < min(1_000, length(whole)) {
			t.Errorf("%s: %s with a text of %d characters, of %d", name, got.method, length(text), length(whole))
		}
	}
}
