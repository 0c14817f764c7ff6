package language

import "anwei/language/text"

// run is what stands before a number, or at the end of a clause, after whole
// statements have been taken off it.
type run struct {
	names []token // names, 整改, and the marks that join them
	seen  []token // every name of the piece, statements included
	last  token   // the last token that says anything
	lost  bool    // words not known stand behind the names
	other bool    // words not known stand anywhere
	flags map[kind]token
}

func (u run) has(k kind) bool {
	_, ok := u.flags[k]
	return ok
}

// statements takes whole statements off a piece of a clause: 无重大隐患,
// 均已整改, 重大没有. What is left stands before a number, unless final.
func (r *reader) statements(ts []token, final bool) run {
	u := run{flags: map[kind]token{}}
	for i := 0; i < len(ts); i++ {
		t := ts[i]
		if !t.blank() {
			u.last = t
		}
		r.period(t, ts[i+1:])
		switch t.kind {
		case tMeasure:
			u.heading(ts, i)
		case tCumul:
			r.cumulative(&u, ts[i+1:], t, final)
		case tName:
			u.names, u.lost = append(u.names, t), false
			delete(u.flags, tVisit)
			u.seen = append(u.seen, t)
		case tJoin, tList, tColon, tSpace:
			u.names = append(u.names, t)
		case tOther:
			u.lost, u.other = true, true
			if !u.has(tCorr) {
				r.dropNames(&u)
			}
		case tNeg:
			i = r.negation(&u, ts, i, final)
		case tRect:
			i = r.rectified(&u, ts, i, final)
		case tUnrect:
			r.unrectified(&u, ts, i, final)
		case tRate:
			r.rate(&u, ts, i)
		case tZeroAll:
			r.zeroAll = append(r.zeroAll, zero{report: true, from: t.from, to: t.to})
			u.flags[t.kind] = t
		default:
			r.flag(&u, t)
		}
	}
	return u
}

// heading takes a measure word that names a column, as 家次 does. Right behind
// words not known it is a part of them: 参与人数.
func (u *run) heading(ts []token, i int) {
	if i > 0 && ts[i-1].kind == tOther && ts[i-1].to == ts[i].from {
		u.lost, u.other = true, true
		return
	}
	u.names, u.lost = append(u.names, ts[i]), false
	delete(u.flags, tVisit)
}

// flag notes a word that says something of the number.
func (r *reader) flag(u *run, t token) {
	u.flags[t.kind] = t
	switch t.kind {
	case tWithout:
		r.without = true
		r.refuse(text.Ambiguous, t.from, t.to, set{})
	case tWrong:
		r.wrong, r.retract = true, !u.has(tOld) && !u.other
		delete(u.flags, tOld) // 刚才说错了
	default:
	}
}

// dropNames forgets names that words not known have come after, but not the
// group they name.
func (r *reader) dropNames(u *run) {
	if r.wrong || u.has(tWrong) {
		return
	}
	r.dangling = r.dangling || len(onlyNames(u.names)) > 0
	u.names = nil
}

// actor lets 书记 open the group of the leaders, where the form has one.
func (r *reader) actor() {
	for g, group := range r.lex.form.Groups {
		if text.ContainsAny(group.Title+group.Name, "领导", "党委", "带队") && len(r.asked) == 0 && !r.said {
			r.open(r.roles.groups[g])
		}
	}
}

