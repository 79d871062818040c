package chart

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"careerbot/bot"
	"careerbot/knowledge"
)

// update is a flag of "go test ./bot/chart": it draws the golden pictures anew,
// which are then to be looked at.
var update = flag.Bool("update", false, "draw the golden pictures in testdata anew")

// newBot returns a Bot over the shipped article, or over others alone.
func newBot(t testing.TB, paths ...string) *bot.Bot {
	t.Helper()
	set, err := knowledge.Load(len(paths) > 0, paths...)
	if err != nil {
		t.Fatal(err)
	}
	key, err := bot.NewKey("the secret of the tests")
	if err != nil {
		t.Fatal(err)
	}
	b, err := bot.New(set, key, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

// chartOf asks and returns the chart behind the answer.
func chartOf(t testing.TB, b *bot.Bot, text string) bot.Chart {
	t.Helper()
	a := b.Answer(bot.Question{Text: text, Addressed: true})
	c, ok := b.Chart(a.State)
	if !ok {
		t.Fatalf("no chart behind %q, the answer to %q", a.Headline, text)
	}
	return c
}

// bytesOf draws a chart.
func bytesOf(t testing.TB, c bot.Chart) []byte {
	t.Helper()
	var w bytes.Buffer
	if err := PNG(&w, c); err != nil {
		t.Fatalf("PNG(%q) = %v", c.Title, err)
	}
	return w.Bytes()
}

// A picture is a PNG that was decoded.
type picture struct{ image.Image }

func pictureOf(t testing.TB, c bot.Chart) picture { return decoded(t, bytesOf(t, c)) }

func decoded(t testing.TB, raw []byte) picture {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return picture{img}
}

func (p picture) is(x, y int, c color.RGBA) bool {
	r, g, b, a := p.At(x, y).RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)} == c
}

// A run is a line of pixels of one colour, from its first to its last column.
type run struct{ y, from, to int }

// runs returns the longest run of a colour of each row that has one of more than
// a few pixels, top down; rows that touch are one run, in the lowest of them.
func (p picture) runs(c color.RGBA) []run {
	var out []run
	for y := range p.Bounds().Dy() {
		best := run{y, 0, -1}
		for x, from := 0, -1; x < p.Bounds().Dx(); x++ {
			switch {
			case !p.is(x, y, c):
				from = -1
			case from < 0:
				from = x
			}
			if from >= 0 && x-from > best.to-best.from {
				best.from, best.to = from, x
			}
		}
		if best.to-best.from < 5 {
			continue
		}
		if n := len(out); n > 0 && out[n-1].y == y-1 {
			best.from, best.to = min(best.from, out[n-1].from), max(best.to, out[n-1].to)
			out[n-1] = best
			continue
		}
		out = append(out, best)
	}
	return out
}

// count returns how many pixels have a colour.
func (p picture) count(c color.RGBA) int {
	n := 0
	for y := range p.Bounds().Dy() {
		for x := range p.Bounds().Dx() {
			if p.is(x, y, c) {
				n++
			}
		}
	}
	return n
}

// simple is a chart of one role whose bars are given.
func simple(bars ...bot.Bar) bot.Chart {
	c := bot.Chart{Title: "Welder: pay by level, UK", Roles: []string{"Welder"}, Amount: bot.AmountStyle{Sign: "£", Group: ","}}
	for i := range bars {
		bars[i].Level, bars[i].Text = i, fmt.Sprintf("figure %d", i)
		c.Levels = append(c.Levels, fmt.Sprintf("Level %d", i))
	}
	c.Bars = bars
	return c
}

// TestGoldenPictures compares two pictures with those that people have looked
// at: in size exactly, in pixels but for a few on the edges of letters, which
// machines round differently.
func TestGoldenPictures(t *testing.T) {
	b, data := newBot(t), newBot(t, "../testdata/articles/data-careers.md")
	for name, c := range map[string]bot.Chart{
		"two-roles":  chartOf(t, b, "devops and software engineer salaries in the us"),
		"four-roles": chartOf(t, data, "what do all the data roles earn in india"),
	} {
		path := filepath.Join("testdata", name+".png")
		raw := bytesOf(t, c)
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, raw, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		golden, err := os.ReadFile(path)
		if err != nil {
			t.Fatalf("%v; -update draws it", err)
		}
		got, want := decoded(t, raw), decoded(t, golden)
		if got.Bounds() != want.Bounds() {
			t.Errorf("%s is %v, want %v; -update draws it anew", name, got.Bounds(), want.Bounds())
			continue
		}
		differ := 0
		for y := range got.Bounds().Dy() {
			for x := range got.Bounds().Dx() {
				if got.At(x, y) != want.At(x, y) {
					differ++
				}
			}
		}
		if all := got.Bounds().Dx() * got.Bounds().Dy(); differ > all/1000 {
			t.Errorf("%s differs in %d of %d pixels; -update draws it anew", name, differ, all)
		}
	}
}

