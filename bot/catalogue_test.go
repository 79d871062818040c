package bot

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCatalogue(t *testing.T) {
	b := newBot(t)
	got := b.Catalogue()
	want := Catalogue{
		Roles:  []string{"DevOps Engineer", "Software Engineer"},
		Places: []string{"UK", "US"},
		Levels: []string{"Entry-level", "Mid-level", "Senior", "Staff/Principal", "AI infrastructure specialist"},
		Features: []string{
			"Primary focus", "What they build", "Core languages", "Key tools", "Cloud depth", "Daily work", "On-call", "Career ceiling",
		},
		Articles: []Listed{{
			Name: "devops-vs-software-engineering", Title: "DevOps vs Software Engineering: Key Differences Explained",
			Publisher: "CloudPros", Data: "2026", Interest: "CloudPros sells a DevOps bootcamp",
		}},
		Examples: got.Examples,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Catalogue (-want +got):\n%s", diff)
	}
	if again := NewSwap(b).Catalogue(); &again.Roles[0] != &got.Roles[0] {
		t.Error("the catalogue is made twice")
	}
	if len(got.Examples) != catalogueExamples {
		t.Errorf("%d examples, want %d", len(got.Examples), catalogueExamples)
	}
}

// TestCatalogueOfAnyArticle: nothing in it is of the shipped article, and every
// example is answered.
func TestCatalogueOfAnyArticle(t *testing.T) {
	b := withNurses(t, true)
	got := NewSwap(b).Catalogue()
	if !slices.Contains(got.Roles, "Nurse") || !slices.Contains(got.Places, "Germany") || slices.Contains(got.Roles, "DevOps Engineer") {
		t.Errorf("Catalogue = %+v, want that of the article on nurses", got)
	}
	if len(got.Examples) == 0 {
		t.Error("no examples")
	}
	for _, o := range got.Examples {
		if a := say(b, o.Question); !a.Kind.Answered() {
			t.Errorf("example %q is declined: %s", o.Question, a.Reason)
		}
	}
}

// TestSources: the word alone lists the articles; within a question it is a
// word like others.
func TestSources(t *testing.T) {
	b := newBot(t)
	for _, text := range []string{"sources", "Sources", "/sources", " sources? "} {
		got := say(b, text)
		if got.Kind != Help || !strings.Contains(got.Text, "- “DevOps vs Software Engineering: Key Differences Explained”, CloudPros, 2026 figures. CloudPros sells a DevOps bootcamp.") || len(got.Next) != 3 {
			t.Errorf("Answer(%q) = %+v, want the article with its year and publisher", text, got)
		}
	}
	if got := say(b, "sources of stress for devops engineers"); strings.Contains(got.Text, "2026 figures") && got.Kind == Help {
		t.Errorf("a question with the word = %q, want no list", got.Headline)
	}
	if got := b.Answer(Question{Text: "sources"}); got.Kind != Silence {
		t.Errorf("the word near the bot = %q, want silence", got.Headline)
	}
	both := say(withNurses(t, false), "sources")
	if strings.Count(both.Text, "\n- ") != 1 || strings.Contains(both.Headline, "one") {
		t.Errorf("sources of two articles = %q %q, want both", both.Headline, both.Text)
	}
}

func TestListedLine(t *testing.T) {
	for _, test := range []struct {
		in   Listed
		want string
	}{
		{Listed{Title: "T"}, "“T”, the year of its figures is not known."},
		{Listed{Title: "T", Publisher: "P", Data: "2025", URL: "https://e.example/t", Interest: "P sells it."}, "“T”, P, 2025 figures. P sells it. https://e.example/t"},
	} {
		if got := test.in.line(); got != test.want {
			t.Errorf("line of %+v = %q, want %q", test.in, got, test.want)
		}
	}
}
