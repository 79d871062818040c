package bot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// hard are messages that no reply may break on.
var hard = []string{
	"", " ", "?", "???", "👍🎉", "👩‍👩‍👧", "\x00", "\xff\xfe\xfd", "senior \xff devops uk",
	"<!channel> @everyone what does a devops engineer earn?",
	"```\nfunc main() {}\n```", "```", "`", "> quoted\n> pay", "|a|b|\n|-|-|", "[x](javascript:alert(1))", "<script>alert(1)</script>",
	"\u202esenior devops pay uk\u202c", "se\u200bnior dev\u200bops pay\u2060 uk", "ﷺ ﷽ İıſK", "e\u0301\u0301\u0301\u0301", "שלום כמה מרוויח devops", "devopsの給料は",
	"%s %d %!v(MISSING)", "../../etc/passwd", "'; drop table articles; --", "${jndi:ldap://x}", "{{.State}}", "&lt;!channel&gt;",
	"£", "£££", "£0", "£-5", "-1 years", "0 years", "99999999999999999999 years", "£99999999999999999999999 devops uk", "0.0.0.0", "1e309 devops salary",
	"not not not devops", "no no no i meant i meant", "and", "and and?", "or", "vs", "devops or devops or devops", "uk us uk us uk us salary",
	"former latter former", "from senior to junior devops pay", "sooooooooooooooooo", "why", "why not", "same", "both both", "source?",
}

// longer are hard messages made long.
func longer() []string {
	return []string{
		strings.Repeat("x", 50_000), strings.Repeat("é", 50_000), strings.Repeat("? ", 25_000), strings.Repeat("senior devops uk ", 3_000) + "?",
		strings.Repeat("👍", 12_500), strings.Repeat("\n", 50_000), strings.Repeat("£45k ", 10_000), strings.Repeat("5 years ", 6_000) + "as a dev",
		strings.Repeat("devops or swe? ", 3_000), strings.Repeat("a,", 25_000), strings.Repeat("<@U1>", 10_000), strings.Repeat("`", 50_000), strings.Repeat("\xff", 50_000),
	}
}

// checkAnswer holds one answer to everything that holds for all of them.
func checkAnswer(t *testing.T, b *Bot, text, prior string, addressed bool) {
	t.Helper()
	shown := text[:min(len(text), 200)]
	q := Question{Text: text, Prior: prior, Addressed: addressed, Continues: !addressed && prior != ""}
	a := b.Answer(q)
	if a.Kind == Silence {
		if addressed {
			t.Errorf("Answer(%q) is silence", shown)
		}
		if diff := cmp.Diff(Answer{}, a); diff != "" {
			t.Errorf("Answer(%q) is silence and says something (-want +got):\n%s", shown, diff)
		}
		return
	}
	if !addressed && !a.Kind.Answered() {
		t.Errorf("Answer(%q) near the bot = %s %q, want an answer or silence", shown, a.Kind, a.Headline)
	}
	for _, fault := range faults(a) {
		t.Errorf("Answer(%q) behind %q has %s", shown, prior, fault)
	}
	if a.State != "" && b.open(a.State).kind == memNone {
		t.Errorf("Answer(%q) left a State that opens to nothing", shown)
	}
	if plain := a.Plain(); !utf8.ValidString(plain) {
		t.Errorf("Plain of Answer(%q) = %q, want valid UTF-8", shown, plain)
	}
	if diff := cmp.Diff(a, b.Answer(q)); diff != "" {
		t.Errorf("Answer(%q) differs when asked again (-first +then):\n%s", shown, diff)
	}
}

// TestHardMessages: a plain answer or decline, whatever comes.
func TestHardMessages(t *testing.T) {
	b := newBot(t)
	priors := []string{"", say(b, "senior devops salary uk").State, say(b, "what skills does a devops engineer need").State, "AAAA"}
	for _, text := range append(longer(), hard...) {
		for _, prior := range priors {
			checkAnswer(t, b, text, prior, true)
			checkAnswer(t, b, text, prior, false)
		}
	}
}

// TestNothingToRead: what has no words gets help, and nothing else.
func TestNothingToRead(t *testing.T) {
	b := newBot(t)
	for _, text := range []string{"", " ", "?", "👍🎉", "```\nfunc main() {}\n```", "<@U1>", "<!channel>", "https://example.com", "\xff\xfe", strings.Repeat("\n", 50_000)} {
		if got := say(b, text); got.Kind != Help {
			t.Errorf("Answer(%q) = %s %q, want help", text[:min(len(text), 40)], got.Kind, got.Headline)
		}
	}
}

// FuzzAnswer: never a panic, never silence to who speaks to the bot, never an
// answer outside its limits.
func FuzzAnswer(f *testing.F) {
	b := newBot(f)
	state := say(b, "senior devops salary uk").State
	for _, text := range hard {
		f.Add(text, state, true)
	}
	for _, text := range []string{
		"mid devops pay manchester?", "and in the us?", "senior swe us salary", "got 50k for a junior devops job in leeds, is that ok?",
		"do devs do on call too or just devops", "love automating stuff but cant do 3am calls. devops or swe??", "will ai kill junior dev jobs",
		"who gets 130k", "what's the difference between devops and software engineering?", "contract day rate devops uk", "how much does a nurse earn in dubai",
	} {
		f.Add(text, "", true)
		f.Add(text, state, false)
	}
	f.Fuzz(func(t *testing.T, text, prior string, addressed bool) { checkAnswer(t, b, text, prior, addressed) })
}
