package tables_test

import (
	"fmt"
	"maps"
	"reflect"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

// archive is reports with all their revisions, as a ledger keeps them.
type archive struct {
	form      anwei.Form
	period    anwei.Period
	roster    anwei.Roster
	reports   map[anwei.UnitID]anwei.Report
	revisions map[anwei.ReportKey][]anwei.Revision
	now       time.Time
	duties    []anwei.Duty
	deeds     map[anwei.Matter]report.Deeds
}

func (a *archive) plan() anwei.Plan {
	return anwei.Plan{Version: "p1", Forms: []anwei.Form{a.form}, Duties: a.duties}
}

func newArchive(units int) *archive {
	a := &archive{
		form: townForm(4), period: anwei.MonthPeriod(2026, 10), reports: map[anwei.UnitID]anwei.Report{},
		revisions: map[anwei.ReportKey][]anwei.Revision{}, now: time.Date(2026, 10, 20, 1, 0, 0, 0, time.UTC),
	}
	for i := range units {
		a.roster.Units = append(a.roster.Units, anwei.Unit{ID: anwei.UnitID(fmt.Sprint("u", i)), Name: fmt.Sprintf("第%d镇", i+1), Kind: "town"})
	}
	a.roster.People = []anwei.Person{{ID: "tb", Name: "张建国", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "u0"}}}, {ID: "ld", Name: "县长"}}
	return a
}

// confirm puts a revision on record as the bot does.
func (a *archive) confirm(u anwei.UnitID, v anwei.Values) {
	a.now = a.now.Add(time.Hour)
	key := anwei.ReportKey{Form: a.form.ID, Period: a.period, Unit: u}
	old := a.reports[u]
	r := anwei.Report{
		Key: key, Plan: "p1", Values: maps.Clone(v), First: old.First, Late: old.Late, Revision: old.Revision + 1, By: "TB", At: a.now,
		Reasons: map[anwei.RuleID]string{"jump": fmt.Sprint("原因", old.Revision+1)},
	}
	if r.Revision == 1 {
		r.First, r.Late = a.now, a.now.Day() > 22
	}
	a.reports[u] = r
	a.revisions[key] = append(a.revisions[key], anwei.Revision{
		N: r.Revision, At: a.now, By: r.By, Plan: r.Plan, Changes: anwei.Changes(a.form.Fields, old.Values, v), Reasons: r.Reasons,
	})
}

func (a *archive) scope() report.Scope {
	return report.Scope{Form: a.form, Period: a.period, Roster: a.roster, Reports: report.ByUnit(maps.Clone(a.reports)), Zone: zone(), At: a.now}
}

func (a *archive) snapshot(name string) anwei.Snapshot {
	return report.Freeze(anwei.Snapshot{Period: a.period, Name: name, At: a.now}, a.plan(), anwei.Calendar{}, a.roster,
		func(_ anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Report {
			if p == a.period {
				return a.reports
			}
			return nil
		}, func([]report.Task) map[anwei.Matter]report.Deeds { return a.deeds })
}

// rebuild compiles from a snapshot, by nothing but it and the revisions.
func (a *archive) rebuild(t interface{ Fatalf(string, ...any) }, s anwei.Snapshot) report.Scope {
	in := report.Scope{Form: a.form, Period: s.Period, Roster: s.Roster(), Reports: report.ByUnit{}, Zone: zone(), At: s.At}
	for u, h := range s.Of(a.form.ID, s.Period) {
		r, ok := h.AtRevision(a.revisions[h.Key])
		if !ok {
			t.Fatalf("revision %d of %s is gone", h.Revision, h.Key)
		}
		in.Reports.(report.ByUnit)[u] = r
	}
	return in
}

func (a *archive) confirmSome(t *rapid.T) {
	for range rapid.IntRange(0, 12).Draw(t, "confirmations") {
		u := rapid.SampledFrom(a.roster.Units).Draw(t, "unit").ID
		v := answered(a.form.Fields).Draw(t, "values")
		if v != nil {
			a.confirm(u, v)
		}
	}
}

// TestSnapshotsProperty freezes a county at a random moment, lets anything happen
// and compiles again: the cells are the same, and the changes since are what the
// two compilations differ in.
func TestSnapshotsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := newArchive(rapid.IntRange(1, 5).Draw(t, "units"))
		a.confirmSome(t)
		s := a.snapshot("报市")
		before := a.scope()
		cells := dump(tables.County(before))
		a.confirmSome(t)
		after := a.scope()
		a.roster.Units[0].Name, a.roster.Units[0].Retired = "改了名", true
		again := a.rebuild(t, s)
		if got := dump(tables.County(again)); got != cells {
			t.Fatalf("compiled again:\n%s\nwas\n%s", got, cells)
		}
		if same := s.Of(a.form.ID, s.Period); len(same) != len(before.Reports.(report.ByUnit)) {
			t.Fatalf("%d held of %d", len(same), len(before.Reports.(report.ByUnit)))
		}
		for u, r := range before.Reports.(report.ByUnit) {
			if !reflect.DeepEqual(again.Reports.(report.ByUnit)[u], r) {
				t.Fatalf("rebuilt %+v, was %+v", again.Reports.(report.ByUnit)[u], r)
			}
		}
		moves := report.Moves(after, again.Reports.(report.ByUnit), func(k anwei.ReportKey) []anwei.Revision { return a.revisions[k] })
		checkMoves(t, moves, before, after)
	})
}

