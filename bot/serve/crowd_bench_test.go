package serve_test

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"anwei"
	"anwei/bot"
)

// say has one unit's reporter send a message, and tells that the answer went back.
func (t *turns) say(b testing.TB, unit int, id, text string) {
	b.Helper()
	m := bot.Message{ID: id, From: anwei.PersonID(fmt.Sprintf("tb_u%04d", unit)), At: t.now, Kind: bot.TextMessage, Text: text}
	a, err := t.Handle(context.Background(), m)
	if err != nil {
		b.Error(err)
	}
	t.Answered(context.Background(), a)
}

// crowd has so many people report at once, from that unit on, and returns how many
// messages were answered in a second.
func (t *turns) crowd(b testing.TB, people, reports, from int) float64 {
	b.Helper()
	var all sync.WaitGroup
	start := time.Now()
	for p := range people {
		all.Go(func() {
			for r := range reports {
				unit := from + p*reports + r
				for i, text := range guided() {
					t.say(b, unit, fmt.Sprintf("c%d/%d", unit, i), text)
				}
			}
		})
	}
	all.Wait()
	return float64(people*reports*len(guided())) / time.Since(start).Seconds()
}

// alone is what one message costs in processor time when nobody else writes, from
// that unit on.
func (t *turns) alone(b testing.TB, reports, from int) time.Duration {
	b.Helper()
	before := cpu()
	t.crowd(b, 1, reports, from)
	return (cpu() - before) / time.Duration(reports*len(guided()))
}

// rawBatch is how many rows of a turn's size so many goroutines write in a second with
// the Batch of bbolt alone.
func rawBatch(b *testing.B, goroutines, rounds int) float64 {
	b.Helper()
	db, err := bbolt.Open(filepath.Join(b.TempDir(), "raw.db"), 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // nothing is read back
	row := make([]byte, 3000)
	var all sync.WaitGroup
	var n atomic.Int64
	start := time.Now()
	for range goroutines {
		all.Go(func() {
			for range rounds {
				key := strconv.AppendInt(nil, n.Add(1), 10)
				err := db.Batch(func(tx *bbolt.Tx) error {
					bucket, err := tx.CreateBucketIfNotExists([]byte("raw"))
					if err != nil {
						return err
					}
					return bucket.Put(key, row)
				})
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
	return float64(n.Load()) / time.Since(start).Seconds()
}

// BenchmarkCrowd has 64 people report at once, and tells how many messages a second are
// answered: of the smaller of what the Batch of bbolt writes and what the processors
// could compute, given what a message costs one person by himself.
func BenchmarkCrowd(b *testing.B) {
	const people, reports, rounds = 64, 4, 3
	for b.Loop() {
		t := newTurns(b, 1+rounds*(people*reports+people))
		t.report(b, 0)
		best, unit := 0.0, 1
		for range rounds {
			each := t.alone(b, people, unit)
			rate := t.crowd(b, people, reports, unit+people)
			unit += people * (reports + 1)
			batch := rawBatch(b, people, 50)
			most := math.Min(batch, float64(runtime.GOMAXPROCS(0))/each.Seconds())
			if rate/most > best {
				best = rate / most
				b.ReportMetric(rate, "messages/s")
				b.ReportMetric(batch, "raw/s")
				b.ReportMetric(float64(each.Microseconds()), "cpu-µs/message")
				b.ReportMetric(rate/most, "of-what-could-be")
			}
		}
	}
}
