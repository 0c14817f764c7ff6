package bot

import (
	"slices"

	"anwei"
	"anwei/language/question"
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

// has reports whether the roster has a unit of the kind.
func (s sight) has(kind anwei.UnitKind) bool {
	return slices.ContainsFunc(s.roster.Units, func(u anwei.Unit) bool { return u.Kind == kind })
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
		v.name += TagName(tag, kind != "")
	}
	return v
}

// viewed is the view of the question: of several units where it names each of them.
func (a asking) viewed() view {
	if len(a.query.Either) == 0 {
		return a.view(a.sight, a.query.Unit, a.manner.Kind, a.tag)
	}
	var v view
	list := make([]string, 0, len(a.query.Either))
	for _, id := range a.query.Either {
		if u, ok := a.sight.roster.Unit(id); ok {
			v.units = append(v.units, u)
			list = append(list, u.Name)
		}
	}
	v.name = names(list, 4)
	return v
}

// together makes a question about several units one that is answered of all of them: who
// of them has reported, or a figure unit by unit. Of one that is out of sight it says so.
// It returns false where none of them is in sight.
func (a *asking) together() bool {
	var seen []anwei.UnitID
	for _, id := range a.query.Either {
		if a.sight.sees(id) {
			seen = append(seen, id)
		} else {
			a.refuse(id)
		}
	}
	if a.query.Either = seen; len(seen) < 2 {
		a.query.Several, a.query.Either = false, nil
		if len(seen) == 1 {
			a.query.Unit = seen[0]
		}
		return len(seen) == 1
	}
	switch a.query.Intent {
	case question.AskUnit, question.AskTotal:
		a.query.Intent = question.AskProgress
		switch {
		case a.query.Metric != "":
			a.query.Intent = question.AskRank
		case hasAny(a.text, "没报", "没交", "未报", "没填", "为什么", "为啥") && !hasAny(a.text, "报没"):
			a.query.Intent = question.AskMissing
		}
	default:
	}
	return true
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
