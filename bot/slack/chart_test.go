package slack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack"

	"careerbot/bot"
)

// rangesChart has a range, an open top, two figures for one, and one missing.
func rangesChart() bot.Chart {
	return bot.Chart{
		Title: "DevOps Engineer and Software Engineer: pay per year by level, UK",
		Roles: []string{"DevOps Engineer", "Software Engineer"}, Levels: []string{"Mid-level (2–5 years)", "Staff <b>"},
		Bars: []bot.Bar{
			{Role: 0, Level: 0, Low: 60_000_00, High: 85_000_00, Text: "£60,000–£85,000"},
			{Role: 1, Level: 0, Low: 50_000_00, High: 75_000_00, Text: "£50,000–£75,000", Noted: true},
			{Role: 1, Level: 0, Low: 50_000_00, High: 80_000_00, Text: "£50,000–£80,000", Noted: true},
			{Role: 1, Level: 1, Low: 130_000_00, High: 180_000_00, Open: true, Text: "£130,000–£180,000+"},
		},
		Amount: bot.AmountStyle{Sign: "£", Group: ","}, Period: "year",
		Missing:  []string{"Staff DevOps Engineer"},
		Disputes: []string{"Mid-level Software Engineer: £50,000–£75,000 in “At a glance” and £50,000–£80,000 in “Salaries”; no reason is given, and I can't tell which is right."},
		Notes:    []string{"2026 figures, permanent roles."},
		Sources:  []bot.Source{source},
		Alt:      "Bar chart. Pay per year by level, UK. DevOps Engineer: mid-level (2–5 years) £60,000–£85,000. Software Engineer: mid-level £50,000–£75,000 or £50,000–£80,000, staff £130,000–£180,000+.",
	}
}

// flatChart has one closed figure for each bar, and nothing to say beside.
func flatChart() bot.Chart {
	return bot.Chart{
		Title: "Welder: pay per hour by level, Ireland",
		Roles: []string{"Welder"}, Levels: []string{"Junior", "Senior"},
		Bars: []bot.Bar{
			{Level: 0, Low: 18_50, High: 18_50, Text: "€18.50"},
			{Level: 1, Low: 31_00, High: 31_00, Text: "€31"},
		},
		Amount: bot.AmountStyle{Sign: "€"}, Period: "hour",
		Notes: []string{"2026 figures."}, Sources: []bot.Source{source},
		Alt: "Bar chart. Pay per hour by level, Ireland. Welder: junior €18.50, senior €31.",
	}
}

// A flatShelf has a chart for everything, which Slack can draw.
type flatShelf struct{ shelf }

func (flatShelf) Chart(string) (bot.Chart, bool) { return flatChart(), true }

// charted returns the card of a chart that is drawn so.
func charted(ch bot.Chart, d drawing) card {
	c := figuresCard(ch)
	d.alt = ch.Alt
	c.drawing, c.tools = d, []tool{stateTool(figuresAction, "Show as a table", rangesState)}
	return c
}

// pressChart presses Chart under an answer about pay.
func (r *rig) pressChart(t *testing.T, user, container string) {
	t.Helper()
	b := find(t, appendReply(nil, r.newCard(samples()["salary"]), reply{}), "Chart")
	if rec := r.press(b.pressed(user, container)); rec.Code != 200 || rec.Body.Len() != 0 {
		t.Fatalf("Acknowledged by %d %q, want 200 and nothing", rec.Code, rec.Body)
	}
}

// charting returns a running rig whose answers about pay have charts.
func charting(t *testing.T) *rig {
	r := running(t, samples()["salary"])
	r.Articles = shelf{}
	return r
}

// shows returns what a message shows of a chart.
func shows(body string) string {
	switch {
	case strings.Contains(body, `"type":"data_visualization"`):
		return "drawn by Slack"
	case strings.Contains(body, `"type":"image"`):
		return "picture"
	case strings.Contains(body, `"type":"table"`):
		return "table"
	}
	return "text"
}

