package anwei

import (
	"cmp"
	"slices"
)

// UnitID names a unit for ever, also after it was renamed.
type UnitID string

// UnitKind is what a unit is: town, department, county … The plan lists the
// kinds that it knows.
type UnitKind string

// Unit is who reports: a town, a department, an enterprise group. Units form a
// tree, and every total can be taken at any node.
type Unit struct {
	ID     UnitID   `json:"id"`
	Name   string   `json:"name"`
	Kind   UnitKind `json:"kind"`
	Parent UnitID   `json:"parent,omitempty"`
	// Aliases are the other names people use, without the official one.
	Aliases []string `json:"aliases,omitempty"`
	// Tags are the industries (19个重点行业领域) that the unit leads.
	Tags []string `json:"tags,omitempty"`
	// Retired units report no more; their reports stay.
	Retired bool `json:"retired,omitempty"`
}

// PersonID is a WeCom userid. WeCom compares userids without regard to case;
// storage keeps them in lower case.
type PersonID string

// Role is what a person may do.
type Role string

// The three kinds of people.
const (
	Reporter Role = "reporter" // 填报员: reports for a unit
	Office   Role = "office"   // 安委办: runs the campaign
	Leader   Role = "leader"   // 领导: reads, within the unit's subtree
)

// Chinese is the word that a role is written with; of one that there is not, itself.
func (r Role) Chinese() string {
	return cmp.Or(map[Role]string{Reporter: "填报员", Office: "安委办", Leader: "领导"}[r], string(r))
}

// Assignment is one role of a person at one unit.
type Assignment struct {
	Role   Role   `json:"role"`
	Unit   UnitID `json:"unit"`
	Deputy bool   `json:"deputy,omitempty"`
	// Until is the last day of what a grant adds for a time; zero in the roster.
	Until Date `json:"until,omitzero"`
}

// Person is somebody the bot knows.
type Person struct {
	ID    PersonID     `json:"userid"`
	Name  string       `json:"name"`
	Post  string       `json:"post,omitempty"`
	Phone string       `json:"phone,omitempty"`
	Roles []Assignment `json:"roles,omitempty"`
}

// Has reports whether the person holds the role at any unit.
func (p Person) Has(r Role) bool {
	return slices.ContainsFunc(p.Roles, func(a Assignment) bool { return a.Role == r })
}

// UnitsAs returns the units at which the person holds the role, in the order of
// the roster, the ones he deputises for included.
func (p Person) UnitsAs(r Role) []UnitID {
	return Each(Where(p.Roles, func(a Assignment) bool { return a.Role == r }), func(a Assignment) UnitID { return a.Unit })
}

// ReportsFor reports whether the person may report for the unit.
func (p Person) ReportsFor(u UnitID) bool {
	return slices.ContainsFunc(p.Roles, func(a Assignment) bool { return a.Role == Reporter && a.Unit == u })
}

// ReportsFirst reports whether the person reports for the unit and not as a
// deputy.
func (p Person) ReportsFirst(u UnitID) bool {
	return slices.ContainsFunc(p.Roles, func(a Assignment) bool { return a.Role == Reporter && a.Unit == u && !a.Deputy })
}

// Called reports whether that is the person's name or, in whichever case, account.
func (p Person) Called(who string) bool {
	return p.Name == who || p.ID.Folded() == PersonID(who).Folded()
}

// Roster is all units and people of a deployment, in the order they were given.
type Roster struct {
	Units  []Unit   `json:"units"`
	People []Person `json:"people"`
}

// Unit returns the unit with the id.
func (r Roster) Unit(id UnitID) (Unit, bool) {
	return Find(r.Units, func(u Unit) bool { return u.ID == id })
}

// Person returns the person with the id, in whichever case it is written.
func (r Roster) Person(id PersonID) (Person, bool) {
	return Find(r.People, func(p Person) bool { return p.ID.Folded() == id.Folded() })
}

// Within reports whether the unit is the root or stands anywhere below it.
func (r Roster) Within(id, root UnitID) bool {
	// The bound keeps a roster whose parents form a ring from going on for ever.
	for range len(r.Units) + 1 {
		if id == root {
			return true
		}
		u, ok := r.Unit(id)
		if !ok || u.Parent == "" {
			return false
		}
		id = u.Parent
	}
	return false
}

// Under returns the root and all units below it: those that Within is true of, at a
// cost that grows with the units alone. It is for going through many of them.
func (r Roster) Under(root UnitID) map[UnitID]bool {
	children := make(map[UnitID][]UnitID)
	for _, u := range r.Units {
		if u.Parent != "" {
			children[u.Parent] = append(children[u.Parent], u.ID)
		}
	}
	out := map[UnitID]bool{root: true}
	for next := []UnitID{root}; len(next) > 0; {
		last := next[len(next)-1]
		next = next[:len(next)-1]
		for _, id := range children[last] {
			if !out[id] { // parents may form a ring
				out[id] = true
				next = append(next, id)
			}
		}
	}
	return out
}
