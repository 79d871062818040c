package discord

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"careerbot/bot"
)

// nasty is what a heading, a paragraph or a cell may hold that would ping, hide,
// deceive or format.
const nasty = "@everyone @Here <@1> <@&2> <#3> </a:4> <t:5:R> <:e:6> ||spoiler|| `code` ``` ~~x~~ __u__ [click](https://evil.example) " +
	"\u202etxt.exe\u202c \u200b\u2066x\u2069 مرحبا \U000e0041 \ufeff# **bold** -# > \\"

// hostileLibrary returns a bot over the shipped article with nasty text put in
// wherever its editor could have.
func hostileLibrary(t testing.TB) *bot.Bot {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "knowledge", "articles", "devops-vs-software-engineering.md"))
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat(" "+nasty, 5)
	lines := strings.Split(string(raw), "\n")
	for i, l := range lines {
		switch {
		case strings.HasPrefix(l, "author:"):
			lines[i] = "author: '" + nasty + "'\nsource: 'https://a.example/@everyone/(x)?<@1>'"
		case strings.HasPrefix(l, "interest:"):
			lines[i] = "interest: '" + long + "'"
		case strings.HasPrefix(l, "## "):
			heading, anchor, _ := strings.Cut(l, " {#")
			lines[i] = heading + " " + strings.NewReplacer("#", "", "{", "", "`", "").Replace(long) + " {#" + anchor
		case strings.HasPrefix(l, "| ") && strings.Contains(l, "Common, "):
			lines[i] = strings.Replace(l, "Common, ", "Common, "+strings.NewReplacer("|", "", "`", "").Replace(nasty)+", ", 1)
		case strings.HasPrefix(l, "A "), strings.HasPrefix(l, "Software "), strings.HasPrefix(l, "- **"):
			lines[i] = l + " " + strings.ReplaceAll(long, "`", "'")
		}
	}
	path := filepath.Join(t.TempDir(), "hostile.md")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return newLibrary(t, true, path)
}

// someQuestions returns one in so many of the golden questions.
func someQuestions(t testing.TB, oneIn int) (out []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "*.questions.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no questions: %v", err)
	}
	n := 0
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for s := bufio.NewScanner(f); s.Scan(); {
			var l struct{ Q string }
			if json.Unmarshal(s.Bytes(), &l) == nil && l.Q != "" {
				if n++; n%oneIn == 0 {
					out = append(out, l.Q)
				}
			}
		}
	}
	return out
}

// TestHostileArticles: whatever articles and people write, every style of every
// card keeps all limits, pings nobody and formats nothing.
func TestHostileArticles(t *testing.T) {
	t.Parallel()
	kinds, shown := map[bot.Kind]int{}, 0
	for _, b := range []*bot.Bot{hostileLibrary(t), newLibrary(t, false, filepath.Join("..", "testdata", "articles"))} {
		a := &Adapter{Key: testKey(t), Articles: b}
		for _, q := range append(someQuestions(t, 9), nasty+" senior devops salary uk", strings.Repeat(nasty, 20)) {
			ans := b.Answer(bot.Question{Text: q, Addressed: true})
			kinds[ans.Kind]++
			who := asker{user: aliceID, channel: nasty}
			posted := a.mailCard(address{Channel: "1", Message: "2", Guild: "3", User: aliceID}, bot.Mail{Answer: ans})
			posted.intro = "Asked in this channel: " + ans.Restated() + nasty
			cards := []card{a.privateCard(ans, q, who), posted}
			for _, s := range ans.Sources {
				if whole, ok := b.Section(s.Article, s.Section); ok {
					cards = append(cards, a.newCard(whole))
				}
			}
			for _, c := range cards {
				wantInert(t, q, c)
			}
			if strings.Contains(ans.Headline+ans.Text, "everyone") {
				shown++
			}
		}
	}
	if kinds[bot.Salary] < 50 || kinds[bot.Section] < 50 || kinds[bot.Comparison] < 20 || kinds[bot.Declined] < 20 || shown < 20 {
		t.Errorf("Got %v and %d hostile answers, want many of each", kinds, shown)
	}
}

