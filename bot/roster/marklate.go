package roster

import (
	"cmp"
	"slices"

	"anwei"
	"anwei/bot"
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
	f, ok := bot.CountsForm(t.In.Plan)
	if !ok {
		return
	}
	by, periods := tardiness(t, f)
	var all []tardy
	for _, id := range bot.RunFor(t, bot.Act{Form: f.ID}) {
		if x := by[id]; x != nil && x.late+x.missing > 1 {
			all = append(all, *x)
		}
	}
	slices.SortStableFunc(all, func(a, b tardy) int { return cmp.Compare(b.late+b.missing, a.late+a.missing) })
	lines := make([]string, len(all))
	for i, x := range all {
		lines[i] = tardyLine(x)
	}
	t.Say(chronicText(f, periods, lines) + t.Returning())
}

// tardiness counts, in the periods of this year that are over, how often each unit
// was late or silent. It returns those periods too, newest first.
func tardiness(t *bot.Turn, f anwei.Form) (by map[anwei.UnitID]*tardy, periods []anwei.Period) {
	lapsed, year := lapsed(t, f.ID), bot.OpenPeriod(f, t.In).Year
	by = map[anwei.UnitID]*tardy{}
	for _, p := range lapsed {
		if p.Year != year {
			break
		}
		periods = append(periods, p)
		reports := bot.InBrief(t, f.ID, p)
		for _, id := range bot.RunFor(t, bot.Act{Form: f.ID}) {
			r, in := reports[id]
			if in && !r.Late {
				continue
			}
			if by[id] == nil {
				u, _ := t.In.Ledger.Unit(id)
				by[id] = &tardy{unit: u, last: lateRunning(t, f, u, lapsed)}
			}
			if in {
				by[id].late++
			} else {
				by[id].missing++
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
			lines = append(lines, misheardLine(m, t.PersonName(m.By), t.In.Now.Location()))
		}
	}
	t.Say(misheardText(lines) + t.Returning())
}
