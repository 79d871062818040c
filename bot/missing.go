package bot

import (
	"slices"

	"careerbot/knowledge"
)

// mostMissing is how many names Slots.Missing has.
const mostMissing = 3

// lacks says for what no article has a draft was declined.
func (d draft) lacks(t *knowledge.Term) draft {
	d.lacking = append(d.lacking, t)
	return d
}

// missing names what a declined question was about that no article has, so
// that editors learn what is asked for. Only names of the word lists are told,
// never words of the asker, and nothing at all of a message with distress,
// insults or a forgery in it.
func (b *Bot) missing(a *ask, d draft) []string {
	switch d.Reason {
	case NoArticle, RoleUnknown, PlaceUnknown, LevelUnknown:
	default:
		return nil
	}
	if a.groups["distress"] || a.groups["insult"] || a.groups["injection"] {
		return nil
	}
	var out []string
	for _, t := range slices.Concat(d.lacking, a.lacking(d.lacking)) {
		name := b.listed(t)
		if name != "" && !slices.Contains(out, name) && len(out) < mostMissing {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// lacking returns what a question asks about and no article has, beside what it
// was declined for: a nurse's pay, in Germany. A topic stands for itself.
func (a *ask) lacking(known []*knowledge.Term) []*knowledge.Term {
	var out []*knowledge.Term
	isTopic := func(t *knowledge.Term) bool { return t.Kind == knowledge.TopicTerm || t.Kind == knowledge.ConceptTerm }
	if slices.ContainsFunc(known, isTopic) {
		return nil
	}
	for _, m := range a.foreign {
		told := slices.ContainsFunc(known, func(t *knowledge.Term) bool { return t.Kind == m.term.Kind })
		if m.asking && !told && !a.inStory(m) {
			out = addTerm(out, m.term)
		}
	}
	for _, t := range a.topics {
		if len(known) == 0 && t.Unwritten() {
			out = addTerm(out, t)
		}
	}
	return out
}

// listed returns the name of a term with its kind in front, "" for one that
// stands in no list: a grade is read as the asker wrote it.
func (b *Bot) listed(t *knowledge.Term) string {
	if b.set.Term(t.Kind, t.Name) != t {
		return ""
	}
	switch t.Kind {
	case knowledge.RoleTerm:
		return "role:" + t.Name
	case knowledge.PlaceTerm:
		return "place:" + t.Name
	case knowledge.LevelTerm:
		return "level:" + t.Name
	case knowledge.TopicTerm, knowledge.ConceptTerm:
		return "topic:" + t.Name
	}
	return ""
}
