package storage

import (
	"errors"
	"fmt"
	"time"

	"anwei"
)

// Matters holds what is known of the things that units owe besides the reports
// themselves: promises, fulfilments, cases, evidence, and who was reminded.
type Matters struct{ tx Tx }

// Occurrence is what became of one reminder of one rule to one person.
type Occurrence struct {
	At time.Time `json:"at"`
	// Dropped is set where it had become pointless before it could be said.
	Dropped bool `json:"dropped,omitempty"`
}

// Promise returns the newest promise about the matter.
func (l Matters) Promise(m anwei.Matter) (anwei.Promise, bool, error) {
	if !kept(m) {
		return anwei.Promise{}, false, nil
	}
	return promises().get(l.tx, m)
}

// Promises returns the newest promise about each matter of the unit, in the order of
// their matters' String.
func (l Matters) Promises(u anwei.UnitID) ([]anwei.Promise, error) {
	return promises().list(l.tx, under(join(u, nil)), everything)
}

// PutPromise overwrites an older promise about the same matter, whoever made it.
func (l Matters) PutPromise(p anwei.Promise) error {
	if err := checkMatter(p.Matter); err != nil {
		return err
	}
	return promises().put(l.tx, p.Matter, p)
}

// Fulfilments returns all fulfilments of the matter, by N, void ones included.
func (l Matters) Fulfilments(m anwei.Matter) ([]anwei.Fulfilment, error) {
	if !kept(m) {
		return nil, nil
	}
	return fulfilments().list(l.tx, under(join(m.String(), nil)), everything)
}

// FulfilmentsOf returns the fulfilments of one duty and period, by unit. Its cost
// grows with what it returns, not with those of other duties and periods.
func (l Matters) FulfilmentsOf(d anwei.DutyID, p anwei.Period) (map[anwei.UnitID][]anwei.Fulfilment, error) {
	out := map[anwei.UnitID][]anwei.Fulfilment{}
	if !kept(anwei.Matter{Duty: d, Period: p, Unit: "any"}) {
		return out, nil
	}
	prefix := anwei.Matter{Duty: d, Period: p}.String() // ends with a slash
	for f, err := range fulfilments().all(l.tx, under(text(prefix))) {
		if err != nil {
			return nil, err
		}
		out[f.Matter.Unit] = append(out[f.Matter.Unit], f)
	}
	return out, nil
}

// AddFulfilment adds one. Its N must be one above the newest of its matter,
// from 1; otherwise nothing is written and the error is ErrConflict.
func (l Matters) AddFulfilment(f anwei.Fulfilment) error {
	if err := checkMatter(f.Matter); err != nil {
		return err
	}
	id := f.Matter.String()
	last, _, err := first(fulfilments().all(l.tx, under(join(id, nil)).back()))
	if err != nil {
		return err
	}
	if f.N != last.N+1 {
		return fmt.Errorf("storage: fulfilment %d of %s after fulfilment %d: %w", f.N, id, last.N, ErrConflict)
	}
	return fulfilments().put(l.tx, nth{id, f.N}, f)
}

// VoidFulfilment sets Void and Voided of the fulfilment with the number; one that
// is not there is an error.
func (l Matters) VoidFulfilment(m anwei.Matter, n int, why string, at time.Time) error {
	if err := checkMatter(m); err != nil {
		return err
	}
	key := nth{m.String(), n}
	f, found, err := fulfilments().get(l.tx, key)
	if err != nil {
		return err
	}
	if !found {
		return fmt.Errorf("storage: there is no fulfilment %d of %s", n, m)
	}
	f.Void, f.Voided = why, at
	return fulfilments().put(l.tx, key, f)
}

// Case returns the case with the number.
func (l Matters) Case(id anwei.CaseID) (anwei.Case, bool, error) { return cases().get(l.tx, id) }

// Cases returns all cases, or those of one unit, by number; open limits them to
// those that are not closed, at a cost that does not grow with the closed ones.
func (l Matters) Cases(u anwei.UnitID, open bool) ([]anwei.Case, error) {
	if open {
		ofUnit := func(r Row) bool { return u == "" || u == anwei.UnitID(r.Value) }
		return collect(cases().by(l.tx, openCases, Range{}, 0, ofUnit), everything)
	}
	var out []anwei.Case
	for c, err := range cases().all(l.tx, Range{}) {
		if err != nil {
			return nil, err
		}
		if u == "" || c.Unit == u {
			out = append(out, c)
		}
	}
	return out, nil
}

// PutCase writes a case back. One without a number is new and gets the next
// one. It returns the number; one that was never given is refused.
func (l Matters) PutCase(c anwei.Case) (_ anwei.CaseID, err error) {
	if err := checkID("unit", c.Unit, nul); err != nil {
		return 0, err
	}
	if c.ID, err = given(l.tx, cases(), c.ID); err != nil {
		return 0, err
	}
	return c.ID, cases().put(l.tx, c.ID, c)
}

// Evidence returns what was sent for the matter, in the order of At, and of their
// ids where that is the same.
func (l Matters) Evidence(m anwei.Matter) ([]anwei.Evidence, error) {
	if !kept(m) {
		return nil, nil
	}
	prefix := join(m.String(), nil)
	return collect(evidence().by(l.tx, evidenceOf, under(prefix), len(prefix)+timeLen, everyRow), everything)
}

// PutEvidence writes evidence by its ID. What is written again may have another
// matter or time.
func (l Matters) PutEvidence(e anwei.Evidence) error {
	if e.ID == "" {
		return errors.New("storage: evidence without an id")
	}
	if err := checkMatter(e.Matter); err != nil {
		return err
	}
	return evidence().put(l.tx, e.ID, e)
}

// Unfetched returns at most limit pieces whose content was neither fetched nor
// lost, oldest first.
func (l Matters) Unfetched(limit int) ([]anwei.Evidence, error) {
	return collect(evidence().by(l.tx, unfetched, Range{}, timeLen, everyRow), limit)
}

// Reminders returns what was said about the matter, oldest first.
func (l Matters) Reminders(m anwei.Matter) ([]anwei.Reminded, error) {
	if !kept(m) {
		return nil, nil
	}
	return reminded().list(l.tx, under(join(m.String(), nil)), everything)
}

// PutReminded adds one; the same matter, rule, person and time is written once.
func (l Matters) PutReminded(r anwei.Reminded) error {
	r.To = r.To.Folded()
	if err := errors.Join(checkMatter(r.Matter), checkID("rule", r.Rule, nul), checkPerson(r.To)); err != nil {
		return err
	}
	return reminded().put(l.tx, r, r)
}

// Occurrence returns what became of the reminder with the key.
func (l Matters) Occurrence(key string) (Occurrence, bool, error) {
	return occurrences().get(l.tx, key)
}

// Said reports whether the key was ever put.
func (l Matters) Said(key string) (bool, error) { return occurrences().has(l.tx, key) }

// PutOccurrence puts the key unless it was ever put: then it writes nothing
// and returns false.
func (l Matters) PutOccurrence(key string, o Occurrence) (added bool, err error) {
	if key == "" {
		return false, errors.New("storage: an occurrence without a key")
	}
	known, err := occurrences().has(l.tx, key)
	if err := errors.Join(writable(l.tx), err); known || err != nil {
		return false, err
	}
	return true, occurrences().put(l.tx, key, o)
}

// Rung returns up to when the alarm has put everything that was due, and
// false before the first time.
func (l Matters) Rung() (time.Time, bool, error) { return meta().get(l.tx, "rung") }

// PutRung moves that time, forth or back.
func (l Matters) PutRung(t time.Time) error { return meta().put(l.tx, "rung", t) }
