package scheduler_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/scheduler"
)

// toldOffice returns the text of the only item that the office is told.
func toldOffice(t *testing.T, rs []scheduler.Reminder) string {
	t.Helper()
	for _, r := range rs {
		if r.To == "anban" && len(r.Items) == 1 {
			return r.Items[0].Text
		}
	}
	t.Fatalf("the office is not told one thing:\n%s", story(rs))
	return ""
}

// TestList tells the office who owes what, whom to call, what was promised and
// when each was reminded, with a draft for the group.
func TestList(t *testing.T) {
	t.Parallel()
	l := newLedger(roster())
	f := formsOnly()
	w := newWalk(f, l)
	w.rung = clock(t, "2026-10-17 18:00")
	for day := clock(t, "2026-10-18 09:00"); day.Before(clock(t, "2026-10-23 00:00")); day = day.AddDate(0, 0, 1) {
		if err := w.wake(day); err != nil {
			t.Fatal(err)
		}
		if day.Day() == 20 {
			l.report(october("jiaoyu"), day, false)
			l.promise(anwei.ReportMatter(october("xiacun")), anwei.Promised, date(t, "2026-10-23"), day)
		}
	}
	w.said = nil
	if err := w.wake(clock(t, "2026-10-23 09:00")); err != nil {
		t.Fatal(err)
	}
	want := "10月调度表已于10月22日截止，应报3家，已报1家，未报2家。未报单位：" +
		"\n· 南村镇：南村员 13500000010；催办3次：10月19日、10月21日、10月22日" +
		"\n· 下村镇：下村员 13500000012；承诺10月23日完成；催办1次：10月19日"
	if got := toldOffice(t, w.said); got != want {
		t.Errorf("the office is told\n%s\nwant\n%s", got, want)
	}
	if got := w.said[0].Draft; got != "10月调度表尚未报送：南村镇、下村镇。" {
		t.Errorf("the draft is %s", got)
	}
	if !strings.HasPrefix(w.said[0].Items[0].Line, "10月调度表：应报3家，已报1家，未报2家（南村镇、下村镇）\n· 南村镇：南村员 13500000010；") {
		t.Errorf("as one of several it says %s", w.said[0].Items[0].Line)
	}
}

// TestContact is the first reporter before a deputy, and a unit without one is
// named as such.
func TestContact(t *testing.T) {
	t.Parallel()
	r := roster()
	r.People = append([]anwei.Person{{ID: "deputy", Name: "副手", Roles: []anwei.Assignment{
		{Role: anwei.Reporter, Unit: "nancun", Deputy: true}, {Role: anwei.Reporter, Unit: "xiacun", Deputy: true},
	}}}, r.People...)
	l := newLedger(r)
	// jiaoyu loses its reporter and keeps its deputy; xiacun loses both.
	var people []anwei.Person
	for _, p := range r.People {
		if p.ID != "jiaoyu_tb" && p.ID != "xiacun_tb" {
			people = append(people, p)
		}
	}
	people[0].Roles = people[0].Roles[:1]
	for i := range people {
		if people[i].ID == "lianhe" {
			people[i].Roles = people[i].Roles[1:]
		}
	}
	l.roster.People = people
	got := toldOffice(t, due(t, formsOnly(), l, "2026-10-23 09:00"))
	for _, want := range []string{"南村镇：南村员 13500000010", "下村镇：没有填报员", "县教育局：联合 13500000034"} {
		if !strings.Contains(got, "\n· "+want) {
			t.Errorf("the office is not told %s:\n%s", want, got)
		}
	}
}

// TestNodes tells each office of the units below its own node alone.
func TestNodes(t *testing.T) {
	t.Parallel()
	r := roster()
	r.Units = append(r.Units, anwei.Unit{ID: "shi", Name: "晋城市", Kind: "city"}, anwei.Unit{ID: "lingchuan", Name: "陵川县", Kind: "county", Parent: "shi"},
		anwei.Unit{ID: "chongwen", Name: "崇文镇", Kind: "town", Parent: "lingchuan"})
	r.Units[0].Parent = "shi"
	r.People = []anwei.Person{
		{ID: "shi", Roles: holds(anwei.Office, "shi")},
		{ID: "anban", Roles: holds(anwei.Office, "xian")},
		{ID: "lingchuan", Roles: holds(anwei.Office, "lingchuan")},
		{ID: "both", Roles: holds(anwei.Office, "xian", "lingchuan")},
	}
	f := formsOnly()
	f.Plan.Reminders = f.Plan.Reminders[4:5]
	got := map[anwei.PersonID]string{}
	for _, d := range due(t, f, newLedger(r), "2026-10-23 09:00") {
		for _, it := range d.Items {
			_, text, _ := strings.Cut(it.Line, "（")
			got[d.To] += strings.SplitN(text, "）", 2)[0] + ";"
		}
	}
	for who, want := range map[anwei.PersonID]string{
		"shi": "南村镇、下村镇、县教育局、崇文镇;", "anban": "南村镇、下村镇、县教育局;", "lingchuan": "崇文镇;", "both": "南村镇、下村镇、县教育局;崇文镇;",
	} {
		if got[who] != want {
			t.Errorf("%s is told of %s, want %s", who, got[who], want)
		}
	}
}

