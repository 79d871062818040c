package slack

import (
	"cmp"
	"strconv"
	"strings"
)

// Limits of modals.
const (
	maxTitle    = 24
	maxMetadata = 3_000
	maxTyped    = 1_000 // of a question typed into one
)

// A window is a modal: some blocks, a field for a question, and two buttons. The
// zero input is no field, and then there is nothing to submit.
type window struct {
	callback      string // tells what a submission is
	title, submit string
	metadata      string // comes back with a submission
	blocks        []block
	input         input
}

func (w window) appendJSON(b []byte) []byte {
	b = appendString(append(b, `{"type":"modal","callback_id":`...), w.callback)
	b = appendPlain(append(b, `,"title":`...), shorten(w.title, maxTitle))
	blocks := w.blocks
	if w.input.label != "" {
		b = appendPlain(append(b, `,"submit":`...), shorten(w.submit, maxTitle))
		blocks = append(blocks[:len(blocks):len(blocks)], w.input)
	}
	b = appendPlain(append(b, `,"close":`...), "Close")
	if w.metadata != "" && len(w.metadata) <= maxMetadata {
		b = appendString(append(b, `,"private_metadata":`...), w.metadata)
	}
	b = append(b, `,"blocks":`...)
	return append(appendBlocks(b, blocks), '}')
}

// An input is a field for a question.
type input struct {
	id       string // another one for a field that is to be empty again
	label    string
	initial  string // what stands in it at first
	below    bool   // it stands below what is to be read first
	optional bool   // it may be left empty
	most     int    // characters it takes; 0 is maxTyped
}

// inputBlock begins the id of the block of an input, and inputAction is that of
// its field.
const (
	inputBlock  = "question."
	inputAction = "text"
)

func (i input) appendJSON(b []byte) []byte {
	b = appendString(append(b, `{"type":"input","block_id":`...), inputBlock+i.id)
	b = appendPlain(append(b, `,"label":`...), i.label)
	b = append(b, `,"element":{"type":"plain_text_input","action_id":"`+inputAction+`","multiline":true`...)
	b = append(appendBool(b, "focus_on_load", !i.below), `,"max_length":`...)
	most := cmp.Or(i.most, maxTyped)
	b = strconv.AppendInt(b, int64(most), 10)
	if initial := shorten(strings.TrimSpace(i.initial), most); initial != "" {
		b = appendString(append(b, `,"initial_value":`...), initial)
	}
	b = append(b, '}')
	if i.optional {
		b = append(b, `,"optional":true`...)
	}
	return append(b, '}')
}

// typed returns the block of the input of a submission, and what was typed.
func (in *interaction) typed() (block, text string) {
	for id, fields := range in.View.State.Values {
		if strings.HasPrefix(id, inputBlock) {
			return id, strings.TrimSpace(fields[inputAction].Value)
		}
	}
	return "", ""
}
