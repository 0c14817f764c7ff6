package serve_test

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"strconv"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/serve"
	"anwei/storage"
	"anwei/storage/bolt"
)

// guided are the five messages of a guided report of figures.
func guided() []string {
	return []string{"填报", "3 12", "45 120 118 2 2", "20 44 40 1 1 0 2 0", "确认提交"}
}

// turns is a handler over a ledger of so many units, each with a reporter of its own.
type turns struct {
	bot.Handler
	store *bolt.Store
	plan  anwei.Plan
	now   time.Time
	sent  int
}

func newTurns(b testing.TB, units int) *turns {
	b.Helper()
	s, p, c, now := archive(b, units, 1)
	t := &turns{store: s, plan: p, now: now.AddDate(0, 1, -5)} // the month after the one that was reported
	err := s.Update(context.Background(), func(tx storage.Ledger) error {
		for i := range units {
			unit := anwei.UnitID(fmt.Sprintf("u%04d", i))
			if err := tx.PutPerson(anwei.Person{ID: anwei.PersonID("tb_" + unit), Name: "填报员", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: unit}}}); err != nil {
				return err
			}
		}
		return tx.PutPlan(p)
	})
	if err != nil {
		b.Fatal(err)
	}
	t.Handler = serve.New(s, p, c, func() time.Time { return t.now }, func() {})
	return t
}

// report plays the messages of one unit's report.
func (t *turns) report(b testing.TB, unit int) {
	b.Helper()
	for _, text := range guided() {
		t.sent++
		m := bot.Message{ID: fmt.Sprint("m", t.sent), From: anwei.PersonID(fmt.Sprintf("tb_u%04d", unit)), At: t.now, Kind: bot.TextMessage, Text: text}
		if _, err := t.Handle(context.Background(), m); err != nil {
			b.Fatal(err)
		}
	}
}

// spent is what one message of a guided report allocates, in bytes and in pieces,
// once the first report has made what is made once: the mean of a round, of the cheapest
// of three, since a collection in the midst of one empties the pools, and what is made anew
// then is no cost of the turn.
func spent(b testing.TB, units int) (bytes, pieces float64) {
	b.Helper()
	t := newTurns(b, units)
	t.report(b, 0)
	const rounds, reports = 3, 5
	bytes, pieces = math.Inf(1), math.Inf(1)
	for round := range rounds {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for i := range reports {
			t.report(b, 1+round*reports+i)
		}
		runtime.ReadMemStats(&after)
		n := float64(reports * len(guided()))
		bytes = min(bytes, float64(after.TotalAlloc-before.TotalAlloc)/n)
		pieces = min(pieces, float64(after.Mallocs-before.Mallocs)/n)
	}
	return bytes, pieces
}

// BenchmarkTurn tells what a message of a guided report costs, in a county and in a
// province. The bounds are held by TestTurnIsCheap.
func BenchmarkTurn(b *testing.B) {
	for _, units := range []int{16, 3000} {
		b.Run(strconv.Itoa(units), func(b *testing.B) {
			for b.Loop() {
				bytes, pieces := spent(b, units)
				b.ReportMetric(bytes/1024, "KB/message")
				b.ReportMetric(pieces, "allocs/message")
			}
		})
	}
}

// TestTurnIsCheap holds what a message of a guided report allocates, and that it is the
// same in a county and in a province.
func TestTurnIsCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("fills a ledger of 3,000 units")
	}
	if watched {
		t.Skip("the race detector empties pools and allocates too; the run measures this without it")
	}
	small, few := spent(t, 16)
	large, many := spent(t, 3000)
	if small > 300<<10 || few > 2000 {
		t.Errorf("a message allocates %.0f KB in %.0f pieces; want at most 300 and 2000", small/1024, few)
	}
	if large > small*1.1 || many > few*1.1 {
		t.Errorf("with 3,000 units a message allocates %.0f KB in %.0f pieces, with 16 %.0f in %.0f", large/1024, many, small/1024, few)
	}
}
