package bot

// An Act is what a Press does.
type Act string

// The acts.
const (
	VoteUp        Act = "up"
	VoteDown      Act = "down"
	WrongFigure   Act = "wrong_figure"   // a vote down, with its reason
	NotMyQuestion Act = "other_question" // a vote down, with its reason
	TooLittle     Act = "too_little"     // a vote down, with its reason
	ShowPrivacy   Act = "privacy"        // what is held about the presser
	DeleteData    Act = "delete"         // delete that
	Uninstalled   Act = "uninstalled"    // delete everything of the tenant; adapters alone press it
)
