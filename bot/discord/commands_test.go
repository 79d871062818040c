package discord

import (
	"encoding/json"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"careerbot/bot"
)

func TestCareer(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	got := r.say(typedCommand("career", "question", " mid devops pay manchester? "))
	has(t, got, "Mid-level DevOps Engineer, UK: £60,000–£85,000")
	if got.Type != sayMessage || !got.private() {
		t.Errorf("Got type %d, private %t", got.Type, got.private())
	}
	for _, label := range []string{"Post in #careers", "Send to my DMs", "Level", "Country", "Helpful", "Not helpful"} {
		if got.ids()[label] == "" {
			t.Errorf("No %q among %v", label, got.ids())
		}
	}
	q := r.desk.lastAsked()
	if q.Text != "mid devops pay manchester?" || q.Tenant != guildID || q.Room != channelID || q.User != r.Key.Hash("discord", aliceID) || !q.Addressed || q.Staff || q.Aloud {
		t.Errorf("Asked %+v", q)
	}
	r.say(typedCommand("career", "question", "x"), staffMember)
	if q := r.desk.lastAsked(); !q.Staff {
		t.Errorf("Asked %+v, want staff", q)
	}
	r.quiet()
}

// TestCareerAlone: in the direct messages with the bot there is nobody to hide
// from, and nothing to post.
func TestCareerAlone(t *testing.T) {
	t.Parallel()
	got := newRig(t).say(typedCommand("career", "question", "senior devops us salary"), inDM)
	if got.private() || got.ids()["Post in this channel"]+got.ids()["Send to my DMs"] != "" || got.ids()["Level"] == "" {
		t.Errorf("Got private %t with %v", got.private(), got.ids())
	}
}

// TestOfferStays: an offer check is shown to nobody else.
func TestOfferStays(t *testing.T) {
	t.Parallel()
	got := newRig(t).say(typedCommand("career", "question", "got 50k for a junior devops job in leeds, is that ok?"))
	has(t, got, "Inside the range")
	for label := range got.ids() {
		if strings.HasPrefix(label, "Post") || strings.HasPrefix(label, "Send") || label == "Chart" {
			t.Errorf("An offer check has %q", label)
		}
	}
}

func TestPay(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for _, tt := range []struct {
		options []string
		want    string
	}{
		{[]string{"role", "DevOps Engineer", "level", "Senior", "country", "US"}, "Senior DevOps Engineer, US: $150,000–$220,000"},
		{[]string{"role", "swe", "level", "jr", "country", "Manchester"}, "Entry-level Software Engineer, UK: £30,000–£50,000"},
		{[]string{"role", "Software Engineer"}, "Staff/Principal"},
		{[]string{"role", "nurse", "country", "UK"}, "nurse"},
		{[]string{"role", "DevOps Engineer", "country", "Dubai"}, "Dubai"},
		{nil, "/career-pay"},
	} {
		has(t, r.say(typedCommand("career-pay", tt.options...)), tt.want)
	}
}

// TestEveryFeature: whatever is suggested to compare is answered by its row.
func TestEveryFeature(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	features := r.Articles.Suggest(bot.FeatureField, "", 25)
	if len(features) < 8 {
		t.Fatalf("Got features %q", features)
	}
	for _, f := range features {
		got := r.say(typedCommand("career-compare", "feature", f))
		has(t, got, f, "DevOps Engineer", "Software Engineer")
		if q := r.desk.lastAsked(); r.desk.Swap.Answer(q).Kind != bot.Comparison {
			t.Errorf("%q is answered by a %s", q.Text, r.desk.Swap.Answer(q).Kind)
		}
	}
	has(t, r.say(typedCommand("career-compare", "feature", "lunch")), notCompared, features[0])
}

func TestHelp(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	got := r.say(typedCommand("career-help"))
	has(t, got, "/career question", "/career-pay role level country", lookUpName)
	if strings.Contains(got.text(), "/career-settings") {
		t.Error("The help names the commands of staff to everybody")
	}
	has(t, r.say(typedCommand("career-help"), staffMember), "/career-settings auto-reply", "/career-unanswered")
}

