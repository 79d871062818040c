package knowledge

import "slices"

// titles gives what an article says its tables count as a level to that level: "in our
// tables a sous chef is senior", "newly qualified solicitors belong in the junior row".
func (b *setBuilder) titles() {
	for _, a := range b.s.Articles {
		for _, s := range a.Sections {
			for _, block := range s.Blocks {
				b.titlesIn(a, block.Text)
				for _, it := range block.Items {
					b.titlesIn(a, it.Text)
				}
			}
		}
	}
}

func (b *setBuilder) titlesIn(a *Article, text string) {
	toks := b.l.Canonical(Tokens(text))
	for from := 0; from < len(toks); {
		to := from + 1
		for to < len(toks) && toks[to].Break != SentenceBreak {
			to++
		}
		if sentence := toks[from:to]; slices.ContainsFunc(sentence, func(t Token) bool { return ofTables[t.Text] }) {
			for i := range sentence {
				if title, level := b.countedAs(sentence, i); level != nil {
					b.addTitle(a, text[title[0].Start:title[len(title)-1].End], level)
				}
			}
		}
		from = to
	}
}

// ofTables are the words of a sentence that says how a table is to be read.
var ofTables = map[string]bool{"table": true, "row": true}

// countedAs returns the title before the verb at token i of a sentence and the level
// that it is counted as: "a sous chef | is | senior", where the clause ends behind that.
func (b *setBuilder) countedAs(toks []Token, i int) ([]Token, *Term) {
	if !countVerbs[toks[i].Raw] || i+1 == len(toks) {
		return nil, nil
	}
	from := i
	for from > 0 && toks[from].Break < ClauseBreak && !beforeTitle[toks[from-1].Raw] {
		from--
	}
	for from < i && skipped[toks[from].Raw] {
		from++
	}
	at := i + 1
	for at < len(toks) && skipped[toks[at].Raw] {
		at++
	}
	if n := i - from; n == 0 || n > mostTitle || at == len(toks) {
		return nil, nil
	}
	span := b.l.spanAt(toks, at)
	end := span.To
	if end < len(toks) && (ofTables[toks[end].Text] || axes[toks[end].Text] == LevelTerm) {
		end++
	}
	if level := span.Is(LevelTerm); level != nil && level.Covered && (end == len(toks) || toks[end].Break >= ClauseBreak || toks[end].Raw == "and") {
		return toks[from:i], level
	}
	return nil, nil
}

var (
	countVerbs  = map[string]bool{"is": true, "are": true, "belong": true, "belongs": true, "sit": true, "sits": true, "count": true, "counts": true, "fall": true, "falls": true}
	beforeTitle = map[string]bool{"and": true, "a": true, "an": true}
	skipped     = map[string]bool{"a": true, "an": true, "the": true, "in": true, "on": true, "at": true, "as": true, "under": true, "our": true, "and": true}
)

// mostTitle is how many words a title has at most.
const mostTitle = 4

// addTitle makes a title ask for a level, and for the role that it names. What its words
// mean otherwise is kept for places where no table has the level. A role's own name stays
// that of the role at every level.
func (b *setBuilder) addTitle(a *Article, title string, level *Term) {
	if !b.isTitle(title) {
		return
	}
	senses := []Sense{{Term: level, ReadAs: true}}
	for _, span := range b.l.Read(b.l.Canonical(Tokens(title))) {
		for _, s := range span.Senses {
			if s.Term.Kind == LevelTerm || s.Term.Kind == RoleTerm {
				senses = append(senses, s)
			}
		}
	}
	for _, s := range senses {
		if s.Term.Kind == RoleTerm && slices.ContainsFunc(a.namesOf(s.Term), func(name string) bool { return b.same(name, title) }) {
			return
		}
	}
	for _, s := range senses {
		b.l.add(title, s)
	}
	key, _ := b.l.fold(title, nil)
	b.s.titles[key] = level
}

// isTitle reports whether a text may be what people on a step are called: it names a role
// or has a word that no list explains, and speaks of nothing else that the lists know:
// "before tax" and "which" are none.
func (b *setBuilder) isTitle(text string) bool {
	named := false
	for _, span := range b.l.Read(b.l.Canonical(Tokens(text))) {
		switch {
		case span.Is(RoleTerm) != nil, len(span.Senses) == 0 && len(span.Phrase) >= leastTitle && !ofTables[span.Phrase]:
			named = true
		case span.Is(ConceptTerm) != nil, span.Is(TopicTerm) != nil, span.Is(PlaceTerm) != nil, span.Is(PhraseTerm) != nil:
			return false
		}
	}
	return named
}

// leastTitle is how many letters a word has at least that may be a title.
const leastTitle = 4

// Titled returns the level that a folded title is counted as where an article says how
// its tables are to be read; nil for none.
func (s *Set) Titled(phrase string) *Term { return s.titles[phrase] }

// same reports whether two names are one, however they are written.
func (b *setBuilder) same(x, y string) bool {
	first, _ := b.l.fold(x, nil)
	second, _ := b.l.fold(y, nil)
	return first == second
}
