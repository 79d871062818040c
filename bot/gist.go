package bot

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// A gist is what a passage is most likely on, by the examples of the word list
// of subjects: the likeliest subjects, as far as they count.
type gist []likelihood

// A likelihood is a subject's number with how likely it is, from 0 to 1.
type likelihood struct {
	subject int
	likely  float32
}

// A sectionKey is an article's name and a section's anchor, as sources have them.
type sectionKey struct{ article, anchor string }

// What a gist is made of.
const (
	gistText  = 2.5  // what all words of a text tell against those of a heading
	gistWhole = 0.3  // what a whole section tells of a part, against the part
	gistCells = 0.5  // what the cells of a row tell, against its label
	gistSharp = 1.0  // of passages; see knowledge.Classifier.Likely
	askSharp  = 0.7  // of questions
	gistLeast = 0.02 // less likely subjects are left out
	gistFound = 0.1  // a passage is found by a subject that is as likely
)

// prepareGists notes what every passage is on.
func (b *Bot) prepareGists() {
	if b.set.Classifier == nil {
		return
	}
	b.gists, b.sections = make([]gist, len(b.index.Passages)), map[sectionKey]gist{}
	b.onIt = make([][]*index.Passage, len(b.set.Classifier.Subjects))
	first := 0
	for i, p := range b.index.Passages {
		if p.Kind == index.Whole { // it follows its parts
			b.prepareGist(b.index.Passages[first:i])
			first = i + 1
		}
	}
}

// prepareGist notes what the parts of one section are on.
func (b *Bot) prepareGist(parts []*index.Passage) {
	if len(parts) == 0 {
		return // a heading alone
	}
	c := b.set.Classifier
	told, words := make([][]float32, len(parts)), make([]int, len(parts))
	whole, all := c.NewScores(), 0
	head := c.NewScores()
	b.set.Weigh(head, parts[0].Heading())
	for i, p := range parts {
		told[i] = c.NewScores()
		words[i] = b.set.Weigh(told[i], p.Text)
		if p.Kind == index.Row || p.Kind == index.PayRow {
			continue
		}
		all += words[i]
		for k, s := range told[i] {
			whole[k] += s
		}
	}
	for i, p := range parts {
		own, scores := textWeight(words[i]), c.NewScores()
		switch p.Kind {
		case index.Row, index.PayRow:
			_, row := p.Row()
			b.set.Weigh(scores, row.Label())
			for k := range scores {
				scores[k] += gistCells * own * told[i][k]
			}
		default:
			for k := range scores {
				scores[k] = head[k] + (own*told[i][k]+gistWhole*textWeight(all)*whole[k])/(1+gistWhole)
			}
		}
		b.addGist(p, c.Likely(scores, gistSharp))
	}
}

// textWeight is what each word of a text tells against those of a heading: that
// of all together grows with the root of their number.
func textWeight(words int) float32 { return float32(gistText / math.Sqrt(float64(max(words, 4)))) }

// addGist notes what one passage is on.
func (b *Bot) addGist(p *index.Passage, l knowledge.Likely) {
	key := sectionKey{p.Article.Name, p.Article.Sections[p.Section].Anchor}
	section, found := b.sections[key], p.Kind != index.PayRow && !(p.Kind == index.Para && b.isNote(p.Text))
	for subject, likely := range l {
		if likely < gistLeast {
			continue
		}
		b.gists[p.ID] = append(b.gists[p.ID], likelihood{subject, likely})
		if found && likely >= gistFound {
			b.onIt[subject] = append(b.onIt[subject], p)
		}
		if i := slices.IndexFunc(section, func(s likelihood) bool { return s.subject == subject }); i >= 0 {
			section[i].likely = max(section[i].likely, likely)
		} else {
			section = append(section, likelihood{subject, likely})
		}
	}
	b.sections[key] = section
}

// on returns how far a passage is on what a question is on, from 0 to 1.
func (g gist) on(l knowledge.Likely) float64 {
	sum := float32(0)
	for _, s := range g {
		sum += s.likely * l[s.subject]
	}
	return float64(sum) / l.Size()
}

// on returns how far a passage is on the same, from 0 to 1.
func (b *Bot) on(p *index.Passage, l knowledge.Likely) float64 {
	if l == nil {
		return 0
	}
	return b.gists[p.ID].on(l)
}

// likely returns what the sentences that ask are on; nil where no word tells.
func (b *Bot) likely(a *ask) knowledge.Likely {
	if a.likely == nil {
		l := b.classify(a)
		a.likely = &l
	}
	return *a.likely
}

func (b *Bot) classify(a *ask) knowledge.Likely {
	c := b.set.Classifier
	if c == nil {
		return nil
	}
	skip := make([]bool, len(a.toks))
	for _, s := range a.spans {
		for i := s.From; i < s.To; i++ {
			skip[i] = s.Is(knowledge.RoleTerm) != nil || greets(s) || !a.asking[i]
		}
	}
	scores := c.NewScores()
	c.Weigh(scores, a.toks, skip)
	return c.Likely(scores, askSharp)
}

// greets reports whether a span greets or thanks, which is on nothing.
func greets(s knowledge.Span) bool {
	t := s.Is(knowledge.PhraseTerm)
	return t != nil && (t.Group == "greeting" || t.Group == "thanks")
}

// gistName says what a question is likely on: "working hours 62%, holiday 8%".
func (b *Bot) gistName(l knowledge.Likely) string {
	const most = 3
	l = slices.Clone(l)
	var parts []string
	for range most {
		if len(l) == 0 || slices.Max(l) < gistFound/2 {
			break
		}
		i := slices.Index(l, slices.Max(l))
		parts = append(parts, fmt.Sprintf("%s %.0f%%", b.set.Classifier.Subjects[i], 100*l[i]))
		l[i] = 0
	}
	return strings.Join(parts, ", ")
}
