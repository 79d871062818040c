package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// asksMove reports whether it is asked how one gets from role to role, and an
// article has a section on that. What else such a question speaks of, how hard
// it is or what it costs, the section says.
func (b *Bot) asksMove(a *ask) bool {
	t := b.named(knowledge.ConceptMoves)
	return len(t) > 0 && t[0].Group == "fact" && a.has(t[0].Name) && b.supported[t[0]]
}

// otherMove reports whether a move between two roles is asked about, and a passage
// is under a heading on the move between others.
func (b *Bot) otherMove(a *ask, p *index.Passage) bool {
	if len(a.roles) != 2 || len(p.Roles) != 2 || !b.asksMove(a) {
		return false
	}
	named := b.set.Read(p.Heading()).Roles
	return len(named) == 2 && slices.ContainsFunc(a.roles, func(r *knowledge.Term) bool { return !slices.Contains(named, r) })
}

// comesFrom reads a way into one role for somebody of another as a move between
// them: "best way into painting for a current keeper", "can a keeper retrain as a
// painter". Where the roles are only listed, the ways into both are asked for.
func (b *Bot) comesFrom(a *ask) {
	t := b.named(knowledge.ConceptMoves)
	if len(a.roles) != 2 || len(t) == 0 || !b.supported[t[0]] || a.has(knowledge.ConceptPay) || b.speaksOf(a, "fact", "opinion") || !b.speaksOf(a, "open") && !a.wantsOther() {
		return
	}
	former := slices.ContainsFunc(a.said, func(m mention) bool {
		return m.term.Kind == knowledge.RoleTerm && m.at > 0 && formerWords[a.toks[m.at-1].Raw]
	})
	if former || a.wantsOther() || a.has(knowledge.ConceptWaysIn) && !a.listed() {
		a.concepts = addTerms(slices.Clone(a.concepts), t)
	}
}

// wantsOther reports whether somebody of one role is said to want another: "a
// keeper who wants to be a painter".
func (a *ask) wantsOther() bool {
	last := -1
	for _, m := range a.said {
		if m.term.Kind != knowledge.RoleTerm {
			continue
		}
		if last >= 0 && last < m.at && slices.ContainsFunc(a.toks[last+1:m.at], func(t knowledge.Token) bool { return wantWords[t.Raw] }) && !a.listed() {
			return true
		}
		last = m.at
	}
	return false
}

// listed reports whether two roles stand side by side, with no more than a word
// that joins them between: "X or Y", "both X and Y".
func (a *ask) listed() bool {
	last := -1
	for _, m := range a.said {
		if m.term.Kind != knowledge.RoleTerm {
			continue
		}
		if last >= 0 && slices.ContainsFunc(a.toks[last+1:m.at], func(t knowledge.Token) bool { return joinWords[t.Raw] }) && m.at-last <= 4 {
			return true
		}
		last = m.at
	}
	return false
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
	wantWords   = wordSet("want wants wanna wanting wishes hoping thinking planning dreaming")
	changeWords = wordSet("raise rise cut drop lose less more bump hit")
)
