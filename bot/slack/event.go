package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"careerbot/bot"
)

// An envelope is what is read of a request of the Events API. The event itself
// stays as it came until its type is known to be one of ours: other types use
// the same names for other things.
type envelope struct {
	Type           string `json:"type"`
	Challenge      string `json:"challenge"`
	TeamID         string `json:"team_id"`
	ContextTeamID  string `json:"context_team_id"`
	Authorizations []struct {
		TeamID string `json:"team_id"`
	} `json:"authorizations"`
	EventID string          `json:"event_id"`
	Time    int64           `json:"event_time"` // seconds since 1970; 0 where it is not said
	Event   json.RawMessage `json:"event"`
}

// team returns the workspace in which the app is installed; team_id may be
// another one in channels that workspaces share.
func (e *envelope) team() string {
	if len(e.Authorizations) > 0 && e.Authorizations[0].TeamID != "" {
		return e.Authorizations[0].TeamID
	}
	if e.ContextTeamID != "" {
		return e.ContextTeamID
	}
	return e.TeamID
}

// A message is what is read of an app_mention or message event.
type message struct {
	Type        string `json:"type"`
	Subtype     string `json:"subtype"`
	User        string `json:"user"`
	BotID       string `json:"bot_id"`
	Text        string `json:"text"`
	TS          string `json:"ts"`
	ThreadTS    string `json:"thread_ts"`
	Channel     string `json:"channel"`
	ChannelType string `json:"channel_type"`

	// Of message_changed and message_deleted: what the message is now, and
	// what it was.
	Message  *revised `json:"message"`
	Previous *revised `json:"previous_message"`
}

// direct reports whether the message stands in a conversation with the bot.
func (m *message) direct() bool {
	return m.ChannelType == "im" || m.ChannelType == "" && strings.HasPrefix(m.Channel, "D")
}

// serveEvent accepts mentions and direct messages, and acknowledges everything
// else.
func (a *Adapter) serveEvent(w http.ResponseWriter, r *http.Request, d bot.Desk, s *scratch) {
	var e envelope
	if json.Unmarshal(s.in.Bytes(), &e) != nil {
		a.malformed(w)
		return
	}
	if r.Header.Get("X-Slack-Retry-Num") != "" {
		a.count.redelivered.Add(1)
	}
	switch e.Type {
	case "url_verification":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Write([]byte(e.Challenge))
	case "event_callback":
		a.serveCallback(w, r, d, &e)
	default: // app_rate_limited among them
		a.count.ignored.Add(1)
		a.log.Warn("slack: ignored", "type", e.Type)
	}
}

// serveCallback serves the event in an envelope by its type.
func (a *Adapter) serveCallback(w http.ResponseWriter, r *http.Request, d bot.Desk, e *envelope) {
	kind := e.kind()
	switch {
	case kind == "app_uninstalled", kind == "tokens_revoked":
		a.serveUninstall(w, r, d, e, kind)
	case !a.installed(e.team()):
		a.passOver(e.team())
	case kind == "app_mention", kind == "message":
		a.serveMessage(w, r, d, e)
	case kind == "app_home_opened":
		a.serveOpening(w, r, e)
	case kind == "agent_session_stopped":
		a.serveStop(w, r, d, e)
	default:
		a.count.ignored.Add(1)
	}
}

// kind returns the type of the event, "" when it cannot be read.
func (e *envelope) kind() string {
	var event struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(e.Event, &event) != nil {
		return ""
	}
	return event.Type
}

// serveMessage hands a message to the desk. It is acknowledged when the desk
// has it or does not want it. An event that comes again while the desk is still
// at it goes to the desk too, which alone knows how that ends.
func (a *Adapter) serveMessage(w http.ResponseWriter, r *http.Request, d bot.Desk, e *envelope) {
	m := new(message)
	if json.Unmarshal(e.Event, m) != nil {
		a.count.ignored.Add(1)
		return
	}
	self := a.whoAmI(r.Context(), e.team())
	if self == nil {
		http.Error(w, "starting", http.StatusServiceUnavailable) // Slack sends it again
		return
	}
	if ts := self.removed(m); ts != "" && !m.direct() {
		a.sayRemoved(r.Context(), d, e.team(), m.Channel, ts)
		a.count.ignored.Add(1)
		return
	}
	q, of, ok := a.revision(e.team(), m, self)
	if !ok {
		of = m
		q, ok = a.messageQuestion(e.team(), m, self)
	}
	if !ok {
		a.count.ignored.Add(1)
		return
	}
	if a.known(e) {
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), replyTimeout)
	defer cancel()
	to := replyAddress(q, of)
	switch err := d.Accept(ctx, q, to.encode()); {
	case errors.Is(err, bot.ErrBusy): // acknowledged where the author hears of it
		if !a.sayBusy(ctx, q, to) {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
	case err != nil:
		a.count.failed.Add(1)
		a.log.Error("slack: message not accepted", "id", q.ID, "err", err)
		http.Error(w, "not accepted", http.StatusInternalServerError)
	default:
		a.seen.add(e.EventID, time.Now()) // only now: what failed must come again
		a.count.messages.Add(1)
	}
}

