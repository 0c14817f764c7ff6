package serve_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"

	"anwei"
	"anwei/bot/serve"
	"anwei/config/calendar"
	"anwei/config/plan"
	"anwei/storage"
	"anwei/storage/bolt"
)

// archive is a ledger of many units and periods under the 2026 plan, whose first
// form is reported for longer.
func archive(b *testing.B, units, months int) (storage.Store, anwei.Plan, anwei.Calendar, time.Time) {
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
	update := func(fn func(storage.Tx) error) {
		if err := s.Update(context.Background(), fn); err != nil {
			b.Fatal(err)
		}
	}
	update(func(tx storage.Tx) error {
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
		update(func(tx storage.Tx) error {
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
// months. What an answer takes must not grow with the months before.
func BenchmarkQuestions(b *testing.B) {
	for _, size := range [][2]int{{3000, 100}, {3000, 12}, {16, 100}} {
		if testing.Short() && size[0] > 16 {
			continue // a ledger of that size takes minutes to fill
		}
		s, p, c, now := archive(b, size[0], size[1])
		for _, text := range []string{"进度", "9月整改率", "9月整改率排名", "今年隐患走势", "2026年合计", "第0007镇9月整改率", "重大隐患未销号数"} {
			b.Run(fmt.Sprintf("%dx%d/%s", size[0], size[1], text), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := serve.Peek(b.Context(), s, p, c, now, "xianzhang", []string{text}); err != nil {
						b.Fatal(err)
					}
				}
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.HeapInuse)/(1<<20), "MB-kept")
			})
		}
	}
}
