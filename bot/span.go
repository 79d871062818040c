package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// take sorts one span into the reading.
func (r *reading) take(lex *knowledge.Lexicon, s knowledge.Span) {
	asking := r.asking[s.From]
	if len(s.Senses) == 0 {
		r.takeWord(r.toks[s.From], s.From, asking)
		return
	}
	for _, sense := range s.Senses {
		m := mention{term: sense.Term, phrase: s.Phrase, typed: r.typed(s), readAs: sense.ReadAs, city: sense.City, at: s.From, asking: asking, negated: r.negated(s.From), related: s.Is(knowledge.RelatedTerm) != nil, doubted: r.doubted(s.From), written: lex.Written(s.Phrase)}
		switch sense.Term.Kind {
		case knowledge.RoleTerm:
			r.roles = append(r.roles, m)
			r.takeInside(lex, s)
		case knowledge.LevelTerm:
			r.levels = append(r.levels, m)
			r.takeInside(lex, s)
		case knowledge.PlaceTerm:
			if !r.isLanguage(s, sense.Term) {
				r.places = append(r.places, m)
			}
		case knowledge.ConceptTerm:
			if sense.Term.Name == knowledge.ConceptPay && r.negated(s.From) {
				r.notPay = sense.Term // "what do they make, I mean things, not money"
			}
			if s.Phrase == "for me" && r.ordered(s.From) || s.Phrase == "min" && s.From > 0 && r.toks[s.From-1].Num {
				continue // "compare them for me" asks for no advice, "in 10 mins" for no minimum
			}
			r.takeConcept(sense.Term, asking)
			if r.turned(s.From) {
				r.unwanted = addTerm(r.unwanted, sense.Term)
			}
			if sense.Term.Group == "weak" {
				r.takeInside(lex, s) // "who can earn"
			}
		case knowledge.TopicTerm:
			switch {
			case m.written && s.To-s.From > 1:
			case asking && !r.remark[s.From]:
				r.topics = addTerm(r.topics, sense.Term)
			default:
				r.topicsAround = addTerm(r.topicsAround, sense.Term)
			}
		case knowledge.RelatedTerm:
			r.takeSlots(lex, s)
			if role := s.Is(knowledge.RoleTerm); role != nil && role.Covered {
				continue // the role is meant
			}
			if s.Is(knowledge.ConceptTerm) == nil { // what is asked for by name needs no other words
				r.related = append(r.related, word{text: sense.Term.Name, asking: asking, turned: r.turned(s.From)})
			}
		case knowledge.FillerTerm:
			if s.To < len(r.toks) && r.toks[s.To].Raw == "to" {
				r.takeLevels(lex, s) // "from junior up" is the whole ladder, and "from junior up to mid" is not
			}
		case knowledge.PhraseTerm:
			if g := sense.Term.Group; g != "followup" || s.From == 0 {
				r.groups[g] = true
			}
		}
	}
}

// isLanguage reports whether the word for people of a place is what somebody speaks: "I
// speak Greek and also French".
func (r *reading) isLanguage(s knowledge.Span, place *knowledge.Term) bool {
	if strings.EqualFold(s.Phrase, place.Name) || s.To-s.From > 1 || s.City() != "" {
		return false
	}
	for k := max(0, s.From-6); k < min(len(r.toks), s.To+3); k++ {
		if languageWords[r.toks[k].Raw] {
			return true
		}
	}
	return false
}

var languageWords = wordSet("speak speaks speaking spoke spoken fluent bilingual language languages speaker speakers lessons")

// takeInside takes the words for pay that a longer phrase hides: "starting
// salary" is a level, "devops contractor" a role, and both ask for money.
func (r *reading) takeInside(lex *knowledge.Lexicon, s knowledge.Span) {
	for i := s.From; i < s.To && s.To-s.From > 1; i++ {
		for _, sense := range lex.Senses(r.toks[i].Text) {
			if t, role := sense.Term, s.Is(knowledge.RoleTerm); t.Kind == knowledge.LevelTerm && t.Covered && role != nil && len(r.levels) == 0 && !names(role, r.toks[i].Raw) {
				r.levels = append(r.levels, mention{term: t, phrase: r.toks[i].Text, typed: r.toks[i].Raw, at: i, asking: r.asking[i], readAs: sense.ReadAs})
			} else if t.Kind == knowledge.ConceptTerm && (t.Name == knowledge.ConceptPay || t.Name == knowledge.ConceptRate && !isOwnStep(s)) {
				r.takeConcept(t, r.asking[s.From])
			}
		}
	}
}

// isOwnStep reports whether a phrase is a step as an article calls it: a "contracts
// manager" need be no contractor.
func isOwnStep(s knowledge.Span) bool {
	level := s.Is(knowledge.LevelTerm)
	return level != nil && isOwnLabel(level)
}

// takeLevels takes the levels that stand within a phrase.
func (r *reading) takeLevels(lex *knowledge.Lexicon, s knowledge.Span) {
	for i := s.From; i < s.To; i++ {
		for _, sense := range lex.Senses(r.toks[i].Text) {
			if sense.Term.Kind == knowledge.LevelTerm {
				r.levels = append(r.levels, mention{term: sense.Term, phrase: r.toks[i].Text, typed: r.toks[i].Raw, at: i, asking: r.asking[i], readAs: sense.ReadAs})
			}
		}
	}
}

