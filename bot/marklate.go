package bot

import (
	"cmp"
	"slices"
	"strings"

	"anwei"
	"anwei/language"
	"anwei/scheduler"
)

// watchWords takes what only the office asks about how people manage: who is late
// again and again, and what could not be understood lately.
func (t *turn) watchWords(text string) bool {
	bare := strings.TrimRight(text, "？?。！!了吗呢 ")
	switch bare {
	case "谁常迟报", "谁经常迟报", "谁老迟报", "常迟报", "常迟报的", "经常迟报的", "谁总是迟报", "迟报名单":
		if t.mayWatch(ActLate) {
			t.chronic()
		}
	case "最近听不懂的", "听不懂的", "没听懂的", "最近没听懂的", "最近没看懂的", "没看懂的":
		if t.mayWatch(ActMisheard) {
			t.misheardList()
		}
	default:
		return false
	}
	return true
}

func (t *turn) mayWatch(kind ActKind) bool {
	if !t.in.Person.Has(anwei.Office) {
		t.refuse(kind, "")
		return false
	}
	return true
}

// tardy is how often a unit was late or silent this year.
type tardy struct {
	unit          anwei.Unit
	late, missing int
	last          []latePeriod
}

// chronic lists the units that were late or silent more than once in the periods
// of this year that are over, the worst first.
func (t *turn) chronic() {
	f, ok := countsForm(t.in.Plan)
	if !ok {
		return
	}
	by, periods := t.tardiness(f)
	var all []tardy
	for _, id := range t.runFor(Act{Form: f.ID}) {
		if x := by[id]; x != nil && x.late+x.missing > 1 {
			all = append(all, *x)
		}
	}
	slices.SortStableFunc(all, func(a, b tardy) int { return cmp.Compare(b.late+b.missing, a.late+a.missing) })
	lines := make([]string, len(all))
	for i, x := range all {
		lines[i] = tardyLine(x)
	}
	t.say(chronicText(f, periods, lines) + t.returning())
}

// tardiness counts, in the periods of this year that are over, how often each unit
// was late or silent. It returns those periods too, newest first.
func (t *turn) tardiness(f anwei.Form) (by map[anwei.UnitID]*tardy, periods []anwei.Period) {
	lapsed, year := t.lapsed(f.ID), openPeriod(f, t.in).Year
	by = map[anwei.UnitID]*tardy{}
	for _, p := range lapsed {
		if p.Year != year {
			break
		}
		periods = append(periods, p)
		reports := t.inBrief(f.ID, p)
		for _, id := range t.runFor(Act{Form: f.ID}) {
			r, in := reports[id]
			if in && !r.Late {
				continue
			}
			if by[id] == nil {
				u, _ := t.in.Ledger.Unit(id)
				by[id] = &tardy{unit: u, last: t.lateRunning(f, u, lapsed)}
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
func (t *turn) lapsed(form anwei.FormID) []anwei.Period {
	f, known := t.in.Plan.Form(form)
	since, used := t.in.Ledger.InUseSince(form)
	if !known || !used {
		return nil
	}
	p := openPeriod(f, t.in)
	if !f.Deadline.Late(p, t.in.Calendar, t.in.Now) {
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
func (t *turn) lateRunning(f anwei.Form, u anwei.Unit, lapsed []anwei.Period) []latePeriod {
	var out []latePeriod
	for _, p := range lapsed {
		r, in := t.in.Ledger.Report(anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID})
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

// misheardList shows what could not be understood lately.
func (t *turn) misheardList() {
	var lines []string
	for _, m := range t.in.Ledger.Misheard(shownMisheard * 4) {
		if p := t.person(m.By); len(lines) < shownMisheard && (len(p.Roles) == 0 || t.runs(p.Roles[0].Unit)) {
			lines = append(lines, misheardLine(m, t.personName(m.By), t.in.Now.Location()))
		}
	}
	t.say(misheardText(lines) + t.returning())
}

// misheard keeps what was not understood, shortened, so that the office sees where
// people get stuck.
func (t *turn) misheard(text string) {
	about := ""
	if t.st.Stage != Idle && t.st.Key.Unit != "" {
		about = t.about(anwei.ReportMatter(t.st.Key))
	}
	t.out = append(t.out, AddMisheard{Misheard: anwei.Misheard{
		At: t.in.Now, By: t.in.Person.ID, Text: scheduler.Shorten(strings.Join(strings.Fields(text), " "), 60), About: about,
	}})
}

// unheard keeps a text to which nothing was asked and that nothing could be made
// of.
func (t *turn) unheard(c language.Command, text string) {
	if c.Kind == language.None {
		t.misheard(text)
	}
}
