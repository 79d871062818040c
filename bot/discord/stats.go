package discord

import "sync/atomic"

// Stats counts what has happened since the adapter was made.
type Stats struct {
	Messages   int64 // mentions, replies and direct messages accepted
	Ignored    int64 // messages that were not for the bot
	Malformed  int64 // events that cannot be read
	Retries    int64 // tries to hand something to the desk after the first
	Busy       int64 // messages that the desk did not take because there was too much to do
	Dropped    int64 // messages that found too many others waiting for the desk
	Failed     int64 // messages and removals given up, because the desk could not take them in time
	Removals   int64 // servers that removed the bot
	Overheard  int64 // messages that were not said to the bot, and that the desk has looked at
	Revisions  int64 // edits and deletions of questions handed to the desk
	CaughtUp   int64 // messages of a gap that were looked up, and accepted
	Welcomes   int64 // servers whose owner was greeted
	Sent       int64 // messages posted, or found to be posted
	Plainer    int64 // of them, those that Discord took in a plainer layout alone
	Identifies int64 // new sessions of the gateway
	Resumes    int64 // sessions resumed
	Reconnects int64 // connections that came up after the first one

	Commands      int64 // commands answered
	Completions   int64 // suggestions shown while somebody types
	Presses       int64 // buttons, menus and windows answered
	Forged        int64 // requests without a good and fresh signature
	Repeated      int64 // interactions that came before
	Unanswered    int64 // answers to interactions that Discord did not take, and work that was not done
	Registrations int64 // times that the commands were registered

	// Of the REST API.
	Limited int64 // requests refused because too much was asked for (429)
	Refused int64 // requests refused for good (401, 403)
	Held    int64 // requests that were not made: they had to wait too long, or were refused before
	Redone  int64 // tries of a request after the first
	Breaks  int64 // times that requests stopped because too much was refused
}

type counters struct {
	messages, ignored, malformed atomic.Int64
	retries, busy, dropped       atomic.Int64
	failed, removals, sent       atomic.Int64
	overheard, revisions         atomic.Int64
	caughtUp, welcomes           atomic.Int64
	plainer                      atomic.Int64
	identifies, resumes          atomic.Int64
	connects                     atomic.Int64

	commands, completions, presses atomic.Int64
	forged, repeated, notDone      atomic.Int64
	registrations                  atomic.Int64

	limited, refused, held atomic.Int64
	redone, breaks         atomic.Int64
}

// Stats returns the counts of this moment.
func (a *Adapter) Stats() Stats {
	c := &a.count
	return Stats{
		Messages:   c.messages.Load(),
		Ignored:    c.ignored.Load(),
		Malformed:  c.malformed.Load(),
		Retries:    c.retries.Load(),
		Busy:       c.busy.Load(),
		Dropped:    c.dropped.Load(),
		Failed:     c.failed.Load(),
		Removals:   c.removals.Load(),
		Overheard:  c.overheard.Load(),
		Revisions:  c.revisions.Load(),
		CaughtUp:   c.caughtUp.Load(),
		Welcomes:   c.welcomes.Load(),
		Sent:       c.sent.Load(),
		Plainer:    c.plainer.Load(),
		Identifies: c.identifies.Load(),
		Resumes:    c.resumes.Load(),
		Reconnects: max(0, c.connects.Load()-1),

		Commands:      c.commands.Load(),
		Completions:   c.completions.Load(),
		Presses:       c.presses.Load(),
		Forged:        c.forged.Load(),
		Repeated:      c.repeated.Load(),
		Unanswered:    c.notDone.Load(),
		Registrations: c.registrations.Load(),

		Limited: c.limited.Load(),
		Refused: c.refused.Load(),
		Held:    c.held.Load(),
		Redone:  c.redone.Load(),
		Breaks:  c.breaks.Load(),
	}
}
