package web

import (
	"strings"

	"careerbot/bot"
)

// A block is a paragraph or a list.
type block struct {
	List  bool
	Lines []string // of the paragraph, or items of the list
}

// blocks parts the text of an answer: paragraphs have empty lines between
// them, and lines that begin with "- " are a list.
func blocks(text string) []block {
	var all []block
	open := false // the last block may go on
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			open = false
			continue
		}
		item, list := strings.CutPrefix(line, "- ")
		if !open || all[len(all)-1].List != list {
			all = append(all, block{List: list})
			open = true
		}
		last := &all[len(all)-1]
		last.Lines = append(last.Lines, item)
	}
	return all
}

// read says how a question was read.
func read(s bot.Slots) string {
	parts := append(append(append([]string(nil), s.Role...), s.Place...), s.Level...)
	for _, part := range []string{s.Metric, s.View} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}
