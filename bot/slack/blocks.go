package slack

import (
	"fmt"
	"net/url"
	"strings"

	"careerbot/bot"
)

// Limits of one message, in UTF-16 units where they count characters. The
// totals are ours: Slack refuses messages of about 13,200 characters.
const (
	maxBlocks   = 20
	maxChars    = 10_000 // over all blocks
	maxFooter   = 6_000  // of them, what stands under the answer
	maxPart     = 3_000  // text of one block
	maxHeadline = 300
	maxContact  = 500
	maxText     = 12_000 // the message text beside the blocks
	maxSources  = 4
	maxCite     = 300
	maxURL      = 500
	maxOffers   = 3
	maxLabel    = 75
	maxQuestion = 300 // in a button; escaped, with the state, it stays below Slack's 2,000
	maxState    = 100
)

// A block is one block of a message, as appendJSON writes it.
type block interface {
	appendJSON(b []byte) []byte
}

// layout arranges a card in blocks that keep all limits. What does not fit is
// left out at a sensible place, and the reader is told.
func layout(c card) []block {
	f := newFooter(c)
	if c.Link != "" {
		return f.appendTo([]block{linkLine{shorten(c.Headline, maxHeadline), c.Link}})
	}
	left := maxChars - f.length()
	blocks := make([]block, 0, 8)
	if intro := shorten(strings.TrimSpace(c.intro), maxHeadline); intro != "" {
		blocks = append(blocks, smallPrint{{text: intro}})
		left -= length(intro)
	}
	if !c.drawing.none() {
		return f.appendTo(append(blocks, c.drawn()...))
	}
	text, table := c.Text, c.Table
	if c.window && table != nil {
		text, table = strings.TrimSpace(text+"\n\n"+listed(table)), nil
	}
	reserved := 0
	if table != nil {
		reserved = min(maxChars/2, tableLength(table))
	}
	blocks, left = appendBody(blocks, c.Headline, text, left, reserved)
	if table != nil {
		blocks = appendTable(blocks, c, left)
	}
	return f.appendTo(blocks)
}

// A footer is what stands under an answer.
type footer struct {
	contact string
	sources smallPrint
	tools   toolRow
	next    buttonRow
	votes   votes
}

func newFooter(c card) footer {
	f := footer{
		contact: shorten(strings.TrimSpace(c.Contact), maxContact),
		sources: newSources(c.Sources),
		tools:   c.toolRow(),
		next:    newButtons(c.Answer, maxOffers),
	}
	if !c.window {
		f.votes = c.votes
		f.votes.plain = c.style == plainStyle
	}
	return f.shed()
}

// shed leaves out what an answer can do without, until the rest leaves room for
// the answer.
func (f footer) shed() footer {
	for _, drop := range [...]func(){
		func() { f.tools.menus = nil },
		func() { f.tools.after, f.tools.tell = nil, tellTool{} },
		func() { f.votes = votes{} },
		func() { f.next = buttonRow{} },
	} {
		if f.length() <= maxFooter {
			break
		}
		drop()
	}
	return f
}

func (f footer) length() int {
	return length(f.contact) + f.sources.length() + f.tools.length() + f.next.length() + f.votes.length()
}

func (f footer) appendTo(blocks []block) []block {
	if f.contact != "" {
		blocks = append(blocks, richText{text: f.contact})
	}
	if len(f.sources) > 0 {
		blocks = append(blocks, f.sources)
	}
	if !f.tools.empty() {
		blocks = append(blocks, f.tools)
	}
	if len(f.next.offers) > 0 {
		blocks = append(blocks, f.next)
	}
	if !f.votes.none() {
		blocks = append(blocks, f.votes)
	}
	return blocks
}

// appendBody appends headline and text, of which the text is cut to what is
// left when the reserve is kept. It returns what is left then.
func appendBody(blocks []block, headline, text string, left, reserved int) ([]block, int) {
	first := richText{bold: shorten(strings.TrimSpace(headline), maxHeadline)}
	text = strings.TrimSpace(text)
	const note = "The rest did not fit into this message."
	left -= length(first.bold)
	head, rest := cut(text, max(left-reserved-len(note), maxPart/2))
	left -= length(head)
	for head != "" {
		first.text, head = cut(head, maxPart-length(first.bold))
		blocks = append(blocks, first)
		first = richText{}
	}
	if first.bold != "" {
		blocks = append(blocks, first)
	}
	if rest != "" {
		blocks, left = append(blocks, smallPrint{{text: note}}), left-len(note)
	}
	return blocks, left
}

