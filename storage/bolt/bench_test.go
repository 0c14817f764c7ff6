package bolt_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
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
	payload := payload(b, s)
	var ours, theirs time.Duration
	for n := 0; b.Loop(); n++ {
		key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: anwei.UnitID(fmt.Sprint("u", n))}
		start := time.Now()
		err := s.Update(b.Context(), func(tx storage.Ledger) error { return confirmOne(tx, key, fmt.Sprint("k", n)) })
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
func payload(b *testing.B, s *bolt.Store) []byte {
	b.Helper()
	var all []byte
	undone := errors.New("undone")
	err := s.Update(b.Context(), func(tx storage.Ledger) error {
		return errors.Join(confirmOne(storage.Over(gather{tx.Tx, &all}), monthly(0), "k0"), undone)
	})
	if !errors.Is(err, undone) {
		b.Fatal(err)
	}
	return all
}

// gather also keeps what is put.
type gather struct {
	storage.Tx
	bytes *[]byte
}

func (g gather) Put(table string, key, value []byte) error {
	*g.bytes = append(*g.bytes, value...)
	return g.Tx.Put(table, key, value)
}

// BenchmarkDue asks what is due while many people wait whose first message is held
// back, and some behind them whose is not.
func BenchmarkDue(b *testing.B) {
	for _, people := range []int{10, 1000} {
		b.Run(strconv.Itoa(people), func(b *testing.B) {
			s := open(b, b.TempDir())
			now := time.Now()
			err := s.Update(b.Context(), func(tx storage.Ledger) error {
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
				err := s.View(b.Context(), func(tx storage.Ledger) error {
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
