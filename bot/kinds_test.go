package bot

import (
	"strings"
	"testing"
)

const ownAccountFront = "---\ntitle: Bees\ndata: 2026\nroles:\n  - name: Bee Keeper\n  - name: Wasp Painter\n---\n"

const ownAccountColumns = ownAccountFront + `## What they earn in a year

| Stage | Bee Keeper, employed (per year) | Bee Keeper, self-employed (per year) | Wasp Painter, employed (per year) |
|---|---|---|---|
| Apprentice | £15,000 | N/A | £16,000 |
| Junior (0–2 years) | £22,000–£24,000 | £17,000–£26,000 | £23,000 |
| Senior (6+ years) | £41,000–£43,000 | £39,000–£52,000 | £46,000 |

## And by the hour?

| Stage | Bee Keeper, employed (per hour) | Bee Keeper, self-employed (per hour) |
|---|---|---|
| Junior (0–2 years) | £12 | £15 |
| Senior (6+ years) | £21 | £29 |
`

const ownAccountRows = ownAccountFront + `## Pay per year

| Stage | Bee Keeper | Wasp Painter |
|---|---|---|
| Junior, employed | £22,000 | £19,000 |
| Junior, self-employed | £25,000 | £23,000 |
| Senior, employed | £41,000 | £46,000 |
| Senior, self-employed | £44,000 | £56,000 |
`

const ownAccountRoles = ownAccountFront + `## Pay per year

| Role | Employed | Self-employed |
|---|---|---|
| Bee Keeper | £22,000 | £19,000 |
| Wasp Painter | £41,000 | £46,000 |
`

// TestOwnAccount: of what employers pay and what those get who work for themselves
// the kind and the span of time that is asked for is given, else the first by the
// year, with the other said beside it.
func TestOwnAccount(t *testing.T) {
	tests := []struct{ article, text, want string }{
		{ownAccountColumns, "self employed bee keeper 7 yrs in, what do they clear in a year", "Senior Bee Keeper, UK: £39,000–£52,000\n"},
		{ownAccountColumns, "senior bee keeper, self employed, annual earnings?", "under “Bee Keeper, self-employed (per year)”"},
		{ownAccountColumns, "senior self employed bee keeper per hour", "Senior Bee Keeper, UK: £29\n"},
		{ownAccountColumns, "employed senior bee keeper hourly", "Senior Bee Keeper, UK: £21\n"},
		{ownAccountColumns, "senior bee keeper yearly on payroll vs yearly self employed?", "£41,000–£43,000 or £39,000–£52,000\n"},
		{ownAccountColumns, "senior bee keeper pay", "Senior Bee Keeper, UK: £41,000–£43,000\nSenior means 6+ years. “Bee Keeper, self-employed (per year)”: £39,000–£52,000."},
		{ownAccountColumns, "bee keeper pay", "I have figures for the self-employed, too."},
		{ownAccountColumns, "most a self employed bee keeper can pull in a year", "Highest range: Senior Bee Keeper, UK: £39,000–£52,000\n"},
		{ownAccountColumns, "can an apprentice bee keeper be self employed, what would they get a year", "Apprentice Bee Keeper, UK: no figure given\n"},
		{ownAccountColumns, "both jobs, senior, employed, per year pls", "£41,000–£43,000; Wasp Painter £46,000\n"},
		{ownAccountRows, "senior self employed wasp painter pay", "Senior Wasp Painter, UK: £56,000\nThe article has that under “Senior, self-employed”."},
		{ownAccountRows, "senior wasp painter pay", "Senior Wasp Painter, UK: £46,000\n“Senior, self-employed”: £56,000."},
		{ownAccountRoles, "how much does a self employed wasp painter make", "Wasp Painter, UK: £46,000\n"},
		{ownAccountRoles, "wasp painter pay", "Wasp Painter, UK: £41,000\n“Self-employed”: £46,000."},
		{ownAccountRoles, "senior wasp painter pay", "My articles part their figures by no levels."},
	}
	for _, test := range tests {
		if got := say(newBotOn(t, inMuch(test.article+"\n## What else there is\n")), test.text); !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
			t.Errorf("%q: %q, %q, want %q", test.text, got.Headline, got.Text, test.want)
		}
	}
	b := newBotOn(t, inMuch(ownAccountColumns+"\n## What else there is\n"))
	first := say(b, "senior self employed bee keeper yearly pay")
	if got := b.Answer(Question{Text: "whats that per hour", Prior: first.State, Addressed: true}); !strings.Contains(got.Headline, "£29") {
		t.Errorf("whats that per hour = %q, want the same kind", got.Headline)
	}
}
