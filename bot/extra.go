package bot

import (
	"careerbot/knowledge"
)

// extra answers a question for something beside the pay, a bonus or overtime,
// with the passage that has a sentence on it and on the role that is asked about.
func (b *Bot) extra(a *ask) (draft, bool) {
	if a.topic(knowledge.GroupBesidePay) == nil || len(a.amounts) > 0 || !a.saidRole() || a.anyRole {
		return draft{}, false
	}
	p := b.spokenOf(a, knowledge.GroupBesidePay)
	if p == nil {
		return draft{}, false
	}
	d := b.statement(a, p)
	d.memory.kind = memClaim
	return d, true
}
