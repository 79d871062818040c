package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Money is one figure or range of pay. Amounts are in hundredths of the
// currency's unit (pence, cents).
type Money struct {
	Currency string // ISO 4217 code; "" where the text names none
	Low      int64
	High     int64  // equal to Low for a single figure
	Open     bool   // "+": the top is open
	Period   string // "year", "month", "week", "day", "hour"; "" where the text names none
	Text     string // as it is written
}

// Same reports whether two figures say the same but, perhaps, for the open end.
func (m Money) Same(o Money) bool {
	return m.Currency == o.Currency && m.Low == o.Low && m.High == o.High && m.Period == o.Period
}

// LowText returns the lower end as it is written.
func (m Money) LowText() string {
	for _, sep := range []string{"–", "—", "-", " to "} {
		if low, _, ok := strings.Cut(m.Text, sep); ok {
			return strings.TrimSpace(low)
		}
	}
	return m.Text
}

// A currency is one way to write one: a sign, a code or a word, in lower case,
// and its ISO 4217 code.
type currency struct{ sign, code string }

// currencies are all that are known. Longer signs are tried first. A bare "$"
// is the US dollar.
var currencies = []currency{
	{"us$", "USD"}, {"ca$", "CAD"}, {"au$", "AUD"}, {"nz$", "NZD"}, {"hk$", "HKD"},
	{"c$", "CAD"}, {"a$", "AUD"}, {"s$", "SGD"}, {"r$", "BRL"}, {"rs.", "INR"}, {"rs", "INR"},
	{"gbp", "GBP"}, {"usd", "USD"}, {"eur", "EUR"}, {"cad", "CAD"}, {"aud", "AUD"}, {"nzd", "NZD"},
	{"inr", "INR"}, {"jpy", "JPY"}, {"chf", "CHF"}, {"sek", "SEK"}, {"nok", "NOK"}, {"dkk", "DKK"},
	{"pln", "PLN"}, {"sgd", "SGD"}, {"hkd", "HKD"}, {"aed", "AED"}, {"zar", "ZAR"}, {"brl", "BRL"},
	{"£", "GBP"}, {"$", "USD"}, {"€", "EUR"}, {"₹", "INR"}, {"¥", "JPY"}, {"zł", "PLN"},
	{"pounds", "GBP"}, {"pound", "GBP"}, {"quid", "GBP"}, {"dollars", "USD"}, {"euros", "EUR"}, {"euro", "EUR"}, {"rupees", "INR"},
}

// currenciesBy are the same by the first byte of their sign: every word of an
// answer is looked at for one.
var currenciesBy = func() (by [256][]currency) {
	for _, c := range currencies {
		by[c.sign[0]] = append(by[c.sign[0]], c)
	}
	return by
}()

// HasCurrencySign reports whether a text has a sign that is a currency by
// itself, such as "£", and not only a code or a word.
func HasCurrencySign(text string) bool {
	for _, c := range currencies {
		if r, n := utf8.DecodeRuneInString(c.sign); n == len(c.sign) && unicode.Is(unicode.Sc, r) && strings.Contains(text, c.sign) {
			return true
		}
	}
	return false
}

// multipliers of an amount; the longest is tried first.
var multipliers = []struct {
	word string
	by   int64
}{
	{"thousand", 1_000}, {"million", 1_000_000}, {"crores", 10_000_000}, {"crore", 10_000_000}, {"lakhs", 100_000}, {"lakh", 100_000},
	{"lpa", 100_000}, {"lac", 100_000}, {"grand", 1_000}, {"mn", 1_000_000}, {"cr", 10_000_000}, {"k", 1_000}, {"m", 1_000_000},
	{"l", 100_000}, // of rupees alone
}

// periods maps what follows an amount to a period. "/" is read as "per ".
var periods = []struct{ words, period string }{
	{"per year", "year"}, {"per annum", "year"}, {"a year", "year"}, {"p.a.", "year"}, {"pa", "year"}, {"yearly", "year"}, {"annual", "year"}, {"annually", "year"}, {"per yr", "year"}, {"per y", "year"},
	{"per month", "month"}, {"a month", "month"}, {"pcm", "month"}, {"monthly", "month"}, {"per mo", "month"},
	{"per week", "week"}, {"a week", "week"}, {"weekly", "week"}, {"pw", "week"},
	{"per day", "day"}, {"a day", "day"}, {"daily", "day"}, {"per d", "day"}, {"day rate", "day"}, {"day rates", "day"},
	{"by the year", "year"}, {"by the month", "month"}, {"by the week", "week"}, {"by the day", "day"}, {"by the hour", "hour"},
	{"per hour", "hour"}, {"an hour", "hour"}, {"hourly", "hour"}, {"per hr", "hour"}, {"per h", "hour"},
}

