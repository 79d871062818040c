package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// A wanted is one thing that a question says, which a label may say too.
type wanted struct {
	stems  []string
	on     []string // what they mean by the thesaurus
	terms  []*knowledge.Term
	years  *experience
	raw    string
	period string // pay by the hour, day, … is meant
	whole  bool   // nobody whom an article is on: only a label's whole name is it
	town   bool   // a town or region stands for a country
	any    bool   // one of the stems is enough
	out    bool   // behind "outside"
	kept   bool   // it comes from the answer before
	must   bool   // an answer that has it not is none
	role   bool
}

// met reports whether a label says it.
func (w *wanted) met(l *label) bool {
	switch {
	case w.period != "":
		return slices.ContainsFunc(l.raw, func(raw string) bool { return periodWords[raw] == w.period })
	case w.years != nil && l.years.Has(w.years.from) && l.years.Has(w.years.to):
		return true
	case w.out:
		return len(w.stems) > 0 && slices.Contains(l.stems, "-"+w.stems[0])
	case len(w.stems) > 0 && slices.Contains(l.stems, "-"+w.stems[0]):
		return false
	case shareTerm(w.terms, l.terms):
		return true
	case len(w.raw) >= leastInitials && len(w.raw) <= mostInitials && strings.Contains(l.initials, w.raw):
		return true
	case w.whole:
	case len(w.raw) >= leastShort && slices.ContainsFunc(l.raw, func(r string) bool { return strings.HasPrefix(r, w.raw) }):
		return true
	}
	if w.whole {
		name := strings.Join(w.stems, " ")
		return slices.ContainsFunc(l.names, func(n string) bool { return n == name || strings.HasSuffix(n, " "+name) })
	}
	if w.any {
		return slices.ContainsFunc(w.stems, func(s string) bool { return slices.Contains(l.stems, s) })
	}
	if slices.ContainsFunc(w.on, func(m string) bool { return slices.Contains(l.stems, m) }) {
		return true
	}
	return len(w.stems) > 0 && !slices.ContainsFunc(w.stems, func(s string) bool { return !slices.Contains(l.stems, s) })
}

// Of how many letters initials are that stand for a label's words.
const (
	leastInitials = 2
	mostInitials  = 5
)

// leastShort is how many letters of a label's word stand for all of it: "exec".
const leastShort = 4

// of reports whether a cell was read as what is wanted, or as a part of it.
func (w *wanted) of(p *knowledge.Pay, country *knowledge.Term) bool {
	return slices.Contains(w.terms, p.Role) || slices.Contains(w.terms, p.Level) || slices.Contains(w.terms, p.Place) || !w.town && slices.Contains(w.terms, country) ||
		w.years != nil && p.Years.Has(w.years.from) || w.period != "" && w.period == p.Period
}

// wants lists what a question says: its slots as they were understood, and its other words.
func (b *Bot) wants(a *ask) []wanted {
	slots := slices.Concat(a.roles, a.levels, a.places)
	var out []wanted
	var keptRoles []*knowledge.Term
	for _, s := range a.spans {
		if s.To-s.From > 1 && s.Is(knowledge.TopicTerm) != nil {
			out = append(out, wanted{stems: b.besidePay(a, s), must: true, any: true}) // "employment law" for a row on employment
		} else if w, ok := b.wantOf(a, s, slots); ok && s.Phrase != yearToken && s.Phrase != amountToken {
			out = append(out, w)
		}
	}
	if name, _, ok := strings.Cut(b.otherKind(a), " "); ok {
		out = append(out, wanted{stems: a.memo.Stems(name), raw: name, must: true})
	}
	for _, m := range a.foreign {
		if !slices.ContainsFunc(out, func(w wanted) bool { return w.must && strings.Contains(w.raw, m.phrase) }) {
			out = append(out, wanted{stems: a.memo.Stems(m.phrase), raw: m.phrase, must: true, whole: m.term.Kind != knowledge.PlaceTerm})
		}
	}
	if p := periodOf(a.toks); p != "" {
		out = append(out, wanted{period: p})
	}
	for _, t := range slots {
		said := slices.ContainsFunc(out, func(w wanted) bool { return slices.Contains(w.terms, t) })
		switch kept := slices.Contains(a.kept, t); {
		case said:
		case kept && t.Kind == knowledge.RoleTerm:
			keptRoles = append(keptRoles, t)
		case a.byYears != nil && t.Kind == knowledge.LevelTerm:
			out = append(out, wanted{years: a.byYears, terms: slices.DeleteFunc(slices.Clone(a.levels), isOwnLabel), must: true})
		default:
			out = append(out, wanted{terms: []*knowledge.Term{t}, role: t.Kind == knowledge.RoleTerm, must: t.Kind != knowledge.PlaceTerm && !kept})
		}
	}
	if len(keptRoles) > 0 {
		out = append(out, wanted{terms: keptRoles, role: true, kept: true, must: true})
	}
	for i := range a.reading.years {
		if y := &a.reading.years[i]; len(a.levels) == 0 && y.elsewhere == "" {
			out = append(out, wanted{years: y, must: true})
		}
	}
	return out[:min(len(out), mostWanted)]
}

