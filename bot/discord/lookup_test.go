package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"careerbot/bot"
)

// menuOn returns the menu of a message that somebody wrote.
func menuOn(author, text string) fields {
	return fields{"data": fields{"id": "1", "name": lookUpName, "type": 3, "target_id": askedID, "resolved": fields{"messages": fields{
		askedID: fields{"id": askedID, "content": text, "channel_id": channelID, "author": fields{"id": author}},
	}}}}
}

func TestLookUp(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for _, tt := range []struct {
		name   string
		author string
		change fields
		post   bool
	}{{"of another", staffID, nil, false}, {"one's own", aliceID, nil, true}, {"by staff", staffID, staffMember, true}} {
		got := r.say(menuOn(tt.author, "<@"+selfID+"> hi all, whats mid devops pay in the uk?"), tt.change)
		has(t, got, "£60,000–£85,000")
		ids := got.ids()
		if !got.private() || (ids["Post as reply"] != "") != tt.post || ids["Edit question"] == "" || ids["Discard"] == "" {
			t.Errorf("%s: private %t with %v", tt.name, got.private(), ids)
		}
	}
	r.quiet()
}

// TestPostAsReply: the answer to a message that was looked up is a reply to it,
// which pings nobody; where the bot is no member it stands beside.
func TestPostAsReply(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	got := r.say(menuOn(aliceID, "mid devops pay, uk, for my friend Bob"))
	r.pressLater(got, "Post as reply")
	reply := r.call("POST channels/" + channelID + "/messages")
	var body struct {
		Reference reference       `json:"message_reference"`
		Mentions  allowedMentions `json:"allowed_mentions"`
	}
	if err := json.Unmarshal([]byte(reply.body), &body); err != nil || body.Reference.MessageID != askedID || body.Mentions.RepliedUser {
		t.Errorf("Posted %s (%v)", reply.body, err)
	}
	if !strings.Contains(reply.body, readAs+"Pay, Mid-level DevOps Engineer, UK") || strings.Contains(reply.body, "Bob") {
		t.Errorf("Posted %s", reply.body)
	}
	r.call("PATCH webhooks/")
	brought := fields{"authorizing_integration_owners": fields{"1": aliceID}, "app_permissions": "2147483647"}
	for i, change := range []fields{brought, {"guild_id": nil, "context": 2, "member": nil, "user": fields{"id": aliceID}}} {
		e := under(got, "Post as reply")
		e["message"].(fields)["id"] = replyID[:17] + string(rune('1'+i))
		r.post(r.event(typePress, e, change))
		r.call("POST interactions/")
		r.call("POST webhooks/" + appID)
		r.call("PATCH webhooks/")
	}
	r.quiet()
}

// TestPostOfStaff: who is not staff any more posts no answer to others.
func TestPostOfStaff(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	got := r.say(menuOn(staffID, "mid devops pay uk"), staffMember)
	has(t, r.press(got, "Post as reply"), notAuthor)
	r.quiet()
}

func TestEditQuestion(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	got := r.say(menuOn(aliceID, "mid devops pay uk"))
	window := r.press(got, "Edit question")
	if window.Type != openWindow || window.Data.Title != "Edit the question" || !strings.Contains(string(window.Data.Components), "mid devops pay uk") {
		t.Fatalf("Got %+v", window)
	}
	submit := func(text any, legacy bool) heard {
		input := fields{"type": 4, "custom_id": inputID, "value": text}
		part := fields{"type": 18, "component": input}
		if legacy {
			part = fields{"type": 1, "components": []any{input}}
		}
		e := under(got, "Edit question")
		e["data"] = fields{"custom_id": window.Data.CustomID, "components": []any{part}}
		return r.do(typeWindow, e)
	}
	for _, legacy := range []bool{false, true} {
		edited := submit("senior devops pay us", legacy)
		has(t, edited, "$150,000–$220,000")
		if edited.Type != sayInPlace || edited.ids()["Post as reply"] == "" {
			t.Errorf("Answered by %d with %v", edited.Type, edited.ids())
		}
		if !legacy {
			r.pressLater(edited, "Post as reply")
			if call := r.call("POST channels/"); !strings.Contains(call.body, askedID) {
				t.Errorf("Posted %s", call.body)
			}
			r.call("PATCH webhooks/")
		}
	}
	has(t, submit(" ", false), nothingSaid)
	has(t, submit(nil, false), nothingSaid)
	has(t, r.do(typeWindow, fields{"data": fields{"custom_id": "x"}}), oldPress)
	has(t, r.do(typeWindow, fields{"data": fields{"custom_id": r.customID(pressed{does: "dance"})}}), oldPress)
	r.quiet()
}

