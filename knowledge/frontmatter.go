package knowledge

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxFrontMatter is the largest front matter that is read, in bytes.
const maxFrontMatter = 64 << 10

var closingFence = regexp.MustCompile(`(?m)^---[ \t]*$`)

// frontMatter reads the block between the first two lines "---" and returns
// the offset of what follows it.
func (p *articleParser) frontMatter() int {
	if strings.TrimRight(string(p.line(1)), " \t") != "---" {
		p.fault(1, "no front matter: the first line must be ---")
		return 0
	}
	open := min(len(p.line(1))+1, len(p.src))
	loc := closingFence.FindIndex(p.src[open:])
	if loc == nil {
		p.fault(1, "the front matter is not closed by a line ---")
		return len(p.src)
	}
	if loc[0] > maxFrontMatter {
		p.fault(1, "the front matter is larger than %d bytes", maxFrontMatter)
		return open + loc[1]
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(quoteColons(p.src[open:open+loc[0]]), &doc); err != nil {
		p.yamlFault(err)
	} else if doc.Kind != 0 && doc.Content[0].Kind != yaml.MappingNode {
		p.fault(2, "front matter: it is not written in lines of the form key: value")
	} else {
		p.fields(&doc)
	}
	return open + loc[1]
}

// plainColon matches a line of a key whose text is not quoted and has a colon that YAML
// would take for one behind a key.
var plainColon = regexp.MustCompile(`(?m)^([A-Za-z_-]+):[ \t]+([^\s"'\[{|>&*!%@#` + "`" + `][^\n\r]*:(?:[ \t][^\n\r]*)?)\r?$`)

// quoteColons quotes texts with a colon, as titles have them: "title: Nurses: what they
// earn".
func quoteColons(src []byte) []byte {
	return plainColon.ReplaceAllFunc(src, func(line []byte) []byte {
		m := plainColon.FindSubmatch(line)
		text, comment, _ := strings.Cut(string(m[2]), " #")
		if comment != "" {
			comment = " #" + comment
		}
		return []byte(string(m[1]) + ": '" + strings.ReplaceAll(strings.TrimRight(text, " \t"), "'", "''") + "'" + comment)
	})
}

// fields takes the keys of the front matter.
func (p *articleParser) fields(doc *yaml.Node) {
	a := p.a
	a.Keys = map[string]int{}
	texts := map[string]*string{
		"title": &a.Title, "source": &a.Source, "author": &a.Author, "data": &a.Data, "published": &a.Published, "checked": &a.Checked,
		"interest": &a.Interest, "period": &a.Period, "basis": &a.Basis, "replaces": &a.Replaces,
	}
	if doc.Kind != 0 {
		pairs := doc.Content[0].Content
		for i := 0; i+1 < len(pairs); i += 2 {
			key, value := pairs[i], pairs[i+1]
			if first := a.Keys[key.Value]; first > 0 {
				p.fault(key.Line+1, "front matter: %s stands in line %d already", key.Value, first)
				continue
			}
			a.Keys[key.Value] = key.Line + 1
			switch field := texts[key.Value]; {
			case field != nil:
				*field = p.scalar(key.Value, value)
			case key.Value == "roles":
				p.roles(value)
			case key.Value == "known_conflicts":
				for _, n := range p.sequence(key.Value, value) {
					a.Conflicts = append(a.Conflicts, p.scalar(key.Value, n))
					a.ConflictLines = append(a.ConflictLines, n.Line+1)
				}
			default:
				p.fault(key.Line+1, "front matter: the key %q is not known; those are: author, basis, checked, data, interest, known_conflicts, period, published, replaces, roles, source, title", key.Value)
			}
		}
	}
	if a.Data == "unknown" {
		a.Data = ""
	}
	p.checkFields()
}

func (p *articleParser) checkFields() {
	a := p.a
	if line := max(1, a.Keys["title"]); a.Title == "" && !p.faulty(line) {
		p.fault(line, "front matter: title is missing")
	}
	switch a.Period {
	case "", "year", "month", "week", "day", "hour":
	default:
		p.fault(a.Keys["period"], "front matter: period %q is none of year, month, week, day, hour", a.Period)
	}
	if a.Source != "" && !strings.HasPrefix(a.Source, "https://") && !strings.HasPrefix(a.Source, "http://") {
		p.fault(a.Keys["source"], "front matter: source %q is no web address: it begins with https:// or http://", a.Source)
	}
}

func (p *articleParser) faulty(line int) bool {
	return slices.ContainsFunc(p.faults, func(f lineFault) bool { return f.line == line })
}

func (p *articleParser) roles(value *yaml.Node) {
	for _, n := range p.sequence("roles", value) {
		r := RoleName{Line: n.Line + 1}
		if n.Kind != yaml.MappingNode {
			p.fault(r.Line, "front matter: a role is written - name: …, with aliases: […] where it has any")
			continue
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			switch key, v := n.Content[i], n.Content[i+1]; key.Value {
			case "name":
				r.Name = p.scalar("name", v)
			case "aliases":
				for _, alias := range p.sequence("aliases", v) {
					r.Aliases = append(r.Aliases, p.scalar("aliases", alias))
				}
			default:
				p.fault(key.Line+1, "front matter: a role has a name and aliases, but no %q", key.Value)
			}
		}
		if Fold(r.Name) == "" {
			p.fault(r.Line, "front matter: a role without a name")
		}
		p.a.Roles = append(p.a.Roles, r)
	}
}

// scalar returns the text of a value, its spaces folded.
func (p *articleParser) scalar(key string, n *yaml.Node) string {
	switch {
	case n.Kind != yaml.ScalarNode:
		p.fault(n.Line+1, "front matter: %s wants a text here, not a list or keys of its own", key)
		return ""
	case n.Tag == "!!null":
		return ""
	}
	return strings.Join(strings.Fields(n.Value), " ")
}

// sequence returns the elements of a value that is a list.
func (p *articleParser) sequence(key string, n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		p.fault(n.Line+1, "front matter: %s wants a list: lines that begin with -, or [one, another]", key)
		return nil
	}
	return n.Content
}

var yamlLine = regexp.MustCompile(`^line (\d+): `)

// yamlFault reports what is not YAML. The decoder counts lines from 0 where
// its parser complains and from 1 where its scanner does; the first line of
// the file is the opening fence.
func (p *articleParser) yamlFault(err error) {
	msg, line := strings.TrimPrefix(err.Error(), "yaml: "), 2
	if m := yamlLine.FindStringSubmatch(msg); m != nil {
		n, _ := strconv.Atoi(m[1])
		line, msg = n+1, msg[len(m[0]):]
		if parserSays.MatchString(msg) {
			line++
		}
	}
	line = min(line, 1+bytes.Count(p.src, []byte("\n")))
	p.fault(line, "front matter: it cannot be read as YAML: %s", msg)
}

// parserSays matches the complaints of the decoder's parser.
var parserSays = regexp.MustCompile(`^(did not find expected (<|node content|'-' indicator|key|',' or)|found (undefined tag handle|duplicate %|incompatible YAML))`)
