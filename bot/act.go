package bot

import (
	"strings"
	"unicode"
)

// An Act is what a Press does.
type Act string

// The acts.
const (
	VoteUp        Act = "up"
	VoteDown      Act = "down"
	WrongFigure   Act = "wrong_figure"   // a vote down, with its reason
	NotMyQuestion Act = "other_question" // a vote down, with its reason
	TooLittle     Act = "too_little"     // a vote down, with its reason
	ShowPrivacy   Act = "privacy"        // what is held about the presser
	DeleteData    Act = "delete"         // delete that
	Uninstalled   Act = "uninstalled"    // delete everything of the tenant; adapters alone press it
	Removed       Act = "removed"        // the message of ours in the Room to which Arg is the platform's reference is gone; adapters alone press it
	ShowSettings  Act = "settings"       // what staff have set for the room; for staff
	SetAutoReply  Act = "auto_reply"     // set it: Arg is an AutoReply; for staff
	TellEditors   Act = "tell_editors"   // pass the question Arg on to the editors, which its asker has agreed to

	ShowUnanswered Act = "unanswered" // what members asked for in vain; for staff

	// Stop takes back the presser's own answers in a thread, which is Arg, that
	// are not sent yet; adapters alone press it.
	Stop Act = "stop"
)

// AutoReply says what becomes of questions in a room that are not said to the
// bot.
type AutoReply string

// The settings of auto-reply. It is off until staff change it.
const (
	AutoReplyOff  AutoReply = ""
	AutoReplyOn   AutoReply = "on"   // sure answers are posted, where no person gives one first
	AutoReplyTest AutoReply = "test" // nothing is posted; staff see what would have been
)

// A saying is words that are a press where they are a whole message: within a
// longer one they are a question, as in "salary of a privacy engineer".
type saying struct {
	words string // lower case, single spaces
	act   Act    // "" for what a Bot answers
	arg   string
	does  string // in the help, behind the words
	staff bool   // for staff, whom the settings tell of it
}

// sourcesWords are answered by the Bot itself, and are no press.
const sourcesWords = "sources"

// sayings are all of them. The help is made of them, too.
var sayings = [...]saying{
	{words: sourcesWords, does: "to see which articles I answer from"},
	{words: "privacy", act: ShowPrivacy, does: "to see what I keep about you"},
	{words: "delete my data", act: DeleteData, does: "to delete it"},
	{words: "settings", act: ShowSettings, staff: true},
	{words: "auto reply on", act: SetAutoReply, arg: string(AutoReplyOn), does: "for answers to clear questions that nobody answers within 90 seconds", staff: true},
	{words: "auto reply off", act: SetAutoReply, arg: string(AutoReplyOff), does: "for none", staff: true},
	{words: "auto reply test", act: SetAutoReply, arg: string(AutoReplyTest), does: "to see them in the staff channel alone", staff: true},
	{words: "unanswered questions", act: ShowUnanswered, does: "to see what members asked for in vain", staff: true},
}

// sayingMost is how long a text may be, in bytes, to be looked at.
const sayingMost = 100

// ActOf returns the act that a whole text stands for, and its argument. Capitals,
// signs around the words, such as a slash or quotes, hyphens, and how the words
// are spaced do not matter.
func ActOf(text string) (act Act, arg string, ok bool) {
	s := sayingIn(text)
	return s.act, s.arg, s.act != ""
}

// sayingIn returns the saying that a whole text is, the zero saying for none.
func sayingIn(text string) saying {
	if len(text) > sayingMost {
		return saying{}
	}
	text = strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) || r == '`' })
	text = strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(text, "-", " ")), " "))
	for _, s := range sayings {
		if text == s.words {
			return s
		}
	}
	return saying{}
}

// sayingOf returns the words that are a press, "" for one that has none.
func sayingOf(act Act) string {
	for _, s := range sayings {
		if s.act == act {
			return s.words
		}
	}
	return ""
}

// sayingsHelp says in a line what can be said beside questions.
func sayingsHelp() string {
	var parts []string
	for _, s := range sayings {
		if !s.staff {
			parts = append(parts, "“"+s.words+"” "+s.does)
		}
	}
	return "You can also say " + list(parts, "or") + "."
}
