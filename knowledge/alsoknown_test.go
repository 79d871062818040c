package knowledge

import (
	"slices"
	"testing"
)

// TestNamesOfRoles: of an occupation of the word lists only the names stay with an
// article's role that have something in common with its own, and a table's row of other
// names adds those.
func TestNamesOfRoles(t *testing.T) {
	v, err := ShippedVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	const text = "---\ntitle: Money\nroles:\n  - name: Credit controller\n  - name: Cybersecurity analyst\n---\n## Side by side\n\n" +
		"| | Credit controller | Cybersecurity analyst |\n|---|---|---|\n| Also known as | Credit control officer | SOC analyst, blue teamer, Ana |\n| Works | By day | By night |\n"
	a, err := ParseArticle("money.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSet(v, []*Article{a})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"credit controller": "Credit controller", "credit control officer": "Credit controller", "bookkeeper": "",
		"soc analyst": "Cybersecurity analyst", "blue teamer": "Cybersecurity analyst", "ana": "",
	} {
		key, _ := s.Lexicon.fold(name, nil)
		senses := s.Lexicon.Senses(key)
		if i := slices.IndexFunc(senses, func(x Sense) bool { return x.Term.Kind == RoleTerm && x.Term.Covered }); want == "" && i >= 0 || want != "" && (i < 0 || senses[i].Term.Name != want) {
			t.Errorf("%q means %v, want %q", name, senses, want)
		}
	}
}
