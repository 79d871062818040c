package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"careerbot/bot"
)

// compare asks everything of the articles as they are and as they were, and
// prints what differs.
func (c evalCommand) compare(p *process, now examinee, sheets []sheet) error {
	old, err := p.loadedArticles.asOf(c.Against)
	if err != nil {
		return err
	}
	then, err := newExaminee(old)
	if err != nil {
		return fmt.Errorf("--against:\n%w", err)
	}
	more, err := further(p.ctx, sheets, now, then)
	if err != nil {
		return err
	}
	sheets = append(sheets, more)
	before, err := examine(p.ctx, then.bot, sheets)
	if err != nil {
		return err
	}
	after, err := examine(p.ctx, now.bot, sheets)
	if err != nil {
		return err
	}
	d := difference{before: before, after: after, changes: changes(before, after)}
	switch {
	case c.JSON:
		err = writeJSON(p.out, d.report())
	case c.Markdown:
		_, err = io.WriteString(p.out, d.markdown())
	default:
		err = d.write(p.out)
	}
	if broken := d.count(becameWrong); broken > 0 {
		err = errors.Join(err, fmt.Errorf("%s became wrong", count(broken, "right answer")))
	}
	return errors.Join(err, c.floors(after.total()))
}

// asOf returns the articles as they were. A folder stands in place of all that
// --articles names, a file in place of the one of its name.
func (a articles) asOf(old []string) (articles, error) {
	for _, p := range old {
		info, err := os.Stat(p)
		if err != nil {
			return articles{}, fmt.Errorf("--against: %w", err)
		}
		if info.IsDir() {
			return articles{Articles: old, NoShipped: a.NoShipped}, nil
		}
	}
	files := a.scan().files
	for _, p := range old {
		named := func(f string) bool { return filepath.Base(f) == filepath.Base(p) }
		i := slices.IndexFunc(files, named)
		if i < 0 {
			return articles{}, usageError(fmt.Sprintf("--against %s: no file of this name is among --articles", p))
		}
		files[i] = p
	}
	return articles{Articles: files, NoShipped: a.NoShipped}, nil
}

// A verdict says what became of an answer that changed, the gravest first.
type verdict int

const (
	becameWrong verdict = iota
	becameRight
	stayedWrong
	stayedRight
	notLabelled
)

func (v verdict) String() string {
	return [...]string{"right → wrong", "wrong → right", "wrong, as before", "right, as before", "not labelled"}[v]
}

// A change is a question that is answered otherwise than before.
type change struct{ before, after turn }

func (c change) verdict() verdict {
	was, is := c.before.why == "", c.after.why == ""
	switch {
	case !c.after.labelled():
		return notLabelled
	case was && is:
		return stayedRight
	case was:
		return becameWrong
	case is:
		return becameRight
	}
	return stayedWrong
}

// name is where the question stands, "" for one of [further].
func (c change) name() string {
	if c.after.file == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d: %s", c.after.file, c.after.line, c.after.id)
}

// A part is one part of an answer in lines, as it was and as it is.
type part struct {
	name          string
	before, after []string
}

// parts returns those that differ. None: the answer is the same.
func (c change) parts() []part {
	was, is := partsOf(c.before.answer), partsOf(c.after.answer)
	var out []part
	for i, p := range was {
		if p.after = is[i].before; !slices.Equal(p.before, p.after) {
			out = append(out, p)
		}
	}
	return out
}

// onlyIn returns the lines that the other version does not have, all of them
// where the order alone differs.
func onlyIn(lines, other []string) []string {
	out := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return slices.Contains(other, l) })
	if len(out) == 0 && len(lines) >= len(other) {
		return lines
	}
	return out
}

// partsOf is an answer part by part. What it offers next is none of it.
func partsOf(a bot.Answer) []part {
	lines := func(text string) []string {
		if text == "" {
			return nil
		}
		return strings.Split(text, "\n")
	}
	kind := strings.TrimSpace(string(a.Kind) + " " + string(a.Reason))
	var table, sources []string
	if a.Table != nil {
		table = append(lines(a.Table.Caption), strings.Join(a.Table.Header, " · "))
		for _, r := range a.Table.Rows {
			table = append(table, strings.Join(r, " · "))
		}
	}
	for _, s := range a.Sources {
		sources = append(sources, strings.TrimSpace(s.Article+"#"+s.Section+", "+s.Cite()+" "+s.URL))
	}
	return []part{
		{name: "kind", before: lines(kind)}, {name: "headline", before: lines(a.Headline)}, {name: "text", before: lines(a.Text)},
		{name: "table", before: table}, {name: "sources", before: sources},
	}
}

// changes returns what differs between two exams of the same questions, the
// gravest first.
func changes(before, after exam) []change {
	var out []change
	for i, t := range after.turns {
		if c := (change{before.turns[i], t}); len(c.parts()) > 0 {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b change) int { return cmp.Compare(a.verdict(), b.verdict()) })
	return out
}
