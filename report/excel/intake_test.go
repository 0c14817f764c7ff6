package excel_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/config/plan"
	"anwei/config/roster"
	"anwei/report"
	"anwei/report/excel"
)

// intakeCase is the 2026 plan with the sample roster, by the real clock of a
// county.
type intakeCase struct {
	plan   anwei.Plan
	roster anwei.Roster
	now    time.Time
}

func newIntake(t rapid.TB) intakeCase {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := roster.Sample(p)
	if err != nil {
		t.Fatal(err)
	}
	return intakeCase{p, r, time.Date(2026, 10, 19, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))}
}

func (c intakeCase) form(id anwei.FormID) anwei.Form {
	f, _ := c.plan.Form(id)
	return f
}

// answers draws answers to some of the fields.
func answers(r *rapid.T, f anwei.Form, u anwei.Unit) anwei.Values {
	v := anwei.Values{}
	for _, fd := range f.FieldsFor(u) {
		switch what := rapid.IntRange(0, 9).Draw(r, string(fd.ID)); {
		case what == 0:
		case what == 1:
			v[fd.ID] = anwei.Value{NA: true}
		case fd.Kind == anwei.Count:
			v[fd.ID] = anwei.Number(rapid.Int64Range(0, 99999).Draw(r, "n"))
		default:
			v[fd.ID] = anwei.Value{Text: rapid.SampledFrom([]string{
				"已传达学习2次。", "3月底前已制定两个清单，报县安委办备案。", "第1次专委会已召开；\n第2次安排在11月。", "正在推进，完成60%",
			}).Draw(r, "text")}
		}
	}
	return v
}

// readBack writes the table as a workbook and reads it as what somebody sent.
func (c intakeCase) readBack(t rapid.TB, table report.Table, f anwei.Form) report.Intake {
	t.Helper()
	data, err := excel.Encode(table)
	if err != nil {
		t.Fatal(err)
	}
	b := excel.Read(data)
	if b.Trouble != "" || len(b.Grids) != 1 {
		t.Fatalf("trouble %q, %d sheets", b.Trouble, len(b.Grids))
	}
	return report.ReadTable(b.Grids[0], f, c.roster.Units, c.now)
}

// TestOwnSheetIsReadBack writes the official sheet of a unit, of both forms, and
// finds in it just what was reported.
func TestOwnSheetIsReadBack(t *testing.T) {
	c := newIntake(t)
	for _, id := range []anwei.FormID{"figures", "ledger"} {
		t.Run(string(id), rapid.MakeCheck(func(r *rapid.T) {
			form := c.form(id)
			u := rapid.SampledFrom(asked(c, form)).Draw(r, "unit")
			own := report.Own{
				Form: form, Unit: u, UpTo: anwei.MonthPeriod(2026, time.October), Reports: map[anwei.Period]anwei.Report{},
				People: c.roster.People, At: c.now,
			}
			want := map[anwei.Period]anwei.Values{}
			for m := time.February; m <= time.October; m++ {
				if id == "ledger" && m != time.October || !rapid.Bool().Draw(r, "reported") {
					continue
				}
				p := anwei.MonthPeriod(2026, m)
				v := answers(r, form, u)
				own.Reports[p] = anwei.Report{Key: anwei.ReportKey{Form: id, Period: p, Unit: u.ID}, Revision: 1, Values: v, At: c.now}
				if len(v) > 0 {
					want[p] = v
				}
			}
			in := c.readBack(r, report.Sheet(own), form)
			if in.Fields != len(form.FieldsFor(u)) && id == "figures" {
				r.Errorf("%d fields", in.Fields)
			}
			sameIntake(r, in, func(e report.Entry) anwei.Values {
				if e.Unit != u.ID {
					return nil
				}
				return want[e.Period]
			}, len(want))
		}))
	}
}

// TestCountyTableIsReadBack does the same with the table of all units.
func TestCountyTableIsReadBack(t *testing.T) {
	c := newIntake(t)
	for _, id := range []anwei.FormID{"figures", "ledger"} {
		t.Run(string(id), rapid.MakeCheck(func(r *rapid.T) {
			form, p := c.form(id), anwei.MonthPeriod(2026, time.October)
			scope := report.Scope{Form: form, Period: p, Roster: c.roster, Reports: map[anwei.UnitID]anwei.Report{}, At: c.now}
			want := map[anwei.UnitID]anwei.Values{}
			for _, u := range asked(c, form)[:4] {
				v := answers(r, form, u)
				scope.Reports[u.ID] = anwei.Report{Key: anwei.ReportKey{Form: id, Period: p, Unit: u.ID}, Revision: 1, Values: v, At: c.now}
				if len(v) > 0 {
					want[u.ID] = v
				}
			}
			in := c.readBack(r, report.County(scope), form)
			sameIntake(r, in, func(e report.Entry) anwei.Values {
				if e.Period != p {
					return nil
				}
				return want[e.Unit]
			}, len(want))
		}))
	}
}

func asked(c intakeCase, f anwei.Form) []anwei.Unit {
	return slices.DeleteFunc(slices.Clone(c.roster.Units), func(u anwei.Unit) bool { return !f.Audience.Includes(u) })
}

// sameIntake fails the test unless the entries are what is wanted and nothing was
// left but rows of totals.
func sameIntake(r *rapid.T, in report.Intake, want func(report.Entry) anwei.Values, n int) {
	r.Helper()
	if len(in.Entries) != n {
		r.Errorf("%d entries, want %d", len(in.Entries), n)
	}
	for _, e := range in.Entries {
		if w := want(e); !maps.Equal(e.Values, w) {
			r.Errorf("%s %s: got %v\nwant %v", e.Unit, e.Period, e.Values, w)
		}
		for id := range e.Values {
			if e.Cells[id] == "" {
				r.Errorf("no cell of %s", id)
			}
		}
	}
	for _, u := range in.Unplaced {
		if u.Why != report.TotalRow {
			r.Error(fmt.Sprintf("left %+v", u))
		}
	}
}
