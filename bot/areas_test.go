package bot

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const beeHead = "---\ntitle: Bee keeper vs honey taster\nperiod: year\nroles:\n  - name: Bee Keeper\n  - name: Honey Taster\n---\n\n"

// TestAreas: figures of parts of a country are of these and of what lies in them, and
// a question for the whole of it gets them all.
func TestAreas(t *testing.T) {
	const (
		stages = beeHead + "## Bee keeper pay\n\n| Stage | %s | %s |\n|---|---|---|\n| Junior | £21,000–£24,000 | £18,000–£20,000 |\n| Senior | £41,000–£44,000 | £38,000–£40,000 |\n"
		bands  = beeHead + "## Pay bands\n\nThese bands are for both.\n\n| Band | England, Wales and Northern Ireland | Scotland |\n|---|---|---|\n" +
			"| Band 5 (newly qualified) | £31,300–£38,100 | £33,600–£41,200 |\n| Band 6 (senior or specialist) | £38,900–£46,800 | £41,500–£50,300 |\n| Band 8b (head of hives) | £64,400–£74,500 | £67,300–£77,900 |\n" +
			"\n## Agency work\n\n| Level | Bee keeper (UK, per hour) | Honey taster (UK, per hour) |\n|---|---|---|\n| Band 5 | £19–£23 | £20–£24 |\n| Band 6 | £25–£30 | £26–£32 |\n"
		rows     = beeHead + "## Pay by place\n\n| Where | Bee keeper | Honey taster |\n|---|---|---|\n| Inner London | £40,000 | £50,000 |\n| Scotland | £30,000 | £35,000 |\n| Elsewhere in the UK | £28,000 | £33,000 |\n"
		headings = beeHead + "## Pay in London\n\n| Level | Bee keeper | Honey taster |\n|---|---|---|\n| Junior | £24,000 | £25,000 |\n\n## Pay outside London\n\n| Level | Bee keeper | Honey taster |\n|---|---|---|\n| Junior | £20,000 | £22,000 |\n"
	)
	columns := func(first, second string) string {
		return strings.Replace(strings.Replace(stages, "%s", first, 1), "%s", second, 1)
	}
	london, north := columns("London", "Rest of UK"), columns("North", "South")
	tests := []struct{ article, text, want string }{
		{london, "junior bee keeper pay in london", "London: £21,000–£24,000\n"},
		{london, "junior bee keeper pay in hackney", "London: £21,000–£24,000\n"},
		{london, "junior bee keeper pay in leeds", "Rest of UK: £18,000–£20,000\n"},
		{london, "junior bee keeper pay kent", "Rest of UK: £18,000–£20,000\n"},
		{london, "junior bee keeper pay in scotland", "Rest of UK: £18,000–£20,000\n"},
		{london, "junior bee keeper pay outside london", "Rest of UK: £18,000–£20,000\n"},
		{london, "junior bee keeper pay, not london", "Rest of UK: £18,000–£20,000\n"},
		{london, "junior bee keeper pay in the rest of the country", "Rest of UK: £18,000–£20,000\n"},
		{london, "what do junior bee keepers earn elsewhere?", "Rest of UK: £18,000–£20,000\n"},
		{london, "junior bee keeper pay in the uk", "£21,000–£24,000 (London); £18,000–£20,000 (Rest of UK)\nEntry-level is how I read “junior”. No figure is given for the whole of the UK"},
		{london, "junior bee keeper pay in england", "£21,000–£24,000 (London); £18,000–£20,000 (Rest of UK)\nEntry-level is how I read “junior”. No separate figure is given for England"},
		{london, "junior bee keeper pay", "£21,000–£24,000 (London); £18,000–£20,000 (Rest of UK)"},
		{london, "junior bee keeper pay in germany", "none for Germany"},
		{london, "junior bee keeper pay, london vs everywhere else", "£21,000–£24,000 (London); £18,000–£20,000 (Rest of UK)"},
		{columns("London", "Outside London"), "junior bee keeper pay in leeds", "Outside London: £18,000–£20,000\n"},
		{columns("London", "UK (excl. London)"), "junior bee keeper pay in leeds", "UK (excl. London): £18,000–£20,000\n"},
		{columns("London", "Elsewhere"), "junior bee keeper pay in leeds", "Elsewhere: £18,000–£20,000\n"},
		{columns("London", "Regions"), "junior bee keeper pay outside london", "Regions: £18,000–£20,000\n"},
		{columns("London", "Rest of the country"), "junior bee keeper pay in the uk", "£21,000–£24,000 (London); £18,000–£20,000 (Rest of the country)"},
		{columns("England & Wales", "Scotland"), "junior bee keeper pay in cardiff", "England & Wales: £21,000–£24,000\n"},
		{columns("England & Wales", "Scotland"), "junior bee keeper pay in belfast", "I have no figures for that"},
		{columns("Bee keeper (London)", "Bee keeper (rest of UK)"), "junior bee keeper pay in york", "Rest of UK: £18,000–£20,000\n"},
		{columns("Inner London", "Outer London"), "junior bee keeper pay in croydon", "Outer London: £18,000–£20,000\n"},
		{columns("Scotland", "Rest of UK"), "junior bee keeper pay in london", "Rest of UK: £18,000–£20,000\n"},
		{columns("Dublin", "Rest of Ireland"), "junior bee keeper pay in cork", "Rest of Ireland: £18,000–£20,000\n"},
		{columns("California", "Rest of US"), "junior bee keeper pay in san francisco", "£21,000–£24,000 (California); £18,000–£20,000 (Rest of US)"},
		{columns("London", "UK"), "junior bee keeper pay in leeds", "UK: £18,000–£20,000\nEntry-level is how I read “junior”. UK-wide; no separate figure for Leeds."},
		{columns("London and the South East", "Rest of England"), "junior bee keeper pay in croydon", "London and the South East: £21,000–£24,000\n"},
		{columns("London and the South East", "Rest of England"), "junior bee keeper pay in glasgow", "no figures for that"},
		{north, "junior bee keeper pay up north", "North: £21,000–£24,000"},
		{north, "junior bee keeper pay in the south", "South: £18,000–£20,000"},
		{north, "junior bee keeper pay in the north of england", "North: £21,000–£24,000"},
		{columns("North of England", "South of England"), "junior bee keeper pay down south", "South of England: £18,000–£20,000"},
		{columns("North of England", "South of England"), "junior bee keeper pay in the north of england", "North of England: £21,000–£24,000"},
		{columns("South London", "Rest of UK"), "junior bee keeper pay in leeds", "Rest of UK: £18,000–£20,000\n"},
		{columns("Midlands", "Rest of the UK"), "junior bee keeper pay in the midlands", "Midlands: £21,000–£24,000"},
		{north, "junior bee keeper pay in leeds", "£21,000–£24,000 (North); £18,000–£20,000 (South)"},
		{bands, "band 6 pay in wales for a bee keeper", "Band 6 (Bee Keeper), England, Wales and Northern Ireland: £38,900–£46,800"},
		{bands, "band 6 bee keeper pay in glasgow", "Scotland: £41,500–£50,300"},
		{bands, "band 6 honey taster pay uk", "£38,900–£46,800 (England, Wales and Northern Ireland); £41,500–£50,300 (Scotland)"},
		{bands, "band 6 pay", "Band 6: £38,900–£46,800 (England, Wales and Northern Ireland); £41,500–£50,300 (Scotland)"},
		{bands, "band 6 pay bee keeper or honey taster in scotland", "The article gives one figure for both."},
		{bands, "band 6 bee keeper hourly rate", "UK: £25–£30"},
		{bands, "band 6 bee keeper pay per hour in glasgow", "UK: £25–£30\nUK-wide; no separate figure for Glasgow."},
		{bands, "newly qualified bee keeper pay in kent", "£31,300–£38,100"},
		{bands, "head of hives pay in belfast", "£64,400–£74,500"},
		{bands, "specialist honey taster pay in scotland", "£41,500–£50,300"},
		{rows, "bee keeper pay in leeds", "Elsewhere in the UK: £28,000"},
		{rows, "bee keeper pay in glasgow", "Scotland: £30,000"},
		{rows, "bee keeper pay in inner london", "Inner London: £40,000"},
		{headings, "junior bee keeper pay in london", "London: £24,000"},
		{headings, "junior bee keeper pay in leeds", "Outside London: £20,000"},
		{headings, "junior bee keeper pay in the uk", "£24,000 (London); £20,000 (Outside London)"},
	}
	for _, test := range tests {
		if got := say(newBotOn(t, test.article), test.text); !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
			t.Errorf("%q: %q, %q, want %q\n%s", test.text, got.Headline, got.Text, test.want, test.article[strings.Index(test.article, "| "):][:60])
		}
	}
}

