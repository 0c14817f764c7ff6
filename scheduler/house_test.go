package scheduler_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/scheduler"
)

// ledger is a scheduler.Ledger in memory. It counts what it is asked.
type ledger struct {
	reports map[anwei.ReportKey]bool
	drafts  map[anwei.ReportKey]anwei.Draft
	said    map[string]bool

	askedReports, askedDrafts, askedKeys int
}

func newLedger() *ledger {
	return &ledger{
		reports: map[anwei.ReportKey]bool{},
		drafts:  map[anwei.ReportKey]anwei.Draft{},
		said:    map[string]bool{},
	}
}

func (l *ledger) Reports(f anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Report, error) {
	l.askedReports++
	out := map[anwei.UnitID]anwei.Report{}
	for k := range l.reports {
		if k.Form == f && k.Period == p {
			out[k.Unit] = anwei.Report{Key: k}
		}
	}
	return out, nil
}

func (l *ledger) Draft(k anwei.ReportKey) (anwei.Draft, bool, error) {
	l.askedDrafts++
	d, ok := l.drafts[k]
	return d, ok, nil
}

func (l *ledger) HasOutgoing(key string) (bool, error) {
	l.askedKeys++
	return l.said[key], nil
}

func (l *ledger) report(k anwei.ReportKey) { l.reports[k] = true }

// begin puts a draft with the first n fields answered.
func (l *ledger) begin(k anwei.ReportKey, n int) {
	v := anwei.Values{}
	for _, f := range fields()[:n] {
		v[f.ID] = anwei.Number(1)
	}
	l.drafts[k] = anwei.Draft{Key: k, Values: v}
}

