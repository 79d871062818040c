package discord

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"careerbot/bot"
)

// TestLateAnswers: who comes late keeps quiet where a person has replied to the
// question, and only there.
func TestLateAnswers(t *testing.T) {
	t.Parallel()
	const bobID = "100000000000000088"
	for _, tt := range []struct {
		name   string
		late   bool
		author fakeUser
		reply  bool
		quiet  bool
	}{
		{"a reply", true, fakeUser{ID: bobID}, true, true},
		{"in time", false, fakeUser{ID: bobID}, true, false},
		{"talk of others", true, fakeUser{ID: bobID}, false, false},
		{"the asker", true, fakeUser{ID: aliceID}, true, false},
		{"another bot", true, fakeUser{ID: bobID, Bot: true}, true, false},
	} {
		f := newFake(t)
		a, m := f.adapter(), f.mail()
		m.To = address{Channel: channelID, Message: strings.TrimPrefix(m.ID, "discord."), Guild: guildID, User: aliceID}.encode()
		m.Late = tt.late
		said := fakeMessage{Author: tt.author}
		if tt.reply {
			said.Reference.MessageID = strings.TrimPrefix(m.ID, "discord.")
		}
		f.keep(said)
		_, retry, err := send(t, a, m, false)
		if errors.Is(err, bot.ErrAnswered) != tt.quiet || (err == nil) == tt.quiet || retry != nil || len(f.replies()) == 1 == tt.quiet {
			t.Errorf("%s: got %v and %d replies, want quiet %v", tt.name, err, len(f.replies()), tt.quiet)
		}
	}
}

// TestLateAnswersWithoutSight: where replies may not be read the answer is given,
// and where they cannot be read just now it waits.
func TestLateAnswersWithoutSight(t *testing.T) {
	t.Parallel()
	for status, wait := range map[int]bool{403: false, 404: false, 429: true, 502: true} {
		f := newFake(t)
		f.onList = func(w http.ResponseWriter) bool { return refuses(w, status, 0) }
		a, m := f.adapter(), f.mail()
		m.Late = true
		if _, retry, err := send(t, a, m, false); (retry != nil) != wait || (err != nil) != wait || errors.Is(err, bot.ErrUnsettled) {
			t.Errorf("Status %d: got %v, want another try %v", status, err, wait)
		}
	}
}
