package discord

import (
	"encoding/base64"
	"strconv"
	"strings"
	"sync"
	"time"

	"careerbot/bot"
)

// A handed is what the buttons of a private reply carry of the question, in the
// asker's words, which nobody else is to read.
type handed struct {
	question string
	state    string // State of the answer that was shown, "" for none
	shown    string // what tells that answer from any other, shownLength characters
}

const (
	shownLength = 8
	maxPart     = 78 // characters of a sealed question in one custom_id

	stashMark = "m" // begins an arg that names what is kept in memory
)

// hand returns what the buttons carry that do something with a question: a part
// of it each, sealed for that one person. All of them together give it back, in
// any process. A question that is too long for them is kept in memory for a
// while, and in this process alone.
func (a *Adapter) hand(h handed, user string, does ...string) []pressed {
	sealed := base64.RawURLEncoding.EncodeToString(a.Key.Seal([]byte(h.shown+h.question), handedTo(user)))
	out := make([]pressed, len(does))
	for i := range does {
		out[i].does = does[i]
		if len(sealed) > maxPart*len(does) {
			out[i].state, out[i].arg = h.state, stashMark+a.longer.keep(a.Key.Hash("discord question", user, h.state, h.question), h)
			continue
		}
		end := len(sealed) * (i + 1) / len(does)
		out[i].arg = strconv.Itoa(i) + sealed[len(sealed)*i/len(does):end]
	}
	return out
}

// handedBack returns what a button carries, out of the custom_ids of all buttons
// and menus of its message. It reports false for what is forged, old, or
// somebody else's.
func (a *Adapter) handedBack(p pressed, ids []string, user string) (handed, bool) {
	if name, ok := strings.CutPrefix(p.arg, stashMark); ok {
		h, ok := a.longer.get(name)
		return h, ok && name == a.Key.Hash("discord question", user, h.state, h.question)
	}
	var state string
	var parts [maxInRow]string
	for _, id := range ids {
		q, ok := a.parseCustomID(id)
		if !ok {
			continue
		}
		if state == "" {
			state = q.state
		}
		if carries(q.does) && q.arg != "" && q.arg[0] >= '0' && int(q.arg[0]-'0') < len(parts) {
			parts[q.arg[0]-'0'] = q.arg[1:]
		}
	}
	sealed, err := base64.RawURLEncoding.DecodeString(strings.Join(parts[:], ""))
	if err != nil {
		return handed{}, false
	}
	plain, err := a.Key.Unseal(sealed, handedTo(user))
	if err != nil || len(plain) < shownLength {
		return handed{}, false
	}
	return handed{question: string(plain[shownLength:]), state: state, shown: string(plain[:shownLength])}, true
}

// carries reports whether a button holds a part of what was handed.
func carries(does string) bool {
	switch does {
	case postDoes, sendDoes, tellDoes, draftDoes, editDoes:
		return true
	}
	return false
}

func handedTo(user string) string { return "discord button/" + user }

// digest tells what an answer says from what any other does: its claim, its
// table and its sources, but not the notes on how the question was read.
func (a *Adapter) digest(ans bot.Answer) string {
	parts := []string{"discord answer", string(ans.Kind), ans.Headline}
	for _, s := range ans.Sources {
		parts = append(parts, s.Article, s.Section)
	}
	if t := ans.Table; t != nil {
		parts = append(append(parts, t.Caption), t.Header...)
		for _, row := range t.Rows {
			parts = append(parts, row...)
		}
	}
	return a.Key.Hash(parts...)[:shownLength]
}

const (
	stashFor = 15 * time.Minute // as long as Discord takes answers to an interaction
	stashMax = 256              // questions of one generation
)

// A stash keeps the last questions in memory, for stashFor at least and twice
// that at most, or until stashMax others came. The zero stash is empty.
type stash struct {
	mu        sync.Mutex
	cur, prev map[string]handed
	aging     bool // a timer runs
}

// keep keeps a question and returns its name.
func (s *stash) keep(name string, h handed) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.cur) >= stashMax {
		s.prev, s.cur = s.cur, nil
	}
	if s.cur == nil {
		s.cur = make(map[string]handed)
	}
	s.cur[name] = h
	if !s.aging {
		s.aging = true
		time.AfterFunc(stashFor, s.age)
	}
	return name
}

func (s *stash) get(name string) (handed, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h, ok := s.cur[name]
	if !ok {
		h, ok = s.prev[name]
	}
	return h, ok
}

// age forgets the generation before.
func (s *stash) age() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.prev, s.cur = s.cur, nil
	if s.aging = s.prev != nil; s.aging {
		time.AfterFunc(stashFor, s.age)
	}
}
