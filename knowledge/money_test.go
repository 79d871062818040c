package knowledge

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseMoney(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Money
	}{
		{"£85,000–£130,000+", Money{"GBP", 85_000_00, 130_000_00, true, "", "£85,000–£130,000+"}},
		{"$120–$180/hour", Money{"USD", 120_00, 180_00, false, "hour", "$120–$180/hour"}},
		{"£500-£800/day UK", Money{"GBP", 500_00, 800_00, false, "day", "£500-£800/day"}},
		{"C$70k to C$90k", Money{"CAD", 70_000_00, 90_000_00, false, "", "C$70k to C$90k"}},
		{"₹8,00,000", Money{"INR", 800_000_00, 800_000_00, false, "", "₹8,00,000"}},
		{"₹12,50,000 per annum", Money{"INR", 1_250_000_00, 1_250_000_00, false, "year", "₹12,50,000 per annum"}},
		{"€52.000", Money{"EUR", 52_000_00, 52_000_00, false, "", "€52.000"}},
		{"52 000", Money{"", 52_00, 52_00, false, "", "52"}},
		{"60-85k", Money{"", 60_000_00, 85_000_00, false, "", "60-85k"}},
		{"£17.50 an hour", Money{"GBP", 17_50, 17_50, false, "hour", "£17.50 an hour"}},
		{"12 lakh", Money{"INR", 1_200_000_00, 1_200_000_00, false, "", "12 lakh"}},
		{"45k pounds", Money{"GBP", 45_000_00, 45_000_00, false, "", "45k pounds"}},
		{"CHF 95'000", Money{"CHF", 95_000_00, 95_000_00, false, "", "CHF 95'000"}},
		{"1.2 crore", Money{"INR", 12_000_000_00, 12_000_000_00, false, "", "1.2 crore"}},
		{"₹8L–₹12.5L", Money{"INR", 800_000_00, 1_250_000_00, false, "", "₹8L–₹12.5L"}},
		{"£5l", Money{"GBP", 5_00, 5_00, false, "", "£5"}},
		{"€3.000 annual", Money{"EUR", 3_000_00, 3_000_00, false, "year", "€3.000 annual"}},
		{"80 to 90", Money{"", 80_00, 90_00, false, "", "80 to 90"}},
		{"€3.200/month", Money{"EUR", 3_200_00, 3_200_00, false, "month", "€3.200/month"}},
	} {
		got, n := ParseMoney(c.in)
		if diff := cmp.Diff(c.want, got); diff != "" || n == 0 {
			t.Errorf("ParseMoney(%q) = %+v, %d (-want +got):\n%s", c.in, got, n, diff)
		}
	}
	for _, in := range []string{"", "N/A", "varies", "£", "–", "k"} {
		if got, n := ParseMoney(in); n != 0 {
			t.Errorf("ParseMoney(%q) = %+v, %d, want nothing", in, got, n)
		}
	}
}

func TestFindMoney(t *testing.T) {
	text := "Rates are higher (£500–£800/day UK, $120–$180/hour US) than 10–20% in 2026; 45 people, EUR 40k."
	var got []string
	for _, m := range FindMoney(text) {
		got = append(got, m.Text+"|"+m.Currency+"|"+m.Period)
	}
	want := []string{"£500–£800/day|GBP|day", "$120–$180/hour|USD|hour", "EUR 40k|EUR|"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("FindMoney(%q) (-want +got):\n%s", text, diff)
	}
}

func FuzzParseMoney(f *testing.F) {
	for _, s := range []string{"£85,000–£130,000+", "$120/hour", "₹8,00,000", "1.", "999999999999999999", "€52.000 to", "10-5k", "£\u00a05"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, n := ParseMoney(s)
		if n < 0 || n > len(s) {
			t.Fatalf("ParseMoney(%q) used %d of %d bytes", s, n, len(s))
		}
		if n > 0 && m.Low > m.High {
			t.Errorf("ParseMoney(%q) = %+v: low above high", s, m)
		}
		for _, m := range FindMoney(s) {
			if m.Currency == "" {
				t.Errorf("FindMoney(%q) returned %+v without a currency", s, m)
			}
		}
	})
}

func TestHasCurrencySign(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "Salary (£)": true, "C$90k": true, "€ thousand": true, "₹ lakh": true, "¥": true,
		"GBP": false, "rs. 5": false, "7 000 zł": false, "pounds": false, "100%": false,
	} {
		if got := HasCurrencySign(text); got != want {
			t.Errorf("HasCurrencySign(%q) = %v, want %v", text, got, want)
		}
	}
}
