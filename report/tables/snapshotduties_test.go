package tables_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/report"
	"anwei/report/tables"
)

// dutiesOf is the table of an archive's duties in its quarter.
func dutiesOf(a *archive, s anwei.Snapshot, deeds map[anwei.Matter]report.Deeds) tables.Table {
	return tables.Duties(report.DutiesInput{Plan: a.plan(), Period: s.Duties, Roster: s.Roster(), Deeds: deeds, Zone: zone(), At: s.At})
}

// deed does one random thing about a duty: it is done, voided, promised or proved.
func (a *archive) deed(rt *rapid.T) {
	a.now = a.now.Add(time.Hour)
	q4, half := anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 4}, anwei.Period{Kind: anwei.Half, Year: 2026, N: 2}
	m := rapid.SampledFrom([]anwei.Matter{
		{Unit: "u0", Duty: "meeting", Period: q4}, {Unit: "u1", Duty: "meeting", Period: q4}, {Unit: "u1", Duty: "drill", Period: half}, {Unit: "u0", Duty: "lists"},
	}).Draw(rt, "matter")
	d := a.deeds[m]
	d.Done = slices.Clone(d.Done)
	switch rapid.SampledFrom([]string{"do", "void", "promise", "prove", "lose"}).Draw(rt, "what") {
	case "do":
		d.Done = append(d.Done, anwei.Fulfilment{
			Matter: m, N: len(d.Done) + 1, On: anwei.DateOf(a.now), Count: rapid.IntRange(1, 2).Draw(rt, "count"), By: "tb", At: a.now,
		})
	case "void":
		if len(d.Done) > 0 {
			d.Done[rapid.IntRange(0, len(d.Done)-1).Draw(rt, "n")].Void = "报错了"
		}
	case "promise":
		kind := rapid.SampledFrom([]anwei.PromiseKind{anwei.Promised, anwei.Arranged, anwei.Difficult}).Draw(rt, "kind")
		d.Promise = anwei.Promise{Matter: m, Kind: kind, On: anwei.DateOf(a.now).AddDays(3), Reason: "等专家", At: a.now}
	case "prove":
		d.Proofs++
	case "lose":
		if d.Proofs > 0 {
			d.Proofs, d.Lost = d.Proofs-1, d.Lost+1
		}
	}
	a.deeds[m] = d
}

// TestDutiesAreFrozen holds that the duties of a snapshot make the same table for ever,
// whatever is done, voided, promised and proved later; and that two snapshots are the
// same just where their tables are.
func TestDutiesAreFrozen(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := newArchive(2)
		town := anwei.Audience{Kinds: []anwei.UnitKind{"town"}}
		a.duties = []anwei.Duty{
			{ID: "meeting", Title: "专委会", Every: anwei.Quarter, Wanted: 2, Audience: town},
			{ID: "drill", Title: "演练", Every: anwei.Half, Wanted: 1, Audience: town},
			{ID: "lists", Title: "清单", By: anwei.Date{Year: 2026, Month: time.November, Day: 30}, Wanted: 1, Audience: town},
		}
		a.deeds = map[anwei.Matter]report.Deeds{}
		for range rapid.IntRange(0, 8).Draw(rt, "before") {
			a.deed(rt)
		}
		s := a.snapshot("a")
		then := dutiesOf(a, s, a.deeds)
		for range rapid.IntRange(0, 8).Draw(rt, "after") {
			a.deed(rt)
		}
		thawed := map[anwei.Matter]report.Deeds{}
		for _, h := range s.Owed {
			thawed[h.Matter] = report.Thaw(h, a.deeds[h.Matter].Done)
		}
		if got := dutiesOf(a, s, thawed); !reflect.DeepEqual(got, then) {
			rt.Errorf("the table was\n%v\nand is\n%v", then.Rows, got.Rows)
		}
		later := a.snapshot("b")
		now := dutiesOf(a, later, a.deeds)
		now.At, now.Above = then.At, then.Above
		if report.Same(s, later) && !reflect.DeepEqual(now, then) {
			rt.Errorf("the snapshots are the same, and their tables\n%v\n%v", then.Rows, now.Rows)
		}
	})
}
