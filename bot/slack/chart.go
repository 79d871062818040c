package slack

import (
	"context"
	"encoding/json"

	"careerbot/bot"
)

// What people read where a chart was asked for.
const (
	goneChart = "I have no chart of that any more. Please ask again."
	noPicture = "I could not show a picture here. These are its figures."
)

// drawable reports whether there is a chart to an answer that may be shown.
func (a *Adapter) drawable(ans bot.Answer) bool {
	if a.Articles == nil || ans.Kind != bot.Salary || ans.Private || ans.State == "" || len(ans.State) > maxState {
		return false
	}
	_, ok := a.Articles.Chart(ans.State)
	return ok
}

// stateTool returns a button that carries nothing but the State of an answer.
func stateTool(does, label, state string) tool {
	value := buttonValue{V: buttonVersion, S: state}
	return tool{does, label, string(value.append(nil))}
}

// chartOf returns the chart that a button stands for. Where there is none it
// says so.
func (a *Adapter) chartOf(ctx context.Context, in *interaction, act action) (c bot.Chart, state string, ok bool) {
	v, ok := parseButton(act.Value)
	if !ok || v.S == "" || a.Articles == nil {
		a.tell(ctx, in, oldPress)
		return bot.Chart{}, "", false
	}
	if c, ok = a.Articles.Chart(v.S); !ok {
		a.tell(ctx, in, goneChart)
	}
	return c, v.S, ok
}

// pressChart shows a chart beside the answer that it belongs to: one that Slack
// draws where that says the same, else a picture, else its figures.
func (a *Adapter) pressChart(ctx context.Context, _ bot.Desk, in *interaction, act action) {
	ch, state, ok := a.chartOf(ctx, in, act)
	if !ok {
		return
	}
	c := figuresCard(ch)
	if !a.cards.noCharts.Load() {
		c.drawing.native = nativeChart(ch)
	}
	if c.drawing.native == nil {
		p, err := a.picture(ctx, in.team(), ch)
		if err != nil {
			a.log.Warn("slack: no picture of a chart", "err", err)
			c.intro = noPicture
			a.show(ctx, in, c, false)
			return
		}
		c.drawing.picture = p
	}
	// What is drawn can stay away: a file may be gone, an app may be too old.
	c.tools = []tool{stateTool(figuresAction, "Show as a table", state)}
	a.show(ctx, in, c, false)
}

// pressFigures shows the figures of a chart in the place of the chart.
func (a *Adapter) pressFigures(ctx context.Context, _ bot.Desk, in *interaction, act action) {
	if ch, _, ok := a.chartOf(ctx, in, act); ok {
		a.show(ctx, in, figuresCard(ch), true)
	}
}

// figuresCard returns the card of a chart, which says in words and in a table
// all that the chart shows.
func figuresCard(ch bot.Chart) card { return card{Answer: ch.Answer(), drawing: drawing{alt: ch.Alt}} }

// chartKey names the picture of a chart in a workspace by what it shows, so
// that other articles make another picture.
func (a *Adapter) chartKey(team string, ch bot.Chart) string {
	all, _ := json.Marshal(ch) // strings and numbers: it cannot fail
	return a.Key.Hash("slack chart", team, string(all))
}
