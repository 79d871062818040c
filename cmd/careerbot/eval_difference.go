package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// A difference is two exams of the same questions.
type difference struct {
	before, after exam
	changes       []change
}

func (d difference) count(v verdict) int {
	n := 0
	for _, c := range d.changes {
		if c.verdict() == v {
			n++
		}
	}
	return n
}

// summary is the difference in a sentence.
func (d difference) summary() string {
	if len(d.changes) == 0 {
		return fmt.Sprintf("None of %s changed.", count(len(d.after.turns), "answer"))
	}
	return fmt.Sprintf("%d of %s changed: %d right became wrong, %d wrong became right.",
		len(d.changes), count(len(d.after.turns), "answer"), d.count(becameWrong), d.count(becameRight))
}

func (d difference) rows() []row {
	return []row{{"before", d.before.total()}, {"after", d.after.total()}}
}

// write prints the difference for a terminal: what was behind "-", what is
// behind "+".
func (d difference) write(out io.Writer) error {
	if err := writeScores(out, d.rows()); err != nil {
		return err
	}
	var b strings.Builder
	for _, c := range d.changes {
		fmt.Fprintf(&b, "\n%s: %s\n", c.verdict(), strings.TrimSpace(c.name()+" "+quoted(c.after.asked)))
		for _, p := range c.judgedParts() {
			fmt.Fprintf(&b, "  %s\n", p.name)
			for _, line := range onlyIn(p.before, p.after) {
				b.WriteString(strings.TrimRight("    - "+line, " ") + "\n")
			}
			for _, line := range onlyIn(p.after, p.before) {
				b.WriteString(strings.TrimRight("    + "+line, " ") + "\n")
			}
		}
	}
	fmt.Fprintf(&b, "\n%s\n", d.summary())
	_, err := io.WriteString(out, b.String())
	return err
}

// judgedParts are the parts that differ, and what the judge says of both.
func (c change) judgedParts() []part {
	parts := c.parts()
	if c.before.why == c.after.why {
		return parts
	}
	said := func(why string) []string {
		if why == "" {
			return []string{"right"}
		}
		return []string{"wrong: " + why}
	}
	return append(parts, part{"judged", said(c.before.why), said(c.after.why)})
}

// markdown writes the difference with both answers side by side.
func (d difference) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n", d.summary())
	fmt.Fprintf(&b, "\n| | %s |\n|---|%s\n", strings.Join(measures, " | "), strings.Repeat("---|", len(measures)))
	for _, r := range d.rows() {
		fmt.Fprintf(&b, "| %s | %s |\n", r.name, strings.Join(measured(r.tally), " | "))
	}
	for _, c := range d.changes {
		fmt.Fprintf(&b, "\n#### %s\n\n", c.verdict())
		if name := c.name(); name != "" {
			fmt.Fprintf(&b, "%s\n\n", plainText(name))
		}
		for i, q := range c.after.asked {
			if i > 0 {
				b.WriteString(">\n")
			}
			fmt.Fprintf(&b, "> %s\n", plainText(q))
		}
		b.WriteString("\n| | before | after |\n|---|---|---|\n")
		for _, p := range c.judgedParts() {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", p.name, cell(p.before, p.after), cell(p.after, p.before))
		}
	}
	return b.String()
}

// cell writes lines into a cell of a Markdown table. Of several lines, those
// that the other version does not have are bold.
func cell(lines, other []string) string {
	escaped := make([]string, len(lines))
	for i, line := range lines {
		escaped[i] = plainText(line)
		if len(lines) > 1 && line != "" && !slices.Contains(other, line) {
			escaped[i] = "<b>" + escaped[i] + "</b>"
		}
	}
	return strings.Join(escaped, "<br>")
}

// plainText makes Markdown show a text as it is: no markup, no mathematics
// between two amounts in dollars, and nobody mentioned.
func plainText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '$':
			b.WriteString("<span>$</span>")
		case r == '@':
			b.WriteString("@\u200b")
		case r == '\r' || r == '\n' || r == '\t':
			b.WriteByte(' ')
		case strings.ContainsRune("\\`*_[]<>|~#&!^", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// report is the difference for machines.
func (d difference) report() report {
	r := report{Scores: d.after.scores, Total: d.after.total(), Failures: d.after.failures(), Against: &against{
		Before: d.before.total(), Asked: len(d.after.turns),
		BecameWrong: d.count(becameWrong), BecameRight: d.count(becameRight), Changes: []changeRecord{},
	}}
	for _, c := range d.changes {
		r.Against.Changes = append(r.Against.Changes, changeRecord{
			File: c.after.file, Line: c.after.line, ID: c.after.id, Asked: c.after.asked,
			Before: newAnswerRecord(c.before), After: newAnswerRecord(c.after),
		})
	}
	return r
}
