package storage_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"anwei"
	"anwei/storage"
)

// testMatterKeys puts promises and fulfilments of matters whose ids look like
// each other's keys, and expects each to be refused or to be found again as itself.
func testMatterKeys(t *testing.T, open opener) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		k := kit{rt, open(t, t.TempDir())}
		defer func() { closeStore(rt, k.store) }()
		promised, held := map[anwei.Matter]anwei.Promise{}, map[anwei.Matter]int{}
		all := rapid.SliceOfN(rapid.Custom(drawMatter), 1, 12).Draw(rt, "matters")
		for _, m := range all {
			p := samplePromise(m)
			p.Reason = rapid.String().Draw(rt, "reason")
			err := k.store.Update(k.Context(), func(tx storage.Ledger) error {
				if err := tx.PutPromise(p); err != nil {
					return err
				}
				return tx.AddFulfilment(sampleFulfilment(m, held[m]+1))
			})
			if err == nil {
				promised[m] = p
				held[m]++
			}
		}
		for _, m := range all {
			k.view(func(tx storage.Ledger) error { return compareMatter(rt, tx, m, promised, held[m]) })
			k.view(func(tx storage.Ledger) error { return comparePromises(rt, tx, m.Unit, promised) })
		}
	})
}

// drawMatter draws a matter from few parts, right ones and wrong ones.
func drawMatter(rt *rapid.T) anwei.Matter {
	id := rapid.SampledFrom([]string{"", "a", "a", "b", "ab", "a/b", "a/", "/a", "a\x00", "a/2026-Q3", "2026-Q3/a", "2026", "1"})
	period := rapid.SampledFrom([]anwei.Period{
		{}, {Kind: anwei.Quarter, Year: 2026, N: 3}, {Kind: anwei.Year, Year: 2026, N: 1}, {Kind: anwei.Month, Year: 2026, N: 13},
	})
	m := anwei.Matter{Unit: anwei.UnitID(id.Draw(rt, "unit")), Period: period.Draw(rt, "period")}
	switch rapid.IntRange(0, 4).Draw(rt, "what") {
	case 0:
		m.Form = anwei.FormID(id.Draw(rt, "form"))
	case 1:
		m.Duty = anwei.DutyID(id.Draw(rt, "duty"))
	case 2:
		m.Case, m.Step = anwei.CaseID(rapid.Uint32Range(0, 2).Draw(rt, "case")), anwei.StepID(id.Draw(rt, "step"))
		m.Period = anwei.Period{}
	case 3:
		m.Notice, m.Step = anwei.NoticeID(rapid.Uint32Range(0, 2).Draw(rt, "notice")), anwei.StepID(id.Draw(rt, "edition"))
		m.Period = anwei.Period{}
	default:
		m.Form, m.Duty = anwei.FormID(id.Draw(rt, "form")), anwei.DutyID(id.Draw(rt, "duty"))
	}
	return m
}

func compareMatter(rt *rapid.T, tx storage.Ledger, m anwei.Matter, promised map[anwei.Matter]anwei.Promise, held int) error {
	p, found, err := tx.Promise(m)
	if err != nil {
		return err
	}
	equal(rt, "Promise "+m.String(), p, promised[m])
	equal(rt, "Promise found", found, held > 0)
	fs, err := tx.Fulfilments(m)
	equal(rt, "Fulfilments "+m.String(), len(fs), held)
	if held == 0 || m.Duty == "" || err != nil {
		return err
	}
	of, err := tx.FulfilmentsOf(m.Duty, m.Period)
	equal(rt, "FulfilmentsOf "+m.String(), len(of[m.Unit]), held)
	return err
}

func comparePromises(rt *rapid.T, tx storage.Ledger, u anwei.UnitID, promised map[anwei.Matter]anwei.Promise) error {
	want := []anwei.Promise{}
	for m, p := range promised {
		if m.Unit == u {
			want = append(want, p)
		}
	}
	slices.SortFunc(want, func(a, b anwei.Promise) int { return strings.Compare(a.Matter.String(), b.Matter.String()) })
	got, err := tx.Promises(u)
	equal(rt, "Promises", append([]anwei.Promise{}, got...), want)
	return err
}
