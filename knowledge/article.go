// Package knowledge holds what the bot knows: articles with their sections,
// tables, rows and pay cells, and the vocabulary that people use for them.
//
// An Article is a Markdown file with front matter. Parsing knows Markdown,
// money and headers; it knows nothing about any one article's subject. A Set
// is all loaded articles together with the vocabulary, with every header and
// pay cell read into roles, places and levels. What no list has a word for, a
// Classifier tells by examples: what a question, or a section, is most likely on.
package knowledge

// An Article is one Markdown file. Text fields hold plain text: markup is
// taken off when the file is parsed.
type Article struct {
	Name      string // the file's name without ".md"
	File      string // for messages
	Title     string
	Source    string // address, "" where it has none
	Author    string // who says it: the publisher
	Data      string // year or date of the figures, "" unknown
	Published string // a date, or "unknown"
	Checked   string // a date, or "unknown"
	Interest  string // what its publisher sells, "" for nothing
	Period    string // "year", "month", …: where the text does not say it; the editor's word
	Basis     string // "permanent roles": what the figures are about; the editor's word
	Replaces  string // name of the article that this one takes the place of
	Roles     []RoleName
	Conflicts []string  // disagreements that the editor knows of
	Sections  []Section // in order; the first is the introduction where there is one

	ConflictLines []int          // where the Conflicts stand in the file
	Keys          map[string]int // where the keys of the front matter stand
}

// A RoleName is a role as the front matter names it.
type RoleName struct {
	Name    string
	Aliases []string
	Line    int
}

// A Section is a heading with what stands under it, up to the next heading.
type Section struct {
	Anchor  string
	Heading string // "" for the introduction; the summary of a details block
	Level   int    // 2 for "##"; 0 for the introduction; of details one more than that around them
	Parent  int    // index of the section that it stands in, -1 for none
	Blocks  []Block
	Line    int
}

// A Block is a paragraph, a list or a table of a section; one of the three.
type Block struct {
	Text  string // a paragraph; for a list, the line that leads into it
	Items []Item
	Table *Table
	Line  int
}

// An Item is one point of a list.
type Item struct {
	Lead string // what stands in bold at its start, "" for nothing
	Text string // the whole point, Lead included
	Line int
}

// A Table is a GitHub table, or a list of figures. Every row has as many cells
// as Header.
type Table struct {
	Header  []string
	Rows    []Row
	Caption string // the line right before it that leads into it, "" for none
	List    bool   // it is written as a list: "Senior: £50,000"
	Line    int
}

// A Row is one line of a table; its first cell is its label.
type Row struct {
	Cells []string
	Line  int
}

// Label returns the first cell.
func (r Row) Label() string { return r.Cells[0] }
