package discord

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// Discord's documented limits. Characters are code points.
const (
	limitContent    = 2000
	limitTextsV2    = 4000 // over all text displays of a message
	limitComponents = 40   // in all, with Components V2
	limitFiles      = 10
	limitFile       = 10 << 20
	limitBody       = 25 << 20
	limitAlt        = 1024
	limitNonce      = 25
	limitCustomID   = 100

	specFlagSuppressEmbeds = 1 << 2
	specFlagEphemeral      = 1 << 6
	specFlagSilent         = 1 << 12
	specFlagV2             = 1 << 15
)

// withinLimits serves what next serves, and fails the test for every request that
// breaks a limit of Discord's.
func withinLimits(t testing.TB, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			for _, fault := range requestFaults(r, body) {
				t.Errorf("%s %s: %s", r.Method, r.URL.Path, fault)
			}
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}

// requestFaults says in words which limits a request breaks.
func requestFaults(r *http.Request, body []byte) []string {
	c := new(limitChecker)
	c.check(regexp.MustCompile(`^DiscordBot \(\S+, \S+\)`).MatchString(r.Header.Get("User-Agent")) || r.Header.Get("Upgrade") != "",
		"User-Agent %q is not as Discord asks", r.Header.Get("User-Agent"))
	_, path, _ := strings.Cut(r.URL.Path, "/api/v10/")
	if len(body) > 0 {
		c.body(r.Method+" "+path, r.Header.Get("Content-Type"), body)
	}
	if limit := r.URL.Query().Get("limit"); limit != "" {
		n, err := strconv.Atoi(limit)
		c.check(err == nil && n >= 1 && n <= 100, "limit=%s is not 1 to 100", limit)
	}
	return c.faults
}

// replyFaults says in words which limits a response to an interaction breaks,
// as it stands in the body of an HTTP answer or of a callback.
func replyFaults(body []byte) []string {
	c := new(limitChecker)
	var in jsonObject
	if c.check(json.Unmarshal(body, &in) == nil, "no JSON object") {
		c.reply(in)
	}
	return c.faults
}

type jsonObject = map[string]any

// A limitChecker collects what is wrong with one request.
type limitChecker struct {
	faults     []string
	files      map[string]int // names and sizes of those that came along
	ids        map[string]bool
	components int
	texts      int
	modal      bool
}

func (c *limitChecker) check(ok bool, format string, args ...any) bool {
	if !ok {
		c.faults = append(c.faults, fmt.Sprintf(format, args...))
	}
	return ok
}

// length holds a text to a number of characters.
func (c *limitChecker) length(what string, v any, least, most int) {
	s, ok := v.(string)
	if v == nil && least == 0 {
		return
	}
	n := utf8.RuneCountInString(s)
	c.check(ok && n >= least && n <= most, "%s has %d characters, want %d to %d", what, n, least, most)
}

// list returns a list, nil for none.
func (c *limitChecker) list(what string, v any, least, most int) []any {
	l, ok := v.([]any)
	if v == nil && least == 0 {
		return nil
	}
	c.check(ok && len(l) >= least && len(l) <= most, "%s has %d entries, want %d to %d", what, len(l), least, most)
	return l
}

// objects is list for lists of objects.
func (c *limitChecker) objects(what string, v any, least, most int) (out []jsonObject) {
	for _, e := range c.list(what, v, least, most) {
		if o, ok := e.(jsonObject); c.check(ok, "%s: an entry is no object", what) {
			out = append(out, o)
		}
	}
	return out
}

// limitRoutes says what the body of a request is.
var limitRoutes = []struct {
	way   *regexp.Regexp
	check func(c *limitChecker, in jsonObject)
}{
	{regexp.MustCompile(`^POST channels/\d+/messages$`), (*limitChecker).newMessage},
	{regexp.MustCompile(`^PATCH channels/\d+/messages/\d+$`), (*limitChecker).message},
	{regexp.MustCompile(`^POST webhooks/\d+/[^/]+$`), (*limitChecker).message},
	{regexp.MustCompile(`^PATCH webhooks/\d+/[^/]+/messages/(@original|\d+)$`), (*limitChecker).message},
	{regexp.MustCompile(`^POST interactions/\d+/[^/]+/callback$`), (*limitChecker).reply},
	{regexp.MustCompile(`^POST channels/\d+(/messages/\d+)?/threads$`), func(c *limitChecker, in jsonObject) { c.length("name", in["name"], 1, 100) }},
	{regexp.MustCompile(`^POST users/@me/channels$`), func(c *limitChecker, in jsonObject) {
		id, _ := in["recipient_id"].(string)
		c.check(isSnowflake(id), "recipient_id %q is no id", id)
	}},
	{regexp.MustCompile(`^PATCH applications/(@me|\d+)$`), func(*limitChecker, jsonObject) {}},
}

var limitCommandsWay = regexp.MustCompile(`^PUT applications/\d+(/guilds/\d+)?/commands$`)

// body checks the body of a request, JSON or with files.
func (c *limitChecker) body(way, kind string, body []byte) {
	c.check(len(body) <= limitBody, "the request has %d bytes", len(body))
	media, params, _ := mime.ParseMediaType(kind)
	if media == "multipart/form-data" {
		body = c.parts(multipart.NewReader(bytes.NewReader(body), params["boundary"]))
	} else {
		c.check(media == "application/json", "Content-Type is %q", kind)
	}
	if limitCommandsWay.MatchString(way) {
		c.commands(body)
		return
	}
	var in jsonObject
	if !c.check(json.Unmarshal(body, &in) == nil, "the body is no JSON object") {
		return
	}
	for _, r := range limitRoutes {
		if r.way.MatchString(way) {
			r.check(c, in)
			return
		}
	}
	c.check(false, "nobody has said what the limits of this request are")
}

