package webpage

import (
	"errors"
	"path"
	"slices"
	"strings"
	"time"

	"careerbot/knowledge"
)

// check parses the article as it comes out, completes its front matter by what
// its tables say, and reports on it. What cannot be parsed is a fault.
func (d *draft) check() (*Article, error) {
	body := d.markdown()
	now := knownFields{}
	a, set, err := d.parse(d.frontMatter(now) + body)
	if err != nil {
		return nil, err
	}
	now.needPeriod = slices.ContainsFunc(set.Pays, func(p knowledge.Pay) bool { return p.Period == "" && !p.None })
	if len(d.roles) == 0 {
		d.roles = findRoles(a, set)
	}
	d.report.Fields = nil
	markdown := d.frontMatter(now) + body
	if a, set, err = d.parse(markdown); err != nil {
		return nil, err
	}
	d.survey(a, set)
	return &Article{Markdown: []byte(markdown), Report: d.report}, nil
}

// maxName is how many letters the name of an article has at most.
const maxName = 60

// ArticleName returns what the article of a page is called: its file's name
// without what it ends in, as it may stand in an address.
func ArticleName(page string) string {
	base := path.Base(strings.ReplaceAll(page, `\`, "/"))
	switch ext := path.Ext(base); strings.ToLower(ext) {
	case ".html", ".htm", ".xhtml", ".md", ".markdown", ".mdown", ".mkd", ".txt":
		base = strings.TrimSuffix(base, ext)
	}
	name := knowledge.Slug(strings.NewReplacer(".", " ", "_", " ").Replace(base), 0)
	if runes := []rune(name); len(runes) > maxName {
		name = strings.TrimRight(string(runes[:maxName]), "-")
	}
	if name == "line-0" {
		return "article"
	}
	return name
}

func (d *draft) parse(markdown string) (*knowledge.Article, *knowledge.Set, error) {
	a, err := knowledge.ParseArticle(ArticleName(d.name)+".md", []byte(markdown))
	if err != nil {
		return nil, nil, errors.Join(faultAt(d.name, 0, "what comes of the page is no article; the lines are those of %s.md:", ArticleName(d.name)), err)
	}
	a.Replaces = "" // what it replaces is not here
	set, err := knowledge.NewSet(d.words, []*knowledge.Article{a})
	if err != nil {
		return nil, nil, err
	}
	return set.Articles[0], set, nil
}

// survey fills the report with what the set has of the article.
func (d *draft) survey(a *knowledge.Article, set *knowledge.Set) {
	r := &d.report
	r.Hints = d.facts.hints
	r.Sections = len(a.Sections)
	for _, role := range a.Roles {
		r.Roles = append(r.Roles, role.Name)
	}
	r.Roles = append(r.Roles, names(set, knowledge.RoleTerm, r.Roles)...)
	r.Places, r.Levels = names(set, knowledge.PlaceTerm, nil), names(set, knowledge.LevelTerm, nil)
	for _, t := range set.Terms {
		if t.Covered && t.Group == knowledge.OwnLabel && !slices.ContainsFunc(a.Roles, func(n knowledge.RoleName) bool { return n.Name == t.Name }) {
			r.Assumed = append(r.Assumed, t.Name)
		}
	}
	for si, s := range a.Sections {
		for bi, b := range s.Blocks {
			if b.Items != nil {
				r.Lists++
			}
			if b.Table != nil {
				r.table(set, a, si, bi)
			}
		}
	}
	r.Findings = set.Lint(time.Now())
	slices.SortStableFunc(r.Left, func(a, b Left) int { return b.Words - a.Words })
	r.Left = slices.DeleteFunc(r.Left, func(l Left) bool { return l.What == kindScript })
}

func names(set *knowledge.Set, kind knowledge.TermKind, known []string) (out []string) {
	for _, t := range set.Covered(kind) {
		if !slices.Contains(known, t.Name) {
			out = append(out, t.Name)
		}
	}
	return out
}

// table counts the cells of pay of a table, and notes those that look like
// money and were not read.
func (r *Report) table(set *knowledge.Set, a *knowledge.Article, si, bi int) {
	t := a.Sections[si].Blocks[bi].Table
	r.Tables++
	read := map[int][]string{} // what was read in each row
	for _, p := range set.Pays {
		if p.Section != si || p.Block != bi {
			continue
		}
		read[p.Row] = append(read[p.Row], p.Cell)
		if p.None {
			r.NoPays++
		} else {
			r.Pays++
		}
	}
	if len(read) > 0 {
		r.PayTables++
	}
	for ri, row := range t.Rows {
		for ci := 1; ci < len(row.Cells); ci++ {
			cell := row.Cells[ci]
			has := func(p string) bool { return strings.Contains(p, cell) } // also as the end of a range
			if !slices.ContainsFunc(read[ri], has) && looksLikePay(cell, a.Sections[si].Heading+" "+t.Header[0]+" "+t.Header[ci]+" "+row.Label()) {
				r.Unread = append(r.Unread, Unread{row.Line, cell})
			}
		}
	}
}

// looksLikePay reports whether a cell names money, or is a number below words
// that do.
func looksLikePay(cell, around string) bool {
	if len(knowledge.FindMoney(cell)) > 0 {
		return true
	}
	return knowledge.HasCurrencySign(around) && number.MatchString(cell) || titlePay.MatchString(around) && figure.MatchString(cell) && !dated.MatchString(cell)
}
