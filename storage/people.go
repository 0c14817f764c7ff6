package storage

import (
	"errors"
	"iter"

	"anwei"
)

// People holds the roster.
type People struct{ tx Tx }

// Unit returns the unit with the id.
func (l People) Unit(id anwei.UnitID) (anwei.Unit, bool, error) { return units().get(l.tx, string(id)) }

// Person ignores the case of the id, as WeCom does.
func (l People) Person(id anwei.PersonID) (anwei.Person, bool, error) {
	return people().get(l.tx, string(id.Folded()))
}

// Roster returns all units and people in the order in which they were first put.
func (l People) Roster() (r anwei.Roster, err error) {
	var errPeople error
	r.Units, err = units().order.list(l.tx, Range{}, everything)
	r.People, errPeople = people().order.list(l.tx, Range{}, everything)
	return r, errors.Join(err, errPeople)
}

// RosterVersion is another number after every change of a unit, a person or a
// grant, so that what was made of a roster can be kept until it changes. It sums
// sequences that count nothing else.
func (l People) RosterVersion() (sum uint64, err error) {
	for _, table := range []string{units().places.Name, people().places.Name, grantsOf} {
		n, err := l.tx.Last(table)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

// changed counts a change of the roster.
func changed(tx Tx, table string) error {
	_, err := tx.Next(table)
	return err
}

// UnitsAfter returns at most limit units in that order, those after the one with the
// id, or the first ones where the id is empty. After an id that is not there it
// returns nothing.
func (l People) UnitsAfter(id anwei.UnitID, limit int) ([]anwei.Unit, error) {
	return collect(units().after(l.tx, string(id)), limit)
}

// PeopleAfter is UnitsAfter for people.
func (l People) PeopleAfter(id anwei.PersonID, limit int) ([]anwei.Person, error) {
	return collect(people().after(l.tx, string(id.Folded())), limit)
}

// PutUnit writes a unit; one that is known keeps its place.
func (l People) PutUnit(u anwei.Unit) error {
	if err := checkID("unit", u.ID, nul); err != nil {
		return err
	}
	was, found, err := l.Unit(u.ID)
	if err != nil {
		return err
	}
	return errors.Join(units().put(l.tx, string(u.ID), u), moved(l.tx, was, found, u))
}

// PutPerson stores the id folded, and keeps how it was written (Ways.Written) unless WeCom
// has written it itself. A person who is known keeps the place.
func (l People) PutPerson(p anwei.Person) error {
	written := p.ID
	p.ID = written.Folded()
	if err := checkPerson(p.ID); err != nil {
		return err
	}
	err := people().put(l.tx, string(p.ID), p)
	if err != nil || written == p.ID {
		return err
	}
	if known, _, err := Ways(l).Reach(p.ID); err != nil || !known.Spoke.IsZero() {
		return err
	}
	return Ways(l).Written(written)
}

// DeletePerson of nobody is no error; who is put again later stands last.
func (l People) DeletePerson(id anwei.PersonID) error {
	if err := writable(l.tx); err != nil {
		return err
	}
	return people().delete(l.tx, string(id.Folded()))
}

// roll is two tables that keep things in the order in which they were first put:
// what stands at each place, and the place of each id.
type roll[V any] struct {
	places Table[string, uint64]
	order  Table[uint64, V]
	id     func(V) string
}

func newRoll[V any](places, order string, id func(V) string) roll[V] {
	return roll[V]{
		Table[string, uint64]{Name: places, Key: text[string], Codec: Codec[uint64]{number[uint64], readNumber}},
		Table[uint64, V]{Name: order, Key: number[uint64]},
		id,
	}
}

func (r roll[V]) names() []string { return append(r.places.names(), r.order.names()...) }

func (r roll[V]) get(tx Tx, id string) (v V, ok bool, err error) {
	place, ok, err := r.places.get(tx, id)
	if !ok || err != nil {
		return v, false, err
	}
	return r.order.get(tx, place)
}

// put puts v where its id stood before, or at the end.
func (r roll[V]) put(tx Tx, id string, v V) error {
	place, ok, err := r.places.get(tx, id)
	if err == nil && !ok {
		if place, err = tx.Next(r.order.Name); err == nil {
			err = r.places.put(tx, id, place)
		}
	}
	if err != nil {
		return err
	}
	return errors.Join(r.order.put(tx, place, v), changed(tx, r.places.Name))
}

func (r roll[V]) delete(tx Tx, id string) error {
	place, ok, err := r.places.get(tx, id)
	if !ok || err != nil {
		return err
	}
	return errors.Join(r.places.delete(tx, id), r.order.delete(tx, place), changed(tx, r.places.Name))
}

// after walks what stands behind the id's place, or all where the id is empty.
func (r roll[V]) after(tx Tx, id string) iter.Seq2[V, error] {
	if id == "" {
		return r.order.all(tx, Range{})
	}
	return func(yield func(V, error) bool) {
		place, ok, err := r.places.get(tx, id)
		if err != nil {
			var none V
			yield(none, err)
			return
		}
		if ok {
			r.order.all(tx, after(number(place)))(yield)
		}
	}
}
