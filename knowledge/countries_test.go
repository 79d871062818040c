package knowledge

import "testing"

// TestCountries: the pay of an article that names no place for it is of the one
// country of its currency, or the one of these that it names beside pay.
func TestCountries(t *testing.T) {
	pay := func(junior, senior string) string {
		return "## Pay\n\n| Level | Bee Keeper |\n|---|---|\n| Junior | " + junior + " |\n| Senior | " + senior + " |\n"
	}
	tests := []struct{ text, want string }{
		{"All the money is UK money.\n\n" + pay("£20,000", "£30,000"), "UK"},
		{pay("£20,000", "£30,000"), "UK"},
		{pay("$20,000", "$30,000"), ""},
		{"Salaries are for Canada.\n\n" + pay("$20,000", "$30,000"), "Canada"},
		{"French honey is sold here. They earn well in Ireland.\n\n" + pay("€20,000", "€30,000"), "Ireland"},
		{"French honey is sold here. They earn well.\n\n" + pay("€20,000", "€30,000"), ""},
		{"Pay is alike in France and Ireland.\n\n" + pay("€20,000", "€30,000"), ""},
		{"Salaries are for the UK.\n\n" + pay("£20,000", "€30,000"), ""},
		{pay("£20,000", "£30,000") + "\n## Pay in Wales\n\n| Level | Bee Keeper (Ireland) |\n|---|---|\n| Junior | £21,000 |\n", ""},
	}
	for _, test := range tests {
		got := ""
		if place := realSet(t, "roles:\n  - name: Bee Keeper\n", test.text).Pays[0].Place; place != nil {
			got = place.Name
		}
		if got != test.want {
			t.Errorf("%q: the pay is of %q, want %q", test.text, got, test.want)
		}
	}
}

// TestCurrencies: every country of a currency is one that the list of places has.
func TestCurrencies(t *testing.T) {
	v, err := ShippedVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]bool{}
	for _, e := range v.Entries {
		places[e.Name] = places[e.Name] || e.List == "places"
	}
	for _, e := range v.Entries {
		for _, country := range e.Phrases {
			if e.List == "currencies" && !places[country] {
				t.Errorf("currencies.txt:%d: %q is not in places.txt", e.Line, country)
			}
		}
	}
}
