package knowledge

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// comparatives say which way a percentage counts.
var comparatives = map[string]float64{"more": 1, "higher": 1, "above": 1, "better": 1, "less": -1, "lower": -1, "below": -1, "fewer": -1}

// A claim is a percentage by which one role is said to earn more or less.
type claim struct {
	from      int // its first token
	low, high float64
	single    bool // one percentage, which lies within what the rows give
	way       string
}

// claimAt reads the claim whose last percentage is the token at i.
func claimAt(toks []Token, i int) (c claim, ok bool) {
	high, ok := percentage(toks[i])
	if !ok {
		return c, false
	}
	var sign float64
	for k := i + 1; k < len(toks) && k <= i+3 && sign == 0; k++ {
		sign, c.way = comparatives[toks[k].Raw], toks[k].Raw
	}
	if sign == 0 {
		return c, false
	}
	c.from, c.low, c.high, c.single = i, high, high, true
	k := i - 1
	if k > 0 && toks[k].Raw == "to" {
		k--
	}
	if k >= 0 && toks[k].Num {
		if low, err := strconv.ParseFloat(strings.TrimSuffix(toks[k].Raw, "%"), 64); err == nil && low < high {
			c.from, c.low, c.single = k, low, false
		}
	}
	switch before := rawWords(toks[max(0, c.from-2):c.from]); {
	case before == "up to" || strings.HasSuffix(before, "under"):
		c.low, c.single = math.Inf(-1), false
	case before == "at least" || strings.HasSuffix(before, "over"):
		c.high, c.single = math.Inf(1), false
	}
	if sign < 0 {
		c.low, c.high = -c.high, -c.low
	}
	return c, true
}

func percentage(t Token) (float64, bool) {
	digits, ok := strings.CutSuffix(t.Raw, "%")
	f, err := strconv.ParseFloat(digits, 64)
	return f, ok && err == nil
}

// refuses reports whether a row whose ends differ by so many per cent
// contradicts the claim; half a per cent is rounding.
func (c claim) refuses(low, high float64) bool {
	const rounding = 0.5
	if c.single {
		return c.low < low-rounding || c.low > high+rounding
	}
	return low < c.low-rounding || high > c.high+rounding
}

// gaps returns the smaller and the larger of the differences at the two ends.
func gaps(p pair) (low, high float64) {
	x, y := gap(p.a.Money.Low, p.b.Money.Low), gap(p.a.Money.High, p.b.Money.High)
	return min(x, y), max(x, y)
}

// gap is by how many per cent a is more than b.
func gap(a, b int64) float64 { return 100 * float64(a-b) / float64(b) }

func percent(f float64) string { return fmt.Sprintf("%.0f%%", math.Round(f)) }
