package slack

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

const (
	uninstalled = `{"type":"app_uninstalled"}`
	revoked     = `{"type":"tokens_revoked","tokens":{"oauth":["U1"],"bot":["UBOT"]}}`
)

func TestUninstall(t *testing.T) {
	for _, inner := range []string{uninstalled, revoked} {
		r := running(t, bot.Answer{})
		r.desk.err = errors.New("state: not writable")
		if got := r.event(event("Ev1", inner)).Code; got != 500 {
			t.Errorf("%s: status where nothing was deleted = %d, want 500", inner, got)
		}
		if _, ok := r.Ready(); !ok {
			t.Errorf("%s: not ready before it is carried out", inner)
		}
		r.desk.err = nil
		for range 2 {
			if got := r.event(event("Ev1", inner)).Code; got != 200 {
				t.Errorf("%s: status = %d, want 200", inner, got)
			}
		}
		want := bot.Press{Act: bot.Uninstalled, Tenant: "T1"}
		if diff := cmp.Diff([]bot.Press{want, want}, r.desk.presses()); diff != "" {
			t.Errorf("%s: pressed (-want +got):\n%s", inner, diff)
		}
		if got, want := r.Stats(), (Stats{Failed: 1, Uninstalls: 1, Duplicate: 1}); got != want {
			t.Errorf("%s: Stats = %+v, want %+v", inner, got, want)
		}
		if state, ok := r.Ready(); ok || !strings.Contains(state, "token") {
			t.Errorf("%s: Ready() = %q, %t, want the token refused", inner, state, ok)
		}
		r.only.refused.Store(false)
	}
}

// TestUninstallWithoutRun: the token is dead, so Slack may not say any more who
// the bot is.
func TestUninstallWithoutRun(t *testing.T) {
	r := newRig(t, bot.Answer{})
	if got := r.event(event("Ev1", uninstalled)).Code; got != 200 || len(r.desk.presses()) != 1 {
		t.Errorf("Status = %d with %d presses, want 200 and one", got, len(r.desk.presses()))
	}
}

func TestNoUninstall(t *testing.T) {
	r := running(t, bot.Answer{})
	for _, body := range []string{
		event("Ev1", `{"type":"tokens_revoked","tokens":{"oauth":["U1"],"bot":[]}}`),
		event("Ev2", `{"type":"tokens_revoked","tokens":{"oauth":["U1"]}}`),
		event("Ev3", `{"type":"tokens_revoked","tokens":7}`),
		`{"type":"event_callback","event_id":"Ev4","event":` + uninstalled + `}`,
	} {
		if got := r.event(body).Code; got != 200 {
			t.Errorf("%s: status = %d, want 200", body, got)
		}
	}
	if n := len(r.desk.presses()); n != 0 || r.Stats() != (Stats{Ignored: 4}) {
		t.Errorf("Pressed %d times with %+v, want all ignored", n, r.Stats())
	}
	if _, ok := r.Ready(); !ok {
		t.Error("Not ready, although the bot's token is good")
	}
}
