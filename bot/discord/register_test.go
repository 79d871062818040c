package discord

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestRegisteredOnce: the commands are registered at the first start, and not
// at the next, unless they are others or another application's.
func TestRegisteredOnce(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.app.known = true
	kept := new(slate)
	start := func() {
		a := f.adapter()
		a.Ledger = kept
		stop := run(t, a, newDesk())
		receive(t, f.up, "connection")
		a.registered.Wait()
		if err := stop(); err != nil {
			t.Error(err)
		}
	}
	start()
	call := receive(t, f.app.calls, "registration")
	if call.way != "PUT applications/"+appID+"/commands" || !strings.Contains(call.body, `"name":"career-pay"`) {
		t.Errorf("Called %+v", call)
	}
	start()
	select {
	case call := <-f.app.calls:
		t.Errorf("Called %s at the second start", call.way)
	default:
	}
	for name := range kept.texts {
		kept.texts[name] = "of another version"
	}
	start()
	receive(t, f.app.calls, "registration of another version")
	f.app.id = staffID
	start()
	if call := receive(t, f.app.calls, "registration of another application"); !strings.Contains(call.way, staffID) {
		t.Errorf("Called %s", call.way)
	}
}

// A brokenLedger can be neither read nor written.
type brokenLedger struct{}

func (brokenLedger) Read(context.Context, string) (string, error) { return "", errors.New("gone") }
func (brokenLedger) Write(context.Context, string, string) error  { return errors.New("gone") }

// TestRegistrationIsTriedAgain: what Discord refuses for the moment, and notes
// that are out of reach, keep nobody from the commands.
func TestRegistrationIsTriedAgain(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.app.known = true
	f.app.refuse = func(n int64, w http.ResponseWriter) bool {
		switch n {
		case 1:
			w.WriteHeader(http.StatusInternalServerError)
		case 2:
			w.WriteHeader(http.StatusBadRequest)
			io.WriteString(w, `{"code":50035}`)
		}
		return n <= 2
	}
	a := f.adapter()
	a.AppID, a.Ledger = appID, brokenLedger{}
	run(t, a, newDesk())
	receive(t, f.app.calls, "registration")
	a.registered.Wait()
	if n := a.Stats().Registrations; n != 1 {
		t.Errorf("Counted %d registrations, want 1", n)
	}
}

// TestApplicationIsChecked at the start, with one sentence that names the
// variable.
func TestApplicationIsChecked(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.app.known, f.app.key = true, strings.Repeat("ab", 32)
	for _, tt := range []struct{ id, key, want string }{
		{"x", "", "DISCORD_APP_ID is no id"},
		{aliceID, "", "DISCORD_APP_ID is not that of the application of DISCORD_TOKEN, which is " + appID},
		{"", "xyz", "DISCORD_PUBLIC_KEY is no public key"},
		{"", strings.Repeat("cd", 32), "DISCORD_PUBLIC_KEY is not that of the application"},
	} {
		a := f.adapter()
		a.AppID, a.PublicKey = tt.id, tt.key
		if err := runUntilError(t, a); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Got %v, want %q", err, tt.want)
		}
	}
	a := f.adapter()
	a.AppID, a.PublicKey = appID, strings.ToUpper(f.app.key)
	run(t, a, newDesk())
	receive(t, f.up, "connection with good settings")
}

func TestManifest(t *testing.T) {
	t.Parallel()
	b, err := Manifest{AppID: appID, Host: "careerbot.example.org"}.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"https://discord.com/oauth2/authorize?client_id=` + appID + `&permissions=274878008320&scope=bot+applications.commands"`,
		`"integer": "274878008320"`, "Read Message History: ", `"integer": 4609`, `"https://careerbot.example.org/discord/interactions"`, `"career-compare"`, lookUpName,
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("No %s in %s", want, b)
		}
	}
	for _, m := range []Manifest{{}, {AppID: "x"}, {AppID: appID, Host: "a/b"}, {AppID: appID, Host: ":"}} {
		if b, err := m.JSON(); err == nil {
			t.Errorf("%+v gives %s", m, b)
		}
	}
}
