package discord

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"careerbot/bot"
)

func TestQuestionFor(t *testing.T) {
	const guild = `"id":"1","channel_id":"2","guild_id":"9","author":{"id":"3"}`
	for _, tt := range []struct {
		name, raw string
		want      string // text of the question; "-" for none
	}{
		{"nothing", `null`, "-"},
		{"empty", `{}`, "-"},
		{"talk of others", `{` + guild + `,"content":"hi <@33>"}`, "-"},
		{"mention", `{` + guild + `,"content":"<@7> hi","mentions":[{"id":"7"}]}`, "hi"},
		{"mention with a bang", `{` + guild + `,"content":"<@!7>hi"}`, "hi"},
		{"mention alone", `{` + guild + `,"content":"<@7>"}`, ""},
		{"mentions amid", `{` + guild + `,"content":"a <@7> <@7> b <@8>"}`, "a b <@8>"},
		{"reply with a ping", `{` + guild + `,"type":19,"content":"and US?","mentions":[{"id":"7"}]}`, "and US?"},
		{"reply without", `{` + guild + `,"type":19,"content":""}`, "-"},
		{"direct", `{"id":"1","channel_id":"2","author":{"id":"3"},"content":" hi "}`, "hi"},
		{"direct, from itself", `{"id":"1","channel_id":"2","author":{"id":"7"},"content":"hi"}`, "-"},
		{"bot", `{"id":"1","channel_id":"2","author":{"id":"3","bot":true},"content":"hi"}`, "-"},
		{"system", `{"id":"1","channel_id":"2","author":{"id":"3","system":true},"content":"hi"}`, "-"},
		{"webhook", `{"id":"1","channel_id":"2","author":{"id":"3"},"webhook_id":"3","content":"hi"}`, "-"},
		{"join", `{"id":"1","type":7,"channel_id":"2","author":{"id":"3"},"content":"hi"}`, "-"},
		{"no author", `{"id":"1","channel_id":"2","author":null,"content":"hi"}`, "-"},
		{"no id", `{"id":"","channel_id":"2","author":{"id":"3"},"content":"hi"}`, "-"},
		{"path for a channel", `{"id":"1","channel_id":"../2","author":{"id":"3"},"content":"hi"}`, "-"},
		{"null among mentions", `{` + guild + `,"mentions":[null,{"id":"7"}],"content":"hi"}`, "hi"},
	} {
		h, ok, err := ear{self: "7"}.hear([]byte(tt.raw))
		got := "-"
		if ok {
			got = h.q.Text
		}
		if err != nil || got != tt.want {
			t.Errorf("%s: got question(%s) = %q, %v, want %q", tt.name, tt.raw, got, err, tt.want)
		}
	}
}

func TestQuestionWhileSelfIsUnknown(t *testing.T) {
	raw := `{"id":"1","channel_id":"2","guild_id":"9","author":{"id":"3"},"content":"<@> <@!>","mentions":[{"id":""}]}`
	if h, ok, _ := (ear{}).hear([]byte(raw)); ok {
		t.Errorf("Got question(%s) = %+v, want none", raw, h.q)
	}
}

func TestSnowflakeTime(t *testing.T) {
	want := time.Date(2016, 4, 30, 11, 18, 25, 796e6, time.UTC)
	if got := snowflakeTime("175928847299117063"); !got.Equal(want) {
		t.Errorf("Got snowflakeTime() = %v, want %v", got, want)
	}
}

func TestSnowflakeAt(t *testing.T) {
	at := time.Date(2026, 4, 30, 11, 18, 25, 796e6, time.UTC)
	id := snowflakeAt(at)
	if !snowflakeTime(id).Equal(at) || later(id, snowflakeAt(at.Add(time.Millisecond))) {
		t.Errorf("Got snowflakeAt(%v) = %s, of %v", at, id, snowflakeTime(id))
	}
	if got := snowflakeAt(time.Time{}); got != "0" {
		t.Errorf("Got snowflakeAt(zero) = %s, want 0", got)
	}
}

