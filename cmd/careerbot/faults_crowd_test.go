package main

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"careerbot/bot"
)

const (
	faultsKey    = "the key of the fault harness"
	faultsSecret = "signing"
)

// phrases are what the crowd asks: some have answers, some are declined, and
// both get a reply.
var phrases = []string{
	"What does a senior DevOps engineer earn in the UK?",
	"mid-level software engineer salary US",
	"What does a DevOps engineer do all day?",
	"DevOps or software engineering, which should I choose?",
	"junior devops manchester",
	"which languages do devops engineers use",
	"what does a nurse earn?",
	"best laptop for coding?",
	"senior devops salary in Dubai",
	"will AI replace software engineers?",
}

// A question is one message of the crowd's, and what the crowd knows about it.
type question struct {
	channel, ts, thread, user, text string

	first time.Time     // when it was first delivered
	acked time.Time     // when it was acknowledged; zero: it was not
	took  time.Duration // the delivery that was acknowledged
	tries int           // deliveries
}

// id returns the ID of the question in careerbot.
func (q *question) id() string { return "slack.T1." + q.channel + "." + q.ts }

// root returns the thread in which its answer belongs.
func (q *question) root() string {
	if q.thread != "" {
		return q.thread
	}
	return q.ts
}

// A crowd is the people of a workspace. Slack brings what they say to the
// bot's doors: again and again, until it is acknowledged.
type crowd struct {
	doors        []string           // addresses that take events, asked in turn
	rate         float64            // questions a second
	copies       int                // deliveries of each question that must be acknowledged; 0: one
	spread       time.Duration      // within which the copies are delivered, in any order
	text         func(n int) string // of the nth question; nil: one of the phrases
	person, room string             // that the crowd's IDs begin with; "": some others

	client http.Client
	mu     sync.Mutex
	asked  []*question
}

func newCrowd(doors ...string) *crowd {
	return &crowd{
		doors: doors,
		client: http.Client{
			Timeout:   3 * time.Second, // as long as Slack waits
			Transport: &http.Transport{MaxIdleConnsPerHost: 64},
		},
	}
}

// There are so many rooms and people that Slack itself would take the posts,
// and that in tens of thousands of questions nobody asks twice in a room.
const (
	crowdRooms  = 400
	crowdPeople = 901
)

// next makes up the next question. Every third follows another in its thread.
func (c *crowd) next() *question {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := len(c.asked)
	now := time.Now()
	q := &question{
		channel: fmt.Sprintf("%s%03d", cmp.Or(c.room, "C0FAULT"), n%crowdRooms),
		user:    fmt.Sprintf("%s%03d", cmp.Or(c.person, "U0FAULT"), n%crowdPeople),
		ts:      fmt.Sprintf("%d.%06d", now.Unix(), n),
		text:    phrases[n%len(phrases)],
	}
	if c.text != nil {
		q.text = c.text(n)
	}
	if n%3 == 2 {
		before := c.asked[n-1]
		q.channel, q.thread = before.channel, before.ts
	}
	c.asked = append(c.asked, q)
	return q
}

// ask asks so many questions at the crowd's rate, and returns when all are
// acknowledged or ctx is done. It returns early when stop is closed.
func (c *crowd) ask(ctx context.Context, most int, stop <-chan struct{}) {
	var deliveries sync.WaitGroup
	defer deliveries.Wait()
	tick := time.NewTicker(time.Duration(float64(time.Second) / c.rate))
	defer tick.Stop()
	for range most {
		select {
		case <-ctx.Done():
			return
		case <-stop:
			return
		case <-tick.C:
		}
		q := c.next()
		for n := range max(c.copies, 1) {
			deliveries.Go(func() { c.deliver(ctx, q, n) })
		}
	}
}

// deliver brings one copy of a question to the doors until one acknowledges
// it. The first two copies are one event; the third is another event about the
// same message, as of apps that subscribe to mentions and messages.
func (c *crowd) deliver(ctx context.Context, q *question, nth int) {
	if c.spread > 0 && !pause(ctx, rand.N(c.spread)) {
		return
	}
	body := q.event(nth)
	wait := 100 * time.Millisecond
	for try := 0; ; try++ {
		c.mu.Lock()
		if q.first.IsZero() {
			q.first = time.Now()
		}
		door := c.doors[(q.tries+nth)%len(c.doors)]
		q.tries++
		c.mu.Unlock()
		begin := time.Now()
		if _, err := c.knock(ctx, door+"/slack/events", "application/json", body, try+nth); err == nil {
			c.acknowledged(q, begin)
			return
		}
		if !pause(ctx, wait) {
			return
		}
		wait = min(2*wait, time.Second)
	}
}

func (c *crowd) acknowledged(q *question, begin time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if q.acked.IsZero() {
		q.acked = time.Now()
		q.took = q.acked.Sub(begin)
	}
}

// event returns the nth copy of the request that brings the question.
func (q *question) event(nth int) string {
	event := map[string]any{"type": "app_mention", "user": q.user, "channel": q.channel, "ts": q.ts, "text": "<@U0BOT> " + q.text}
	if q.thread != "" {
		event["thread_ts"] = q.thread
	}
	id := "Ev" + q.channel + q.ts
	if nth >= 2 {
		id += "B"
	}
	body, _ := json.Marshal(map[string]any{"type": "event_callback", "team_id": "T1", "event_id": id, "event": event}) // plain data: it cannot fail
	return string(body)
}

// knock makes one signed delivery and returns its answer; any status but 200
// is an error.
func (c *crowd) knock(ctx context.Context, address, contentType, body string, retry int) (string, error) {
	r, err := http.NewRequestWithContext(ctx, "POST", address, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	sign(r, faultsSecret, time.Now(), body)
	r.Header.Set("Content-Type", contentType)
	if retry > 0 {
		r.Header.Set("X-Slack-Retry-Num", strconv.Itoa(retry))
		r.Header.Set("X-Slack-Retry-Reason", "http_error")
	}
	resp, err := c.client.Do(r)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("deliver: %s", resp.Status)
	}
	return string(answer), err
}

// sign signs a request as Slack does.
func sign(r *http.Request, secret string, at time.Time, body string) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	r.Header.Set("X-Slack-Request-Timestamp", stamp)
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
}

// command runs the slash command once and returns what the person sees.
func (c *crowd) command(ctx context.Context, door, text string) (string, error) {
	form := url.Values{
		"command": {"/career"}, "text": {text}, "team_id": {"T1"}, "trigger_id": {"1.2"},
		"channel_id": {cmp.Or(c.room, "C0FAULT") + "900"}, "user_id": {cmp.Or(c.person, "U0FAULT") + "900"},
	}
	return c.knock(ctx, door+"/slack/commands", "application/x-www-form-urlencoded", form.Encode(), 0)
}

// heard returns copies of the questions so far.
func (c *crowd) heard() []question {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := make([]question, len(c.asked))
	for i, q := range c.asked {
		out[i] = *q
	}
	return out
}

// marks returns by mark which question an answer belongs to: careerbot names
// its mails in the metadata of its posts, under its key.
func marks(questions []question) (map[string]int, error) {
	key, err := bot.NewKey(faultsKey)
	if err != nil {
		return nil, err
	}
	out := make(map[string]int, 2*len(questions))
	for i, q := range questions {
		out[key.Hash("slack mail", q.id())] = i
		out[about(q.channel, q.user)] = i
	}
	return out, nil
}

// pause waits, and reports false when ctx was done before.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
