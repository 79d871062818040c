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
	SlashBreak        // "devops/sre"
	ClauseBreak       // comma, colon, dash, bracket
	SentenceBreak
)

// Tokens splits a text into tokens. Hyphens and slashes part words, signs
// that belong to names stay ("c#", "c++", "node.js", "£45k", "10%").
func Tokens(text string) []Token {
	out := make([]Token, 0, len(text)/5+1)
	pending := SentenceBreak
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case isWordRune(r) || isCurrency(r) && followsDigit(text[i+n:]):
			end := wordEnd(text, i)
			t := newToken(text[i:end], pending)
			t.Start, t.End = i, end
			out = append(out, t)
			pending = NoBreak
			i = end
			continue
		case r == '/' || r == '&' && pending == NoBreak:
			pending = max(pending, SlashBreak)
		case strings.ContainsRune(",:()[]–—|", r), r == '-' && spaced(text, i):
			pending = max(pending, ClauseBreak)
		case r == '.' && len(out) > 0 && abbreviations[out[len(out)-1].Raw]:
		case strings.ContainsRune(".?!;\n…", r):
			pending = SentenceBreak
		}
		i += n
	}
	return out
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

func newToken(s string, b Break) Token {
	raw := strings.ToLower(dropApostrophes(s))
	t := Token{Text: raw, Raw: raw, Break: b}
	r, _ := utf8.DecodeRuneInString(raw)
	t.Num = unicode.IsDigit(r) || isCurrency(r)
	if !t.Num {
		t.Text = Singular(raw)
	}
	t.Upper = len(s) >= 2 && s == strings.ToUpper(s) && !t.Num
	return t
}

// Singular folds simple English plurals: "engineers" → "engineer",
// "salaries" → "salary". It is meant for look-up and leaves what it does not
// know as it is.
func Singular(w string) string {
	n := len(w)
	switch {
	case n < 4 || w[n-1] != 's':
		return w
	case strings.HasSuffix(w, "ies") && n > 4:
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes"):
		return w[:n-2]
	case strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	}
	return w[:n-1]
}

// wordEnd returns where the word that begins at i ends.
func wordEnd(text string, i int) int {
	num := false
	for j := i; j < len(text); {
		r, n := utf8.DecodeRuneInString(text[j:])
		switch {
		case isCurrency(r) && j == i:
		case isWordRune(r):
			num = num || unicode.IsDigit(r)
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
		case (r == ',' || r == '.') && num && followsDigit(text[j+n:]):
		case r == '.' && followsWord(text[j+n:]) && !followsSpace(text[j+n:]):
		default:
			return j
		}
		j += n
	}
	return len(text)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

func isCurrency(r rune) bool { return unicode.Is(unicode.Sc, r) }

func followsDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " "))
	return unicode.IsDigit(r)
}

func followsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWordRune(r)
}

func followsSpace(s string) bool { return s == "" || s[0] == ' ' }

// spaced reports whether the hyphen at i stands between spaces, as a dash.
func spaced(text string, i int) bool {
	return (i == 0 || text[i-1] == ' ') && (i+1 == len(text) || text[i+1] == ' ')
}

func dropApostrophes(s string) string {
	if !strings.ContainsAny(s, "'’") {
		return s
	}
	return strings.NewReplacer("'", "", "’", "").Replace(s)
}
