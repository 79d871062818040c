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
	case !d.Kind.Answered(), d.Private, strings.Contains(text, "<@"), toSomebody(text), codeLike.MatchString(text):
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
	furtherWords = wordSet("and or but how same vs versus also")

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
	about := goesOnAbout(spans[0])
	further := about || furtherWords[a.toks[spans[0].From].Raw]
	switch {
	case corrects(spans[0]):
		spans = spans[1:]
	case reacts && !further, !about && !strings.Contains(a.text, "?"):
		return false
	}
	slots, concepts := len(a.years) > 0, false
	for _, s := range spans {
		switch changed := a.changed(s, kind); changed {
		case changesSlot:
			slots = true
		case changesConcept:
			concepts = true
		case foreignWords:
			return false
		}
	}
	return slots || concepts && further
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

// goesOnAbout reports whether a message that begins with a span goes on to
// something else, with or without a question mark.
func goesOnAbout(s knowledge.Span) bool {
	return strings.HasPrefix(s.Phrase, "what about") || strings.HasPrefix(s.Phrase, "how about")
}

// A change is what a span of a follow-up is in it.
type change byte

const (
	foreignWords   change = iota // what it does not have
	aroundIt                     // words around what is changed
	changesSlot                  // a role, and where pay is asked for a level or place
	changesConcept               // what is asked for
)

// changed returns what a span is in a follow-up. Levels and places change
// nothing but pay, and an answer with figures is on nothing else.
func (a *ask) changed(s knowledge.Span, kind Kind) change {
	for _, slot := range []knowledge.TermKind{knowledge.RoleTerm, knowledge.LevelTerm, knowledge.PlaceTerm} {
		switch t := s.Is(slot); {
		case t == nil || !t.Covered:
		case a.people(s):
			return foreignWords
		case slot == knowledge.RoleTerm || a.pay || a.rate || a.claim:
			return changesSlot
		default:
			return aroundIt
		}
	}
	if t := s.Is(knowledge.ConceptTerm); t != nil {
		switch t.Name {
		case knowledge.ConceptPay:
			if a.prior.kind == memPay {
				return aroundIt
			}
			return changesConcept
		case knowledge.ConceptRate:
			return changesConcept
		case knowledge.ConceptAmount:
			return aroundIt
		case knowledge.ConceptChoosing, knowledge.ConceptDifference, knowledge.ConceptBasis, knowledge.ConceptFactors:
			// Of these words only "vs" and its like may stand in it.
		default:
			if kind != Salary && slices.Contains(strongGroups, t.Group) {
				return changesConcept
			}
			return foreignWords
		}
	}
	return a.plain(s)
}

// plain returns what a span is that names nothing.
func (a *ask) plain(s knowledge.Span) change {
	for _, t := range a.toks[s.From:s.To] {
		if !plainWords[t.Raw] && !reactionWords[t.Raw] && !(len(a.years) > 0 && t.Num) {
			return foreignWords
		}
	}
	return aroundIt
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