func TestChartButton(t *testing.T) {
	r := newRig(t, bot.Answer{})
	to := address{Team: "T1", Channel: "C1", Thread: "5.1", User: "U1"}
	has := func(c card) bool {
		return bytes.Contains(appendReply(nil, c, reply{}), []byte(`"action_id":"`+chartAction+`.`))
	}
	pay := samples()["salary"]
	if has(r.newCard(pay)) {
		t.Error("a chart is offered without articles")
	}
	r.Articles = shelf{}
	offer, other, odd := pay, pay, pay
	offer.Private, other.State, odd.State = true, "AQ", strings.Repeat("s", maxState+1)
	for name, c := range map[string]card{
		"offer check": r.newCard(offer), "pay without a chart": r.newCard(other), "odd state": r.newCard(odd),
		"section": r.newCard(samples()["section"]), "declined": r.newCard(samples()["declined"]),
		"whole channel": r.mailCard(address{Team: "T1", Channel: "C1", Room: true}, bot.Mail{ID: "x", Answer: pay}),
	} {
		if has(c) {
			t.Errorf("%s: a chart is offered", name)
		}
	}
	for name, c := range map[string]card{"private": r.newCard(pay), "thread": r.mailCard(to, bot.Mail{ID: "x", Answer: pay})} {
		if !has(c) {
			t.Errorf("%s: no chart is offered", name)
		}
	}
	if w := r.answerWindow(&interaction{}, r.newCard(pay)).appendJSON(nil); bytes.Contains(w, []byte(chartAction+".")) {
		t.Error("a chart is offered in a window, which has none")
	}
}

// TestChartIsUploadedAndShown beside a public answer, to the presser alone.
func TestChartIsUploadedAndShown(t *testing.T) {
	r := charting(t)
	r.pressChart(t, "U2", belowPublic)
	asked := r.slack.wait(t)
	sent := r.slack.wait(t)
	if asked.method != "files.getUploadURLExternal" || asked.form.Get("length") != fmt.Sprint(len(sent.body)) {
		t.Errorf("Call = %s %v, want an address for %d bytes", asked.method, asked.form, len(sent.body))
	}
	if _, err := png.Decode(strings.NewReader(sent.body)); sent.method != "upload" || err != nil {
		t.Errorf("Uploaded by %s: %v", sent.method, err)
	}
	done := r.slack.wait(t)
	if done.method != "files.completeUploadExternal" || done.form.Get("channel_id")+done.form.Get("channels") != "" || !strings.Contains(done.form.Get("files"), `"F0CHART01"`) {
		t.Errorf("Call = %s %v, want the end of the upload, in no channel", done.method, done.form)
	}
	shown := r.slack.wait(t)
	if shown.method != "chat.postEphemeral" || shown.form.Get("channel") != "C1" || shown.form.Get("user") != "U2" {
		t.Errorf("Shown by %s %v, want by the token that the file belongs to, to one alone", shown.method, shown.form)
	}
	want := rangesChart()
	if got := shown.form.Get("text"); got != escaped(want.Alt) {
		t.Errorf("text = %q, want all of the chart in words", got)
	}
	var blocks []struct {
		Type string
		File struct{ ID string } `json:"slack_file"`
		Alt  string              `json:"alt_text"`
	}
	if err := json.Unmarshal([]byte(shown.form.Get("blocks")), &blocks); err != nil {
		t.Fatal(err)
	}
	if b := blocks[1]; b.Type != "image" || b.File.ID != "F0CHART01" || b.Alt != want.Alt {
		t.Errorf("Second block = %+v, want the picture with its words", b)
	}
	for _, part := range []string{want.Title, want.Missing[0], want.Disputes[0], want.Notes[0], source.Heading, "Show as a table"} {
		if !strings.Contains(shown.form.Get("blocks"), part) {
			t.Errorf("The message lacks %q", part)
		}
	}
}

// TestChartIsUploadedOnce, however many press, in every workspace.
func TestChartIsUploadedOnce(t *testing.T) {
	r := charting(t)
	for i := range 30 {
		r.pressChart(t, fmt.Sprint("U", i), belowPublic)
	}
	r.settled()
	counts := map[string]int{}
	for len(r.slack.calls) > 0 {
		counts[(<-r.slack.calls).method]++
	}
	if counts["upload"] != 1 || counts["files.completeUploadExternal"] != 1 || counts["chat.postEphemeral"] != 30 {
		t.Errorf("Calls = %v, want one upload and 30 messages", counts)
	}
	ch := rangesChart()
	here, there := r.chartKey("T1", ch), r.chartKey("T2", ch)
	ch.Bars[0].High++
	if here == there || r.chartKey("T1", ch) == here {
		t.Error("the picture of another workspace, or of another chart, is taken for this")
	}
}

