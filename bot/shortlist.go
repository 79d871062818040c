package bot

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// How well a typed word fits a word of an entry, the best first.
const (
	fitsStart  = iota + 1 // it begins it
	fitsInside            // it stands in it
	fitsNearly            // it is it but for one slip of the fingers
	fitsNot
)

const (
	typedMost = 100 // characters of what was typed that are looked at
	wordsMost = 8   // and words
	slipsFrom = 4   // characters of a word from which on a slip is forgiven
)

// A shortlist finds the entries of a list that somebody may be typing. Capitals
// and accents do not matter. Every word is looked up once among the different
// words of all entries, so that an entry costs a few look-ups in a table. It is
// not changed after it is made, and safe for concurrent use.
type shortlist struct {
	entries []string   // as they are shown
	folded  []string   // as they are compared
	words   [][]uint32 // of each entry, by their place in known
	known   []string   // the different words
}

func newShortlist(entries []string) *shortlist {
	s := &shortlist{entries: entries, folded: make([]string, len(entries)), words: make([][]uint32, len(entries))}
	at := map[string]uint32{}
	for i, e := range entries {
		s.folded[i] = fold(e)
		for _, w := range foldedWords(s.folded[i]) {
			n, ok := at[w]
			if !ok {
				n = uint32(len(s.known))
				at[w], s.known = n, append(s.known, w)
			}
			s.words[i] = append(s.words[i], n)
		}
	}
	return s
}

// A hit is an entry that fits what was typed.
type hit struct{ entry, missing, fit int }

// find returns the places of the entries that fit, the best first and those
// that fit alike in their order: the ones that begin as typed, then those that
// have every word, then those where a word only stands inside another, or has a
// slip. As many typed words as loose says may be missing. Everything fits where
// nothing was typed.
func (s *shortlist) find(typed string, loose func(words int) int) []int {
	typed = fold(firstRunes(typed, typedMost))
	wanted := foldedWords(typed)
	wanted = wanted[:min(len(wanted), wordsMost)]
	fits := make([][]uint8, len(wanted))
	for i, w := range wanted {
		fits[i] = s.fits(w)
	}
	may := loose(len(wanted))
	var hits []hit
	for i := range s.entries {
		h := hit{entry: i}
		for _, fit := range fits {
			best := uint8(fitsNot)
			for _, w := range s.words[i] {
				best = min(best, fit[w])
			}
			if best == fitsNot {
				h.missing++
			} else {
				h.fit = max(h.fit, int(best))
			}
		}
		if h.missing > may || h.missing > 0 && h.missing == len(wanted) {
			continue
		}
		if strings.HasPrefix(s.folded[i], typed) {
			h.fit, h.missing = 0, 0
		}
		hits = append(hits, h)
	}
	slices.SortStableFunc(hits, func(x, y hit) int { return cmp.Or(x.missing-y.missing, x.fit-y.fit) })
	out := make([]int, len(hits))
	for i, h := range hits {
		out[i] = h.entry
	}
	return out
}

// fits returns how well a typed word fits each known word.
func (s *shortlist) fits(typed string) []uint8 {
	out := make([]uint8, len(s.known))
	slips := utf8.RuneCountInString(typed) >= slipsFrom
	for i, w := range s.known {
		switch at := strings.Index(w, typed); {
		case at == 0:
			out[i] = fitsStart
		case at > 0:
			out[i] = fitsInside
		case slips && slipped(typed, w):
			out[i] = fitsNearly
		default:
			out[i] = fitsNot
		}
	}
	return out
}

// slipped reports whether a word was typed but for one letter too many, too few
// or wrong, or two that changed places.
func slipped(typed, word string) bool {
	if len(typed) > len(word) {
		typed, word = word, typed
	}
	if len(word)-len(typed) > 1 {
		return false
	}
	i := 0
	for i < len(typed) && typed[i] == word[i] {
		i++
	}
	if len(typed) < len(word) {
		return typed[i:] == word[i+1:]
	}
	if i+1 < len(typed) && typed[i] == word[i+1] && typed[i+1] == word[i] && typed[i+2:] == word[i+2:] {
		return true
	}
	return i == len(typed) || typed[i+1:] == word[i+1:]
}

// fold returns text as it is compared: small letters without accents, runs of
// white space as one space.
func fold(s string) string {
	if !plainASCII(s) {
		s = strings.Map(func(r rune) rune {
			switch {
			case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
				return -1
			}
			return r
		}, norm.NFKD.String(strings.ToValidUTF8(s, " ")))
	}
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

// foldedWords parts folded text into words of letters and digits. What holds
// neither, such as an emoji, is a word of its own.
func foldedWords(s string) []string {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	if len(words) == 0 && s != "" {
		return []string{s}
	}
	return words
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
