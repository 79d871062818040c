package discord

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"careerbot/bot"
)

// Limits of what is shown, in characters where nothing else is said; only
// maxContent is Discord's.
const (
	maxContent  = 2000
	maxV2       = 3600 // over all text displays; Discord's limit is 4,000
	maxV2Bytes  = 9000 // of them; Discord has failed on some 10,000
	maxHeadline = 300
	maxContact  = 300
	maxCite     = 250
	maxLink     = 400
	maxHeading  = 100
	maxOffer    = 120
	maxSources  = 5
	maxOffers   = 3
	codeColumns = 36 // longer lines of a code block wrap on a phone
)

// A piece is a part of a message that is shown whole or not at all.
type piece struct {
	gap  string // before it, unless it comes first
	text string
	lead bool // only of use with a piece after it
}

func size(ps []piece) int {
	n := 0
	for _, p := range ps {
		n += width(p.gap) + width(p.text)
	}
	return n
}

func join(ps []piece) string {
	var b strings.Builder
	for i, p := range ps {
		if i > 0 {
			b.WriteString(p.gap)
		}
		b.WriteString(p.text)
	}
	return b.String()
}

// A laid is an answer as Discord Markdown.
type laid struct {
	main []piece // the claim, the text, the table as lines, and who can help
	foot []piece // the sources in small print, and questions to go on with
}

func (l laid) text() string { return join(append(slices.Clip(l.main), l.foot...)) }

// layOut lays the card out for a phone, in at most limit characters, with the
// questions that no button asks. Everything in it that an article or a person
// wrote is inert. Of what is too long, the last of those questions goes first,
// then the last source; then the answer is cut between paragraphs, list entries
// or rows, and says so.
func (c card) layOut(limit int, listed []bot.Offer) laid {
	if c.Kind == bot.Silence {
		return laid{}
	}
	head := c.head()
	note := piece{gap: "\n", text: more(c.Answer)}
	left := limit - size(head)
	var contact []piece
	if s := clip(c.Contact, maxContact); s != "" {
		contact = []piece{{gap: "\n", text: s}}
	}
	left -= size(contact)
	tail := foot(c.Answer, listed, left-size([]piece{note}))
	left -= size(tail)

	text, table := paragraphs(c.Text), tableLines(c.Answer)
	if size(text)+size(table) > left {
		left -= size([]piece{note})
		room := left - min(size(table), left/2)
		if text = fit(text, room); len(text) == 0 {
			text = sentences(c.Text, room)
		}
		table = fit(table, left-size(text))
		table = append(table, note)
	}
	return laid{slices.Concat(head, text, table, contact), tail}
}

// head returns what stands above the text.
func (c card) head() []piece {
	var head []piece
	if s := clip(c.intro, maxHeadline); s != "" {
		head = append(head, piece{text: "-# " + s})
	}
	if h := clip(c.Headline, maxHeadline); h != "" {
		h = "**" + h + "**"
		if to := link(c.Link); to != "" {
			h += " " + to
		}
		head = append(head, piece{gap: "\n", text: h})
	}
	return head
}

// more is the note under an answer that was cut.
func more(a bot.Answer) string {
	if len(a.Sources) > 0 {
		if h := clip(a.Sources[0].Heading, maxHeading); h != "" {
			return "… More in " + h + "."
		}
	}
	return "… There is more than fits here."
}

// foot returns the sources and the questions. Of what does not fit, the last
// questions go first, then the last sources.
func foot(a bot.Answer, listed []bot.Offer, limit int) []piece {
	var sources, next []piece
	for _, s := range a.Sources[:min(len(a.Sources), maxSources)] {
		sources = append(sources, piece{gap: "\n", text: cite(s)})
	}
	for _, o := range listed {
		q := o.Question
		if q == "" {
			q = o.Label
		}
		if width(escape(q)) <= maxOffer && strings.TrimSpace(q) != "" && len(next) < maxOffers {
			next = append(next, piece{gap: "\n", text: "- " + escape(q)})
		}
	}
	for {
		all := slices.Clip(sources)
		if len(next) > 0 {
			all = append(all, piece{gap: "\n", text: "You can also ask:"})
			all = append(all, next...)
		}
		switch {
		case size(all) <= limit || len(sources) <= 1 && len(next) == 0:
			return all
		case len(next) > 0:
			next = next[:len(next)-1]
		default:
			sources = sources[:len(sources)-1]
		}
	}
}

// cite returns a source in small print, with a link where it has an address.
func cite(s bot.Source) string {
	c := "-# " + clip(s.Cite(), maxCite)
	if u := link(s.URL); u != "" {
		c += " · [Read section](<" + u + ">)"
	}
	return c
}

// paragraphs splits text: paragraphs stand apart, list entries on lines of
// their own.
func paragraphs(text string) []piece {
	var ps []piece
	for para := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		gap := "\n\n"
		if len(ps) == 0 {
			gap = "\n"
		}
		for line := range strings.SplitSeq(para, "\n") {
			item, isItem := strings.CutPrefix(line, "- ")
			shown := escape(item)
			if shown == "" {
				continue
			}
			if isItem {
				shown = "- " + shown
			}
			ps = append(ps, piece{gap: gap, text: shown, lead: strings.HasSuffix(shown, ":")})
			gap = "\n"
		}
	}
	return ps
}

// fit returns the first pieces that have room.
func fit(ps []piece, room int) []piece {
	n := 0
	for n < len(ps) && size(ps[n:n+1]) <= room {
		room -= size(ps[n : n+1])
		n++
	}
	for n < len(ps) && n > 0 && ps[n-1].lead {
		n--
	}
	return ps[:n]
}

// sentences returns the first sentences of a text whose first paragraph has
// no room as a whole.
func sentences(text string, room int) []piece {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	text = plain(text)
	end, used := 0, 0
	for i, r := range text {
		if used >= room {
			break
		}
		used += width(string(r))
		if strings.HasSuffix(text[:i], ". ") && unicode.IsUpper(r) && width(escape(text[:i]))+1 <= room {
			end = i
		}
	}
	if end == 0 {
		return nil
	}
	return []piece{{gap: "\n", text: escape(text[:end])}}
}

// clip escapes a short text. One that is longer than it may ever be loses
// words at its end, and with them every figure that would stand there half.
func clip(s string, limit int) string {
	s = plain(s)
	words := strings.Split(s, " ")
	n, sum := 0, 0
	for n < len(words) && sum <= limit {
		sum += width(words[n]) + 1
		n++
	}
	if n == len(words) && width(escape(s)) <= limit {
		return escape(s)
	}
	for n = min(n, len(words)-1); n > 0; n-- {
		if figure(words[n-1]) || figure(words[n]) {
			continue
		}
		if c := escape(strings.Join(words[:n], " ")) + "…"; width(c) <= limit {
			return c
		}
	}
	return "…"
}

// figure reports whether a word may belong to a figure.
func figure(word string) bool {
	return strings.ContainsAny(word, "0123456789–-+%") || utf8.RuneCountInString(word) < 2
}
