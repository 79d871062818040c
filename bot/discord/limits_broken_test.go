package discord

import (
	"bytes"
	"mime/multipart"
	"net/http/httptest"
	"strings"
	"testing"
)

const (
	sampleMute  = `"allowed_mentions":{"parse":[]}`
	samplePlain = `{"content":"hello",` + sampleMute + `}`
	sampleNew   = "channels/1/messages"
	sampleReply = "interactions/1/token/callback"
	sampleSet   = "applications/1/commands"
)

// sampleText returns a text of so many characters.
func sampleText(n int) string { return strings.Repeat("é", n) }

// sampleList returns a list of so many entries, in JSON; # in an entry is its number.
func sampleList(n int, entry string) string {
	var list []string
	for i := range n {
		list = append(list, strings.ReplaceAll(entry, "#", string(rune('a'+i))))
	}
	return "[" + strings.Join(list, ",") + "]"
}

// sampleV2 returns a message of components.
func sampleV2(components string) string {
	return `{"flags":32768,` + sampleMute + `,"components":` + components + `}`
}

// sampleClassic returns a message with one row.
func sampleClassic(components string) string {
	return `{"content":"hello",` + sampleMute + `,"components":[{"type":1,"components":` + components + `}]}`
}

func sampleButton(change string) string { return `{"type":2,"style":1,"label":"More"` + change + `}` }

func sampleMenu(options string) string {
	return sampleClassic(`[{"type":3,"custom_id":"m","options":` + options + `}]`)
}

func sampleModal(title, components string) string {
	return `{"type":9,"data":{"custom_id":"m","title":"` + title + `","components":` + components + `}}`
}

func sampleCommand(change string) string {
	return `[{"name":"career","description":"Ask"` + change + `}]`
}

