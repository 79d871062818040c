package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"careerbot/bot"
)

// What Slack shows in a thread of the agent's.
const (
	statusProcessing = "processing" // with a button that stops it
	statusActive     = "active"
)

// soon is how long an answer may take before its asker is shown that it is on
// its way, and late is how old one is for which another process may have done
// so.
const (
	soon = time.Second
	late = 5 * time.Second
)

// directThread reports whether an answer goes to a thread of direct messages, which
// may be a session of an agent.
func (to address) directThread() bool { return to.User == "" && !to.Room && to.Thread != "" }

func (to address) session() string { return to.Team + "/" + to.Channel + "/" + to.Thread }

// tellStatus shows in a thread of direct messages that an answer which could not
// be sent is on its way, once, and takes that back when it was sent or given up.
// Answers that are sent at once say all there is to say.
func (a *Adapter) tellStatus(ctx context.Context, to address, m bot.Mail, err error) {
	if !to.directThread() || ctx.Err() != nil {
		return
	}
	var retry *bot.RetryError
	if errors.As(err, &retry) {
		if (retry.After >= soon || time.Since(m.At) >= soon) && a.tabs.waiting.take(to.session()) {
			a.setStatus(ctx, to, statusProcessing)
		}
		return
	}
	if a.tabs.waiting.has(to.session()) || err == nil && time.Since(m.At) >= late {
		a.endWait(ctx, to)
	}
}

// endWait shows that nothing is on its way any more.
func (a *Adapter) endWait(ctx context.Context, to address) {
	a.tabs.waiting.drop(to.session())
	a.begin(ctx, func(ctx context.Context) { a.setStatus(ctx, to, statusActive) })
}

// setStatus says what Slack is to show in a thread. Where it shows no agents it
// refuses that, and nothing is lost.
func (a *Adapter) setStatus(ctx context.Context, to address, status string) {
	ctx, cancel := context.WithTimeout(ctx, replyTimeout)
	defer cancel()
	body := appendString([]byte(`{"channel_id":`), to.Channel)
	body = appendString(append(body, `,"thread_ts":`...), to.Thread)
	body = appendString(append(body, `,"status":`...), status)
	if err := a.in(to.Team).call(ctx, "agents.sessions.setStatus", append(body, '}')); err != nil {
		a.log.Debug("slack: status not shown", "status", status, "err", err)
	}
}

// A stopped is what is read of an agent_session_stopped event: a person pressed
// the button that stops the agent in a thread.
type stopped struct {
	User    string `json:"user"`
	Channel string `json:"channel"`
	Thread  string `json:"thread_ts"`
}

// serveStop has the desk take back the answers that the presser waits for in
// the thread. Slack leaves the thread as it is until it is told otherwise.
func (a *Adapter) serveStop(w http.ResponseWriter, r *http.Request, d bot.Desk, e *envelope) {
	var s stopped
	team := e.team()
	if json.Unmarshal(e.Event, &s) != nil || team == "" || s.User == "" || s.Channel == "" || s.Thread == "" {
		a.count.ignored.Add(1)
		return
	}
	if a.known(e) {
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), replyTimeout)
	defer cancel()
	p := bot.Press{Act: bot.Stop, Arg: s.Thread, Tenant: team, Room: s.Channel, User: a.Key.Hash("slack", team, s.User)}
	if _, err := d.Press(ctx, p); err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: answers not taken back", "err", err)
		http.Error(w, "not taken back", http.StatusInternalServerError)
		return
	}
	a.seen.add(e.EventID, time.Now())
	a.count.presses.Add(1)
	a.endWait(r.Context(), address{Team: team, Channel: s.Channel, Thread: s.Thread})
}