// TestRing survives a roster whose units stand below each other.
func TestRing(t *testing.T) {
	t.Parallel()
	r := roster()
	r.Units[0].Parent = "nancun"
	if got := toldOffice(t, due(t, formsOnly(), newLedger(r), "2026-10-23 09:00")); !strings.Contains(got, "未报3家") {
		t.Errorf("the office is told %s", got)
	}
}

// TestRunning names the units that were late or silent three months running,
// also those whose late report has come in, and nobody before the third month.
func TestRunning(t *testing.T) {
	t.Parallel()
	f := formsOnly()
	f.Plan.Reminders = f.Plan.Reminders[6:7]
	key := func(u anwei.UnitID, m time.Month) anwei.ReportKey {
		k := october(u)
		k.Period = anwei.MonthPeriod(2026, m)
		return k
	}
	l := newLedger(roster())
	at := clock(t, "2026-10-25 10:00")
	l.inUse(t)
	for m := time.August; m <= time.October; m++ {
		l.report(key("nancun", m), at, true)                // late each time
		l.report(key("xiacun", m), at, m != time.September) // in time once
	}
	if got := toldOffice(t, due(t, f, l, "2026-10-26 09:00")); !strings.HasPrefix(got, "以下单位调度表连续3个月逾期或未报：\n· 南村镇：") ||
		strings.Contains(got, "下村") || !strings.Contains(got, "县教育局") {
		t.Errorf("the office is told %s", got)
	}
	// February and March are the first two months that there are.
	l = newLedger(roster())
	l.inUse(t)
	if got := story(between(t, f, l, "2026-02-01 00:00", "2026-05-01 00:00")); got != lines("04-24 09:00 anban: figures+2-running xian/2026-04") {
		t.Errorf("from the beginning: said\n%s", got)
	}
}

// TestRunningSince counts no month before the first one for which anybody was in
// time, however much was caught up on, and asks once a wake-up which that is.
func TestRunningSince(t *testing.T) {
	t.Parallel()
	f := formsOnly()
	f.Plan.Reminders = f.Plan.Reminders[6:7]
	key := func(u anwei.UnitID, m time.Month) anwei.ReportKey {
		k := october(u)
		k.Period = anwei.MonthPeriod(2026, m)
		return k
	}
	l := newLedger(roster())
	if got := story(between(t, f, l, "2026-02-01 00:00", "2027-01-20 00:00")); got != "" {
		t.Errorf("where nobody ever reported: said\n%s", got)
	}
	l.report(key("jiaoyu", time.August), clock(t, "2026-08-20 10:00"), false)
	for m := time.February; m < time.August; m++ { // 南村镇 catches up when the program comes
		l.report(key("nancun", m), clock(t, "2026-08-10 10:00"), true)
	}
	rs := between(t, f, l, "2026-02-01 00:00", "2026-11-01 00:00")
	if got := story(rs); got != lines("10-26 09:00 anban: figures+2-running xian/2026-10") {
		t.Errorf("in use since August: said\n%s", got)
	}
	if got := toldOffice(t, rs); !strings.Contains(got, "南村镇") || !strings.Contains(got, "下村镇") || strings.Contains(got, "教育") {
		t.Errorf("the office is told %s", got)
	}
	l.asked = map[string]int{}
	due(t, f, l, "2026-10-26 09:00")
	if n := l.asked["in use since"]; n != 1 {
		t.Errorf("a wake-up asked %d times since when the program is in use", n)
	}
	l.asked = map[string]int{}
	due(t, formsOnly(), l, "2026-10-22 09:00")
	if n := l.asked["in use since"]; n != 0 {
		t.Errorf("a wake-up without such a list asked %d times", n)
	}
}

// TestOwnUnits has the office do what the county itself owes: it is reminded as
// a reporter is, and no list names the county.
func TestOwnUnits(t *testing.T) {
	t.Parallel()
	f := facts()
	f.Plan.Forms, f.Plan.Duties = nil, f.Plan.Duties[:1]
	l := newLedger(roster())
	l.roster.People = l.roster.People[:4]
	l.fulfil(meeting("xiacun"), 1, clock(t, "2026-09-05 10:00"))
	want := lines(
		"09-10 09:00 anban: duty-lead xian/meeting/2026-Q3",
		"09-10 09:00 nancun_tb: duty-lead nancun/meeting/2026-Q3",
		"09-29 09:00 anban: duty-1 xian/meeting/2026-Q3",
		"09-29 09:00 nancun_tb: duty-1 nancun/meeting/2026-Q3",
		"10-08 09:00 anban: duty+1-office xian/meeting/2026-Q3, duty+1 xian/meeting/2026-Q3",
		"10-08 09:00 nancun_tb: duty+1 nancun/meeting/2026-Q3",
		"10-13 09:00 anban: duty+5 xian/meeting/2026-Q3",
		"10-13 09:00 nancun_tb: duty+5 nancun/meeting/2026-Q3",
	)
	rs := between(t, f, l, "2026-09-06 00:00", "2026-10-20 00:00")
	if got := story(rs); got != want {
		t.Errorf("said\n%swant\n%s", got, want)
	}
	for _, r := range rs {
		for _, it := range r.Items {
			if it.As == anwei.ToOffice && !strings.Contains(it.Text, "应完成2家，已完成1家，未完成1家") {
				t.Errorf("the list says %s", it.Text)
			}
			if r.To == "anban" && it.Rule == "duty-1" && it.As != anwei.ToReporter {
				t.Errorf("the office is told as %s of its own duty", it.As)
			}
		}
	}
}

