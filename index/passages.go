package index

import (
	"regexp"
	"slices"
	"strings"

	"careerbot/knowledge"
)

// A cutter cuts every article of a set into passages.
type cutter struct {
	set     *knowledge.Set
	stemmer stemmer
	words   *words
	out     []*Passage
	heads   [][]word // of each passage but whole ones: the words of its heading or row's label
}

func (c *cutter) article(a *knowledge.Article) {
	for i := range a.Sections {
		c.section(a, i)
	}
}

// headings is what a section's heading and those above it say of every part.
type headings struct {
	roles, concepts []*knowledge.Term
	words           []word
	own             []word            // words of the section's own heading
	label           []string          // stems of those that say what it is on
	asks            bool              // the section's own heading is a question
	above           []*knowledge.Term // of the concepts those that the section's own heading has not
}

// section adds a section in parts and then whole.
func (c *cutter) section(a *knowledge.Article, si int) {
	h := c.headings(a, si)
	h.concepts = join(h.concepts, c.answered(&a.Sections[si]))
	base := Passage{Article: a, Section: si, Block: -1, Part: -1, Roles: h.roles, Concepts: h.concepts, Above: h.above,
		Answers: h.asks, Sides: isSides(a.Sections[si].Heading), Mine: h.asks && isMine(a.Sections[si].Heading), Conditional: isConditional(a.Sections[si].Heading)}
	first := len(c.out)
	for bi, b := range a.Sections[si].Blocks {
		p := base
		p.Block = bi
		switch {
		case b.Table != nil:
			for r := range b.Table.Rows {
				c.row(base, bi, r, h)
			}
		case b.Items != nil:
			for k, it := range b.Items {
				q := p
				q.Kind, q.Part, q.Text, q.lead = Item, k, it.Text, it.Lead
				if name, _, ok := strings.Cut(it.Text, " ("); ok && q.lead == "" && strings.HasSuffix(it.Text, ")") {
					q.lead = name // "Containers (Docker)"
				}
				q.Sides = q.Sides || isSides(b.Text)
				q.Concepts = join(p.Concepts, c.set.Read(b.Text+". "+it.Lead).Concepts)
				c.add(q, h)
			}
		default:
			p.Kind, p.Text = Para, b.Text
			c.add(p, h)
		}
	}
	c.whole(base, first, h)
}

// answered returns what a heading that says what somebody does answers, "What
// plumbers do", unless the line above one of its lists says so itself.
func (c *cutter) answered(s *knowledge.Section) []*knowledge.Term {
	rest, ok := strings.CutPrefix(strings.TrimRight(s.Heading, "?:. "), "What ")
	if !ok || !strings.HasSuffix(rest, " do") || strings.HasPrefix(rest, "do ") {
		return nil
	}
	concepts := c.set.Read("what do " + rest).Concepts
	for _, b := range s.Blocks {
		if b.Items != nil && slices.ContainsFunc(c.set.Read(b.Text).Concepts, func(t *knowledge.Term) bool { return contains(concepts, t) }) {
			return nil
		}
	}
	return concepts
}

// row adds one row of a table, with the roles of its columns.
func (c *cutter) row(base Passage, bi, r int, h headings) {
	t := base.Article.Sections[base.Section].Blocks[bi].Table
	p := base
	p.Kind, p.Block, p.Part = Row, bi, r
	label := c.set.Facets(base.Article, base.Section, bi, r, 0)
	if len(label.Concepts) == 0 && !strings.Contains(t.Rows[r].Label(), " ") {
		label.Concepts = c.set.Read("main " + t.Rows[r].Label()).Concepts // "Software" is read as the main software
	}
	p.Concepts = join(nil, label.Concepts) // a row is about its label, not about its table's heading
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
	} else if label.Level != nil || label.Role != nil || label.Place != nil {
		p.Concepts = join(p.Concepts, h.concepts) // its label says whose it is, its heading what
	}
	p.Text, p.lead = strings.Join(t.Rows[r].Cells, " | "), t.Rows[r].Label()
	p.Prices = p.Kind == Row && !slices.ContainsFunc(t.Rows[r].Cells[1:], func(cell string) bool { return len(knowledge.FindMoney(cell)) == 0 })
	c.add(p, h)
}

func (c *cutter) headings(a *knowledge.Article, si int) (h headings) {
	for i := si; i >= 0; i = a.Sections[i].Parent {
		words, r := c.set.Understand(a.Sections[i].Heading)
		if len(h.roles) == 0 {
			h.roles = r.Roles
			if hint := c.set.RoleHint(a, a.Sections[i].Heading); hint != nil && len(h.roles) == 0 {
				h.roles = []*knowledge.Term{hint}
			}
		}
		if i != si {
			for _, t := range r.Concepts {
				if !contains(h.concepts, t) {
					h.above = append(h.above, t)
				}
			}
		}
		if duties := c.set.Term(knowledge.ConceptTerm, knowledge.ConceptDuties); duties != nil && somebodysDay.MatchString(a.Sections[i].Heading) {
			r.Concepts = join(r.Concepts, []*knowledge.Term{duties})
		}
		h.concepts = join(h.concepts, r.Concepts)
		h.words = append(h.words, c.withMatters(c.learn(words), a.Sections[i].Heading)...)
		if i == si {
			h.own, h.label = h.words[:len(h.words):len(h.words)], c.label(a.Sections[i].Heading)
			h.asks = isQuestion(a.Sections[i].Heading)
		}
	}
	if a.Sections[si].Heading == "" {
		h.own = c.learn(c.set.Words(a.Title))
	}
	return h
}