// TestBarsStandAtTheirAmounts measures bars against one that goes from zero to
// the end of the axis.
func TestBarsStandAtTheirAmounts(t *testing.T) {
	const whole = 80_000_00
	bars := []bot.Bar{{Low: 0, High: whole}, {Low: whole / 4, High: whole / 2}, {Low: whole / 2, High: whole * 9 / 10}, {Low: whole * 3 / 4, High: whole}}
	p := pictureOf(t, simple(bars...))
	runs := p.runs(paints()[0].fill)
	if len(runs) != len(bars) {
		t.Fatalf("%d bars are seen, want %d: %v", len(runs), len(bars), runs)
	}
	// A bar is seen within its outline, which is two pixels wide.
	zero, length := runs[0].from-1, runs[0].to-runs[0].from+3
	for i, b := range bars {
		from, to := zero+length*int(b.Low/100)/(whole/100), zero+length*int(b.High/100)/(whole/100)
		if got := runs[i]; got.from-1 < from-1 || got.from-1 > from+1 || got.to+2 < to-1 || got.to+2 > to+1 {
			t.Errorf("the bar from %d to %d is seen from pixel %d to %d, want %d to %d", b.Low, b.High, got.from-1, got.to+2, from, to)
		}
	}
	y := runs[1].y + 4 // below the bar, beside the others
	for _, quarter := range []int{1, 2, 3} {
		x, found := zero+length*quarter/4, false
		for _, at := range []int{x - 2, x - 1, x, x + 1} {
			found = found || p.is(at, y, grid)
		}
		if !found {
			t.Errorf("no line of the axis at pixel %d of row %d", x, y)
		}
	}
}

// TestOpenEnds: an open bar has no line at its end, and an arrow behind it; a
// closed one has a line and nothing behind it.
func TestOpenEnds(t *testing.T) {
	draw := func(open bool) (picture, run) {
		p := pictureOf(t, simple(bot.Bar{Low: 0, High: 100_00}, bot.Bar{Low: 20_00, High: 60_00, Open: open}))
		return p, p.runs(paints()[0].fill)[1]
	}
	behind := func(p picture, r run, from, to int) int {
		n := 0
		for y := r.y - 22; y <= r.y; y++ {
			for x := r.to + from; x < r.to+to; x++ {
				if p.is(x, y, ink) {
					n++
				}
			}
		}
		return n
	}
	closed, r := draw(false)
	if line, arrow := behind(closed, r, 1, 4), behind(closed, r, 4, 22); line < 20 || arrow > 0 {
		t.Errorf("a closed bar has %d dark pixels at its end and %d behind it, want a line and none", line, arrow)
	}
	open, r := draw(true)
	if line, arrow := behind(open, r, 1, 4), behind(open, r, 4, 22); line > 10 || arrow < 20 {
		t.Errorf("an open bar has %d dark pixels at its end and %d behind it, want none and an arrow", line, arrow)
	}
	if open.Bounds().Dy() <= closed.Bounds().Dy() {
		t.Error("nothing says below what the arrow means")
	}
}

// TestNoBarForNoFigure: what is missing is named, and not drawn at zero.
func TestNoBarForNoFigure(t *testing.T) {
	c := simple(bot.Bar{Low: 10_00, High: 20_00}, bot.Bar{Low: 10_00, High: 20_00}, bot.Bar{Low: 30_00, High: 40_00})
	c.Roles = append(c.Roles, "Plumber")
	c.Bars[1].Role, c.Bars[1].Level = 1, 0
	c.Levels = []string{"Level 0", "", "Level 2"}
	without := pictureOf(t, c)
	c.Missing = []string{"Plumber at level 2"}
	with := pictureOf(t, c)
	if without.Bounds().Dy() >= with.Bounds().Dy() {
		t.Error("what is missing is not named")
	}
	for i, how := range paints()[:2] {
		if a, b := without.count(how.fill), with.count(how.fill); a != b {
			t.Errorf("role %d has %d pixels of its colour where a figure is missing, want %d", i, b, a)
		}
	}
}

// TestSingleFigures: a figure without a range is seen, and no bar.
func TestSingleFigures(t *testing.T) {
	p := pictureOf(t, simple(bot.Bar{Low: 50_00, High: 50_00, Open: true}, bot.Bar{Low: 0, High: 100_00}))
	runs := p.runs(paints()[0].fill)
	if len(runs) != 2 {
		t.Fatalf("%d figures are seen, want 2: %v", len(runs), runs)
	}
	middle := (runs[1].from + runs[1].to) / 2
	if at := (runs[0].from + runs[0].to) / 2; at < middle-2 || at > middle+2 || runs[0].to-runs[0].from > 26 {
		t.Errorf("the figure in the middle is seen from %d to %d, want at %d", runs[0].from, runs[0].to, middle)
	}
}

