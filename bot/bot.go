// Package bot turns a Question into an Answer.
//
// It reads the question into Slots, asks the index which passages of the
// articles match, and composes an answer whose every figure is a copy of a
// cell or sentence of an article, or declines and says why. It knows no
// platform and no network: adapters in the packages below it bring questions
// in and carry answers out, through a Desk.
package bot

import (
	"context"
	"fmt"
	"time"
)

// A Question is one message, as an adapter hands it over.
type Question struct {
	ID        string    // one per message: "slack.T1.C1.1700000000.1", "discord.112233"; edits append the edit time
	Tenant    string    // workspace or server; "" on the terminal
	Room      string    // channel or direct conversation
	Parent    string    // the channel whose settings hold in Room, where that is a part of it; "" for none
	Thread    string    // the one that an answer belongs to, "" for none
	Opens     bool      // the message stands outside threads; an answer opens Thread, where it is set
	User      string    // keyed hash (Key.Hash), never the platform's own id
	At        time.Time // when it was said
	Text      string    // without the bot's own mention
	Prior     string    // State of the answer that it follows, or "" (a Desk then looks it up)
	Addressed bool      // said to the bot, not merely near it; then the answer is never Silence
	Public    bool      // said where others read along, who see the answer too
	Continues bool      // not Addressed, but said in a thread by the person whose question was answered last there
	Behind    bool      // not Addressed, and said behind the post that its thread is about, which alone is answered where it does not continue an answer
	Aloud     bool      // the answer is shown to others than the asker: it quotes no word of the question
	Staff     bool      // the adapter has checked that the person is staff
	Link      string    // address of the message on its platform, "" where it has none

	// Revises is the ID of the message as it was first said, where this is what
	// its author made of it later: another text or, with Gone, nothing. Its
	// answer is changed or deleted, and no other is sent.
	Revises string
	Gone    bool
}

// Conversation names what a follow-up belongs to: the thread in a thread, the
// person in a room elsewhere, so that nobody continues another's question.
func (q Question) Conversation() string {
	if q.Thread != "" {
		return q.Tenant + "/" + q.Room + "/" + q.Thread
	}
	return q.Tenant + "/" + q.User + "/" + q.Room
}

// A Press is a button, menu or command with an effect.
type Press struct {
	Act    Act    // what to do
	Arg    string // its argument, "" for none
	State  string // State of the answer that carries the button
	Tenant string
	Room   string
	User   string // keyed hash
	Staff  bool   // the adapter has checked that the presser is staff
}

// A Mail is an answer on its way to an address.
type Mail struct {
	ID        string    // the question's ID; its first part names the adapter
	At        time.Time // when the question was said
	NotBefore time.Time // zero: at once
	To        []byte    // the adapter's own sealed address
	Answer    Answer

	// Late says that the question was said so long ago that people may have
	// answered it: where others read along and one has, it is not sent any more.
	Late bool `json:"-"`

	// Ref is the platform's reference to the message that is to be changed
	// instead of sending one; an Answer that is Silence deletes it.
	Ref string
}

// A Desk takes questions. All methods are safe for concurrent use.
type Desk interface {
	// Answer answers in line: slash commands, terminal, web. Its error is
	// ctx's; everything else that can go wrong is an Answer.
	Answer(ctx context.Context, q Question) (Answer, error)

	// Accept returns nil when the platform may be told that the message
	// arrived: the answer is stored and will be sent to the address, once,
	// however often the same ID is accepted. ErrBusy says that there is too
	// much to do: the message is not wanted again, and whoever addressed the
	// bot may be told so, privately.
	Accept(ctx context.Context, q Question, to []byte) error

	// Press carries out a button, menu or command; authority is checked here.
	Press(ctx context.Context, p Press) (Answer, error)
}

// An Adapter is one platform.
type Adapter interface {
	// Run takes questions to the desk until ctx is done, and then returns nil.
	// It returns an error at once where trying again is of no use.
	Run(ctx context.Context, d Desk) error

	// Send delivers one mail; again says that an earlier try may have
	// arrived. It returns the platform's reference to the message. An error
	// that is a *RetryError asks for another try; ErrUnsettled says that the
	// message may have arrived; ErrAnswered that a person has answered what the
	// mail is late for; that and any other error is final.
	Send(ctx context.Context, m Mail, again bool) (ref string, err error)
}

// A RetryError says that a platform refused a send for the moment.
type RetryError struct {
	After   time.Duration // how long to wait; 0: the sender's own back-off
	Limited bool          // because too much was sent
	Err     error
}

func (e *RetryError) Error() string { return fmt.Sprintf("retry after %v: %v", e.After, e.Err) }
func (e *RetryError) Unwrap() error { return e.Err }
