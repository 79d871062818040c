package bot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"careerbot/index"
	"careerbot/knowledge"
)

// maxText is how many characters of text an answer aims at: more is one
// press away.
const maxText = 700

// compose makes an answer of the best passages.
func (b *Bot) compose(a *ask, e evidence, hits []index.Hit) draft {
	top := hits[0].Passage
	var d draft
	switch {
	case top.Kind == index.Row || top.Kind == index.PayRow:
		d = b.rows(a, e, hits)
	default:
		d = b.passage(a, e, top)
	}
	d.memory.roles, d.memory.concepts = a.roles, a.concepts
	for _, l := range a.levels {
		if isOwnLabel(l) {
			d.memory.levels = append(d.memory.levels, l)
		}
	}
	if !slices.ContainsFunc(a.concepts, top.About) {
		d.memory.concepts = top.Concepts
	}
	d.Text = paragraphs(d.Text, b.readAs(a), b.otherRole(a, top), b.label(a, d))
	d.Next = b.others(a, hits)
	return d
}

// otherRole says whose part of the article a passage stands in, where that is
// not the one role that was asked about.
func (b *Bot) otherRole(a *ask, p *index.Passage) string {
	if len(a.roles) != 1 || len(p.Roles) != 1 || p.Of(a.roles[0]) {
		return ""
	}
	return "This stands in the part on the " + p.Roles[0].Name + ", not on the " + a.roles[0].Name + "."
}

// label marks opinion as opinion, with what its publisher sells.
func (b *Bot) label(a *ask, d draft) string {
	if d.Kind != Section || len(d.Sources) == 0 {
		return ""
	}
	for _, art := range b.set.Articles {
		if art.Name != d.Sources[0].Article {
			continue
		}
		i := slices.IndexFunc(art.Sections, func(s knowledge.Section) bool { return s.Anchor == d.Sources[0].Section })
		if i < 0 || !b.opinions[place{art, i}] {
			return ""
		}
		if art.Interest == "" {
			return "Opinion, not data."
		}
		return "Opinion, not data. " + strings.TrimRight(art.Interest, ".") + "."
	}
	return ""
}

// passage answers with the part of a section that answers.
func (b *Bot) passage(a *ask, e evidence, p *index.Passage) draft {
	var d draft
	d.Kind = Section
	d.memory.kind, d.memory.row = memSection, passageHash(p)
	s := p.Article.Sections[p.Section]
	d.cite(p.Article, p.Section)
	d.cited = append(d.cited, b.whole[placeOf(p)])
	switch p.Kind {
	case index.Item:
		if items := b.pickItems(a, e, p); len(items) > 0 {
			b.itemsDraft(&d, p.Heading(), items)
			return d
		}
		b.sectionDraft(&d, &s)
	default:
		if b.wantsList(a, e, &s, p) || leadsIntoList(&s, p) {
			b.sectionDraft(&d, &s)
			return d
		}
		b.paragraphDraft(&d, a, e, p)
	}
	return d
}

// pickItems returns the points of a list that have the question's own words,
// best first as the list has them; none where the whole list is asked for.
func (b *Bot) pickItems(a *ask, e evidence, p *index.Passage) []string {
	items := b.items(p)
	score := make([]int, len(items))
	best := 0
	for i, it := range items {
		for _, s := range e.stems {
			if it.Owns(s) && !it.Heads(s) {
				score[i] += 2
			}
		}
		for _, c := range a.concepts {
			switch {
			case c.Group == "weak":
			case it.About(c) && !allAbout(items, c):
				score[i] += 2 // its own lead speaks of it, not the list's heading
			case it.Says(c) && !p.About(c):
				score[i]++
			}
		}
		best = max(best, score[i])
	}
	if best < 2 {
		return nil
	}
	var out []string
	for i, it := range items {
		if score[i] > 0 && 2*score[i] > best {
			out = append(out, it.Text)
		}
	}
	if len(out) > 4 || len(out) == len(items) {
		return nil
	}
	return out
}

