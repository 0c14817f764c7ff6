package serve_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"anwei"
	"anwei/bot/outbox"
	"anwei/config/calendar"
	"anwei/report/excel"
	"anwei/report/tables"
	"anwei/scheduler/alarm"
	"anwei/storage"
)

// patience is how long WeCom waits for the answer to a callback, less what the way takes.
const patience = 4500 * time.Millisecond

// lasts keeps how long each answer took.
type lasts struct {
	mu  sync.Mutex
	all []time.Duration
}

// watch has the handler tell how long it took for a message.
func (l *lasts) watch(fn func()) {
	start := time.Now()
	fn()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, time.Since(start))
}

// share is the time within which that share of the answers came.
func (l *lasts) share(of float64) time.Duration {
	slices.Sort(l.all)
	return l.all[min(len(l.all)-1, int(of*float64(len(l.all))))]
}

func (l *lasts) report(b *testing.B) {
	b.Helper()
	b.ReportMetric(float64(l.share(0.5).Milliseconds()), "ms-p50")
	b.ReportMetric(float64(l.share(0.99).Milliseconds()), "ms-p99")
	b.ReportMetric(float64(l.share(1).Milliseconds()), "ms-longest")
}

// BenchmarkThousand has 1,000 people press at the same instant, and tells how long the
// last of them waits. WeCom gives up after five seconds.
func BenchmarkThousand(b *testing.B) {
	const people = 1000
	for b.Loop() {
		t, took := newTurns(b, people), lasts{}
		t.report(b, 0)
		var all sync.WaitGroup
		begin := make(chan struct{})
		for p := range people {
			all.Go(func() {
				<-begin
				took.watch(func() { t.say(b, p, fmt.Sprint("t", p), "填报") })
			})
		}
		close(begin)
		all.Wait()
		took.report(b)
		if last := took.share(1); last > patience {
			b.Errorf("somebody was answered after %v", last)
		}
	}
}

// accepts is a WeCom that takes every message in a moment.
type accepts struct{ sent atomic.Int64 }

func (a *accepts) Send(context.Context, anwei.Outgoing, *anwei.File) (string, error) {
	time.Sleep(2 * time.Millisecond)
	a.sent.Add(1)
	return "id", nil
}

func (a *accepts) File(context.Context, anwei.Order) (anwei.File, error) {
	return anwei.File{}, errors.New("nobody orders a file")
}

// BenchmarkBusy has 100 people report while 3,000 are reminded and the county's tables,
// of as many units, are compiled every second, and tells how long an answer takes.
func BenchmarkBusy(b *testing.B) {
	const units, people = 3000, 100
	for b.Loop() {
		t := newTurns(b, units)
		t.report(b, 0)
		t.now = time.Date(2026, 11, 20, 9, 0, 0, 0, t.now.Location())
		took, wecom := lasts{}, &accepts{}
		ctx, end := context.WithCancel(b.Context())
		var behind sync.WaitGroup
		behind.Go(func() { t.remind(ctx, b, wecom) })
		behind.Go(func() {
			for ctx.Err() == nil {
				t.compile(ctx, b)
				time.Sleep(time.Second)
			}
		})
		var all sync.WaitGroup
		for p := range people {
			all.Go(func() {
				for i, text := range guided() {
					took.watch(func() { t.say(b, p, fmt.Sprintf("b%d/%d", p, i), text) })
					time.Sleep(time.Second) // to read and to type
				}
			})
		}
		all.Wait()
		for wecom.sent.Load() < units && !b.Failed() {
			time.Sleep(10 * time.Millisecond)
		}
		end()
		behind.Wait()
		took.report(b)
	}
}

// remind rings the alarm and sends until ctx ends.
func (t *turns) remind(ctx context.Context, b *testing.B, wecom *accepts) {
	b.Helper()
	days, err := calendar.Default()
	if err != nil {
		b.Error(err)
		return
	}
	now, quiet := func() time.Time { return t.now }, slog.New(slog.DiscardHandler)
	out := outbox.New(t.store, wecom, wecom, now, quiet, outbox.Options{Plan: t.plan, PerMinute: -1, PerHour: -1, PerMinuteAll: -1})
	bell, err := alarm.New(t.store, t.plan, days, now, out.Wake, quiet)
	if err != nil {
		b.Error(err)
		return
	}
	put, err := bell.Wake(ctx)
	if err != nil || put < 2000 {
		b.Errorf("%d were reminded: %v", put, err)
	}
	if err := out.Run(ctx); err != nil {
		b.Error(err)
	}
}

// compile makes the county's workbook.
func (t *turns) compile(ctx context.Context, b *testing.B) {
	b.Helper()
	days, err := calendar.Default()
	if err != nil {
		b.Error(err)
		return
	}
	desk := tables.Desk{
		Plan: t.plan, Calendar: days, Zone: t.now.Location(), Now: t.now,
		Words: tables.Words{Baseline: "基准", Tagged: func(tag string, _ bool) string { return tag }},
	}
	var compiled func() tables.Document
	err = t.store.View(ctx, func(tx storage.Ledger) (err error) {
		compiled, err = desk.Read(tx, anwei.BookOrder{Extent: anwei.Extent{Period: anwei.MonthPeriod(2026, 10)}, Form: "figures"})
		return err
	})
	if err == nil {
		_, err = excel.Encode(compiled().Tables...)
	}
	if err != nil && ctx.Err() == nil {
		b.Error(err)
	}
}
