package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/slack-go/slack"
)

// An opening is what is read of an app_home_opened event: a person opened the
// Home, or the messages with the bot.
type opening struct {
	User    string `json:"user"`
	Channel string `json:"channel"`
	Tab     string `json:"tab"`
	View    *struct {
		Metadata string `json:"private_metadata"`
	} `json:"view"` // the Home as it is; nil where none was published
}

// serveOpening draws the Home for who opened it, and suggests questions to who
// opened the messages. Where there is too much to do it is left out: the next
// opening makes up for it.
func (a *Adapter) serveOpening(_ http.ResponseWriter, r *http.Request, e *envelope) {
	var o opening
	team := e.team()
	if json.Unmarshal(e.Event, &o) != nil || o.User == "" || team == "" {
		a.count.ignored.Add(1)
		return
	}
	switch {
	case o.Tab == "home":
		a.begin(r.Context(), func(ctx context.Context) { a.openedHome(ctx, team, o) })
	case o.Tab == "messages" && o.Channel != "":
		a.begin(r.Context(), func(ctx context.Context) { a.suggest(ctx, team, o) })
	default:
		a.count.ignored.Add(1)
	}
}

// openedHome publishes the Home where it is not what its reader sees already.
// Slack tells what they see; where it does not, memory has to do.
func (a *Adapter) openedHome(ctx context.Context, team string, o opening) {
	h := a.newHome(o.User)
	view := h.appendJSON(nil, a.Key)
	is := a.tabs.homes.get(team + "/" + o.User)
	if o.View != nil {
		is = o.View.Metadata
	}
	if is == metadataOf(view) {
		return
	}
	a.publish(ctx, team, o.User, view)
}

// newHome returns the Home of a person.
func (a *Adapter) newHome(user string) home {
	h := home{command: a.command(), staff: a.isStaff(user)}
	if a.Articles != nil {
		h.about = a.Articles.Catalogue()
	}
	return h
}

// metadataOf returns what tells a view from others.
func metadataOf(view []byte) string {
	var v struct {
		Metadata string `json:"private_metadata"`
	}
	json.Unmarshal(view, &v) // it is our own
	return v.Metadata
}

// publish shows a Home to a person. It is tried once: who cannot see it, such as
// a guest of another workspace, is no fault, and where Slack wants less the next
// opening tries again.
func (a *Adapter) publish(ctx context.Context, team, user string, view []byte) error {
	body := appendString([]byte(`{"user_id":`), user)
	err := a.in(team).call(ctx, "views.publish", append(append(append(body, `,"view":`...), view...), '}'))
	var refused slack.SlackErrorResponse
	switch {
	case err == nil:
		a.tabs.homes.set(team+"/"+user, metadataOf(view))
	case errors.As(err, &refused) && (blocksRefused(refused.Err) || refused.Err == "invalid_arguments" || refused.Err == "view_too_large"):
		a.count.failed.Add(1)
		a.log.Error("slack: home refused", "code", refused.Err)
	default:
		a.log.Debug("slack: home not shown", "err", err)
	}
	return err
}
