package slack

import "sync/atomic"

// Stats counts what has happened since the adapter was made, and the
// connections that are up.
type Stats struct {
	Commands    int64 // slash commands
	Messages    int64 // mentions and direct messages accepted
	Presses     int64 // buttons answered
	Redelivered int64 // events that Slack sent again
	Duplicate   int64 // events that had been accepted before
	Ignored     int64 // acknowledged but not ours: other events, components, bots
	Forged      int64 // requests without a good signature
	Malformed   int64 // signed requests that cannot be read, or are too large
	Failed      int64 // requests and presses that ended in an error of ours
	Busy        int64 // messages that the desk did not take because there was too much to do
	Told        int64 // of them, those whose author was told so
	Uninstalls  int64 // workspaces that took the app or its token away, as often as Slack said it
	Sent        int64 // messages posted
	TextOnly    int64 // of them, those whose blocks Slack refused

	// Where there may be several workspaces. Workspaces is no count but how many
	// there are.
	Workspaces     int64
	Installed      int64 // installations, those again included
	InstallRefused int64 // ways back from Slack that were forged, old, used before, or that Slack did not confirm

	// Of Socket Mode. Connections is no count but how many are up.
	Connections    int64
	Reconnects     int64 // connections that took the place of another
	Envelopes      int64 // events, commands and presses that came over them
	BadEnvelopes   int64 // messages over them that cannot be read
	Unacknowledged int64 // envelopes that Slack takes for undelivered
}

type counters struct {
	commands, messages, presses atomic.Int64
	redelivered, duplicate      atomic.Int64
	ignored, forged, malformed  atomic.Int64
	failed, sent, textOnly      atomic.Int64
	busy, told, uninstalls      atomic.Int64

	installed, installRefused atomic.Int64

	connections, reconnects atomic.Int64
	envelopes, badEnvelopes atomic.Int64
	unacknowledged          atomic.Int64
}

// Stats returns the counts of this moment.
func (a *Adapter) Stats() Stats {
	c := &a.count
	workspaces := 0
	if a.Installs != nil {
		workspaces = a.Installs.Len()
	}
	return Stats{
		Commands:    c.commands.Load(),
		Messages:    c.messages.Load(),
		Presses:     c.presses.Load(),
		Redelivered: c.redelivered.Load(),
		Duplicate:   c.duplicate.Load(),
		Ignored:     c.ignored.Load(),
		Forged:      c.forged.Load(),
		Malformed:   c.malformed.Load(),
		Failed:      c.failed.Load(),
		Busy:        c.busy.Load(),
		Told:        c.told.Load(),
		Uninstalls:  c.uninstalls.Load(),
		Sent:        c.sent.Load(),
		TextOnly:    c.textOnly.Load(),

		Workspaces:     int64(workspaces),
		Installed:      c.installed.Load(),
		InstallRefused: c.installRefused.Load(),

		Connections:    c.connections.Load(),
		Reconnects:     c.reconnects.Load(),
		Envelopes:      c.envelopes.Load(),
		BadEnvelopes:   c.badEnvelopes.Load(),
		Unacknowledged: c.unacknowledged.Load(),
	}
}
