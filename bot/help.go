package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// converse answers what is no question: greetings, thanks, "what can you do".
func (b *Bot) converse(a *ask) (draft, bool) {
	social := a.groups["greeting"] || a.groups["thanks"] || a.groups["goodbye"] || a.groups["help"]
	switch {
	case sayingIn(a.text).words == sourcesWords:
		return b.sources(), true
	case len(a.toks) == 0:
		return b.help(a), true
	case a.groups["injection"] || a.groups["insult"] || a.groups["distress"]:
		return draft{}, false
	case social && a.smallTalk():
		return b.help(a), true
	case a.groups["help"] && !a.follows && !b.speaksOf(a, "fact", "open") && !b.beyondChoosing(a) && len(a.around) == 0 && len(a.roles) == 0 && !a.groups["how_to"] && len(a.content()) <= 1:
		return b.help(a), true
	case !a.follows && b.asksOfBot(a):
		return b.help(a), true
	}
	return draft{}, false
}

// asksOfBot reports whether a question to the bot is about the bot: "can you tell me
// what you know", "am i allowed to ask anything here". It says you or ask, and nothing
// that an article could have.
func (b *Bot) asksOfBot(a *ask) bool {
	nothing := len(a.content())+len(a.said)+len(a.roles)+len(a.foreign)+len(a.concepts)+len(a.around)+len(a.topics)+len(a.years)+len(a.amounts) == 0
	return nothing && !a.pay && !a.claim && !a.rate && slices.ContainsFunc(a.toks, func(t knowledge.Token) bool { return toBot[t.Raw] })
}

// toBot are words of questions to the bot itself.
var toBot = wordSet("you u ya yous youse ask asking asked bot")

// smallTalk reports whether the message has nothing in it but conversation.
func (r *reading) smallTalk() bool {
	return !slices.ContainsFunc(r.spans, func(s knowledge.Span) bool {
		return s.Is(knowledge.PhraseTerm) == nil && s.Is(knowledge.FillerTerm) == nil && !(len(s.Phrase) < 2)
	})
}

// help says what the bot knows, with examples that work.
func (b *Bot) help(a *ask) draft {
	var d draft
	d.Kind = Help
	roles := termNames(b.set.Covered(knowledge.RoleTerm))
	d.Headline = shorten("I answer career questions from articles, with the source, or say that I don't know.", 160)
	var lines []string
	if places := placeNames(b.set.Covered(knowledge.PlaceTerm)); len(b.set.Pays) > 0 {
		lines = append(lines, "- Pay of "+some(roles)+" by level, for "+some(places))
	}
	lines = append(lines, "- What the work is like, the skills it takes, and how the roles compare")
	lines = append(lines, "- How to choose, and what the articles expect from here on")
	d.Text = "Ask in your own words:\n" + strings.Join(lines, "\n") + "\n\n" + sayingsHelp()
	if a != nil && a.groups["thanks"] && !a.groups["greeting"] {
		d.Headline = "You're welcome. Ask me anything else about these careers."
	}
	d.Next = b.workingExamples(3)
	return d
}

// contact is the sentence that names a person to turn to, "" for none.
func (b *Bot) contact() string {
	if b.Contact == "" {
		return ""
	}
	return "A person can help in " + b.Contact + "."
}
