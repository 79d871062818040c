package bot

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"careerbot/knowledge"
)

// An AmountStyle is how the cells of a chart write amounts, so that its axis
// can write them alike. The zero AmountStyle writes plain digits.
type AmountStyle struct {
	Sign     string // the currency as printed, "£", "C$", "PLN "; a space belongs to it
	Behind   bool   // Sign stands behind the amount
	Group    string // between groups of digits, "," or "."
	Indian   bool   // groups of two above the thousands: 12,34,567
	Thousand string // "k" where every cell shortens thousands so; else ""
}

// Write writes an amount, which is in hundredths of the currency's unit. An
// amount below zero is written with a minus sign, in digits alone.
func (s AmountStyle) Write(hundredths int64) string {
	if hundredths < 0 {
		return strconv.FormatFloat(float64(hundredths)/100, 'f', 2, 64)
	}
	whole, rest := hundredths/100, hundredths%100
	text := s.grouped(strconv.FormatInt(whole, 10))
	switch {
	case s.Thousand != "" && rest == 0 && whole%1000 == 0 && whole > 0:
		text = s.grouped(strconv.FormatInt(whole/1000, 10)) + s.Thousand
	case rest > 0:
		point := "."
		if s.Group == "." {
			point = ","
		}
		text += point + strconv.FormatInt(100+rest, 10)[1:]
	}
	if s.Behind {
		return text + s.Sign
	}
	return s.Sign + text
}

// grouped parts digits: by threes, or by twos above the first three.
func (s AmountStyle) grouped(digits string) string {
	if len(digits) <= 3 || s.Group == "" {
		return digits
	}
	size, out := 2, digits[len(digits)-3:]
	if !s.Indian {
		size = 3
	}
	for digits = digits[:len(digits)-3]; digits != ""; {
		n := min(size, len(digits))
		out = digits[len(digits)-n:] + s.Group + out
		digits = digits[:len(digits)-n]
	}
	return out
}

var (
	groups    = regexp.MustCompile(`\d([,.'’\x{a0}\x{202f}\x{2009}])\d{3}\b`)
	indian    = regexp.MustCompile(`\d,\d\d,\d{3}\b`)
	thousands = regexp.MustCompile(`\d([kK])\b`)
)

// styleOf reads off cells how they write amounts.
func styleOf(pays []*knowledge.Pay) AmountStyle {
	s := AmountStyle{Group: ","}
	s.Sign, s.Behind = signOf(pays[0])
	found := false
	for i, p := range pays {
		if g := groups.FindStringSubmatch(p.Cell); g != nil && !found {
			s.Group, found = g[1], true
		}
		s.Indian = s.Indian || indian.MatchString(p.Cell)
		k := thousands.FindStringSubmatch(p.Cell)
		switch {
		case k == nil:
			s.Thousand = ""
		case i == 0 || s.Thousand == k[1]:
			s.Thousand = k[1]
		default:
			s.Thousand = ""
		}
	}
	return s
}

// mostSign is how many characters a sign has at most: the code of the currency
// stands for one that is written out.
const mostSign = 4

// signOf returns a cell's currency as it is printed, before or behind its
// amount, else the code.
func signOf(p *knowledge.Pay) (sign string, behind bool) {
	text, code := p.Money.Text, p.Money.Currency
	is := func(s string) bool {
		m, n := knowledge.ParseMoney(s)
		return n > 0 && m.Currency == code && m.Low == 1_00 // "1 lakh" names rupees, and is not one
	}
	if i := strings.IndexFunc(text, unicode.IsDigit); i > 0 && utf8.RuneCountInString(text[:i]) <= mostSign && is(text[:i]+"1") {
		return text[:i], false
	}
	for _, f := range strings.FieldsFunc(text[strings.LastIndexFunc(text, unicode.IsDigit)+1:], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("+/", r) }) {
		if utf8.RuneCountInString(f) <= mostSign && is("1 "+f) {
			return " " + f, true
		}
	}
	for _, r := range p.Cell { // of a unit: "42–50 (€ thousand)"
		if unicode.Is(unicode.Sc, r) && is(string(r)+"1") {
			return string(r), false
		}
	}
	return code + " ", false
}
