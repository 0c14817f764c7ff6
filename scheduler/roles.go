package scheduler

import "anwei"

// roles is a set of recipients: whom a rule speaks to, or what a person is to a
// unit.
type roles uint8

const (
	reporter roles = 1 << iota
	deputy
	leader
	office
)

// rolesOf returns whom the rule speaks to.
func rolesOf(rule anwei.ReminderRule) roles {
	var r roles
	for _, to := range rule.To {
		switch to {
		case anwei.ToReporter:
			r |= reporter
		case anwei.ToDeputy:
			r |= deputy
		case anwei.ToLeader:
			r |= leader
		case anwei.ToOffice:
			r |= office
		}
	}
	return r
}

// recipient returns the first of the roles.
func (r roles) recipient() anwei.Recipient {
	switch {
	case r&reporter != 0:
		return anwei.ToReporter
	case r&deputy != 0:
		return anwei.ToDeputy
	case r&leader != 0:
		return anwei.ToLeader
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
