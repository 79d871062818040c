package discord

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf16"
)

const zeroWidthSpace = "\u200b"

// plain returns text as one line that pings nobody and hides nothing: control
// characters and those that turn the direction of writing or cannot be seen
// are left out, runs of white space are one space, and whatever Discord would
// take for a mention, an emoji or a time is broken by a zero-width space.
func plain(s string) string {
	if isPlain(s) {
		return s
	}
	return straightened(s)
}

// straightened is plain for any text.
func straightened(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), hidden(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	s = strings.Join(strings.Fields(s), " ")
	if !strings.ContainsAny(s, "<@") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		b.WriteByte(s[i])
		if s[i] == '<' && opensMarkup(s[i+1:]) || s[i] == '@' && pingsAll(s[i+1:]) {
			b.WriteString(zeroWidthSpace)
		}
	}
	return b.String()
}

// isPlain reports whether nothing of a text is to be changed, which holds for
// most: single spaces between words, and no sign that could mean more.
func isPlain(s string) bool {
	space := true // a space may not follow
	for _, r := range s {
		switch {
		case r == ' ' && !space:
			space = true
			continue
		case r == '<', r == '@', r == unicode.ReplacementChar, unicode.IsSpace(r), unicode.IsControl(r), hidden(r):
			return false
		}
		space = false
	}
	return !space || s == ""
}

// hidden reports whether a rune shows nothing and serves only to deceive.
// Joiners (U+200C, U+200D) stay: scripts and emoji need them.
func hidden(r rune) bool {
	switch {
	case r == 0x00ad, r == 0x061c, r == 0x200b, r == 0x200e, r == 0x200f, r == 0x2060, r == 0xfeff,
		r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r >= 0xe0000 && r <= 0xe007f:
		return true
	}
	return false
}

// opensMarkup reports whether "<" before rest would begin a mention, an emoji,
// a time or a link: <@1>, <#1>, <:a:1>, <a:a:1>, </a:1>, <t:1>, <id:a>, <https:.
func opensMarkup(rest string) bool {
	if rest == "" {
		return false
	}
	c := rest[0]
	return c == '@' || c == '#' || c == ':' || c == '/' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// pingsAll reports whether "@" before rest would call everybody.
func pingsAll(rest string) bool {
	for _, name := range []string{"everyone", "here"} {
		if len(rest) >= len(name) && strings.EqualFold(rest[:len(name)], name) {
			return true
		}
	}
	return false
}

// markdown are the signs that mean something within a line.
const markdown = "\\*_~`|[]"

// escape returns text as one line of Discord Markdown that shows it as it is.
func escape(s string) string {
	s = plain(s)
	if !strings.ContainsAny(s, markdown) {
		return guardStart(s)
	}
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(markdown, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return guardStart(b.String())
}

// guardStart puts a backslash where the beginning of a line would make it a
// heading, a quotation, a list or small print.
func guardStart(s string) string {
	if s == "" {
		return s
	}
	switch s[0] {
	case '#', '>', '-', '+':
		return "\\" + s
	}
	digits := strings.TrimLeft(s, "0123456789")
	if len(digits) < len(s) && (strings.HasPrefix(digits, ". ") || digits == ".") {
		return s[:len(s)-len(digits)] + "\\" + digits
	}
	return s
}

// link returns an address as it may stand in a masked link, "" when it is no
// web address that can.
func link(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	s := strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "@", "%40", "\\", "%5C").Replace(u.String())
	for _, r := range s {
		if unicode.IsSpace(r) || unicode.IsControl(r) || hidden(r) || r == unicode.ReplacementChar {
			return ""
		}
	}
	if width(s) > maxLink {
		return ""
	}
	return s
}

// width counts characters as the stricter of Discord's programs does: those
// beyond the basic plane count as two.
func width(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}
