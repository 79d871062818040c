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
	case len(a.toks) == 0:
		return b.help(a), true
	case a.groups["injection"] || a.groups["insult"] || a.groups["distress"]:
		return draft{}, false
	case social && a.smallTalk():
		return b.help(a), true
	case a.groups["help"] && !a.follows && !b.speaksOf(a, "fact", "open") && !b.beyondChoosing(a) && len(a.around) == 0 && len(a.roles) == 0 && !a.groups["how_to"] && len(a.content()) <= 1:
		return b.help(a), true
	}
	return draft{}, false
}

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
		lines = append(lines, "- Pay of "+list(roles, "and")+" by level, for "+list(places, "and"))
	}
	lines = append(lines, "- What the work is like, the skills it takes, and how the roles compare")
	lines = append(lines, "- How to choose, and what the articles expect from here on")
	d.Text = "Ask in your own words:\n" + strings.Join(lines, "\n")
	if a != nil && a.groups["thanks"] && !a.groups["greeting"] {
		d.Headline = "You're welcome. Ask me anything else about these careers."
	}
	for _, o := range b.examples[:min(3, len(b.examples))] {
		d.Next = append(d.Next, o.Offer)
	}
	return d
}

// contact is the sentence that names a person to turn to, "" for none.
func (b *Bot) contact() string {
	if b.Contact == "" {
		return ""
	}
	return "A person can help in " + b.Contact + "."
}

// candidates are questions that the articles look able to answer: one for
// pay of each role, and the headings that speak of something.
func (b *Bot) candidates() []Offer {
	var out []Offer
	places := b.set.Covered(knowledge.PlaceTerm)
	levels := b.set.Covered(knowledge.LevelTerm)
	var pay, sections []Offer
	for _, r := range b.set.Covered(knowledge.RoleTerm) {
		if len(places) > 0 && len(levels) > 0 {
			f := figure{role: r, level: levels[len(levels)/2], place: places[0]}
			pay = append(pay, Offer{Label: shorten("Pay: "+f.name(map[knowledge.TermKind]bool{knowledge.PlaceTerm: true}), 40), Question: payQuestion(f)})
		}
	}
	for _, art := range b.set.Articles {
		for i, s := range art.Sections {
			if len(s.Blocks) == 0 {
				continue
			}
			for _, o := range b.offers[place{art, i}] {
				if !slices.Contains(sections, o) {
					sections = append(sections, o)
				}
			}
		}
	}
	for i := range max(len(pay), len(sections)) {
		if i < len(pay) {
			out = append(out, pay[i])
		}
		if i < len(sections) {
			out = append(out, sections[i])
		}
	}
	return out
}

// offersOf words questions for what a heading speaks of, by the word list.
func (b *Bot) offersOf(r knowledge.Reading) []Offer {
	var out []Offer
	for _, c := range r.Concepts {
		q, ok := b.set.Questions[c.Name]
		if !ok {
			continue
		}
		if !strings.Contains(q[0], "{role}") {
			out = append(out, Offer{Label: shorten(q[1], 40), Question: q[0]})
		} else if len(r.Roles) == 1 {
			fill := strings.NewReplacer("{role}", r.Roles[0].Name)
			out = append(out, Offer{Label: shorten(fill.Replace(q[1]), 40), Question: shorten(fill.Replace(q[0]), 90)})
		}
	}
	return out
}

// working keeps the offers that the bot answers.
func (b *Bot) working(offers []Offer) []Offer {
	var out []Offer
	for _, o := range offers {
		if b.Answer(Question{Text: o.Question, Addressed: true}).Kind.Answered() {
			out = append(out, o)
		}
	}
	return out
}

// near returns up to three working questions about what was asked for.
func (b *Bot) near(a *ask) []Offer {
	out := make([]Offer, 0, 3)
	for rank := 5; rank >= 0 && len(out) < 3; rank-- {
		for i := range b.examples {
			if len(out) < 3 && min(5, b.examples[i].shares(a)) == rank && !b.examples[i].repeats(a) {
				out = append(out, b.examples[i].Offer)
			}
		}
	}
	return out
}

// repeats reports whether an example asks for what was just asked.
func (e *example) repeats(a *ask) bool {
	missing := func(own, asked []*knowledge.Term) bool {
		return slices.ContainsFunc(own, func(t *knowledge.Term) bool { return !slices.Contains(asked, t) })
	}
	return len(e.Concepts) > 0 && !missing(e.Concepts, a.concepts) && !missing(e.Roles, a.roles)
}

// shares counts what an example has in common with a question.
func (e *example) shares(a *ask) int {
	n := 0
	for _, t := range e.Roles {
		if slices.Contains(a.roles, t) {
			n += 2
		}
	}
	for _, t := range e.Concepts {
		if slices.Contains(a.concepts, t) {
			n += 3
		}
	}
	return n
}
