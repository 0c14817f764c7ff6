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
// of this year whose deadline is over, the worst first.
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

// tardiness counts, in the periods of this year whose deadline is over, how often
// each unit was late or silent, and how many those periods are.
func (t *turn) tardiness(f anwei.Form) (by map[anwei.UnitID]*tardy, periods int) {
	open := openPeriod(f, t.in)
	by = map[anwei.UnitID]*tardy{}
	for p := open; f.Covers(p) && p.Year == open.Year; p = p.Prev() {
		if !f.Deadline.Late(p, t.in.Calendar, t.in.Now) {
			continue
		}
		periods++
		reports := t.in.Ledger.Reports(f.ID, p)
		for _, id := range t.runFor(Act{Form: f.ID}) {
			r, in := reports[id]
			if in && !r.Late {
				continue
			}
			if by[id] == nil {
				u, _ := t.in.Ledger.Unit(id)
				by[id] = &tardy{unit: u, last: t.lateRunning(f, u)}
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
