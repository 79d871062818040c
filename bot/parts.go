package bot

import (
	"unicode/utf8"

	"careerbot/knowledge"
)

// secondQuestion returns where a second question begins in the text, 0 where
// there is one question only: a further sentence that asks, or "and do they
// …", "also how much …" behind the first.
func (r *reading) secondQuestion() int {
	asked := false
	for i, t := range r.toks {
		if i > 0 && asked && r.asking[i] && r.startsQuestion(i, t) {
			return t.Start
		}
		asked = asked || r.asking[i] && i > 0
	}
	return 0
}

// startsQuestion reports whether token i begins a question of its own.
func (r *reading) startsQuestion(i int, t knowledge.Token) bool {
	if t.Break == knowledge.SentenceBreak {
		return i+1 < len(r.toks)
	}
	return (t.Raw == "and" || t.Raw == "also" || t.Raw == "plus") && i+2 < len(r.toks) &&
		(auxiliaries[r.toks[i+1].Raw] || askWords[r.toks[i+1].Raw])
}

// both answers two questions of one message in one reply, where each has an
// answer of its own and they are of different kinds.
func (b *Bot) both(q Question, r *reading) (draft, bool) {
	cut := r.secondQuestion()
	if cut <= 0 || cut >= len(r.text) {
		return draft{}, false
	}
	part := func(text string) *reading {
		p := b.read(text)
		p.aloud = r.aloud
		return p
	}
	first := b.single(b.resolve(part(r.text[:cut]), b.open(q.Prior)))
	if !first.Kind.Answered() {
		return draft{}, false
	}
	rest := b.resolve(part(r.text[cut:]), first.memory)
	rest.kept = nil // it was said in the same message
	second := b.single(rest)
	if !second.Kind.Answered() || (first.Kind == Salary) == (second.Kind == Salary) {
		return draft{}, false
	}
	first.Text = paragraphs(first.Text, second.Headline)
	if utf8.RuneCountInString(first.Text)+utf8.RuneCountInString(second.Text) < 2*maxText {
		first.Text = paragraphs(first.Text, second.Text)
	}
	if first.Table == nil {
		first.Table = second.Table
	}
	for _, s := range second.Sources {
		first.addSource(s)
	}
	first.cited = append(first.cited, second.cited...)
	first.stopped = append(first.stopped, second.stopped...)
	return first, true
}
