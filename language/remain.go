package language

import "anwei/language/text"

// remains reads 还剩3个未整改.
func (r *reader) remains(c *clauseOf, j int, u run, names []token) bool {
	t := c.nums[j]
	after := c.gaps[j+1]
	open, more := r.openAfter(c, j, u)
	if !open && !u.has(tRemain) && !u.has(tUnrect) {
		return false
	}
	names = append(append([]token(nil), names...), more...)
	if u.has(tUnrect) && u.has(tNeg) {
		return true
	}
	if c := measureClass(t.measure); t.value() && t.measure != "" && c != 'i' && hasKind(after, tBeyond) && !r.measured(names, t) {
		r.refuse(text.Ambiguous, t.from, t.to, set{}) // 除1家外均已整改
		return true
	}
	if t.kind == tVague || t.trouble() != "" || u.has(tNear) || r.oddAfter(c, j) || r.unsureN {
		r.refuse(text.Approximate, t.from, t.to, set{})
		return true
	}
	f, ok := r.rectField(names)
	if !ok && u.has(tExcept) && !u.has(tUnrect) && r.measured(names, t) {
		return false // 除约谈1家外
	}
	if !ok {
		r.refuse(text.Ambiguous, t.from, t.to, set{})
		return true
	}
	cl := claim{field: f, kind: claimRemain, n: t.num.N, from: t.from, to: t.to}
	if t.num.N == 1 && r.noneAtAll(after) {
		cl.kind = claimNone
	} else if noneOrOne(u, t) {
		r.refuse(text.Ambiguous, t.from, t.to, only(f))
		return true
	}
	r.claims = append(r.claims, cl)
	r.afterRemain(c, j)
	return true
}

// openAfter looks for 未整改 behind a number, takes it off, and returns the
// names before it: 还有1个重大隐患没整改.
func (r *reader) openAfter(c *clauseOf, j int, u run) (open bool, names []token) {
	after := c.gaps[j+1]
	last := j+1 == len(c.nums)
	except := u.has(tExcept)
	free := len(onlyNames(u.names)) == 0 || except || u.has(tStill)
	for k, next := range after {
		switch {
		case next.kind == tUnrect && free && (last || hasKind(after[k:], tName)):
			c.gaps[j+1] = after[k+1:]
			return true, trailing(known(after[:k]))
		case (next.kind == tBeyond || next.kind == tRest) && except:
			open = true
		case next.kind == tSpace:
			return open, nil
		}
	}
	return open, nil
}

// known returns the tokens up to the first words that are not known.
func known(ts []token) []token {
	for i, t := range ts {
		if t.kind == tOther {
			return ts[:i]
		}
	}
	return ts
}

// notYet refuses what is no zero though it is denied: 还没检查, 5家没检查,
// 没有检查数据.
func (r *reader) notYet(ts []token, i, end int, names []token) bool {
	if len(onlyNames(names)) == 0 {
		return false
	}
	doubt := end+1 < len(ts) && text.ContainsAny(r.Word(ts[end+1].from, ts[end+1].to), "数据", "数字", "统计", "信息", "汇总")
	fields, _ := r.resolve(names, token{})
	if fields.within(r.roles.check) || !fields.overlaps(r.roles.hazards()) {
		for k := i - 1; k >= 0 && ts[k].blank(); k-- {
			w := r.Word(ts[k].from, ts[k].to)
			doubt = doubt || w == "还" || w == "尚" || w == "仍"
		}
		doubt = doubt || r.counted && onlyObjects(ts[:i])
	}
	if k := len(r.bares) - 1; r.counted && k >= 0 && onlyObjects(ts[:i]) {
		m := r.bares[k].tok.measure
		doubt = doubt || m == "家" || m == "户" // 12家没有隐患
	}
	if doubt {
		r.refuse(text.Unknown, ts[i].from, ts[max(i, end)].to, fields)
	}
	return doubt
}