// TestLongList names ten units and counts the rest, whatever their number.
func TestLongList(t *testing.T) {
	t.Parallel()
	l := newLedger(roster())
	for i := range 300 {
		id := anwei.UnitID(fmt.Sprintf("u%03d", i))
		l.roster.Units = append(l.roster.Units, anwei.Unit{ID: id, Name: fmt.Sprintf("镇%03d", i), Kind: "town", Parent: "xian"})
	}
	got := toldOffice(t, due(t, formsOnly(), l, "2026-10-23 09:00"))
	if !strings.Contains(got, "未报303家") || strings.Contains(got, "\n· ") || !strings.HasSuffix(got, "、镇006等303家") || utf8.RuneCountInString(got) > 150 {
		t.Errorf("said %s", got)
	}
	rs := due(t, formsOnly(), l, "2026-10-23 09:00")
	if !strings.HasSuffix(rs[0].Draft, "、镇036等303家。") {
		t.Errorf("the draft is %s", rs[0].Draft)
	}
}

// TestNextCalendar tells the office in December, on a working day that has
// nothing else, that nobody announced the next year; once, and never where it is
// known.
func TestNextCalendar(t *testing.T) {
	t.Parallel()
	f := casesFacts()
	l := newLedger(roster())
	l.roster.People = append(l.roster.People, anwei.Person{ID: "anban2", Roles: holds(anwei.Office, "xian")})
	l.open(f.Plan, "quick", "nancun", clock(t, "2026-11-29 10:00"), anwei.Date{})
	l.done(1, "opinion", clock(t, "2026-11-29 11:00"))
	l.done(1, "analysis", clock(t, "2026-11-29 11:00"))
	w := newWalk(f, l)
	w.rung = clock(t, "2026-11-29 12:00")
	for day := clock(t, "2026-11-30 09:00"); day.Before(clock(t, "2027-01-20 00:00")); day = day.AddDate(0, 0, 1) {
		if err := w.wake(day); err != nil {
			t.Fatal(err)
		}
	}
	got := slices.DeleteFunc(w.said, func(r scheduler.Reminder) bool { return !strings.HasPrefix(string(r.To), "anban") })
	want := lines(
		"11-30 09:00 anban: quick+1-office nancun/1/scene",
		"11-30 09:00 anban2: quick+1-office nancun/1/scene",
		"12-01 09:00 anban: quick+1-office nancun/1/bulletin",
		"12-01 09:00 anban2: quick+1-office nancun/1/bulletin",
		"12-02 09:00 anban: calendar/2027/anban",
		"12-02 09:00 anban2: calendar/2027/anban2",
	)
	if story(got) != want {
		t.Errorf("said\n%swant\n%s", story(got), want)
	}
	if n := got[5]; len(n.Items) != 0 || !strings.Contains(n.Notice, "还没有2027年的节假日和调休安排") || n.Keys()[1] != n.NoticeKey {
		t.Errorf("the notice is %+v", n)
	}
	f.Calendar.Off[date(t, "2027-01-01")] = true
	if got := briefs(due(t, f, newLedger(roster()), "2026-12-02 09:00")); got != "" {
		t.Errorf("announced, and said %s", got)
	}
	// Nobody looks before December, and a year that has begun is told of.
	if got := briefs(due(t, f, newLedger(roster()), "2028-05-08 09:00")); got != lines("anban: calendar/2028/anban") {
		t.Errorf("in 2028: %s", got)
	}
}

// casesFacts leaves all but the cases out of the plan.
func casesFacts() scheduler.Facts {
	f := facts()
	f.Plan = casesOnly()
	return f
}

// What the office reads of those who are late is short, whatever their number.
func TestOfficeReadsLittle(t *testing.T) {
	t.Parallel()
	for _, more := range []int{0, 114} {
		f, l := campaign(t)
		for i := range more {
			id := anwei.UnitID(fmt.Sprintf("u%03d", i))
			l.roster.Units = append(l.roster.Units, anwei.Unit{ID: id, Name: fmt.Sprintf("第%d街道", i), Kind: "town", Parent: "xian"})
		}
		for _, r := range due(t, f, l, "2026-10-23 09:00") {
			if r.To != "anban" {
				continue
			}
			text, card := scheduler.Compose(r.Items, anwei.DateOf(r.At))
			n := utf8.RuneCountInString(text + cardText(card))
			if n > 300 || r.Draft == "" {
				t.Errorf("%d more units: %d characters\n%s", more, n, text)
			}
			t.Logf("%d more units: %d characters", more, n)
		}
	}
}
