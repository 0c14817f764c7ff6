package serve

import (
	"encoding/json"
	"fmt"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/scheduler"
	"anwei/storage"
)

// ledger lets a step read the turn's transaction. It keeps the first error, and
// the turn is given up for it after the step.
type ledger struct {
	tx    storage.Ledger
	today anwei.Date
	// counties has the roster, which a step asks for often.
	counties *counties
	county   *county
	// since is kept likewise: every figure of an answer asks for it.
	since map[anwei.FormID]used
	// reports are those that were looked up one by one, as most are several times.
	reports map[anwei.ReportKey]looked
	err     error
	// asOf reads reports, duties and cases as they were then; zero reads them as they are.
	asOf time.Time
}

// used is since when a form is in use, if it is.
type used struct {
	since anwei.Period
	is    bool
}

// looked is a report, if it is in.
type looked struct {
	report anwei.Report
	in     bool
}

var _ bot.Ledger = (*ledger)(nil)

func (l *ledger) note(err error) {
	if l.err == nil {
		l.err = err
	}
}

// kept notes the error of a reading and returns the rest.
func kept[T any](l *ledger) func(T, error) T {
	return func(v T, err error) T {
		l.note(err)
		return v
	}
}

// found is kept for what may not be there.
func found[T any](l *ledger) func(T, bool, error) (T, bool) {
	return func(v T, ok bool, err error) (T, bool) {
		l.note(err)
		return v, ok
	}
}

func (l *ledger) Unit(id anwei.UnitID) (anwei.Unit, bool) {
	u, ok := l.here().units[id]
	return u, ok
}

func (l *ledger) Roster() anwei.Roster {
	return l.here().roster
}

// here is the county of this transaction. A step writes nothing, so that it stays the
// same.
func (l *ledger) here() *county {
	if l.county == nil {
		var err error
		if l.county, err = l.counties.of(l.tx, l.today); err != nil {
			l.note(err)
			l.county = newCounty(anwei.Plan{}, anwei.Roster{})
		}
	}
	return l.county
}

func (l *ledger) Plan(version string) (anwei.Plan, bool) {
	return found[anwei.Plan](l)(l.counties.planOf(l.tx, version))
}

func (l *ledger) Draft(k anwei.ReportKey) (anwei.Draft, bool) {
	return found[anwei.Draft](l)(l.tx.Draft(k))
}

func (l *ledger) Report(k anwei.ReportKey) (anwei.Report, bool) {
	x, known := l.reports[k]
	if !known {
		var err error
		if x.report, x.in, err = l.tx.Report(k); x.in {
			x.report, x.in, err = then(l.tx, x.report, l.asOf)
		}
		l.note(err)
		if l.reports == nil {
			l.reports = map[anwei.ReportKey]looked{}
		}
		l.reports[k] = x
	}
	return x.report, x.in
}

