package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// A Ledger keeps short texts for good, for all replicas. It must be safe for
// concurrent use.
type Ledger interface {
	// Read returns what was written last under a name, "" for nothing.
	Read(ctx context.Context, name string) (string, error)

	// Write returns when the text is kept, in place of the one before.
	Write(ctx context.Context, name, text string) error
}

// A slate is a Ledger of this process alone. The zero slate is empty.
type slate struct {
	mu    sync.Mutex
	texts map[string]string
}

func (s *slate) Read(_ context.Context, name string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.texts[name], nil
}

func (s *slate) Write(_ context.Context, name, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.texts == nil {
		s.texts = make(map[string]string)
	}
	s.texts[name] = text
	return nil
}

// manageServer is the permission that Discord shows the commands of staff to.
const manageServer = "32"

// A registration is a command as Discord takes it.
type registration struct {
	Name        string               `json:"name"`
	Type        int                  `json:"type"`
	Description string               `json:"description,omitempty"`
	Options     []registrationOption `json:"options,omitempty"`
	Permissions string               `json:"default_member_permissions,omitempty"`
	Contexts    []int                `json:"contexts"`
	Installs    []int                `json:"integration_types"`
}

type registrationOption struct {
	Type        int      `json:"type"`
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Required    bool     `json:"required,omitempty"`
	Complete    bool     `json:"autocomplete,omitempty"`
	Choices     []choice `json:"choices,omitempty"`
	MaxLength   int      `json:"max_length,omitempty"`
}

const (
	optionText    = 3
	installServer = 0
	installPerson = 1
)

// registrations returns all commands as Discord takes them. They are for
// servers and people alike, but for those of staff.
func registrations() []registration {
	var out []registration
	for _, c := range commands() {
		r := registration{
			Name: c.name, Type: c.kind, Description: c.does,
			Contexts: []int{inServer, inOwnDM, inOthersDM}, Installs: []int{installServer, installPerson},
		}
		if c.staff {
			r.Permissions, r.Contexts, r.Installs = manageServer, []int{inServer}, []int{installServer}
		}
		for _, o := range c.options {
			ro := registrationOption{Type: optionText, Name: o.name, Description: o.does, Required: o.required, Complete: o.completed, MaxLength: o.most}
			for _, name := range o.choices {
				ro.Choices = append(ro.Choices, choice{name, name})
			}
			r.Options = append(r.Options, ro)
		}
		out = append(out, r)
	}
	return out
}

// An application is what Discord says of the application.
type application struct {
	ID  string `json:"id"`
	Key string `json:"verify_key"`
}

// checkApplication asks Discord what the application is, and compares that with
// the settings. Only a setting that is wrong is an error: where the question
// cannot be answered now, the settings are believed.
func (a *Adapter) checkApplication(ctx context.Context, rest *rest) error {
	if a.AppID != "" && !isSnowflake(a.AppID) {
		return errors.New("discord: DISCORD_APP_ID is no id of an application: it is a number, and stands under General Information")
	}
	if a.PublicKey != "" {
		if _, err := publicKey(a.PublicKey); err != nil {
			return err
		}
	}
	a.appID.set(a.AppID)
	var app application
	if err := rest.call(ctx, "read the application", http.MethodGet, "applications/@me", nil, &app); err != nil {
		if ctx.Err() == nil {
			a.logger().Info("discord: the application is not known yet", "reason", err)
		}
		return nil
	}
	if a.AppID != "" && isSnowflake(app.ID) && app.ID != a.AppID {
		return fmt.Errorf("discord: DISCORD_APP_ID is not that of the application of DISCORD_TOKEN, which is %s", app.ID)
	}
	if a.PublicKey != "" && app.Key != "" && !strings.EqualFold(app.Key, strings.TrimSpace(a.PublicKey)) {
		return errors.New("discord: DISCORD_PUBLIC_KEY is not that of the application of DISCORD_TOKEN: copy it from General Information")
	}
	if isSnowflake(app.ID) {
		a.appID.set(app.ID)
	}
	return nil
}

// register has Discord know the commands, and tries until it does. It ends
// without a word where ctx is done, and with a log line where Discord refuses
// the token.
func (a *Adapter) register(ctx context.Context, rest *rest, tune tuning) {
	pause := backoff{min: tune.pause, max: tune.maxPause}
	for {
		err := a.registerOnce(ctx, rest)
		refused := refusedBy(err)
		if err == nil || ctx.Err() != nil {
			return
		}
		a.logger().Error("discord: commands not registered", "err", err)
		if refused != nil && refused.Status == http.StatusUnauthorized || !sleep(ctx, max(pause.next(), refused.after())) {
			return
		}
	}
}

// registering begins to register, and returns what ends it.
func (a *Adapter) registering(ctx context.Context, rest *rest, tune tuning) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	a.registered.Go(func() { a.register(ctx, rest, tune) })
	return func() {
		cancel()
		a.registered.Wait()
	}
}

// registerOnce registers the commands, unless they are what was registered
// last.
func (a *Adapter) registerOnce(ctx context.Context, rest *rest) error {
	app := a.appID.get()
	if app == "" {
		var found application
		if err := rest.call(ctx, "read the application", http.MethodGet, "applications/@me", nil, &found); err != nil {
			return err
		}
		if !isSnowflake(found.ID) {
			return errors.New("discord: read the application: no id in the answer")
		}
		app = found.ID
		a.appID.set(app)
	}
	set := registrations()
	raw, err := json.Marshal(set)
	if err != nil {
		return fmt.Errorf("discord: register commands: %w", err) // unreachable
	}
	sum := sha256.Sum256(raw)
	hash, name := base64.RawURLEncoding.EncodeToString(sum[:16]), "discord.commands."+app
	kept := a.ledger()
	// What cannot be read was not written: registering once more does no harm.
	if have, err := kept.Read(ctx, name); err == nil && have == hash {
		return nil
	}
	if err := rest.call(ctx, "register commands", http.MethodPut, "applications/"+app+"/commands", set, nil); err != nil {
		return err
	}
	a.count.registrations.Add(1)
	a.logger().Info("discord: commands registered", "commands", len(set))
	if err := kept.Write(ctx, name, hash); err != nil {
		a.logger().Warn("discord: commands are registered, and again at the next start", "err", err)
	}
	return nil
}

func (a *Adapter) ledger() Ledger {
	if a.Ledger != nil {
		return a.Ledger
	}
	return &a.slate
}

// after returns how long a refusal asks to wait; nil is none.
func (e *Error) after() time.Duration {
	if e == nil {
		return 0
	}
	return e.After
}
