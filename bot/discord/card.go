package discord

import (
	"strings"

	"careerbot/bot"
)

// A card is an answer with what can be done with it where it is shown. Without
// an adapter it has nothing to press.
type card struct {
	bot.Answer
	intro   string // stands above it, in small print; "" for nothing
	choices bot.Choices
	read    bool      // whole sections can be shown
	chart   bool      // there is a chart of it
	voted   bool      // readers can say whether it helped
	tools   []tool    // what else can be done
	drawn   []picture // shown with it

	adapter *Adapter // makes the ids of what is pressed
}

// A tool is a button that does something with an answer.
type tool struct {
	pressed
	label string
}

// newCard returns the card of an answer with what can be done with it anywhere.
func (a *Adapter) newCard(ans bot.Answer) card {
	c := card{Answer: ans, adapter: a}
	if a.Articles == nil {
		return c
	}
	c.read = true
	c.voted = ans.Kind.Answered() && ans.State != "" && len(ans.Sources) > 0
	if ans.Kind == bot.Salary && ans.State != "" && !ans.Private {
		_, c.chart = a.Articles.Chart(ans.State)
	}
	return c
}

// privateCard returns the card of an answer that its asker alone sees, with
// menus that change it in place, and buttons that show it elsewhere. text is the
// question. An offer check stays where it is, and so does what answers nothing.
func (a *Adapter) privateCard(ans bot.Answer, text string, who asker) card {
	c := a.newCard(ans)
	if !handable(ans) {
		return c
	}
	if a.Articles != nil && ans.State != "" {
		c.choices = a.Articles.Choices(ans.State)
	}
	does := []string{sendDoes}
	if !who.direct {
		does = []string{postDoes, sendDoes}
	}
	h := handed{question: text, state: ans.State, shown: a.digest(ans)}
	for i, p := range a.hand(h, who.user, does...) {
		name := "Send to my DMs"
		if does[i] == postDoes {
			name = postLabel(who.channel)
		}
		c.tools = append(c.tools, tool{p, name})
	}
	return c
}

// An asker is who asked by a command, and where.
type asker struct {
	user    string // Discord's id
	channel string // name of the channel, "" where it is not known
	direct  bool   // in the direct messages with the bot
}

// handable reports whether an answer may be shown elsewhere.
func handable(ans bot.Answer) bool { return ans.Kind.Answered() && !ans.Private }

func postLabel(channel string) string {
	if channel = plain(channel); channel == "" {
		return "Post in this channel"
	}
	return "Post in #" + channel
}

// noteCard returns the card of a sentence of the bot's.
func noteCard(text string) card { return card{Answer: bot.Answer{Kind: bot.Help, Text: text}} }

// bare returns the card with nothing to press and nothing to look at.
func (c card) bare() card { return card{Answer: c.Answer, intro: c.intro} }

// quiet reports whether nothing is to be pressed: somebody in distress gets no
// menu.
func (c card) quiet() bool { return c.Kind == bot.Declined && c.Reason == bot.Personal }

func (c card) id(p pressed) string { return c.adapter.customID(p) }

// short returns a short name, "" where nothing can be asked for by one.
func (c card) short(n bot.Named) string {
	if c.adapter == nil || c.adapter.Articles == nil {
		return ""
	}
	return c.adapter.Articles.ShortName(n)
}

func (c card) sectionName(s bot.Source) string {
	if s.Article == "" {
		return ""
	}
	return c.short(bot.Named{Article: s.Article, Section: s.Section})
}

// offered returns the next questions.
func (c card) offered() []bot.Offer {
	if c.quiet() {
		return nil
	}
	return c.Next
}

// next returns the buttons that ask the next questions, and what no button can
// ask, which the text names.
func (c card) next() (asked []tool, rest []bot.Offer) {
	seen := map[string]bool{}
	for _, o := range c.offered() {
		short := c.short(bot.Named{Question: o.Question})
		if seen[o.Question] || strings.TrimSpace(o.Question) == "" {
			continue
		}
		seen[o.Question] = true
		if short == "" || len(asked) == maxOffers {
			rest = append(rest, o)
			continue
		}
		name := strings.TrimSpace(o.Label)
		if name == "" {
			name = o.Question
		}
		asked = append(asked, tool{pressed{askDoes, c.State, short}, name})
	}
	return asked, rest
}

// maxRead is how many sections can be read from one answer.
const maxRead = 2

// toolRow returns the buttons that do something with the answer. Where an
// article has an address, a link leads to the section instead of a button.
func (c card) toolRow() []tool {
	var out []tool
	if c.read {
		seen := map[string]bool{}
		for _, s := range c.Sources {
			short := c.sectionName(s)
			if link(s.URL) != "" || short == "" || seen[short] || len(out) == maxRead {
				continue
			}
			seen[short] = true
			out = append(out, tool{pressed{does: readDoes, arg: short}, "Read “" + s.Heading + "”"})
		}
		if len(out) == 1 {
			out[0].label = "Read section"
		}
	}
	if c.chart {
		out = append(out, tool{pressed{does: chartDoes, state: c.State}, "Chart"})
	}
	return append(out, c.tools...)
}

// voteRow returns the buttons that say whether the answer helped.
func (c card) voteRow() []tool {
	if !c.voted {
		return nil
	}
	return voteTools(votes[:], pressed{state: c.State, arg: c.sectionName(c.Sources[0])})
}

// voteTools returns the buttons of votes on what p is about.
func voteTools(list []vote, p pressed) []tool {
	if p.arg == "" {
		return nil
	}
	var out []tool
	for _, v := range list {
		p.does = v.does
		out = append(out, tool{p, v.label})
	}
	return out
}

// body returns the message that shows the card, in a style.
func (c card) body(s style) body {
	b := body{Flags: flagSuppressEmbeds, AllowedMentions: allowedMentions{Parse: []string{}}}
	if s == textStyle {
		b.Content = c.layOut(maxContent, c.offered()).text()
		return b
	}
	b.pictures = c.drawn
	for i, p := range c.drawn {
		b.Attachments = append(b.Attachments, attachment{i, p.name, p.alt})
	}
	next, rest := c.next()
	rows := c.rows(next)
	if s == classicStyle {
		b.Content, b.Components = c.layOut(maxContent, rest).text(), rows
	} else {
		b.Flags, b.Components = flagV2, c.container(rest, rows)
	}
	return b
}

// container returns the whole card as components: what it says, with the
// questions that no button asks, and the rows under it.
func (c card) container(rest []bot.Offer, rows []component) []component {
	l := c.layOut(maxV2, rest)
	for limit := maxV2; len(l.text()) > maxV2Bytes && limit > maxContent; l = c.layOut(limit, rest) {
		limit -= 200
	}
	inner := texts(l.main)
	for _, p := range c.drawn {
		item := galleryItem{Description: p.alt}
		item.Media.URL = "attachment://" + p.name
		inner = append(inner, component{Type: galleryType, Items: []galleryItem{item}})
	}
	if foot := texts(l.foot); foot != nil {
		inner = append(append(inner, component{Type: separatorType}), foot...)
	}
	return []component{{Type: containerType, Components: append(inner, rows...)}}
}

// texts returns a text display, none for no text.
func texts(ps []piece) []component {
	if t := join(ps); t != "" {
		return []component{{Type: textType, Content: t}}
	}
	return nil
}
