package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

var (
	hourlyWords = wordSet("hour hours hourly hr hrs day daily")
	annualWords = wordSet("year years yearly annual annually annum month monthly pa")
)

// otherPeriod gives what the same rows of a table have for another period, where
// the asker names none or both: pay by the hour beside that by the year.
func (b *Bot) otherPeriod(a *ask, d *draft, figs []figure) string {
	if len(figs) > 2 || a.anyToken(hourlyWords) != a.anyToken(annualWords) {
		return ""
	}
	var out []string
	for _, f := range figs {
		for _, p := range b.cells.of[tableKey{f.pays[0].Article, f.pays[0].Section, f.pays[0].Block}] {
			if p.Row != f.pays[0].Row || p.Period == f.pays[0].Period || p.Period == "" || p.None || len(p.About) > 0 ||
				slices.ContainsFunc([][2]*knowledge.Term{{p.Role, f.role}, {p.Level, f.level}, {p.Place, f.place}}, func(t [2]*knowledge.Term) bool { return t[0] != t[1] }) {
				continue
			}
			name := "Per "
			if len(figs) > 1 {
				name = f.name(nil) + ", per "
			}
			out = append(out, name+p.Period+": "+p.Cell+".")
			d.cited = append(d.cited, p.Cell)
		}
	}
	return strings.Join(out, " ")
}
