package bot

import (
	"maps"
	"slices"
	"strings"

	"anwei"
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
		if len(some) == 1 && len(t.reporting(f)) == 1 {
			lines = append(lines, formTask(f, p, f.Deadline.On(p, t.in.Calendar), p != open, some[0]))
			continue
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
// this period of theirs or the one before, then those that run now, a line for each
// day on which some are due, and those that are done.
func (t *turn) dutyTasks(u anwei.Unit, name bool) []string {
	var overdue, done []string
	now := map[anwei.Date][]string{}
	for _, d := range t.in.Plan.Duties {
		if d.Wanted == 0 || !d.Audience.Includes(u) {
			continue
		}
		p := d.Period(t.today())
		m := anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p}
		n, day := anwei.Counted(t.in.Ledger.Fulfilments(m)), d.Last(p)
		switch {
		case n >= d.Wanted && !day.Before(t.today()):
			done = append(done, d.Title)
		case n < d.Wanted && day.Before(t.today()):
			overdue = append(overdue, quoted(d.Title)+t.said(m))
		case n < d.Wanted:
			now[day] = append(now[day], dutyTask(d, n)+t.said(m))
		}
		if d.Every == "" || p.Prev().Last().Before(t.in.Plan.From) {
			continue
		}
		m.Period = p.Prev()
		if done, _ := t.done(m); !done {
			overdue = append(overdue, t.period(m.Period)+quoted(d.Title)+t.said(m))
		}
	}
	if len(overdue)+len(now)+len(done) == 0 {
		return nil
	}
	lines := []string{dutyTasksTitle(u, name)}
	if len(overdue) > 0 {
		lines = append(lines, overdueDuties(overdue))
	}
	for _, day := range slices.SortedFunc(maps.Keys(now), func(a, b anwei.Date) int { return strings.Compare(a.String(), b.String()) }) {
		lines = append(lines, dutiesBy(day, now[day]))
	}
	if len(done) > 0 {
		lines = append(lines, dutiesDone(done))
	}
	return lines
}
