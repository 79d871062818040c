package discord

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// seeds are interactions of every kind.
func (r *rig) seeds() (out []string) {
	first := r.ask("senior devops salary uk")
	declined := r.ask("will anyone hire me without a degree")
	preview := r.say(menuOn(aliceID, "mid devops pay uk"))
	add := func(kind int, changes ...fields) {
		raw, err := json.Marshal(r.event(kind, changes...))
		if err != nil {
			r.t.Fatal(err)
		}
		out = append(out, string(raw))
	}
	for _, s := range []heard{first, declined, preview} {
		for label := range s.ids() {
			add(typePress, under(s, label, "pAAAAAAAAAAAA"))
		}
	}
	for _, c := range commands() {
		add(typeCommand, typedCommand(c.name, "question", "senior devops salary uk", "role", "x", "feature", "On-call"), staffMember)
	}
	add(typeCommand, menuOn(aliceID, "pay @everyone"))
	add(typeAutocomplete, typing("career", "question", "sen"))
	add(typeWindow, fields{"data": fields{"custom_id": r.customID(pressed{does: editDoes, arg: "a" + askedID}), "components": []any{
		fields{"type": 18, "component": fields{"type": 4, "custom_id": inputID, "value": "pay"}}}}})
	add(typeWindow, fields{"data": fields{"custom_id": r.customID(pressed{does: tellDoes}), "components": []any{
		fields{"type": 1, "components": []any{fields{"type": 4, "custom_id": inputID, "value": "pay"}}}}}})
	add(typeCommand, inDM, typedCommand("career", "question", "x"))
	add(typePing)
	return append(out, `{"type":2}`, `null`, `{"type":3,"message":null,"member":null,"user":null}`, `{"type":"2"}`, `[]`)
}

// FuzzInteraction answers whatever comes signed: in the response, or by a call
// that Discord takes, and always within the limits.
func FuzzInteraction(f *testing.F) {
	r := newRig(f)
	for _, seed := range r.seeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r.reception.seen = seen{}
		rec := r.post(body)
		switch rec.Code {
		case http.StatusOK:
			for _, fault := range replyFaults(rec.Body.Bytes()) {
				t.Errorf("%s in %s", fault, rec.Body)
			}
		case http.StatusAccepted:
			r.reception.wait(patience)
			if len(r.web.calls) == 0 {
				t.Error("Accepted, and nothing was answered")
			}
		case http.StatusBadRequest:
			if in, err := parseInteraction([]byte(body)); err == nil {
				t.Errorf("Refused %+v", in)
			}
		default:
			t.Errorf("Status = %d %s", rec.Code, rec.Body)
		}
		for len(r.web.calls) > 0 {
			<-r.web.calls
		}
	})
}

// FuzzPressed reads custom_ids of anybody.
func FuzzPressed(f *testing.F) {
	r := newRig(f)
	for _, id := range r.ask("senior devops salary uk").ids() {
		f.Add(id, "")
	}
	f.Add("1....", `[{"type":1,"components":[{"type":2,"custom_id":"1.discard..a1.x"}]}]`)
	f.Fuzz(func(t *testing.T, id, components string) {
		message := fields{"id": replyID, "flags": 64}
		if json.Valid([]byte(components)) {
			message["components"] = json.RawMessage(components)
		}
		p, ours := r.parseCustomID(id)
		raw, _ := json.Marshal(fields{
			"id": "1", "application_id": appID, "type": typePress, "token": "x", "user": fields{"id": aliceID}, "message": message,
			"data": fields{"custom_id": id, "values": []string{components}},
		})
		in, err := parseInteraction(raw)
		if err != nil {
			t.Fatal(err)
		}
		o := r.interact(t.Context(), r.desk, in)
		if o.kind == 0 {
			t.Errorf("Nothing is answered to %+v", p)
		}
		for _, fault := range replyFaults(o.body()) {
			t.Errorf("%s in %s", fault, o.body())
		}
		if said := o.card; !ours && (said == nil || !strings.Contains(said.body(textStyle).Content, oldPress[:20])) {
			t.Errorf("%q is no id of ours, and is answered by %s", id, o.body())
		}
	})
}

// FuzzSignature refuses whatever is not signed.
func FuzzSignature(f *testing.F) {
	r := newRig(f)
	f.Add("1", strings.Repeat("0", 128), "{}")
	f.Fuzz(func(t *testing.T, stamp, signature, body string) {
		req, err := http.NewRequest("POST", InteractionsPath, strings.NewReader(body))
		if err != nil {
			t.Skip()
		}
		req.Header.Set("X-Signature-Timestamp", stamp)
		req.Header.Set("X-Signature-Ed25519", signature)
		rec := httptest.NewRecorder()
		if r.handler.ServeHTTP(rec, req); rec.Code != http.StatusUnauthorized {
			t.Errorf("Status = %d", rec.Code)
		}
	})
}
