package index

import (
	"slices"

	"careerbot/knowledge"
)

// A Kind says which part of an article a Passage is.
type Kind uint8

// The kinds of passages.
const (
	Whole  Kind = iota // a whole section
	Para               // one paragraph
	Item               // one point of a list
	Row                // one row of a table that is not pay
	PayRow             // one row of a table that holds pay
)

// A Passage is what the index stores: a section or a part of one.
type Passage struct {
	ID          int
	Kind        Kind
	Article     *knowledge.Article
	Section     int // index into Article.Sections
	Block       int // index into the section's Blocks; -1 for Whole
	Part        int // item of the list or row of the table; -1 elsewhere
	Text        string
	Roles       []*knowledge.Term // of its heading, lead or label; all columns of a row
	Concepts    []*knowledge.Term // what its heading, lead or label speaks of
	Above       []*knowledge.Term // those of them that only a heading above its section's own has
	Said        []*knowledge.Term // concepts that only its text has
	Levels      []*knowledge.Term // that its text names
	Lasts       bool              // its text says how long something takes: "three years"
	Figures     bool              // its text has a figure of money or a percentage
	Prices      bool              // it is a Row of nothing but amounts of money
	Answers     bool              // the heading of its section asks something
	Sides       bool              // its heading, or the line above its list, is on what speaks for and against
	Mine        bool              // the heading of its section asks something for oneself: "Can I …"
	Conditional bool              // the heading of its section says whom something suits: "Choose X if …"
	counted     []string          // stems of what its text has a number of
	lead        string            // its bold lead or its row's label
	label       []string          // stems of the lead, or of the section's heading, that say what it is on

	// The evidence: its words in their order, and those of its lead or label
	// and of the headings above it.
	words      *words
	text, head []word
	leading    []word
}

// Heading returns the section's heading, the article's title where it has none.
func (p *Passage) Heading() string {
	if h := p.Article.Sections[p.Section].Heading; h != "" {
		return h
	}
	return p.Article.Title
}

// Row returns the table and the row that the passage is; nil for other kinds.
func (p *Passage) Row() (*knowledge.Table, *knowledge.Row) {
	if p.Kind != Row && p.Kind != PayRow {
		return nil, nil
	}
	t := p.Article.Sections[p.Section].Blocks[p.Block].Table
	return t, &t.Rows[p.Part]
}

// Has reports whether the passage's own text, or its headings, has a stem or a
// Pair.
func (p *Passage) Has(stem string) bool {
	s := p.words.find(stem)
	return s.in(p.text) || s.in(p.leading) || s.in(p.head)
}

// Owns reports whether the passage's own text has a stem or a Pair.
func (p *Passage) Owns(stem string) bool {
	s := p.words.find(stem)
	return s.in(p.text) || s.in(p.leading)
}

// Heads reports whether a heading above the passage has a stem or a Pair.
func (p *Passage) Heads(stem string) bool { return p.words.find(stem).in(p.head) }

// Leads reports whether the passage's lead or label has a stem or a Pair.
func (p *Passage) Leads(stem string) bool { return p.words.find(stem).in(p.leading) }

// About reports whether the passage's heading, lead or label speaks of a concept.
func (p *Passage) About(c *knowledge.Term) bool { return contains(p.Concepts, c) }

// Below reports whether a heading above the passage's own section is all of its
// headings that speaks of a concept.
func (p *Passage) Below(c *knowledge.Term) bool { return contains(p.Above, c) }

// Says reports whether the passage's text speaks of a concept.
func (p *Passage) Says(c *knowledge.Term) bool { return contains(p.Said, c) }

// Of reports whether the passage belongs to a role.
func (p *Passage) Of(r *knowledge.Term) bool { return contains(p.Roles, r) }

// Counts reports whether the passage's text has a number of something: "13 exams".
func (p *Passage) Counts(stem string) bool { return slices.Contains(p.counted, stem) }

// Names reports whether the passage's text names a level.
func (p *Passage) Names(l *knowledge.Term) bool { return contains(p.Levels, l) }

// Named reports whether a question that has the stems says everything that
// the passage's label does, its lead's, its row's or its section's: the
// question is then on what the passage is on. Roles count for nothing.
func (p *Passage) Named(stems []string) bool {
	for _, s := range p.label {
		if !slices.Contains(stems, s) {
			return false
		}
	}
	return len(p.label) > 0
}

// LabelStems returns the stems of the label that Named compares.
func (p *Passage) LabelStems() []string { return p.label }

func contains(list []*knowledge.Term, t *knowledge.Term) bool {
	for _, x := range list {
		if x == t {
			return true
		}
	}
	return false
}
