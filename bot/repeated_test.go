package bot

import "testing"

func TestRepeated(t *testing.T) {
	a := say(newBot(t), "senior devops uk").Repeated("https://x/1")
	const want = "I answered this here a few minutes ago: https://x/1"
	if got := a.Plain(); got != want || !a.Kind.Answered() {
		t.Errorf("Plain of a repeated %s = %q, want %q", a.Kind, got, want)
	}
	if a.State != "" || len(a.Sources) > 0 || len(a.Next) > 0 {
		t.Errorf("a repeated answer = %+v, want one line", a)
	}
}
