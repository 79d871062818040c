package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/alecthomas/kong"

	"careerbot/bot"
	"careerbot/knowledge"
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// Exit codes.
const (
	exitError    = 1
	exitUsage    = 2
	exitDeclined = 3
)

// errDeclined ends "ask" where there was no answer; it is not printed.
var errDeclined = errors.New("declined")

// A usageError is a command line that makes no sense.
type usageError string

func (e usageError) Error() string { return string(e) }

// A commandLine is what can be said to careerbot.
type commandLine struct {
	articles `embed:""`

	Ask      askCommand      `cmd:"" help:"Answer one question, or a file of questions."`
	Chat     chatCommand     `cmd:"" help:"Hold a conversation."`
	Serve    serveCommand    `cmd:"" help:"Answer in Slack and Discord, and on a page of this machine."`
	Check    checkCommand    `cmd:"" help:"Look for faults in the articles."`
	Eval     evalCommand     `cmd:"" help:"Score golden questions, and show which answers an edit changes."`
	Import   importCommand   `cmd:"" help:"Make articles of saved web pages and Markdown."`
	Report   reportCommand   `cmd:"" help:"Show what members asked for in vain, and how they voted."`
	Manifest manifestCommand `cmd:"" help:"Print what an app is set up from."`
	Version  versionCommand  `cmd:"" help:"Print the version."`
}

// A process is what a command has of the world.
type process struct {
	ctx            context.Context
	getenv         func(string) string
	in             io.Reader
	out, err       io.Writer
	loadedArticles articles
}

// run is careerbot; it returns the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	var line commandLine
	exited := -1
	parser, err := newParser(&line, kong.Writers(stdout, stderr), kong.Exit(func(code int) { exited = code }))
	if err != nil {
		fmt.Fprintln(stderr, err) // unreachable
		return exitError
	}
	command, err := parser.Parse(args)
	switch {
	case exited >= 0: // --help was printed
		return exited
	case err != nil:
		fmt.Fprintf(stderr, "careerbot: %v; see careerbot --help\n", err)
		return exitUsage
	}
	err = command.Run(&process{ctx: ctx, getenv: getenv, in: stdin, out: stdout, err: stderr, loadedArticles: line.articles})
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errDeclined):
		return exitDeclined
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "careerbot: %v; see careerbot --help\n", err)
		return exitUsage
	}
	fmt.Fprintln(stderr, err)
	return exitError
}

// newParser returns what reads a command line into line.
func newParser(line *commandLine, more ...kong.Option) (*kong.Kong, error) {
	return kong.New(line, append([]kong.Option{
		kong.Name("careerbot"),
		kong.Description("Career questions, answered exactly from articles, or not at all."),
	}, more...)...)
}

// people says who is named where the bot cannot help.
type people struct {
	Contact string `placeholder:"#CHANNEL" help:"Person or channel to name where there is no answer."`
	Support string `placeholder:"#CHANNEL" help:"Person or channel to name to people in distress."`
}

// engine returns a bot over the loaded articles, with a key of its own.
func (c people) engine(p *process) (*bot.Bot, error) {
	key, err := bot.NewKey("")
	if err != nil {
		return nil, err
	}
	set, err := p.loadedArticles.load()
	if err != nil {
		return nil, err
	}
	return c.over(set, key, shown(p.err))
}

// over returns a bot over a set of articles; progress is that of bot.New.
func (c people) over(set *knowledge.Set, key bot.Key, progress func(done, total int)) (*bot.Bot, error) {
	b, err := bot.New(set, key, progress)
	if err != nil {
		return nil, err
	}
	b.Contact, b.Support = c.Contact, c.Support
	return b, nil
}

type versionCommand struct{}

func (versionCommand) Run(p *process) error {
	_, err := fmt.Fprintln(p.out, "careerbot", version())
	return err
}

// version returns the version that the binary was built as.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
