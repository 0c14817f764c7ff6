package scheduler

import (
	"fmt"
	"slices"
	"time"

	"anwei"
)

// farNext is how far ahead Next looks.
const farNext = 100 * 24 * time.Hour

// Next returns the next reminder that the unit gets from now on if nothing comes
// in, one for each of the people who get it, and nothing where none is due
// within a hundred days. What concerns other units is left out of them.
func Next(now time.Time, f Facts, l Ledger, people []anwei.Person, u anwei.UnitID) ([]Reminder, error) {
	rung := now
	said := map[string]bool{}
	for _, p := range people {
		key := dayKey(anwei.DateOf(now), p.ID)
		if had, err := l.Said(key); err != nil {
			return nil, fmt.Errorf("was %s said: %w", key, err)
		} else if had {
			said[key] = true // today he hears nothing more
		}
	}
	for _, at := range f.times(now.Add(1), now.Add(farNext)) {
		w := &Wake{facts: f, now: at, rung: rung, known: true, strict: true}
		w.prepare()
		var out []Reminder
		for _, p := range people {
			d, err := w.For(past{l, at, said}, p)
			if err != nil {
				return nil, err
			}
			d.Reminder.Items = slices.DeleteFunc(d.Reminder.Items, func(it anwei.Item) bool { return it.Matter.Unit != u })
			if len(d.Reminder.Items) > 0 {
				out = append(out, d.Reminder)
			}
		}
		if len(out) > 0 {
			return out, nil
		}
		rung = at
	}
	return nil, nil
}
