package slack

import (
	"cmp"
	"strconv"
	"strings"

	"careerbot/bot"
)

const (
	maxRows    = 100 // with the header
	longRows   = 15  // more are shown in pages
	pageRows   = 10
	maxColumns = 20
	noCell     = "–" // Slack refuses empty cells
)

// A tableBlock is the one table of a message; every row has as many cells as
// the header. Figures in it are text, letter by letter as the article has them.
type tableBlock struct {
	header []string
	rows   [][]string
	paged  string // the caption of a table that is shown in pages; "" for one that is not
}

// paged reports whether the table of the card is shown in pages, as long ones
// are: people scroll past what they can leaf through.
func (c card) paged() bool {
	return c.Table != nil && len(c.Table.Rows) > longRows && !c.window && !c.wholeTable && c.drawing.none()
}

func tableLength(t *bot.Table) int {
	n := length(t.Caption) + rowLength(t.Header)
	for _, row := range t.Rows {
		n += rowLength(row)
	}
	return n
}

func rowLength(row []string) (n int) {
	for _, cell := range row {
		n += max(1, length(cell))
	}
	return n
}

// appendTable appends the table of a card with its caption, and as many rows as
// fit, and says how many do not.
func appendTable(blocks []block, c card, left int) []block {
	t := c.Table
	if len(t.Header) == 0 || len(t.Rows) == 0 {
		return blocks
	}
	caption, paged := shorten(strings.TrimSpace(t.Caption), maxHeadline), ""
	left -= length(caption)
	switch {
	case c.paged():
		paged = cmp.Or(caption, shorten(strings.TrimSpace(c.Headline), maxHeadline), "Table")
	case caption != "":
		blocks = append(blocks, smallPrint{{text: caption}})
	}
	const reserve = 50 // for the note below
	fit := 0
	if left -= reserve + rowLength(t.Header); len(t.Header) <= maxColumns {
		for fit < min(len(t.Rows), maxRows-1) {
			if left -= rowLength(t.Rows[fit]); left < 0 {
				break
			}
			fit++
		}
	}
	if fit == 0 {
		return append(blocks, smallPrint{{text: "The table did not fit into this message."}})
	}
	blocks = append(blocks, tableBlock{t.Header, t.Rows[:fit], paged})
	if more := len(t.Rows) - fit; more > 0 {
		blocks = append(blocks, smallPrint{{text: strconv.Itoa(more) + " more rows did not fit into this message."}})
	}
	return blocks
}

// listed writes a table as a list, for where there are no tables:
// "- Senior: UK £1; US $2".
func listed(t *bot.Table) string {
	lines := []string{strings.TrimSpace(t.Caption)}
	for _, row := range t.Rows {
		var cells []string
		for i := 1; i < len(row) && i < len(t.Header); i++ {
			cells = append(cells, strings.TrimSpace(t.Header[i]+" "+row[i]))
		}
		if len(row) > 0 {
			lines = append(lines, "- "+row[0]+": "+strings.Join(cells, "; "))
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func (t tableBlock) appendJSON(b []byte) []byte {
	b = t.appendHead(b)
	b = append(b, `,"rows":[`...)
	b = t.appendRow(b, t.header)
	for _, row := range t.rows {
		b = t.appendRow(append(b, ','), row)
	}
	return append(b, "]}"...)
}

func (t tableBlock) appendHead(b []byte) []byte {
	if t.paged != "" {
		b = appendString(append(b, `{"type":"data_table","caption":`...), t.paged)
		return strconv.AppendInt(append(b, `,"page_size":`...), pageRows, 10)
	}
	b = append(b, `{"type":"table","column_settings":[`...)
	for range t.header {
		b = append(b, `{"is_wrapped":true},`...)
	}
	return append(b[:len(b)-1], ']')
}

func (t tableBlock) appendRow(b []byte, row []string) []byte {
	b = append(b, '[')
	for i := range t.header {
		cell := noCell
		if i < len(row) && strings.TrimSpace(row[i]) != "" {
			cell = row[i]
		}
		b = append(b, `{"type":"raw_text","text":`...)
		b = append(appendString(b, cell), `},`...)
	}
	return append(b[:len(b)-1], ']')
}
