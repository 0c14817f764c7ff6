package scheduler_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler"
)

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

func date(t testing.TB, s string) anwei.Date {
	t.Helper()
	d, err := anwei.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
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
	names := []string{"督导次数", "发现隐患", "自查家次", "自查隐患", "自查整改", "处罚"}
	out := make([]anwei.Field, 0, len(names))
	for i, n := range names {
		out = append(out, anwei.Field{ID: anwei.FieldID(fmt.Sprintf("f%d", i)), Kind: anwei.Count, Name: n})
	}
	return out
}

func figures() anwei.Form {
	return anwei.Form{
		ID: "figures", Title: "泽州县安全风险大排查大整治工作清单", Short: "调度表", Every: anwei.Month, TopUp: true,
		First:    anwei.MonthPeriod(2026, time.February),
		Last:     anwei.MonthPeriod(2026, time.December),
		Audience: anwei.Audience{Kinds: []anwei.UnitKind{"town", "department"}},
		Deadline: anwei.Deadline{Day: 22, Shift: anwei.Keep},
		Fields:   fields(),
	}
}

func nine() anwei.Clock { return anwei.Clock{Hour: 9} }

// formRule makes a step over the figures form, counted in working days.
func formRule(id anwei.RuleID, days int, to ...anwei.Recipient) anwei.ReminderRule {
	return anwei.ReminderRule{
		ID: id, Form: "figures", Days: days, Working: true, At: nine(), To: to, RestDays: days == 0,
		Text: "{unit}{period}{form}{deadline}截止，{state}。",
	}
}

// dutyRule makes a step over the duties.
func dutyRule(id anwei.RuleID, from anwei.Anchor, days int, working bool, to ...anwei.Recipient) anwei.ReminderRule {
	return anwei.ReminderRule{
		ID: id, Duties: true, From: from, Days: days, Working: working, At: nine(), To: to,
		Text: "{unit}{period}“{duty}”{deadline}截止，{state}。",
	}
}

// caseRule makes a step over a kind of case.
func caseRule(id anwei.RuleID, kind anwei.CaseKind, days int, rest bool, to ...anwei.Recipient) anwei.ReminderRule {
	return anwei.ReminderRule{
		ID: id, Case: kind, Days: days, RestDays: rest, At: nine(), To: to, Text: "{unit}{case}“{step}”{left}。",
	}
}

// asking lets a rule offer to promise a day.
func asking(r anwei.ReminderRule) anwei.ReminderRule {
	r.Ask = true
	return r
}

func dutyList() []anwei.Duty {
	towns := anwei.Audience{Kinds: []anwei.UnitKind{"county", "town"}}
	return []anwei.Duty{
		{ID: "meeting", Title: "专委会全体会议", Every: anwei.Quarter, Audience: towns, Wanted: 1, Counts: "次", LeadDays: 20},
		{ID: "solved", Title: "办实事、解难题", Every: anwei.Year, Audience: anwei.Audience{Kinds: []anwei.UnitKind{"town"}}, Wanted: 10, Counts: "项", LeadDays: 60},
		{ID: "lists", Title: "制定两个清单", By: anwei.Date{Year: 2026, Month: time.March, Day: 31}, Audience: towns, Wanted: 1, Counts: "次", LeadDays: 10},
		{ID: "asneeded", Title: "据实登记", Every: anwei.Month, When: "发现时", Audience: towns, Counts: "项"},
	}
}

