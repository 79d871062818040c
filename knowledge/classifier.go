package knowledge

import (
	"math"
	"strings"
)

// A Classifier tells by examples which subjects a text is on. Every word of a
// text, and every two side by side, speaks for the subjects whose examples have
// it, the more the fewer others do: naive Bayes with smoothed counts (McCallum
// and Nigam, "A Comparison of Event Models for Naive Bayes Text Classification",
// 1998), of which the words that no example has are left out. It is not changed
// after it was made, and safe for concurrent use.
type Classifier struct {
	Subjects []string
	chat     []bool            // by subject: it is none that articles are on
	numbers  map[string]uint64 // root of a word → its number, from 1 on
	of       map[uint64]run    // word, or two of them by pairOf → its cues
	cues     []cue
}

// A cue is how much a word tells for a subject.
type cue struct {
	subject uint16
	weight  float32
}

// A run is where the cues of a word stand.
type run struct{ from, to int32 }

// Likely is how likely each subject of a classifier is, from 0 to 1; all together
// are 1. nil is nothing known.
type Likely []float32

const (
	cueSmooth = 2.0 // parts of a word's examples that are taken to be of any subject
	cuePair   = 0.5 // what two words together tell, told once by each already
)

// newClassifier learns from the entries of a word list, a subject and examples
// each; it returns nil for no entries.
func newClassifier(entries []*Entry) *Classifier {
	if len(entries) == 0 {
		return nil
	}
	size := 0
	for _, e := range entries {
		size += len(e.Phrases)
	}
	c := &Classifier{numbers: make(map[string]uint64, 1<<13)}
	t := tally{first: make(map[uint64]int32, 6*size), counts: make([]count, 1, 1+9*size)}
	sizes, all := make([]float64, len(entries)), 0.0
	for i, e := range entries {
		c.Subjects, c.chat = append(c.Subjects, e.Name), append(c.chat, e.Group == groupChat)
		for _, p := range e.Phrases {
			n := c.learn(&t, uint16(i), p)
			sizes[i], all = sizes[i]+n, all+n
		}
	}
	for i := range sizes {
		sizes[i] = all / float64(len(sizes)) / max(1, sizes[i])
	}
	c.of, c.cues = make(map[uint64]run, len(t.first)), make([]cue, 0, len(t.counts))
	for of, first := range t.first {
		c.weigh(&t, of, first, sizes)
	}
	return c
}

// A tally counts words while examples are read.
type tally struct {
	first  map[uint64]int32 // word, or two of them → the count that was added last
	counts []count
}

// A count is how often the examples of one subject have a word.
type count struct {
	subject uint16
	next    int32 // the word's count for another subject, 0 for none
	times   float64
}

// learn counts the words of one example, and returns how many they are.
func (c *Classifier) learn(t *tally, subject uint16, example string) (n float64) {
	before := uint64(0)
	for w := range strings.FieldsSeq(example) {
		if w[0] == '{' {
			before = 0
			continue
		}
		w = root(w)
		number, ok := c.numbers[w]
		if !ok {
			number = uint64(len(c.numbers) + 1)
			c.numbers[w] = number
		}
		t.add(number, subject)
		if before > 0 {
			t.add(pairOf(before, number), subject)
		}
		before = number
		n++
	}
	return n
}

func pairOf(a, b uint64) uint64 { return a<<32 | b }

// add counts a word for a subject; all examples of one come together.
func (t *tally) add(of uint64, subject uint16) {
	at := t.first[of]
	if at > 0 && t.counts[at].subject == subject {
		t.counts[at].times++
		return
	}
	t.first[of] = int32(len(t.counts))
	t.counts = append(t.counts, count{subject, at, 1})
}

// weigh makes cues of a word's counts; sizes evens out that some subjects have
// more examples.
func (c *Classifier) weigh(t *tally, of uint64, first int32, sizes []float64) {
	all := 1.0
	for at := first; at > 0; at = t.counts[at].next {
		all += t.counts[at].times
	}
	share, each := float64(len(c.Subjects))/(cueSmooth*all), 1.0
	if of > math.MaxUint32 {
		each = cuePair
	}
	from := int32(len(c.cues))
	for at := first; at > 0; at = t.counts[at].next {
		q := t.counts[at]
		c.cues = append(c.cues, cue{q.subject, float32(each * math.Log1p(q.times*sizes[q.subject]*share))})
	}
	c.of[of] = run{from, int32(len(c.cues))}
}

// Weigh adds to the scores of the subjects what tokens tell; those are left out
// that skip has, which may be nil.
func (c *Classifier) Weigh(scores []float32, toks []Token, skip []bool) {
	before := uint64(0)
	for i, t := range toks {
		number := uint64(0)
		if skip == nil || !skip[i] {
			number = c.numbers[root(t.Raw)]
		}
		if t.Break >= ClauseBreak {
			before = 0
		}
		if number > 0 {
			c.add(scores, number)
			if before > 0 {
				c.add(scores, pairOf(before, number))
			}
		}
		before = number
	}
}

func (c *Classifier) add(scores []float32, of uint64) {
	r := c.of[of]
	for _, q := range c.cues[r.from:r.to] {
		scores[q.subject] += q.weight
	}
}

// Likely turns scores into likelihoods; sharp, from 0 to 1, is how far words are
// taken to tell something each on its own.
func (c *Classifier) Likely(scores []float32, sharp float64) Likely {
	most := float32(0)
	for _, s := range scores {
		most = max(most, s)
	}
	if most == 0 {
		return nil
	}
	out, all := make(Likely, len(scores)), float32(0)
	for i, s := range scores {
		if far := sharp * float64(s-most); far > unlikely {
			out[i] = float32(math.Exp(far))
			all += out[i]
		}
	}
	for i := range out {
		out[i] /= all
	}
	return out
}

// root takes the commonest endings off a word.
func root(w string) string {
	for _, end := range [...]string{"ing", "ed", "es", "s", "ly"} {
		if len(w) > len(end)+3 && strings.HasSuffix(w, end) {
			return w[:len(w)-len(end)]
		}
	}
	return w
}

// unlikely is the logarithm of a share that is none.
const unlikely = -9

// Size is the length of the vector.
func (l Likely) Size() float64 {
	sum := 0.0
	for _, x := range l {
		sum += float64(x) * float64(x)
	}
	return math.Sqrt(sum)
}

// Knows reports whether an example has a word.
func (c *Classifier) Knows(word string) bool { return c.numbers[root(word)] > 0 }

// groupChat is the group of the examples of what is nothing for an article.
const groupChat = "chat"

// NewScores returns a score of 0 for each subject.
func (c *Classifier) NewScores() []float32 { return make([]float32, len(c.Subjects)) }

// Chat returns how likely it is that something is nothing for an article.
func (c *Classifier) Chat(l Likely) float32 {
	sum := float32(0)
	for i, chat := range c.chat {
		if chat {
			sum += l[i]
		}
	}
	return sum
}
