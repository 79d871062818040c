package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/nats-io/nats-server/v2/server"
	"go.yaml.in/yaml/v3"
)

// deployFile returns the text of a file of the folder deploy.
func deployFile(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "deploy", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), "\r\n", "\n")
}

// parseCommand fails where a command line is none of careerbot's.
func parseCommand(t *testing.T, where string, args []string) {
	t.Helper()
	var line commandLine
	p, err := newParser(&line, kong.Writers(io.Discard, io.Discard), kong.Exit(func(int) {}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Parse(args); err != nil {
		t.Errorf("%s: careerbot %s: %v", where, strings.Join(args, " "), err)
	}
}

// words splits a line as a shell does, as far as our files need it.
func words(line string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|'([^']*)'|(\S+)`).FindAllStringSubmatch(line, -1) {
		out = append(out, m[1]+m[2]+m[3])
	}
	return out
}

// variables returns the names that the program looks up in the environment:
// those of its settings, which it reads in a loop, and those that stand in its
// source.
func variables(t *testing.T) []string {
	t.Helper()
	names := make(map[string]bool)
	if _, err := readSettings(func(name string) string { names[name] = true; return "" }); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 || !strings.HasSuffix(strings.ToLower(callee(call)), "getenv") {
				return true
			}
			if lit, ok := call.Args[0].(*ast.BasicLit); ok {
				if name, err := strconv.Unquote(lit.Value); err == nil {
					names[name] = true
				}
			}
			return true
		})
	}
	return slices.Sorted(maps.Keys(names))
}

// callee returns the last name of what is called.
func callee(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// wantVariable fails unless the program reads a variable of this name.
func wantVariable(t *testing.T, where, name string) {
	t.Helper()
	if !slices.Contains(variables(t), name) {
		t.Errorf("%s sets %s, which careerbot does not read", where, name)
	}
}

// A dockerfile is a list of instructions, each with its word and the rest.
type dockerfile [][2]string

func readDockerfile(t *testing.T) dockerfile {
	t.Helper()
	var d dockerfile
	for line := range strings.Lines(deployFile(t, "Dockerfile")) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		d = append(d, [2]string{word, rest})
	}
	return d
}

// all returns what follows the instructions of one word.
func (d dockerfile) all(word string) (rests []string) {
	for _, in := range d {
		if in[0] == word {
			rests = append(rests, in[1])
		}
	}
	return rests
}

// one returns what follows the only instruction of a word.
func (d dockerfile) one(t *testing.T, word string) string {
	t.Helper()
	rests := d.all(word)
	if len(rests) != 1 {
		t.Fatalf("Dockerfile has %d %s, want 1", len(rests), word)
	}
	return rests[0]
}

// env returns the variables that the image sets.
func (d dockerfile) env(t *testing.T) map[string]string {
	t.Helper()
	env := make(map[string]string)
	for _, assignment := range words(d.one(t, "ENV")) {
		name, value, _ := strings.Cut(assignment, "=")
		env[name] = value
	}
	return env
}

// command returns the arguments that the program of the image is given.
func (d dockerfile) command(t *testing.T) (program string, args []string) {
	t.Helper()
	var entry, cmd []string
	for rest, into := range map[string]*[]string{d.one(t, "ENTRYPOINT"): &entry, d.one(t, "CMD"): &cmd} {
		if err := json.Unmarshal([]byte(rest), into); err != nil {
			t.Fatalf("Dockerfile: %s: %v", rest, err)
		}
	}
	return entry[0], append(entry[1:], cmd...)
}

func TestDockerfile(t *testing.T) {
	d := readDockerfile(t)
	program, args := d.command(t)
	parseCommand(t, "Dockerfile", args)
	env := d.env(t)
	for name := range env {
		wantVariable(t, "Dockerfile", name)
	}
	from := d.all("FROM")
	if want := "golang:" + goVersion(t) + " AS build"; len(from) != 2 || from[0] != want || from[1] != "scratch" {
		t.Errorf("FROM %q, want %q and scratch", from, want)
	}
	if user := d.one(t, "USER"); !regexp.MustCompile(`^[1-9]\d+:[1-9]\d+$`).MatchString(user) {
		t.Errorf("USER %s, want numbers that are not root's", user)
	} else if !slices.Contains(d.all("COPY"), "--from=build --chown="+user+" /out/state "+env["STATE_DIRECTORY"]) {
		t.Errorf("no COPY makes %s a folder of %s", env["STATE_DIRECTORY"], user)
	}
	if v := d.one(t, "VOLUME"); v != env["STATE_DIRECTORY"] {
		t.Errorf("VOLUME %s, and STATE_DIRECTORY is %s", v, env["STATE_DIRECTORY"])
	}
	if port := d.one(t, "EXPOSE"); ":"+port != env["CAREERBOT_WEBHOOKS"] {
		t.Errorf("EXPOSE %s, and CAREERBOT_WEBHOOKS is %s", port, env["CAREERBOT_WEBHOOKS"])
	}
	if !slices.Contains(d.all("COPY"), "--from=build /out/careerbot "+program) {
		t.Errorf("no COPY puts the binary at %s", program)
	}
	// The image ships what the checks build.
	ci, err := os.ReadFile(filepath.Join("..", "..", ".ci", "run"))
	if err != nil {
		t.Fatal(err)
	}
	const build = "CGO_ENABLED=0 go build -trimpath -o"
	if !strings.Contains(string(ci), build) || !slices.ContainsFunc(d.all("RUN"), func(r string) bool { return strings.HasPrefix(r, build) }) {
		t.Errorf("Dockerfile and .ci/run do not both build with %q", build)
	}
}

