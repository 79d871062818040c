package slack

// The parts of a manifest, as Slack spells them.
type (
	appManifest struct {
		Display  manifestDisplay  `json:"display_information"`
		Features manifestFeatures `json:"features"`
		OAuth    manifestOAuth    `json:"oauth_config"`
		Settings manifestSettings `json:"settings"`
	}
	manifestDisplay struct {
		Name        string `json:"name"`
		Description string `json:"description"`
		Long        string `json:"long_description"`
	}
	manifestFeatures struct {
		Home      manifestHome       `json:"app_home"`
		Agent     manifestAgent      `json:"agent_view"`
		Bot       manifestBot        `json:"bot_user"`
		Shortcuts []manifestShortcut `json:"shortcuts,omitempty"`
		Commands  []manifestCommand  `json:"slash_commands"`
	}
	manifestHome struct {
		Home             bool `json:"home_tab_enabled"`
		Messages         bool `json:"messages_tab_enabled"`
		MessagesReadOnly bool `json:"messages_tab_read_only_enabled"`
	}
	manifestAgent struct {
		Description string `json:"agent_description"`
	}
	manifestBot struct {
		Name   string `json:"display_name"`
		Online bool   `json:"always_online"`
	}
	manifestShortcut struct {
		Name        string `json:"name"`
		Type        string `json:"type"` // "message" or "global"
		Callback    string `json:"callback_id"`
		Description string `json:"description"`
	}
	manifestCommand struct {
		Command     string `json:"command"`
		URL         string `json:"url,omitempty"`
		Description string `json:"description"`
		Hint        string `json:"usage_hint"`
		Escape      bool   `json:"should_escape"`
	}
	manifestOAuth struct {
		Redirects []string       `json:"redirect_urls,omitempty"`
		Scopes    manifestScopes `json:"scopes"`
	}
	manifestScopes struct {
		Bot      []string `json:"bot"`
		Optional []string `json:"bot_optional,omitempty"` // they stand in Bot too
	}
	manifestSettings struct {
		Events        manifestEvents        `json:"event_subscriptions"`
		Interactivity manifestInteractivity `json:"interactivity"`
		WholeOrg      bool                  `json:"org_deploy_enabled"`
		Socket        bool                  `json:"socket_mode_enabled"`
		Rotation      bool                  `json:"token_rotation_enabled"` // it cannot be switched off again
	}
	manifestEvents struct {
		URL string   `json:"request_url,omitempty"`
		Bot []string `json:"bot_events"`
	}
	manifestInteractivity struct {
		On  bool   `json:"is_enabled"`
		URL string `json:"request_url,omitempty"`
	}
)
