package chart

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// The colours of everything that is no bar. The ground is the picture's own, so
// that nothing shows through it. All colours are among those that coarse keeps.
var (
	ground = color.RGBA{0xff, 0xff, 0xff, 0xff}
	ink    = color.RGBA{0x11, 0x11, 0x11, 0xff}
	quiet  = color.RGBA{0x55, 0x55, 0x55, 0xff} // notes and labels of the axis
	grid   = color.RGBA{0xdd, 0xdd, 0xdd, 0xff}
)

// A paint is how the bars of one role look.
type paint struct {
	fill, lines color.RGBA
	hatch       hatch
}

// A hatch is the lines over the fill of a bar.
type hatch int

const (
	noHatch hatch = iota
	rising
	upright
	crossed
)

// paints returns the paints of the roles in their order: each differs from the
// others in lightness and in its hatch, so that nobody has to tell colours.
func paints() []paint {
	return []paint{
		{fill: color.RGBA{0x22, 0x55, 0x99, 0xff}},
		{fill: color.RGBA{0xff, 0xbb, 0x44, 0xff}, lines: color.RGBA{0x88, 0x55, 0x00, 0xff}, hatch: rising},
		{fill: color.RGBA{0x44, 0x99, 0x77, 0xff}, lines: color.RGBA{0xff, 0xff, 0xff, 0xff}, hatch: upright},
		{fill: color.RGBA{0xee, 0xee, 0xff, 0xff}, lines: color.RGBA{0x77, 0x44, 0x99, 0xff}, hatch: crossed},
	}
}

// A box lies between two corners; top and bottom are measured from the upper
// edge of the picture.
type box struct{ left, top, right, bottom vg.Length }

// bar fills a box and draws its outline, of which an open one has no right side.
func (p *pen) bar(b box, how paint, open bool) {
	p.fill(how.fill, vg.Point{X: b.left, Y: b.top}, vg.Point{X: b.right, Y: b.top}, vg.Point{X: b.right, Y: b.bottom}, vg.Point{X: b.left, Y: b.bottom})
	const gap = 5
	if how.hatch == rising || how.hatch == crossed {
		p.slanted(b, how.lines, gap)
	}
	if how.hatch == upright || how.hatch == crossed {
		for x := b.left + gap; x < b.right; x += gap {
			p.stroke(how.lines, 1, vg.Point{X: x, Y: b.top}, vg.Point{X: x, Y: b.bottom})
		}
	}
	line := []vg.Point{{X: b.right, Y: b.top}, {X: b.left, Y: b.top}, {X: b.left, Y: b.bottom}, {X: b.right, Y: b.bottom}}
	if !open {
		line = append(line, line[0], line[1])
	}
	p.stroke(ink, 1, line...)
}

// slanted draws lines that rise to the right over a box, ending at its edges.
func (p *pen) slanted(b box, c color.RGBA, gap vg.Length) {
	h := b.bottom - b.top
	for x := b.left + gap - h; x < b.right; x += gap { // where the line meets the lower edge
		from, to := vg.Point{X: x, Y: b.bottom}, vg.Point{X: x + h, Y: b.top}
		if from.X < b.left {
			from.Y -= b.left - from.X
			from.X = b.left
		}
		if to.X > b.right {
			to.Y += to.X - b.right
			to.X = b.right
		}
		p.stroke(c, 1, from, to)
	}
}

// arrow says that a bar goes on: it stands behind its open end.
func (p *pen) arrow(x, top, bottom vg.Length) {
	middle := (top + bottom) / 2
	p.stroke(ink, 2, vg.Point{X: x + 2.5, Y: top}, vg.Point{X: x + arrowWidth - 2, Y: middle}, vg.Point{X: x + 2.5, Y: bottom})
}

// point draws a single figure, which has no width.
func (p *pen) point(x, top, bottom vg.Length, how paint) {
	middle, r := (top+bottom)/2, (bottom-top)/2
	shape := []vg.Point{{X: x, Y: middle - r}, {X: x + r, Y: middle}, {X: x, Y: middle + r}, {X: x - r, Y: middle}}
	p.fill(how.fill, shape...)
	p.stroke(ink, 1, append(shape, shape[0], shape[1])...)
}
