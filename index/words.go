package index

import (
	"slices"
	"strings"
)

// words numbers the stems of articles, from 1 on, so that a passage holds its
// words as numbers, and counts the passages that have each.
type words struct {
	number map[string]word
	terms  [][]byte // by number
	count  []int    // by number: passages that have it, whole sections not counted
	last   []int    // by number: the passage that was counted last
}

// A word is the number of a stem; 0 is none, and parts what does not stand
// side by side.
type word uint32

func newWords() *words {
	return &words{number: map[string]word{}, terms: make([][]byte, 1), count: make([]int, 1), last: make([]int, 1)}
}

// add returns the numbers of stems, new ones for those not seen before.
func (w *words) add(stems []string) []word {
	if len(stems) == 0 {
		return nil
	}
	out := make([]word, len(stems))
	for i, s := range stems {
		n, ok := w.number[s]
		if !ok {
			n = word(len(w.terms))
			w.number[s] = n
			w.terms, w.count, w.last = append(w.terms, []byte(s)), append(w.count, 0), append(w.last, 0)
		}
		out[i] = n
	}
	return out
}

// tally counts the words of the next passage, each once; id is its number,
// from 1 on.
func (w *words) tally(id int, lists ...[]word) {
	for _, list := range lists {
		for _, n := range list {
			if n > 0 && w.last[n] != id {
				w.last[n] = id
				w.count[n]++
			}
		}
	}
}

// frequency returns how many passages have a stem.
func (w *words) frequency(stem string) int { return w.count[w.number[stem]] }

// A sought is a stem, or two that stand side by side.
type sought struct{ first, second word }

// find returns what a stem or a Pair stands for; zero where no passage has it.
func (w *words) find(stem string) sought {
	first, second, pair := strings.Cut(stem, " ")
	s := sought{w.number[first], w.number[second]}
	if s.first == 0 || pair && s.second == 0 {
		return sought{}
	}
	return s
}

// in reports whether a passage's words have it.
func (s sought) in(list []word) bool {
	switch {
	case s.first == 0:
		return false
	case s.second == 0:
		return slices.Contains(list, s.first)
	}
	for i := 1; i < len(list); i++ {
		if list[i] == s.second && list[i-1] == s.first {
			return true
		}
	}
	return false
}
