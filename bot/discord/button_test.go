package discord

import (
	"strings"
	"testing"

	"careerbot/bot"
)

func TestCustomIDs(t *testing.T) {
	a := &Adapter{Key: testKey(t)}
	longest := pressed{does: dismissDoes, state: strings.Repeat("S", 60), arg: strings.Repeat("a", 13)}
	for _, p := range []pressed{{does: chartDoes}, {askDoes, "AgEREQ-_", "qHPO_sY77-oA"}, longest} {
		id := a.customID(p)
		if got, ok := a.parseCustomID(id); !ok || got != p || len(id) > 100 {
			t.Errorf("parseCustomID(%q) = %+v, %v, want %+v", id, got, ok, p)
		}
	}
	for _, p := range []pressed{{}, {does: "a.b"}, {askDoes, "a.b", ""}, {askDoes, "", "a.b"}, {askDoes, strings.Repeat("S", 60), strings.Repeat("a", 40)}} {
		if got := a.customID(p); got != "" {
			t.Errorf("customID(%+v) = %q, want none", p, got)
		}
	}
}

// TestForgedCustomIDs: no part of an id can be changed, and none of another key
// or version is taken.
func TestForgedCustomIDs(t *testing.T) {
	a := &Adapter{Key: testKey(t)}
	other, err := bot.NewKey("another secret")
	if err != nil {
		t.Fatal(err)
	}
	id := a.customID(pressed{askDoes, "AgEREQ", "qHPO"})
	forged := []string{"", ".", "1", "1.ask", "1.ask...", "1.ask.AgEREQ.qHPO.", id + ".", id + "x", "x" + id, strings.Replace(id, "1.", "2.", 1),
		strings.Replace(id, "ask", "chart", 1), strings.Replace(id, "EREQ.q", "EREQq.", 1), strings.Repeat(".", 1000),
		(&Adapter{Key: other}).customID(pressed{askDoes, "AgEREQ", "qHPO"})}
	for i := range id {
		forged = append(forged, id[:i]+"~"+id[i+1:], id[:i]+id[i+1:], id[:i])
	}
	for _, s := range forged {
		if p, ok := a.parseCustomID(s); ok {
			t.Errorf("parseCustomID(%q) = %+v, want none", s, p)
		}
	}
}

func TestWhoMayDismiss(t *testing.T) {
	a := &Adapter{Key: testKey(t)}
	p := a.dismissal(channelID, aliceID)
	if strings.Contains(a.customID(p), aliceID) {
		t.Errorf("%q names the asker", a.customID(p))
	}
	for _, tt := range []struct {
		p             pressed
		channel, user string
		want          bool
	}{
		{p, channelID, aliceID, true},
		{p, channelID, "1", false},
		{p, "1", aliceID, false},
		{pressed{does: chartDoes, arg: p.arg}, channelID, aliceID, false},
		{pressed{does: dismissDoes}, channelID, aliceID, false},
	} {
		if got := a.mayDismiss(tt.p, tt.channel, tt.user); got != tt.want {
			t.Errorf("mayDismiss(%+v, %s, %s) = %v", tt.p, tt.channel, tt.user, got)
		}
	}
}

func TestVotes(t *testing.T) {
	want := map[string]bot.Act{"up": bot.VoteUp, "down": bot.VoteDown, "wrong": bot.WrongFigure, "other": bot.NotMyQuestion, "little": bot.TooLittle}
	for does, act := range want {
		if got := voteOf(does); got != act {
			t.Errorf("voteOf(%q) = %q, want %q", does, got, act)
		}
	}
	for _, does := range []string{"", askDoes, "UP"} {
		if got := voteOf(does); got != "" {
			t.Errorf("voteOf(%q) = %q, want none", does, got)
		}
	}
}

func FuzzCustomID(f *testing.F) {
	a := &Adapter{Key: testKey(f)}
	f.Add(a.customID(pressed{askDoes, "AgEREQ", "qHPO"}))
	f.Add("1.ask...")
	f.Fuzz(func(t *testing.T, s string) {
		if p, ok := a.parseCustomID(s); ok && a.customID(p) != s {
			t.Errorf("parseCustomID(%q) = %+v, which is %q", s, p, a.customID(p))
		}
		a.handedBack(pressed{does: postDoes, arg: s}, []string{s, a.customID(pressed{does: postDoes, arg: s})}, aliceID)
	})
}
