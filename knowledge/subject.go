package knowledge

// subjects makes concepts of the topics that headings, labels and leads of
// articles name: something is written on them now.
func (b *setBuilder) subjects() {
	for _, a := range b.s.Articles {
		a.eachLabel(func(text string) {
			toks := b.l.Canonical(Tokens(text))
			for i := 0; i < len(toks); {
				span := b.l.subjectAt(toks, i)
				b.subject(span.Is(TopicTerm))
				if c := span.Is(ConceptTerm); c != nil && c.Name == ConceptMoves {
					b.subject(c)
				}
				i = span.To
			}
			for _, s := range b.l.Gaps(toks) {
				b.subject(s.Term)
			}
			if b.l.fromTo(toks) {
				b.subject(b.byEntry[entryKey{ConceptTerm, ConceptMoves}])
			}
		})
	}
}

// fromTo reports whether tokens speak of the way from one occupation to another:
// "From keeper to painter".
func (l *Lexicon) fromTo(toks []Token) bool {
	for i := range toks {
		if toks[i].Text != "from" || i+1 == len(toks) {
			continue
		}
		first := l.subjectAt(toks, i+1)
		if first.Is(RoleTerm) == nil || first.To+1 >= len(toks) || toks[first.To].Text != "to" {
			continue
		}
		if l.subjectAt(toks, first.To+1).Is(RoleTerm) != nil {
			return true
		}
	}
	return false
}

// subject makes a topic a concept, which can be asked for.
func (b *setBuilder) subject(t *Term) {
	if t != nil && t.Name == ConceptMoves && t.Kind == ConceptTerm {
		t.Group = "fact" // a section on it: it is no mere hint any more
	}
	if t == nil || !t.Unwritten() {
		return
	}
	t.Kind, t.Group, t.Covered = ConceptTerm, "fact", true
}

// eachLabel calls f with every heading, lead, row label and header of the article.
func (a *Article) eachLabel(f func(string)) {
	for _, s := range a.Sections {
		f(s.Heading)
		for _, b := range s.Blocks {
			for _, it := range b.Items {
				f(it.Lead)
			}
			if b.Table != nil {
				for _, h := range b.Table.Header {
					f(h)
				}
				for _, r := range b.Table.Rows {
					f(r.Label())
				}
			}
		}
	}
}
