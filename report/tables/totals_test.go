package tables_test

import (
	"fmt"
	"math/big"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

// answered draws a report over the fields, in which any field may be missing,
// zero, 不适用 or a number. Nil is a report that has not come in.
func answered(fields []anwei.Field) *rapid.Generator[anwei.Values] {
	return rapid.Custom(func(t *rapid.T) anwei.Values {
		if rapid.IntRange(0, 3).Draw(t, "came in") == 0 {
			return nil
		}
		v := anwei.Values{}
		for _, f := range fields {
			switch rapid.IntRange(0, 4).Draw(t, "kind") {
			case 0:
			case 1:
				v[f.ID] = anwei.Value{NA: true, N: 99} // a number left behind must not count
			case 2:
				v[f.ID] = anwei.Number(0)
			default:
				v[f.ID] = anwei.Number(rapid.Int64Range(0, 1_000_000).Draw(t, "n"))
			}
		}
		return v
	})
}

// expected computes one column's total from the cells as printed, another way
// than the package does.
func expected(all []anwei.Values, id anwei.FieldID) (sum *big.Int, n int) {
	sum = new(big.Int)
	for _, v := range all {
		if x, ok := v.Number(id); ok {
			sum.Add(sum, big.NewInt(x))
			n++
		}
	}
	return sum, n
}

func fields(n int) []anwei.Field {
	out := make([]anwei.Field, n)
	for i := range out {
		out[i] = anwei.Field{ID: anwei.FieldID(fmt.Sprint("f", i)), Kind: anwei.Count, Title: fmt.Sprint("第", i, "项")}
	}
	return out
}

func TestTablesProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		form := anwei.Form{
			Every: anwei.Month, First: anwei.MonthPeriod(2026, 2), Last: anwei.MonthPeriod(2026, 12),
			Audience: anwei.Audience{Kinds: []anwei.UnitKind{"town"}}, Fields: fields(3),
			Groups: []anwei.Group{{ID: "g", Title: "组"}},
		}
		form.Fields[1].Group, form.Fields[2].Group = "g", "g"
		upTo := time.Month(rapid.IntRange(1, 12).Draw(t, "month"))
		in := tables.Own{Form: form, UpTo: anwei.MonthPeriod(2026, upTo), Reports: map[anwei.Period]anwei.Report{}}
		scope := report.Scope{Form: form, Period: in.UpTo, Reports: report.ByUnit{}}
		var months, units []anwei.Values
		for m := time.February; m <= time.December; m++ {
			v := answered(form.Fields).Draw(t, "report")
			u := anwei.Unit{ID: anwei.UnitID(m.String()), Name: m.String(), Kind: "town"}
			scope.Roster.Units = append(scope.Roster.Units, u)
			units = append(units, v)
			if m <= upTo {
				months = append(months, v)
			}
			if v != nil {
				in.Reports[anwei.MonthPeriod(2026, m)] = anwei.Report{Values: v}
				scope.Reports.(report.ByUnit)[u.ID] = anwei.Report{Values: v}
			}
		}
		checkTotals(t, tables.Sheet(in), months, form.Fields)
		checkTotals(t, tables.County(scope), units, form.Fields)
	})
}

func checkTotals(t *rapid.T, table tables.Table, all []anwei.Values, fs []anwei.Field) {
	t.Helper()
	if err := table.Valid(); err != nil {
		t.Fatal(err)
	}
	total := table.Rows[len(table.Rows)-1]
	for x, c := range table.Columns {
		for _, f := range fs {
			if c.Field != f.ID {
				continue
			}
			want, n := expected(all, f.ID)
			cell := total.Cells[x]
			if n == 0 && cell.Kind != tables.Empty || n > 0 && cell.String() != want.String() {
				t.Fatalf("total of %s is %q, want %v over %d", f.ID, cell, want, n)
			}
		}
	}
}