// wantInert checks every style of a card.
func wantInert(t *testing.T, q string, c card) {
	t.Helper()
	for s := v2Style; s <= textStyle; s++ {
		b := c.body(s)
		if faults := bodyFaults(b); faults != nil {
			t.Fatalf("%q, %s: %q", q, styleNames[s], faults)
		}
		text := allTexts(b) + strings.Join(labelsOf(b.Components), "\n")
		if found := markup.FindString(ownLinks.ReplaceAllString(allTexts(b), "")); found != "" {
			t.Fatalf("%q, %s: got %q in a message:\n%s", q, styleNames[s], found, text)
		}
		if strings.ContainsAny(text, "\u202e\u2066\ufeff") || strings.Contains(strings.ToLower(text), "@everyone") {
			t.Fatalf("%q, %s: got hidden signs or a ping:\n%q", q, styleNames[s], text)
		}
	}
}

// A shelf is a Library that names everything and draws nothing.
type shelf struct {
	key    bot.Key
	offers []bot.Offer
}

func (s shelf) Section(string, string) (bot.Answer, bool) { return bot.Answer{}, false }
func (s shelf) Choices(string) bot.Choices                { return bot.Choices{Levels: s.offers, Places: s.offers} }
func (s shelf) Chart(string) (bot.Chart, bool)            { return bot.Chart{}, true }
func (s shelf) Catalogue() bot.Catalogue                  { return bot.Catalogue{} }
func (s shelf) Named(string) (bot.Named, bool)            { return bot.Named{}, false }
func (s shelf) Suggest(bot.Field, string, int) []string   { return nil }

func (s shelf) ShortName(n bot.Named) string {
	if len(n.Question)%7 == 1 {
		return ""
	}
	return s.key.Hash(n.Question, n.Article, n.Section)[:13]
}

func FuzzCard(f *testing.F) {
	key := testKey(f)
	f.Add("**headline**", "text @everyone", "a|b", "<@1>|2", "heading](http://x)", "https://a.example/", "careers")
	f.Add("h", strings.Repeat("word <#1>\n\n- item:\n", 400), "a|b|c", "1|`2`|3", "s", "", "#\u202e")
	f.Add(strings.Repeat("£60,000 ", 400), "x", "a", strings.Repeat("界", 2700), strings.Repeat("😀 ", 900), "http://[::1]/", "")
	f.Add("0", strings.Repeat("界面。 界面\n\n", 900), "|", "<|", "0", "0", strings.Repeat("x", 200))
	f.Add("", "", "", "", "", "", "")
	f.Fuzz(func(t *testing.T, headline, text, header, row, heading, address, channel string) {
		ans := bot.Answer{Kind: bot.Salary, Headline: headline, Text: text, Contact: heading, State: "AgEREQAAs0lzgMSxPU0594Qx6jQULA",
			Table:   &bot.Table{Caption: heading, Header: strings.Split(header, "|")},
			Sources: []bot.Source{{Article: "a", Section: row, Heading: heading, URL: address}, {Article: header, Heading: text}, {Article: "b", Heading: "x"}},
			Next:    []bot.Offer{{Label: headline, Question: heading}, {Label: row}, {Question: text}, {Label: "x", Question: "y"}, {Label: "x", Question: "z"}}}
		for range 3 {
			ans.Table.Rows = append(ans.Table.Rows, strings.Split(row, "|"))
		}
		l := shelf{key: key}
		for n := range 30 {
			l.offers = append(l.offers, bot.Offer{Label: heading, Question: row[:min(n, len(row))]})
		}
		a := &Adapter{Key: key, Articles: l}
		c := a.privateCard(ans, text, asker{user: aliceID, channel: channel})
		c.intro = channel
		if c.body(textStyle).said() != "" {
			wantInert(t, headline, c)
		}
	})
}
