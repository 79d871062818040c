package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// What a question is on by examples, and what a passage is, weighs from 0 to 1.
const (
	exampleKnown  = 0.12  // a question's likeliest subject is as likely, or too little is known of it
	exampleLeast  = 0.3   // as much must a passage be on the same, to answer
	exampleAny    = 0.75  // the same, where no role is named
	exampleOthers = 0.6   // times that, of a passage on none of the roles asked about
	exampleChat   = 0.3   // it is as likely that nothing is asked of articles, for no answer
	exampleIdle   = 0.1   // the same, where no role is named and a word is strange
	exampleSure   = 0.2   // a question's likeliest subject is as likely, for an answer to be doubted
	exampleBeside = 0.022 // a section that is less on the same is beside the point
	exampleNamed  = 0.85  // a passage is as much on a subject that is named in other words
	exampleWords  = 4.0   // unless it has words of the question that tell as much, see fit
)

// byExample looks at an answer again by what the question is likely on: one that
// is beside that gives way to the passage that is on the same, or to nothing; and
// where no rule has found one, such a passage answers.
func (b *Bot) byExample(a *ask, d draft) draft {
	l := b.likely(a)
	if l == nil || !b.doubted(a, d, l) && !b.unanswered(a, d, l) {
		return d
	}
	e := b.evidenceOf(a)
	if p := b.likeliest(a, e, l); p != nil && b.set.Classifier.Chat(l) < exampleChat {
		told := b.compose(a, e, []index.Hit{{Passage: p}})
		told.example = true
		return told
	}
	if d.Kind.Answered() && !b.onRoleAsked(a, d, e) {
		return b.decline(a, NoArticle, "I have nothing on that in my articles, and I won't guess.")
	}
	return d
}

// onRoleAsked reports whether an answer other than pay sets roles side by side that are
// asked about, or quotes what has all the question's own words: examples alone do not tell
// that it is beside that.
func (b *Bot) onRoleAsked(a *ask, d draft, e evidence) bool {
	if d.Kind == Salary || len(a.roles) == 0 {
		return false
	}
	hits := b.search(a, e)
	if len(hits) == 0 || !isPartOf(hits[0].Passage, d.Sources[0]) {
		return d.Kind == Comparison
	}
	p := hits[0].Passage
	got := b.proofOf(a, e, p).got
	return len(a.topics) == 0 && (p.Kind == index.Row || got > 0 && got == len(e.stems))
}

// unanswered reports whether a question was declined for want of a passage, and
// examples tell what it is on. Where pay is asked for, none was wanted.
func (b *Bot) unanswered(a *ask, d draft, l knowledge.Likely) bool {
	switch {
	case d.Reason != NoArticle && !(d.Reason == OffTopic && a.question), (a.pay || a.claim || a.rate) && !a.guessed:
		return false
	case a.groups["task"], a.groups["logistics"], a.topic("advice", "how_to", "off_topic") != nil:
		return false
	}
	return slices.Max(l) >= exampleKnown && !b.hasUnheard(a)
}

// hasUnheard reports whether the question has a word that no article has, and no
// example.
func (b *Bot) hasUnheard(a *ask) bool {
	return slices.ContainsFunc(a.words, func(w word) bool {
		return w.asking && !a.memo.Known(w.text) && !b.set.Classifier.Knows(w.text)
	})
}

// doubted reports whether an answer is beside what the question is on, and was
// found by no more than words that many things are said with.
func (b *Bot) doubted(a *ask, d draft, l knowledge.Likely) bool {
	switch {
	case !d.Kind.Answered(), a.follows, d.looked, len(d.Sources) == 0:
		return false
	case d.Kind == Salary && b.leavesOut(a, d):
		return true
	case d.Kind != Salary && len(a.roles) == 0 && b.set.Classifier.Chat(l) >= exampleIdle && b.hasUnheard(a):
		return true
	case slices.Max(l) < exampleSure:
		return false
	case d.Kind == Salary && (len(a.levels)+len(a.places)+len(a.years)+len(a.amounts) > 0 || b.paidAs(a)):
		return false
	case a.rate, a.has(knowledge.ConceptMoves), a.has(knowledge.ConceptChoosing) && b.givesReasons(d.Sources[0]):
		return false
	}
	beside := func(s Source) bool { return b.sections[sectionKey{s.Article, s.Section}].on(l) < exampleBeside }
	return !slices.ContainsFunc(d.Sources, func(s Source) bool { return !beside(s) }) && !b.wordly(a, d.Sources[0])
}

