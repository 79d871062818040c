package slack

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"careerbot/bot"
)

// sealedValue finds what differs each time that it is sealed.
var sealedValue = regexp.MustCompile(`"1\.[\w-]{40,}"`)

// unsealed returns a message, a line for each value, without what differs.
func unsealed(message []byte) []string {
	return strings.SplitAfter(sealedValue.ReplaceAllString(string(message), `"sealed"`), ",")
}

// A shelf has one section, and can change every answer about pay.
type shelf struct{}

var _ Library = shelf{}

func (shelf) Section(article, anchor string) (bot.Answer, bool) {
	if article != source.Article || anchor != source.Section {
		return bot.Answer{}, false
	}
	return bot.Answer{Kind: bot.Section, Headline: source.Heading, Text: "All of it.", Sources: []bot.Source{source}, State: "AQIDBAUG"}, true
}

func (shelf) Catalogue() bot.Catalogue { return catalogue }

func (shelf) Choices(state string) bot.Choices {
	if state != "AQIDBAUG" {
		return bot.Choices{}
	}
	return bot.Choices{
		Levels: []bot.Offer{{Label: "Senior", Question: "Senior DevOps Engineer salary in the UK?"}, {Label: "Staff/Principal", Question: "Staff/Principal DevOps Engineer salary in the UK?"}},
		Places: []bot.Offer{{Label: "US", Question: "Mid-level DevOps Engineer salary in the US?"}},
	}
}

// Chart is one that a picture alone can show, and one that Slack can draw.
func (shelf) Chart(state string) (bot.Chart, bool) {
	switch state {
	case "AQIDBAUG":
		return rangesChart(), true
	case "FLAT":
		return flatChart(), true
	}
	return bot.Chart{}, false
}

// A button is what a test needs of a button, a menu or one of its options.
type button struct{ block, action, label, value string }

// buttonsOf returns the buttons of a message, of menus the first option.
func buttonsOf(t testing.TB, message []byte) []button {
	t.Helper()
	type text struct{ Text string }
	type element struct {
		Action      string `json:"action_id"`
		Text        any
		Placeholder text
		Value       string
		Options     []struct{ Value string }
		Positive    struct{ Value string } `json:"positive_button"`
		Negative    struct{ Value string } `json:"negative_button"`
	}
	var msg struct {
		Blocks []struct {
			ID       string `json:"block_id"`
			Elements []element
		}
	}
	var got struct {
		Blocks []struct{ Type string } `json:"blocks"`
	}
	if err := json.Unmarshal(message, &got); err != nil {
		t.Fatalf("%s: %v", message, err)
	}
	if err := json.Unmarshal(message, &msg); err != nil {
		t.Fatalf("%s: %v", message, err)
	}
	var out []button
	for _, b := range msg.Blocks {
		for _, e := range b.Elements {
			label, _ := e.Text.(map[string]any)
			switch {
			case e.Action == "":
			case e.Positive.Value != "":
				out = append(out, button{b.ID, e.Action, "Helpful", e.Positive.Value}, button{b.ID, e.Action, "Not helpful", e.Negative.Value})
			case len(e.Options) > 0:
				out = append(out, button{b.ID, e.Action, e.Placeholder.Text, e.Options[0].Value})
			case e.Text == nil: // Slack fills it
			default:
				out = append(out, button{b.ID, e.Action, label["text"].(string), e.Value})
			}
		}
	}
	return out
}

// find returns the button of that label.
func find(t testing.TB, message []byte, label string) button {
	t.Helper()
	for _, b := range buttonsOf(t, message) {
		if b.label == label {
			return b
		}
	}
	t.Fatalf("%s has no button %q", message, label)
	return button{}
}

// presser presses as U1, below a message that only they see unless the
// container says otherwise; %s is the response address.
func (b button) pressed(user, container string) string {
	value := fmt.Sprintf(`"value":%q`, b.value)
	if strings.HasPrefix(b.action, pickAction) {
		value = fmt.Sprintf(`"selected_option":{"text":{"type":"plain_text","text":"x"},"value":%q}`, b.value)
	}
	return fmt.Sprintf(`{"type":"block_actions","team":{"id":"T1"},"user":{"id":%q,"team_id":"T1"},"container":%s,"trigger_id":"1.2.x",
"channel":{"id":"C1","name":"general"},"response_url":"%%s","actions":[{"action_id":%q,"block_id":%q,%s,"action_ts":"1700000003.000300"}]}`,
		user, container, b.action, b.block, value)
}

// below are containers of pressed buttons.
const (
	belowPrivate = `{"type":"message","message_ts":"5.1","channel_id":"C1","is_ephemeral":true}`
	belowPublic  = `{"type":"message","message_ts":"5.1","channel_id":"C1","is_ephemeral":false}`
	belowThread  = `{"type":"message","message_ts":"5.1","thread_ts":"4.9","channel_id":"C1","is_ephemeral":false}`
)

// presses returns a payload of everything that can be pressed.
func presses(a *Adapter) []string {
	t := &testing.T{}
	out := []string{pressed(`{"v":1,"q":"pay?","s":"AQID"}`, `{"is_ephemeral":true,"thread_ts":"4.9"}`)}
	q := bot.Question{Text: "pay of mid devops?", Room: "C1"}
	looked := a.seal(handed{Question: "pay?", Room: "C1", Thread: "5.1", Author: "U1", Shown: "x"}, "T1", "U1")
	cards := []card{
		{Answer: samples()["list"], tools: []tool{{postAction, "Post as reply", looked}, {editAction, "Edit question", looked}, {discardAction, "Discard", "1"}}},
		a.privateCard(samples()["salary"], q, person{"T1", "U1"}, "general"),
		a.privateCard(samples()["comparison"], q, person{"T1", "U1"}, "general"),
		a.mailCard(address{Team: "T1", Channel: "C1", User: "U1"}, bot.Mail{ID: "slack.T1.C1.5.1", Answer: samples()["section"]}),
		a.privateCard(samples()["declined"], q, person{"T1", "U1"}, "general"),
		a.privateCard(samples()["declined"], bot.Question{Text: strings.Repeat("a long story ", 60), Room: "C1"}, person{"T1", "U1"}, "general"),
		a.mailCard(address{Team: "T1", Channel: "C1", Asked: "5.1"}, bot.Mail{Answer: samples()["declined"]}),
		{Answer: bot.ThanksAnswer(), tools: reasons(a.newVotes(samples()["salary"]).value)},
		charted(rangesChart(), drawing{picture: new(picture)}),
		{Answer: samples()["salary"], chart: true},
	}
	for _, c := range cards {
		for _, b := range buttonsOf(t, appendReply(nil, c, reply{})) {
			for _, container := range []string{belowPrivate, belowPublic, belowThread} {
				out = append(out, strings.ReplaceAll(b.pressed("U1", container), "%s", "https://slack.example/respond"))
			}
		}
	}
	return out
}