// brokenRequests has a good and a bad body for each limit that is held.
var brokenRequests = map[string]struct{ method, path, good, bad, want string }{
	"no JSON":        {"POST", sampleNew, samplePlain, `{`, "no JSON"},
	"no object":      {"POST", sampleNew, samplePlain, `[]`, "no JSON object"},
	"content":        {"POST", sampleNew, `{"content":"` + sampleText(2000) + `",` + sampleMute + `}`, `{"content":"` + sampleText(2001) + `",` + sampleMute + `}`, "2001 characters"},
	"mentions":       {"POST", sampleNew, samplePlain, `{"content":"x"}`, "allowed_mentions"},
	"null parse":     {"POST", sampleNew, samplePlain, `{"content":"x","allowed_mentions":{"parse":null}}`, "allowed_mentions"},
	"ping of a user": {"POST", sampleNew, samplePlain, `{"content":"x","allowed_mentions":{"parse":[],"users":["1"]}}`, "allowed_mentions"},
	"ping of a reply": {"PATCH", "webhooks/1/token/messages/@original", samplePlain,
		`{"content":"x","allowed_mentions":{"parse":[],"replied_user":true}}`, "allowed_mentions"},
	"nonce":         {"POST", sampleNew, `{"nonce":"` + sampleText(25) + `",` + sampleMute + `}`, `{"nonce":"` + sampleText(26) + `",` + sampleMute + `}`, "nonce"},
	"missing nonce": {"POST", sampleNew, samplePlain, `{"enforce_nonce":true,` + sampleMute + `}`, "nonce"},
	"reference": {"POST", sampleNew, `{"message_reference":{"message_id":"1","fail_if_not_exists":false},` + sampleMute + `}`,
		`{"message_reference":{"message_id":"1"},` + sampleMute + `}`, "message_reference"},
	"flags":          {"POST", sampleNew, samplePlain, `{"flags":2,` + sampleMute + `}`, "flags"},
	"embeds":         {"POST", sampleNew, samplePlain, `{"embeds":` + sampleList(11, `{}`) + `,` + sampleMute + `}`, "embeds"},
	"content and V2": {"POST", sampleNew, sampleV2(`[{"type":10,"content":"x"}]`), `{"flags":32768,"content":"x",` + sampleMute + `,"components":[{"type":10,"content":"x"}]}`, "more than components"},
	"empty V2":       {"POST", sampleNew, sampleV2(`[{"type":10,"content":"x"}]`), sampleV2(`[]`), "no components"},
	"V2 unannounced": {"POST", sampleNew, samplePlain, `{` + sampleMute + `,"components":[{"type":10,"content":"x"}]}`, "without the flag"},
	"components in all": {"POST", sampleNew, sampleV2(`[{"type":17,"components":` + sampleList(39, `{"type":14}`) + `}]`),
		sampleV2(`[{"type":17,"components":` + sampleList(40, `{"type":14}`) + `}]`), "41 components"},
	"texts in all": {"POST", sampleNew, sampleV2(sampleList(4, `{"type":10,"content":"`+sampleText(1000)+`"}`)), sampleV2(sampleList(4, `{"type":10,"content":"`+sampleText(1001)+`"}`)), "4004 characters"},
	"empty text":   {"POST", sampleNew, sampleV2(`[{"type":10,"content":"x"}]`), sampleV2(`[{"type":10,"content":""}]`), "text has 0"},
	"nested container": {"POST", sampleNew, sampleV2(`[{"type":17,"components":[{"type":14}]}]`),
		sampleV2(`[{"type":17,"components":[{"type":17,"components":[{"type":14}]}]}]`), "container in a container"},
	"separator": {"POST", sampleNew, sampleV2(`[{"type":14,"spacing":2}]`), sampleV2(`[{"type":14,"spacing":3}]`), "spacing"},
	"section": {"POST", sampleNew, sampleV2(`[{"type":9,"components":[{"type":10,"content":"x"}],"accessory":` + sampleButton(`,"custom_id":"a"`) + `}]`),
		sampleV2(`[{"type":9,"components":[{"type":10,"content":"x"}]}]`), "accessory"},
	"rows":               {"POST", sampleNew, samplePlain, `{"content":"x",` + sampleMute + `,"components":` + sampleList(6, `{"type":1,"components":[`+sampleButton(`,"custom_id":"#"`)+`]}`) + `}`, "6 rows"},
	"buttons in a row":   {"POST", sampleNew, sampleClassic(sampleList(5, sampleButton(`,"custom_id":"#"`))), sampleClassic(sampleList(6, sampleButton(`,"custom_id":"#"`))), "row has 6"},
	"menu beside others": {"POST", sampleNew, samplePlain, sampleClassic(`[` + sampleButton(`,"custom_id":"a"`) + `,{"type":3,"custom_id":"m","options":[{"label":"x","value":"x"}]}]`), "beside others"},
	"label":              {"POST", sampleNew, sampleClassic(`[{"type":2,"style":1,"label":"` + sampleText(80) + `","custom_id":"a"}]`), sampleClassic(`[{"type":2,"style":1,"label":"` + sampleText(81) + `","custom_id":"a"}]`), "label has 81"},
	"no label":           {"POST", sampleNew, samplePlain, sampleClassic(`[{"type":2,"style":1,"custom_id":"a"}]`), "without a label"},
	"style":              {"POST", sampleNew, samplePlain, sampleClassic(`[{"type":2,"style":7,"label":"x","custom_id":"a"}]`), "style"},
	"custom_id":          {"POST", sampleNew, sampleClassic(`[` + sampleButton(`,"custom_id":"`+sampleText(100)+`"`) + `]`), sampleClassic(`[` + sampleButton(`,"custom_id":"`+sampleText(101)+`"`) + `]`), "custom_id has 101"},
	"no custom_id":       {"POST", sampleNew, samplePlain, sampleClassic(`[` + sampleButton(``) + `]`), "custom_id has 0"},
	"same custom_id":     {"POST", sampleNew, samplePlain, sampleClassic(sampleList(2, sampleButton(`,"custom_id":"a"`))), "one custom_id"},
	"link":               {"POST", sampleNew, sampleClassic(`[{"type":2,"style":5,"label":"x","url":"https://x.example/"}]`), sampleClassic(`[{"type":2,"style":5,"label":"x"}]`), "address of a button"},
	"link with an id":    {"POST", sampleNew, samplePlain, sampleClassic(`[{"type":2,"style":5,"label":"x","url":"https://x.example/","custom_id":"a"}]`), "a link with"},
	"options":            {"POST", sampleNew, sampleMenu(sampleList(25, `{"label":"#","value":"#"}`)), sampleMenu(sampleList(26, `{"label":"#","value":"#"}`)), "menu has 26"},
	"no options":         {"POST", sampleNew, samplePlain, sampleMenu(`[]`), "menu has 0"},
	"same option":        {"POST", sampleNew, samplePlain, sampleMenu(sampleList(2, `{"label":"#","value":"a"}`)), "one value"},
	"option's label":     {"POST", sampleNew, samplePlain, sampleMenu(`[{"label":"` + sampleText(101) + `","value":"a"}]`), "101 characters"},
	"placeholder":        {"POST", sampleNew, samplePlain, sampleClassic(`[{"type":3,"custom_id":"m","placeholder":"` + sampleText(151) + `","options":[{"label":"x","value":"x"}]}]`), "placeholder"},
	"max_values":         {"POST", sampleNew, samplePlain, sampleClassic(`[{"type":3,"custom_id":"m","max_values":2,"options":[{"label":"x","value":"x"}]}]`), "max_values"},
	"unknown component":  {"POST", sampleNew, samplePlain, sampleV2(`[{"type":99}]`), "unknown"},
	"input outside":      {"POST", sampleNew, samplePlain, sampleClassic(`[{"type":4,"custom_id":"i","style":1}]`), "outside of a modal"},
	"missing picture":    {"POST", sampleNew, sampleV2(`[{"type":12,"items":[{"media":{"url":"https://x.example/a.png"},"description":"x"}]}]`), sampleV2(`[{"type":12,"items":[{"media":{"url":"attachment://a.png"},"description":"x"}]}]`), "did not come"},
	"picture without an alt text": {"POST", sampleNew, samplePlain,
		sampleV2(`[{"type":12,"items":[{"media":{"url":"https://x.example/a.png"}}]}]`), "alt text"},
	"attachment without a file": {"POST", sampleNew, samplePlain, `{"content":"x",` + sampleMute + `,"attachments":[{"id":0,"filename":"a.png"}]}`, "without a file"},
	"thread":                    {"POST", "channels/1/messages/2/threads", `{"name":"` + sampleText(100) + `"}`, `{"name":"` + sampleText(101) + `"}`, "name"},
	"recipient":                 {"POST", "users/@me/channels", `{"recipient_id":"1"}`, `{"recipient_id":"x"}`, "recipient_id"},

	"no data":         {"POST", sampleReply, `{"type":4,"data":` + samplePlain + `}`, `{"type":4}`, "no data"},
	"empty reply":     {"POST", sampleReply, `{"type":4,"data":` + samplePlain + `}`, `{"type":4,"data":{"flags":64}}`, "says nothing"},
	"ping in a reply": {"POST", sampleReply, `{"type":4,"data":` + samplePlain + `}`, `{"type":4,"data":{"content":"x"}}`, "allowed_mentions"},
	"type of a reply": {"POST", sampleReply, `{"type":1}`, `{"type":3}`, "unknown"},
	"deferred":        {"POST", sampleReply, `{"type":5,"data":{"flags":64}}`, `{"type":5,"data":{"flags":32832}}`, "deferred"},
	"deferred edit":   {"POST", sampleReply, `{"type":6}`, `{"type":6,"data":{}}`, "data with type"},
	"no choices":      {"POST", sampleReply, `{"type":8,"data":{"choices":[]}}`, `{"type":8,"data":{}}`, "no list"},
	"choices":         {"POST", sampleReply, `{"type":8,"data":{"choices":` + sampleList(25, `{"name":"#","value":"#"}`) + `}}`, `{"type":8,"data":{"choices":` + sampleList(26, `{"name":"#","value":"#"}`) + `}}`, "choices has 26"},
	"choice's name":   {"POST", sampleReply, `{"type":8,"data":{"choices":[]}}`, `{"type":8,"data":{"choices":[{"name":"` + sampleText(101) + `","value":"a"}]}}`, "name of a choice"},
	"choice's value":  {"POST", sampleReply, `{"type":8,"data":{"choices":[]}}`, `{"type":8,"data":{"choices":[{"name":"a","value":"` + sampleText(101) + `"}]}}`, "value of a choice"},
	"modal's title":   {"POST", sampleReply, sampleModal(sampleText(45), `[{"type":18,"label":"x","component":{"type":4,"custom_id":"i","style":2}}]`), sampleModal(sampleText(46), `[{"type":18,"label":"x","component":{"type":4,"custom_id":"i","style":2}}]`), "title has 46"},
	"empty modal":     {"POST", sampleReply, sampleModal("x", `[{"type":1,"components":[{"type":4,"custom_id":"i","style":1,"label":"x"}]}]`), sampleModal("x", `[]`), "modal has 0"},
	"input's value": {"POST", sampleReply, sampleModal("x", `[{"type":1,"components":[{"type":4,"custom_id":"i","style":1}]}]`),
		sampleModal("x", `[{"type":1,"components":[{"type":4,"custom_id":"i","style":1,"max_length":3,"value":"four"}]}]`), "longer than"},
	"input's label": {"POST", sampleReply, sampleModal("x", `[{"type":1,"components":[{"type":4,"custom_id":"i","style":1,"label":"`+sampleText(45)+`"}]}]`),
		sampleModal("x", `[{"type":1,"components":[{"type":4,"custom_id":"i","style":1,"label":"`+sampleText(46)+`"}]}]`), "label of an input"},
	"label without a component": {"POST", sampleReply, sampleModal("x", `[{"type":18,"label":"x","component":{"type":4,"custom_id":"i","style":2}}]`), sampleModal("x", `[{"type":18,"label":"x"}]`), "without a component"},

	"no list of commands":      {"PUT", sampleSet, `[]`, `{}`, "no list"},
	"command's name":           {"PUT", sampleSet, sampleCommand(``), `[{"name":"Career","description":"Ask"}]`, "name"},
	"command's description":    {"PUT", sampleSet, sampleCommand(``), `[{"name":"career","description":"` + sampleText(101) + `"}]`, "description of career"},
	"two of a name":            {"PUT", sampleSet, `[{"name":"career","description":"Ask"},{"name":"career","type":3}]`, sampleList(2, `{"name":"career","description":"Ask"}`), "two commands"},
	"menu command":             {"PUT", sampleSet, `[{"name":"Look up","type":3}]`, `[{"name":"Look up","type":3,"description":"x"}]`, "with a description"},
	"options of a command":     {"PUT", sampleSet, sampleCommand(`,"options":` + sampleList(25, `{"name":"#","description":"x"}`)), sampleCommand(`,"options":` + sampleList(26, `{"name":"#","description":"x"}`)), "26"},
	"required option":          {"PUT", sampleSet, sampleCommand(``), sampleCommand(`,"options":[{"name":"a","description":"x"},{"name":"b","description":"x","required":true}]`), "required"},
	"choices and autocomplete": {"PUT", sampleSet, sampleCommand(``), sampleCommand(`,"options":[{"name":"a","description":"x","autocomplete":true,"choices":[]}]`), "autocomplete"},
	"characters of a command":  {"PUT", sampleSet, sampleCommand(``), sampleCommand(`,"options":` + sampleList(25, `{"name":"#","description":"x","choices":`+sampleList(4, `{"name":"`+sampleText(50)+`","value":"`+sampleText(40)+`"}`)+`}`)), "8,000"},
}

