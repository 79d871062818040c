package golden

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	const file = "\uFEFF" + `{"id":"a","q":"pay?","kind":"salary","sections":["pay"],"facts":["£1"],"not_facts":["£2"],"article":"x","headings":["Pay"],"note":"alt-kind: none"}

  {"id":"b","turns":[{"q":"who?","kind":"section"},{"q":"nurses?","kind":"none","reason":"role_unknown"}]}` + "\r\n"
	want := []Item{
		{ID: "a", Line: 1, Turns: []Label{{
			Q: "pay?", Kind: Salary, Sections: []string{"pay"}, Facts: []string{"£1"}, NotFacts: []string{"£2"},
			Article: "x", Headings: []string{"Pay"}, Note: "alt-kind: none",
		}}},
		{ID: "b", Line: 3, Turns: []Label{{Q: "who?", Kind: Section}, {Q: "nurses?", Kind: Declined, Reason: "role_unknown"}}},
	}
	got, err := Read("x.questions.jsonl", strings.NewReader(file))
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("Read = %v (-want +got):\n%s", err, diff)
	}
}

func TestReadFaults(t *testing.T) {
	const all = "salary, comparison, section, help, none"
	tests := []struct{ line, want string }{
		{`pay`, `is not JSON: invalid character 'p' looking for beginning of value`},
		{`{"id":"b"`, `is not JSON: unexpected EOF`},
		{`["b"]`, `is a JSON array, not an object`},
		{`{"id":"b","q":1,"kind":"help"}`, `"q" must not be a JSON number`},
		{`{"id":"b","q":"?","kind":"help"}{}`, `more than one JSON value in a line`},
		{`{"q":"?","kind":"help"}`, `"id" is missing`},
		{`{"id":"a","q":"?","kind":"help"}`, `the id "a" is that of line 1 already`},
		{`{"id":"b","kind":"help"}`, `"q" is missing`},
		{`{"id":"b","q":" ","kind":"help"}`, `"q" is missing`},
		{`{"id":"b","q":"?"}`, `"kind" is missing; there are ` + all},
		{`{"id":"b","q":"?","kind":"pay"}`, `kind "pay" is not known; there are ` + all},
		{`{"id":"b","q":"?","kind":"none","note":"alt-kind: helpful"}`, `alt-kind "helpful" is not known; there are ` + all},
		{`{"id":"b","q":"?","kind":"help","fact":["£1"]}`, `the key "fact" is not known`},
		{`{"id":"b","q":"?","kind":"salary","facts":["£1",""]}`, `"facts" has an empty entry`},
		{`{"id":"b","q":"?","kind":"salary","not_facts":["–"]}`, `"not_facts" has an empty entry`},
		{`{"id":"b","q":"?","kind":"salary","sections":[" "]}`, `"sections" has an empty entry`},
		{`{"id":"b","q":"?","kind":"salary","headings":[""]}`, `"headings" has an empty entry`},
		{`{"id":"b","turns":[]}`, `"turns" is empty`},
		{`{"id":"b","q":"?","turns":[{"q":"?","kind":"help"}]}`, `"turns" stands beside a question of its own`},
		{`{"id":"b","turns":[{"q":"?","kind":"help"},{"q":"?"}]}`, `turn 2: "kind" is missing; there are ` + all},
		{`{"id":"b","q":"` + strings.Repeat("x", lineMost) + `","kind":"help"}`, `longer than 1048576 bytes`},
	}
	for _, test := range tests {
		shown := test.line[:min(len(test.line), 80)]
		items, err := Read("x.jsonl", strings.NewReader(`{"id":"a","q":"?","kind":"help"}`+"\n"+test.line+"\n"))
		if want := "x.jsonl:2: " + test.want; err == nil || err.Error() != want {
			t.Errorf("Read(%s) = %v, want %s", shown, err, want)
		}
		if items != nil {
			t.Errorf("Read(%s) = %v, want no items", shown, items)
		}
	}
}

func TestReadAllFaults(t *testing.T) {
	_, err := Read("x.jsonl", strings.NewReader("{}\n{\"id\":\"a\",\"q\":\"?\",\"kind\":\"help\"}\n\n[]\n"))
	if want := "x.jsonl:1: \"id\" is missing\nx.jsonl:4: is a JSON array, not an object"; err == nil || err.Error() != want {
		t.Errorf("Read = %v, want %s", err, want)
	}
	broken := errors.New("the disk is gone")
	if _, err := Read("x.jsonl", iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("Read = %v, want %v", err, broken)
	}
}

// FuzzRead: whatever is read has turns that can be asked and judged, and every
// fault names its line.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "\n\n", "{}", `{"id":"a","q":"?","kind":"help"}`, `{"id":"a","turns":[{"q":"?","kind":"none"}]}`, "\uFEFF[1]\nnull",
		`{"id":"a","q":"?","kind":"salary","facts":["£1","£2"],"note":"alt-kind: none"}`, `{"id":"a","q":"\ud800","kind":"section","facts":["\u0000"]}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file string) {
		items, err := Read("x", strings.NewReader(file))
		if err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				var n int
				if _, err := fmt.Sscanf(line, "x:%d:", &n); err != nil || n < 1 {
					t.Errorf("Read(%q): %q does not begin with its line", file, line)
				}
			}
			return
		}
		for _, i := range items {
			if i.ID == "" || i.Line < 1 || len(i.Turns) == 0 {
				t.Errorf("Read(%q) = %+v", file, i)
			}
			for _, l := range i.Turns {
				var tally Tally
				tally.Add(l, reply(payHeadline, payText))
				tally.Add(l, declined("Not that."))
			}
		}
	})
}
