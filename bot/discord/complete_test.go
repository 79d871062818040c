package discord

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"careerbot/bot"
)

// typing returns an option that is being typed.
func typing(command, option string, value any, others ...string) fields {
	e := typedCommand(command, others...)
	data := e["data"].(fields)
	data["options"] = append(data["options"].([]fields), fields{"name": option, "type": 3, "value": value, "focused": true})
	return e
}

func TestComplete(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for _, tt := range []struct {
		change fields
		want   []string // the first of them
		none   bool
	}{
		{change: typing("career-pay", "role", ""), want: []string{"DevOps Engineer", "Software Engineer"}},
		{change: typing("career-pay", "role", "SOFT"), want: []string{"Software Engineer"}},
		{change: typing("career-pay", "country", "manch", "role", "x"), none: true},
		{change: typing("career-pay", "level", "jun"), none: true},
		{change: typing("career-pay", "level", "junior"), want: []string{"Entry-level"}},
		{change: typing("career-compare", "feature", "lang"), want: []string{"Core languages"}},
		{change: typing("career", "question", "senior devops salary in the us"), want: []string{"Senior DevOps Engineer salary in the US?"}},
		{change: typing("career", "question", strings.Repeat("a", 6000)), none: true},
		{change: typing("career", "question", 7), none: true},
		{change: typing("career", "question", nil), want: []string{""}},
		{change: typing("career", "other", "x"), none: true},
		{change: typing("career-settings", "auto-reply", "o"), none: true},
		{change: typing("salary", "role", ""), none: true},
		{change: typedCommand("career"), none: true},
		{change: fields{"data": nil}, none: true},
	} {
		got := r.do(typeAutocomplete, tt.change)
		var names []string
		for _, c := range got.Data.Choices {
			names = append(names, c.Name)
		}
		if got.Type != sayChoices || tt.none != (len(names) == 0) || len(names) > mostChoices {
			t.Errorf("%v: got %d choices by %d", tt.change, len(names), got.Type)
		}
		if len(tt.want) > 0 && tt.want[0] != "" && !slices.Equal(names[:min(len(names), len(tt.want))], tt.want) {
			t.Errorf("%v: got %q, want %q first", tt.change, names, tt.want)
		}
	}
	if len(r.desk.asked) > 0 {
		t.Errorf("Asked %+v while somebody types", r.desk.asked)
	}
}

// A listLibrary suggests what it holds.
type listLibrary struct {
	Library
	list []string
}

func (l listLibrary) Suggest(bot.Field, string, int) []string { return l.list }

// TestChoicesKeepTheLimits whatever the articles call things.
func TestChoicesKeepTheLimits(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	var list []string
	for i := range 60 {
		list = append(list, strings.Repeat("é", 10*i), fmt.Sprint(i), " ")
	}
	r.Articles = listLibrary{r.Articles, list}
	if got := r.do(typeAutocomplete, typing("career", "question", "x")); len(got.Data.Choices) != mostChoices {
		t.Errorf("Got %d choices", len(got.Data.Choices))
	}
	r.Articles = nil
	if got := r.do(typeAutocomplete, typing("career", "question", "x")); len(got.Data.Choices) != 0 {
		t.Errorf("Got %d choices without articles", len(got.Data.Choices))
	}
}
