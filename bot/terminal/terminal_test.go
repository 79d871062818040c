package terminal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

// An echo answers with what it was asked and what that follows; words of the
// question choose the kind of answer.
type echo struct{ asked []bot.Question }

func (e *echo) Answer(q bot.Question) bot.Answer {
	e.asked = append(e.asked, q)
	switch {
	case !q.Addressed:
		return bot.Answer{}
	case q.Text == "tax":
		return bot.Answer{Kind: bot.Declined, Reason: bot.Advice, Headline: "Not tax.", Contact: "Ask in #mentors."}
	case q.Text == "panic":
		panic("a fault of the program")
	case q.Text == "table":
		return bot.Answer{
			Kind: bot.Comparison, Headline: "R&D <both>", Text: "One.\n\n- two\n- three",
			Table:   &bot.Table{Caption: "Pay", Header: []string{"Level", "Żółty"}, Rows: [][]string{{"Entry-level", "£1"}, {"Mid", "£2–£3"}}},
			Sources: []bot.Source{{Article: "a", Section: "s", Heading: "Pay", URL: "https://example.com/", Data: "2026", Publisher: "P"}},
			Next:    []bot.Offer{{Label: "L", Question: "What then?"}, {Label: "M", Question: "What else?"}},
			Slots:   bot.Slots{Role: []string{"r"}, Metric: "salary", View: "v", Missing: []string{"role:m"}},
		}
	}
	return bot.Answer{Kind: bot.Section, Headline: q.Text + "<" + q.Prior, State: q.Text}
}

func TestAsk(t *testing.T) {
	want := `R&D <both>

One.

- two
- three

Pay
Level        Żółty
Entry-level  £1
Mid          £2–£3

Source: P, "Pay" (2026) https://example.com/

You can also ask:
- What then?
- What else?
`
	var out bytes.Buffer
	a, err := Ask(t.Context(), &echo{}, &out, "table", false)
	if err != nil || a.Kind != bot.Comparison {
		t.Errorf("Ask(table) = %v, %v", a.Kind, err)
	}
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("Ask(table) (-want +got):\n%s", diff)
	}
	out.Reset()
	if a, _ := Ask(t.Context(), &echo{}, &out, "tax", false); a.Kind != bot.Declined {
		t.Errorf("Ask(tax) = %v, want Declined", a.Kind)
	}
	if got, want := out.String(), "Not tax.\n\nAsk in #mentors.\n"; got != want {
		t.Errorf("Ask(tax) = %q, want %q", got, want)
	}
}

func TestAskJSON(t *testing.T) {
	tests := []struct{ text, want string }{
		{"table", `{"id":"","turn":1,"kind":"comparison","answered":true,"reason":"","headline":"R&D <both>",` +
			`"text":"R&D <both>\n\nOne.\n\n- two\n- three\n\nPay\nLevel        Żółty\nEntry-level  £1\nMid          £2–£3\n\nSource: P, \"Pay\" (2026) https://example.com/",` +
			`"table":{"caption":"Pay","header":["Level","Żółty"],"rows":[["Entry-level","£1"],["Mid","£2–£3"]]},` +
			`"sources":[{"article":"a","section":"s","heading":"Pay","url":"https://example.com/","data":"2026"}],` +
			`"next":[{"label":"L","question":"What then?"},{"label":"M","question":"What else?"}],` +
			`"slots":{"role":["r"],"place":[],"level":[],"metric":"salary"},"took_us":`},
		{"tax", `{"id":"","turn":1,"kind":"none","answered":false,"reason":"advice","headline":"Not tax.",` +
			`"text":"Not tax.\n\nAsk in #mentors.","table":null,"sources":[],"next":[],` +
			`"slots":{"role":[],"place":[],"level":[],"metric":""},"took_us":`},
	}
	for _, test := range tests {
		var out bytes.Buffer
		if _, err := Ask(t.Context(), &echo{}, &out, test.text, true); err != nil {
			t.Errorf("Ask(%q) = %v", test.text, err)
		}
		got, rest, _ := strings.Cut(out.String(), `"took_us":`)
		if diff := cmp.Diff(test.want, got+`"took_us":`); diff != "" {
			t.Errorf("Ask(%q) (-want +got):\n%s", test.text, diff)
		}
		var took int
		if n, err := fmt.Sscanf(rest, "%d}\n", &took); n != 1 || err != nil {
			t.Errorf("Ask(%q) ends with %q", test.text, rest)
		}
	}
}

