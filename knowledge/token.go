package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Token is one word or number of a text, folded for look-up.
type Token struct {
	Text  string // lower case, without apostrophes, simple plurals folded
	Raw   string // lower case, without apostrophes
	Upper bool   // written in capitals, at least two letters
	Break Break  // what stands between the token before and this one
	Num   bool   // begins with a digit or a currency sign
	Start int    // offset of its first byte in the text
	End   int    // offset behind its last byte
}

// A Break is how strongly two neighbouring tokens are parted.
type Break uint8

// The breaks, from none to the end of a sentence.
const (
	NoBreak     Break = iota
	SlashBreak        // "nurse/midwife"
	ClauseBreak       // comma, colon, dash, bracket
	SentenceBreak
)

// Tokens splits a text into tokens. Hyphens and slashes part words, signs
// that belong to names stay ("c#", "c++", "node.js", "£45k", "10%"). Bytes
// that are not UTF-8 part words and belong to none.
func Tokens(text string) []Token {
	out := make([]Token, 0, len(text)/5+1)
	pending := SentenceBreak
	for i := 0; i < len(text); {
		r, n := decodeRune(text[i:])
		if isWordRune(r) || isCurrency(r) && followsDigit(strings.TrimPrefix(text[i+n:], " ")) {
			end := wordEnd(text, i)
			out = append(out, newToken(text, i, end, pending))
			pending, i = NoBreak, end
			continue
		}
		if r != ' ' {
			afterName := r == '.' && len(out) > 0 && abbreviations[out[len(out)-1].Raw]
			pending = max(pending, breakAt(text, i, r, pending == NoBreak, afterName))
		}
		i += n
	}
	return out
}

// breakAt returns how strongly the sign r at i parts the words beside it;
// first says that nothing else stands between them so far.
func breakAt(text string, i int, r rune, first, afterName bool) Break {
	switch r {
	case '.':
		if afterName || (i == 0 || text[i-1] == ' ') && followsWord(text[i+1:]) { // ".net"
			return NoBreak
		}
		return SentenceBreak
	case '?', '!', ';', '\n', '…':
		return SentenceBreak
	case ',', ':', '(', ')', '[', ']', '–', '—', '|':
		return ClauseBreak
	case '-':
		if spaced(text, i) {
			return ClauseBreak
		}
	case '/':
		return SlashBreak
	case '&':
		if first {
			return SlashBreak
		}
	}
	if r != unicode.ReplacementChar && unicode.Is(unicode.So, r) {
		return SentenceBreak // people set a face where others set a full stop
	}
	return NoBreak
}

// abbreviations are written with a full stop that ends no sentence.
var abbreviations = map[string]bool{"vs": true, "e.g": true, "eg": true, "i.e": true, "ie": true, "approx": true}

// Fold returns the look-up form of a phrase: its tokens joined by spaces.
func Fold(phrase string) string {
	toks := Tokens(phrase)
	words := make([]string, len(toks))
	for i, t := range toks {
		words[i] = t.Text
	}
	return strings.Join(words, " ")
}

// newToken makes a token of text[start:end].
func newToken(text string, start, end int, b Break) Token {
	written := text[start:end]
	raw := strings.ToLower(dropApostrophes(written))
	t := Token{Text: raw, Raw: raw, Break: b, Start: start, End: end}
	r, _ := decodeRune(raw)
	t.Num = unicode.IsDigit(r) || isCurrency(r)
	if !t.Num {
		t.Text = Singular(raw)
		t.Upper = inCapitals(written)
	}
	return t
}

// inCapitals reports whether a word of two letters or more has no lower-case
// letter and at least one capital.
func inCapitals(s string) bool {
	capital := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		capital = capital || unicode.IsUpper(r)
	}
	return capital && len(s) >= 2
}

// Singular folds simple English plurals: "engineers" → "engineer",
// "salaries" → "salary". It is meant for look-up and leaves what it does not
// know as it is.
func Singular(w string) string {
	n := len(w)
	switch {
	case n < 4 || w[n-1] != 's' || w == "news":
		return w // "in the news" is not how "in the New York area" begins
	case strings.HasSuffix(w, "ies") && n > 4:
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes"):
		return w[:n-2]
	case n > 6 && strings.HasSuffix(w, "uses") && strings.IndexByte("nprt", w[n-5]) >= 0:
		return w[:n-2] // "bonuses", "campuses"; not "houses", "causes", "excuses"
	case strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	}
	return w[:n-1]
}

// wordEnd returns where the word that begins at i ends.
func wordEnd(text string, i int) int {
	num := false
	for j := i; j < len(text); {
		r, n := decodeRune(text[j:])
		switch {
		case isWordRune(r):
			num = num || unicode.IsDigit(r)
		case j == i: // the sign of a currency
		case isMark(r):
		case r == '\'' || r == '’':
			if !followsWord(text[j+n:]) {
				return j
			}
		case r == '#' || r == '+':
			// "c#", "c++", "8+": the sign ends the word.
			for j < len(text) && (text[j] == '#' || text[j] == '+') {
				j++
			}
			return j
		case r == '%' && num:
			return j + n
		case r == ',' && num && followsDigit(text[j+n:]):
		case r == '.' && followsWord(text[j+n:]):
		default:
			return j
		}
		j += n
	}
	return len(text)
}

func decodeRune(s string) (rune, int) {
	if len(s) > 0 && s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

// isWordRune reports whether a word may begin with a rune: letters, digits,
// the underscore.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// isMark reports whether a rune belongs to the letter before it, as accents
// and vowel signs do that have a rune of their own.
func isMark(r rune) bool {
	return r >= utf8.RuneSelf && unicode.In(r, unicode.Mn, unicode.Mc) && !unicode.Is(unicode.Variation_Selector, r)
}

func isCurrency(r rune) bool { return r == '$' || r >= utf8.RuneSelf && unicode.Is(unicode.Sc, r) }

func followsDigit(s string) bool {
	r, _ := decodeRune(s)
	return unicode.IsDigit(r)
}

func followsWord(s string) bool {
	r, _ := decodeRune(s)
	return isWordRune(r)
}

// spaced reports whether the hyphen at i stands between spaces, as a dash.
func spaced(text string, i int) bool {
	return (i == 0 || text[i-1] == ' ') && (i+1 == len(text) || text[i+1] == ' ')
}

func dropApostrophes(s string) string {
	if strings.IndexByte(s, '\'') < 0 && !strings.Contains(s, "’") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "'", ""), "’", "")
}