// checkMoves compares with what differs between the two tables, cell by cell.
func checkMoves(t *rapid.T, moves []report.Moved, before, after report.Scope) {
	t.Helper()
	got := map[string]string{}
	for _, m := range moves {
		if m.Came {
			got[string(m.Unit.ID)] = "came"
		}
		for _, c := range m.Moves {
			got[string(m.Unit.ID)+"/"+string(c.Field.ID)] = report.Shown(c.Field, c.Old) + "→" + report.Shown(c.Field, c.New)
			if now := after.Reports.(report.ByUnit)[m.Unit.ID]; c.Revision < 2 || c.Revision > now.Revision || c.At.After(now.At) {
				t.Fatalf("the change %+v is of no revision of %+v", c, now)
			}
		}
	}
	want := map[string]string{}
	for u, now := range after.Reports.(report.ByUnit) {
		then, in := before.Reports.(report.ByUnit)[u]
		if !in {
			want[string(u)] = "came"
			continue
		}
		for _, f := range after.Form.Fields {
			if a, b := cellText(then.Values, f.ID), cellText(now.Values, f.ID); a != b {
				want[string(u)+"/"+string(f.ID)] = a + "→" + b
			}
		}
	}
	if !maps.Equal(got, want) {
		t.Fatalf("changes %v, want %v", got, want)
	}
}

func cellText(v anwei.Values, id anwei.FieldID) string {
	x, ok := v[id]
	switch {
	case !ok:
		return "未填"
	case x.NA:
		return "不适用"
	}
	return strconv.FormatInt(x.N, 10)
}

// story is a county of four: one unchanged, one corrected twice and changed back in
// one figure, one that came after the snapshot, one that did not come.
func story(t *testing.T) (*archive, anwei.Snapshot) {
	t.Helper()
	a := newArchive(4)
	a.form.Checks = []anwei.Check{{ID: "jump"}}
	v := func(n ...int64) anwei.Values {
		out := anwei.Values{}
		for i, x := range n {
			out[a.form.Fields[i].ID] = anwei.Number(x)
		}
		return out
	}
	a.confirm("u0", v(1, 2, 3, 4))
	a.confirm("u1", v(10, 20, 30))
	s := a.snapshot("报市安委办")
	a.confirm("u1", v(11, 20, 30, 5))
	a.confirm("u1", v(11, 25, 30, 5))
	a.confirm("u1", v(10, 25, 30, 5))
	a.now = time.Date(2026, 10, 23, 0, 10, 0, 0, time.UTC)
	a.confirm("u2", v(0, 0, 0, 0))
	return a, s
}

func TestRevisions(t *testing.T) {
	a, _ := story(t)
	last := a.revisions[a.reports["u1"].Key]
	last[1].Behalf = true
	golden(t, "revisions", tables.Revisions(tables.RevisionsInput{Scopes: []report.Scope{a.scope()}, Revisions: a.revisions}))
}

