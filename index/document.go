package index

import (
	"strconv"
	"strings"

	"careerbot/knowledge"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// A stemmer turns words into stems. It keeps those of the words of articles,
// and is not changed after the index is built.
type stemmer struct {
	analyzer analysis.Analyzer
	known    map[string][]string
}

// append appends the stems of a text to a list. The analyser parts words at
// spaces at least, so that each piece between them is looked up on its own.
func (s stemmer) append(list []string, text string) []string {
	for more := true; more; {
		var word string
		if word, text, more = strings.Cut(text, " "); word == "" {
			continue
		}
		if stems, ok := s.known[word]; ok {
			list = append(list, stems...)
			continue
		}
		for _, t := range s.analyzer.Analyze([]byte(word)) {
			list = append(list, string(t.Term))
		}
	}
	return list
}

// learn is append that keeps the stems.
func (s stemmer) learn(list []string, text string) []string {
	for word := range strings.SplitSeq(text, " ") {
		if _, ok := s.known[word]; !ok && word != "" {
			s.known[word] = s.append(nil, word)
		}
	}
	return s.append(list, text)
}

// document is what bleve gets of a passage: exact fields for what it is about,
// stems for its heading and its text. Nothing is stored.
func (c *cutter) document(i int) *document.Document {
	p := c.out[i]
	d := document.NewDocument(strconv.Itoa(p.ID))
	exact := func(field string, terms []*knowledge.Term) {
		for _, t := range terms {
			d.AddField(document.NewTextFieldCustom(field, nil, []byte(t.Name), bleveindex.IndexField, nil))
		}
	}
	exact(fieldOn, c.set.RolesOf(p.Article))
	exact(fieldRole, p.Roles)
	exact(fieldConcept, p.Concepts)
	exact(fieldSaid, p.Said)
	stems := func(field string, list []word) {
		d.AddField(document.NewTextFieldCustom(field, nil, nil, bleveindex.IndexField, analysed{c.words.terms, list}))
	}
	stems(fieldHead, c.heads[i])
	stems(fieldBody, p.text)
	d.SetIndexed()
	return d
}

// analysed is words that bleve need not analyse again.
type analysed struct {
	terms [][]byte // by number; no others are added while bleve reads them here
	list  []word
}

// Analyze returns the words' stems, whatever the text.
func (a analysed) Analyze([]byte) analysis.TokenStream {
	tokens := make([]analysis.Token, len(a.list))
	out := make(analysis.TokenStream, 0, len(a.list))
	for i, n := range a.list {
		if n > 0 {
			tokens[i] = analysis.Token{Term: a.terms[n], Position: i + 1}
			out = append(out, &tokens[i])
		}
	}
	return out
}
