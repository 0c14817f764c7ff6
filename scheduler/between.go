package scheduler

import (
	"slices"
	"time"

	"anwei"
)

// page is how many units or people are looked at at once.
const page = 200

// Between returns what is said from one time, included, until another, excluded,
// where nobody sleeps: in the past as the ledger was then, and in the future as
// if nothing more came in. What was put already is said again, and nothing is
// made up from before the range. Notices, which are about no unit, are left out.
// The times must be in the plan's location.
//
// It costs as much as the wake-ups of the range together.
func Between(from, to time.Time, f Facts, l Ledger) ([]Reminder, error) {
	var out []Reminder
	said := map[string]bool{}
	// What the first day said before the range takes its items along.
	begin := anwei.DateOf(from).In(from.Location())
	rung := begin.Add(-1)
	for _, now := range f.times(begin, to) {
		w := &Wake{facts: f, now: now, rung: rung, known: true, strict: true}
		w.prepare()
		rs, err := w.everybody(past{l, now, said})
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
func (w *Wake) everybody(l Ledger) ([]Reminder, error) {
	for after := anwei.UnitID(""); ; {
		units, err := l.UnitsAfter(after, page)
		if err != nil {
			return nil, err
		}
		if len(units) == 0 {
			break
		}
		if err := w.See(l, units); err != nil {
			return nil, err
		}
		after = units[len(units)-1].ID
	}
	if w.WantsPeople() {
		err := eachPage(l, func(people []anwei.Person) error {
			w.Meet(people)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	var out []Reminder
	err := eachPage(l, func(people []anwei.Person) error {
		for _, p := range people {
			d, err := w.For(l, p)
			if err != nil {
				return err
			}
			if !d.Reminder.Empty() {
				out = append(out, d.Reminder)
			}
		}
		return nil
	})
	return out, err
}

func eachPage(l Ledger, fn func([]anwei.Person) error) error {
	for after := anwei.PersonID(""); ; {
		people, err := l.PeopleAfter(after, page)
		if err != nil || len(people) == 0 {
			return err
		}
		if err := fn(people); err != nil {
			return err
		}
		after = people[len(people)-1].ID
	}
}
