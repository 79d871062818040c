package bot

import (
	"strings"
	"testing"
)

// TestOneCountry: pay that no header places is of the one country that the article
// can mean; where there is none, a refusal names no list that is empty.
func TestOneCountry(t *testing.T) {
	const pay = "---\ntitle: Bees\nroles:\n  - name: Bee Keeper\n---\n## What they earn\n\n| Stage | Bee Keeper (per year) |\n|---|---|\n| Junior | £22,000 |\n| Senior | £41,000 |\n"
	tests := []struct{ article, text, want string }{
		{pay, "senior bee keeper pay in leeds", "Senior Bee Keeper, UK: £41,000\nUK-wide; no separate figure for Leeds."},
		{pay, "senior bee keeper pay in germany", "I have figures for the UK, none for Germany."},
		{strings.ReplaceAll(pay, "£", "$"), "senior bee keeper pay in leeds", "I have nothing for Leeds: my articles name no place for their figures."},
	}
	for _, test := range tests {
		if got := say(newBotOn(t, test.article), test.text); !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
			t.Errorf("%q: %q, %q, want %q", test.text, got.Headline, got.Text, test.want)
		}
	}
}
