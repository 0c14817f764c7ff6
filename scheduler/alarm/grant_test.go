package alarm_test

import (
	"slices"
	"testing"
	"time"

	"anwei"
	"anwei/storage"
)

// Whoever deputises for a time is reminded as the reporter is, and is not once
// that was taken back.
func TestGrant(t *testing.T) {
	store := ledger(t)
	october := func(day int) anwei.Date { return anwei.Date{Year: 2026, Month: time.October, Day: day} }
	grant := anwei.Grant{
		From: "nancun_tb", To: "lianhe", Units: []anwei.UnitID{"nancun"},
		Since: october(1), Until: october(20), Asked: clock(t, "10-01 09:00"), Answered: clock(t, "10-01 09:05"),
	}
	put := func(g anwei.Grant) {
		t.Helper()
		err := store.Update(t.Context(), func(tx storage.Ledger) (err error) {
			grant.ID, err = tx.PutGrant(g)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	put(grant)
	said := items(messages(t, store, plan(), "10-19 09:00"))
	if !slices.Contains(said, item("before3", "nancun", "lianhe")) || !slices.Contains(said, item("before3", "nancun", "nancun_tb")) {
		t.Errorf("on the 19th is said %v", said)
	}
	grant.Revoked = clock(t, "10-20 09:00")
	put(grant)
	said = items(messages(t, store, plan(), "10-21 09:00"))
	if slices.Contains(said, item("before1", "nancun", "lianhe")) || !slices.Contains(said, item("before1", "nancun", "nancun_tb")) {
		t.Errorf("on the 21st is said %v", said)
	}
}