// mostWanted is how many things of a question are looked for: one bit each.
const mostWanted = 64

// besidePay returns the stems of a span's words that do not mean pay themselves.
func (b *Bot) besidePay(a *ask, s knowledge.Span) (stems []string) {
	for _, t := range a.toks[s.From:s.To] {
		pay := slices.ContainsFunc(b.set.Lexicon.Senses(t.Text), func(x knowledge.Sense) bool { return answersPay(x.Term) })
		if !pay {
			stems = append(stems, a.memo.Stems(t.Text)...)
		}
	}
	return stems
}

// wantOf returns what a span of a question says; false for what says nothing to a table.
func (b *Bot) wantOf(a *ask, s knowledge.Span, slots []*knowledge.Term) (wanted, bool) {
	w := wanted{raw: s.Phrase, stems: turned(a.memo.Stems(s.Phrase)), town: s.City() != "", must: a.asking[s.From] || s.Is(knowledge.TopicTerm) != nil}
	w.out = s.From > 0 && slices.ContainsFunc(a.memo.Stems(a.toks[s.From-1].Text), func(s string) bool { return shutsOut[s] })
	filler := s.Is(knowledge.FillerTerm) != nil || s.Is(knowledge.PhraseTerm) != nil
	slot := false
	for _, sense := range s.Senses {
		switch t := sense.Term; t.Kind {
		case knowledge.RoleTerm, knowledge.LevelTerm, knowledge.PlaceTerm:
			slot = true
			if slices.Contains(slots, t) {
				w.terms, w.role = append(w.terms, t), w.role || t.Kind == knowledge.RoleTerm
			}
		case knowledge.ConceptTerm:
			if answersPay(t) {
				w.must = false
			} else if t.Group == "fact" {
				w.terms, filler = append(w.terms, t), false
			} else {
				return w, false
			}
		}
	}
	switch {
	case slot && len(w.terms) > 0:
		w.must = true
	case slot && s.From > 0 && a.toks[s.From-1].Raw == "from":
		return w, false // where somebody comes from
	case slot && a.turnsDown(s.From):
		return w, false
	case slot:
		i := slices.IndexFunc(a.foreign, func(m mention) bool { return m.at == s.From })
		w.whole = s.Is(knowledge.RoleTerm) != nil && s.Is(knowledge.PlaceTerm) == nil
		w.must = w.must || i >= 0
	case a.negated(s.From):
		return w, false
	case b.endsRole(s), s.To-s.From == 1 && rateWords[s.Phrase]:
		w.must = false
	case filler:
		w.must = false
		return w, s.To-s.From == 1 && len(s.Phrase) >= leastTelling
	}
	if len(w.terms) == 0 {
		w.on = a.meantBy(s)
	}
	return w, true
}

// meantBy returns what a phrase of the thesaurus means that a span is, or is a part of.
func (r *reading) meantBy(s knowledge.Span) (on []string) {
	for _, m := range r.meant {
		if m.From <= s.From && s.To <= m.To {
			on = append(on, string(m.Matter))
		}
	}
	return on
}

// turnsDown reports whether a role, level or place at token i is named to be turned away.
func (r *reading) turnsDown(i int) bool {
	return slices.ContainsFunc(slices.Concat(r.roles, r.levels, r.places), func(m mention) bool { return m.at == i && (m.negated || m.doubted) })
}

// musts returns which of what is wanted an answer must say.
func musts(all []wanted) (must uint64) {
	for i, w := range all {
		if w.must {
			must |= 1 << i
		}
	}
	return must
}

// endsRole reports whether a span is the last word of a role's name of several, or the
// start of it: "tech" of an HVAC technician.
func (b *Bot) endsRole(s knowledge.Span) bool {
	return s.To-s.From == 1 && slices.ContainsFunc(b.set.Covered(knowledge.RoleTerm), func(r *knowledge.Term) bool {
		i := strings.LastIndexByte(r.Name, ' ')
		last := strings.ToLower(r.Name[i+1:])
		return i > 0 && (last == s.Phrase || len(s.Phrase) >= leastShort && strings.HasPrefix(last, s.Phrase))
	})
}

// periodOf returns the period that pay is asked for by, "" for none.
func periodOf(toks []knowledge.Token) string {
	for _, t := range toks {
		if p := periodWords[t.Raw]; p != "" {
			return p
		}
	}
	return ""
}

// answersPay reports whether a concept is one that every figure of pay answers to.
func answersPay(t *knowledge.Term) bool {
	return t.Name == knowledge.ConceptPay || t.Name == knowledge.ConceptAmount || t.Name == knowledge.ConceptRate
}
