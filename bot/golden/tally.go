package golden

// A Share is a count of what is right among all that could be.
type Share struct {
	Right int `json:"right"`
	Of    int `json:"of"`
}

func (s *Share) add(right bool) {
	s.Of++
	if right {
		s.Right++
	}
}

// Percent returns the share in percent, 0 of nothing.
func (s Share) Percent() float64 { return 100 * float64(s.Right) / float64(max(1, s.Of)) }

// A Tally adds up judgements. The zero Tally is empty and ready to use; it is
// not safe for concurrent use.
type Tally struct {
	Answers       Share `json:"answers"`   // questions that an article answers
	Declines      Share `json:"declines"`  // questions that must be declined
	Help          Share `json:"help"`      // questions for help
	Headlines     Share `json:"headlines"` // one pay figure or range asked for: it stands in the headline
	Reasons       Share `json:"reasons"`   // declined for the reason of the label
	Turns         int   `json:"turns"`
	Confident     int   `json:"confidently_wrong"` // answered, but wrong
	WrongCells    int   `json:"wrong_cells"`       // as [WrongCell] has it
	WrongArticles int   `json:"wrong_articles"`    // answered from another article than that of the label
}

// Add judges one turn and counts it. It returns "" where the answer is right,
// else why it is not.
func (t *Tally) Add(l Label, a Answer) string {
	why := Judge(l, a)
	if WrongCell(l, a) {
		t.WrongCells++
		if why == "" {
			why = "wrong cell"
		}
	}
	group := t.group(l.Kind)
	group.add(why == "")
	t.Turns++
	if why != "" && a.Answered {
		t.Confident++
	}
	if l.Kind == Salary && (len(l.Facts) == 1 || len(l.Facts) == 2) {
		t.Headlines.add(l.inHeadline(a))
	}
	if l.Kind == Declined && l.Reason != "" {
		t.Reasons.add(a.Kind == Declined && a.Reason == l.Reason)
	}
	if group == &t.Answers && a.Answered && l.Article != "" && l.Article != a.first().Article {
		t.WrongArticles++
	}
	return why
}

func (t *Tally) group(kind string) *Share {
	switch kind {
	case Declined:
		return &t.Declines
	case Help:
		return &t.Help
	}
	return &t.Answers
}

// Merge adds what another Tally has counted.
func (t *Tally) Merge(o Tally) {
	for _, s := range []struct {
		into *Share
		from Share
	}{
		{&t.Answers, o.Answers}, {&t.Declines, o.Declines}, {&t.Help, o.Help},
		{&t.Headlines, o.Headlines}, {&t.Reasons, o.Reasons},
	} {
		s.into.Right += s.from.Right
		s.into.Of += s.from.Of
	}
	t.Turns += o.Turns
	t.Confident += o.Confident
	t.WrongCells += o.WrongCells
	t.WrongArticles += o.WrongArticles
}