// TestAreasInFollowUps: a further question keeps a part of a country, or changes it.
func TestAreasInFollowUps(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay bands\n\n| Band | England and Wales | Scotland |\n|---|---|---|\n| Band 5 | £31,300–£38,100 | £33,600–£41,200 |\n| Band 6 | £38,900–£46,800 | £41,500–£50,300 |\n")
	state := ""
	for _, turn := range [][2]string{
		{"band 5 bee keeper pay in england", "£31,300–£38,100"},
		{"and in scotland?", "£33,600–£41,200"},
		{"ok what about band 6 there", "£41,500–£50,300"},
		{"and a honey taster?", "Band 6 (Honey Taster), Scotland: £41,500–£50,300"},
		{"and in cardiff", "Band 6 (Honey Taster), England and Wales: £38,900–£46,800"},
		{"and in the whole uk?", "£38,900–£46,800 (England and Wales); £41,500–£50,300 (Scotland)"},
	} {
		got := b.Answer(Question{Text: turn[0], Prior: state, Addressed: true})
		if !strings.Contains(got.Headline, turn[1]) {
			t.Errorf("%q: %q, want %q", turn[0], got.Headline, turn[1])
		}
		state = got.State
	}
}

// TestAreasOfOtherArticles: what one article calls "Rest of UK" is nothing to another.
func TestAreasOfOtherArticles(t *testing.T) {
	dir := t.TempDir()
	for name, columns := range map[string]string{"Bee Keeper": "London | Rest of UK", "Hat Painter": "Scotland | Rest of UK", "Jar Maker": "Pay (UK) | Bonus (UK)", "Lid Turner": "England and Wales | Scotland"} {
		text := "---\ntitle: " + name + "\nperiod: year\nroles:\n  - name: " + name + "\n---\n\n## Pay\n\n| Level | " + columns + " |\n|---|---|---|\n| Junior | £21,000 | £18,000 |\n| Senior | £41,000 | £38,000 |\n"
		if err := os.WriteFile(filepath.Join(dir, strings.ToLower(name[:3])+".md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b := newBotOver(t, true, dir)
	for text, want := range map[string]string{
		"senior bee keeper pay in leeds":           "Rest of UK: £38,000",
		"senior bee keeper pay in glasgow":         "Rest of UK: £38,000",
		"senior hat painter pay in london":         "Rest of UK: £38,000",
		"senior hat painter pay in glasgow":        "Scotland: £41,000",
		"senior jar maker pay in london":           "UK: £41,000",
		"senior jar maker pay outside london":      "UK: £41,000",
		"senior lid turner pay in london":          "England and Wales: £41,000",
		"senior lid turner pay in the rest of uk":  "no figures for that",
		"senior pay for a lid turner in the uk":    "£38,000 (Scotland); £41,000 (England and Wales)",
		"senior bee keeper pay in the uk":          "£41,000 (London); £38,000 (Rest of UK)",
		"what does a senior jar maker earn in uk?": "UK: £41,000",
	} {
		if got := say(b, text); !strings.Contains(got.Headline, want) {
			t.Errorf("%q: %q, want %q", text, got.Headline, want)
		}
	}
}

// TestSharedBands: a table that names no role is of all of an article, unless what
// stands above it is on some.
func TestSharedBands(t *testing.T) {
	const table = "\n\n| Band | Pay (UK) |\n|---|---|\n| Band 5 | £31,300 |\n| Band 6 | £38,900 |\n"
	for heading, shared := range map[string]bool{
		"## Public pay":                                   true,
		"## Bee keepers and honey tasters":                true,
		"## Public pay\n\nMost bee keepers are on these.": false,
		"## Public pay for bee keepers":                   false,
	} {
		got := say(newBotOn(t, beeHead+heading+table), "band 6 honey taster pay")
		if strings.Contains(got.Headline, "£38,900") != shared {
			t.Errorf("%q: %q, want it shared: %v", heading, got.Headline, shared)
		}
	}
}

// TestPlacesBesidePay: a place alone asks for no pay where it is asked if something
// exists, or what is on; of rows that differ in the place the one asked for is shown.
func TestPlacesBesidePay(t *testing.T) {
	b := newBotOn(t, inMuch(beeHead+"## Pay\n\n| Level | London | Rest of UK | Ireland |\n|---|---|---|---|\n| Junior | £21,000 | £18,000 | €25,000 |\n\n## Where are they?\n\nBee keepers are found in Wales and in England. Scotland has none.\n\n"+
		"## At a glance\n\n| | Bee keeper | Honey taster |\n|---|---|---|\n| UK regulator | Bee Office | Honey Office |\n| Irish regulator | Hive Board | Comb Board |\n\n## What else there is\n"))
	for text, want := range map[string]string{
		"are there bee keepers in scotland?":              "Scotland has none",
		"who regulates honey tasters in ireland":          "Comb Board",
		"who regulates honey tasters in the uk":           "Honey Office",
		"the best band to see live in leeds this weekend": "today",
	} {
		if got := say(b, text); !strings.Contains(got.Headline+got.Text, want) {
			t.Errorf("%q: %q, %q, want %q", text, got.Headline, got.Text, want)
		}
	}
}
