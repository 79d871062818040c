package bot

import (
	"slices"

	"careerbot/knowledge"
)

// A Field is something that is typed and can be completed.
type Field string

// The fields. The zero value completes whole questions.
const (
	QuestionField Field = ""
	RoleField     Field = "role"
	LevelField    Field = "level"
	PlaceField    Field = "place"
	FeatureField  Field = "feature" // a row in which roles are compared
)

// suggestions are what each field can be completed to.
type suggestions map[Field]*shortlist

// makeSuggestions takes time in proportion to the articles.
func (b *Bot) makeSuggestions() suggestions {
	c := b.Catalogue()
	return suggestions{
		QuestionField: newShortlist(b.questions()),
		RoleField:     newShortlist(c.Roles),
		LevelField:    newShortlist(c.Levels),
		PlaceField:    newShortlist(c.Places),
		FeatureField:  newShortlist(c.Features),
	}
}

// Suggest returns what somebody who has typed so far may want, the likeliest
// first and at most most: names as the articles have them, or questions that are
// answered. Capitals, accents and a slip of the fingers do not matter, and other
// names than the articles use lead to theirs. With nothing typed it is the first
// of all there is; where nothing fits it is none.
func (b *Bot) Suggest(f Field, typed string, most int) []string {
	list := b.suggest()[f]
	if list == nil {
		return nil
	}
	loose := func(int) int { return 0 }
	if f == QuestionField {
		loose = func(words int) int { return words / 2 } // people ask in words of their own
	}
	var out []string
	for _, i := range list.find(typed, loose) {
		if len(out) == most {
			return out
		}
		if q := list.entries[i]; !slices.Contains(out, q) && (f != QuestionField || b.suggestable(i)) {
			out = append(out, list.entries[i])
		}
	}
	for _, name := range b.otherNames(f, typed) {
		if len(out) < most && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// otherNames returns the terms of a field that what was typed stands for.
func (b *Bot) otherNames(f Field, typed string) []string {
	r := b.set.Read(firstRunes(typed, typedMost))
	var terms []*knowledge.Term
	switch f {
	case RoleField:
		terms = r.Roles
	case LevelField:
		terms = r.Levels
	case PlaceField:
		terms = r.Places
	}
	return termNames(slices.DeleteFunc(slices.Clone(terms), func(t *knowledge.Term) bool {
		return !t.Covered || !slices.Contains(b.suggest()[f].entries, t.Name)
	}))
}

// questions returns the examples, which are tried when they are suggested, and
// behind them the pay of everything that has a figure.
func (b *Bot) questions() []string {
	var out []string
	seen := map[string]bool{}
	for _, e := range b.examples.list {
		out = append(out, e.Question)
		seen[e.Question] = true
	}
	for i := range b.set.Pays {
		p := &b.set.Pays[i]
		if p.Role == nil || p.None || isRate(p) || len(p.About) > 0 {
			continue
		}
		if q := payQuestion(figure{role: p.Role, level: p.Level, place: p.Place}); !seen[q] {
			out = append(out, q)
			seen[q] = true
		}
	}
	return out
}

// suggestable reports whether the i-th question is answered.
func (b *Bot) suggestable(i int) bool { return i >= len(b.examples.list) || b.works(i) }

// Suggest is that of the Bot in use.
func (s *Swap) Suggest(f Field, typed string, most int) []string {
	u := s.take()
	defer u.answers.Done()
	return u.bot.Suggest(f, typed, most)
}
