package slack

import (
	"cmp"
	"encoding/json"
	"net/url"
	"strings"
)

// An interaction is what is read of a press, a menu or a modal.
type interaction struct {
	Type string `json:"type"`
	Team struct {
		ID string `json:"id"`
	} `json:"team"`
	User struct {
		ID     string `json:"id"`
		TeamID string `json:"team_id"`
	} `json:"user"`
	Channel struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"channel"`
	Container struct {
		MessageTS   string `json:"message_ts"`
		ThreadTS    string `json:"thread_ts"`
		IsEphemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	CallbackID  string   `json:"callback_id"`
	TriggerID   string   `json:"trigger_id"`
	ActionTS    string   `json:"action_ts"`
	ResponseURL string   `json:"response_url"`
	Actions     []action `json:"actions"`
	Message     struct { // of a message menu
		User     string `json:"user"`
		Text     string `json:"text"`
		TS       string `json:"ts"`
		ThreadTS string `json:"thread_ts"`
	} `json:"message"`
	View struct {
		Team            string `json:"app_installed_team_id"`
		ID              string `json:"id"`
		Type            string `json:"type"`
		CallbackID      string `json:"callback_id"`
		PrivateMetadata string `json:"private_metadata"`
		State           struct {
			Values map[string]map[string]struct {
				Value string `json:"value"`
			} `json:"values"`
		} `json:"state"`
	} `json:"view"`
}

type action struct {
	ActionID string `json:"action_id"`
	ActionTS string `json:"action_ts"`
	BlockID  string `json:"block_id"`
	Value    string `json:"value"`
	Selected struct {
		Value string `json:"value"`
	} `json:"selected_option"`
	Conversation string `json:"selected_conversation"`
}

// parseInteraction returns the interaction in a form, with its type alone when
// that is not one of ours. It reports false for what cannot be read at all.
func parseInteraction(form string) (*interaction, bool) {
	text, err := payload(form)
	if err != nil {
		return nil, false
	}
	var kind struct {
		Type string `json:"type"`
	}
	if json.Unmarshal([]byte(text), &kind) != nil {
		return nil, false
	}
	in := new(interaction)
	switch kind.Type {
	case "block_actions", "message_action", "shortcut", "view_submission":
		if json.Unmarshal([]byte(text), in) == nil {
			return in, true
		}
	}
	return &interaction{Type: kind.Type}, true
}

// answerable reports whether the interaction has an address to answer at.
func (in *interaction) answerable() bool {
	u, err := url.Parse(in.ResponseURL)
	return err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
}

// action returns the first press of one of our buttons, and what it does.
func (in *interaction) action() (act action, does string) {
	for _, act := range in.Actions {
		does, _, _ := strings.Cut(act.ActionID, ".")
		switch does {
		case askAction, pickAction, readAction, chartAction, figuresAction, postAction, sendAction, voteAction, dismissAction, editAction, discardAction, draftAction, tellAction, writeAction, homeAction:
			return act, does
		}
	}
	return action{}, ""
}

// inWindow reports whether it was pressed in a window, or on the Home.
func (in *interaction) inWindow() bool { return in.View.ID != "" }

// inHome reports whether it was pressed on the Home, which is a view like a
// window.
func (in *interaction) inHome() bool { return in.inWindow() && in.View.Type == "home" }

// room returns where a question that is pressed belongs.
func (in *interaction) room() string {
	if in.inWindow() {
		return windowRoom
	}
	return in.Channel.ID
}

// team returns the workspace in which the app is installed. A window says which
// that is, since who sends it may belong to another, in channels that
// workspaces share; and where an app is installed for a whole organisation only
// the person has one.
func (in *interaction) team() string { return cmp.Or(in.View.Team, in.Team.ID, in.User.TeamID) }

// who returns the person who pressed.
func (in *interaction) who() person { return person{in.team(), in.User.ID} }
