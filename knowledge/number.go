package knowledge

import (
	"strings"
)

// indian are the multipliers that only amounts of rupees have.
var indian = []struct {
	word string
	by   int64
}{{"lakhs", 100_000}, {"lakh", 100_000}, {"lpa", 100_000}, {"lac", 100_000}, {"crores", 10_000_000}, {"crore", 10_000_000}}

func isIndian(word string) bool {
	for _, m := range indian {
		if m.word == word {
			return true
		}
	}
	return false
}

// amount is a number with its multiplier kept apart, for "60-85k".
type amount struct{ hundredths, by int64 }

func (a amount) value() int64 { return a.hundredths * a.by }

// scanAmount reads "£45,000", "45k", "USD 120k", "52.000 €", "12 lakh".
func scanAmount(s string) (currency string, a amount, n int) {
	i := 0
	if code, used := scanCurrency(s); used > 0 {
		currency, i = code, used+spaces(s[used:])
	}
	hundredths, big, used := scanNumber(s[i:])
	if used == 0 {
		return "", amount{}, 0
	}
	i += used
	a = amount{hundredths, 1}
	gap := spaces(s[i:])
	for _, m := range multipliers {
		if word := s[i+gap:]; hasPrefixFold(word, m.word) && wordEnds(word[len(m.word):]) && (gap == 0 || len(m.word) > 2) && !big && (m.word != "l" || currency == "INR") {
			a.by, i = m.by, i+gap+len(m.word)
			if currency == "" && isIndian(m.word) {
				currency = "INR" // nobody else counts in lakhs
			}
			break
		}
	}
	if currency == "" {
		gap := spaces(s[i:])
		if code, used := scanCurrency(s[i+gap:]); used > 0 && wordEnds(s[i+gap+used:]) {
			currency, i = code, i+gap+used
		}
	}
	return currency, a, i
}

// scanNumber reads digits with group separators and decimals. "52.000" is
// fifty-two thousand: three digits behind a separator are a group. big says
// that the number has groups, so that no multiplier follows.
func scanNumber(s string) (hundredths int64, big bool, n int) {
	i, digits := 0, 0
	for i < len(s) && digits < 10 {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			hundredths = hundredths*10 + int64(c-'0')
			i, digits = i+1, digits+1
			continue
		case digits > 0 && groupSpace(s[i:]) > 0 && digitRun(s[i+groupSpace(s[i:]):]) == 3:
			big = true
			i += groupSpace(s[i:])
			continue
		case (c == ',' || c == '.' || c == '\'') && digits > 0:
			run := digitRun(s[i+1:])
			if run == 3 || c == ',' && run == 2 && digitRun(s[min(i+4, len(s)):]) >= 2 {
				big = true
				i++
				continue
			}
			if c == '.' && (run == 1 || run == 2) {
				frac := int64(s[i+1]-'0') * 10
				if run == 2 {
					frac += int64(s[i+2] - '0')
				}
				return hundredths*100 + frac, big, i + 1 + run
			}
		}
		break
	}
	if digits == 0 || digits >= 10 {
		return 0, false, 0
	}
	return hundredths * 100, big, i
}

// groupSpace returns the length of a thin or unbreakable space, or of a
// printed apostrophe, between groups of digits; 0 for none.
func groupSpace(s string) int {
	for _, sep := range []string{"\u00a0", "\u202f", "\u2009", "’"} {
		if strings.HasPrefix(s, sep) {
			return len(sep)
		}
	}
	return 0
}

func digitRun(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
