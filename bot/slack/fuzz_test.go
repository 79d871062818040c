package slack

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"careerbot/bot"
)

// echo returns an answer in which everything is the question's text.
func echo(text string) bot.Answer {
	return bot.Answer{
		Kind: bot.Comparison, Headline: text, Text: text + "\n\n- " + text, Contact: text, State: text,
		Table:   &bot.Table{Caption: text, Header: []string{text, "b"}, Rows: [][]string{{text, text}, {text, ""}}},
		Sources: []bot.Source{{Heading: text, URL: text}, {Heading: text, URL: "https://e.example/" + text}},
		Next:    []bot.Offer{{Label: text, Question: text}, {Question: text}},
	}
}

func FuzzRender(f *testing.F) {
	f.Add(hostile)
	f.Add("")
	f.Add(" \t")
	f.Add("- \n-  \n\n-x\n- y\r\n\x00\xff")
	f.Add(strings.Repeat("£60,000–£85,000 & more.\n\n", 300))
	f.Fuzz(func(t *testing.T, text string) {
		for _, fault := range faults(appendReply(nil, card{Answer: echo(text)}, reply{})) {
			t.Error(fault)
		}
	})
}

// acknowledged fails the test unless a verified request got one of these.
func acknowledged(t *testing.T, rec *httptest.ResponseRecorder) {
	t.Helper()
	if rec.Code != 200 && rec.Code != 400 {
		t.Errorf("Status = %d %s, want 200 or 400", rec.Code, rec.Body)
	}
}

func FuzzEvent(f *testing.F) {
	f.Add(mention)
	f.Add(`{"type":"url_verification","challenge":"x"}`)
	f.Add(event("Ev1", uninstalled))
	f.Add(event("Ev1", revoked))
	f.Add(event("Ev1", `{"type":"message","user":"U1","text":"a <b","ts":"5.1","channel":"D1","channel_type":"im"}`))
	f.Add(event("Ev1", openedHome("U1")))
	f.Add(event("Ev1", openedMessages("U1")))
	f.Add(event("Ev1", stopPressed))
	f.Add(event("Ev1", `{"type":"channel_created","channel":{"id":"C9"}}`))
	f.Add(event("Ev1", `{"type":"message","user":"U1","text":"","ts":"5.1","channel":"C1","channel_type":"channel"}`))
	f.Add(event("Ev1", `{"type":"message","subtype":"message_deleted","channel":"C1","ts":"9.1","previous_message":{"user":"U1","text":"<@UBOT> a","ts":"5.1"}}`))
	f.Add(event("Ev1", `{"type":"message","subtype":"message_changed","channel":"D1","channel_type":"im","ts":"9.1","message":{"user":"U1","text":"b","ts":"5.1","edited":{"ts":"6.1"}},"previous_message":{"user":"U1","text":"a","ts":"5.1"}}`))
	r := running(f, bot.Answer{})
	r.Articles, r.Staff = shelf{}, []string{"USTAFF"}
	wrong := r.watched()
	f.Fuzz(func(t *testing.T, body string) {
		r.desk.accepted = nil
		acknowledged(t, r.event(body))
		r.settled()
		if fault := wrong.Swap(nil); fault != nil {
			t.Error(*fault)
		}
		for _, m := range r.desk.accepted {
			to, err := parseAddress([]byte(m.to))
			wordless := m.q.Addressed && strings.TrimSpace(m.q.Text) == "" // to the bot: asks for the help
			if err != nil || to.Channel != m.q.Room || wordless || m.q.Gone && m.q.Revises == "" {
				t.Errorf("Accepted %+v to %s (%v)", m.q, m.to, err)
			}
		}
	})
}

func FuzzCommand(f *testing.F) {
	f.Add(career("mid devops pay manchester?").Encode())
	f.Add(career(hostile).Encode())
	f.Add("command=%2Fcareer&text=%ff&&=&text")
	r := newRig(f, bot.Answer{})
	f.Fuzz(func(t *testing.T, body string) {
		c, err := parseCommand(body)
		r.desk.answer = echo(c.text)
		rec := r.do(signed("/slack/commands", body))
		acknowledged(t, rec)
		if (err != nil) != (rec.Code == 400) {
			t.Errorf("Status = %d, want 400 just for bad forms: %v", rec.Code, err)
		}
		if rec.Code == 200 && rec.Body.Len() > 0 {
			for _, fault := range faults(rec.Body.Bytes()) {
				t.Error(fault)
			}
		}
		want, bad := url.ParseQuery(body)
		if texts := want["text"]; bad == nil && err == nil && len(texts) > 0 && texts[len(texts)-1] != c.text {
			t.Errorf("text = %q, want the last of %q", c.text, texts)
		}
	})
}

