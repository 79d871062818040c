package discord

import (
	"bytes"
	"context"
	"fmt"
	"sync"

	"careerbot/bot"
	"careerbot/bot/chart"
)

// A picture is a file that comes along with a message.
type picture struct {
	name string // "chart.png"
	alt  string // the picture in words, at most maxAlt characters
	data []byte
}

const maxAlt = 1024

// chartCard returns the card of the chart that a State stands for: the picture,
// and in words all that it shows. It is false where there is no chart. Where
// there is a chart that cannot be drawn the card has the words alone, and err
// says why. Drawing takes some 50 ms; ctx bounds the wait for others' pictures.
func (a *Adapter) chartCard(ctx context.Context, state string) (c card, ok bool, err error) {
	if a.Articles == nil || state == "" {
		return card{}, false, nil
	}
	ch, ok := a.Articles.Chart(state)
	if !ok {
		return card{}, false, nil
	}
	c = card{Answer: ch.Answer(), adapter: a, read: true}
	data, err := a.easel.draw(ctx, ch)
	if err != nil {
		return c, true, fmt.Errorf("discord: draw: %w", err)
	}
	c.drawn = []picture{{name: "chart.png", alt: altOf(ch.Alt), data: data}}
	return c, true, nil
}

// altOf returns a description as Discord takes it.
func altOf(alt string) string {
	alt = plain(alt)
	if r := []rune(alt); len(r) > maxAlt {
		return string(r[:maxAlt-1]) + "…"
	}
	return alt
}

// An easel draws one picture at a time, since each takes up to 25 MB. The zero
// easel is ready.
type easel struct {
	once sync.Once
	turn chan struct{} // holds one token while it draws
}

// draw returns a chart as PNG, and ctx's error where its turn does not come.
func (e *easel) draw(ctx context.Context, ch bot.Chart) ([]byte, error) {
	e.once.Do(func() { e.turn = make(chan struct{}, 1) })
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	var b bytes.Buffer
	if err := chart.PNG(&b, ch); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
