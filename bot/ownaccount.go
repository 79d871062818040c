package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// ownWords are said of work on one's own account, which pay by the hour of
// employees is no answer to.
var ownWords = wordSet("freelance freelancer freelancers freelancing freelanced contractor contractors contracting selfemployed employed charge charges charging bill bills billing quote")

// ownAccount returns the passage that says what people on their own account
// charge, where that is asked, the tables do not say that they are on that, and
// a passage has the asker's word for it; nil for none.
func (b *Bot) ownAccount(a *ask, figs []figure, gives func(*index.Passage) bool) *index.Passage {
	var stems []string
	for _, t := range a.toks {
		if ownWords[t.Raw] {
			stems = append(stems, a.memo.Stems(t.Raw)...)
		}
	}
	onIt := func(text string) bool {
		return slices.ContainsFunc(b.stems(text), func(s string) bool { return slices.Contains(stems, s) })
	}
	if len(stems) == 0 || len(figs) == 0 || slices.ContainsFunc(figs, func(f figure) bool { return onIt(tableText(f.pays[0])) }) {
		return nil
	}
	return b.best(a, func(p *index.Passage) bool { return gives(p) && slices.ContainsFunc(stems, p.Has) })
}

// tableText returns what stands over a cell: its section's heading and its
// table's headers.
func tableText(p *knowledge.Pay) string {
	s := p.Article.Sections[p.Section]
	text := s.Heading
	for _, h := range s.Blocks[p.Block].Table.Header {
		text += " " + h
	}
	return text
}
