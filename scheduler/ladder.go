package scheduler

import (
	"slices"
	"time"

	"anwei"
)

// lastDays is how many days the last step of a ladder stays worth saying.
const lastDays = 3

// step is one rule at the time it has in one period.
type step struct {
	rule anwei.ReminderRule
	to   roles
	day  anwei.Date // as the rule counts it
	at   time.Time  // not in the quiet hours
}

// window is a step with the time at which it becomes pointless.
type window struct {
	step
	until time.Time
}

// ladder is the steps of one form in one period, in the order of their times
// and, within one time, of the plan. It has at least one.
type ladder struct {
	form     anwei.Form
	period   anwei.Period
	deadline anwei.Date
	steps    []step
}

// choice holds the steps to be said now, by the roles of whom they are said to.
type choice [allRoles + 1][]step

// ladders returns the form's ladders of which any step is worth saying between
// the two times.
func (f Facts) ladders(form anwei.Form, from, to time.Time) []ladder {
	rules := slices.DeleteFunc(slices.Clone(f.Plan.Reminders), func(r anwei.ReminderRule) bool {
		return r.Form != form.ID
	})
	if len(rules) == 0 || !form.Every.Valid() {
		return nil
	}
	near := anwei.PeriodOf(form.Every, from)
	switch {
	case near.Before(form.First):
		near = form.First
	case form.Last.Before(near):
		near = form.Last
	}
	if !form.Covers(near) {
		return nil
	}
	// A later period never has an earlier ladder, so the search ends, both ways,
	// with the first period whose ladder is out of reach.
	var out []ladder
	for p := near; form.Covers(p); p = p.Prev() {
		l := newLadder(form, p, rules, f.Calendar, from.Location())
		if !l.end().After(from) {
			break
		}
		if l.begin().Before(to) {
			out = append(out, l)
		}
	}
	slices.Reverse(out)
	for p := near.Next(); form.Covers(p); p = p.Next() {
		l := newLadder(form, p, rules, f.Calendar, from.Location())
		if !l.begin().Before(to) {
			break
		}
		if l.end().After(from) {
			out = append(out, l)
		}
	}
	return out
}

func newLadder(form anwei.Form, p anwei.Period, rules []anwei.ReminderRule, c anwei.Calendar, loc *time.Location) ladder {
	l := ladder{form: form, period: p, deadline: form.Deadline.On(p, c), steps: make([]step, 0, len(rules))}
	for _, r := range rules {
		s := step{rule: r, to: rolesOf(r), day: l.deadline.AddDays(r.Days)}
		if r.Working {
			s.day = c.AddWorking(l.deadline, r.Days)
		}
		s.at = audible(s.day.At(r.At, loc))
		l.steps = append(l.steps, s)
	}
	slices.SortStableFunc(l.steps, func(a, b step) int { return a.at.Compare(b.at) })
	return l
}

// begin returns the time of the first step.
func (l ladder) begin() time.Time { return l.steps[0].at }

// end returns the time at which nothing of the ladder is worth saying any more.
func (l ladder) end() time.Time { return l.steps[len(l.steps)-1].at.AddDate(0, 0, lastDays) }

// choose returns the steps whose windows are picked.
func (l ladder) choose(pick func(window) bool) choice {
	var c choice
	for r := range c {
		for _, w := range l.windows(roles(r)) {
			if pick(w) {
				c[r] = append(c[r], w.step)
			}
		}
	}
	return c
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
// next one's day begins, so that nobody hears of one report twice a day. Only
// where the plan itself puts both on one day the step lasts until the next one's
// time.
func endBefore(s, next step) time.Time {
	day := anwei.DateOf(next.at)
	if s.day.Before(day) {
		return day.In(next.at.Location())
	}
	return next.at
}
