package knowledge

import "strings"

// A speller finds the vocabulary word that a misspelt word stands for.
type speller struct {
	words  map[spellKey][]string // words of the phrases that matter
	known  map[string]bool
	before map[string][]string // second word of a name of two → first words
	behind map[string][]string // first word of such a name → second words
}

// spellKey is a word's length in bytes and its first byte.
type spellKey struct{ length, first byte }

// The words that are corrected, and corrected to, in bytes: shorter ones are
// near to too many others.
const (
	minMisspelt = 4
	maxMisspelt = 21
	maxSpelt    = 23
)

func (s *speller) add(word string) {
	if s.known == nil {
		s.known, s.words = make(map[string]bool, 1<<12), make(map[spellKey][]string, 1<<9)
	}
	if len(word) < minMisspelt || len(word) > maxSpelt || s.known[word] || strings.ContainsAny(word, "0123456789") {
		return
	}
	s.known[word] = true
	key := spellKey{byte(len(word)), word[0]}
	s.words[key] = append(s.words[key], word)
}

// addPair notes a name of two words: a word too far from its own spelling is known by the
// other.
func (s *speller) addPair(first, second string) {
	if s.before == nil {
		s.before, s.behind = map[string][]string{}, map[string][]string{}
	}
	s.before[second] = append(s.before[second], first)
	s.behind[first] = append(s.behind[first], second)
}

// inName returns the word that a misspelt word stands for in a name of two with the word
// before or behind it: "midel level", "sofwear engineer". It is "" where none is near
// enough or two are equally near: two edits from five letters on, and three from seven on
// where all but one of the consonants are there.
func (s *speller) inName(word, before, behind string) string {
	if len(word) < minInName || len(word) > maxMisspelt {
		return ""
	}
	limit, own := 2, consonants(word)
	if len(word) >= minFarInName {
		limit = 3
	}
	var n nearest
	for _, list := range [][]string{s.before[behind], s.behind[before]} {
		for _, c := range list {
			if len(c) < minMisspelt || len(c) > maxSpelt || c[0] != word[0] {
				continue
			}
			if d := distance(word, c, limit); d <= limit && (d <= 2 || distance(own, consonants(c), 1) <= 1) {
				n.take(word, c, d)
			}
		}
	}
	return n.only()
}

// A nearest is the word at the smallest distance of those that were tried.
type nearest struct {
	word string
	at   int // twice the distance, less where only vowels differ
	tie  bool
}

// take tries a word at a distance.
func (n *nearest) take(misspelt, word string, distance int) {
	d := 2 * distance
	if consonants(word) == consonants(misspelt) {
		d-- // vowels and doubled letters are what people leave out
	}
	switch {
	case n.word == "" || d < n.at:
		n.word, n.at, n.tie = word, d, false
	case d == n.at && word != n.word:
		n.tie = true
	}
}

// only returns the word, "" where none was tried or two are equally near.
func (n *nearest) only() string {
	if n.tie {
		return ""
	}
	return n.word
}

// How many letters a word has at least that is known by what stands beside it, and that may
// be three edits from its spelling.
const (
	minInName    = 5
	minFarInName = 7
)

// nearest returns the word at the smallest distance, "" where none is near
// enough or two are equally near: one edit, two from eight letters on. The
// first letter must agree, or be swapped with the second.
func (s *speller) nearest(word string) string {
	if len(word) < minMisspelt || len(word) > maxMisspelt {
		return ""
	}
	limit := 1
	if len(word) >= 8 {
		limit = 2
	}
	var found nearest
	try := func(c string) {
		if d := distance(word, c, limit); d <= limit {
			found.take(word, c, d)
		}
	}
	for n := max(minMisspelt, len(word)-limit); n <= len(word)+limit; n++ {
		for _, c := range s.words[spellKey{byte(n), word[0]}] {
			try(c)
		}
		if word[0] == word[1] {
			continue
		}
		for _, c := range s.words[spellKey{byte(n), word[1]}] {
			if c[1] == word[0] {
				try(c)
			}
		}
	}
	return found.only()
}

// consonants returns a word without its vowels and the second of doubled letters.
func consonants(word string) string {
	var out [maxSpelt]byte
	n, last := 0, byte(0)
	for i := range min(len(word), maxSpelt) {
		if c := word[i]; c != last && !strings.ContainsRune("aeiou", rune(c)) {
			out[n] = c
			n++
		}
		last = word[i]
	}
	return string(out[:n])
}

// split returns the two vocabulary words that were run together.
func (s *speller) split(word string) (a, b string) {
	for i := 2; i <= len(word)-2; i++ {
		l, r := word[:i], word[i:]
		if (s.known[l] || s.known[Singular(l)]) && (s.known[r] || s.known[Singular(r)]) {
			return l, r
		}
	}
	return "", ""
}

// distance is the number of insertions, deletions, replacements and swaps of
// neighbours between two words; limit+1 where it is more than limit.
func distance(a, b string, limit int) int {
	var rows [3][maxSpelt + 1]int
	prev2, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(b); j++ {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		low := cur[0]
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
			low = min(low, cur[j])
		}
		if low > limit {
			return limit + 1
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

// CorrectInName returns the word that a misspelt one stands for in the name of a role or
// level with the word before or behind it; "" where there is none.
func (l *Lexicon) CorrectInName(word, before, behind string) string {
	for _, w := range []*string{&before, &behind} {
		if fixed := l.Correct(*w); len(fixed) == 1 {
			*w = fixed[0]
		}
	}
	return l.spelling.inName(word, before, behind)
}

// Correct returns the words that a misspelt word stands for: one near to it,
// or the two that were run together. nil where there is none.
func (l *Lexicon) Correct(word string) []string {
	if l.Knows(word) {
		return []string{word}
	}
	if a, b := l.spelling.split(word); a != "" {
		return []string{a, b}
	}
	if w := l.spelling.nearest(word); w != "" {
		return []string{w}
	}
	return nil
}
