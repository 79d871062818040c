package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// A mention is a role, level or place that a question names.
type mention struct {
	term    *knowledge.Term
	phrase  string // folded, as the lexicon has it
	typed   string // as the asker wrote it
	readAs  bool   // an answer says how it was read
	city    string // the city or nation that stood for the place
	at      int    // index of its first token
	asking  bool   // stands in a sentence that asks
	related bool   // the phrase is searched for in other words, too
	negated bool   // "not the US"
	doubted bool   // "don't live in", "don't tell me about": negated where another is named
	written bool   // the phrase stands in an article's text
}

// A reading is how one message was understood, before any rule is applied.
type reading struct {
	text         string
	toks         []knowledge.Token
	spans        []knowledge.Span
	asking       []bool // by token: stands in a sentence that asks
	remark       []bool // by token: stands in a clause beside what is asked: ", i need it for a talk"
	question     bool   // has the form of a question
	roles        []mention
	levels       []mention
	places       []mention
	concepts     []*knowledge.Term // of the sentences that ask; of all, where those have none
	around       []*knowledge.Term // of the other sentences
	borrowed     bool              // no sentence that asks has a concept: they come from the others
	topicsAround []*knowledge.Term // of the other sentences
	topics       []*knowledge.Term // of the sentences that ask
	groups       map[string]bool   // conversation phrases met, by group
	years        []experience
	amounts      []knowledge.Money
	dates        []int             // calendar years named
	unwanted     []*knowledge.Term // concepts behind a word that turns them away
	notPay       *knowledge.Term   // pay, where the asker says that it is not meant
	words        []word
	related      []word      // words of articles for what was said otherwise
	fixed        [][2]string // spelling: as written, as read
}

// A word is one that no list explains; its stem must be explained by a passage.
type word struct {
	text   string
	at     int // index of its token
	asking bool
	turned bool // behind a word that turns it away, for words of articles
}

// read understands one message on its own.
func (b *Bot) read(text string) *reading {
	r := &reading{text: clean(text), groups: map[string]bool{}}
	r.groups["injection"] = forged.MatchString(text[:min(len(text), maxRead)])
	lex := b.set.Lexicon
	r.toks = lex.Canonical(knowledge.Tokens(r.text))
	r.correct(lex)
	r.sentences()
	r.remarks()
	r.takeYears()
	r.takeDates()
	r.takeAmounts()
	r.spans = lex.Read(r.toks)
	for _, s := range r.spans {
		r.take(lex, s)
	}
	r.gaps(lex)
	r.supported(b.supported)
	r.otherGrades(b.set)
	notMeant := func(t *knowledge.Term) bool { return t == r.notPay }
	r.concepts, r.around = slices.DeleteFunc(r.concepts, notMeant), slices.DeleteFunc(r.around, notMeant)
	if !slices.ContainsFunc(r.concepts, func(t *knowledge.Term) bool { return t.Group != "weak" }) && len(r.around) > 0 {
		r.concepts, r.around, r.borrowed = addTerms(r.concepts, r.around), nil, true
	}
	r.link()
	return r
}

// correct mends words that are neither known nor numbers, by the vocabulary.
func (r *reading) correct(lex *knowledge.Lexicon) {
	for i := 0; i < len(r.toks); i++ {
		t := r.toks[i]
		if t.Num || lex.Knows(t.Text) || lex.Knows(t.Raw) {
			continue
		}
		fixed := lex.Correct(squeeze(t.Text))
		if len(fixed) == 0 {
			fixed = lex.Segment(t.Raw)
		}
		if len(fixed) == 0 {
			continue
		}
		r.fixed = append(r.fixed, [2]string{t.Raw, strings.Join(fixed, " ")})
		parts := make([]knowledge.Token, len(fixed))
		for k, w := range fixed {
			parts[k] = t
			parts[k].Text, parts[k].Raw = knowledge.Singular(w), w
			if k > 0 {
				parts[k].Break = knowledge.NoBreak
			}
		}
		r.toks = slices.Replace(slices.Clone(r.toks), i, i+1, lex.Canonical(parts)...)
	}
}

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
			r.places = append(r.places, m)
		case knowledge.ConceptTerm:
			if sense.Term.Name == knowledge.ConceptPay && r.negated(s.From) {
				r.notPay = sense.Term // "what do they make, I mean things, not money"
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
		case knowledge.PhraseTerm:
			if g := sense.Term.Group; g != "followup" || s.From == 0 {
				r.groups[g] = true
			}
		}
	}
}

