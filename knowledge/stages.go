package knowledge

import "slices"

// stage returns the level that a label of years means which is a level's only
// where the word for it stands behind: "Starting (0–2 years)" is the starting
// level. It returns nil for none.
func (b *setBuilder) stage(name string) *Term {
	key, _ := b.l.fold(name, nil)
	for _, s := range b.l.Senses(key + " level") {
		if s.Term.Kind == LevelTerm {
			return s.Term
		}
	}
	return nil
}

// sharedNames gives the words for a level also to the steps of a ladder that an
// article sets beside it: who is newly qualified is asked about at "Band 5 (newly
// qualified)". A level without figures of its own gives them up.
func (b *setBuilder) sharedNames() {
	if len(b.alike) == 0 {
		return
	}
	for key, p := range b.l.phrases {
		i := slices.IndexFunc(p.senses, func(s Sense) bool { return len(b.alike[s.Term]) > 0 })
		if i < 0 {
			continue
		}
		s := p.senses[i]
		p.senses = slices.Clone(p.senses)
		if !s.Term.Covered {
			p.senses = slices.Delete(p.senses, i, i+1)
		}
		for _, t := range b.alike[s.Term] {
			if !slices.ContainsFunc(p.senses, func(o Sense) bool { return o.Term == t }) {
				p.senses = append(p.senses, Sense{Term: t, ReadAs: s.ReadAs})
			}
		}
		b.l.phrases[key] = p
	}
}
