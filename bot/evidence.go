package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// evidence is what explains a question's own words.
type evidence struct {
	stems    []string // of the words that no list explains, in the sentences that ask
	context  []string // of those in the other sentences
	query    []string // all that is searched for: stems and the words of concepts
	pairs    []string // of words that stand side by side, by index.Pair
	remarks  []string // those of the stems that stand in a remark beside what is asked
	turned   []string // of what the asker turns away, in the words of articles
	typed    []string // all that the asker typed in the sentences that ask, known or not
	counted  []string // of what it is asked how many there are of
	measured []string // those, and of lengths of time or a share that is asked for
	told     bool     // an article has one of the stems
	aside    []string // of everyday words in the other sentences
	soft     []string // of everyday words that stand in few passages: they help, and are never missed

	ordinary []string // those of the stems that no article has, and the dictionary does
}

// evidenceOf collects the stems of an ask.
func (b *Bot) evidenceOf(a *ask) evidence {
	var own, around, all, remarks, turned, ordinary strings.Builder
	m := b.matters(a)
	for _, w := range a.words {
		if m.explained[w.at] {
			continue
		}
		if w.asking && !a.memo.Known(w.text) && b.set.Lexicon.Knows(w.text) {
			ordinary.WriteString(w.text + " ")
		}
		if w.asking {
			own.WriteString(w.text + " ")
			if a.remark[w.at] {
				remarks.WriteString(w.text + " ")
			}
		} else {
			around.WriteString(w.text + " ")
		}
	}
	for _, w := range a.related {
		if into := &own; a.memo.Known(w.text) {
			if !w.asking {
				into = &around
			}
			text := b.writtenOf(a, w.text)
			into.WriteString(text)
			if w.turned {
				turned.WriteString(text)
			}
		}
	}
	for _, s := range a.spans {
		c := s.Is(knowledge.ConceptTerm)
		explains := c != nil && c.Name != knowledge.ConceptChoosing || // many words hint at choosing
			s.Is(knowledge.TopicTerm) != nil || a.searches(s)
		if explains && a.asking[s.From] {
			all.WriteString(s.Phrase + " ")
		}
		ownWords := s.To-s.From == 1 && s.Is(knowledge.RelatedTerm) != nil && c == nil && s.Is(knowledge.RoleTerm) == nil && a.memo.Known(s.Phrase) // an article says it just so
		if !ownWords && b.saidOtherwise(a, s) {
			into := &own
			if !a.asking[s.From] {
				into = &around
			}
			into.WriteString(b.tellingWords(a, s))
		}
		if r := s.Is(knowledge.RoleTerm); r != nil && r.Covered && a.asking[s.From] && s.To-s.From > 1 {
			own.WriteString(b.beyondName(a, s, r))
		}
		if t := s.Is(knowledge.PhraseTerm); t != nil && t.Group == "distress" {
			own.WriteString(s.Phrase + " ") // it happens to others, or nothing would be searched for
		}
		if !a.asking[s.From] && s.Is(knowledge.TopicTerm) != nil {
			around.WriteString(s.Phrase + " ")
		}
		if a.asking[s.From] && (ownWords || a.searches(s) || s.Is(knowledge.TopicTerm) != nil) {
			own.WriteString(s.Phrase + " ")
		}
	}
	for _, m := range a.said {
		if m.city != "" && b.set.Lexicon.Written(m.phrase) {
			own.WriteString(m.phrase + " ") // an article says something of the town itself
		}
	}
	for _, l := range a.levels {
		if slices.Contains(a.kept, l) || a.claim {
			own.WriteString(b.set.Words(l.Name) + " ")
		}
	}
	if own.Len() == 0 && (!b.speaksOf(a, strongGroups...) || len(a.roles) == 0 || a.anyRole) {
		own, around = around, own // "Mobile apps. Is that X or Y?"
	}
	e := evidence{stems: append(a.memo.Stems(own.String()), m.own...), context: a.memo.Stems(around.String())}
	e.ordinary = a.memo.Stems(ordinary.String())
	e.remarks, e.turned = a.memo.Stems(remarks.String()), a.memo.Stems(turned.String())
	e.told = slices.ContainsFunc(e.stems, b.written)
	e.typed, e.counted = b.typed(a), a.counted()
	e.measured = a.measured(e.counted)
	e.soft, e.pairs = b.softStems(a, true), b.pairs(a)
	e.aside = b.softStems(a, false)
	e.query = slices.Concat(a.memo.Stems(all.String()), e.stems, e.soft, m.beside)
	return e
}

