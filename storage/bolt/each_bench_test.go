package bolt_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// BenchmarkEachReport reads a month of 3 000 units, and by turns walks over the same
// rows with bbolt alone, touching every byte, and reports how many times longer it
// takes: the ratio holds on a machine that is busy with other things.
func BenchmarkEachReport(b *testing.B) {
	folder := b.TempDir()
	s := open(b, folder)
	p := anwei.MonthPeriod(2026, 10)
	const units, fields = 3000, 15
	err := s.Update(b.Context(), func(tx storage.Ledger) error {
		for u := range units {
			r := anwei.Report{
				Key:    anwei.ReportKey{Form: "figures", Period: p, Unit: anwei.UnitID(fmt.Sprintf("u%04d", u))},
				Values: anwei.Values{}, First: time.Unix(1e9, 0), At: time.Unix(1e9, 0), By: "tb",
			}
			for f := range fields {
				r.Values[anwei.FieldID(fmt.Sprintf("self_rectified_%02d", f))] = anwei.Number(int64(u*7+f) % 90)
			}
			if err := tx.Confirm(r, anwei.Revision{N: 1}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	raw := rawCopy(b, s)
	var ours, theirs time.Duration
	for b.Loop() {
		start := time.Now()
		var sum int64
		err := s.View(b.Context(), func(tx storage.Ledger) error {
			return tx.EachReport("figures", p, func(r anwei.Report) { sum += r.Values["self_rectified_03"].N })
		})
		ours += time.Since(start)
		if err != nil || sum == 0 {
			b.Fatal(err, sum)
		}
		start = time.Now()
		err = raw.View(func(tx *bbolt.Tx) error {
			return tx.Bucket([]byte("reports")).ForEach(func(_, v []byte) error {
				for _, c := range v {
					sum += int64(c)
				}
				return nil
			})
		})
		theirs += time.Since(start)
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x-raw")
	b.ReportMetric(float64(ours.Nanoseconds())/float64(b.N)/units, "ns/report")
}

// rawCopy is a copy of the ledger that bbolt alone has open.
func rawCopy(b *testing.B, s *bolt.Store) *bbolt.DB {
	b.Helper()
	folder := b.TempDir()
	if err := s.Snapshot(b.Context(), folder); err != nil {
		b.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(files) != 1 {
		b.Fatalf("a snapshot is %v, %v", files, err)
	}
	db, err := bbolt.Open(files[0], 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	return db
}
