package terminal

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

func TestLines(t *testing.T) {
	long := strings.Repeat("x", lineMost)
	tests := []struct {
		name, in string
		want     []string // "id/turn kind headline"
		errs     string
		err      string
	}{
		{name: "nothing"},
		{name: "one", in: `{"id":"a","q":"hi","kind":"help","sections":[]}`, want: []string{"a/1 section hi<"}},
		{
			name: "each line is a conversation",
			in:   `{"id":"a","turns":[{"q":"x"},{"q":"y","facts":["z"]}]}` + "\r\n\n" + `{"id":"a","q":"z"}` + "\n",
			want: []string{"a/1 section x<", "a/2 section y<x", "a/1 section z<"},
		},
		{
			name: "near the bot",
			in:   `{"id":"a","q":"x","addressed":false}` + "\n" + `{"id":"b","q":"x","addressed":true}`,
			want: []string{"a/1 silence ", "b/1 section x<"},
		},
		{
			name: "a decline, a panic and privacy between",
			in:   `{"id":"a","turns":[{"q":"x"},{"q":"tax"},{"q":"panic"},{"q":"/Privacy"},{"q":"y"}]}`,
			want: []string{
				"a/1 section x<", "a/2 none Not tax.", "a/3 none Something went wrong on my side, and I have no answer to this.",
				"a/4 help I keep nothing about you at the moment.", "a/5 section y<x",
			},
		},
		{name: "privacy near the bot", in: `{"id":"a","q":"privacy","addressed":false}`, want: []string{"a/1 silence "}},
		{name: "delete", in: `{"id":"a","q":"delete my data"}`, want: []string{"a/1 help I kept nothing about you, so there was nothing to delete."}},
		{name: "empty question", in: `{"q":""}`, want: []string{"/1 section <"}},
		{name: "byte order mark", in: "\uFEFF" + `{"id":"a","q":"x"}`, want: []string{"a/1 section x<"}},
		{
			name: "broken lines",
			in: strings.Join([]string{
				`{"id":"a","q":"x"}`, `{"id":"b"`, `[1]`, `{"id":7,"q":"x"}`, `{"id":"c"}`, `{"id":"d","q":"x","turns":[]}`,
				`{"id":"e","turns":[{"q":"x"},{}]}`, `{"id":"f","turns":[{"q":1}]}`, `{"id":"g","q":"x"} {}`, `{"id":"h","turns":[]}`,
				`{"id":"z","q":"x"}`,
			}, "\n"),
			want: []string{"a/1 section x<", "z/1 section x<"},
			errs: `line 2: is not JSON: unexpected end of JSON input
line 3: is a JSON array, not an object
line 4: "id" must not be a JSON number
line 5: has neither "q" nor "turns"
line 6: has both "q" and "turns"
line 7: turn 2 has no "q"
line 8: "turns.q" must not be a JSON number
line 9: is not JSON: invalid character '{' after top-level value
line 10: has neither "q" nor "turns"
`,
			err: "terminal: 9 lines could not be read",
		},
		{
			name: "long lines",
			in:   `{"id":"a","q":"` + long[:lineMost-len(`{"id":"a","q":""}`)] + `"}` + "\r\n" + long + "xxx\n" + `{"id":"b","q":"x"}` + "\n" + long + long,
			want: []string{"a/1 section " + long[:lineMost-len(`{"id":"a","q":""}`)] + "<", "b/1 section x<"},
			errs: "line 2: longer than 1048576 bytes\nline 4: longer than 1048576 bytes\n",
			err:  "terminal: 2 lines could not be read",
		},
		{name: "one broken line", in: "x", errs: "line 1: is not JSON: invalid character 'x' looking for beginning of value\n", err: "terminal: 1 line could not be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			err := Lines(t.Context(), &echo{}, strings.NewReader(test.in), &out, &errs)
			if (err == nil) != (test.err == "") || err != nil && err.Error() != test.err {
				t.Errorf("Lines = %v, want %q", err, test.err)
			}
			if diff := cmp.Diff(test.want, said(t, out.String())); diff != "" {
				t.Errorf("said (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.errs, errs.String()); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLinesAnswersAsItGoes(t *testing.T) {
	in, questions := io.Pipe()
	answers, out := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- Lines(t.Context(), &echo{}, in, out, io.Discard); out.Close() }()
	read := bufio.NewReader(answers)
	for _, q := range []string{`{"id":"1","q":"a"}`, `{"id":"2","q":"b"}`} {
		if _, err := io.WriteString(questions, q+"\n"); err != nil {
			t.Fatal(err)
		}
		line, err := read.ReadString('\n') // would wait for ever if answers came at the end
		if err != nil || !strings.Contains(line, q[:9]) {
			t.Errorf("answer to %s = %q, %v", q, line, err)
		}
	}
	questions.Close()
	if err := <-done; err != nil {
		t.Errorf("Lines = %v", err)
	}
}

func FuzzLines(f *testing.F) {
	f.Add([]byte(`{"id":"a","q":"x"}` + "\n" + `{"id":"b","turns":[{"q":"x"},{"q":"y"}],"addressed":false}`))
	f.Add([]byte("{\"id\":\"\xff\",\"q\":\"\\ud800\"}\r\n\r\n[]\n{"))
	f.Add([]byte(`{"turns":[{"q":null}]}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		var out, errs bytes.Buffer
		err := Lines(t.Context(), &echo{}, iotest.HalfReader(bytes.NewReader(in)), &out, &errs)
		if (err != nil) != (errs.Len() > 0) {
			t.Errorf("Lines = %v, but said %q", err, errs.String())
		}
		said(t, out.String())
		lines := bytes.Count(in, []byte("\n")) + 1
		if n := bytes.Count(errs.Bytes(), []byte("line ")); n > lines {
			t.Errorf("%d errors in %d lines", n, lines)
		}
	})
}