func TestStaffCommands(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for _, name := range []string{"career-settings", "career-unanswered"} {
		has(t, r.say(typedCommand(name)), "Only staff")
	}
	if len(r.desk.pressed) > 0 {
		t.Errorf("Others than staff pressed %+v", r.desk.pressed)
	}
	thread := fields{"channel": fields{"id": channelID, "type": 11, "parent_id": "100000000000000020"}}
	for _, tt := range []struct {
		command fields
		change  fields
		want    bot.Press
	}{
		{typedCommand("career-settings"), nil, bot.Press{Act: bot.ShowSettings, Room: channelID}},
		{typedCommand("career-settings", "auto-reply", "on"), nil, bot.Press{Act: bot.SetAutoReply, Arg: "on", Room: channelID}},
		{typedCommand("career-settings", "auto-reply", "off"), thread, bot.Press{Act: bot.SetAutoReply, Room: "100000000000000020"}},
		{typedCommand("career-unanswered"), nil, bot.Press{Act: bot.ShowUnanswered, Room: channelID}},
	} {
		r.say(tt.command, staffMember, tt.change)
		tt.want.Tenant, tt.want.User, tt.want.Staff = guildID, r.Key.Hash("discord", aliceID), true
		if got := r.desk.lastPressed(); got != tt.want {
			t.Errorf("Pressed %+v, want %+v", got, tt.want)
		}
	}
}

// TestPrivacy: everything is deleted when that was confirmed, and not before.
func TestPrivacy(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.desk.press = func(p bot.Press) (bot.Answer, error) {
		if p.Act == bot.ShowPrivacy {
			return bot.PrivacyAnswer([]bot.Held{{What: "Votes on answers", Count: 2}}), nil
		}
		return bot.DeletedAnswer(2), nil
	}
	got := r.say(typedCommand("career-privacy"))
	has(t, got, "Votes on answers: 2")
	asked := r.press(got, "Delete my data")
	has(t, asked, reallyDelete)
	if p := r.desk.lastPressed(); p.Act != bot.ShowPrivacy {
		t.Fatalf("Pressed %+v before it was confirmed", p)
	}
	has(t, r.press(asked, "Keep it"), notKept)
	if p := r.desk.lastPressed(); p.Act != bot.ShowPrivacy {
		t.Fatalf("Pressed %+v where it was to be kept", p)
	}
	done := r.press(asked, "Delete my data")
	has(t, done, "all 2 things")
	if p := r.desk.lastPressed(); p.Act != bot.DeleteData || p.User != r.Key.Hash("discord", aliceID) || done.Type != sayInPlace {
		t.Errorf("Pressed %+v, shown by %d", p, done.Type)
	}
}

// TestRegistrationsKeepTheLimits of names, texts and numbers, and ask for all
// that is answered.
func TestRegistrationsKeepTheLimits(t *testing.T) {
	t.Parallel()
	raw, err := json.Marshal(registrations())
	if err != nil {
		t.Fatal(err)
	}
	req := httptest.NewRequest("PUT", "/api/v10/applications/1/commands", nil)
	req.Header.Set("User-Agent", "DiscordBot (http://localhost:8080/, dev)")
	req.Header.Set("Content-Type", "application/json")
	for _, fault := range requestFaults(req, raw) {
		t.Error(fault)
	}
	for _, reg := range registrations() {
		staff := strings.HasPrefix(reg.Description, "For staff")
		if staff != (reg.Permissions == manageServer) || staff != slices.Equal(reg.Contexts, []int{0}) || !staff && !slices.Equal(reg.Installs, []int{0, 1}) {
			t.Errorf("%s: permissions %q, contexts %v, installs %v", reg.Name, reg.Permissions, reg.Contexts, reg.Installs)
		}
		if strings.Contains(reg.Description, "!") {
			t.Errorf("%s: %q shouts", reg.Name, reg.Description)
		}
	}
}

func TestUnknownCommand(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	has(t, r.say(typedCommand("salary")), oldCommand)
	has(t, r.say(fields{"data": nil}), oldCommand)
	has(t, r.say(typedCommand("career")), "/career") // nothing typed asks for the help
}
