package slack

import (
	"fmt"
	"strings"
	"testing"

	"careerbot/bot"
)

// lookedUp is the payload of U1, who looks up a message of that author; %s is
// the response address.
func lookedUp(author, text, thread string) string {
	return fmt.Sprintf(`{"type":"message_action","callback_id":"look_up","trigger_id":"1.2.x","action_ts":"1700000004.000400","team":{"id":"T1"},
"user":{"id":"U1","team_id":"T1"},"channel":{"id":"C1","name":"general"},"response_url":"%%s",
"message":{"type":"message","user":%q,"text":%q,"ts":"4.1","thread_ts":%q,"blocks":[{"type":"of_the_future"}]}}`, author, text, thread)
}

// submitted is the payload of U1, who typed a text into a window.
func submitted(callback, metadata, text string) string {
	return fmt.Sprintf(`{"type":"view_submission","trigger_id":"1.3.y","team":{"id":"T1"},"user":{"id":"U1","team_id":"T1"},
"view":{"id":"V1","callback_id":%q,"private_metadata":%q,"state":{"values":{"question.":{"text":{"type":"plain_text_input","value":%q}}}}}}`, callback, metadata, text)
}

func TestLookUp(t *testing.T) {
	r := pressable(t, "salary")
	if rec := r.press(lookedUp("U1", "hey <@U2>, what do mid devops get?", "")); rec.Code != 200 || rec.Body.Len() != 0 {
		t.Fatalf("Acknowledged by %d %q, want 200 and nothing", rec.Code, rec.Body)
	}
	preview := r.slack.wait(t)
	if preview.method != "respond" || !strings.Contains(preview.body, `"ephemeral"`) || strings.Contains(preview.body, "what do mid") {
		t.Errorf("Call = %s %s, want a private preview without the text", preview.method, preview.body)
	}
	for _, fault := range faults([]byte(preview.body)) {
		t.Error(fault)
	}
	if q := r.desk.questions()[0]; q.Text != "hey  , what do mid devops get?" || q.User != r.Key.Hash("slack", "T1", "U1") || q.ID != "slack.T1.C1.1700000004.000400" || q.Thread != "" {
		t.Errorf("Question = %+v, want the text of the message, asked by who looked it up", q)
	}
	r.press(find(t, []byte(preview.body), "Post as reply").pressed("U1", belowPrivate))
	post := r.slack.wait(t)
	if !strings.Contains(post.body, `"in_channel"`) || !strings.Contains(post.body, `"thread_ts":"4.1"`) || !strings.Contains(post.body, readAs) {
		t.Errorf("Call = %s, want the answer below the message", post.body)
	}
	if note := r.slack.wait(t); !strings.Contains(note.body, posted) || !strings.Contains(note.body, `"replace_original":true`) {
		t.Errorf("Call = %s, want a note in the place of the preview", note.body)
	}
	r.press(find(t, []byte(preview.body), "Discard").pressed("U1", belowPrivate))
	if got := r.slack.wait(t); got.body != `{"delete_original":true}` {
		t.Errorf("Discard = %s, want the preview deleted", got.body)
	}
}

func TestLookUpInThread(t *testing.T) {
	r := pressable(t, "salary")
	r.press(lookedUp("U1", "pay?", "3.9"))
	got := r.slack.wait(t)
	if got.method != "chat.postEphemeral" || got.form.Get("thread_ts") != "3.9" {
		t.Errorf("Call = %s %v, want the preview in the thread", got.method, got.form)
	}
	r.press(find(t, []byte(`{"blocks":`+got.form.Get("blocks")+`}`), "Post as reply").pressed("U1", belowPrivate))
	if post := r.slack.wait(t); !strings.Contains(post.body, `"thread_ts":"3.9"`) {
		t.Errorf("Call = %s, want the answer in that thread", post.body)
	}
	r.slack.wait(t)
	r.press(lookedUp("U1", "pay?", "4.1")) // the first message of a thread, seen in the channel
	if got := r.slack.wait(t); got.method != "respond" || strings.Contains(got.body, "thread_ts") {
		t.Errorf("Call = %s %s, want the preview in the channel", got.method, got.body)
	}
}

