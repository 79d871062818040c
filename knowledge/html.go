package knowledge

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// html adds the text between the tags of a block of HTML. A details block is
// a section whose heading is its summary.
func (p *articleParser) html(n *ast.HTMLBlock, src []byte, line int) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		b.Write(seg.Value(src))
	}
	if n.HasClosure() {
		b.Write(n.ClosureLine.Value(src))
	}
	text := ""
	flush := func() {
		if s := cleanText(text); s != "" {
			p.add(Block{Text: s, Line: line})
		}
		text = ""
	}
	for _, part := range splitHTML(b.String()) {
		switch part.tag {
		case "":
			text += part.text
		case "summary":
			flush()
			p.openDetails(cleanText(part.text), line)
		case "/details":
			flush()
			p.closeDetails()
		case "table":
			p.fault(line, "a table in HTML: write it as a Markdown table")
			return
		default:
			text += part.space()
		}
	}
	flush()
}

func (p *articleParser) openDetails(summary string, line int) {
	if summary == "" {
		p.fault(line, "a summary without text")
		return
	}
	p.outer = append(p.outer, p.at)
	p.open(summary, "", max(1, p.a.Sections[p.at].Level)+1, line)
}

func (p *articleParser) closeDetails() {
	if k := len(p.outer) - 1; k >= 0 {
		p.at, p.outer = p.outer[k], p.outer[:k]
	}
}

// An htmlPart is a run of text or a tag; of a summary both.
type htmlPart struct{ tag, text string }

// space is what stands for a tag in the text: nothing for those within a word
// or sentence.
func (p htmlPart) space() string {
	switch strings.TrimPrefix(p.tag, "/") {
	case "", "a", "abbr", "b", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u":
		return ""
	}
	return " "
}

// splitHTML parts HTML into tags and text. Comments, scripts and styles are
// left out.
func splitHTML(s string) (parts []htmlPart) {
	for s != "" {
		text, rest, tagged := strings.Cut(s, "<")
		parts = append(parts, htmlPart{text: text})
		if !tagged {
			break
		}
		if comment, ok := strings.CutPrefix(rest, "!--"); ok {
			_, s, _ = strings.Cut(comment, "-->")
			continue
		}
		var inside string
		inside, s, _ = strings.Cut(rest, ">")
		tag := strings.ToLower(strings.TrimRight(inside, "/ \t\n"))
		if i := strings.IndexAny(tag, " \t\n"); i >= 0 {
			tag = tag[:i]
		}
		part := htmlPart{tag: firstNonEmpty(tag, "?")}
		switch tag {
		case "summary":
			part.text, s = cutElement(s, "</summary")
			part.text = textOf(splitHTML(part.text))
		case "script", "style":
			_, s = cutElement(s, "</"+tag)
		}
		parts = append(parts, part)
	}
	return parts
}

// cutElement returns what stands before a closing tag and what behind it.
func cutElement(s, closing string) (inside, rest string) {
	i := strings.Index(strings.ToLower(s), closing)
	if i < 0 {
		return s, ""
	}
	_, rest, _ = strings.Cut(s[i:], ">")
	return s[:i], rest
}

func textOf(parts []htmlPart) string {
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(part.text + part.space())
	}
	return b.String()
}
