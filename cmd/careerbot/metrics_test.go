package main

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"careerbot/bot"
	"careerbot/bot/discord"
	"careerbot/bot/slack"
	"careerbot/bot/state"
	"careerbot/bot/web"
)

// wholeMetrics are metrics that read everything there is to read; every count
// has a value of its own.
func wholeMetrics() *metrics {
	m := newMetrics("v1.2.3")
	m.readDesk(func() state.Counts {
		c := state.Counts{Oldest: 1500 * time.Millisecond}
		number(&c, 100)
		return c
	})
	m.readSlack(func() slack.Stats {
		var s slack.Stats
		number(&s, 200)
		return s
	})
	m.readDiscord(func() discord.Stats {
		var s discord.Stats
		number(&s, 300)
		return s
	})
	m.readArticles(func() reloads {
		return reloads{articles: 7, err: errors.New("broken"), taken: 1, unreadable: 2, broken: 3}
	})
	m.readChecks([]web.Check{
		{Name: "state", Look: func() (string, bool) { return "writable", true }},
		{Name: "slack", Look: func() (string, bool) { return "refused", false }},
	})
	return m
}

// number sets the counts of a struct to first, first+1 and so on.
func number(s any, first int64) {
	v := reflect.ValueOf(s).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Type().Kind() == reflect.Int64 && f.IsZero() {
			f.SetInt(first + int64(i))
		}
	}
}

// scrape asks for the metrics as Prometheus does and returns the values by the
// name and labels of their series; of a histogram, how many were observed.
func scrape(t *testing.T, m *metrics) (series map[string]float64, names []string, text string) {
	t.Helper()
	w := httptest.NewRecorder()
	m.handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	text = w.Body.String()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		t.Fatalf("the metrics cannot be read: %v\n%s", err, text)
	}
	series = make(map[string]float64)
	for name, family := range families {
		for _, x := range family.GetMetric() {
			var labels []string
			for _, l := range x.GetLabel() {
				labels = append(labels, l.GetName()+"="+l.GetValue())
			}
			series[strings.Join(append([]string{name}, labels...), " ")] =
				x.GetCounter().GetValue() + x.GetGauge().GetValue() + float64(x.GetHistogram().GetSampleCount())
		}
	}
	return series, slices.Sorted(maps.Keys(families)), text
}