// An answer below a message is posted by its author or by staff; an offer check
// and what answers nothing by nobody.
func TestWhoPostsReplies(t *testing.T) {
	offer := samples()["salary"]
	offer.Private = true
	for name, test := range map[string]struct {
		author string
		answer bot.Answer
		staff  []string
		want   bool
	}{
		"author":         {"U1", samples()["salary"], nil, true},
		"other":          {"U2", samples()["salary"], nil, false},
		"staff":          {"U2", samples()["salary"], []string{"U1"}, true},
		"bot's message":  {"", samples()["salary"], nil, false},
		"an offer check": {"U1", offer, []string{"U1"}, false},
		"declined":       {"U1", samples()["declined"], []string{"U1"}, false},
		"in distress":    {"U1", samples()["personal"], []string{"U1"}, false},
	} {
		r := pressable(t, "salary")
		r.desk.answer, r.Staff = test.answer, test.staff
		r.press(lookedUp(test.author, "pay?", ""))
		body := r.slack.wait(t).body
		if got := strings.Contains(body, "Post as reply"); got != test.want || !strings.Contains(body, "Discard") || !strings.Contains(body, "Edit question") {
			t.Errorf("%s: Post as reply = %t, want %t, and the other buttons: %s", name, got, test.want, body)
		}
	}
	r := pressable(t, "salary")
	b := button{"tools.", "post.0", "Post as reply", r.seal(handed{Question: "pay?", Room: "C1", Author: "U2", Shown: r.digest(r.desk.answer)}, "T1", "U1")}
	r.press(b.pressed("U1", belowPrivate)) // was staff when it was shown
	if got := r.slack.wait(t); !strings.Contains(got.body, notAuthor) {
		t.Errorf("Call = %s, want %q", got.body, notAuthor)
	}
}

func TestEditQuestion(t *testing.T) {
	r := pressable(t, "salary")
	r.press(lookedUp("U1", "xylophone pay?", ""))
	preview := []byte(r.slack.wait(t).body)
	r.press(find(t, preview, "Edit question").pressed("U1", belowPrivate))
	opened := r.slack.wait(t)
	view, _, _ := strings.Cut(strings.TrimPrefix(opened.body, `{"trigger_id":"1.2.x","view":`), "\x00")
	view = strings.TrimSuffix(view, "}")
	if opened.method != "views.open" || !strings.Contains(view, `"initial_value":"xylophone pay?"`) {
		t.Fatalf("Call = %s %s, want a window with the text", opened.method, opened.body)
	}
	for _, fault := range viewFaults([]byte(view)) {
		t.Error(fault)
	}
	_, metadata, _ := strings.Cut(view, `"private_metadata":"`)
	metadata, _, _ = strings.Cut(metadata, `"`)
	if rec := r.press(submitted(lookUpCallback, metadata, "mid devops pay?")); rec.Body.Len() != 0 {
		t.Errorf("Submission answered by %s, want the window closed", rec.Body)
	}
	got := r.slack.wait(t)
	if got.method != "respond" || !strings.Contains(got.body, `"replace_original":true`) {
		t.Errorf("Call = %s %s, want the new preview in the place of the old", got.method, got.body)
	}
	qs := r.desk.questions()
	if q := qs[len(qs)-1]; q.Text != "mid devops pay?" || q.Room != "C1" {
		t.Errorf("Question = %+v, want what was typed", q)
	}
	r.press(find(t, []byte(got.body), "Post as reply").pressed("U1", belowPrivate))
	if post := r.slack.wait(t); !strings.Contains(post.body, `"thread_ts":"4.1"`) {
		t.Errorf("Call = %s, want the answer below the message", post.body)
	}
}

func TestEditQuestionFails(t *testing.T) {
	r := pressable(t, "salary")
	r.press(lookedUp("U1", "pay?", ""))
	edit := find(t, []byte(r.slack.wait(t).body), "Edit question")
	r.slack.next("views.open", says(`{"ok":false,"error":"expired_trigger_id"}`))
	r.press(edit.pressed("U1", belowPrivate))
	r.slack.wait(t)
	if got := r.slack.wait(t); !strings.Contains(got.body, slowWindow) {
		t.Errorf("Call = %s, want %q", got.body, slowWindow)
	}
	edit.value = "1.AAAA"
	r.press(edit.pressed("U1", belowPrivate))
	if got := r.slack.wait(t); !strings.Contains(got.body, oldPress) {
		t.Errorf("Call = %s, want %q", got.body, oldPress)
	}
	if rec := r.press(submitted(lookUpCallback, "1.AAAA", " ")); !strings.Contains(rec.Body.String(), `"errors":{"question.":"`+nothingSaid) {
		t.Errorf("Nothing typed is answered by %s, want what is wrong", rec.Body)
	}
	r.press(submitted(lookUpCallback, "1.AAAA", "pay?"))
	r.settled()
	r.slack.idle(t)
}

func TestNothingToLookUp(t *testing.T) {
	r := pressable(t, "salary")
	r.press(lookedUp("U1", "<@U2>", ""))
	if got := r.slack.wait(t); !strings.Contains(got.body, noText) || len(r.desk.questions()) != 0 {
		t.Errorf("Call = %s, want %q", got.body, noText)
	}
	r.press(lookedUp("U1", strings.Repeat("long ", 2000), ""))
	if got := r.slack.wait(t); strings.Contains(got.body, "Post as reply") || strings.Contains(got.body, "Edit") || !strings.Contains(got.body, "Discard") {
		t.Errorf("Call = %s, want only a preview of what no button can carry", got.body)
	}
	r.desk.panics = true
	r.press(lookedUp("U1", "pay?", ""))
	if got := r.slack.wait(t); !strings.Contains(got.body, trouble) {
		t.Errorf("Call = %s, want %q", got.body, trouble)
	}
}
