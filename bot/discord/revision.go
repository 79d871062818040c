package discord

import (
	"encoding/json"
	"strconv"
	"time"
)

// editedFor is how long after it was said a message can be edited with an
// effect; the desk has the same limit.
const editedFor = 5 * time.Minute

// edit takes a raw MESSAGE_UPDATE event. Discord sends one also where nobody
// has changed anything, such as for the preview of a link, and the same edit
// again with it: the time of the edit makes it one question.
func (in *intake) edit(raw []byte) {
	defer in.recovered("edit")
	e := in.ear()
	if !e.mayConcern(raw) {
		return
	}
	var m message
	if json.Unmarshal(raw, &m) != nil {
		in.count.malformed.Add(1)
		in.log.Warn("discord: edit dropped: it cannot be read")
		return
	}
	at, err := time.Parse(time.RFC3339, m.Edited)
	if err != nil || !isSnowflake(m.ID) || at.Sub(snowflakeTime(m.ID)) > editedFor {
		return
	}
	h, ok := e.question(&m)
	was, known := in.recent.get(m.ID)
	if !ok || known && was.words == in.recent.words(h.q.Text) {
		return
	}
	if known {
		h.q.Addressed, h.to.Late = was.q.Addressed, was.to.Late
		in.recent.add(h)
	}
	h.q.Revises, h.q.ID = h.q.ID, h.q.ID+"."+strconv.FormatInt(at.UnixMilli(), 10)
	in.accept(h, &in.count.revisions)
}

// deletion takes a raw MESSAGE_DELETE or MESSAGE_DELETE_BULK event.
func (in *intake) deletion(raw []byte) {
	defer in.recovered("deletion")
	var e struct {
		ID  string   `json:"id"`
		IDs []string `json:"ids"`
	}
	if json.Unmarshal(raw, &e) != nil {
		return
	}
	for _, id := range append(e.IDs, e.ID) {
		if was, ok := in.recent.get(id); ok {
			was.q = was.gone()
			in.accept(was.hearing, &in.count.revisions)
		}
	}
}