// TestDiscard takes the preview away.
func TestDiscard(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	got := r.say(menuOn(staffID, "mid devops pay uk"))
	if later := r.pressLater(got, "Discard"); later.Type != sayNothing {
		t.Errorf("Answered by %d", later.Type)
	}
	r.call("DELETE webhooks/")
	r.quiet()
}

// TestLongQuestion is kept in memory, since no button holds it.
func TestLongQuestion(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	text := strings.Repeat("I am asking for a friend who wants to know. ", 80) + "What is the salary of a mid-level DevOps Engineer in the UK?"
	got := r.say(menuOn(aliceID, text))
	has(t, got, "£60,000–£85,000")
	r.pressLater(got, "Post as reply")
	r.call("POST channels/")
	r.call("PATCH webhooks/")
	window := r.press(got, "Edit question")
	if !strings.Contains(string(window.Data.Components), "mid-level DevOps Engineer in the UK?") {
		t.Errorf("The window holds %.200s", window.Data.Components)
	}
}

func TestLookUpNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for name, change := range map[string]fields{
		"no text":    menuOn(aliceID, " "),
		"a mention":  menuOn(aliceID, "<@"+selfID+">"),
		"no message": {"data": fields{"name": lookUpName, "type": 3, "target_id": askedID}},
		"null":       {"data": fields{"name": lookUpName, "type": 3, "target_id": askedID, "resolved": fields{"messages": fields{askedID: nil}}}},
		"no target":  {"data": fields{"name": lookUpName, "type": 3}},
	} {
		r.self.set(selfID)
		got := r.say(change)
		if !strings.Contains(got.text(), noText) {
			t.Errorf("%s: said %q", name, got.text())
		}
	}
	e := menuOn(aliceID, "mid devops pay uk")
	e["data"].(fields)["resolved"].(fields)["messages"].(fields)[askedID].(fields)["author"] = nil
	if got := r.say(e); got.ids()["Post as reply"] != "" {
		t.Error("A message of nobody is everybody's")
	}
}

// TestTellTheEditors passes on what the window has shown.
func TestTellTheEditors(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.desk.press = func(bot.Press) (bot.Answer, error) { return bot.PassedOnAnswer(), nil }
	got := r.ask("no cs degree and changing career late at 45, will anyone even hire me")
	if got.ids()["Ask in #career-mentors"] == "" {
		t.Errorf("No draft among %v", got.ids())
	}
	window := r.press(got, tellLabel)
	if window.Type != openWindow || strings.Contains(string(window.Data.Components), "45") || !strings.Contains(string(window.Data.Components), "no cs degree") {
		t.Fatalf("Got %+v", window)
	}
	submit := func(text string) heard {
		return r.do(typeWindow, fields{"data": fields{"custom_id": window.Data.CustomID, "components": []any{
			fields{"type": 10}, fields{"type": 18, "component": fields{"type": 4, "custom_id": inputID, "value": text}}}}})
	}
	has(t, submit("ask bob@example.org"), leaveOut)
	has(t, submit(""), nothingSaid)
	if len(r.desk.pressed) > 0 {
		t.Errorf("Passed on %+v", r.desk.pressed)
	}
	has(t, submit("will anyone hire me without a degree"), bot.PassedOnAnswer().Headline)
	if p := r.desk.lastPressed(); p.Act != bot.TellEditors || p.Arg != "will anyone hire me without a degree" {
		t.Errorf("Passed on %+v", p)
	}
	has(t, r.press(got, "Ask in #career-mentors"), draftTyped) // an amount may stand in it
	plain := r.ask("no cs degree and changing career late, will anyone even hire me")
	has(t, r.press(plain, "Ask in #career-mentors"), "no cs degree and changing career late", draftNote)
}

func TestNoEditorsInDistress(t *testing.T) {
	t.Parallel()
	got := newRig(t).ask("i want to kill myself because nobody hires me")
	if len(got.ids()) > 0 {
		t.Errorf("Somebody in distress gets %v", got.ids())
	}
}
