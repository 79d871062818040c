package index

import "testing"

// TestHeadings: some headings ask what the text below them answers.
func TestHeadings(t *testing.T) {
	tests := []struct {
		heading string
		asks    bool
		about   string
	}{
		{"Can I start as an adult", true, "start as adult"},
		{"How long is the summer break?", true, "summer break?"},
		{"What bakers do", false, "bakers"},
		{"Which one suits you", false, "one suits"},
		{"How to choose", false, "choose"},
	}
	for _, test := range tests {
		if asks, about := isQuestion(test.heading), asked(test.heading); asks != test.asks || about != test.about {
			t.Errorf("%q: asks %v, about %q, want %v, %q", test.heading, asks, about, test.asks, test.about)
		}
	}
}
