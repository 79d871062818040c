package knowledge

import (
	"slices"
	"testing"
)

// TestThesaurus: a phrase of askers and a word of articles are on the same matter; words of
// articles alone ask for nothing.
func TestThesaurus(t *testing.T) {
	s := realSet(t, "roles:\n  - name: Bee Keeper\n", "## Pay\n\n| Level | Bee Keeper |\n|---|---|\n| Junior | £20,000 |\n")
	asked := func(text string) (on []Matter) {
		for _, m := range s.Thesaurus.Meant(s.Lexicon.Canonical(Tokens(text))) {
			on = append(on, m.Matter)
		}
		return on
	}
	for question, article := range map[string]string{
		"do i need jabs":                      "Immunisation against hepatitis B comes first.",
		"can they give the numbing injection": "Hygienists may give local anaesthetic.",
	} {
		on := s.Matters(article)
		if !slices.ContainsFunc(asked(question), func(m Matter) bool { return slices.Contains(on, m) }) {
			t.Errorf("%q and %q share no matter: %v, %v", question, article, asked(question), on)
		}
	}
	if on := asked("of the and for"); len(on) > 0 {
		t.Errorf("matters %v of a text without any", on)
	}
	if name := s.Thesaurus.Name("=0"); name == "" || s.Thesaurus.Name("0") != "" || s.Thesaurus.Name("=-1") != "" || s.Thesaurus.Name("=999999") != "" {
		t.Errorf("Name(=0) is %q, and others have none", name)
	}
}
