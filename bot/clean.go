package bot

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxRead is how many bytes of a message are read: the part that asks.
const maxRead = 2000

var (
	fenced  = regexp.MustCompile("(?s)```.*?(```|$)")
	markup  = regexp.MustCompile(`<[@#!/][^<>]{0,100}>|<?https?://[^\s<>|]+(\|[^<>]*)?>?|@[\w.-]+|<a?:\w+:\d+>|:[a-z0-9_+-]*[a-z][a-z0-9_+-]*:`)
	forged  = regexp.MustCompile(`(?i)</?(article|system|assistant|user|instructions?)>|\b(assistant|system) ?:`)
	inlined = regexp.MustCompile("`[^`\n]*`")
)

// arrows stand for "to" between levels.
var arrows = strings.NewReplacer("->", " to ", "=>", " to ", "→", " to ")

// clean takes mentions, links, code and signs that say nothing off a message.
// What is left is valid UTF-8 of at most maxRead bytes.
func clean(text string) string {
	if len(text) > 64<<10 {
		text = text[len(text)-64<<10:]
	}
	text = strings.ToValidUTF8(text, " ")
	if !plainASCII(text) {
		text = strings.Map(visible, norm.NFKC.String(strings.ReplaceAll(text, "…", ". ")))
	}
	if strings.IndexByte(text, '`') >= 0 {
		text = inlined.ReplaceAllStringFunc(fenced.ReplaceAllString(text, " "), func(s string) string { return strings.Trim(s, "`") })
	}
	if strings.ContainsAny(text, "<@:") {
		text = markup.ReplaceAllString(text, " ")
	}
	text = arrows.Replace(text)
	return partThatAsks(strings.TrimSpace(text))
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' || s[i] == 0x7f {
			return false
		}
	}
	return true
}

// visible drops zero-width characters and makes spaces of control characters;
// line breaks stay.
func visible(r rune) rune {
	switch {
	case r == '\n':
		return r
	case unicode.Is(unicode.Cf, r):
		return -1
	case unicode.IsControl(r):
		return ' '
	}
	return r
}

// partThatAsks cuts a long message to the sentences before and with its last
// question mark, or to its end.
func partThatAsks(text string) string {
	if len(text) <= maxRead {
		return text
	}
	end := len(text)
	if q := strings.LastIndexByte(text, '?'); q >= 0 {
		end = q + 1
	}
	start := max(0, end-maxRead)
	for start < end && !utf8.RuneStart(text[start]) {
		start++
	}
	return text[start:end]
}
