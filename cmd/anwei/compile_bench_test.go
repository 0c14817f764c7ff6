package main

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"anwei"
	"anwei/cmd/anwei/house"
	"anwei/storage"
	"anwei/storage/bolt"
)

// BenchmarkCountyMonth makes the county's workbook of a month in which every unit
// has reported both forms and corrected one figure, as counties grow and with a year
// of other months in the ledger.
func BenchmarkCountyMonth(b *testing.B) {
	for _, n := range []int{16, 160, 1600} {
		if testing.Short() && n > 160 { //nolint:mnd // half a minute
			continue
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			s, err := bolt.Open(b.TempDir(), bolt.Options{})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close() //nolint:errcheck // a benchmark's own
			r, err := house.Load("")
			if err != nil {
				b.Fatal(err)
			}
			for m := time.February; m <= time.October; m++ {
				if err := s.Update(b.Context(), func(tx storage.Ledger) error { return fillMonth(tx, r.Plan, n, m) }); err != nil {
					b.Fatal(err)
				}
			}
			f := files{store: s, rules: r, now: r.Now}
			o := anwei.BookOrder{Extent: anwei.Extent{Period: anwei.MonthPeriod(2026, time.October)}, Form: "figures"}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := f.File(b.Context(), o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func fillMonth(tx storage.Ledger, p anwei.Plan, n int, m time.Month) error {
	at := time.Date(2026, m, 20, 1, 0, 0, 0, time.UTC)
	if err := tx.PutUnit(anwei.Unit{ID: "xian", Name: "县", Kind: "county"}); err != nil {
		return err
	}
	for i := range n {
		u := anwei.Unit{ID: anwei.UnitID(fmt.Sprint("u", i)), Name: fmt.Sprintf("第%d镇", i), Kind: "town", Parent: "xian"}
		if err := tx.PutUnit(u); err != nil {
			return err
		}
		for _, form := range p.Forms {
			v := anwei.Values{}
			for k, f := range form.FieldsFor(u) {
				v[f.ID] = anwei.Value{N: int64(i + k)}
				if f.Kind != anwei.Count {
					v[f.ID] = anwei.Value{Text: "已召开专题会议研究部署，明确责任分工并督促落实到位。"}
				}
			}
			key := anwei.ReportKey{Form: form.ID, Period: anwei.MonthPeriod(2026, m), Unit: u.ID}
			for rev := 1; rev <= 2; rev++ {
				old := v.Clone()
				v[form.Fields[0].ID] = anwei.Value{N: int64(rev), Text: fmt.Sprint("第", rev, "稿")}
				if rev == 1 {
					old = nil
				}
				err := tx.Confirm(anwei.Report{Key: key, Values: v.Clone(), First: at, At: at}, anwei.Revision{N: rev, At: at, Changes: anwei.Changes(form.Fields, old, v)})
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}
