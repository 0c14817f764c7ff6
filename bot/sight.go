package bot

import (
	"slices"

	"anwei"
)

// Sight is what a person may see: all at or below some units, and his own units
// alone.
type Sight struct {
	Roster anwei.Roster
	Parent map[anwei.UnitID]anwei.UnitID
	Wide   []anwei.UnitID // as the office or a leader
	Own    []anwei.UnitID // as a reporter
}

// Sight returns what the person may see.
func (t *Turn) Sight() Sight {
	s := Sight{
		Roster: t.In.Ledger.Roster(),
		Wide:   append(t.In.Person.UnitsAs(anwei.Office), t.In.Person.UnitsAs(anwei.Leader)...),
		Own:    t.In.Person.UnitsAs(anwei.Reporter),
	}
	s.Parent = make(map[anwei.UnitID]anwei.UnitID, len(s.Roster.Units))
	for _, u := range s.Roster.Units {
		s.Parent[u.ID] = u.Parent
	}
	return s
}

// Nothing reports whether the person may see no unit at all.
func (s Sight) Nothing() bool { return len(s.Wide) == 0 && len(s.Own) == 0 }

// Below reports whether the unit is one of the roots or stands anywhere below one.
func (s Sight) Below(id anwei.UnitID, roots []anwei.UnitID) bool {
	// The bound keeps a roster whose parents form a ring from going on for ever.
	for range len(s.Parent) + 1 {
		for _, r := range roots {
			if r == id {
				return true
			}
		}
		up, ok := s.Parent[id]
		if !ok || up == "" {
			return false
		}
		id = up
	}
	return false
}

// Sees reports whether the person may see the unit.
func (s Sight) Sees(id anwei.UnitID) bool {
	if s.Below(id, s.Wide) {
		return true
	}
	return slices.Contains(s.Own, id)
}

// Top returns the one root that all others stand below, and false where there is
// none.
func (s Sight) Top(roots []anwei.UnitID) (anwei.Unit, bool) {
	for _, r := range roots {
		all := true
		for _, other := range roots {
			all = all && s.Below(other, []anwei.UnitID{r})
		}
		if u, ok := s.Roster.Unit(r); ok && all {
			return u, true
		}
	}
	return anwei.Unit{}, false
}
