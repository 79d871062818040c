package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"careerbot/knowledge"
)

// guard holds promise one: every figure of an answer stands in a cell,
// header or sentence that it cites. An answer with any other figure is not
// sent; a declined answer holds no figures and no sources at all.
func (b *Bot) guard(d draft) draft {
	if d.Kind == Help || d.Kind == Silence {
		return d
	}
	if d.Kind.Answered() && !slices.ContainsFunc(d.texts(), func(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }) {
		return d // it says no figure
	}
	allowed := map[string]bool{}
	var money []knowledge.Money
	for _, c := range d.cited {
		n := b.numbersIn(c)
		for _, f := range n.figures {
			allowed[f] = true
		}
		money = append(money, n.money...)
	}
	if !d.Kind.Answered() {
		money = nil
	}
	if !d.Kind.Answered() {
		d.Sources, d.Table = nil, nil
	}
	for _, text := range d.texts() {
		n := b.numbersIn(text)
		for _, f := range n.figures {
			if !allowed[f] && !slices.Contains(d.stopped, f) {
				d.stopped = append(d.stopped, f)
			}
		}
		for _, m := range n.money {
			said := slices.ContainsFunc(figuresIn(m.Text), func(f string) bool { return slices.Contains(d.stopped, f) })
			if !said && !cellOf(m, money) {
				d.stopped = append(d.stopped, m.Text)
			}
		}
	}
	if len(d.stopped) == 0 {
		return d
	}
	safe := draft{stopped: d.stopped}
	safe.Kind, safe.Reason = Declined, NoArticle
	safe.Headline = "I have a passage on that, but could not check its figures, so I won't quote it."
	safe.Contact = b.contact()
	return safe
}

// numbers are the figures of a text, and those of money among them.
type numbers struct {
	figures []string
	money   []knowledge.Money
}

// mostNumbered is how many passages articles have at most whose numbers are read
// before anybody asks.
const mostNumbered = 5000

// prepareNumbers reads the numbers of the cells and sections that answers cite
// again and again.
func (b *Bot) prepareNumbers() {
	b.numbers = map[string]numbers{}
	if len(b.index.Passages) > mostNumbered {
		return
	}
	note := func(texts ...string) {
		for _, text := range texts {
			if _, known := b.numbers[text]; !known {
				b.numbers[text] = numbers{figuresIn(text), knowledge.FindMoney(text)}
			}
		}
	}
	for _, text := range b.whole {
		note(text)
	}
	for _, p := range b.index.Passages {
		note(p.Text)
		if t, row := p.Row(); row != nil {
			note(row.Cells...)
			note(t.Header...)
		}
	}
}

// numbersIn returns the numbers of a text.
func (b *Bot) numbersIn(text string) numbers {
	if n, ok := b.numbers[text]; ok {
		return n
	}
	return numbers{figuresIn(text), knowledge.FindMoney(text)}
}

// decimals reports whether one or two digits stand at the start of a text, and
// no third: "17.50" has decimals, "52.000" has groups.
func decimals(s string) bool {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n == 1 || n == 2
}

// cellOf reports whether an amount or range of an answer is one that is cited:
// both ends and the open end of one cell, or the end that a cell begins with.
func cellOf(m knowledge.Money, cited []knowledge.Money) bool {
	return slices.ContainsFunc(cited, func(c knowledge.Money) bool {
		return c.Currency == m.Currency && c.Low == m.Low && (c.High == m.High && c.Open == m.Open || m.Low == m.High && !m.Open)
	})
}

// texts returns everything of the answer that a person reads as a claim.
func (d draft) texts() []string {
	out := []string{d.Headline, d.Text}
	if d.Table != nil {
		out = append(append(out, d.Table.Caption), d.Table.Header...)
		for _, row := range d.Table.Rows {
			out = append(out, row...)
		}
	}
	return out
}

// figuresIn returns the numbers of a text with their currency or percent
// sign, group separators taken out: "£85,000+" is "£85000".
func figuresIn(text string) []string {
	var out []string
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsDigit(r) {
			i += n
			continue
		}
		end := i
		var digits [32]byte
		number := digits[:0]
		for end < len(text) {
			c := text[end]
			if c >= '0' && c <= '9' || c == '.' && decimals(text[end+1:]) {
				number = append(number, c)
			} else if c != ',' && c != '.' || end+1 >= len(text) || text[end+1] < '0' || text[end+1] > '9' {
				break
			}
			end++
		}
		if end == i { // a digit of another script
			number = append(number, text[i:i+n]...)
			end = i + n
		}
		f := string(number)
		if sign, _ := utf8.DecodeLastRuneInString(text[:i]); unicode.Is(unicode.Sc, sign) {
			f = string(sign) + f
		}
		if strings.HasPrefix(text[end:], "%") {
			f += "%"
		}
		out = append(out, f)
		i = end
	}
	return out
}
