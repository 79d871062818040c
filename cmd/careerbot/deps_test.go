package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// mayImport says what each package may import beside the standard library.
// "x/..." is x and everything below it. Do not widen an entry to make a build
// pass: imports go down only, each library stays in its one package, and
// adapters do not know each other.
var mayImport = map[string][]string{
	"knowledge": {"github.com/yuin/goldmark/...", "go.yaml.in/yaml/v3", "golang.org/x/text/..."},
	"index":     {"careerbot/knowledge", "github.com/blevesearch/bleve/v2/...", "github.com/blevesearch/bleve_index_api"},
	"bot":       {"careerbot/knowledge", "careerbot/index", "golang.org/x/text/..."},

	"index/indextest": {"careerbot/knowledge", "github.com/blevesearch/bleve/v2/..."}, // for tests alone

	"bot/golden":        {},
	"knowledge/webpage": {"careerbot/knowledge", "golang.org/x/net/html/...", "golang.org/x/text/encoding"},

	"bot/terminal": {"careerbot/bot"},
	"bot/web":      {"careerbot/bot"},
	"bot/state":    {"careerbot/bot", "github.com/nats-io/...", "github.com/gofrs/flock", "golang.org/x/time/rate"},
	"bot/slack":    {"careerbot/bot", "careerbot/bot/chart", "github.com/slack-go/slack/...", "github.com/gorilla/websocket"},
	"bot/discord":  {"careerbot/bot", "careerbot/bot/chart", "github.com/bwmarrin/discordgo", "github.com/gorilla/websocket"},
	"bot/chart":    {"careerbot/bot", "gonum.org/v1/plot/...", "codeberg.org/go-fonts/dejavu/...", "golang.org/x/image/font/..."},

	"cmd/careerbot": {
		"careerbot/knowledge/webpage",
		"careerbot/knowledge", "careerbot/bot", "careerbot/bot/golden", "careerbot/bot/terminal", "careerbot/bot/web",
		"careerbot/bot/state", "careerbot/bot/slack", "careerbot/bot/discord",
		"github.com/alecthomas/kong", "golang.org/x/sync/errgroup",
		"github.com/prometheus/client_golang/...",
	},
}

// testsMayImport is what tests may import beside. The tests of the bot judge
// its answers as the command does, and those of the index and the bot make
// articles.
var testsMayImport = []string{"careerbot/bot/golden", "careerbot/index/indextest", "github.com/google/go-cmp/...", "github.com/rogpeppe/go-internal/..."}

// itsTestsMayImport is what the tests of one package may import beside. Those
// of the command read what it gives to Prometheus, and the files of deploy, and
// play Slack's side of a WebSocket; those of the platforms and of the charts
// show what a real bot says.
var itsTestsMayImport = map[string][]string{
	"bot/slack":   {"careerbot/knowledge"},
	"bot/discord": {"careerbot/knowledge"},
	"bot/chart":   {"careerbot/knowledge"},
	"cmd/careerbot": {
		"github.com/prometheus/common/...", "github.com/gorilla/websocket",
		"github.com/nats-io/nats-server/v2/server", "go.yaml.in/yaml/v3",
	},
}

// mustNotImport is the part of the standard library that some packages do
// without: no knowledge and no answer comes over a network or from another
// process.
var mustNotImport = map[string][]string{
	"knowledge":    {"net/...", "os/exec"},
	"index":        {"net/...", "os/exec", "os"},
	"bot":          {"net/...", "os/exec", "os"},
	"bot/golden":   {"net/...", "os/exec", "os"},
	"bot/terminal": {"net/...", "os/exec", "os"},
	"bot/chart":    {"net/...", "os/exec", "os"},

	"knowledge/webpage": {"net", "net/http/...", "os/exec", "os"}, // net/url reads addresses
}

func TestImports(t *testing.T) {
	faults, packages, err := checkImports(os.DirFS("../.."), mayImport, mustNotImport)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
	if want := slices.Sorted(maps.Keys(mayImport)); !cmp.Equal(packages, want) {
		t.Errorf("packages: %v, want exactly those of the table: %v", packages, want)
	}
}

