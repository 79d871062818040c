// Package discord connects the bot to Discord.
//
// Messages come in over the gateway, through discordgo, without any privileged
// intent: those that mention the bot, replies that ping it and direct messages.
// With that for the text of messages, which Content asks for, so does what
// people say near the bot, and posts of forums.
// Commands, presses and what is typed into windows come over it, too, or signed
// over HTTP, to the same code. Answers go out as replies that ping nobody, laid
// out for a phone, through a small REST client of this package.
//
// A message takes this way: gateway.go keeps the connection of a shard up
// (session.go is one discordgo session, wire.go and signal.go the connection
// below it), events.go sorts what comes, message.go turns a message into a
// Question with what places.go knows of its channel, intake.go hands it to the
// Desk, and revision.go what becomes of it. An answer comes
// back through Send in send.go, which lays it out as a card (card.go, render.go)
// and posts it (rest.go); settle.go looks for what an earlier try may have
// posted, change.go changes what stands there, and direct.go takes private
// answers to their asker. What nobody asked for is looked at once more before it
// is posted (unasked.go). No type of discordgo leaves the package.
//
// An interaction comes by webhook.go or session.go, and reception.go sees to it:
// commands.go has all commands, complete.go suggests what is being typed, press.go
// and window.go answer what is pressed and submitted, handover.go and lookup.go
// show answers to others. What comes of it is an outcome (outcome.go): most are
// in the response, from memory; what takes longer, or others see, is done when
// Discord has that (delivery.go). register.go has Discord know the commands.
//
// A card is a container with buttons and menus; what Discord refuses is sent in a
// plainer layout, and as text in the end. A button carries what its press needs
// (button.go), under a proof that it is ours. Questions in the asker's words are
// sealed in the buttons for that one person (handed.go), since what is pressed
// comes back from Discord and nothing of it is stored here.
//
// Every request keeps within Discord's limits, which its answers tell
// (limits.go); what stays refused is not asked again (known.go), and all stops
// for a while before Discord would ban the address (breaker.go).
//
// The gateway has no acknowledgement: Discord never sends a message again that
// the Desk could not take, so the intake is patient with the Desk, and what was
// missed while nobody was connected is looked up (gap.go, trail.go). There are as
// many shards as Discord recommends (shards.go), and they begin no oftener than it
// allows (starts.go). Of several replicas one is connected for each shard, under
// a lease (lease.go); all may send.
package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"careerbot/bot"
)

const (
	realService = "https://discord.com/api/v10/"
	defaultHome = "http://localhost:8080/" // where careerbot serves its own page
)

// An Adapter is one Discord application. Set the exported fields before the
// first call; it must not be copied. Run is called once, every other method
// from any goroutine, also before Run.
type Adapter struct {
	Token   string       // the bot's token, without the word Bot
	APIURL  string       // address of the REST API with its version; "" is Discord itself
	Key     bot.Key      // hashes people
	Staff   []string     // ids of people and roles who may change settings
	Log     *slog.Logger // nil is silent
	Client  *http.Client // for REST; its proxy and TLS settings hold for the gateway too; nil is a new one
	Home    string       // address of the installation, named in the User-Agent; "" is the page on this machine
	Version string       // version of the bot, named in the User-Agent; "" is "dev"

	// Content asks Discord for the text of messages that are not said to the
	// bot, which must be switched on in the developer portal. Only then are they
	// read: the desk answers them where staff have set auto-reply.
	Content bool

	// Articles are what answers were made from, for what buttons and menus
	// show. With nil, answers have none.
	Articles Library

	// Notes keeps over restarts, and for other replicas, when the connection was
	// last up and where questions were asked, so that what is missed in a gap can
	// be looked up. With nil that is known while the process runs.
	Notes Notebook
	// Where Discord posts interactions to the Handler it signs them for the
	// PublicKey, from DISCORD_PUBLIC_KEY; with "" they come over the gateway.
	// AppID is the application's id; "" is asked for. Run checks both.
	PublicKey, AppID string

	// Ledger says which commands are registered; with nil they are registered
	// at every start.
	Ledger Ledger

	// Hold runs work while this process alone holds the lease of that name,
	// and returns what work returned. It waits for the lease; work's context
	// ends when the lease is lost, and Hold may then run work again. With nil,
	// work just runs.
	Hold func(ctx context.Context, name string, work func(context.Context) error) error

	wired sync.Once // sets the next two
	api   *rest
	fault error // why there is no api

	self   identity
	health healths
	denied once // channels in which the bot may not write, and whose askers know it
	hints  once // threads in which it was said how to ask more
	count  counters
	tune   tuning
	longer stash // questions that no button holds
	easel  easel

	reception  reception
	appID      identity
	slate      slate
	registered sync.WaitGroup // done when nothing is being registered
}

var _ bot.Adapter = (*Adapter)(nil)

