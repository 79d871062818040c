package bot

// sideWords ask for what speaks for or against something.
var sideWords = wordSet("pros pro cons con downside downsides upside upsides drawback drawbacks advantage advantages disadvantage disadvantages bad worst")

// asksSides reports whether it is asked what speaks for or against something.
func (a *ask) asksSides() bool { return a.anyToken(sideWords) }

// counted returns the stems of what is counted in the question: "how many exams".
func (a *ask) counted() []string {
	var out []string
	for i := 1; i+1 < len(a.toks); i++ {
		if a.toks[i].Raw == "many" && a.toks[i-1].Raw == "how" {
			out = append(out, a.memo.Stems(a.toks[i+1].Raw)...)
		}
	}
	return out
}
