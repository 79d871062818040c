package chart

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"

	"careerbot/bot"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// Measures of the page, in points: the pixels of a phone.
const (
	pageWidth   vg.Length = 360
	margin      vg.Length = 16
	inner                 = pageWidth - 2*margin
	barHeight   vg.Length = 12
	rowHeight   vg.Length = 18
	groupGap    vg.Length = 9
	arrowWidth  vg.Length = 9
	columnGap   vg.Length = 8
	widestFig   vg.Length = 150 // of the column of figures
	swatchWidth vg.Length = 26
)

// A page is a chart laid out: blocks from top to bottom.
type page struct {
	chart  bot.Chart
	source string // its sources in words
	fonts  *fonts
	axis   axis
	column vg.Length // width of the column of figures
	blocks []block
	height vg.Length
}

// A block is a part of the page with its height. It is drawn below a line.
type block struct {
	height vg.Length
	draw   func(p *pen, top vg.Length)
}

// layOut measures a chart that was checked.
func layOut(c bot.Chart, f *fonts) (*page, error) {
	p := &page{chart: c, fonts: f}
	if err := p.clean(); err != nil {
		return nil, err
	}
	p.space(margin)
	p.words(f.heavy(15), ink, p.chart.Title, 3)
	p.space(6)
	p.legend()
	if err := p.groups(); err != nil {
		return nil, err
	}
	p.labels()
	p.footer()
	p.space(margin - 4)
	p.height = vg.Length(math.Ceil(float64(p.height)))
	if p.height > mostHeight {
		return nil, fmt.Errorf("%.0f points high: %w", float64(p.height), ErrSize)
	}
	return p, nil
}

// clean makes every text of the chart one that can be drawn.
func (p *page) clean() error {
	c := &p.chart
	c.Bars = append([]bot.Bar{}, c.Bars...)
	cites := make([]string, len(c.Sources))
	for i, s := range c.Sources {
		cites[i] = s.Cite()
	}
	p.source = "Source: " + strings.Join(cites, "; ")
	texts := []*string{&p.source, &c.Title}
	for _, list := range []*[]string{&c.Roles, &c.Levels, &c.Missing, &c.Disputes, &c.Notes} {
		*list = append([]string{}, *list...)
		for i := range *list {
			texts = append(texts, &(*list)[i])
		}
	}
	for i := range c.Bars {
		texts = append(texts, &c.Bars[i].Text)
	}
	for _, t := range texts {
		clean, err := p.fonts.clean(*t)
		if err != nil {
			return err
		}
		*t = clean
	}
	return nil
}

func (p *page) add(b block) {
	p.blocks = append(p.blocks, b)
	p.height += b.height
}

func (p *page) space(h vg.Length) { p.add(block{height: h, draw: func(*pen, vg.Length) {}}) }

// words adds a text over the whole width, at most so many lines of it, 0 for all.
func (p *page) words(face font.Face, c color.RGBA, s string, most int) {
	p.lines(face, c, margin, wrap(face, s, inner, most))
}

// lines adds lines of text.
func (p *page) lines(face font.Face, c color.RGBA, x vg.Length, lines []string) {
	step := lineHeight(face)
	p.add(block{height: step * vg.Length(len(lines)), draw: func(pen *pen, top vg.Length) {
		for i, line := range lines {
			pen.write(face, c, x, top+step*vg.Length(i)+face.Font.Size, line)
		}
	}})
}

func lineHeight(face font.Face) vg.Length {
	return vg.Length(math.Ceil(float64(face.Font.Size) * 1.28))
}

// draw draws the page.
func (p *page) draw() image.Image {
	pen := newPen(pageWidth, p.height)
	var top vg.Length
	for _, b := range p.blocks {
		b.draw(pen, top)
		top += b.height
	}
	return pen.image()
}
