package discord

import (
	"strings"
	"unicode/utf8"
)

// Types of components.
const (
	specRow       = 1
	specButton    = 2
	specMenu      = 3
	specInput     = 4
	specSection   = 9
	specText      = 10
	specThumbnail = 11
	specGallery   = 12
	specFile      = 13
	specSeparator = 14
	specContainer = 17
	specLabel     = 18
)

// component checks a component and what stands in it.
func (c *limitChecker) component(o jsonObject) {
	c.components++
	kind, _ := o["type"].(float64)
	switch int(kind) {
	case specRow:
		c.row(o)
	case specButton:
		c.button(o)
	case specMenu, 5, 6, 7, 8:
		c.menu(o, kind == specMenu)
	case specInput:
		c.input(o)
	case specSection:
		for _, text := range c.objects("section", o["components"], 1, 3) {
			c.check(text["type"] == float64(specText), "component %v in a section", text["type"])
			c.component(text)
		}
		c.accessory(o["accessory"])
	case specText:
		c.length("text", o["content"], 1, limitTextsV2)
		text, _ := o["content"].(string)
		c.texts += utf8.RuneCountInString(text)
	case specThumbnail:
		c.media(o)
	case specGallery:
		for _, item := range c.objects("gallery", o["items"], 1, 10) {
			c.media(item)
		}
	case specFile:
		c.source(o["file"], true)
	case specSeparator:
		c.check(o["spacing"] == nil || o["spacing"] == 1.0 || o["spacing"] == 2.0, "spacing %v", o["spacing"])
	case specContainer:
		for _, inner := range c.objects("container", o["components"], 1, limitComponents) {
			c.check(inner["type"] != float64(specContainer), "a container in a container")
			c.component(inner)
		}
	case specLabel:
		c.label(o)
	default:
		c.check(false, "component %v is unknown", o["type"])
	}
}

// row checks up to five buttons, or one menu.
func (c *limitChecker) row(o jsonObject) {
	inner := c.objects("row", o["components"], 1, 5)
	for _, e := range inner {
		c.check(e["type"] == float64(specButton) || len(inner) == 1, "component %v beside others in a row", e["type"])
		c.component(e)
	}
}

func (c *limitChecker) accessory(v any) {
	o, ok := v.(jsonObject)
	if c.check(ok && (o["type"] == float64(specButton) || o["type"] == float64(specThumbnail)), "accessory is %v", v) {
		c.component(o)
	}
}

func (c *limitChecker) button(o jsonObject) {
	c.length("label", o["label"], 0, 80)
	c.check(o["label"] != nil && o["label"] != "" || o["emoji"] != nil, "a button without a label")
	style, _ := o["style"].(float64)
	if style == 5 {
		c.length("address of a button", o["url"], 1, 512)
		c.check(o["custom_id"] == nil, "a link with a custom_id")
		return
	}
	c.check(style >= 1 && style <= 4, "style %v", o["style"])
	c.customID(o)
}

// customID checks the id of a component, which no other of the message has.
func (c *limitChecker) customID(o jsonObject) {
	c.length("custom_id", o["custom_id"], 1, limitCustomID)
	id, _ := o["custom_id"].(string)
	c.check(!c.ids[id], "two components have one custom_id")
	if c.ids == nil {
		c.ids = make(map[string]bool)
	}
	c.ids[id] = true
}

func (c *limitChecker) menu(o jsonObject, own bool) {
	c.customID(o)
	c.length("placeholder", o["placeholder"], 0, 150)
	if !own {
		return
	}
	options := c.objects("menu", o["options"], 1, 25)
	values := map[any]bool{}
	for _, e := range options {
		c.length("label of an option", e["label"], 1, 100)
		c.length("value of an option", e["value"], 1, 100)
		c.length("description of an option", e["description"], 0, 100)
		c.check(!values[e["value"]], "two options have one value")
		values[e["value"]] = true
	}
	if most, ok := o["max_values"].(float64); ok {
		c.check(most >= 1 && int(most) <= len(options), "max_values %v of %d", most, len(options))
	}
}

func (c *limitChecker) input(o jsonObject) {
	c.check(c.modal, "an input outside of a modal")
	c.customID(o)
	c.check(o["style"] == 1.0 || o["style"] == 2.0, "style of an input is %v", o["style"])
	c.length("label of an input", o["label"], 0, 45)
	c.length("value of an input", o["value"], 0, 4000)
	c.length("placeholder", o["placeholder"], 0, 100)
	if most, ok := o["max_length"].(float64); ok {
		c.check(most >= 1 && most <= 4000, "max_length %v", most)
		value, _ := o["value"].(string)
		c.check(utf8.RuneCountInString(value) <= int(most), "the value of an input is longer than its max_length")
	}
}

func (c *limitChecker) label(o jsonObject) {
	c.check(c.modal, "a label outside of a modal")
	c.length("label", o["label"], 1, 45)
	c.length("description of a label", o["description"], 0, 100)
	inner, ok := o["component"].(jsonObject)
	if c.check(ok, "a label without a component") {
		c.component(inner)
	}
}

// media checks a picture and its alt text.
func (c *limitChecker) media(o jsonObject) {
	c.length("alt text", o["description"], 1, limitAlt) // ours always have one
	c.source(o["media"], false)
}

// source checks where a picture or file comes from.
func (c *limitChecker) source(v any, attached bool) {
	o, _ := v.(jsonObject)
	at, _ := o["url"].(string)
	name, ours := strings.CutPrefix(at, "attachment://")
	_, came := c.files[name]
	c.check(ours && came || !attached && strings.HasPrefix(at, "https://"), "%q did not come along", at)
}
