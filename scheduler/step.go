package scheduler

import (
	"slices"
	"time"

	"anwei"
)

// lastDays is how many working days a step stays worth saying where none follows.
const lastDays = 3

// farDays is from how many days before its last day on a duty is no matter of the far
// future.
const farDays = 45

// afterReports returns the day, or where reports are due or asked about then the first
// working day on which none is: a duty of the far future is not told of beside them.
func (f Facts) afterReports(day anwei.Date) anwei.Date {
	for _, form := range f.Plan.Forms {
		now := anwei.PeriodOf(form.Every, day.In(time.UTC))
		for _, p := range []anwei.Period{now.Prev(), now} {
			over := f.Calendar.AddWorking(f.Calendar.LastWorking(p), 2)
			begins := f.Calendar.AddWorking(form.Deadline.On(p, f.Calendar), -lastDays)
			if form.Every == anwei.Month && form.Covers(p) && !day.Before(begins) && day.Before(over) {
				day = over
			}
		}
	}
	return day
}

// step is one rule at the time it has in one ladder.
type step struct {
	rule anwei.ReminderRule
	to   roles
	at   time.Time // not in the quiet hours
	// end is when it becomes pointless, whatever follows.
	end time.Time
	// on is the day that was promised, where the step counts from a promise.
	on anwei.Date
}

// window is a step with the time at which it becomes pointless.
type window struct {
	step
	until time.Time
}

// subject is what a ladder is about, apart from the unit.
type subject struct {
	form   anwei.Form // where it is a report
	duty   anwei.Duty // where it is a duty
	kase   anwei.Case // where it is a step of a case
	title  string     // of the kind of case
	stage  anwei.CaseStep
	period anwei.Period
	// last is the last day on which the matter is in time; of a top-up, the day on
	// which it is asked.
	last anwei.Date
	// topUp is set where a report that is in is asked about.
	topUp bool
	// back is set where a report that is in waits for a correction, since that day, and
	// waits says why.
	back  anwei.Date
	waits string
}

// ladder is the steps about one subject, in the order of their times and, within
// one time, of the plan.
type ladder struct {
	subject
	steps []step
}

func (s subject) matter(u anwei.UnitID) anwei.Matter {
	return anwei.Matter{
		Unit: u, Form: s.form.ID, Duty: s.duty.ID, Case: s.kase.ID, Step: s.stage.ID, Period: s.period,
	}
}

// includes reports whether the unit owes what the ladder is about.
func (s subject) includes(u anwei.Unit) bool {
	switch {
	case s.form.ID != "":
		return s.form.Audience.Includes(u)
	case s.duty.ID != "":
		return s.duty.Wanted > 0 && s.duty.Audience.Includes(u)
	}
	return s.kase.Unit == u.ID
}

func (s subject) speaks(r anwei.ReminderRule) bool {
	switch {
	case s.form.ID != "":
		return r.Form == s.form.ID && s.topUp == (r.From == anwei.ByTopUp)
	case s.duty.ID != "":
		return r.Duties
	}
	return r.Case == s.kase.Kind
}

// newLadder makes the steps that count from the subject's own days.
func (f Facts) newLadder(s subject, loc *time.Location) ladder {
	l := ladder{subject: s}
	for _, r := range f.Plan.Reminders {
		if !s.speaks(r) {
			continue
		}
		base := s.last
		switch r.From {
		case anwei.ByPromise, anwei.ByArrangement, anwei.ByReturn:
			continue
		case anwei.ByLead:
			if s.duty.LeadDays == 0 {
				continue
			}
			base = s.last.AddDays(-s.duty.LeadDays)
		case anwei.ByDeadline, anwei.ByTopUp:
		}
		day := dayOf(r, base, f.Calendar)
		if day.Before(f.Plan.From) || s.kase.ID != 0 && !anwei.DateOf(s.kase.Opened.In(loc)).Before(day) {
			continue // of a case everything up to its first day was said when it was opened
		}
		if r.From == anwei.ByLead && day.AddDays(farDays).Before(s.last) {
			day = f.afterReports(day)
		}
		l.steps = append(l.steps, f.newStep(r, day, loc))
	}
	l.sort()
	return l
}

func (f Facts) newStep(r anwei.ReminderRule, day anwei.Date, loc *time.Location) step {
	c := audible(r.At)
	return step{rule: r, to: rolesOf(r), at: day.At(c, loc), end: f.Calendar.AddWorking(day, lastDays).At(c, loc)}
}

func (l *ladder) sort() {
	slices.SortStableFunc(l.steps, func(a, b step) int { return a.at.Compare(b.at) })
}

// promised returns the ladder of a unit that made the promise: the steps until
// the day that was named fall away, and those that count from it come in.
func (f Facts) promised(l ladder, p anwei.Promise, loc *time.Location) ladder {
	over := p.On.AddDays(1).In(loc)
	out := ladder{subject: l.subject}
	for _, s := range l.steps {
		switch {
		case s.at.Before(p.At):
			// It has been said, or else the promise came first.
			s.end = earlier(s.end, p.At)
		case s.at.Before(over):
			continue
		}
		out.steps = append(out.steps, s)
	}
	anchor := anwei.ByPromise
	if p.Kind == anwei.Arranged {
		anchor = anwei.ByArrangement
	}
	told := anwei.DateOf(p.At.In(loc))
	for _, r := range f.Plan.Reminders {
		if r.From != anchor || !l.speaks(r) {
			continue
		}
		// Of a day that was named only just nobody needs to be told today.
		if day := dayOf(r, p.On, f.Calendar); told.Before(day) {
			s := f.newStep(r, day, loc)
			s.on = p.On
			out.steps = append(out.steps, s)
		}
	}
	out.sort()
	return out
}

// windows returns the steps that speak to a person with the roles. No two of
// them overlap.
func (l ladder) windows(r roles) []window {
	var out []window
	for _, s := range l.steps {
		if s.to&r == 0 {
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].until = earlier(s.dawn(), out[n-1].end)
		}
		out = append(out, window{s, s.end})
	}
	return slices.DeleteFunc(out, func(w window) bool { return !w.at.Before(w.until) })
}

// dawn returns when the step takes the place of those before it: when its day
// begins, so that of two steps on one day the later alone is said.
func (s step) dawn() time.Time { return anwei.DateOf(s.at).In(s.at.Location()) }

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
