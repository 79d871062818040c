package webpage

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markdown writes the body.
func (d *draft) markdown() string {
	var b strings.Builder
	for i, blk := range d.body {
		b.WriteByte('\n')
		if blk.kind == list && i > 0 && d.body[i-1].kind == list {
			b.WriteString("<!-- -->\n\n") // or the two would be one
		}
		blk.write(&b)
	}
	return b.String()
}

func (blk *block) write(b *strings.Builder) {
	quote := ""
	if blk.quoted {
		quote = "> "
	}
	switch blk.kind {
	case heading:
		b.WriteString(strings.Repeat("#", blk.level) + " " + headingText(blk.text))
		if blk.anchor != "" {
			b.WriteString(" {#" + blk.anchor + "}")
		}
		b.WriteByte('\n')
	case paragraph:
		b.WriteString(quote + lineText(strings.ReplaceAll(blk.text, string(lineBreak), " ")) + "\n")
	case list:
		writeList(b, blk.items, quote)
	case tabular:
		blk.table.write(b)
	case openDetails:
		b.WriteString("<details><summary>" + summaryText(blk.text) + "</summary>\n")
	case closeDetails:
		b.WriteString("</details>\n")
	}
}

// writeList writes points, inner ones below the text of those around them.
func writeList(b *strings.Builder, items []item, quote string) {
	last := 0
	var indents []int // for each depth the width of the markers of the points around
	for _, it := range items {
		depth := min(it.depth, len(indents))
		indents = indents[:depth]
		at := 0
		for _, w := range indents {
			at += w
		}
		marker := "- "
		if it.n > 0 {
			marker = fmt.Sprintf("%d. ", it.n)
		}
		if it.n > 1 && depth > 0 && depth > last {
			b.WriteString(strings.TrimSpace(quote) + "\n") // or its number would belong to the text above
		}
		last = depth
		b.WriteString(quote + strings.Repeat(" ", at) + marker + lineText(it.text) + "\n")
		indents = append(indents, len(marker))
	}
}

func (t *table) write(b *strings.Builder) {
	row := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| ")
			if c != "" {
				b.WriteString(cellText(c) + " ")
			}
		}
		b.WriteString("|\n")
	}
	row(t.header)
	b.WriteString(strings.Repeat("|---", len(t.header)) + "|\n")
	for _, r := range t.rows {
		row(r)
	}
}

// lineText escapes a line of text, so that the article's parser reads what
// stands there.
func lineText(s string) string {
	out := escape(boldMarks(s))
	if blockStart.MatchString(out) {
		if i := strings.IndexFunc(out, func(r rune) bool { return !unicode.IsDigit(r) }); i > 0 {
			return out[:i] + `\` + out[i:] // "1." begins a list
		}
		return `\` + out
	}
	return out
}

// blockStart matches what would begin another block than a paragraph.
var blockStart = regexp.MustCompile(`^(#{1,6}( |$)|>|[-+]([-|: ]|$)|~~~|\||:[-|: ]|[0-9]{1,9}[.)]( |$))`)

// headingText escapes a heading: at its end, signs would be taken off, and
// braces be taken for attributes.
func headingText(s string) string {
	out := escape(s)
	if strings.HasSuffix(out, "#") {
		out = out[:len(out)-1] + `\#`
	}
	return strings.ReplaceAll(out, "{", "&#123;")
}

func cellText(s string) string {
	out := escape(strings.ReplaceAll(s, "|", "\x04"))
	out = strings.ReplaceAll(out, string(lineBreak), "<br>")
	return strings.ReplaceAll(out, "\x04", "&#124;")
}

func summaryText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `\`, "&#92;").Replace(s)
}

var entity = regexp.MustCompile(`^&(#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,40});`)

// escape writes what Markdown would take for markup so that it is not.
func escape(s string) string {
	if !strings.ContainsAny(s, "\\`*_<&]\x05") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\':
			b.WriteString("&#92;")
			continue
		case c == boldStars:
			b.WriteString("**")
			continue
		case c == '&' && entity.MatchString(s[i:min(len(s), i+48)]):
			b.WriteString("&amp;")
			continue
		case c == '`', c == '*', c == '_' && !(endsWord(s[:i]) && beginsWord(s[i+1:])),
			c == '<' && i+1 < len(s) && s[i+1] != ' ',
			c == ']' && i+1 < len(s) && strings.IndexByte("([:", s[i+1]) >= 0:
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

// boldStars stands for the stars of bold text until everything is escaped.
const boldStars = '\x05'

// boldMarks writes stars for bold text, where Markdown takes them for that;
// where it does not, the text stays plain.
func boldMarks(s string) string {
	if !strings.ContainsRune(s, boldOn) {
		return s
	}
	s = strings.NewReplacer("\x02\x01", "", "\x02 \x01", " ").Replace(s)
	var b strings.Builder
	for s != "" {
		before, rest, found := strings.Cut(s, string(boldOn))
		b.WriteString(plainMarks(before))
		if !found {
			break
		}
		var inner string
		inner, s = cutBold(rest)
		text := strings.TrimSpace(plainMarks(inner))
		lead, trail := inner != strings.TrimLeft(inner, " "), inner != strings.TrimRight(inner, " ")
		if lead {
			b.WriteByte(' ')
		}
		opens := beginsWord(text) || !endsWord(b.String())
		closes := endsWord(text) || trail || !beginsWord(s)
		if text != "" && opens && closes {
			text = string(boldStars) + text + string(boldStars)
		}
		b.WriteString(text)
		if trail {
			b.WriteByte(' ')
		}
	}
	return fold(b.String())
}

// cutBold returns what stands before the end of a bold text, and what behind.
func cutBold(s string) (inner, rest string) {
	depth := 1
	for i := range len(s) {
		switch s[i] {
		case boldOn:
			depth++
		case boldOff:
			if depth--; depth == 0 {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}

func plainMarks(s string) string {
	return strings.NewReplacer(string(boldOn), "", string(boldOff), "").Replace(s)
}

func beginsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func endsWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
