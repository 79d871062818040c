package bot

import "testing"

// TestQuestionIsNoRemark: a sentence with a question mark that begins like a statement is
// asked, whatever follows it.
func TestQuestionIsNoRemark(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay\n\n| Level | Bee keeper (UK) |\n|---|---|\n| Junior | £21,000 |\n")
	for _, text := range []string{"i need visa for to work in uk like bee keeper? wich one", "do i need a visa to be a bee keeper in the uk? which one"} {
		if a := say(b, text); a.Reason != Advice {
			t.Errorf("%q is answered %q %s", text, a.Headline, a.Reason)
		}
	}
}
