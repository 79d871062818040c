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
	Withheld   int64 // answers that were of no more use, such as where a person has answered
	Welcomes   int64 // servers whose owner was greeted
	Sent       int64 // messages posted, or found to be posted
	Identifies int64 // new sessions of the gateway
	Resumes    int64 // sessions resumed
	Reconnects int64 // connections that came up after the first one
}

type counters struct {
	messages, ignored, malformed atomic.Int64
	retries, busy, dropped       atomic.Int64
	failed, removals, sent       atomic.Int64
	overheard, revisions         atomic.Int64
	caughtUp, withheld, welcomes atomic.Int64
	identifies, resumes          atomic.Int64
	connects                     atomic.Int64
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
		Withheld:   c.withheld.Load(),
		Welcomes:   c.welcomes.Load(),
		Sent:       c.sent.Load(),
		Identifies: c.identifies.Load(),
		Resumes:    c.resumes.Load(),
		Reconnects: max(0, c.connects.Load()-1),
	}
}
