package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// An Entry is one line of a word list: a name and what people say for it.
type Entry struct {
	List    string   // the file's name without ".txt"
	Group   string   // the last [group] above it, "" for none
	Name    string   // "" in lists without names
	Phrases []string // other ways to say it, as written
	ReadAs  []string // understood too, but an answer says how it read them
	File    string   // for messages
	Line    int
}

// A Vocabulary is the word lists that a person can edit: roles, places,
// levels, topics and the words of conversation. It is not changed after
// loading and safe for concurrent use.
type Vocabulary struct {
	Entries    []Entry
	classifier func() *Classifier // what the examples teach, learned when it is first asked for
	thesaurus  func() *Thesaurus  // the same, of how people ask
}

// LoadVocabulary reads every *.txt file of a folder, in the order of their
// names. All faults are returned at once, joined, each as
// "file:line: message".
func LoadVocabulary(fsys fs.FS) (*Vocabulary, error) {
	names, err := fs.Glob(fsys, "*.txt")
	if err != nil {
		return nil, fmt.Errorf("knowledge: word lists: %w", err) // unreachable
	}
	v := &Vocabulary{Entries: make([]Entry, 0, 1<<12)}
	var faults []error
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("knowledge: word lists: %w", err)
		}
		faults = append(faults, v.parse(name, string(data))...)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	v.classifier = sync.OnceValue(func() *Classifier { return newClassifier(v.of(subjectList)) })
	v.thesaurus = sync.OnceValue(func() *Thesaurus { return newThesaurus(v) })
	return v, nil
}

// parse reads one list. A line is a comment (#), a [group], "Name = phrase,
// phrase", bare phrases, or, indented, more phrases of the entry above;
// phrases behind "~" are ReadAs.
func (v *Vocabulary) parse(file, text string) (faults []error) {
	fault := func(line int, format string, args ...any) {
		faults = append(faults, fmt.Errorf("%s:%d: %s", file, line, fmt.Sprintf(format, args...)))
	}
	if !utf8.ValidString(text) {
		for i, line := range strings.Split(text, "\n") {
			if !utf8.ValidString(line) {
				fault(i+1, "the line is not UTF-8 text")
			}
		}
		return faults
	}
	list, group := strings.TrimSuffix(file, ".txt"), ""
	var last *Entry
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(text, byteOrderMark)) {
		n++
		body := strings.TrimSpace(line)
		switch {
		case body == "" || body[0] == '#':
			continue
		case body[0] == '[':
			name, closed := strings.CutSuffix(body[1:], "]")
			if group, last = strings.TrimSpace(name), nil; !closed || group == "" {
				fault(n, "a group is one name in square brackets: [name]")
			}
			continue
		case line[0] == ' ' || line[0] == '\t':
			if last == nil {
				fault(n, "an indented line with no entry above it")
				continue
			}
		default:
			name, rest, named := strings.Cut(body, "=")
			v.Entries = append(v.Entries, Entry{List: list, Group: group, File: file, Line: n})
			last = &v.Entries[len(v.Entries)-1]
			if named {
				if last.Name = strings.TrimSpace(name); last.Name == "" {
					fault(n, "no name before the =")
				}
				body = strings.TrimSpace(rest)
			}
		}
		plain, readAs, _ := strings.Cut(body, "~")
		known := len(last.Phrases)
		last.Phrases = appendPhrases(last.Phrases, plain)
		last.ReadAs = appendPhrases(last.ReadAs, readAs)
		for _, p := range last.Phrases[known:] {
			if list != subjectList && len(p) > 2*maxPhrase && strings.Count(p, " ") >= maxPhrase {
				fault(n, "a phrase of %d words; the longest that is looked up has %d", strings.Count(p, " ")+1, maxPhrase)
			}
		}
	}
	return faults
}

// learned returns what the examples teach, nil where there are none.
func (v *Vocabulary) learned() *Classifier {
	if v.classifier == nil {
		return nil
	}
	return v.classifier()
}

// meanings returns the thesaurus, an empty one of a Vocabulary that was not loaded.
func (v *Vocabulary) meanings() *Thesaurus {
	if v.thesaurus == nil {
		return newThesaurus(v)
	}
	return v.thesaurus()
}

// addSynonyms gives a lexicon the synonyms, which every other list is read with.
func (v *Vocabulary) addSynonyms(l *Lexicon) {
	for _, e := range v.of("synonyms") {
		for _, p := range slices.Concat(e.Phrases, e.ReadAs) {
			l.addSynonym(p, e.Name)
		}
	}
}

// subjectList is the list whose phrases are examples, which may be long: they are
// learned from and not looked up.
const subjectList = "subjects"

// of returns the entries of one list.
func (v *Vocabulary) of(list string) (entries []*Entry) {
	for i := range v.Entries {
		if v.Entries[i].List == list {
			entries = append(entries, &v.Entries[i])
		}
	}
	return entries
}

const byteOrderMark = "\ufeff"

// appendPhrases appends what stands between the commas of s.
func appendPhrases(list []string, s string) []string {
	if list == nil && s != "" {
		list = make([]string, 0, strings.Count(s, ",")+1)
	}
	for more := s != ""; more; {
		var p string
		p, s, more = strings.Cut(s, ",")
		if p = strings.TrimSpace(p); p != "" {
			list = append(list, p)
		}
	}
	return list
}
