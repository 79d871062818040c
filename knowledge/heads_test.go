package knowledge

import (
	"slices"
	"testing"
)

// shippedSetOf returns a set over one article and the shipped word lists.
func shippedSetOf(t *testing.T, text string) *Set {
	t.Helper()
	v, err := ShippedVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	a, err := ParseArticle("test.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSet(v, []*Article{a})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestHeadsOfRoles: an article that names no roles has those that a table compares, each
// on its own whatever one name a word list has for them, and a part of a role's name above
// pay is that role.
func TestHeadsOfRoles(t *testing.T) {
	const glance = "---\ntitle: Three jobs\nperiod: year\n---\n## Side by side\n\n| | Backend developer | Mobile developer | Property manager |\n|---|---|---|---|\n| Output | Services | Apps | Rent |\n\n## Pay\n\n"
	tests := []struct {
		table string
		want  []string // role and period of the first row's cells
	}{
		{"| Level | Backend hourly | Backend yearly | Mobile yearly |\n|---|---|---|---|\n| Senior | £50 | £90,000 | £95,000 |\n", []string{"Backend developer hour", "Backend developer year", "Mobile developer year"}},
		{"| Town | Backend | Mobile | Manager |\n|---|---|---|---|\n| Leeds | £50,000 | £51,000 | £52,000 |\n", []string{"Backend developer year", "Mobile developer year", "Property manager year"}},
		{"| Level | Backend: total with stock | Mobile: total with stock |\n|---|---|---|\n| Senior | £50,000 | £51,000 |\n", []string{"Backend developer year", "Mobile developer year"}},
	}
	for _, test := range tests {
		s := shippedSetOf(t, glance+test.table)
		var got []string
		for _, p := range s.Pays {
			if p.Row == 0 && p.Role != nil {
				got = append(got, p.Role.Name+" "+p.Period)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.table, got, test.want)
		}
	}
}

// TestOthersOfOneName: who is a backend developer is no frontend developer, an engineer of
// something is a developer of it, and "qualified" tells nobody from another.
func TestOthersOfOneName(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: Screens\nroles:\n  - name: Frontend developer\n  - name: QA tester\n---\nBoth look at screens.\n")
	for name, covered := range map[string]bool{"frontend developer": true, "front end engineer": true, "frontend dev": true, "backend developer": false, "ios developer": false} {
		key, _ := s.Lexicon.fold(name, nil)
		got := slices.ContainsFunc(s.Lexicon.Senses(key), func(x Sense) bool { return x.Term.Kind == RoleTerm && x.Term.Covered })
		if got != covered {
			t.Errorf("%q covered: %v, want %v", name, got, covered)
		}
	}
}

// TestYearsIn: bands of years wherever a label has them, in figures and words.
func TestYearsIn(t *testing.T) {
	for text, want := range map[string]Years{
		"Mid (3–6 yrs)":                       {3, 6, true},
		"Senior (7+ yrs)":                     {7, 0, true},
		"Three years in":                      {3, 3, true},
		"Fees in a year: Years 5–10":          {4, 10, true},
		"After 5 years":                       {5, 5, true},
		"Local council":                       {},
		"Fees in a year, before all expenses": {},
	} {
		if got := YearsIn(text); got != want {
			t.Errorf("YearsIn(%q) = %+v, want %+v", text, got, want)
		}
	}
}

// TestTailOfRole: the last words of a role that an article compares are that role above
// pay, and a title in a row of something else is no role of the article.
func TestTailOfRole(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: Testing\nperiod: year\n---\n## At a glance\n\n| | QA tester | Test automation engineer |\n|---|---|---|\n| Codes | Seldom | Daily |\n\n## Pay\n\n| Level | QA tester | Automation engineer |\n|---|---|---|\n| Junior | £23,500 | £31,000 |\n| Senior | £33,500 | £41,000 |\n\n## Courses\n\n| Route | Length |\n|---|---|\n| Software tester apprenticeship | 24 months |\n")
	var got []string
	for _, r := range s.Covered(RoleTerm) {
		got = append(got, r.Name)
	}
	if want := []string{"QA tester", "Test automation engineer"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestInitialsStay: initials of another spelling of an article's role are that role's.
func TestInitialsStay(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: Care\nroles:\n  - name: Healthcare assistant\n---\nAll care.\n")
	if r := s.Read("hca").Roles; len(r) != 1 || r[0].Name != "Healthcare assistant" {
		t.Errorf("hca is read as %v", r)
	}
}

// TestFieldOfRole: a word for what a role does is the role beside pay, years below a header
// that counts them are years, and a town is known without its accent.
func TestFieldOfRole(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: Words\nperiod: year\nroles:\n  - name: Copywriter\n  - name: Journalist\n---\n## Day rates\n\n| Type of work | Years in | Per day |\n|---|---|---|\n| Copywriting | 2–5 | £260 |\n| Journalism | 6–10 | £230 |\n\n## Pay in Canada\n\n| City | Copywriter |\n|---|---|\n| Montréal | C$101,000 |\n| Toronto | C$112,000 |\n")
	var got []string
	for _, p := range s.Pays {
		text := p.Cell + " " + p.Years.String()
		if p.Role != nil {
			text = p.Role.Name + " " + p.Years.String()
		}
		if p.Place != nil {
			text += p.Place.Name
		}
		got = append(got, text)
	}
	if want := []string{"Copywriter 2–5 years", "Journalist 6–10 years", "Copywriter Montréal", "Copywriter Toronto"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if r := s.Read("montreal").Places; len(r) != 1 || r[0].Name != "Montréal" {
		t.Errorf("montreal is read as %v", r)
	}
}