// leavesOut reports whether figures of a role in general are given, and the question says
// something that neither they nor what stands above them says: "petrol money".
func (b *Bot) leavesOut(a *ask, d draft) bool {
	extreme := a.has(knowledge.ConceptHighest) || a.has(knowledge.ConceptLowest)
	if slots := len(a.levels) + len(a.places) + len(a.years) + len(a.amounts); len(d.pays) == 0 || len(a.roles) != 1 || slots > 0 || a.rate || extreme {
		return false
	}
	said := func(stem string) bool {
		return slices.ContainsFunc(d.pays, func(p *knowledge.Pay) bool {
			o := b.boards[tableKey{p.Article, p.Section, p.Block}]
			return slices.Contains(o.about.stems, stem) || slices.Contains(o.rows[p.Row].stems, stem) || slices.Contains(o.cols[p.Col].stems, stem)
		})
	}
	return slices.ContainsFunc(a.content(), func(w word) bool {
		return !a.remark[w.at] && !slices.ContainsFunc(a.memo.Stems(w.text), said)
	})
}

// paidAs reports whether a kind of pay is named that a table has a column of.
func (b *Bot) paidAs(a *ask) bool {
	return slices.ContainsFunc(kindsAsked(a.has), func(kind string) bool {
		return b.hasKind(a, kind, func(*knowledge.Pay) bool { return true })
	})
}

// givesReasons reports whether a section says whom a role suits.
func (b *Bot) givesReasons(s Source) bool {
	return slices.ContainsFunc(b.reasons.list, func(r reason) bool { return isPartOf(r.Passage, s) })
}

// wordly reports whether a passage of a section has words of the question that
// tell much, or most of them.
func (b *Bot) wordly(a *ask, s Source) bool {
	e := b.evidenceOf(a)
	return slices.ContainsFunc(b.search(a, e), func(h index.Hit) bool {
		return isPartOf(h.Passage, s) && (b.told(e.stems, h.Passage) >= exampleWords || hasHalf(h.Passage, e.stems))
	})
}

func isPartOf(p *index.Passage, s Source) bool {
	return p.Article.Name == s.Article && p.Article.Sections[p.Section].Anchor == s.Section
}

// hasHalf reports whether a passage has half of some stems, and two at least, or the
// only one.
func hasHalf(p *index.Passage, stems []string) bool {
	n := 0
	for _, s := range stems {
		if p.Owns(s) {
			n++
		}
	}
	return n > 0 && (n > 1 || len(stems) == 1) && 2*n >= len(stems)
}

// likeliest returns the passage that is most on what the question is on, nil where
// none is enough.
func (b *Bot) likeliest(a *ask, e evidence, l knowledge.Likely) *index.Passage {
	least, nobody := exampleLeast, len(a.roles) == 0 && !a.follows
	if nobody {
		least = exampleAny
	}
	var best *index.Passage
	most, named := 0.0, b.namedSubjects(a)
	for subject, likely := range l {
		if likely < gistFound/2 {
			continue
		}
		for _, p := range b.onIt[subject] {
			on := b.on(p, l)
			if len(a.roles) > 0 && len(p.Roles) > 0 && !shareTerm(a.roles, p.Roles) {
				on *= exampleOthers
			}
			if on < least || on < most || on == most && best != nil && best.ID <= p.ID || nobody && p.Kind == index.Item || b.isOnOthers(a, p) || b.lacksCost(a, e, p) {
				continue
			}
			if len(named) == 0 || slices.ContainsFunc(named, func(n namedSubject) bool {
				return hasAll(p, n.stems) || b.on(p, n.likely) >= exampleNamed
			}) {
				best, most = p, on
			}
		}
	}
	return best
}

// A namedSubject is one that the lists know as a subject that nothing is written on, as
// a question names it.
type namedSubject struct {
	stems  []string // of the words that name it
	likely knowledge.Likely
}

// namedSubjects returns the subjects that a question names.
func (b *Bot) namedSubjects(a *ask) (named []namedSubject) {
	for _, s := range a.spans {
		if s.Is(knowledge.TopicTerm) == nil || !a.asking[s.From] {
			continue
		}
		c := b.set.Classifier
		scores := c.NewScores()
		c.Weigh(scores, a.toks[s.From:s.To], nil)
		named = append(named, namedSubject{a.memo.Stems(s.Phrase), c.Likely(scores, askSharp)})
	}
	return named
}

func hasAll(p *index.Passage, stems []string) bool {
	return !slices.ContainsFunc(stems, func(s string) bool { return !p.Has(s) })
}
