package golden

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// What a right answer may hold.
const (
	mostHeadline        = 160  // characters
	mostHeadlineAmounts = 4    // amounts of money in the headline
	mostText            = 3000 // characters
	mostAmounts         = 44   // amounts of money
	mostAmountsOfRange  = 14   // amounts of money where one range was asked for
)

var (
	money   = regexp.MustCompile(`\p{Sc}[\s\p{Z}]?\d`)
	altKind = regexp.MustCompile(`alt-kind: (\w+)`)
	dashes  = regexp.MustCompile(`[-‐‑‒–—−]`)
	blanks  = regexp.MustCompile(`[\s\p{Z}]+`)
)

// Amounts counts the amounts of money in a text.
func Amounts(text string) int { return len(money.FindAllStringIndex(text, -1)) }

// Judge returns "" where an answer is right, else why it is not.
func Judge(l Label, a Answer) string {
	why := ""
	for _, kind := range l.kinds() {
		if why = judgeKind(kind, l, a); why == "" {
			return ""
		}
	}
	return why
}

// kinds are those that the label accepts.
func (l Label) kinds() []string {
	out := []string{l.Kind}
	for _, alt := range altKind.FindAllStringSubmatch(l.Note, -1) {
		out = append(out, alt[1])
	}
	return out
}

func judgeKind(kind string, l Label, a Answer) string {
	switch {
	case kind == Help:
		if a.Kind != Help {
			return "not help: " + a.Kind
		}
		return ""
	case kind == Declined:
		if a.Answered {
			return "answered what must be declined"
		}
		if money.MatchString(a.Text) {
			return "a figure in a declined answer"
		}
		return ""
	case !a.Answered:
		return "declined: " + a.Reason
	}
	if why := judgeForm(l, a); why != "" {
		return why
	}
	if why := judgeFacts(l, a.Text); why != "" {
		return why
	}
	return judgeSource(l, a)
}

// judgeForm finds headlines that are none, and dumps.
func judgeForm(l Label, a Answer) string {
	most := mostAmounts
	if l.oneRange() {
		most = mostAmountsOfRange
	}
	switch n := Amounts(a.Text); {
	case utf8.RuneCountInString(a.Text) > mostText:
		return fmt.Sprintf("too long: %d characters", utf8.RuneCountInString(a.Text))
	case utf8.RuneCountInString(a.Headline) > mostHeadline || Amounts(a.Headline) > mostHeadlineAmounts:
		return "the headline is no headline"
	case n > most:
		return fmt.Sprintf("a dump of %d amounts", n)
	}
	return ""
}

func judgeFacts(l Label, text string) string {
	text = alike(text)
	has := func(fact string) bool { return strings.Contains(text, alike(fact)) }
	lacks := func(fact string) bool { return !has(fact) }
	if missing := slices.DeleteFunc(slices.Clone(l.Facts), has); len(missing) > 0 {
		return "facts missing: " + strings.Join(missing, ", ")
	}
	if said := slices.DeleteFunc(slices.Clone(l.NotFacts), lacks); len(said) > 0 {
		return "must not be said: " + strings.Join(said, ", ")
	}
	return ""
}

func judgeSource(l Label, a Answer) string {
	first := a.first()
	heading := func(h string) bool { return alike(h) == alike(first.Heading) }
	switch {
	case len(l.Sections) > 0 && !slices.Contains(l.Sections, first.Section):
		return fmt.Sprintf("source %s, not %s", first.Section, strings.Join(l.Sections, "|"))
	case len(l.Headings) > 0 && !slices.ContainsFunc(l.Headings, heading):
		return fmt.Sprintf("heading %q, not %s", first.Heading, strings.Join(l.Headings, "|"))
	case l.Article != "" && l.Article != first.Article:
		return fmt.Sprintf("article %s, not %s", first.Article, l.Article)
	}
	return ""
}

// first returns the main source, the zero Source where there is none.
func (a Answer) first() Source {
	if len(a.Sources) == 0 {
		return Source{}
	}
	return a.Sources[0]
}

// WrongCell reports whether one range of pay was asked for and the headline
// has money that is not that range.
func WrongCell(l Label, a Answer) bool {
	return a.Answered && l.oneRange() && money.MatchString(alike(a.Headline)) && !l.inHeadline(a)
}

// oneRange reports whether one range of pay is asked for: two amounts of one
// currency and nothing else.
func (l Label) oneRange() bool {
	if l.Kind != Salary || len(l.Facts) != 2 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(l.Facts[0])
	second, _ := utf8.DecodeRuneInString(l.Facts[1])
	return first == second && startsWithMoney(l.Facts[0]) && startsWithMoney(l.Facts[1])
}

func startsWithMoney(s string) bool {
	at := money.FindStringIndex(s)
	return at != nil && at[0] == 0
}

// inHeadline reports whether the headline has all facts.
func (l Label) inHeadline(a Answer) bool { return judgeFacts(Label{Facts: l.Facts}, a.Headline) == "" }

// alike folds what does not matter to a fact: case, dashes, odd spaces.
func alike(s string) string {
	s = strings.ToLower(strings.ReplaceAll(s, "’", "'"))
	return blanks.ReplaceAllString(dashes.ReplaceAllString(s, " "), " ")
}
