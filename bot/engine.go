package bot

import (
	"fmt"

	"careerbot/index"
	"careerbot/knowledge"
)

// A Bot answers questions from one set of articles. It is not changed after
// New and safe for concurrent use.
type Bot struct {
	// Contact is a person or channel named in declined answers; Support one
	// for people in distress. "" names none.
	Contact, Support string

	set    *knowledge.Set
	index  *index.Index
	key    Key
	hashes map[uint16]*knowledge.Term
	charts *chartMemory

	prepared
}

// New builds the index of a set. Where that takes longer than a second, progress
// is called about once a second, with the number of passages that are done and
// of all, and at the end; nil for no calls.
func New(set *knowledge.Set, key Key, progress func(done, total int)) (*Bot, error) {
	x, err := index.New(set, progress)
	if err != nil {
		return nil, fmt.Errorf("bot: %w", err)
	}
	b := &Bot{set: set, index: x, key: key, hashes: map[uint16]*knowledge.Term{}, charts: new(chartMemory)}
	for _, t := range set.Terms {
		if t.Covered || t.Kind == knowledge.ConceptTerm {
			if h := termHash(t); b.hashes[h] == nil {
				b.hashes[h] = t
			}
		}
	}
	b.prepare()
	b.prepareExamples()
	b.prepareShortNames()
	return b, nil
}

// Close frees the index. No question may be asked afterwards.
func (b *Bot) Close() error { return b.index.Close() }

// Answer answers one question. It never fails: what cannot be answered is
// declined, and every figure that it says has passed the figure guard.
func (b *Bot) Answer(q Question) Answer {
	t := b.trace(q)
	return t.answer
}

// trace is how one question went: its reading, what was asked, the answer.
type trace struct {
	ask     *ask
	answer  Answer
	cited   []string
	stopped []string
}

func (b *Bot) trace(q Question) trace {
	r := b.read(q.Text)
	r.aloud = q.Aloud
	a := b.resolve(r, b.open(q.Prior))
	d, two := b.both(q, r)
	if !two {
		d = b.single(a)
	}
	b.remember(&d)
	ans := d.Answer
	if !q.Addressed && !b.heard(q, a, d) {
		return trace{a, Answer{}, d.cited, d.stopped}
	}
	ans.Slots = a.slots()
	ans.Slots.Missing = b.missing(a, d)
	if d.memory.kind != memNone {
		ans.State = b.key.seal(d.memory)
	}
	return trace{a, ans, d.cited, d.stopped}
}

// single answers what was asked as one question, with its figures checked.
func (b *Bot) single(a *ask) draft {
	d := b.byExample(a, b.byLabels(a, b.lookAround(a, b.route(a))))
	d.tellBelow()
	return b.guard(d)
}

// tellBelow moves a headline of more amounts than one reads at a glance into the text.
func (d *draft) tellBelow() {
	if d.Kind.Answered() && amountsIn(d.Headline) > mostAmounts && len(d.Sources) > 0 {
		d.Text = paragraphs(d.Headline, d.Text)
		d.Headline = shorten(d.Sources[0].Heading, 160)
	}
}

// A draft is an answer with what it was made from: the texts that its figures
// must stand in, and what a follow-up continues from.
type draft struct {
	Answer
	memory  memory
	cited   []string          // cells, headers and sentences
	stopped []string          // figures that the guard found in none of them
	lacking []*knowledge.Term // what no article has, for which it was declined
	example bool              // it was found by examples alone
	pays    []*knowledge.Pay  // the cells that it shows
	looked  bool              // it was found by the labels of a table
}

// route decides which kind of answer a question gets. The order matters:
// people in need first, then what must not be answered, then what is asked.
func (b *Bot) route(a *ask) draft {
	if d, ok := b.converse(a); ok {
		return d
	}
	if d, ok := b.refuse(a); ok {
		if d.Reason == LevelUnknown && a.pay {
			if told, ok := b.payInProse(a); ok {
				return told // no table has the level, and a sentence does
			}
		}
		return d
	}
	if d, ok := b.extra(a); ok {
		return d
	}
	if a.rate {
		if d, ok := b.rates(a); ok {
			return d
		}
	}
	if a.claim {
		if d, ok := b.claims(a); ok {
			return d
		}
		a.pay = true
	}
	if a.pay && !(a.guessed && b.asksRow(a, b.evidenceOf(a)) != nil) {
		return b.salary(a)
	}
	d := b.section(a)
	if d.Kind == Declined && d.Reason != Ambiguous {
		if p := b.onSubject(a); p != nil {
			return b.statement(a, p)
		}
	}
	return d
}
