package bot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"careerbot/index"
	"careerbot/knowledge"
)

// paragraphDraft quotes a paragraph: the sentence that decides first.
func (b *Bot) paragraphDraft(d *draft, a *ask, e evidence, p *index.Passage) {
	all := b.sentences[p.ID]
	at := b.deciding(a, e, all)
	if !fitsHeadline(all[at].text) {
		d.Headline, d.Text = shorten(p.Heading(), 160), p.Text
		return
	}
	d.Headline = all[at].text
	var rest []string
	for i, s := range all {
		if i != at {
			rest = append(rest, s.text)
		}
	}
	d.Text = paragraphs(append([]string{strings.Join(rest, " ")}, b.besides(p)...)...)
}

// deciding returns which sentence says most of what is asked, among those that
// fit a headline where any does.
func (b *Bot) deciding(a *ask, e evidence, all []sentence) int {
	best, at := -100, 0
	for i, s := range all {
		n := 0
		for _, st := range e.query {
			if slices.Contains(s.stems, st) {
				n += 2
			}
		}
		for _, c := range a.concepts {
			if slices.Contains(s.Concepts, c) && c.Group != "weak" {
				n++
			}
		}
		if len(all) > 1 {
			n += agree(a.places, s.Places) + agree(a.roles, s.Roles)
			if len(a.roles) == 2 && len(s.Roles) == 2 && s.Roles[0] == a.roles[0] && s.Roles[1] == a.roles[1] {
				n += 2 // "from X to Y" is asked, and said
			}
			if a.howLong() && index.Lasts(s.text) || b.measures(s.text, e.measured) {
				n += 2
			}
		}
		if !fitsHeadline(s.text) {
			n -= 2
		}
		if n > best {
			best, at = n, i
		}
	}
	return at
}

// agree weighs whether a sentence names what is asked about, or something
// else instead.
func agree(asked, named []*knowledge.Term) int {
	if len(asked) == 0 || len(named) == 0 {
		return 0
	}
	if slices.ContainsFunc(asked, func(t *knowledge.Term) bool { return slices.Contains(named, t) }) {
		return 2
	}
	return -3
}

// fitsHeadline reports whether a sentence is a headline: short, and with no more
// amounts of money than one takes in.
func fitsHeadline(s string) bool {
	return utf8.RuneCountInString(s) <= 160 && amountsIn(s) <= mostAmounts
}

// besides returns the other paragraphs of a section that is short enough to be
// read whole.
func (b *Bot) besides(p *index.Passage) []string {
	s := p.Article.Sections[p.Section]
	if p.Heading() == "" || utf8.RuneCountInString(b.whole[placeOf(p)]) > maxText {
		return nil
	}
	var out []string
	for i, block := range s.Blocks {
		switch {
		case block.Table != nil || block.Items != nil:
			return nil
		case i != p.Block:
			out = append(out, block.Text)
		}
	}
	return out
}
