package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const shippedName = "devops-vs-software-engineering"

func shippedArticle(t *testing.T, set *Set) *Article {
	t.Helper()
	i := slices.IndexFunc(set.Articles, func(a *Article) bool { return a.Name == shippedName })
	if i < 0 {
		t.Fatalf("no article %s among %v", shippedName, names(set))
	}
	return set.Articles[i]
}

func TestShippedFrontMatter(t *testing.T) {
	a := shippedArticle(t, shipped(t))
	got := []string{a.Title, a.Author, a.Data, a.Source, a.Published, a.Checked, a.Interest, a.Period}
	want := []string{"DevOps vs Software Engineering: Key Differences Explained", "CloudPros", "2026", "", "unknown", "unknown", "CloudPros sells a DevOps bootcamp", "year"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("front matter (-want +got):\n%s", diff)
	}
}

func TestShippedAnchors(t *testing.T) {
	want := []string{
		"at-a-glance", "software-engineer-role", "software-engineer-skills", "devops-role", "devops-skills", "overlap", "salaries", "salary-takeaways",
		"choose-devops", "choose-software-engineering", "choose-both", "ai-era", "ai-software-engineering", "ai-devops", "bottom-line",
	}
	var got []string
	for _, s := range shippedArticle(t, shipped(t)).Sections {
		if slices.Contains(want, s.Anchor) {
			got = append(got, s.Anchor)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("anchors in order (-want +got):\n%s", diff)
	}
}

// TestShippedCells holds every pay cell of both tables to the article's
// source.
func TestShippedCells(t *testing.T) {
	set := shipped(t)
	a := shippedArticle(t, set)
	got := map[string][]string{}
	for _, p := range set.Pays {
		if p.Article == a {
			anchor := a.Sections[p.Section].Anchor
			line := fmt.Sprintf("%s, %s, %s: %s a %s", p.Level.Name, p.Role.Name, p.Place.Name, p.Cell, p.Period)
			if p.Years.Set {
				line += fmt.Sprintf(", %d to %d years", p.Years.From, p.Years.To)
			}
			if p.None != (p.Cell == "N/A") || p.Dedicated != (anchor == "salaries") || !p.None && p.Money.Low == 0 {
				t.Errorf("cell %+v", p)
			}
			got[anchor] = append(got[anchor], line)
		}
	}
	want := map[string][]string{
		"at-a-glance": {
			"Entry-level, DevOps Engineer, UK: £40,000–£55,000 a year",
			"Entry-level, Software Engineer, UK: £30,000–£50,000 a year",
			"Entry-level, DevOps Engineer, US: $75,000–$100,000 a year",
			"Entry-level, Software Engineer, US: $65,000–$95,000 a year",
			"Mid-level, DevOps Engineer, UK: £60,000–£85,000 a year",
			"Mid-level, Software Engineer, UK: £55,000–£80,000 a year",
			"Mid-level, DevOps Engineer, US: $110,000–$160,000 a year",
			"Mid-level, Software Engineer, US: $100,000–$150,000 a year",
			"Senior, DevOps Engineer, UK: £85,000–£130,000+ a year",
			"Senior, Software Engineer, UK: £80,000–£120,000+ a year",
			"Senior, DevOps Engineer, US: $150,000–$220,000+ a year",
			"Senior, Software Engineer, US: $140,000–$250,000+ a year",
		},
		"salaries": {
			"Entry-level, DevOps Engineer, UK: £40,000–£55,000 a year, 0 to 2 years",
			"Entry-level, Software Engineer, UK: £30,000–£50,000 a year, 0 to 2 years",
			"Entry-level, DevOps Engineer, US: $75,000–$100,000 a year, 0 to 2 years",
			"Entry-level, Software Engineer, US: $65,000–$95,000 a year, 0 to 2 years",
			"Mid-level, DevOps Engineer, UK: £60,000–£85,000 a year, 2 to 5 years",
			"Mid-level, Software Engineer, UK: £55,000–£80,000 a year, 2 to 5 years",
			"Mid-level, DevOps Engineer, US: $110,000–$160,000 a year, 2 to 5 years",
			"Mid-level, Software Engineer, US: $100,000–$150,000 a year, 2 to 5 years",
			"Senior, DevOps Engineer, UK: £85,000–£130,000 a year, 5 to 8 years",
			"Senior, Software Engineer, UK: £80,000–£120,000 a year, 5 to 8 years",
			"Senior, DevOps Engineer, US: $150,000–$220,000 a year, 5 to 8 years",
			"Senior, Software Engineer, US: $140,000–$200,000 a year, 5 to 8 years",
			"Staff/Principal, DevOps Engineer, UK: £110,000–£160,000+ a year, 8 to 0 years",
			"Staff/Principal, Software Engineer, UK: £100,000–£150,000+ a year, 8 to 0 years",
			"Staff/Principal, DevOps Engineer, US: $180,000–$280,000+ a year, 8 to 0 years",
			"Staff/Principal, Software Engineer, US: $170,000–$350,000+ a year, 8 to 0 years",
			"AI infrastructure specialist, DevOps Engineer, UK: £90,000–£150,000+ a year",
			"AI infrastructure specialist, Software Engineer, UK: N/A a year",
			"AI infrastructure specialist, DevOps Engineer, US: $160,000–$250,000+ a year",
			"AI infrastructure specialist, Software Engineer, US: N/A a year",
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}

// TestShippedComparison holds the rows of the comparison that are not pay.
func TestShippedComparison(t *testing.T) {
	a := shippedArticle(t, shipped(t))
	i := slices.IndexFunc(a.Sections, func(s Section) bool { return s.Anchor == "at-a-glance" })
	var table *Table
	for _, b := range a.Sections[i].Blocks {
		if b.Table != nil {
			table = b.Table
		}
	}
	if table == nil || len(table.Rows) != 14 {
		t.Fatalf("table at a glance: %+v, want 14 rows", table)
	}
	var got []string
	for _, r := range table.Rows[:8] {
		got = append(got, strings.Join(r.Cells, " | "))
	}
	want := []string{
		"Primary focus | Delivery, infrastructure, and reliability | Application features and product logic",
		"What they build | CI/CD pipelines, cloud infrastructure, monitoring systems | Web apps, APIs, mobile apps, desktop software",
		"Core languages | Python, Bash, Go, HCL (Terraform) | JavaScript/TypeScript, Python, Java, C#, Go",
		"Key tools | Docker, Kubernetes, Terraform, Jenkins, Prometheus | React, Node.js, Spring Boot, PostgreSQL, Redis",
		"Cloud depth | Deep networking, IAM, compute, cost optimisation | Moderate, typically uses managed services",
		"Daily work | Automation, deployments, incident response, infrastructure code | Feature development, code reviews, debugging, testing",
		"On-call | Common, production incident response | Less common, depends on team structure",
		"Career ceiling | Staff/Principal SRE, Cloud Architect, VP Infrastructure | Staff/Principal Engineer, CTO, VP Engineering",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// TestShippedIsClean: nothing is wrong with the article, and once nobody says
// that they know, its four disagreements and two claims are found.
func TestShippedIsClean(t *testing.T) {
	set := shipped(t)
	a := shippedArticle(t, set)
	then := time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)
	for _, f := range set.Lint(then) {
		t.Errorf("Lint: %v", f)
	}
	a.Conflicts, a.ConflictLines = nil, nil
	place := regexp.MustCompile(`^.*md:\d+: `)
	var got []string
	for _, f := range set.Lint(then.AddDate(1, 0, 2)) {
		message, _, _ := strings.Cut(place.ReplaceAllString(f.String(), ""), " (")
		message, _, _ = strings.Cut(message, " here, ")
		got = append(got, message)
	}
	want := []string{
		"warning: the figures are from 2026: older than twelve months",
		"Senior, DevOps Engineer, UK: £85,000–£130,000",
		"Senior, Software Engineer, UK: £80,000–£120,000",
		"Senior, DevOps Engineer, US: $150,000–$220,000",
		"Senior, Software Engineer, US: $140,000–$200,000",
		"the text says 10–20% more, 8 rows of the tables say otherwise",
		"the text gives Software Engineer the higher ceiling, the tables do not",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Lint without known conflicts (-want +got):\n%s", diff)
	}
}
