// Package indextest makes sets of articles of any size, and a plain bleve
// index of them, for benchmarks and tests.
//
// The articles have the form of real ones: each compares two roles, with a
// table of features, what a day is like, lists of skills, tables of pay for
// some countries, reasons for choosing, and opinion. Their words have the
// frequencies of real texts and mean nothing. The same seed and size give the
// same set.
package indextest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"careerbot/knowledge"
)

// A Corpus is made-up articles and questions that they answer.
type Corpus struct {
	Set       *knowledge.Set
	Passages  int // paragraphs, points of lists and rows of tables
	Questions []string
}

// New returns the shipped article among as many made-up ones as give at least
// so many passages, loaded from a folder.
func New(tb testing.TB, passages int) Corpus {
	tb.Helper()
	dir := tb.TempDir()
	g := newGenerator(passages)
	for g.passages < passages {
		name, text := g.article()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	set, err := knowledge.Load(false, dir)
	if err != nil {
		tb.Fatal(err)
	}
	c := Corpus{Set: set, Questions: g.questions()}
	for _, a := range set.Articles {
		c.Passages += countPassages(a)
	}
	return c
}

func countPassages(a *knowledge.Article) int {
	n := 0
	for _, s := range a.Sections {
		for _, b := range s.Blocks {
			switch {
			case b.Table != nil:
				n += len(b.Table.Rows)
			case b.Items != nil:
				n += len(b.Items)
			default:
				n++
			}
		}
	}
	return n
}

// A generator writes one article after the other.
type generator struct {
	*writer
	articles int
	passages int
	asked    []asked
}

// asked is what questions can ask of an article.
type asked struct {
	role, other string
	places      [2]place
	reason      string // rare words of a reason for the role
	matter      string // rare words of a paragraph
}

const seed = 2026

// newGenerator returns one whose vocabulary grows with the passages, as that of
// texts does.
func newGenerator(passages int) *generator {
	size := 2500 + 14*passages/10
	if passages > 10_000 {
		size = 2500 + 14_000 + (passages-10_000)/2
	}
	return &generator{writer: newWriter(seed, newVocabulary(size))}
}

// role returns the i-th role: a field and an occupation.
func role(i int) string {
	head := occupations[i%len(occupations)]
	field := i / len(occupations) * 7 % len(fields)
	if n := i / len(occupations) / len(fields); n > 0 {
		return fmt.Sprintf("%s %s %s", title(madeUp(100+n)), fields[field], head)
	}
	return fields[field] + " " + head
}

// A place is a country with its currency.
type place struct {
	name, currency string
	scale          int // of amounts, in thousands
}

var (
	places = []place{{"UK", "£", 30}, {"US", "$", 60}, {"Germany", "€", 35}, {"Ireland", "€", 36}, {"Canada", "C$", 50}, {"Australia", "A$", 55}}
	levels = []string{"Entry-level (0–2 years)", "Mid-level (2–5 years)", "Senior (5–8 years)", "Staff/Principal (8+ years)"}

	occupations = []string{"Engineer", "Analyst", "Technician", "Designer", "Inspector", "Planner", "Surveyor", "Chemist", "Auditor", "Operator", "Assessor", "Estimator"}
	fields      = []string{
		"Solar", "Payroll", "Marine", "Clinical", "Rail", "Water", "Textile", "Ceramics", "Forestry", "Aviation", "Packaging", "Acoustics",
		"Lighting", "Irrigation", "Turbine", "Freight", "Dairy", "Quarry", "Printing", "Furniture", "Elevator", "Harbour", "Orchard", "Pipeline", "Battery", "Glass",
	}
)

// pay returns the pay of a role at a level in a place. Articles on the same
// role agree on it, but for one in ten.
func (g *generator) pay(role int, level int, p place) string {
	r := rand.New(rand.NewPCG(uint64(role), uint64(level)))
	low := p.scale * (10 + 4*level + r.IntN(4)) / 10
	if g.random.IntN(10) == 0 {
		low++
	}
	open := ""
	if level == len(levels)-1 {
		open = "+"
	}
	return fmt.Sprintf("%s%d,000–%s%d,000%s", p.currency, low, p.currency, low*14/10, open)
}
