package scheduler

import (
	"slices"
	"time"

	"anwei"
)

// past is a ledger as it was at a time, as far as it remembers: the newest draft
// and the newest promise stand for those before them.
type past struct {
	Ledger
	now  time.Time
	said map[string]bool
}

func (p past) Said(key string) (bool, error) { return p.said[key], nil }

func (p past) Report(key anwei.ReportKey) (anwei.Report, bool, error) {
	r, ok, err := p.Ledger.Report(key)
	if r.At.After(p.now) {
		r.At = r.First // of what lies between nothing is kept here
	}
	return r, ok && !r.First.After(p.now), err
}

func (p past) Draft(key anwei.ReportKey) (anwei.Draft, bool, error) {
	d, ok, err := p.Ledger.Draft(key)
	return d, ok && !d.Begun.After(p.now), err
}

func (p past) Promise(m anwei.Matter) (anwei.Promise, bool, error) {
	s, ok, err := p.Ledger.Promise(m)
	if s.At.After(p.now) {
		return anwei.Promise{}, false, err
	}
	return s, ok, err
}

func (p past) Promises(u anwei.UnitID) ([]anwei.Promise, error) {
	all, err := p.Ledger.Promises(u)
	return anwei.Where(all, func(s anwei.Promise) bool { return !s.At.After(p.now) }), err
}

func (p past) Fulfilments(m anwei.Matter) ([]anwei.Fulfilment, error) {
	all, err := p.Ledger.Fulfilments(m)
	return anwei.FulfilmentsAsOf(p.now, all), err
}

func (p past) Reminders(m anwei.Matter) ([]anwei.Reminded, error) {
	all, err := p.Ledger.Reminders(m)
	return anwei.Where(all, func(r anwei.Reminded) bool { return !r.At.After(p.now) }), err
}

func (p past) Case(id anwei.CaseID) (anwei.Case, bool, error) {
	c, ok, err := p.Ledger.Case(id)
	c, opened := c.AsOf(p.now)
	return c, ok && opened, err
}

func (p past) Cases(u anwei.UnitID, open bool) ([]anwei.Case, error) {
	all, err := p.Ledger.Cases(u, false)
	return anwei.CasesAsOf(p.now, all, open), err
}

// granted returns the people with what they report for in others' places that day.
func (p past) granted(people []anwei.Person) ([]anwei.Person, error) {
	people = slices.Clone(people)
	for i := range people {
		grants, err := p.GrantsOf(people[i].ID)
		if err != nil {
			return nil, err
		}
		people[i] = people[i].With(p.agreed(grants), anwei.DateOf(p.now))
	}
	return people, nil
}

// agreed returns the grants as they stood at the time.
func (p past) agreed(all []anwei.Grant) []anwei.Grant {
	var out []anwei.Grant
	for _, g := range all {
		if g.Answered.After(p.now) {
			continue
		}
		if g.Revoked.After(p.now) {
			g.Revoked = time.Time{}
		}
		out = append(out, g)
	}
	return out
}
