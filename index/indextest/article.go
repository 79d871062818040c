package indextest

import (
	"fmt"
	"strings"
)

// article returns the next article: the name of its file and its text.
func (g *generator) article() (file, text string) {
	n := g.articles
	g.articles++
	a := &page{
		generator: g, n: n,
		asked: asked{role: role(n), other: role(n + 1), places: [2]place{places[n%len(places)], places[(n+1+n/len(places)%4)%len(places)]}},
	}
	a.front()
	a.glance()
	for _, r := range []string{a.role, a.other} {
		a.duties(r)
		a.skills(r)
	}
	a.overlap()
	a.salaries()
	a.choices()
	a.outlook()
	g.asked = append(g.asked, a.asked)
	return fmt.Sprintf("article-%05d.md", n), a.String()
}

// A page is an article while it is written.
type page struct {
	strings.Builder
	*generator
	n int
	asked
}

func (p *page) line(format string, args ...any) { fmt.Fprintf(&p.Builder, format+"\n\n", args...) }

// para adds a paragraph on a subject.
func (p *page) para(subject string, sentences int) {
	p.line("%s", p.text(subject, sentences))
	p.passages++
}

// points adds a list of n points.
func (p *page) points(n int, point func(i int) string) {
	for i := range n {
		p.line("- %s", point(i))
		p.passages++
	}
}

// row adds a row of a table; the first is its header.
func (p *page) row(cells ...string) {
	if cells[0] == "Feature" || cells[0] == "Level" {
		p.WriteString("| " + strings.Join(cells, " | ") + " |\n" + strings.Repeat("|---", len(cells)) + "|\n")
		return
	}
	p.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	p.passages++
}

func (p *page) front() {
	fmt.Fprintf(&p.Builder, "---\ntitle: \"%s vs %s\"\nauthor: %s\ndata: 2026\npublished: unknown\nchecked: unknown\nperiod: year\n", p.role, p.other, p.house())
	fmt.Fprintf(&p.Builder, "interest: %s sells a course\nbasis: permanent roles\nroles:\n  - name: %s\n  - name: %s\n---\n\n", p.house(), p.role, p.other)
	p.line("# %s vs %s", p.role, p.other)
	p.para(p.role+"s and "+p.other+"s", 3)
	p.para(p.role+"s", 4)
}

// house is who publishes the article.
func (p *page) house() string { return "House " + title(madeUp(p.n)) }

// glance adds the table of features, pay among them.
func (p *page) glance() {
	p.line("## At a glance {#at-a-glance}")
	p.para(p.role+"s and "+p.other+"s", 1)
	p.row("Feature", p.role, p.other)
	for _, label := range []string{"Primary focus", "What they build", "Core languages", "Key tools", "Daily work", "On-call", "Career ceiling", title(p.rare())} {
		p.row(label, p.list(3+p.random.IntN(3)), p.list(3+p.random.IntN(3)))
	}
	for i, name := range []string{"Entry-level", "Senior"} {
		at := p.places[0]
		p.row(fmt.Sprintf("%s salary (%s)", name, at.name), p.pay(p.n, 2*i, at), p.pay(p.n+1, 2*i, at))
	}
	p.WriteString("\n")
}

func (p *page) duties(role string) {
	p.line("## What %ss do {#%s-role}", role, anchor(role))
	p.para(role+"s", 2)
	p.line("The typical day of a %s:", role)
	p.points(4, func(i int) string {
		return fmt.Sprintf("**%s:** %s", []string{"Morning", "Midday", "Afternoon", "Evening"}[i], p.text("the "+role, 2+p.random.IntN(2)))
	})
	p.matter = p.rare() + " " + p.rare()
	p.line("%s The questions are %s and %s.", p.text(role+"s", 2), p.matter, p.word())
	p.passages++
}

func (p *page) skills(role string) {
	p.line("## Core %s skills {#%s-skills}", role, anchor(role))
	p.line("The core skills of a %s:", role)
	p.points(6+p.random.IntN(3), func(int) string {
		return fmt.Sprintf("%s %s (%s)", title(p.rare()), p.word(), p.list(1+p.random.IntN(4)))
	})
}

func (p *page) overlap() {
	p.line("## Where %ss and %ss overlap {#overlap}", p.role, p.other)
	p.para(p.word(), 2)
	p.points(4, func(int) string { return fmt.Sprintf("**Both %s:** %s", p.run(2), p.text(p.role+"s", 2)) })
}

// salaries adds the tables of pay: by role and place, or one for each place.
func (p *page) salaries() {
	p.line("## Salary comparison {#salaries}")
	p.para("salaries", 2)
	x, y := p.places[0], p.places[1]
	header := func(role string, at place) string { return fmt.Sprintf("%s (%s)", role, at.name) }
	p.row("Level", header(p.role, x), header(p.other, x), header(p.role, y), header(p.other, y))
	for i, level := range levels {
		p.row(level, p.pay(p.n, i, x), p.pay(p.n+1, i, x), p.pay(p.n, i, y), p.pay(p.n+1, i, y))
	}
	if p.n%20 == 0 { // a label that no other article has
		p.row(title(p.rare())+" specialist", p.pay(p.n, 3, x), "N/A", p.pay(p.n, 3, y), "N/A")
	}
	p.WriteString("\n")
	p.line("### Salary takeaways {#salary-takeaways}")
	p.points(3, func(int) string { return p.text("a "+p.role, 2) })
	p.line("- %s contract rates are typically %s400–%s600/day in the %s.", p.role, x.currency, x.currency, x.name)
	p.passages++
}

// choices adds the reasons for each of the two roles.
func (p *page) choices() {
	p.line("## Which should you choose? {#choose}")
	p.para(p.role+"s or "+p.other+"s", 1)
	for _, role := range []string{p.role, p.other} {
		p.line("### Choose %s if you … {#choose-%s}", role, anchor(role))
		p.line("Points for a %s:", role)
		p.points(4+p.random.IntN(2), func(int) string {
			p.reason = p.rare() + " " + p.rare()
			return fmt.Sprintf("The work of a %s suits people who enjoy %s and %s.", role, p.reason, p.run(5+p.random.IntN(6)))
		})
	}
}

func (p *page) outlook() {
	p.line("## The AI era {#ai-era}")
	for _, role := range []string{p.role, p.other} {
		p.line("### Impact of AI on the %s {#ai-%s}", role, anchor(role))
		p.para("AI and the "+role, 3)
		p.para(role+"s", 4)
	}
	p.line("## The bottom line {#bottom-line}")
	p.para(p.role+"s and "+p.other+"s", 3)
}

func anchor(role string) string { return strings.ToLower(strings.ReplaceAll(role, " ", "-")) }

func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }
