package bot

import (
	"strings"
	"testing"

	"careerbot/knowledge"
)

// TestWholeSections reads every section of every article: all its text is
// there, its figures pass the guard, and it leads back to itself.
func TestWholeSections(t *testing.T) {
	for _, b := range []*Bot{newBot(t), withNurses(t, false), newBotOver(t, false, "testdata/articles/nursing-careers.md", "testdata/articles/data-careers.md")} {
		for _, art := range b.set.Articles {
			for i := range art.Sections {
				s := &art.Sections[i]
				got, ok := b.Section(art.Name, s.Anchor)
				if ok != (len(s.Blocks) > 0) {
					t.Errorf("Section(%s#%s) = %t, with %d blocks", art.Name, s.Anchor, ok, len(s.Blocks))
				}
				if !ok {
					continue
				}
				if got.Sources[0].Article != art.Name || got.Sources[0].Section != s.Anchor || got.Kind != Section || got.Private {
					t.Errorf("Section(%s#%s) cites %+v", art.Name, s.Anchor, got.Sources)
				}
				for _, fault := range faults(shortened(got)) {
					t.Errorf("Section(%s#%s) has %s", art.Name, s.Anchor, fault)
				}
				for _, line := range strings.Split(printed(s), "\n") {
					if plain := got.Plain(); !strings.Contains(plain, strings.Join(strings.Fields(line), " ")) && !strings.Contains(plain, line) {
						t.Errorf("Section(%s#%s) lacks %q", art.Name, s.Anchor, line)
					}
				}
			}
		}
	}
}

// shortened is an answer without the length that only a whole section has.
func shortened(a Answer) Answer {
	a.Text = a.Text[:min(len(a.Text), 100)]
	a.Text = strings.ToValidUTF8(a.Text, "")
	return a
}

func TestSectionSaysWhereOthersDisagree(t *testing.T) {
	b := newBot(t)
	got, ok := NewSwap(b).Section("devops-vs-software-engineering", "salaries")
	const want = "- Senior Software Engineer, US: $140,000–$200,000 here, $140,000–$250,000+ in “At a glance”"
	if !ok || !strings.Contains(got.Text, want) || len(got.Sources) != 2 {
		t.Errorf("Section(salaries) = %q from %+v, want %q and both sections", got.Text, got.Sources, want)
	}
	if got.Table == nil || len(got.Table.Rows) != 5 || got.Table.Rows[4][2] != "N/A" {
		t.Errorf("table = %+v, want all of it as it is printed", got.Table)
	}
	opinion, _ := b.Section("devops-vs-software-engineering", "choose-devops")
	if !strings.HasSuffix(opinion.Text, "Opinion, not data. CloudPros sells a DevOps bootcamp.") {
		t.Errorf("Section(choose-devops) = %q, want it labelled", opinion.Text)
	}
	follow := b.Answer(Question{Text: "and for software engineers?", Prior: sectionState(b, "devops-skills"), Addressed: true})
	if follow.Kind != Section || follow.Sources[0].Section != "software-engineer-skills" {
		t.Errorf("the follow-up of a section = %+v, want the same of the other role", follow.Headline)
	}
}

func sectionState(b *Bot, anchor string) string {
	a, _ := b.Section("devops-vs-software-engineering", anchor)
	return a.State
}

func TestNoSuchSection(t *testing.T) {
	b := newBot(t)
	for _, name := range [][2]string{{"", ""}, {"nothing", "salaries"}, {"devops-vs-software-engineering", "nothing"}, {"devops-vs-software-engineering#salaries", ""}} {
		if got, ok := b.Section(name[0], name[1]); ok || got.Kind != Silence {
			t.Errorf("Section(%q, %q) = %+v, want none", name[0], name[1], got)
		}
	}
}

// TestSectionIsGuarded: a figure that stands in nothing that is cited stops a
// whole section as it does any answer.
func TestSectionIsGuarded(t *testing.T) {
	b := newBot(t)
	art := *b.set.Articles[0]
	d := b.wholeSection(b.set.Articles[0], 7)
	if safe := b.guard(d); !safe.Kind.Answered() {
		t.Fatalf("guard of section %s stopped %q", art.Sections[7].Anchor, safe.stopped)
	}
	d.Text += " £77,777"
	if got := b.guard(d); got.Kind != Declined {
		t.Errorf("guard of a section with another figure = %q", got.Headline)
	}
}

func TestSecondTableIsAList(t *testing.T) {
	got := tableLines(&knowledge.Table{Header: []string{"Level", "UK", ""}, Rows: []knowledge.Row{{Cells: []string{"Senior", "£1", "x"}}, {Cells: []string{"Staff", "£2", ""}}}})
	if want := "- Senior: UK £1; x\n- Staff: UK £2; "; strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("tableLines = %q, want %q", got, want)
	}
}
