package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"careerbot/bot"
	"careerbot/knowledge"
)

// reloadEvery is how often the articles on disk are looked at.
const reloadEvery = 2 * time.Second

// linesMost is how many lines of a reason or of findings are told while
// serving; "careerbot check" tells all.
const linesMost = 20

// errChanging says that the articles were written to while they were read.
var errChanging = errors.New("the articles changed while they were read")

// A reloader keeps the bot in use like the articles on disk: when their names
// or bytes change, it loads all of them anew and swaps the bots, or, where
// anything is wrong with them, leaves the one in use as it is and says why.
type reloader struct {
	from  articles
	build func(*knowledge.Set) (*bot.Bot, error)
	every time.Duration // between two looks
	log   *slog.Logger

	bot   *bot.Swap // set by start
	inUse sum       // of the articles that bot has
	tried sum       // of those that were last taken or refused
	found map[string]bool

	mu     sync.Mutex
	status reloads
}

// reloads is what became of the articles so far.
type reloads struct {
	articles                  int   // in use
	err                       error // why those on disk are not in use; nil: they are
	taken, unreadable, broken int   // changes on disk
}

// start loads the articles for the first time, and fails where they cannot be.
func (r *reloader) start() error {
	s := r.from.scan()
	l, err := r.read(s)
	if err != nil {
		return err
	}
	r.bot = bot.NewSwap(l.bot)
	r.inUse, r.tried = s.sum, s.sum
	r.status.articles = l.articles
	r.tell(l.findings)
	return nil
}

// run looks at the articles until ctx is done. Without any on disk there is
// nothing to look at.
func (r *reloader) run(ctx context.Context) error {
	if len(r.from.Articles) == 0 {
		return nil
	}
	tick := time.NewTicker(r.every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			r.look()
		}
	}
}

// look takes or refuses what has changed. What was refused is tried again when
// it changes, and not before.
func (r *reloader) look() {
	s := r.from.scan()
	switch s.sum {
	case r.tried:
		return
	case r.inUse:
		r.tried = s.sum
		r.set(func(st *reloads) { st.err = nil })
		r.log.Info("the articles on disk are again those in use")
		return
	}
	l, err := r.read(s)
	if errors.Is(err, errChanging) {
		r.tried = sum{} // neither; the next look decides
		r.set(func(st *reloads) { st.err = err })
		return
	}
	r.tried = s.sum
	if err != nil {
		r.refuse(s, err)
		return
	}
	if err := r.bot.Replace(l.bot); err != nil {
		r.log.Warn("closing the articles before", "err", err)
	}
	r.inUse = s.sum
	r.set(func(st *reloads) { st.articles, st.err, st.taken = l.articles, nil, st.taken+1 })
	r.log.Info("articles reloaded", "articles", l.articles)
	r.tell(l.findings)
}

// loaded is articles, ready to be answered from.
type loaded struct {
	articles int
	bot      *bot.Bot
	findings []knowledge.Finding // what is doubtful in them
}

// read loads what was scanned, and makes sure that it is what was loaded: the
// files are the same before and after.
func (r *reloader) read(s scan) (loaded, error) {
	l, err := r.load(s)
	if r.from.scan().sum == s.sum {
		return l, err
	}
	err = errChanging
	if l.bot != nil {
		err = errors.Join(err, l.bot.Close())
	}
	return loaded{}, err
}

// load takes a panic for a fault of the articles: it must not end what works.
func (r *reloader) load(s scan) (l loaded, err error) {
	defer func() {
		if p := recover(); p != nil {
			r.log.Error("panic", "what", p, "stack", string(debug.Stack()))
			l, err = loaded{}, fmt.Errorf("the articles cannot be read: %v", p)
		}
	}()
	set, err := r.from.loadScanned(s)
	if err != nil {
		return loaded{}, err
	}
	l.articles, l.findings = len(set.Articles), set.Lint(time.Now())
	l.bot, err = r.build(set)
	return l, err
}

// refuse keeps the bot in use.
func (r *reloader) refuse(s scan, err error) {
	r.set(func(st *reloads) {
		st.err = err
		if s.err != nil {
			st.unreadable++
		} else {
			st.broken++
		}
	})
	r.log.Error("articles refused; those before stay in use", "reason", brief(err.Error()))
}

// tell logs what is doubtful in the articles, if it was not in those before.
func (r *reloader) tell(findings []knowledge.Finding) {
	before := r.found
	r.found = make(map[string]bool)
	told := 0
	for _, f := range findings {
		text := f.String()
		r.found[text] = true
		if before[text] {
			continue
		}
		if told++; told <= linesMost {
			r.log.Warn("article", "finding", text)
		}
	}
	if told > linesMost {
		r.log.Warn("article", "finding", fmt.Sprintf("%d more; careerbot check tells all", told-linesMost))
	}
}

func (r *reloader) set(change func(*reloads)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.status)
}

// now returns the state of this moment.
func (r *reloader) now() reloads {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.status
}

// ready is the line of the articles at /readyz.
func (r *reloader) ready() (string, bool) {
	st := r.now()
	if st.err != nil {
		return fmt.Sprintf("%d loaded, not current; those on disk are refused:\n%s", st.articles, brief(st.err.Error())), false
	}
	return fmt.Sprintf("%d loaded, current", st.articles), true
}

// brief returns the first lines of a text and how many there are more.
func brief(text string) string {
	lines := strings.Split(text, "\n")
	if len(lines) <= linesMost {
		return text
	}
	return strings.Join(lines[:linesMost], "\n") + fmt.Sprintf("\n%d more lines; careerbot check tells all", len(lines)-linesMost)
}
