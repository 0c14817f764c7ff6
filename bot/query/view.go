package query

import (
	"slices"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/question"
)

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

// viewOf returns the units of a question: those at or below the unit named, of the
// kind and industry where one is wished, or all that the person sees. The unit was
// seen.
func viewOf(t *bot.Turn, s bot.Sight, named anwei.UnitID, kind anwei.UnitKind, tag string) view {
	roots, own := s.Wide, false
	switch {
	case named != "":
		roots = []anwei.UnitID{named}
		own = !s.Below(named, s.Wide)
	case len(s.Wide) == 0:
		roots, own = s.Own, true
	}
	var v view
	for _, u := range s.Roster.Units {
		in := !own && s.Below(u.ID, roots)
		for _, r := range roots {
			in = in || r == u.ID
		}
		if in && (kind == "" || u.Kind == kind) && (tag == "" || slices.Contains(u.Tags, tag)) {
			v.units = append(v.units, u)
		}
	}
	v.own = own
	if top, ok := s.Top(roots); ok {
		v.root = top.ID
		v.name, v.whole = viewName(t, top), top.Parent == "" && kind == "" && tag == "" && !own
		if kind != "" {
			v.name = kindName(t, top, kind)
		}
	} else {
		v.name = severalName(t, len(v.units), own, kind)
	}
	if tag != "" {
		v.name += TagName(t.Phrases)(tag, kind != "")
	}
	return v
}

// everybody names all units: 全县.
func everybody(t *bot.Turn) string {
	for _, u := range t.In.Ledger.Roster().Units {
		if u.Parent == "" {
			return viewName(t, u)
		}
	}
	return ""
}

// everybodySeen names all units that the person sees: 全县, or his own unit where he sees
// no other.
func everybodySeen(t *bot.Turn) string {
	if v := viewOf(t, t.Sight(), "", "", ""); len(v.units) == 1 {
		return v.name
	}
	return everybody(t)
}

func viewName(t *bot.Turn, u anwei.Unit) string {
	if u.Parent == "" {
		return t.Text("query.view.whole", "kind", t.In.Plan.KindTitle(u.Kind))
	}
	return u.Name
}

// kindName names the units of a kind at or below a unit.
func kindName(t *bot.Turn, top anwei.Unit, kind anwei.UnitKind) string {
	where := top.Name
	if top.Parent == "" {
		where = ""
	}
	return t.Text("query.view.kind", "where", where, "kind", t.In.Plan.KindTitle(kind))
}

// severalName names units that stand below no one unit, of a kind where one is wished.
func severalName(t *bot.Turn, n int, own bool, kind anwei.UnitKind) string {
	name := t.Text("query.view.several", "n", n)
	if own {
		name = t.Text("query.view.own", "n", n)
	}
	if kind != "" {
		name = t.Text("query.view.kind", "where", name, "kind", t.In.Plan.KindTitle(kind))
	}
	return name
}

// TagName says of which industry the units are, after their kind or alone. Their figures
// are of all their work, not of that industry alone.
func TagName(c *phrases.Catalogue) func(tag string, kind bool) string {
	return func(tag string, kind bool) string {
		if kind {
			return c.Text("query.view.kind_tag", "tag", tag)
		}
		return c.Text("query.view.tag", "tag", tag)
	}
}

// viewed is the view of the question: of several units where it names each of them.
func (a asking) viewed() view {
	if len(a.Query.Either) == 0 {
		return a.without(viewOf(a.Turn, a.sight, a.Query.Unit, a.Kind, a.Tag))
	}
	var v view
	list := make([]string, 0, len(a.Query.Either))
	for _, id := range a.Query.Either {
		if u, ok := a.sight.Roster.Unit(id); ok {
			v.units = append(v.units, u)
			list = append(list, u.Name)
		}
	}
	v.name = phrases.Names(list, 4)
	return v
}

// without leaves out of a view what the question does, which it is then named by.
func (a asking) without(v view) view {
	q := a.Query
	if len(q.Except) == 0 && q.Without == "" {
		return v
	}
	out := anwei.Each(q.Except, a.UnitName)
	if q.Without != "" && a.Kind == "" {
		out = append(out, a.In.Plan.KindTitle(q.Without))
	}
	v.units = slices.DeleteFunc(v.units, func(u anwei.Unit) bool { return u.Kind == q.Without || slices.Contains(q.Except, u.ID) })
	if v.root, v.whole = "", false; len(out) == 0 {
		return v
	}
	v.name += a.Text("query.view.without", "out", phrases.Names(out, 4)) //nolint:mnd // as many as a phone shows
	return v
}

// together makes a question about several units one that is answered of all of them: who
// of them has reported, or a figure unit by unit. Of one that is out of sight it says so.
// It returns false where none of them is in sight.
func (a *asking) together() bool {
	var seen []anwei.UnitID
	for _, id := range a.Query.Either {
		if a.sight.Sees(id) {
			seen = append(seen, id)
		} else {
			a.refuse(id)
		}
	}
	if a.Query.Either = seen; len(seen) < 2 {
		a.Query.Several, a.Query.Either = false, nil
		if len(seen) == 1 {
			a.Query.Unit = seen[0]
		}
		return len(seen) == 1
	}
	switch a.Query.Intent {
	case question.AskUnit, question.AskTotal:
		a.Query.Intent = question.AskProgress
		switch {
		case a.Query.Metric != "" && a.Query.Summed:
			a.Query.Intent = question.AskTotal
		case a.Query.Metric != "":
			a.Query.Intent = question.AskRank
		case a.Missing:
			a.Query.Intent = question.AskMissing
		}
	default:
	}
	return true
}

// single returns the one unit of a view that reports the form, and false where
// there are several.
func (v view) single(f anwei.Form) (anwei.Unit, bool) {
	found := anwei.Where(v.units, f.Audience.Includes)
	if len(found) == 1 {
		return found[0], true
	}
	if len(found) == 0 && len(v.units) == 1 {
		return v.units[0], true
	}
	return anwei.Unit{}, false
}
