package bolt

import (
	"bytes"
	"errors"

	"anwei"
)

// Unit implements storage.People.
func (l ledger) Unit(id anwei.UnitID) (anwei.Unit, bool, error) {
	return placed[anwei.Unit](l, units, unitOrder, string(id))
}

// Person implements storage.People.
func (l ledger) Person(id anwei.PersonID) (anwei.Person, bool, error) {
	return placed[anwei.Person](l, people, peopleOrder, string(lower(id)))
}

// Roster implements storage.People. Its cost grows with the roster.
func (l ledger) Roster() (anwei.Roster, error) {
	us, err := list[anwei.Unit](l, unitOrder, nil)
	if err != nil {
		return anwei.Roster{}, err
	}
	ps, err := list[anwei.Person](l, peopleOrder, nil)
	return anwei.Roster{Units: us, People: ps}, err
}

// RosterVersion implements storage.People. The indexes count the changes, with
// numbers that nothing else takes from them.
func (l ledger) RosterVersion() (uint64, error) {
	return l.bucket(units).Sequence() + l.bucket(people).Sequence() + l.bucket(grantsOf).Sequence(), nil
}

// changed counts a change of the roster.
func (l ledger) changed(index string) error {
	_, err := l.bucket(index).NextSequence()
	return err
}

// UnitsAfter implements storage.People. Its cost grows with the limit.
func (l ledger) UnitsAfter(id anwei.UnitID, limit int) ([]anwei.Unit, error) {
	return page[anwei.Unit](l, units, unitOrder, string(id), limit)
}

// PeopleAfter implements storage.People. Its cost grows with the limit.
func (l ledger) PeopleAfter(id anwei.PersonID, limit int) ([]anwei.Person, error) {
	return page[anwei.Person](l, people, peopleOrder, string(lower(id)), limit)
}

// PutUnit implements storage.People. A unit that is known keeps its place.
func (l ledger) PutUnit(u anwei.Unit) error {
	if err := checkID("unit", string(u.ID), nul); err != nil {
		return err
	}
	return l.place(units, unitOrder, string(u.ID), u)
}

// PutPerson implements storage.People. A person who is known keeps the place.
func (l ledger) PutPerson(p anwei.Person) error {
	p.ID = lower(p.ID)
	if err := checkID("person", string(p.ID), nul); err != nil {
		return err
	}
	return l.place(people, peopleOrder, string(p.ID), p)
}

// DeletePerson implements storage.People. To delete nobody is no error; who is
// put again later stands last.
func (l ledger) DeletePerson(id anwei.PersonID) error {
	if err := l.writable(); err != nil {
		return err
	}
	key := []byte(lower(id))
	place := bytes.Clone(l.bucket(people).Get(key))
	if place == nil {
		return nil
	}
	return errors.Join(l.bucket(people).Delete(key), l.bucket(peopleOrder).Delete(place), l.changed(people))
}

// placed reads what stands at the place that the index has for the id.
func placed[T any](l ledger, index, order, id string) (v T, ok bool, err error) {
	place := l.bucket(index).Get([]byte(id))
	if place == nil {
		return v, false, nil
	}
	return get[T](l.bucket(order), place)
}

// place puts v where its id stood before, or at the end.
func (l ledger) place(index, order, id string, v any) error {
	if err := l.writable(); err != nil {
		return err
	}
	place := bytes.Clone(l.bucket(index).Get([]byte(id)))
	if place == nil {
		n, err := l.bucket(order).NextSequence()
		if err != nil {
			return err
		}
		place = number(n)
		if err := l.bucket(index).Put([]byte(id), place); err != nil {
			return err
		}
	}
	return errors.Join(put(l.bucket(order), place, v), l.changed(index))
}

// page returns what stands after the id's place, or at the beginning where the id
// is empty.
func page[T any](l ledger, index, order, id string, limit int) ([]T, error) {
	c := l.bucket(order).Cursor()
	k, raw := c.First()
	if id != "" {
		place := l.bucket(index).Get([]byte(id))
		if place == nil {
			return nil, nil
		}
		c.Seek(place)
		k, raw = c.Next()
	}
	return take[T](c, k, raw, limit)
}
