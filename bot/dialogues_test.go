package bot

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A dialogue file is a script of conversations: "# " begins a remark, "> " a
// question (more such lines make it longer), "---" the next conversation, and
// everything else is the reply, which -update writes anew. The last line of a
// reply has its buttons.
const (
	remarkMark   = "# "
	questionMark = "> "
	nextTalk     = "---"
)

// TestDialogues holds whole replies to their golden scripts.
func TestDialogues(t *testing.T) {
	paths, err := filepath.Glob("testdata/dialogues/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("Glob = %v, %v, want scripts", paths, err)
	}
	b := newBot(t)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			script, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			played, turns := play(t, b, string(script))
			if turns == 0 {
				t.Errorf("%s has no question", path)
			}
			sameAsFile(t, filepath.Join("dialogues", filepath.Base(path)), played)
		})
	}
}

// play writes a script with the replies that the bot gives now.
func play(t *testing.T, b *Bot, script string) (played string, turns int) {
	var out strings.Builder
	var asked []string
	c := talk{bot: b}
	reply := func() {
		if asked == nil {
			return
		}
		out.WriteString("\n" + transcript(t, c.say(strings.Join(asked, "\n"))) + "\n\n")
		asked = nil
		turns++
	}
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		question, asks := strings.CutPrefix(line, questionMark)
		if !asks {
			reply()
		}
		switch {
		case asks:
			asked = append(asked, question)
			out.WriteString(line + "\n")
		case strings.HasPrefix(line, remarkMark):
			out.WriteString(line + "\n")
		case line == nextTalk:
			c = talk{bot: b}
			out.WriteString(line + "\n\n")
		}
	}
	reply()
	return strings.TrimRight(out.String(), "\n") + "\n", turns
}

// transcript is an answer as a script has it.
func transcript(t *testing.T, a Answer) string {
	t.Helper()
	text := a.Plain()
	if a.Kind == Declined {
		text = "(" + string(a.Reason) + ") " + text
	}
	if a.Private {
		text = "(private) " + text
	}
	var buttons []string
	for _, o := range a.Next {
		buttons = append(buttons, "["+o.Label+"]")
	}
	if buttons != nil {
		text += "\n\n" + strings.Join(buttons, " ")
	}
	for line := range strings.Lines(text) {
		if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, remarkMark) || strings.HasPrefix(line, questionMark) || line == nextTalk {
			t.Errorf("Answer = %q, which a script cannot hold", text)
		}
	}
	return text
}
