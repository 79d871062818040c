package knowledge

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readText prints what a lexicon reads: each span as phrase=names.
func readText(l *Lexicon, text string) string {
	var out []string
	for _, s := range l.Read(l.Canonical(Tokens(text))) {
		var names []string
		for _, sense := range s.Senses {
			n := sense.Term.Name
			if sense.City != "" {
				n += "(" + sense.City + ")"
			}
			if sense.ReadAs {
				n += "~"
			}
			names = append(names, n)
		}
		if len(names) == 0 {
			out = append(out, s.Phrase)
			continue
		}
		out = append(out, s.Phrase+"="+strings.Join(names, "|"))
	}
	return strings.Join(out, "; ")
}

func TestRead(t *testing.T) {
	l := newSetBuilder(smallWords(t)).l
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Senior Software Engineers", "senior=Senior; software engineer=Software Engineer"},
		{"senior level", "senior level=Senior"},
		{"senior, level", "senior=Senior; level"},
		{"senior/level", "senior level=Senior"},
		{"a wage. Band", "a=filler; wage=pay; band"},
		{"pay band", "pay band=pay"},
		{"united, kingdom", "united; kingdom"},
		{"London or Dublin", "london=UK(london); or=filler; dublin=Ireland(dublin)"},
		{"green fingers", "green finger=Gardener~"},
		{"k8s and ci and cd on infra", "kubernete; and=filler; ci; cd; on; infrastructure"},
		{"CI/CD", "ci; cd"},
		{"xyzzy", "xyzzy"},
	} {
		if got := readText(l, c.in); got != c.want {
			t.Errorf("Read(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestAmbiguousPhrase: a phrase of two lists has both meanings, once each.
func TestAmbiguousPhrase(t *testing.T) {
	v, err := LoadVocabulary(wordFS(map[string]string{
		"levels.txt": "Lead = lead, leads, lead", "topics.txt": "[advice]\nmetals = lead", "filler.txt": "[g]\nlead\n[h]\nlead",
	}))
	if err != nil {
		t.Fatal(err)
	}
	l := newSetBuilder(v).l
	if got, want := readText(l, "lead"), "lead=g|h|Lead|metals"; got != want {
		t.Errorf("Read(lead) = %q, want %q", got, want)
	}
	span := l.Read(Tokens("leads"))[0]
	if lead := span.Is(LevelTerm); lead == nil || lead.Name != "Lead" {
		t.Errorf("Is(LevelTerm) = %v, want Lead", lead)
	}
	if role := span.Is(RoleTerm); role != nil {
		t.Errorf("Is(RoleTerm) = %v, want nil", role)
	}
	if city := span.City(); city != "" {
		t.Errorf("City() = %q, want none", city)
	}
}

func TestCanonical(t *testing.T) {
	l := newSetBuilder(smallWords(t)).l
	text := "my infra: ci and cd, K8s!"
	got := l.Canonical(Tokens(text))
	if want := "my infrastructure , ci cd , kubernete"; tokensText(got) != want {
		t.Errorf("Canonical(%q) = %q, want %q", text, tokensText(got), want)
	}
	if s := text[got[2].Start:got[2].End]; s != "ci and cd" {
		t.Errorf("the first word of a synonym stands at %q, want %q", s, "ci and cd")
	}
	plain := Tokens("nothing to replace")
	if got := l.Canonical(plain); &got[0] != &plain[0] {
		t.Error("Canonical copied tokens without synonyms")
	}
}

func TestGaps(t *testing.T) {
	v, err := LoadVocabulary(wordFS(map[string]string{
		"concepts.txt": "one = earn ... more\ntwo = how much ... make in ... year\nthree = more ... than\nfour = what ... what",
	}))
	if err != nil {
		t.Fatal(err)
	}
	l := newSetBuilder(v).l
	for _, c := range []struct{ in, want string }{
		{"who earns far more", "one"},
		{"earn more", "one"},
		{"earn a b c d e f more", "one"},
		{"earn a b c d e f g more", ""},
		{"i earn. more is better", ""},
		{"i earn a lot. much more", ""},
		{"more than they earn", "three"},
		{"earn more of this than that", "one three"},
		{"how much do they make in a year", "two"},
		{"how. much do they make in a year", ""},
		{"how much make, make in one year", "two"},
		{"more of less than it earns more", "one three"},
		{"what", ""},
		{"what what", "four"},
		{"", ""},
	} {
		var names []string
		for _, s := range l.Gaps(l.Canonical(Tokens(c.in))) {
			names = append(names, s.Term.Name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("Gaps(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestLongPhrases(t *testing.T) {
	words := make([]string, maxPhrase)
	for i := range words {
		words[i] = fmt.Sprintf("w%dx", i)
	}
	longest := strings.Join(words, " ")
	v, err := LoadVocabulary(wordFS(map[string]string{"topics.txt": "deep = " + longest}))
	if err != nil {
		t.Fatal(err)
	}
	l := newSetBuilder(v).l
	if got, want := readText(l, longest), longest+"=deep"; got != want {
		t.Errorf("Read = %q, want %q", got, want)
	}
}

func TestWrittenAndKnown(t *testing.T) {
	set := newSet(t, article{text: "## Garden\n\nA gardener who has a tax problem digs holes.\n"})
	l := set.Lexicon
	for phrase, want := range map[string]bool{"gardener": true, "tax": true, "income tax": false, "plumber": false} {
		if got := l.Written(phrase); got != want {
			t.Errorf("Written(%q) = %v, want %v", phrase, got, want)
		}
	}
	for word, want := range map[string]bool{"dig": true, "gardener": true, "house": true, "hundred": true, "years": false, "year": true, "xyzzy": false} {
		if got := l.Knows(word); got != want {
			t.Errorf("Knows(%q) = %v, want %v", word, got, want)
		}
	}
	if got := l.Senses("plumber"); len(got) != 1 || got[0].Term.Name != "Plumber" {
		t.Errorf("Senses(plumber) = %v, want Plumber", got)
	}
	if got := l.Senses("nothing"); got != nil {
		t.Errorf("Senses(nothing) = %v, want nil", got)
	}
}

func TestCorrect(t *testing.T) {
	l := newSet(t, article{text: "## Gardener\n\nText.\n"}).Lexicon
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"gardener", []string{"gardener"}},   // known
		{"gardner", []string{"gardener"}},    // one letter left out
		{"gadrener", []string{"gardener"}},   // two swapped
		{"agrdener", []string{"gardener"}},   // the first two swapped
		{"gaardenner", []string{"gardener"}}, // two edits, a long word
		{"gaaardennner", nil},                // four
		{"wrdener", nil},                     // the first letter is wrong
		{"plumer", []string{"plumber"}},      // one edit, a short word
		{"plmer", nil},                       // two
		{"softwareengineer", []string{"software", "engineer"}},
		{"gardenerssalary", []string{"gardeners", "salary"}},
		{"slary", []string{"salary"}},
		{"pya", nil}, // too short
		{"house", []string{"house"}},
		{"hous", nil}, // near to a word that has no meaning
		{"", nil},
		{strings.Repeat("gardener", 9), nil},
		{"ґардена", nil},
	} {
		if got := l.Correct(c.in); !cmp.Equal(got, c.want) {
			t.Errorf("Correct(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	var s speller
	for _, w := range []string{"stone", "store", "alpha", "alpha", "lapse", "a1b2c3", "tip", strings.Repeat("x", maxSpelt+1)} {
		s.add(w)
	}
	for in, want := range map[string]string{"stove": "", "stonee": "stone", "alhpa": "alpha", "laspe": "lapse", "a1b2c4": "", "tipp": ""} {
		if got := s.nearest(in); got != want {
			t.Errorf("nearest(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		limit int
		want  int
	}{
		{"", "", 2, 0}, {"abc", "abc", 2, 0}, {"abc", "abd", 2, 1}, {"abc", "acb", 2, 1}, {"abc", "ab", 2, 1}, {"abc", "abcde", 2, 2},
		{"kitten", "sitting", 2, 3}, {"kitten", "sitting", 3, 3}, {"abcdef", "uvwxyz", 1, 2},
	} {
		if got := distance(c.a, c.b, c.limit); got != c.want {
			t.Errorf("distance(%q, %q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
	}
}

// TestSynonymBeforeRole: a role's name of several words is read before a phrase
// that ends in its first word.
func TestSynonymBeforeRole(t *testing.T) {
	set := realSet(t, "roles:\n  - name: HR Manager\n", "## Pay\n\n| Level | HR Manager (UK) |\n|---|---|\n| Senior | £30,000 |\n")
	if r := set.Read("the most an HR manager can earn"); len(r.Roles) != 1 || r.Roles[0].Name != "HR Manager" {
		t.Errorf("an HR manager is read as %v, want the role", r)
	}
	if got := set.Words("30 an hr"); got != "30 per hour" {
		t.Errorf("30 an hr is read as %q", got)
	}
}