// takeInside takes the words for pay that a longer phrase hides: "starting
// salary" is a level, "devops contractor" a role, and both ask for money.
func (r *reading) takeInside(lex *knowledge.Lexicon, s knowledge.Span) {
	for i := s.From; i < s.To && s.To-s.From > 1; i++ {
		for _, sense := range lex.Senses(r.toks[i].Text) {
			if t := sense.Term; t.Kind == knowledge.LevelTerm && t.Covered && s.Is(knowledge.RoleTerm) != nil && len(r.levels) == 0 {
				r.levels = append(r.levels, mention{term: t, phrase: r.toks[i].Text, typed: r.toks[i].Raw, at: i, asking: r.asking[i], readAs: sense.ReadAs})
			} else if t.Kind == knowledge.ConceptTerm && (t.Name == knowledge.ConceptPay || t.Name == knowledge.ConceptRate) {
				r.takeConcept(t, r.asking[s.From])
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

func addTerm(list []*knowledge.Term, t *knowledge.Term) []*knowledge.Term {
	if slices.Contains(list, t) {
		return list
	}
	return append(list, t)
}

// typed returns a span as the asker wrote it.
func (r *reading) typed(s knowledge.Span) string {
	from, to := r.toks[s.From].Start, r.toks[s.To-1].End
	if from >= to || to > len(r.text) || to-from > 2*len(s.Phrase)+2 { // run together with other words
		return s.Phrase
	}
	return strings.ToLower(r.text[from:to])
}

func addTerms(list, more []*knowledge.Term) []*knowledge.Term {
	for _, t := range more {
		list = addTerm(list, t)
	}
	return list
}

// negations turn away what follows them within two words.
var negations = wordSet("not no except excluding without isnt nor neither")

// degreeWords behind "not" say that there is more, not that it is something else.
var degreeWords = wordSet("just only simply merely really basically exactly necessarily")

var smallWords = wordSet("the a an in for to of from")

// turned reports whether a word before token i in its clause turns it away:
// "bored when i have to stay with one thing".
func (r *reading) turned(i int) bool {
	for k := i - 1; k >= max(0, i-8) && r.toks[k+1].Break < knowledge.ClauseBreak && r.toks[k].Raw != "but"; k-- {
		if negativeWords[r.toks[k].Raw] {
			return !mindWords[r.toks[k+1].Raw]
		}
	}
	return false
}

// mindWords take a negative word back: "don't mind".
var mindWords = wordSet("sleep rest stop wait help mind care bother bothered scared afraid worried")

// doubted reports whether "don't" stands before token i in its clause.
func (r *reading) doubted(i int) bool {
	for k := i - 1; k >= max(0, i-5) && r.toks[k+1].Break < knowledge.ClauseBreak; k-- {
		if raw := r.toks[k].Raw; raw == "dont" || raw == "doesnt" || raw == "not" && k+1 < i && !degreeWords[r.toks[k+1].Raw] {
			return true
		}
	}
	return false
}

// negated reports whether the tokens before i turn it away: "not the US",
// "rather than devops", "instead of".
func (r *reading) negated(i int) bool {
	if i >= 2 && (r.toks[i-1].Raw == "or" || r.toks[i-1].Raw == "nor") && r.negated(i-2) {
		return true // "not the UK or the US"
	}
	for k := i - 1; k >= max(0, i-3); k-- {
		raw := r.toks[k].Raw
		switch {
		case r.toks[k+1].Break >= knowledge.ClauseBreak:
			return false
		case raw == "not" && degreeWords[r.toks[k+1].Raw]:
			return false // "not just X" turns nothing away
		case raw == "isnt" && (k == 0 || r.toks[k].Break == knowledge.SentenceBreak):
			return false // "isn't X just Y?" asks
		case negations[raw]:
			return k == i-1 || raw == "not" && (k == i-2 || smallWords[r.toks[i-1].Raw])
		case raw == "than" && k > 0 && r.toks[k-1].Raw == "rather":
			r.groups["rather than"] = true
			return true
		case raw == "of" && k > 0 && r.toks[k-1].Raw == "instead":
			return true
		}
	}
	return false
}

// gaps adds the meanings of phrases with gaps, sentence by sentence that asks.
func (r *reading) gaps(lex *knowledge.Lexicon) {
	var asking []knowledge.Token
	for i, t := range r.toks {
		if r.asking[i] {
			asking = append(asking, t)
		}
	}
	for _, s := range lex.Gaps(asking) {
		switch s.Term.Kind {
		case knowledge.ConceptTerm:
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
			r.levels = append(r.levels, mention{term: &knowledge.Term{Kind: knowledge.LevelTerm, Name: name}, phrase: name, typed: name, at: i, asking: r.asking[i]})
		}
	}
}

// has reports whether the question speaks of a concept.
func (r *reading) has(name string) bool {
	return slices.ContainsFunc(r.concepts, func(t *knowledge.Term) bool { return t.Name == name })
}

// wordCount is the number of tokens.
func (r *reading) wordCount() int { return len(r.toks) }
