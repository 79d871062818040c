package bot

import (
	"slices"
	"strconv"

	"careerbot/knowledge"
)

// inStory reports whether an occupation is somebody in the asker's story: "my
// teacher says", "the coach asked us".
func (a *ask) inStory(m mention) bool {
	if a.selfDescribed(m) || a.describesOther(m) {
		return true
	}
	if m.at == 0 || m.at+1 >= len(a.toks) {
		return false
	}
	switch a.toks[m.at-1].Raw {
	case "my", "our", "his", "her", "the":
		return speechWords[a.toks[m.at+1].Raw]
	}
	return false
}

// describesOther reports whether an occupation only says who somebody is: "my
// sister who is a nurse".
func (a *ask) describesOther(m mention) bool {
	k := m.at - 1
	for k >= 0 && articleWords[a.toks[k].Raw] {
		k--
	}
	return k > 0 && (a.toks[k].Raw == "whos" || beWords[a.toks[k].Raw] && a.toks[k-1].Raw == "who" && k > 1)
}

// selfDescribed reports whether an occupation is what somebody has been so
// far: "ex paramedic", "maths teacher here".
func (a *ask) selfDescribed(m mention) bool {
	for k := m.at - 1; k >= max(0, m.at-4) && a.toks[k+1].Break < knowledge.ClauseBreak; k-- {
		if beenWords[a.toks[k].Raw] {
			return true
		}
	}
	for k := m.at + 1; k < min(len(a.toks), m.at+4) && a.toks[k].Break < knowledge.ClauseBreak; k++ {
		if a.toks[k].Raw == "here" || a.toks[k].Raw == "background" || a.toks[k].Raw == "turned" {
			return true
		}
	}
	return false
}

var beenWords = wordSet("ex former formerly previously retired was been worked trained qualified")

var speechWords = wordSet("say says said tell tells told ask asks asked think thinks reckon reckons want wants keep keeps suggest suggests suggested recommend recommends recommended swears claims claimed insists")

// origin reports whether a place is where the asker comes from: "from Spain to
// …", "I'm Indian but live in …".
func (a *ask) origin(m mention) bool {
	for k := m.at - 1; k >= max(0, m.at-2); k-- {
		if originWords[a.toks[k].Raw] {
			return true
		}
	}
	return false
}

var originWords = wordSet("from left leaving leave quit quitting born im am originally")

// cohort reports whether a year names when somebody graduates, and not the
// year of the figures: "2027 grad".
func (a *ask) cohort(year int) bool {
	for i := 0; i+1 < len(a.toks); i++ {
		if a.toks[i].Raw == strconv.Itoa(year) {
			switch a.toks[i+1].Text {
			case "grad", "graduate", "cohort", "class", "intake", "leaver", "starter":
				return true
			}
		}
	}
	return false
}

// sinceThen reports whether a year is when something of the asker's began:
// "since 2019".
func (a *ask) sinceThen(year int) bool {
	i := slices.IndexFunc(a.toks, func(t knowledge.Token) bool { return t.Raw == strconv.Itoa(year) })
	return i > 0 && sinceWords[a.toks[i-1].Raw]
}

var sinceWords = wordSet("since until graduated born joined started")

// subordinate reports whether token i stands in a clause that only tells the
// circumstances: "… before she finishes the course".
func (a *ask) subordinate(i int) bool {
	for k := i; k > 0 && a.toks[k].Break < knowledge.SentenceBreak; k-- {
		if whileWords[a.toks[k].Raw] || a.toks[k].Raw == "who" && a.toks[k-1].Raw != "and" && k > 1 {
			return true
		}
	}
	return false
}

var whileWords = wordSet("because cos cause since before after while when whilst although though until till if now")
