package bot

import (
	"fmt"
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
		if l.Group == knowledge.OwnLabel {
			d.memory.levels = append(d.memory.levels, l)
		}
	}
	if !slices.ContainsFunc(a.concepts, top.About) {
		d.memory.concepts = top.Concepts
	}
	if len(d.memory.roles) == 0 && len(top.Roles) == 1 {
		d.memory.roles = top.Roles
	}
	d.Text = paragraphs(d.Text, b.readAs(a), b.label(a, d))
	d.Next = b.others(a, hits)
	return d
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
		if i < 0 || !b.opinion(art, i) {
			return ""
		}
		if art.Interest == "" {
			return "Opinion, not data."
		}
		return "Opinion, not data. " + strings.TrimRight(art.Interest, ".") + "."
	}
	return ""
}

// opinion reports whether a section's heading, or one above it, is of the
// kind that an article can only have an opinion on.
func (b *Bot) opinion(art *knowledge.Article, i int) bool {
	for ; i >= 0; i = art.Sections[i].Parent {
		for _, c := range b.set.Read(art.Sections[i].Heading).Concepts {
			if c.Group == "opinion" {
				return true
			}
		}
	}
	return false
}

// rows answers with rows of a comparison: the one that is asked for, several
// where several are, the whole table for the difference in general.
func (b *Bot) rows(a *ask, e evidence, hits []index.Hit) draft {
	top := hits[0].Passage
	var d draft
	d.Kind = Comparison
	d.memory.kind = memRow
	picked := b.pickRows(a, e, hits)
	t, _ := top.Row()
	cols := b.columns(a, top)
	d.cited = append(d.cited, t.Header...)
	for _, p := range picked {
		_, r := p.Row()
		d.cited = append(d.cited, r.Cells...)
	}
	d.cite(top.Article, top.Section)
	if len(picked) > 1 {
		b.rowTable(&d, t, picked, cols)
		return d
	}
	_, row := top.Row()
	lines := make([]string, 0, len(cols))
	for _, c := range cols {
		lines = append(lines, fmt.Sprintf("%s, %s: %s", row.Label(), t.Header[c], row.Cells[c]))
	}
	d.Headline, d.Text = shorten(lines[0], 160), strings.Join(lines[1:], "\n")
	if lines[0] != d.Headline {
		d.Text = strings.Join(lines, "\n")
	}
	return d
}

// columns orders a table's columns: those of the roles asked for come first.
func (b *Bot) columns(a *ask, p *index.Passage) []int {
	t, _ := p.Row()
	var first, rest []int
	for c := 1; c < len(t.Header); c++ {
		f := b.set.Facets(p.Article, p.Section, p.Block, -1, c)
		if slices.Contains(a.roles, f.Role) {
			first = append(first, c)
		} else {
			rest = append(rest, c)
		}
	}
	return append(first, rest...)
}

// pickRows returns the rows to show, all of one table.
func (b *Bot) pickRows(a *ask, e evidence, hits []index.Hit) []*index.Passage {
	top := hits[0].Passage
	picked := []*index.Passage{top}
	for _, h := range hits[1:] {
		same := h.Article == top.Article && h.Section == top.Section && h.Block == top.Block && h.Kind == index.Row
		if same && len(picked) < 3 && h.Score > 0.6*hits[0].Score && b.adds(a, e, picked, h.Passage) {
			picked = append(picked, h.Passage)
		}
	}
	return picked
}

// adds reports whether a row is about a concept, or has a word, that is asked
// for and that the rows before it are not about.
func (b *Bot) adds(a *ask, e evidence, picked []*index.Passage, p *index.Passage) bool {
	covered := func(has func(*index.Passage) bool) bool { return slices.ContainsFunc(picked, has) }
	for _, c := range a.concepts {
		if p.About(c) && c.Group != "weak" && !covered(func(o *index.Passage) bool { return o.About(c) }) {
			return true
		}
	}
	for _, s := range e.stems {
		if p.Has(s) && !covered(func(o *index.Passage) bool { return o.Has(s) }) {
			return true
		}
	}
	return false
}

// wholeTable answers with all rows of the comparison that has the roles asked
// for, pay left out.
func (b *Bot) wholeTable(a *ask) (draft, bool) {
	var rows []*index.Passage
	for _, p := range b.index.Passages {
		if p.Kind != index.Row || len(p.Roles) < 2 || slices.ContainsFunc(a.roles, func(r *knowledge.Term) bool { return !p.Of(r) }) {
			continue
		}
		if len(rows) > 0 && (rows[0].Article != p.Article || rows[0].Section != p.Section || rows[0].Block != p.Block) {
			break
		}
		rows = append(rows, p)
	}
	if len(rows) < 2 {
		return draft{}, false
	}
	var d draft
	d.Kind = Comparison
	d.memory = memory{kind: memRow, roles: a.roles, concepts: a.concepts}
	t, _ := rows[0].Row()
	d.cited = append(d.cited, t.Header...)
	for _, p := range rows {
		_, r := p.Row()
		d.cited = append(d.cited, r.Cells...)
	}
	d.cite(rows[0].Article, rows[0].Section)
	b.rowTable(&d, t, rows, b.columns(a, rows[0]))
	d.Next = b.near(a)
	return d, true
}

// inGeneral reports whether the whole difference is asked for and nothing in
// particular.
func (b *Bot) inGeneral(a *ask, e evidence) bool {
	if !a.has(knowledge.ConceptDifference) || len(a.roles) == 1 || len(e.stems) > 1 {
		return false
	}
	return !slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool {
		return t.Group != "weak" && t.Name != knowledge.ConceptChoosing
	})
}

