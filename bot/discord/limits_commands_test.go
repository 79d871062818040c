package discord

import (
	"encoding/json"
	"regexp"
	"unicode/utf8"
)

// Types of responses to an interaction.
const (
	specReplyPong      = 1
	specReplyMessage   = 4
	specReplyDeferred  = 5
	specReplyDeferEdit = 6
	specReplyEdit      = 7
	specReplyChoices   = 8
	specReplyModal     = 9
	limitModalTitle    = 45
)

// reply checks a response to an interaction.
func (c *limitChecker) reply(in jsonObject) {
	data, _ := in["data"].(jsonObject)
	kind, _ := in["type"].(float64)
	switch int(kind) {
	case specReplyPong, specReplyDeferEdit:
		c.check(data == nil, "data with type %v", kind)
	case specReplyMessage, specReplyEdit:
		if c.check(data != nil, "no data") {
			c.message(data)
		}
		if kind == specReplyMessage {
			c.check(data["content"] != nil && data["content"] != "" || data["components"] != nil, "a message that says nothing")
		}
	case specReplyDeferred:
		flags, _ := data["flags"].(float64)
		c.check(len(data) == 0 || len(data) == 1 && flags == specFlagEphemeral, "data %v of a deferred message", data)
	case specReplyChoices:
		c.check(data["choices"] != nil, "no list of choices")
		c.choices(data["choices"])
	case specReplyModal:
		c.modal = true
		c.length("title", data["title"], 1, limitModalTitle)
		c.length("custom_id", data["custom_id"], 1, limitCustomID)
		for _, o := range c.objects("modal", data["components"], 1, 5) {
			c.component(o)
		}
	default:
		c.check(false, "type %v is unknown", in["type"])
	}
}

// choices checks what autocomplete or an option offers.
func (c *limitChecker) choices(v any) {
	for _, o := range c.objects("choices", v, 0, 25) {
		c.length("name of a choice", o["name"], 1, 100)
		if _, text := o["value"].(string); text || o["value"] == nil {
			c.length("value of a choice", o["value"], 1, 100)
		}
	}
}

var (
	limitSlashName = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)
	limitUpperCase = regexp.MustCompile(`\p{Lu}`)
)

// commands checks a whole set of commands.
func (c *limitChecker) commands(body []byte) {
	var all []jsonObject
	if !c.check(json.Unmarshal(body, &all) == nil, "the body is no list") {
		return
	}
	count, most := map[float64]int{}, map[float64]int{1: 100, 2: 15, 3: 15, 4: 1}
	names := map[[2]any]bool{}
	for _, o := range all {
		kind, _ := o["type"].(float64)
		if kind == 0 {
			kind = 1
		}
		count[kind]++
		c.check(count[kind] <= most[kind], "too many commands of type %v", kind)
		name := [2]any{kind, o["name"]}
		c.check(!names[name], "two commands are called %v", o["name"])
		names[name] = true
		c.command(o, kind == 1)
	}
}

func (c *limitChecker) command(o jsonObject, slash bool) {
	c.length("name of a command", o["name"], 1, 32)
	if slash {
		c.named(o)
		c.check(c.options(o["options"], 0)+textsOf(o) <= 8000, "command %v has more than 8,000 characters", o["name"])
		return
	}
	c.check(o["description"] == nil || o["description"] == "", "a menu command with a description")
	c.check(o["options"] == nil, "a menu command with options")
}

// named checks the name and the description of a command or an option.
func (c *limitChecker) named(o jsonObject) {
	name, _ := o["name"].(string)
	c.check(limitSlashName.MatchString(name) && !limitUpperCase.MatchString(name), "name %q", name)
	c.length("description of "+name, o["description"], 1, 100)
}

// options checks the options of a command and returns how long their texts are.
func (c *limitChecker) options(v any, depth int) (total int) {
	optional := false
	names := map[any]bool{}
	for _, o := range c.objects("options", v, 0, 25) {
		c.named(o)
		c.check(!names[o["name"]], "two options are called %v", o["name"])
		names[o["name"]] = true
		c.check(o["required"] != true || !optional, "required option %v behind one that is not", o["name"])
		optional = optional || o["required"] != true
		c.choices(o["choices"])
		c.check(o["autocomplete"] != true || o["choices"] == nil, "option %v has choices and autocomplete", o["name"])
		for what, most := range map[string]float64{"min_length": 6000, "max_length": 6000} {
			n, ok := o[what].(float64)
			c.check(!ok || n >= 0 && n <= most, "%s %v", what, n)
		}
		total += textsOf(o)
		for _, choice := range c.objects("choices", o["choices"], 0, 25) {
			total += textsOf(choice)
		}
		if c.check(depth < 3, "options too deep") {
			total += c.options(o["options"], depth+1)
		}
	}
	return total
}

// textsOf counts the characters of a name, a description and a value.
func textsOf(o jsonObject) (n int) {
	for _, what := range []string{"name", "description", "value"} {
		s, _ := o[what].(string)
		n += utf8.RuneCountInString(s)
	}
	return n
}
