package knowledge

import "testing"

// TestListOfPay: a list of labels with figures is a table of pay under what
// leads into it, with the codes that stand beside its levels.
func TestListOfPay(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\nperiod: year\n", "## Pay\n\n**Bee keepers in India, per year**\n\n- Junior (L3): ₹5,00,000–₹8,00,000\n- Mid (L4): ₹9,00,000–₹16,00,000\n\n## Tools\n\n- Smoker: £20\n- Gloves: two pairs\n")
	if len(set.Pays) != 2 {
		t.Fatalf("the set has %d pay cells, want 2", len(set.Pays))
	}
	p := set.Pays[1]
	if p.Role == nil || p.Role.Name != "Bee Keeper" || p.Place == nil || p.Place.Name != "India" || p.Level == nil || p.Level.Name != "Mid-level" || p.Period != "year" {
		t.Errorf("the second cell is of %v, %v, %v a %s, want Mid-level Bee Keeper, India a year", p.Level, p.Role, p.Place, p.Period)
	}
	if r := set.Read("L4"); len(r.Levels) != 1 || r.Levels[0] != p.Level {
		t.Errorf("L4 is read as %v, want the level that it stands beside", r.Levels)
	}
	if s := set.Articles[0].Sections[1]; len(s.Blocks) != 1 || s.Blocks[0].Table != nil {
		t.Error("a list with a point that is no figure should stay a list")
	}
}

// TestListOfCosts: a list of figures whose labels name nobody is no pay, nor is
// one that speaks of something else.
func TestListOfCosts(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\nperiod: year\n", "## Money in the UK\n\nWhat it costs:\n\n- Smoker: £20\n- Suit: £60–£90\n\n"+
		"**Bonuses of bee keepers**\n\n- Junior: £200\n- Senior: £900\n\n**Salary of bee keepers**\n\n- Junior – £20,000\n- Senior – £30,000\n")
	if len(set.Pays) != 2 || set.Pays[0].Cell != "£20,000" || set.Pays[1].Cell != "£30,000" {
		t.Errorf("the pay is %v, want that of the last list alone", set.Pays)
	}
}

// TestOtherCode: a code beside those of an article is a step that it does not
// have.
func TestOtherCode(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Financial Keeper\nperiod: year\n", "## Pay in the UK\n\n- Junior (L3): £20,000\n- Mid (L4): £30,000\n")
	if !set.GradedWord("l8") || set.GradedWord("b8") || set.GradedWord("level") || set.GradedWord("") {
		t.Error("GradedWord should know l8 alone")
	}
	if r := set.Read("fin keeper"); len(r.Roles) != 1 || r.Roles[0].Name != "Financial Keeper" {
		t.Errorf("fin keeper is read as %v", r.Roles)
	}
}

// TestCaption: what stands in a line of its own right before a table holds for it.
func TestCaption(t *testing.T) {
	table := "\n\n| Level | Bee Keeper |\n|---|---|\n| Junior | £20,000 |\n"
	set := realSet(t, "roles:\n  - name: Bee Keeper\n  - name: Bee Painter\n", "## Pay\n\n**Ireland, per year**"+table+"\nThey earn less in Spain."+table)
	first, second := set.Pays[0], set.Pays[1]
	if first.Place == nil || first.Place.Name != "Ireland" || first.Period != "year" {
		t.Errorf("the first table is of %v a %q, want Ireland a year", first.Place, first.Period)
	}
	if second.Place != nil {
		t.Errorf("the second table is of %s, want none", second.Place.Name)
	}
}

// realSet reads one article with the shipped word lists.
func realSet(t *testing.T, front, text string) *Set {
	t.Helper()
	a, err := ParseArticle(article{front: front, text: text}.file())
	if err != nil {
		t.Fatal(err)
	}
	b, err := shippedBuilder()
	if err != nil {
		t.Fatal(err)
	}
	set, err := b.set([]*Article{a})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestListOfSeveral: a list whose points give figures of the same several things is a table
// with a column for each.
func TestListOfSeveral(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\n  - name: Honey Tester\n", "## Rates\n\n- UK, per day: bee keeper £450-£625, honey tester £400.\n- Germany, per hour: bee keeper €82-€108, honey tester €78\n\n"+
		"## Other\n\n- UK: bee keeper £450, honey tester £400\n- Spain: bee keeper €82\n")
	haveCells(t, set, "Bee Keeper UK £450-£625", "Honey Tester UK £400", "Bee Keeper Germany €82-€108", "Honey Tester Germany €78")
	if uk, germany := set.Pays[0].Period, set.Pays[2].Period; uk != "day" || germany != "hour" {
		t.Errorf("paid by the %s and the %s, want day and hour", uk, germany)
	}
}

// TestListOfTowns: a point may say why its last figure is missing, and a part of the compass
// beside towns is in their country, whatever region of another has the name.
func TestListOfTowns(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\n  - name: Honey Tester\n", "## County by county\n\nPer hour:\n\n- **Cork:** bee keeper €33.00, honey tester €31.50\n- **Galway:** bee keeper €30.20, honey tester €29.40\n"+
		"- **The north-west (Donegal, Sligo):** bee keeper €29.00; there is hardly any honey to test\n")
	places := []string{"Cork", "Cork", "Galway", "Galway", "North-west"}
	if len(set.Pays) != len(places) {
		t.Fatalf("%d cells of pay, want %d", len(set.Pays), len(places))
	}
	for i, p := range set.Pays {
		if c := set.Country(p.Place); p.Place.Name != places[i] || c == nil || c.Name != "Ireland" {
			t.Errorf("%s is of %s in %v, want %s in Ireland", p.Cell, p.Place.Name, c, places[i])
		}
	}
}

// TestRemarkBehindFigure: what stands behind a figure without figures is a note to it.
func TestRemarkBehindFigure(t *testing.T) {
	for text, want := range map[string]string{
		"Tester: £425 – £575 a day, with banks at the upper end": "£425 – £575 a day (with banks at the upper end)",
		"Tester: £425 a day, £500 in banks":                      "",
		"Tester: £425 a day.":                                    "£425 a day",
	} {
		if _, got, _ := labelledFigure(text); got != want {
			t.Errorf("%q has %q, want %q", text, got, want)
		}
	}
}
