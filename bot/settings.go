package bot

import "strings"

// SettingsAnswer tells staff what is set for a room, and how to change it.
func SettingsAnswer(now AutoReply) Answer {
	state := "off"
	if now != AutoReplyOff {
		state = string(now)
	}
	var ways []string
	for _, s := range sayings {
		if s.act == SetAutoReply {
			ways = append(ways, "- “"+strings.Replace(s.words, "auto reply", "auto-reply", 1)+"” "+s.does)
		}
	}
	return Answer{
		Kind: Help, Private: true,
		Headline: "Auto-reply in this channel: " + state,
		Text: paragraphs("Say to me here:\n"+strings.Join(ways, "\n"), "I answer whoever speaks to me in any case.",
			"Say “"+sayingOf(ShowUnanswered)+"”, here or anywhere, to see what members asked for in vain."),
	}
}

// StaffOnlyAnswer is for who is not staff and wanted what only staff may do.
func StaffOnlyAnswer() Answer {
	return Answer{Kind: Declined, Headline: "Only staff can see or change that.", Private: true}
}
