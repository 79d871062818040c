// Package golden judges answers by golden questions: questions that are
// labelled with what a right answer to them is.
//
// The questions of an article NAME.md stand beside it in NAME.questions.jsonl,
// one JSON object a line, which is a single question or a conversation:
//
//	{"id":"q1","q":"…","kind":"salary","sections":["pay"],"facts":["£60,000","£85,000"]}
//	{"id":"q2","turns":[{"q":"…","kind":"section"},{"q":"and …?","kind":"none"}]}
//
// An answer to a question that an article covers is right when its headline
// is one (at most 160 characters and four amounts of money), it is no dump (at
// most 3,000 characters and 44 amounts, 14 where one range was asked for), all
// facts and nothing that must not be said stand in it, and its first source is
// an accepted one. Case, dashes and odd spaces do not matter. What must be
// declined is right when it is, without any amount of money. An amount of
// money is a currency sign before a digit.
//
// The package works on plain data and knows nothing of how answers are made.
package golden

// The kinds of answer that a label may ask for.
const (
	Salary     = "salary"     // pay figures
	Comparison = "comparison" // rows of a comparison
	Section    = "section"    // a passage
	Help       = "help"       // what the bot can do
	Declined   = "none"       // no answer
)

// kinds are all of them, as a message names them.
var kinds = []string{Salary, Comparison, Section, Help, Declined}

// A Label is one question with what a right answer to it is.
type Label struct {
	Q        string   `json:"q"`
	Kind     string   `json:"kind"`                // of the answer; an answer of any other answering kind will do, too
	Sections []string `json:"sections,omitempty"`  // anchors that the first source may have; none: any
	Headings []string `json:"headings,omitempty"`  // headings that it may have; none: any
	Article  string   `json:"article,omitempty"`   // name of the article that it must be of; "": any
	Facts    []string `json:"facts,omitempty"`     // must be in the reply
	NotFacts []string `json:"not_facts,omitempty"` // must not be in the reply
	Reason   string   `json:"reason,omitempty"`    // why it must be declined; counted, but no condition of being right
	Note     string   `json:"note,omitempty"`      // for people; "alt-kind: help" accepts a second kind
}

// An Item is a labelled question, or a conversation of several.
type Item struct {
	ID    string
	Line  int     // in its file, from 1
	Turns []Label // at least one
}

// An Answer is what is judged of an answer. Its JSON is a part of the lines
// that "careerbot ask --jsonl" prints.
type Answer struct {
	Kind     string   `json:"kind"`
	Answered bool     `json:"answered"` // it says something out of an article
	Reason   string   `json:"reason"`   // why it was declined
	Headline string   `json:"headline"`
	Text     string   `json:"text"`    // the whole reply as a person reads it, headline and table included
	Sources  []Source `json:"sources"` // the first is the main one
}

// A Source is a section that an answer cites.
type Source struct {
	Article string `json:"article"` // name of the article
	Section string `json:"section"` // anchor of the section
	Heading string `json:"heading"`
}
