package index

import (
	"strings"

	"careerbot/knowledge"
)

// passages cuts every article of the set into passages.
func (x *Index) passages(set *knowledge.Set) []*Passage {
	c := &cutter{set: set, stems: x.Stems}
	for _, a := range set.Articles {
		for i := range a.Sections {
			c.section(a, i)
		}
	}
	return c.out
}

type cutter struct {
	set   *knowledge.Set
	stems func(string) []string
	out   []*Passage
}

// section adds a section whole and in parts. What its heading says, and the
// headings above it, is said of every part.
func (c *cutter) section(a *knowledge.Article, si int) {
	roles, concepts, headings := c.headings(a, si)
	base := Passage{Article: a, Section: si, Block: -1, Part: -1, Roles: roles, Concepts: concepts}
	whole := base
	var all []string
	part := func(p Passage, own string) {
		c.add(p, own, headings)
		all = append(all, own)
	}
	for bi, b := range a.Sections[si].Blocks {
		p := base
		p.Block = bi
		switch {
		case b.Table != nil:
			for r := range b.Table.Rows {
				c.row(base, bi, r, part)
			}
		case b.Items != nil:
			for k, it := range b.Items {
				p.Kind, p.Part, p.Text = Item, k, it.Text
				f := c.set.Read(b.Text + ". " + it.Lead)
				q := p
				q.Concepts = join(p.Concepts, f.Concepts)
				q.lead = it.Lead
				part(q, it.Text)
			}
		default:
			p.Kind, p.Text = Para, b.Text
			part(p, b.Text)
		}
	}
	whole.Text = strings.Join(all, "\n")
	c.add(whole, whole.Text, headings)
}

// row adds one row of a table, with the roles of its columns.
func (c *cutter) row(base Passage, bi, r int, part func(Passage, string)) {
	t := base.Article.Sections[base.Section].Blocks[bi].Table
	p := base
	p.Kind, p.Block, p.Part = Row, bi, r
	p.Concepts = nil // a row is about its label, not about its table's heading
	label := c.set.Facets(base.Article, base.Section, bi, r, 0)
	p.Concepts = join(p.Concepts, label.Concepts)
	p.Roles = nil
	for col := 1; col < len(t.Header); col++ {
		if f := c.set.Facets(base.Article, base.Section, bi, -1, col); f.Role != nil && !contains(p.Roles, f.Role) {
			p.Roles = append(p.Roles, f.Role)
		}
	}
	if label.Role != nil && !contains(p.Roles, label.Role) {
		p.Roles = append(p.Roles, label.Role)
	}
	if c.set.IsPayRow(base.Article, base.Section, bi, r) {
		p.Kind = PayRow
	}
	p.Text, p.lead = strings.Join(t.Rows[r].Cells, " | "), t.Rows[r].Label()
	part(p, p.Text)
}

// headings returns what a section's heading and those above it speak of.
func (c *cutter) headings(a *knowledge.Article, si int) (roles, concepts []*knowledge.Term, text string) {
	var texts []string
	for i := si; i >= 0; i = a.Sections[i].Parent {
		h := a.Sections[i].Heading
		texts = append(texts, h)
		f := c.set.Read(h)
		if len(roles) == 0 {
			roles = f.Roles
		}
		concepts = join(concepts, f.Concepts)
	}
	return roles, concepts, strings.Join(texts, " ")
}

func (c *cutter) add(p Passage, own, headings string) {
	f := c.set.Read(own)
	for _, t := range f.Concepts {
		if !contains(p.Concepts, t) {
			p.Said = append(p.Said, t)
		}
	}
	p.Levels = f.Levels
	if len(p.Roles) == 0 {
		p.Roles = f.Roles
	}
	p.Figures = strings.Contains(own, "%") || len(knowledge.FindMoney(own)) > 0
	p.ID = len(c.out)
	p.terms = map[string]mark{}
	for where, text := range map[mark]string{inHeading: headings, inText: own, inLead: p.lead} {
		last := ""
		for _, s := range c.stems(c.set.Words(text)) {
			p.terms[s] |= where
			p.terms[Pair(last, s)] |= where
			last = s
		}
	}
	c.out = append(c.out, &p)
}

func join(a, b []*knowledge.Term) []*knowledge.Term {
	out := a[:len(a):len(a)]
	for _, t := range b {
		if !contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}
