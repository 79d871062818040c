package slack

import (
	"strconv"
	"strings"

	"careerbot/bot"
)

// A drawing is a chart in a card, by one of two ways. It stands in the place of
// the table of the card, which is shown where Slack refuses the drawing. The
// zero drawing is none.
type drawing struct {
	alt     string   // the whole chart in words
	native  block    // drawn by Slack; nil where it cannot be
	picture *picture // drawn here; nil for none
}

func (d drawing) none() bool { return d.native == nil && d.picture == nil }

func (d drawing) block() block {
	if d.native != nil {
		return d.native
	}
	return image{file: d.picture.file, alt: d.alt}
}

// drawn returns the blocks of a card with a drawing. What else to know stands
// small below it, since a picture says it, too.
func (c card) drawn() []block {
	blocks := []block{richText{bold: shorten(c.Headline, maxHeadline)}, c.drawing.block()}
	if text := strings.TrimSpace(c.Text); text != "" {
		blocks = append(blocks, smallPrint{{text: shorten(strings.ReplaceAll(text, "\n\n", "\n"), maxPart)}})
	}
	return blocks
}

// undrawn returns a card with the figures of its drawing.
func (c card) undrawn() card {
	c.drawing.native, c.drawing.picture = nil, nil
	c.tools, c.intro = nil, noPicture
	return c
}

const maxAlt = 2_000

// An image is a picture that the workspace holds.
type image struct{ file, alt string }

func (i image) appendJSON(b []byte) []byte {
	b = appendString(append(b, `{"type":"image","slack_file":{"id":`...), i.file)
	b = appendString(append(b, `},"alt_text":`...), shorten(i.alt, maxAlt))
	return append(b, '}')
}

// Limits of a chart that Slack draws. They have been raised since for some
// workspaces; these hold for all.
const (
	maxChartTitle = 50
	maxChartLabel = 20 // of a series and of a category
	maxSeries     = 6
	maxPoints     = 20
	maxChartAxis  = 50
)

// A bars block is a chart of bars that begin at zero, drawn by Slack.
type bars struct {
	title, axis string
	levels      []string
	roles       []string
	values      [][]string // by role, then by level; JSON numbers
}

// nativeChart returns a chart as Slack can draw it, nil where that would not be
// honest. Its bars begin at zero and end at one number: a range would show as
// one end of it, an open top as closed, what is missing as nothing earned, and
// of two figures that are given for one there would be one.
func nativeChart(ch bot.Chart) block {
	if len(ch.Missing)+len(ch.Disputes) > 0 || len(ch.Bars) != len(ch.Roles)*len(ch.Levels) || len(ch.Roles) > maxSeries || len(ch.Levels) > maxPoints ||
		!distinctLabels(ch.Roles) || !distinctLabels(ch.Levels) {
		return nil
	}
	out := bars{title: shorten(ch.Title, maxChartTitle), axis: shorten(axisOf(ch), maxChartAxis), roles: ch.Roles, levels: ch.Levels}
	out.values = make([][]string, len(ch.Roles))
	for r := range out.values {
		out.values[r] = make([]string, len(ch.Levels))
	}
	for _, b := range ch.Bars {
		value := &out.values[b.Role][b.Level]
		if b.Low != b.High || b.Open || b.Noted || *value != "" {
			return nil
		}
		*value = number(b.High)
	}
	return out
}

// distinctLabels reports whether names can label the parts of a chart.
func distinctLabels(names []string) bool {
	seen := make(map[string]bool, len(names))
	for _, n := range names {
		if strings.TrimSpace(n) == "" || length(n) > maxChartLabel || seen[n] {
			return false
		}
		seen[n] = true
	}
	return len(names) > 0
}

// axisOf says what the numbers of a chart are: "£ per year".
func axisOf(ch bot.Chart) string {
	unit := strings.TrimSpace(ch.Amount.Sign)
	if ch.Period != "" {
		unit += " per " + ch.Period
	}
	return unit
}

// number writes hundredths as a JSON number.
func number(hundredths int64) string {
	text := strconv.FormatInt(hundredths/100, 10)
	if rest := hundredths % 100; rest > 0 {
		text += "." + strconv.FormatInt(100+rest, 10)[1:]
	}
	return text
}

func (c bars) appendJSON(b []byte) []byte {
	b = appendString(append(b, `{"type":"data_visualization","title":`...), c.title)
	b = append(b, `,"chart":{"type":"bar","series":[`...)
	for r, role := range c.roles {
		b = appendString(append(b, `{"name":`...), role)
		b = append(b, `,"data":[`...)
		for l, level := range c.levels {
			b = appendString(append(b, `{"label":`...), level)
			b = append(append(append(b, `,"value":`...), c.values[r][l]...), "},"...)
		}
		b = append(b[:len(b)-1], "]},"...)
	}
	b = append(b[:len(b)-1], `],"axis_config":{"categories":[`...)
	for _, level := range c.levels {
		b = append(appendString(b, level), ',')
	}
	b = append(b[:len(b)-1], ']')
	if c.axis != "" {
		b = appendString(append(b, `,"y_label":`...), c.axis)
	}
	return append(b, "}}}"...)
}
