package scheduler_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
)

// ledger is a scheduler.Ledger in memory. It counts what it is asked, and fails
// what it is told to.
type ledger struct {
	roster      anwei.Roster
	reports     map[anwei.ReportKey]anwei.Report
	drafts      map[anwei.ReportKey]anwei.Draft
	promises    map[anwei.Matter]anwei.Promise
	fulfilments map[anwei.Matter][]anwei.Fulfilment
	cases       []anwei.Case
	reminders   map[anwei.Matter][]anwei.Reminded
	grants      []anwei.Grant
	said        map[string]bool

	asked map[string]int
	fails string
}

var errDisk = errors.New("disk")

func newLedger(r anwei.Roster) *ledger {
	return &ledger{
		roster: r, reports: map[anwei.ReportKey]anwei.Report{}, drafts: map[anwei.ReportKey]anwei.Draft{},
		promises: map[anwei.Matter]anwei.Promise{}, fulfilments: map[anwei.Matter][]anwei.Fulfilment{},
		reminders: map[anwei.Matter][]anwei.Reminded{}, said: map[string]bool{}, asked: map[string]int{},
	}
}

// ask counts a question, and fails it where it is the one that fails.
func (l *ledger) ask(what string) error {
	l.asked[what]++
	if l.fails == what {
		return errDisk
	}
	return nil
}

func (l *ledger) Unit(id anwei.UnitID) (anwei.Unit, bool, error) {
	u, ok := l.roster.Unit(id)
	return u, ok, l.ask("unit")
}

func (l *ledger) Report(k anwei.ReportKey) (anwei.Report, bool, error) {
	r, ok := l.reports[k]
	return r, ok, l.ask("report")
}

func (l *ledger) Promise(m anwei.Matter) (anwei.Promise, bool, error) {
	p, ok := l.promises[m]
	return p, ok, l.ask("promise")
}

func (l *ledger) Promises(u anwei.UnitID) ([]anwei.Promise, error) {
	var out []anwei.Promise
	for m, p := range l.promises {
		if m.Unit == u {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b anwei.Promise) int { return strings.Compare(a.Matter.String(), b.Matter.String()) })
	return out, l.ask("promises")
}

func (l *ledger) Fulfilments(m anwei.Matter) ([]anwei.Fulfilment, error) {
	return l.fulfilments[m], l.ask("fulfilments")
}

func (l *ledger) Case(id anwei.CaseID) (anwei.Case, bool, error) {
	for _, c := range l.cases {
		if c.ID == id {
			return c, true, l.ask("case")
		}
	}
	return anwei.Case{}, false, l.ask("case")
}

func (l *ledger) Cases(u anwei.UnitID, open bool) ([]anwei.Case, error) {
	var out []anwei.Case
	for _, c := range l.cases {
		if (u == "" || c.Unit == u) && (!open || c.Open()) {
			out = append(out, c)
		}
	}
	return out, l.ask("cases")
}

func (l *ledger) Draft(k anwei.ReportKey) (anwei.Draft, bool, error) {
	d, ok := l.drafts[k]
	return d, ok, l.ask("draft")
}

func (l *ledger) InUseSince(form anwei.FormID) (since anwei.Period, used bool, err error) {
	for k, r := range l.reports {
		if k.Form == form && !r.Late && (!used || k.Period.Before(since)) {
			since, used = k.Period, true
		}
	}
	return since, used, l.ask("in use since")
}

func (l *ledger) Reminders(m anwei.Matter) ([]anwei.Reminded, error) {
	return l.reminders[m], l.ask("reminders")
}

func (l *ledger) GrantsOf(p anwei.PersonID) ([]anwei.Grant, error) {
	var out []anwei.Grant
	for _, g := range l.grants {
		if g.From == p || g.To == p {
			out = append(out, g)
		}
	}
	return out, l.ask("grants")
}

func (l *ledger) Said(key string) (bool, error) { return l.said[key], l.ask("said") }

// report confirms a report at the time, unless it is in.
func (l *ledger) report(k anwei.ReportKey, at time.Time, late bool) {
	if _, in := l.reports[k]; !in { // the first confirmation counts
		l.reports[k] = anwei.Report{Key: k, First: at, At: at, Revision: 1, Late: late}
	}
}

// inUse has somebody report in time long before, as where the program is in use.
func (l *ledger) inUse(t testing.TB) {
	t.Helper()
	k := october("xiacun")
	k.Period = anwei.MonthPeriod(2026, time.February)
	l.report(k, clock(t, "2026-02-20 10:00"), false)
}

// again confirms a report that is in a second time: nothing has changed.
func (l *ledger) again(k anwei.ReportKey, at time.Time) {
	if r, in := l.reports[k]; in && r.Revision == 1 {
		r.Revision, r.At = 2, at
		l.reports[k] = r
	}
}

// begin puts a draft with the first n fields answered.
func (l *ledger) begin(k anwei.ReportKey, n int, at time.Time) {
	v := anwei.Values{}
	for _, f := range fields()[:n] {
		v[f.ID] = anwei.Number(1)
	}
	l.drafts[k] = anwei.Draft{Key: k, Values: v, Begun: at}
}

// promise names a day for a matter.
func (l *ledger) promise(m anwei.Matter, kind anwei.PromiseKind, on anwei.Date, at time.Time) {
	l.promises[m] = anwei.Promise{Matter: m, Kind: kind, On: on, At: at}
}

// fulfil adds a fulfilment that counts n.
func (l *ledger) fulfil(m anwei.Matter, n int, at time.Time) {
	l.fulfilments[m] = append(l.fulfilments[m], anwei.Fulfilment{
		Matter: m, N: len(l.fulfilments[m]) + 1, On: anwei.DateOf(at), Count: n, At: at,
	})
}

// open opens a case of the kind, by the plan's steps.
func (l *ledger) open(p anwei.Plan, kind anwei.CaseKind, u anwei.UnitID, at time.Time, named anwei.Date) anwei.CaseID {
	rule, _ := p.CaseRule(kind)
	c := anwei.Case{ID: anwei.CaseID(len(l.cases) + 1), Kind: kind, Unit: u, Text: "某煤矿皮带机无保护", Opened: at}
	for _, s := range rule.Steps {
		c.Steps = append(c.Steps, anwei.CaseStep{ID: s.ID, Title: s.Title, Due: s.Due(anwei.DateOf(at), named)})
	}
	l.cases = append(l.cases, c)
	return c.ID
}

// done marks a step of a case, and closes it with the last.
func (l *ledger) done(id anwei.CaseID, step anwei.StepID, at time.Time) {
	c := &l.cases[id-1]
	c.Steps = slices.Clone(c.Steps)
	left := false
	for i := range c.Steps {
		if c.Steps[i].ID == step && c.Steps[i].Done.IsZero() {
			c.Steps[i].Done = at
		}
		left = left || c.Steps[i].Done.IsZero()
	}
	if !left && c.Open() {
		c.Closed = at
	}
}

// handle does something with a report that is in.
func (l *ledger) handle(key anwei.ReportKey, kind anwei.HandlingKind, at time.Time) {
	r := l.reports[key]
	r.Handled = &anwei.Handling{Kind: kind, N: 1, At: at}
	l.reports[key] = r
}

// correct begins a correction of a report that is in.
func (l *ledger) correct(key anwei.ReportKey, at time.Time) {
	d := anwei.Draft{Key: key, Values: l.reports[key].Values.Clone(), Begun: at, Changed: at}
	d.Values[figures().Fields[0].ID] = anwei.Number(77)
	l.drafts[key] = d
}
