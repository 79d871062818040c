package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// continues decides whether a message is answered that follows an answer to the
// same person in a thread, and is not said to the bot. People talk there, too,
// so that only a question is answered that is clear by itself, or one that is
// nothing but what it changes: "and in the US?", "ok, what about senior?".
func (b *Bot) continues(text string, a *ask, d draft) bool {
	switch {
	case !d.Kind.Answered(), d.Private, toSomebody(text), codeLike.MatchString(text):
		return false
	case len(a.fixed)+len(a.amounts)+len(a.topics)+len(a.foreign) > 0, a.anyRole, a.anyToken(youWords):
		return false
	}
	return a.follows && a.bareFollowUp(d.Kind) || b.trace(Question{Text: text}).answer.Kind != Silence
}

// toSomebody reports whether a message begins with the name of another.
func toSomebody(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "<@") || strings.HasPrefix(text, "@")
}

var (
	// reactionWords answer what was said, before something else is asked.
	reactionWords = wordSet("ok okay k cool great nice thanks wow lol haha hm hmm oh ah yeah yes yep no sorry right alright well")

	// furtherWords go on to something else.
	furtherWords = wordSet("and or but what how same vs versus also")

	// plainWords say nothing by themselves of what a follow-up changes.
	plainWords = wordSet("and or but also plus so then now what whats how about of for in at on as with the a an same per vs versus compared " +
		"though please instead only just too much many do does they them their not more less role level experience")

	// youWords are said to people, or of those in the room.
	youWords = wordSet("you your youre yours u ur we our ours he she his her him hers anyone anybody everyone everybody guys folks bro mate")

	// pronounPlaces are places that are more often people.
	pronounPlaces = wordSet("us")
)

// bareFollowUp reports whether a message has nothing in it but what it changes
// of the answer before, and the words around that; kind is that of its answer.
func (a *ask) bareFollowUp(kind Kind) bool {
	spans, reacts := a.afterReactions()
	if len(spans) == 0 {
		return false
	}
	corrects := corrects(spans[0])
	switch first := a.toks[spans[0].From].Raw; {
	case corrects:
		spans = spans[1:]
	case reacts && !furtherWords[first]:
		return false
	case !strings.Contains(a.text, "?") && !strings.HasPrefix(spans[0].Phrase, "what about") && !strings.HasPrefix(spans[0].Phrase, "how about"):
		return false
	}
	named := len(a.years) > 0
	for _, s := range spans {
		switch changes, ok := a.changes(s, kind); {
		case !ok:
			return false
		case changes:
			named = true
		}
	}
	return named
}

// afterReactions returns what follows the words at the beginning that only
// react, and whether there are any.
func (a *ask) afterReactions() (rest []knowledge.Span, reacts bool) {
	i := slices.IndexFunc(a.spans, func(s knowledge.Span) bool {
		t := s.Is(knowledge.PhraseTerm)
		return corrects(s) || (t == nil || t.Group != "thanks") && !a.all(s, reactionWords)
	})
	if i < 0 {
		return nil, true
	}
	return a.spans[i:], i > 0
}

// corrects reports whether a span takes back what was said: "no, i meant".
func corrects(s knowledge.Span) bool {
	t := s.Is(knowledge.PhraseTerm)
	return t != nil && t.Group == "correction" && strings.Contains(s.Phrase, "mean")
}

// changes reports whether a span names what a follow-up changes, and whether it
// may stand in one at all. Levels and places change nothing but pay, and an
// answer with figures is on nothing else.
func (a *ask) changes(s knowledge.Span, kind Kind) (changes, ok bool) {
	for _, slot := range []knowledge.TermKind{knowledge.RoleTerm, knowledge.LevelTerm, knowledge.PlaceTerm} {
		if t := s.Is(slot); t != nil && t.Covered {
			return slot == knowledge.RoleTerm || a.pay || a.rate || a.claim, !a.people(s)
		}
	}
	if t := s.Is(knowledge.ConceptTerm); t != nil {
		switch t.Name {
		case knowledge.ConceptPay:
			return a.prior.kind != memPay, true
		case knowledge.ConceptRate:
			return true, true
		case knowledge.ConceptAmount:
			return false, true
		case knowledge.ConceptChoosing, knowledge.ConceptDifference, knowledge.ConceptBasis, knowledge.ConceptFactors:
			// Of these words only "vs" and its like may stand in it.
		default:
			return kind != Salary, slices.Contains(strongGroups, t.Group)
		}
	}
	return false, !slices.ContainsFunc(a.toks[s.From:s.To], func(t knowledge.Token) bool {
		return !plainWords[t.Raw] && !reactionWords[t.Raw] && !(len(a.years) > 0 && t.Num)
	})
}

// all reports whether a span has words of a set alone.
func (a *ask) all(s knowledge.Span, set map[string]bool) bool {
	return !slices.ContainsFunc(a.toks[s.From:s.To], func(t knowledge.Token) bool { return !set[t.Raw] })
}

// people reports whether a place may as well be a pronoun, as "us" is in small
// letters where nothing before it makes it a place.
func (a *ask) people(s knowledge.Span) bool {
	t := a.toks[s.From]
	return s.To-s.From == 1 && pronounPlaces[t.Raw] && !t.Upper && (s.From == 0 || a.toks[s.From-1].Raw != "the" && a.toks[s.From-1].Raw != "in")
}
