package discord

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"careerbot/bot"
)

const openly = "I can only tell you that in a direct message: please write to me there."

// private returns a private answer to a question of Alice in the server.
func (f *fake) private() bot.Mail {
	m := f.mail()
	m.At = snowflakeTime(strings.TrimPrefix(m.ID, "discord."))
	m.To = address{Channel: channelID, Message: strings.TrimPrefix(m.ID, "discord."), Guild: guildID, User: aliceID}.encode()
	m.Answer = answers["private"]
	return m
}

// refuses answers with a status and a code of Discord's.
func refuses(w http.ResponseWriter, status, code int) bool {
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"code":%d}`, code)
	return true
}

func TestPrivateAnswerIsADirectMessage(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a, m := f.adapter(), f.private()
	ref, _, err := send(t, a, m, false)
	if err != nil {
		t.Fatal(err)
	}
	got := f.replies()
	if len(got) != 1 || got[0].Channel != directID || directID+"/"+got[0].ID != ref || got[0].said() != rendered(m.Answer) {
		t.Fatalf("Got %+v, want the answer as one direct message", got)
	}
	if _, ok := got[0].Body["message_reference"]; ok {
		t.Error("Got a reply to a message of another channel")
	}
	if got := a.Stats().Sent; got != 1 {
		t.Errorf("Got %d sent, want 1", got)
	}
}

func TestPrivateAnswerWhereDirectMessagesAreRefused(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		set  func(f *fake)
	}{
		{"no conversation", func(f *fake) { f.onOpen = func(w http.ResponseWriter) bool { return refuses(w, 403, 50007) } }},
		{"unknown person", func(f *fake) { f.onOpen = func(w http.ResponseWriter) bool { return refuses(w, 404, 10013) } }},
		{"no message", func(f *fake) {
			f.onPost = func(n int, w http.ResponseWriter, _ func()) bool { return n == 1 && refuses(w, 403, 50007) }
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			tt.set(f)
			a, m := f.adapter(), f.private()
			ref, _, err := send(t, a, m, false)
			got := f.replies()
			if err != nil || len(got) != 1 || got[0].ID != ref || got[0].Channel != channelID || got[0].said() != openly ||
				"discord."+got[0].Reference.MessageID != m.ID {
				t.Fatalf("Got %+v, %v, want one public sentence as a reply", got, err)
			}
			if tt.name != "no message" { // the fake refuses only once
				if again, _, err := send(t, a, m, true); err != nil || again != ref || len(f.replies()) != 1 {
					t.Errorf("Got Send(again) = %q, %v and %d messages, want %q and one", again, err, len(f.replies()), ref)
				}
			}
		})
	}
}

// TestPrivateAnswerWithoutTheAsker sends one whose address was made before
// addresses named the asker.
func TestPrivateAnswerWithoutTheAsker(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	m := f.mail()
	m.Answer = answers["private"]
	if _, _, err := send(t, f.adapter(), m, false); err != nil || f.replies()[0].said() != openly {
		t.Errorf("Got %+v, %v, want the public sentence", f.replies(), err)
	}
}

func TestOpeningTheConversationFails(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name           string
		open           func(w http.ResponseWriter) bool
		again          bool
		retry, limited bool
	}{
		{"429", func(w http.ResponseWriter) bool { return refuses(w, 429, 0) }, false, true, true},
		{"too many conversations", func(w http.ResponseWriter) bool { return refuses(w, 403, 40003) }, false, true, true},
		{"503", func(w http.ResponseWriter) bool { return refuses(w, 503, 0) }, false, true, false},
		{"cut", func(w http.ResponseWriter) bool { panic(http.ErrAbortHandler) }, false, true, false},
		{"503 when it may have arrived", func(w http.ResponseWriter) bool { return refuses(w, 503, 0) }, true, true, false},
		{"401", func(w http.ResponseWriter) bool { return refuses(w, 401, 0) }, false, true, false},
		{"no id", func(w http.ResponseWriter) bool { w.Write([]byte(`{}`)); return true }, false, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			f.onOpen = tt.open
			_, retry, err := send(t, f.adapter(), f.private(), tt.again)
			if err == nil || (retry != nil) != tt.retry || retry != nil && retry.Limited != tt.limited ||
				errors.Is(err, bot.ErrUnsettled) != tt.again || len(f.replies()) != 0 {
				t.Errorf("Got Send() = %v and %d messages, want retry %t, limited %t, unsettled %t, no message",
					err, len(f.replies()), tt.retry, tt.limited, tt.again)
			}
		})
	}
}

// TestPlainMessagesAreSettled cuts the answer to a message that is no reply:
// a direct message, or one for a channel.
func TestPlainMessagesAreSettled(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		mail   func(f *fake) bot.Mail
		nonces bool
		kept   bool
	}{
		{"direct, by its text", (*fake).private, false, true},
		{"direct, by its nonce", (*fake).private, true, true},
		{"direct, not posted", (*fake).private, false, false},
		{"room, by its text", (*fake).digest, false, true},
		{"room, by its nonce", (*fake).digest, true, true},
		{"room, not posted", (*fake).digest, true, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			f.nonces = tt.nonces
			f.onPost = func(n int, w http.ResponseWriter, keep func()) bool {
				if n != 2 {
					return false
				}
				if tt.kept {
					keep()
				}
				return refuses(w, 502, 0)
			}
			a := f.adapter()
			other := tt.mail(f)
			other.ID += "9"
			other.Answer.Headline = "Another answer"
			if _, _, err := send(t, a, other, false); err != nil {
				t.Fatal(err)
			}
			m := tt.mail(f)
			_, retry, err := send(t, a, m, false)
			if retry == nil || !errors.Is(retry, bot.ErrUnsettled) {
				t.Fatalf("Got Send() = %v, want an unsettled retry", err)
			}
			ref, _, err := send(t, a, m, true)
			if got := f.replies(); err != nil || len(got) != 2 || !strings.HasSuffix("/"+ref, "/"+got[1].ID) {
				t.Errorf("Got Send(again) = %q, %v and %+v, want what was posted", ref, err, got)
			}
		})
	}
}

// digest returns a mail for a channel that answers nobody.
func (f *fake) digest() bot.Mail {
	return bot.Mail{ID: "discord.digest.2026-47", At: snowflakeTime(f.keep(fakeMessage{})), To: new(Adapter).RoomAddress("", channelID),
		Answer: bot.Answer{Kind: bot.Help, Headline: "What could not be answered this week"}}
}

func TestSendToRoom(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a, m := f.adapter(), f.digest()
	ref, _, err := send(t, a, m, false)
	if err != nil {
		t.Fatal(err)
	}
	got := f.replies()[0]
	if _, ok := got.Body["message_reference"]; ok || got.ID != ref || got.Channel != channelID {
		t.Errorf("Got %+v, want a plain message in the channel", got)
	}
	m.Answer.Private = true
	if _, retry, err := send(t, a, m, false); err == nil || retry != nil || len(f.replies()) != 1 {
		t.Errorf("Got Send() = %v for a private answer to a whole channel, want a final error", err)
	}
}
