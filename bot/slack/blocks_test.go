package slack

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestBlocks(t *testing.T) {
	for name, a := range samples() {
		t.Run(name, func(t *testing.T) {
			raw := appendReply(nil, card{Answer: a}, reply{})
			for _, fault := range faults(raw) {
				t.Error(fault)
			}
			sameAsFile(t, name, raw)
		})
	}
}

// TestCards holds answers with all that can be done with them to golden files:
// where their asker alone sees them, in a thread, posted for all.
func TestCards(t *testing.T) {
	r := newRig(t, bot.Answer{})
	r.Articles = shelf{}
	answers := samples()
	offer := answers["salary"]
	offer.Private = true
	to := address{Team: "T1", Channel: "C1", Thread: "5.1", User: "U1"}
	q := bot.Question{Text: "pay of mid devops?", Room: "C1"}
	postedCard := r.newCard(answers["section"])
	postedCard.intro, postedCard.tools = askedHere+"DevOps Engineer", r.dismissTools("T1", "C1", "U1", "5.1")
	for name, c := range map[string]card{
		"private-salary":     r.privateCard(answers["salary"], q, person{"T1", "U1"}, "general"),
		"private-comparison": r.privateCard(answers["comparison"], q, person{"T1", "U1"}, "privategroup"),
		"private-offer":      r.privateCard(offer, q, person{"T1", "U1"}, "general"),
		"private-declined":   r.privateCard(answers["declined"], q, person{"T1", "U1"}, "general"),
		"private-personal":   r.privateCard(answers["personal"], q, person{"T1", "U1"}, "general"),
		"thread-salary":      r.mailCard(to, bot.Mail{ID: "slack.T1.C1.5.1", Answer: answers["salary"]}),
		"thread-overlong":    r.mailCard(to, bot.Mail{ID: "slack.T1.C1.5.1", Answer: answers["overlong"]}),
		"posted":             postedCard,
		"plain-votes":        {Answer: answers["salary"], votes: r.newVotes(answers["salary"]), style: plainStyle},
		"chart-picture":      charted(rangesChart(), drawing{picture: &picture{file: "F0CHART01"}}),
		"chart-native":       charted(flatChart(), drawing{native: nativeChart(flatChart())}),
		"chart-figures":      charted(rangesChart(), drawing{picture: new(picture)}).undrawn(),
		"direct-declined":    r.mailCard(address{Team: "T1", Channel: "D1", Asked: "5.1"}, bot.Mail{ID: "slack.T1.D1.5.1", Answer: answers["declined"]}),
		"window-declined":    r.windowCard(answers["declined"], q.Text, person{"T1", "U1"}),
		"reasons":            {Answer: bot.ThanksAnswer(), tools: reasons(r.newVotes(answers["salary"]).value)},
	} {
		t.Run(name, func(t *testing.T) {
			raw := appendReply(nil, c, reply{})
			for _, fault := range faults(raw) {
				t.Error(fault)
			}
			sameAsFile(t, "card-"+name, sealedValue.ReplaceAll(raw, []byte(`"sealed"`)))
		})
	}
}

// TestWindows holds modals to golden files.
func TestWindows(t *testing.T) {
	r := newRig(t, bot.Answer{})
	r.Articles = shelf{}
	in := &interaction{TriggerID: "1.2.x"}
	in.View.ID = "V1"
	for name, w := range map[string]window{
		"salary":   r.answerWindow(in, r.newCard(samples()["salary"])),
		"declined": r.answerWindow(in, r.newCard(samples()["declined"])),
		"hostile":  r.answerWindow(in, r.newCard(samples()["hostile"])),
		"overlong": r.answerWindow(in, r.newCard(samples()["overlong"])),
		"tell":     tellWindow("will anyone hire me?"),
		"draft":    draftWindow(handed{Question: "will anyone hire me?", Room: "#career-mentors"}),
		"edit":     {callback: lookUpCallback, title: editTitle, submit: "Look it up", metadata: "sealed", input: input{label: editedLabel, initial: hostile + strings.Repeat(" long", 500)}},
	} {
		t.Run(name, func(t *testing.T) {
			raw := w.appendJSON(nil)
			for _, fault := range viewFaults(raw) {
				t.Error(fault)
			}
			sameAsFile(t, "window-"+name, raw)
		})
	}
}

