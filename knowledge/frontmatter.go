package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/util"
	"go.yaml.in/yaml/v3"
)

// frontMatter is the YAML block at the top of an article.
type frontMatter struct {
	Title     string     `yaml:"title"`
	Source    string     `yaml:"source"`
	Author    string     `yaml:"author"`
	Data      string     `yaml:"data"`
	Published string     `yaml:"published"`
	Checked   string     `yaml:"checked"`
	Interest  string     `yaml:"interest"`
	Period    string     `yaml:"period"`
	Basis     string     `yaml:"basis"`
	Replaces  string     `yaml:"replaces"`
	Roles     []RoleName `yaml:"roles"`
	Conflicts []string   `yaml:"known_conflicts"`
}

// frontMatter reads the block between the first two "---" lines and returns
// the offset of what follows it.
func (p *articleParser) frontMatter() int {
	src := p.src
	if !bytes.HasPrefix(src, []byte("---\n")) && !bytes.HasPrefix(src, []byte("---\r\n")) {
		p.fault(1, "no front matter: the first line must be ---")
		return 0
	}
	open := bytes.IndexByte(src, '\n') + 1
	rest := src[open:]
	loc := closingFence.FindIndex(rest)
	if loc == nil {
		p.fault(1, "the front matter is not closed by a line ---")
		return len(src)
	}
	var f frontMatter
	dec := yaml.NewDecoder(bytes.NewReader(rest[:loc[0]]))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil {
		p.yamlFaults(err)
	}
	a := p.a
	a.Title, a.Source, a.Author, a.Interest, a.Basis, a.Replaces = f.Title, f.Source, f.Author, f.Interest, f.Basis, f.Replaces
	a.Data, a.Published, a.Checked, a.Period = unknown(f.Data), f.Published, f.Checked, f.Period
	a.Roles, a.Conflicts = f.Roles, f.Conflicts
	if f.Title == "" {
		p.fault(1, "front matter: title is missing")
	}
	switch f.Period {
	case "", "year", "month", "week", "day", "hour":
	default:
		p.fault(1, "front matter: period %q is none of year, month, week, day, hour", f.Period)
	}
	if f.Source != "" && !strings.HasPrefix(f.Source, "https://") && !strings.HasPrefix(f.Source, "http://") {
		p.fault(1, "front matter: source %q is no web address", f.Source)
	}
	for _, r := range f.Roles {
		if r.Name == "" {
			p.fault(1, "front matter: a role without a name")
		}
	}
	return open + loc[1]
}

var (
	closingFence = regexp.MustCompile(`(?m)^---[ \t]*\r?(\n|\z)`)
	yamlLine     = regexp.MustCompile(`line (\d+): `)
)

// yamlFaults turns the decoder's errors into ours; its lines are counted from
// the line after the opening fence.
func (p *articleParser) yamlFaults(err error) {
	var te *yaml.TypeError
	msgs := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	if errors.As(err, &te) {
		msgs = msgs[:0]
		for _, e := range te.Errors {
			msgs = append(msgs, fmt.Sprint(e))
		}
	}
	for _, msg := range msgs {
		line := 1
		if m := yamlLine.FindStringSubmatch(msg); m != nil {
			n, _ := strconv.Atoi(m[1])
			line, msg = n+1, strings.Replace(msg, m[0], "", 1)
		}
		p.fault(line, "front matter: %s", strings.ReplaceAll(msg, " in type knowledge.frontMatter", ""))
	}
}

func unknown(s string) string {
	if s == "unknown" {
		return ""
	}
	return s
}

func unescape(b []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b)))
}
