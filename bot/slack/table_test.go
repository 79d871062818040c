package slack

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"careerbot/bot"
)

// TestLongTable is shown in pages, with every cell as the article has it. As
// long a table as no reader leafs through is not, and neither is one in a
// window.
func TestLongTable(t *testing.T) {
	a := long(longRows + 1)
	var msg struct{ Blocks []json.RawMessage }
	if err := json.Unmarshal(appendReply(nil, card{Answer: a}, reply{}), &msg); err != nil {
		t.Fatal(err)
	}
	var b slack.DataTableBlock
	if err := json.Unmarshal(msg.Blocks[1], &b); err != nil || b.Type != "data_table" {
		t.Fatalf("%s: %v, want a table in pages", msg.Blocks[1], err)
	}
	if b.Caption != a.Table.Caption || len(b.Rows) != longRows+2 {
		t.Errorf("%q with %d rows, want %q with %d", b.Caption, len(b.Rows), a.Table.Caption, longRows+2)
	}
	for _, row := range a.Table.Rows {
		if cell := `{"type":"raw_text","text":"` + row[1] + `"}`; !strings.Contains(string(msg.Blocks[1]), cell) {
			t.Errorf("%s lacks %s", msg.Blocks[1], cell)
		}
	}
	r := newRig(t, bot.Answer{})
	for name, raw := range map[string]string{
		"short":     string(appendReply(nil, card{Answer: long(longRows)}, reply{})),
		"refused":   string(appendReply(nil, card{Answer: a, wholeTable: true}, reply{})),
		"in window": string(r.answerWindow(&interaction{}, r.newCard(a)).appendJSON(nil)),
	} {
		if strings.Contains(raw, "data_table") {
			t.Errorf("%s: %s", name, raw)
		}
	}
	a.Table.Caption = " "
	if raw := string(appendReply(nil, card{Answer: a}, reply{})); !strings.Contains(raw, `"caption":"`+a.Headline) {
		t.Errorf("%s has no caption", raw)
	}
}

// TestPagesThatSlackRefuses: the table is shown whole, then and from then on.
// What was wrong with the votes is not put down to the table.
func TestPagesThatSlackRefuses(t *testing.T) {
	refuses := func(words ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, req *http.Request) {
			for _, word := range words {
				if strings.Contains(req.FormValue("blocks"), word) {
					says(`{"ok":false,"error":"invalid_blocks"}`)(w, req)
					return
				}
			}
			says(`{"ok":true,"channel":"C1","ts":"5.2"}`)(w, req)
		}
	}
	for name, test := range map[string]struct {
		refused []string
		tries   []int // by the mail
	}{
		"nothing": {nil, []int{1, 1}},
		"pages":   {[]string{"data_table"}, []int{2, 1}},
		"votes":   {[]string{"feedback_buttons"}, []int{3, 1}},
		"both":    {[]string{"data_table", "feedback_buttons"}, []int{3, 2, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			r := running(t, bot.Answer{})
			for i, want := range test.tries {
				for range want {
					r.slack.next("chat.postMessage", refuses(test.refused...))
				}
				if _, err := r.Send(t.Context(), mail(toThread, long(20)), false); err != nil {
					t.Fatal(err)
				}
				got := 0
				var last call
				for len(r.slack.calls) > 0 {
					got, last = got+1, <-r.slack.calls
				}
				if got != want || !strings.Contains(last.form.Get("blocks"), "£24,500+") {
					t.Errorf("Mail %d: %d tries, want %d; the last one: %s", i, got, want, last.form.Get("blocks"))
				}
			}
		})
	}
}

// TestCommandIsSafe: a response has pages once Slack has taken some elsewhere.
func TestCommandIsSafe(t *testing.T) {
	r := running(t, long(20))
	if got := r.run(career("pay?")).Body.String(); strings.Contains(got, "data_table") || !strings.Contains(got, `"type":"table"`) {
		t.Errorf("Response = %s, want the table whole", got)
	}
	r.press(pressed(`{"v":1,"q":"pay?"}`, belowPublic))
	if got := r.slack.wait(t); !strings.Contains(got.body, "data_table") {
		t.Errorf("Reply = %s, want pages", got.body)
	}
	r.settled()
	if got := r.run(career("pay?")).Body.String(); !strings.Contains(got, "data_table") {
		t.Errorf("Response = %s, want pages", got)
	}
}