func TestAnswerWithoutCutsIsWhole(t *testing.T) {
	a := samples()["salary"]
	raw := string(appendReply(nil, card{Answer: a}, reply{}))
	var msg struct{ Text string }
	if err := json.Unmarshal([]byte(raw), &msg); err != nil {
		t.Fatal(err)
	}
	want := escaped(a.Plain())
	if msg.Text != want {
		t.Errorf("text = %q, want %q", msg.Text, want)
	}
	_, blocks, _ := strings.Cut(raw, `"blocks":`)
	for _, part := range []string{a.Headline, a.Text, a.Table.Caption, a.Table.Rows[1][1], a.Sources[0].Heading, a.Next[1].Label} {
		if !strings.Contains(blocks, part) {
			t.Errorf("blocks lack %q", part)
		}
	}
}

func TestWideTable(t *testing.T) {
	a := bot.Answer{Kind: bot.Comparison, Headline: "Wide", Table: &bot.Table{}}
	for i := range maxColumns + 1 {
		a.Table.Header = append(a.Table.Header, fmt.Sprint(i))
	}
	a.Table.Rows = [][]string{a.Table.Header}
	raw := appendReply(nil, card{Answer: a}, reply{})
	for _, fault := range faults(raw) {
		t.Error(fault)
	}
	if !bytes.Contains(raw, []byte("The table did not fit into this message.")) {
		t.Errorf("appendReply = %s, want a note about the table", raw)
	}
}

