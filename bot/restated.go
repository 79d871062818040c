package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// Restated says in a line what an answer is about, as the question was read:
// "Pay, Senior DevOps Engineer, UK". It is made of the names of the articles and
// has no word of the asker. It is "" for what answers nothing.
func (a Answer) Restated() string {
	if !a.Kind.Answered() {
		return ""
	}
	who := strings.TrimSpace(list(a.Slots.Level, "and") + " " + list(a.Slots.Role, "and"))
	if a.Slots.Metric == "" {
		parts := []string{list(a.Slots.Role, "and")}
		if len(a.Sources) > 0 {
			parts = append(parts, "“"+a.Sources[0].Heading+"”")
		}
		return joined(parts)
	}
	what := "Pay"
	if a.Slots.Metric != knowledge.MetricSalary {
		what = "Contract rates"
	}
	return joined([]string{what, who, list(a.Slots.Place, "and")})
}

// joined joins what is not empty with commas.
func joined(parts []string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), ", ")
}
