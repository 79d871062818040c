package slack

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"careerbot/bot"
)

// maxAck is below the bytes from which on Slack drops an acknowledgement
// without a word, which is 20 KiB.
const maxAck = 20_000

// A frame is what is read of a message over a connection: an envelope, or a
// word of Slack's about the connection.
type frame struct {
	Type        string          `json:"type"`
	Reason      string          `json:"reason"` // of "disconnect"
	Connections int             `json:"num_connections"`
	ID          string          `json:"envelope_id"`
	Payload     json.RawMessage `json:"payload"`
	Retry       json.RawMessage `json:"retry_attempt"`
}

// again reports whether Slack has sent the envelope before.
func (f *frame) again() bool {
	return len(f.Retry) > 0 && string(f.Retry) != "0" && string(f.Retry) != "null"
}

// take deals with one message, whose text is s.in. What may take a while is
// done beside the reading.
func (c *socket) take(s *scratch) {
	var f frame
	var strange *json.UnmarshalTypeError // one field; the others are read
	if err := json.Unmarshal(s.in.Bytes(), &f); err != nil && !errors.As(err, &strange) {
		c.malformed(s)
		return
	}
	switch f.Type {
	case "hello":
		c.greeted(f.Connections)
		c.s.a.giveBack(s)
		return
	case "disconnect":
		c.leave(cmp.Or(f.Reason, "no reason given"))
		c.s.a.giveBack(s)
		return
	}
	if f.ID == "" {
		c.malformed(s)
		return
	}
	c.s.a.count.envelopes.Add(1)
	select {
	case c.s.work <- struct{}{}:
	default:
		c.s.a.giveBack(s)
		c.refuse(&f)
		return
	}
	c.work.Go(func() {
		defer func() { <-c.s.work }()
		defer c.s.a.giveBack(s)
		c.serve(&f, s)
	})
}

// malformed counts a message that cannot be read. It is acknowledged where its
// id can be, since it would come again in vain.
func (c *socket) malformed(s *scratch) {
	c.s.a.count.badEnvelopes.Add(1)
	id := salvage(s.in.Bytes())
	c.s.a.log.Warn("slack: a message over the connection cannot be read", "bytes", s.in.Len(), "acknowledged", id != "")
	c.s.a.giveBack(s)
	if id != "" {
		c.acknowledge(id, nil)
	}
}

// refuse deals with an envelope for which there is no room. An event comes
// again; a button is shown as failed and can be pressed again; only a command
// needs a word.
func (c *socket) refuse(f *frame) {
	if f.Type == "slash_commands" {
		c.acknowledge(f.ID, appendNote(nil, bot.BusyAnswer().Headline, reply{}))
		return
	}
	c.unacknowledged()
}

// serve serves an envelope as the request that Slack would post, and
// acknowledges it where that would be answered with 200, or with the word not
// to try again.
func (c *socket) serve(f *frame, s *scratch) {
	a := c.s.a
	serve, path := a.serveOf(f.Type)
	if serve == nil {
		a.count.ignored.Add(1)
		c.acknowledge(f.ID, nil)
		return
	}
	s.in.Reset()
	if !writeBody(&s.in, f) {
		a.count.badEnvelopes.Add(1)
		c.acknowledge(f.ID, nil)
		return
	}
	w := a.serveEnvelope(serve, path, c.s, f.again(), s)
	switch {
	case w.code/100 != 2 && w.header.Get("X-Slack-No-Retry") == "":
		c.unacknowledged()
	case len(w.body) == 0 || w.code/100 != 2 || !strings.HasPrefix(w.header.Get("Content-Type"), "application/json"):
		c.acknowledge(f.ID, nil)
	case len(w.body) <= maxAck:
		c.acknowledge(f.ID, w.body)
	default:
		c.acknowledge(f.ID, nil)
		a.answerLater(c.s.life, f, w.body)
	}
}