// TestGround: the picture has a ground of its own and margins all round, however
// long its names are.
func TestGround(t *testing.T) {
	b := newBot(t)
	long := chartOf(t, b, "senior swe us salary")
	long.Title, long.Roles[0], long.Levels[0] = strings.Repeat("A long title ", 30), strings.Repeat("Engineer", 40), strings.Repeat("W", 300)
	long.Notes = append(long.Notes, strings.Repeat("x", 400))
	for _, c := range []bot.Chart{chartOf(t, b, "devops salary uk"), long} {
		p := pictureOf(t, c)
		for _, fault := range groundFaults(p) {
			t.Errorf("%.40q: %s", c.Title, fault)
		}
	}
}

// groundFaults returns what is wrong with the size and the margins of a picture.
func groundFaults(p picture) []string {
	var out []string
	size := p.Bounds().Size()
	if size.X != 2*int(pageWidth) || size.Y < 100 || size.Y > pixels*mostHeight {
		out = append(out, fmt.Sprintf("the picture is %v", size))
	}
	for y := range size.Y {
		for x := range size.X {
			if _, _, _, a := p.At(x, y).RGBA(); a != 0xffff {
				return append(out, fmt.Sprintf("the ground is seen through at %d,%d", x, y))
			}
			if edge := x < 16 || x >= size.X-16 || y < 20 || y >= size.Y-16; edge && !p.is(x, y, ground) {
				return append(out, fmt.Sprintf("something stands in the margin at %d,%d", x, y))
			}
		}
	}
	return out
}

// TestSameBytes: the same chart is the same file, from several sides at once.
func TestSameBytes(t *testing.T) {
	c := chartOf(t, newBot(t), "devops vs software engineer salary uk")
	want := bytesOf(t, c)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			var w bytes.Buffer
			if err := PNG(&w, c); err != nil || !bytes.Equal(w.Bytes(), want) {
				t.Errorf("the same chart gives %d other bytes, %v", w.Len(), err)
			}
		})
	}
	wait.Wait()
}

// TestNotDrawn: what cannot be drawn whole is not drawn, and says why.
func TestNotDrawn(t *testing.T) {
	bar := bot.Bar{Low: 10_00, High: 20_00}
	with := func(change func(*bot.Chart)) bot.Chart {
		c := simple(bar, bar)
		change(&c)
		return c
	}
	tests := map[string]struct {
		chart bot.Chart
		want  error
	}{
		"nothing":             {bot.Chart{}, ErrRange},
		"no amount":           {simple(bot.Bar{}, bot.Bar{}), ErrRange},
		"turned round":        {simple(bot.Bar{Low: 2, High: 1}), ErrRange},
		"below zero":          {simple(bot.Bar{Low: -2, High: 1}), ErrRange},
		"beyond counting":     {simple(bot.Bar{Low: 1, High: 1 << 62}), ErrRange},
		"no such role":        {with(func(c *bot.Chart) { c.Bars[0].Role = 1 }), ErrRange},
		"no such level":       {with(func(c *bot.Chart) { c.Bars[0].Level = -1 }), ErrRange},
		"five roles":          {with(func(c *bot.Chart) { c.Roles = make([]string, 5) }), ErrSize},
		"many bars":           {simple(make([]bot.Bar, mostBars+1)...), ErrSize},
		"many words":          {with(func(c *bot.Chart) { c.Notes = []string{strings.Repeat("word ", mostText)} }), ErrSize},
		"a high page":         {with(func(c *bot.Chart) { c.Missing = make([]string, 2600) }), ErrSize},
		"a figure too wide":   {with(func(c *bot.Chart) { c.Bars[0].Text = strings.Repeat("9", 60) }), ErrSize},
		"a sign too wide":     {with(func(c *bot.Chart) { c.Amount.Sign = strings.Repeat("£", 99) }), ErrSize},
		"a strange letter":    {with(func(c *bot.Chart) { c.Roles[0] = "溶接工" }), ErrGlyph},
		"a strange sign":      {with(func(c *bot.Chart) { c.Amount.Sign = "₿" }), ErrGlyph},
		"from right to left":  {with(func(c *bot.Chart) { c.Levels[0] = "רתך" }), ErrGlyph},
		"in the sources":      {with(func(c *bot.Chart) { c.Sources = []bot.Source{{Heading: "給料"}} }), ErrGlyph},
		"in what is disputed": {with(func(c *bot.Chart) { c.Disputes = []string{"給料"} }), ErrGlyph},
	}
	for i := range tests["a high page"].chart.Missing {
		tests["a high page"].chart.Missing[i] = "W"
	}
	for name, test := range tests {
		var w bytes.Buffer
		if err := PNG(&w, test.chart); !errors.Is(err, test.want) || w.Len() > 0 {
			t.Errorf("%s: PNG = %v and %d bytes, want %v and none", name, err, w.Len(), test.want)
		}
	}
}

