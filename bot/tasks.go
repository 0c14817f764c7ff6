package bot

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/scheduler"
)

// tasks lists what the person's units owe: the reports of the open period and
// the one before, the duties, and the open cases.
func (t *turn) tasks() {
	mine := t.mine()
	if len(mine) == 0 {
		t.progress("", anwei.Period{})
		return
	}
	var lines []string
	for _, f := range t.myForms() {
		lines = append(lines, t.reportTasks(f)...)
	}
	for _, u := range mine {
		lines = append(lines, t.dutyTasks(u, len(mine) > 1)...)
		for _, c := range t.in.Ledger.Cases(u.ID, true) {
			lines = append(lines, caseTask(t.in.Plan, c, t.today()))
		}
	}
	t.say(strings.Join(lines, "\n") + "\n" + taskHelp() + t.returning())
}

// reportTasks lists the reports of the open period, and those of the one before
// that are still missing.
func (t *turn) reportTasks(f anwei.Form) []string {
	open := openPeriod(f, t.in)
	var lines []string
	for _, p := range []anwei.Period{open.Prev(), open} {
		if !f.Covers(p) {
			continue
		}
		var some []string
		for _, u := range t.reporting(f) {
			key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}
			r, in := t.in.Ledger.Report(key)
			if p != open && in && r.State() != anwei.Returned {
				continue
			}
			if line := t.handledTask(u, r, f); in && line != "" {
				some = append(some, line)
				continue
			}
			d, begun := t.in.Ledger.Draft(key)
			fields := f.FieldsFor(u)
			some = append(some, taskLine(u, r, in, len(fields)-len(d.Values.Missing(fields)), len(fields), begun, beginWord(f, p))+t.said(anwei.ReportMatter(key)))
		}
		if len(some) > 0 {
			title := tasksTitle(f, p, f.Deadline.On(p, t.in.Calendar))
			if p != open {
				title = overdueTitle(f, p)
			}
			lines = append(append(lines, title), some...)
		}
	}
	return lines
}

// dutyTasks lists the duties of a unit: in one line those that are overdue, of
// this period of theirs or the one before, and then those that run now.
func (t *turn) dutyTasks(u anwei.Unit, name bool) []string {
	var overdue, now []string
	for _, d := range t.in.Plan.Duties {
		if d.Wanted == 0 || !d.Audience.Includes(u) {
			continue
		}
		p := d.Period(t.today())
		if m := (anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p}); !d.Last(p).Before(t.today()) {
			now = append(now, t.dutyTask(d, m)+t.said(m))
		} else if done, _ := t.done(m); !done {
			overdue = append(overdue, quoted(d.Title)+t.said(m))
		}
		if d.Every == "" || p.Prev().Last().Before(t.in.Plan.From) {
			continue
		}
		m := anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p.Prev()}
		if done, _ := t.done(m); !done {
			overdue = append(overdue, t.period(m.Period)+quoted(d.Title)+t.said(m))
		}
	}
	if len(overdue)+len(now) == 0 {
		return nil
	}
	lines := []string{dutyTasksTitle(u, name)}
	if len(overdue) > 0 {
		lines = append(lines, overdueDuties(overdue))
	}
	return append(lines, now...)
}

// dutyTask says how far a duty is and when it ends.
func (t *turn) dutyTask(d anwei.Duty, m anwei.Matter) string {
	n := anwei.Counted(t.in.Ledger.Fulfilments(m))
	state := d.Last(m.Period).Chinese() + "前，"
	if n >= d.Wanted {
		state = "✅ "
	}
	return "· " + d.Title + parens(t.period(m.Period)) + "：" + state + countText(n, d)
}

func parens(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

func overdueDuties(names []string) string {
	return fmt.Sprintf("❗ 已到期未完成（%d项）：%s", len(names), strings.Join(names, "、"))
}

// said tells what was promised of a matter that is still owed.
func (t *turn) said(m anwei.Matter) string {
	p, ok := t.in.Ledger.Promise(m)
	if done, _ := t.done(m); !ok || done {
		return ""
	}
	switch p.Kind {
	case anwei.Arranged:
		return "，已安排" + p.On.Chinese()
	case anwei.Difficult:
		return "，反映有困难"
	case anwei.Promised:
	}
	return "，承诺" + p.On.Chinese() + "完成"
}

func overdueTitle(f anwei.Form, p anwei.Period) string {
	return "逾期未报：" + shortPeriod(p) + f.Short
}

func dutyTasksTitle(u anwei.Unit, name bool) string {
	if name {
		return u.Name + "的工作任务："
	}
	return "工作任务："
}

func caseTask(p anwei.Plan, c anwei.Case, today anwei.Date) string {
	s, _ := c.Next()
	text := fmt.Sprintf("· %s %s：%s，%s前", caseName(p, c), scheduler.Shorten(c.Text, 20), s.Title, s.Due.Chinese())
	if s.Due.Before(today) {
		text += "（已到期）"
	}
	return text
}

func taskHelp() string {
	return "填表请回复“填报”；工作任务办完了直接告诉我，例如“9月12日开了专委会，23人参加，解决3个问题”。"
}
