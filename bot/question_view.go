package bot

import (
	"slices"

	"anwei"
)

// sight is what a person may see: all at or below some units, and his own units
// alone.
type sight struct {
	roster anwei.Roster
	parent map[anwei.UnitID]anwei.UnitID
	wide   []anwei.UnitID // as the office or a leader
	own    []anwei.UnitID // as a reporter
}

// sight returns what the person may see.
func (t *turn) sight() sight {
	s := sight{
		roster: t.in.Ledger.Roster(),
		wide:   append(t.in.Person.UnitsAs(anwei.Office), t.in.Person.UnitsAs(anwei.Leader)...),
		own:    t.in.Person.UnitsAs(anwei.Reporter),
	}
	s.parent = make(map[anwei.UnitID]anwei.UnitID, len(s.roster.Units))
	for _, u := range s.roster.Units {
		s.parent[u.ID] = u.Parent
	}
	return s
}

// nothing reports whether the person may see no unit at all.
func (s sight) nothing() bool { return len(s.wide) == 0 && len(s.own) == 0 }

// below reports whether the unit is one of the roots or stands anywhere below one.
func (s sight) below(id anwei.UnitID, roots []anwei.UnitID) bool {
	// The bound keeps a roster whose parents form a ring from going on for ever.
	for range len(s.parent) + 1 {
		for _, r := range roots {
			if r == id {
				return true
			}
		}
		up, ok := s.parent[id]
		if !ok || up == "" {
			return false
		}
		id = up
	}
	return false
}

// sees reports whether the person may see the unit.
func (s sight) sees(id anwei.UnitID) bool {
	if s.below(id, s.wide) {
		return true
	}
	for _, own := range s.own {
		if own == id {
			return true
		}
	}
	return false
}

// view is the units that an answer is about.
type view struct {
	// name is how the answer names them: 全县, 各镇, 南村镇.
	name  string
	units []anwei.Unit
	// root is the one unit at or below which they stand, and empty where there is
	// no such unit.
	root anwei.UnitID
	// whole is set for all units of the roster.
	whole bool
	// own is set where the root alone is meant, with nothing below it.
	own bool
}

// view returns the units of a question: those at or below the unit named, of the
// kind and industry where one is wished, or all that the person sees. The unit was
// seen.
func (t *turn) view(s sight, named anwei.UnitID, kind anwei.UnitKind, tag string) view {
	roots, own := s.wide, false
	switch {
	case named != "":
		roots = []anwei.UnitID{named}
		own = !s.below(named, s.wide)
	case len(s.wide) == 0:
		roots, own = s.own, true
	}
	var v view
	for _, u := range s.roster.Units {
		in := !own && s.below(u.ID, roots)
		for _, r := range roots {
			in = in || r == u.ID
		}
		if in && (kind == "" || u.Kind == kind) && (tag == "" || slices.Contains(u.Tags, tag)) {
			v.units = append(v.units, u)
		}
	}
	v.own = own
	if top, ok := s.top(roots); ok {
		v.root = top.ID
		v.name, v.whole = viewName(t.in.Plan, top), top.Parent == "" && kind == "" && tag == "" && !own
	} else {
		v.name = severalName(len(v.units), own)
	}
	if kind != "" {
		v.name = kindName(v.name, s.parent[v.root] == "" && v.root != "", t.in.Plan.KindTitle(kind))
	}
	if tag != "" {
		v.name += tagName(tag, kind != "")
	}
	return v
}

// top returns the one root that all others stand below, and false where there is
// none.
func (s sight) top(roots []anwei.UnitID) (anwei.Unit, bool) {
	for _, r := range roots {
		all := true
		for _, other := range roots {
			all = all && s.below(other, []anwei.UnitID{r})
		}
		if u, ok := s.roster.Unit(r); ok && all {
			return u, true
		}
	}
	return anwei.Unit{}, false
}

// single returns the one unit of a view that reports the form, and false where
// there are several.
func (v view) single(f anwei.Form) (anwei.Unit, bool) {
	var found []anwei.Unit
	for _, u := range v.units {
		if f.Audience.Includes(u) {
			found = append(found, u)
		}
	}
	if len(found) == 1 {
		return found[0], true
	}
	if len(found) == 0 && len(v.units) == 1 {
		return v.units[0], true
	}
	return anwei.Unit{}, false
}