// ParseMoney reads a text that begins with a figure or range of money. It
// returns how many bytes belong to it, 0 where none is. An amount without any
// currency is read too; Currency is "" then.
func ParseMoney(s string) (Money, int) {
	cur, val, n := scanAmount(s)
	if n == 0 {
		return Money{}, 0
	}
	m := Money{Currency: cur, Low: val.value(), High: val.value()}
	end := n
	if sep := rangeSeparator(s[end:]); sep > 0 {
		cur2, top, n2 := scanAmount(s[end+sep:])
		agree := cur2 == "" || cur == "" || cur2 == cur
		if n2 > 0 && agree {
			if val.by == 1 && top.by > 1 && val.hundredths < top.hundredths { // "60-85k"
				val.by = top.by
			}
			if low := val.value(); low <= top.value() {
				m.Low, m.High, end = low, top.value(), end+sep+n2
				m.Currency = firstNonEmpty(cur, cur2)
			}
		}
	}
	if strings.HasPrefix(s[end:], "+") {
		m.Open, end = true, end+1
	}
	period, pn := scanPeriod(s[end:])
	m.Period, m.Text = period, strings.TrimSpace(s[:end+pn])
	return m, end + pn
}

// FindMoney returns the figures of a text that name a currency.
func FindMoney(text string) []Money {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	var out []Money
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if starts := i == 0 || !wordBefore(text[:i]); starts && (isCurrency(r) || unicode.IsDigit(r) || unicode.IsLetter(r)) {
			if m, used := ParseMoney(text[i:]); used > 0 && m.Currency != "" {
				out = append(out, m)
				i += used
				continue
			}
			if unicode.IsDigit(r) { // a number without currency is passed over whole
				_, _, used := scanNumber(text[i:])
				i += max(used, n)
				continue
			}
		}
		i += n
	}
	return out
}

func scanCurrency(s string) (code string, n int) {
	if s == "" {
		return "", 0
	}
	first := s[0]
	if first >= 'A' && first <= 'Z' {
		first += 'a' - 'A'
	}
	for _, c := range currenciesBy[first] {
		if hasPrefixFold(s, c.sign) {
			last := c.sign[len(c.sign)-1]
			if last >= 'a' && last <= 'z' && !boundary(s[len(c.sign):]) {
				continue
			}
			return c.code, len(c.sign)
		}
	}
	return "", 0
}

func scanPeriod(s string) (period string, n int) {
	i := spaces(s)
	t := s[i:]
	prefix := ""
	if strings.HasPrefix(t, "/") {
		t, i, prefix = t[1:], i+1, "per "
		sp := spaces(t)
		t, i = t[sp:], i+sp
	}
	for _, p := range periods {
		words := p.words
		if prefix != "" {
			rest, ok := strings.CutPrefix(words, prefix)
			if !ok {
				continue
			}
			words = rest
		}
		if hasPrefixFold(t, words) && wordEnds(t[len(words):]) {
			return p.period, i + len(words)
		}
	}
	return "", 0
}

// rangeSeparator returns the length of " – ", "-" or " to " at the start of s.
func rangeSeparator(s string) int {
	i := spaces(s)
	for _, sep := range []string{"–", "—", "-", "to ", "and "} {
		if strings.HasPrefix(s[i:], sep) {
			if sep[0] >= 'a' && sep[0] <= 'z' && i == 0 {
				continue
			}
			i += len(sep)
			return i + spaces(s[i:])
		}
	}
	return 0
}

func spaces(s string) int {
	n := 0
	for n < len(s) && (s[n] == ' ' || strings.HasPrefix(s[n:], "\u00a0")) {
		if s[n] != ' ' {
			n++
		}
		n++
	}
	return n
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// wordEnds reports whether a word may end where s begins.
func wordEnds(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// boundary is wordEnds, but a figure may follow: "GBP45k".
func boundary(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || !unicode.IsLetter(r)
}

func wordBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func firstNonEmpty(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