// TestMetricsOfCounts: each count stands under its own name.
func TestMetricsOfCounts(t *testing.T) {
	series, _, _ := scrape(t, wholeMetrics())
	var counts state.Counts
	number(&counts, 100)
	var stats slack.Stats
	number(&stats, 200)
	var gateway discord.Stats
	number(&gateway, 300)
	want := map[string]int64{
		"careerbot_messages_accepted_total":                 counts.Accepted,
		"careerbot_messages_duplicate_total":                counts.Duplicates,
		"careerbot_messages_silent_total":                   counts.Silent,
		"careerbot_messages_shed_total":                     counts.Shed,
		"careerbot_messages_too_fast_total":                 counts.TooFast,
		"careerbot_sends_total end=sent":                    counts.Sent,
		"careerbot_sends_total end=late":                    counts.Late,
		"careerbot_sends_total end=answered":                counts.Answered,
		"careerbot_sends_total end=failed":                  counts.Failed,
		"careerbot_sends_total end=unsettled":               counts.Unsettled,
		"careerbot_send_retries_total":                      counts.Retries,
		"careerbot_send_limited_total":                      counts.Limited,
		"careerbot_panics_total":                            counts.Panics,
		"careerbot_outbox_mails":                            counts.Waiting,
		"careerbot_slack_commands_total":                    stats.Commands,
		"careerbot_slack_messages_total":                    stats.Messages,
		"careerbot_slack_presses_total":                     stats.Presses,
		"careerbot_slack_redelivered_total":                 stats.Redelivered,
		"careerbot_slack_duplicate_total":                   stats.Duplicate,
		"careerbot_slack_ignored_total":                     stats.Ignored,
		"careerbot_slack_forged_total":                      stats.Forged,
		"careerbot_slack_malformed_total":                   stats.Malformed,
		"careerbot_slack_failed_total":                      stats.Failed,
		"careerbot_slack_busy_total":                        stats.Busy,
		"careerbot_slack_busy_told_total":                   stats.Told,
		"careerbot_slack_uninstalls_total":                  stats.Uninstalls,
		"careerbot_discord_messages_total":                  gateway.Messages,
		"careerbot_discord_ignored_total":                   gateway.Ignored,
		"careerbot_discord_malformed_total":                 gateway.Malformed,
		"careerbot_discord_retries_total":                   gateway.Retries,
		"careerbot_discord_busy_total":                      gateway.Busy,
		"careerbot_discord_dropped_total":                   gateway.Dropped,
		"careerbot_discord_failed_total":                    gateway.Failed,
		"careerbot_discord_removals_total":                  gateway.Removals,
		"careerbot_discord_overheard_total":                 gateway.Overheard,
		"careerbot_discord_revisions_total":                 gateway.Revisions,
		"careerbot_discord_caught_up_total":                 gateway.CaughtUp,
		"careerbot_discord_welcomes_total":                  gateway.Welcomes,
		"careerbot_discord_posts_total":                     gateway.Sent,
		"careerbot_discord_posts_plainer_total":             gateway.Plainer,
		"careerbot_discord_identifies_total":                gateway.Identifies,
		"careerbot_discord_resumes_total":                   gateway.Resumes,
		"careerbot_discord_reconnects_total":                gateway.Reconnects,
		"careerbot_discord_commands_total":                  gateway.Commands,
		"careerbot_discord_completions_total":               gateway.Completions,
		"careerbot_discord_presses_total":                   gateway.Presses,
		"careerbot_discord_forged_total":                    gateway.Forged,
		"careerbot_discord_repeated_total":                  gateway.Repeated,
		"careerbot_discord_unanswered_total":                gateway.Unanswered,
		"careerbot_discord_registrations_total":             gateway.Registrations,
		"careerbot_discord_limited_total":                   gateway.Limited,
		"careerbot_discord_refused_total":                   gateway.Refused,
		"careerbot_discord_held_total":                      gateway.Held,
		"careerbot_discord_redone_total":                    gateway.Redone,
		"careerbot_discord_breaks_total":                    gateway.Breaks,
		"careerbot_slack_posts_total":                       stats.Sent,
		"careerbot_slack_posts_text_only_total":             stats.TextOnly,
		"careerbot_slack_workspaces":                        stats.Workspaces,
		"careerbot_slack_installs_total":                    stats.Installed,
		"careerbot_slack_installs_refused_total":            stats.InstallRefused,
		"careerbot_slack_connections":                       stats.Connections,
		"careerbot_slack_reconnects_total":                  stats.Reconnects,
		"careerbot_slack_envelopes_total":                   stats.Envelopes,
		"careerbot_slack_envelopes_malformed_total":         stats.BadEnvelopes,
		"careerbot_slack_envelopes_unacknowledged_total":    stats.Unacknowledged,
		"careerbot_articles":                                7,
		"careerbot_articles_current":                        0,
		"careerbot_article_reloads_total result=taken":      1,
		"careerbot_article_reloads_total result=broken":     3,
		"careerbot_ready check=state":                       1,
		"careerbot_ready check=slack":                       0,
		"careerbot_article_reloads_total result=unreadable": 2,
	}
	for name, value := range want {
		if got, ok := series[name]; !ok || got != float64(value) {
			t.Errorf("%s = %v, %v, want %d", name, got, ok, value)
		}
	}
	if got := series["careerbot_outbox_oldest_seconds"]; got != 1.5 {
		t.Errorf("careerbot_outbox_oldest_seconds = %v, want 1.5", got)
	}
	wantAll(t, series, counts, "careerbot_messages_", "careerbot_sends_", "careerbot_send_retries", "careerbot_send_limited", "careerbot_panics", "careerbot_outbox")
	wantAll(t, series, stats, "careerbot_slack_")
	wantAll(t, series, gateway, "careerbot_discord_")
}

// wantAll fails unless there are as many series that begin so as a struct has
// counts: what is counted and not served would be missed by nobody.
func wantAll(t *testing.T, series map[string]float64, counts any, leads ...string) {
	t.Helper()
	served := 0
	for name := range series {
		if slices.ContainsFunc(leads, func(lead string) bool { return strings.HasPrefix(name, lead) }) {
			served++
		}
	}
	if fields := reflect.TypeOf(counts).NumField(); served != fields {
		t.Errorf("%d series of %T, which has %d fields", served, counts, fields)
	}
}

