package language

// clause reads what stands between two commas: gaps of words with numbers
// between them.
func (r *reader) clause(ts []token) {
	r.compare, r.rest, r.whole = false, false, false
	var gaps [][]token
	var nums []token
	begin := 0
	for i, t := range ts {
		if t.kind != tNumber && t.kind != tVague {
			continue
		}
		gaps, nums = append(gaps, ts[begin:i]), append(nums, t)
		begin = i + 1
	}
	gaps = append(gaps, ts[begin:])
	if len(nums) == 0 {
		r.words(gaps[0])
		return
	}
	c := clauseOf{gaps: gaps, nums: nums, first: r.numberFirst(gaps)}
	c.dirty = hasOther(ts)
	r.row = len(r.header) > 1
	for j := range nums {
		r.figure(&c, j)
	}
	if !r.row {
		r.header = nil
	}
	if !r.kept {
		r.carry = nil
	}
	r.kept = false
	tail := r.statements(c.gaps[len(nums)], true)
	r.endNames(tail)
}

// clauseOf is a clause while it is read.
type clauseOf struct {
	gaps  [][]token
	nums  []token
	first bool // numbers stand before their names: 3家停产
	dirty bool // holds words not known
	slip  bool // 少打了: its numbers are no figures
}

// words reads a clause without a number.
func (r *reader) words(ts []token) {
	if len(ts) == 0 {
		return
	}
	tail := r.statements(ts, true)
	r.endNames(tail)
}

// endNames keeps the names that no number has taken, for a number in the next
// clause, and lets a heading open its group.
func (r *reader) endNames(tail run) {
	if tail.lost && !r.wrong {
		r.carry = nil
	} else if len(onlyNames(tail.names)) > 0 {
		r.carry = tail.names
	}
	if cells := cells(tail.names); !tail.other && len(tail.flags) == 0 {
		r.header = append(r.header, cells...)
	} else {
		r.header = nil
	}
	for _, t := range tail.seen {
		if t.entry.groups.empty() || t.entry.weak {
			continue
		}
		switch {
		case tail.last.to == t.to || !tail.lost:
			r.open(t.entry.groups)
		case !t.entry.groups.within(r.scope):
			r.unsure = true
		}
	}
}

// cells cuts names at blanks, as in the heading of a table.
func cells(names []token) [][]token {
	var out [][]token
	begin := 0
	for i := 0; i <= len(names); i++ {
		if i < len(names) && names[i].kind != tSpace && names[i].kind != tList {
			continue
		}
		if part := onlyNames(names[begin:i]); len(part) > 0 {
			out = append(out, part)
		}
		begin = i + 1
	}
	return out
}

// open makes a group the one that names without a group belong to.
func (r *reader) open(groups set) {
	if r.groupsIn(groups) != 1 {
		r.unsure = true
		return
	}
	if r.scope != groups {
		r.subject = -1
	}
	r.scope, r.said, r.unsure = groups, true, false
}

// groupsIn counts the groups that a set of fields touches.
func (r *reader) groupsIn(s set) int {
	n := 0
	for _, g := range r.roles.groups {
		if g.overlaps(s) {
			n++
		}
	}
	return n
}

// numberFirst reports whether the numbers of a clause stand before their names.
func (r *reader) numberFirst(gaps [][]token) bool {
	last := len(gaps) - 1
	if len(trailing(gaps[0])) > 0 {
		return false
	}
	for _, g := range gaps[1:] {
		if names, _ := leading(g); len(names) == 0 {
			return false
		}
	}
	names, _ := leading(gaps[last])
	return len(names) > 0
}

// trailing returns the names right before a number, up to anything else.
func trailing(ts []token) []token {
	var names []token
	for i := len(ts) - 1; i >= 0; i-- {
		switch t := ts[i]; t.kind {
		case tName, tRect, tUnrect, tRate, tMeasure:
			names = append(names, t)
		case tOther, tNeg:
			return names
		default:
		}
	}
	return names
}

// leading returns the names right behind a number, and how many tokens they
// take: 隐患 in 12个隐患, 停产整顿 in 3家企业被停产整顿.
func leading(ts []token) (names []token, n int) {
	for i, t := range ts {
		switch t.kind {
		case tName, tRect:
			if t.entry.groups.empty() || !t.entry.fields.empty() {
				names = append(names, t)
				n = i + 1
				continue
			}
			return names, n
		case tFiller, tStill, tObject, tDone, tOdd, tSpace:
			if t.kind == tSpace && len(names) == 0 {
				return names, n
			}
		default:
			return names, n
		}
	}
	return names, n
}

func hasOther(ts []token) bool {
	for _, t := range ts {
		if t.kind == tOther {
			return true
		}
	}
	return false
}
