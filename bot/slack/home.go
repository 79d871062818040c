package slack

import (
	"fmt"
	"slices"
	"strings"

	"careerbot/bot"
)

// Limits of the Home, which is to be read on a phone.
const (
	homeNames    = 12  // of one kind, before "and N more"
	homeName     = 60  // characters of a name
	homeArticles = 8   // that are listed
	homeExamples = 5   // that run
	homeLine     = 800 // characters of a list of names
)

// homeCallback is the callback id of the Home.
const homeCallback = "home"

// What people read on the Home.
const (
	homeTitle    = "Career questions"
	homeIntro    = "I answer from articles, with the section and the year of the figures, or say that I don't know."
	homePrivacy  = "You can see what I keep about you, and delete it at any time."
	homeStaff    = "Auto-reply answers clear questions in a channel that nobody answers in time. In a test, the staff channel alone sees what I would have said. I must be a member of the channel."
	homeAsk      = "- Type %s and your question: only you see the answer.\n- Mention me in a channel where I am a member: I answer in a thread.\n- Write to me under Messages."
	deleteTitle  = "Delete my data?"
	deleteText   = "This deletes all that I keep about you. It cannot be undone."
	deleteNo     = "Keep it"
	privacyLabel = "What I keep about you"
	deleteLabel  = "Delete my data"
	askedInVain  = "Unanswered questions"
)

// A home is the Home tab as one person sees it.
type home struct {
	about   bot.Catalogue
	command string
	staff   bool
	room    string // the channel that staff have chosen; "" for none
	setting string // what is set there, in words
}

// appendJSON appends the view. What it is told from others by comes back with
// each opening.
func (h home) appendJSON(b []byte, key bot.Key) []byte {
	blocks := appendBlocks(nil, h.blocks())
	b = append(b, `{"type":"home","callback_id":"`+homeCallback+`","private_metadata":`...)
	b = appendString(b, key.Hash("slack home", string(blocks)))
	return append(append(append(b, `,"blocks":`...), blocks...), '}')
}

func (h home) blocks() []block {
	blocks := []block{heading(homeTitle), richText{text: homeIntro}}
	if list := h.covered(); list != "" {
		blocks = append(blocks, richText{bold: "What you can ask about", text: list})
	}
	examples := newButtons(bot.Answer{Next: h.about.Examples[:min(len(h.about.Examples), homeExamples)]}, homeExamples)
	if len(examples.offers) > 0 {
		blocks = append(blocks, richText{bold: "Try one"}, examples)
	}
	blocks = append(blocks, richText{bold: "How to ask", text: fmt.Sprintf(homeAsk, h.command)})
	blocks = append(blocks, h.articles()...)
	blocks = append(blocks, richText{bold: "Your data", text: homePrivacy}, homeRow{"home.data", 0, []homeTool{
		{label: privacyLabel, act: bot.ShowPrivacy}, {label: deleteLabel, act: bot.DeleteData, confirm: true},
	}})
	if h.staff {
		blocks = append(blocks, h.forStaff()...)
	}
	return blocks
}

// covered lists what the articles have figures for.
func (h home) covered() string {
	var lines []string
	for _, l := range []struct {
		what  string
		names []string
	}{{"Roles", h.about.Roles}, {"Places with pay figures", h.about.Places}, {"Levels", h.about.Levels}} {
		if len(l.names) > 0 {
			lines = append(lines, "- "+l.what+": "+named(l.names))
		}
	}
	return strings.Join(lines, "\n")
}

