package slack

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"
	"unicode/utf8"

	"careerbot/bot"
)

// FuzzFrame: whatever comes over a connection, an id that is found is one of
// its own, and an acknowledgement of it is JSON that says it back.
func FuzzFrame(f *testing.F) {
	f.Add(`{"envelope_id":"e1","type":"events_api","payload":` + mention + `,"retry_attempt":1}`)
	f.Add(`{"type":"disconnect","reason":"warning"}`)
	f.Add(`{"envelope_id":"e\u0000\"","payload":{"x":[`)
	f.Add(`{"payload":{"envelope_id":"inner"},"type":7,"envelope_id":"outer"}`)
	f.Fuzz(func(t *testing.T, text string) {
		id := salvage([]byte(text))
		var members map[string]json.RawMessage
		if json.Unmarshal([]byte(text), &members) == nil {
			var want string
			if json.Unmarshal(members["envelope_id"], &want) == nil && want != "" && id == "" && !bytes.Contains([]byte(text), []byte("null")) {
				t.Errorf("salvage(%q) finds nothing, want %q", text, want)
			}
		}
		if len(id) > len(text)*3 { // what is not UTF-8 becomes three bytes
			t.Errorf("salvage(%q) = %q, which is longer", text, id)
		}
		var ack struct {
			ID      string `json:"envelope_id"`
			Payload any    `json:"payload"`
		}
		if err := json.Unmarshal(appendAck(nil, id, []byte(`{"a":1}`)), &ack); err != nil || ack.ID != id || ack.Payload == nil {
			t.Errorf("acknowledgement of %q is %+v, %v", id, ack, err)
		}
	})
}

// FuzzEnvelope: every payload ends as an acknowledgement, and none as a panic
// or as a refusal that would bring it again.
func FuzzEnvelope(f *testing.F) {
	f.Add("events_api", mention)
	f.Add("events_api", `{"type":"event_callback","event":{"type":"tokens_revoked","tokens":[]}}`)
	f.Add("slash_commands", slash("mid devops pay manchester?"))
	f.Add("slash_commands", `{"command":"/career","text":7,"is_enterprise_install":null}`)
	f.Add("interactive", `{"type":"view_submission","view":{"id":"V1"}}`)
	r := running(f, bot.Answer{})
	from := &sockets{a: r.Adapter, desk: r.desk, life: f.Context()}
	f.Fuzz(func(t *testing.T, kind, payload string) {
		serve, path := r.serveOf(kind)
		if serve == nil || !json.Valid([]byte(payload)) { // what is no JSON is no payload
			return
		}
		s := r.borrow()
		defer r.giveBack(s)
		e := &frame{Type: kind, ID: "e", Payload: json.RawMessage(payload)}
		if !writeBody(&s.in, e) {
			return
		}
		if kind == "interactive" {
			if in, ok := parseInteraction(s.in.String()); ok && r.pressed(in) != nil {
				return // it would be answered at an address of the fuzzer's choice
			}
		}
		if kind == "slash_commands" {
			sameFields(t, payload, s.in.String())
			r.desk.answer = echo(payload)
		}
		w := r.serveEnvelope(serve, path, from, false, s)
		if w.code != http.StatusOK && w.header.Get("X-Slack-No-Retry") == "" {
			t.Errorf("status %d for %s %s", w.code, kind, payload)
		}
		if len(w.body) > 0 && w.code == http.StatusOK && !json.Valid(appendAck(nil, "e", w.body)) {
			t.Errorf("no JSON: %s", w.body)
		}
	})
}

// sameFields fails unless the form of a command has the fields of its object.
func sameFields(t *testing.T, object, form string) {
	t.Helper()
	var want map[string]json.RawMessage
	if err := json.Unmarshal([]byte(object), &want); err != nil {
		t.Fatal(err)
	}
	got, err := parseCommand(form)
	if err != nil {
		t.Fatalf("%q is no form: %v", form, err)
	}
	for key, field := range map[string]string{"text": got.text, "team_id": got.team, "trigger_id": got.trigger} {
		var text string
		if json.Unmarshal(want[key], &text) == nil && utf8.ValidString(text) && text != field && want[key] != nil && string(want[key]) != "null" {
			t.Errorf("%s = %q, want %q", key, field, text)
		}
	}
}