func TestChat(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"follows up", "a\nb\n", "Q> \na<\n\n> \nb<a\n\n> \n"},
		{"exit", "a\n exit \nb\n", "Q> \na<\n\n> "},
		{"nothing", "", "Q> \n"},
		{"empty lines", "\n  \r\na", "Q> > > \na<\n\n> \n"},
		{"a decline between", "a\ntax\nb\n", "Q> \na<\n\n> \nNot tax.\n\nAsk in #mentors.\n\n> \nb<a\n\n> \n"},
		{"a panic between", "a\npanic\nb\n", "Q> \na<\n\n> \nSomething went wrong on my side, and I have no answer to this.\n\n> \nb<a\n\n> \n"},
		{"a number without offers", "a\n2\n", "Q> \na<\n\n> \n2<a\n\n> \n"},
		{"too long", strings.Repeat("x", lineMost+3) + "\na\n", "Q> That is too long.\n> \na<\n\n> \n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := Chat(t.Context(), &echo{}, strings.NewReader(test.in), &out); err != nil {
				t.Fatalf("Chat = %v", err)
			}
			want := strings.Replace(test.want, "Q", "Ask a career question. \"exit\" or Ctrl-D ends.\n", 1)
			if diff := cmp.Diff(want, out.String()); diff != "" {
				t.Errorf("Chat (-want +got):\n%s", diff)
			}
		})
	}
}

func TestChatOffers(t *testing.T) {
	d := &echo{}
	var out bytes.Buffer
	if err := Chat(t.Context(), d, strings.NewReader("table\n2\n1\n"), &out); err != nil {
		t.Fatal(err)
	}
	var asked []string
	for _, q := range d.asked {
		asked = append(asked, q.Text)
	}
	if diff := cmp.Diff([]string{"table", "What else?", "1"}, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if want := "You can also ask:\n1. What then?\n2. What else?\n\n> What else?\n\n"; !strings.Contains(out.String(), want) {
		t.Errorf("Chat said %q, want %q in it", out.String(), want)
	}
}

// broken is a writer and reader that fails.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestErrors(t *testing.T) {
	failing := iotest.ErrReader(io.ErrUnexpectedEOF)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	input := func() io.Reader { return strings.NewReader("{\"id\":\"1\",\"q\":\"a\"}\nx\n") }
	_, errAsk := Ask(t.Context(), &echo{}, broken{}, "a", false)
	_, errJSON := Ask(t.Context(), &echo{}, broken{}, "a", true)
	_, errGone := Ask(gone, &echo{}, io.Discard, "a", true)
	tests := []struct {
		name      string
		got, want error
	}{
		{"ask, broken output", errAsk, io.ErrClosedPipe},
		{"ask JSON, broken output", errJSON, io.ErrClosedPipe},
		{"ask, cancelled", errGone, context.Canceled},
		{"chat, broken output", Chat(t.Context(), &echo{}, input(), broken{}), io.ErrClosedPipe},
		{"chat, broken input", Chat(t.Context(), &echo{}, failing, io.Discard), io.ErrUnexpectedEOF},
		{"chat, cancelled", Chat(gone, &echo{}, input(), io.Discard), context.Canceled},
		{"lines, broken output", Lines(t.Context(), &echo{}, input(), broken{}, io.Discard), io.ErrClosedPipe},
		{"lines, broken errors", Lines(t.Context(), &echo{}, input(), io.Discard, broken{}), io.ErrClosedPipe},
		{"lines, broken input", Lines(t.Context(), &echo{}, failing, io.Discard, io.Discard), io.ErrUnexpectedEOF},
		{"lines, cancelled", Lines(gone, &echo{}, input(), io.Discard, io.Discard), context.Canceled},
	}
	for _, test := range tests {
		if !errors.Is(test.got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, test.got, test.want)
		}
	}
}

// said reads back what Lines wrote: "id/turn kind headline".
func said(t *testing.T, out string) []string {
	t.Helper()
	var all []string
	for line := range strings.Lines(out) {
		var r record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("output line %q: %v", line, err)
		}
		all = append(all, fmt.Sprintf("%s/%d %s %s", r.ID, r.Turn, r.Kind, r.Headline))
	}
	return all
}
