package bot

import (
	"slices"

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
			asked = append(asked, a.memo.Stems(s.Phrase)...)
		}
	}
	for _, r := range a.roles {
		for _, p := range b.prose[r] {
			if slices.ContainsFunc(b.sentences[p.ID], func(s sentence) bool {
				return slices.Contains(s.Roles, r) && len(asked) > 0 && !slices.ContainsFunc(asked, func(st string) bool { return !slices.Contains(s.stems, st) })
			}) {
				return p
			}
		}
	}
	return nil
}
