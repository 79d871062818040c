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
	people  `embed:""`
	storage `embed:""`
	Listen  string `default:"127.0.0.1:8080" placeholder:"ADDRESS" help:"Loopback address of the page (default: ${default})."`

	PerPerson int    `default:"20" placeholder:"N" help:"Questions a minute that one person may ask (default: ${default}; 0: no limit)."`
	PerRoom   int    `default:"120" placeholder:"N" help:"Messages a minute that are answered in one room (default: ${default}; 0: no limit)."`
	Digest    string `placeholder:"PLATFORM:ROOM" help:"Staff channel for the weekly digest of what members asked for in vain: slack:C0123 or discord:1234."`

	Reload time.Duration `kong:"-"` // between two looks at the articles; 0: reloadEvery
}

// Help is the second half of "careerbot serve --help".
func (serveCommand) Help() string {
	return `Secrets and addresses come from the environment:

  SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET   switch Slack on
  DISCORD_TOKEN                           switches Discord on
  CAREERBOT_KEY                           any long secret, of which codes and seals are made; without it one is
                                          made and kept in the state folder
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
	log := slog.New(slog.NewJSONHandler(p.err, nil))
	store, err := c.store(p.getenv, set.key, log)
	if err != nil {
		return err
	}
	if err := store.Open(ctx); err != nil {
		return err
	}
	err = c.serve(ctx, p, set, store, log)
	return errors.Join(err, store.Close())
}

// serve runs everything over an open store.
func (c serveCommand) serve(ctx context.Context, p *process, set settings, store *state.Store, log *slog.Logger) error {
	key := store.Key()
	know := &reloader{from: p.loadedArticles, every: cmp.Or(c.Reload, reloadEvery), log: log}
	know.build = func(set *knowledge.Set) (*bot.Bot, error) { return c.over(set, key, logged(log)) }
	if err := know.start(); err != nil {
		return err
	}
	desk := &state.Desk{Bot: know.bot, Store: store, Log: log, Limits: state.Limits{PerPerson: c.PerPerson, PerRoom: c.PerRoom}}

	group, ctx := errgroup.WithContext(ctx)
	s := &service{group: group, ctx: ctx, desk: desk, store: store, log: log, out: p.out}
	page := &web.Playground{
		Desk: desk, Log: log, Metrics: know,
		Checks: []web.Check{{Name: "articles", Look: know.ready}, {Name: "state", Look: store.Ready}},
	}
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
	return s.untilEnd(adapters)
}

// untilEnd waits for the group. The desk ends after it, so that it sends what
// came in until the very end, and the store after the desk.
func (s *service) untilEnd(adapters map[string]bot.Adapter) error {
	lasting := context.WithoutCancel(s.ctx)
	deskCtx, endDesk := context.WithCancel(lasting)
	storeCtx, endStore := context.WithCancel(lasting)
	defer endDesk()
	defer endStore()
	sent, stored := make(chan error, 1), make(chan error, 1)
	go func() { sent <- s.desk.Run(deskCtx, adapters) }()
	s.group.Go(func() error {
		go func() { stored <- s.store.Run(storeCtx); close(stored) }()
		select {
		case err := <-stored: // of no use any more
			return err
		case <-s.ctx.Done():
			return nil
		}
	})
	context.AfterFunc(s.ctx, func() { time.AfterFunc(stopFor, endDesk) })
	err := s.group.Wait()
	endDesk()
	err = errors.Join(err, <-sent)
	endStore()
	return errors.Join(err, <-stored)
}

// A service is what runs while "serve" does.
type service struct {
	group *errgroup.Group
	ctx   context.Context // done when the first part of the group fails, or at a signal
	desk  *state.Desk
	store *state.Store
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
