package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// moneyCues stand before a bare number that is pay: "making 135".
var moneyCues = wordSet("making make earning earn paid pay pays paying offered offer offering on get getting asking ask base clear clearing salary")

// takeAmounts takes the asker's own figures of money out of the tokens.
func (r *reading) takeAmounts() {
	for i := 0; i < len(r.toks); i++ {
		t := r.toks[i]
		if t.Text == "figure" && i > 0 && r.toks[i-1].Raw == "six" { // "six figures" begin there
			r.amounts = append(r.amounts, knowledge.Money{Low: 100_000_00, High: 100_000_00})
			continue
		}
		if !t.Num || t.Text == yearToken || t.Text == amountToken || strings.HasSuffix(t.Raw, "%") {
			continue
		}
		if i > 0 && !r.toks[i-1].Num { // "USD 47k"
			if m, _ := knowledge.ParseMoney(r.text[r.toks[i-1].Start:]); m.Currency != "" {
				t.Start = r.toks[i-1].Start
			}
		}
		m, n := knowledge.ParseMoney(r.text[t.Start:])
		if n == 0 || strings.HasPrefix(r.text[t.Start+n:], "%") || !r.isMoney(i, m) {
			continue
		}
		r.amounts = append(r.amounts, m)
		for k := i; k < len(r.toks) && r.toks[k].Start < t.Start+n; k++ {
			r.toks[k].Text, r.toks[k].Raw, r.toks[k].Num = amountToken, amountToken, true
		}
	}
}

// amountToken stands where an amount was taken out.
const amountToken = "0amount"

// isMoney tells pay from other numbers: it has a currency, or is large and no
// calendar year, or follows a word of pay.
func (r *reading) isMoney(i int, m knowledge.Money) bool {
	if m.Currency != "" {
		return true
	}
	if _, ok := calendarYear(r.toks[i].Raw); ok {
		return false
	}
	if m.High >= 10_000_00 {
		return true
	}
	if m.Period == "hour" && slices.ContainsFunc(r.toks[max(0, i-3):i], func(t knowledge.Token) bool { return moneyCues[t.Raw] }) {
		return true // "they pay me 18 an hour"
	}
	return m.High >= 20_00 && i > 0 && moneyCues[r.toks[i-1].Raw] && r.toks[i].Raw != "247"
}
