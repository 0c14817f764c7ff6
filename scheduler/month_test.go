package scheduler_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/scheduler"
)

// happened is one thing that comes in, with the words that the golden file has.
type happened struct {
	at, what string
	apply    func(now time.Time)
}

// TestMonth writes a month in which units do answer: reports, promises,
// arrangements, meetings held, a case and a hazard, with every message as it is
// sent.
func TestMonth(t *testing.T) {
	t.Parallel()
	f, l := campaign(t)
	units := []anwei.UnitID{"xian", "anweiban", "nancun", "xiacun", "zhoucun", "jiaoyu"}
	l.roster.Units = slices.DeleteFunc(l.roster.Units, func(u anwei.Unit) bool { return !slices.Contains(units, u.ID) })
	people := []anwei.PersonID{"anban", "nancun_tb", "nancun_zz", "xiacun_tb", "xiacun_zz", "zhoucun_tb", "zhoucun_zz", "jiaoyu_tb", "jianguan"}
	l.roster.People = slices.DeleteFunc(l.roster.People, func(p anwei.Person) bool { return !slices.Contains(people, p.ID) })
	past(t, f, l)
	w := newWalk(f, l)
	w.rung = clock(t, "2026-10-01 00:00")
	var b strings.Builder
	b.WriteString("# 2026年10月：有的单位报了、有的答复了。由 TestMonth 生成（-update 重写）。〉后面是当时发生的事。\n")
	events := october2026(t, f, l)
	for _, now := range bells(f, w.rung, 34) {
		for len(events) > 0 && !clock(t, events[0].at).After(now) {
			at := clock(t, events[0].at)
			events[0].apply(at)
			fmt.Fprintf(&b, "\n〉%s %s\n", moment(at), events[0].what)
			events = events[1:]
		}
		w.said = nil
		if err := w.wake(now); err != nil {
			t.Fatal(err)
		}
		for _, r := range w.said {
			fmt.Fprintf(&b, "\n== %s %s\n%s", moment(now), r.To, sent(r))
		}
	}
	if len(events) > 0 {
		t.Errorf("%d events did not happen", len(events))
	}
	golden(t, "month-2026-10.txt", b.String())
}

// past has everything before October done, but that 周村镇 was never in time.
func past(t *testing.T, f scheduler.Facts, l *ledger) {
	t.Helper()
	for m := time.February; m < time.October; m++ {
		for _, u := range l.roster.Units {
			for _, form := range f.Plan.Forms {
				k := anwei.ReportKey{Form: form.ID, Period: anwei.MonthPeriod(2026, m), Unit: u.ID}
				l.report(k, clock(t, fmt.Sprintf("2026-%02d-25 10:00", int(m))), u.ID == "zhoucun")
				if u.ID != "xiacun" {
					l.again(k, k.Period.Last().At(anwei.Clock{Hour: 10}, shanghai(t)))
				}
			}
		}
	}
	for _, d := range f.Plan.Duties {
		if d.Every == "" && !d.By.Before(date(t, "2026-10-01")) {
			continue
		}
		for _, u := range l.roster.Units {
			p := d.Period(date(t, "2026-09-30"))
			if d.Every == "" || d.Last(p).Before(date(t, "2026-10-01")) && u.ID != "nancun" {
				l.fulfil(anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p}, d.Wanted, clock(t, "2026-09-20 10:00"))
			}
		}
	}
}

