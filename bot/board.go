package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// A board is one table as a question's words are held against it: by the labels of its
// rows and columns and by what stands above it, whatever these are called.
type board struct {
	article        *knowledge.Article
	section, block int
	table          *knowledge.Table
	about          label
	rows, cols     []label // cols[0] heads the rows' labels
	hash           uint16  // of where it stands
	pays           map[[2]int]*knowledge.Pay
	paying         bool              // its figures are pay
	roles          []*knowledge.Term // of its article
	parted         bool              // a label of it names a role
}

// A label is what one heading, header or first cell says.
type label struct {
	raw      []string // its words
	stems    []string
	terms    []*knowledge.Term
	years    knowledge.Years
	initials string
	names    []string // its parts between commas, slashes, brackets and "and", each by its stems
}

// prepareBoards reads the labels of all tables once, and notes which boards have a stem.
func (b *Bot) prepareBoards() {
	b.boardsOf, b.boards, b.boardAt = map[string][]*board{}, map[tableKey]*board{}, map[uint16]*board{}
	for _, art := range b.set.Articles {
		for i := range art.Sections {
			for k, blk := range art.Sections[i].Blocks {
				if blk.Table != nil && len(blk.Table.Rows) > 0 {
					b.addBoard(&board{article: art, section: i, block: k, table: blk.Table})
				}
			}
		}
	}
}

// addBoard reads a table's labels.
func (b *Bot) addBoard(o *board) {
	t := o.table
	o.pays = map[[2]int]*knowledge.Pay{}
	for _, p := range b.cells.of[tableKey{o.article, o.section, o.block}] {
		o.pays[[2]int{p.Row, p.Col}] = p
		o.parted = o.parted || p.Role != nil
	}
	o.paying = len(o.pays) > 0
	b.boards[tableKey{o.article, o.section, o.block}] = o
	o.hash = hash16(byte(o.block), o.article.Name+"#"+o.article.Sections[o.section].Anchor)
	b.boardAt[o.hash] = o
	o.about = b.labelOf(o.above())
	for _, h := range t.Header {
		o.cols = append(o.cols, b.labelOf(h))
	}
	for _, r := range t.Rows {
		o.rows = append(o.rows, b.labelOf(r.Label()))
		for _, c := range r.Cells[1:] {
			o.paying = o.paying || slices.ContainsFunc(knowledge.FindMoney(c), func(m knowledge.Money) bool { return m.Period != "" })
		}
	}
	o.paying = o.paying || slices.ContainsFunc(o.about.terms, answersPay)
	o.roles = b.set.RolesOf(o.article)
	for _, l := range slices.Concat(o.rows, o.cols, []label{o.about}) {
		o.parted = o.parted || slices.ContainsFunc(l.terms, func(t *knowledge.Term) bool { return t.Kind == knowledge.RoleTerm })
	}
	seen := map[string]bool{}
	for _, l := range slices.Concat(o.rows, o.cols) {
		for _, s := range l.stems {
			if !seen[s] {
				seen[s] = true
				b.boardsOf[s] = append(b.boardsOf[s], o)
			}
		}
	}
}

// above returns what stands above a table: its caption or the line that leads into it, and
// the headings.
func (o *board) above() string {
	texts := []string{o.table.Caption}
	if o.block > 0 {
		if before := o.article.Sections[o.section].Blocks[o.block-1].Text; len(before) <= mostLead {
			texts = append(texts, before) // "Mid-points of mid-level offers."
		}
	}
	return strings.Join(append(texts, headings(place{o.article, o.section})), ". ")
}

// headings returns a section's heading and those above it.
func headings(p place) string {
	var texts []string
	for s := p.section; s >= 0; s = p.article.Sections[s].Parent {
		texts = append(texts, p.article.Sections[s].Heading)
	}
	return strings.Join(texts, ". ")
}

// mostLead is how many bytes a paragraph has at most that leads into the table behind it.
const mostLead = 120

// labelOf reads a label.
func (b *Bot) labelOf(text string) label {
	r := b.set.Read(text)
	l := label{stems: turned(b.stems(text)), terms: slices.Concat(r.Roles, r.Levels, r.Places, r.Concepts), years: knowledge.YearsIn(text)}
	for _, m := range b.set.Matters(text) {
		l.stems = append(l.stems, string(m))
	}
	parts := func(r rune) bool { return strings.ContainsRune("/,;:()–", r) }
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(text, " and ", "/"), parts) {
		l.names = append(l.names, strings.Join(b.stems(part), " "))
	}
	for _, t := range knowledge.Tokens(text) {
		l.initials += t.Raw[:1]
		l.raw = append(l.raw, t.Raw)
	}
	return l
}

// turned marks the stems behind a word that shuts them out, "outside London": they are
// not what the label is of.
func turned(stems []string) []string {
	for i := 1; i < len(stems); i++ {
		if shutsOut[stems[i-1]] {
			stems[i] = "-" + stems[i]
		}
	}
	return stems
}

// shutsOut are the stems of words that turn a label away from what follows.
var shutsOut = map[string]bool{"outsid": true, "exclud": true, "except": true, "beyond": true}

// masks returns which of what is wanted each of some labels says.
func (o *board) masks(lines []label, all []wanted) []uint64 {
	out := make([]uint64, len(lines))
	for i := range lines {
		for k := range all {
			if all[k].met(&lines[i]) {
				out[i] |= 1 << k
			}
		}
	}
	return out
}

// atOtherRate reports whether pay by the hour, day or week is asked for and a cell's is
// by something else.
func (o *board) atOtherRate(all []wanted, r, c int) bool {
	is := ""
	if p := o.pays[[2]int{r, c}]; p != nil {
		is = p.Period
	} else if found := knowledge.FindMoney(o.table.Rows[r].Cells[c]); len(found) > 0 {
		is = found[0].Period
	}
	return slices.ContainsFunc(all, func(w wanted) bool {
		if w.period != "hour" && w.period != "day" && w.period != "week" || w.period == is {
			return false
		}
		return is != "" || !slices.ContainsFunc([]label{o.about, o.rows[r], o.cols[c]}, func(l label) bool {
			return slices.ContainsFunc(l.raw, func(raw string) bool { return periodWords[raw] == w.period })
		})
	})
}

// periodWords name what pay is reckoned by.
var periodWords = map[string]string{
	"hour": "hour", "hours": "hour", "hourly": "hour", "hr": "hour", "hrs": "hour", "day": "day", "days": "day", "daily": "day",
	"week": "week", "weekly": "week", "month": "month", "monthly": "month", "year": "year", "yearly": "year", "annual": "year", "annually": "year",
}

// keep notes a cell's table, with its row or its column where they stand for all cells.
func (o *board) keep(m *memory, at [2]int, row, col bool) {
	if !row && !col {
		return
	}
	m.board = o.hash
	if row {
		m.row = rowHash(o.table.Rows[at[0]].Label())
	}
	if col {
		m.col = rowHash(o.table.Header[at[1]])
	}
}