// TestSigns: the font has the sign of every currency that is at all likely.
func TestSigns(t *testing.T) {
	for _, sign := range []string{"£", "€", "$", "₹", "¥", "zł", "kr", "₩", "₽", "₺", "₦", "₫", "฿", "₴", "₪", "₱", "R$", "C$", "Kč", "lei", "лв", "CHF "} {
		c := simple(bot.Bar{Low: 10_00, High: 20_00, Text: sign + "10"})
		c.Amount.Sign, c.Bars[0].Text = sign, sign+"10–"+sign+"20"
		pictureOf(t, c)
	}
}

// failing is a writer that is full.
type failing struct{}

var errFull = errors.New("full")

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestWriteError(t *testing.T) {
	if err := PNG(failing{}, simple(bot.Bar{Low: 1, High: 2})); !errors.Is(err, errFull) {
		t.Errorf("PNG on a full writer = %v, want %v", err, errFull)
	}
}

// TestPaintsDiffer: bars are told apart without colours, by lightness and by
// pattern.
func TestPaintsDiffer(t *testing.T) {
	light := func(c color.RGBA) float64 { return (299*float64(c.R) + 587*float64(c.G) + 114*float64(c.B)) / 255_000 }
	all := paints()
	for i, x := range all {
		for _, y := range all[i+1:] {
			if d := light(x.fill) - light(y.fill); d > -0.15 && d < 0.15 {
				t.Errorf("%v and %v are of one lightness", x.fill, y.fill)
			}
			if x.hatch == y.hatch {
				t.Errorf("%v and %v have one pattern", x.fill, y.fill)
			}
		}
	}
	for _, c := range []color.RGBA{ground, ink, quiet, grid} {
		if c.R%17+c.G%17+c.B%17 != 0 {
			t.Errorf("%v is none of the colours that are kept", c)
		}
	}
}

// FuzzPNG: whatever a chart says, it is drawn within its page or refused.
func FuzzPNG(f *testing.F) {
	f.Add("Welder: pay by level, UK", "Welder", "Senior (5–8 years)", "£20,000–£30,000+", "2026 figures.", "£", int64(20_000_00), int64(30_000_00), true)
	f.Add("\x00\xff\u202eAB", "👩‍🔧", "", "9", "…", "zł ", int64(0), int64(1), false)
	f.Add(strings.Repeat("W", 500), strings.Repeat("i ", 500), "溶接工", strings.Repeat("–", 200), strings.Repeat("\n", 300), "", int64(5), int64(5), true)
	f.Add("e\u0301\u0301\u0301", "\u200b", "\u00a0", "£1 – £2", "* * *", "\t", int64(-1), int64(1<<62), false)
	f.Fuzz(func(t *testing.T, title, role, level, text, note, sign string, low, high int64, open bool) {
		c := bot.Chart{
			Title: title, Roles: []string{role, "Plumber"}, Levels: []string{level, "Senior"}, Missing: []string{note}, Disputes: []string{note}, Notes: []string{note, role},
			Amount:  bot.AmountStyle{Sign: sign, Behind: open, Group: ","},
			Bars:    []bot.Bar{{Low: low, High: high, Open: open, Text: text, Noted: true}, {Role: 1, Level: 1, Low: 10_000_00, High: 20_000_00, Text: "£10,000–£20,000"}},
			Sources: []bot.Source{{Heading: level, Publisher: role, Data: "2026"}},
		}
		var w bytes.Buffer
		switch err := PNG(&w, c); {
		case err == nil:
			for _, fault := range groundFaults(decoded(t, w.Bytes())) {
				t.Error(fault)
			}
		case w.Len() > 0 || !errors.Is(err, ErrGlyph) && !errors.Is(err, ErrRange) && !errors.Is(err, ErrSize):
			t.Errorf("PNG = %v and %d bytes", err, w.Len())
		}
	})
}

// BenchmarkPNG draws the chart of the shipped article with most in it.
func BenchmarkPNG(b *testing.B) {
	c := chartOf(b, newBot(b), "devops and software engineer salaries in the us")
	b.ReportAllocs()
	b.SetBytes(int64(len(bytesOf(b, c))))
	for b.Loop() {
		bytesOf(b, c)
	}
}