// TestChartInWords: where no picture can be uploaded, the figures are shown, and
// it is not tried again at once.
func TestChartInWords(t *testing.T) {
	for name, test := range map[string]struct {
		method string
		answer http.HandlerFunc
	}{
		"missing scope":      {"files.getUploadURLExternal", says(`{"ok":false,"error":"missing_scope","needed":"files:write"}`)},
		"no address":         {"files.getUploadURLExternal", says(`{"ok":true,"file_id":"F0CHART01","upload_url":"file:///etc"}`)},
		"no id":              {"files.getUploadURLExternal", says(`{"ok":true,"upload_url":"https://files.example/"}`)},
		"upload refused":     {"upload", fails(403)},
		"upload cut":         {"upload", cuts},
		"completion refused": {"files.completeUploadExternal", says(`{"ok":false,"error":"posting_to_general_channel_denied"}`)},
		"too much":           {"files.getUploadURLExternal", fails(429, "Retry-After", "30")},
	} {
		t.Run(name, func(t *testing.T) {
			r := charting(t)
			r.slack.next(test.method, test.answer)
			for range 2 {
				r.pressChart(t, "U2", belowPublic)
				r.settled()
			}
			var shown []call
			tries := 0
			for len(r.slack.calls) > 0 {
				switch c := <-r.slack.calls; c.method {
				case "respond":
					shown = append(shown, c)
				case "files.getUploadURLExternal":
					tries++
				}
			}
			if len(shown) != 2 || tries != 1 {
				t.Fatalf("%d messages and %d tries, want two and one", len(shown), tries)
			}
			for _, part := range []string{noPicture, `"type":"table"`, "£50,000–£75,000 or £50,000–£80,000", "no figure given", "£130,000–£180,000+", rangesChart().Disputes[0]} {
				if !strings.Contains(shown[0].body, part) {
					t.Errorf("%s lacks %q", shown[0].body, part)
				}
			}
			for _, fault := range faults([]byte(shown[0].body)) {
				t.Error(fault)
			}
			if strings.Contains(r.logged.String(), "/upload") || r.Stats().Failed != 0 {
				t.Errorf("Stats = %+v, log = %s, want no failure, and no address in the log", r.Stats(), r.logged)
			}
		})
	}
}

// TestChartThatSlackHasNotLookedAtYet is sent again for a while, and as figures
// where that does not help. The next press uploads it again.
func TestChartThatSlackHasNotLookedAtYet(t *testing.T) {
	for refusals, want := range map[int]string{
		0: "picture", 1: "picture picture", 2: "picture picture picture",
		9: "picture picture picture table text",
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newChartServer(refusals)
			begun := time.Now()
			s.press(t, rangesState)
			if got := strings.Join(s.shown, " "); got != want {
				t.Errorf("%d refusals: shown %q, want %q", refusals, got, want)
			}
			if took := time.Since(begun); took > callTimeout-replyTimeout {
				t.Errorf("%d refusals: %v, want time left for the figures", refusals, took)
			}
			uploads := s.uploads
			s.press(t, rangesState)
			if again := s.uploads - uploads; again != min(1, refusals/9) {
				t.Errorf("%d refusals: uploaded %d times more", refusals, again)
			}
		})
	}
}

// TestChartWhereItIsNoMember is shown by the response address, which works in
// every channel.
func TestChartWhereItIsNoMember(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newChartServer(1)
		s.outside = true
		s.press(t, rangesState)
		if got, want := strings.Join(s.shown, " "), "picture picture"; got != want {
			t.Errorf("shown %q, want %q", got, want)
		}
	})
}

// TestChartThatIsGone: a file that was deleted in the workspace is not waited
// for, and uploaded again for the next press.
func TestChartThatIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newChartServer(0)
		s.press(t, rangesState)
		s.refuse = 1
		s.press(t, rangesState)
		s.press(t, rangesState)
		if got, want := strings.Join(s.shown, " "), "picture picture table picture"; got != want || s.uploads != 2 {
			t.Errorf("shown %q with %d uploads, want %q with two", got, s.uploads, want)
		}
	})
}

// TestChartDrawnBySlack: bars that begin at zero and end at one number need no
// picture. Where Slack refuses them, the figures are shown, and pictures from
// then on.
func TestChartDrawnBySlack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newChartServer(0)
		s.press(t, "FLAT")
		if s.uploads != 0 {
			t.Errorf("%d uploads, want none", s.uploads)
		}
		s.refuse = 1
		s.press(t, "FLAT")
		s.press(t, "FLAT")
		if got, want := strings.Join(s.shown, ", "), "drawn by Slack, drawn by Slack, table, picture"; got != want {
			t.Errorf("shown %q, want %q", got, want)
		}
	})
}

