package slack

// A reply says where what is sent to a response address appears. The zero reply
// is a new message that one person alone sees.
type reply struct {
	replace bool   // takes the place of the message whose button was pressed
	thread  string // thread of that message, "" for none
	all     bool   // a new message that everybody in the channel sees
}

func (r reply) appendHead(b []byte) []byte {
	kind := `{"response_type":"ephemeral","mrkdwn":false`
	if r.all {
		kind = `{"response_type":"in_channel","mrkdwn":false,"unfurl_links":false,"unfurl_media":false`
	}
	b = appendBool(append(b, kind...), "replace_original", r.replace)
	if r.thread != "" && !r.replace {
		b = appendString(append(b, `,"thread_ts":`...), r.thread)
	}
	return append(b, `,"text":`...)
}

// appendReply appends a whole message.
func appendReply(b []byte, c card, r reply) []byte {
	b = appendMrkdwn(r.appendHead(b), c.text())
	if blocks := c.blocks(); len(blocks) > 0 {
		b = append(appendBlocks(append(b, `,"blocks":`...), blocks), '}')
		return b
	}
	return append(b, '}')
}

// appendBlocks appends an array of blocks.
func appendBlocks(b []byte, blocks []block) []byte {
	b = append(b, '[')
	for i, bl := range blocks {
		if i > 0 {
			b = append(b, ',')
		}
		b = bl.appendJSON(b)
	}
	return append(b, ']')
}

// appendNote appends a message of one sentence.
func appendNote(b []byte, sentence string, r reply) []byte {
	return append(appendMrkdwn(r.appendHead(b), sentence), '}')
}
