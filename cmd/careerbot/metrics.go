package main

import (
	"net/http"
	"runtime"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"careerbot/bot"
	"careerbot/bot/state"
)

// What the labels of questions may be; anything else counts as "other", so
// that nothing from outside can add a series.
var (
	surfaces = []string{"slack", "discord", "web"}
	kinds    = []bot.Kind{bot.Silence, bot.Salary, bot.Comparison, bot.Section, bot.Help, bot.Declined}
	reasons  = []bot.Reason{
		bot.OffTopic, bot.NoArticle, bot.RoleUnknown, bot.PlaceUnknown, bot.LevelUnknown, bot.HowTo, bot.Advice,
		bot.Ambiguous, bot.Personal, bot.TooFast, bot.Unsafe, bot.Busy,
	}
)

const other = "other"

// Bounds of the histograms in seconds, each fitted to what its stage takes:
// answers come from memory, storing waits for a disk, waiting is by design up
// to 90 seconds and, where a platform refuses, up to the deadline.
var stageBounds = map[state.Stage][]float64{
	state.StageAnswer: {20e-6, 50e-6, 100e-6, 200e-6, 400e-6, 1e-3, 2e-3, 5e-3, 20e-3, 100e-3},
	state.StageStore:  {200e-6, 500e-6, 1e-3, 2e-3, 5e-3, 10e-3, 25e-3, 100e-3, 500e-3, 2},
	state.StageWait:   {1e-3, 5e-3, 25e-3, 100e-3, 500e-3, 2, 10, 30, 60, 120, 600, 3600},
	state.StageSend:   {25e-3, 50e-3, 100e-3, 250e-3, 500e-3, 1, 2.5, 5, 10, 20},
}

var stageHelp = map[state.Stage]string{
	state.StageAnswer: "Time to compose an answer.",
	state.StageStore:  "Time from a composed answer to its being synced to disk.",
	state.StageWait:   "Time from storing an answer to the first try to send it, delays that are meant included.",
	state.StageSend:   "Time of one try to send an answer.",
}

// metrics are the counts and times of one process in Prometheus's form. They
// watch a desk; what others count is read when it is asked for, from the
// functions that the methods named "read…" take. All methods are safe for
// concurrent use.
type metrics struct {
	registry  *prometheus.Registry
	questions *prometheus.CounterVec
	stages    map[state.Stage]prometheus.Histogram
}

var _ state.Watcher = (*metrics)(nil)

// newMetrics returns metrics that know of the process alone.
func newMetrics(version string) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		questions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "careerbot_questions_total",
			Help: "Questions answered, by where they came from, what the answer was and, where it was declined, why.",
		}, []string{"surface", "kind", "reason"}),
		stages: make(map[state.Stage]prometheus.Histogram),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name:        "careerbot_build_info",
		Help:        "Always 1; the labels say which build this is.",
		ConstLabels: prometheus.Labels{"version": version, "go": runtime.Version()},
	})
	build.Set(1)
	m.registry.MustRegister(build, m.questions,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for stage, bounds := range stageBounds {
		m.stages[stage] = prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "careerbot_" + string(stage) + "_seconds",
			Help:    stageHelp[stage],
			Buckets: bounds,
		})
		m.registry.MustRegister(m.stages[stage])
	}
	m.zero()
	return m
}

// zero makes the series of questions before the first is asked: a series that
// begins with its first count hides that count from increase().
func (m *metrics) zero() {
	for _, surface := range surfaces {
		for _, kind := range kinds {
			if kind != bot.Declined {
				m.questions.WithLabelValues(surface, kindLabel(kind), "")
			}
		}
		for _, reason := range append(slices.Clone(reasons), other) {
			m.questions.WithLabelValues(surface, kindLabel(bot.Declined), string(reason))
		}
	}
}

// Answered counts one answer.
func (m *metrics) Answered(surface string, a bot.Answer) {
	if !slices.Contains(surfaces, surface) {
		surface = other
	}
	m.questions.WithLabelValues(surface, kindLabel(a.Kind), reasonLabel(a)).Inc()
}

// kindLabel is as in the JSON of answers, where silence has no name.
func kindLabel(kind bot.Kind) string {
	switch {
	case kind == bot.Silence:
		return "silence"
	case slices.Contains(kinds, kind):
		return string(kind)
	}
	return other
}

// reasonLabel is empty for what was not declined. What was declined without a
// reason, as an apology is, has the reason "other".
func reasonLabel(a bot.Answer) string {
	switch {
	case a.Kind != bot.Declined:
		return ""
	case slices.Contains(reasons, a.Reason):
		return string(a.Reason)
	}
	return other
}

// Took adds one duration to the times of a stage.
func (m *metrics) Took(stage state.Stage, d time.Duration) {
	if h := m.stages[stage]; h != nil {
		h.Observe(d.Seconds())
	}
}

// handler serves everything for Prometheus.
func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
