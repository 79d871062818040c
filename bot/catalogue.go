package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// A Catalogue is what can be asked about: names as the loaded articles have
// them, in their order.
type Catalogue struct {
	Roles    []string
	Places   []string // that have pay figures
	Levels   []string // that have pay figures, the lowest first
	Features []string // rows in which roles are compared
	Articles []Listed
	Examples []Offer // questions that are answered, at most catalogueExamples
}

// catalogueExamples is how many examples a Catalogue has at most.
const catalogueExamples = 9

// A Listed is one article as a list of them has it.
type Listed struct {
	Name      string // as in Source.Article
	Title     string
	Publisher string // "" unknown
	Data      string // year or date of its figures, "" unknown
	URL       string // "" where it has no address
	Interest  string // what its publisher sells, "" for nothing
}

// Catalogue returns what the loaded articles can be asked about. It is made
// when it is first asked for, which takes time in proportion to them; all get
// the same one, and must not change it.
func (b *Bot) Catalogue() Catalogue { return b.catalogue() }

// makeCatalogue reads the catalogue out of the articles.
func (b *Bot) makeCatalogue() Catalogue {
	levels := slices.Clone(b.set.Covered(knowledge.LevelTerm))
	slices.SortStableFunc(levels, func(x, y *knowledge.Term) int { return b.set.LevelRank(x) - b.set.LevelRank(y) })
	return Catalogue{
		Roles:    termNames(b.set.Covered(knowledge.RoleTerm)),
		Places:   termNames(b.set.Covered(knowledge.PlaceTerm)),
		Levels:   termNames(levels),
		Features: b.features(),
		Articles: b.articleList(),
		Examples: b.workingExamples(catalogueExamples),
	}
}

// features returns the labels of the rows that compare roles, each once.
func (b *Bot) features() []string {
	var out []string
	seen := map[string]bool{}
	for _, table := range b.tables {
		for _, p := range table {
			if p.Kind != index.Row {
				continue
			}
			_, row := p.Row()
			if label := row.Label(); !seen[label] {
				seen[label] = true
				out = append(out, label)
			}
		}
	}
	return out
}

func (b *Bot) articleList() []Listed {
	out := make([]Listed, len(b.set.Articles))
	for i, a := range b.set.Articles {
		out[i] = Listed{Name: a.Name, Title: a.Title, Publisher: a.Author, Data: a.Data, URL: a.Source, Interest: a.Interest}
	}
	return out
}

// workingExamples returns the first examples that the bot answers.
func (b *Bot) workingExamples(most int) []Offer {
	var out []Offer
	for i := range b.examples.list {
		if len(out) == most {
			break
		}
		if b.works(i) {
			out = append(out, b.examples.list[i].Offer)
		}
	}
	return out
}

// mostListed is how many articles an answer lists.
const mostListed = 12

// sources answers with the articles, who wrote them and of when they are. Its
// figures are years, copied from the articles.
func (b *Bot) sources() draft {
	var d draft
	d.Kind = Help
	all := b.articleList()
	d.Headline = "These are the articles that I answer from, and there is nothing else that I answer from."
	if len(all) == 1 {
		d.Headline = "This is the one article that I answer from, and there is nothing else that I answer from."
	}
	var lines []string
	for _, l := range all[:min(len(all), mostListed)] {
		lines = append(lines, "- "+l.line())
	}
	d.Text = strings.Join(lines, "\n")
	if len(all) > mostListed {
		d.Text = paragraphs(d.Text, "There are more of them than fit here.")
	}
	d.Next = b.workingExamples(3)
	return d
}

// Cite returns the article in words, without its address:
// `“Title”, CloudPros, 2026 figures. CloudPros sells a bootcamp.`
func (l Listed) Cite() string {
	parts := []string{"“" + l.Title + "”"}
	if l.Publisher != "" {
		parts = append(parts, l.Publisher)
	}
	if l.Data != "" {
		parts = append(parts, l.Data+" figures")
	} else {
		parts = append(parts, "the year of its figures is not known")
	}
	line := strings.Join(parts, ", ") + "."
	if l.Interest != "" {
		line += " " + strings.TrimRight(l.Interest, ".") + "."
	}
	return line
}

// line returns the article in words, with its address.
func (l Listed) line() string { return strings.TrimSpace(l.Cite() + " " + l.URL) }
