package bot

import (
	"slices"

	"careerbot/knowledge"
)

// decline says that there is no answer, and which kind of not knowing it is.
func (b *Bot) decline(a *ask, why Reason, sentence string) draft {
	var d draft
	d.Kind, d.Reason, d.Headline = Declined, why, shorten(sentence, 160)
	switch why {
	case Personal:
		d.Private = true // others need not read who is in distress
		if b.Support != "" {
			d.Contact = "People who can listen: " + b.Support + "."
		}
	case Unsafe:
	default:
		d.Contact, d.Next = b.contact(), b.near(a)
	}
	return d
}

func orElse(own, old []*knowledge.Term) []*knowledge.Term {
	if len(own) > 0 {
		return own
	}
	return old
}

// resumable declines for one slot that no article has, and keeps the others:
// "senior, Berlin?" and then "London, then" is one conversation.
func (b *Bot) resumable(a *ask, why Reason, sentence string) draft {
	d := b.decline(a, why, sentence)
	d.memory = memory{roles: a.roles, levels: a.levels, places: a.places, concepts: a.concepts}
	if a.follows { // what is declined does not take the place of what was kept
		d.memory.roles = orElse(a.roles, a.prior.roles)
		d.memory.levels = orElse(a.levels, a.prior.levels)
		d.memory.places = orElse(a.places, a.prior.places)
	}
	switch {
	case a.pay:
		d.memory.kind, d.memory.concepts = memPay, b.named(knowledge.ConceptPay)
	case a.rate:
		d.memory.kind = memRate
	case a.claim:
		d.memory.kind = memClaim
	default:
		d.memory.kind = memSection
	}
	return d
}

// only reports whether the question speaks of nothing but one concept.
func (a *ask) only(name string) bool {
	strong := slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Group == "weak" })
	return len(strong) == 1 && strong[0].Name == name
}

// speaksOf reports whether a concept of one of the groups was read.
func (b *Bot) speaksOf(a *ask, groups ...string) bool {
	return slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool { return slices.Contains(groups, t.Group) })
}

// remarkMeant reports whether what is asked points back to a remark before it:
// "my english is bad, is it a problem?"
func (a *ask) remarkMeant() bool {
	for i, t := range a.toks {
		if i > 0 && !a.remark[i] && a.remark[0] && t.Raw == "it" {
			return true
		}
	}
	return false
}

// topic returns the first topic of some groups that was read, nil for none.
func (a *ask) topic(groups ...string) *knowledge.Term {
	topics := a.topics
	alone := !a.saidRole() && len(a.content()) == 0 && !a.anyRole && !a.groups["every role"]
	if len(topics) == 0 && (alone || a.remarkMeant()) {
		topics = a.topicsAround // "my boss takes the credit. What do I do?"
	}
	for _, t := range topics {
		if slices.Contains(groups, t.Group) {
			return t
		}
	}
	return nil
}