// goesOnAfter reports whether 没有 at i is the beginning of a longer word, such
// as 没有上报, 没有增加 and 未知, and says nothing of the figure.
func (r *reader) goesOnAfter(ts []token, i int) bool {
	if i+1 >= len(ts) || ts[i+1].from != ts[i].to {
		return false
	}
	next := ts[i+1]
	return next.kind == tOther || next.kind == tRelative || text.ContainsAny(r.Word(next.from, next.to), "报", "统计", "汇总", "核实")
}

// onlyObjects reports whether a gap says nothing but what is counted.
func onlyObjects(ts []token) bool {
	for _, t := range ts {
		if !t.blank() && t.kind != tObject {
			return false
		}
	}
	return true
}

// measured reports whether names say one field that is not about hazards.
func (r *reader) measured(names []token, t token) bool {
	fields, how := r.resolve(names, t)
	return how == resolved && !fields.overlaps(r.roles.hazards())
}

// notEvenOne refuses 一个隐患都没发现, which is none and not one.
func (r *reader) notEvenOne(c *clauseOf, j int) bool {
	t := c.nums[j]
	if !t.value() || t.num.N != 1 || j+1 < len(c.nums) {
		return false
	}
	for _, next := range c.gaps[j+1] {
		switch {
		case next.kind == tNeg:
			r.refuse(text.Ambiguous, t.from, next.to, set{})
			c.gaps[j+1] = nil
			return true
		case next.kind != tName && next.kind != tAll && next.kind != tObject && !next.blank():
			return false
		}
	}
	return false
}

// exceptLast reads 都整改了,除了2个, where the exception comes last.
func (r *reader) exceptLast(c *clauseOf, j int, u run, names []token) bool {
	k := len(r.claims) - 1
	if k < 0 || r.claims[k].kind != claimAll || len(onlyNames(names)) > 0 || j+1 < len(c.nums) || u.has(tBeyond) {
		return false
	}
	t := c.nums[j]
	if !t.value() || u.has(tNear) || r.oddAfter(c, j) {
		r.claims = r.claims[:k]
		r.refuse(text.Approximate, t.from, t.to, set{})
		return true
	}
	r.claims[k].kind, r.claims[k].n, r.claims[k].to = claimRemain, t.num.N, t.to
	return true
}

// eitherRect reports whether 改 between two numbers may be 整改 as well as a
// correction: 隐患30改28, where 30 was not reported before.
func (r *reader) eitherRect(c *clauseOf, j int, u run) bool {
	if j+1 >= len(c.nums) || len(r.asked) == 0 || c.nums[j+1].num.N > c.nums[j].num.N {
		return false
	}
	for _, t := range c.gaps[j+1] {
		if t.kind == tCorr && r.Word(t.from, t.to) == "改" {
			fields, _ := r.resolve(u.names, c.nums[j])
			return fields.overlaps(r.roles.find.or(r.roles.major))
		}
	}
	return false
}

// noneAtAll reads 一个都没整改, which is about all of them.
func (r *reader) noneAtAll(after []token) bool {
	each := false
	for _, t := range after {
		w := r.Word(t.from, t.to)
		each = each || w == "都" || w == "也"
		if t.kind == tUnrect {
			return each
		}
		if t.kind == tBeyond || t.kind == tRect {
			return false
		}
	}
	return false
}

// noneOrOne reports whether 一个没改 may mean that none is, as well as that one
// is left.
func noneOrOne(u run, t token) bool {
	return t.num.N == 1 && t.num.Chinese && !u.has(tRemain) && !u.has(tStill) && !u.has(tExcept) && !u.has(tPart) && !u.has(tUnrect)
}

// afterRemain drops 其他都整改了 behind 除了两个没整改.
func (r *reader) afterRemain(c *clauseOf, j int) {
	for k, t := range c.gaps[j+1] {
		if t.kind == tRect {
			c.gaps[j+1] = c.gaps[j+1][k+1:]
			return
		}
	}
}
