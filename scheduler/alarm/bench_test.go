package alarm_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"anwei"
	holidays "anwei/config/calendar"
	yearplan "anwei/config/plan"
	"anwei/scheduler/alarm"
	"anwei/storage"
	"anwei/storage/bolt"
)

// BenchmarkWake computes and queues one wake-up for so many units, none of which
// has reported and each of which has one reporter. It prints what one unit costs,
// how that compares with writing as many rows of the same sizes to a bare bbolt
// file in transactions of the same size, what processor time it takes, which other
// programs on the machine and a slow disk do not change, and the most heap that was in use beyond
// what was before. -short leaves out the largest size, which takes minutes.
func BenchmarkWake(b *testing.B) {
	for _, units := range []int{3_000, 30_000, 300_000} {
		if testing.Short() && units > 30_000 {
			continue
		}
		b.Run(strconv.Itoa(units), func(b *testing.B) {
			file := province(b, units)
			for b.Loop() {
				b.StopTimer()
				store := copied(b, file)
				p, c := rulesOf2026(b)
				now := time.Date(2026, 10, 22, 9, 0, 0, 0, zone(b))
				a, err := alarm.New(store, p, c, func() time.Time { return now }, func() {}, slog.New(slog.DiscardHandler))
				if err != nil {
					b.Fatal(err)
				}
				peak := watchHeap()
				b.StartTimer()
				begun, worked := time.Now(), cpu()
				put, err := a.Wake(b.Context())
				took, work := time.Since(begun), cpu()-worked
				b.StopTimer()
				most := peak()
				if err != nil || put != units {
					b.Fatalf("%d reminders were put for %d units: %v", put, units, err)
				}
				if err := store.Close(); err != nil {
					b.Fatal(err)
				}
				raw := bare(b, units)
				b.ReportMetric(float64(took.Nanoseconds())/float64(units), "ns/unit")
				b.ReportMetric(float64(work.Nanoseconds())/float64(units), "cpu-ns/unit")
				b.ReportMetric(float64(took)/float64(raw), "x-bbolt")
				b.ReportMetric(float64(most)/(1<<20), "peak-MB")
				b.StartTimer()
			}
		})
	}
}

func zone(b *testing.B) *time.Location {
	b.Helper()
	loc, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		b.Fatal(err)
	}
	return loc
}

func rulesOf2026(b *testing.B) (anwei.Plan, anwei.Calendar) {
	b.Helper()
	p, err := yearplan.Default()
	if err != nil {
		b.Fatal(err)
	}
	c, err := holidays.Default()
	if err != nil {
		b.Fatal(err)
	}
	return p, c
}

// province makes a ledger of so many towns with a reporter each, and returns its
// file.
func province(b *testing.B, units int) string {
	b.Helper()
	dir := b.TempDir()
	store, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		b.Fatal(err)
	}
	const bulk = 5000
	for from := 0; from < units; from += bulk {
		err := store.Update(b.Context(), func(tx storage.Ledger) error {
			for i := from; i < min(from+bulk, units); i++ {
				id := anwei.UnitID(fmt.Sprintf("town%06d", i))
				if err := tx.PutUnit(anwei.Unit{ID: id, Name: fmt.Sprintf("第%d镇", i), Kind: "town", Parent: "xian"}); err != nil {
					return err
				}
				p := anwei.Person{
					ID: anwei.PersonID(fmt.Sprintf("reporter%06d", i)), Name: "填报员", Phone: "13500000000",
					Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: id}},
				}
				if err := tx.PutPerson(p); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
	return filepath.Join(dir, bolt.File)
}

// copied opens a copy of the ledger.
func copied(b *testing.B, file string) *bolt.Store {
	b.Helper()
	dir := b.TempDir()
	from, err := os.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	defer from.Close() //nolint:errcheck // it was only read
	to, err := os.Create(filepath.Join(dir, bolt.File))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		b.Fatal(err)
	}
	if err := to.Close(); err != nil {
		b.Fatal(err)
	}
	store, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return store
}

// watchHeap measures how far the heap grows until the returned function is
// called.
func watchHeap() func() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, atomic.Uint64{}
	over, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			runtime.ReadMemStats(&m)
			if m.HeapAlloc > before {
				most.Store(max(most.Load(), m.HeapAlloc-before))
			}
			select {
			case <-over:
				return
			case <-tick.C:
			}
		}
	}()
	return func() uint64 {
		close(over)
		<-ended
		return most.Load()
	}
}

// bare writes the rows that a wake-up writes for each unit, two occurrences and
// four of a message, to a bbolt file with nothing around it, and returns the time
// that took.
func bare(b *testing.B, units int) time.Duration {
	b.Helper()
	db, err := bbolt.Open(filepath.Join(b.TempDir(), "bare"), 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // nothing is read back
	row, err := json.Marshal(anwei.Outgoing{Key: "remind/2026-10-22/reporter000000", To: "reporter000000", Content: anwei.Reminder{{
		Key: "figures-0/report/figures/2026-10/town000000/reporter000000", Rule: "figures-0", Title: "10月调度表待填报",
		Matter: anwei.Matter{Unit: "town000000", Form: "figures", Period: anwei.MonthPeriod(2026, 10)}, As: anwei.ToReporter,
		Text: "您好！10月调度表今天（10月22日）截止，第0镇目前尚未填报。24点前报送都算按时，回复“填报”即可开始；当月没有这些工作的，可以回复“零报告”。",
		Line: "第0镇10月调度表：今天（10月22日）截止，尚未填报",
	}}})
	if err != nil {
		b.Fatal(err)
	}
	sizes := map[string][]byte{"outbox": row, "queues": nil, "keys": make([]byte, 8), "heads": make([]byte, 12), "day": make([]byte, 40), "item": make([]byte, 40)}
	begun := time.Now()
	for from := 0; from < units; from += 200 {
		err := db.Update(func(tx *bbolt.Tx) error {
			for name, value := range sizes {
				bucket, err := tx.CreateBucketIfNotExists([]byte(name))
				if err != nil {
					return err
				}
				for i := from; i < min(from+200, units); i++ {
					if err := bucket.Put(fmt.Appendf(nil, "figures-0/report/figures/2026-10/town%06d", i), value); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return time.Since(begun)
}