// TestNativeChart: nothing is drawn by Slack that would look like another figure
// than the article has.
func TestNativeChart(t *testing.T) {
	raw := nativeChart(flatChart()).appendJSON(nil)
	var b slack.DataVisualizationBlock
	if err := json.Unmarshal(raw, &b); err != nil {
		t.Fatal(err)
	}
	if err := b.Validate(); err != nil {
		t.Errorf("%s: %v", raw, err)
	}
	for name, change := range map[string]func(*bot.Chart){
		"range":           func(c *bot.Chart) { c.Bars[0].High++ },
		"open":            func(c *bot.Chart) { c.Bars[0].Open = true },
		"noted":           func(c *bot.Chart) { c.Bars[0].Noted = true },
		"missing":         func(c *bot.Chart) { c.Missing = []string{"Staff Welder"} },
		"disputed":        func(c *bot.Chart) { c.Disputes = []string{"two figures"} },
		"no bar":          func(c *bot.Chart) { c.Bars = c.Bars[:1] },
		"two bars":        func(c *bot.Chart) { c.Bars[1].Level = 0 },
		"long label":      func(c *bot.Chart) { c.Levels[0] = "Junior, in the first two years" },
		"no label":        func(c *bot.Chart) { c.Levels[0] = "" },
		"label twice":     func(c *bot.Chart) { c.Levels[0] = "Senior" },
		"long name":       func(c *bot.Chart) { c.Roles[0] = "Coded welding engineer" },
		"too many levels": func(c *bot.Chart) { *c = manyLevels(maxPoints + 1) },
	} {
		c := flatChart()
		change(&c)
		if got := nativeChart(c); got != nil {
			t.Errorf("%s: Slack is to draw %s", name, got.appendJSON(nil))
		}
	}
	if nativeChart(manyLevels(maxPoints)) == nil {
		t.Errorf("%d levels are not drawn by Slack", maxPoints)
	}
}

func manyLevels(n int) bot.Chart {
	c := flatChart()
	c.Levels, c.Bars = nil, nil
	for i := range n {
		c.Levels = append(c.Levels, fmt.Sprint("Level ", i))
		c.Bars = append(c.Bars, bot.Bar{Level: i, Low: 100, High: 100, Text: "€1"})
	}
	return c
}

// TestFiguresOfAChart takes the place of the chart, with every figure of it.
func TestFiguresOfAChart(t *testing.T) {
	r := charting(t)
	r.pressChart(t, "U2", belowThread)
	for range 3 {
		r.slack.wait(t)
	}
	shown := r.slack.wait(t)
	if shown.method != "chat.postEphemeral" || shown.form.Get("thread_ts") != "4.9" || !strings.Contains(shown.form.Get("blocks"), "slack_file") {
		t.Fatalf("Call = %s %v, want the picture in the thread", shown.method, shown.form)
	}
	b := find(t, []byte(`{"blocks":`+shown.form.Get("blocks")+`}`), "Show as a table")
	r.press(b.pressed("U2", belowPrivate))
	got := r.slack.wait(t)
	if !strings.Contains(got.body, `"replace_original":true`) || strings.Contains(got.body, noPicture) || shows(got.body) != "table" {
		t.Errorf("Reply = %s, want the table in the place of the picture", got.body)
	}
	for _, bar := range rangesChart().Bars {
		if !strings.Contains(got.body, bar.Text) {
			t.Errorf("Reply = %s, want %q", got.body, bar.Text)
		}
	}
}

func TestChartButtonsOfBefore(t *testing.T) {
	for value, want := range map[string]string{
		"": oldPress, `{"v":1}`: oldPress, `{"v":2,"s":"AQIDBAUG"}`: oldPress, `{"v":1,"s":"forged"}`: goneChart,
	} {
		for _, does := range []string{chartAction, figuresAction} {
			r := charting(t)
			r.press(button{"tools.", does + ".0", "Chart", value}.pressed("U1", belowPublic))
			if got := r.slack.wait(t); !strings.Contains(got.body, want) {
				t.Errorf("%s %q: reply = %s, want %q", does, value, got.body, want)
			}
			r.settled()
			r.slack.idle(t)
		}
	}
}

