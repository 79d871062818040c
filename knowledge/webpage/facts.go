package webpage

import (
	"regexp"
	"slices"
	"strings"

	"careerbot/knowledge"
)

// facts are what the text says of its figures.
type facts struct {
	data, dataFrom     string // year or month
	period, periodFrom string
	basis, basisFrom   string
	interestFrom       string
	interest           string   // what the publisher says of itself that it sells
	hints              []string // sentences that tell what it may sell
}

// figureWords are what people call figures of pay.
const figureWords = `(?:figures|data|numbers|salaries|salary|pay|wages?|rates?|ranges|amounts|earnings|compensation|bands)`

var (
	yearBefore = regexp.MustCompile(`(?i)\b((?:20)\d\d)(?:['’]s)? (?:(?:[\pL-]+) )?(?:survey|` + figureWords + `)\b`)
	yearAfter  = regexp.MustCompile(`(?i)\b` + figureWords + `(?: (?:here|below|above|shown|quoted|given|listed|used|on this page|in (?:this|these|the) [\pL]+))*,?` +
		`(?: (?:are|is|were|refer to|relate to|reflect|come|date|apply|hold))?,? ?(?:for|from|as of|as at|of|valid for|correct (?:as of|as at|in)|collected in|to)? ` +
		`(?:(?:the|early|late|mid|spring|summer|autumn|winter|q[1-4]|survey|year) )*(?:(` + months + `) )?((?:20)\d\d)\b`)
	ofAll     = regexp.MustCompile(`(?i)^(?:note:? |\W)*(?:(?:all|these|our|the) (?:[\pL-]+ ){0,2}` + figureWords + `|figures|amounts|numbers|data)\b.*?\b(?:for|from|of|in|during|dated?)(?: (` + months + `))? (20\d\d)\b`)
	asOf      = regexp.MustCompile(`(?i)\bas (?:of|at) (?:(` + months + `) )?((?:20)\d\d)\b`)
	titleYear = regexp.MustCompile(`(?i)\b(20\d\d)\b`)
	titlePay  = regexp.MustCompile(`(?i)\b(?:figures|salaries|salary|pay|wages?|rates|earnings|compensation)\b`)

	aboutAll   = regexp.MustCompile(`(?i)^(?:note:? |\W)*(?:all|the|these|our|unless|figures|salaries|salary|amounts|numbers|ranges|pay|wages|rates|gross|annual|earnings)\b`)
	hasFigure  = regexp.MustCompile(`(?i)\b` + figureWords + `\b`)
	contrast   = regexp.MustCompile(`(?i)\b(?:not|no|unlike|except|without|excluding|never|rather than|instead of|than|but|can|(?-i:may)|might|could)\b|\?`)
	disclosure = regexp.MustCompile(`(?i)^(?:disclosure|disclaimer|note)s?:\s*`)
	sells      = regexp.MustCompile(`^ (?:also )?(?:sells|offers|runs|trains|places|recruits|earns|is paid|receives)\b`)
	selling    = regexp.MustCompile(`(?i)\b(?:disclosure|affiliate|sponsored|we may earn|we earn a commission|commission if|partner content|paid partnership|our (?:own )?(?:bootcamps?|courses?|programmes?|programs?|recruiters?|recruitment|clients|training|academy|agency|candidates|jobs? board)|enrol|enroll|book a call|apply now)\b`)
)

const months = `january|february|march|april|may|june|july|august|september|october|november|december`

// find reads the facts, those of a front matter before those of the text.
func (f *facts) find(d *draft) {
	f.data, f.period, f.basis = d.meta.own["data"], d.meta.own["period"], d.meta.own["basis"]
	f.dataFrom, f.periodFrom, f.basisFrom = "front matter", "front matter", "front matter"
	sentences, heads := d.texts()
	if f.data == "" {
		f.findYear(d, sentences, heads)
	}
	if !slices.Contains([]string{"year", "month", "week", "day", "hour"}, f.period) {
		f.findPeriod(d, append(slices.Clone(sentences), heads...))
	}
	if f.basis == "" {
		f.findBasis(sentences, heads)
	}
	f.findInterest(d, sentences)
}

