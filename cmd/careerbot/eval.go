package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"careerbot/bot"
	"careerbot/bot/golden"
	"careerbot/bot/terminal"
	"careerbot/knowledge"
)

// beside is what stands in place of an article's ".md" in the name of the file
// that holds its golden questions.
const beside = ".questions.jsonl"

type evalCommand struct {
	Questions  []string `arg:"" optional:"" help:"Files of golden questions. Without any, those that stand beside the articles: of NAME.md, NAME.questions.jsonl."`
	Failures   int      `default:"20" placeholder:"N" help:"Print up to N answers that are not right (default: ${default}, 0: none)."`
	MinAnswers float64  `placeholder:"P" help:"Fail where less than P percent of the questions that an article covers are answered right."`
	MinDecline float64  `name:"min-declines" placeholder:"P" help:"Fail where less than P percent of what must be declined is."`
	Against    []string `placeholder:"OLD" sep:"none" help:"Show which answers differ from those of the articles as they were: an older version of one of --articles, or a folder in place of all of them. Fail where a right answer became wrong."`
	Markdown   bool     `xor:"form" help:"With --against: write Markdown, for a comment on a pull request."`
	JSON       bool     `name:"json" xor:"form" help:"Print one JSON object, with all answers that are not right or differ."`
}

func (c evalCommand) Run(p *process) error {
	switch {
	case c.Markdown && c.Against == nil:
		return usageError("eval --markdown needs --against")
	case c.Failures < 0:
		return usageError("--failures must not be negative")
	case min(c.MinAnswers, c.MinDecline) < 0 || max(c.MinAnswers, c.MinDecline) > 100:
		return usageError("--min-answers and --min-declines are percentages, from 0 to 100")
	}
	now, err := newExaminee(p.loadedArticles)
	if err != nil {
		return err
	}
	sheets, err := c.sheets(now.set, p)
	if err != nil {
		return err
	}
	if c.Against != nil {
		return c.compare(p, now, sheets)
	}
	e, err := examine(p.ctx, now.bot, sheets)
	if err != nil {
		return err
	}
	if c.JSON {
		err = writeJSON(p.out, report{Scores: e.scores, Total: e.total(), Failures: e.failures()})
	} else {
		err = e.write(p.out, c.Failures)
	}
	return errors.Join(err, c.floors(e.total()))
}

// floors returns which thresholds are missed.
func (c evalCommand) floors(t golden.Tally) error {
	floor := func(name string, s golden.Share, least float64) error {
		if s.Percent() >= least {
			return nil
		}
		return fmt.Errorf("%s right: %d of %d, %.2f%%, less than %g%%", name, s.Right, s.Of, s.Percent(), least)
	}
	return errors.Join(floor("answers", t.Answers, c.MinAnswers), floor("declines", t.Declines, c.MinDecline))
}

// An examinee answers from a set of articles.
type examinee struct {
	bot *bot.Bot
	set *knowledge.Set
}

func newExaminee(from articles) (examinee, error) {
	set, err := from.load()
	if err != nil {
		return examinee{}, err
	}
	key, err := bot.NewKey("")
	if err != nil {
		return examinee{}, err
	}
	b, err := people{}.over(set, key, nil)
	return examinee{b, set}, err
}

// A sheet is a file of golden questions.
type sheet struct {
	name  string
	items []golden.Item
}

// sheets reads the files that are named, or else those beside the articles.
// All faults are returned at once.
func (c evalCommand) sheets(set *knowledge.Set, p *process) ([]sheet, error) {
	var out []sheet
	var faults []error
	read := func(name string, f io.ReadCloser, err error) {
		if err == nil {
			defer f.Close()
			s := sheet{name: name}
			if s.items, err = golden.Read(name, f); err == nil {
				s.speakOf(set)
				out = append(out, s)
				return
			}
		}
		faults = append(faults, err)
	}
	for _, name := range c.Questions {
		f, err := os.Open(name)
		read(name, f, err)
	}
	if c.Questions != nil {
		return out, errors.Join(faults...)
	}
	files := p.loadedArticles.scan().files
	for _, a := range set.Articles {
		name := strings.TrimSuffix(a.File, ".md") + beside
		f, err := openBeside(name, slices.Contains(files, a.File))
		if errors.Is(err, os.ErrNotExist) {
			fmt.Fprintf(p.err, "%s: no golden questions beside it, in %s\n", a.File, name)
			continue
		}
		read(name, f, err)
	}
	if len(out) == 0 && faults == nil && c.Against == nil {
		return nil, errors.New("no golden questions")
	}
	return out, errors.Join(faults...)
}

// openBeside opens the questions of an article from disk, or of a shipped one.
func openBeside(name string, onDisk bool) (io.ReadCloser, error) {
	if onDisk {
		return os.Open(name)
	}
	return knowledge.ShippedQuestions().Open(filepath.ToSlash(name))
}

// speakOf makes the sections of labels those of the article that the file is
// named like: an anchor alone may be that of several articles.
func (s *sheet) speakOf(set *knowledge.Set) {
	article, ok := strings.CutSuffix(filepath.Base(s.name), beside)
	if !ok || !slices.ContainsFunc(set.Articles, func(a *knowledge.Article) bool { return a.Name == article }) {
		return
	}
	for _, item := range s.items {
		for i := range item.Turns {
			if l := &item.Turns[i]; l.Article == "" && len(l.Sections)+len(l.Headings) > 0 {
				l.Article = article
			}
		}
	}
}

// A turn is one question with what it was answered.
type turn struct {
	file   string // its golden questions, "" for one of [further]
	line   int
	id     string       // "q1.2": the second question of an item; "" for one of [further]
	asked  []string     // the questions of its conversation, itself the last
	label  golden.Label // without a Kind where nothing is labelled
	answer bot.Answer   // what was said
	why    string       // why it is not right, "" where it is or nothing is labelled
}

func (t turn) labelled() bool { return t.label.Kind != "" }

// An exam is all answers of one bot, and what they add up to.
type exam struct {
	scores []score
	turns  []turn
}

// A score is the tally of one file.
type score struct {
	Questions string `json:"questions"`
	golden.Tally
}

// examine puts all questions to a bot, each item as a conversation of its own.
func examine(ctx context.Context, b *bot.Bot, sheets []sheet) (exam, error) {
	var e exam
	for _, s := range sheets {
		sum := score{Questions: s.name}
		for _, item := range s.items {
			var asked []string
			talk := &terminal.Conversation{Bot: b}
			for n, l := range item.Turns {
				if err := ctx.Err(); err != nil {
					return e, err
				}
				a := talk.Say(l.Q, true)
				asked = append(asked, l.Q)
				t := turn{file: s.name, line: item.Line, asked: slices.Clone(asked), label: l, answer: a}
				if t.labelled() {
					t.id = fmt.Sprintf("%s.%d", item.ID, n+1)
					t.why = sum.Add(l, judged(a))
				}
				e.turns = append(e.turns, t)
			}
		}
		if s.name != "" {
			e.scores = append(e.scores, sum)
		}
	}
	return e, nil
}

// judged is what of an answer is judged.
func judged(a bot.Answer) golden.Answer {
	out := golden.Answer{Kind: string(a.Kind), Answered: a.Kind.Answered(), Reason: string(a.Reason), Headline: a.Headline, Text: a.Plain()}
	for _, s := range a.Sources {
		out.Sources = append(out.Sources, golden.Source{Article: s.Article, Section: s.Section, Heading: s.Heading})
	}
	return out
}

func (e exam) total() golden.Tally {
	var t golden.Tally
	for _, s := range e.scores {
		t.Merge(s.Tally)
	}
	return t
}