// FuzzInteraction answers whatever is pressed, by a Slack that takes every
// request that is whole, wherever it goes.
func FuzzInteraction(f *testing.F) {
	r := newRig(f, bot.Answer{})
	r.Articles, r.Staff = flatShelf{}, []string{"U1"} // a picture takes too long to draw
	for _, payload := range presses(r.Adapter) {
		f.Add(payload)
	}
	f.Add(`{"type":"view_submission","view":{"id":"V1"}}`)
	f.Add(`{"type":"block_actions","actions":[{"action_id":"ask.","value":"{}"}],"response_url":"https://e.example"}`)
	f.Add(strings.ReplaceAll(lookedUp("U1", "pay?", ""), "%s", "https://slack.example/respond"))
	f.Add(shortcut)
	f.Add(submitted(askCallback, "AQID", "pay?"))
	f.Add(submitted(tellCallback, "", "will anyone hire me?"))
	f.Add(submitted(lookUpCallback, r.seal(handed{Question: "pay?", Room: "C1", Reply: "https://slack.example/respond"}, "T1", "U1"), "pay?"))
	f.Add(`{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U1"},"trigger_id":"1","view":{"id":"V1"},"actions":[{"action_id":"ask.0","value":"{\"v\":1,\"q\":\"x\"}"}]}`)
	for _, b := range buttonsOf(f, (home{about: catalogue, staff: true, room: "C1", setting: "x"}).appendJSON(nil, r.Key)) {
		f.Add(b.onHome("U1"))
	}
	wrong := r.watched()
	f.Fuzz(func(t *testing.T, payload string) {
		r.desk.answer = echo(payload[:min(len(payload), 400)])
		r.desk.press = r.desk.answer
		rec := r.press(payload)
		acknowledged(t, rec)
		var update struct{ View json.RawMessage }
		if json.Unmarshal(rec.Body.Bytes(), &update) == nil && update.View != nil {
			for _, fault := range viewFaults(update.View) {
				t.Error(fault)
			}
		}
		r.settled()
		if fault := wrong.Swap(nil); fault != nil {
			t.Error(*fault)
		}
	})
}

// watched has a rig speak to a Slack that takes every request that is whole, and
// returns where the last fault of one is noted.
func (r *rig) watched() *atomic.Pointer[string] {
	wrong := new(atomic.Pointer[string])
	r.http.Transport = transport(func(req *http.Request) (*http.Response, error) {
		body, _ := io.ReadAll(req.Body)
		if fault := sentFault(req, body); fault != "" {
			wrong.Store(&fault)
		}
		rec := httptest.NewRecorder()
		says(`{"ok":true,"channel":"C1","ts":"5.1","message_ts":"5.1"}`)(rec, req)
		return rec.Result(), nil
	})
	return wrong
}

// FuzzWritten reads a message of U1's out of whatever Slack says.
func FuzzWritten(f *testing.F) {
	f.Add(`{"ok":true,"messages":[{"ts":"5.1","user":"U1","text":"will <@U9> hire me?"}]}`)
	f.Add(`{"ok":true,"messages":[{"ts":"5.1","user":"U2","text":"secret"},null]}`)
	f.Add(`{"ok":false,"error":"thread_not_found"}`)
	r := newRig(f, bot.Answer{})
	var said string
	r.http.Transport = transport(func(req *http.Request) (*http.Response, error) {
		rec := httptest.NewRecorder()
		says(said)(rec, req)
		return rec.Result(), nil
	})
	f.Fuzz(func(t *testing.T, body string) {
		said = body
		text, err := r.in("T1").written(t.Context(), "D1", "5.1", "U1")
		if text != "" && (err != nil || strings.Contains(text, "secret") && !strings.Contains(body, `U1`) && !strings.Contains(body, `\u`)) {
			t.Errorf("written out of %q = %q, %v", body, text, err)
		}
		if view := tellWindow(bot.ForEditors(plain(text))).appendJSON(nil); len(viewFaults(view)) > 0 {
			t.Errorf("window of %q has %v", text, viewFaults(view))
		}
	})
}

// sentFault says what is wrong with a request to Slack, "" for nothing.
func sentFault(req *http.Request, body []byte) string {
	if req.Header.Get("Content-Type") != jsonType[0] {
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return err.Error()
		}
		blocks := form.Get("blocks")
		if blocks == "" {
			blocks = "[]"
		}
		text, _ := json.Marshal(form.Get("text"))
		body = fmt.Appendf(nil, `{"text":%s,"blocks":%s}`, text, blocks)
	}
	var view struct{ View json.RawMessage }
	if json.Unmarshal(body, &view) == nil && view.View != nil {
		if strings.HasSuffix(req.URL.Path, "/views.publish") {
			return strings.Join(homeFaults(view.View), "\n")
		}
		return strings.Join(viewFaults(view.View), "\n")
	}
	return strings.Join(faults(body), "\n")
}
