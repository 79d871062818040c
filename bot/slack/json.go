package slack

import (
	"strings"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. Bytes that are not UTF-8 become the
// replacement character.
func appendString(b []byte, s string) []byte {
	return append(appendInner(append(b, '"'), s, false), '"')
}

// appendMrkdwn appends s as a JSON string for a field in which Slack looks for
// mentions and links: its three signs are escaped, so that s has none.
func appendMrkdwn(b []byte, s string) []byte {
	return append(appendInner(append(b, '"'), s, true), '"')
}

func appendInner(b []byte, s string, escape bool) []byte {
	from := 0 // what stands before it is appended
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(append(b, s[from:i]...), "\ufffd"...)
				from = i + 1
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' && (!escape || c != '&' && c != '<' && c != '>') {
			i++
			continue
		}
		b = append(b, s[from:i]...)
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '&':
			b = append(b, "&amp;"...)
		case c == '<':
			b = append(b, "&lt;"...)
		case c == '>':
			b = append(b, "&gt;"...)
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		i++
		from = i
	}
	return append(b, s[from:]...)
}

// escaped returns s with the three signs escaped, outside JSON.
func escaped(s string) string {
	return escaper.Replace(strings.ToValidUTF8(s, "\ufffd"))
}

// escaper hides the three signs of Slack's markup.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// appendBool appends `,"name":true` or `,"name":false`.
func appendBool(b []byte, name string, v bool) []byte {
	b = append(append(append(b, `,"`...), name...), `":`...)
	if v {
		return append(b, "true"...)
	}
	return append(b, "false"...)
}
