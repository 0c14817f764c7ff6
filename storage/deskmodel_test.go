package storage_test

import (
	"cmp"
	"errors"
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/storage"
)

// deskModel is what people and the office have set, as maps and lists.
type deskModel struct {
	wishes    map[anwei.PersonID]anwei.Wish
	baselines []anwei.Baseline
	marks     []anwei.Mark
	grants    []anwei.Grant
	cases     []anwei.Case
}

// testDeskModel does the same at random to the store and to maps and lists, and
// compares all of it after each step. The store is closed and opened now and then.
func testDeskModel(t *testing.T, open opener) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		dir := t.TempDir()
		k := kit{rt, open(t, dir)}
		defer func() { closeStore(rt, k.store) }()
		m := deskModel{wishes: map[anwei.PersonID]anwei.Wish{}}
		rt.Repeat(map[string]func(*rapid.T){
			"":         func(rt *rapid.T) { m.compare(rt, k) },
			"wish":     func(rt *rapid.T) { m.wish(rt, k) },
			"baseline": func(rt *rapid.T) { m.baseline(rt, k) },
			"mark":     func(rt *rapid.T) { m.mark(rt, k) },
			"grant":    func(rt *rapid.T) { m.grant(rt, k) },
			"case":     func(rt *rapid.T) { m.kase(rt, k) },
			"fail": func(rt *rapid.T) {
				k.refuse("an Update that fails", func(tx storage.Ledger) error {
					_, errMark := tx.PutMark(sampleMark("lost"))
					_, errGrant := tx.PutGrant(sampleGrant("lost", "bob"))
					return errors.Join(errMark, errGrant, tx.PutWish(sampleWish("lost")), tx.PutBaseline(sampleBaseline("lost", 1, noon())), os.ErrInvalid)
				})
			},
			"reopen": func(*rapid.T) {
				closeStore(rt, k.store)
				k.store = open(t, dir)
			},
		})
	})
}

// typed draws a userid as somebody may write it.
func typed(rt *rapid.T) anwei.PersonID {
	return rapid.SampledFrom([]anwei.PersonID{"ann", "Ann", "ann2", "bob", "BOB", "李四"}).Draw(rt, "person")
}

func (m *deskModel) wish(rt *rapid.T, k kit) {
	w := anwei.Wish{
		Person: typed(rt), At: when(rt),
		Briefing: rapid.SampledFrom([]anwei.BulletinKind{"", anwei.DailyBriefing, anwei.WeeklyBriefing}).Draw(rt, "briefing"),
	}
	k.update(func(tx storage.Ledger) error { return tx.PutWish(w) })
	w.Person = w.Person.Folded()
	m.wishes[w.Person] = w
}

func (m *deskModel) baseline(rt *rapid.T, k kit) {
	id := rapid.SampledFrom([]anwei.IndicatorID{"share", "share2", "率"}).Draw(rt, "indicator")
	b := sampleBaseline(id, rapid.Float64Range(0, 100).Draw(rt, "value"), noon().Add(time.Duration(rapid.IntRange(-2, 5).Draw(rt, "second"))*time.Second))
	k.update(func(tx storage.Ledger) error { return tx.PutBaseline(b) })
	m.baselines = slices.DeleteFunc(m.baselines, func(x anwei.Baseline) bool { return x.Indicator == b.Indicator && x.At.Equal(b.At) })
	m.baselines = append(m.baselines, b)
	slices.SortFunc(m.baselines, func(a, b anwei.Baseline) int {
		return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), a.At.Compare(b.At))
	})
}

// mark puts a new one, withdraws one, or tries a number that was never given.
func (m *deskModel) mark(rt *rapid.T, k kit) {
	n := rapid.IntRange(0, len(m.marks)+1).Draw(rt, "mark")
	x := sampleMark(drawUnit(rt))
	x.N, x.Withdrawn = uint32(n), when(rt)
	if n > len(m.marks) {
		k.refuse("a mark that was never put", func(tx storage.Ledger) error { _, err := tx.PutMark(x); return err })
		return
	}
	k.update(func(tx storage.Ledger) (err error) {
		x.N, err = tx.PutMark(x)
		return err
	})
	if n == 0 {
		m.marks = append(m.marks, x)
		equal(rt, "the number of a new mark", int(x.N), len(m.marks))
		return
	}
	m.marks[n-1] = x
}

