package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// evidence is what explains a question's own words.
type evidence struct {
	stems   []string // of the words that no list explains, in the sentences that ask
	context []string // of those in the other sentences
	query   []string // all that is searched for: stems and the words of concepts
	pairs   []string // of words that stand side by side, by index.Pair
	soft    []string // of everyday words that stand in few passages: they help, and are never missed
}

// evidenceOf collects the stems of an ask.
func (b *Bot) evidenceOf(a *ask) evidence {
	var own, around, all strings.Builder
	for _, w := range a.words {
		if w.asking {
			own.WriteString(w.text + " ")
		} else {
			around.WriteString(w.text + " ")
		}
	}
	for _, w := range a.related {
		if into := &own; b.known(w.text) {
			if !w.asking {
				into = &around
			}
			into.WriteString(w.text + " ")
		}
	}
	for _, s := range a.spans {
		explains := s.Is(knowledge.ConceptTerm) != nil || s.Is(knowledge.TopicTerm) != nil || a.searches(s)
		if explains && a.asking[s.From] {
			all.WriteString(s.Phrase + " ")
		}
		if a.asking[s.From] && (a.searches(s) || s.Is(knowledge.TopicTerm) != nil) {
			own.WriteString(s.Phrase + " ")
		}
	}
	for _, l := range a.levels {
		if slices.Contains(a.kept, l) || a.claim {
			own.WriteString(b.set.Words(l.Name) + " ")
		}
	}
	if own.Len() == 0 && !b.speaksOf(a, strongGroups...) {
		own, around = around, own // "Mobile apps. Is that X or Y?"
	}
	e := evidence{stems: b.index.Stems(own.String()), context: b.index.Stems(around.String())}
	e.soft, e.pairs = b.softStems(a), b.pairs(a)
	e.query = slices.Concat(b.index.Stems(all.String()), e.stems, e.soft)
	return e
}

// pairs returns the neighbouring words of the sentences that ask: "crash
// loop" tells more than its words apart.
func (b *Bot) pairs(a *ask) []string {
	var out []string
	for _, w := range a.words {
		if w.at == 0 || !w.asking || a.toks[w.at].Break >= knowledge.ClauseBreak {
			continue
		}
		if s := b.index.Stems(a.toks[w.at-1].Raw + " " + w.text); len(s) == 2 {
			out = append(out, index.Pair(s[0], s[1]))
		}
	}
	return out
}

// known reports whether an article has one of the words.
func (b *Bot) known(words string) bool {
	return slices.ContainsFunc(b.index.Stems(words), func(s string) bool { return b.index.Frequency(s) > 0 })
}

// softStems returns the stems of everyday words that tell something all the
// same, since few passages have them.
func (b *Bot) softStems(a *ask) []string {
	var words strings.Builder
	for _, s := range a.spans {
		if s.To-s.From == 1 && a.asking[s.From] && s.Is(knowledge.FillerTerm) != nil {
			words.WriteString(a.toks[s.From].Raw + " ")
		}
	}
	return slices.DeleteFunc(b.index.Stems(words.String()), func(s string) bool { return b.index.Information(s) < fitTelling })
}

// searches reports whether a span of a level or of an uncovered role is looked
// for by its words, since no figure is asked for.
func (a *ask) searches(s knowledge.Span) bool {
	if s.Is(knowledge.ConceptTerm) != nil {
		return false
	}
	if l := s.Is(knowledge.LevelTerm); l != nil {
		return !l.Covered || l.Group == knowledge.OwnLabel
	}
	r := s.Is(knowledge.RoleTerm)
	return r != nil && !r.Covered
}

// section answers what is not a question for a figure: a row, a passage, a
// list, or nothing.
func (b *Bot) section(a *ask) draft {
	e := b.evidenceOf(a)
	if d, ok := b.choose(a, e); ok {
		return d
	}
	if b.inGeneral(a, e) {
		if d, ok := b.wholeTable(a); ok {
			return d
		}
	}
	if b.vague(a, e) {
		return b.decline(a, Ambiguous, "Which one do you mean?")
	}
	if a.only(knowledge.ConceptChoosing) && len(e.soft) == 0 && !slices.ContainsFunc(e.stems, func(s string) bool { return b.index.Frequency(s) > 0 }) && len(e.stems) <= 2 {
		if d, ok := b.eachSide(a); ok {
			return d
		}
	}
	hits := b.search(a, e)
	if len(hits) == 0 || !b.explains(a, e, hits[0].Passage) {
		return b.unexplained(a, e)
	}
	return b.compose(a, e, hits)
}

// vague reports whether a question points at something that was never named:
// "is it worth it".
func (b *Bot) vague(a *ask, e evidence) bool {
	if len(a.roles) == 0 && !a.follows && a.groups["vague"] && !b.speaksOf(a, strongGroups...) && !a.personal() {
		return true
	}
	if len(a.roles) > 0 || a.follows || len(e.stems) > 0 || !a.anyToken(backwardWords) {
		return false
	}
	return !b.speaksOf(a, "fact", "open") && !slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool {
		return t.Group == "opinion" && t.Name != knowledge.ConceptChoosing
	})
}