// goVersion returns the first two numbers of go.mod's.
func goVersion(t *testing.T) string {
	t.Helper()
	return moduleLine(t, `(?m)^go (\d+\.\d+)`)
}

// moduleLine returns what a pattern finds in go.mod.
func moduleLine(t *testing.T, pattern string) string {
	t.Helper()
	mod, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(pattern).FindSubmatch(mod)
	if found == nil {
		t.Fatalf("go.mod has nothing like %s", pattern)
	}
	return string(found[1])
}

// readNATS reads nats.conf with NATS's own parser.
func readNATS(t *testing.T, name string) *server.Options {
	t.Helper()
	t.Setenv("SERVER_NAME", name)
	opts, err := server.ProcessConfigFile(filepath.Join("..", "..", "deploy", "nats.conf"))
	if err != nil {
		t.Fatal(err)
	}
	return opts
}

func TestNATSConfiguration(t *testing.T) {
	opts := readNATS(t, "nats-2")
	if !opts.JetStream || !opts.SyncAlways {
		t.Errorf("JetStream is %v, syncing always %v; want both", opts.JetStream, opts.SyncAlways)
	}
	if opts.ServerName != "nats-2" {
		t.Errorf("the server's name is %q, want what SERVER_NAME says", opts.ServerName)
	}
	if len(opts.Routes) != 3 || opts.Cluster.Name == "" {
		t.Errorf("cluster %q with %d routes, want a name and 3", opts.Cluster.Name, len(opts.Routes))
	}
	if opts.HTTPHost != "127.0.0.1" {
		t.Errorf("health is served on %s, which is more than the container's own loopback", opts.HTTPHost)
	}
}

// TestYAMLParses: every YAML file of deploy is one, and no key stands twice.
func TestYAMLParses(t *testing.T) {
	for _, pattern := range []string{"*.yml", "*.yaml"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "deploy", pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var any map[string]any
			if err := yaml.Unmarshal(b, &any); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestDeployFilesAreLinked: no file lies in deploy that no reader is led to.
func TestDeployFilesAreLinked(t *testing.T) {
	linked := make(map[string]bool)
	for _, page := range []string{"README.md", "deploy/operate.md", "deploy/slack.md", "deploy/articles.md", "deploy/privacy.md"} {
		for _, to := range links(t, page) {
			linked[to] = true
		}
	}
	root := os.DirFS(filepath.Join("..", ".."))
	err := fs.WalkDir(root, "deploy", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "secrets" {
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() && !linked[name] {
			t.Errorf("nothing links to %s", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for to := range linked {
		if _, err := fs.Stat(root, to); err != nil {
			t.Errorf("a link leads to %s: %v", to, err)
		}
	}
}

// links returns the files of the tree that a page links to, and checks that
// the headings it links to are its own.
func links(t *testing.T, page string) (files []string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(page)))
	if err != nil {
		t.Fatal(err)
	}
	anchors := make(map[string]bool)
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(string(b), -1) {
		anchors["#"+strings.ReplaceAll(strings.ToLower(m[1]), " ", "-")] = true
	}
	for _, m := range regexp.MustCompile(`(?m)\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)|<img src="([^"]+)"`).FindAllStringSubmatch(string(b), -1) {
		switch to := m[1] + m[2] + m[3]; {
		case strings.Contains(to, "://"):
		case strings.HasPrefix(to, "#"):
			if !anchors[to] {
				t.Errorf("%s links to %s, and has no such heading", page, to)
			}
		default:
			files = append(files, path.Join(path.Dir(page), to))
		}
	}
	return files
}

// TestWords holds the splitter to what shells do.
func TestWords(t *testing.T) {
	got := fmt.Sprintf("%q", words(`serve --contact "#a b" --x '' y`))
	if want := `["serve" "--contact" "#a b" "--x" "" "y"]`; got != want {
		t.Errorf("words = %s, want %s", got, want)
	}
}
