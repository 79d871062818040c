package bot

import (
	"strings"
	"testing"

	"careerbot/knowledge"
)

// TestShapes: what any article may have is found by what anybody may ask, the
// article's own words or not.
func TestShapes(t *testing.T) {
	set, err := knowledge.Load(true, "testdata/bakers.md")
	if err != nil {
		t.Fatal(err)
	}
	b := botOver(t, set)
	tests := []struct{ text, want string }{
		{"what software do confectioners use", "SweetStock"},
		{"how long does it take to qualify as a baker", "3 years"},
		{"what kind of company employs a baker", "Bakeries and supermarkets"},
		{"how do they judge if a confectioner is good", "Reviews"},
		{"when is the busiest time of year for bakers", "December"},
		{"how hard is it on your body being a baker", "heavy sacks"},
		{"what does a baker do all day", "warm bread"},
		{"im 44, too old to become a baker?", "One starter in four"},
		{"do i need a diploma to work in this", "insists on a diploma"},
		{"do i pay for my own tools", "Knives, yes"},
		{"how do i go from baker to confectioner", "need a year with a confectioner"},
		{"how hard is it to switch from baker to confectioner", "need a year with a confectioner"},
		{"how much of a raise do bakers get when they switch to confectioner", "5–10%"},
		{"i like solving puzzles, which one should i pick", "you like puzzles"},
		{"what do self employed bakers charge per hour", "£25–£35"},
		{"does baker pay include a bonus", "a bonus is not counted"},
		{"how much more does a baker get after the master's exam", "6–9%"},
		{"do i need a portfolio", "ten loaves"},
		{"do bakers need a degree", "come with a degree"},
		{"how many exams do bakers sit", "4 exams"},
		{"cons of being a baker", "Alone with the mixer"},
		{"i want to do it on my own, which trade should i pick", "what speaks for each"},
		{"who should go for baker", "puzzles and quiet nights"},
		{"senior baker pay", "Senior Baker, UK: £30,000–£36,000"},
		{"senior baker pay", "Per hour: £15–£18"},
		{"senior baker pay per hour", "Senior Baker, UK: £15–£18"},
		{"senior baker, boss pays me 14 an hour", "senior Baker, UK: £15–£18"},
	}
	for _, test := range tests {
		got := say(b, test.text)
		if !got.Kind.Answered() || !strings.Contains(got.Plain(), test.want) {
			t.Errorf("Answer(%q) = %s\nwant %q in it", test.text, got.Plain(), test.want)
		}
		for _, fault := range faults(got) {
			t.Errorf("Answer(%q) has %s", test.text, fault)
		}
	}
	for _, text := range []string{"baker salary if i move to germany", "do bakers need to speak latin", "what is the pension of a baker", "what do they ask in a baker interview", "best mixer for a baker", "how much does a diploma cost", "how much do loaves pay"} {
		if got := say(b, text); got.Kind.Answered() {
			t.Errorf("Answer(%q) = %s\nwant it declined", text, got.Plain())
		}
	}
}

// TestConsAreNoReasons: what a list of drawbacks says speaks for nobody.
func TestConsAreNoReasons(t *testing.T) {
	b := newBotOver(t, true, "testdata/bakers.md")
	if got := say(b, "i love being alone with a mixer, baker or confectioner, which should i pick"); strings.Contains(got.Plain(), "For Baker: Alone") {
		t.Errorf("a drawback is given as a reason: %s", got.Plain())
	}
}

// TestTrade: what nobody but a professional should advise on is asked about in
// articles on that profession; and a word of a role's name is no level.
func TestTrade(t *testing.T) {
	text := "---\ntitle: \"Solicitor or Brand Manager\"\nroles:\n  - name: Solicitor\n  - name: Brand Manager\n---\n\n" +
		"## What solicitors do\n\nThey read law, write on law and speak of law. In court they explain the law; a legal action is their legal tool.\n\n" +
		"## What brand managers do\n\nThey choose colours.\n\n## Pay in the UK\n\n| Level | Solicitor | Brand Manager |\n|---|---|---|\n" +
		"| Junior (0–2 years) | £30,000 | £28,000 |\n| Manager (3–6 years) | £50,000 | £44,000 |\n| Partner (10+ years) | £90,000 | N/A |\n"
	b := newBotOn(t, text)
	for q, want := range map[string]string{
		"do solicitors speak in court":       "court",
		"what does a brand manager do":       "They choose colours.",
		"what does a partner earn in the uk": "£90,000",
	} {
		if got := say(b, q); !strings.Contains(got.Headline+got.Text, want) {
			t.Errorf("Answer(%q) = %q, %q, want %q in it", q, got.Headline, got.Text, want)
		}
	}
	if got := say(b, "can i sue my landlord"); got.Reason != Advice {
		t.Errorf("a question for legal advice is answered by %q, %q", got.Reason, got.Headline)
	}
	if got := say(newBot(t), "is it legal for a devops engineer to work 60 hours"); got.Reason != Advice {
		t.Errorf("a question for legal advice is answered by %q, %q", got.Reason, got.Headline)
	}
}

// TestEngineers: what tells two roles of one kind apart stands for them, the rows
// of a table that is on roles are none, a list's lead is read whole, and a
// sentence on a role answers for what goes beside its pay.
func TestEngineers(t *testing.T) {
	text := "---\ntitle: \"Mechanical Engineer or Civil Engineer\"\nperiod: year\nroles:\n  - name: Mechanical Engineer\n  - name: Civil Engineer\n---\n\n" +
		"| | Mechanical Engineer | Civil Engineer |\n|---|---|---|\n| Software | Gears 3D | Bridges 3D |\n| Place | Hall | Site |\n\n" +
		"## Pay in Ireland by setting\n\n| Setting | Mechanical Engineer | Civil Engineer |\n|---|---|---|\n| Chain or supermarket | €40,000 | €41,000 |\n| GP practice | €42,000 | €43,000 |\n\n" +
		"Civil engineers are seldom paid overtime. Mechanical engineers get a bonus of 4% in good years.\n\n" +
		"## What civil engineers do\n\nThey draw 1,200 bolts a year. Much else goes on:\n\n- asking the river\n- measuring hills\n\n" +
		"## Choose mechanical engineering if\n\n- you like gears\n- you like oil\n\n## Choose civil engineering if\n\n- you like rain\n- you like bridges\n"
	b := newBotOn(t, text)
	if got := len(b.set.Covered(knowledge.RoleTerm)); got != 2 {
		t.Errorf("the article is on %d roles, want 2", got)
	}
	for q, want := range map[string]string{
		"should i choose mech or civil":     "rain",
		"what software does each use":       "Gears 3D",
		"do mechanical engineers get bonus": "4%",
		"what do civil engineers do":        "1,200 bolts",
	} {
		if got := say(b, q); !strings.Contains(got.Headline+got.Text, want) {
			t.Errorf("Answer(%q) = %q, %q, want %q in it", q, got.Headline, got.Text, want)
		}
	}
}
