package bolt

import (
	"bytes"
	"strconv"
	"time"

	"anwei"
)

// EachReport implements storage.Reports. It reads what json wrote by hand, and what
// looks otherwise as everything else is read: a county's year is tens of thousands
// of reports, and a leader waits for their sum.
func (l ledger) EachReport(form anwei.FormID, p anwei.Period, fn func(anwei.Report)) error {
	prefix := anwei.ReportKey{Form: form, Period: p}.String() // ends with a slash
	q := quick{heads: map[anwei.FieldID][]byte{}, ids: map[string]anwei.FieldID{}, people: map[string]anwei.PersonID{}, values: anwei.Values{}}
	return scan(l.bucket(reports), []byte(prefix), func(k, raw []byte) error {
		r, ok := q.report(raw)
		if !ok {
			var err error
			if r, err = decode[anwei.Report](raw); err != nil {
				return err
			}
		}
		r.Key = anwei.ReportKey{Form: form, Period: p, Unit: anwei.UnitID(k[len(prefix):])}
		fn(r)
		return nil
	})
}

// quick reads reports one after another with as little allocation as it can. It
// knows the JSON that encoding/json writes of a report, without blanks, and gives
// up at anything else.
type quick struct {
	rest   []byte
	ids    map[string]anwei.FieldID
	people map[string]anwei.PersonID
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

// report reads a report without its key, plan and reasons. Its values are good
// until the next one is read.
func (q *quick) report(raw []byte) (r anwei.Report, ok bool) {
	q.rest = raw
	clear(q.values)
	r.Values = q.values
	ok = q.object(func(key []byte) bool {
		switch string(key) {
		case "values":
			return q.row() || q.object(q.value)
		case "late":
			return q.bool(&r.Late)
		case "behalf":
			return q.bool(&r.Behalf)
		case "handled":
			r.Handled = new(anwei.Handling)
			return q.handling(r.Handled)
		case "revision":
			n, ok := q.int()
			r.Revision = int(n)
			return ok
		case "by":
			return q.person(&r.By)
		case "first":
			return q.time(&r.First)
		case "at":
			return q.time(&r.At)
		}
		return q.skip()
	})
	return r, ok && len(q.rest) == 0
}

// handling reads what was done with a report, but for one that names fields.
func (q *quick) handling(h *anwei.Handling) bool {
	return q.object(func(key []byte) bool {
		switch string(key) {
		case "n", "revision":
			n, ok := q.int()
			if string(key) == "n" {
				h.N = int(n)
			} else {
				h.Revision = int(n)
			}
			return ok
		case "kind":
			s, ok := q.string()
			h.Kind = anwei.HandlingKind(s)
			return ok
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

func (q *quick) person(id *anwei.PersonID) bool {
	s, ok := q.string()
	*id = intern(q.people, s)
	return ok
}

func (q *quick) time(t *time.Time) bool {
	s, ok := q.string()
	return ok && t.UnmarshalText(s) == nil
}

// row reads the answers of a report that has the layout of the one before, without
// looking at the name of any. Of another it reads nothing and returns false.
func (q *quick) row() bool {
	rest := q.rest
	if len(q.layout) == 0 || !q.take('{') {
		return false
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
		}
		return false
	})
	field := intern(q.ids, id)
	q.values[field] = v
	if ok && !v.NA && v.Text == "" {
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

func (q *quick) take(c byte) bool {
	if len(q.rest) == 0 || q.rest[0] != c {
		return false
	}
	q.rest = q.rest[1:]
	return true
}

// object reads an object and gives each key to fn, which reads the value.
func (q *quick) object(fn func(key []byte) bool) bool {
	if !q.take('{') {
		return false
	}
	for first := true; ; first = false {
		if q.take('}') {
			return true
		}
		if !first && !q.take(',') {
			return false
		}
		key, ok := q.string()
		if !ok || !q.take(':') || !fn(key) {
			return false
		}
	}
}

// string reads a text without an escape.
func (q *quick) string() ([]byte, bool) {
	if !q.take('"') {
		return nil, false
	}
	end := bytes.IndexByte(q.rest, '"')
	if end < 0 || bytes.IndexByte(q.rest[:end], '\\') >= 0 {
		return nil, false
	}
	s := q.rest[:end]
	q.rest = q.rest[end+1:]
	return s, true
}

func (q *quick) bool(b *bool) bool {
	for _, v := range []bool{true, false} {
		if rest, ok := bytes.CutPrefix(q.rest, []byte(strconv.FormatBool(v))); ok {
			*b, q.rest = v, rest
			return true
		}
	}
	return false
}

func (q *quick) int() (int64, bool) {
	var small int64
	end := 0
	for end < len(q.rest) && end < 18 && q.rest[end] >= '0' && q.rest[end] <= '9' {
		small, end = small*10+int64(q.rest[end]-'0'), end+1
	}
	if end > 0 && end < 18 {
		q.rest = q.rest[end:]
		return small, true
	}
	end = 0
	for end < len(q.rest) && (q.rest[end] == '-' || q.rest[end] >= '0' && q.rest[end] <= '9') {
		end++
	}
	n, err := strconv.ParseInt(string(q.rest[:end]), 10, 64)
	q.rest = q.rest[end:]
	return n, err == nil
}

// skip passes over a value that is not wanted.
func (q *quick) skip() bool {
	if len(q.rest) == 0 {
		return false
	}
	switch q.rest[0] {
	case '"':
		_, ok := q.string()
		return ok
	case '{':
		return q.object(func([]byte) bool { return q.skip() })
	case 't', 'f':
		var b bool
		return q.bool(&b)
	}
	_, ok := q.int()
	return ok
}
