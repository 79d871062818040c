package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// section answers what is not a question for a figure: a row, a passage, a
// list, or nothing.
func (b *Bot) section(a *ask) draft {
	e := b.evidenceOf(a)
	if d, ok := b.column(a); ok {
		return d
	}
	if d, ok := b.choose(a, e); ok {
		return d
	}
	if p := b.asksRow(a, e); p != nil {
		return b.compose(a, e, []index.Hit{{Passage: p}})
	}
	if b.inGeneral(a, e) {
		if d, ok := b.wholeTable(a); ok {
			return d
		}
	}
	if b.vague(a, e) {
		return b.decline(a, Ambiguous, "Which one do you mean?")
	}
	if (a.only(knowledge.ConceptChoosing) || len(a.roles) > 1 && a.has(knowledge.ConceptChoosing) && b.onlyChoosing(a)) && !b.reasonWith(e.soft) && !e.told && len(e.stems) <= 2 {
		if d, ok := b.eachSide(a); ok {
			return d
		}
	}
	if len(a.roles) == 1 && !a.follows && len(a.concepts) == 0 && len(e.stems)+len(e.soft) == 0 && (a.wordCount() <= 4 || a.anyToken(describeWords)) {
		a.concepts = b.named(knowledge.ConceptDuties) // a role and nothing else: what it is
	}
	hits := b.search(a, e)
	if p := b.introductions[a.onlyRole()]; p != nil && a.has(knowledge.ConceptDuties) && a.only(knowledge.ConceptDuties) && len(e.stems) == 0 && !b.onDuties(a, hits) {
		return b.compose(a, e, []index.Hit{{Passage: p}})
	}
	if len(hits) == 0 || !b.explains(a, e, hits[0].Passage) {
		return b.unexplained(a, e)
	}
	d := b.compose(a, e, hits)
	b.elsewhere(a, e, hits, &d)
	return d
}

// onDuties reports whether the best hit is on what the role does, and not only a
// row on one of its duties.
func (b *Bot) onDuties(a *ask, hits []index.Hit) bool {
	return len(hits) > 0 && hits[0].Kind != index.Row && hits[0].Of(a.roles[0]) && slices.Contains(hits[0].Concepts, b.named(knowledge.ConceptDuties)[0])
}

// elsewhere adds what another article says on the same, where it answers as
// well and the question names none of the roles that would tell them apart.
func (b *Bot) elsewhere(a *ask, e evidence, hits []index.Hit, d *draft) {
	if len(a.roles) > 0 && !a.anyRole {
		return
	}
	i := slices.IndexFunc(hits, func(h index.Hit) bool { return h.Article != hits[0].Article })
	if i < 0 || hits[i].Score < elseShare*hits[0].Score || !b.explains(a, e, hits[i].Passage) {
		return
	}
	d.also(b.compose(a, e, hits[i:]), hits[i].Article)
}

// also adds the answer of another article.
func (d *draft) also(second draft, art *knowledge.Article) {
	d.Text = paragraphs(d.Text, "Also, in “"+art.Title+"”: "+second.Headline, second.Text)
	for _, s := range second.Sources {
		d.addSource(s)
	}
	if d.Table == nil {
		d.Table = second.Table
	}
	d.cited = append(d.cited, append(second.cited, art.Title)...)
}

// elseShare is how well a passage of another article suits, against the best,
// to be shown beside it.
const elseShare = 0.8

var describeWords = wordSet("explain describe tell define introduce summarise summarize outline what whats")

// rowAsked reports whether a row is asked for by its label: "which has the fewest
// meetings, I can't stand them" asks for meetings first.
func (b *Bot) rowAsked(a *ask, e evidence) bool {
	hits := b.search(a, e)
	if len(hits) == 0 || hits[0].Kind != index.Row {
		return false
	}
	extreme := a.has(knowledge.ConceptHighest) || a.has(knowledge.ConceptLowest)
	return extreme && slices.ContainsFunc(e.stems, hits[0].Leads) || (extreme || !a.personal() || a.anyToken(haveWords)) && b.isOn(hits[0].Passage, e)
}

// haveWords ask what a role has or does.
var haveWords = wordSet("has have had gets needs uses involves requires does")

// onlyRole returns the one role of a question, nil for none and for several.
func (a *ask) onlyRole() *knowledge.Term {
	if len(a.roles) != 1 {
		return nil
	}
	return a.roles[0]
}

// vague reports whether a question points at something that was never named:
// "is it worth it".
func (b *Bot) vague(a *ask, e evidence) bool {
	if len(a.roles) == 0 && !a.follows && a.groups["vague"] && (!b.speaksOf(a, strongGroups...) || a.only(knowledge.ConceptDuties)) && !a.personal() {
		return true
	}
	if a.anyRole && !a.follows && len(e.stems)+len(e.soft) == 0 && !b.speaksOf(a, strongGroups...) {
		return true // "which one is better?"
	}
	if len(a.roles) > 0 || a.follows || len(e.stems) > 0 || !a.anyToken(backwardWords) {
		return false
	}
	return !b.speaksOf(a, "fact", "open") && !b.beyondChoosing(a)
}

// search returns the passages that match, the most fitting first; a question is
// searched for once, however many rules ask. The hits must not be changed.
func (b *Bot) search(a *ask, e evidence) []index.Hit {
	if last := a.searched; last == nil || !last.same(a, e) {
		a.searched = &searched{e, slices.Clone(a.concepts), slices.Clone(a.roles), slices.Clone(a.levels), b.find(a, e)}
	}
	return a.searched.hits
}

// searched is the last search for a question, with all that it hangs on and
// that the rules change.
type searched struct {
	evidence
	concepts, roles, levels []*knowledge.Term
	hits                    []index.Hit
}

func (s *searched) same(a *ask, e evidence) bool {
	return slices.Equal(s.concepts, a.concepts) && slices.Equal(s.roles, a.roles) && slices.Equal(s.levels, a.levels) &&
		slices.Equal(s.stems, e.stems) && slices.Equal(s.query, e.query) && slices.Equal(s.typed, e.typed) &&
		slices.Equal(s.soft, e.soft) && slices.Equal(s.pairs, e.pairs)
}

// find is search for the first time. The index finds the passages; what decides
// their order is what they have in common with the question, each part of which
// can be named.
func (b *Bot) find(a *ask, e evidence) []index.Hit {
	hits, err := b.index.Search(index.Query{Stems: e.query, Concepts: a.concepts, Roles: a.roles, Limit: 24})
	if err != nil {
		return nil // an index in memory fails only when it is closed
	}
	for i := range hits {
		hits[i].Score = b.fit(a, e, hits[i].Passage) + hits[i].Score*fitRank
	}
	slices.SortStableFunc(hits, func(x, y index.Hit) int {
		switch {
		case x.Score > y.Score:
			return -1
		case x.Score < y.Score:
			return 1
		}
		return x.ID - y.ID
	})
	return hits
}

// unexplained declines for want of evidence.
func (b *Bot) unexplained(a *ask, e evidence) draft {
	if len(a.roles) > 0 || len(a.concepts) > 0 && !b.speaksOf(a, "weak") && len(e.stems) <= 3 {
		if a.question || len(a.roles) > 0 {
			return b.decline(a, NoArticle, "I have nothing on that in my articles, and I won't guess.")
		}
	}
	return b.decline(a, OffTopic, "I don't have anything on that. I only answer career questions from the articles I have.")
}
