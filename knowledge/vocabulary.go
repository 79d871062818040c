package knowledge

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"strings"
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
type Vocabulary struct{ Entries []Entry }

// LoadVocabulary reads every *.txt file of a folder, in the order of their
// names. All faults are returned at once, as "file:line: message".
func LoadVocabulary(fsys fs.FS) (*Vocabulary, error) {
	names, err := fs.Glob(fsys, "*.txt")
	if err != nil {
		return nil, fmt.Errorf("knowledge: word lists: %w", err)
	}
	v := &Vocabulary{}
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
	return v, nil
}

// parse reads one list. A line is a comment (#), a [group], "Name = phrase,
// phrase", bare phrases, or, indented, more phrases of the entry above;
// phrases behind "~" are ReadAs.
func (v *Vocabulary) parse(file, text string) (faults []error) {
	list, group := strings.TrimSuffix(file, ".txt"), ""
	var last *Entry
	sc := bufio.NewScanner(strings.NewReader(text))
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		body := strings.TrimSpace(line)
		switch {
		case body == "" || strings.HasPrefix(body, "#"):
			continue
		case strings.HasPrefix(body, "[") && strings.HasSuffix(body, "]"):
			group, last = strings.Trim(body, "[]"), nil
			continue
		case line[0] == ' ' || line[0] == '\t':
			if last == nil {
				faults = append(faults, fmt.Errorf("%s:%d: an indented line with no entry above it", file, n))
				continue
			}
		default:
			name, rest, named := strings.Cut(body, "=")
			e := Entry{List: list, Group: group, File: file, Line: n}
			if named {
				if e.Name = strings.TrimSpace(name); e.Name == "" {
					faults = append(faults, fmt.Errorf("%s:%d: no name before the =", file, n))
				}
				body = strings.TrimSpace(rest)
			}
			v.Entries = append(v.Entries, e)
			last = &v.Entries[len(v.Entries)-1]
		}
		plain, readAs, _ := strings.Cut(body, "~")
		last.Phrases = append(last.Phrases, splitPhrases(plain)...)
		last.ReadAs = append(last.ReadAs, splitPhrases(readAs)...)
	}
	if err := sc.Err(); err != nil {
		faults = append(faults, fmt.Errorf("%s: %w", file, err))
	}
	return faults
}

func splitPhrases(s string) []string {
	var out []string
	for p := range strings.SplitSeq(s, ",") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// list returns the entries of one list.
func (v *Vocabulary) list(name string) []Entry {
	var out []Entry
	for _, e := range v.Entries {
		if e.List == name {
			out = append(out, e)
		}
	}
	return out
}