// parts reads the files of a body and returns its JSON.
func (c *limitChecker) parts(r *multipart.Reader) (payload []byte) {
	c.files = make(map[string]int)
	for n := 0; ; {
		part, err := r.NextPart()
		if err == io.EOF {
			c.check(payload != nil, "no payload_json")
			c.check(n <= limitFiles, "%d files", n)
			return payload
		}
		if !c.check(err == nil, "the parts cannot be read: %v", err) {
			return payload
		}
		data, _ := io.ReadAll(part)
		if part.FormName() == "payload_json" {
			payload = data
			continue
		}
		c.check(part.FormName() == fmt.Sprintf("files[%d]", n), "file %d is called %q", n, part.FormName())
		c.check(part.FileName() != "" && len(data) <= limitFile, "file %d is %q with %d bytes", n, part.FileName(), len(data))
		c.files[part.FileName()] = len(data)
		n++
	}
}

// newMessage checks a message for a channel.
func (c *limitChecker) newMessage(in jsonObject) {
	c.message(in)
	c.check(c.mute(in["allowed_mentions"]), "allowed_mentions is %v, want an empty parse", in["allowed_mentions"])
	c.length("nonce", in["nonce"], 0, limitNonce)
	if in["enforce_nonce"] == true {
		c.length("nonce", in["nonce"], 1, limitNonce)
	}
	if ref, ok := in["message_reference"].(jsonObject); ok {
		id, _ := ref["message_id"].(string)
		c.check(isSnowflake(id) && ref["fail_if_not_exists"] == false, "message_reference is %v", ref)
	}
}

// mute reports whether allowed mentions are such that nobody is pinged.
func (c *limitChecker) mute(v any) bool {
	in, _ := v.(jsonObject)
	parse, ok := in["parse"].([]any)
	users, _ := in["users"].([]any)
	roles, _ := in["roles"].([]any)
	return ok && len(parse) == 0 && len(users) == 0 && len(roles) == 0 && in["replied_user"] != true
}

// message checks what all messages have in common: new ones, edited ones, and
// those that answer an interaction.
func (c *limitChecker) message(in jsonObject) {
	flags, _ := in["flags"].(float64)
	v2 := int(flags)&specFlagV2 != 0
	c.check(int(flags)&^(specFlagSuppressEmbeds|specFlagEphemeral|specFlagSilent|specFlagV2) == 0, "flags are %v", in["flags"])
	if _, says := in["content"]; says || in["components"] != nil {
		c.check(c.mute(in["allowed_mentions"]), "allowed_mentions is %v, want an empty parse", in["allowed_mentions"])
	}
	c.length("content", in["content"], 0, limitContent)
	c.check(len(c.list("embeds", in["embeds"], 0, 10)) == 0 || !v2, "embeds with Components V2")
	c.attachments(in["attachments"])
	list := c.objects("components", in["components"], 0, limitComponents)
	if v2 {
		content, _ := in["content"].(string)
		c.check(content == "" && in["poll"] == nil && in["sticker_ids"] == nil, "more than components with Components V2")
		c.check(len(list) > 0, "no components")
	} else {
		c.check(len(list) <= 5, "%d rows", len(list))
	}
	for _, o := range list {
		c.check(v2 || o["type"] == 1.0, "component %v without the flag for Components V2", o["type"])
		c.component(o)
	}
	c.check(c.components <= limitComponents, "%d components", c.components)
	c.check(c.texts <= limitTextsV2, "%d characters of text", c.texts)
}

// attachments checks the list that names the files of a message.
func (c *limitChecker) attachments(v any) {
	named := 0
	for _, o := range c.objects("attachments", v, 0, limitFiles) {
		c.length("alt text", o["description"], 0, limitAlt)
		if name, ok := o["filename"].(string); ok {
			_, came := c.files[name]
			c.check(came, "attachment %q without a file", name)
			named++
		}
	}
	c.check(named == len(c.files), "%d of %d files have an attachment, and so an alt text", named, len(c.files))
}

func TestLimitsAreNoticed(t *testing.T) {
	t.Parallel()
	faults := func(method, path, body string) string {
		r := httptest.NewRequest(method, "/api/v10/"+path, nil)
		r.Header.Set("User-Agent", "DiscordBot (http://localhost:8080/, dev)")
		r.Header.Set("Content-Type", "application/json")
		return strings.Join(requestFaults(r, []byte(body)), "\n")
	}
	for name, tt := range brokenRequests {
		if got := faults(tt.method, tt.path, tt.good); got != "" {
			t.Errorf("%s: got faults %q in a good request", name, got)
		}
		got := faults(tt.method, tt.path, tt.bad)
		if got == "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: got faults %q, want %q", name, got, tt.want)
		}
		if alone := strings.Join(replyFaults([]byte(tt.bad)), "\n"); tt.path == sampleReply && alone != got {
			t.Errorf("%s: got faults %q in the reply alone, want %q", name, alone, got)
		}
	}
	if got := faults("POST", "channels/1/webhooks", `{}`); !strings.Contains(got, "nobody has said") {
		t.Errorf("Got faults %q for a request without limits", got)
	}
	if got := faults("GET", "channels/1/messages?limit=101", ""); !strings.Contains(got, "1 to 100") {
		t.Errorf("Got faults %q for too long a page", got)
	}
	if got := requestFaults(httptest.NewRequest("GET", "/api/v10/users/@me", nil), nil); len(got) != 1 {
		t.Errorf("Got faults %q for a request of nobody, want one", got)
	}
}
