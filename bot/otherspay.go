package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// othersPay answers with the sentence of an article that says what an occupation gets which
// no article is on: "Test managers, who come from any of the three, are on £62,000". It must
// be all that is asked: no level, and no place that the sentence is not on.
func (b *Bot) othersPay(a *ask, m mention) (draft, bool) {
	if !a.pay && !a.claim && !a.rate || !m.written || len(a.levels)+len(a.years)+len(a.amounts)+len(a.roles) > 0 || len(a.foreignOf(knowledge.PlaceTerm)) > 0 {
		return draft{}, false
	}
	for _, h := range b.search(a, b.evidenceOf(a)) {
		if h.Kind != index.Para && h.Kind != index.Item || !h.Figures {
			continue
		}
		all := b.sentencesOf(h.Passage)
		i := slices.IndexFunc(all, func(s sentence) bool { return b.paysThem(s, m.phrase) && agree(a.places, s.Places) >= 0 })
		if i >= 0 {
			return b.quote(a, h.Passage, all[i].text), true
		}
	}
	return draft{}, false
}

// paysThem reports whether a sentence gives money behind a name, with no other role between
// the two.
func (b *Bot) paysThem(s sentence, name string) bool {
	money := knowledge.FindMoney(s.text)
	if len(money) == 0 {
		return false
	}
	before, _, found := strings.Cut(s.text, money[0].Text)
	if !found {
		return false
	}
	words := " " + b.set.Words(before) + " "
	at := strings.LastIndex(words, " "+name)
	return at >= 0 && len(b.set.Read(words[at+1+len(name):]).Roles) == 0
}
