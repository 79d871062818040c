package main

import (
	"github.com/prometheus/client_golang/prometheus"

	"careerbot/bot/state"
	"careerbot/bot/web"
)

// A reading makes one series of a snapshot. Several readings may share a name
// and differ in their label.
type reading[T any] struct {
	desc  *prometheus.Desc
	kind  prometheus.ValueType
	label []string // values of the labels of desc
	of    func(T) float64
}

// readings collect series from one snapshot, which is taken anew each time
// that Prometheus asks.
type readings[T any] struct {
	now  func() T
	each []reading[T]
}

// counter adds a count. Its label, if any, is a name and a value.
func (r *readings[T]) counter(name, help string, of func(T) int64, label ...string) {
	r.add(prometheus.CounterValue, name, help, func(t T) float64 { return float64(of(t)) }, label...)
}

// gauge adds a value that may fall.
func (r *readings[T]) gauge(name, help string, of func(T) float64) {
	r.add(prometheus.GaugeValue, name, help, of)
}

func (r *readings[T]) add(kind prometheus.ValueType, name, help string, of func(T) float64, label ...string) {
	var names, values []string
	if len(label) == 2 {
		names, values = label[:1], label[1:]
	}
	r.each = append(r.each, reading[T]{prometheus.NewDesc(name, help, names, nil), kind, values, of})
}

// Describe implements prometheus.Collector.
func (r *readings[T]) Describe(out chan<- *prometheus.Desc) {
	for _, x := range r.each {
		out <- x.desc
	}
}

// Collect implements prometheus.Collector.
func (r *readings[T]) Collect(out chan<- prometheus.Metric) {
	t := r.now()
	for _, x := range r.each {
		out <- prometheus.MustNewConstMetric(x.desc, x.kind, x.of(t), x.label...)
	}
}

// readDesk adds what became of messages.
func (m *metrics) readDesk(now func() state.Counts) {
	type counts = state.Counts
	r := &readings[counts]{now: now}
	r.counter("careerbot_messages_accepted_total", "Messages whose answer was stored to be sent.", func(c counts) int64 { return c.Accepted })
	r.counter("careerbot_messages_duplicate_total", "Messages that a platform delivered again and that were not stored again.", func(c counts) int64 { return c.Duplicates })
	r.counter("careerbot_messages_silent_total", "Messages acknowledged without an answer.", func(c counts) int64 { return c.Silent })
	r.counter("careerbot_messages_shed_total", "Messages refused because there was too much to do.", func(c counts) int64 { return c.Shed })
	r.counter("careerbot_messages_too_fast_total", "Questions refused because their person or room asked too much.", func(c counts) int64 { return c.TooFast })

	const sends, sendsHelp = "careerbot_sends_total", "Stored answers by how they ended."
	r.counter(sends, sendsHelp, func(c counts) int64 { return c.Sent }, "end", "sent")
	r.counter(sends, sendsHelp, func(c counts) int64 { return c.Late }, "end", "late")
	r.counter(sends, sendsHelp, func(c counts) int64 { return c.Answered }, "end", "answered")
	r.counter(sends, sendsHelp, func(c counts) int64 { return c.Failed }, "end", "failed")
	r.counter(sends, sendsHelp, func(c counts) int64 { return c.Unsettled }, "end", "unsettled")
	r.counter("careerbot_send_retries_total", "Tries to send after the first.", func(c counts) int64 { return c.Retries })
	r.counter("careerbot_send_limited_total", "Tries to send that a platform refused because too much was sent (429).", func(c counts) int64 { return c.Limited })
	r.counter("careerbot_panics_total", "Panics that stayed in one question or send.", func(c counts) int64 { return c.Panics })

	r.gauge("careerbot_outbox_mails", "Answers that wait to be sent, of all replicas.", func(c counts) float64 { return float64(c.Waiting) })
	r.gauge("careerbot_outbox_oldest_seconds", "Age of the oldest answer that waits to be sent, of all replicas.", func(c counts) float64 { return c.Oldest.Seconds() })
	m.registry.MustRegister(r)
}

// readArticles adds what became of the articles.
func (m *metrics) readArticles(now func() reloads) {
	r := &readings[reloads]{now: now}
	r.gauge("careerbot_articles", "Articles in use.", func(s reloads) float64 { return float64(s.articles) })
	r.gauge("careerbot_articles_current", "Whether the articles in use are those on disk.", func(s reloads) float64 { return oneIf(s.err == nil) })

	const name, help = "careerbot_article_reloads_total", "Changes of the articles on disk, by what became of them."
	r.counter(name, help, func(s reloads) int64 { return int64(s.taken) }, "result", "taken")
	r.counter(name, help, func(s reloads) int64 { return int64(s.unreadable) }, "result", "unreadable")
	r.counter(name, help, func(s reloads) int64 { return int64(s.broken) }, "result", "broken")
	m.registry.MustRegister(r)
}

// readChecks adds whether each check of /readyz holds.
func (m *metrics) readChecks(checks []web.Check) {
	r := &readings[struct{}]{now: func() struct{} { return struct{}{} }}
	for _, c := range checks {
		holds := func(struct{}) float64 {
			_, ok := c.Look()
			return oneIf(ok)
		}
		r.add(prometheus.GaugeValue, "careerbot_ready", "Whether a check of /readyz holds.", holds, "check", c.Name)
	}
	m.registry.MustRegister(r)
}

func oneIf(is bool) float64 {
	if is {
		return 1
	}
	return 0
}