// plan is a campaign of the usual shape, with short words.
func plan() anwei.Plan {
	promised := asking(formRule("figures-promised", 1, anwei.ToReporter, anwei.ToDeputy))
	promised.From = anwei.ByPromise
	listed := formRule("figures+1-office", 1, anwei.ToOffice)
	listed.Text = "{period}{form}已于{deadline}截止，{state}。未报单位："
	listed.Draft = "{period}{form}尚未报送：{unit}。"
	again := formRule("figures+2-running", 2, anwei.ToOffice)
	again.Running, again.Text, again.Line = 3, "以下单位{form}连续3个月逾期或未报：", "{form}连续3个月逾期或未报：{unit}"
	r, d, l, o := anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader, anwei.ToOffice
	return anwei.Plan{
		Zone: "Asia/Shanghai", From: anwei.Date{Year: 2026, Month: 2, Day: 14}, To: anwei.Date{Year: 2026, Month: 12, Day: 31},
		Kinds: []anwei.Kind{{ID: "county", ByOffice: true}, {ID: "town"}, {ID: "department"}, {ID: "enterprise"}},
		Forms: []anwei.Form{figures()}, Duties: dutyList(),
		Cases: []anwei.CaseRule{
			{ID: "quick", Title: "快查快处", Word: "立案", Open: []anwei.Role{anwei.Office}, Steps: []anwei.StepRule{
				{ID: "scene", Title: "现场调查"},
				{ID: "opinion", Title: "调查意见", Days: 1},
				{ID: "analysis", Title: "案例剖析", Days: 3},
				{ID: "bulletin", Title: "案例通报", MonthEnd: true},
			}},
			{ID: "hazard", Title: "重大隐患", Word: "重大隐患", Months: 3, Steps: []anwei.StepRule{{ID: "rectify", Title: "整改销号", Named: true}}},
		},
		Reminders: []anwei.ReminderRule{
			formRule("figures-3", -3, r), formRule("figures-1", -1, r), formRule("figures-0", 0, r, d),
			asking(formRule("figures+1", 1, r, d)), listed, formRule("figures+2-leader", 2, l), again,
			asking(formRule("figures+3", 3, r, d)), promised,
			dutyRule("duty-lead", anwei.ByLead, 0, false, r), dutyRule("duty-1", "", -1, true, r, d),
			asking(dutyRule("duty+1", "", 1, true, r, d)), dutyRule("duty+1-office", "", 1, true, o),
			asking(dutyRule("duty+5", anwei.ByDeadline, 5, true, r, d)),
			dutyRule("duty-arranged-1", anwei.ByArrangement, -1, false, r),
			asking(dutyRule("duty-arranged+1", anwei.ByArrangement, 1, false, r, d)),
			asking(dutyRule("duty-promised", anwei.ByPromise, 1, true, r, d)),
			caseRule("quick-0", "quick", 0, true, r), caseRule("quick+1", "quick", 1, true, r), caseRule("quick+1-office", "quick", 1, true, o),
			caseRule("hazard-7", "hazard", -7, false, r), caseRule("hazard-1", "hazard", -1, false, r, l),
			caseRule("hazard+1", "hazard", 1, false, r, l), caseRule("hazard+1-office", "hazard", 1, false, o),
		},
	}
}

func holds(r anwei.Role, units ...anwei.UnitID) []anwei.Assignment {
	var out []anwei.Assignment
	for _, u := range units {
		out = append(out, anwei.Assignment{Role: r, Unit: u})
	}
	return out
}

// roster is two towns, a department, a retired town and an enterprise that the
// form does not ask.
func roster() anwei.Roster {
	deputy := holds(anwei.Reporter, "xiacun", "jiaoyu")
	deputy[0].Deputy, deputy[1].Deputy = true, true
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
			{ID: "anban", Name: "安办", Roles: holds(anwei.Office, "xian")},
			{ID: "xianzhang", Name: "县长", Roles: holds(anwei.Leader, "xian")},
			{ID: "lianhe", Name: "联合", Phone: "13500000034", Roles: deputy},
			{ID: "nancun_tb", Name: "南村员", Phone: "13500000010", Roles: holds(anwei.Reporter, "nancun")},
			{ID: "nancun_zz", Name: "南村镇长", Roles: holds(anwei.Leader, "nancun")},
			{ID: "xiacun_tb", Name: "下村员", Phone: "13500000012", Roles: holds(anwei.Reporter, "xiacun")},
			{ID: "jiaoyu_tb", Name: "教育员", Roles: append(holds(anwei.Reporter, "jiaoyu"), holds(anwei.Leader, "jiaoyu")...)},
			{ID: "laocun_tb", Name: "老村员", Roles: holds(anwei.Reporter, "laocun")},
			{ID: "jituan_tb", Name: "集团员", Roles: holds(anwei.Reporter, "jituan")},
		},
	}
}