// A richText is a block of plain paragraphs and lists, after a bold first
// line. No part of it is read as markup.
type richText struct {
	bold string // "" for none
	text string // paragraphs parted by an empty line, and "- " lists
}

func (t richText) appendJSON(b []byte) []byte {
	b = append(b, `{"type":"rich_text","elements":[`...)
	open := t.bold != "" // a section is open
	if open {
		b = append(b, sectionStart+`{"type":"text","text":`...)
		b = append(appendString(b, t.bold), `,"style":{"bold":true}}`...)
	}
	for run, list := range runs(t.text) {
		switch {
		case list:
			if open {
				b = append(b, textStart+`"\n"}`+sectionEnd...)
			}
			b = appendList(b, run)
			open = false
			continue
		case open: // only after the bold line
			b = append(b, textStart...)
			b = append(appendInner(append(b, `"\n`...), run, false), `"}`...)
		default:
			b = append(b, sectionStart+`{"type":"text","text":`...)
			b = append(appendString(b, run), '}')
		}
		open = true
	}
	if open {
		b = append(b, sectionEnd...)
	}
	return append(b[:len(b)-1], "]}"...) // without the last comma
}

const (
	sectionStart = `{"type":"rich_text_section","elements":[`
	textStart    = `,{"type":"text","text":`
	sectionEnd   = `]},`
)

// appendList appends a bulleted list and a comma.
func appendList(b []byte, items string) []byte {
	b = append(b, `{"type":"rich_text_list","style":"bullet","elements":[`...)
	for line := range strings.SplitSeq(items, "\n") {
		item := strings.TrimSpace(strings.TrimPrefix(line, "- "))
		if item == "" {
			continue
		}
		b = append(b, sectionStart+`{"type":"text","text":`...)
		b = append(appendString(b, item), '}')
		b = append(b, sectionEnd...)
	}
	return append(b[:len(b)-1], `]},`...)
}

// runs yields the lists of a text and what stands between them; none is blank.
func runs(s string) func(yield func(run string, list bool) bool) {
	return func(yield func(string, bool) bool) {
		for s = strings.TrimSpace(s); s != ""; {
			list, end := isItem(s), 0
			for end < len(s) {
				line, _, _ := strings.Cut(s[end:], "\n")
				if strings.TrimSpace(line) != "" && isItem(line) != list {
					break
				}
				end = min(end+len(line)+1, len(s))
			}
			if !yield(strings.TrimSpace(s[:end]), list) {
				return
			}
			s = s[end:]
		}
	}
}

// isItem reports whether a list item stands at the start of s.
func isItem(s string) bool {
	line, _, _ := strings.Cut(s, "\n")
	return strings.HasPrefix(line, "- ") && strings.TrimSpace(line[2:]) != ""
}

// smallPrint is a block of small text and links.
type smallPrint []small

type small struct {
	text string
	url  string // when set, text is one of our own labels and links there
}

func (s smallPrint) length() (n int) {
	for _, p := range s {
		n += length(p.text) + len(p.url)
	}
	return n
}

func (s smallPrint) appendJSON(b []byte) []byte {
	b = append(b, `{"type":"context","elements":[`...)
	for _, p := range s {
		if p.url == "" {
			b = append(b, `{"type":"plain_text","text":`...)
			b = append(appendString(b, p.text), `,"emoji":false},`...)
			continue
		}
		b = append(b, `{"type":"mrkdwn","text":"<`...)
		b = appendInner(b, p.url, false)
		b = append(append(b, '|'), p.text...)
		b = append(b, `>","verbatim":true},`...)
	}
	return append(b[:len(b)-1], "]}"...)
}

// newSources cites the sources, each with a link where it has an address.
func newSources(sources []bot.Source) smallPrint {
	var s smallPrint
	for i, src := range sources {
		if i == maxSources {
			return append(s, small{text: fmt.Sprintf("%d more sources", len(sources)-i)})
		}
		s = append(s, small{text: shorten(src.Cite(), maxCite)})
		if link := linkTarget(src.URL); link != "" {
			s = append(s, small{text: "Read section", url: link})
		}
	}
	return s
}

// linkTarget returns an address as it may stand in a link, or "" where it is
// none that people can open.
func linkTarget(address string) string {
	if address == "" || len(address) > maxURL {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return linkEscaper.Replace(u.String())
}

// linkEscaper keeps an address in its place before the | of a link.
var linkEscaper = strings.NewReplacer("&", "&amp;", "<", "%3C", ">", "%3E", "|", "%7C")