// allAbout reports whether every point of a list is about a concept, as under a
// heading that is.
func allAbout(items []*index.Passage, c *knowledge.Term) bool {
	return !slices.ContainsFunc(items, func(p *index.Passage) bool { return !p.About(c) })
}

// itemsDraft quotes points of a list: the first as the claim where it is short.
func (b *Bot) itemsDraft(d *draft, heading string, items []string) {
	first := sentences(items[0])
	d.Headline = shorten(first[0], 160)
	var rest []string
	if d.Headline != first[0] {
		d.Headline = shorten(heading, 160)
		rest = append(rest, items[0])
	} else if len(first) > 1 {
		rest = append(rest, strings.Join(first[1:], " "))
	}
	for _, it := range items[1:] {
		rest = append(rest, "- "+it)
	}
	d.Text = strings.Join(rest, "\n")
}

// leadsIntoList reports whether a paragraph is one sentence that only says that
// a list follows: "for three reasons."
func leadsIntoList(s *knowledge.Section, p *index.Passage) bool {
	next := p.Block + 1
	return p.Kind == index.Para && next < len(s.Blocks) && s.Blocks[next].Items != nil && len(sentences(p.Text)) == 1
}

// wantsList reports whether the section as a whole answers better than one of
// its paragraphs: it is asked for by what its heading says, and the paragraph
// has none of the question's own words.
func (b *Bot) wantsList(a *ask, e evidence, s *knowledge.Section, p *index.Passage) bool {
	if !slices.ContainsFunc(s.Blocks, func(b knowledge.Block) bool { return b.Items != nil }) {
		return false
	}
	own := func(s string) bool { return p.Owns(s) && !p.Heads(s) && b.index.Information(s) > fitTelling }
	return !slices.ContainsFunc(e.query, own)
}

// sectionDraft quotes a section: its first sentence as the claim, then its
// lists, points cut to their first sentences where they are long.
func (b *Bot) sectionDraft(d *draft, s *knowledge.Section) {
	var parts []string
	var prose []int // which of the parts are prose
	for _, block := range s.Blocks {
		switch {
		case block.Table != nil:
		case block.Items != nil:
			parts = append(parts, listText(block, maxText))
		default:
			text := block.Text
			if d.Headline == "" && !b.isNote(text) {
				all := sentences(text)
				if d.Headline = shorten(all[0], 160); d.Headline == all[0] {
					text = strings.Join(all[1:], " ")
				}
			}
			if text != "" {
				parts = append(parts, text)
				prose = append(prose, len(parts)-1)
			}
		}
	}
	// Lists are the answer; the prose around them goes first where it is long.
	for i := len(prose) - 1; i >= 0 && utf8.RuneCountInString(strings.Join(parts, "\n\n")) > maxText; i-- {
		if len(parts) > 1 {
			parts = slices.Delete(parts, prose[i], prose[i]+1)
		}
	}
	if d.Headline == "" {
		d.Headline = shorten(s.Heading, 160)
	}
	d.Text = paragraphs(parts...)
}

// listText writes a list; its points are cut to their first sentences where
// the whole is longer than most.
func listText(block knowledge.Block, most int) string {
	write := func(brief bool) string {
		var lines []string
		if block.Text != "" {
			lines = append(lines, block.Text)
		}
		for _, it := range block.Items {
			text := it.Text
			if brief {
				text = sentences(text)[0]
			}
			lines = append(lines, "- "+text)
		}
		return strings.Join(lines, "\n")
	}
	if full := write(false); utf8.RuneCountInString(full) <= most {
		return full
	}
	return write(true)
}

// others are next questions: the sections of the runners-up.
func (b *Bot) others(a *ask, hits []index.Hit) []Offer {
	var out []Offer
	seen := map[string]bool{hits[0].Heading(): true}
	for _, h := range hits[1:] {
		if seen[h.Heading()] {
			continue
		}
		seen[h.Heading()] = true
		for _, o := range b.offers[placeOf(h.Passage)] {
			if len(out) < 2 && b.isExample(o) && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	return out
}
