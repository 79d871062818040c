package webpage

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the expected outputs of the golden tests")

// TestImport compares the articles and reports of the pages in testdata with
// the files beside them.
func TestImport(t *testing.T) {
	var im Importer
	for _, page := range pages(t) {
		t.Run(filepath.Base(page), func(t *testing.T) {
			src, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			a, err := im.Import(filepath.Base(page), src)
			if err != nil {
				t.Fatal(err)
			}
			got := string(a.Markdown) + "\n=== report\n" + a.Report.String()
			golden := page + ".want"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("%s (-want +got; -update rewrites):\n%s", page, diff)
			}
		})
	}
}

// pages returns the pages of testdata.
func pages(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, form := range []string{"*.html", "*.md"} {
		found, err := filepath.Glob(filepath.Join("testdata", form))
		if err != nil || len(found) == 0 {
			t.Fatalf("no pages %s in testdata: %v", form, err)
		}
		out = append(out, found...)
	}
	return out
}
