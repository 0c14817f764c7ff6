package excel_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/config/plan"
	"anwei/config/roster"
	"anwei/language"
	"anwei/report"
	"anwei/report/excel"
	"anwei/report/intake"
	"anwei/report/tables"
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
func (c intakeCase) readBack(t rapid.TB, table tables.Table, f anwei.Form) intake.Intake {
	t.Helper()
	data, err := excel.Encode(table)
	if err != nil {
		t.Fatal(err)
	}
	b := excel.Read(data)
	if b.Trouble != "" || len(b.Grids) != 1 {
		t.Fatalf("trouble %q, %d sheets", b.Trouble, len(b.Grids))
	}
	return intake.Read(b.Grids[0], f, intake.NewUnitNames(c.roster.Units), language.NewReader(c.plan, c.roster), c.now)
}

// sentSheet is a table as it was written, and what stands in it.
type sentSheet struct {
	table tables.Table
	want  map[cellOf]anwei.Values
}

// cellOf is whose answers they are, and of when.
type cellOf struct {
	unit   anwei.UnitID
	period anwei.Period
}

// drawOwn draws the official sheet of a unit.
func (c intakeCase) drawOwn(r *rapid.T, form anwei.Form) sentSheet {
	u := rapid.SampledFrom(asked(c, form)).Draw(r, "unit")
	own := tables.Own{
		Form: form, Unit: u, UpTo: anwei.MonthPeriod(2026, time.October), Reports: map[anwei.Period]anwei.Report{},
		People: c.roster.People, At: c.now,
	}
	want := map[cellOf]anwei.Values{}
	for m := time.February; m <= time.October; m++ {
		if form.ID == "ledger" && m != time.October || !rapid.Bool().Draw(r, "reported") {
			continue
		}
		p := anwei.MonthPeriod(2026, m)
		v := answers(r, form, u)
		own.Reports[p] = anwei.Report{Key: anwei.ReportKey{Form: form.ID, Period: p, Unit: u.ID}, Revision: 1, Values: v, At: c.now}
		if len(v) > 0 {
			want[cellOf{u.ID, p}] = v
		}
	}
	return sentSheet{tables.Sheet(own), want}
}

// drawCounty draws the table of all units.
func (c intakeCase) drawCounty(r *rapid.T, form anwei.Form) sentSheet {
	p := anwei.MonthPeriod(2026, time.October)
	scope := report.Scope{
		Form: form, Period: p, Roster: c.roster, Reports: report.ByUnit{}, At: c.now,
		Stamps: map[anwei.UnitID]anwei.StampState{},
	}
	want := map[cellOf]anwei.Values{}
	for _, u := range asked(c, form)[:4] {
		v := answers(r, form, u)
		scope.Reports.(report.ByUnit)[u.ID] = anwei.Report{Key: anwei.ReportKey{Form: form.ID, Period: p, Unit: u.ID}, Revision: 1, Values: v, At: c.now}
		if len(v) > 0 {
			want[cellOf{u.ID, p}] = v
		}
	}
	return sentSheet{tables.County(scope), want}
}

// TestOwnTablesAreReadBack writes the official sheet of a unit and the table of
// all of them, of both forms, and finds in them just what was reported.
func TestOwnTablesAreReadBack(t *testing.T) {
	c := newIntake(t)
	for _, form := range c.plan.Forms {
		for name, draw := range map[string]func(*rapid.T, anwei.Form) sentSheet{"own": c.drawOwn, "county": c.drawCounty} {
			t.Run(string(form.ID)+"/"+name, func(t *testing.T) {
				sheets := rapid.Custom(func(r *rapid.T) sentSheet { return draw(r, form) })
				for seed := range 12 {
					s := sheets.Example(seed)
					in := c.readBack(t, s.table, form)
					sameIntake(t, in, s.want)
				}
			})
		}
	}
}

func asked(c intakeCase, f anwei.Form) []anwei.Unit {
	return slices.DeleteFunc(slices.Clone(c.roster.Units), func(u anwei.Unit) bool { return !f.Audience.Includes(u) })
}

// sameIntake fails the test unless the entries are what is wanted and nothing was
// left but rows of totals.
func sameIntake(t *testing.T, in intake.Intake, want map[cellOf]anwei.Values) {
	t.Helper()
	if len(in.Entries) != len(want) {
		t.Errorf("%d entries, want %d", len(in.Entries), len(want))
	}
	for _, e := range in.Entries {
		if w := want[cellOf{e.Unit, e.Period}]; !maps.Equal(e.Values, w) {
			t.Errorf("%s %s: got %v\nwant %v", e.Unit, e.Period, e.Values, w)
		}
	}
	for _, u := range in.Unplaced {
		if u.Why != intake.TotalRow {
			t.Errorf("left %+v", u)
		}
	}
}
