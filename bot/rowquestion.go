package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// A rowQuestion is the label of a row that asks: "Where you work", "How much
// training do you need?". It is asked for by its question word and the word that
// says what it asks, whoever does it.
type rowQuestion struct {
	*index.Passage
	opener, what string
}

// openers are the words that questions begin with; those of persons, places and
// times say by themselves what kind of answer is wanted.
var (
	openers      = wordSet("who where when why what which how")
	plainOpeners = wordSet("who where when why")
)

// quantityWords go with "how" and "what" and say nothing of what is asked.
var quantityWords = wordSet("much many long hard often far fast kind sort type of the a an your their")

// rowQuestionOf returns the question that a label is, if it is one that can be
// told from others by a word or two.
func (b *Bot) rowQuestionOf(p *index.Passage) (rowQuestion, bool) {
	_, row := p.Row()
	toks := b.set.Lexicon.Canonical(knowledge.Tokens(row.Label()))
	if len(toks) < 2 || !openers[toks[0].Raw] {
		return rowQuestion{}, false
	}
	for _, t := range toks[1:] {
		if auxiliaries[t.Raw] || quantityWords[t.Raw] || firstPerson[t.Raw] || subjectWords[t.Raw] {
			continue
		}
		telling := b.index.Information(firstStem(b.index.Stems(t.Raw))) >= fitTelling
		if !telling && !plainOpeners[toks[0].Raw] {
			continue
		}
		return rowQuestion{p, toks[0].Raw, t.Text}, true
	}
	return rowQuestion{}, false
}

// subjectWords stand in a label for whoever is asked about.
var subjectWords = wordSet("you they it we he she there one")

func firstStem(stems []string) string {
	if len(stems) == 0 {
		return ""
	}
	return stems[0]
}

// asksRow returns the row whose label asks what the question asks; nil for none,
// and where the question has words of its own that the row does not.
func (b *Bot) asksRow(a *ask, e evidence) *index.Passage {
	if len(a.roles) == 0 && !a.follows {
		return nil
	}
	for _, q := range b.rowQuestions {
		if len(a.roles) > 0 && !shareTerm(a.roles, q.Roles) || !a.asksSo(q.opener, q.what) {
			continue
		}
		if !slices.ContainsFunc(e.stems, func(s string) bool { return !q.Has(s) }) {
			return q.Passage
		}
	}
	return nil
}

// asksSo reports whether a question word stands in a sentence that asks, with
// another word right behind it but for who does it.
func (a *ask) asksSo(opener, what string) bool {
	for i, t := range a.toks {
		if t.Raw != opener || !a.asking[i] {
			continue
		}
		for k := i + 1; k < min(len(a.toks), i+8) && a.toks[k].Break < knowledge.ClauseBreak; k++ {
			switch {
			case a.toks[k].Text == what:
				return true
			case openers[a.toks[k].Raw]:
				k = len(a.toks)
			}
		}
	}
	return false
}

// asksOtherwise reports whether a row's label begins with a question word that
// the question does not have.
func (b *Bot) asksOtherwise(a *ask, p *index.Passage) bool {
	_, row := p.Row()
	first := knowledge.Tokens(row.Label())
	return len(first) > 0 && openers[first[0].Raw] && !slices.ContainsFunc(a.toks, func(t knowledge.Token) bool { return t.Raw == first[0].Raw })
}
