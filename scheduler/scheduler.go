// Package scheduler says which reminders are due: rules, periods, working days.
//
// A plan's rules about one matter, a unit's report for a period say, are the
// steps of a ladder. A step is worth saying from its day until the day of the
// next step that speaks to the same person, and for three working days at most.
// So what was missed is made up once, by the newest step alone, and what became
// pointless meanwhile is dropped. A promise takes the place of the steps until
// its day is over.
//
// Everything that a day has for a person is one reminder, said at the first of
// its times; nobody hears two of them a day, and nobody any in the quiet hours,
// nor on a rest day what the plan does not say on rest days.
package scheduler

import (
	"time"

	"anwei"
)

// Facts are the rules that decide whether a reminder is due.
type Facts struct {
	Plan     anwei.Plan
	Calendar anwei.Calendar
}

// Matters is what is asked about one matter; every storage.Ledger is one.
type Matters interface {
	Unit(id anwei.UnitID) (anwei.Unit, bool, error)
	Report(key anwei.ReportKey) (anwei.Report, bool, error)
	Promise(m anwei.Matter) (anwei.Promise, bool, error)
	Fulfilments(m anwei.Matter) ([]anwei.Fulfilment, error)
	Case(id anwei.CaseID) (anwei.Case, bool, error)
	// Draft returns the report that is being filled in, and false where nobody
	// has begun.
	Draft(key anwei.ReportKey) (anwei.Draft, bool, error)
}

// Ledger is what the scheduler asks of storage.
type Ledger interface {
	Matters
	// InUseSince returns the first period for which any unit reported on the form in
	// time.
	InUseSince(form anwei.FormID) (anwei.Period, bool, error)
	Promises(u anwei.UnitID) ([]anwei.Promise, error)
	Cases(u anwei.UnitID, open bool) ([]anwei.Case, error)
	Reminders(m anwei.Matter) ([]anwei.Reminded, error)
	// GrantsOf returns who reports for a time in whose place, of those that the
	// person gave or got.
	GrantsOf(p anwei.PersonID) ([]anwei.Grant, error)
	// Said reports whether the occurrence with the key was put, sent or not.
	Said(key string) (bool, error)
}

// Reminder is all that one day has to say to one person.
type Reminder struct {
	// Key is unique for the person and the day.
	Key string
	// At is when it is said.
	At    time.Time
	To    anwei.PersonID
	Items []anwei.Item
	// Notice is said instead of items: it is about no unit. NoticeKey names its
	// occurrence.
	Notice, NoticeKey string
	// Draft is a text for the group chat of the office, which is sent only when
	// somebody of the office says so; empty where there is none.
	Draft string
}

// Empty reports whether there is nothing to say.
func (r Reminder) Empty() bool { return len(r.Items) == 0 && r.Notice == "" }

// Keys returns the keys of all occurrences that are said with the reminder, its
// own first.
func (r Reminder) Keys() []string {
	out := []string{r.Key}
	for _, it := range r.Items {
		out = append(out, it.Key)
	}
	if r.Notice != "" {
		out = append(out, r.NoticeKey)
	}
	return out
}

// dayKey names the reminder of a person and a day for ever.
func dayKey(day anwei.Date, to anwei.PersonID) string {
	return "remind/" + day.String() + "/" + string(to)
}