// matters are what a question's own words mean by the thesaurus.
type matters struct {
	own       []string     // in place of words that no article has
	beside    []string     // of words that articles have as well
	explained map[int]bool // tokens of the words that no article has
}

// matters looks up what the sentences that ask mean. What no article is on explains
// nothing, and what the lists know needs no other words.
func (b *Bot) matters(a *ask) matters {
	m := matters{explained: map[int]bool{}}
	for _, found := range a.meant {
		on := string(found.Matter)
		f := b.index.Frequency(on)
		topic, listed := a.within(found)
		if f == 0 || f >= commonShare || listed {
			continue
		}
		unknown, known := false, false
		for _, w := range a.words {
			if w.at < found.From || w.at >= found.To {
				continue
			}
			if a.memo.Known(w.text) {
				known = true
			} else {
				unknown, m.explained[w.at] = true, true
			}
		}
		strange := !slices.ContainsFunc(a.toks[found.From:found.To], func(t knowledge.Token) bool { return a.memo.Known(t.Raw) })
		if unknown || topic && strange {
			m.own = append(m.own, on)
		} else if known {
			m.beside = append(m.beside, on)
		}
	}
	return m
}

// writtenOf returns of the words that articles may use for what the asker says
// those that some article has: no others are missing anywhere.
func (b *Bot) writtenOf(a *ask, text string) string {
	var out strings.Builder
	for w := range strings.FieldsSeq(text) {
		if a.memo.Known(w) {
			out.WriteString(w + " ")
		}
	}
	return out.String()
}

// within reports whether a phrase has words of a subject that nothing may be written on, or
// of what the lists of concepts, roles, levels and places know.
func (a *ask) within(m knowledge.Meant) (topic, listed bool) {
	for _, s := range a.spans {
		if s.To <= m.From || s.From >= m.To {
			continue
		}
		for _, sense := range s.Senses {
			switch sense.Term.Kind {
			case knowledge.TopicTerm:
				topic = true
			case knowledge.ConceptTerm, knowledge.RoleTerm, knowledge.LevelTerm, knowledge.PlaceTerm:
				listed = true
			}
		}
	}
	return topic, listed
}

// saidOtherwise reports whether a span of what the asker says of themselves is
// searched for in other words.
func (b *Bot) saidOtherwise(a *ask, s knowledge.Span) bool {
	c := s.Is(knowledge.ConceptTerm)
	return a.has(knowledge.ConceptChoosing) && s.Is(knowledge.RelatedTerm) != nil && s.Is(knowledge.RoleTerm) == nil && (c == nil || c.Name == knowledge.ConceptChoosing)
}

// tellingWords returns the words of a span that an article has as they are:
// "solving puzzles".
func (b *Bot) tellingWords(a *ask, s knowledge.Span) string {
	var words strings.Builder
	for _, t := range a.toks[s.From:s.To] {
		if b.tells(a, t.Raw) {
			words.WriteString(t.Raw + " ")
		}
	}
	return words.String()
}

// beyondName returns the words by which a role was named that tell more than its
// name does: "fields of nursing", "rough carpentry".
func (b *Bot) beyondName(a *ask, s knowledge.Span, r *knowledge.Term) string {
	var words strings.Builder
	name := b.stems(r.Name)
	if s.To-s.From == len(name) && slices.Equal(a.memo.Stems(a.toks[s.From].Raw), name[:1]) {
		return "" // "data science", of the data scientists
	}
	for _, t := range a.toks[s.From:s.To] {
		stems := a.memo.Stems(t.Raw)
		if slices.ContainsFunc(strings.Fields(strings.ToLower(r.Name)), func(w string) bool { return strings.HasPrefix(w, t.Raw) }) {
			continue // "dev", of a developer
		}
		if len(stems) == 1 && b.set.NameHint(t.Text) == nil && !slices.Contains(name, stems[0]) && b.index.Information(stems[0]) >= tellsEnough && b.written(stems[0]) {
			words.WriteString(t.Raw + " ")
		}
	}
	return words.String()
}

