package slack

import (
	"careerbot/bot"
)

// maxPassage is the longest name of a passage that a vote is about, in bytes.
const maxPassage = 200

// votes are the buttons by which readers say whether an answer helped. The zero
// votes are none.
type votes struct {
	value buttonValue // without what it says
	plain bool        // ordinary buttons, where Slack takes no others
}

// newVotes returns the buttons under answers with figures or passages.
func (a *Adapter) newVotes(ans bot.Answer) votes {
	if !ans.Kind.Answered() || len(ans.Sources) == 0 || ans.State == "" || len(ans.State) > maxState {
		return votes{}
	}
	passage := ans.Sources[0].Article + "#" + ans.Sources[0].Section
	if len(passage) > maxPassage {
		return votes{}
	}
	v := buttonValue{V: buttonVersion, S: ans.State, A: passage}
	v.M = a.voteProof(v)
	return votes{value: v}
}

func (a *Adapter) voteProof(v buttonValue) string { return a.Key.Hash("slack vote", v.A, v.S) }

func (v votes) none() bool { return v.value.M == "" }

func (v votes) length() int {
	if v.none() {
		return 0
	}
	const around = 100 // labels, and what stands around the parts of a value
	return 2 * (len(v.value.S) + len(v.value.A) + len(v.value.M) + around)
}

func (v votes) appendJSON(b []byte) []byte {
	const yes, no = "Helpful", "Not helpful"
	up, down := v.says(bot.VoteUp), v.says(bot.VoteDown)
	if v.plain {
		b = append(b, `{"type":"actions","block_id":"votes","elements":[`...)
		b = appendButton(b, voteAction, 0, yes, up)
		b = appendButton(b, voteAction, 1, no, down)
		return append(b[:len(b)-1], "]}"...)
	}
	b = append(b, `{"type":"context_actions","block_id":"votes","elements":[{"type":"feedback_buttons","action_id":"`+voteAction+`"`...)
	b = appendVote(append(b, `,"positive_button":`...), yes, "This answer helped", up)
	b = appendVote(append(b, `,"negative_button":`...), no, "This answer did not help", down)
	return append(b, "}]}"...)
}

// says returns the value of a button that says act.
func (v votes) says(act bot.Act) string {
	v.value.D = act
	return string(v.value.append(make([]byte, 0, 256)))
}

// appendVote appends one of the two buttons; screen readers say its long label.
func appendVote(b []byte, label, long, value string) []byte {
	b = appendPlain(append(b, `{"text":`...), label)
	b = appendString(append(b, `,"value":`...), value)
	return append(appendString(append(b, `,"accessibility_label":`...), long), '}')
}

// reasons are what "not helpful" can mean.
func reasons(v buttonValue) []tool {
	var out []tool
	for _, r := range [...]struct {
		act   bot.Act
		label string
	}{{bot.WrongFigure, "Wrong figure"}, {bot.NotMyQuestion, "Not my question"}, {bot.TooLittle, "Too little"}} {
		v.D = r.act
		out = append(out, tool{voteAction, r.label, string(v.append(nil))})
	}
	return out
}

// isVote reports whether an act is one that these buttons carry.
func isVote(act bot.Act) bool {
	switch act {
	case bot.VoteUp, bot.VoteDown, bot.WrongFigure, bot.NotMyQuestion, bot.TooLittle:
		return true
	}
	return false
}
