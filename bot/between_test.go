package bot

import (
	"strings"
	"testing"
)

// TestStepBetween: a plain row between a junior's and a senior's is where those in the
// middle are, and the answer says that the article names no level there.
func TestStepBetween(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay in the UK\n\n| Role | Pay |\n|---|---|\n| Junior bee keeper | £21,000 |\n| Bee keeper | £28,000 |\n| Senior bee keeper | £36,000 |\n| Honey taster | £30,000 |\n")
	for text, want := range map[string]string{
		"mid level bee keeper pay uk":  "Bee Keeper, UK: £28,000 Mid-level",
		"senior bee keeper pay uk":     "Senior Bee Keeper, UK: £36,000",
		"staff bee keeper pay uk":      "I have no figures for the level “Staff”",
		"mid level honey taster in uk": "I have no figures for the level “Mid-level”",
	} {
		got := say(b, text)
		if all := got.Headline + " " + got.Text; !strings.HasPrefix(all, strings.TrimSuffix(want, " Mid-level")) {
			t.Errorf("%q is answered %q, want %q", text, all, want)
		}
		if noted := strings.Contains(got.Text, "I read it as mid-level"); noted != strings.HasSuffix(want, " Mid-level") {
			t.Errorf("%q is answered with the note %q", text, got.Text)
		}
	}
}
