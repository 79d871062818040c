package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// lookAround looks at a follow-up on a passage again: a role that it names, "and nurses?",
// is looked for in that passage and in those of its section, and how long something takes
// or what it costs in the passage.
func (b *Bot) lookAround(a *ask, d draft) draft {
	from := b.passageAt[a.prior.row]
	if a.prior.kind != memSection || from == nil || !b.onlyTurns(a, d) {
		return d
	}
	e := b.evidenceOf(a)
	roles := slices.DeleteFunc(slices.Clone(a.roles), func(t *knowledge.Term) bool { return slices.Contains(a.kept, t) })
	if len(roles) == 1 && a.wordCount() <= mostTurn && !b.headedByOther(from, roles[0]) {
		for _, p := range b.partsFrom(from) {
			if b.speaksOfRole(p, roles[0]) {
				return b.compose(a, e, []index.Hit{{Passage: p}})
			}
		}
	}
	if slices.ContainsFunc(e.measured, from.Counts) || len(roles) == 0 && a.has(knowledge.ConceptAmount) && len(knowledge.FindMoney(from.Text)) > 0 {
		return b.compose(a, e, []index.Hit{{Passage: from}})
	}
	return d
}

// onlyTurns reports whether a follow-up asks the question before again of something else,
// or how long or how much, and says nothing that the answer before may not be on.
func (b *Bot) onlyTurns(a *ask, d draft) bool {
	if !a.follows || a.pay && len(a.levels)+len(a.places) > 0 || a.rate || a.claim || len(a.amounts)+len(a.foreign) > 0 || len(a.content()) > 0 {
		return false
	}
	switch d.Reason {
	case "", NoArticle, OffTopic, Ambiguous:
	default:
		return false
	}
	return !slices.ContainsFunc(slices.Concat(a.asked, a.topics), func(t *knowledge.Term) bool {
		return t.Group != "weak" && t.Name != knowledge.ConceptAmount && !slices.Contains(a.prior.concepts, t) && !a.byAsking(t)
	})
}

// byAsking reports whether a subject is said by the words that ask: "how long does it take".
func (a *ask) byAsking(t *knowledge.Term) bool {
	return slices.ContainsFunc(a.spans, func(s knowledge.Span) bool {
		return askWords[a.toks[s.From].Raw] && slices.ContainsFunc(s.Senses, func(x knowledge.Sense) bool { return x.Term == t })
	})
}

// mostTurn is how many words a message has at most that only names another role.
const mostTurn = 5

// headedByOther reports whether a passage's section is headed by other roles than one, and
// asks nothing: what is asked of that one stands under its own heading.
func (b *Bot) headedByOther(p *index.Passage, r *knowledge.Term) bool {
	if p.Answers {
		return false
	}
	of := b.set.Read(headings(placeOf(p))).Roles
	return len(of) > 0 && !slices.Contains(of, r)
}

// partsFrom returns a passage and the other paragraphs and points of its section.
func (b *Bot) partsFrom(p *index.Passage) []*index.Passage {
	out := []*index.Passage{p}
	for _, o := range b.parts[placeOf(p)] {
		if o != p {
			out = append(out, o)
		}
	}
	return out
}

// speaksOfRole reports whether a sentence of a passage names a role, or it is on this role alone.
func (b *Bot) speaksOfRole(p *index.Passage, r *knowledge.Term) bool {
	return len(p.Roles) == 1 && p.Roles[0] == r ||
		slices.ContainsFunc(b.sentences[p.ID], func(s sentence) bool { return slices.Contains(s.Roles, r) })
}

// passageHash is the hash of where a paragraph or a point stands.
func passageHash(p *index.Passage) uint16 {
	return hash16(byte(p.Block), p.Article.Name+"#"+p.Article.Sections[p.Section].Anchor+string(rune(p.Part+1)))
}
