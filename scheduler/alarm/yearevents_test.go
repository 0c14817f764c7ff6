package alarm_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/storage"
)

// event draws one: a report or that it has not changed, a promise, a duty done or
// arranged, a case or a step of one.
func (y *year) event(at time.Time) event {
	u := []anwei.UnitID{"nancun", "xiacun", "jiaoyu", "xian"}[y.random.IntN(4)]
	day := anwei.DateOf(at)
	month := anwei.PeriodOf(anwei.Month, at)
	report := anwei.Matter{Unit: u, Form: []anwei.FormID{"figures", "ledger"}[y.random.IntN(2)], Period: month}
	d := y.plan.Duties[y.random.IntN(len(y.plan.Duties))]
	duty := anwei.Matter{Unit: u, Duty: d.ID, Period: d.Period(day)}
	on := day.AddDays(y.random.IntN(9))
	switch y.random.IntN(7) {
	case 0, 1:
		return event{at, report, func(tx storage.Ledger) error { return reportIn(tx, report, at) }}
	case 2:
		p := anwei.Promise{Matter: report, Kind: anwei.Promised, On: on, At: at}
		return event{at, report, func(tx storage.Ledger) error { return tx.PutPromise(p) }}
	case 3:
		p := anwei.Promise{Matter: duty, Kind: anwei.Arranged, On: on, At: at}
		return event{at, duty, func(tx storage.Ledger) error { return tx.PutPromise(p) }}
	case 4:
		return event{at, duty, func(tx storage.Ledger) error {
			fs, err := tx.Fulfilments(duty)
			if err != nil {
				return err
			}
			return tx.AddFulfilment(anwei.Fulfilment{Matter: duty, N: len(fs) + 1, On: day, Count: 1, At: at})
		}}
	case 5:
		rule := y.plan.Cases[y.random.IntN(len(y.plan.Cases))]
		c := anwei.Case{Kind: rule.ID, Unit: u, Text: "隐患", Opened: at}
		for _, s := range rule.Steps {
			c.Steps = append(c.Steps, anwei.CaseStep{ID: s.ID, Title: s.Title, Due: s.Due(day, day.AddDays(30))})
		}
		return event{at, anwei.Matter{}, func(tx storage.Ledger) error { _, err := tx.PutCase(c); return err }}
	}
	return event{at, anwei.Matter{Unit: u, Case: 1}, func(tx storage.Ledger) error { return nextStep(tx, u, at) }}
}

// reportIn puts a report, or says of one that is in that nothing has changed.
func reportIn(tx storage.Ledger, m anwei.Matter, at time.Time) error {
	k, _ := m.Report()
	r, in, err := tx.Report(k)
	if err != nil {
		return err
	}
	if !in {
		r = anwei.Report{Key: k, Values: anwei.Values{}, First: at}
	}
	r.Revision, r.At = r.Revision+1, at
	return tx.Confirm(r, anwei.Revision{N: r.Revision, At: at})
}

// nextStep does the first step that is left of each open case of the unit.
func nextStep(tx storage.Ledger, u anwei.UnitID, at time.Time) error {
	cs, err := tx.Cases(u, true)
	if err != nil {
		return err
	}
	for _, c := range cs {
		for i := range c.Steps {
			if c.Steps[i].Done.IsZero() {
				c.Steps[i].Done = at
				break
			}
		}
		if _, left := c.Next(); !left {
			c.Closed = at
		}
		if _, err := tx.PutCase(c); err != nil {
			return err
		}
	}
	return nil
}

// enrolYear puts a county, its office, two towns and a department.
func enrolYear(t *testing.T, store storage.Store) {
	t.Helper()
	enrol(t, store)
	err := store.Update(t.Context(), func(tx storage.Ledger) error {
		for _, u := range []anwei.Unit{
			{ID: "jiaoyu", Name: "县教育局", Kind: "department", Parent: "xian", Tags: []string{"教育"}},
			{ID: "anweiban", Name: "县安委办", Kind: "office", Parent: "xian"},
		} {
			if err := tx.PutUnit(u); err != nil {
				return err
			}
		}
		return tx.PutPerson(anwei.Person{ID: "jiaoyu_tb", Name: "教育员", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "jiaoyu"}}})
	})
	if err != nil {
		t.Fatal(err)
	}
}
