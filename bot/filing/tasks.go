package filing

import (
	"maps"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// said tells what was promised of a matter that is still owed.
func said(t *bot.Turn, m anwei.Matter) string {
	p, ok := t.In.Ledger.Promise(m)
	if done, _ := t.Done(m); !ok || done {
		return ""
	}
	return t.Text("filing.said_"+string(p.Kind), "day", p.On.Chinese())
}

// caseTask says which step of a case is next, and until when.
func caseTask(t *bot.Turn, c anwei.Case) string {
	s, _ := c.Next()
	late := ""
	if s.Due.Before(t.Today()) {
		late = "_late"
	}
	return t.Text("filing.case_task"+late, "case", phrases.CaseName(t.In.Plan, c), "text", scheduler.Shorten(c.Text, 20), "step", s.Title, "day", s.Due.Chinese())
}

// Tasks lists what the person's units owe: the reports of the open period and
// the one before, the duties, and the open cases.
func Tasks(t *bot.Turn) {
	mine := t.Mine()
	if len(mine) == 0 {
		t.Rooms.Progress(t, "", anwei.Period{})
		return
	}
	var lines []string
	for _, f := range t.MyForms() {
		lines = append(lines, reportTasks(t, f)...)
	}
	for _, u := range mine {
		lines = append(lines, dutyTasks(t, u, len(mine) > 1)...)
		for _, c := range t.In.Ledger.Cases(u.ID, true) {
			lines = append(lines, caseTask(t, c))
		}
	}
	t.Say(strings.Join(lines, "\n") + "\n" + t.Text("filing.tasks_help") + t.Returning())
}

// reportTasks lists the reports of the open period, and those of the one before
// that are still missing.
func reportTasks(t *bot.Turn, f anwei.Form) []string {
	open := bot.OpenPeriod(f, t.In)
	var lines []string
	for _, p := range []anwei.Period{open.Prev(), open} {
		if !f.Covers(p) {
			continue
		}
		var some []string
		for _, u := range t.Reporting(f) {
			key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}
			r, in := t.In.Ledger.Report(key)
			if p != open && in && r.State() != anwei.Returned {
				continue
			}
			if line := bot.HandledTask(t, u, r, f); in && line != "" {
				some = append(some, line)
				continue
			}
			some = append(some, taskLine(t, f, u, key)+said(t, anwei.ReportMatter(key)))
		}
		lines = append(lines, formTasks(t, f, p, p != open, some)...)
	}
	return lines
}

// formTasks lists the reports of one period under its title, or in one line with it
// where the person has one unit.
func formTasks(t *bot.Turn, f anwei.Form, p anwei.Period, overdue bool, some []string) []string {
	due := f.Deadline.On(p, t.In.Calendar)
	period := phrases.ShortPeriod(p)
	switch {
	case len(some) == 0:
		return nil
	case len(some) == 1 && len(t.Reporting(f)) == 1:
		_, state, _ := strings.Cut(some[0], "：")
		if overdue {
			return []string{t.Text("filing.form_task_late", "period", period, "form", f.Short, "state", state)}
		}
		return []string{t.Text("filing.form_task", "period", period, "form", f.Short, "day", due.Chinese(), "state", state)}
	case overdue:
		return append([]string{t.Text("filing.late_title", "period", period, "form", f.Short)}, some...)
	}
	return append([]string{t.Text("tasks.title", "period", phrases.ShortPeriod(p), "form", f.Short, "day", due.Chinese())}, some...)
}

// taskLine says how far one unit's report is, with the word that opens it.
func taskLine(t *bot.Turn, f anwei.Form, u anwei.Unit, key anwei.ReportKey) string {
	r, in := t.In.Ledger.Report(key)
	d, begun := t.In.Ledger.Draft(key)
	fields, begin := f.FieldsFor(u), phrases.BeginWord(f, key.Period)
	switch {
	case in && begun:
		return t.Text("tasks.correcting", "unit", u.Name, "n", r.Revision, "begin", begin)
	case in:
		return t.Text("tasks.in", "unit", u.Name, "at", phrases.ClockText(r.At), "late", phrases.LateText(r), "n", r.Revision)
	case begun:
		return t.Text("tasks.draft", "unit", u.Name, "answered", len(fields)-len(d.Values.Missing(fields)), "of", len(fields), "begin", begin)
	}
	return t.Text("tasks.owed", "unit", u.Name, "begin", begin)
}

// dutyTasks lists the duties of a unit: in one line those that are overdue, of
// this period of theirs or the one before, then those that run now, a line for each
// day on which some are due, and those that are done.
func dutyTasks(t *bot.Turn, u anwei.Unit, name bool) []string {
	var overdue, done []string
	now := map[anwei.Date][]string{}
	for _, d := range t.In.Plan.Duties {
		if d.Wanted == 0 || !d.Audience.Includes(u) {
			continue
		}
		p := d.Period(t.Today())
		m := anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p}
		n, day := anwei.Counted(t.In.Ledger.Fulfilments(m)), d.Last(p)
		switch {
		case n >= d.Wanted && !day.Before(t.Today()):
			done = append(done, d.Title)
		case n < d.Wanted && day.Before(t.Today()):
			overdue = append(overdue, phrases.Quoted(d.Title)+said(t, m))
		case n < d.Wanted:
			now[day] = append(now[day], t.Text("filing.duty_task", "duty", d.Title, "n", n, "wanted", d.Wanted, "counts", d.Counts)+said(t, m))
		}
		if d.Every == "" || p.Prev().Last().Before(t.In.Plan.From) {
			continue
		}
		m.Period = p.Prev()
		if done, _ := t.Done(m); !done {
			overdue = append(overdue, t.Period(m.Period)+phrases.Quoted(d.Title)+said(t, m))
		}
	}
	if len(overdue)+len(now)+len(done) == 0 {
		return nil
	}
	unit := ""
	if name {
		unit = u.Name
	}
	lines := []string{t.Text("filing.duty_title", "unit", unit)}
	if len(overdue) > 0 {
		lines = append(lines, t.Text("filing.duties_late", "n", len(overdue), "duties", strings.Join(overdue, "、")))
	}
	for _, day := range slices.SortedFunc(maps.Keys(now), func(a, b anwei.Date) int { return strings.Compare(a.String(), b.String()) }) {
		lines = append(lines, t.Text("filing.duties_by", "day", day.Chinese(), "duties", strings.Join(now[day], "；")))
	}
	if len(done) > 0 {
		lines = append(lines, t.Text("filing.duties_done", "duties", strings.Join(done, "；")))
	}
	return lines
}
