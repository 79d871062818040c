package knowledge

import "testing"

// TestNamesForShort: people name roles and grades by less than their names,
// and by the field that they work in.
func TestNamesForShort(t *testing.T) {
	set := realSet(t, "period: year\nroles:\n  - name: Bee Keeper\n  - name: Honey Tester\n", "## Pay\n\n"+
		"| Level | Bee Keeper | Honey Tester |\n|---|---|---|\n| Pay band 5 | £20,000 | £21,000 |\n| Pay band 8a | £30,000 | £31,000 |\n\n## For honey work\n\nTaste.\n")
	a := set.Articles[0]
	for phrase, want := range map[string]string{
		"honey testing": "Honey Tester", "band 5": "Pay band 5", "b5": "Pay band 5", "8a": "Pay band 8a", "pay band 8a": "Pay band 8a",
	} {
		got := ""
		toks := set.Lexicon.Canonical(Tokens(phrase))
		if spans := set.Lexicon.Read(toks); len(spans) == 1 {
			for _, s := range spans[0].Senses {
				if s.Term.Covered {
					got = s.Term.Name
				}
			}
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", phrase, got, want)
		}
	}
	if r := set.RoleHint(a, "For honey work"); r == nil || r.Name != "Honey Tester" {
		t.Errorf("RoleHint = %v, want Honey Tester", r)
	}
	if r := set.RoleHint(a, "For bee and honey work"); r != nil {
		t.Errorf("RoleHint of both = %v, want none", r)
	}
	if !set.Graded("band", "9") || set.Graded("band", "practice") || set.Graded("rock", "9") {
		t.Error("Graded should know band 9 alone")
	}
}

// TestFieldsAndHeads: a field is named by what its people are called, rows are
// called by the last word that the roles share, and initials are no hour.
func TestFieldsAndHeads(t *testing.T) {
	set := realSet(t, "period: year\nroles:\n  - name: Whittler\n  - name: Glass Blower\n  - name: Stone Carver\n  - name: Wood Carver\n  - name: HR Manager\n    aliases: [HR]\n", "## Pay\n\n"+
		"| Specialism | Branch | Pay |\n|---|---|---|\n| Marble | Stone | £20,000 |\n| Ivory | Wood | £21,000 |\n\n## From whittler to glass blower\n\nYes.\n")
	for phrase, want := range map[string]string{
		"whittling": "Whittler", "blowing": "Glass Blower", "glass blowing": "Glass Blower", "an hr manager": "HR Manager", "marble carver": "Marble",
		"carving": "", "management": "",
	} {
		if got := set.Read(phrase).Roles; len(got) != min(1, len(want)) || len(got) == 1 && got[0].Name != want {
			t.Errorf("%q is read as %q, want %q", phrase, nameOf(got), want)
		}
	}
	moves := set.Term(ConceptTerm, ConceptMoves)
	for text, want := range map[string]bool{"From whittler to glass blower": true, "From whittler and glass blower": false} {
		if got := len(set.Read(text).Concepts) > 0 && set.Read(text).Concepts[0] == moves; got != want {
			t.Errorf("%q is on a move: %v, want %v", text, got, want)
		}
	}
	if moves.Group != "fact" {
		t.Error("a heading on a move should make moves something to ask for")
	}
}

func nameOf(terms []*Term) (names []string) {
	for _, t := range terms {
		names = append(names, t.Name)
	}
	return names
}

// TestTwoOfOneName: roles of one article that a word list has one name for are two,
// and neither has the other's pay.
func TestTwoOfOneName(t *testing.T) {
	set := realSet(t, "period: year\nroles:\n  - name: Bus Driver\n  - name: Tram Driver\n", "## Pay\n\n"+
		"| Level | Bus Driver | Tram Driver |\n|---|---|---|\n| Senior | £30,000 | £36,000 |\n")
	got := map[string]string{}
	for _, p := range set.Pays {
		got[p.Role.Name] = p.Cell
	}
	if len(got) != 2 || got["Bus Driver"] != "£30,000" || got["Tram Driver"] != "£36,000" {
		t.Errorf("pay of the roles = %v", got)
	}
	if r := set.Read("a tram driver").Roles; len(r) != 1 || r[0].Name != "Tram Driver" {
		t.Errorf("a tram driver is read as %v", r)
	}
}

// TestAliasOfOwn: a name that a front matter gives to one role is no other's,
// whatever a word list takes it for.
func TestAliasOfOwn(t *testing.T) {
	set := realSet(t, "period: year\nroles:\n  - name: Web Developer\n  - name: Blog Builder\n    aliases: [WordPress developer]\n", "## Pay\n\n"+
		"| Level | Web Developer | Blog Builder |\n|---|---|---|\n| Senior | £50,000 | £40,000 |\n")
	for _, name := range []string{"a wordpress developer", "wordpress devs"} {
		if r := set.Read(name).Roles; len(r) != 1 || r[0].Name != "Blog Builder" {
			t.Errorf("%q is read as %v, want the one role whose name it is", name, r)
		}
	}
}

// TestEndsOfNames: the ends of roles' names and names cut short are the article's own
// roles, whoever else is called so.
func TestEndsOfNames(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: Five jobs\nroles:\n  - name: Chartered legal executive\n  - name: Real estate agent\n  - name: Optometrist\n"+
		"  - name: Test automation engineer\n  - name: IT support technician\nperiod: year\n---\n## Pay\n\n| Job | Pay |\n|---|---|\n| Real estate agent | £20,000 |\n| Rollout technician | £21,000 |\n")
	for phrase, want := range map[string]string{
		"legal executive": "Chartered legal executive", "legal exec": "Chartered legal executive", "agents": "Real estate agent", "optom": "Optometrist",
		"optometry": "Optometrist", "automation engineer": "Test automation engineer", "technician": "IT support technician",
	} {
		if r := s.Read(phrase); len(r.Roles) != 1 || r.Roles[0].Name != want {
			t.Errorf("%q is read as %v, want %s", phrase, termNames(r.Roles), want)
		}
	}
	if r := s.Read("legal"); len(r.Topics) > 0 {
		t.Errorf("a word of a role's name is the subject %v", termNames(r.Topics))
	}
}
