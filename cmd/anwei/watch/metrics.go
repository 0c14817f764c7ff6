package watch

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/storage"
)

// MetricsPath is where Prometheus asks for the metrics.
const MetricsPath = "/metrics"

// lookWithin bounds what is asked of the ledger for one scrape.
const lookWithin = 5 * time.Second

// Metrics counts what a server does. What it tells names nobody: no person, no unit and
// nothing that was said.
type Metrics struct {
	registry *prometheus.Registry
	messages *prometheus.CounterVec
	turns    prometheus.Histogram
	commits  prometheus.Histogram
	sends    prometheus.Counter
	refusals *prometheus.CounterVec
	alarms   prometheus.Counter
}

// House is what is looked at when the metrics are asked for.
type House struct {
	Store storage.Store
	Now   func() time.Time
	// BackupAge is how old the newest backup is, and false where there is none; nil where
	// the server makes none.
	BackupAge func(now time.Time) (time.Duration, bool)
}

// NewMetrics returns metrics of a server that has just started.
func NewMetrics(h House) *Metrics {
	seconds := func(name, help string) prometheus.Histogram {
		return prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: name, Help: help, Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		})
	}
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		messages: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "anwei_messages_total", Help: "Messages that were heard, repetitions included, by kind and result (ok, failed).",
		}, []string{"kind", "result"}),
		turns:    seconds("anwei_turn_seconds", "From a message to its answer, the commit included."),
		commits:  seconds("anwei_commit_seconds", "From the end of the work of a transaction until it is durable."),
		sends:    prometheus.NewCounter(prometheus.CounterOpts{Name: "anwei_sends_total", Help: "Messages that WeCom took, one a person."}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "anwei_refusals_total", Help: "Messages that WeCom did not take, by its errcode; 0 where it gave none."}, []string{"code"}),
		alarms:   prometheus.NewCounter(prometheus.CounterOpts{Name: "anwei_alarms_total", Help: "Times that the alarm had something to send."}),
	}
	m.registry.MustRegister(
		m.messages, m.turns, m.commits, m.sends, m.refusals, m.alarms, house{h},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

// Handler answers Prometheus.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Registry: m.registry, MaxRequestsInFlight: 2, Timeout: 2 * lookWithin})
}

// Turns measures what a handler does.
func (m *Metrics) Turns(h bot.Handler) bot.Handler { return turns{h, m} }

type turns struct {
	bot.Handler

	metrics *Metrics
}

// Handle implements bot.Handler.
func (t turns) Handle(ctx context.Context, msg bot.Message) (bot.Answer, error) {
	began, result := time.Now(), "failed"
	defer func() { // a panic is a failure too
		t.metrics.messages.WithLabelValues(string(msg.Kind), result).Inc()
		t.metrics.turns.Observe(time.Since(began).Seconds())
	}()
	a, err := t.Handler.Handle(ctx, msg)
	if err == nil {
		result = "ok"
	}
	return a, err //nolint:wrapcheck // it is the handler's own
}

// Commits measures what a store commits.
func (m *Metrics) Commits(s storage.Store) storage.Store { return commits{s, m} }

type commits struct {
	storage.Store

	metrics *Metrics
}

// Update implements storage.Store.
func (c commits) Update(ctx context.Context, fn func(storage.Ledger) error) error {
	var worked time.Time
	err := c.Store.Update(ctx, func(tx storage.Ledger) error {
		err := fn(tx)
		worked = time.Now()
		return err
	})
	if err == nil {
		c.metrics.commits.Observe(time.Since(worked).Seconds())
	}
	return err //nolint:wrapcheck // it is the store's own
}

// Sent counts a message that WeCom took, or why it did not.
func (m *Metrics) Sent(err error) {
	if err == nil {
		m.sends.Inc()
		return
	}
	code := 0
	if refused := (*wecom.Error)(nil); errors.As(err, &refused) {
		code = refused.Code
	}
	m.refusals.WithLabelValues(strconv.Itoa(code)).Inc()
}

// Alarm counts that the alarm wakes what sends.
func (m *Metrics) Alarm(wake func()) func() {
	return func() {
		m.alarms.Inc()
		wake()
	}
}

// house collects what is looked at.
type house struct{ House }

// Describe implements prometheus.Collector. It names nothing, since what there is to
// collect differs from server to server.
func (house) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (h house) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), lookWithin)
	defer cancel()
	now := h.Now()
	tell := func(name, help string, v float64) {
		out <- prometheus.MustNewConstMetric(prometheus.NewDesc(name, help, nil, nil), prometheus.GaugeValue, v)
	}
	since := func(at time.Time) float64 { return max(0, now.Sub(at).Seconds()) }
	var waiting int
	var oldest, last time.Time
	var looked bool
	err := h.Store.View(ctx, func(tx storage.Ledger) (err error) {
		if waiting, oldest, err = tx.Depth(); err == nil {
			last, looked, err = tx.Rung()
		}
		return err
	})
	up := 0.0
	if err == nil {
		up = 1
		if waiting == 0 {
			oldest = now
		}
		tell("anwei_outbox_messages", "Messages that wait to be sent, those that are held back included.", float64(waiting))
		tell("anwei_outbox_age_seconds", "How long the oldest of them has waited; 0 where none waits.", since(oldest))
		if looked {
			tell("anwei_alarm_age_seconds", "Since the alarm last looked what is due, which it does every minute.", since(last))
		}
	}
	tell("anwei_ledger_up", "1 while the ledger can be read.", up)
	if sized, is := h.Store.(interface {
		Size(ctx context.Context) (int64, error)
	}); is {
		if n, err := sized.Size(ctx); err == nil {
			tell("anwei_ledger_bytes", "How large the file of the ledger is, or its table in the database.", float64(n))
		}
	}
	if h.BackupAge == nil {
		return
	}
	if old, found := h.BackupAge(now); found {
		tell("anwei_backup_age_seconds", "How old the newest backup is; absent where there is none.", old.Seconds())
	}
}
