package index

import (
	"slices"
	"testing"
)

func TestCounted(t *testing.T) {
	for text, want := range map[string][]string{
		"13 exams":                               {"exams"},
		"two very long shifts, and then nothing": {"long", "shifts", "very"},
		"Between 60 and 90 calls":                {"calls"},
		"half a day a week":                      {"day"},
		"38% are remote":                         {Share},
		"pay in 13.4 per cent":                   {Share, "cent", "per"},
		"80% of their hours":                     {Share},
		"seven in ten fleets":                    {Share, "fleets", "in"},
		"a third of the week":                    {Share},
		"none of them":                           nil,
	} {
		if got := Counted(text); !slices.Equal(got, want) {
			t.Errorf("Counted(%q) = %q, want %q", text, got, want)
		}
	}
}
