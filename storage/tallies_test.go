package storage_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/storage"
)

// testTallies confirms and corrects reports, moves units and puts them on the roster at
// random: at any time each report of a unit of the roster is in one tally of its parent and
// kind, with those that answer alike, and the sums are what they come to.
func testTallies(t *testing.T, open opener) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		k := kit{rt, open(t, t.TempDir())}
		defer func() { closeStore(rt, k.store) }()
		reports, roster := map[anwei.ReportKey]anwei.Report{}, map[anwei.UnitID]anwei.Unit{}
		drawUnit := func(rt *rapid.T) anwei.UnitID {
			return anwei.UnitID(fmt.Sprint("u", rapid.IntRange(0, 19).Draw(rt, "unit")))
		}
		rt.Repeat(map[string]func(*rapid.T){
			"": func(rt *rapid.T) { compareTallies(rt, k, roster, reports) },
			"unit": func(rt *rapid.T) {
				u := anwei.Unit{
					ID: drawUnit(rt), Parent: rapid.SampledFrom([]anwei.UnitID{"", "east", "west"}).Draw(rt, "parent"),
					Kind: rapid.SampledFrom([]anwei.UnitKind{"town", "department"}).Draw(rt, "kind"),
				}
				k.update(func(tx storage.Ledger) error { return tx.PutUnit(u) })
				roster[u.ID] = u
			},
			"confirm": func(rt *rapid.T) {
				key := drawReportKey(rt)
				key.Unit = drawUnit(rt)
				r, rev := sampleReport(key, reports[key].Revision+1)
				r.Late, r.Values = rapid.Bool().Draw(rt, "late"), drawAnswers(rt)
				k.update(func(tx storage.Ledger) error { return tx.Confirm(r, rev) })
				reports[key] = r
			},
			"handle": func(rt *rapid.T) {
				key := drawReportKey(rt)
				if key.Unit = drawUnit(rt); reports[key].Revision > 0 {
					k.update(func(tx storage.Ledger) error {
						done, err := tx.Handlings(key)
						if err != nil {
							return err
						}
						return tx.Handle(key, sampleHandling(len(done)+1, reports[key].Revision, anwei.Returned))
					})
				}
			},
		})
	})
}

// drawAnswers leaves fields open, has some not apply, and has figures of all sizes.
func drawAnswers(rt *rapid.T) anwei.Values {
	v := anwei.Values{}
	for _, id := range []anwei.FieldID{"a", "b", "c"} {
		switch rapid.IntRange(0, 5).Draw(rt, "answer") {
		case 0:
		case 1:
			v[id] = anwei.Value{NA: true}
		case 2:
			v[id] = anwei.Number(rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64, 1 << 40, 1<<40 - 1, -1 << 40}).Draw(rt, "n"))
		default:
			v[id] = anwei.Number(rapid.Int64Range(-9, 99).Draw(rt, "n"))
		}
	}
	return v
}

// compareTallies looks at the tallies of each month by the reports that they tell of.
func compareTallies(t tb, k kit, roster map[anwei.UnitID]anwei.Unit, reports map[anwei.ReportKey]anwei.Report) {
	t.Helper()
	k.view(func(tx storage.Ledger) error {
		places, err := tx.Places()
		if err != nil || len(places) != len(roster) {
			t.Errorf("%d units have a place, %d are on the roster: %v", len(places), len(roster), err)
		}
		units := map[int]anwei.Unit{}
		for id, place := range places {
			units[place] = roster[id]
		}
		told := map[anwei.ReportKey]bool{}
		for _, form := range []anwei.FormID{"figures", "figures2"} {
			for _, p := range []anwei.Period{october().Prev(), october(), october().Next()} {
				for _, of := range groupsOf(roster) {
					all, _, err := tx.Tallies(form, p, of, time.Time{})
					if err != nil {
						return err
					}
					for _, tally := range all {
						compareTally(t, tally, func(place int) anwei.Report {
							u := units[place]
							key := anwei.ReportKey{Form: form, Period: p, Unit: u.ID}
							if u.Parent != of[0].Parent || u.Kind != of[0].Kind || told[key] {
								t.Errorf("%s is told with those of %s, or twice", key, of[0].ID)
							}
							told[key] = true
							return reports[key]
						})
					}
				}
			}
		}
		for key := range reports {
			if _, on := roster[key.Unit]; on && !told[key] {
				t.Errorf("%s is in no tally", key)
			}
		}
		return storage.Verify(tx.Tx, func(f storage.Flaw) {
			if f.Fault == storage.Misadded {
				t.Errorf("%s is told to be wrong", f.Key)
			}
		})
	})
}

// groupsOf are the units by parent and kind.
func groupsOf(roster map[anwei.UnitID]anwei.Unit) map[string][]anwei.Unit {
	out := map[string][]anwei.Unit{}
	for _, u := range roster {
		group := fmt.Sprint(u.Parent, "/", u.Kind)
		out[group] = append(out[group], u)
	}
	return out
}

// compareTally looks whether those that it tells of answer as it says.
func compareTally(t tb, tally anwei.Tally, report func(place int) anwei.Report) {
	t.Helper()
	sums, n := map[anwei.FieldID]int64{}, 0
	for place := range tally.Of.All() {
		r := report(place)
		if n++; r.Revision == 0 || r.Late != tally.Late {
			t.Errorf("%+v tells of %+v", tally, r)
		}
		if tally.Apart {
			continue
		}
		for id, v := range r.Values {
			if sums[id] += v.N; v.NA != slices.Contains(tally.NA, id) || !v.NA && !slices.Contains(tally.Fields, id) {
				t.Errorf("%+v tells of %s as %+v", tally, id, v)
			}
		}
		if len(r.Values) != len(tally.Fields)+len(tally.NA) {
			t.Errorf("%+v tells of %+v", tally, r)
		}
	}
	if n == 0 || n != tally.Of.Len() {
		t.Errorf("%+v has %d reports", tally, n)
	}
	for i, id := range tally.Fields {
		if tally.Sums[i] != sums[id] {
			t.Errorf("%+v has %d as %s, want %d", tally, tally.Sums[i], id, sums[id])
		}
	}
}

// testTalliesOfThePast holds that sums are not told as of before a report that they have.
func testTalliesOfThePast(k kit) {
	key := figures(october(), "nancun")
	one, first := sampleReport(key, 1)
	two, second := sampleReport(key, 2)
	two.Values["self_checks"] = anwei.Number(2)
	k.update(func(tx storage.Ledger) error { return errors.Join(tx.PutUnit(sampleUnit()), tx.Confirm(one, first)) })
	sum := func(asOf time.Time) (n int64, known bool) {
		k.view(func(tx storage.Ledger) error {
			all, ok, err := tx.Tallies(key.Form, key.Period, []anwei.Unit{sampleUnit()}, asOf)
			if known = ok; ok && len(all) == 1 {
				n = all[0].Values()["self_checks"].N
			}
			return err
		})
		return n, known
	}
	for _, c := range []struct {
		asOf  time.Time
		n     int64
		known bool
	}{{time.Time{}, 1, true}, {one.At, 1, true}, {one.At.Add(-1), 0, false}} {
		if n, known := sum(c.asOf); n != c.n || known != c.known {
			k.Errorf("as of %v the sum is %d, %v", c.asOf, n, known)
		}
	}
	k.update(func(tx storage.Ledger) error { return tx.Confirm(two, second) })
	if n, known := sum(one.At); known {
		k.Errorf("before the correction the sum is %d", n)
	}
	if n, known := sum(two.At); n != 2 || !known {
		k.Errorf("after the correction the sum is %d, %v", n, known)
	}
}
