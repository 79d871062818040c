package knowledge

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v3"
)

// ShippedVocabulary returns the word lists that are built in. They are read once:
// articles are loaded anew with every edit, and the lists stay what they are.
func ShippedVocabulary() (*Vocabulary, error) { return shippedWords() }

var shippedWords = sync.OnceValues(func() (*Vocabulary, error) {
	words, err := fs.Sub(shippedVocabulary, "vocabulary")
	if err != nil {
		return nil, fmt.Errorf("knowledge: %w", err) // unreachable
	}
	return LoadVocabulary(words)
})

// Slug returns the anchor that a heading gets which has none of its own; line
// is where it stands.
func Slug(heading string, line int) string { return slug(heading, line) }

// A Foreign is a Markdown file that need not be an article: it may have any
// front matter or none, and any Markdown.
type Foreign struct {
	Fields    map[string]string // the texts of the front matter; lists of texts joined by commas
	Roles     []RoleName        // as in articles
	Conflicts []string          // as in articles
	HTML      []byte            // what stands below the front matter
}

// ReadForeign reads any Markdown file and renders it. What cannot be rendered
// without losing something, or not in bounded time, is a fault; all faults are
// returned at once, as by ParseArticle.
func ReadForeign(file string, src []byte) (*Foreign, error) {
	p := &articleParser{a: &Article{File: file, Name: articleName(file)}}
	if len(src) > MaxArticleBytes {
		p.fault(1, "the file is larger than %d bytes", MaxArticleBytes)
		return nil, p.err()
	}
	f := &Foreign{Fields: map[string]string{}}
	if p.read(src); p.faults == nil {
		p.foreignMatter(f)
	}
	if p.faults == nil && p.bounded() {
		p.render(f)
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	return f, nil
}

// foreignMatter takes a front matter in YAML, where there is one.
func (p *articleParser) foreignMatter(f *Foreign) {
	if strings.TrimRight(string(p.line(1)), " \t") != "---" {
		return
	}
	open := min(len(p.line(1))+1, len(p.src))
	loc := closingFence.FindIndex(p.src[open:])
	if loc == nil {
		return // a rule
	}
	if loc[0] > maxFrontMatter {
		p.fault(1, "the front matter is larger than %d bytes", maxFrontMatter)
		return
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(quoteColons(p.src[open:open+loc[0]]), &doc); err != nil {
		p.yamlFault(err)
		return
	}
	p.bodyAt = open + loc[1]
	if doc.Kind == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return
	}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		key, value := strings.ToLower(pairs[i].Value), pairs[i+1]
		switch {
		case key == "roles" && value.Kind == yaml.SequenceNode && len(value.Content) > 0 && value.Content[0].Kind == yaml.MappingNode:
			p.roles(value)
			f.Roles = p.a.Roles
		case key == "known_conflicts" && value.Kind == yaml.SequenceNode:
			for _, n := range value.Content {
				f.Conflicts = append(f.Conflicts, p.scalar(key, n))
			}
		default:
			if s := yamlText(value); s != "" {
				f.Fields[key] = s
			}
		}
	}
}

// yamlText returns the text of a value, of a list the texts of its elements,
// of keys and values what stands under "name".
func yamlText(n *yaml.Node) string {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return ""
		}
		return strings.Join(strings.Fields(n.Value), " ")
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if v := n.Content[i+1]; n.Content[i].Value == "name" && v.Kind == yaml.ScalarNode {
				return yamlText(v)
			}
		}
	case yaml.SequenceNode:
		var texts []string
		for _, c := range n.Content {
			if c.Kind != yaml.SequenceNode {
				if s := yamlText(c); s != "" {
					texts = append(texts, s)
				}
			}
		}
		return strings.Join(texts, ", ")
	}
	return ""
}

// render makes HTML of the body.
func (p *articleParser) render(f *Foreign) {
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.DefinitionList, extension.Footnote),
		goldmark.WithParserOptions(parser.WithHeadingAttribute()),
		goldmark.WithRendererOptions(html.WithUnsafe())) // its reader trusts nothing in it
	src := p.src[p.bodyAt:]
	doc := md.Parser().Parse(text.NewReader(src))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch {
		case !entering:
		case n.Kind() == east.KindTable:
			p.longRows(n, src)
			return ast.WalkSkipChildren, nil
		case n.Type() == ast.TypeBlock:
			p.strayRows(n, src)
		}
		return ast.WalkContinue, nil
	})
	var b bytes.Buffer
	if err := md.Renderer().Render(&b, src, doc); err != nil {
		p.fault(1, "it cannot be rendered: %v", err) // unreachable: a buffer takes everything
	}
	f.HTML = b.Bytes()
}

// longRows reports rows with more cells than the header: the Markdown parser
// silently cuts them, and fills short ones.
func (p *articleParser) longRows(table ast.Node, src []byte) {
	width := table.FirstChild().ChildCount()
	for r := table.FirstChild().NextSibling(); r != nil; r = r.NextSibling() {
		if got := countCells(restOfLine(src, startOf(r))); got > width {
			p.fault(p.lineAt(p.bodyAt+startOf(r)), "a row of %s under a header of %d", counted(got, "cell"), width)
		}
	}
}