// october2026 is what happens.
func october2026(t *testing.T, f scheduler.Facts, l *ledger) []happened {
	t.Helper()
	committee := anwei.Matter{Unit: "nancun", Duty: "committee_meeting", Period: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}}
	report := func(u anwei.UnitID) func(time.Time) {
		return func(now time.Time) { l.report(october(u), now, now.Day() > 22) }
	}
	both := func(u anwei.UnitID) func(time.Time) {
		return func(now time.Time) {
			report(u)(now)
			ledger := october(u)
			ledger.Form = "ledger"
			l.report(ledger, now, now.Day() > 22)
		}
	}
	draft := func(now time.Time) {
		form, _ := f.Plan.Form("figures")
		v := anwei.Values{}
		for _, fd := range form.Fields[:12] {
			v[fd.ID] = anwei.Number(1)
		}
		l.drafts[october("xiacun")] = anwei.Draft{Key: october("xiacun"), Values: v, Begun: now}
	}
	return []happened{
		{"2026-10-08 15:00", "南村镇：专委会安排在10月12日", func(now time.Time) { l.promise(committee, anwei.Arranged, date(t, "2026-10-12"), now) }},
		{"2026-10-12 17:00", "南村镇：专委会开了，23人参加", func(now time.Time) { l.fulfil(committee, 1, now) }},
		{"2026-10-14 10:00", "安委办：立案 下村镇 某煤矿皮带机无保护", func(now time.Time) { l.open(f.Plan, "quick", "xiacun", now, anwei.Date{}) }},
		{"2026-10-14 17:00", "下村镇：现场调查已完成", func(now time.Time) { l.done(1, "scene", now) }},
		{"2026-10-16 09:30", "下村镇：调查意见已完成", func(now time.Time) { l.done(1, "opinion", now) }},
		{"2026-10-16 10:00", "南村镇：重大隐患 某化工厂储罐无液位报警 10月26日前整改", func(now time.Time) {
			l.open(f.Plan, "hazard", "nancun", now, date(t, "2026-10-26"))
			l.cases[1].Text = "某化工厂储罐无液位报警"
		}},
		{"2026-10-17 18:00", "下村镇：案例剖析已完成", func(now time.Time) { l.done(1, "analysis", now) }},
		{"2026-10-18 10:00", "南村镇报送了10月调度表、台账", both("nancun")},
		{"2026-10-20 16:00", "下村镇开始填报，填了12项", draft},
		{"2026-10-21 09:10", "下村镇：22日报", func(now time.Time) {
			l.promise(anwei.ReportMatter(october("xiacun")), anwei.Promised, date(t, "2026-10-22"), now)
		}},
		{"2026-10-22 23:30", "县教育局报送了10月调度表、台账", both("jiaoyu")},
		{"2026-10-23 09:20", "周村镇：有困难，人员调整，账号未交接", func(now time.Time) {
			m := anwei.ReportMatter(october("zhoucun"))
			l.promises[m] = anwei.Promise{Matter: m, Kind: anwei.Difficult, On: date(t, "2026-10-28"), Reason: "人员调整，账号未交接", At: now}
		}},
		{"2026-10-23 11:00", "下村镇报送了10月调度表，台账还没有", report("xiacun")},
		{"2026-10-27 15:00", "南村镇：重大隐患已整改销号", func(now time.Time) { l.done(2, "rectify", now) }},
		{"2026-10-29 15:00", "周村镇报送了10月调度表", report("zhoucun")},
		{"2026-10-30 09:20", "南村镇：10月调度表无变化", func(now time.Time) { l.again(october("nancun"), now) }},
		{"2026-10-30 15:00", "下村镇：案例通报已完成", func(now time.Time) { l.done(1, "bulletin", now) }},
	}
}

// sent writes a reminder as the person sees it.
func sent(r scheduler.Reminder) string {
	text, card := scheduler.Compose(r.Items, anwei.DateOf(r.At))
	var b strings.Builder
	for _, it := range r.Items {
		fmt.Fprintf(&b, "    [%s %s]\n", it.Rule, it.Matter)
	}
	if card != nil {
		text = "【" + card.Title + "】" + card.Text
		var words []string
		for _, x := range card.Buttons {
			words = append(words, x.Text)
		}
		text += "\n（按钮：" + strings.Join(words, "、") + "）"
	}
	b.WriteString("    " + strings.ReplaceAll(text, "\n", "\n    ") + "\n")
	if r.Draft != "" {
		b.WriteString("    （催报稿）" + r.Draft + "\n")
	}
	return b.String()
}
