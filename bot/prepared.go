package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// prepared is what New reads out of the articles once, so that no question
// has to.
type prepared struct {
	examples  examples
	catalogue func() Catalogue             // made when it is first asked for
	suggest   func() suggestions           // the same
	offers    map[place][]Offer            // what a section's heading can be asked about
	opinions  map[place]bool               // the section is of the kind that can only be opinion
	whole     map[place]string             // the section's whole text
	names     map[*knowledge.Term][]string // stems of a concept's name
	cells     cells
	short     shortNames
	beside    []besidePay
	reasons   reasons
	settings  []setting
	boards    map[tableKey]*board
	boardAt   map[uint16]*board           // by its hash
	boardsOf  map[string][]*board         // a stem → tables with it in a label
	clausesOf map[string][]*clause        // a stem → clauses with a figure that have it
	headKinds map[place][]*knowledge.Term // of headings over tables of pay

	verbs map[string]*knowledge.Term // what people of one role do → the role

	gists    []gist              // of passages, by their number
	sections map[sectionKey]gist // of all parts of a section together
	onIt     [][]*index.Passage  // by subject of the classifier: passages that are likely on it

	// By the number of a passage.
	sentences [][]sentence
	rated     []bool             // its text gives pay by the hour or day
	numbers   map[string]numbers // of the texts that answers cite most

	supported     map[*knowledge.Term]bool                 // concepts that some passage is about
	speaking      map[*knowledge.Term][]*knowledge.Article // a covered concept → articles that speak of it
	saying        map[*knowledge.Term][]spoken             // a subject of the lists → sentences that speak of it
	saysBasis     bool                                     // some passage says what the figures are
	described     map[*knowledge.Term][]*index.Passage     // an article's own label → passages of prose that name it
	under         map[string][]*index.Passage              // stem of a heading → paragraphs under it
	introductions map[*knowledge.Term]*index.Passage       // a role → the first paragraph under a heading that is its name alone
	prose         map[*knowledge.Term][]*index.Passage     // a role → paragraphs on it
	towns         map[string][]told                        // a town or nation → sentences with its pay
	tables        [][]*index.Passage                       // rows of the comparisons of two roles or more
	inRows        map[*knowledge.Term]bool                 // facts that a row of a comparison is on
	rowQuestions  []rowQuestion                            // rows whose labels ask something
	parts         map[place][]*index.Passage               // paragraphs and points of a section
	passageAt     map[uint16]*index.Passage                // a paragraph or point by passageHash
}

// A place is one section of one article.
type place struct {
	article *knowledge.Article
	section int
}

func placeOf(p *index.Passage) place { return place{p.Article, p.Section} }

// A sentence is one of a paragraph's, with what it says.
type sentence struct {
	text  string
	stems []string
	knowledge.Reading
}

// prepare reads everything but the examples, which need a bot that answers.
func (b *Bot) prepare() {
	b.prepareCells()
	b.prepareSettings()
	b.prepareBoards()
	b.prepareClauses()
	b.prepareKinds()
	b.verbs = verbsOf(b.set.Covered(knowledge.RoleTerm))
	b.prepareSections()
	n := len(b.index.Passages)
	b.sentences, b.rated = make([][]sentence, n), make([]bool, n)
	b.supported, b.speaking = map[*knowledge.Term]bool{}, map[*knowledge.Term][]*knowledge.Article{}
	b.introductions, b.saying = map[*knowledge.Term]*index.Passage{}, map[*knowledge.Term][]spoken{}
	b.under, b.described, b.prose = map[string][]*index.Passage{}, map[*knowledge.Term][]*index.Passage{}, map[*knowledge.Term][]*index.Passage{}
	b.inRows = map[*knowledge.Term]bool{}
	b.parts, b.passageAt = map[place][]*index.Passage{}, map[uint16]*index.Passage{}
	b.towns, b.reasons.is = map[string][]told{}, make([]bool, n)
	for _, p := range b.index.Passages {
		b.addConcepts(p)
		switch p.Kind {
		case index.Whole:
			b.whole[placeOf(p)] = p.Text
		case index.Para:
			if r := b.set.Read(p.Heading()); p.Block == 0 && len(p.LabelStems()) == 0 && len(r.Roles) == 1 && b.introductions[r.Roles[0]] == nil {
				b.introductions[r.Roles[0]] = p
			}
			b.addProse(p)
			b.addParagraph(p)
			b.addTowns(p)
			if b.saysWhen(p) {
				b.addReason(p)
			}
		case index.Item:
			b.addProse(p)
			b.addTowns(p)
			b.addReason(p)
		case index.Row:
			b.addParagraph(p)
			b.addRow(p)
			if q, ok := b.rowQuestionOf(p); ok {
				b.rowQuestions = append(b.rowQuestions, q)
			}
		case index.PayRow:
			b.addBeside(p)
		}
	}
	b.prepareGists()
	b.tellingReasons()
	b.prepareNumbers()
}

