package index

import "testing"

// TestHeadings: some headings ask what the text below them answers, and some say
// that what people do stands below.
func TestHeadings(t *testing.T) {
	tests := []struct {
		heading      string
		asks, duties bool
		about        string
	}{
		{"Can I start as an adult", true, false, "start as adult"},
		{"How long is the summer break?", true, false, "summer break?"},
		{"What bakers do", false, true, "bakers"},
		{"What does a baker do?", true, true, "baker"},
		{"What to do", false, true, ""},
		{"Which one suits you", false, false, "one suits"},
		{"How to choose", false, false, "choose"},
	}
	for _, test := range tests {
		if asks, duties, about := isQuestion(test.heading), isDuties(test.heading), asked(test.heading); asks != test.asks || duties != test.duties || about != test.about {
			t.Errorf("%q: asks %v, duties %v, about %q, want %v, %v, %q", test.heading, asks, duties, about, test.asks, test.duties, test.about)
		}
	}
}
