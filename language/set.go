package language

import "math/bits"

// maxFields is how many fields of a form can be read. No form that people fill
// in on a phone comes near it.
const maxFields = 128

// set is a set of fields, by their place in the form.
type set [2]uint64

func only(i int) set {
	var s set
	s[i/64] |= 1 << (i % 64)
	return s
}

func (s set) has(i int) bool      { return i >= 0 && s[i/64]&(1<<(i%64)) != 0 }
func (s set) empty() bool         { return s == set{} }
func (s set) and(t set) set       { return set{s[0] & t[0], s[1] & t[1]} }
func (s set) or(t set) set        { return set{s[0] | t[0], s[1] | t[1]} }
func (s set) without(t set) set   { return set{s[0] &^ t[0], s[1] &^ t[1]} }
func (s set) size() int           { return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) }
func (s set) within(t set) bool   { return s.without(t).empty() }
func (s set) overlaps(t set) bool { return !s.and(t).empty() }

// first returns the smallest member, and -1 for the empty set.
func (s set) first() int {
	switch {
	case s[0] != 0:
		return bits.TrailingZeros64(s[0])
	case s[1] != 0:
		return 64 + bits.TrailingZeros64(s[1])
	}
	return -1
}

// all returns the members in order.
func (s set) all() []int {
	var out []int
	for !s.empty() {
		i := s.first()
		out = append(out, i)
		s = s.without(only(i))
	}
	return out
}
