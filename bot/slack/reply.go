package slack

import "careerbot/bot"

// A reply says where a private reply appears. The zero reply is a new message.
type reply struct {
	replace bool   // takes the place of the message whose button was pressed
	thread  string // thread of that message, "" for none
}

func (r reply) appendHead(b []byte) []byte {
	b = append(b, `{"response_type":"ephemeral","mrkdwn":false`...)
	b = appendBool(b, "replace_original", r.replace)
	if r.thread != "" && !r.replace {
		b = appendString(append(b, `,"thread_ts":`...), r.thread)
	}
	return append(b, `,"text":`...)
}

// appendReply appends a whole message that only the asker sees.
func appendReply(b []byte, a bot.Answer, r reply) []byte {
	b = appendMrkdwn(r.appendHead(b), fallback(a))
	b = append(b, `,"blocks":[`...)
	for i, bl := range layout(a) {
		if i > 0 {
			b = append(b, ',')
		}
		b = bl.appendJSON(b)
	}
	return append(b, "]}"...)
}

// appendNote appends a message of one sentence that only the asker sees.
func appendNote(b []byte, sentence string, r reply) []byte {
	return append(appendMrkdwn(r.appendHead(b), sentence), '}')
}

// fallback returns the whole answer as text, for notifications, screen readers
// and where blocks are refused. It is not escaped yet.
func fallback(a bot.Answer) string { return shorten(a.Plain(), maxText) }