// learn returns the words of a text that has its synonyms replaced.
func (c *cutter) learn(text string) []word { return c.words.add(c.stemmer.learn(nil, text)) }

// withMatters adds to the words of a text what it is on by the thesaurus. They stand beside
// no word.
func (c *cutter) withMatters(list []word, text string) []word {
	for _, m := range c.set.Matters(text) {
		list = append(append(list, 0), c.words.add([]string{string(m)})...)
	}
	return list
}

// lasting finds a length of time that is no band of experience.
var lasting = regexp.MustCompile(`(?i)\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|a|another)[ -](more )?(weeks?|months?|years?)\b`)

// Lasts reports whether a text says how long something takes: "two years".
func Lasts(text string) bool { return lasting.MatchString(text) }

// label returns the stems of a label without roles and everyday words.
func (c *cutter) label(text string) []string {
	toks := c.set.Lexicon.Canonical(knowledge.Tokens(text))
	var words, everyday []string
	for _, s := range c.set.Lexicon.Read(toks) {
		switch {
		case s.Is(knowledge.RoleTerm) != nil:
		case s.Is(knowledge.FillerTerm) != nil:
			everyday = append(everyday, s.Phrase)
		default:
			words = append(words, s.Phrase)
		}
	}
	if len(words) == 0 {
		words = everyday // "Next step"
	}
	return c.stemmer.learn(nil, strings.Join(words, " "))
}

// add adds a part of a section.
func (c *cutter) add(p Passage, h headings) {
	words, r := c.set.Understand(p.Text)
	for _, t := range r.Concepts {
		if !contains(p.Concepts, t) {
			p.Said = append(p.Said, t)
		}
	}
	p.Levels = r.Levels
	if len(p.Roles) == 0 {
		p.Roles = r.Roles
	}
	p.Lasts = p.Kind != Row && p.Kind != PayRow && Lasts(p.Text)
	p.counted = c.counted(&p)
	p.Figures = strings.Contains(p.Text, "%") || len(knowledge.FindMoney(p.Text)) > 0
	if p.label = h.label; p.lead != "" {
		p.label = c.label(p.lead)
	}
	p.head, p.text = h.words, c.withMatters(c.learn(words), p.Text)
	switch {
	case p.lead != "":
		p.leading = c.withMatters(c.learn(c.set.Words(p.lead)), p.lead)
	case h.asks && p.Kind == Para:
		p.leading = c.withMatters(c.learn(c.set.Words(asked(p.Heading()))), p.Heading()) // what stands below answers it
	}
	head := h.own
	if p.Kind == Row || p.Kind == PayRow {
		head = p.leading
	}
	c.put(p, head)
	c.words.tally(len(c.out), p.head, p.text, p.leading)
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// whole adds a section as the sum of its parts, those from first on.
func (c *cutter) whole(p Passage, first int, h headings) {
	p.head = h.words
	var texts []string
	var roles []*knowledge.Term
	for _, part := range c.out[first:] {
		texts = append(texts, part.Text)
		p.text = append(append(p.text, part.text...), 0)
		roles = join(roles, part.Roles)
		p.Levels = join(p.Levels, part.Levels)
		p.Figures = p.Figures || part.Figures
		for _, t := range join(part.Concepts, part.Said) {
			if !contains(p.Concepts, t) {
				p.Said = join(p.Said, []*knowledge.Term{t})
			}
		}
	}
	if len(p.Roles) == 0 {
		p.Roles = roles
	}
	for _, b := range p.Article.Sections[p.Section].Blocks {
		if b.Items != nil && b.Text != "" {
			texts = append(texts, b.Text) // the lines that lead into lists are no passages of their own
		}
	}
	p.Text = strings.Join(texts, "\n")
	c.put(p, nil)
}

func (c *cutter) put(p Passage, head []word) {
	p.ID, p.words = len(c.out), c.words
	c.out, c.heads = append(c.out, &p), append(c.heads, head)
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

// counted returns the stems of what a passage counts, and of a row's label where
// its cells begin with a number: "Hours a week | 20".
func (c *cutter) counted(p *Passage) []string {
	words := Counted(p.Text)
	if p.Kind == Row {
		_, row := p.Row()
		if len(row.Cells) > 1 && startsWithDigit(row.Cells[1]) {
			for _, t := range knowledge.Tokens(row.Label()) {
				words = append(words, t.Raw)
			}
		}
	}
	stems := c.stemmer.learn(nil, strings.Join(words, " "))
	if slices.Contains(words, Share) {
		stems = append(stems, Share)
	}
	return stems
}
