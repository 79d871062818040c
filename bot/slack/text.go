package slack

import (
	"strings"
	"unicode/utf8"
)

// plain returns the text of a message without Slack's markup: people and
// groups are left out, channels and links keep the words that stand for them.
func plain(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return strings.TrimSpace(s)
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, "<")
		b.WriteString(before)
		if !found {
			break
		}
		end := strings.IndexAny(after, "<>")
		if end >= 0 && after[end] == '>' {
			if words, ok := reference(after[:end]); ok {
				b.WriteString(words)
				s = after[end+1:]
				continue
			}
		}
		b.WriteByte('<') // a bare sign, not markup
		s = after
	}
	text := unescaper.Replace(b.String())
	return strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(text), ":,"))
}

// unescaper undoes what Slack does to the three signs of its markup.
var unescaper = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// reference returns the words for what stands between < and >, and false where
// that is not Slack's markup.
func reference(inner string) (string, bool) {
	target, label, _ := strings.Cut(inner, "|")
	switch {
	case strings.HasPrefix(target, "@"), strings.HasPrefix(target, "!subteam"):
		return " ", true
	case strings.HasPrefix(target, "#C"), strings.HasPrefix(target, "#G"):
		if label == "" {
			return " ", true
		}
		return "#" + label, true
	case strings.HasPrefix(target, "!"):
		if strings.HasPrefix(target, "!date") {
			return label, true
		}
		return " ", true
	case strings.Contains(target, "://"), strings.HasPrefix(target, "mailto:"), strings.HasPrefix(target, "tel:"):
		if label == "" {
			return target, true
		}
		return label, true
	}
	return "", false
}

// length returns the length of s as Slack counts it, in UTF-16 units.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += units(r)
	}
	return n
}

func units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// cut splits s into a head of at most limit units and the rest, between
// paragraphs if possible, else between lines, sentences or words.
func cut(s string, limit int) (head, rest string) {
	if len(s) <= limit || length(s) <= limit {
		return s, ""
	}
	end := 0
	for n := 0; ; {
		r, size := utf8.DecodeRuneInString(s[end:])
		if n += units(r); n > limit {
			break
		}
		end += size
	}
	for _, border := range []string{"\n\n", "\n", ". ", " "} {
		if i := strings.LastIndex(s[:end], border); i > end/2 {
			i += len(strings.TrimRight(border, " \n"))
			return s[:i], strings.TrimLeft(s[i:], " \n")
		}
	}
	return s[:end], s[end:]
}

// shorten returns s with at most limit units, with an ellipsis where it was
// longer.
func shorten(s string, limit int) string {
	head, rest := cut(s, limit)
	if rest == "" {
		return head
	}
	head, _ = cut(s, limit-1)
	return head + "…"
}
