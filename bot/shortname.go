package bot

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"sync"

	"careerbot/knowledge"
)

// A Named is what a short name stands for: a question that the bot offers, or
// a section, by the names that a Source has.
type Named struct {
	Question         string // "" for a section
	Article, Section string
}

// shortNames finds what short names stand for. Questions about pay need no
// place in it: their names say which roles, levels and places they are about.
type shortNames struct {
	questions map[uint64]string
	sections  map[uint64]Named
	pays      *sync.Map // names of questions about pay that were offered, by question
}

// A short name begins with what it stands for.
const (
	shortPay      = 'p' // three terms and a check
	shortQuestion = 'q' // a hash
	shortSection  = 's' // a hash

	payNameBytes  = 9
	hashNameBytes = 8
)

// prepareShortNames comes after the examples.
func (b *Bot) prepareShortNames() {
	b.short = shortNames{make(map[uint64]string, len(b.examples.list)), map[uint64]Named{}, new(sync.Map)}
	for i := range b.examples.list {
		q := b.examples.list[i].Question
		b.short.questions[hash64(q)] = q
	}
	for _, art := range b.set.Articles {
		for _, s := range art.Sections {
			b.short.sections[hash64(art.Name, s.Anchor)] = Named{Article: art.Name, Section: s.Anchor}
		}
	}
}

// ShortName returns at most 13 letters, digits, "-" and "_" for a question of
// an Offer or for a section of a Source, for buttons that hold little. The name
// is the same in every process over the same articles. It is "" for what Named
// would not give back: any other question, and a section that there is none of.
func (b *Bot) ShortName(n Named) string {
	if n.Question == "" {
		h := hash64(n.Article, n.Section)
		if known, ok := b.short.sections[h]; !ok || known != n {
			return ""
		}
		return shortName(shortSection, binary.BigEndian.AppendUint64(nil, h))
	}
	if h := hash64(n.Question); b.short.questions[h] == n.Question {
		return shortName(shortQuestion, binary.BigEndian.AppendUint64(nil, h))
	}
	if short, ok := b.short.pays.Load(n.Question); ok {
		return short.(string)
	}
	r := b.set.Read(n.Question)
	raw := make([]byte, 0, payNameBytes)
	for _, list := range [][]*knowledge.Term{r.Roles, r.Levels, r.Places} {
		var h uint16
		if len(list) > 0 {
			h = termHash(list[0])
		}
		raw = binary.BigEndian.AppendUint16(raw, h)
	}
	raw = append(raw, checkOf(n.Question)...)
	if q, ok := b.payNamed(raw); !ok || q != n.Question {
		return ""
	}
	short := shortName(shortPay, raw)
	b.short.pays.Store(n.Question, short)
	return short
}

// Named returns what a short name stands for. It reports false for a name that
// is forged, and for one of articles that have changed since.
func (b *Bot) Named(short string) (Named, bool) {
	if short == "" {
		return Named{}, false
	}
	raw, err := base64.RawURLEncoding.DecodeString(short[1:])
	switch {
	case err != nil:
	case short[0] == shortPay && len(raw) == payNameBytes:
		q, ok := b.payNamed(raw)
		return Named{Question: q}, ok
	case short[0] == shortQuestion && len(raw) == hashNameBytes:
		q, ok := b.short.questions[binary.BigEndian.Uint64(raw)]
		return Named{Question: q}, ok
	case short[0] == shortSection && len(raw) == hashNameBytes:
		n, ok := b.short.sections[binary.BigEndian.Uint64(raw)]
		return n, ok
	}
	return Named{}, false
}

// payNamed returns the question about pay that a name stands for.
func (b *Bot) payNamed(raw []byte) (string, bool) {
	var f figure
	for i, into := range []**knowledge.Term{&f.role, &f.level, &f.place} {
		if h := binary.BigEndian.Uint16(raw[2*i:]); h != 0 {
			if *into = b.hashes[h]; *into == nil {
				return "", false
			}
		}
	}
	if f.role == nil && f.level == nil {
		return "", false
	}
	q := payQuestion(f)
	return q, string(raw[6:]) == string(checkOf(q))
}

func shortName(kind byte, raw []byte) string {
	return string(kind) + base64.RawURLEncoding.EncodeToString(raw)
}

// checkOf tells a question from others: terms share hashes, and names change.
func checkOf(question string) []byte {
	return binary.BigEndian.AppendUint64(nil, hash64(question))[:payNameBytes-6]
}

func hash64(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return h.Sum64()
}
