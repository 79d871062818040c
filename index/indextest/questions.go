package indextest

import (
	"fmt"
	"strings"
)

// questionsEach is how many questions of each kind a corpus has.
const questionsEach = 32

// questions returns questions of all kinds on articles from all over the set,
// one kind after the other in turn.
func (g *generator) questions() []string {
	var out []string
	for i := range questionsEach {
		a := g.asked[i*7919%len(g.asked)]
		place := a.places[0].name
		out = append(out,
			fmt.Sprintf("What does a senior %s earn in the %s?", lower(a.role), place),
			fmt.Sprintf("who earns more at entry level in the %s, a %s or a %s", place, lower(a.role), lower(a.other)),
			fmt.Sprintf("%s 3 years experience, offered 45k in %s, is that fair?", lower(a.role), place),
			fmt.Sprintf("which tools does a %s use?", lower(a.role)),
			fmt.Sprintf("what skills do I need to become a %s", lower(a.role)),
			fmt.Sprintf("%s vs %s on-call", a.role, a.other),
			fmt.Sprintf("does a %s deal with %s in daily work?", lower(a.role), a.matter),
			fmt.Sprintf("I enjoy %s, should I become a %s or a %s?", a.reason, lower(a.other), lower(a.role)),
			fmt.Sprintf("how will AI change the work of a %s", lower(a.role)),
			fmt.Sprintf("what is it like to work with %s on a team every day", a.matter),
			"which role has the best skills for people who enjoy working with data and systems in a team",
			"how much do nurses earn in London",
			"my boss takes the credit for my work, what should I do about it?",
			"what do junior staff earn?",
			"thanks, what else can you do?",
			"does anybody know a good pizza place near the office",
		)
	}
	return out
}

func lower(role string) string { return strings.ToLower(role) }
