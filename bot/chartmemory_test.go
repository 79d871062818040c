package bot

import (
	"testing"

	"careerbot/knowledge"

	"github.com/google/go-cmp/cmp"
)

// TestChartsAreRemembered: a chart that was drawn before is the chart that would
// be drawn now, whatever was drawn in between.
func TestChartsAreRemembered(t *testing.T) {
	b := newBot(t)
	for range 2 {
		for _, state := range everyState(b) {
			got, ok := b.Chart(state)
			want, drawn := b.draw(b.open(state))
			if ok != drawn || !cmp.Equal(got, want) {
				t.Fatalf("Chart = %+v, %t, want %+v, %t", got, ok, want, drawn)
			}
		}
	}
	rate, pay := memory{kind: memRate}, memory{kind: memPay}
	if x, _ := keyOf(rate); x == (chartKey{}) {
		t.Error("a chart of rates is remembered as one of salaries")
	}
	if _, ok := keyOf(memory{kind: memPay, roles: make([]*knowledge.Term, mostSeries+2)}); ok {
		t.Error("roles that the key does not hold are remembered")
	}
	draws := 0
	var c chartMemory
	for range 3 {
		c.of(pay, func(memory) (Chart, bool) { draws++; return Chart{}, false })
	}
	if draws != 1 {
		t.Errorf("drawn %d times, want once", draws)
	}
}

// TestChartMemoryIsBounded remembers more charts than it holds.
func TestChartMemoryIsBounded(t *testing.T) {
	var c chartMemory
	for range 2*mostDrawn + 1 {
		m := memory{kind: memPay, roles: []*knowledge.Term{new(knowledge.Term)}}
		c.of(m, func(memory) (Chart, bool) { return Chart{Title: "x"}, true })
	}
	if n := len(c.drawn); n == 0 || n > mostDrawn {
		t.Errorf("%d charts remembered, want 1 to %d", n, mostDrawn)
	}
}

func BenchmarkChart(b *testing.B) {
	x := newBot(b)
	state := say(x, "senior devops uk salary").State
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := x.Chart(state); !ok {
			b.Fatal("no chart")
		}
	}
}
