package bolt

import (
	"bytes"

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
	us, err := inOrder[anwei.Unit](l, unitOrder)
	if err != nil {
		return anwei.Roster{}, err
	}
	ps, err := inOrder[anwei.Person](l, peopleOrder)
	return anwei.Roster{Units: us, People: ps}, err
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
	if err := l.bucket(people).Delete(key); err != nil {
		return err
	}
	return l.bucket(peopleOrder).Delete(place)
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
	return put(l.bucket(order), place, v)
}

func inOrder[T any](l ledger, order string) ([]T, error) {
	var out []T
	err := scan(l.bucket(order), nil, func(_, raw []byte) error {
		v, err := decode[T](raw)
		out = append(out, v)
		return err
	})
	return out, err
}
