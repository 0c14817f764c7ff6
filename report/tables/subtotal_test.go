package tables_test

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

// forest draws a roster of a tree, now and then with a parent that is not there or
// with parents in a ring. Some of the units above others report too.
func forest(t *rapid.T) anwei.Roster {
	var r anwei.Roster
	n := rapid.IntRange(1, 14).Draw(t, "units")
	for i := range n {
		u := anwei.Unit{ID: anwei.UnitID(fmt.Sprint("u", i)), Name: fmt.Sprintf("第%d单位", i), Kind: "town"}
		if rapid.IntRange(0, 2).Draw(t, "kind") == 0 {
			u.Kind = "county"
		}
		switch p := rapid.IntRange(-1, i).Draw(t, "parent"); {
		case p == i && rapid.Bool().Draw(t, "lost"):
			u.Parent = "nowhere"
		case p >= 0:
			u.Parent = anwei.UnitID(fmt.Sprint("u", p)) // itself: a ring of one
		}
		r.Units = append(r.Units, u)
	}
	return r
}

func townForm(n int) anwei.Form {
	return anwei.Form{
		ID: "figures", Title: "表", Short: "调度表", Every: anwei.Month,
		First: anwei.MonthPeriod(2026, 2), Last: anwei.MonthPeriod(2026, 12),
		Audience: anwei.Audience{Kinds: []anwei.UnitKind{"town"}}, Fields: fields(n),
	}
}

func drawScope(t *rapid.T) report.Scope {
	in := report.Scope{Form: townForm(3), Period: anwei.MonthPeriod(2026, 10), Roster: forest(t), Reports: report.ByUnit{}}
	if rapid.Bool().Draw(t, "limited") {
		in.Root = rapid.SampledFrom(in.Roster.Units).Draw(t, "root").ID
	}
	for _, u := range in.Roster.Units {
		if v := answered(in.Form.Fields).Draw(t, "report"); v != nil && u.Kind == "town" {
			in.Reports.(report.ByUnit)[u.ID] = anwei.Report{Key: anwei.ReportKey{Form: in.Form.ID, Period: in.Period, Unit: u.ID}, Values: v, Revision: 1, Late: rapid.Bool().Draw(t, "late")}
		}
	}
	return in
}

// under lists the reporting units at or below one, by walking up from each.
func under(in report.Scope, top anwei.UnitID) []anwei.Unit {
	var out []anwei.Unit
	for _, u := range in.Roster.Units {
		if u.Kind == "town" && (in.Root == "" || in.Roster.Within(u.ID, in.Root)) && (top == "" || in.Roster.Within(u.ID, top)) {
			out = append(out, u)
		}
	}
	return out
}

// TestSubtotalsProperty computes each subtotal anew from the units below the one
// that it names, and holds the table to having one for every branch.
func TestSubtotalsProperty(t *testing.T) {
	title := regexp.MustCompile(`^(第\d+单位小计|合计)（(\d+)/(\d+) 单位）$`)
	rapid.Check(t, func(t *rapid.T) {
		in := drawScope(t)
		table := tables.County(in)
		if err := table.Valid(); err != nil {
			t.Fatal(err)
		}
		met := map[string]bool{}
		shown := 0
		for _, row := range table.Rows {
			m := title.FindStringSubmatch(row.Cells[0].Text)
			if m == nil {
				shown++
				continue
			}
			name := strings.TrimSuffix(m[1], "小计")
			met[name] = true
			top := anwei.UnitID("")
			for _, u := range in.Roster.Units {
				if u.Name == name {
					top = u.ID
				}
			}
			checkSum(t, in, row, under(in, top), m[2], m[3])
		}
		if all := under(in, ""); shown != len(all) || !met["合计"] {
			t.Fatalf("%d rows of %d units; sums of %v", shown, len(all), met)
		}
		for _, u := range in.Roster.Units {
			if n := len(under(in, u.ID)); n > 1 && n < shown && !met[u.Name] && !sameAbove(in, u, n) {
				t.Fatalf("no subtotal of %s over %d units of %d", u.Name, n, shown)
			}
		}
	})
}

// sameAbove reports whether a unit above has just the same units below it, or the
// unit stands in a ring.
func sameAbove(in report.Scope, u anwei.Unit, n int) bool {
	seen := []anwei.UnitID{u.ID}
	for u.Parent != "" {
		p, ok := in.Roster.Unit(u.Parent)
		switch {
		case !ok:
			return false
		case slices.Contains(seen, p.ID) || len(under(in, p.ID)) == n:
			return true
		}
		seen = append(seen, p.ID)
		u = p
	}
	return false
}

