package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// extra answers a question for something beside the pay, a bonus or overtime,
// with the passage that has a sentence on it and on the role that is asked about.
func (b *Bot) extra(a *ask) (draft, bool) {
	p := b.onExtra(a)
	if p == nil {
		return draft{}, false
	}
	d := b.statement(a, p)
	d.memory.kind = memClaim
	return d, true
}

func (b *Bot) onExtra(a *ask) *index.Passage {
	t := a.topic("even beside pay")
	if t == nil || len(a.amounts) > 0 || !a.saidRole() || a.anyRole {
		return nil
	}
	var asked []string
	for _, s := range a.spans {
		if s.Is(knowledge.TopicTerm) == t {
			asked = append(asked, strings.Fields(s.Phrase)...)
		}
	}
	for _, r := range a.roles {
		for _, p := range b.prose[r] {
			if slices.ContainsFunc(b.sentences[p.ID], func(s sentence) bool {
				return b.isSaidOf(p, s, r) && b.hasWords(a, s, asked)
			}) {
				return p
			}
		}
	}
	return nil
}

// hasWords reports whether a sentence has all of some words, which must be some, in
// any form.
func (b *Bot) hasWords(a *ask, s sentence, words []string) bool {
	toks := knowledge.Tokens(s.text)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool {
		return slices.ContainsFunc(a.memo.Stems(w), func(st string) bool { return !slices.Contains(s.stems, st) }) &&
			!slices.ContainsFunc(toks, func(t knowledge.Token) bool { return t.Text == w })
	})
}

// isSaidOf reports whether a sentence is on a role: it names it, or it names none
// and stands under a heading on that role alone.
func (b *Bot) isSaidOf(p *index.Passage, s sentence, r *knowledge.Term) bool {
	of := s.Roles
	if s.stems == nil { // the only sentence of its paragraph
		of = b.set.Read(s.text).Roles
	}
	if len(of) == 0 {
		of = b.set.Read(p.Article.Sections[p.Section].Heading).Roles
		return len(of) == 1 && of[0] == r
	}
	return slices.Contains(of, r)
}
