package scheduler

import (
	"slices"

	"anwei"
)

// roles is a set of recipients: whom a rule speaks to, or what a person is to a
// unit.
type roles uint8

const (
	reporter roles = 1 << iota
	deputy
	leader
	office
)

// recipients are the roles by name, in their order.
func recipients() []anwei.Recipient {
	return []anwei.Recipient{anwei.ToReporter, anwei.ToDeputy, anwei.ToLeader, anwei.ToOffice}
}

func rolesOf(rule anwei.ReminderRule) (r roles) {
	for i, to := range recipients() {
		if slices.Contains(rule.To, to) {
			r |= 1 << i
		}
	}
	return r
}

func (r roles) recipient() anwei.Recipient {
	for i, to := range recipients() {
		if r&(1<<i) != 0 {
			return to
		}
	}
	return anwei.ToOffice
}

// assigned returns what an assignment makes of a person at its unit, which for
// the office is nothing: it is told about all units at once.
func assigned(a anwei.Assignment) roles {
	switch {
	case a.Role == anwei.Reporter && a.Deputy && a.Until.IsZero():
		return deputy
	// Whom a reporter asked to deputise for a time hears what the reporter hears.
	case a.Role == anwei.Reporter:
		return reporter
	case a.Role == anwei.Leader:
		return leader
	}
	return 0
}
