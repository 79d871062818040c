package indextest

import (
	"math/rand/v2"
	"strings"
)

// everyday are the words that texts on careers have most, the most frequent
// first, each in its place among the made-up words behind them.
const everyday = `the of and to a in is that for with on as are by be this or from an at which not it have more their they
who what can has but work team people all also each between role used when than into one most other both system new data
over through its these will may often how where service time before after so build write process tool project code
product user test change plan day week customer report design part skill experience company need learn manage support
result issue quality risk release review problem question meeting document cost market level safety standard training
contract software machine network cloud client record method research budget deadline pipeline schedule incident
technical senior junior career industry environment platform infrastructure application automation monitoring decision
detail order office site field group rule case model figure source region shift night remote flexible pressure
communication deployment debugging feature backend frontend database security algorithm analysis documentation
stakeholder supplier equipment inspection material maintenance compliance regulation audit laboratory patient student
lesson vehicle building energy water power wind solar concrete steel timber paint metal chemical electrical mechanical`

// syllables make the words that no list has.
var syllables = strings.Fields("ba ke lo mi nu ra se ti vo zu da fe go hi ju ka le mo ni pu re sa to vi wo ya be ci du fo gra plen stri tor mar quel")

// A vocabulary is words by rank: the everyday ones, then made-up ones.
type vocabulary struct{ words []string }

// newVocabulary returns as many words.
func newVocabulary(size int) vocabulary {
	words := strings.Fields(everyday)
	for i := 0; len(words) < size; i++ {
		words = append(words, madeUp(i))
	}
	return vocabulary{words}
}

// madeUp returns the i-th made-up word: three syllables or more, and now and
// then an ending that stems lose.
func madeUp(i int) string {
	n := i
	var b strings.Builder
	for k := 0; k < 3 || n > 0; k++ {
		b.WriteString(syllables[(n+7*k)%len(syllables)])
		n /= len(syllables)
	}
	return b.String() + [...]string{"", "", "", "s", "ing", "ed"}[i%6]
}

// A writer writes texts with the word frequencies of real ones: the word of
// rank r is about r times as rare as the first.
type writer struct {
	random *rand.Rand
	zipf   *rand.Zipf
	vocabulary
}

func newWriter(seed uint64, v vocabulary) *writer {
	r := rand.New(rand.NewPCG(seed, 1))
	return &writer{r, rand.NewZipf(r, 1.08, 4, uint64(len(v.words)-1)), v}
}

// word returns a word by its frequency.
func (w *writer) word() string { return w.words[w.zipf.Uint64()] }

// rare returns a word that few passages have.
func (w *writer) rare() string {
	first := len(w.words) / 10
	return w.words[first+w.random.IntN(len(w.words)-first)]
}

// run returns n words.
func (w *writer) run(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = w.word()
	}
	return strings.Join(words, " ")
}

// sentence returns one of some fifteen words about a subject.
func (w *writer) sentence(subject string) string {
	s := w.run(2+w.random.IntN(4)) + " " + subject + " " + w.run(4+w.random.IntN(10))
	switch w.random.IntN(40) {
	case 0:
		s += " by 10–20%"
	case 1:
		s += " in 2026"
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// text returns n sentences; the subject stands in about every second one.
func (w *writer) text(subject string, n int) string {
	out := make([]string, n)
	for i := range out {
		about := w.word()
		if i%2 == 0 {
			about = subject
		}
		out[i] = w.sentence(about)
	}
	return strings.Join(out, " ")
}

// list returns n words with commas between them, the first in capitals.
func (w *writer) list(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = w.rare()
	}
	words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	return strings.Join(words, ", ")
}
