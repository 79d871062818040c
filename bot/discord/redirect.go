package discord

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// A redirect sends discordgo's requests to the configured address. discordgo
// asks for /gateway of version 9, which other servers than Discord's own do
// not have; all have /gateway/bot.
type redirect struct {
	base *url.URL
	next http.RoundTripper // nil is the default
	life context.Context
}

func (r redirect) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancel(req.Context())
	context.AfterFunc(r.life, cancel)
	req = req.Clone(ctx)
	if path, found := strings.CutPrefix(req.URL.Path, "/api/v"+discordgo.APIVersion+"/"); found {
		if path == "gateway" {
			path = "gateway/bot"
		}
		to := *r.base
		to.Path += path
		to.RawQuery = req.URL.RawQuery
		req.URL, req.Host = &to, to.Host
	}
	next := r.next
	if next == nil {
		next = http.DefaultTransport
	}
	return next.RoundTrip(req)
}