func TestNonceIsOfTheMail(t *testing.T) {
	first, again, other := nonce("discord.1"), nonce("discord.1"), nonce("discord.2")
	if first != again || first == other || len(first) != nonceLength {
		t.Errorf("Got nonces %q and %q for one mail, %q for another", first, again, other)
	}
}

func FuzzQuestion(f *testing.F) {
	f.Add([]byte(`{"id":"1","channel_id":"2","guild_id":"9","author":{"id":"3"},"content":"<@7> hi","mentions":[{"id":"7"}]}`))
	f.Add([]byte(`{"id":"1","type":19,"channel_id":"2","author":{"id":"3"},"content":"<@<@7>7>"}`))
	f.Add([]byte(`{"id":1,"author":[],"mentions":{}}`))
	f.Add([]byte("null"))
	f.Add([]byte(`{"id":"18446744073709551615","channel_id":"2","author":{"id":"03"},"content":"\ud800"}`))
	key, err := bot.NewKey("fuzz")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		e := ear{self: "7", key: key, places: new(places)}
		h, ok, err := e.hear(raw)
		e.content = true
		if near, okNear, _ := e.hear(raw); ok && !okNear || okNear && near.to.Late == near.q.Addressed {
			t.Fatalf("Got %+v, %v with the text of all messages, %v without", near, okNear, ok)
		}
		q, to := h.q, h.to.encode()
		if !ok {
			if h.to != (address{}) || q.ID != "" {
				t.Fatalf("Got question(%q) = %+v, %s without ok", raw, q, to)
			}
			return
		}
		if err != nil || !q.Addressed || q.User == "" || q.At.Year() < 2015 || !strings.HasPrefix(q.ID, "discord.") {
			t.Fatalf("Got question(%q) = %+v, %v", raw, q, err)
		}
		if strings.Contains(q.Text, "<@7>") || strings.Contains(q.Text, "<@!7>") {
			t.Fatalf("Got text %q with a mention of the bot", q.Text)
		}
		back, err := parseAddress(to)
		if err != nil || "discord."+back.Message != q.ID || back.Channel != q.Room || back.Guild != q.Tenant {
			t.Fatalf("Got address %s = %+v, %v for %+v", to, back, err, q)
		}
		if !json.Valid(to) {
			t.Fatalf("Got address %q", to)
		}
	})
}

func BenchmarkQuestion(b *testing.B) {
	raw := []byte(`{"id":"175928847299117063","type":0,"channel_id":"2","guild_id":"9","author":{"id":"3","username":"alice"},` +
		`"content":"<@7> what does a senior engineer earn?","mentions":[{"id":"7"}],"embeds":[],"attachments":[]}`)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok, err := (ear{self: "7"}).hear(raw); !ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}

func TestStaff(t *testing.T) {
	for _, tt := range []struct {
		raw  string
		want bool
	}{
		{`{"id":"1","channel_id":"2","author":{"id":"3"},"content":"settings"}`, true},
		{`{"id":"1","channel_id":"2","guild_id":"5","author":{"id":"4"},"member":{"roles":["8","9"]},"mentions":[{"id":"7"}]}`, true},
		{`{"id":"1","channel_id":"2","guild_id":"5","author":{"id":"4"},"member":{"roles":["8"]},"mentions":[{"id":"7"}]}`, false},
		{`{"id":"1","channel_id":"2","author":{"id":"4"}}`, false},
	} {
		h, ok, err := ear{self: "7", staff: []string{"3", "9"}}.hear([]byte(tt.raw))
		if !ok || err != nil || h.q.Staff != tt.want {
			t.Errorf("Got question(%s) of staff %v, %v, %v, want %v", tt.raw, h.q.Staff, ok, err, tt.want)
		}
	}
}
