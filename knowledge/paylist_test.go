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
