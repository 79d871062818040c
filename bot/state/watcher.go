package state

import (
	"time"

	"careerbot/bot"
)

// A Stage is a part of what happens to a message.
type Stage string

// The stages.
const (
	StageAnswer Stage = "answer" // from the question to the answer
	StageStore  Stage = "store"  // from the answer until it is on disk
	StageWait   Stage = "wait"   // from there, or NotBefore, to the first try
	StageSend   Stage = "send"   // one try
)

// A Watcher is told what a Desk does. It must be safe for concurrent use, and
// quick.
type Watcher interface {
	// Answered tells of an answer to a question of a surface, which is the
	// first part of the question's ID.
	Answered(surface string, a bot.Answer)

	// Took tells how long a stage took.
	Took(stage Stage, d time.Duration)
}
