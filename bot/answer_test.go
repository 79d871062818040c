package bot

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestPlain(t *testing.T) {
	table := &Table{Caption: "Pay by level", Header: []string{"Level", "Łódź"}, Rows: [][]string{{"Entry", "€1"}, {"Senior (5+ years)", "€2–€3"}}}
	sources := []Source{{Heading: "Pay", Data: "2025", Publisher: "P", URL: "https://example.com/#pay"}, {Heading: "Skills"}}
	tests := []struct {
		name   string
		answer Answer
		want   string
	}{
		{"silence", Answer{}, ""},
		{"headline alone", Answer{Headline: "H"}, "H"},
		{"declined", Answer{Kind: Declined, Headline: "H", Contact: "Ask #help."}, "H\n\nAsk #help."},
		{
			"everything", Answer{Headline: "H", Text: "T\n\n- l", Table: table, Sources: sources, Contact: "Ask #help."},
			`H

T

- l

Pay by level
Level              Łódź
Entry              €1
Senior (5+ years)  €2–€3

Ask #help.

Source: P, "Pay" (2025) https://example.com/#pay
Source: "Skills"`,
		},
	}
	for _, test := range tests {
		if got := test.answer.Plain(); got != test.want {
			t.Errorf("Plain of %s = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestAnswered(t *testing.T) {
	for kind, want := range map[Kind]bool{Silence: false, Salary: true, Comparison: true, Section: true, Help: false, Declined: false, "other": false} {
		if got := kind.Answered(); got != want {
			t.Errorf("%q.Answered() = %v, want %v", kind, got, want)
		}
	}
}

func TestRetryError(t *testing.T) {
	err := fmt.Errorf("send: %w", &RetryError{After: 2 * time.Second, Err: ErrUnsettled})
	var retry *RetryError
	if !errors.As(err, &retry) || retry.After != 2*time.Second || !errors.Is(err, ErrUnsettled) {
		t.Errorf("errors.As(%v) = %+v, want a RetryError of 2s around ErrUnsettled", err, retry)
	}
	if want := "send: retry after 2s: sent, but not confirmed"; err.Error() != want {
		t.Errorf("Error() = %q, want %q", err, want)
	}
}
