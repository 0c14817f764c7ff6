package tables_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/report/tables"
)

// own is 南村镇 in October: February to September came in but June, August was
// late, one figure does not apply.
func own(t *testing.T, name string) tables.Own {
	t.Helper()
	form := read[anwei.Form](t, name)
	roster := read[anwei.Roster](t, "roster.json")
	unit, _ := roster.Unit("nancun")
	in := tables.Own{
		Form: form, Unit: unit, UpTo: anwei.MonthPeriod(2026, time.October),
		Reports: map[anwei.Period]anwei.Report{}, People: roster.People, Zone: zone(),
	}
	for m := time.February; m <= time.October; m++ {
		if m == time.June {
			continue
		}
		p := anwei.MonthPeriod(2026, m)
		at := time.Date(2026, m, 21, 17, 30, 0, 0, time.UTC) // the 22nd in the county
		in.Reports[p] = anwei.Report{
			Key: anwei.ReportKey{Form: form.ID, Period: p, Unit: unit.ID}, Revision: 2,
			Values: sample(form, int(m)), First: at, At: at, By: "NANCUN_TB", Late: m == time.August,
		}
	}
	return in
}

func TestSheet(t *testing.T) {
	t.Run("figures", func(t *testing.T) {
		in := own(t, "figures.json")
		in.Reports[anwei.MonthPeriod(2026, time.May)].Values["shutdowns"] = anwei.Value{NA: true}
		// What was confirmed for a later month is not shown yet.
		later := in.Reports[in.UpTo]
		later.At = later.At.AddDate(0, 1, 0)
		in.Reports[in.UpTo.Next()] = later
		golden(t, "sheet", tables.Sheet(in))
	})
	t.Run("complete", func(t *testing.T) {
		in := own(t, "figures.json")
		in.UpTo = anwei.MonthPeriod(2026, time.May)
		golden(t, "sheet-complete", tables.Sheet(in))
	})
	t.Run("empty", func(t *testing.T) {
		in := own(t, "figures.json")
		in.Reports = nil
		golden(t, "sheet-empty", tables.Sheet(in))
	})
	t.Run("quarters over two years", func(t *testing.T) {
		in := own(t, "figures.json")
		in.Form.Every = anwei.Quarter
		in.Form.First, in.Form.Last = anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 2}, anwei.Period{Kind: anwei.Quarter, Year: 2027, N: 4}
		in.UpTo = anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}
		in.Reports = map[anwei.Period]anwei.Report{in.UpTo: {Values: sample(in.Form, 1)}}
		in.Form.Groups = nil
		golden(t, "sheet-quarters", tables.Sheet(in))
	})
	t.Run("ledger", func(t *testing.T) { golden(t, "sheet-ledger", tables.Sheet(own(t, "ledger.json"))) })
	t.Run("nothing", func(t *testing.T) {
		if err := tables.Sheet(tables.Own{}).Valid(); err != nil {
			t.Error(err)
		}
	})
}

func TestSheetKeepsMissingApartFromZero(t *testing.T) {
	in := own(t, "figures.json")
	in.UpTo = anwei.MonthPeriod(2026, time.April)
	in.Reports = map[anwei.Period]anwei.Report{
		anwei.MonthPeriod(2026, time.February): {Values: anwei.Values{
			"self_checks": anwei.Number(0), "self_major": {NA: true},
		}},
	}
	table := tables.Sheet(in)
	total := table.Rows[len(table.Rows)-1]
	for x, want := range map[int]tables.Cell{
		1: {},                               // never answered
		3: {Kind: tables.Number, Number: 0}, // a real zero
		6: {},                               // a total of 不适用 is nothing
	} {
		if got := total.Cells[x]; got != want {
			t.Errorf("total of %s = %+v, want %+v", table.Columns[x].Title, got, want)
		}
	}
	if got, want := total.Cells[0].Text, "合计\n（1/3个月）"; got != want {
		t.Errorf("total row is headed %q, want %q", got, want)
	}
}
