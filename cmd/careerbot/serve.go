package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
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
// After it the desk sends what is left, which takes six seconds at most.
const stopFor = 2 * time.Second

// settleFor is how long after the start memory is given back: reading state and
// indexing leave behind more than is in use from then on.
const settleFor = 15 * time.Second

type serveCommand struct {
	people  `embed:""`
	storage `embed:""`
	Listen  string `default:"127.0.0.1:8080" placeholder:"ADDRESS" help:"Loopback address of the page (default: ${default})."`

	PerPerson int      `default:"20" placeholder:"N" help:"Questions a minute that one person may ask (default: ${default}; 0: no limit)."`
	PerRoom   int      `default:"120" placeholder:"N" help:"Messages a minute that are answered in one room (default: ${default}; 0: no limit)."`
	Staff     []string `placeholder:"PLATFORM:ID" help:"Who may change settings: a member (slack:U0123, discord:1234) or a Discord role; may be given more than once."`
	Digest    string   `placeholder:"PLATFORM:ROOM" help:"Staff channel for the weekly digest of what members asked for in vain: slack:C0123 or discord:1234; slack:T0123/C0123 where there are several workspaces."`

	DiscordMessageContent bool `help:"Ask Discord for the text of messages that are not said to the bot; auto-reply and forum posts need it, and the developer portal must allow it."`

	Reload time.Duration `kong:"-"` // between two looks at the articles; 0: reloadEvery
}

