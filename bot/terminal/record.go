package terminal

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"careerbot/bot"
)

// A record is one turn as a line of JSON: a contract that tools rely on.
// Lists are never null; a turn without a table has null for it.
type record struct {
	ID       string   `json:"id"`
	Turn     int      `json:"turn"` // from 1
	Kind     string   `json:"kind"` // a bot.Kind, or "silence"
	Answered bool     `json:"answered"`
	Reason   string   `json:"reason"`
	Headline string   `json:"headline"`
	Text     string   `json:"text"` // the whole reply, headline and table included
	Table    *table   `json:"table"`
	Sources  []source `json:"sources"`
	Next     []offer  `json:"next"`
	Slots    slots    `json:"slots"`
	Took     int64    `json:"took_us"` // microseconds
}

type table struct {
	Caption string     `json:"caption"`
	Header  []string   `json:"header"`
	Rows    [][]string `json:"rows"`
}

type source struct {
	Article string `json:"article"`
	Section string `json:"section"`
	Heading string `json:"heading"`
	URL     string `json:"url"`
	Data    string `json:"data"`
}

type offer struct {
	Label    string `json:"label"`
	Question string `json:"question"`
}

type slots struct {
	Role   []string `json:"role"`
	Place  []string `json:"place"`
	Level  []string `json:"level"`
	Metric string   `json:"metric"`
}

func newRecord(id string, turn int, a bot.Answer, took time.Duration) record {
	r := record{
		ID: id, Turn: turn, Kind: string(a.Kind), Answered: a.Kind.Answered(), Reason: string(a.Reason),
		Headline: a.Headline, Text: a.Plain(),
		Sources: make([]source, len(a.Sources)), Next: make([]offer, len(a.Next)),
		Slots: slots{list(a.Slots.Role), list(a.Slots.Place), list(a.Slots.Level), a.Slots.Metric},
		Took:  took.Microseconds(),
	}
	if a.Kind == bot.Silence {
		r.Kind = "silence"
	}
	if t := a.Table; t != nil {
		r.Table = &table{t.Caption, list(t.Header), make([][]string, len(t.Rows))}
		for i, row := range t.Rows {
			r.Table.Rows[i] = list(row)
		}
	}
	for i, s := range a.Sources {
		r.Sources[i] = source{s.Article, s.Section, s.Heading, s.URL, s.Data}
	}
	for i, o := range a.Next {
		r.Next[i] = offer(o)
	}
	return r
}

// list turns nil into an empty list, which JSON writes as [].
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// write writes a record as one line, with < > & as they are.
func write(w io.Writer, r record) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return fmt.Errorf("terminal: write: %w", err)
	}
	return nil
}
