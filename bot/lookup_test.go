package bot

import (
	"strings"
	"testing"
)

// hives has tables that are parted by nothing that the word lists have: who pays, the
// field, the kind of work, towns at one level, and columns outside a town.
const hives = "---\ntitle: Beewright or Swarmer\nroles:\n  - name: Beewright\n  - name: Swarmer\nperiod: year\ndata: 2026\n---\n\n" +
	"## At a glance\n\n| | Beewright | Swarmer |\n|---|---|---|\n| In one line | Looks after the hive | Speaks for it |\n| Hat | Straw | Wig |\n\n" +
	"## Beewrights, by who pays\n\n| Payer | Trainee | Three years in | Head of team |\n|---|---|---|---|\n| Orchard on the hill | £20,000 | £30,000 | £40,000 |\n| Village council | £21,000 | £31,000 | £41,000 |\n| Monastery, in-house | £22,000 | £32,000 | Not disclosed |\n\n" +
	"## Swarmers, by field\n\n| Field | Earned: Years 1–3 | Earned: Years 5–10 | Earned: King's Counsel |\n|---|---|---|---|\n| Swarms and trespass | £23,000 | £33,000 | £43,000 |\n| Honey fraud | £24,000 | £34,000 | £44,000 |\n\n" +
	"## Rates by kind of work\n\n- Beewright, wax moulding: £15 an hour\n- Beewright, night watch: £16 an hour\n- Swarmer, half a day in court: £117 a day\n\n" +
	"## Towns\n\nMid-points of mid-level pay.\n\n| Town | Beewright: Outside London | Beewright: London |\n|---|---|---|\n| Heather | £25,000 | £35,000 |\n| Lavender | £26,000 | £36,000 |\n\n" +
	"## Courses\n\n| Course | For | Takes | Costs |\n|---|---|---|---|\n| Hive diploma | Beewrights | 9 months | £900 |\n| Bar course | Swarmers | 1 year | £8,000 |\n\n## What else there is\n\nA beewright who moves hives at night gets £7 a hive on top.\n"

// TestLookUp: cells are found by what their labels say, whatever that is, and not where a
// word of the question is on none.
func TestLookUp(t *testing.T) {
	b := newBotOn(t, inMuch(hives))
	for text, want := range map[string]string{
		"what would the council pay a beewright with 3 years":             "£31,000",
		"beewright working in house for a monastery, trainee wage":        "£22,000",
		"what does a KC in honey fraud bring in":                          "£44,000",
		"swarmer doing trespass, 7 years in, how much":                    "£33,000",
		"beewright wax moulding rate":                                     "£15",
		"swarmer half day in court pay":                                   "£117",
		"beewright pay in london in lavender":                             "£36,000",
		"beewright pay outside london in lavender":                        "£26,000",
		"how much is the hive diploma":                                    "£900",
		"what does a beewright in the fire brigade earn":                  "",
		"what does the council pay a plumber":                             "",
		"beewright wax moulding rate, not the night watch":                "£15",
		"what does the orchard on the hill pay a head of team, beewright": "£40,000",
	} {
		got := say(b, text)
		if want == "" && got.Kind.Answered() && strings.Contains(got.Headline, "£") && len(figuresIn(got.Headline)) == 1 {
			t.Errorf("%q: %s %q, want no single figure", text, got.Kind, got.Headline)
		}
		if !strings.Contains(got.Headline+got.Text, want) || want != "" && len(got.Table.rows()) > 0 {
			t.Errorf("%q: %s %q, want %s alone", text, got.Kind, got.Headline, want)
		}
	}
}

// rows returns the rows of a table, none of no table.
func (t *Table) rows() [][]string {
	if t == nil {
		return nil
	}
	return t.Rows
}

// TestLookBeside: a follow-up goes to another row or column of the table before.
func TestLookBeside(t *testing.T) {
	b := newBotOn(t, inMuch(hives))
	for _, thread := range [][2][]string{
		{{"honey fraud swarmer, first 3 years, pay", "and after 5 to 10", "KC?", "trespass?"}, {"£24,000", "£34,000", "£44,000", "£43,000"}},
		{{"trainee beewright at the village council, pay?", "and the monastery", "three years in?"}, {"£21,000", "£22,000", "£32,000"}},
		{{"beewright pay outside london in heather", "in london tho", "and in lavender?"}, {"£25,000", "£35,000", "£36,000"}},
	} {
		state := ""
		for i, text := range thread[0] {
			got := b.Answer(Question{Text: text, Prior: state, Addressed: true})
			if state = got.State; !strings.Contains(got.Headline, thread[1][i]) {
				t.Errorf("%q behind %q: %s %q, want %s", text, thread[0][:i], got.Kind, got.Headline, thread[1][i])
			}
		}
	}
}

// TestPartOfLabel: the name of a step that no table has is found where it begins a word of
// what is said.
func TestPartOfLabel(t *testing.T) {
	b := newBotOn(t, inMuch(beeHead+"## Bee keeper pay\n\n| Level | Bee Keeper (UK) |\n|---|---|\n| Junior | £21,000–£24,000 |\n| Senior | £34,000–£41,000 |\n\nKeeping interns got £2,300 a month this summer.\n\n## What else there is\n"))
	if got := say(b, "what did bee keeper interns get paid last summer"); !strings.Contains(got.Headline, "£2,300") {
		t.Errorf("%s %q, want the interns' pay", got.Kind, got.Headline)
	}
}

// TestRowsAlike: of rows that suit about as well none is left out, but for those on another
// number or another place.
func TestRowsAlike(t *testing.T) {
	b := newBotOn(t, inMuch(beeHead+"## Courses\n\n| Course | Length |\n|---|---|\n| Degree in hives | 3 years |\n| Evening degree in hives | 5 years |\n| Apprenticeship | 2 years |\n\n## What else there is\n"))
	got := say(b, "how long is the degree in hives")
	if all := got.Plain(); !strings.Contains(all, "3 years") || !strings.Contains(all, "5 years") || strings.Contains(all, "2 years") {
		t.Errorf("%q, want both degrees", all)
	}
}

// TestPriceOfPlace: what something costs in a place is no pay there.
func TestPriceOfPlace(t *testing.T) {
	b := newBotOn(t, inMuch(beeHead+"## Bee keeper pay\n\n| Level | Bee Keeper (UK) |\n|---|---|\n| Mid-level | £21,000–£24,000 |\n\n## Exams and fees\n\n| Exam | Best for | Ireland | UK |\n|---|---|---|---|\n| APIAR Level 5 | Keepers | €4,200 | £3,350 |\n| APIAR Level 7 | Heads | €9,800 | £7,900 |\n\n## What else there is\n"))
	for text, want := range map[string]string{"how much is apiar level 7 in the uk": "£7,900", "how much for mid level in the uk": "£21,000"} {
		if got := say(b, text); !strings.Contains(got.Headline, want) {
			t.Errorf("%q: %q, want %s", text, got.Headline, want)
		}
	}
}