// search returns the passages that match, the most fitting first. The index
// finds them; what decides their order is what they have in common with the
// question, each part of which can be named.
func (b *Bot) search(a *ask, e evidence) []index.Hit {
	hits, err := b.index.Search(index.Query{Stems: e.query, Concepts: a.concepts, Roles: a.roles, Limit: 40})
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

// What a passage has in common with a question weighs in units of the
// information of a word, ln(1 + passages / passages that have it), which is
// about four for a word of one passage in seventy.
const (
	fitAbout    = 6.0 // its heading, lead or label speaks of what is asked
	fitOpen     = 4.0 // the same, of what is asked for in many ways
	fitChoosing = 3.0 // the same, of choosing, which many words hint at
	fitSays     = 1.5 // its text does
	fitLead     = 1.3 // times a word that stands in its lead or label
	fitHeading  = 0.4 // times a word that only a heading above it has
	fitQuery    = 0.3 // times a word by which a concept was asked for
	fitPair     = 2.0 // two words that stand side by side in its text as well
	fitSoft     = 0.5 // times an everyday word in its text
	fitTelling  = 2.5 // the least that an everyday word must tell to count at all
	fitRank     = 0.5 // times the score of the index, which parts the equal

	fitOthers  = 0.3  // factor: it belongs to other roles
	fitSome    = 0.5  // factor: it belongs to some of the roles asked for
	fitExactly = 1.25 // factor: it belongs to exactly those
	fitPay     = 0.4  // factor: it is a row of pay, and pay is not asked for
)

// fit weighs how a passage suits what is asked, the roles, and which of the
// question's own words it explains.
func (b *Bot) fit(a *ask, e evidence, p *index.Passage) float64 {
	f := 0.0
	for _, c := range a.concepts {
		switch {
		case c.Group == "weak":
		case p.About(c) && c.Name == knowledge.ConceptChoosing:
			f += fitChoosing
		case p.About(c) && c.Group == "open":
			f += fitOpen
		case p.About(c):
			f += fitAbout
		case p.Says(c):
			f += fitSays
		}
	}
	for _, s := range e.stems {
		switch {
		case p.Leads(s):
			f += fitLead * b.index.Information(s)
		case p.Owns(s):
			f += b.index.Information(s)
		case p.Has(s):
			f += fitHeading * b.index.Information(s)
		}
	}
	for _, s := range e.query {
		if p.Owns(s) && !slices.Contains(e.stems, s) && !slices.Contains(e.soft, s) {
			f += fitQuery * b.index.Information(s)
		}
	}
	for _, s := range e.pairs {
		if p.Owns(s) {
			f += fitPair
		}
	}
	for _, l := range a.levels {
		if l.Group == knowledge.OwnLabel && p.Names(l) && p.Kind != index.PayRow {
			f += fitAbout
		}
	}
	for _, s := range e.soft {
		if p.Owns(s) {
			f += fitSoft * b.index.Information(s)
		}
	}
	mine := 0
	for _, r := range a.roles {
		if p.Of(r) {
			mine++
		}
	}
	switch {
	case len(a.roles) == 0, a.anyRole, mine == 1 && a.has(knowledge.ConceptChoosing) && p.Kind == index.Item:
	case mine == 0 && len(p.Roles) > 0:
		f *= fitOthers
	case mine == len(a.roles) && len(p.Roles) == mine:
		f *= fitExactly
	case mine > 0 && mine < len(a.roles):
		f *= fitSome
	}
	if p.Kind == index.PayRow {
		f *= fitPay
	}
	return f
}

// explains judges by evidence whether a passage answers: it must speak of what
// is asked, or have the question's own words, and those that nothing explains
// must be few.
func (b *Bot) explains(a *ask, e evidence, p *index.Passage) bool {
	about, says := 0, 0
	for _, c := range a.concepts {
		if c.Group == "weak" {
			continue
		}
		if p.About(c) || p.Says(c) && (c.Name == knowledge.ConceptBasis || c.Name == knowledge.ConceptFactors) {
			about++
		} else if p.Says(c) {
			says++
		}
	}
	got, missing := 0, 0
	for _, s := range e.stems {
		switch {
		case p.Has(s) && b.index.Frequency(s) < commonShare:
			got++
		case b.index.Frequency(s) == 0:
			missing++
		}
	}
	role := len(a.roles) > 0 || a.follows || slices.ContainsFunc(a.levels, func(t *knowledge.Term) bool { return t.Group == knowledge.OwnLabel })
	switch {
	case !role && (about == 0 && says == 0 || missing > 0):
		return false
	case !a.question && about == 0 && (len(a.toks) > 8 || len(a.said) == 0):
		return false
	case about+says == 0 && got == 0:
		return false
	case about+says == 0 && !role && got < 2:
		return false
	case !role && about == 0 && got < 2:
		return false
	}
	allow := got + 2*about
	if role && !a.anyRole {
		allow++
	}
	return missing < max(1, allow)
}

// commonShare is the share of passages from which on a word is no evidence.
const commonShare = 0.3

// unexplained declines for want of evidence.
func (b *Bot) unexplained(a *ask, e evidence) draft {
	if len(a.roles) > 0 || len(a.concepts) > 0 && !b.speaksOf(a, "weak") && len(e.stems) <= 3 {
		if a.question || len(a.roles) > 0 {
			return b.decline(a, NoArticle, "I have nothing on that in my articles, and I won't guess.")
		}
	}
	return b.decline(a, OffTopic, "I don't have anything on that. I only answer career questions from the articles I have.")
}
