package scheduler

import (
	"slices"
	"time"

	"anwei"
)

// Between returns what is said to those of the roster from one time, included, until another, excluded,
// where nobody sleeps: in the past as the ledger was then, and in the future as
// if nothing more came in. What was put already is said again, and nothing is
// made up from before the range. Notices, which are about no unit, are left out.
// The times must be in the plan's location.
//
// It costs as much as the wake-ups of the range together.
func Between(from, to time.Time, f Facts, l Ledger, roster anwei.Roster) ([]Reminder, error) {
	var out []Reminder
	said := map[string]bool{}
	// What the first day said before the range takes its items along.
	begin := anwei.DateOf(from).In(from.Location())
	rung := begin.Add(-1)
	for _, now := range f.times(begin, to) {
		w := &Wake{facts: f, now: now, rung: rung, known: true, strict: true}
		w.prepare()
		rs, err := w.everybody(past{l, now, said}, roster)
		if err != nil {
			return nil, err
		}
		for _, r := range rs {
			for _, k := range r.Keys() {
				said[k] = true
			}
			if !now.Before(from) {
				out = append(out, r)
			}
		}
		rung = now
	}
	return out, nil
}

// times returns the times of the range at which any rule speaks.
func (f Facts) times(from, to time.Time) []time.Time {
	var clocks []anwei.Clock
	for _, r := range f.Plan.Reminders {
		if c := audible(r.At); !slices.Contains(clocks, c) {
			clocks = append(clocks, c)
		}
	}
	var out []time.Time
	for day := anwei.DateOf(from); day.In(from.Location()).Before(to); day = day.AddDays(1) {
		for _, c := range clocks {
			if at := day.At(c, from.Location()); !at.Before(from) && at.Before(to) {
				out = append(out, at)
			}
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

// everybody returns the reminders of a wake-up, in the order of the roster.
func (w *Wake) everybody(l past, roster anwei.Roster) ([]Reminder, error) {
	if err := w.See(l, roster.Units); err != nil {
		return nil, err
	}
	people, err := l.granted(roster.People)
	if err != nil {
		return nil, err
	}
	if w.WantsPeople() {
		w.Meet(people)
	}
	var out []Reminder
	for _, p := range people {
		d, err := w.For(l, p)
		if err != nil {
			return nil, err
		}
		if !d.Reminder.Empty() {
			out = append(out, d.Reminder)
		}
	}
	return out, nil
}
