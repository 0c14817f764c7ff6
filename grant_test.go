package anwei_test

import (
	"reflect"
	"testing"
	"time"

	"anwei"
)

// TestGrantHolds asks on each day about a grant at each stage of it.
func TestGrantHolds(t *testing.T) {
	first := anwei.Date{Year: 2026, Month: time.October, Day: 19}
	last := first.AddDays(2)
	at := time.Date(2026, 10, 18, 9, 0, 0, 0, time.UTC)
	asked := anwei.Grant{From: "ann", To: "bob", Units: []anwei.UnitID{"a", "b"}, Since: first, Until: last, Asked: at}
	agreed, declined, revoked, withdrawn := asked, asked, asked, asked
	agreed.Answered = at
	declined.Answered, declined.Declined = at, true
	revoked.Answered, revoked.Revoked = at, at
	withdrawn.Revoked = at
	for _, c := range []struct {
		name           string
		grant          anwei.Grant
		day            anwei.Date
		holds, waiting bool
	}{
		{"asked", asked, first, false, true},
		{"asked, before", asked, first.AddDays(-1), false, true},
		{"asked, last day", asked, last, false, true},
		{"asked, over", asked, last.AddDays(1), false, false},
		{"agreed, before", agreed, first.AddDays(-1), false, false},
		{"agreed, first day", agreed, first, true, false},
		{"agreed, last day", agreed, last, true, false},
		{"agreed, over", agreed, last.AddDays(1), false, false},
		{"declined", declined, first, false, false},
		{"revoked", revoked, first, false, false},
		{"withdrawn before the answer", withdrawn, first, false, false},
	} {
		if c.grant.Holds(c.day) != c.holds || c.grant.Waiting(c.day) != c.waiting {
			t.Errorf("%s: holds is %t and waiting %t", c.name, c.grant.Holds(c.day), c.grant.Waiting(c.day))
		}
	}
}

// TestPersonWithGrants adds what grants add, leaves what is held already, and changes
// neither the person nor what Standing gives back.
func TestPersonWithGrants(t *testing.T) {
	day := anwei.Date{Year: 2026, Month: time.October, Day: 19}
	g := anwei.Grant{To: "bob", Units: []anwei.UnitID{"a", "b"}, Since: day, Until: day, Answered: time.Unix(1, 0)}
	other := g
	other.To = "dan"
	roles := make([]anwei.Assignment, 1, 8) // with room behind, which must stay untouched
	roles[0] = anwei.Assignment{Role: anwei.Reporter, Unit: "a"}
	bob := anwei.Person{ID: "bob", Roles: roles}
	got := bob.With([]anwei.Grant{other, g, g}, day)
	want := []anwei.Assignment{roles[0], {Role: anwei.Reporter, Unit: "b", Deputy: true, Until: day}}
	if !reflect.DeepEqual(got.Roles, want) {
		t.Errorf("roles are %+v, want %+v", got.Roles, want)
	}
	if len(bob.Roles) != 1 || roles[:2][1] != (anwei.Assignment{}) {
		t.Errorf("the person was changed: %+v", roles[:2])
	}
	if !reflect.DeepEqual(got.Standing(), bob) {
		t.Errorf("standing is %+v", got.Standing())
	}
	if none := bob.With([]anwei.Grant{g}, day.AddDays(1)); !reflect.DeepEqual(none, bob) {
		t.Errorf("a day later he is %+v", none)
	}
}
