package chart

import (
	"image"
	"image/color"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// A pen draws on a canvas whose points are measured from its upper left corner.
type pen struct {
	canvas *vgimg.Canvas
	height vg.Length
}

// pixels is how many pixels a point has: twice those of a phone's width.
const pixels = 2

func newPen(width, height vg.Length) *pen {
	return &pen{vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(72*pixels), vgimg.UseBackgroundColor(ground)), height}
}

// image returns the picture in sixteen steps of each colour: nobody sees the
// difference, and the file is a third of the size.
func (p *pen) image() image.Image { return coarse(p.canvas.Image()) }

// coarse rounds the colours of an opaque picture. Where they are then no more
// than 256, the picture is one with a palette, in the order in which they occur.
func coarse(from image.Image) image.Image {
	rgba, ok := from.(*image.RGBA)
	if !ok {
		return from // unreachable
	}
	for i, v := range rgba.Pix {
		rgba.Pix[i] = uint8((int(v) + 8) / 17 * 17)
	}
	out := image.NewPaletted(rgba.Bounds(), nil)
	var index [1 << 12]int // one more than the place in the palette, by four bits of each colour
	for i := range out.Pix {
		px := rgba.Pix[4*i : 4*i+4]
		at := &index[int(px[0]/17)<<8|int(px[1]/17)<<4|int(px[2]/17)]
		if *at == 0 {
			if len(out.Palette) == 256 {
				return rgba
			}
			out.Palette = append(out.Palette, color.RGBA{px[0], px[1], px[2], px[3]})
			*at = len(out.Palette)
		}
		out.Pix[i] = uint8(*at - 1)
	}
	return out
}

// write writes one line of text whose base line is at y.
func (p *pen) write(face font.Face, c color.RGBA, x, y vg.Length, s string) {
	p.canvas.SetColor(c)
	p.canvas.FillString(face, vg.Point{X: x, Y: p.height - y}, s)
}

func (p *pen) fill(c color.RGBA, points ...vg.Point) {
	p.canvas.SetColor(c)
	p.canvas.Fill(p.path(points))
}

func (p *pen) stroke(c color.RGBA, width vg.Length, points ...vg.Point) {
	p.canvas.SetColor(c)
	p.canvas.SetLineWidth(width)
	p.canvas.Stroke(p.path(points))
}

func (p *pen) path(points []vg.Point) vg.Path {
	var path vg.Path
	for i, pt := range points {
		pt.Y = p.height - pt.Y
		if i == 0 {
			path.Move(pt)
			continue
		}
		path.Line(pt)
	}
	return path
}
