package slack

import "strings"

// Link returns the address of an answer in a channel, "" where the workspace's
// is not known, and for one that stands in a direct conversation.
func (a *Adapter) Link(to []byte, ref string) string {
	a.setup()
	at, err := parseAddress(to)
	if err != nil || ref == "" || at.User == "" {
		return ""
	}
	self := a.in(at.Team).self.Load()
	if self == nil || self.url == "" {
		return ""
	}
	link := self.url + "archives/" + at.Channel + "/p" + strings.Replace(ref, ".", "", 1)
	if at.Thread != "" {
		link += "?thread_ts=" + at.Thread + "&cid=" + at.Channel
	}
	return link
}

// A linkLine is a line that ends with a link.
type linkLine struct{ text, url string }

func (l linkLine) appendJSON(b []byte) []byte {
	b = append(b, `{"type":"rich_text","elements":[`+sectionStart+`{"type":"text","text":`...)
	b = appendString(b, l.text+" ")
	b = appendString(append(b, `},{"type":"link","url":`...), l.url)
	return append(b, `,"text":"see the answer"}]}]}`...)
}
