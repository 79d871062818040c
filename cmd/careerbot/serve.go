package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"careerbot/bot"
	"careerbot/bot/discord"
	"careerbot/bot/slack"
	"careerbot/bot/state"
	"careerbot/bot/web"
	"careerbot/knowledge"
)

// stopFor is how long requests in work and platform connections have to end.
// After it the desk sends what is left, which takes eight seconds at most.
const stopFor = 2 * time.Second

type serveCommand struct {
	people `embed:""`
	Listen string `default:"127.0.0.1:8080" placeholder:"ADDRESS" help:"Loopback address of the page (default: ${default})."`

	Reload time.Duration `kong:"-"` // between two looks at the articles; 0: reloadEvery
}

// Help is the second half of "careerbot serve --help".
func (serveCommand) Help() string {
	return `Secrets and addresses come from the environment:

  SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET   switch Slack on
  DISCORD_TOKEN                           switches Discord on
  CAREERBOT_KEY                           any long secret; keeps buttons and follow-ups working over restarts
  CAREERBOT_WEBHOOKS                      address that takes /slack/events, /slack/commands and
                                          /slack/interactions (default: ` + webhooksDefault + `)
  SLACK_API_URL, DISCORD_API_URL          other addresses of the platforms

Instead of a secret, a variable with _FILE at its end may name a file that holds it.`
}

// Run starts everything that is configured and ends it on SIGINT or SIGTERM.
func (c serveCommand) Run(p *process) error {
	ctx, stop := signal.NotifyContext(p.ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	if !loopback(c.Listen) {
		return usageError("--listen must be an address of this machine alone, such as 127.0.0.1:8080")
	}
	set, err := readSettings(p.getenv)
	if err != nil {
		return err
	}
	key, err := bot.NewKey(set.key)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(p.err, nil))
	know := &reloader{from: p.loadedArticles, every: cmp.Or(c.Reload, reloadEvery), log: log}
	know.build = func(set *knowledge.Set) (*bot.Bot, error) { return c.over(set, key, logged(log)) }
	if err := know.start(); err != nil {
		return err
	}
	desk := &state.Desk{Bot: know.bot, Log: log}

	group, ctx := errgroup.WithContext(ctx)
	s := &service{group: group, ctx: ctx, desk: desk, log: log, out: p.out}
	page := &web.Playground{Desk: desk, Log: log, Checks: []web.Check{{Name: "articles", Look: know.ready}}, Metrics: know}
	addr, err := s.listen(c.Listen, page.Handler())
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	s.say("Playground: http://%s/", addr)
	adapters, err := s.platforms(set, key)
	if err != nil {
		return err
	}
	group.Go(func() error { return know.run(ctx) })
	for _, a := range adapters {
		group.Go(func() error { return a.Run(ctx, desk) })
	}

	// The desk ends last, so that it sends what came in until the very end.
	deskCtx, endDesk := context.WithCancel(context.WithoutCancel(ctx))
	defer endDesk()
	sent := make(chan error, 1)
	go func() { sent <- desk.Run(deskCtx, adapters) }()
	context.AfterFunc(ctx, func() { time.AfterFunc(stopFor, endDesk) })
	err = group.Wait()
	endDesk()
	return errors.Join(err, <-sent)
}

// A service is what runs while "serve" does.
type service struct {
	group *errgroup.Group
	ctx   context.Context // done when the first part of the group fails, or at a signal
	desk  *state.Desk
	log   *slog.Logger
	out   io.Writer
}

func (s *service) say(format string, args ...any) { fmt.Fprintf(s.out, format+"\n", args...) }

// platforms returns the adapters that are configured, by the first part of
// their messages' IDs, and says what would switch on the others.
func (s *service) platforms(set settings, key bot.Key) (map[string]bot.Adapter, error) {
	adapters := make(map[string]bot.Adapter)
	if set.slackToken == "" {
		s.say("Slack: off; SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET switch it on")
	} else {
		a := &slack.Adapter{Token: set.slackToken, SigningSecret: set.slackSecret, APIURL: set.slackURL, Key: key, Log: s.log}
		addr, err := s.listen(set.webhooks, a.Handler(s.desk))
		if err != nil {
			return nil, fmt.Errorf("CAREERBOT_WEBHOOKS: %w", err)
		}
		s.say("Slack: on; it calls http://%s/slack/events, /slack/commands and /slack/interactions", addr)
		adapters["slack"] = a
	}
	if set.discordToken == "" {
		s.say("Discord: off; DISCORD_TOKEN switches it on")
	} else {
		s.say("Discord: on")
		adapters["discord"] = &discord.Adapter{Token: set.discordToken, APIURL: set.discordURL, Key: key, Log: s.log, Version: version()}
	}
	if len(adapters) > 0 && set.key == "" {
		s.say("CAREERBOT_KEY is not set: buttons under older answers stop working at a restart")
	}
	return adapters, nil
}

// listen serves a handler on an address, as a part of the group.
func (s *service) listen(addr string, h http.Handler) (net.Addr, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	s.group.Go(func() error { return serveHTTP(s.ctx, l, h, s.log) })
	return l.Addr(), nil
}

// serveHTTP serves until ctx is done, and then ends the requests in work.
func serveHTTP(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      20 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	stopped := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(stopped)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopFor)
		defer cancel()
		if s.Shutdown(ctx) != nil {
			s.Close()
		}
	})
	err := s.Serve(l)
	if errors.Is(err, http.ErrServerClosed) {
		<-stopped
		return nil
	}
	stop()
	return fmt.Errorf("serve %s: %w", l.Addr(), err)
}

// loopback reports whether an address is of this machine alone.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
