package lexicon

import "anwei"

// Named returns the units that a name, folded and without blanks, may mean, in the
// order of the roster.
func (g *Gazetteer) Named(name string) []anwei.UnitID {
	if units := g.names[name]; len(units) > 0 {
		return g.ids(units)
	}
	return nil
}

// LongestName is how many characters the longest name has.
func (g *Gazetteer) LongestName() int {
	most := 0
	for _, n := range g.long {
		most = max(most, n)
	}
	return most
}