// serveOf returns what serves envelopes of a type, and the path to which their
// requests would be posted; nil for types that nobody knows.
func (a *Adapter) serveOf(kind string) (serve serveFunc, path string) {
	switch kind {
	case "events_api":
		return a.serveEvent, eventsPath
	case "slash_commands":
		return a.serveCommand, commandsPath
	case "interactive":
		return a.servePress, interactionsPath
	}
	return nil, ""
}

// serveEnvelope serves one request, whose body is s.in, and keeps a panic in
// it.
func (a *Adapter) serveEnvelope(serve serveFunc, path string, from *sockets, again bool, s *scratch) (w *ackWriter) {
	w = &ackWriter{header: make(http.Header), code: http.StatusOK}
	defer func() {
		if p := recover(); p != nil {
			a.panicked(p)
			w = &ackWriter{code: http.StatusInternalServerError}
		}
	}()
	r := &http.Request{Method: http.MethodPost, URL: &url.URL{Path: path}, Header: make(http.Header), Body: http.NoBody}
	if again {
		r.Header.Set("X-Slack-Retry-Num", "1")
	}
	serve(w, r.WithContext(from.life), from.desk, s)
	return w
}

// answerLater sends a reply that is too large for an acknowledgement to the
// response address in the envelope.
func (a *Adapter) answerLater(ctx context.Context, f *frame, body []byte) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	var to struct {
		ResponseURL string `json:"response_url"`
	}
	err := json.Unmarshal(f.Payload, &to)
	if err == nil {
		err = a.respond(ctx, to.ResponseURL, body)
	}
	if err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: not answered by its response address", "type", f.Type, "err", err)
	}
}

// writeBody writes the body of the request that an envelope stands for: events
// are the same JSON, interactions hide it in a form, and commands are a form
// of which an envelope has the fields. It reports false where they are none.
func writeBody(b *bytes.Buffer, f *frame) bool {
	switch f.Type {
	case "slash_commands":
		return writeForm(b, f.Payload)
	case "interactive":
		b.WriteString("payload=")
		b.WriteString(url.QueryEscape(string(f.Payload)))
	default:
		b.Write(f.Payload)
	}
	return true
}

func writeForm(b *bytes.Buffer, object json.RawMessage) bool {
	var fields map[string]any
	if json.Unmarshal(object, &fields) != nil || fields == nil {
		return false
	}
	for key, value := range fields {
		text, ok := value.(string)
		if !ok && value != nil {
			text = fmt.Sprint(value) // a flag
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(url.QueryEscape(key))
		b.WriteByte('=')
		b.WriteString(url.QueryEscape(text))
	}
	return true
}

// salvage returns the id of an envelope that cannot be read whole, "" where it
// has none before its fault.
func salvage(text []byte) string {
	dec := json.NewDecoder(bytes.NewReader(text))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return ""
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return ""
		}
		if key == "envelope_id" {
			var id string
			if dec.Decode(&id) != nil {
				return ""
			}
			return id
		}
		var skipped json.RawMessage
		if dec.Decode(&skipped) != nil {
			return ""
		}
	}
	return ""
}

func appendAck(b []byte, id string, payload []byte) []byte {
	b = appendString(append(b, `{"envelope_id":`...), id)
	if payload != nil {
		b = append(append(b, `,"payload":`...), payload...)
	}
	return append(b, '}')
}

// An ackWriter is the http.ResponseWriter of an envelope.
type ackWriter struct {
	header http.Header
	code   int
	body   []byte
}

// Header returns the header of the answer.
func (w *ackWriter) Header() http.Header { return w.header }

// WriteHeader sets the status of the answer.
func (w *ackWriter) WriteHeader(code int) { w.code = code }

// Write appends to the body. It never fails.
func (w *ackWriter) Write(p []byte) (int, error) {
	w.body = append(w.body, p...)
	return len(p), nil
}
