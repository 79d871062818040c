package bot

import (
	"slices"
	"strings"

	"careerbot/index"
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

// inParts reports whether a mention is a phrase with other words between its own, of
// which it is not known where they stand.
func (m mention) inParts() bool { return m.phrase == m.term.Name }

// A reading is how one message was understood, before any rule is applied.
type reading struct {
	text         string
	memo         *index.Memo // of the stems of its words
	toks         []knowledge.Token
	spans        []knowledge.Span
	asking       []bool // by token: stands in a sentence that asks
	remark       []bool // by token: stands in a clause beside what is asked: ", i need it for a talk"
	question     bool   // has the form of a question
	aloud        bool   // its own words are not to be quoted
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
	related      []word            // words of articles for what was said otherwise
	meant        []knowledge.Meant // by the thesaurus
	fixed        [][2]string       // spelling: as written, as read
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
	r := &reading{text: clean(text), groups: map[string]bool{}, memo: b.index.Memo()}
	r.groups["injection"] = strings.ContainsAny(text, "<:") && forged.MatchString(text[:min(len(text), maxRead)])
	lex := b.set.Lexicon
	r.toks = lex.Canonical(knowledge.Tokens(r.text))
	r.correct(lex)
	r.sentences()
	r.remarks()
	r.takeYears()
	r.takeDates()
	r.takeAmounts()
	r.spans, r.meant = lex.Read(r.toks), b.set.Thesaurus.Meant(r.toks)
	r.initials()
	for _, s := range r.spans {
		r.take(lex, s)
	}
	r.gaps(lex)
	r.supported(b.supported)
	r.otherGrades(b.set)
	b.toTheTop(r)
	notMeant := func(t *knowledge.Term) bool { return t == r.notPay }
	r.concepts, r.around = slices.DeleteFunc(r.concepts, notMeant), slices.DeleteFunc(r.around, notMeant)
	if !slices.ContainsFunc(r.concepts, func(t *knowledge.Term) bool { return t.Group != "weak" }) && len(r.around) > 0 {
		r.concepts, r.around, r.borrowed = addTerms(r.concepts, r.around), nil, true
	}
	r.link(lex)
	return r
}

// initials takes words that are conversation or the initials of a role, "ta", for one of
// the two: for the role where they are written in capitals or stand where a name does.
func (r *reading) initials() {
	for i, s := range r.spans {
		role := s.Is(knowledge.RoleTerm)
		if role == nil || s.To-s.From > 1 || s.Is(knowledge.PhraseTerm) == nil && s.Is(knowledge.FillerTerm) == nil {
			continue
		}
		named := r.toks[s.From].Upper || s.From > 0 && r.toks[s.From].Break < knowledge.ClauseBreak && beforeName[r.toks[s.From-1].Raw]
		r.spans[i].Senses = slices.DeleteFunc(slices.Clone(s.Senses), func(x knowledge.Sense) bool {
			return named != (x.Term.Kind == knowledge.RoleTerm)
		})
	}
}

// beforeName are words that a role's name stands behind.
var beforeName = wordSet("a an the as or and vs versus than to of for each are do can does my being becoming agency senior junior trainee qualified")

// correct mends words that are neither known nor numbers, by the vocabulary.
func (r *reading) correct(lex *knowledge.Lexicon) {
	for i := 0; i < len(r.toks); i++ {
		t := r.toks[i]
		if t.Num || lex.Knows(t.Text) || lex.Knows(t.Raw) {
			continue
		}
		fixed := r.inName(lex, i)
		if len(fixed) == 0 {
			fixed = lex.Correct(squeeze(t.Text))
		}
		if len(fixed) == 1 && len(t.Text) <= mostChance && isTown(lex.Senses(fixed[0])) && !r.atPlace(i) {
			continue
		}
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

// inName returns the word that token i stands for by the names that the tokens beside it
// are a part of; nil where there is none.
func (r *reading) inName(lex *knowledge.Lexicon, i int) []string {
	before, behind := "", ""
	if i > 0 && r.toks[i].Break == knowledge.NoBreak {
		before = r.toks[i-1].Text
	}
	if i+1 < len(r.toks) && r.toks[i+1].Break == knowledge.NoBreak {
		behind = r.toks[i+1].Text
	}
	if w := lex.CorrectInName(r.toks[i].Text, before, behind); w != "" {
		return []string{w}
	}
	return nil
}

// mostChance is how many letters a word has at most that may look like a town's name
// by chance: "redo" is not Reno.
const mostChance = 5

// isTown reports whether a word means a town and nothing else.
func isTown(senses []knowledge.Sense) bool {
	return len(senses) > 0 && !slices.ContainsFunc(senses, func(s knowledge.Sense) bool { return s.City == "" })
}

// atPlace reports whether a place may be named at token i: behind a word such as
// "in", or apart from what stands before it.
func (r *reading) atPlace(i int) bool {
	return i == 0 || placeWords[r.toks[i-1].Raw] || r.toks[i].Break >= knowledge.ClauseBreak
}

var placeWords = wordSet("in at from near around for to of within outside")

func addTerm(list []*knowledge.Term, t *knowledge.Term) []*knowledge.Term {
	if slices.Contains(list, t) {
		return list
	}
	return append(list, t)
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

var beWords = wordSet("be is are was were")

var smallWords = wordSet("the a an in for to of from")

// turned reports whether a word before token i in its clause turns it away:
// "bored when i have to stay with one thing".
func (r *reading) turned(i int) bool {
	for k := i - 1; k >= max(0, i-8) && r.toks[k+1].Break < knowledge.ClauseBreak && r.toks[k].Raw != "but"; k-- {
		if r.turnsAway(k) {
			return !mindWords[r.toks[k+1].Raw]
		}
	}
	return false
}

// turnsAway reports whether token k turns away what follows it: "hate", "rather
// than", and the "than" of "would rather do this than that".
func (r *reading) turnsAway(k int) bool {
	switch raw := r.toks[k].Raw; raw {
	case "rather":
		return k+1 < len(r.toks) && r.toks[k+1].Raw == "than"
	case "than":
		for i := k - 1; i >= 0 && r.toks[i+1].Break < knowledge.SentenceBreak; i-- {
			if preferring[r.toks[i].Raw] {
				return true
			}
		}
		return false
	default:
		return negativeWords[raw]
	}
}

// preferring stand before what is liked better than what follows "than".
var preferring = wordSet("rather sooner prefer nicer better")

// mindWords take a negative word back: "don't mind".
var mindWords = wordSet("sleep rest stop wait help mind care bother bothered scared afraid worried")

// doubted reports whether "don't" stands before token i in its clause.
func (r *reading) doubted(i int) bool {
	for k := i - 1; k >= max(0, i-5) && r.toks[k+1].Break < knowledge.ClauseBreak; k-- {
		if raw := r.toks[k].Raw; raw == "dont" || raw == "doesnt" || raw == "not" && k+1 < i && !degreeWords[r.toks[k+1].Raw] && !r.saysSame(k+1, i) {
			return true
		}
	}
	return false
}

// saysSame reports whether tokens from one to another set things side by side:
// "not the same job as X" does not turn X away.
func (r *reading) saysSame(from, to int) bool {
	return slices.ContainsFunc(r.toks[from:to], func(t knowledge.Token) bool { return t.Raw == "same" })
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
		case raw == "no" && k > 0 && beWords[r.toks[k-1].Raw]:
			return false // "there will be no teachers" speaks of teachers
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

// has reports whether the question speaks of a concept.
func (r *reading) has(name string) bool {
	return slices.ContainsFunc(r.concepts, func(t *knowledge.Term) bool { return t.Name == name })
}

// wordCount is the number of tokens.
func (r *reading) wordCount() int { return len(r.toks) }