// TestLimitsOfFiles has a message with files, some of which break a limit.
func TestLimitsOfFiles(t *testing.T) {
	t.Parallel()
	named := func(alt string) string {
		return `{"content":"x",` + sampleMute + `,"attachments":[{"id":0,"filename":"a.png","description":"` + alt + `"}]}`
	}
	for name, tt := range map[string]struct {
		payload string
		field   string
		size    int
		want    string // "" for no fault
	}{
		"good":        {named(sampleText(1024)), "files[0]", 100, ""},
		"alt text":    {named(sampleText(1025)), "files[0]", 100, "alt text has 1025"},
		"nameless":    {samplePlain, "files[0]", 100, "have an attachment"},
		"field":       {named("x"), "file", 100, "is called"},
		"size":        {named("x"), "files[0]", 10<<20 + 1, "bytes"},
		"no message":  {"", "files[0]", 100, "no payload_json"},
		"broken JSON": {`{`, "files[0]", 100, "no JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var body bytes.Buffer
			form := multipart.NewWriter(&body)
			if tt.payload != "" {
				form.WriteField("payload_json", tt.payload)
			}
			part, err := form.CreateFormFile(tt.field, "a.png")
			if err != nil {
				t.Fatal(err)
			}
			part.Write(make([]byte, tt.size))
			form.Close()
			r := httptest.NewRequest("POST", "/api/v10/"+sampleNew, nil)
			r.Header.Set("User-Agent", "DiscordBot (http://localhost:8080/, dev)")
			r.Header.Set("Content-Type", form.FormDataContentType())
			got := strings.Join(requestFaults(r, body.Bytes()), "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("Got faults %q, want %q", got, tt.want)
			}
		})
	}
}