func (l *ledger) Reports(f anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Report {
	all := kept[map[anwei.UnitID]anwei.Report](l)(l.tx.Reports(f, p))
	if l.asOf.IsZero() {
		return all
	}
	for id, r := range all {
		old, ok, err := then(l.tx, r, l.asOf)
		l.note(err)
		if all[id] = old; !ok {
			delete(all, id)
		}
	}
	return all
}

func (l *ledger) EachReport(f anwei.FormID, p anwei.Period, fn func(anwei.Report)) {
	var later []anwei.ReportKey
	l.note(l.tx.EachReport(f, p, func(r anwei.Report) {
		if !l.asOf.IsZero() && (r.At.After(l.asOf) || r.Handled != nil && r.Handled.At.After(l.asOf)) {
			later = append(later, r.Key) // what it was then is read when the walk is over
			return
		}
		fn(r)
	}))
	for _, k := range later {
		if old, ok := l.Report(k); ok {
			fn(old)
		}
	}
}

func (l *ledger) Tallies(f anwei.FormID, p anwei.Period, of []anwei.Unit) ([]anwei.Tally, map[anwei.UnitID]int) {
	all, known := found[[]anwei.Tally](l)(l.tx.Tallies(f, p, of, l.asOf))
	if !known {
		return nil, nil
	}
	return all, l.here().places
}

// InUseSince is the same at any time after the deadline of that period: whoever was
// in time had reported by then.
func (l *ledger) InUseSince(f anwei.FormID) (anwei.Period, bool) {
	u, known := l.since[f]
	if !known {
		var err error
		u.since, u.is, err = l.tx.InUseSince(f)
		l.note(err)
		if l.since == nil {
			l.since = map[anwei.FormID]used{}
		}
		l.since[f] = u
	}
	return u.since, u.is
}

func (l *ledger) Promise(m anwei.Matter) (anwei.Promise, bool) {
	return found[anwei.Promise](l)(l.tx.Promise(m))
}

func (l *ledger) Promises(u anwei.UnitID) []anwei.Promise {
	return kept[[]anwei.Promise](l)(l.tx.Promises(u))
}

func (l *ledger) Fulfilments(m anwei.Matter) []anwei.Fulfilment {
	f := kept[[]anwei.Fulfilment](l)(l.tx.Fulfilments(m))
	if l.asOf.IsZero() {
		return f
	}
	return anwei.FulfilmentsAsOf(l.asOf, f)
}

func (l *ledger) FulfilmentsOf(d anwei.DutyID, p anwei.Period) map[anwei.UnitID][]anwei.Fulfilment {
	all, err := l.tx.FulfilmentsOf(d, p)
	l.note(err)
	if l.asOf.IsZero() {
		return all
	}
	for u, f := range all {
		all[u] = anwei.FulfilmentsAsOf(l.asOf, f)
	}
	return all
}

func (l *ledger) Case(id anwei.CaseID) (anwei.Case, bool) {
	c, ok := found[anwei.Case](l)(l.tx.Case(id))
	if l.asOf.IsZero() {
		return c, ok
	}
	c, opened := c.AsOf(l.asOf)
	return c, ok && opened
}

func (l *ledger) Cases(u anwei.UnitID, open bool) []anwei.Case {
	if l.asOf.IsZero() {
		return kept[[]anwei.Case](l)(l.tx.Cases(u, open))
	}
	all := kept[[]anwei.Case](l)(l.tx.Cases(u, false)) // what is closed by now may have been open then
	return anwei.CasesAsOf(l.asOf, all, open)
}

func (l *ledger) Evidence(m anwei.Matter) []anwei.Evidence {
	return kept[[]anwei.Evidence](l)(l.tx.Evidence(m))
}

func (l *ledger) Reminders(m anwei.Matter) []anwei.Reminded {
	return kept[[]anwei.Reminded](l)(l.tx.Reminders(m))
}

func (l *ledger) Scheduler() scheduler.Ledger { return l.tx }

// loadTalk reads where the person's talk stands; one that never began is idle.
func loadTalk(tx storage.Ledger, id anwei.PersonID) (bot.State, error) {
	var s bot.State
	b, ok, err := tx.Talk(id)
	if err != nil || !ok {
		return s, err
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return s, fmt.Errorf("read the talk of %s: %w", id, err)
	}
	return s, nil
}

func saveTalk(tx storage.Ledger, id anwei.PersonID, s bot.State) error {
	b, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("write the talk of %s: %w", id, err)
	}
	return tx.PutTalk(id, b)
}

func (l *ledger) Revisions(k anwei.ReportKey) []anwei.Revision {
	return kept[[]anwei.Revision](l)(l.tx.Revisions(k))
}

func (l *ledger) Snapshot(p anwei.Period, name string) (anwei.Snapshot, bool) {
	return found[anwei.Snapshot](l)(l.tx.Snapshot(p, name))
}

func (l *ledger) Snapshots(p anwei.Period) []anwei.Snapshot {
	return kept[[]anwei.Snapshot](l)(l.tx.Snapshots(p))
}

func (l *ledger) Keyed(f anwei.FormID, p anwei.Period) map[anwei.UnitID]anwei.Keyed {
	return kept[map[anwei.UnitID]anwei.Keyed](l)(l.tx.Keyed(f, p))
}
