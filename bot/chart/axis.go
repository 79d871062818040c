package chart

import (
	"fmt"

	"careerbot/bot"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// An axis goes from zero to the highest end of a bar, over a width.
type axis struct {
	left, width vg.Length
	top         int64 // the amount at the right end
	ticks       []tick
}

// A tick is an amount that is written below the axis.
type tick struct {
	amount int64
	label  string
}

// x returns where an amount lies.
func (a axis) x(amount int64) vg.Length {
	return a.left + a.width*vg.Length(float64(amount)/float64(a.top))
}

// newAxis lays out the axis of a page, with as many round amounts as have room.
func (p *page) newAxis() (axis, error) {
	face := p.fonts.plain(11)
	a := axis{left: margin, width: inner - p.column - columnGap - arrowWidth, top: topOf(p.chart.Bars)}
	for _, step := range append(steps(a.top), 2*a.top) { // the last leaves zero alone
		a.ticks = a.ticks[:0]
		end := a.left - tickGap
		for v := int64(0); v <= a.top; v += step {
			label, err := p.fonts.clean(p.chart.Amount.Write(v))
			if err != nil {
				return axis{}, err
			}
			t := tick{v, label}
			from, to := a.span(t, face)
			if from < end+tickGap || to > margin+inner {
				break
			}
			end = to
			a.ticks = append(a.ticks, t)
		}
		if int64(len(a.ticks)) == a.top/step+1 {
			return a, nil
		}
	}
	return axis{}, fmt.Errorf("a sign of %d bytes: %w", len(p.chart.Amount.Sign), ErrSize)
}

// tickGap is the least room between two labels.
const tickGap vg.Length = 5

// span returns where the label of a tick begins and ends: below its amount, and
// not left of the axis.
func (a axis) span(t tick, face font.Face) (from, to vg.Length) {
	w := face.Width(t.label)
	from = max(a.x(t.amount)-w/2, a.left)
	return from, from + w
}

// steps returns round amounts, the smallest first, of which at most eight and
// at least one are no more than top.
func steps(top int64) []int64 {
	var out []int64
	for unit := int64(1); unit <= top; unit *= 10 {
		for _, step := range []int64{unit, 2 * unit, 5 * unit / 2, 5 * unit} {
			if step <= top && top/step <= 8 && (len(out) == 0 || step > out[len(out)-1]) {
				out = append(out, step)
			}
		}
	}
	return out
}

// topOf returns the highest end of a bar.
func topOf(bars []bot.Bar) int64 {
	var top int64
	for _, b := range bars {
		top = max(top, b.High)
	}
	return top
}
