package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// A setting is where people work, as a table of pay has it: "In-house team".
type setting struct {
	level *knowledge.Term
	words []string
	roles []*knowledge.Term // whose pay the articles give there
}

func (b *Bot) prepareSettings() {
	for _, l := range b.set.Settings() {
		if slices.ContainsFunc(b.settings, func(s setting) bool { return s.level == l }) {
			continue
		}
		s := setting{level: l}
		for _, t := range b.set.Lexicon.Canonical(knowledge.Tokens(l.Name)) {
			s.words = append(s.words, t.Text)
		}
		for i := range b.set.Pays {
			if p := &b.set.Pays[i]; p.Level == l && p.Role != nil {
				s.roles = addTerm(s.roles, p.Role)
			}
		}
		b.settings = append(b.settings, s)
	}
}

// partOfSetting takes a part of its name for a setting, where pay in a role is
// asked for and no level: "in-house editor salary". Of two that share a word the
// one is meant that has more of what was said.
func (b *Bot) partOfSetting(a *ask) {
	if len(a.years) > 0 || !b.payOfEmployer(a) && !a.namesMoney() && len(a.places)+len(a.amounts)+len(a.levels) == 0 && len(kindsAsked(a.has)) == 0 {
		return
	}
	var found []setting
	var at [][]int
	for _, s := range b.settings {
		here := a.saidOf(s.words)
		if slices.ContainsFunc(a.levels, func(l *knowledge.Term) bool { return l != b.set.Step(s.level) }) {
			continue // its figures are of another step, or of all
		}
		if len(here) > 1 && len(a.roles) == 0 || len(here) > 0 && shareTerm(s.roles, a.roles) {
			found, at = append(found, s), append(at, here)
		}
	}
	if a.asksBeside(slices.Concat(at...)) {
		return // "do in-house teams pay a bonus"
	}
	steps := a.levels
	for i, s := range found {
		if slices.ContainsFunc(at, func(o []int) bool { return len(o) > len(at[i]) && holdsAll(o, at[i]) }) || slices.ContainsFunc(found, func(o setting) bool {
			return o.level != s.level && slices.Equal(a.saidOf(o.words), at[i])
		}) {
			continue
		}
		a.levels = addTerm(slices.DeleteFunc(slices.Clone(a.levels), func(l *knowledge.Term) bool { return slices.Contains(steps, l) }), s.level)
		first := a.toks[at[i][0]]
		a.said = append(a.said, mention{term: s.level, phrase: first.Text, typed: first.Raw, at: at[i][0], asking: true})
		a.settled(at[i])
	}
	slices.SortStableFunc(a.said, func(x, y mention) int { return x.at - y.at })
}

// payThere takes what says who pays for plain pay, where a setting is asked for that
// says the same: "hospital pay".
func (b *Bot) payThere(a *ask) {
	if !slices.ContainsFunc(a.levels, b.isSetting) {
		return
	}
	if b.payOfEmployer(a) {
		a.concepts = addTerms(slices.Clone(a.concepts), b.named(knowledge.ConceptPay))
	}
	a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), (*knowledge.Term).OfEmployer)
}

// payOfEmployer reports whether a phrase that says who pays speaks of pay: "hospital
// pay".
func (b *Bot) payOfEmployer(a *ask) bool {
	return slices.ContainsFunc(a.spans, func(s knowledge.Span) bool {
		return isEmployer(s) && slices.ContainsFunc(a.toks[s.From:s.To], b.isPay)
	})
}

// isPay reports whether a word by itself speaks of pay.
func (b *Bot) isPay(t knowledge.Token) bool {
	return slices.ContainsFunc(b.set.Lexicon.Senses(t.Text), func(x knowledge.Sense) bool { return x.Term.Name == knowledge.ConceptPay })
}

// besideSettings parts the figures of a career's steps from those of settings,
// where neither is asked for by name: the steps are meant, unless it is asked
// where one earns most or least.
func (b *Bot) besideSettings(a *ask, figs []figure) []figure {
	ends := a.has(knowledge.ConceptHighest) || a.has(knowledge.ConceptLowest)
	where := a.ofSettings || slices.ContainsFunc(a.toks, func(t knowledge.Token) bool { return t.Raw == "where" })
	if len(a.levels) > 0 || ends && !where {
		return figs
	}
	kept := slices.DeleteFunc(slices.Clone(figs), func(f figure) bool { return b.isSetting(f.level) != ends })
	if len(kept) == 0 {
		return figs
	}
	return kept
}

// isSetting reports whether a level says where people work.
func (b *Bot) isSetting(l *knowledge.Term) bool {
	return slices.ContainsFunc(b.settings, func(s setting) bool { return s.level == l })
}

// settingsNote names the settings that there are figures for as well.
func (b *Bot) settingsNote(a *ask, figs []figure) string {
	var names []string
	for _, s := range b.settings {
		if len(a.levels) == 0 && !a.rate && slices.ContainsFunc(figs, func(f figure) bool { return !b.isSetting(f.level) && slices.Contains(s.roles, f.role) }) {
			names = append(names, midSentence(s.level.Name))
		}
	}
	if len(names) == 0 || len(names) > mostSettings || slices.ContainsFunc(figs, func(f figure) bool { return b.isSetting(f.level) }) {
		return ""
	}
	return "I have figures of their own, too, for " + list(names, "and") + "."
}

