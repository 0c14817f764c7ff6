package language

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
		r.period(t)
		switch t.kind {
		case tName, tMeasure:
			u.names, u.lost = append(u.names, t), false
			if t.kind == tName {
				u.seen = append(u.seen, t)
			}
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
			r.zeroAll = append(r.zeroAll, zero{from: t.from, to: t.to})
			u.flags[t.kind] = t
		case tWrong:
			r.wrong = true
			u.flags[t.kind] = t
		default:
			u.flags[t.kind] = t
		}
	}
	return u
}

// dropNames forgets names that words not known have come after, but not the
// group they name.
func (r *reader) dropNames(u *run) {
	if r.wrong || u.has(tWrong) {
		return
	}
	u.names = nil
}

// period notes the period that the figures are of.
func (r *reader) period(t token) {
	switch t.kind {
	case tNow:
		r.foreign = t.month > 0 && r.month > 0 && t.month != r.month
		if t.month > 0 && r.month == 0 {
			r.month = t.month
		}
	case tForeign:
		r.foreign = true
	case tCompare:
		r.compare = true
	case tRest:
		r.rest = true
	case tWhole:
		r.whole = true
	case tActor:
		r.actor()
	}
}

// actor lets 书记 open the group of the leaders, where the form has one.
func (r *reader) actor() {
	for g, group := range r.lex.form.Groups {
		if containsAny(group.Title+group.Name, "领导", "党委", "带队") && len(r.asked) == 0 && !r.said {
			r.open(r.roles.groups[g])
		}
	}
}

// negation reads 无 with the names behind it or before it. It returns the index
// of the last token it used.
func (r *reader) negation(u *run, ts []token, i int, final bool) int {
	t := ts[i]
	names, end, open := behind(ts, i+1)
	if open { // 没有未整改的隐患
		r.allRectified(append(u.names, names...), t.from, ts[end].to)
		u.names = nil
		return end
	}
	before := onlyNames(u.names)
	suffix := len(before) > 0 && !verbal(r.chars.word(t.from, t.to)) && !r.wholeGroup(before)
	if len(names) > 0 && !suffix {
		if groups := r.groupsOf(before); !groups.empty() {
			r.open(groups)
		}
		if !final && end == len(ts)-1 && len(names) > 1 {
			// The last name belongs to the number that follows.
			names = names[:len(names)-1]
			end--
		} else if !final && end == len(ts)-1 {
			u.flags[tNeg] = t
			return i
		}
		r.zeroNames(names, t.from, ts[end].to, false)
		u.names = nil
		u.seen = append(u.seen, names...)
		return end
	}
	if len(before) > 0 {
		r.zeroNames(u.names, before[0].from, t.to, true)
		u.names = nil
		return i
	}
	u.flags[tNeg] = t
	if i+1 < len(ts) && ts[i+1].kind == tOther {
		u.lost = true
		return i
	}
	if len(r.carry) > 0 {
		r.zeroNames(r.carry, r.carry[0].from, t.to, true)
		r.carry = nil
		return i
	}
	r.zeroAll = append(r.zeroAll, zero{soft: true, from: t.from, to: t.to, rest: r.rest})
	return i
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
	return containsAny(w, "发现", "存在", "开展", "进行", "查出", "发生", "出现", "实施", "采取", "涉及", "排查", "检查")
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
