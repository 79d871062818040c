package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"careerbot/knowledge"
)

// list joins names as a sentence does: "a", "a and b", "a, b and c".
func list(names []string, last string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " " + last + " " + names[n-1]
	}
}

// mostNamed is how many names a sentence lists.
const mostNamed = 12

// some lists names, the first of them where they are many.
func some(names []string) string {
	if len(names) > mostNamed {
		names = append(slices.Clone(names[:mostNamed]), "others")
	}
	return list(names, "and")
}

func termNames(terms []*knowledge.Term) []string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.Name
	}
	return out
}

func placeNames(terms []*knowledge.Term) []string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.Prose
	}
	return out
}

// midSentence puts a name into a sentence: "Mid-level" → "mid-level", but
// names with further capitals ("AI specialist", "DevOps") stay.
func midSentence(s string) string {
	first, _, _ := strings.Cut(s, " ")
	r, n := utf8.DecodeRuneInString(s)
	if strings.IndexFunc(first[min(n, len(first)):], unicode.IsUpper) >= 0 || !strings.Contains(s, "-level") && strings.IndexFunc(s[n:], unicode.IsUpper) >= 0 && first != "Senior" {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// withArticle puts "a" or "an" before a name.
func withArticle(s string) string {
	if strings.ContainsRune("aeiouAEIO", rune(s[0])) {
		return "an " + s
	}
	return "a " + s
}

// titled writes the name of a town as names are written: "new york" → "New
// York", "nyc" → "NYC".
func titled(s string) string {
	if len(s) <= 3 {
		return strings.ToUpper(s)
	}
	words := strings.Fields(s)
	for i, w := range words {
		if i == 0 || w != "of" && w != "the" && w != "upon" && w != "and" {
			words[i] = upperFirst(w)
		}
	}
	return strings.Join(words, " ")
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// sentences splits a text behind ". ", "? " and "! " that a capital follows.
func sentences(text string) []string {
	var out []string
	start := 0
	for i := 0; i+2 < len(text); i++ {
		if (text[i] == '.' || text[i] == '?' || text[i] == '!') && text[i+1] == ' ' {
			if r, _ := utf8.DecodeRuneInString(text[i+2:]); unicode.IsUpper(r) || unicode.IsDigit(r) {
				out = append(out, text[start:i+1])
				start = i + 2
			}
		}
	}
	return append(out, text[start:])
}

// paragraphs joins what is not empty with empty lines.
func paragraphs(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n\n")
}

// shorten cuts a text to n characters at a word's end.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)[:n-1]
	cut := string(r)
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:(") + "…"
}
