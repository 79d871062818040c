package bot

import (
	"slices"

	"careerbot/knowledge"
)

// asksMove reports whether it is asked how one gets from role to role, and an
// article has a section on that. What else such a question speaks of, how hard
// it is or what it costs, the section says.
func (b *Bot) asksMove(a *ask) bool {
	t := b.named(knowledge.ConceptMoves)
	return len(t) > 0 && t[0].Group == "fact" && a.has(t[0].Name) && b.supported[t[0]]
}

// comesFrom reads a way into one role for somebody of another as a move between
// them: "best way into painting for a current keeper".
func (b *Bot) comesFrom(a *ask) {
	t := b.named(knowledge.ConceptMoves)
	if len(a.roles) != 2 || len(t) == 0 || !b.supported[t[0]] || a.has(knowledge.ConceptPay) || b.speaksOf(a, "fact", "opinion") || !b.speaksOf(a, "open") {
		return
	}
	for _, m := range a.said {
		if m.term.Kind == knowledge.RoleTerm && m.at > 0 && formerWords[a.toks[m.at-1].Raw] {
			a.concepts = addTerms(slices.Clone(a.concepts), t)
		}
	}
}

// movesHouse drops the hint of moving between roles from "if I move to Ireland".
func (b *Bot) movesHouse(a *ask) {
	if !a.has(knowledge.ConceptMoves) || len(a.roles) > 1 {
		return
	}
	for _, m := range slices.Concat(a.said, a.foreign) {
		if m.term.Kind == knowledge.PlaceTerm && a.behindMove(m.at) {
			a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptMoves })
			return
		}
	}
}

// behindMove reports whether a word of moving stands right before token i, but
// for small words.
func (a *ask) behindMove(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if moveWords[a.toks[k].Raw] {
			return true
		}
		if !smallWords[a.toks[k].Raw] {
			return false
		}
	}
	return false
}

var (
	moveWords   = wordSet("move moved moving moves go going went transfer transferred relocate relocated relocating come")
	formerWords = wordSet("current former ex existing trained qualified")
	changeWords = wordSet("raise rise cut drop lose less more bump hit")
)
