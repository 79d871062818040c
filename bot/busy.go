package bot

import (
	"fmt"
	"time"
)

// TooFastAnswer is for who asks more often than is allowed, in person or in a
// room; wait is how long until the next question is taken.
func TooFastAnswer(wait time.Duration) Answer {
	seconds := max(1, int64((wait+time.Second-1)/time.Second))
	unit := "seconds"
	if seconds == 1 {
		unit = "second"
	}
	return Answer{
		Kind: Declined, Reason: TooFast, Private: true,
		Headline: fmt.Sprintf("That is a lot of questions at once. Please ask again in %d %s.", seconds, unit),
	}
}

// ApologyAnswer is for who asked where answering went wrong in a way that nobody
// foresaw: a panic, which is not told.
func ApologyAnswer() Answer {
	return Answer{Kind: Declined, Private: true, Headline: "Something went wrong on my side, and I have no answer to this."}
}

// BusyAnswer is for who addressed the bot while it had too much to do, as
// ErrBusy says.
func BusyAnswer() Answer {
	return Answer{
		Kind: Declined, Reason: Busy, Private: true,
		Headline: "There is too much to do right now. Please ask me again in a minute.",
	}
}
