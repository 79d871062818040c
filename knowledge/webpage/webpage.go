// Package webpage turns saved web pages, and Markdown, into articles.
//
// A page goes through these steps, one file each: its bytes become text
// (decode.go), the text a tree (dom.go), from which everything is taken that
// is not the article (prune.go, choose.go). What is left becomes blocks:
// headings, paragraphs, lists, tables (blocks.go, inline.go, grid.go,
// table.go), which are put in order (tidy.go) and written as Markdown
// (write.go). The front matter comes from the page's metadata (meta.go,
// jsonld.go) and from what the text says of its figures (facts.go). The result
// is parsed as any other article (check.go), and the report tells what was
// recognised and what was not (report.go).
//
// Pages are hostile until parsed. Sizes, depths and counts are bounded by the
// constants below; what breaks them is refused with a message that names the
// line.
package webpage

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"careerbot/knowledge"
)

// The bounds of what is read.
const (
	MaxPageBytes = 8 << 20 // of a page as it is saved; Markdown is bound by knowledge.MaxArticleBytes
	MaxTags      = 400_000 // of a page
	MaxNesting   = 512     // elements in each other; the HTML parser refuses more
	MaxColumns   = 100     // of a table
	MaxCells     = 100_000 // of all tables of a page, after merged cells were filled
	minWords     = 30      // of a page that has no table; with fewer it has no article
)

// An Importer turns pages into articles. The zero value is ready to use. It
// keeps the word lists between pages and is not safe for concurrent use.
type Importer struct {
	// Charset is the character set of all pages, whatever they say of
	// themselves; "" to find it out.
	Charset string

	words *knowledge.Vocabulary
}

// An Article is an imported page.
type Article struct {
	Markdown []byte // front matter and text, as knowledge.ParseArticle reads it
	Report   Report
}

// Import reads a page; name is its file's name for messages, and what it ends
// in tells HTML from Markdown where the page itself does not. The errors of a
// page that cannot be imported are joined, each "name:line: message" or, where
// there is no line, "name: message".
func (im *Importer) Import(name string, page []byte) (*Article, error) {
	if im.words == nil {
		words, err := knowledge.ShippedVocabulary()
		if err != nil {
			return nil, err
		}
		im.words = words
	}
	d := &draft{name: name, words: im.words}
	if err := d.read(page, im.Charset); err != nil {
		return nil, err
	}
	return d.article()
}

// A draft is an article in the making.
type draft struct {
	name   string
	words  *knowledge.Vocabulary
	root   *html.Node // the whole page
	body   []block
	meta   metadata
	facts  facts
	roles  []knowledge.RoleName
	report Report
	faults []error
	cells  int // of tables so far
}

// fault notes why the page cannot be imported. A line of 0 is not known.
func (d *draft) fault(line int, format string, args ...any) {
	d.faults = append(d.faults, faultAt(d.name, line, format, args...))
}

// faultAt returns "name:line: message".
func faultAt(name string, line int, format string, args ...any) error {
	if line > 0 {
		name = fmt.Sprintf("%s:%d", name, line)
	}
	return fmt.Errorf("%s: %s", name, fmt.Sprintf(format, args...))
}

// read makes a tree of the page.
func (d *draft) read(page []byte, charset string) error {
	text, err := d.decode(page, charset)
	if err != nil {
		return err
	}
	if d.report.Format == "Markdown" {
		f, err := knowledge.ReadForeign(d.name, []byte(text))
		if err != nil {
			return err
		}
		d.meta.foreign(f, &d.report)
		d.roles = f.Roles
		d.root, err = parseTree(d.name, string(f.HTML), false)
		return err
	}
	d.root, err = parseTree(d.name, text, true)
	return err
}

// article makes the article of the tree.
func (d *draft) article() (*Article, error) {
	d.meta.page(d.root)
	roots := d.choose()
	d.body = d.blocks(roots)
	if len(d.faults) > 0 {
		return nil, errors.Join(d.faults...)
	}
	d.meta.title(d)
	d.tidy()
	if words, tables := count(d.body); words < minWords && tables == 0 && d.report.Format == "HTML" || words == 0 && tables == 0 {
		return nil, faultAt(d.name, 0, "no article: beside navigation and the like the page has %s of text", counted(words, "word"))
	}
	d.facts.find(d)
	return d.check()
}

// count returns how many words and tables there are.
func count(body []block) (words, tables int) {
	for _, b := range body {
		words += len(strings.Fields(b.text))
		for _, it := range b.items {
			words += len(strings.Fields(it.text))
		}
		if b.table != nil {
			tables++
		}
	}
	return words, tables
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
