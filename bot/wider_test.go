package bot

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestArticlesBesideEachOther: what one article has pay of is no gap in another,
// and no answer for its roles.
func TestArticlesBesideEachOther(t *testing.T) {
	dir := t.TempDir()
	var paths []string
	for name, text := range map[string]string{
		"bees.md": "---\ntitle: Bee Keeper\nroles:\n  - name: Bee Keeper\nperiod: year\n---\n\n## Pay in England\n\n| Level | Bee Keeper |\n|---|---|\n| Junior | £20,000 |\n| Senior | £30,000 |\n",
		"hats.md": "---\ntitle: Hat Painter\nroles:\n  - name: Hat Painter\nperiod: year\n---\n\n## Pay in the UK\n\n| Level | Hat Painter |\n|---|---|\n| Junior | £21,000 |\n| Senior | £31,000 |\n" +
			"\n## Freelance rates\n\nFreelance hat painters in the US charge $40–$60 an hour.\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	b := newBotOver(t, true, paths...)
	for text, want := range map[string]string{
		"senior bee keeper london":                      "Senior Bee Keeper, England: £30,000",
		"senior hat painter london":                     "Senior Hat Painter, UK: £31,000",
		"what do freelance hat painters charge an hour": "$40–$60",
	} {
		if got := say(b, text); !strings.Contains(got.Plain(), want) {
			t.Errorf("Answer(%q) = %s\nwant %q in it", text, got.Plain(), want)
		}
	}
	for _, text := range []string{"what does a freelance bee keeper charge an hour in the us", "bee keeper pay per hour in texas"} {
		if got := say(b, text); got.Kind.Answered() {
			t.Errorf("Answer(%q) = %s\nwant it declined", text, got.Plain())
		}
	}
}
