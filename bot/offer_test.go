package bot

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestOffersAreJudged: an amount lies below, inside or above the range, in the
// units and the currency of the range.
func TestOffersAreJudged(t *testing.T) {
	const entry, senior = "an entry level devops engineer in the uk", "a senior devops engineer in the uk"
	tests := []struct {
		text     string
		headline []string // in this order
		says     string
	}{
		{"is £39,999 ok for " + entry, []string{"Below the", "£40,000–£55,000"}, "I don't keep your amount."},
		{"is £40,000 ok for " + entry, []string{"Inside the", "£40,000–£55,000"}, ""},
		{"is £55,000 ok for " + entry, []string{"Inside the", "£40,000–£55,000"}, ""},
		{"is £55,001 ok for " + entry, []string{"Above the", "£40,000–£55,000"}, ""},
		{"is 47k ok for " + entry, []string{"Inside the", "£40,000–£55,000"}, "in the currency of the range"},
		{"they pay me 47 grand as " + entry + ". fair?", []string{"Inside the", "£40,000–£55,000"}, ""},
		{"making 47 as " + entry + ", is that low", []string{"Inside the", "£40,000–£55,000"}, ""},
		{"offered £131k as " + senior + ", fair?", []string{"Above", "open", "£85,000–£130,000"}, "leaves the top open"},
		{"offered $210k as a senior software engineer in the us, fair?", []string{"Inside one and above the other", "$140,000–$200,000 or $140,000–$250,000+"}, ""},
		{"is €47k ok for " + entry, []string{"Entry-level DevOps Engineer, UK: £40,000–£55,000"}, "I don't convert"},
		{"is USD 47k ok for " + entry, []string{"Entry-level DevOps Engineer, UK: £40,000–£55,000"}, "I don't convert"},
	}
	b := newBot(t)
	for _, test := range tests {
		a := say(b, test.text)
		rest, ok := a.Headline, true
		for _, part := range test.headline {
			var found bool
			_, rest, found = strings.Cut(rest, part)
			ok = ok && found
		}
		if !ok || !a.Private || !strings.Contains(a.Text, test.says) {
			t.Errorf("Answer(%q) = %q, %q, private %v; want %q and %q in it, privately", test.text, a.Headline, a.Text, a.Private, test.headline, test.says)
		}
	}
}

// TestOfferOfARange: a range on offer that begins inside and ends above the
// article's is not simply inside.
func TestOfferOfARange(t *testing.T) {
	b := newBot(t)
	got := say(b, "offered £50k–£60k as an entry level devops engineer in the uk, fair?")
	if strings.HasPrefix(got.Headline, "Inside the range") || !got.Kind.Answered() {
		t.Errorf("Answer(an offer of £50k–£60k) = %q, want not simply inside £40,000–£55,000", got.Headline)
	}
}

// asIs writes an answer with the sealed part of its State laid bare.
func asIs(t *testing.T, a Answer) string {
	t.Helper()
	all, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	state, err := base64.RawURLEncoding.DecodeString(a.State)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s %s %q %d %x", all, a.Plain(), state, state, state)
}

// TestTheAskersAmountIsInNoAnswer looks for the amount, in all of its forms,
// in everything that an answer to it is made of.
func TestTheAskersAmountIsInNoAnswer(t *testing.T) {
	forms := []string{"£47,350", "£47350", "47350", "47,350", "£47.35k", "47350 pounds", "GBP 47350", "£47,350–£48,350", "47350.00", "$47,350", "€47,350"}
	texts := []string{
		"got %s for a junior devops job in leeds, is that ok?",
		"is %s fair",
		"they offered %s",
		"%s for a nurse in the uk, good?",
		"%s as a devops engineer in berlin?",
		"%s junior devops",
		"who gets %s",
		"how many years until i make %s as a dev",
		"8 years in retail, now %s as a devops engineer",
		"i hate my life. they pay me %s",
		"is %s a good day rate for a devops contractor?",
		"I earn %s, my mate gets £48,350. devops and swe, both junior, uk. who is paid right?",
	}
	b := newBot(t)
	for _, text := range texts {
		for _, form := range forms {
			q := fmt.Sprintf(text, form)
			c := talk{bot: b}
			for _, turn := range []string{q, "and senior?", "source?"} {
				got := asIs(t, c.say(turn))
				for _, trace := range []string{"47,350", "47350", "47.35", "48,350", "48350", "4735000"} {
					if strings.Contains(got, trace) {
						t.Errorf("Answer(%q) behind %q holds the amount: %s", turn, q, got)
					}
				}
			}
		}
	}
}

// TestJudgedOffersArePrivate: what judges somebody's own amount is never for
// everybody; what does not, may be.
func TestJudgedOffersArePrivate(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"is 47k ok for a junior devops engineer in the uk?", true},
		{"offered £47k, junior devops", true},
		{"is €47k ok for a senior devops engineer in the uk?", true},
		{"junior devops salary uk", false},
		{"do juniors get 10% more in devops?", false},
	}
	b := newBot(t)
	for _, test := range tests {
		if got := say(b, test.text); got.Private != test.want {
			t.Errorf("Answer(%q) = %q, private %v, want %v", test.text, got.Headline, got.Private, test.want)
		}
	}
}