// known reports whether an event was dealt with before, and counts it then.
func (a *Adapter) known(e *envelope) bool {
	if e.EventID == "" || !a.seen.has(e.EventID) {
		return false
	}
	a.count.duplicate.Add(1)
	return true
}

// whoAmI returns who the bot is in a workspace. It waits a moment while Run is
// asking Slack, and returns nil when Run has not learnt it by then.
func (a *Adapter) whoAmI(ctx context.Context, team string) *identity {
	w := a.in(team)
	if self := w.self.Load(); self != nil {
		return self
	}
	ctx, cancel := context.WithTimeout(ctx, replyTimeout)
	defer cancel()
	select {
	case <-a.ready:
	case <-ctx.Done():
	}
	return w.self.Load()
}

// messageQuestion returns the question of a message that a person wrote, and
// false for all others. What was written in a channel is not addressed to the
// bot; a mention of the bot comes as an event of its own.
func (a *Adapter) messageQuestion(team string, m *message, self *identity) (bot.Question, bool) {
	at, ok := parseTS(m.TS)
	switch {
	case !ok, team == "", m.Channel == "", m.User == "":
		return bot.Question{}, false
	case m.BotID != "", m.User == self.user, m.User == "USLACKBOT":
		return bot.Question{}, false
	case m.Subtype != "" && m.Subtype != "file_share" && m.Subtype != "thread_broadcast":
		return bot.Question{}, false
	case m.Type == "message" && m.ChannelType == "mpim", m.Type == "message" && !m.direct() && self.mentioned(m.Text):
		return bot.Question{}, false
	}
	q := bot.Question{
		ID:        "slack." + team + "." + m.Channel + "." + m.TS,
		Tenant:    team,
		Room:      m.Channel,
		Thread:    m.ThreadTS,
		User:      a.Key.Hash("slack", team, m.User),
		At:        at,
		Text:      plain(m.Text),
		Public:    !m.direct(),
		Addressed: m.Type == "app_mention" || m.direct(),
		Staff:     a.isStaff(m.User),
		Link:      self.link(m),
	}
	switch {
	case q.Addressed && q.Text == "":
		q.Text = "help"
	case q.Addressed: // what follows is said to somebody, whose name is left out
	case strings.HasPrefix(strings.TrimSpace(m.Text), "<@"):
		q.Text = "<@> " + q.Text
	case strings.Contains(m.Text, "<@"):
		q.Text += " <@>"
	}
	if q.Thread == "" && (!m.direct() || a.tabs.agents.has(team)) {
		q.Thread, q.Opens = m.TS, true // what follows an answer belongs to it
	}
	return q, true
}

// mentioned reports whether a text mentions the bot.
func (id *identity) mentioned(text string) bool { return strings.Contains(text, "<@"+id.user+">") }

// isStaff reports whether a person is on the list of staff.
func (a *Adapter) isStaff(user string) bool { return user != "" && slices.Contains(a.Staff, user) }

// link returns the address of a message in its workspace, "" where that is not
// known.
func (id *identity) link(m *message) string {
	if id.url == "" {
		return ""
	}
	return id.url + "archives/" + m.Channel + "/p" + strings.Replace(m.TS, ".", "", 1)
}

// parseTS reads a Slack timestamp: seconds, a dot and six digits, which name
// the message within its channel.
func parseTS(ts string) (time.Time, bool) {
	whole, part, _ := strings.Cut(ts, ".")
	sec, err := strconv.ParseUint(whole, 10, 40)
	if err != nil || len(part) > 6 {
		return time.Time{}, false
	}
	var micro uint64
	if part != "" {
		if micro, err = strconv.ParseUint((part + "00000")[:6], 10, 32); err != nil {
			return time.Time{}, false
		}
	}
	return time.Unix(int64(sec), int64(micro)*1000), true
}
