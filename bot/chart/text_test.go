package chart

import (
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"github.com/google/go-cmp/cmp"
)

func testFonts(t testing.TB) *fonts {
	t.Helper()
	f, err := newFonts()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestFigure: a figure is broken at its dash or between words, never within an
// amount, and stays as it is printed.
func TestFigure(t *testing.T) {
	face := testFonts(t).plain(12)
	tests := []struct {
		text string
		wide vg.Length
		want []string
	}{
		{"£40,000–£55,000", 150, []string{"£40,000–£55,000"}},
		{"£40,000–£55,000", 70, []string{"£40,000–", "£55,000"}},
		{"C$52,000 – C$64,000+", 150, []string{"C$52,000 – C$64,000+"}},
		{"C$52,000 – C$64,000+", 80, []string{"C$52,000 –", "C$64,000+"}},
		{"42–50 (€ thousand)", 60, []string{"42–50 (€", "thousand)"}},
		{"up to £20,000 *", 150, []string{"up to £20,000 *"}},
	}
	for _, test := range tests {
		got, err := figure(face, test.text, test.wide)
		if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
			t.Errorf("figure(%q, %v) (-want +got), %v:\n%s", test.text, test.wide, err, diff)
		}
	}
	if got, err := figure(face, "£40,000–£55,000", 30); err == nil {
		t.Errorf("figure in a column that is too narrow = %q", got)
	}
}

// TestWrap: lines are no wider than they may be, hold the whole text or end in
// an ellipsis.
func TestWrap(t *testing.T) {
	face := testFonts(t).plain(12)
	for _, text := range []string{"", "one", "one two three four five", strings.Repeat("W", 90), "short " + strings.Repeat("long", 40) + " end", "łódź – ₹"} {
		for _, most := range []int{0, 1, 2} {
			lines := wrap(face, text, 60, most)
			for _, l := range lines {
				if w := face.Width(l); w > 60 {
					t.Errorf("wrap(%q, %d) has the line %q, %.1f wide", text, most, l, float64(w))
				}
			}
			whole := strings.ReplaceAll(strings.Join(lines, ""), " ", "") == strings.ReplaceAll(text, " ", "")
			cut := most > 0 && len(lines) == most && strings.HasSuffix(lines[most-1], "…")
			if !whole && !cut || most > 0 && len(lines) > most {
				t.Errorf("wrap(%q, %d) = %q", text, most, lines)
			}
		}
	}
}

func TestClean(t *testing.T) {
	f := testFonts(t)
	for text, want := range map[string]string{
		"Senior (5–8 years)":  "Senior (5–8 years)",
		"a\nb\u200b\x00\xffc": "a bc",
		"DevOps 🚀 Engineer":   "DevOps Engineer",
		"12\u00a0000 zł":      "12 000 zł",
	} {
		if got, err := f.clean(text); got != want || err != nil {
			t.Errorf("clean(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
}
