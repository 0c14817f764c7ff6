package scheduler

import (
	"slices"
	"time"

	"anwei"
)

// lastDays is how many days the last step of a ladder stays worth saying.
const lastDays = 3

// step is one rule at the time it has in one ladder.
type step struct {
	rule anwei.ReminderRule
	to   roles
	at   time.Time // not in the quiet hours
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
	// last is the last day on which the matter is in time.
	last anwei.Date
}

// ladder is the steps about one subject, in the order of their times and, within
// one time, of the plan.
type ladder struct {
	subject
	steps []step
}

// matter returns the matter of a unit that the ladder is about.
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

// speaks reports whether the rule is about the subject.
func (s subject) speaks(r anwei.ReminderRule) bool {
	switch {
	case s.form.ID != "":
		return r.Form == s.form.ID
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
		case anwei.ByPromise, anwei.ByArrangement:
			continue
		case anwei.ByLead:
			if s.duty.LeadDays == 0 {
				continue
			}
			base = s.last.AddDays(-s.duty.LeadDays)
		case anwei.ByDeadline:
		}
		at := dayOf(r, base, f.Calendar).At(audible(r.At), loc)
		l.steps = append(l.steps, step{rule: r, to: rolesOf(r), at: at})
	}
	l.sort()
	return l
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
		// The office's lists go on: they say what was promised.
		if s.to == office || s.at.Before(p.At) || !s.at.Before(over) {
			out.steps = append(out.steps, s)
		}
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
			out.steps = append(out.steps, step{rule: r, to: rolesOf(r), at: day.At(audible(r.At), loc), on: p.On})
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
			out[n-1].until = endBefore(out[n-1].step, s)
		}
		out = append(out, window{s, s.at.AddDate(0, 0, lastDays)})
	}
	return slices.DeleteFunc(out, func(w window) bool { return !w.at.Before(w.until) })
}

// endBefore returns when a step becomes pointless because of the next: when the
// next one's day begins, or at its time where both are on one day, but after
// three days in any case.
func endBefore(s, next step) time.Time {
	end := s.at.AddDate(0, 0, lastDays)
	day := anwei.DateOf(next.at).In(next.at.Location())
	switch {
	case end.Before(day):
		return end
	case s.at.Before(day):
		return day
	}
	return next.at
}
