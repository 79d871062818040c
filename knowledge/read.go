package knowledge

import "slices"

// Canonical returns the tokens with synonyms replaced.
func (l *Lexicon) Canonical(toks []Token) []Token {
	var out []Token // nil until something is replaced
	for i := 0; i < len(toks); {
		words, n := l.synonymAt(toks[i:])
		if n == 0 {
			if out != nil {
				out = append(out, toks[i])
			}
			i++
			continue
		}
		if out == nil {
			out = append(make([]Token, 0, len(toks)+4), toks[:i]...)
		}
		for k, w := range words {
			t := toks[i]
			t.Text, t.Raw, t.End = w, w, toks[i+n-1].End
			if k > 0 {
				t.Break = NoBreak
			}
			out = append(out, t)
		}
		i += n
	}
	if out == nil {
		return toks
	}
	return out
}

// beginsRole reports whether token i begins a role's name of several words, which
// is then no part of the phrase before it: "an HR manager" is paid per month.
func (l *Lexicon) beginsRole(toks []Token, i int) bool {
	s := l.spanAt(toks, i)
	return s.To-s.From > 1 && s.Is(RoleTerm) != nil
}

func (l *Lexicon) synonymAt(toks []Token) (words []string, n int) {
	n = l.synFirst[toks[0].Text]
	if n == 0 {
		return nil, 0
	}
	var space [96]byte
	var stops [maxPhrase]int
	text, n := joinRun(space[:0], &stops, toks, n)
	for ; n > 0; n-- {
		if words, ok := l.synonyms[string(text[:stops[n-1]])]; ok && !(n > 1 && l.beginsRole(toks, n-1)) {
			return words, n
		}
	}
	return nil, 0
}

// Read parts tokens into spans, the longest phrase first. A phrase does not
// reach over a clause.
func (l *Lexicon) Read(toks []Token) []Span {
	out := make([]Span, 0, len(toks))
	for i := 0; i < len(toks); {
		span := l.spanAt(toks, i)
		out = append(out, span)
		i = span.To
	}
	return out
}

func (l *Lexicon) spanAt(toks []Token, i int) Span { return l.longestAt(toks, i, nil) }

// subjectAt is spanAt for the text of articles: phrases that only people's
// questions have do not hide what stands within them.
func (l *Lexicon) subjectAt(toks []Token, i int) Span { return l.longestAt(toks, i, isSubject) }

// longestAt returns the longest phrase at token i that has a sense to keep; all
// are kept where keep is nil.
func (l *Lexicon) longestAt(toks []Token, i int, keep func(Sense) bool) Span {
	word := toks[i].Text
	if n := l.longest[word]; n > 1 {
		var space [96]byte
		var stops [maxPhrase]int
		text, n := joinRun(space[:0], &stops, toks[i:], n)
		for ; n > 1; n-- {
			if p, ok := l.phrases[string(text[:stops[n-1]])]; ok && (keep == nil || slices.ContainsFunc(p.senses, keep)) {
				return Span{From: i, To: i + n, Phrase: p.text, Senses: p.senses}
			}
		}
	}
	return Span{From: i, To: i + 1, Phrase: word, Senses: l.phrases[word].senses}
}

func isSubject(s Sense) bool {
	switch s.Term.Kind {
	case RoleTerm, LevelTerm, PlaceTerm, ConceptTerm, TopicTerm:
		return true
	}
	return false
}

// maxPhrase is the most words of a phrase that is looked up.
const maxPhrase = 16

// joinRun appends the first words of the tokens, at most n and none beyond
// their clause, with spaces between them. It returns how many they are and
// notes where each of them ends.
func joinRun(buf []byte, stops *[maxPhrase]int, toks []Token, n int) ([]byte, int) {
	n = min(n, len(toks), maxPhrase)
	for i := range n {
		if i > 0 {
			if toks[i].Break >= ClauseBreak {
				return buf, i
			}
			buf = append(buf, ' ')
		}
		buf = append(buf, toks[i].Text...)
		stops[i] = len(buf)
	}
	return buf, n
}

// Gaps returns the senses of the phrases with gaps that a sentence has, in
// the order of the word lists.
func (l *Lexicon) Gaps(toks []Token) []Sense {
	var found []int
	for i := range toks {
		for _, g := range l.gapFirst[toks[i].Text] {
			if !slices.Contains(found, g) && partsAt(toks, i, l.gaps[g].parts) {
				found = append(found, g)
			}
		}
	}
	if found == nil {
		return nil
	}
	slices.Sort(found)
	out := make([]Sense, len(found))
	for i, g := range found {
		out[i] = l.gaps[g].sense
	}
	return out
}

// partsAt reports whether the parts of a phrase with gaps stand in the
// tokens, the first of them at i, within one sentence.
func partsAt(toks []Token, i int, parts [][]string) bool {
	end := i + len(parts[0])
	if !wordsAt(toks, i, parts[0]) {
		return false
	}
	if len(parts) == 1 {
		return true
	}
	for next := end; next <= end+gapWords && next < len(toks); next++ {
		if toks[next].Break == SentenceBreak {
			return false
		}
		if partsAt(toks, next, parts[1:]) {
			return true
		}
	}
	return false
}

func wordsAt(toks []Token, i int, words []string) bool {
	if i+len(words) > len(toks) {
		return false
	}
	for k, w := range words {
		if toks[i+k].Text != w || k > 0 && toks[i+k].Break == SentenceBreak {
			return false
		}
	}
	return true
}
