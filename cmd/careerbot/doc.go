// Careerbot answers career questions in Slack, in Discord and on the terminal,
// exactly, from articles, or says that it does not know.
//
// Its commands are described by "careerbot --help". What follows is a tour of
// its parts, bottom-up: each knows those above it in this list and none below
// it, and deps_test.go holds them to that.
//
// # careerbot/knowledge
//
// Articles are Markdown files with front matter. Parsing turns them into
// sections, tables and rows, and the headers and cells of tables into what
// they mean: a role, a place, a level, an amount of money. Word lists that a
// person can edit say how people name those things, and which occupations,
// places and topics exist although no article has them. Both are embedded in
// the binary; folders on disk add to the articles. Nothing in the code knows
// what an article is about.
//
// # careerbot/knowledge/webpage
//
// Saved web pages, and any Markdown, become articles: the part of a page that
// is its article is found, its headings, lists and tables are written as
// Markdown, and a report tells what was recognised and what was not. Pages are
// hostile until parsed. It alone imports the HTML parser.
//
// # careerbot/index
//
// An index holds every passage of the articles: a section, a part of one, a
// row of a table, a pay cell. It finds the passages that match canonical
// terms, and keeps the evidence by which a question that no passage explains
// is told from one that merely ranks well. It alone imports bleve.
//
// # careerbot/bot
//
// The heart: a [bot.Question] goes in, a [bot.Answer] comes out. The question
// is read into roles, places, levels and what is asked about them; a rule
// chooses cells, rows or a passage; the answer is composed of copies of them,
// or the question is declined with the reason. A guard compares every figure
// with the cells and sentences that the answer cites, and lets none through
// that does not stand there. No platform, no network, no clock. A [bot.Swap]
// holds the bot in use, so that another can take its place between two answers.
//
// The package also holds the frame that everything below shares: a [bot.Desk]
// takes questions, a [bot.Adapter] is a platform, a [bot.Mail] is an answer on
// its way.
//
// # careerbot/bot/state
//
// A [state.Desk] wraps the bot and remembers, over restarts and in all replicas:
// what a follow-up continues from, which messages were dealt with, which answers
// wait to be sent. It sends them through the adapters, each once, in the order of
// their conversation, with patience for platforms that are busy. A [state.Store]
// is where that lives: an engine in this process over one folder, or a cluster
// of NATS servers. Questions are never kept, people only as keyed hashes. It
// alone imports NATS.
//
// # careerbot/bot/golden
//
// Golden questions: how they are read, when an answer to one is right, and
// what the judgements add up to. It works on plain data, so that the tests of
// the bot and "careerbot eval" judge alike.
//
// # careerbot/bot/terminal
//
// One question, a conversation, or a file of questions as JSON lines.
//
// # careerbot/bot/web
//
// The playground: a page without scripts on this machine alone. Beside it
// /healthz, /readyz and /metrics say how the process is, and /report what members
// asked for in vain.
//
// # careerbot/bot/chart
//
// Pay ranges as a picture for a phone, drawn from what the bot says a chart is
// and from nothing else. It alone imports the drawing library.
//
// # careerbot/bot/slack
//
// Requests from Slack in, over connections of its own or signed over HTTP, and
// blocks out. A [slack.Manifest] is what Slack sets the app up from. It alone
// imports slack-go. What it is given where it is installed in several
// workspaces a [state.Installs] keeps.
//
// # careerbot/bot/discord
//
// Messages and commands from Discord in, over the gateway or signed over HTTP,
// replies laid out for a phone out. A [discord.Manifest] is what the application
// is added with. It alone imports discordgo. Adapters do not know each other.
//
// # careerbot/cmd/careerbot
//
// This command: flags, the environment, the wiring of the parts, exit codes.
// "serve" is read from top to bottom in serve.go. While it runs, reload.go
// looks at the articles on disk and swaps the bot when they change, and
// files.go says what of a folder is read; metrics.go counts for Prometheus.
// report.go tells at any time what the staff are written once a week. It alone imports kong and the Prometheus client.
//
// # How to test
//
// "go test ./..." needs neither network nor accounts. Packages are tested with
// what they use in earnest: a real index of the real article, the real bot
// behind the real desk. Only the platforms are played, at the wire, by small
// servers of the tests. State is tested on the real engine, in a folder and in
// a cluster of three servers, by one suite for both.
//
// What must hold when things break is tested with processes that are killed,
// cut and filled up: "go test -run TestFaults ./cmd/careerbot" plays each fault
// for a few seconds, and with -faults as long as it takes to believe it.
//
// The files of the folder deploy are held to the program by tests, too: what
// they say on a command line, in a variable or at a port must be what it takes,
// and deploy/operate.md names every flag, variable, metric and sentence;
// slack.md and discord.md beside it say what each permission is for.
//
// The command is tested by scripts in testdata/script, which run the real
// binary; a new one needs no Go. Every parser of outside input has a fuzz
// target: "go test -fuzz Lines ./bot/terminal". The time from starting the
// process to its first answer is a benchmark: "go test -bench Start
// ./cmd/careerbot".
package main
