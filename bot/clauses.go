package bot

import (
	"math/bits"
	"regexp"
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// A clause is a part of a sentence with what one figure is of: "technicians
// £24,000–£27,000" of "Schools: technicians £24,000–£27,000, managers £33,000". A question's
// words are held against it as against the label of a table's row.
type clause struct {
	*index.Passage
	sentence   string
	text       string // with its figure, behind what its sentence says of all
	own, above label  // of these words; of the headings above
	roles      bool   // its sentence names roles
}

// aShare finds a share: "12%", "12 per cent".
var aShare = regexp.MustCompile(`\d(%| ?per ?cent\b)`)

func hasFigure(text string) bool {
	return aShare.MatchString(text) || len(knowledge.FindMoney(text)) > 0
}

// prepareClauses reads the clauses with figures of all prose once.
func (b *Bot) prepareClauses() {
	b.clausesOf = map[string][]*clause{}
	above := map[place]label{}
	for _, p := range b.index.Passages {
		if p.Kind != index.Para && p.Kind != index.Item {
			continue
		}
		for _, s := range sentences(p.Text) {
			if !hasFigure(s) {
				continue
			}
			at := placeOf(p)
			if _, read := above[at]; !read {
				above[at] = b.labelOf(headings(at))
			}
			b.addClauses(p, s, above[at])
		}
	}
}

// addClauses reads those of one sentence. What stands before a colon is said of all.
func (b *Bot) addClauses(p *index.Passage, sentence string, above label) {
	lead, rest, ok := strings.Cut(sentence, ": ")
	if lead += ": "; !ok || hasFigure(lead) {
		lead, rest = "", sentence
	}
	roles := len(b.set.Read(sentence).Roles) > 0
	for _, text := range clausesIn(rest) {
		c := &clause{p, sentence, lead + text, b.labelOf(lead + text), above, roles}
		for _, s := range c.own.stems {
			if list := b.clausesOf[s]; len(list) == 0 || list[len(list)-1] != c {
				b.clausesOf[s] = append(list, c)
			}
		}
	}
}

// clauseEnds part the clauses of a sentence.
var clauseEnds = regexp.MustCompile(`(; |, and |, | and | but )`)

// clausesIn parts a sentence into parts with a figure each: what has none belongs to the
// figure behind it, and at the end to the one before.
func clausesIn(sentence string) (out []string) {
	from := 0
	for _, at := range clauseEnds.FindAllStringIndex(sentence, -1) {
		if hasFigure(sentence[from:at[0]]) && hasFigure(sentence[at[1]:]) {
			out, from = append(out, sentence[from:at[0]]), at[1]
		}
	}
	return append(out, sentence[from:])
}

// clauseOn returns the one clause that says all of what must be said, and something of it
// itself; nil where there is none, or where two of different sentences do.
// own and above are what it says itself, and what stands above it does.
func (b *Bot) clauseOn(all []wanted) (best *clause, own, above uint64) {
	must, tied := musts(all), false
	var most []int
	for _, c := range b.clausesFor(all) {
		met, over := c.meets(all)
		if met&must == 0 || b.lacks(all, must&^(met|over)) || !c.telling(b, all, met&must) {
			continue
		}
		says := []int{bits.OnesCount64(met & must), bits.OnesCount64(met), c.words(all)}
		switch n := slices.Compare(says, most); {
		case n > 0:
			best, own, above, most, tied = c, met, over, says, false
		case n == 0 && c.sentence != best.sentence:
			tied = true
		}
	}
	if tied {
		return nil, 0, 0
	}
	return best, own, above
}

// clausesFor returns the clauses that have a word of what must be said.
func (b *Bot) clausesFor(all []wanted) (out []*clause) {
	seen := map[*clause]bool{}
	for _, w := range all {
		for _, s := range slices.Concat(w.stems, w.on) {
			list := b.clausesOf[s]
			if !w.must || len(list) > mostBoards {
				continue
			}
			for _, c := range list {
				if !seen[c] {
					seen[c], out = true, append(out, c)
				}
			}
		}
	}
	return out
}

// words returns how many words of what must be said a clause has as they are.
func (c *clause) words(all []wanted) (n int) {
	for _, w := range all {
		for _, s := range w.stems {
			if w.must && slices.Contains(c.own.stems, s) {
				n++
			}
		}
	}
	return n
}

// meets returns which of what is wanted a clause says itself, and which what stands above
// it, or the whole article, says of it.
func (c *clause) meets(all []wanted) (own, above uint64) {
	for i := range all {
		w := all[i]
		if w.town {
			w.terms = nil // what is said of a country is not said of its towns
		}
		switch {
		case w.met(&c.own):
			own |= 1 << i
		case w.met(&c.above), w.role && !c.roles && slices.ContainsFunc(w.terms, func(t *knowledge.Term) bool { return len(c.Roles) == 0 || c.Of(t) }):
			above |= 1 << i
		}
	}
	return own, above
}

// telling reports whether a clause says something itself that is more than a role, a level
// or a place: these have tables.
func (c *clause) telling(b *Bot, all []wanted, own uint64) bool {
	for i := range all {
		w := &all[i]
		if own&(1<<i) != 0 && !w.role && slices.ContainsFunc(w.stems, func(s string) bool { return b.index.Information(s) >= fitTelling }) {
			return true
		}
	}
	return false
}