// sentencesOf returns the sentences of a passage; what is no paragraph is one.
func (b *Bot) sentencesOf(p *index.Passage) []sentence {
	if all := b.sentences[p.ID]; len(all) > 0 {
		return all
	}
	return []sentence{{text: p.Text, Reading: b.set.Read(p.Text)}}
}

func (b *Bot) prepareSections() {
	b.offers, b.opinions, b.whole = map[place][]Offer{}, map[place]bool{}, map[place]string{}
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
	b.names = map[*knowledge.Term][]string{}
	for _, t := range b.set.Terms {
		if t.Kind == knowledge.ConceptTerm {
			b.names[t] = b.stems(t.Name)
		}
	}
}

// addConcepts notes what a passage speaks of.
func (b *Bot) addConcepts(p *index.Passage) {
	for _, c := range p.Concepts {
		b.supported[c] = true
	}
	for _, c := range slices.Concat(p.Concepts, p.Said) {
		b.saysBasis = b.saysBasis || c.Name == knowledge.ConceptBasis
		if list := b.speaking[c]; c.Covered && (len(list) == 0 || list[len(list)-1] != p.Article) {
			b.speaking[c] = append(list, p.Article)
		}
	}
}

// addProse notes what a paragraph or a point of a list says.
func (b *Bot) addProse(p *index.Passage) {
	b.parts[placeOf(p)] = append(b.parts[placeOf(p)], p)
	if h := passageHash(p); b.passageAt[h] == nil {
		b.passageAt[h] = p
	}
	for _, l := range p.Levels {
		if isOwnLabel(l) {
			b.described[l] = append(b.described[l], p)
		}
	}
	b.rated[p.ID] = slices.ContainsFunc(knowledge.FindMoney(p.Text), func(m knowledge.Money) bool { return m.Period == "hour" || m.Period == "day" })
	b.sentences[p.ID] = b.readSentences(p.Text)
	b.addSayings(p)
}

func isOpinion(t *knowledge.Term) bool { return t.Group == "opinion" }

// stems returns the stems of a text with its synonyms replaced.
func (b *Bot) stems(text string) []string { return b.index.Stems(b.set.Words(text)) }

func (b *Bot) readSentences(text string) []sentence {
	all := sentences(text)
	out := make([]sentence, 0, len(all))
	for _, s := range all {
		out = append(out, sentence{s, b.stems(s), b.set.Read(s)})
	}
	return out
}

// addParagraph notes by what a paragraph is found without a search.
func (b *Bot) addParagraph(p *index.Passage) {
	for _, s := range p.LabelStems() {
		b.under[s] = append(b.under[s], p)
	}
	for _, r := range p.Roles {
		b.prose[r] = append(b.prose[r], p)
	}
}

// addRow adds a row to its table.
func (b *Bot) addRow(p *index.Passage) {
	if len(p.Roles) < 2 {
		return
	}
	for _, c := range p.Concepts {
		b.inRows[c] = b.inRows[c] || c.Group == "fact"
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