// takeSlots takes the roles, levels and places that stand within a phrase
// which is only there to be searched for in other words: "more at the start".
func (r *reading) takeSlots(lex *knowledge.Lexicon, s knowledge.Span) {
	for _, inner := range lex.Read(r.toks[s.From+1 : s.To]) {
		inner.From, inner.To = inner.From+s.From+1, inner.To+s.From+1
		if inner.Is(knowledge.RoleTerm) != nil || inner.Is(knowledge.LevelTerm) != nil || inner.Is(knowledge.PlaceTerm) != nil {
			r.take(lex, inner)
		}
	}
}

func (r *reading) takeConcept(t *knowledge.Term, asking bool) {
	if asking {
		r.concepts = addTerm(r.concepts, t)
	} else {
		r.around = addTerm(r.around, t)
	}
}

func (r *reading) takeWord(t knowledge.Token, at int, asking bool) {
	if t.Num || len(t.Text) < 2 {
		return
	}
	r.words = append(r.words, word{text: t.Raw, asking: asking, at: at})
}

// typed returns a span as the asker wrote it.
func (r *reading) typed(s knowledge.Span) string {
	from, to := r.toks[s.From].Start, r.toks[s.To-1].End
	if from >= to || to > len(r.text) || to-from > 2*len(s.Phrase)+2 { // run together with other words
		return s.Phrase
	}
	return strings.ToLower(r.text[from:to])
}

// gaps adds the meanings of phrases with gaps, sentence by sentence that asks.
func (r *reading) gaps(lex *knowledge.Lexicon) {
	asking := r.toks
	if slices.Contains(r.asking, false) {
		asking = nil
		for i, t := range r.toks {
			if r.asking[i] {
				asking = append(asking, t)
			}
		}
	}
	ofThing := r.muchOfThing()
	for _, s := range lex.Gaps(asking) {
		switch s.Term.Kind {
		case knowledge.ConceptTerm:
			if ofThing && s.Term.Name == knowledge.ConceptPay {
				continue
			}
			r.takeConcept(s.Term, true)
		case knowledge.RelatedTerm:
			r.related = append(r.related, word{text: s.Term.Name, asking: true})
		case knowledge.LevelTerm:
			r.levels = append(r.levels, mention{term: s.Term, phrase: s.Term.Name, typed: s.Term.Name, asking: true})
		case knowledge.PhraseTerm:
			r.groups[s.Term.Group] = true
		case knowledge.TopicTerm:
			r.topics = addTerm(r.topics, s.Term)
		}
	}
	if len(asking) == len(r.toks) || len(r.levels) > 0 {
		return
	}
	for _, s := range lex.Gaps(r.toks) {
		if s.Term.Kind == knowledge.LevelTerm { // "52k for my first devops job. Good?"
			r.levels = append(r.levels, mention{term: s.Term, phrase: s.Term.Name, typed: s.Term.Name})
		}
	}
}

// muchOfThing reports whether it is asked how much there is of something that no
// list has: "how much testing is on them" asks for no pay.
func (r *reading) muchOfThing() bool {
	return slices.ContainsFunc(r.words, func(w word) bool {
		return w.at > 1 && r.toks[w.at-1].Raw == "much" && r.toks[w.at-2].Raw == "how"
	})
}

// supported drops the meanings of a phrase that no passage is about, where one
// is about another of its meanings.
func (r *reading) supported(about map[*knowledge.Term]bool) {
	for _, s := range r.spans {
		var without []*knowledge.Term
		any := false
		for _, sense := range s.Senses {
			if sense.Term.Kind != knowledge.ConceptTerm || sense.Term.Group == "weak" {
				continue
			}
			if about[sense.Term] {
				any = true
			} else {
				without = append(without, sense.Term)
			}
		}
		if any && len(without) > 0 {
			r.concepts = slices.DeleteFunc(r.concepts, func(t *knowledge.Term) bool { return slices.Contains(without, t) })
		}
	}
}

// otherGrades finds steps of a ladder that no article has: "band 9", where the
// articles have band 5 to 7.
func (r *reading) otherGrades(set *knowledge.Set) {
	for _, s := range r.spans {
		if i := s.From; i > 0 && s.Is(knowledge.LevelTerm) == nil && set.Graded(r.toks[i-1].Text, r.toks[i].Text) && r.toks[i].Break == knowledge.NoBreak {
			name := r.toks[i-1].Raw + " " + r.toks[i].Raw
			r.otherGrade(name, i)
		} else if s.Is(knowledge.LevelTerm) == nil && set.GradedWord(r.toks[i].Text) {
			r.otherGrade(r.toks[i].Raw, i)
		}
	}
}

func (r *reading) otherGrade(name string, at int) {
	r.levels = append(r.levels, mention{term: &knowledge.Term{Kind: knowledge.LevelTerm, Name: name}, phrase: name, typed: name, at: at, asking: r.asking[at]})
}

// ordered reports whether a word before token i in its sentence tells the bot to
// do something.
func (r *reading) ordered(i int) bool {
	for k := i - 1; k >= 0 && r.toks[k+1].Break < knowledge.SentenceBreak; k-- {
		if orderWords[r.toks[k].Raw] {
			return true
		}
	}
	return false
}

var orderWords = wordSet("compare describe explain list sort show sum summarise summarize outline write put lay spell define")

// names reports whether a role's own name has a word: the manager of "Brand
// Manager" is no level.
func names(role *knowledge.Term, word string) bool {
	return slices.ContainsFunc(knowledge.Tokens(role.Name), func(t knowledge.Token) bool { return t.Raw == word || t.Text == knowledge.Singular(word) })
}
