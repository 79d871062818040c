package chart

import (
	"slices"
	"strings"

	"careerbot/bot"

	"gonum.org/v1/plot/vg"
)

// legend names the roles beside their paints; one that the title names needs
// none.
func (p *page) legend() {
	if roles := p.chart.Roles; len(roles) == 1 && strings.Contains(p.chart.Title, roles[0]) {
		return
	}
	face := p.fonts.plain(12)
	for i, role := range p.chart.Roles {
		lines := wrap(face, role, inner-swatchWidth-6, 2)
		how := paints()[i]
		p.add(block{draw: func(pen *pen, top vg.Length) {
			pen.bar(box{margin, top + 3, margin + swatchWidth, top + 3 + barHeight - 2}, how, false)
		}})
		p.lines(face, ink, margin+swatchWidth+6, lines)
		p.space(2)
	}
	p.space(6)
}

// A row is one bar with its figure.
type row struct {
	bar    bot.Bar
	lines  []string
	height vg.Length
}

// groups adds the bars, level by level, with the grid behind them.
func (p *page) groups() error {
	face := p.fonts.plain(12)
	p.setColumn()
	var err error
	if p.axis, err = p.newAxis(); err != nil {
		return err
	}
	for l, level := range p.chart.Levels {
		if level != "" {
			p.words(p.fonts.heavy(12), ink, level, 2)
			p.space(1)
		}
		for _, b := range p.chart.Bars {
			if b.Level != l {
				continue
			}
			lines, err := figure(face, marked(b), p.column)
			if err != nil {
				return err
			}
			p.row(row{b, lines, max(rowHeight, 4+lineHeight(face)*vg.Length(len(lines)))})
		}
		p.space(groupGap)
	}
	return nil
}

// marked returns the figure of a bar, with a mark where a note is about it.
func marked(b bot.Bar) string {
	if b.Noted {
		return b.Text + " *"
	}
	return b.Text
}

// setColumn makes the column of figures as wide as the widest of them, if that
// leaves room for the bars.
func (p *page) setColumn() {
	face := p.fonts.plain(12)
	for _, b := range p.chart.Bars {
		p.column = min(max(p.column, face.Width(marked(b))+1), widestFig)
	}
}

// row adds one bar.
func (p *page) row(r row) {
	face := p.fonts.plain(12)
	p.add(block{height: r.height, draw: func(pen *pen, top vg.Length) {
		for i, t := range p.axis.ticks {
			c := grid
			if i == 0 {
				c = quiet
			}
			x := snap(p.axis.x(t.amount))
			pen.stroke(c, 0.5, vg.Point{X: x, Y: top}, vg.Point{X: x, Y: top + r.height})
		}
		b := box{p.axis.x(r.bar.Low), top + (r.height-barHeight)/2, p.axis.x(r.bar.High), top + (r.height+barHeight)/2}
		end, how := b.right, paints()[r.bar.Role]
		if r.bar.Low == r.bar.High {
			pen.point(b.left, b.top, b.bottom, how)
			end += barHeight / 2
		} else {
			pen.bar(b, how, r.bar.Open)
		}
		if r.bar.Open {
			pen.arrow(end, b.top, b.bottom)
		}
		step := lineHeight(face)
		y := top + (r.height-step*vg.Length(len(r.lines)))/2
		for i, line := range r.lines {
			pen.write(face, ink, pageWidth-margin-p.column, y+step*vg.Length(i)+face.Font.Size-1, line)
		}
	}})
}

// snap moves a line of one pixel onto the middle of one.
func snap(x vg.Length) vg.Length {
	return vg.Length(int(x*pixels))/pixels + 0.5/pixels
}

// labels adds the amounts below the axis.
func (p *page) labels() {
	face := p.fonts.plain(11)
	p.add(block{height: lineHeight(face), draw: func(pen *pen, top vg.Length) {
		for _, t := range p.axis.ticks {
			from, _ := p.axis.span(t, face)
			pen.write(face, quiet, from, top-groupGap+3+face.Font.Size, t.label)
		}
	}})
}

// footer adds what must be known beside the bars: the open ends, what the
// articles disagree on, what has no figure, the year and the sources.
func (p *page) footer() {
	face := p.fonts.plain(11)
	if slices.ContainsFunc(p.chart.Bars, func(b bot.Bar) bool { return b.Open }) {
		p.add(block{draw: func(pen *pen, top vg.Length) {
			pen.arrow(margin-2, top+2, top+12)
		}})
		p.lines(face, quiet, margin+arrowWidth+2, []string{"open at the top (+)"})
		p.space(3)
	}
	var said []string
	for _, d := range p.chart.Disputes {
		said = append(said, "* "+d)
	}
	if len(p.chart.Missing) > 0 {
		said = append(said, "No figure given: "+strings.Join(p.chart.Missing, ", ")+".")
	}
	said = append(said, strings.Join(p.chart.Notes, " "))
	for _, s := range said {
		p.words(face, quiet, s, 0)
		p.space(3)
	}
	p.words(face, quiet, p.source, 0)
}