// rowTable shows several rows as a table.
func (b *Bot) rowTable(d *draft, t *knowledge.Table, picked []*index.Passage, cols []int) {
	labels := make([]string, len(picked))
	out := &Table{Header: []string{t.Header[0]}}
	names := make([]string, len(cols))
	for i, c := range cols {
		names[i] = t.Header[c]
		out.Header = append(out.Header, t.Header[c])
	}
	for i, p := range picked {
		_, r := p.Row()
		labels[i] = r.Label()
		row := []string{r.Label()}
		for _, c := range cols {
			row = append(row, orDash(r.Cells[c]))
		}
		out.Rows = append(out.Rows, row)
	}
	out.Caption = list(names, "and")
	d.Table = out
	d.Headline = shorten(list(names, "and")+": "+midSentence(strings.Join(labels, ", ")), 160)
	if len(picked) > 3 {
		_, first := picked[0].Row()
		d.Headline = shorten(fmt.Sprintf("%s, %s: %s", first.Label(), t.Header[cols[0]], first.Cells[cols[0]]), 160)
		if len(cols) > 1 {
			d.Text = shorten(fmt.Sprintf("%s, %s: %s", first.Label(), t.Header[cols[1]], first.Cells[cols[1]]), 200)
		}
	}
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// passage answers with the part of a section that answers.
func (b *Bot) passage(a *ask, e evidence, p *index.Passage) draft {
	var d draft
	d.Kind = Section
	d.memory.kind = memSection
	s := p.Article.Sections[p.Section]
	d.cite(p.Article, p.Section)
	d.cited = append(d.cited, b.sectionText(p))
	switch p.Kind {
	case index.Item:
		if items := b.pickItems(a, e, p); len(items) > 0 {
			b.itemsDraft(&d, items)
			return d
		}
		b.sectionDraft(&d, &s)
	default:
		block := s.Blocks[p.Block]
		if b.wantsList(a, e, &s, p) {
			b.sectionDraft(&d, &s)
			return d
		}
		b.paragraphDraft(&d, a, e, block.Text)
	}
	return d
}

// sectionText returns all of a passage's section, for the figure guard.
func (b *Bot) sectionText(p *index.Passage) string {
	for _, o := range b.index.Passages {
		if o.Kind == index.Whole && o.Article == p.Article && o.Section == p.Section {
			return o.Text
		}
	}
	return p.Text
}

// pickItems returns the points of a list that have the question's own words,
// best first as the list has them; none where the whole list is asked for.
func (b *Bot) pickItems(a *ask, e evidence, p *index.Passage) []string {
	block := p.Article.Sections[p.Section].Blocks[p.Block]
	heads := b.index.Stems(b.set.Words(p.Article.Sections[p.Section].Heading))
	score := make([]int, len(block.Items))
	best := 0
	for i, it := range block.Items {
		own := b.index.Stems(b.set.Words(it.Text))
		said := b.set.Read(it.Text).Concepts
		for _, s := range e.stems {
			if slices.Contains(own, s) && !slices.Contains(heads, s) {
				score[i] += 2
			}
		}
		for _, c := range a.concepts {
			if c.Group != "weak" && slices.Contains(said, c) && !p.About(c) {
				score[i]++
			}
		}
		best = max(best, score[i])
	}
	if best < 2 {
		return nil
	}
	var out []string
	for i, it := range block.Items {
		if score[i] > 0 && 2*score[i] > best {
			out = append(out, it.Text)
		}
	}
	if len(out) > 4 || len(out) == len(block.Items) {
		return nil
	}
	return out
}

// itemsDraft quotes points of a list: the first as the claim where it is short.
func (b *Bot) itemsDraft(d *draft, items []string) {
	first := sentences(items[0])
	d.Headline = shorten(first[0], 160)
	var rest []string
	if d.Headline != first[0] {
		rest = append(rest, items[0])
	} else if len(first) > 1 {
		rest = append(rest, strings.Join(first[1:], " "))
	}
	for _, it := range items[1:] {
		rest = append(rest, "- "+it)
	}
	d.Text = strings.Join(rest, "\n")
}

// wantsList reports whether the section as a whole answers better than one of
// its paragraphs: it is asked for by what its heading says, and the paragraph
// has none of the question's own words.
func (b *Bot) wantsList(a *ask, e evidence, s *knowledge.Section, p *index.Passage) bool {
	if !slices.ContainsFunc(s.Blocks, func(b knowledge.Block) bool { return b.Items != nil }) {
		return false
	}
	own := b.index.Stems(b.set.Words(s.Blocks[p.Block].Text))
	return !slices.ContainsFunc(e.stems, func(st string) bool { return slices.Contains(own, st) })
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
			if d.Headline == "" {
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

// paragraphDraft quotes a paragraph: the sentence that decides first.
func (b *Bot) paragraphDraft(d *draft, a *ask, e evidence, text string) {
	all := sentences(text)
	best, at := -1, 0
	for i, s := range all {
		own := b.index.Stems(b.set.Words(s))
		said := b.set.Read(s).Concepts
		n := 0
		for _, st := range e.query {
			if slices.Contains(own, st) {
				n += 2
			}
		}
		for _, c := range a.concepts {
			if slices.Contains(said, c) && c.Group != "weak" {
				n++
			}
		}
		if n > best && utf8.RuneCountInString(s) <= 160 {
			best, at = n, i
		}
	}
	d.Headline = shorten(all[at], 160)
	if d.Headline != all[at] {
		d.Text = text
		return
	}
	rest := append(slices.Clone(all[:at]), all[at+1:]...)
	d.Text = strings.Join(rest, " ")
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
		for _, o := range b.offersOf(b.set.Read(h.Heading())) {
			if len(out) < 2 && slices.Contains(b.examples, o) && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	return out
}