// oneTown is 南村镇 alone, with its reporter and its leader.
func oneTown() anwei.Roster {
	r := roster()
	return anwei.Roster{Units: r.Units[:2], People: r.People[3:5]}
}

// october is the key of a unit's report of the figures for 2026-10.
func october(u anwei.UnitID) anwei.ReportKey {
	return anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, time.October), Unit: u}
}

// meeting is a unit's duty to meet in the third quarter.
func meeting(u anwei.UnitID) anwei.Matter {
	return anwei.Matter{Unit: u, Duty: "meeting", Period: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}}
}

func facts() scheduler.Facts { return scheduler.Facts{Plan: plan(), Calendar: calendar2026()} }

// wakeUp makes one wake-up for everybody, and returns what is due to those who
// have anything due.
func wakeUp(f scheduler.Facts, l *ledger, rung, now time.Time) ([]scheduler.Due, error) {
	w := scheduler.NewWake(f, rung, now)
	if err := w.See(l, l.roster.Units); err != nil {
		return nil, err
	}
	if w.WantsPeople() {
		w.Meet(l.roster.People)
	}
	var out []scheduler.Due
	for _, p := range l.roster.People {
		d, err := w.For(l, p)
		if err != nil {
			return nil, err
		}
		if !d.Reminder.Empty() || len(d.Dropped) > 0 {
			out = append(out, d)
		}
	}
	return out, nil
}

// due is a first wake-up, at which nothing was ever said.
func due(t testing.TB, f scheduler.Facts, l *ledger, now string) []scheduler.Reminder {
	t.Helper()
	return dueSince(t, f, l, time.Time{}, clock(t, now))
}

// dueSince is a wake-up where everything up to rung was said.
func dueSince(t testing.TB, f scheduler.Facts, l *ledger, rung, now time.Time) []scheduler.Reminder {
	t.Helper()
	ds, err := wakeUp(f, l, rung, now)
	if err != nil {
		t.Fatal(err)
	}
	var out []scheduler.Reminder
	for _, d := range ds {
		if !d.Reminder.Empty() {
			out = append(out, d.Reminder)
		}
	}
	return out
}

// between fails the test on an error.
func between(t testing.TB, f scheduler.Facts, l *ledger, from, to string) []scheduler.Reminder {
	t.Helper()
	out, err := scheduler.Between(clock(t, from), clock(t, to), f, l, l.roster)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// brief writes an item as its rule and what it is about: figures-3 nancun/2026-10.
func brief(it anwei.Item) string {
	m := it.Matter
	switch {
	case m.Form != "":
		return fmt.Sprintf("%s %s/%s", it.Rule, m.Unit, m.Period)
	case m.Duty != "":
		return fmt.Sprintf("%s %s/%s/%s", it.Rule, m.Unit, m.Duty, m.Period)
	}
	return fmt.Sprintf("%s %s/%d/%s", it.Rule, m.Unit, m.Case, m.Step)
}

// briefs writes reminders a line each: who, and the items.
func briefs(rs []scheduler.Reminder) string {
	var b strings.Builder
	for _, r := range rs {
		var parts []string
		for _, it := range r.Items {
			parts = append(parts, brief(it))
		}
		if r.Notice != "" {
			parts = append(parts, r.NoticeKey)
		}
		fmt.Fprintf(&b, "%s: %s\n", r.To, strings.Join(parts, ", "))
	}
	return b.String()
}

// story writes reminders with their times.
func story(rs []scheduler.Reminder) string {
	var b strings.Builder
	for _, r := range rs {
		b.WriteString(r.At.Format("01-02 15:04 ") + briefs([]scheduler.Reminder{r}))
	}
	return b.String()
}

// lines joins what a test wants as briefs and story write it.
func lines(s ...string) string {
	if len(s) == 0 {
		return ""
	}
	return strings.Join(s, "\n") + "\n"
}
