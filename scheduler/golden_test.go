package scheduler_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/config/calendar"
	yearplan "anwei/config/plan"
	sample "anwei/config/roster"
	"anwei/scheduler"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// campaign is the plan, the calendar and the sample roster that come with the
// program.
func campaign(t *testing.T) (scheduler.Facts, *ledger) {
	t.Helper()
	p, err := yearplan.Default()
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := sample.Sample(p)
	if err != nil {
		t.Fatal(err)
	}
	return scheduler.Facts{Plan: p, Calendar: c}, newLedger(r)
}

// golden holds a text against its file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		at := 0
		for at < len(got) && at < len(want) && got[at] == want[at] {
			at++
		}
		t.Errorf("%s differs; rewrite it with -update and read the diff. From the first difference:\n%.800s", name, got[strings.LastIndex(got[:at], "\n")+1:])
	}
}

// TestYear writes the whole campaign, where nobody answers anything, as a
// reviewer reads it against the notice: who hears when of what.
func TestYear(t *testing.T) {
	t.Parallel()
	f, l := campaign(t)
	rs := between(t, f, l, "2026-02-14 00:00", "2027-01-20 00:00")
	head := "# 2026年全年提醒一览：样例名单，假定没有一个人答复。由 TestYear 生成（-update 重写），请对照通知逐条审阅。\n" +
		"# 从来没有人按时报过，就是还没有启用，所以没有“连续3个月逾期或未报”的名单；那在 month-2026-10.txt。\n" +
		"# 每段是同一时刻；收到同样几件事的人列在一起，下面各行是其中第一个人看到的。\n"
	golden(t, "year-2026.txt", head+year(l.roster, rs))
}

// year groups, at each time, the people who hear the same of their units.
func year(r anwei.Roster, rs []scheduler.Reminder) string {
	names := map[anwei.PersonID]string{}
	for _, p := range r.People {
		names[p.ID] = p.Name
	}
	var b strings.Builder
	for len(rs) > 0 {
		n := 1
		for n < len(rs) && rs[n].At.Equal(rs[0].At) {
			n++
		}
		fmt.Fprintf(&b, "\n== %s\n", moment(rs[0].At))
		var order []string
		groups := map[string][]scheduler.Reminder{}
		for _, x := range rs[:n] {
			k := alike(x)
			if groups[k] == nil {
				order = append(order, k)
			}
			groups[k] = append(groups[k], x)
		}
		for _, k := range order {
			var who []string
			for _, x := range groups[k] {
				who = append(who, names[x.To])
			}
			fmt.Fprintf(&b, "%s\n", strings.Join(who, "、"))
			for _, it := range scheduler.Joined(groups[k][0].Items, anwei.DateOf(groups[k][0].At)) {
				line, _, _ := strings.Cut(it.Line, "\n")
				fmt.Fprintf(&b, "    %-8s %-18s %s\n", it.As, it.Rule, line)
			}
			if d := groups[k][0].Draft; d != "" {
				fmt.Fprintf(&b, "    （催报稿）%s\n", d)
			}
		}
		rs = rs[n:]
	}
	return b.String()
}

// alike is the same for reminders that say the same of different units.
func alike(r scheduler.Reminder) string {
	var b strings.Builder
	for _, it := range r.Items {
		m := it.Matter
		if it.As != anwei.ToOffice {
			m.Unit = "-"
		}
		fmt.Fprintf(&b, "%s %s %s\n", it.As, it.Rule, m)
	}
	return b.String()
}

func moment(at time.Time) string {
	return at.Format(time.DateOnly) + " 周" + [...]string{"日", "一", "二", "三", "四", "五", "六"}[at.Weekday()] + " " + at.Format("15:04")
}
