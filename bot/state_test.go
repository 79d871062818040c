package bot

import (
	"encoding/base64"
	"testing"

	"careerbot/knowledge"

	"github.com/google/go-cmp/cmp"
)

// covered returns the first n terms of a kind that the articles have.
func covered(t testing.TB, b *Bot, k knowledge.TermKind, n int) []*knowledge.Term {
	t.Helper()
	all := b.set.Covered(k)
	if len(all) < n {
		t.Fatalf("%d terms of kind %d, want %d", len(all), k, n)
	}
	return all[:n]
}

// fullMemory has everything in it that a State keeps.
func fullMemory(t testing.TB, b *Bot) memory {
	return memory{
		kind: memPay, roles: covered(t, b, knowledge.RoleTerm, 2), levels: covered(t, b, knowledge.LevelTerm, 5),
		places: covered(t, b, knowledge.PlaceTerm, 2), concepts: b.named(knowledge.ConceptPay),
	}
}

// names is a memory in words, the kind first.
func (m memory) names() []any {
	return []any{m.kind, termNames(m.roles), termNames(m.levels), termNames(m.places), termNames(m.concepts)}
}

func TestSealAndOpen(t *testing.T) {
	b := newBot(t)
	full := fullMemory(t, b)
	tests := map[string]memory{
		"empty":      {kind: memSection},
		"one role":   {kind: memRow, roles: full.roles[:1]},
		"one place":  {kind: memRate, places: full.places[1:]},
		"one level":  {kind: memPay, levels: full.levels[2:3]},
		"everything": full,
	}
	for name, m := range tests {
		state := b.key.seal(m)
		if len(state) > mostState {
			t.Errorf("seal(%s) = %q, %d bytes, want at most %d", name, state, len(state), mostState)
		}
		if diff := cmp.Diff(m.names(), b.open(state).names()); diff != "" {
			t.Errorf("open(seal(%s)) (-want +got):\n%s", name, diff)
		}
	}
}

// TestSealKeepsWithinItsLimit: more terms than a State has room for are left
// out, and not the State broken.
func TestSealKeepsWithinItsLimit(t *testing.T) {
	b := newBot(t)
	var many []*knowledge.Term
	for _, term := range b.set.Terms {
		if term.Kind == knowledge.ConceptTerm {
			many = append(many, term)
		}
	}
	state := b.key.seal(memory{kind: memPay, roles: many, levels: many, places: many, concepts: many})
	got := b.open(state)
	if len(state) > mostState || len(got.roles) != stateMost[0] || len(got.concepts) != stateMost[3] {
		t.Errorf("seal of %d terms each = %d bytes that open to %v", len(many), len(state), got.names())
	}
}

// TestTermsDifferInAState: no two terms share their two bytes.
func TestTermsDifferInAState(t *testing.T) {
	b := newBot(t)
	first := map[uint16]*knowledge.Term{}
	for _, term := range b.set.Terms {
		if !term.Covered && term.Kind != knowledge.ConceptTerm {
			continue
		}
		h := termHash(term)
		if o := first[h]; o != nil && o != term {
			t.Errorf("termHash(%q) = termHash(%q) = %d", term.Name, o.Name, h)
		}
		first[h] = term
	}
}

// TestForgedStates: a State with any byte changed, cut, lengthened, of another
// key or of another version opens to nothing.
func TestForgedStates(t *testing.T) {
	b := newBot(t)
	state := b.key.seal(fullMemory(t, b))
	raw, err := base64.RawURLEncoding.DecodeString(state)
	if err != nil {
		t.Fatal(err)
	}
	empty := func(name string, raw []byte) {
		t.Helper()
		forged := base64.RawURLEncoding.EncodeToString(raw)
		if got := b.open(forged); got.kind != memNone || got.roles != nil || got.levels != nil || got.places != nil || got.concepts != nil {
			t.Errorf("open(%s) = %v, want nothing", name, got.names())
		}
	}
	for i := range raw {
		for _, bit := range []byte{1, 0x80, 0xff} {
			bad := append([]byte(nil), raw...)
			bad[i] ^= bit
			empty("a byte changed", bad)
		}
		empty("cut", raw[:i])
	}
	empty("lengthened", append(append([]byte(nil), raw...), 0))

	body := raw[:len(raw)-tagBytes]
	next := append([]byte{stateVersion + 1}, body[1:]...)
	empty("another version", append(next, b.key.tag(next)...))
	empty("another key", append(append([]byte(nil), body...), newKey(t, "another secret").tag(body)...))
	for _, text := range []string{"", "a", "not base64!", state + "=", state[:len(state)-1] + "*", "\xff"} {
		if got := b.open(text); got.kind != memNone {
			t.Errorf("open(%q) = %v, want nothing", text, got.names())
		}
	}
}

// TestOpenLeavesOutTermsThatAreGone: a State outlives the articles that it was
// made of.
func TestOpenLeavesOutTermsThatAreGone(t *testing.T) {
	b := newBot(t)
	m := fullMemory(t, b)
	gone := &knowledge.Term{Kind: knowledge.RoleTerm, Name: "A role of an article that was taken out"}
	with := m
	with.roles = []*knowledge.Term{gone, m.roles[1]}
	want := m
	want.roles = m.roles[1:]
	if diff := cmp.Diff(want.names(), b.open(b.key.seal(with)).names()); diff != "" {
		t.Errorf("open (-want +got):\n%s", diff)
	}
}

// TestSealedShortOfItsCounts: a sealed body that says it has more terms than
// follow opens without a panic, as one of an older program might be.
func TestSealedShortOfItsCounts(t *testing.T) {
	b := newBot(t)
	body := []byte{stateVersion, memPay, 0xff, 0xff, 1}
	state := base64.RawURLEncoding.EncodeToString(append(body, b.key.tag(body)...))
	if got := b.open(state); len(got.roles)+len(got.levels)+len(got.places)+len(got.concepts) > 0 {
		t.Errorf("open of counts without terms = %v, want no terms", got.names())
	}
}

// FuzzOpen: only what the key has sealed opens to anything.
func FuzzOpen(f *testing.F) {
	b := newBot(f)
	f.Add(b.key.seal(fullMemory(f, b)))
	f.Add(newKey(f, "another secret").seal(fullMemory(f, b)))
	f.Add("")
	f.Add("AQEAAAAAAAAAAAAA")
	f.Add("====")
	f.Fuzz(func(t *testing.T, state string) {
		m := b.open(state)
		if m.kind == memNone {
			if len(m.roles)+len(m.levels)+len(m.places)+len(m.concepts) > 0 {
				t.Errorf("open(%q) = %v, want nothing at all", state, m.names())
			}
			return
		}
		raw, err := base64.RawURLEncoding.DecodeString(state)
		if err != nil || !sameBytes(b.key.tag(raw[:len(raw)-tagBytes]), raw[len(raw)-tagBytes:]) {
			t.Errorf("open(%q) = %v, which the key has not sealed", state, m.names())
		}
		if got := b.Answer(Question{Text: "and then?", Prior: state, Addressed: true}); got.Kind == Silence {
			t.Errorf("Answer behind %q is silence", state)
		}
	})
}
