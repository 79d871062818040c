package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"careerbot/bot"
	"careerbot/bot/golden"
)

// measures are the columns of a table of scores.
var measures = []string{"answers", "declines", "help", "figure in headline", "confidently wrong", "wrong cells", "wrong article"}

// measured is a tally's row under them.
func measured(t golden.Tally) []string {
	share := func(s golden.Share) string { return fmt.Sprintf("%d/%d", s.Right, s.Of) }
	return []string{
		share(t.Answers), share(t.Declines), share(t.Help), share(t.Headlines), fmt.Sprintf("%d/%d", t.Confident, t.Turns),
		strconv.Itoa(t.WrongCells), strconv.Itoa(t.WrongArticles),
	}
}

// summed says the totals in a line.
func summed(t golden.Tally) string {
	return fmt.Sprintf("answers %.2f%% declines %.2f%% wrong cells %d confidently wrong %.2f%%",
		t.Answers.Percent(), t.Declines.Percent(), t.WrongCells, golden.Share{Right: t.Confident, Of: t.Turns}.Percent())
}

// A row is a line of a table of scores.
type row struct {
	name  string
	tally golden.Tally
}

// writeScores writes a table with aligned columns.
func writeScores(out io.Writer, rows []row) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\t"+strings.Join(measures, "\t"))
	for _, r := range rows {
		fmt.Fprintln(w, r.name+"\t"+strings.Join(measured(r.tally), "\t"))
	}
	return w.Flush()
}

// write prints the scores and up to so many failures.
func (e exam) write(out io.Writer, failures int) error {
	var rows []row
	for _, s := range e.scores {
		rows = append(rows, row{s.Questions, s.Tally})
	}
	total := e.total()
	if len(rows) != 1 {
		rows = append(rows, row{"all", total})
	}
	if err := writeScores(out, rows); err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", summed(total))
	wrong := e.failures()
	for _, f := range wrong[:min(failures, len(wrong))] {
		fmt.Fprintf(&b, "\n%s:%d: %s %s\n    %s | %s\n", f.File, f.Line, f.ID, quoted(f.Asked), f.Why, f.Headline)
	}
	if more := len(wrong) - failures; more > 0 && failures > 0 {
		fmt.Fprintf(&b, "\n%d more; --failures %d prints all\n", more, len(wrong))
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// quotedMost is how much of a question is shown, in characters.
const quotedMost = 160

// quoted shows a conversation in one line.
func quoted(asked []string) string {
	parts := make([]string, len(asked))
	for i, q := range asked {
		if r := []rune(q); len(r) > quotedMost {
			q = string(r[:quotedMost]) + "…"
		}
		parts[i] = strconv.Quote(q)
	}
	return strings.Join(parts, " > ")
}

// A failure is an answer that is not right.
type failure struct {
	File     string   `json:"questions"`
	Line     int      `json:"line"`
	ID       string   `json:"id"`
	Asked    []string `json:"asked"` // its conversation, itself the last
	Why      string   `json:"why"`
	Headline string   `json:"headline"`
}

func (e exam) failures() []failure {
	out := []failure{}
	for _, t := range e.turns {
		if t.why != "" {
			out = append(out, failure{t.file, t.line, t.id, t.asked, t.why, t.answer.Headline})
		}
	}
	return out
}

// A report is all of it for machines. Lists are never null.
type report struct {
	Scores   []score      `json:"scores"`
	Total    golden.Tally `json:"total"`
	Failures []failure    `json:"failures"`
	Against  *against     `json:"against,omitempty"`
}

// against is what --against adds to a report.
type against struct {
	Before      golden.Tally   `json:"before"` // of the same questions
	Asked       int            `json:"asked"`  // turns, those of [further] included
	BecameWrong int            `json:"became_wrong"`
	BecameRight int            `json:"became_right"`
	Changes     []changeRecord `json:"changes"`
}

type changeRecord struct {
	File   string       `json:"questions"` // "" for one of [further]
	Line   int          `json:"line"`
	ID     string       `json:"id"`
	Asked  []string     `json:"asked"`
	Before answerRecord `json:"before"`
	After  answerRecord `json:"after"`
}

type answerRecord struct {
	Right    *bool        `json:"right"` // null where nothing is labelled
	Why      string       `json:"why"`
	Kind     string       `json:"kind"`
	Reason   string       `json:"reason"`
	Headline string       `json:"headline"`
	Text     string       `json:"text"`
	Table    *bot.Table   `json:"table"`
	Sources  []bot.Source `json:"sources"`
}

func newAnswerRecord(t turn) answerRecord {
	a := t.answer
	r := answerRecord{
		Why: t.why, Kind: string(a.Kind), Reason: string(a.Reason), Headline: a.Headline, Text: a.Text,
		Table: a.Table, Sources: append([]bot.Source{}, a.Sources...),
	}
	if t.labelled() {
		right := t.why == ""
		r.Right = &right
	}
	return r
}

func writeJSON(out io.Writer, r report) error {
	if r.Scores == nil {
		r.Scores = []score{}
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return e.Encode(r)
}
