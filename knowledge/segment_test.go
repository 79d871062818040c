package knowledge

import (
	"strings"
	"testing"
)

func TestSegment(t *testing.T) {
	l := newLexicon(0)
	for w := range strings.FieldsSeq("how much do senior nurse make in the city what salary of a") {
		l.words[w] = true
	}
	for _, c := range []struct{ in, want string }{
		{"howmuchdoseniornursesmake", "how much do senior nurses make"},
		{"whatsalary", "what salary"},
		{"seniornurse", "senior nurse"},
		{"seniorxnurse", ""},
		{"short", ""},
		{strings.Repeat("nurse", 20), ""},
	} {
		if got := strings.Join(l.Segment(c.in), " "); got != c.want {
			t.Errorf("Segment(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
