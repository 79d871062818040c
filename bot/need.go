package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// Words by which it is asked whether something is needed, and those by which a
// text says that it is or is not.
var (
	asksNeed = wordSet("need needs needed require required requires must mandatory compulsory necessary essential without enough have")
	saysNeed = wordSet("need needs needed require requires required must mandatory compulsory necessary essential without enough demand demands demanded " +
		"optional ask asks asked insist insists expect expects expected prefer prefers")
)

// settlesNeed reports whether a passage says whether something is needed that
// the question asks that of: "do I need a degree", and "none of the jobs demands
// a degree". A heading counts that asks the same.
func (b *Bot) settlesNeed(a *ask, e evidence, p *index.Passage) bool {
	if !a.question || !a.anyToken(asksNeed) || p.Kind == index.Row || p.Kind == index.PayRow {
		return false
	}
	things := b.neededThings(a)
	if len(things) == 0 && !p.Answers {
		return false
	}
	texts := []string{p.Heading() + " " + p.Text}
	if all := b.sentences[p.ID]; len(all) > 1 {
		texts = texts[:0]
		for _, s := range all {
			texts = append(texts, s.text)
		}
		texts = append(texts, p.Heading())
	}
	if p.Answers && b.saysNeeded(p.Heading()) && b.headAsks(a, p) {
		return true
	}
	return slices.ContainsFunc(texts, func(text string) bool {
		stems := b.stems(text)
		return b.saysNeeded(text) && slices.ContainsFunc(things, func(thing []string) bool {
			return !slices.ContainsFunc(thing, func(s string) bool { return !slices.Contains(stems, s) })
		})
	})
}

// headAsks reports whether a heading that asks has a word of the question's own
// that no list explains.
func (b *Bot) headAsks(a *ask, p *index.Passage) bool {
	return slices.ContainsFunc(a.content(), func(w word) bool {
		return slices.ContainsFunc(a.memo.Stems(w.text), func(s string) bool { return p.Leads(s) && b.index.Information(s) >= fitTelling })
	})
}

// neededThings returns the stems of each thing that is asked for: a subject with
// all its words, which must be written, or one telling word of the question's.
func (b *Bot) neededThings(a *ask) [][]string {
	var out [][]string
	for _, s := range a.spans {
		if s.Is(knowledge.TopicTerm) == nil || !a.asking[s.From] {
			continue
		}
		var subject []string
		for _, t := range a.toks[s.From:s.To] {
			stems := a.memo.Stems(t.Raw)
			if asksNeed[t.Raw] || b.isEveryday(t) || len(stems) != 1 {
				continue
			}
			if !b.written(stems[0]) {
				return nil // nothing is said on it
			}
			subject = append(subject, stems[0])
		}
		if len(subject) > 0 {
			out = append(out, subject)
		}
	}
	for _, w := range a.content() {
		for _, s := range a.memo.Stems(w.text) {
			if b.written(s) && b.index.Information(s) >= tellsEnough {
				out = append(out, []string{s})
			}
		}
	}
	return out
}

// isEveryday reports whether a word carries no subject.
func (b *Bot) isEveryday(t knowledge.Token) bool {
	return slices.ContainsFunc(b.set.Lexicon.Senses(t.Text), func(s knowledge.Sense) bool { return s.Term.Kind == knowledge.FillerTerm })
}

// saysNeeded reports whether a text has a word of need.
func (b *Bot) saysNeeded(text string) bool {
	return slices.ContainsFunc(knowledge.Tokens(text), func(t knowledge.Token) bool { return saysNeed[t.Raw] })
}
