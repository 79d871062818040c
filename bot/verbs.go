package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// verbsOf returns what people of roles do, by the role that alone does it: who
// is a painter paints. Only names of people who do something have such a verb.
func verbsOf(roles []*knowledge.Term) map[string]*knowledge.Term {
	out := map[string]*knowledge.Term{}
	for _, r := range roles {
		name := knowledge.Fold(r.Name)
		doer := name[strings.LastIndexByte(name, ' ')+1:]
		if len(doer) < 6 || !strings.HasSuffix(doer, "er") && !strings.HasSuffix(doer, "or") {
			continue
		}
		for _, verb := range []string{doer[:len(doer)-2], doer[:len(doer)-1]} {
			if o, taken := out[verb]; taken && o != r {
				out[verb] = nil // several do it
			} else {
				out[verb] = r
			}
		}
	}
	return out
}

// choiceOfVerbs reads "paint or teach?" as a choice of the roles that do so,
// where no role is named.
func (b *Bot) choiceOfVerbs(a *ask) {
	if len(a.roles) > 0 {
		return
	}
	for i := 1; i+1 < len(a.toks); i++ {
		if w := a.toks[i].Raw; w != "or" && w != "vs" {
			continue
		}
		second := i + 1
		if a.toks[second].Raw == "to" && second+1 < len(a.toks) {
			second++
		}
		first, other := b.verbs[a.toks[i-1].Raw], b.verbs[a.toks[second].Raw]
		if first == nil || other == nil || first == other {
			continue
		}
		for _, at := range []int{i - 1, second} {
			r := b.verbs[a.toks[at].Raw]
			a.roles = addTerm(a.roles, r)
			a.said = append(a.said, mention{term: r, phrase: a.toks[at].Text, typed: a.toks[at].Raw, at: at, asking: a.asking[at]})
		}
		a.words = slices.DeleteFunc(slices.Clone(a.words), func(w word) bool { return w.at == i-1 || w.at == second })
		a.question = true
		return
	}
}