// findInterest takes the sentence in which the publisher says what it sells,
// and gathers those that tell something of it.
func (f *facts) findInterest(d *draft, sentences []string) {
	f.interest = d.meta.own["interest"]
	for _, s := range sentences {
		said := strings.TrimSuffix(disclosure.ReplaceAllString(s, ""), ".")
		for _, name := range []string{d.meta.publisher, d.meta.site, d.meta.Author} {
			if f.interest == "" && name != "" && strings.HasPrefix(said, name+" ") && sells.MatchString(said[len(name):]) && len(said) < 160 {
				f.interest, f.interestFrom = said, "“"+s+"”"
			}
		}
		if selling.MatchString(s) && f.interestFrom != "“"+s+"”" && len(f.hints) < 3 {
			f.hints = append(f.hints, s)
		}
	}
}

// texts returns the sentences of the article, and its title, headings and the
// headers of its tables.
func (d *draft) texts() (sentences, heads []string) {
	heads = append(heads, d.meta.Title)
	for _, b := range d.body {
		switch {
		case b.kind == heading:
			heads = append(heads, b.text)
		case b.table != nil:
			heads = append(heads, b.table.header...)
		default:
			sentences = append(sentences, splitSentences(plainText(b.text))...)
			for _, it := range b.items {
				sentences = append(sentences, splitSentences(plainText(it.text))...)
			}
		}
	}
	return sentences, heads
}

// splitSentences parts a text where a full stop and a capital stand.
func splitSentences(text string) (out []string) {
	from := 0
	for i := 0; i+2 < len(text); i++ {
		if (text[i] == '.' || text[i] == '!' || text[i] == '?') && text[i+1] == ' ' && !strings.ContainsAny(text[i+2:i+3], "abcdefghijklmnopqrstuvwxyz") {
			out = append(out, text[from:i+1])
			from = i + 2
		}
	}
	if from < len(text) {
		out = append(out, text[from:])
	}
	return out
}

// findYear takes the year that sentences give for the figures; where none
// does, the one that stands in the title, a heading or a header about pay.
// Several different ones are left to the editor.
func (f *facts) findYear(d *draft, sentences, heads []string) {
	years, from := map[string]bool{}, ""
	note := func(text, month, year string) {
		if month != "" {
			year = day(month + " " + year)
		}
		if years[year] = true; from == "" {
			from = "“" + text + "”"
		}
	}
	for _, s := range sentences {
		for _, re := range []*regexp.Regexp{yearAfter, asOf, ofAll} {
			if m := re.FindStringSubmatch(s); m != nil && hasFigure.MatchString(s) {
				note(s, m[1], m[2])
				break
			}
		}
		if m := yearBefore.FindStringSubmatch(s); m != nil {
			note(s, "", m[1])
		}
	}
	for _, h := range append(heads, d.meta.head) {
		if m := titleYear.FindStringSubmatch(h); len(years) == 0 && m != nil && titlePay.MatchString(h) {
			note(h, "", m[1])
		}
	}
	f.settle(d, years, from)
}

// settle takes the one year; a month in it is the same, said more closely.
func (f *facts) settle(d *draft, years map[string]bool, from string) {
	var found []string
	for y := range years {
		found = append(found, y)
	}
	slices.Sort(found)
	found = slices.DeleteFunc(found, func(y string) bool {
		return slices.ContainsFunc(found, func(o string) bool { return o != y && strings.HasPrefix(o, y) })
	})
	switch len(found) {
	case 0:
	case 1:
		f.data, f.dataFrom = found[0], from
	default:
		d.report.note("The text names several years for its figures (%s): data is left for you.", strings.Join(found, ", "))
	}
}

