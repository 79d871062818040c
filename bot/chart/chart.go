// Package chart draws a bot.Chart, pay ranges by level, as a PNG that reads on
// a phone.
//
// The picture is 360 points wide, drawn at two pixels a point, on a ground of
// its own, so that it looks alike in light and dark. Bars lie: each has its
// figure beside it as the article prints it, so that no figure is measured off
// an axis, and long names of levels have a line to themselves. The axis begins
// at zero. A range with an open top ends in an arrow, and what has no figure is
// named below, not drawn. Roles differ in lightness and pattern, not in colour
// alone.
//
// It stores nothing. It alone imports gonum, of which it takes the canvas and
// not the plots: these would add five megabytes of other formats and fonts to
// the binary, and lay out no bar like these.
package chart

import (
	"errors"
	"fmt"
	"image/png"
	"io"
	"unicode/utf8"

	"careerbot/bot"
)

// ErrGlyph says that a chart has a letter, a digit or a currency sign that the
// font lacks, or that is written from right to left: left out or turned round,
// it would say something else.
var ErrGlyph = errors.New("the font cannot write it")

// ErrSize says that a chart has more bars, or more words, than one picture
// holds, or a figure that is wider than its column: nothing is left out.
var ErrSize = errors.New("too much for one picture")

// ErrRange says that a bar of a chart stands nowhere on an axis: its ends are
// missing, turned round or below zero, or it names a role or level that the
// chart has not.
var ErrRange = errors.New("a bar that cannot be drawn")

// What one picture holds.
const (
	mostBars       = 32
	mostLevels     = 32
	mostText       = 8_000 // characters in all
	mostHeight     = 1_600 // points
	mostHundredths = 1e15
)

// PNG draws a chart and writes it to w, nothing of it where it cannot be drawn
// whole: the error is then ErrGlyph, ErrSize or ErrRange. Errors of w are
// returned as they are, wrapped. The same chart gives the same bytes. It is safe
// for concurrent use; since one picture takes some 50 ms and 10 MB, at most 25,
// callers draw few at once.
func PNG(w io.Writer, c bot.Chart) error {
	if err := check(c); err != nil {
		return fmt.Errorf("chart: %w", err)
	}
	f, err := newFonts()
	if err != nil {
		return fmt.Errorf("chart: %w", err)
	}
	p, err := layOut(c, f)
	if err != nil {
		return fmt.Errorf("chart: %w", err)
	}
	if err := png.Encode(w, p.draw()); err != nil {
		return fmt.Errorf("chart: write: %w", err)
	}
	return nil
}

// check holds a chart to what can be drawn at all.
func check(c bot.Chart) error {
	if len(c.Bars) > mostBars || len(c.Roles) > len(paints()) || len(c.Levels) > mostLevels {
		return fmt.Errorf("%d bars of %d roles: %w", len(c.Bars), len(c.Roles), ErrSize)
	}
	n := utf8.RuneCountInString(c.Title)
	for _, list := range [][]string{c.Roles, c.Levels, c.Missing, c.Disputes, c.Notes} {
		for _, s := range list {
			n += utf8.RuneCountInString(s)
		}
	}
	var top int64
	for _, b := range c.Bars {
		n += utf8.RuneCountInString(b.Text)
		top = max(top, b.High)
		if b.Low < 0 || b.High < b.Low || b.High > mostHundredths || b.Role < 0 || b.Role >= len(c.Roles) || b.Level < 0 || b.Level >= len(c.Levels) {
			return fmt.Errorf("%d to %d: %w", b.Low, b.High, ErrRange)
		}
	}
	for _, s := range c.Sources {
		n += utf8.RuneCountInString(s.Cite())
	}
	switch {
	case top == 0:
		return fmt.Errorf("%d bars: %w", len(c.Bars), ErrRange)
	case n > mostText:
		return fmt.Errorf("%d characters: %w", n, ErrSize)
	}
	return nil
}
