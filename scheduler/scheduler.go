// Package scheduler says which reminders are due: rules, periods, working days.
//
// A plan's rules over one form are the steps of a ladder that is climbed once
// for each period, unit and person. A step is worth saying from its time until
// the day of the next step that speaks to the same person, the last one for
// three days. So what was missed is made up once, by the newest step alone, and
// then forgotten. Nothing is said in the quiet hours.
package scheduler

import (
	"slices"
	"time"

	"anwei"
)

// Facts are what it depends on whether a reminder is due.
type Facts struct {
	Plan     anwei.Plan
	Calendar anwei.Calendar
	Roster   anwei.Roster
	Ledger   Ledger
}

// Ledger is what the scheduler asks of storage; every storage.Tx is one.
type Ledger interface {
	// Reports returns all reports of one form and period, by unit id.
	Reports(form anwei.FormID, p anwei.Period) (map[anwei.UnitID]anwei.Report, error)
	// Draft returns the report that is being filled in, and false where nobody
	// has begun.
	Draft(key anwei.ReportKey) (anwei.Draft, bool, error)
	// HasOutgoing reports whether the key was ever put, sent or not.
	HasOutgoing(key string) (bool, error)
}

// Reminder is one message that a rule says to one person about one report, or
// to one person of the office about all the reports that are missing. As JSON it
// is what `anwei due --json` prints.
type Reminder struct {
	// Key names the occurrence for ever: rule/form/period/unit/person, and
	// rule/period/person for the office.
	Key string `json:"-"`
	// At is when the reminder was to be said; where it is made up, that is past.
	At time.Time      `json:"at"`
	To anwei.PersonID `json:"to"`
	// Unit is empty for the office.
	Unit   anwei.UnitID `json:"unit"`
	Rule   anwei.RuleID `json:"rule"`
	Form   anwei.FormID `json:"-"`
	Period anwei.Period `json:"period"`
	Text   string       `json:"text"`
	// As says why the rule speaks to the person. Somebody who is several things
	// to the unit hears it once, as the first of reporter, deputy and leader.
	As anwei.Recipient `json:"-"`
	// Begun reports whether the unit has a draft.
	Begun bool `json:"-"`
}

// Due returns what should be said now and was not said yet, in the order in
// which it was to be said. The time must be in the plan's location. It returns
// nothing in the quiet hours: before 08:30 and after 20:00.
//
// It costs in proportion to the units and rules of the one or two periods whose
// ladder touches now, whatever the length of the history; while no ladder
// touches now it asks the ledger nothing. Reports is asked once for each form
// and period, Draft at most once for each unit that is reminded.
func Due(now time.Time, f Facts) ([]Reminder, error) {
	if quiet(now) {
		return nil, nil
	}
	return f.collect(now, now.Add(1), func(w window) bool {
		return !now.Before(w.at) && now.Before(w.until)
	})
}

// Between returns what would be said from one time, included, until another,
// excluded, by the ledger as it stands and if nothing were missed: who has
// reported by now hears nothing, and what was put already is not said again.
// The time from must be in the plan's location. Over a range it says what Due
// would say minute by minute, without what Due makes up from before the range.
func Between(from, to time.Time, f Facts) ([]Reminder, error) {
	return f.collect(from, to, func(w window) bool {
		return !w.at.Before(from) && w.at.Before(to)
	})
}

// collect gathers the picked windows of all ladders that touch the range.
func (f Facts) collect(from, to time.Time, pick func(window) bool) ([]Reminder, error) {
	c := collector{facts: f}
	for _, form := range f.Plan.Forms {
		for _, l := range f.ladders(form, from, to) {
			if err := c.climb(l, l.choose(pick)); err != nil {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(c.out, func(a, b Reminder) int { return a.At.Compare(b.At) })
	return c.out, nil
}
