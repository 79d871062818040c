package bot

import (
	"slices"

	"careerbot/knowledge"
)

// partOfName takes a word that only one role's name has for that role: where no
// role is named but a level or place, "upper scale secondary, Ireland", or pay and
// nothing else, "what do freelance editors charge"; beside a role that it is set
// against, "primary or secondary teachers"; or where it stands as a noun of its
// own, "portfolios in civil".
func (b *Bot) partOfName(a *ask) {
	slots := len(a.levels)+len(a.places)+len(a.years) > 0 || a.prior.kind != memNone && a.wordCount() <= 5
	slots = slots || len(a.content()) == 1 && (a.has(knowledge.ConceptPay) || a.has(knowledge.ConceptRate))
	named := len(a.roles) > 0
	if len(a.foreignOf(knowledge.RoleTerm)) > 0 || a.groups["every role"] && !named && !a.hintsJoined(b) {
		return
	}
	named = named || a.hintsJoined(b)
	for _, w := range a.content() {
		if t := b.set.NameHint(w.text); t != nil && (!named && (slots || a.picked(w.at)) || named && a.joined(w.at) || a.standsAlone(w.at)) {
			a.roles = addTerm(a.roles, t)
			a.said = append(a.said, mention{term: t, phrase: w.text, typed: w.text, at: w.at, asking: true, readAs: true})
			a.words = slices.DeleteFunc(slices.Clone(a.words), func(o word) bool { return o.at == w.at })
		}
	}
	if len(a.roles) == 0 {
		b.fieldOfRole(a)
	}
	slices.SortStableFunc(a.said, func(x, y mention) int { return x.at - y.at })
}

// fieldOfRole takes an everyday word that only one role's name has for that role where it
// ends a clause as a field does, "skills needed for claims", or is all that a follow-up
// names: "and a claims one".
func (b *Bot) fieldOfRole(a *ask) {
	for i, t := range a.toks {
		r := b.set.NameWord(t.Text)
		if r == nil || !a.asking[i] {
			continue
		}
		ends := i+1 == len(a.toks) || a.toks[i+1].Break >= knowledge.ClauseBreak
		field := ends && i > 0 && t.Break == knowledge.NoBreak && fieldPrepositions[a.toks[i-1].Raw]
		follows := a.prior.kind != memNone && len(a.toks) <= 4 && (ends || a.toks[i+1].Raw == "one" || a.toks[i+1].Raw == "people")
		if field || follows {
			a.roles = addTerm(a.roles, r)
			a.said = append(a.said, mention{term: r, phrase: t.Text, typed: t.Raw, at: i, asking: true, readAs: true})
		}
	}
}

// hintsJoined reports whether parts of two roles' names are set against each
// other: "primary or secondary".
func (a *ask) hintsJoined(b *Bot) bool {
	for i := 1; i+1 < len(a.toks); i++ {
		x, y := b.set.NameHint(a.toks[i-1].Text), b.set.NameHint(a.toks[i+1].Text)
		if joinWords[a.toks[i].Raw] && x != nil && y != nil && x != y {
			return true
		}
	}
	return false
}

// standsAlone reports whether token i is a noun of its own behind a preposition:
// no other word follows that it could belong to.
func (a *ask) standsAlone(i int) bool {
	k := i - 1
	for k >= 0 && articleWords[a.toks[k].Raw] {
		k--
	}
	if k < 0 || !fieldPrepositions[a.toks[k].Raw] || a.toks[i].Break >= knowledge.ClauseBreak {
		return false
	}
	if i+1 == len(a.toks) || a.toks[i+1].Break >= knowledge.ClauseBreak {
		return true
	}
	next := a.toks[i+1].Raw
	return joinWords[next] || auxiliaries[next] || afterField[next]
}

// Words that stand before the name of a field or of who works in it, and those
// that may follow it and are no part of a longer name.
var (
	fieldPrepositions = wordSet("in into as of for to from about doing be being like")
	afterField        = wordSet("compared instead person people guy job jobs role roles work training side while when if with i you they because")
)

// picked reports whether token i stands right behind a word for choosing.
func (a *ask) picked(i int) bool { return i > 0 && pickWords[a.toks[i-1].Raw] }

var pickWords = wordSet("pick choose picking choosing chose picked become")

// joined reports whether "or", "and" or "vs" stands beside token i.
func (a *ask) joined(i int) bool {
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(a.toks) && joinWords[a.toks[k].Raw] {
			return true
		}
	}
	return false
}

var joinWords = wordSet("or and vs versus than v")

// everyRole reads "which role", "both jobs" as all roles that there are.
func (b *Bot) everyRole(a *ask) {
	if len(a.roles) == 0 && (a.groups["every role"] || a.bothRoles()) && !slices.ContainsFunc(a.foreign, func(m mention) bool { return !m.written }) {
		a.roles, a.anyRole = b.set.Covered(knowledge.RoleTerm), true
	}
}

// bothRoles reports whether "both roles", "the two jobs" stands in the message,
// whatever phrase its first word belongs to.
func (r *reading) bothRoles() bool {
	for i := 1; i < len(r.toks); i++ {
		if before := r.toks[i-1].Raw; countWords[r.toks[i].Raw] && (before == "the" || before == "all" || before == "these") &&
			(i+1 == len(r.toks) || r.toks[i+1].Break >= knowledge.ClauseBreak || !r.toks[i+1].Num && (jobWords[r.toks[i+1].Text] || i > 1 && r.toks[i-2].Raw == "of")) {
			return true // "which of the three", "all 3 jobs"
		}
		if before := r.toks[i-1].Raw; before == "both" || before == "two" || before == "2" || before == "each" || before == "either" {
			switch r.toks[i].Text {
			case "role", "job", "career", "profession", "path":
				return true
			}
		}
	}
	return false
}

// preferred leaves out the role that another is preferred to: "reasons for X
// over Y".
func (b *Bot) preferred(a *ask) {
	if len(a.roles) < 2 || !a.has(knowledge.ConceptChoosing) {
		return
	}
	for _, m := range a.said {
		if m.term.Kind == knowledge.RoleTerm && m.at > 0 && a.toks[m.at-1].Raw == "over" {
			a.roles = slices.DeleteFunc(a.roles, func(t *knowledge.Term) bool { return t == m.term })
		}
	}
}

// formerOrLatter keeps the role that "the former", "the latter" points to.
func (a *ask) formerOrLatter() {
	if len(a.roles) != 2 {
		return
	}
	for i, t := range a.toks {
		if i == 0 || a.toks[i-1].Raw != "the" {
			continue // "a former teacher"
		}
		switch t.Raw {
		case "former":
			a.roles = a.roles[:1]
			return
		case "latter":
			a.roles = a.roles[1:]
			return
		}
	}
}
