package main

import (
	"context"
	"strings"

	"careerbot/bot/golden"
	"careerbot/bot/terminal"
	"careerbot/knowledge"
)

// furtherMost bounds how many further questions a set of articles gives.
const furtherMost = 1000

// further collects questions that show what an edit does beside the golden
// ones: the roles and headings of the articles, each pay cell by its names,
// and what the bots offer to ask, again and again. Those that the sheets ask
// on their own are left out.
func further(ctx context.Context, sheets []sheet, of ...examinee) (sheet, error) {
	known := map[string]bool{"": true}
	for _, s := range sheets {
		for _, item := range s.items {
			known[item.Turns[0].Q] = known[item.Turns[0].Q] || len(item.Turns) == 1
		}
	}
	var out sheet
	for _, e := range of {
		seen := map[string]bool{}
		var ask []string
		add := func(q string) {
			if !seen[q] && len(seen) < furtherMost {
				seen[q] = true
				ask = append(ask, q)
			}
		}
		add("") // which gives the help
		suggested(e.set, add)
		for ; len(ask) > 0; ask = ask[1:] {
			if err := ctx.Err(); err != nil {
				return out, err
			}
			a := (&terminal.Conversation{Bot: e.bot}).Say(ask[0], true)
			for _, o := range a.Next {
				add(o.Question)
			}
			if q := ask[0]; !known[q] {
				known[q] = true
				out.items = append(out.items, golden.Item{Turns: []golden.Label{{Q: q}}})
			}
		}
	}
	return out, nil
}

// suggested are the questions that the articles themselves suggest.
func suggested(set *knowledge.Set, add func(string)) {
	for _, role := range set.Covered(knowledge.RoleTerm) {
		add(role.Name)
	}
	for _, p := range set.Pays {
		var names []string
		for _, t := range []*knowledge.Term{p.Level, p.Role, p.Place} {
			if t != nil {
				names = append(names, t.Name)
			}
		}
		add(strings.Join(names, " "))
	}
	for _, a := range set.Articles {
		for _, s := range a.Sections {
			add(s.Heading)
		}
	}
}
