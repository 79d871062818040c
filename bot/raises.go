package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// condWords tie a rise in pay to something that happens.
var condWords = wordSet("once when after if with")

// raises reports whether it is asked how much more something brings, "how much
// more once you qualify", and a paragraph states a share that has a telling word
// of the question's.
func (b *Bot) raises(a *ask) bool {
	if !a.anyToken(extraWords) || !a.anyToken(condWords) || len(a.roles) > 1 {
		return false
	}
	stems := slices.DeleteFunc(b.evidenceOf(a).typed, func(s string) bool { return b.index.Information(s) < fitTelling || !b.written(s) })
	p := b.best(a, func(p *index.Passage) bool {
		return p.Kind != index.Row && p.Kind != index.PayRow && strings.Contains(p.Text, "%") && slices.ContainsFunc(stems, p.Owns)
	})
	return p != nil && b.isFor(a, p)
}

var extraWords = wordSet("more extra rise raise increase bump")

// isFor reports whether a passage is on the roles asked for, or on none, or
// names them.
func (b *Bot) isFor(a *ask, p *index.Passage) bool {
	if len(a.roles) == 0 || len(p.Roles) == 0 {
		return true
	}
	named := b.set.Read(p.Text).Roles
	return !slices.ContainsFunc(a.roles, func(r *knowledge.Term) bool { return !p.Of(r) && !slices.Contains(named, r) })
}
