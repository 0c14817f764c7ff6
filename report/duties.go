package report

import (
	"slices"
	"time"

	"anwei"
)

// DutiesInput is what the table of duties is compiled from.
type DutiesInput struct {
	Plan anwei.Plan
	// Duty limits the table to one duty of the plan. Without it all are shown.
	Duty   anwei.DutyID
	Period anwei.Period
	// Root is the unit at and below which units are shown. Without it all are.
	Root anwei.UnitID
	// Own shows nothing of what is below the root.
	Own    bool
	Roster anwei.Roster
	// Deeds are what is known of the matters that Tasks names. Of one that is not
	// there nothing is known.
	Deeds map[anwei.Matter]Deeds
	// Zone is the time zone of the plan; nil takes times as they are.
	Zone *time.Location
	// At is when the table is compiled. Without it nothing counts as overdue, and
	// every period as begun.
	At time.Time
}

// Deeds is what is known of one unit's duty in one period.
type Deeds struct {
	// Done is what the unit told, by N. Void ones are not shown.
	Done []anwei.Fulfilment
	// Promise is the newest one, and zero where there is none.
	Promise anwei.Promise
	// Proofs is how many pieces of evidence there are, and Lost how many more could not
	// be had.
	Proofs, Lost int
}

// Prove counts pieces of evidence.
func (d *Deeds) Prove(all []anwei.Evidence) {
	for _, e := range all {
		if e.Lost != "" {
			d.Lost++
			continue
		}
		d.Proofs++
	}
}

// Counted returns what the unit told and what is not void.
func (d Deeds) Counted() []anwei.Fulfilment {
	return slices.DeleteFunc(slices.Clone(d.Done), func(f anwei.Fulfilment) bool { return f.Void != "" })
}

// Task is one duty in one of its periods, and the units that owe it.
type Task struct {
	Duty   anwei.Duty
	Period anwei.Period // zero for a one-off duty
	Units  []anwei.Unit
}

// Matter returns what the unit owes by the task.
func (t Task) Matter(u anwei.UnitID) anwei.Matter {
	return anwei.Matter{Unit: u, Duty: t.Duty.ID, Period: t.Period}
}

// Tasks returns what the table has rows of, in the order of the plan. A duty's
// periods that lie in the period asked belong to it, and the one that contains
// it: a table of a quarter has its three months, the quarter, and the running
// half-year and year. A one-off duty belongs to the periods that its last day lies
// in. What lies outside the plan's days or has not begun is left out, and so is a
// duty that no unit shown owes.
func (in DutiesInput) Tasks() []Task {
	var out []Task
	shown := in.units()
	for _, d := range in.Plan.Duties {
		if in.Duty != "" && d.ID != in.Duty {
			continue
		}
		units := anwei.Where(shown, d.Audience.Includes)
		if len(units) == 0 {
			continue
		}
		for _, p := range in.periods(d) {
			out = append(out, Task{Duty: d, Period: p, Units: units})
		}
	}
	return out
}

func (in DutiesInput) units() []anwei.Unit {
	var out []anwei.Unit
	under := in.Roster.Under(in.Root)
	for _, u := range in.Roster.Units {
		if in.Root == "" || u.ID == in.Root || !in.Own && under[u.ID] {
			out = append(out, u)
		}
	}
	return out
}

func (in DutiesInput) periods(d anwei.Duty) []anwei.Period {
	if !in.Period.Kind.Valid() {
		return nil
	}
	if d.Every == "" {
		ends := !d.By.Before(in.Period.First()) && !in.Period.Last().Before(d.By)
		if ends && in.begun(in.Plan.From) {
			return []anwei.Period{{}}
		}
		return nil
	}
	if !d.Every.Valid() {
		return nil
	}
	var out []anwei.Period
	for p := d.Period(in.Period.First()); !in.Period.Last().Before(p.First()); p = p.Next() {
		if in.runs(p.First(), p.Last()) {
			out = append(out, p)
		}
	}
	return out
}

// runs reports whether any of the days lie in the period asked and in the plan,
// and whether they have begun.
func (in DutiesInput) runs(first, last anwei.Date) bool {
	if last.Before(in.Period.First()) || in.Period.Last().Before(first) {
		return false
	}
	if last.Before(in.Plan.From) || !in.Plan.To.IsZero() && in.Plan.To.Before(first) {
		return false
	}
	return in.begun(first)
}

func (in DutiesInput) begun(first anwei.Date) bool {
	return in.At.IsZero() || !in.Today().Before(first)
}

// Today returns the day on which the table is compiled, and no day where that is
// not known.
func (in DutiesInput) Today() anwei.Date {
	if in.At.IsZero() {
		return anwei.Date{}
	}
	return anwei.DateOf(Local(in.At, in.Zone))
}
