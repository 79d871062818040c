package bot

import (
	"slices"
	"strings"
	"testing"

	"careerbot/index/indextest"
	"careerbot/knowledge"
)

// many returns a bot over some forty made-up articles and the shipped one: so
// many that no question goes through all of their passages.
func many(t *testing.T) *Bot {
	t.Helper()
	return botOver(t, indextest.New(t, 2500).Set)
}

// TestManyArticles asks each of them for a figure, a row and a list of its own.
func TestManyArticles(t *testing.T) {
	b := many(t)
	for _, art := range b.set.Articles[1:] {
		role := b.set.RolesOf(art)[0]
		i := slices.IndexFunc(b.set.Pays, func(p knowledge.Pay) bool {
			return p.Article == art && p.Role == role && p.Dedicated && p.Level != nil && !p.None
		})
		p := &b.set.Pays[i]
		text := payQuestion(figure{role: p.Role, level: p.Level, place: p.Place})
		if got := say(b, text); got.Kind != Salary || !strings.Contains(got.Headline, p.Cell) {
			t.Errorf("Answer(%q) = %v, %q, want %q", text, got.Kind, got.Headline, p.Cell)
		}
		on := func(a Answer) bool {
			return len(a.Sources) > 0 && slices.ContainsFunc(b.set.Articles, func(art *knowledge.Article) bool {
				return art.Name == a.Sources[0].Article && slices.Contains(b.set.RolesOf(art), role)
			})
		}
		text = "Which tools does a " + role.Name + " use?"
		if got := say(b, text); got.Kind != Comparison || !on(got) || !strings.HasPrefix(got.Headline, "Key tools, "+role.Name+": ") {
			t.Errorf("Answer(%q) = %v, %q of %v, want the row of its tools", text, got.Kind, got.Headline, got.Sources)
		}
		text = "What skills does a " + role.Name + " need?"
		if got := say(b, text); got.Kind != Section || !on(got) || !strings.HasSuffix(got.Sources[0].Section, "-skills") {
			t.Errorf("Answer(%q) = %v, %q of %v, want its list of skills", text, got.Kind, got.Headline, got.Sources)
		}
	}
}

// TestManyRoles: what all roles would be an answer to is asked back, and no
// sentence lists more names than anybody reads.
func TestManyRoles(t *testing.T) {
	b := many(t)
	for _, text := range []string{"what do junior staff earn?", "entry level salaries for both roles?", "salaries in the UK?"} {
		got := say(b, text)
		if got.Kind != Declined || got.Reason != Ambiguous || got.Table != nil || len(got.Next) == 0 {
			t.Errorf("Answer(%q) = %v %v, %q, want to be asked back", text, got.Kind, got.Reason, got.Headline)
		}
	}
	got := say(b, "what can you do?")
	if got.Kind != Help || len(got.Text) > maxText || !strings.Contains(got.Text, " and others") {
		t.Errorf("help = %v, %d characters, want some roles: %s", got.Kind, len(got.Text), got.Text)
	}
	got = say(b, "what is the highest salary in the US across all jobs?")
	if got.Kind != Salary || got.Table != nil {
		t.Errorf("the highest salary = %v, %q, %v, want one figure", got.Kind, got.Headline, got.Table)
	}
}

// TestExamplesWork: whatever is offered next is answered, though that is found
// out only when it is to be offered.
func TestExamplesWork(t *testing.T) {
	b := many(t)
	offered := 0
	for _, text := range []string{"what can you do?", "what do junior staff earn?", "how much do nurses earn in London", "what is a good pizza place?", "which tools does a devops engineer use?"} {
		for _, o := range say(b, text).Next {
			offered++
			if got := say(b, o.Question); !got.Kind.Answered() {
				t.Errorf("Answer(%q) offers %q, which is answered with %v, %q", text, o.Question, got.Kind, got.Headline)
			}
		}
	}
	if offered < 10 {
		t.Errorf("%d offers, want at least 10", offered)
	}
}
