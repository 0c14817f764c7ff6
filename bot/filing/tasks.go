package filing

import (
	"maps"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// Tasks lists what the person owes, the most urgent first, and what is done of this
// period.
func Tasks(t *bot.Turn) {
	owed := bot.Owed(t)
	if len(t.Mine()) == 0 && len(owed) == 0 {
		t.Rooms.Progress(t, "", anwei.Period{})
		return
	}
	var lines, deeds []string
	byDay := map[anwei.Date][]string{}
	for _, d := range owed {
		day := d.Due
		if d.Kind == bot.OwesDuty {
			d.Due = anwei.Date{} // its line says it
		}
		text := bot.DebtText(t, d)
		switch {
		case d.Kind != bot.OwesDuty:
			lines = append(lines, text)
		case d.Late:
			deeds = append(deeds, text)
		default:
			byDay[day] = append(byDay[day], text)
		}
	}
	for i := range lines {
		lines[i] = t.Text("filing.task_line", "n", i+1, "text", lines[i])
	}
	if len(lines) == 0 {
		lines = append(lines, t.Text("filing.no_tasks"))
	}
	lines = append(lines, inAlready(t)...)
	if len(deeds) > 0 {
		lines = append(lines, t.Text("filing.duties_late", "n", len(deeds), "duties", strings.Join(deeds, "；")))
	}
	for _, day := range slices.SortedFunc(maps.Keys(byDay), func(a, b anwei.Date) int { return strings.Compare(a.String(), b.String()) }) {
		lines = append(lines, t.Text("filing.duties_by", "day", day.Chinese(), "duties", strings.Join(byDay[day], "；")))
	}
	t.Say(strings.Join(append(lines, duties(t)...), "\n") + "\n" + t.Text("filing.tasks_help") + t.Returning())
}

// inAlready lists the reports of the open period that are in and of which no figure is
// owed.
func inAlready(t *bot.Turn) []string {
	var lines []string
	for _, f := range t.MyForms() {
		for _, u := range t.Reporting(f) {
			r, in := t.In.Ledger.Report(anwei.ReportKey{Form: f.ID, Period: bot.OpenPeriod(f, t.In), Unit: u.ID})
			if !in || r.State() == anwei.Returned || r.Unconfirmed() {
				continue
			}
			about := t.About(anwei.ReportMatter(r.Key))
			if len(t.Mine()) == 1 {
				about = strings.TrimPrefix(about, u.Name)
			}
			sealed := r.State() == anwei.Sealed
			_, begun := t.In.Ledger.Draft(r.Key)
			lines = append(lines, t.Text("owed.in", "about", about, "at", phrases.ClockText(r.At), "late", phrases.LateText(r), "n", r.Revision,
				"sealed", phrases.If(sealed, t.Text("owed.sealed")), "waiting", phrases.If(sealed && begun, t.Text("owed.sealed_draft"))))
		}
	}
	return lines
}

// duties names the duties of this period that are done.
func duties(t *bot.Turn) []string {
	var done []string
	for _, u := range t.Mine() {
		for _, d := range t.In.Plan.Duties {
			p := d.Period(t.Today())
			if fulfilled, _ := t.Done(anwei.Matter{Unit: u.ID, Duty: d.ID, Period: p}); fulfilled && d.Audience.Includes(u) && !d.Last(p).Before(t.Today()) {
				done = append(done, d.Title)
			}
		}
	}
	if len(done) == 0 {
		return nil
	}
	return []string{t.Text("filing.duties_done", "duties", strings.Join(done, "；"))}
}