// sameAsFile compares a message with the golden file of that name.
func sameAsFile(t *testing.T, name string, raw []byte) {
	t.Helper()
	var got bytes.Buffer
	if err := json.Indent(&got, raw, "", "  "); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	got.WriteByte('\n')
	file := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// faults returns what Slack would refuse in a message, what could ping
// somebody, and which of our own limits it breaks.
func faults(raw []byte) (faults []string) {
	complain := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	var msg struct {
		Text   string
		Blocks []map[string]any
	}
	if err := json.Unmarshal(raw, &msg); err != nil {
		return []string{fmt.Sprintf("%v: %s", err, raw)}
	}
	if strings.ContainsAny(msg.Text, "<>") {
		complain("text has signs that are not escaped: %q", msg.Text)
	}
	if len(msg.Blocks) > maxBlocks {
		complain("%d blocks, want at most %d", len(msg.Blocks), maxBlocks)
	}
	if length(msg.Text) > 40_000 {
		complain("text of %d characters, want at most 40,000", length(msg.Text))
	}
	c := checker{complain: complain, ids: map[string]bool{}}
	for _, b := range msg.Blocks {
		c.walk(b, fmt.Sprint(b["type"]))
	}
	if c.chars > maxChars {
		complain("%d characters, want at most %d", c.chars, maxChars)
	}
	if c.tables > 1 {
		complain("%d tables, want one", c.tables)
	}
	return faults
}

// viewFaults is faults for a modal.
func viewFaults(raw []byte) (faults []string) {
	complain := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	var v struct {
		Type     string
		Callback string `json:"callback_id"`
		Metadata string `json:"private_metadata"`
		Title    struct{ Text string }
		Submit   struct{ Text string }
		Close    struct{ Text string }
		Blocks   []map[string]any
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		return []string{fmt.Sprintf("%v: %s", err, raw)}
	}
	for _, s := range []string{v.Title.Text, v.Submit.Text, v.Close.Text} {
		if s == "" && s != v.Submit.Text || length(s) > 24 {
			complain("%q, want 1 to 24 characters", s)
		}
	}
	takes := slices.ContainsFunc(v.Blocks, func(b map[string]any) bool { return b["type"] == "input" })
	if takes != (v.Submit.Text != "") {
		complain("a button %q, and a field: %t", v.Submit.Text, takes)
	}
	if v.Type != "modal" || v.Callback == "" || len(v.Metadata) > 3000 || len(raw) > 200_000 || len(v.Blocks) > 100 {
		complain("type %q, callback %q, %d of metadata, %d of all, %d blocks", v.Type, v.Callback, len(v.Metadata), len(raw), len(v.Blocks))
	}
	c := checker{complain: complain, ids: map[string]bool{}}
	for _, b := range v.Blocks {
		switch b["type"] {
		case "table", "context_actions", "data_table":
			complain("%s in a modal", b["type"])
		}
		c.walk(b, fmt.Sprint(b["type"]))
	}
	if c.chars > maxChars {
		complain("%d characters, want at most %d", c.chars, maxChars)
	}
	return faults
}

// homeFaults is faults for a Home.
func homeFaults(raw []byte) (faults []string) {
	complain := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	var v map[string]any
	if err := json.Unmarshal(raw, &v); err != nil {
		return []string{fmt.Sprintf("%v: %s", err, raw)}
	}
	blocks, _ := v["blocks"].([]any)
	metadata, _ := v["private_metadata"].(string)
	if v["type"] != "home" || v["callback_id"] != homeCallback || len(v) != 4 || metadata == "" || len(metadata) > 3000 || len(raw) > 200_000 || len(blocks) == 0 || len(blocks) > 100 {
		complain("type %q, callback %q, %d of metadata, %d of all, %d blocks", v["type"], v["callback_id"], len(metadata), len(raw), len(blocks))
	}
	c := checker{complain: complain, ids: map[string]bool{}}
	for _, b := range blocks {
		kind := fmt.Sprint(b.(map[string]any)["type"])
		switch kind {
		case "rich_text", "actions", "context", "header", "divider":
		default:
			complain("%s on a Home", kind)
		}
		c.walk(b, kind)
	}
	if c.chars > maxChars {
		complain("%d characters, want at most %d", c.chars, maxChars)
	}
	return faults
}

type checker struct {
	complain func(string, ...any)
	chars    int
	tables   int
	ids      map[string]bool
}

// walk checks everything below one value of a block.
func (c *checker) walk(v any, in string) {
	switch v := v.(type) {
	case []any:
		if len(v) == 0 {
			c.complain("%s: an empty array", in)
		}
		for _, e := range v {
			c.walk(e, in)
		}
	case map[string]any:
		c.object(v, in)
		for key, e := range v {
			c.walk(e, in+"."+key)
		}
	}
}

// object checks one object of a block.
func (c *checker) object(v map[string]any, in string) {
	kind, text := fmt.Sprint(v["type"]), ""
	if s, ok := v["text"].(string); ok {
		text = s
		c.chars += length(s)
		if strings.TrimSpace(s) == "" && s != "\n" {
			c.complain("%s: blank text", in)
		}
	}
	limit := func(what, s string, n int) {
		if length(s) > n {
			c.complain("%s: %s of %d characters, want at most %d", in, what, length(s), n)
		}
	}
	limit("text", text, maxPart)
	if id, ok := v["block_id"].(string); ok {
		limit("block_id", id, 255)
		if c.ids["block "+id] {
			c.complain("two blocks %q", id)
		}
		c.ids["block "+id] = true
	}
	switch kind {
	case "mrkdwn":
		if !strings.HasPrefix(text, "<http") || strings.Count(text, "<") != 1 || strings.Count(text, ">") != 1 || !strings.HasSuffix(text, "|Read section>") && !strings.HasSuffix(text, "|"+openArticle+">") {
			c.complain("%s: mrkdwn that is no link of ours: %q", in, text)
		}
	case "header":
		limit("heading", v["text"].(map[string]any)["text"].(string), 150)
	case "context_actions":
		if n := len(v["elements"].([]any)); n > 5 {
			c.complain("%d elements in context_actions, want at most 5", n)
		}
	case "actions":
		if n := len(v["elements"].([]any)); n > 25 {
			c.complain("%d elements in actions, want at most 25", n)
		}
	case "feedback_buttons":
		c.feedback(v, limit)
	case "static_select":
		c.menu(v, limit)
	case "plain_text_input":
		initial, _ := v["initial_value"].(string)
		limit("initial value", initial, int(v["max_length"].(float64)))
		if v["max_length"].(float64) > 3000 {
			c.complain("field of %v characters, want at most 3,000", v["max_length"])
		}
	case "context":
		if n := len(v["elements"].([]any)); n > 10 {
			c.complain("%d elements in a context, want at most 10", n)
		}
	case "button":
		c.button(v, limit)
	case "image":
		alt, _ := v["alt_text"].(string)
		limit("alt text", alt, 2000)
		if c.chars += length(alt); strings.TrimSpace(alt) == "" {
			c.complain("a picture without words")
		}
	case "table", "data_table":
		c.tables++
		c.table(v)
		if caption, ok := v["caption"].(string); ok {
			limit("caption", caption, maxHeadline)
			c.chars += length(caption)
		}
	}
}

func (c *checker) button(v map[string]any, limit func(string, string, int)) {
	label := v["text"].(map[string]any)["text"].(string)
	value, id := v["value"].(string), v["action_id"].(string)
	limit("label", label, 75)
	limit("value", value, 2000)
	c.chars += length(value)
	if c.ids[id] {
		c.complain("two buttons %q", id)
	}
	c.ids[id] = true
	if dialog, ok := v["confirm"].(map[string]any); ok {
		for part, most := range map[string]int{"title": 100, "text": 300, "confirm": 30, "deny": 30} {
			text, _ := dialog[part].(map[string]any)["text"].(string)
			limit(part+" of a dialog", text, most)
		}
	}
	if _, ok := parseButton(value); !ok && !strings.HasPrefix(value, handedMark) && !strings.HasPrefix(id, discardAction) {
		c.complain("parseButton(%q) fails", value)
	}
}

func (c *checker) feedback(v map[string]any, limit func(string, string, int)) {
	for _, which := range []string{"positive_button", "negative_button"} {
		b := v[which].(map[string]any)
		limit("label", b["text"].(map[string]any)["text"].(string), 75)
		limit("long label", b["accessibility_label"].(string), 75)
		value := b["value"].(string)
		limit("value", value, 2000)
		c.chars += length(value)
		if got, ok := parseButton(value); !ok || !isVote(got.D) {
			c.complain("parseButton(%q) = %+v, %t", value, got, ok)
		}
	}
}

func (c *checker) menu(v map[string]any, limit func(string, string, int)) {
	limit("placeholder", v["placeholder"].(map[string]any)["text"].(string), 150)
	options := v["options"].([]any)
	if len(options) < 1 || len(options) > 100 {
		c.complain("%d options, want 1 to 100", len(options))
	}
	for _, o := range options {
		o := o.(map[string]any)
		limit("option", o["text"].(map[string]any)["text"].(string), 75)
		value := o["value"].(string)
		limit("value of an option", value, 150)
		c.chars += length(value)
		if _, ok := parseOption(value); !ok {
			c.complain("parseOption(%q) fails", value)
		}
	}
}

func (c *checker) table(v map[string]any) {
	rows := v["rows"].([]any)
	if len(rows) < 2 || len(rows) > 100 {
		c.complain("%d rows, want 2 to 100", len(rows))
	}
	width := len(rows[0].([]any))
	for _, row := range rows {
		if n := len(row.([]any)); n != width || n > 20 {
			c.complain("%d cells in a row, want %d and at most 20", n, width)
		}
	}
}