// mostSettings is how many settings are named.
const mostSettings = 8

// saidOf returns which tokens of the sentences that count are words of a name: runs
// of two or more of them in order, single ones that no list explains, that say who pays
// or that stand where a place of work does, and, beside such, any others but those that
// join words.
func (a *ask) saidOf(words []string) []int {
	var out, beside []int
	for i := 0; i < len(a.toks); {
		n := 0
		for k := range words {
			n = max(n, a.runOf(words[k:], i))
		}
		switch {
		case n == 1 && !a.unexplained(i) && !a.saysEmployer(i) && !a.whereAt(i):
			beside = append(beside, i)
		default:
			for k := range n {
				out = append(out, i+k)
			}
		}
		i += max(n, 1)
	}
	if len(out) == 0 {
		return nil
	}
	out = append(out, beside...)
	slices.Sort(out)
	return out
}

// runOf returns how many tokens from i on are the given words, each perhaps
// cut short; none where these are only such as "in the".
func (a *ask) runOf(words []string, i int) int {
	n, telling := 0, false
	for n < len(words) && i+n < len(a.toks) && a.counts(i+n) && isOrBegins(a.toks[i+n].Text, words[n]) {
		telling = telling || len(words[n]) >= leastTelling || a.unexplained(i+n)
		n++
	}
	if !telling {
		return 0
	}
	return n
}

// isOrBegins reports whether something typed is a word, or enough of its beginning.
func isOrBegins(typed, word string) bool {
	return typed == word || len(typed) >= leastTelling && strings.HasPrefix(word, typed)
}

// unexplained reports whether no list explains the word at token i.
func (a *ask) unexplained(i int) bool {
	return slices.ContainsFunc(a.words, func(w word) bool { return w.at == i })
}

// saysEmployer reports whether the word at token i says who pays: "hospital pay".
func (a *ask) saysEmployer(i int) bool {
	return slices.ContainsFunc(a.spans, func(s knowledge.Span) bool { return s.From <= i && i < s.To && isEmployer(s) })
}

// whereAt reports whether the word at token i is a subject that stands where people say
// where they work: "law librarian", "in insurance", "at a museum".
func (a *ask) whereAt(i int) bool {
	k := slices.IndexFunc(a.spans, func(s knowledge.Span) bool { return s.From == i && s.To == i+1 })
	if k < 0 || !slices.ContainsFunc(a.spans[k].Senses, func(x knowledge.Sense) bool {
		return x.Term.Kind == knowledge.TopicTerm || x.Term.Kind == knowledge.ConceptTerm && x.Term.Group == "fact" && x.Term.Name != knowledge.ConceptPay
	}) {
		return false
	}
	if k+1 < len(a.spans) && a.spans[k+1].Is(knowledge.RoleTerm) != nil && a.toks[i+1].Break == knowledge.NoBreak {
		return true
	}
	before := i - 1
	for before > 0 && articleWords[a.toks[before].Raw] {
		before--
	}
	return before >= 0 && workWords[a.toks[before].Raw]
}

var workWords = wordSet("in at within")

func isEmployer(s knowledge.Span) bool {
	return slices.ContainsFunc(s.Senses, func(x knowledge.Sense) bool { return x.Term.OfEmployer() })
}

// counts reports whether token i stands in a sentence that asks, or in any where
// those that ask name no role: "recruiter, agency, 30k. Fair?"
func (a *ask) counts(i int) bool {
	return a.asking[i] || !slices.ContainsFunc(a.said, func(m mention) bool { return m.term.Kind == knowledge.RoleTerm && m.asking })
}

// leastTelling is how many letters a word has at least that is none of those that
// join others, and the beginning of one that stands for it.
const leastTelling = 4

// settled drops what tokens were read as before they were read as a name.
func (r *reading) settled(at []int) {
	r.words = slices.DeleteFunc(slices.Clone(r.words), func(w word) bool { return slices.Contains(at, w.at) })
	within := func(s knowledge.Span) bool { return slices.Contains(at, s.From) && slices.Contains(at, s.To-1) }
	for _, s := range r.spans {
		for _, sense := range s.Senses {
			said := func(t *knowledge.Term) bool { return t == sense.Term }
			if within(s) && !slices.ContainsFunc(r.spans, func(o knowledge.Span) bool {
				return !within(o) && slices.ContainsFunc(o.Senses, func(x knowledge.Sense) bool { return said(x.Term) })
			}) {
				r.concepts = slices.DeleteFunc(slices.Clone(r.concepts), said)
				r.topics = slices.DeleteFunc(slices.Clone(r.topics), said)
			}
		}
	}
}

// asksBeside reports whether tokens other than those of a name speak of a subject
// that is not pay.
func (a *ask) asksBeside(at []int) bool {
	return slices.ContainsFunc(a.spans, func(s knowledge.Span) bool {
		return !slices.Contains(at, s.From) && slices.ContainsFunc(s.Senses, func(x knowledge.Sense) bool {
			return x.Term.Kind == knowledge.ConceptTerm && x.Term.Group == "fact" && slices.Contains(a.concepts, x.Term) && x.Term.Name != knowledge.ConceptPay && x.Term.Name != knowledge.ConceptGap
		})
	})
}

func holdsAll(all, some []int) bool {
	return !slices.ContainsFunc(some, func(i int) bool { return !slices.Contains(all, i) })
}
