package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// squeeze folds letters that are written three times or more: "sooo".
func squeeze(w string) string {
	out := make([]byte, 0, len(w))
	for i := range len(w) {
		if i < 2 || w[i] != w[i-1] || w[i] != w[i-2] {
			out = append(out, w[i])
		}
	}
	if len(out) == len(w) {
		return w
	}
	for i := 1; i < len(out); i++ {
		if out[i] == out[i-1] {
			return string(append(out[:i], out[i+1:]...))
		}
	}
	return string(out)
}

// sentences finds which sentences ask: those with a question mark; where none
// has one, those that begin like a question; else the last.
func (r *reading) sentences() {
	type sentence struct {
		from, to     int
		mark, begins bool
		opens        bool // its first or second word asks, or it says please
	}
	var all []sentence
	for i := range r.toks {
		if r.toks[i].Break == knowledge.SentenceBreak || i == 0 {
			all = append(all, sentence{from: i})
		}
		s := &all[len(all)-1]
		s.to = i + 1
		s.begins = s.begins || r.begins(i, s.from)
		s.opens = s.opens || i <= s.from+1 && askWords[r.toks[i].Raw] || pleaseWords[r.toks[i].Raw]
		next := len(r.text)
		if i+1 < len(r.toks) {
			next = r.toks[i+1].Start
		}
		if end := r.toks[i].End; end <= next && strings.IndexByte(r.text[end:next], '?') >= 0 {
			s.mark = true
		}
	}
	r.asking = make([]bool, len(r.toks))
	marked := slices.ContainsFunc(all, func(s sentence) bool { return s.mark })
	begun := slices.ContainsFunc(all, func(s sentence) bool { return s.begins })
	r.question = marked || begun
	for k, s := range all {
		if marked && (s.mark || s.opens) || !marked && begun && s.begins || !marked && !begun && k == len(all)-1 {
			for i := s.from; i < s.to; i++ {
				r.asking[i] = true
			}
		}
	}
}

// remarks finds the clauses of sentences that ask which only tell something
// beside: they begin like a statement, and another clause asks.
func (r *reading) remarks() {
	r.remark = make([]bool, len(r.toks))
	for i := 1; i < len(r.toks); i++ {
		if r.toks[i].Break == knowledge.ClauseBreak && r.asking[i] && remarkOpeners[r.toks[i].Raw] && !r.clauseAsks(i) {
			r.remark[i] = true
			continue
		}
		r.remark[i] = r.remark[i-1] && r.toks[i].Break < knowledge.ClauseBreak
	}
	opening := slices.IndexFunc(r.toks, func(t knowledge.Token) bool { return !leadIns[t.Raw] })
	if opening < 0 {
		return
	}
	tells := remarkOpeners[r.toks[opening].Raw] && !r.clauseAsks(0) || whileWords[r.toks[opening].Raw] // "before i hand in my notice, …"
	if tells && r.clauseFollows() {
		for i := 0; i < len(r.toks) && (i == 0 || r.toks[i].Break < knowledge.ClauseBreak); i++ {
			r.remark[i] = true
		}
	}
}

// clauseFollows reports whether a clause behind the first one of the first sentence asks.
func (r *reading) clauseFollows() bool {
	for i := 1; i < len(r.toks) && r.toks[i].Break < knowledge.SentenceBreak; i++ {
		if r.toks[i].Break == knowledge.ClauseBreak && r.clauseAsks(i) {
			return true
		}
	}
	return false
}

// clauseAsks reports whether a question begins in the clause from token i on.
func (r *reading) clauseAsks(i int) bool {
	for k := i; k < len(r.toks) && (k == i || r.toks[k].Break < knowledge.ClauseBreak); k++ {
		if r.begins(k, i) {
			return true
		}
	}
	return false
}

// begins reports whether a question begins at token i of a sentence: with a
// word that asks anywhere, with an auxiliary verb where a clause begins.
func (r *reading) begins(i, from int) bool {
	raw := r.toks[i].Raw
	if askWords[raw] {
		return true
	}
	if auxiliaries[raw] && i > from && i+1 < len(r.toks) && subjects[r.toks[i+1].Raw] && !subjects[r.toks[i-1].Raw] {
		return true // "if i go there will i …"
	}
	return auxiliaries[raw] && (i == from || r.toks[i].Break >= knowledge.ClauseBreak || i < from+4 && leadIns[r.toks[i-1].Raw])
}

var pleaseWords = wordSet("please pls plz")

// Words that begin a question or a request in English, and those that stand
// before an auxiliary verb that does.
var (
	askWords      = wordSet("what whats which who whos whose how hows why where when tell show compare explain list wat wats wut hw wots wot")
	auxiliaries   = wordSet("is are do does did can could should shall will would am was were has have isnt arent dont doesnt cant wont shouldnt give name describe any anyone cud")
	subjects      = wordSet("i you we they he she it there")
	remarkOpeners = wordSet("i im ive id my we were our he she they its thats this just for because cos since as coming being currently btw thanks asking need my want planning trying")
	leadIns       = wordSet("so and but ok okay hey hi hello bot well or also then tldr basically honestly quick please pls guys all morning question q really actually")
)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}