// negation reads 无 with the names behind it or before it. It returns the index
// of the last token it used.
func (r *reader) negation(u *run, ts []token, i int, final bool) int {
	t := ts[i]
	before := onlyNames(u.names)
	if u.has(tNot) || deniesAll(ts[i+1:]) {
		u.flags[tNeg] = t
		return i
	}
	if !final && len(before) == 0 && onlyGap(ts[i+1:]) {
		apart := i+1 < len(ts) && (ts[i+1].kind == tSpace || ts[i+1].kind == tList)
		if !apart || !r.zeroInList(t) {
			u.flags[tNeg] = t
		}
		return i
	}
	names, end, open := behind(ts, i+1)
	if r.notYet(ts, i, end, names) {
		u.flags[tNeg] = t
		u.names = nil
		return max(i, end)
	}
	if open { // 没有未整改的隐患
		r.allRectified(append(u.names, names...), t.from, ts[end].to)
		u.names = nil
		return end
	}
	prefix := len(before) == 0 || verbal(r.Word(t.from, t.to)) || r.wholeGroup(before)
	if len(onlyNames(names)) > 0 && prefix {
		return r.denied(u, ts, i, end, names, final)
	}
	if len(before) > 0 && r.goesOnAfter(ts, i) {
		r.refuse(text.Unknown, before[0].from, ts[i+1].to, set{})
		u.flags[tNeg], u.names = t, nil
		return i + 1
	}
	if len(before) > 0 {
		r.zeroNames(u.names, before[0].from, t.to, true)
		u.names = nil
		return i
	}
	r.nothing(u, ts, i)
	return i
}

// denied reads the names behind 无. The last of several belongs to the number
// that follows, if one does.
func (r *reader) denied(u *run, ts []token, i, end int, names []token, final bool) int {
	t := ts[i]
	if groups := r.groupsOf(onlyNames(u.names)); !groups.empty() {
		r.open(groups)
	}
	if !final && end == len(ts)-1 {
		if len(names) == 1 {
			u.flags[tNeg] = t
			return i
		}
		names = names[:len(names)-1]
		end--
	}
	r.zeroNames(names, t.from, ts[end].to, false)
	u.names = nil
	u.seen = append(u.seen, names...)
	return end
}

// nothing reads 无 without a name: about the names of the clause before, or
// about what was asked.
func (r *reader) nothing(u *run, ts []token, i int) {
	t := ts[i]
	u.flags[tNeg] = t
	switch {
	case i+1 < len(ts) && ts[i+1].kind == tOther:
		u.lost = true
	case len(r.carry) > 0:
		r.zeroNames(r.carry, r.carry[0].from, t.to, true)
		r.carry = nil
	case r.zeroInList(t):
		delete(u.flags, tNeg)
	default:
		r.zeroAll = append(r.zeroAll, zero{soft: true, from: t.from, to: t.to, rest: r.rest, scope: r.scope})
	}
}

// zeroInList takes 无 for a zero in a list of numbers without names: 38 72 70 无 无.
func (r *reader) zeroInList(t token) bool {
	if len(r.bares) == 0 || len(r.claims) > 0 || r.rest {
		return false
	}
	last := r.bares[len(r.bares)-1]
	t.kind, t.after = tNumber, t.to
	r.bares = append(r.bares, bare{tok: t, scope: last.scope, clean: true, whole: last.whole, header: last.header, leans: -1})
	return true
}

// deniesAll reports whether 没有 goes on with 全部整改, which then is not so.
func deniesAll(ts []token) bool {
	for _, t := range ts {
		switch t.kind {
		case tAll, tDone:
		case tRect:
			return true
		default:
			if !t.blank() {
				return false
			}
		}
	}
	return false
}

// behind collects the names behind a negation. open tells that what is denied
// is that something is open: 没有未整改的.
func behind(ts []token, i int) (names []token, end int, open bool) {
	end = i - 1
	for ; i < len(ts); i++ {
		switch t := ts[i]; t.kind {
		case tName, tJoin, tList:
			names = append(names, t)
			if t.kind == tName {
				end = i
			}
		case tUnrect:
			return names, i, true
		case tRect:
			return nil, end, false
		case tFiller, tStill, tObject, tSpace:
			if t.kind == tSpace && len(names) > 0 {
				return names, end, false
			}
		default:
			return names, end, false
		}
	}
	return names, end, false
}

// verbal reports whether a negation is a verb, which its object always follows.
func verbal(w string) bool {
	return text.ContainsAny(w, "发现", "存在", "开展", "进行", "查出", "发生", "出现", "实施", "采取", "涉及", "排查", "检查")
}

func onlyNames(ts []token) []token {
	var out []token
	for _, t := range ts {
		if t.kind == tName || t.kind == tMeasure || t.kind == tRect {
			out = append(out, t)
		}
	}
	return out
}
