package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"careerbot/bot"
)

const prompt = "> "

// Chat holds a conversation until in ends or somebody says "exit". The number
// of an offered question stands for the question.
func Chat(ctx context.Context, b Answerer, in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 64<<10)
	reply := "Ask a career question. \"exit\" or Ctrl-D ends.\n"
	var offers []bot.Offer
	talk := &Conversation{Bot: b}
	for {
		if _, err := io.WriteString(out, reply+prompt); err != nil {
			return err
		}
		line, err := readLine(lines)
		text := strings.TrimSpace(string(line))
		switch {
		case errors.Is(err, io.EOF):
			_, err := io.WriteString(out, "\n")
			return err
		case errors.Is(err, errLong):
			reply = "That is too long.\n"
			continue
		case err != nil:
			return fmt.Errorf("terminal: read: %w", err)
		case text == "exit":
			return nil
		case text == "":
			reply = ""
			continue
		}
		reply = "\n"
		if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(offers) {
			text = offers[n-1].Question
			reply = text + "\n\n"
		}
		a, _, err := ask(ctx, talk, text, true)
		if err != nil {
			return err
		}
		reply += a.Plain() + offered(a.Next, true) + "\n\n"
		offers = a.Next
	}
}
