package bot

// sideWords ask for what speaks for or against something.
var sideWords = wordSet("pros pro cons con downside downsides upside upsides drawback drawbacks advantage advantages disadvantage disadvantages bad worst")

// asksSides reports whether it is asked what speaks for or against something.
func (a *ask) asksSides() bool { return a.anyToken(sideWords) }