// TestPicturesAreBounded: the oldest is forgotten, and one that failed is tried
// again after a while.
func TestPicturesAreBounded(t *testing.T) {
	var m pictures
	now := time.Now()
	for i := range maxPictures + 1 {
		p, mine := m.take(fmt.Sprint(i), now)
		if !mine {
			t.Fatalf("%d was there", i)
		}
		close(p.done)
	}
	if len(m.by) != maxPictures || len(m.order) != maxPictures {
		t.Errorf("%d pictures, %d in order, want %d", len(m.by), len(m.order), maxPictures)
	}
	if _, mine := m.take("1", now); mine {
		t.Error("a picture was forgotten too early")
	}
	p, _ := m.take("failed", now)
	p.err = errUnfinished
	close(p.done)
	if _, mine := m.take("failed", now.Add(pictureRest-1)); mine {
		t.Error("what failed is tried again at once")
	}
	if _, mine := m.take("failed", now.Add(pictureRest)); !mine {
		t.Error("what failed is never tried again")
	}
	if n := len(m.order); n != maxPictures || n != len(m.by) {
		t.Errorf("%d pictures, %d in order, want %d", len(m.by), n, maxPictures)
	}
}

// TestFewPicturesAtOnce: whoever does not get a turn in time goes without.
func TestFewPicturesAtOnce(t *testing.T) {
	r := charting(t)
	for range maxDrawn {
		r.turns <- struct{}{}
	}
	ctx, stop := contextWithStop(t)
	stop()
	if _, err := r.picture(ctx, "T1", rangesChart()); err == nil {
		t.Error("a picture was drawn out of turn")
	}
	r.slack.idle(t)
}

const rangesState = "AQIDBAUG"

// A chartServer is Slack for one adapter, in the time of a test. It refuses the
// blocks of the next refuse messages.
type chartServer struct {
	*rig
	mu      sync.Mutex
	refuse  int
	outside bool // it is no member of the channel
	uploads int
	shown   []string
}

func newChartServer(refuse int) *chartServer {
	s := &chartServer{refuse: refuse}
	a := &Adapter{
		Token: token, SigningSecret: secret, APIURL: "https://slack.example/api/", Articles: shelf{},
		Client: &http.Client{Transport: transport(func(req *http.Request) (*http.Response, error) {
			rec := httptest.NewRecorder()
			s.serve(rec, req)
			return rec.Result(), nil
		})},
	}
	a.Key, _ = bot.NewKey("test")
	s.rig = &rig{Adapter: a, desk: &fakeDesk{}}
	s.handler = s.Handler(s.desk)
	return s
}

func (s *chartServer) serve(w http.ResponseWriter, req *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case strings.HasSuffix(req.URL.Path, "/files.getUploadURLExternal"):
		says(`{"ok":true,"upload_url":"https://slack.example/upload","file_id":"F0CHART01"}`)(w, req)
	case req.URL.Path == "/upload":
		s.uploads++
	case req.URL.Path == "/respond":
		body, _ := io.ReadAll(req.Body)
		s.answer(w, req, string(body), "ok")
	case strings.HasSuffix(req.URL.Path, "/chat.postEphemeral") && s.outside:
		says(`{"ok":false,"error":"channel_not_found"}`)(w, req)
	case strings.HasSuffix(req.URL.Path, "/chat.postEphemeral"):
		s.answer(w, req, req.FormValue("blocks"), `{"ok":true,"message_ts":"5.2"}`)
	default:
		says(`{"ok":true}`)(w, req)
	}
}

// answer takes or refuses a message.
func (s *chartServer) answer(w http.ResponseWriter, req *http.Request, body, taken string) {
	s.shown = append(s.shown, shows(body))
	if s.refuse--; s.refuse >= 0 && shows(body) != "text" {
		taken = `{"ok":false,"error":"invalid_blocks"}`
	}
	says(taken)(w, req)
}

// press presses Chart and waits until that is answered.
func (s *chartServer) press(t *testing.T, state string) {
	t.Helper()
	b := stateTool(chartAction, "Chart", state)
	payload := strings.Replace(button{"tools.", b.action + ".0", b.label, b.value}.pressed("U1", belowPublic), "%s", "https://slack.example/respond", 1)
	s.do(signed("/slack/interactions", url.Values{"payload": {payload}}.Encode()))
	s.settled()
	synctest.Wait()
}
