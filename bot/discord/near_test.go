package discord

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

const (
	forumID  = "200000000000000001"
	postID   = "200000000000000002"
	threadID = "200000000000000003"
)

// knowing returns places with a forum, a post in it and a thread in channelID.
func knowing() *places {
	p := new(places)
	p.list([]byte(`{"channels":[{"id":"` + forumID + `","type":15},{"id":"` + channelID + `","type":0}],
		"threads":[{"id":"` + threadID + `","type":11,"parent_id":"` + channelID + `"}]}`))
	p.event([]byte(`{"id":"`+postID+`","type":11,"parent_id":"`+forumID+`","name":"Offer from a bank","newly_created":true}`), false)
	return p
}

// TestHearing reads what is said near the bot, with and without the text of all
// messages.
func TestHearing(t *testing.T) {
	const person = `"guild_id":"9","author":{"id":"3"}`
	type heard struct {
		Text, Parent, Thread string
		Late, Post, Hint     bool
		Behind               bool
	}
	for _, tt := range []struct {
		name, raw string
		content   bool
		want      *heard
	}{
		{"talk, unseen", `{"id":"1","channel_id":"2",` + person + `,"content":""}`, false, nil},
		{"talk", `{"id":"1","channel_id":"2",` + person + `,"content":"pay?"}`, true, &heard{Text: "pay?", Late: true}},
		{"picture alone", `{"id":"1","channel_id":"2",` + person + `,"content":""}`, true, &heard{Late: true}},
		{"talk of a bot", `{"id":"1","channel_id":"2","guild_id":"9","author":{"id":"3","bot":true},"content":"pay?"}`, true, nil},
		{"talk of a webhook", `{"id":"1","channel_id":"2",` + person + `,"webhook_id":"3","content":"pay?"}`, true, nil},
		{"join", `{"id":"1","type":7,"channel_id":"2",` + person + `}`, true, nil},
		{"mention", `{"id":"1","channel_id":"2",` + person + `,"content":"<@7> pay?"}`, true, &heard{Text: "pay?"}},
		{"reply without a ping", `{"id":"1","type":19,"channel_id":"2",` + person + `,"content":"and US?","referenced_message":{"author":{"id":"7"}}}`, true,
			&heard{Text: "and US?"}},
		{"reply without a ping, unseen", `{"id":"1","type":19,"channel_id":"2",` + person + `,"content":"","referenced_message":{"author":{"id":"7"}}}`, false, nil},
		{"reply to another", `{"id":"1","type":19,"channel_id":"2",` + person + `,"content":"x","referenced_message":null}`, true, &heard{Text: "x", Late: true}},
		{"direct", `{"id":"1","channel_id":"2","author":{"id":"3"},"content":"pay?"}`, true, &heard{Text: "pay?"}},
		{"mention in a thread", `{"id":"1","channel_id":"` + threadID + `",` + person + `,"content":"<@7> pay?"}`, false,
			&heard{Text: "pay?", Parent: channelID, Thread: threadID, Hint: true}},
		{"mention in a thread, all seen", `{"id":"1","channel_id":"` + threadID + `",` + person + `,"content":"<@7> pay?"}`, true,
			&heard{Text: "pay?", Parent: channelID, Thread: threadID}},
		{"talk in a thread", `{"id":"1","channel_id":"` + threadID + `",` + person + `,"content":"pay?"}`, true,
			&heard{Text: "pay?", Parent: channelID, Thread: threadID, Late: true}},
		{"post", `{"id":"` + postID + `","channel_id":"` + postID + `",` + person + `,"content":"Is 50k fair?"}`, true,
			&heard{Text: "Offer from a bank\nIs 50k fair?", Parent: forumID, Thread: postID, Late: true, Post: true}},
		{"post that mentions", `{"id":"` + postID + `","channel_id":"` + postID + `",` + person + `,"content":"<@7> Is 50k fair?"}`, false,
			&heard{Text: "Offer from a bank\nIs 50k fair?", Parent: forumID, Thread: postID, Hint: true}},
		{"talk in a post", `{"id":"1","channel_id":"` + postID + `",` + person + `,"content":"I would say so"}`, true,
			&heard{Text: "I would say so", Parent: forumID, Thread: postID, Late: true, Behind: true}},
	} {
		h, ok, err := ear{self: "7", content: tt.content, places: knowing()}.hear([]byte(tt.raw))
		var got *heard
		if ok {
			got = &heard{h.q.Text, h.q.Parent, h.q.Thread, h.to.Late, h.to.Post, h.to.Hint, h.q.Behind}
			if h.q.Addressed == h.to.Late || h.q.Opens {
				t.Errorf("%s: got %+v to %+v", tt.name, h.q, h.to)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v, differs (-want +got):\n%s", tt.name, err, diff)
		}
	}
}

// TestOverhears looks up where a message stands before it is decoded.
func TestOverhears(t *testing.T) {
	for _, tt := range []struct {
		raw, want string // server and channel that were asked about, "" for none
		ok        bool
	}{
		{`{"id":"1","channel_id":"2","guild_id":"9","author":{"id":"3"}}`, "9/2", false},
		{`{"id":"1","channel_id":"` + threadID + `","guild_id":"9","author":{"id":"3"}}`, "", true},
		{`{"id":"1","channel_id":"2","guild_id":"9","author":{"id":"3"},"content":"\\"channel_id\\":\\"5\\""}`, "9/2", false},
		{`{"id":"1","channel_id":"2","guild_id":"9","author":{"id":"3"},"content":"<@7>"}`, "", true},
		{`{"id":"1","channel_id":"2","guild_id":"9","author":{"id":"3"},"thread":{"guild_id":"9"}}`, "", true},
		{`{"id":"1","channel_id":"2","author":{"id":"3"}}`, "", true},
	} {
		got := ""
		e := ear{self: "7", content: true, places: knowing(), overhears: func(guild, channel string) bool { got = guild + "/" + channel; return false }}
		if ok := e.mayConcern([]byte(tt.raw)); ok != tt.ok || got != tt.want {
			t.Errorf("Got %v after asking about %q for %s, want %v and %q", ok, got, tt.raw, tt.ok, tt.want)
		}
	}
}

// TestHintOnce says once in a thread how to ask more, under an answer that has
// arrived.
func TestHintOnce(t *testing.T) {
	t.Parallel()
	answer := bot.Answer{Kind: bot.Section, Headline: "What DevOps engineers do", Text: "They automate."}
	kind := bot.Answer{Kind: bot.Declined, Reason: bot.Personal, Headline: "That sounds hard."}
	f := newFake(t)
	f.onPost = func(n int, w http.ResponseWriter, _ func()) bool { return n == 2 && refuses(w, 429, 0) }
	a := f.adapter()
	for i, tt := range []struct {
		answer bot.Answer
		thread bool
		hint   bool
	}{{kind, true, false}, {answer, true, true}, {answer, true, false}, {answer, false, false}} {
		m := f.mail()
		to, err := parseAddress(m.To)
		if err != nil {
			t.Fatal(err)
		}
		to.Hint = tt.thread
		m.To, m.Answer = to.encode(), tt.answer
		if _, retry, err := send(t, a, m, false); retry != nil { // refused for the moment
			if _, _, err = send(t, a, m, false); err != nil {
				t.Fatal(err)
			}
		} else if err != nil {
			t.Fatal(err)
		}
		all := f.replies()
		if got := all[len(all)-1].said(); strings.Contains(got, hintText) != tt.hint {
			t.Errorf("Answer %d: got %q, want the hint: %v", i, got, tt.hint)
		}
	}
}

func TestPlacesAreBounded(t *testing.T) {
	p := new(places)
	for i := range 5 * mostPlaces {
		p.take(&channel{ID: fmt.Sprint(i + 1), Type: 11, ParentID: forumID, New: true})
		p.take(&channel{ID: fmt.Sprint(1_000_000 + i), Type: 15})
	}
	if len(p.cur)+len(p.prev) > 2*mostPlaces || len(p.forums) > mostPlaces || len(p.titles) > mostTitles {
		t.Errorf("Got %d, %d threads, %d forums, %d titles", len(p.cur), len(p.prev), len(p.forums), len(p.titles))
	}
	if got := p.of(fmt.Sprint(5 * mostPlaces)); got.parent != forumID {
		t.Errorf("Got %+v for the latest thread", got)
	}
	p.event([]byte(`{"id":"`+fmt.Sprint(5*mostPlaces)+`"}`), true)
	if got := p.of(fmt.Sprint(5 * mostPlaces)); got.parent != "" {
		t.Errorf("Got %+v for a thread that is deleted", got)
	}
}

func FuzzPlaces(f *testing.F) {
	f.Add([]byte(`{"id":"1","type":11,"parent_id":"2","name":"x","newly_created":true,"thread_metadata":{"archived":true}}`), false)
	f.Add([]byte(`{"channels":[{"id":"2","type":15}],"threads":[null,{"id":"1","type":11,"parent_id":"2"}]}`), false)
	f.Add([]byte(`{"id":7}`), true)
	f.Fuzz(func(t *testing.T, raw []byte, gone bool) {
		p := new(places)
		p.list(raw)
		p.event(raw, gone)
		for id, parent := range p.cur {
			if !isSnowflake(id) || !isSnowflake(parent) {
				t.Fatalf("Got thread %q of %q", id, parent)
			}
		}
	})
}

// FuzzMayConcern compares the quick look with the slow one.
func FuzzMayConcern(f *testing.F) {
	f.Add("<@77>", "9", "3", true)
	f.Add(`"guild_id":"9"`, "", "3", false)
	f.Add("hi", "", "77", false)
	f.Add(`<@!77>\"guild_id\":\"`, "9", "3", false)
	f.Fuzz(func(t *testing.T, content, guild, author string, mentions bool) {
		m := map[string]any{"id": "1", "channel_id": "2", "content": content, "author": map[string]any{"id": author}}
		if guild != "" {
			m["guild_id"] = guild
		}
		if mentions {
			m["mentions"] = []any{map[string]any{"id": "77"}}
		}
		raw, err := json.Marshal(m)
		if err != nil {
			return
		}
		var slow message
		if err := json.Unmarshal(raw, &slow); err != nil {
			t.Fatal(err)
		}
		e := ear{self: "77"}
		_, want := e.question(&slow)
		if _, got, err := e.hear(raw); got != want || err != nil {
			t.Fatalf("Got %v, %v for %s, want %v", got, err, raw, want)
		}
		e.content = true
		_, want = e.question(&slow)
		e.overhears = func(server, channel string) bool { return server == guild && channel == "2" }
		if _, got, err := e.hear(raw); got != want || err != nil {
			t.Fatalf("Got %v, %v for %s where all is overheard, want %v", got, err, raw, want)
		}
	})
}

// TestForumPost has a post arrive as Discord sends it, with the text of all
// messages.
func TestForumPost(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	a := f.adapter()
	a.Content = true
	run(t, a, d)
	c := receive(t, f.up, "connection")
	f.mu.Lock()
	if f.intents != 37377 {
		t.Errorf("Got intents %d, want 37377", f.intents)
	}
	f.mu.Unlock()
	c.dispatch("GUILD_CREATE", map[string]any{"id": guildID, "channels": []any{map[string]any{"id": forumID, "type": 15}}})
	c.dispatch("THREAD_CREATE", map[string]any{"id": postID, "type": 11, "parent_id": forumID, "guild_id": guildID, "name": "Which pays more?", "newly_created": true})
	c.say("DevOps or software?", map[string]any{"id": postID, "channel_id": postID})
	got := receive(t, d.got, "post")
	if q := got.q; q.Text != "Which pays more?\nDevOps or software?" || q.Addressed || q.Parent != forumID || q.Room != postID {
		t.Errorf("Got %+v", q)
	}
	if to, err := parseAddress(got.to); err != nil || !to.Late || !to.Post {
		t.Errorf("Got address %+v, %v", to, err)
	}
}

// TestOverheardGoesFirst has too much said near the bot: what is said to it is
// taken all the same.
func TestOverheardGoesFirst(t *testing.T) {
	t.Parallel()
	d := newDesk()
	leave := make(chan bool)
	d.accept = func(bot.Question) error { <-leave; return nil }
	in := newIntake(t, d, tuning{queue: 10, workers: 1})
	in.content = true
	for i := range 20 {
		in.message(fmt.Appendf(nil, `{"id":"%d","channel_id":"2","guild_id":"9","author":{"id":"3"},"content":"talk"}`, i+1))
	}
	for i := range 5 {
		in.say(100+i, "5", "asked")
	}
	close(leave)
	in.stop()
	if near, asked := in.count.overheard.Load(), in.count.messages.Load(); near != 5 || asked != 5 {
		t.Errorf("Got %d overheard and %d asked, want half a queue of each", near, asked)
	}
}
