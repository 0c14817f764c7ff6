package bolt_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"anwei"
	"anwei/storage"
)

// BenchmarkConfirm writes what the last step of a report writes, and as many
// bytes with bbolt alone by turns, and reports how many times longer it takes.
func BenchmarkConfirm(b *testing.B) {
	s := open(b, b.TempDir())
	db, err := bbolt.Open(filepath.Join(b.TempDir(), "raw.db"), 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	payload := payload(b)
	var ours, theirs time.Duration
	for n := 0; b.Loop(); n++ {
		key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: anwei.UnitID(fmt.Sprint("u", n))}
		start := time.Now()
		err := s.Update(b.Context(), func(tx storage.Tx) error { return confirmOne(tx, key, fmt.Sprint("k", n)) })
		ours += time.Since(start)
		if err != nil {
			b.Fatal(err)
		}
		start = time.Now()
		err = db.Update(func(tx *bbolt.Tx) error {
			bucket, err := tx.CreateBucketIfNotExists([]byte("raw"))
			if err != nil {
				return err
			}
			return bucket.Put([]byte(key.String()), payload)
		})
		theirs += time.Since(start)
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(ours)/float64(theirs), "×raw")
	b.ReportMetric(float64(ours.Microseconds())/float64(b.N), "µs/update")
}

// payload returns the bytes that confirmOne makes the ledger hold, keys left out.
func payload(b *testing.B) []byte {
	b.Helper()
	all := &gather{}
	if err := confirmOne(all, monthly(0), "k0"); err != nil {
		b.Fatal(err)
	}
	return all.bytes
}

// gather is a transaction that only keeps the JSON of what is put.
type gather struct {
	storage.Tx
	bytes []byte
}

func (g *gather) add(values ...any) error {
	for _, v := range values {
		raw, err := json.Marshal(v)
		if err != nil {
			return err
		}
		g.bytes = append(g.bytes, raw...)
	}
	return nil
}

func (g *gather) PutDraft(d anwei.Draft) error { return g.add(d) }

func (g *gather) Confirm(r anwei.Report, rev anwei.Revision) error { return g.add(r, rev) }

func (g *gather) PutOutgoing(o anwei.Outgoing) (uint64, bool, error) { return 1, true, g.add(o) }

// BenchmarkDue asks what is due while many people wait whose first message is held
// back, and some behind them whose is not.
func BenchmarkDue(b *testing.B) {
	for _, people := range []int{10, 1000} {
		b.Run(strconv.Itoa(people), func(b *testing.B) {
			s := open(b, b.TempDir())
			now := time.Now()
			err := s.Update(b.Context(), func(tx storage.Tx) error {
				for i := range people + 10 {
					o := anwei.Outgoing{Key: strconv.Itoa(i), To: anwei.PersonID(fmt.Sprint("p", i))}
					if i < people {
						o.NotBefore = now.Add(time.Hour)
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
			for b.Loop() {
				err := s.View(b.Context(), func(tx storage.Tx) error {
					due, err := tx.Due(now, 4)
					if len(due) != 4 {
						b.Errorf("%d are due", len(due))
					}
					return err
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
