package slack

import (
	"cmp"
	"strings"
	"sync/atomic"

	"careerbot/bot"
)

// A Library is what the loaded articles give beside answers; *bot.Bot and
// *bot.Swap are one. It must be safe for concurrent use.
type Library interface {
	// Section returns a whole section, by the names that a bot.Source has.
	Section(article, anchor string) (bot.Answer, bool)

	// Choices returns what the answer that carries a State can be changed to.
	Choices(state string) bot.Choices

	// Chart returns the chart of the pay that a State stands for, and false
	// where there is none.
	Chart(state string) (bot.Chart, bool)

	// Catalogue returns what can be asked about, at no cost.
	Catalogue() bot.Catalogue
}

// A style is how much of Block Kit a message uses. What Slack refuses is sent
// again in the next style.
type style uint8

const (
	fullStyle  style = iota
	plainStyle       // ordinary buttons for votes
	textStyle        // no blocks at all
)

// A card is an answer with what can be done with it where it is shown. The
// zero card of an answer is the answer with its next questions.
type card struct {
	bot.Answer
	intro   string // stands above it; "" for nothing
	choices bot.Choices
	read    bool // whole sections can be shown
	chart   bool // there is a chart
	drawing drawing
	tools   []tool // what else can be done
	tell    tellTool
	votes   votes
	window  bool // stands in a modal, which has no tables and no votes
	style   style

	wholeTable bool // a long table is not shown in pages where it could be
}

// newCard returns the card of an answer with what can be done with it anywhere.
func (a *Adapter) newCard(ans bot.Answer) card {
	c := card{Answer: ans, read: a.Articles != nil, chart: a.drawable(ans), votes: a.newVotes(ans)}
	c.wholeTable = a.cards.noPages.Load()
	if a.cards.noFeedback.Load() {
		c.style = plainStyle
	}
	return c
}

// privateCard returns the card of an answer that its asker alone sees: menus
// that change it in place, and buttons that show it elsewhere. An offer check
// stays where it is, and so does what answers nothing.
func (a *Adapter) privateCard(ans bot.Answer, q bot.Question, who person, room string) card {
	c := a.newCard(ans)
	if !handable(ans) {
		c.tools, c.tell = a.draftTool(ans, q, who), a.newTellTool(ans, q.Text, who)
		return c
	}
	if a.Articles != nil && ans.State != "" {
		c.choices = a.Articles.Choices(ans.State)
	}
	value := a.seal(handed{Question: q.Text, State: ans.State, Shown: a.digest(ans)}, who.team, who.id)
	if value == "" {
		return c
	}
	if !strings.HasPrefix(q.Room, "D") {
		c.tools = append(c.tools, tool{postAction, postLabel(room), value})
	}
	c.tools = append(c.tools, tool{sendAction, "Send to my DMs", value})
	return c
}

// A person is a member of a workspace, by Slack's ids.
type person struct{ team, id string }

// handable reports whether an answer may be shown elsewhere.
func handable(ans bot.Answer) bool { return ans.Kind.Answered() && !ans.Private }

// postLabel names the channel, where Slack says its name: it calls some by what
// they are.
func postLabel(room string) string {
	switch {
	case room == "", room == "privategroup", room == "directmessage", strings.HasPrefix(room, "mpdm-"):
		return "Post in this channel"
	}
	return shorten("Post in #"+room, maxLabel)
}

// nextStyle returns the card in the next style that differs, and false where
// there is none.
func (c card) nextStyle() (card, bool) {
	switch {
	case c.style == textStyle:
		return c, false
	case !c.drawing.none():
		return c.undrawn(), true
	case c.paged():
		c.wholeTable = true
	case c.style == fullStyle && !c.votes.none():
		c.style = plainStyle
	default:
		c.style = textStyle
	}
	return c, true
}

// text returns the whole card as text, for notifications, screen readers and
// where blocks are refused. It is not escaped yet.
func (c card) text() string {
	text := cmp.Or(c.drawing.alt, c.Answer.Plain())
	if c.intro != "" {
		text = c.intro + "\n\n" + text
	}
	return shorten(text, maxText)
}

// blocks returns the blocks of the card, none in the style without.
func (c card) blocks() []block {
	if c.style == textStyle {
		return nil
	}
	return layout(c)
}

// toolRow returns the row of what can be done with the answer.
func (c card) toolRow() toolRow {
	if len(c.State) > maxState {
		return toolRow{after: c.tools, tell: c.tell}
	}
	row := toolRow{menus: newMenus(c.choices), after: c.tools, tell: c.tell, state: c.State}
	if c.read {
		row.before = readTools(c.Sources)
	}
	if c.chart && !c.window {
		row.before = append(row.before, stateTool(chartAction, "Chart", c.State))
	}
	return row
}

// maxRead is how many sections can be read from one answer.
const maxRead = 2

// readTools are the buttons that show whole sections. Where an article has an
// address, a link leads there instead.
func readTools(sources []bot.Source) []tool {
	var out []tool
	for _, s := range sources {
		passage := s.Article + "#" + s.Section
		if linkTarget(s.URL) != "" || s.Article == "" || len(passage) > maxPassage || len(out) == maxRead {
			continue
		}
		value := buttonValue{V: buttonVersion, A: passage}
		out = append(out, tool{readAction, shorten("Read “"+s.Heading+"”", maxLabel), string(value.append(nil))})
	}
	if len(out) == 1 {
		out[0].label = "Read section"
	}
	return out
}

// learn remembers what Slack does not take, from a card that it took in place
// of the first.
func (m *cardMemory) learn(first, taken card) {
	if taken.style == plainStyle && !taken.votes.none() {
		m.noFeedback.Store(true)
	}
	switch {
	case taken.paged() && taken.style != textStyle:
		m.pages.Store(true)
	case taken.wholeTable && first.paged() && taken.style == first.style:
		m.noPages.Store(true)
	}
}

// A cardMemory is what is remembered of cards, in this process alone.
type cardMemory struct {
	noFeedback atomic.Bool // Slack has refused feedback buttons
	noCharts   atomic.Bool // Slack has refused charts that it is to draw
	noPages    atomic.Bool // Slack has refused tables in pages
	pages      atomic.Bool // Slack has taken one
	posted     seen        // private replies that were posted for all
	pictures   pictures    // charts that were uploaded
}
