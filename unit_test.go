package anwei_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"anwei"
)

func tree() anwei.Roster {
	return anwei.Roster{Units: []anwei.Unit{
		{ID: "city", Kind: "city"},
		{ID: "county", Kind: "county", Parent: "city"},
		{ID: "nancun", Kind: "town", Parent: "county"},
		{ID: "mine", Kind: "enterprise", Parent: "nancun", Tags: []string{"煤矿"}},
		{ID: "ring", Parent: "round"},
		{ID: "round", Parent: "ring"},
		{ID: "lost", Parent: "nowhere"},
	}}
}

func TestWithin(t *testing.T) {
	r := tree()
	for _, c := range []struct {
		id, root anwei.UnitID
		want     bool
	}{
		{"mine", "mine", true},
		{"mine", "nancun", true},
		{"mine", "city", true},
		{"city", "mine", false},
		{"nancun", "county", true},
		{"lost", "city", false},
		{"lost", "nowhere", true}, // its parent by name, though it is not on the roster
		{"ring", "round", true},
		{"ring", "city", false}, // and it ends
		{"stranger", "city", false},
	} {
		if got := r.Within(c.id, c.root); got != c.want {
			t.Errorf("%s stands within %s: got %v", c.id, c.root, got)
		}
	}
	for _, root := range []anwei.UnitID{"city", "county", "nancun", "mine", "ring", "round", "nowhere", "stranger", ""} {
		under := r.Under(root)
		for _, u := range append(r.Units, anwei.Unit{ID: root}) {
			if under[u.ID] != r.Within(u.ID, root) {
				t.Errorf("%s under %q: %v, and Within says otherwise", u.ID, root, under[u.ID])
			}
		}
	}
	if u, ok := r.Unit("mine"); !ok || u.Parent != "nancun" {
		t.Errorf("the mine is %+v, %v", u, ok)
	}
	if u, ok := r.Unit("stranger"); ok {
		t.Errorf("a stranger is %+v", u)
	}
}

// TestWithinEnds holds for any roster, whatever its parents say.
func TestWithinEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.SampledFrom([]anwei.UnitID{"a", "b", "c", "d", "e", ""})
		var r anwei.Roster
		for _, u := range []anwei.UnitID{"a", "b", "c", "d", "e"} {
			r.Units = append(r.Units, anwei.Unit{ID: u, Parent: id.Draw(t, "parent")})
		}
		x, y, z := id.Draw(t, "x"), id.Draw(t, "y"), id.Draw(t, "z")
		if !r.Within(x, x) {
			t.Fatalf("%s does not stand within itself", x)
		}
		if r.Within(x, y) && r.Within(y, z) && z != "" && !r.Within(x, z) {
			t.Fatalf("%s stands within %s and that within %s, but it does not", x, y, z)
		}
	})
}

func TestRoles(t *testing.T) {
	p := anwei.Person{ID: "ann", Roles: []anwei.Assignment{
		{Role: anwei.Reporter, Unit: "nancun"},
		{Role: anwei.Leader, Unit: "county"},
		{Role: anwei.Reporter, Unit: "mine", Deputy: true},
	}}
	if got := p.UnitsAs(anwei.Reporter); !slices.Equal(got, []anwei.UnitID{"nancun", "mine"}) {
		t.Errorf("she reports for %v", got)
	}
	if !p.ReportsFor("mine") || !p.ReportsFor("nancun") || p.ReportsFor("county") {
		t.Error("she reports for the two, as a deputy too, and leads the third")
	}
	if !p.Has(anwei.Leader) || p.Has(anwei.Office) || (anwei.Person{}).Has(anwei.Reporter) {
		t.Error("she leads, is not of the office, and nobody reports for nothing")
	}
}

func TestAudience(t *testing.T) {
	town := anwei.Unit{ID: "nancun", Kind: "town"}
	mine := anwei.Unit{ID: "mine", Kind: "enterprise", Tags: []string{"煤矿", "消防"}}
	for _, c := range []struct {
		name       string
		a          anwei.Audience
		town, mine bool
	}{
		{"nobody", anwei.Audience{}, false, false},
		{"by kind", anwei.Audience{Kinds: []anwei.UnitKind{"town"}}, true, false},
		{"by either kind", anwei.Audience{Kinds: []anwei.UnitKind{"town", "enterprise"}}, true, true},
		{"by kind and tag", anwei.Audience{Kinds: []anwei.UnitKind{"town", "enterprise"}, Tags: []string{"交通", "消防"}}, false, true},
		{"by kind and another tag", anwei.Audience{Kinds: []anwei.UnitKind{"town", "enterprise"}, Tags: []string{"交通"}}, false, false},
		{"by kind and any tag", anwei.Audience{Kinds: []anwei.UnitKind{"town", "enterprise"}, AnyTag: true}, false, true},
		{"a tag alone is nobody", anwei.Audience{Tags: []string{"煤矿"}}, false, false},
		{"any tag alone is nobody", anwei.Audience{AnyTag: true}, false, false},
		{"by name", anwei.Audience{Units: []anwei.UnitID{"nancun"}}, true, false},
		{"by name or kind", anwei.Audience{Units: []anwei.UnitID{"nancun"}, Kinds: []anwei.UnitKind{"enterprise"}}, true, true},
		{"by name in spite of tags", anwei.Audience{Units: []anwei.UnitID{"nancun"}, Tags: []string{"煤矿"}}, true, false},
	} {
		if c.a.Includes(town) != c.town || c.a.Includes(mine) != c.mine {
			t.Errorf("%s: town %v, mine %v", c.name, c.a.Includes(town), c.a.Includes(mine))
		}
		town, mine := town, mine
		town.Retired, mine.Retired = true, true
		if c.a.Includes(town) || c.a.Includes(mine) {
			t.Errorf("%s: a retired unit is concerned", c.name)
		}
	}
}

func TestPlanLookups(t *testing.T) {
	p := anwei.Plan{Forms: []anwei.Form{smallForm()}, Kinds: []anwei.Kind{{ID: "town", Title: "乡镇"}}}
	if f, ok := p.Form("figures"); !ok || len(f.Fields) != 3 {
		t.Errorf("the form is %+v, %v", f, ok)
	}
	if _, ok := p.Form("ledger"); ok {
		t.Error("a form that is not there was found")
	}
	if p.KindTitle("town") != "乡镇" || p.KindTitle("moon") != "moon" {
		t.Errorf("the kinds are %s and %s", p.KindTitle("town"), p.KindTitle("moon"))
	}
}