// TestMetricsOfQuestions: labels come from closed sets, whatever is answered.
func TestMetricsOfQuestions(t *testing.T) {
	m := newMetrics("v1.2.3")
	before, _, _ := scrape(t, m)
	for surface, a := range map[string]bot.Answer{
		"slack":   {Kind: bot.Salary},
		"discord": {Kind: bot.Declined, Reason: bot.RoleUnknown},
		"web":     {Kind: bot.Declined}, // an apology
		"T0123":   {Kind: "new", Reason: "new"},
		"":        {Kind: bot.Declined, Reason: "new"},
	} {
		m.Answered(surface, a)
	}
	m.Answered("slack", bot.Answer{Kind: bot.Silence, Reason: bot.Unsafe})
	m.Took(state.StageAnswer, 90*time.Microsecond)
	m.Took(state.StageWait, time.Minute)
	m.Took("new", time.Second)

	after, _, text := scrape(t, m)
	got := make(map[string]float64)
	for name, value := range after {
		if strings.HasPrefix(name, "careerbot_") && value != before[name] {
			got[name] = value
		}
	}
	want := map[string]float64{
		"careerbot_questions_total kind=salary reason= surface=slack":             1,
		"careerbot_questions_total kind=none reason=role_unknown surface=discord": 1,
		"careerbot_questions_total kind=none reason=other surface=web":            1,
		"careerbot_questions_total kind=other reason= surface=other":              1,
		"careerbot_questions_total kind=none reason=other surface=other":          1,
		"careerbot_questions_total kind=silence reason= surface=slack":            1,
		"careerbot_answer_seconds":                                                1,
		"careerbot_wait_seconds":                                                  1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what changed (-want +got):\n%s", diff)
	}
	for _, line := range []string{
		`careerbot_answer_seconds_bucket{le="5e-05"} 0`,
		`careerbot_answer_seconds_bucket{le="0.0001"} 1`,
		`careerbot_wait_seconds_bucket{le="30"} 0`,
		`careerbot_wait_seconds_bucket{le="60"} 1`,
	} {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("the metrics lack %q:\n%s", line, text)
		}
	}
}

// TestMetricsKnowKindsAndReasons: what is none of a closed set counts as
// "other", so a kind or reason that is new to the bot must be new here.
func TestMetricsKnowKindsAndReasons(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", "bot", "answer.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	of := make(map[string][]string)
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			name, _ := spec.Type.(*ast.Ident)
			lit, _ := spec.Values[0].(*ast.BasicLit)
			if name != nil && lit != nil {
				of[name.Name] = append(of[name.Name], strings.Trim(lit.Value, `"`))
			}
		}
		return true
	})
	var known, why []string
	for _, k := range kinds {
		known = append(known, string(k))
	}
	for _, r := range reasons {
		why = append(why, string(r))
	}
	for name, have := range map[string][]string{"Kind": known, "Reason": why} {
		slices.Sort(have)
		slices.Sort(of[name])
		if diff := cmp.Diff(of[name], have); diff != "" {
			t.Errorf("%s (-bot +metrics):\n%s", name, diff)
		}
	}
}

// TestMetricsAreWellNamed holds them to the conventions of Prometheus.
func TestMetricsAreWellNamed(t *testing.T) {
	_, names, text := scrape(t, wholeMetrics())
	problems, err := promlint.New(strings.NewReader(text)).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
	for _, want := range []string{"careerbot_build_info", "go_goroutines"} {
		if !slices.Contains(names, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if !strings.Contains(text, `version="v1.2.3"`) {
		t.Errorf("the version is missing:\n%s", text)
	}
	if _, err := os.Stat("/proc/self/stat"); err == nil && !slices.Contains(names, "process_resident_memory_bytes") {
		t.Error("there is no process_resident_memory_bytes")
	}
}

func BenchmarkAnswered(b *testing.B) {
	m := newMetrics("v1.2.3")
	a := bot.Answer{Kind: bot.Declined, Reason: bot.RoleUnknown}
	b.ReportAllocs()
	for b.Loop() {
		m.Answered("slack", a)
		m.Took(state.StageAnswer, time.Millisecond)
	}
}
