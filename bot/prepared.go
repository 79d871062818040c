package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// prepared is what New reads out of the articles once, so that no question
// has to.
type prepared struct {
	examples  []example
	offers    map[place][]Offer // what a section's heading can be asked about
	opinions  map[place]bool    // the section is of the kind that can only be opinion
	whole     map[place]string  // the section's whole text
	sentences map[*index.Passage][]sentence
	reasons   []reason
	isReason  map[*index.Passage]bool
	supported map[*knowledge.Term]bool             // concepts that some passage is about
	rated     map[*index.Passage]bool              // its text gives pay by the hour or day
	tables    [][]*index.Passage                   // rows of the comparisons of two roles or more
	described map[*knowledge.Term][]*index.Passage // an article's own label → passages of prose that name it
	names     map[*knowledge.Term][]string         // stems of a concept's name
}

// A place is one section of one article.
type place struct {
	article *knowledge.Article
	section int
}

func placeOf(p *index.Passage) place { return place{p.Article, p.Section} }

// An example is a question that the bot answers, with what it speaks of.
type example struct {
	Offer
	knowledge.Reading
}

// A sentence is one of a paragraph's, with what it says.
type sentence struct {
	text  string
	stems []string
	knowledge.Reading
}

// A reason is a point of a list on choosing, for its one role.
type reason struct {
	*index.Passage
	stems []string // that tell it from others, of what it asks for: not of what it sets aside nor of its heading
}

// prepare reads everything but the examples, which need a bot that answers.
func (b *Bot) prepare() {
	b.offers, b.opinions, b.whole = map[place][]Offer{}, map[place]bool{}, map[place]string{}
	b.sentences, b.names = map[*index.Passage][]sentence{}, map[*knowledge.Term][]string{}
	for _, art := range b.set.Articles {
		for i := range art.Sections {
			r := b.set.Read(art.Sections[i].Heading)
			at := place{art, i}
			b.offers[at] = b.offersOf(r)
			b.opinions[at] = slices.ContainsFunc(r.Concepts, isOpinion)
			if parent := art.Sections[i].Parent; parent >= 0 {
				b.opinions[at] = b.opinions[at] || b.opinions[place{art, parent}]
			}
		}
	}
	for _, t := range b.set.Terms {
		if t.Kind == knowledge.ConceptTerm {
			b.names[t] = b.stems(t.Name)
		}
	}
	choosing := b.named(knowledge.ConceptChoosing)
	b.supported = map[*knowledge.Term]bool{}
	for _, p := range b.index.Passages {
		for _, c := range p.Concepts {
			b.supported[c] = true
		}
	}
	b.rated = map[*index.Passage]bool{}
	b.isReason = map[*index.Passage]bool{}
	b.described = map[*knowledge.Term][]*index.Passage{}
	for _, p := range b.index.Passages {
		for _, l := range p.Levels {
			if isOwnLabel(l) && (p.Kind == index.Item || p.Kind == index.Para) {
				b.described[l] = append(b.described[l], p)
			}
		}
		if p.Kind == index.Para || p.Kind == index.Item {
			b.rated[p] = slices.ContainsFunc(knowledge.FindMoney(p.Text), func(m knowledge.Money) bool { return m.Period == "hour" || m.Period == "day" })
		}
		switch p.Kind {
		case index.Whole:
			b.whole[placeOf(p)] = p.Text
		case index.Para:
			b.sentences[p] = b.readSentences(p.Text)
		case index.Item:
			b.sentences[p] = b.readSentences(p.Text)
			if len(p.Roles) == 1 && len(choosing) > 0 && p.About(choosing[0]) {
				stems := slices.DeleteFunc(b.stems(positive(p.Text)), p.Heads)
				b.reasons = append(b.reasons, reason{p, stems})
				b.isReason[p] = true
			}
		case index.Row:
			b.addRow(p)
		}
	}
	b.tellingReasons()
}

// tellingReasons leaves of the reasons' words those that tell one from another:
// neither what many of them have ("suits people who") nor words of liking.
func (b *Bot) tellingReasons() {
	count := map[string]int{}
	for _, r := range b.reasons {
		for _, s := range r.stems {
			count[s]++
		}
	}
	for w := range likings {
		for _, s := range b.index.Stems(w) {
			count[s] = len(b.reasons)
		}
	}
	for i := range b.reasons {
		b.reasons[i].stems = slices.DeleteFunc(b.reasons[i].stems, func(s string) bool { return 3*count[s] > len(b.reasons) })
	}
}

func isOpinion(t *knowledge.Term) bool { return t.Group == "opinion" }

// stems returns the stems of a text with its synonyms replaced.
func (b *Bot) stems(text string) []string { return b.index.Stems(b.set.Words(text)) }

func (b *Bot) readSentences(text string) []sentence {
	var out []sentence
	for _, s := range sentences(text) {
		out = append(out, sentence{s, b.stems(s), b.set.Read(s)})
	}
	return out
}

// addRow adds a row to its table.
func (b *Bot) addRow(p *index.Passage) {
	if len(p.Roles) < 2 {
		return
	}
	if n := len(b.tables); n > 0 {
		if first := b.tables[n-1][0]; placeOf(first) == placeOf(p) && first.Block == p.Block {
			b.tables[n-1] = append(b.tables[n-1], p)
			return
		}
	}
	b.tables = append(b.tables, []*index.Passage{p})
}

// items returns the passages of all points of the list that p is a point of:
// they stand side by side in the index.
func (b *Bot) items(p *index.Passage) []*index.Passage {
	n := len(p.Article.Sections[p.Section].Blocks[p.Block].Items)
	first := p.ID - p.Part
	return b.index.Passages[first : first+n]
}