// Run connects to the gateway and takes messages to the desk until ctx is
// done; it then closes the connection, gives the messages that have arrived a
// few seconds to get through, and returns nil. Lost connections are opened
// again, and so is one whose lease was lost, under the next. It returns an
// error at once where that is of no use: the settings are unusable, or Discord
// refuses the token, then or later (an *Error or a *GatewayError).
func (a *Adapter) Run(ctx context.Context, d bot.Desk) error {
	rest, err := a.rest()
	if err != nil {
		return err
	}
	asked := ctx
	ctx, stop := rest.whileTrusted(ctx)
	defer stop()
	if err := a.checkToken(ctx, rest); err != nil {
		return err
	}
	if err := a.checkApplication(ctx, rest); err != nil {
		return err
	}
	tune := a.tune.orDefaults()
	defer a.reception.wait(tune.drain)
	in := a.intake(rest, d, tune)
	in.interaction = func(raw []byte) { a.interaction(ctx, d, raw) }
	in.start(ctx)
	defer in.stop()
	defer a.registering(ctx, rest, tune)()
	err = a.connect(ctx, rest, in, tune)
	if e := rest.known.refusedToken(); err == nil && e != nil && asked.Err() == nil {
		return e
	}
	return err
}

// connect keeps the connections of all shards up until ctx is done.
func (a *Adapter) connect(ctx context.Context, rest *rest, in *intake, tune tuning) error {
	p, ok, err := firstPlan(ctx, rest, a.logger(), tune)
	if !ok {
		return err
	}
	starts := newStarts(rest, a.logger(), tune, p)
	return a.runShards(ctx, p.Shards, func(shard int) func(context.Context) error {
		g := &gateway{
			shard: shard, shards: p.Shards, content: a.Content, rest: rest, self: &a.self, in: in, log: a.logger(), tune: tune, starts: starts,
			life: ctx, health: a.health.of(shard), count: &a.count,
		}
		g.catcher = &catcher{rest: rest, in: in, log: g.log, trail: &trail{name: leaseName(shard), notes: a.Notes}}
		return g.run
	})
}

// intake returns what takes messages to a desk.
func (a *Adapter) intake(rest *rest, d bot.Desk, tune tuning) *intake {
	return &intake{
		desk: d, key: a.Key, staff: a.Staff, content: a.Content, self: &a.self, places: new(places), notes: a.Notes,
		log: a.logger(), tune: tune, count: &a.count,
		greet: func(ctx context.Context, person, id string, note bot.Answer) error {
			return a.greet(ctx, rest, person, id, note)
		},
	}
}

// checkToken asks Discord who the bot is. Only a refused token is an error:
// where the question cannot be answered now, the gateway will tell.
func (a *Adapter) checkToken(ctx context.Context, rest *rest) error {
	id, err := rest.whoami(ctx)
	var refused *Error
	switch {
	case err == nil:
		a.self.set(id)
	case errors.As(err, &refused) && refused.Status == http.StatusUnauthorized:
		return err
	case ctx.Err() == nil:
		a.logger().Info("discord: own id is not known before the gateway tells it", "reason", err)
	}
	return nil
}

// rest returns the one REST client of the adapter.
func (a *Adapter) rest() (*rest, error) {
	a.wired.Do(func() { a.api, a.fault = a.newREST() })
	return a.api, a.fault
}

// newREST returns a REST client for the adapter's settings.
func (a *Adapter) newREST() (*rest, error) {
	token := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(a.Token)+" ", "Bot "))
	if token == "" {
		return nil, errors.New("discord: no token: set DISCORD_TOKEN")
	}
	base, err := baseURL(a.APIURL)
	if err != nil {
		return nil, err
	}
	client := http.Client{}
	if a.Client != nil {
		client = *a.Client
	}
	if client.Timeout == 0 {
		client.Timeout = restTimeout
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	home, version := a.Home, a.Version
	if home == "" {
		home = defaultHome
	}
	if version == "" {
		version = "dev"
	}
	tune := a.tune.orDefaults()
	return &rest{
		base:    base,
		token:   "Bot " + token,
		agent:   fmt.Sprintf("DiscordBot (%s, %s)", home, version),
		client:  &client,
		log:     a.logger(),
		count:   &a.count,
		redo:    tune.redo,
		limits:  newLimits(tune.rate),
		breaker: new(breaker),
		known:   newKnown(),
	}, nil
}

// baseURL returns the address of the API with a slash at its end.
func baseURL(s string) (*url.URL, error) {
	if s == "" {
		s = realService
	}
	u, err := url.Parse(strings.TrimRight(s, "/") + "/")
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("discord: DISCORD_API_URL is no web address: %q", s)
	}
	return u, nil
}

func (a *Adapter) logger() *slog.Logger {
	if a.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return a.Log
}