func checkSum(t *rapid.T, in report.Scope, row tables.Row, units []anwei.Unit, reported, asked string) {
	t.Helper()
	var all []anwei.Values
	for _, u := range units {
		if r, ok := in.Reports.(report.ByUnit)[u.ID]; ok {
			all = append(all, r.Values)
		}
	}
	if reported != strconv.Itoa(len(all)) || asked != strconv.Itoa(len(units)) {
		t.Fatalf("%s, want %d of %d", row.Cells[0].Text, len(all), len(units))
	}
	for i, f := range in.Form.Fields {
		want, n := expected(all, f.ID)
		cell := row.Cells[2+i]
		if n == 0 && cell.Kind != tables.Empty || n > 0 && want.Cmp(big.NewInt(cell.Number)) != 0 {
			t.Fatalf("%s: %s is %q, want %v over %d", row.Cells[0].Text, f.ID, cell, want, n)
		}
	}
}

// TestRatesProperty counts anew, unit by unit, what the table of rates says of all.
func TestRatesProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawScope(t)
		table := tables.Rates(tables.RatesInput{Scopes: []report.Scope{in}, Kinds: []anwei.Kind{{ID: "town", Title: "镇"}}})
		if err := table.Valid(); err != nil {
			t.Fatal(err)
		}
		asked, came, late, filled := len(under(in, "")), 0, 0, 0
		for _, u := range under(in, "") {
			if r, ok := in.Reports.(report.ByUnit)[u.ID]; ok {
				came++
				filled += len(r.Values)
				if r.Late {
					late++
				}
			}
		}
		got := table.Rows[0].Cells
		for x, want := range []int{asked, came, came - late, late, asked - came} {
			if got[2+x].Number != int64(want) {
				t.Fatalf("column %d is %s, want %d", 2+x, got[2+x], want)
			}
		}
		for x, want := range [][2]int{{came, asked}, {came - late, asked}, {filled, asked * len(in.Form.Fields)}} {
			if base := fmt.Sprintf("（%d/%d）", want[0], want[1]); want[1] > 0 && !strings.HasSuffix(got[7+x].Text, base) {
				t.Fatalf("rate %s, want base %s", got[7+x], base)
			}
		}
	})
}

func TestRate(t *testing.T) {
	for want, r := range map[string][2]int{"—": {0, 0}, "0.0%（0/3）": {0, 3}, "66.7%（2/3）": {2, 3}, "99.9%（1999/2000）": {1999, 2000}, "100.0%（3/3）": {3, 3}} {
		if got := report.Rate(r[0], r[1]); got != want {
			t.Errorf("Rate(%v) = %s, want %s", r, got, want)
		}
	}
}

// city is two counties with towns below a city; one county reports itself.
func city(t *testing.T) report.Scope {
	t.Helper()
	in := october(t, "figures.json")
	in.Root = ""
	in.Roster = anwei.Roster{Units: []anwei.Unit{
		{ID: "shi", Name: "晋城市", Kind: "city"},
		{ID: "a", Name: "泽州县", Kind: "county", Parent: "shi"},
		{ID: "b", Name: "高平市", Kind: "town", Parent: "shi"},
		{ID: "a1", Name: "南村镇", Kind: "town", Parent: "a"},
		{ID: "b1", Name: "河西镇", Kind: "town", Parent: "b"},
		{ID: "a2", Name: "下村镇", Kind: "town", Parent: "a"},
		{ID: "a21", Name: "下村一矿", Kind: "town", Parent: "a2"},
		{ID: "b2", Name: "三甲镇", Kind: "town", Parent: "b"},
		{ID: "c", Name: "市能源局", Kind: "department", Parent: "shi"},
	}}
	in.Reports = report.ByUnit{}
	for i, u := range in.Roster.Units[2:] {
		if u.ID != "b1" {
			at := time.Date(2026, 10, 20, 1, i, 0, 0, time.UTC)
			in.Reports.(report.ByUnit)[u.ID] = anwei.Report{Values: sample(in.Form, i), First: at, At: at, Late: u.ID == "a2"}
		}
	}
	return in
}

func TestCountyOfATree(t *testing.T) {
	in := city(t)
	golden(t, "county-tree", tables.County(in))
	golden(t, "rates", tables.Rates(tables.RatesInput{Scopes: []report.Scope{in}, Kinds: []anwei.Kind{
		{ID: "town", Title: "镇"}, {ID: "department", Title: "县直部门"}, {ID: "group", Title: "主体企业"},
	}}))
}