func TestMovesTable(t *testing.T) {
	a, s := story(t)
	now := a.scope()
	moves := report.Moves(now, a.rebuild(t, s).Reports.(report.ByUnit), func(k anwei.ReportKey) []anwei.Revision { return a.revisions[k] })
	if u, f, c := report.Count(moves); u != 1 || f != 2 || c != 1 {
		t.Errorf("%d units, %d figures, %d came", u, f, c)
	}
	golden(t, "moves", tables.MovesTable(tables.MovesInput{Snapshot: s, Scopes: []report.Scope{now}, Moved: [][]report.Moved{moves}}))
}

func TestSame(t *testing.T) {
	a := newArchive(2)
	a.confirm("u0", anwei.Values{})
	s := a.snapshot("a")
	a.now = a.now.Add(time.Hour)
	if b := a.snapshot("b"); !report.Same(s, b) {
		t.Error("nothing came between, and the snapshots differ")
	}
	a.confirm("u0", anwei.Values{})
	if report.Same(s, a.snapshot("c")) {
		t.Error("a revision came between, and the snapshots are the same")
	}
	if len(s.People) != 1 || len(s.People[0].Roles) > 0 {
		t.Errorf("kept %+v: only those who report, without their roles", s.People)
	}
}

func rekeyInput(a *archive) report.RekeyInput {
	return report.RekeyInput{
		Scope: a.scope(), Keyed: map[anwei.UnitID]anwei.Keyed{}, Then: map[anwei.UnitID]anwei.Values{},
		Rekey: anwei.Rekey{System: "全国信息系统", Form: a.form.ID, Note: "顺序按附件2。", Fields: []anwei.RekeyField{
			{Field: "f3", Label: "甲栏"}, {Field: "f0"},
		}},
	}
}

func TestRekey(t *testing.T) {
	a, s := story(t)
	in := rekeyInput(a)
	for u, h := range s.Of(a.form.ID, s.Period) { // both were keyed as they were
		r, _ := h.AtRevision(a.revisions[h.Key])
		in.Keyed[u] = anwei.Keyed{Key: h.Key, Revision: h.Revision, By: "tb", At: s.At}
		in.Then[u] = r.Values
	}
	lists := tables.Rekey(in)
	golden(t, "rekey", lists[0])
	golden(t, "rekey-state", lists[1])
}

// TestRekeyProperty: a report that is keyed is asked for no more until a figure of
// the other system changes, and then for that figure alone.
func TestRekeyProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := newArchive(3)
		a.confirmSome(t)
		in := rekeyInput(a)
		for u, r := range a.reports {
			if rapid.Bool().Draw(t, "keyed") {
				in.Keyed[u] = anwei.Keyed{Key: r.Key, Revision: r.Revision}
				in.Then[u] = r.Values
			}
		}
		for _, u := range in.Units() { // a later tick may stand beside an earlier picture
			if _, came := a.reports[u.ID]; !came && rapid.Bool().Draw(t, "keyed and not in") {
				in.Keyed[u.ID] = anwei.Keyed{Revision: 1}
			}
		}
		a.confirmSome(t)
		in.Scope = a.scope()
		for _, k := range in.Keyings() {
			r, came := a.reports[k.Unit.ID]
			want := report.NotIn
			differ := 0
			for _, f := range []anwei.FieldID{"f3", "f0"} {
				if cellText(in.Then[k.Unit.ID], f) != cellText(r.Values, f) {
					differ++
				}
			}
			switch _, keyed := in.Keyed[k.Unit.ID]; {
			case came && !keyed:
				want, differ = report.ToKey, 0
			case came && differ > 0:
				want = report.ToMend
			case came:
				want = report.KeyedIn
			default:
				differ = 0
			}
			if k.State != want || len(k.Changes) != differ {
				t.Fatalf("%s is %s with %v, want %s with %d", k.Unit.ID, k.State, k.Changes, want, differ)
			}
		}
		for _, table := range tables.Rekey(in) {
			if err := table.Valid(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
