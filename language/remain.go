package language

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
	if t.kind == tVague || t.trouble() != "" || u.has(tNear) || r.oddAfter(c, j) || r.unsureN {
		r.refuse(Approximate, t.from, t.to, set{})
		return true
	}
	f, ok := r.rectField(names)
	if !ok {
		r.refuse(Ambiguous, t.from, t.to, set{})
		return true
	}
	cl := claim{field: f, kind: claimRemain, n: t.num.n, from: t.from, to: t.to}
	if t.num.n == 1 && r.noneAtAll(after) {
		cl.kind = claimNone
	} else if noneOrOne(u, t) {
		r.refuse(Ambiguous, t.from, t.to, only(f))
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

// noneAtAll reads 一个都没整改, which is about all of them.
func (r *reader) noneAtAll(after []token) bool {
	each := false
	for _, t := range after {
		w := r.word(t.from, t.to)
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
	return t.num.n == 1 && t.num.chinese && !u.has(tRemain) && !u.has(tStill) && !u.has(tExcept) && !u.has(tPart) && !u.has(tUnrect)
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
