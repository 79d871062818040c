package bot

import (
	"testing"

	"careerbot/knowledge"
)

// TestVerbsOfRoles: what people of one role alone do stands for it where two
// such verbs are a choice.
func TestVerbsOfRoles(t *testing.T) {
	roles := []*knowledge.Term{{Name: "Bee Painter"}, {Name: "Lecturer"}, {Name: "Nurse"}, {Name: "Door Painter"}}
	verbs := verbsOf(roles)
	if verbs["lecture"] != roles[1] || verbs["paint"] != nil || verbs["nurs"] != nil {
		t.Errorf("the verbs are %v", verbs)
	}
	b := &Bot{prepared: prepared{verbs: verbsOf(roles[:2])}}
	for text, want := range map[string]int{"should i paint or lecture": 2, "lecture or to paint": 2, "i paint and lecture": 0, "paint or sing": 0} {
		toks := knowledge.Tokens(text)
		a := &ask{reading: &reading{toks: toks, asking: make([]bool, len(toks))}}
		if b.choiceOfVerbs(a); len(a.roles) != want {
			t.Errorf("choiceOfVerbs(%q) = %d roles, want %d", text, len(a.roles), want)
		}
	}
}
