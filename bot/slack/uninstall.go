package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"time"

	"careerbot/bot"
)

// serveUninstall has everything of a workspace deleted when the app or its
// token is taken away there. Slack says both, in either order, and says them
// again until the desk has done it.
func (a *Adapter) serveUninstall(w http.ResponseWriter, r *http.Request, d bot.Desk, e *envelope, kind string) {
	team := cmp.Or(e.TeamID, e.team())
	if team == "" || kind == "tokens_revoked" && !ofBot(e.Event) {
		a.count.ignored.Add(1)
		return
	}
	if a.known(e) {
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), replyTimeout)
	defer cancel()
	if _, err := d.Press(ctx, bot.Press{Act: bot.Uninstalled, Tenant: team}); err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: uninstalled, but not deleted yet", "team", team, "err", err)
		http.Error(w, "not deleted", http.StatusInternalServerError)
		return
	}
	a.seen.add(e.EventID, time.Now())
	a.count.uninstalls.Add(1)
	a.tabs.homes.clear() // none is left, and a new one may be wanted
	at := a.in(team)
	if self := at.self.Load(); self != nil && self.team == team {
		at.lostToken(kind)
	}
}

// ofBot reports whether the bot's token is among those that were revoked, and
// not only tokens of people.
func ofBot(event json.RawMessage) bool {
	var revoked struct {
		Tokens struct {
			Bot []string `json:"bot"`
		} `json:"tokens"`
	}
	return json.Unmarshal(event, &revoked) == nil && len(revoked.Tokens.Bot) > 0
}
