package bot

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"

	"careerbot/knowledge"
)

// memory is what a follow-up continues from: the slots of an answer, never its
// text, an amount or a number of years.
type memory struct {
	kind     byte   // one of the mem constants
	row      uint16 // of the row that was shown, by its label; 0 for none
	board    uint16 // of the table whose cell was shown; 0 for none
	col      uint16 // of its column, by its header; 0 for several
	roles    []*knowledge.Term
	levels   []*knowledge.Term
	places   []*knowledge.Term
	concepts []*knowledge.Term
}

const (
	memNone byte = iota
	memPay
	memRate
	memClaim
	memRow
	memSection

	memCell = 0x80 // beside one of the others: a table and a column follow the terms
)

const (
	stateVersion = 3
	headBytes    = 6
	tagBytes     = 8
)

// stateMost is how many roles, levels, places and concepts a State keeps: it
// stays under 60 bytes.
var stateMost = [4]int{3, 5, 3, 3}

// seal writes a memory as a State: version, kind, counts, the row, two bytes
// of hash a term, the table and column of a cell, and a MAC.
func (k Key) seal(m memory) string {
	raw, fewer := []byte{stateVersion, m.kind, 0, 0, byte(m.row >> 8), byte(m.row)}, 0
	if m.board != 0 {
		raw[1], fewer = m.kind|memCell, 1
	}
	for i, list := range [][]*knowledge.Term{m.roles, m.levels, m.places, m.concepts} {
		list = list[:min(len(list), stateMost[i]-fewer)]
		raw[2+i/2] |= byte(len(list)) << (4 * (i % 2))
		for _, t := range list {
			raw = binary.BigEndian.AppendUint16(raw, termHash(t))
		}
	}
	if m.board != 0 {
		raw = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(raw, m.board), m.col)
	}
	return base64.RawURLEncoding.EncodeToString(append(raw, k.tag(raw)...))
}

// open reads a State; what is forged, of another version or about terms that
// are gone gives an empty memory or leaves them out.
func (b *Bot) open(state string) memory {
	raw, err := base64.RawURLEncoding.DecodeString(state)
	if err != nil || len(raw) < headBytes+tagBytes || raw[0] != stateVersion {
		return memory{}
	}
	body, tag := raw[:len(raw)-tagBytes], raw[len(raw)-tagBytes:]
	if !sameBytes(b.key.tag(body), tag) {
		return memory{}
	}
	m := memory{kind: body[1] &^ memCell, row: binary.BigEndian.Uint16(body[4:])}
	rest := body[headBytes:]
	for i, into := range []*[]*knowledge.Term{&m.roles, &m.levels, &m.places, &m.concepts} {
		n := int(body[2+i/2]>>(4*(i%2))) & 15
		for ; n > 0 && len(rest) >= 2; n-- {
			if t := b.hashes[binary.BigEndian.Uint16(rest)]; t != nil {
				*into = append(*into, t)
			}
			rest = rest[2:]
		}
	}
	if body[1]&memCell != 0 && len(rest) == 4 {
		m.board, m.col = binary.BigEndian.Uint16(rest), binary.BigEndian.Uint16(rest[2:])
	}
	return m
}

// Recall returns the slots that the State of an answer stands for. Of an answer
// with figures they are its Slots; where a follow-up was declined they are what
// the next one continues from. There are no more than a State holds, none that
// the articles no longer have, and none at all for a State that is forged, made
// under another key or of another version.
func (b *Bot) Recall(state string) Slots {
	m := b.open(state)
	if m.kind == memNone {
		return Slots{}
	}
	return Slots{Role: termNames(m.roles), Place: termNames(m.places), Level: termNames(m.levels), Metric: m.metric()}
}

// metric names what was asked of the slots, as Slots.Metric does.
func (m memory) metric() string {
	switch m.kind {
	case memPay, memClaim:
		return knowledge.MetricSalary
	case memRate:
		return "rate"
	}
	return ""
}

func termHash(t *knowledge.Term) uint16 {
	return hash16(byte(t.Kind), t.Name)
}

// rowHash is the hash of a row's label.
func rowHash(label string) uint16 { return hash16(0, label) }

func hash16(kind byte, name string) uint16 {
	h := fnv.New32a()
	h.Write([]byte{kind})
	h.Write([]byte(name))
	s := h.Sum32()
	return uint16(s ^ s>>16)
}
