package storage

import (
	"bytes"

	"anwei"
)

// quick reads reports one after another with as little allocation as it can. It
// knows the JSON that encoding/json writes of a report, without blanks, and gives
// up at anything else.
type quick struct {
	rest   []byte
	ids    map[string]anwei.FieldID
	people map[string]anwei.PersonID
	kinds  map[string]anwei.HandlingKind
	values anwei.Values
	// layout is how the answers of the report before were written. Reports of one
	// form and period nearly all answer the same fields, and JSON sorts them.
	layout []cell
	heads  map[anwei.FieldID][]byte
}

// cell is one answer with a count, as it is written up to its figure.
type cell struct {
	id   anwei.FieldID
	head []byte // "self_checks":{"n":
}

func newQuick() quick {
	return quick{
		heads: map[anwei.FieldID][]byte{}, ids: map[string]anwei.FieldID{}, people: map[string]anwei.PersonID{},
		kinds: map[string]anwei.HandlingKind{}, values: anwei.Values{},
	}
}

// report reads a report without its key, plan and reasons. Its values are good
// until the next one is read.
func (q *quick) report(raw []byte) (r anwei.Report, ok bool) {
	q.rest = raw
	ok = q.object(func(key []byte) bool {
		switch string(key) {
		case "values":
			r.Values = q.values
			return q.row() || q.object(q.value)
		case "late":
			return q.bool(&r.Late)
		case "behalf":
			return q.bool(&r.Behalf)
		case "handled":
			r.Handled = &anwei.Handling{}
			return q.handling(r.Handled)
		case "revision":
			return q.number(&r.Revision)
		case "by":
			return q.person(&r.By)
		case "first", "at":
			if string(key) == "first" {
				return q.time(&r.First)
			}
			return q.time(&r.At)
		}
		return q.skip()
	})
	return r, ok && len(q.rest) == 0
}

// handling reads what was done with a report. A return that names cells is left to
// json: few are returned.
func (q *quick) handling(h *anwei.Handling) bool {
	return q.object(func(key []byte) bool {
		switch string(key) {
		case "n":
			return q.number(&h.N)
		case "kind":
			s, ok := q.string()
			h.Kind = intern(q.kinds, s)
			return ok
		case "revision":
			return q.number(&h.Revision)
		case "reason":
			s, ok := q.string()
			h.Reason = string(s)
			return ok
		case "by":
			return q.person(&h.By)
		case "at":
			return q.time(&h.At)
		}
		return false
	})
}

// row reads the answers of a report that has the layout of the one before, over that
// one's and without looking at the name of any. Of another it reads nothing, forgets
// the one before and returns false.
func (q *quick) row() bool {
	rest := q.rest
	if len(q.layout) == 0 || len(q.layout) != len(q.values) || !q.take('{') {
		return q.forget()
	}
	for i := range q.layout {
		c := &q.layout[i]
		if i > 0 && !q.take(',') || !bytes.HasPrefix(q.rest, c.head) {
			q.rest = rest
			return q.forget()
		}
		q.rest = q.rest[len(c.head):]
		n, ok := q.int()
		if !ok || !q.take('}') {
			q.rest = rest
			return q.forget()
		}
		q.values[c.id] = anwei.Value{N: n}
	}
	if !q.take('}') {
		q.rest = rest
		return q.forget()
	}
	return true
}

// forget drops what was read by a layout that does not fit; the answers that are read
// next become the layout.
func (q *quick) forget() bool {
	clear(q.values)
	q.layout = q.layout[:0]
	return false
}

// value reads one answer under the id of its field.
func (q *quick) value(id []byte) bool {
	var v anwei.Value
	ok := q.object(func(key []byte) bool {
		switch string(key) {
		case "n":
			n, ok := q.int()
			v.N = n
			return ok
		case "na":
			return q.bool(&v.NA)
		case "text":
			s, ok := q.string()
			v.Text = string(s)
			return ok
		case "same":
			return q.bool(&v.Same)
		case "note":
			s, ok := q.string()
			v.Note = string(s)
			return ok
		}
		return false
	})
	field := intern(q.ids, id)
	q.values[field] = v
	if ok && v == (anwei.Value{N: v.N}) {
		q.layout = append(q.layout, cell{field, q.headOf(field)})
	}
	return ok
}

// headOf returns how an answer of the field with a count begins, made once.
func (q *quick) headOf(id anwei.FieldID) []byte {
	head, known := q.heads[id]
	if !known {
		head = []byte(`"` + string(id) + `":{"n":`)
		q.heads[id] = head
	}
	return head
}

// intern returns the text, which is allocated once.
func intern[T ~string](known map[string]T, b []byte) T {
	if s, ok := known[string(b)]; ok {
		return s
	}
	s := T(b)
	known[string(b)] = s
	return s
}
