package roster

import (
	"cmp"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// tardy is how often a unit was late or silent this year.
type tardy struct {
	unit          anwei.Unit
	late, missing int
	last          []latePeriod
}

// Chronic lists the units that were late or silent more than once in the periods
// of this year that are over, the worst first.
func Chronic(t *bot.Turn) {
	f, ok := t.In.Plan.CountsForm()
	if !ok {
		return
	}
	by, periods := tardiness(t, f)
	var all []tardy
	var never []string
	scope, _ := t.Scope()
	kind := t.Hear(t.In.Message.Text).Kind()
	for _, u := range bot.Asks(t, f, scope) {
		if x := by[u.ID]; x != nil && x.late+x.missing > 1 && (kind == "" || kind == u.Kind) {
			all = append(all, *x)
		} else if x == nil && (kind == "" || kind == u.Kind) {
			never = append(never, u.Name)
		}
	}
	slices.SortStableFunc(all, func(a, b tardy) int { return cmp.Compare(b.late+b.missing, a.late+a.missing) })
	lines := anwei.Each(all, func(x tardy) string {
		return t.Text("roster.tardy_line", "unit", x.unit.Name, "late", x.late, "missing", x.missing, "running", phrases.If(len(x.last) > 1, len(x.last)))
	})
	tellChronic(t, f, periods, lines, never)
}

// tellChronic names the periods that are counted, which are given newest first, and who was
// never late.
func tellChronic(t *bot.Turn, f anwei.Form, periods []anwei.Period, lines, never []string) {
	if len(periods) == 0 {
		t.Reply("roster.no_periods_over", "form", f.Short)
		return
	}
	span := phrases.ShortPeriod(periods[0])
	if first := phrases.ShortPeriod(periods[len(periods)-1]); len(periods) > 1 {
		span = t.Text("roster.days", "since", first, "until", span)
	}
	if len(lines) == 0 {
		t.Reply("roster.chronic_none", "n", len(periods), "form", f.Short, "span", span, "never", phrases.If(len(never) > 0, len(never)), "names", phrases.Names(never, 10))
		return
	}
	t.Reply("roster.chronic", "n", len(periods), "form", f.Short, "span", span, "units", len(lines), "lines", phrases.Limited(lines, 30),
		"never", phrases.If(len(never) > 0, len(never)), "names", phrases.Names(never, 10))
}

// tardiness counts, in the periods of this year that are over, how often each unit
// was late or silent. It returns those periods too, newest first.
func tardiness(t *bot.Turn, f anwei.Form) (by map[anwei.UnitID]*tardy, periods []anwei.Period) {
	lapsed, year := lapsed(t, f.ID), bot.OpenPeriod(f, t.In).Year
	scope, _ := t.Scope()
	by = map[anwei.UnitID]*tardy{}
	for _, p := range lapsed {
		if p.Year != year {
			break
		}
		periods = append(periods, p)
		reports := bot.InBrief(t, f.ID, p)
		for _, u := range bot.Asks(t, f, scope) {
			r, in := reports[u.ID]
			if in && !r.Late {
				continue
			}
			if by[u.ID] == nil {
				by[u.ID] = &tardy{unit: u, last: lateRunning(t, f, u, lapsed)}
			}
			if in {
				by[u.ID].late++
			} else {
				by[u.ID].missing++
			}
		}
	}
	return by, periods
}

// lapsed lists the periods of a form whose deadline is over, newest first, back to the
// first one for which anybody was in time. Before that the program was not in use,
// and nobody can be late or missing.
func lapsed(t *bot.Turn, form anwei.FormID) []anwei.Period {
	f, known := t.In.Plan.Form(form)
	since, used := t.In.Ledger.InUseSince(form)
	if !known || !used {
		return nil
	}
	p := bot.OpenPeriod(f, t.In)
	if !f.Deadline.Late(p, t.In.Calendar, t.In.Now) {
		p = p.Prev()
	}
	var out []anwei.Period
	for ; f.Covers(p) && !p.Before(since); p = p.Prev() {
		out = append(out, p)
	}
	return out
}

// latePeriod is a period whose report was late, or is missing.
type latePeriod struct {
	period  anwei.Period
	missing bool
}

// lateRunning lists those of the periods, which are given newest first, up to the
// newest for which the unit was late or silent without a break, oldest first.
func lateRunning(t *bot.Turn, f anwei.Form, u anwei.Unit, lapsed []anwei.Period) []latePeriod {
	var out []latePeriod
	for _, p := range lapsed {
		r, in := t.In.Ledger.Report(anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID})
		if in && !r.Late {
			break
		}
		out = append(out, latePeriod{p, !in})
	}
	slices.Reverse(out)
	return out
}

// shownMisheard is how much of what was not understood is shown at once.
const shownMisheard = 10

// MisheardList shows what could not be understood lately.
func MisheardList(t *bot.Turn) {
	var lines []string
	for _, m := range t.In.Ledger.Misheard(shownMisheard * 4) {
		if p := person(t, m.By); len(lines) < shownMisheard && (len(p.Roles) == 0 || t.Runs(p.Roles[0].Unit)) {
			at := phrases.ClockText(m.At.In(t.In.Now.Location()))
			lines = append(lines, t.Text("roster.misheard_line", "at", at, "who", t.PersonName(m.By), "text", m.Text, "about", m.About))
		}
	}
	if len(lines) == 0 {
		t.Reply("roster.misheard_none")
		return
	}
	t.Reply("roster.misheard", "lines", strings.Join(lines, "\n"))
}
