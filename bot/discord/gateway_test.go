package discord

import (
	stdcmp "cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

func TestQuestionsArrive(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	a := f.adapter()
	run(t, a, d)
	c := receive(t, f.up, "connection")
	mention := []any{map[string]any{"id": selfID}}
	for _, tt := range []struct {
		name, text, want, guild string
		change                  map[string]any
	}{
		{"mention", "<@" + selfID + "> pay in the UK?", "pay in the UK?", guildID, map[string]any{"mentions": mention}},
		{"mention in the text alone", "well <@!" + selfID + "> what pays?", "well what pays?", guildID, nil},
		{"reply with a ping", "and in the US?", "and in the US?", guildID, map[string]any{"type": 19, "mentions": mention}},
		{"direct message", "hello", "hello", "", map[string]any{"guild_id": nil}},
		{"unknown component", "<@" + selfID + "> new", "new", guildID,
			map[string]any{"components": []any{map[string]any{"type": 99}}}},
	} {
		id := c.say(tt.text, tt.change)
		got := receive(t, d.got, tt.name)
		want := bot.Question{ID: "discord." + id, Tenant: tt.guild, Room: channelID, User: a.Key.Hash("discord", aliceID),
			At: snowflakeTime(id), Text: tt.want, Addressed: true, Public: tt.guild != "",
			Link: "https://discord.com/channels/" + stdcmp.Or(tt.guild, "@me") + "/" + channelID + "/" + id}
		if diff := cmp.Diff(want, got.q); diff != "" {
			t.Errorf("%s: question differs (-want +got):\n%s", tt.name, diff)
		}
		place := address{Channel: channelID, Message: id, Guild: tt.guild}
		if tt.guild != "" {
			place.User = aliceID // for private answers
		}
		if to, err := parseAddress(got.to); err != nil || to != place {
			t.Errorf("%s: got address %s, %v, want %+v", tt.name, got.to, err, place)
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.intents != 4609 {
		t.Errorf("Got intents %d, want 4609", f.intents)
	}
}

func TestOthersAreIgnored(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	stop := run(t, f.adapter(), d)
	c := receive(t, f.up, "connection")
	me := "<@" + selfID + "> "
	c.say(me+"itself", map[string]any{"author": map[string]any{"id": selfID}})
	c.say(me+"other bot", map[string]any{"author": map[string]any{"id": aliceID, "bot": true}})
	c.say(me+"webhook", map[string]any{"webhook_id": "5"})
	c.say(me+"empty author", map[string]any{"author": nil})
	c.say(me+"empty id", map[string]any{"id": ""})
	c.say(me+"join", map[string]any{"type": 7})
	c.say("to nobody", nil)
	c.dispatch("MESSAGE_CREATE", nil)
	c.dispatch("MESSAGE_CREATE", map[string]any{"id": 7})
	c.say(me+"to the bot", nil)
	receive(t, d.got, "question")
	if err := stop(); err != nil {
		t.Errorf("Got Run() = %v, want nil", err)
	}
	if got, want := d.texts(), []string{"to the bot"}; !slices.Equal(got, want) {
		t.Errorf("Got questions %q, want %q", got, want)
	}
}

func TestOwnIDFromReady(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	f.noMe = true
	run(t, f.adapter(), d)
	receive(t, f.up, "connection").say("<@"+selfID+"> first", nil)
	if got := receive(t, d.got, "question").q.Text; got != "first" {
		t.Errorf("Got %q, want %q", got, "first")
	}
}

func TestWrongToken(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		noMe, lax  bool
		identifies int
	}{{false, false, 0}, {true, false, 0}, {true, true, 1}} {
		f := newFake(t)
		f.token, f.noMe, f.lax = "another", tt.noMe, tt.lax
		err := runUntilError(t, f.adapter())
		if err == nil || !strings.Contains(err.Error(), "DISCORD_TOKEN") || strings.Contains(err.Error(), testToken) {
			t.Errorf("%+v: got Run() = %v, want a sentence that names DISCORD_TOKEN", tt, err)
		}
		if n, _ := f.counts(); n != tt.identifies {
			t.Errorf("%+v: got %d identifies, want %d", tt, n, tt.identifies)
		}
	}
}

func TestUnusableSettings(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a    *Adapter
		want string
	}{
		{&Adapter{}, "DISCORD_TOKEN"},
		{&Adapter{Token: "Bot  "}, "DISCORD_TOKEN"},
		{&Adapter{Token: "x", APIURL: "127.0.0.1:3005"}, "DISCORD_API_URL"},
		{&Adapter{Token: "x", APIURL: "ftp://127.0.0.1/"}, "DISCORD_API_URL"},
	} {
		if err := runUntilError(t, tt.a); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Got Run() = %v with token %q and address %q, want %s in it", err, tt.a.Token, tt.a.APIURL, tt.want)
		}
	}
}

