package discord

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"careerbot/bot"
)

// TestNeedlessAnswers has answers that are of no more use when their time comes.
func TestNeedlessAnswers(t *testing.T) {
	t.Parallel()
	const open = `{"id":"` + postID + `","type":11,"parent_id":"` + forumID + `"}`
	say := func(author string, bot bool, replied string) func(*fake, string) {
		return func(f *fake, id string) {
			m := fakeMessage{Author: fakeUser{ID: author, Bot: bot}}
			if replied != "" {
				m.Reference.MessageID = id
			}
			f.keep(m)
		}
	}
	tagged := func(name string) func(*fake, string) {
		return func(f *fake, _ string) {
			f.more.channels = map[string]string{
				channelID: `{"id":"` + channelID + `","type":11,"parent_id":"` + forumID + `","applied_tags":["31","32"]}`,
				forumID:   `{"id":"` + forumID + `","type":15,"available_tags":[{"id":"30","name":"solved"},{"id":"32","name":"` + name + `"}]}`,
			}
		}
	}
	thread := func(body string) func(*fake, string) {
		return func(f *fake, _ string) { f.more.channels = map[string]string{channelID: body} }
	}
	for _, tt := range []struct {
		name   string
		set    func(f *fake, id string)
		post   bool
		answer bool
	}{
		{"nobody spoke", nil, false, true},
		{"another bot spoke", say("5", true, ""), false, true},
		{"the asker spoke", say(aliceID, false, ""), false, true},
		{"a person spoke", say("5", false, ""), false, false},
		{"deleted", func(f *fake, _ string) { f.stored = nil }, false, false},
		{"not to be read", func(f *fake, _ string) { f.onList = func(w http.ResponseWriter) bool { return refuses(w, 403, 0) } }, false, true},
		{"open post", thread(open), true, true},
		{"post that is gone from sight", nil, true, true},
		{"archived post", thread(`{"thread_metadata":{"archived":true}}`), true, false},
		{"locked post", thread(`{"thread_metadata":{"locked":true}}`), true, false},
		{"solved post", tagged(" Solved"), true, false},
		{"tagged post", tagged("pay"), true, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			a, m := f.adapter(), f.mail()
			to, err := parseAddress(m.To)
			if err != nil {
				t.Fatal(err)
			}
			to.Late, to.Post, to.User = true, tt.post, aliceID
			m.To, m.NotBefore = to.encode(), time.Now()
			if tt.set != nil {
				tt.set(f, to.Message)
			}
			ref, _, err := send(t, a, m, false)
			if (err == nil) != tt.answer || errors.Is(err, bot.ErrAnswered) == tt.answer || (ref != "") != tt.answer || len(f.replies()) == 1 != tt.answer {
				t.Errorf("Got %q, %v and %d replies, want an answer: %v", ref, err, len(f.replies()), tt.answer)
			}
		})
	}
}

func TestNeedlessCannotBeToldNow(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a, m := f.adapter(), f.mail()
	to := address{Channel: channelID, Message: "5", Guild: guildID, Late: true}
	m.To, m.NotBefore = to.encode(), time.Now()
	f.onList = func(w http.ResponseWriter) bool { return refuses(w, 500, 0) }
	if _, retry, err := send(t, a, m, false); retry == nil || len(f.replies()) != 0 {
		t.Errorf("Got Send() = %v, want another try", err)
	}
	m.NotBefore = time.Time{} // it goes on from an answer
	if ref, _, err := send(t, a, m, false); ref == "" || err != nil {
		t.Errorf("Got Send() = %q, %v, want nothing looked up", ref, err)
	}
}

// TestPostThatIsNotOpenYet refuses until its author has written.
func TestPostThatIsNotOpenYet(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.onPost = func(n int, w http.ResponseWriter, _ func()) bool { return n == 1 && refuses(w, 403, 40058) }
	a, m := f.adapter(), f.mail()
	if _, retry, err := send(t, a, m, false); retry == nil || retry.Limited {
		t.Errorf("Got Send() = %v, want another try", err)
	}
	if ref, _, err := send(t, a, m, false); ref == "" || err != nil {
		t.Errorf("Got Send() = %q, %v", ref, err)
	}
}

// TestMissingPermission tells an asker once which permission the bot lacks.
func TestMissingPermission(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		code   int
		want   string
		closed bool // the asker takes no direct messages
	}{
		{50013, "Send Messages", false}, {50001, "View Channel", false}, {160002, "Read Message History", false}, {10003, "", false}, {50013, "", true},
	} {
		f, log := newFake(t), new(lockedLog)
		f.onPost = func(n int, w http.ResponseWriter, _ func()) bool {
			return f.postedTo(channelID) && refuses(w, 403, tt.code)
		}
		if tt.closed {
			f.onOpen = func(w http.ResponseWriter) bool { return refuses(w, 403, 50007) }
		}
		a := f.adapter()
		a.Log = textLog(log)
		for range 2 {
			m := f.private()
			m.Answer = bot.Answer{Kind: bot.Help, Headline: "Ask me about pay"}
			if _, retry, err := send(t, a, m, false); err == nil || retry != nil {
				t.Fatalf("%d: got Send() = %v, want a final error", tt.code, err)
			}
		}
		got := f.replies()
		if tt.want == "" {
			if len(got) != 0 || tt.closed && !strings.Contains(log.String(), "cannot be told") {
				t.Errorf("%d: got %+v and log %s, want nobody told", tt.code, got, log)
			}
			continue
		}
		if len(got) != 1 || got[0].Channel != directID || !strings.Contains(got[0].said(), tt.want) || !strings.Contains(got[0].said(), "channels/"+guildID+"/"+channelID) {
			t.Errorf("%d: got %+v, want one direct message that names %s", tt.code, got, tt.want)
		}
	}
}
