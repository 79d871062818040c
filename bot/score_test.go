package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	moneyFigure = regexp.MustCompile(`[£$€₹][\s\x{a0}\x{202f}]?\d`)
	altKind     = regexp.MustCompile(`alt-kind: (\w+)`)
	dashes      = regexp.MustCompile(`[-‐‑‒–—−]`)
	blanks      = regexp.MustCompile(`[\s\x{a0}\x{202f}]+`)
)

// amountsOf counts the amounts of money in a text.
func amountsOf(text string) int { return len(moneyFigure.FindAllStringIndex(text, -1)) }

// alike folds what does not matter to a fact: case, dashes, odd spaces.
func alike(s string) string {
	s = strings.ToLower(strings.ReplaceAll(s, "’", "'"))
	return blanks.ReplaceAllString(dashes.ReplaceAllString(s, " "), " ")
}

// oneRange reports whether one range of pay is asked for: two amounts of one
// currency and nothing else.
func (l label) oneRange() bool {
	if l.Kind != string(Salary) || len(l.Facts) != 2 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(l.Facts[0])
	second, _ := utf8.DecodeRuneInString(l.Facts[1])
	return first == second && startsWithMoney(l.Facts[0]) && startsWithMoney(l.Facts[1])
}

func startsWithMoney(s string) bool {
	at := moneyFigure.FindStringIndex(s)
	return at != nil && at[0] == 0
}

// judge returns "" where an answer is right, else why it is not.
func judge(l label, a Answer) string {
	kinds := []string{l.Kind}
	for _, alt := range altKind.FindAllStringSubmatch(l.Note, -1) {
		kinds = append(kinds, alt[1])
	}
	why := ""
	for _, kind := range kinds {
		if why = judgeKind(kind, l, a); why == "" {
			return ""
		}
	}
	return why
}

func judgeKind(kind string, l label, a Answer) string {
	text := a.Plain()
	switch {
	case kind == string(Help):
		if a.Kind != Help {
			return fmt.Sprintf("not help: %s", a.Kind)
		}
		return ""
	case kind == string(Declined):
		if a.Kind.Answered() {
			return "answered what must be declined"
		}
		if moneyFigure.MatchString(text) {
			return "a figure in a declined answer"
		}
		return ""
	case !a.Kind.Answered():
		return fmt.Sprintf("declined: %s", a.Reason)
	}
	if why := judgeForm(l, a, text); why != "" {
		return why
	}
	if why := judgeFacts(l, text); why != "" {
		return why
	}
	return judgeSource(l, a)
}

// judgeForm finds headlines that are none, and dumps.
func judgeForm(l label, a Answer, text string) string {
	most := 44
	if l.oneRange() {
		most = 14
	}
	switch n := amountsOf(text); {
	case utf8.RuneCountInString(text) > 3000:
		return fmt.Sprintf("too long: %d characters", utf8.RuneCountInString(text))
	case utf8.RuneCountInString(a.Headline) > 160 || amountsOf(a.Headline) > mostAmounts:
		return "the headline is no headline"
	case n > most:
		return fmt.Sprintf("a dump of %d amounts", n)
	}
	return ""
}

func judgeFacts(l label, text string) string {
	said := alike(text)
	has := func(fact string) bool { return strings.Contains(said, alike(fact)) }
	if missing := slices.DeleteFunc(slices.Clone(l.Facts), has); len(missing) > 0 {
		return "facts missing: " + strings.Join(missing, ", ")
	}
	if i := slices.IndexFunc(l.NotFacts, has); i >= 0 {
		return "must not be said: " + l.NotFacts[i]
	}
	return ""
}

func judgeSource(l label, a Answer) string {
	var first Source
	if len(a.Sources) > 0 {
		first = a.Sources[0]
	}
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

// wrongCell reports whether one range was asked for and the headline has
// money that is not that range.
func wrongCell(l label, a Answer) bool {
	return a.Kind.Answered() && l.oneRange() && moneyFigure.MatchString(alike(a.Headline)) && judgeFacts(label{Facts: l.Facts}, a.Headline) != ""
}

// A tally adds up judgements over a file.
type tally struct {
	right, total           map[string]int // by "answers", "declines", "help"
	headlines, headlinesOf int            // pay figures that are in the headline
	reasons, reasonsOf     int            // declined for the reason of the label
	wrongCells, confident  int            // answered, but wrong
	stops                  int            // turns that the figure guard stopped
	wrong                  []string       // turns that are not right
	turns                  int
}

func groupOf(kind string) string {
	switch kind {
	case string(Declined):
		return "declines"
	case string(Help):
		return "help"
	}
	return "answers"
}

// add judges one turn.
func (s *tally) add(id string, l label, a Answer, stopped []string) (why string) {
	group := groupOf(l.Kind)
	s.turns++
	s.total[group]++
	why = judge(l, a)
	if group == "answers" && l.Kind == string(Salary) && len(l.Facts) >= 1 && len(l.Facts) <= 2 {
		s.headlinesOf++
		if judgeFacts(label{Facts: l.Facts}, a.Headline) == "" {
			s.headlines++
		}
	}
	if wrongCell(l, a) {
		s.wrongCells++
		if why == "" {
			why = "wrong cell"
		}
	}
	if l.Reason != "" && l.Kind == string(Declined) {
		s.reasonsOf++
		if a.Kind == Declined && string(a.Reason) == l.Reason {
			s.reasons++
		}
	}
	if len(stopped) > 0 {
		s.stops++
	}
	if why == "" {
		s.right[group]++
		return ""
	}
	if a.Kind.Answered() {
		s.confident++
	}
	s.wrong = append(s.wrong, id)
	return why
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(1, whole)) }

func newTally() *tally { return &tally{right: map[string]int{}, total: map[string]int{}} }

// String writes the totals, a line for each.
func (s *tally) String() string {
	var b strings.Builder
	share := func(name string, part, whole int) {
		fmt.Fprintf(&b, "  %-18s %3d/%-3d %6.2f%%\n", name, part, whole, percent(part, whole))
	}
	for _, group := range []string{"answers", "declines", "help"} {
		share(group, s.right[group], s.total[group])
	}
	share("figure in headline", s.headlines, s.headlinesOf)
	share("reason named", s.reasons, s.reasonsOf)
	share("confidently wrong", s.confident, s.turns)
	fmt.Fprintf(&b, "  %-18s %3d\n  %-18s %3d\n", "wrong cells", s.wrongCells, "guard stops", s.stops)
	return b.String()
}