// Help is the second half of "careerbot serve --help".
func (serveCommand) Help() string {
	return `Secrets and addresses come from the environment:

  SLACK_BOT_TOKEN, SLACK_APP_TOKEN        switch Slack on, by Socket Mode: no address of yours is called
  SLACK_SIGNING_SECRET                    in place of SLACK_APP_TOKEN has Slack call over HTTP; both may be set
  SLACK_CLIENT_ID, SLACK_CLIENT_SECRET    in place of SLACK_BOT_TOKEN have admins install the app in several
                                          workspaces, at /slack/install
  DISCORD_TOKEN                           switches Discord on
  DISCORD_PUBLIC_KEY                      of the application; has Discord call over HTTP, for commands and buttons
  DISCORD_APP_ID                          its id; without it Discord is asked
  CAREERBOT_KEY                           any long secret, of which codes and seals are made; without it one is
                                          made and kept in the state folder
  CAREERBOT_WEBHOOKS                      address that takes /slack/events, /slack/commands,
                                          /slack/interactions, /slack/install, /slack/oauth_redirect and
                                          /discord/interactions (default: ` + webhooksDefault + `)
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
	log := newLog(p.err)
	store, err := c.store(p.getenv, set.key, log)
	if err != nil {
		return err
	}
	if err := store.Claim(); err != nil {
		return err
	}
	// The engine reads its folder while the articles are indexed.
	opened := make(chan error, 1)
	go func() { opened <- store.Open(ctx) }()
	know, err := c.learn(p, store.Key(), log)
	if err := cmp.Or(<-opened, err); err != nil {
		if ctx.Err() != nil && errors.Is(err, context.Canceled) {
			err = nil // it was told to stop before it had begun
		}
		return errors.Join(err, store.Close())
	}
	err = c.serve(ctx, p, set, store, know, log)
	return errors.Join(err, store.Close())
}

// learn loads the articles.
func (c serveCommand) learn(p *process, key bot.Key, log *slog.Logger) (*reloader, error) {
	know := &reloader{from: p.loadedArticles, every: cmp.Or(c.Reload, reloadEvery), log: log}
	know.build = func(set *knowledge.Set) (*bot.Bot, error) { return c.over(set, key, logged(log)) }
	return know, know.start()
}

// serve runs everything over an open store.
func (c serveCommand) serve(ctx context.Context, p *process, set settings, store *state.Store, know *reloader, log *slog.Logger) error {
	key := store.Key()
	counts := newMetrics(version())
	desk := &state.Desk{Bot: know.bot, Store: store, Log: log, Watch: counts, Limits: state.Limits{PerPerson: c.PerPerson, PerRoom: c.PerRoom}}
	counts.readDesk(desk.Counts)
	counts.readArticles(know.now)

	group, ctx := errgroup.WithContext(ctx)
	s := &service{group: group, ctx: ctx, desk: desk, store: store, log: log, out: p.out, platforms: make(map[string]platform),
		discordContent: c.DiscordMessageContent}
	if err := s.connect(set, key, know.bot, c.Staff, counts); err != nil {
		return err
	}
	if err := s.staffRoom(c.Digest, set.several()); err != nil {
		return err
	}
	page := &web.Playground{Desk: desk, Log: log, Checks: s.checks(know), Metrics: counts.handler(), Report: reportPage(store)}
	counts.readChecks(page.Checks)
	addr, err := s.listen(c.Listen, page.Handler())
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	s.say("Playground: http://%s/", addr)
	if err := s.announce(set); err != nil {
		return err
	}
	group.Go(func() error { return know.run(ctx) })
	tidy := time.AfterFunc(settleFor, debug.FreeOSMemory)
	defer tidy.Stop()
	for _, a := range s.platforms {
		group.Go(func() error { return a.Run(ctx, desk) })
	}
	return s.untilEnd()
}

// A platform is an adapter as "serve" uses it.
type platform interface {
	bot.Adapter
	Ready() (string, bool)
	RoomAddress(tenant, room string) []byte
}

// A service is what runs while "serve" does.
type service struct {
	group     *errgroup.Group
	ctx       context.Context // done when the first part of the group fails, or at a signal
	desk      *state.Desk
	store     *state.Store
	log       *slog.Logger
	out       io.Writer
	platforms map[string]platform // that are configured, by the first part of their messages' IDs

	discordContent bool // the text of all messages is asked for
}

func (s *service) say(format string, args ...any) { fmt.Fprintf(s.out, format+"\n", args...) }

// A library is what the articles give to the platforms, beside answers.
type library interface {
	slack.Library
	discord.Library
}

// connect makes the adapters that are configured; staff are ids behind the name
// of their platform.
func (s *service) connect(set settings, key bot.Key, articles library, staff []string, counts *metrics) error {
	ids := make(map[string][]string)
	for _, who := range staff {
		name, id, ok := onPlatform(who)
		if !ok {
			return usageError("--staff must be a member such as slack:U0123456789 or discord:112233445566, or a role of Discord")
		}
		ids[name] = append(ids[name], id)
	}
	if set.inSlack() {
		a := &slack.Adapter{Token: set.slackToken, AppToken: set.slackAppToken, SigningSecret: set.slackSecret, APIURL: set.slackURL,
			Key: key, Articles: articles, Staff: ids["slack"], Log: s.log, Tell: func(sentence string) { s.say("Slack: %s", sentence) },
			ClientID: set.slackClientID, ClientSecret: set.slackClientSecret}
		if set.several() {
			a.Installs = state.Installs{Store: s.store}
		}
		counts.readSlack(a.Stats)
		s.platforms["slack"] = a
	}
	if set.discordToken != "" {
		a := &discord.Adapter{
			Token: set.discordToken, APIURL: set.discordURL, Key: key, Articles: articles, Staff: ids["discord"], Log: s.log,
			Version: version(), Hold: s.store.Hold, PublicKey: set.discordKey, AppID: set.discordApp, Ledger: state.Ledger{Store: s.store},
			Notes: state.Notebook{Store: s.store}, Content: s.discordContent,
		}
		counts.readDiscord(a.Stats)
		s.platforms["discord"] = a
	}
	return nil
}

// checks are what readiness looks at.
func (s *service) checks(know *reloader) []web.Check {
	all := []web.Check{{Name: "articles", Look: know.ready}, {Name: "state", Look: s.store.Ready}}
	for _, name := range slices.Sorted(maps.Keys(s.platforms)) {
		all = append(all, web.Check{Name: name, Look: s.platforms[name].Ready})
	}
	return all
}

// announce says which platforms are on, and what would switch on the others.
func (s *service) announce(set settings) error {
	addr, err := s.webhooks(set)
	if err != nil {
		return fmt.Errorf("CAREERBOT_WEBHOOKS: %w", err)
	}
	s.announceSlack(set, addr)
	switch {
	case s.platforms["discord"] == nil:
		s.say("Discord: off; DISCORD_TOKEN switches it on")
	case set.discordKey != "":
		s.say("Discord: on; it calls http://%s%s", addr, discord.InteractionsPath)
	default:
		s.say("Discord: on")
	}
	return nil
}

// announceSlack says which ways of Slack's are on.
func (s *service) announceSlack(set settings, addr net.Addr) {
	if s.platforms["slack"] == nil {
		s.say("Slack: off; SLACK_BOT_TOKEN and SLACK_APP_TOKEN switch it on")
		return
	}
	if set.slackAppToken != "" {
		s.say("Slack: on, by Socket Mode")
	}
	if set.slackSecret != "" {
		s.say("Slack: on; it calls http://%s/slack/events, /slack/commands and /slack/interactions", addr)
	}
	if set.several() {
		s.say("Slack: in several workspaces; admins install it at http://%s/slack/install", addr)
	}
}

// untilEnd waits for the group. The desk ends after it, so that it sends what
// came in until the very end, and the store after the desk.
func (s *service) untilEnd() error {
	lasting := context.WithoutCancel(s.ctx)
	deskCtx, endDesk := context.WithCancel(lasting)
	storeCtx, endStore := context.WithCancel(lasting)
	defer endDesk()
	defer endStore()
	adapters := make(map[string]bot.Adapter)
	for name, a := range s.platforms {
		adapters[name] = a
	}
	sent, stored := make(chan error, 1), make(chan error, 1)
	go func() { sent <- s.desk.Run(deskCtx, adapters) }()
	go func() { stored <- s.store.Run(storeCtx); close(stored) }()
	s.group.Go(func() error {
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
