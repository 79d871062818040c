package bot

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// ErrUnsettled says that a message was sent and the platform's answer was
// lost, so that nobody knows whether it arrived.
var ErrUnsettled = errors.New("sent, but not confirmed")

// ErrBusy says that a message was not taken, because there is too much to do.
var ErrBusy = errors.New("too much to do")

// ErrAnswered says that a message was not sent, since a person has answered
// the question meanwhile.
var ErrAnswered = errors.New("a person has answered")

// A Kind says what an Answer is.
type Kind string

// The kinds of answer. The zero value is Silence: nothing is said.
const (
	Silence    Kind = ""
	Salary     Kind = "salary"     // pay figures
	Comparison Kind = "comparison" // rows of a comparison table
	Section    Kind = "section"    // a passage of an article
	Help       Kind = "help"       // what the bot can do
	Declined   Kind = "none"       // no answer; Reason says which kind of not knowing
)

// Answered reports whether the answer says something out of an article.
func (k Kind) Answered() bool { return k == Salary || k == Comparison || k == Section }

// A Reason says why a question was declined.
type Reason string

// The reasons to decline.
const (
	OffTopic     Reason = "off_topic"     // not about careers
	NoArticle    Reason = "no_article"    // a career topic that nothing is written on
	RoleUnknown  Reason = "role_unknown"  // an occupation without figures
	PlaceUnknown Reason = "place_unknown" // a place without figures
	LevelUnknown Reason = "level_unknown" // a level that no article has
	HowTo        Reason = "how_to"        // technical help, not career
	Advice       Reason = "advice"        // legal, tax, visa
	Ambiguous    Reason = "ambiguous"     // asks back
	Personal     Reason = "personal"      // distress: kind words and a person, no menu
	TooFast      Reason = "too_fast"      // asked too often; says when to ask again
	Unsafe       Reason = "unsafe"        // insults, injection
	Busy         Reason = "busy"          // too much to do for everybody
)

// An Answer is data that can be stored and shown anywhere; it holds no markup
// of any platform. The zero Answer is Silence.
type Answer struct {
	Kind     Kind     `json:"kind"`
	Reason   Reason   `json:"reason,omitempty"`  // set where Kind is Declined
	Headline string   `json:"headline"`          // the claim, at most 160 characters
	Link     string   `json:"link,omitempty"`    // address of what the headline points to, which then ends with a colon; nearly always ""
	Text     string   `json:"text,omitempty"`    // paragraphs parted by an empty line, and "- " lists; nothing else is markup
	Table    *Table   `json:"table,omitempty"`   // at most one
	Sources  []Source `json:"sources,omitempty"` // the first is the main one; none in declined answers
	Next     []Offer  `json:"next,omitempty"`    // working questions, at most three
	Contact  string   `json:"contact,omitempty"` // a person or channel that can help, as configured; "" for none
	Private  bool     `json:"private,omitempty"` // for the asker alone, such as a judgement of their own amount: never to be posted in public
	State    string   `json:"state,omitempty"`   // opaque, at most 60 bytes: what a follow-up continues from
	Slots    Slots    `json:"slots,omitzero"`    // how the question was read
}

// A Table is a part of an answer; every row has as many cells as Header.
type Table struct {
	Caption string     `json:"caption"`
	Header  []string   `json:"header"`
	Rows    [][]string `json:"rows"` // cells hold no line breaks and are never empty
}

// A Source cites a section of an article.
type Source struct {
	Article   string `json:"article"`             // the article's name
	Section   string `json:"section"`             // anchor of the section
	Heading   string `json:"heading"`             // heading of the section
	URL       string `json:"url"`                 // "" where the article has no address
	Data      string `json:"data"`                // year or date of the figures, "" unknown
	Publisher string `json:"publisher,omitempty"` // who says it
}

// Cite returns the source in words: `CloudPros, "Salaries" (2026)`.
func (s Source) Cite() string {
	c := `"` + s.Heading + `"`
	if s.Publisher != "" {
		c = s.Publisher + ", " + c
	}
	if s.Data != "" {
		c += " (" + s.Data + ")"
	}
	return c
}

// An Offer is a button: a question that the bot can answer.
type Offer struct {
	Label    string `json:"label"`    // at most 40 characters
	Question string `json:"question"` // at most 90 characters, complete in itself
}

// Slots are what a question was read as, in the articles' own words.
type Slots struct {
	Role   []string `json:"role"`
	Place  []string `json:"place"`
	Level  []string `json:"level"`
	Metric string   `json:"metric"`         // "salary", "rate", or ""
	View   string   `json:"view,omitempty"` // what of them was asked for: a feature, a topic

	// Missing names what a declined question was about that no article has,
	// at most three names, sorted: "role:Nurse", "place:Germany",
	// "topic:degrees"; a topic may be one that is only written about for other
	// roles. They are names of the word lists, never words of the asker.
	Missing []string `json:"missing,omitempty"`
}

// Plain returns the whole answer as a person reads it without any markup:
// headline, text, table with aligned columns, sources. It is what screen
// readers, notifications and the terminal get.
func (a Answer) Plain() string {
	var b strings.Builder
	para := func(s string) {
		if s == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(s)
	}
	head := a.Headline
	if a.Link != "" {
		head += " " + a.Link
	}
	para(head)
	para(a.Text)
	if a.Table != nil {
		para(a.Table.Plain())
	}
	para(a.Contact)
	cites := make([]string, len(a.Sources))
	for i, s := range a.Sources {
		cites[i] = "Source: " + s.Cite()
		if s.URL != "" {
			cites[i] += " " + s.URL
		}
	}
	para(strings.Join(cites, "\n"))
	return b.String()
}

// Plain returns the table as aligned text, its caption first.
func (t Table) Plain() string {
	width := make([]int, len(t.Header))
	rows := append([][]string{t.Header}, t.Rows...)
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	b.WriteString(t.Caption)
	for _, row := range rows {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		for i, cell := range row {
			b.WriteString(cell)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell)+2))
			}
		}
	}
	return b.String()
}
