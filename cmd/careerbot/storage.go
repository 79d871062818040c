package main

import (
	"log/slog"
	"path/filepath"

	"careerbot/bot/state"
)

// storage says where state is kept.
type storage struct {
	State       string `placeholder:"DIR" help:"Folder of what must outlive the process (default: $$STATE_DIRECTORY, else careerbot in $$XDG_STATE_HOME or ~/.local/state)."`
	NATS        string `name:"nats" placeholder:"ADDRESS" help:"NATS cluster to keep it in instead, addresses with commas between them; CAREERBOT_KEY is then needed."`
	Credentials string `name:"nats-credentials" placeholder:"FILE" help:"Credentials for the NATS cluster."`
	CA          string `name:"nats-ca" placeholder:"FILE" help:"Certificate that signs those of the NATS cluster."`
}

// store returns the store, which is still to be opened.
func (c storage) store(getenv func(string) string, secret string, log *slog.Logger) (*state.Store, error) {
	s := &state.Store{Addresses: c.NATS, Credentials: c.Credentials, CA: c.CA, Secret: secret, Log: log}
	if c.NATS != "" {
		if c.State != "" {
			return nil, usageError("--state and --nats are two places for one thing; leave one of them out")
		}
		return s, nil
	}
	var err error
	s.Folder, err = c.folder(getenv)
	return s, err
}

// folder returns the folder of the state, by the first of the places where it
// may be said.
func (c storage) folder(getenv func(string) string) (string, error) {
	if c.State != "" {
		return c.State, nil
	}
	if dir := getenv("STATE_DIRECTORY"); dir != "" {
		return dir, nil
	}
	if dir := getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "careerbot"), nil
	}
	home := getenv("HOME")
	if home == "" {
		return "", usageError("there is no home folder to keep state in; say where with --state")
	}
	return filepath.Join(home, ".local", "state", "careerbot"), nil
}
