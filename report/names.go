package report

import "anwei"

// unitName returns the name of the unit, or the id where the roster has none of it.
func unitName(r anwei.Roster, id anwei.UnitID) string {
	if u, ok := r.Unit(id); ok {
		return u.Name
	}
	return string(id)
}

// personName returns the name of the person, or the id where nobody of the people has
// it: whoever left the roster is still told apart from others.
func personName(people []anwei.Person, id anwei.PersonID) string {
	if p := person(people, id); p.Name != "" {
		return p.Name
	}
	return string(id)
}
