package main

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"careerbot/bot"
	"careerbot/bot/terminal"
)

type askCommand struct {
	people   `embed:""`
	Question []string `arg:"" optional:"" help:"The question, quoted or in words."`
	JSON     bool     `name:"json" xor:"form" help:"Print the answer as a line of JSON."`
	Explain  bool     `xor:"form" help:"Print how the question was read and which cells and sentences stand behind the answer."`
	JSONL    bool     `name:"jsonl" xor:"form" help:"Read questions as JSON lines, {\"id\",\"q\"} or {\"id\",\"turns\":[{\"q\"},…]}, from standard input, and print a line of JSON for each turn."`
}

func (c askCommand) Run(p *process) error {
	if c.JSONL == (len(c.Question) > 0) {
		if c.JSONL {
			return usageError("ask --jsonl reads its questions from standard input")
		}
		return usageError("ask needs a question")
	}
	debug.SetGCPercent(400) // the process ends before more collections pay
	if c.Explain {
		return c.explain(p)
	}
	b, err := c.engine(p)
	if err != nil {
		return err
	}
	if c.JSONL {
		return terminal.Lines(p.ctx, b, p.in, p.out, p.err)
	}
	a, err := terminal.Ask(p.ctx, b, p.out, strings.Join(c.Question, " "), c.JSON)
	if err == nil && a.Kind == bot.Declined {
		err = errDeclined
	}
	return err
}

// explain answers one question and tells how.
func (c askCommand) explain(p *process) error {
	b, err := c.engine(p)
	if err != nil {
		return err
	}
	a, how := b.Explain(bot.Question{ID: "terminal.explain", Text: strings.Join(c.Question, " "), Addressed: true})
	if _, err := fmt.Fprintf(p.out, "%s\n\nHow I read your question:\n%s", a.Plain(), how); err != nil {
		return err
	}
	if a.Kind == bot.Declined {
		return errDeclined
	}
	return nil
}

type chatCommand struct {
	people `embed:""`
}

func (c chatCommand) Run(p *process) error {
	b, err := c.engine(p)
	if err != nil {
		return err
	}
	return terminal.Chat(p.ctx, b, p.in, p.out)
}

type checkCommand struct{}

func (checkCommand) Run(p *process) error {
	set, err := p.loadedArticles.load()
	if err != nil {
		return err
	}
	lines := make([]string, 0, 8)
	faulty := false
	for _, f := range set.Lint(time.Now()) {
		lines = append(lines, f.String())
		faulty = faulty || !f.Warning
	}
	if faulty {
		return errors.New(strings.Join(lines, "\n"))
	}
	for _, warning := range lines {
		fmt.Fprintln(p.err, warning)
	}
	sections := 0
	for _, a := range set.Articles {
		sections += len(a.Sections)
	}
	_, err = fmt.Fprintf(p.out, "No faults: %s, %s, %s.\n",
		count(len(set.Articles), "article"), count(sections, "section"), count(len(set.Pays), "pay cell"))
	return err
}

// count returns a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
