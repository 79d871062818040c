// Package state keeps what must outlive a question, and the process: which
// messages were dealt with, the answers that are on their way, what a
// conversation continues from, what members asked for and how they voted.
//
// A [Store] is where that lives: the JetStream engine in this process over one
// folder, or a NATS cluster that replicas share. A [Desk] takes questions,
// stores their answers and carries them out:
//
//	outbox    answers and addresses, sealed                         until sent
//	done      how far each message has come, where answers stand    25 hours
//	slots     State of the last answer of a conversation, and of a
//	          person in a thread, and what adapters note            24 hours
//	leases    which replica does what only one may do               15 seconds
//	counts    what was asked for, as it was read, sealed            90 days
//	votes     votes on answers, sealed                              90 days
//	editors   questions passed on to the editors by consent, sealed   90 days
//	settings  whose state this is, and what staff have set
//	installs  access to workspaces
//
// No message text is kept, but the one question that its asker passes on to the
// editors, and none reaches the log: a question is gone when its answer exists. Keys are keyed hashes that begin with the workspace
// and the person, so that what is held of either can be shown and purged. The
// log names messages by their ID alone.
//
// # Once
//
// Accept looks whether there is a record of the message, and stores its answer
// in the outbox, which knows a message that it has had lately. The courier
// writes into the message's record (done) that it begins a try, makes the try,
// and writes how it ended; every write is made against the revision that was
// read, so of two replicas one goes on, and of two copies one counts. A try whose end nobody wrote may have arrived: the adapter looks
// for it, and where it cannot, the mail is counted as unsettled and not sent
// again.
package state
