package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// otherTitle returns an unknown word that stands right behind a level where no
// role is named, and so is one: "senior fisher salary"; "" for none.
func (b *Bot) otherTitle(a *ask) string {
	if len(a.roles) > 0 {
		return ""
	}
	for _, w := range a.content() {
		if w.at == 0 || a.memo.Known(w.text) || a.toks[w.at].Break != knowledge.NoBreak {
			continue
		}
		if slices.ContainsFunc(a.said, func(m mention) bool { return m.term.Kind == knowledge.LevelTerm && m.at == w.at-1 }) {
			return w.text
		}
	}
	return ""
}

// namesPayer reports whether a word that no list has stands where who pays does: "what
// does X pay its engineers", and, where no article has it either, "X pay", "at X".
func (b *Bot) namesPayer(a *ask) bool {
	raw := func(i int) string {
		if i < 0 || i >= len(a.toks) {
			return ""
		}
		return a.toks[i].Raw
	}
	return slices.ContainsFunc(a.content(), func(w word) bool {
		pays, known := auxiliaries[raw(w.at-1)] && strings.HasPrefix(raw(w.at+1), "pay"), a.memo.Known(w.text)
		return pays && (!known || raw(w.at+2) == "its" || raw(w.at+2) == "their") || raw(w.at-1) == "at" && !known
	})
}

// otherKind returns a role named by its last word alone with an everyday word right before
// it that makes it another one, "reverse engineer", "911 dispatcher"; "" where there is
// none.
func (b *Bot) otherKind(a *ask) string {
	for _, m := range a.said {
		if m.term.Kind != knowledge.RoleTerm || !m.readAs || m.at == 0 || strings.Contains(m.phrase, " ") || a.toks[m.at].Break != knowledge.NoBreak {
			continue
		}
		before := a.toks[m.at-1]
		if ordinary[before.Raw] || smallWords[before.Raw] || articleWords[before.Raw] || auxiliaries[before.Raw] || b.set.NameHint(before.Text) != nil {
			continue
		}
		i := slices.IndexFunc(a.spans, func(s knowledge.Span) bool { return s.From <= m.at-1 && m.at-1 < s.To })
		if before.Num || len(before.Raw) > 3 && i >= 0 && a.spans[i].Is(knowledge.FillerTerm) != nil && len(a.spans[i].Senses) == 1 && a.spans[i].To-a.spans[i].From == 1 {
			return before.Raw + " " + m.typed
		}
	}
	return ""
}

// ordinary words say nothing of the kind of people whom they stand before.
var ordinary = wordSet("year years good great decent average typical normal usual standard full time new old young experienced fresh female male woman man remote temp permanent perm other another same right one two both three every each any some first your our my his her their its this that these those only just really actual proper regular big small local private public top best better bad")

// narrowed returns a role with the unknown word right before it that makes it
// another one: "intelligence developer"; "" where there is none.
func (b *Bot) narrowed(a *ask) string {
	for _, m := range a.said {
		title := m.term.Kind == knowledge.RoleTerm || isOwnLabel(m.term) && m.term.Kind == knowledge.LevelTerm && len(a.roles) == 0
		if !title || m.at == 0 || a.toks[m.at].Break != knowledge.NoBreak {
			continue
		}
		before := a.toks[m.at-1]
		unknown := slices.ContainsFunc(a.words, func(w word) bool { return w.text == before.Raw })
		if unknown && !a.memo.Known(before.Raw) && !b.set.Lexicon.Knows(before.Text) {
			return before.Raw + " " + m.typed
		}
	}
	return ""
}