// periodWords are what says a period of all figures of an article.
var periodWords = []struct {
	form   *regexp.Regexp
	period string
}{
	{regexp.MustCompile(`(?i)\b(?:per year|per annum|annual|annually|yearly|a year|p\.a\.)(?:\W|$)`), "year"},
	{regexp.MustCompile(`(?i)\b(?:per month|monthly|a month)\b`), "month"},
	{regexp.MustCompile(`(?i)\b(?:per week|weekly|a week)\b`), "week"},
	{regexp.MustCompile(`(?i)\b(?:per day|daily|a day)\b`), "day"},
	{regexp.MustCompile(`(?i)\b(?:per hour|hourly|an hour)\b`), "hour"},
}

// findPeriod takes the period that what the text says of its figures agrees
// on.
func (f *facts) findPeriod(d *draft, texts []string) {
	found := map[string]bool{}
	f.period, f.periodFrom = "", ""
	for _, s := range texts {
		if !hasFigure.MatchString(s) || len(knowledge.FindMoney(s)) > 0 && !aboutAll.MatchString(s) || !ofFigures(s) {
			continue
		}
		for _, w := range periodWords {
			if w.form.MatchString(s) && !strings.Contains(strings.ToLower(s), "review") {
				if found[w.period] = true; f.period == "" {
					f.period, f.periodFrom = w.period, "“"+s+"”"
				}
			}
		}
	}
	if len(found) > 1 {
		f.period, f.periodFrom = "", ""
		d.report.note("The text names several periods for its figures: period is left for you.")
	}
}

// ofFigures reports whether what a text says of a period holds for figures:
// it speaks of all of them, or is short, as a caption, heading or header.
func ofFigures(s string) bool {
	return aboutAll.MatchString(s) || len(s) <= 100 && !contrast.MatchString(s)
}

// bases are words for what figures are about, and how a basis says them.
var bases = []struct {
	form *regexp.Regexp
	says string
}{
	{regexp.MustCompile(`(?i)\b(?:gross|before taxe?s?|pre-tax)\b`), "gross"},
	{regexp.MustCompile(`(?i)\b(?:net|after taxe?s?|take-home)\b`), "net"},
	{regexp.MustCompile(`(?i)\bbase (?:salary|salaries|pay)\b`), "base salary"},
	{regexp.MustCompile(`(?i)\btotal (?:compensation|pay|remuneration)\b`), "total compensation"},
	{regexp.MustCompile(`(?i)\bfull[- ]time\b`), "full-time"},
	{regexp.MustCompile(`(?i)\bpermanent\b`), "permanent roles"},
}

// findBasis takes the basis that a sentence on all figures gives, one that
// denies or compares nothing, or that a header gives.
func (f *facts) findBasis(sentences, heads []string) {
	f.basisFrom = ""
	for _, s := range sentences {
		if aboutAll.MatchString(s) && hasFigure.MatchString(s) && !contrast.MatchString(s) && len(s) < 300 && len(knowledge.FindMoney(s)) == 0 {
			f.takeBasis(s)
		}
	}
	for _, h := range heads {
		if f.basis == "" && strings.ContainsAny(h, "(,:") && hasFigure.MatchString(h) {
			f.takeBasis(h)
		}
	}
}

func (f *facts) takeBasis(s string) {
	var said []string
	for _, b := range bases {
		if b.form.MatchString(s) {
			said = append(said, b.says)
		}
	}
	if f.basis != "" {
		for _, known := range strings.Split(f.basis, ", ") {
			said = slices.DeleteFunc(said, func(b string) bool { return b == known })
			if known == "gross" || known == "net" {
				said = slices.DeleteFunc(said, func(b string) bool { return b == "gross" || b == "net" })
			}
		}
	}
	if len(said) == 0 || slices.Contains(said, "gross") && slices.Contains(said, "net") {
		return
	}
	if f.basis != "" {
		f.basis, f.basisFrom = f.basis+", ", f.basisFrom+" "
	}
	f.basis += strings.Join(said, ", ")
	f.basisFrom += "“" + s + "”"
}
