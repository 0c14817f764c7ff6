package outbox_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"anwei"
	"anwei/bot/outbox"
	"anwei/storage"
	"anwei/storage/bolt"
)

// instant is a WeCom that takes everything at once.
type instant struct{}

func (instant) Send(context.Context, anwei.Outgoing, *anwei.File) (string, error) { return "id", nil }

func (instant) SendAll(
	context.Context, []anwei.PersonID, anwei.Outgoing, *anwei.File,
) (map[anwei.PersonID]string, map[anwei.PersonID]error, error) {
	return nil, nil, nil
}

func (instant) File(context.Context, anwei.Order) (anwei.File, error) { return anwei.File{}, nil }

// BenchmarkSend sends messages to many people, and writes as many rows with bbolt
// alone, one commit each, by turns. It reports how many times longer sending
// takes: each message is one commit, a batch is one together.
func BenchmarkSend(b *testing.B) {
	const messages = 100
	for _, batch := range []string{"", "notice"} {
		name := "alone"
		if batch != "" {
			name = "batch"
		}
		b.Run(name, func(b *testing.B) {
			s, err := bolt.Open(b.TempDir(), bolt.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = s.Close() })
			db, err := bbolt.Open(filepath.Join(b.TempDir(), "raw.db"), 0o600, nil)
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = db.Close() })
			out := outbox.New(s, instant{}, instant{}, time.Now, slog.New(slog.DiscardHandler), outbox.Options{PerMinute: -1, PerHour: -1, PerMinuteAll: -1})
			var ours, theirs time.Duration
			for n := 0; b.Loop(); n++ {
				fillBench(b, s, n, messages, batch)
				start := time.Now()
				if err := out.Flush(b.Context()); err != nil {
					b.Fatal(err)
				}
				ours += time.Since(start)
				start = time.Now()
				for i := range messages {
					commitRaw(b, db, n*messages+i)
				}
				theirs += time.Since(start)
			}
			b.ReportMetric(float64(ours)/float64(theirs), "×raw")
			b.ReportMetric(float64(ours.Microseconds())/float64(b.N)/messages, "µs/message")
		})
	}
}

func fillBench(b *testing.B, s storage.Store, round, messages int, batch string) {
	b.Helper()
	err := s.Update(b.Context(), func(tx storage.Ledger) error {
		for i := range messages {
			o := anwei.Outgoing{Key: fmt.Sprint(round, "/", i), To: anwei.PersonID(fmt.Sprint("p", i)), Content: anwei.PlainText("请您填报10月调度表。"), Created: time.Now()}
			if batch != "" {
				o.Batch = fmt.Sprint(batch, round)
			}
			if _, _, err := tx.PutOutgoing(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

// commitRaw writes the bytes of an ending, with bbolt alone.
func commitRaw(b *testing.B, db *bbolt.DB, n int) {
	b.Helper()
	end := storage.Ending{Key: fmt.Sprint("k/", n), To: "p0", At: time.Now(), Result: storage.Sent, Detail: "id"}
	value, err := json.Marshal(end)
	if err != nil {
		b.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		bucket, err := tx.CreateBucketIfNotExists([]byte("raw"))
		if err != nil {
			return err
		}
		return bucket.Put(fmt.Appendf(nil, "%08d", n), value)
	})
	if err != nil {
		b.Fatal(err)
	}
}
