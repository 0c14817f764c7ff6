package storage

import (
	"bytes"
	"strconv"
	"time"

	"anwei"
)

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

func (q *quick) number(n *int) bool {
	i, ok := q.int()
	*n = int(i)
	return ok
}

func (q *quick) time(at *time.Time) bool {
	s, ok := q.string()
	return ok && at.UnmarshalText(s) == nil
}

func (q *quick) person(id *anwei.PersonID) bool {
	s, ok := q.string()
	*id = intern(q.people, s)
	return ok
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
