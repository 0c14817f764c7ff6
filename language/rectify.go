package language

import "anwei/language/text"

// rectified reads 整改: as a name when a number follows, and otherwise as a
// statement that all is put right. It returns the index of the last token used.
func (r *reader) rectified(u *run, ts []token, i int, final bool) int {
	t := ts[i]
	j, done := r.completion(ts, i)
	done = done || u.has(tDone) || u.has(tAll)
	switch {
	case j == len(ts) && !final && (!u.has(tAll) || ts[j-1].kind != tSpace), j < len(ts) && r.goesOn(ts, j, done):
	case u.has(tModal), u.has(tRemain):
		return i
	case u.has(tPartly), u.has(tNeg), u.has(tNear), u.has(tNot) && u.has(tAll):
		r.refuse(text.Approximate, u.from(t), t.to, set{})
		return i
	case done && j < len(ts) && ts[j].kind == tOther && !u.has(tAll):
		return i // unknown words follow, and nothing says that it is all
	case done && (u.other && !r.whole || j < len(ts) && (ts[j].kind == tModal || ts[j].kind == tPartly)):
		r.refuse(text.Ambiguous, u.from(t), ts[j-1].to, set{}) // 煤矿隐患已全部整改: perhaps not all
		u.names = nil
		return j - 1
	case done:
		r.allRectified(append(u.names, t), u.from(t), ts[j-1].to)
		u.names = nil
		delete(u.flags, tAll)
		delete(u.flags, tDone)
		return j - 1
	}
	u.names, u.lost = append(u.names, t), false
	return i
}

// completion returns where the words end that belong to the 整改 at i, and
// whether they say that it is done.
func (r *reader) completion(ts []token, i int) (end int, done bool) {
	done = text.ContainsAny(r.Word(ts[i].from, ts[i].to), "完", "了", "好", "已", "掉")
	for j := i + 1; j < len(ts); j++ {
		switch t := ts[j]; t.kind {
		case tDone:
			done = true
		case tAll:
			if r.joins(ts[j:]) {
				return j, done
			}
			done = true
		case tFiller:
			done = done || r.Word(t.from, t.to) == "了"
		case tStill, tSpace, tTotal, tObject, tMeasure, tColon, tNear:
		default:
			return j, done
		}
	}
	return len(ts), done
}

// goesOn reports whether the token at j shows that the 整改 before it is part of
// a name: 整改数改成3, 整改和….
func (r *reader) goesOn(ts []token, j int, done bool) bool {
	switch ts[j].kind {
	case tCorr, tJoin, tAll, tList, tWrong, tOld, tNot, tRemark:
		return true
	case tNeg:
		return !done || ts[j-1].kind == tColon
	default:
		return false
	}
}

// joins reports whether 都 leads to a number rather than to 整改: 都是0, 都改成3.
func (r *reader) joins(ts []token) bool {
	for _, t := range ts[1:] {
		if t.kind == tCorr {
			return true
		}
		if t.kind != tFiller && t.kind != tSpace {
			return false
		}
	}
	return len(ts) > 0
}

// from returns where a statement begins that ends with t.
func (u run) from(t token) int {
	if names := onlyNames(u.names); len(names) > 0 {
		return names[0].from
	}
	if all, ok := u.flags[tAll]; ok {
		return all.from
	}
	return t.from
}

// unrectified reads 未整改 without a number.
func (r *reader) unrectified(u *run, ts []token, i int, final bool) {
	t := ts[i]
	u.flags[t.kind] = t
	if i+1 < len(ts) && ts[i+1].kind == tOther && ts[i+1].from == t.to {
		return // 没有整改不了的
	}
	if !final || u.other || u.has(tExcept) || u.has(tRemain) {
		return
	}
	plain := text.ContainsAny(r.Word(t.from, t.to), "未整改", "没整改", "没有整改", "未改", "没改")
	if !plain || text.ContainsAny(r.Word(t.from, t.to), "完", "到位") || u.has(tNeg) || u.has(tPartly) {
		return
	}
	if f, ok := r.rectField(u.names); ok {
		r.claims = append(r.claims, claim{field: f, kind: claimNone, from: u.from(t), to: t.to})
		u.names = nil
	}
}

// rate reads 整改率百分之百; with a figure it is read by percent.
func (r *reader) rate(u *run, ts []token, i int) {
	t := ts[i]
	u.flags[t.kind] = t
	for _, next := range ts[i+1:] {
		if next.kind == tAll && text.ContainsAny(r.Word(next.from, next.to), "百分") {
			r.allRectified(append(u.names, token{kind: tRect, from: t.from, to: t.to}), t.from, next.to)
			return
		}
	}
}

// percent reads 整改率100%. Any other rate determines nothing.
func (r *reader) percent(u run, t token) {
	rate, ok := u.flags[tRate]
	rect := onlyNames(u.names)
	if !ok && (len(rect) == 0 || rect[len(rect)-1].kind != tRect) || r.compare || r.foreign {
		return
	}
	if u.has(tModal) || u.other || t.num.N != 100 || t.num.Fraction || t.num.Vague || u.has(tNear) || r.unsureN {
		return
	}
	names := u.names
	if ok {
		names = append(names, token{kind: tRect, from: rate.from, to: rate.to})
	}
	r.allRectified(names, u.from(t), t.to)
}

// allRectified claims that all hazards of the base are put right.
func (r *reader) allRectified(names []token, from, to int) {
	if r.foreign || r.rest {
		return // 除了两个没整改,其他都整改了: the rest is no news
	}
	if r.except {
		if k := len(r.claims) - 1; k < 0 || r.claims[k].kind != claimRemain {
			r.refuse(text.Approximate, from, to, set{}) // 除个别外都整改了
		}
		return
	}
	f, ok := r.rectField(names)
	if !ok {
		if r.scope.empty() || r.scope.overlaps(r.roles.rect) {
			r.refuse(text.Ambiguous, from, to, set{})
		}
		return
	}
	if r.whole && r.waiting(f) {
		r.refuse(text.Ambiguous, from, to, only(f)) // 以上 may reach over both groups
		return
	}
	r.claims = append(r.claims, claim{field: f, kind: claimAll, from: from, to: to})
}

// rectField returns the field that a statement on 整改 speaks of: by the names
// it has, else by the hazards spoken of last, else by what was asked.
func (r *reader) rectField(names []token) (int, bool) {
	if !hasRect(names) {
		names = append(append([]token(nil), names...), token{kind: tRect})
	}
	if len(onlyNames(names)) == 1 && onlyNames(names)[0].entry.fields.empty() && !r.whole {
		if len(r.asked) == 1 && r.roles.rect.has(r.asked[0]) && !r.claimed(r.roles.base[r.asked[0]]) {
			return r.asked[0], true
		}
		if r.subject >= 0 && r.stale && r.roles.major.has(r.subject) {
			return 0, false
		}
	}
	fields, _ := r.resolve(names, token{})
	if fields.size() != 1 {
		return 0, false
	}
	f := fields.first()
	return f, r.roles.rect.has(f)
}

func hasRect(names []token) bool {
	for _, t := range names {
		if t.kind == tRect {
			return true
		}
	}
	return false
}

func (r *reader) claimed(field int) bool {
	for _, c := range r.claims {
		if c.field == field {
			return true
		}
	}
	return false
}
