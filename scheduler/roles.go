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
	allRoles = reporter | deputy | leader | office
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

// recipient returns the first of the roles, which are some to a unit.
func (r roles) recipient() anwei.Recipient {
	switch {
	case r&reporter != 0:
		return anwei.ToReporter
	case r&deputy != 0:
		return anwei.ToDeputy
	}
	return anwei.ToLeader
}

// listener is a person with what he is to one unit.
type listener struct {
	id    anwei.PersonID
	roles roles
}

// people is the roster's people by what they are told about, each list in the
// order of the roster.
type people struct {
	units  map[anwei.UnitID][]listener
	office []anwei.PersonID
}

func peopleOf(r anwei.Roster) people {
	ps := people{units: make(map[anwei.UnitID][]listener, len(r.Units))}
	for _, p := range r.People {
		if p.Has(anwei.Office) {
			ps.office = append(ps.office, p.ID)
		}
		for _, a := range p.Roles {
			if r := assigned(a); r != 0 {
				ps.add(a.Unit, listener{p.ID, r})
			}
		}
	}
	return ps
}

// add joins the roles of a person who was added for the unit just before.
func (ps people) add(u anwei.UnitID, l listener) {
	ls := ps.units[u]
	if n := len(ls); n > 0 && ls[n-1].id == l.id {
		ls[n-1].roles |= l.roles
		return
	}
	ps.units[u] = append(ls, l)
}

// assigned returns what an assignment makes of a person at its unit, which for
// the office is nothing: it is told about all units at once.
func assigned(a anwei.Assignment) roles {
	switch {
	case a.Role == anwei.Reporter && a.Deputy:
		return deputy
	case a.Role == anwei.Reporter:
		return reporter
	case a.Role == anwei.Leader:
		return leader
	}
	return 0
}
