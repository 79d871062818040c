package discord

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"strings"
	"testing"
	"testing/synctest"

	"careerbot/bot"
	"careerbot/bot/chart"
)

// TestChartCards: whoever does not see the picture reads everything that it
// shows, in its description and in the text.
func TestChartCards(t *testing.T) {
	t.Parallel()
	b := newLibrary(t, false)
	a := &Adapter{Key: testKey(t), Articles: b}
	drawn := 0
	for _, q := range []string{"devops vs software engineer salary uk", "mid devops pay manchester?", "senior swe us salary", "devops contractor day rate", "skills for devops"} {
		state := b.Answer(bot.Question{Text: q, Addressed: true}).State
		ch, ok := b.Chart(state)
		c, got, err := a.chartCard(t.Context(), state)
		if got != ok || err != nil {
			t.Fatalf("%q: got a chart %v, %v, want %v", q, got, err, ok)
		}
		if !ok {
			continue
		}
		drawn++
		if _, err := png.Decode(bytes.NewReader(c.drawn[0].data)); err != nil || c.drawn[0].alt != ch.Alt {
			t.Errorf("%q: got picture %v with %q, want %q", q, err, c.drawn[0].alt, ch.Alt)
		}
		for s := v2Style; s <= textStyle; s++ {
			out := c.body(s)
			if faults := bodyFaults(out); faults != nil {
				t.Errorf("%q, %s: %q", q, styleNames[s], faults)
			}
			said := plain(out.said())
			for _, f := range figures.FindAllString(ch.Alt, -1) {
				if f = strings.TrimRight(f, ",."); !strings.Contains(said, f) {
					t.Errorf("%q, %s: the figure %q is in the picture alone:\n%s", q, styleNames[s], f, said)
				}
			}
			if (len(out.pictures) == 1) != (s != textStyle) {
				t.Errorf("%q, %s: got %d pictures", q, styleNames[s], len(out.pictures))
			}
		}
	}
	if drawn < 3 {
		t.Errorf("Got %d charts, want three", drawn)
	}
}

func TestChartsThatAreNone(t *testing.T) {
	t.Parallel()
	a := &Adapter{Key: testKey(t)}
	if _, ok, err := a.chartCard(t.Context(), "AgEREQ"); ok || err != nil {
		t.Errorf("Got a chart %v, %v without articles", ok, err)
	}
	a.Articles = newLibrary(t, false)
	for _, state := range []string{"", "x", "AgEREQAAs0lzgMSxPU1594Qx6jQULA"} {
		if _, ok, err := a.chartCard(t.Context(), state); ok || err != nil {
			t.Errorf("Got a chart %v, %v of %q", ok, err, state)
		}
	}
}

// strange is a Library whose one chart cannot be drawn.
type strange struct{ shelf }

func (strange) Chart(string) (bot.Chart, bool) {
	return bot.Chart{Title: "أجور", Roles: []string{"ممرض"}, Levels: []string{""}, Bars: []bot.Bar{{Low: 100, High: 200, Text: "£1–£2"}}, Alt: "x"}, true
}

// TestChartInWords: where no picture can be drawn its figures are shown.
func TestChartInWords(t *testing.T) {
	t.Parallel()
	a := &Adapter{Key: testKey(t), Articles: strange{shelf{key: testKey(t)}}}
	c, ok, err := a.chartCard(t.Context(), "AgEREQ")
	if !ok || !errors.Is(err, chart.ErrGlyph) || c.drawn != nil || !strings.Contains(c.body(v2Style).said(), "£1–£2") {
		t.Errorf("Got %q, %v, %v, want the figures", c.body(v2Style).said(), ok, err)
	}
}

// TestOnePictureAtATime: who waits for others' pictures waits no longer than its
// context.
func TestOnePictureAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var e easel
		if _, err := e.draw(t.Context(), bot.Chart{}); err == nil {
			t.Error("An empty chart was drawn")
		}
		e.turn <- struct{}{} // somebody draws
		ctx, cancel := context.WithCancel(t.Context())
		got := make(chan error, 1)
		go func() {
			_, err := e.draw(ctx, bot.Chart{})
			got <- err
		}()
		synctest.Wait()
		select {
		case err := <-got:
			t.Errorf("Got %v while somebody draws, want a wait", err)
		default:
		}
		cancel()
		if err := <-got; !errors.Is(err, context.Canceled) {
			t.Errorf("Got %v, want that of the context", err)
		}
	})
}

func TestLongDescriptions(t *testing.T) {
	if got := altOf(strings.Repeat("é", 2000)); len([]rune(got)) != maxAlt || !strings.HasSuffix(got, "…") {
		t.Errorf("Got %d characters", len([]rune(got)))
	}
	if got := altOf("a\u202eb"); got != "ab" {
		t.Errorf("Got %q", got)
	}
}
