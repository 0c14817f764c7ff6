package serve_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"anwei"
	"anwei/bot/serve"
	"anwei/config/calendar"
	"anwei/config/plan"
	"anwei/storage"
	"anwei/storage/bolt"
)

// archive is a ledger of many units and periods under the 2026 plan, whose first
// form is reported for longer.
func archive(b testing.TB, units, months int) (*bolt.Store, anwei.Plan, anwei.Calendar, time.Time) {
	b.Helper()
	p, err := plan.Default()
	if err != nil {
		b.Fatal(err)
	}
	c, err := calendar.Default()
	if err != nil {
		b.Fatal(err)
	}
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		b.Fatal(err)
	}
	now := time.Date(2026, 10, 24, 15, 2, 0, 0, zone)
	last := anwei.MonthPeriod(2026, 10)
	first := last
	for range months - 1 {
		first = first.Prev()
	}
	p.Forms[0].First = first
	s, err := bolt.Open(b.TempDir(), bolt.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	update := func(fn func(storage.Ledger) error) {
		if err := s.Update(context.Background(), fn); err != nil {
			b.Fatal(err)
		}
	}
	update(func(tx storage.Ledger) error {
		err := tx.PutUnit(anwei.Unit{ID: "xian", Name: "泽州县", Kind: "county"})
		for i := range units {
			if err == nil {
				err = tx.PutUnit(anwei.Unit{ID: anwei.UnitID(fmt.Sprintf("u%04d", i)), Name: fmt.Sprintf("第%04d镇", i), Kind: "town", Parent: "xian"})
			}
		}
		if err == nil {
			err = tx.PutPerson(anwei.Person{ID: "xianzhang", Name: "县长", Roles: []anwei.Assignment{{Role: anwei.Leader, Unit: "xian"}}})
		}
		return err
	})
	for m := first; m != last.Next(); m = m.Next() {
		update(func(tx storage.Ledger) error {
			for i := range units {
				r := anwei.Report{
					Key: anwei.ReportKey{Form: "figures", Period: m, Unit: anwei.UnitID(fmt.Sprintf("u%04d", i))}, Plan: p.Version,
					Values: anwei.Values{}, First: now, At: now, By: "tb",
				}
				for k, fd := range p.Forms[0].Fields {
					r.Values[fd.ID] = anwei.Number(int64(i*7+k) % 90)
				}
				if err := tx.Confirm(r, anwei.Revision{N: 1, At: now, By: "tb"}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return s, p, c, now
}

// BenchmarkQuestions answers questions over 300 000 reports: 3 000 units in 100
// months. What an answer takes must grow with neither the months before nor those
// after. The dearest are about a whole year that has a year before it: they read
// 24 months. By turns it walks over the reports of one year with bbolt alone,
// touching every byte, and reports how many times longer an answer takes: the ratio
// holds on a machine that is busy with other things.
func BenchmarkQuestions(b *testing.B) {
	texts := []string{
		"进度", "哪些镇还没报", "9月整改率", "9月整改率排名", "9月小结", "第0007镇9月整改率", "今年隐患走势", "2026年合计",
		"重大隐患未销号数", "三季度任务表", "经常逾期", "2025年合计", "2025年整改率排名", "2025年隐患走势", "2025年按时报送率",
		"2025年合计,这个数从哪来", // two questions, the second being the dearest follow-up
	}
	for _, size := range [][2]int{{3000, 100}, {3000, 24}, {16, 100}} {
		if testing.Short() && size[0] > 16 {
			continue // a ledger of that size takes minutes to fill
		}
		s, p, c, now := archive(b, size[0], size[1])
		raw := rawCopy(b, s)
		for _, text := range texts {
			b.Run(fmt.Sprintf("%dx%d/%s", size[0], size[1], text), func(b *testing.B) {
				b.ReportAllocs()
				var ours, theirs time.Duration
				for b.Loop() {
					start := time.Now()
					if _, err := serve.Peek(b.Context(), s, p, c, now, "xianzhang", strings.Split(text, ",")); err != nil {
						b.Fatal(err)
					}
					ours += time.Since(start)
					theirs += walkYear(b, raw)
				}
				b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x-raw-year")
				b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ms/answer")
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.HeapInuse)/(1<<20), "MB-kept")
			})
		}
	}
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

// walkYear touches every byte of the reports of 2025, or of what there is of it.
func walkYear(b *testing.B, db *bbolt.DB) time.Duration {
	b.Helper()
	start, sum := time.Now(), 0
	err := db.View(func(tx *bbolt.Tx) error {
		c, prefix := tx.Bucket([]byte("reports")).Cursor(), []byte("figures/2025-")
		for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, v = c.Next() {
			for _, x := range v {
				sum += int(x)
			}
		}
		return nil
	})
	if err != nil || sum == 0 {
		b.Fatal(err, sum)
	}
	return time.Since(start)
}
