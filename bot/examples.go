package bot

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"careerbot/knowledge"
)

// An example is a question that the articles look able to answer, with what it
// speaks of.
type example struct {
	Offer
	knowledge.Reading
}

// examples are questions to offer. Whether the bot answers one is found out
// when it is first to be offered: all at once would take long where the
// articles are many.
type examples struct {
	list  []example
	at    map[Offer]int             // place in the list
	by    map[*knowledge.Term][]int // role or concept → those that speak of it
	tried []atomic.Int32            // one of the constants below
	bot   *Bot                      // answers, and offers nothing
}

const (
	untried int32 = iota
	works
	fails
)

// prepareExamples is the end of preparing.
func (b *Bot) prepareExamples() {
	quiet := *b
	x := examples{at: map[Offer]int{}, by: map[*knowledge.Term][]int{}, bot: &quiet}
	for _, o := range b.candidates() {
		if _, again := x.at[o]; again {
			continue
		}
		i := len(x.list)
		e := example{o, b.set.Read(o.Question)}
		x.list, x.at[o] = append(x.list, e), i
		for _, t := range slices.Concat(e.Roles, e.Concepts) {
			x.by[t] = append(x.by[t], i)
		}
	}
	x.tried = make([]atomic.Int32, len(x.list))
	b.examples = x
	b.catalogue = sync.OnceValue(b.makeCatalogue)
	b.suggest = sync.OnceValue(b.makeSuggestions)
}

// works reports whether the bot answers the i-th example.
func (b *Bot) works(i int) bool {
	x := &b.examples
	if was := x.tried[i].Load(); was != untried {
		return was == works
	}
	now := fails
	if x.bot.Answer(Question{Text: x.list[i].Question, Addressed: true}).Kind.Answered() {
		now = works
	}
	x.tried[i].Store(now)
	return now == works
}

// isExample reports whether an offer is a question that the bot answers.
func (b *Bot) isExample(o Offer) bool {
	i, ok := b.examples.at[o]
	return ok && b.works(i)
}

// What an example shares with a question.
const (
	sharesRole    = 2
	sharesConcept = 3
	sharesMost    = sharesRole + sharesConcept // more counts no more
)

// near returns up to three working questions about what was asked for.
func (b *Bot) near(a *ask) []Offer {
	x := &b.examples
	shared := make([]uint8, len(x.list))
	share := func(terms []*knowledge.Term, by uint8) {
		for _, t := range terms {
			for _, i := range x.by[t] {
				shared[i] = min(sharesMost, shared[i]+by)
			}
		}
	}
	share(a.roles, sharesRole)
	share(a.concepts, sharesConcept)
	out := make([]Offer, 0, 3)
	for rank := uint8(sharesMost); ; rank-- {
		for i := range shared {
			if shared[i] == rank && !x.list[i].repeats(a) && b.works(i) {
				if out = append(out, x.list[i].Offer); len(out) == cap(out) {
					return out
				}
			}
		}
		if rank == 0 {
			return out
		}
	}
}

// repeats reports whether an example asks for what was just asked.
func (e *example) repeats(a *ask) bool {
	missing := func(own, asked []*knowledge.Term) bool {
		return slices.ContainsFunc(own, func(t *knowledge.Term) bool { return !slices.Contains(asked, t) })
	}
	return len(e.Concepts) > 0 && !missing(e.Concepts, a.concepts) && !missing(e.Roles, a.roles)
}

// candidates are questions that the articles look able to answer: one for
// pay of each role, and the headings that speak of something.
func (b *Bot) candidates() []Offer {
	var out []Offer
	places := b.set.Covered(knowledge.PlaceTerm)
	levels := b.set.Covered(knowledge.LevelTerm)
	var pay, sections []Offer
	seen := map[Offer]bool{}
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
				if !seen[o] {
					seen[o] = true
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
