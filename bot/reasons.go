package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// reasons are the points of lists on choosing, and paragraphs that are such, in their order, and by what they
// are found.
type reasons struct {
	list  []reason
	is    []bool                    // by passage: it is one of them
	by    map[string][]int          // stem → those that it tells from others
	on    map[*knowledge.Term][]int // concept → those that say it
	of    map[*knowledge.Term][]*index.Passage
	roles []*knowledge.Term // that there are any for
}

// A reason is a point of a list on choosing, for its one role.
type reason struct {
	*index.Passage
	stems []string // that tell it from others, of what it asks for: not of what it sets aside nor of its heading
}

// saysWhen reports whether a paragraph says who should choose its one role:
// "Choose X if you like …".
func (b *Bot) saysWhen(p *index.Passage) bool {
	before, _, ok := strings.Cut(p.Text, " if ")
	if !ok || len(p.Roles) != 1 || strings.ContainsAny(before, ".?!") {
		return false
	}
	r := b.set.Read(before)
	return len(r.Roles) == 1 && slices.ContainsFunc(r.Concepts, func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptChoosing })
}

// addReason adds a point of a list, if it is on choosing.
func (b *Bot) addReason(p *index.Passage) {
	choosing := b.named(knowledge.ConceptChoosing)
	if len(p.Roles) != 1 || len(choosing) == 0 || !p.About(choosing[0]) {
		return
	}
	stems := slices.DeleteFunc(b.stems(positive(p.Text)), p.Heads)
	b.reasons.list = append(b.reasons.list, reason{p, stems})
	b.reasons.is[p.ID] = true
}

// tellingReasons leaves of the reasons' words those that tell one from another:
// neither what many of them have ("suits people who") nor words of liking.
func (b *Bot) tellingReasons() {
	list := b.reasons.list
	count := map[string]int{}
	for _, r := range list {
		for _, s := range r.stems {
			count[s]++
		}
	}
	for w := range likings {
		for _, s := range b.index.Stems(w) {
			count[s] = len(list)
		}
	}
	for i := range list {
		list[i].stems = slices.DeleteFunc(list[i].stems, func(s string) bool { return count[s] > 1 && 3*count[s] > len(list) })
	}
	b.reasons.file()
}

// file notes by what each reason is found.
func (x *reasons) file() {
	x.by, x.on, x.of = map[string][]int{}, map[*knowledge.Term][]int{}, map[*knowledge.Term][]*index.Passage{}
	for i, r := range x.list {
		role := r.Roles[0]
		if x.of[role] == nil {
			x.roles = append(x.roles, role)
		}
		x.of[role] = append(x.of[role], r.Passage)
		for _, s := range r.stems {
			x.by[s] = append(x.by[s], i)
		}
		for _, c := range r.Said {
			x.on[c] = append(x.on[c], i)
		}
	}
}

// reasonsFor returns, in their order, the reasons that have a word of the
// asker's or speak of what the asker speaks of.
func (b *Bot) reasonsFor(a *ask, e evidence) []int {
	var out []int
	for _, s := range e.said() {
		out = append(out, b.reasons.by[s]...)
	}
	for _, c := range a.spokenOf() {
		if c.Group != "weak" {
			out = append(out, b.reasons.on[c]...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// said returns the stems of all that the asker said, which reasons are held to.
func (e evidence) said() []string { return slices.Concat(e.query, e.context, e.aside) }

// spokenOf returns all that the asker speaks of.
func (a *ask) spokenOf() []*knowledge.Term { return slices.Concat(a.concepts, a.around) }

// reasonWith reports whether some reason has one of the stems.
func (b *Bot) reasonWith(stems []string) bool {
	return slices.ContainsFunc(stems, func(s string) bool { return len(b.reasons.by[s]) > 0 })
}