// checkImports reads the imports of all Go files of a module and returns what
// is wrong with them, and the folders that have packages.
func checkImports(module fs.FS, may, mustNot map[string][]string) (faults, packages []string, err error) {
	err = fs.WalkDir(module, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || len(d.Name()) > 1 && strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go":
			return nil
		}
		dir, test := path.Dir(name), strings.HasSuffix(name, "_test.go")
		if !slices.Contains(packages, dir) {
			packages = append(packages, dir)
		}
		src, err := fs.ReadFile(module, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		allowed, known := may[dir]
		if !known {
			faults = append(faults, fmt.Sprintf("%s: package %s is not in the table", name, dir))
		}
		allowed = append(slices.Clone(allowed), "careerbot/"+dir) // from its external tests
		if test {
			allowed = slices.Concat(allowed, testsMayImport, itsTestsMayImport[dir])
		}
		for _, spec := range file.Imports {
			imported := strings.Trim(spec.Path.Value, `"`)
			std := !strings.Contains(strings.Split(imported, "/")[0], ".") && !strings.HasPrefix(imported, "careerbot/")
			if !std && !matches(imported, allowed) || std && !test && matches(imported, mustNot[dir]) {
				faults = append(faults, fmt.Sprintf("%s: may not import %s", name, imported))
			}
		}
		return nil
	})
	slices.Sort(packages)
	return faults, packages, err
}

func matches(imported string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		tree, ok := strings.CutSuffix(p, "/...")
		return imported == tree || ok && strings.HasPrefix(imported, tree+"/")
	})
}

// TestCheckImports holds the checker itself to a small module with every
// fault.
func TestCheckImports(t *testing.T) {
	may := map[string][]string{
		"low":  {"example.com/lib/..."},
		"high": {"careerbot/low"},
	}
	mustNot := map[string][]string{"low": {"net/...", "os"}}
	got, packages, err := checkImports(os.DirFS(filepath.Join("testdata", "imports")), may, mustNot)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"high/high.go: may not import example.com/lib",
		"high/high_test.go: may not import example.com/lib/sub",
		"low/low.go: may not import net/http",
		"low/low.go: may not import os",
		"low/low.go: may not import careerbot/high",
		"low/low.go: may not import example.com/library",
		"other/other.go: package other is not in the table",
		"other/other.go: may not import careerbot/low",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"high", "low", "other"}, packages); diff != "" {
		t.Errorf("packages (-want +got):\n%s", diff)
	}
}

// TestLibrariesStayInTheirPackage holds the table to its purpose.
func TestLibrariesStayInTheirPackage(t *testing.T) {
	for library, home := range map[string]string{
		"github.com/blevesearch/":         "index",
		"github.com/slack-go/slack":       "bot/slack",
		"github.com/bwmarrin/discordgo":   "bot/discord",
		"github.com/nats-io/":             "bot/state",
		"github.com/gofrs/flock":          "bot/state",
		"golang.org/x/time/":              "bot/state",
		"github.com/yuin/goldmark":        "knowledge",
		"github.com/alecthomas/kong":      "cmd/careerbot",
		"github.com/gorilla/websocket":    "bot/discord bot/slack", // both are spoken to over WebSockets
		"go.yaml.in/yaml/":                "knowledge",
		"golang.org/x/sync/errgroup":      "cmd/careerbot",
		"golang.org/x/net/":               "knowledge/webpage",
		"github.com/prometheus/":          "cmd/careerbot",
		"gonum.org/":                      "bot/chart",
		"codeberg.org/go-fonts/":          "bot/chart",
		"golang.org/x/image/":             "bot/chart",
		"github.com/rogpeppe/go-internal": "",
	} {
		for dir, allowed := range mayImport {
			for _, p := range allowed {
				if strings.HasPrefix(p, library) && !slices.Contains(strings.Fields(home), dir) && dir != home+"/indextest" {
					t.Errorf("%s may import %s, which is for %q alone", dir, p, home)
				}
			}
		}
	}
}