// grant puts a new one, answers or revokes one, or tries a number that was never given.
func (m *deskModel) grant(rt *rapid.T, k kit) {
	n := rapid.IntRange(0, len(m.grants)+1).Draw(rt, "grant")
	g := sampleGrant(typed(rt), typed(rt))
	g.ID, g.Revoked = anwei.GrantID(n), when(rt)
	if n > len(m.grants) {
		k.refuse("a grant that was never put", func(tx storage.Ledger) error { _, err := tx.PutGrant(g); return err })
		return
	}
	k.update(func(tx storage.Ledger) (err error) {
		g.ID, err = tx.PutGrant(g)
		return err
	})
	g.From, g.To = g.From.Folded(), g.To.Folded()
	if n == 0 {
		m.grants = append(m.grants, g)
		equal(rt, "the number of a new grant", int(g.ID), len(m.grants))
		return
	}
	g.From, g.To = m.grants[n-1].From, m.grants[n-1].To
	m.grants[n-1] = g
}

// kase opens a new case, hands one over, closes it or opens it again.
func (m *deskModel) kase(rt *rapid.T, k kit) {
	n := rapid.IntRange(0, len(m.cases)).Draw(rt, "case")
	c := sampleCase(drawUnit(rt))
	c.ID, c.Closed = anwei.CaseID(n), when(rt)
	c = k.putCase(c)
	if n == 0 {
		m.cases = append(m.cases, c)
		equal(rt, "the number of a new case", int(c.ID), len(m.cases))
		return
	}
	m.cases[n-1] = c
}

func drawUnit(rt *rapid.T) anwei.UnitID {
	return rapid.SampledFrom([]anwei.UnitID{"nancun", "nancun2", "县/a"}).Draw(rt, "unit")
}

func (m *deskModel) compareCases(rt *rapid.T, tx storage.Ledger) error {
	u, open := anwei.UnitID(""), rapid.Bool().Draw(rt, "open")
	if rapid.Bool().Draw(rt, "of one unit") {
		u = drawUnit(rt)
	}
	var want []anwei.Case
	for _, c := range m.cases {
		if (u == "" || c.Unit == u) && (!open || c.Open()) {
			want = append(want, c)
		}
	}
	return same(rt, "Cases", want, func() ([]anwei.Case, error) { return tx.Cases(u, open) })
}

func (m *deskModel) compare(rt *rapid.T, k kit) {
	who := typed(rt)
	all := make([]anwei.Wish, 0, len(m.wishes))
	for _, id := range slices.Sorted(maps.Keys(m.wishes)) {
		all = append(all, m.wishes[id])
	}
	var his []anwei.Grant
	for _, g := range m.grants {
		if g.From == who.Folded() || g.To == who.Folded() {
			his = append(his, g)
		}
	}
	k.view(func(tx storage.Ledger) error {
		return each(
			func() error {
				w, found, err := tx.Wish(who)
				want, wanted := m.wishes[who.Folded()]
				equal(rt, "Wish", []any{w, found}, []any{want, wanted})
				return err
			},
			func() error { return same(rt, "Wishes", all, tx.Wishes) },
			func() error { return same(rt, "Baselines", m.baselines, tx.Baselines) },
			func() error { return same(rt, "Marks", m.marks, tx.Marks) },
			func() error {
				return same(rt, "GrantsOf", his, func() ([]anwei.Grant, error) { return tx.GrantsOf(who) })
			},
			func() error { return m.compareCases(rt, tx) },
			func() error {
				last, err := tx.LastGrant()
				equal(rt, "LastGrant", int(last), len(m.grants))
				return err
			},
		)
	})
}

// same compares a listing with a list; none and an empty one are alike.
func same[T any](rt *rapid.T, what string, want []T, list func() ([]T, error)) error {
	got, err := list()
	equal(rt, what, append([]T{}, got...), append([]T{}, want...))
	return err
}