func TestFatalCloseCodes(t *testing.T) {
	t.Parallel()
	for code := 4000; code < 4020; code++ {
		if err, want := (ending{code: code}).fatal(), code == 4004 || code >= 4010 && code <= 4014; (err != nil) != want {
			t.Errorf("Got fatal() = %v for code %d, want an error: %v", err, code, want)
		}
	}
	for _, code := range []int{4004, 4014} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			go func() { (<-f.up).close(code) }()
			err := runUntilError(t, f.adapter())
			var closed *GatewayError
			if !errors.As(err, &closed) || closed.Code != code {
				t.Errorf("Got Run() = %v, want a GatewayError %d", err, code)
			}
		})
	}
}

func TestConnectionComesBack(t *testing.T) {
	t.Parallel()
	const reconnect, drop = 7, 0
	for _, tt := range []struct {
		name       string
		end        int // close code, drop or reconnect
		noOld      bool
		identifies int
		resumes    int
	}{
		{"dropped", drop, false, 1, 1},
		{"asked to reconnect", reconnect, false, 1, 1},
		{"unknown error", 4000, false, 1, 1},
		{"session cannot be resumed", drop, true, 2, 1},
		{"invalid sequence", 4007, false, 2, 0},
		{"session timed out", 4009, false, 2, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f, d := newFake(t), newDesk()
			f.noOld = tt.noOld
			stop := run(t, f.adapter(), d)
			c := receive(t, f.up, "connection")
			switch tt.end {
			case drop:
				c.ws.NetConn().Close()
			case reconnect:
				c.send(map[string]any{"op": 7})
			default:
				c.close(tt.end)
			}
			receive(t, f.up, "second connection").say("<@"+selfID+"> still there?", nil)
			receive(t, d.got, "question")
			if i, r := f.counts(); i != tt.identifies || r != tt.resumes {
				t.Errorf("Got %d identifies and %d resumes, want %d and %d", i, r, tt.identifies, tt.resumes)
			}
			if err := stop(); err != nil {
				t.Errorf("Got Run() = %v, want nil", err)
			}
		})
	}
}

func TestGapIsFilled(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	run(t, f.adapter(), d)
	c := receive(t, f.up, "connection")
	c.ws.NetConn().Close()
	c.say("<@"+selfID+"> said in the gap", nil)
	if got := receive(t, d.got, "question").q.Text; got != "said in the gap" {
		t.Errorf("Got %q", got)
	}
}

func TestHangingConnections(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		set  func(f *fake)
		ups  int // connections that come up before the good one
	}{
		{"no Hello", func(f *fake) { f.noHello = 3 }, 0},
		{"reconnect in place of READY", func(f *fake) { f.early = 1 }, 0},
		{"no acknowledgements", func(f *fake) { f.noAcks = 1 }, 1},
		{"no answer to a resume", func(f *fake) { f.deaf = true }, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f, d := newFake(t), newDesk()
			a := f.adapter()
			a.tune.open, a.tune.grace, a.tune.ack = 2*time.Second, 2*time.Second, time.Second
			f.beat = 400
			tt.set(f)
			run(t, a, d)
			for range tt.ups {
				c := receive(t, f.up, "connection")
				if f.deaf {
					c.ws.NetConn().Close()
					continue
				}
				go func() { // events alone prove no life
					for range 1000 {
						c.dispatch("TYPING_START", map[string]any{})
						time.Sleep(patience / 1000)
					}
				}()
			}
			receive(t, f.up, "good connection").say("<@"+selfID+"> there?", nil)
			receive(t, d.got, "question")
			for range len(f.closed) {
				if code := <-f.closed; code != closeLeft {
					t.Errorf("Got close code %d, want %d: it would forfeit the session", code, closeLeft)
				}
			}
		})
	}
}

// TestEndWhileOpening ends while discordgo has READY and still opens: Discord is
// told of the end all the same.
func TestEndWhileOpening(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a := f.adapter()
	rest, err := a.rest()
	if err != nil {
		t.Fatal(err)
	}
	life, end := context.WithCancel(t.Context())
	defer end()
	tune := a.tune.orDefaults()
	p, _, err := firstPlan(life, rest, a.Log, tune)
	if err != nil {
		t.Fatal(err)
	}
	in := newIntake(t, newDesk(), tune)
	defer in.stop()
	g := &gateway{shards: 1, rest: rest, self: &a.self, in: in, log: a.Log, tune: tune, starts: newStarts(rest, a.Log, tune, p),
		life: life, health: a.health.of(0), count: &a.count}
	g.catcher = &catcher{rest: rest, in: in, log: a.Log, trail: &trail{name: leaseName(0)}}
	s, err := g.newSession(g.address())
	if err != nil {
		t.Fatal(err)
	}
	s.dg.AddHandler(func(*discordgo.Session, *discordgo.Connect) { end() })
	s.connect(life)
	if code := receive(t, f.closed, "close frame"); code != 1000 {
		t.Errorf("Got close code %d, want 1000", code)
	}
}
