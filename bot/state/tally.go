package state

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"

	"careerbot/bot"
)

// A cell is one place in the table of all that can be asked for.
type cell struct{ role, place, level, metric string }

// people are different askers, by their part of the key; true: they got an
// answer the last time.
type people map[string]bool

// tellers count while the buckets are read.
type tellers struct {
	cells   map[cell]people
	why     map[cell]map[bot.Reason]int
	missing map[string]people
	reasons map[string]people
	votes   map[string]*VoteTally
}

func newTellers() *tellers {
	return &tellers{
		cells: make(map[cell]people), why: make(map[cell]map[bot.Reason]int),
		missing: make(map[string]people), reasons: make(map[string]people), votes: make(map[string]*VoteTally),
	}
}

func (t *tellers) wish(who string, w wish) {
	if w.Answered || len(w.Slots.Role)+len(w.Slots.Place)+len(w.Slots.Level) > 0 || w.Slots.Metric != "" {
		w.each(func(role, place, level string) {
			c := cell{role, place, level, w.Slots.Metric}
			add(t.cells, c, who, w.Answered)
			if !w.Answered {
				if t.why[c] == nil {
					t.why[c] = make(map[bot.Reason]int)
				}
				t.why[c][w.Reason]++
			}
		})
	}
	if w.Answered {
		return
	}
	add(t.reasons, string(w.Reason), who, false)
	for _, name := range w.Slots.Missing {
		add(t.missing, name, who, false)
	}
	if len(w.Slots.Missing) == 0 {
		add(t.missing, "other", who, false)
	}
}

func add[K comparable](m map[K]people, key K, who string, answered bool) {
	if m[key] == nil {
		m[key] = make(people)
	}
	m[key][who] = m[key][who] || answered
}

func (t *tellers) ballot(b ballot) {
	id, err := json.Marshal(b)
	if err != nil {
		return // unreachable: it was read from JSON
	}
	v := t.votes[string(id)]
	if v == nil {
		v = &VoteTally{Passage: b.Passage, Act: b.Act, Slots: b.Slots}
		t.votes[string(id)] = v
	}
	v.Votes++
}

// fill writes what was counted into a report: the most asked first.
func (t *tellers) fill(r *Report) {
	for c, who := range t.cells {
		if len(who) < AskersLeast {
			continue
		}
		d := Demand{Role: c.role, Place: c.place, Level: c.level, Metric: c.metric, Askers: len(who)}
		for _, answered := range who {
			if answered {
				d.Answered++
			}
		}
		d.Reason = commonest(t.why[c])
		r.Demand = append(r.Demand, d)
	}
	slices.SortFunc(r.Demand, func(a, b Demand) int {
		return cmp.Or(cmp.Compare(b.Askers-b.Answered, a.Askers-a.Answered), cmp.Compare(b.Askers, a.Askers),
			cmp.Compare(a.Role, b.Role), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Level, b.Level), cmp.Compare(a.Metric, b.Metric))
	})
	r.Missing, r.Reasons = append(r.Missing, tallies(t.missing)...), append(r.Reasons, tallies(t.reasons)...)
	for _, id := range slices.Sorted(maps.Keys(t.votes)) {
		r.Votes = append(r.Votes, *t.votes[id])
	}
	slices.SortStableFunc(r.Votes, func(a, b VoteTally) int { return cmp.Compare(b.Votes, a.Votes) })
}

// commonest returns the reason that was given most often, "" for none.
func commonest(reasons map[bot.Reason]int) (most bot.Reason) {
	for _, reason := range slices.Sorted(maps.Keys(reasons)) {
		if most == "" || reasons[reason] > reasons[most] {
			most = reason
		}
	}
	return most
}

func tallies(m map[string]people) (list []Tally) {
	for name, who := range m {
		if len(who) >= AskersLeast {
			list = append(list, Tally{name, len(who)})
		}
	}
	slices.SortFunc(list, func(a, b Tally) int {
		return cmp.Or(cmp.Compare(b.Askers, a.Askers), cmp.Compare(a.Name, b.Name))
	})
	return list
}
