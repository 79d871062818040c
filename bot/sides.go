package bot

import "careerbot/index"

// sideWords ask for what speaks for or against something.
var sideWords = wordSet("pros pro cons con downside downsides upside upsides drawback drawbacks advantage advantages disadvantage disadvantages bad worst")

// asksSides reports whether it is asked what speaks for or against something.
func (a *ask) asksSides() bool { return a.anyToken(sideWords) }

// counts reports whether it is asked how many there are of something, and a
// passage has a number of it: "13 exams".
func (a *ask) counts(p *index.Passage) bool {
	for i := 1; i+1 < len(a.toks); i++ {
		if a.toks[i].Raw != "many" || a.toks[i-1].Raw != "how" {
			continue
		}
		for _, s := range a.memo.Stems(a.toks[i+1].Raw) {
			if p.Counts(s) {
				return true
			}
		}
	}
	return false
}
