package knowledge

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// smallWords are the word lists of the tests: the shipped ones are for people
// to edit.
func smallWords(tb testing.TB) *Vocabulary {
	tb.Helper()
	v, err := LoadVocabulary(os.DirFS("testdata/vocabulary"))
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func wordFS(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestLoadVocabulary(t *testing.T) {
	v, err := LoadVocabulary(wordFS(map[string]string{
		"b.txt":      "\ufeff# comment\r\nFirst = one, two\r\n\tthree\r\n  ~ four, five\r\n\r\n[group]\r\nSecond =\r\nThird\r\n",
		"a.txt":      "bare, phrases ,\n  more ~ read\n[ g ]\n x = y\nz",
		"ignored.md": "=",
	}))
	// An indented line with no entry above it is a fault.
	if err == nil || err.Error() != "a.txt:4: an indented line with no entry above it" {
		t.Errorf("LoadVocabulary = %v, %v, want a fault in a.txt:4", v, err)
	}
	v, err = LoadVocabulary(wordFS(map[string]string{
		"b.txt": "\ufeff# comment\r\nFirst = one, two\r\n\tthree\r\n  ~ four, five\r\n\r\n[group]\r\nSecond =\r\nThird\r\n",
		"a.txt": "bare, phrases ,\n  more ~ read\n[ g ]\nx = y\nz",
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := []Entry{
		{List: "a", Phrases: []string{"bare", "phrases", "more"}, ReadAs: []string{"read"}, File: "a.txt", Line: 1},
		{List: "a", Group: "g", Name: "x", Phrases: []string{"y"}, File: "a.txt", Line: 4},
		{List: "a", Group: "g", Phrases: []string{"z"}, File: "a.txt", Line: 5},
		{List: "b", Name: "First", Phrases: []string{"one", "two", "three"}, ReadAs: []string{"four", "five"}, File: "b.txt", Line: 2},
		{List: "b", Group: "group", Name: "Second", File: "b.txt", Line: 7},
		{List: "b", Group: "group", Phrases: []string{"Third"}, File: "b.txt", Line: 8},
	}
	if diff := cmp.Diff(want, v.Entries); diff != "" {
		t.Errorf("LoadVocabulary (-want +got):\n%s", diff)
	}
}

func TestVocabularyFaults(t *testing.T) {
	_, err := LoadVocabulary(wordFS(map[string]string{
		"a.txt": "  indented\nfine\n= nameless\n[open\n[]\nlong = " + strings.Repeat("x ", 20) + "\n",
		"b.txt": "fine\nbad \xff\nfine\n\xfe",
		"c.txt": "fine = yes",
	}))
	want := strings.Join([]string{
		"a.txt:1: an indented line with no entry above it",
		"a.txt:3: no name before the =",
		"a.txt:4: a group is one name in square brackets: [name]",
		"a.txt:5: a group is one name in square brackets: [name]",
		"a.txt:6: a phrase of 20 words; the longest that is looked up has 16",
		"b.txt:2: the line is not UTF-8 text",
		"b.txt:4: the line is not UTF-8 text",
	}, "\n")
	if err == nil {
		t.Fatal("LoadVocabulary found no fault")
	}
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	if _, err := LoadVocabulary(fstest.MapFS{"d.txt/x": {}}); err == nil {
		t.Error("LoadVocabulary read a folder")
	}
}

// TestShippedWords holds the shipped lists to what the code takes from them.
func TestShippedWords(t *testing.T) {
	set := shipped(t)
	for concept, q := range set.Questions {
		if set.Term(ConceptTerm, concept) == nil {
			t.Errorf("questions.txt: no concept %q", concept)
		}
		if strings.Contains(q[0], "{") && !strings.Contains(q[0], "{role}") {
			t.Errorf("questions.txt: %q has a brace that is not {role}", q[0])
		}
	}
	for _, name := range []string{
		ConceptPay, ConceptGap, ConceptPremium, ConceptDuties, ConceptRate, ConceptFactors, ConceptBasis, ConceptAmount, ConceptRole,
		ConceptBasicPay, ConceptTotalPay, ConceptEmployed, ConceptSelfEmployed, ConceptHighest, ConceptLowest, ConceptAverage, ConceptDifference, ConceptConversion, ConceptDoubt, ConceptTable, ConceptChoosing, ConceptDefinition,
	} {
		if set.Term(ConceptTerm, name) == nil {
			t.Errorf("concepts.txt has no %q, which the code speaks of", name)
		}
	}
}

func FuzzVocabulary(f *testing.F) {
	for _, s := range []string{"", "# c\n[g]\nA = b, c\n  d ~ e", "a\n\tb", "=", "[", "\ufeffx", "a = ~ b", "\xff", "x ... y, how ... z = q"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := LoadVocabulary(wordFS(map[string]string{"levels.txt": s, "synonyms.txt": s, "cities.txt": s, "concepts.txt": s}))
		if err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				if !strings.Contains(line, ".txt:") {
					t.Errorf("fault %q names no file and line", line)
				}
			}
			return
		}
		for _, e := range v.Entries {
			if e.Line < 1 || e.List == "" {
				t.Errorf("entry %+v of %q", e, s)
			}
		}
		l := newSetBuilder(v).l
		for _, e := range v.Entries {
			if e.List != "levels" || e.Name == "" {
				continue
			}
			toks := l.Canonical(Tokens(e.Name))
			if len(toks) == 0 || len(toks) > maxPhrase || strings.Contains(e.Name, "...") {
				continue
			}
			if key, _ := l.fold(e.Name, nil); l.Senses(key) == nil {
				t.Errorf("the name %q of %q is not found under %q", e.Name, s, key)
			}
		}
	})
}