func shanghai(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// clock reads a time written as 2026-10-19 09:00 in Shanghai.
func clock(t testing.TB, s string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04:05", (s + ":00")[:19], shanghai(t))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// calendar2026 has the days that the State Council announced on 2025-11-04.
func calendar2026() anwei.Calendar {
	c := anwei.Calendar{Off: map[anwei.Date]bool{}, Work: map[anwei.Date]bool{}}
	off := func(m time.Month, from, to int) {
		for d := from; d <= to; d++ {
			c.Off[anwei.Date{Year: 2026, Month: m, Day: d}] = true
		}
	}
	off(time.January, 1, 3)
	off(time.February, 15, 23)
	off(time.April, 4, 6)
	off(time.May, 1, 5)
	off(time.June, 19, 21)
	off(time.September, 25, 27)
	off(time.October, 1, 7)
	for _, d := range []anwei.Date{
		{Year: 2026, Month: 1, Day: 4},
		{Year: 2026, Month: 2, Day: 14},
		{Year: 2026, Month: 2, Day: 28},
		{Year: 2026, Month: 5, Day: 9},
		{Year: 2026, Month: 9, Day: 20},
		{Year: 2026, Month: 10, Day: 10},
	} {
		c.Work[d] = true
	}
	return c
}

func fields() []anwei.Field {
	ids := []anwei.FieldID{
		"leader_inspections", "leader_hazards", "self_checks", "self_hazards", "self_rectified", "self_major",
		"self_major_rectified", "dept_checks", "dept_hazards", "dept_rectified", "dept_major",
		"dept_major_rectified", "shutdowns", "penalized", "accountable",
	}
	out := make([]anwei.Field, 0, len(ids))
	for _, id := range ids {
		out = append(out, anwei.Field{ID: id, Kind: anwei.Count})
	}
	return out
}

func figures() anwei.Form {
	return anwei.Form{
		ID: "figures", Title: "泽州县安全风险大排查大整治工作清单", Short: "调度表", Every: anwei.Month,
		First:    anwei.MonthPeriod(2026, time.February),
		Last:     anwei.MonthPeriod(2026, time.December),
		Audience: anwei.Audience{Kinds: []anwei.UnitKind{"town", "department"}},
		Deadline: anwei.Deadline{Day: 22, Shift: anwei.Keep},
		Fields:   fields(),
	}
}

// rule makes a step over the figures form, counted in working days.
func rule(id anwei.RuleID, days int, at anwei.Clock, to ...anwei.Recipient) anwei.ReminderRule {
	return anwei.ReminderRule{
		ID: id, Form: "figures", Days: days, Working: true, At: at, To: to,
		Text: "{unit}{period}{form}{deadline}截止，{state}。",
	}
}

func nine() anwei.Clock { return anwei.Clock{Hour: 9} }

// plan is a ladder of the usual shape.
func plan() anwei.Plan {
	said := func(r anwei.ReminderRule, text string) anwei.ReminderRule {
		r.Text = text
		return r
	}
	return anwei.Plan{
		Zone: "Asia/Shanghai", Forms: []anwei.Form{figures()},
		Reminders: []anwei.ReminderRule{
			said(rule("before3", -3, nine(), anwei.ToReporter),
				"您好，{unit}{period}{form}请于{deadline}前报送，目前{state}。"),
			said(rule("before1", -1, nine(), anwei.ToReporter, anwei.ToDeputy),
				"您好，{unit}{period}{form}将于{deadline}截止，目前{state}，请抓紧报送。"),
			said(rule("day", 0, nine(), anwei.ToReporter, anwei.ToDeputy),
				"您好，今天（{deadline}）是{period}{form}报送截止日，{unit}{state}，请于今天报送。"),
			said(rule("after1", 1, nine(), anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader),
				"您好，{unit}{period}{form}已过{deadline}报送期限，目前{state}，请尽快补报。"),
			said(rule("list", 1, anwei.Clock{Hour: 9, Minute: 30}, anwei.ToOffice),
				"{period}{form}已于{deadline}截止，{state}。"),
		},
	}
}

// roster is two towns, a department, a retired town and an enterprise that the
// form does not ask.
func roster() anwei.Roster {
	reports := func(u anwei.UnitID) anwei.Assignment { return anwei.Assignment{Role: anwei.Reporter, Unit: u} }
	deputises := func(u anwei.UnitID) anwei.Assignment {
		return anwei.Assignment{Role: anwei.Reporter, Unit: u, Deputy: true}
	}
	leads := func(u anwei.UnitID) anwei.Assignment { return anwei.Assignment{Role: anwei.Leader, Unit: u} }
	return anwei.Roster{
		Units: []anwei.Unit{
			{ID: "xian", Name: "泽州县", Kind: "county"},
			{ID: "nancun", Name: "南村镇", Kind: "town", Parent: "xian"},
			{ID: "xiacun", Name: "下村镇", Kind: "town", Parent: "xian"},
			{ID: "jiaoyu", Name: "县教育局", Kind: "department", Parent: "xian"},
			{ID: "laocun", Name: "老村镇", Kind: "town", Parent: "xian", Retired: true},
			{ID: "jituan", Name: "某集团", Kind: "enterprise", Parent: "xian"},
		},
		People: []anwei.Person{
			{ID: "anban", Roles: []anwei.Assignment{{Role: anwei.Office, Unit: "xian"}}},
			{ID: "xianzhang", Roles: []anwei.Assignment{leads("xian")}},
			{ID: "nancun_tb", Roles: []anwei.Assignment{reports("nancun")}},
			{ID: "nancun_zz", Roles: []anwei.Assignment{leads("nancun")}},
			{ID: "xiacun_tb", Roles: []anwei.Assignment{reports("xiacun")}},
			{ID: "jiaoyu_tb", Roles: []anwei.Assignment{reports("jiaoyu"), leads("jiaoyu")}},
			{ID: "lianhe", Roles: []anwei.Assignment{deputises("xiacun"), deputises("jiaoyu")}},
			{ID: "laocun_tb", Roles: []anwei.Assignment{reports("laocun")}},
			{ID: "jituan_tb", Roles: []anwei.Assignment{reports("jituan")}},
		},
	}
}

// october is the key of a unit's report of the figures for 2026-10.
func october(u anwei.UnitID) anwei.ReportKey {
	return anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, time.October), Unit: u}
}

func facts(l *ledger) scheduler.Facts {
	return scheduler.Facts{Plan: plan(), Calendar: calendar2026(), Roster: roster(), Ledger: l}
}

// due fails the test on an error.
func due(t testing.TB, now time.Time, f scheduler.Facts) []scheduler.Reminder {
	t.Helper()
	out, err := scheduler.Due(now, f)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// between fails the test on an error.
func between(t testing.TB, from, to time.Time, f scheduler.Facts) []scheduler.Reminder {
	t.Helper()
	out, err := scheduler.Between(from, to, f)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// keys returns what was said, without the words.
func keys(rs []scheduler.Reminder) []string {
	out := make([]string, 0, len(rs))
	for _, r := range rs {
		out = append(out, r.Key)
	}
	return out
}