// named lists names, at most homeNames of them, and says how many more there
// are.
func named(names []string) string {
	shown := make([]string, 0, homeNames)
	size := 0
	for _, name := range names[:min(len(names), homeNames)] {
		name = shorten(strings.Join(strings.Fields(name), " "), homeName)
		if size += length(name) + 2; size > homeLine {
			break
		}
		shown = append(shown, name)
	}
	text := strings.Join(shown, ", ")
	if more := len(names) - len(shown); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// articles lists the articles with their year and what their publishers sell.
func (h home) articles() []block {
	all := h.about.Articles
	if len(all) == 0 {
		return nil
	}
	blocks := []block{richText{bold: "What I answer from"}}
	for _, l := range all[:min(len(all), homeArticles)] {
		line := smallPrint{{text: shorten(l.Cite(), maxCite)}}
		if link := linkTarget(l.URL); link != "" {
			line = append(line, small{text: openArticle, url: link})
		}
		blocks = append(blocks, line)
	}
	if more := len(all) - homeArticles; more > 0 {
		blocks = append(blocks, smallPrint{{text: fmt.Sprintf("and %d more", more)}})
	}
	return blocks
}

// openArticle is the label of a link to an article.
const openArticle = "Open article"

// forStaff is what staff can see and set.
func (h home) forStaff() []block {
	blocks := []block{divider{}, richText{bold: "For staff", text: homeStaff}, roomSelect{h.room}}
	if h.room != "" {
		blocks = append(blocks, richText{bold: h.setting}, homeRow{homeSet + h.room, 2, []homeTool{
			{label: "On", act: bot.SetAutoReply, arg: string(bot.AutoReplyOn)},
			{label: "Off", act: bot.SetAutoReply, arg: string(bot.AutoReplyOff)},
			{label: "Test", act: bot.SetAutoReply, arg: string(bot.AutoReplyTest)},
		}})
	}
	return append(blocks, homeRow{"home.staff", 5, []homeTool{{label: askedInVain, act: bot.ShowUnanswered}}})
}

// homeSet begins the id of the row that sets what a channel, which follows,
// gets.
const homeSet = "home.set."

// A heading is a line of large text.
type heading string

func (h heading) appendJSON(b []byte) []byte {
	return append(appendPlain(append(b, `{"type":"header","text":`...), string(h)), '}')
}

// A divider is a line across.
type divider struct{}

func (divider) appendJSON(b []byte) []byte { return append(b, `{"type":"divider"}`...) }

// A roomSelect is a menu of the channels that its reader is a member of, or can
// see.
type roomSelect struct{ chosen string }

func (s roomSelect) appendJSON(b []byte) []byte {
	b = append(b, `{"type":"actions","block_id":"home.room","elements":[{"type":"conversations_select","action_id":"`+homeAction+`.room"`...)
	b = appendPlain(append(b, `,"placeholder":`...), "Choose a channel")
	b = append(b, `,"filter":{"include":["public","private"],"exclude_bot_users":true}`...)
	if s.chosen != "" {
		b = appendString(append(b, `,"initial_conversation":`...), s.chosen)
	}
	return append(b, "}]}"...)
}

// A homeRow is a row of buttons of the Home, which are counted from a number.
type homeRow struct {
	id    string
	from  int
	tools []homeTool
}

// A homeTool is a button that presses an act.
type homeTool struct {
	label   string
	act     bot.Act
	arg     string
	confirm bool // Slack asks whether it is meant
}

func (r homeRow) appendJSON(b []byte) []byte {
	b = appendString(append(b, `{"type":"actions","block_id":`...), r.id)
	b = append(b, `,"elements":[`...)
	for i, t := range r.tools {
		value := buttonValue{V: buttonVersion, D: t.act, A: t.arg}
		b = appendButton(b, homeAction, r.from+i, t.label, string(value.append(nil)))
		if t.confirm {
			b = dialog{title: deleteTitle, text: deleteText, yes: deleteLabel, no: deleteNo, danger: true}.appendTo(b)
		}
	}
	return append(b[:len(b)-1], "]}"...)
}

// settable reports whether the Home sets auto-reply to arg.
func settable(arg string) bool {
	return slices.Contains([]bot.AutoReply{bot.AutoReplyOn, bot.AutoReplyOff, bot.AutoReplyTest}, bot.AutoReply(arg))
}