// tells reports whether a word stands in few passages, and in one at least.
func (b *Bot) tells(a *ask, word string) bool {
	stems := a.memo.Stems(word)
	return len(stems) == 1 && b.written(stems[0]) && b.index.Information(stems[0]) >= fitTelling
}

// isOn reports whether a question says all that a passage's label or heading
// says, or most of what a row's label does, where that is something no list of
// concepts has a name for.
func (b *Bot) isOn(p *index.Passage, e evidence) bool {
	named := p.Named(e.typed)
	if p.Kind == index.Row && !named {
		all, told := 0.0, 0.0
		for _, s := range p.LabelStems() {
			all += b.index.Information(s)
			if slices.Contains(e.stems, s) {
				told += b.index.Information(s)
			}
		}
		named = told >= fitTelling && 2*told >= all
	}
	return named && !slices.ContainsFunc(p.Concepts, func(c *knowledge.Term) bool { return c.Group != "weak" && !c.Covered })
}

// typed returns the stems of every word of the sentences that ask.
func (b *Bot) typed(a *ask) []string {
	var words strings.Builder
	for i, t := range a.toks {
		if a.asking[i] {
			words.WriteString(t.Raw + " ")
		}
	}
	return a.memo.Stems(words.String())
}

// pairs returns the neighbouring words of the sentences that ask: "crash
// loop" tells more than its words apart.
func (b *Bot) pairs(a *ask) []string {
	var out []string
	for _, w := range a.words {
		if w.at == 0 || !w.asking || a.toks[w.at].Break >= knowledge.ClauseBreak {
			continue
		}
		if s := a.memo.Stems(a.toks[w.at-1].Raw + " " + w.text); len(s) == 2 {
			out = append(out, index.Pair(s[0], s[1]))
		}
	}
	return out
}

// written reports whether an article has a stem.
func (b *Bot) written(stem string) bool { return b.index.Frequency(stem) > 0 }

func isOwnLabel(t *knowledge.Term) bool { return t.Group == knowledge.OwnLabel }

// pronouns stand for anybody and anything, and so for nothing in a passage.
var pronouns = wordSet("anyone anybody someone somebody everyone everybody people person thing things something anything everything one ones other others another " +
	"career careers job jobs " +
	"more most much many lot lots way ways well even ever still just only really very so too like need use used work works")

// softStems returns the stems of everyday words that tell something all the
// same, since few passages have them: those of the sentences that ask, or those
// of the others.
func (b *Bot) softStems(a *ask, asking bool) []string {
	var words strings.Builder
	for _, s := range a.spans {
		if a.asking[s.From] == asking && s.Is(knowledge.FillerTerm) != nil && !pronouns[a.toks[s.From].Raw] {
			words.WriteString(a.toks[s.From].Raw + " ")
		}
	}
	return slices.DeleteFunc(a.memo.Stems(words.String()), func(s string) bool { return b.index.Information(s) < fitTelling })
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

// howLong reports whether it is asked how long something takes.
func (r *reading) howLong() bool {
	for i := 0; i+1 < len(r.toks); i++ {
		switch {
		case r.toks[i].Raw != "how":
		case r.toks[i+1].Raw == "long", r.toks[i+1].Raw == "quickly", r.toks[i+1].Raw == "fast":
			return true
		case r.toks[i+1].Raw == "many" && i+2 < len(r.toks) && r.toks[i+2].Text == "month":
			return true
		}
	}
	return false
}

// asksWho reports whether it is asked who does something.
func (a *ask) asksWho() bool {
	for i, t := range a.toks {
		relative := i > 0 && t.Break == knowledge.NoBreak && personWords[a.toks[i-1].Text] // "someone who"
		if t.Raw == "who" && i+1 < len(a.toks) && !auxiliaries[a.toks[i+1].Raw] && !relative {
			return true
		}
	}
	return false
}

var personWords = wordSet("someone somebody anyone anybody one person people folk guy those kid man woman student mentee friend developer engineer")

// commonShare is the share of passages from which on a word is no evidence.
const commonShare = 0.3
