package language

import (
	"anwei"
	"anwei/language/text"
)

// clause reads what stands between two commas: gaps of words with numbers
// between them.
func (r *reader) clause(ts []token) {
	r.compare, r.rest, r.whole, r.some = false, false, false, 0
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
		r.retract = false
		r.figure(&c, j)
		r.counted, r.fresh = r.lastOne == lastBare, false
	}
	if !r.row {
		r.header = nil
	}
	if !r.kept {
		r.carry = nil
	}
	r.kept = false
	tail := r.statements(c.gaps[len(nums)], true)
	r.counted = false
	r.endNames(tail)
}

// clauseOf is a clause while it is read.
type clauseOf struct {
	gaps  [][]token
	nums  []token
	first bool // numbers stand before their names: 3家停产
	dirty bool // holds words not known
	parts bool // has spoken of a part that no field is for: 其中煤矿12个
	slip  bool // 少打了: its numbers are no figures
}

// words reads a clause without a number.
func (r *reader) words(ts []token) {
	if len(ts) == 0 {
		return
	}
	if hasKind(ts, tWhole) && (hasKind(ts, tForeign) || hasKind(ts, tCumul)) {
		r.without = true // 以上均为累计数
		r.refuse(text.Ambiguous, ts[0].from, ts[len(ts)-1].to, set{})
	}
	if r.lastOne == lastClaim && r.ofBefore(ts) {
		r.claims[len(r.claims)-1].open = true // 重大隐患1个,是上月的
	}
	tail := r.statements(ts, true)
	r.endNames(tail)
}

// ofBefore reports whether a clause only says that what came before it is of
// another period: 是上月的, or 累计 in parentheses.
func (r *reader) ofBefore(ts []token) bool {
	abroad := false
	for _, t := range ts {
		if w := r.Word(t.from, t.to); r.within && (t.kind == tNear || t.kind == tUnsure || w == "约" || w == "估") {
			return true // 30个(约)
		}
		if !t.blank() && t.kind != tForeign && t.kind != tPart && t.kind != tAll {
			return false
		}
		abroad = abroad || t.kind == tForeign || t.kind == tCumul
	}
	r.without = r.without || abroad && r.within && r.claims[len(r.claims)-1].kind == claimNumber && !hasKind(ts, tNow) && len(r.claims) > 1
	last := ts[len(ts)-1]
	return abroad && (r.within || r.Word(last.from, last.to) == "的")
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
	r.scope, r.said, r.unsure, r.lent = groups, true, false, false
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

// period notes the period that the figures are of.
func (r *reader) period(t token, next []token) {
	switch t.kind {
	case tNow:
		other := t.month > 0 && r.month > 0 && t.month != r.month
		r.foreign, r.once = other, false
		w, before := r.Word(t.from, t.to), r.Word(max(t.from-2, 0), t.from)
		r.fresh = text.ContainsAny(w, "月", "本期") && !text.ContainsAny(before, "截至", "截止", "到")
		if t.month > 0 && r.month == 0 {
			r.month = t.month
		}
	case tForeign:
		r.foreign, r.fresh = true, false
	case tCorr, tDone:
		if w := r.Word(t.from, t.to); r.foreign && r.month == 0 && text.ContainsAny(w, "实际", "实为", "已") {
			r.foreign = false // 计划检查20家,实际18家
		}
	case tDay:
		if len(next) > 0 && (next[0].kind == tName || next[0].kind == tRect || next[0].kind == tNumber) {
			r.foreign = true // 昨天自查3家次
		}
	case tNoise:
		r.noised(t, next)
	case tExcept:
		r.except = true
	case tCompare:
		r.compare = true
	case tRest:
		r.rest = true
	case tWhole:
		r.whole = true
	case tActor:
		r.actor()
	default:
	}
}

// noised notes what a number that is no figure says of those that follow: 后三项
// and 2025年.
func (r *reader) noised(t token, next []token) {
	before, end := r.Get(t.from-1), r.Get(t.to-1)
	switch {
	case (before == '后' || before == '前') && end == '项':
		v, _ := text.NumberAt(r.Runes, t.from)
		r.some = v.N
	case end == '年' && len(next) > 0 && next[0].kind == tName && r.lex.form.Every == anwei.Month:
		r.foreign = true // 2025年企业自查400家次
	}
}

// cumulative reads 累计: the sum of the month behind 本月, else that of a longer
// period. Behind a figure of the month, 累计450 is about that number only.
func (r *reader) cumulative(u *run, next []token, t token, final bool) {
	switch {
	case (r.fresh || r.monthly) && !r.foreign:
		r.monthly = true
		u.flags[tTotal] = t
	case !final && r.lastOne == lastClaim && len(onlyNames(u.names)) == 0 && len(trailing(next)) == 0:
		r.once = true
	default:
		r.foreign = true
	}
}

// abroad passes over a number of another period, and keeps its names for the
// number of this month that may follow: 上月自查40家次,本月45家次.
func (r *reader) abroad(u run, t token, after []token) {
	names := u.names
	if len(onlyNames(names)) == 0 {
		names, _ = leading(after)
	}
	if len(onlyNames(names)) > 0 {
		r.older = names
	}
	if month, ok := u.flags[tNow]; ok && month.month > 0 && !r.within {
		r.months = true // two months, and the text does not say which is meant
	}
	r.outside = r.foreign
	r.skip(t)
}

// resumed returns the names that a number of this month has from the one of
// another period before it.
func (r *reader) resumed(u run, t token) []token {
	if _, ok := u.flags[tNow]; !ok || len(r.older) == 0 || u.lost {
		return nil
	}
	names := r.older
	if _, how := r.resolve(names, t); how != resolved {
		return nil
	}
	return names
}
