// Package report is the arithmetic of reports: what is in and what is missing, sums,
// rates and rankings, what a snapshot holds and what has changed since.
package report

import (
	"time"

	"anwei"
)

// Scope is what the table of many units is compiled from.
type Scope struct {
	Form   anwei.Form
	Period anwei.Period
	// Root is the unit at and below which units are shown. Without it all are.
	Root   anwei.UnitID
	Roster anwei.Roster
	// Reports are what the units confirmed for the period, nil for none. One that is
	// not there has not been reported.
	Reports Reports
	// Stamps says how the stamped sheets of the reports stand. Nil leaves their
	// column out.
	Stamps map[anwei.UnitID]anwei.StampState
	// TopUp is the day from which on a confirmed report has the figures of its
	// whole period; zero where the form is not topped up.
	TopUp anwei.Date
	// Zone is the time zone of the plan; nil takes times as they are.
	Zone *time.Location
	At   time.Time // when the table is compiled
}

// Units returns the units that the table has a row for: those that the form asks
// and those that reported before they were retired, so that an old table keeps
// its totals.
func (in Scope) Units() []anwei.Unit {
	var under map[anwei.UnitID]bool
	if in.Root != "" {
		under = in.Roster.Under(in.Root)
	}
	var out []anwei.Unit
	for _, u := range in.Roster.Units {
		if in.Root != "" && !under[u.ID] {
			continue
		}
		shown := in.Form.Audience.Includes(u)
		if !shown {
			_, shown = in.Head(u.ID)
		}
		if shown {
			out = append(out, u)
		}
	}
	return out
}

// Report returns what a unit confirmed, and false where it has not.
func (in Scope) Report(u anwei.UnitID) (anwei.Report, bool) { return in.Passing(u, nil) }

// Passing is Report for who goes through many: the answers may be put into the map, and
// are then good until it is given again.
func (in Scope) Passing(u anwei.UnitID, into anwei.Values) (anwei.Report, bool) {
	if in.Reports == nil {
		return anwei.Report{}, false
	}
	return in.Reports.Of(u, into)
}

// Head is Report without the answers, for less.
func (in Scope) Head(u anwei.UnitID) (anwei.Report, bool) {
	if in.Reports == nil {
		return anwei.Report{}, false
	}
	return in.Reports.Head(u)
}

// Local returns the time in the zone of a plan; nil takes it as it is.
func Local(t time.Time, zone *time.Location) time.Time {
	if zone == nil {
		return t
	}
	return t.In(zone)
}
