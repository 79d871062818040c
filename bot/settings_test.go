package bot

import "testing"

func TestSettingsAnswer(t *testing.T) {
	want := `Auto-reply in this channel: test

Say to me here:
- “auto-reply on” for answers to clear questions that nobody answers within 90 seconds
- “auto-reply off” for none
- “auto-reply test” to see them in the staff channel alone

I answer whoever speaks to me in any case.

Say “unanswered questions”, here or anywhere, to see what members asked for in vain.`
	if got := SettingsAnswer(AutoReplyTest).Plain(); got != want {
		t.Errorf("settings:\n%s\nwant:\n%s", got, want)
	}
	if got := SettingsAnswer(AutoReplyOff); got.Headline != "Auto-reply in this channel: off" || !got.Private {
		t.Errorf("settings = %+v, want off, in private", got)
	}
}
