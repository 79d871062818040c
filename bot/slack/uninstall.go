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
	again := a.installedSince(ctx, team, e.Time)
	_, err := d.Press(ctx, bot.Press{Act: bot.Uninstalled, Tenant: team})
	if err == nil && again != nil {
		a.log.Info("slack: installed again since it was removed", "team", team)
		err = a.Installs.Put(ctx, team, again)
	}
	if err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: uninstalled, but not deleted yet", "team", team, "err", err)
		http.Error(w, "not deleted", http.StatusInternalServerError)
		return
	}
	a.seen.add(e.EventID, time.Now())
	a.count.uninstalls.Add(1)
	a.tabs.homes.clear() // none is left, and a new one may be wanted
	if a.Installs == nil && a.only.team() == team {
		a.only.lostToken(kind)
	}
}

// installedSince returns the record of a workspace in which the app was
// installed again after the event that tells of its removal, which may come
// days late; nil where it is gone. Our clock and Slack's may differ, so the
// token must be good, too. It is not asked about where the times say enough.
func (a *Adapter) installedSince(ctx context.Context, team string, removed int64) []byte {
	if a.Installs == nil || removed == 0 {
		return nil
	}
	record, _ := a.Installs.Get(team)
	i, ok := parseInstall(record)
	if !ok || i.At.Unix() < removed {
		return nil
	}
	if _, err := a.newWorkspace(i.Token).authTest(ctx); err != nil {
		return nil
	}
	return record
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
