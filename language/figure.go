package language

import "anwei/language/text"

// figure reads the j-th number of a clause.
func (r *reader) figure(c *clauseOf, j int) {
	t := c.nums[j]
	u := r.statements(c.gaps[j], false)
	if t.percent {
		r.percent(u, t)
		return
	}
	if r.ignored(c, j, u) {
		return
	}
	names := r.called(c, j, u)
	if r.asks(c, j, u) {
		return
	}
	if r.remains(c, j, u, names) {
		return
	}
	if r.notEvenOne(c, j) {
		return
	}
	if u.has(tExcept) && r.exceptLast(c, j, u, names) {
		return
	}
	if u.has(tRelative) {
		r.relative(u, t, names)
		return
	}
	if u.has(tNeg) && t.num.N == 1 && t.value() && len(onlyNames(u.names)) == 0 && r.notOne(c, j, u, names) {
		return
	}
	if u.has(tNeg) {
		r.refuse(text.Ambiguous, u.flags[tNeg].from, t.to, set{})
		r.skip(t)
		return
	}
	corrects := u.has(tCorr) || r.wrong
	if len(onlyNames(names)) == 0 && corrects && r.correct(t) {
		return
	}
	r.wrong = false
	inexact := r.hedged(u, names) || t.kind == tVague || t.trouble() != "" || u.has(tNear) || u.has(tPartly) || r.unsureN || r.oddAfter(c, j)
	switch {
	case len(onlyNames(names)) == 0:
		r.bare(c, j, u, inexact)
	case inexact:
		r.inexact(t, names)
	case r.subsetOf(c.gaps[j], u):
		c.parts = true
		r.skip(t)
	default:
		r.named(c, j, u, names, corrects)
	}
}

// called returns the names of the j-th number, or what stands for them.
func (r *reader) called(c *clauseOf, j int, u run) []token {
	names := r.namesOf(c, j, u)
	if len(onlyNames(names)) == 0 {
		names = r.byActor(u, c.nums[j])
	}
	if len(onlyNames(names)) == 0 {
		names = r.resumed(u, c.nums[j])
	}
	return names
}

// notOne reads 没有一家停产.
func (r *reader) notOne(c *clauseOf, j int, u run, names []token) bool {
	if len(onlyNames(names)) == 0 {
		var n int
		names, n = leading(c.gaps[j+1])
		c.gaps[j+1] = c.gaps[j+1][n:]
	}
	if len(names) == 0 {
		return false
	}
	r.zeroNames(names, u.flags[tNeg].from, names[len(names)-1].to, false)
	return true
}

// ignored passes over a number that is said to be wrong, or of another period,
// and keeps its names for the number that follows.
func (r *reader) ignored(c *clauseOf, j int, u run) bool {
	t := c.nums[j]
	switch {
	case u.has(tSlip), c.slip:
		if names := onlyNames(u.names); len(names) > 0 {
			r.carry = u.names
		}
		c.slip, r.kept, r.wrong = true, true, true
		return true
	case u.has(tVisit) && c.nums[j].measure != "":
		r.carry, r.kept = u.names, len(onlyNames(u.names)) > 0
		r.skip(t)
		return true
	case r.foreign || r.compare || r.once:
		r.abroad(u, t, c.gaps[j+1])
		r.once = false
		return true
	case r.eitherRect(c, j, u):
		c.nums[j+1].span = true // 隐患30改28
		return true
	case u.has(tNot) && j+1 < len(c.nums) && r.says(c.gaps[j+1], "就是"):
		c.nums[j+1].span = true // 不是30就是31
		return true
	case u.has(tNot), u.has(tOld) && !u.has(tCorr), j+1 < len(c.nums) && hasKind(c.gaps[j+1], tCorr) && len(trailing(c.gaps[j+1])) == 0:
		if names := onlyNames(u.names); len(names) > 0 {
			r.carry = u.names
		}
		r.kept = true
		return true
	}
	return false
}

func (r *reader) says(ts []token, w string) bool {
	for _, t := range ts {
		if r.Word(t.from, t.to) == w {
			return true
		}
	}
	return false
}

func hasKind(ts []token, k kind) bool {
	for _, t := range ts {
		if t.kind == k {
			return true
		}
	}
	return false
}

// namesOf returns the names of the j-th number: those before it, those behind
// it, or those that the clause before has left.
func (r *reader) namesOf(c *clauseOf, j int, u run) []token {
	after, n := leading(c.gaps[j+1])
	last := j+1 == len(c.nums)
	if len(onlyNames(u.names)) > 0 {
		r.row = false
		if verbOnly(r, u.names) && len(after) > 0 && c.nums[j].measure != "" {
			return r.verbThenNoun(c, j, u, after)
		}
		return u.names
	}
	if c.first || last && len(after) > 0 && (len(r.bares) == 0 || touches(c, j, after)) && !u.lost {
		if after[len(after)-1].kind == tRect && len(after) > 1 && last && !c.ofRect(j) {
			// 27个隐患全改完了: the noun is the number's, 改完 a statement.
			after, n = after[:len(after)-1], n-1
		}
		c.gaps[j+1] = c.gaps[j+1][n:]
		return after
	}
	if r.row {
		return nil
	}
	if len(r.carry) > 0 && (!u.lost || u.has(tCorr) || r.wrong) && (j == 0 || u.has(tCorr) || onlyGap(c.gaps[j])) {
		names := r.carry
		r.carry = nil
		return names
	}
	return nil
}

// touches reports whether the noun stands right behind a number with a measure
// word, so that no list goes on: 12个隐患.
func touches(c *clauseOf, j int, after []token) bool {
	return c.nums[j].measure != "" && after[0].from == c.nums[j].to
}

// byActor reads 书记3次: who did it stands for the checks of the group in force.
func (r *reader) byActor(u run, t token) []token {
	a, ok := u.flags[tActor]
	if !ok || t.measure == "" || r.unsure || r.lent {
		return nil
	}
	fields := r.unitIn(r.roles.check.and(r.scope), t.measure)
	if fields.empty() {
		return nil
	}
	return []token{{kind: tName, from: a.from, to: a.to, entry: wordEntry{kind: tName, fields: fields}}}
}

// onlyGap reports whether a gap says nothing but 是 and the like.
func onlyGap(ts []token) bool {
	for _, t := range ts {
		if !t.blank() && t.kind != tNot {
			return false
		}
	}
	return true
}

// ofRect reports whether 整改 behind the number ends its name, as in
// 12个隐患的整改, and is no statement of its own.
func (c *clauseOf) ofRect(j int) bool {
	for _, t := range c.gaps[j+1] {
		if t.kind == tAll {
			return false
		}
		if t.kind == tRect {
			return true
		}
	}
	return false
}

// verbOnly reports whether the names before a number are verbs that want a
// noun: 发现 in 发现3个重大隐患.
func verbOnly(r *reader, names []token) bool {
	for _, t := range onlyNames(names) {
		w := r.Word(t.from, t.to)
		if t.kind == tRect && t.entry.fields.empty() {
			continue
		}
		if t.kind != tName || !t.entry.fields.within(r.roles.find) || text.ContainsAny(w, "隐患", "问题") {
			return false
		}
	}
	return true
}

// verbThenNoun joins the verb before a number with the noun behind it.
func (r *reader) verbThenNoun(c *clauseOf, j int, u run, after []token) []token {
	noun := after[0]
	if noun.entry.fields.empty() || !noun.entry.fields.overlaps(r.roles.find.or(r.roles.major)) {
		return u.names
	}
	if j+1 < len(c.nums) && noun.entry.fields.overlaps(r.roles.major) {
		if len(trailing(c.gaps[j+1])) < 2 {
			return u.names // the noun is all that the next number has
		}
		// 发现3个重大隐患整改2个 can be cut in two ways.
		return append(append([]token(nil), u.names...), token{kind: tName, entry: wordEntry{fields: r.roles.find.or(r.roles.major)}})
	}
	for k, t := range c.gaps[j+1] {
		if t == noun {
			c.gaps[j+1] = c.gaps[j+1][k+1:]
			break
		}
	}
	return append(append([]token(nil), u.names...), noun)
}

// hedged reports whether 应该是28 is a guess at what was asked, and not the
// correction of a figure given before.
func (r *reader) hedged(u run, names []token) bool {
	corr, ok := u.flags[tCorr]
	if !ok || len(onlyNames(names)) > 0 || r.lastOne != lastNone || !text.ContainsAny(r.Word(corr.from, corr.to), "应该", "应当") {
		return false
	}
	for _, i := range r.asked {
		if _, given := r.have[i]; given {
			return false
		}
	}
	return len(r.asked) > 0
}

// oddAfter reports whether 左右 or the like follows the number.
func (r *reader) oddAfter(c *clauseOf, j int) bool {
	for _, t := range c.gaps[j+1] {
		if t.kind == tOdd {
			return true
		}
		if t.kind != tObject && t.kind != tName && t.kind != tSpace {
			return false
		}
	}
	return false
}

// inexact refuses a named number that is not exact.
func (r *reader) inexact(t token, names []token) {
	fields, _ := r.resolve(names, t)
	if fields.size() == 1 {
		r.vagueOf = r.vagueOf.or(fields)
	}
	why := t.trouble()
	if why == "" {
		why = text.Approximate
	}
	r.refuse(why, t.from, t.to, fields)
}

// asks refuses nothing itself: it lets a number pass that belongs to no report
// because the clause only speaks of the rest.
func (r *reader) asks(c *clauseOf, j int, u run) bool {
	t := c.nums[j]
	if j > 0 || u.has(tCorr) {
		return false
	}
	if u.has(tAll) && t.value() && t.num.N == 0 && len(onlyNames(u.names)) == 0 && len(r.carry) == 0 && !u.lost {
		if done := int64(len(r.bares) + len(r.claims)); r.some > 0 && (done == 0 || done+r.some != int64(len(r.asked))) {
			r.refuse(text.Ambiguous, u.from(t), t.to, set{}) // 后三项都是0, and nothing of those before
			return true
		}
		r.zeroAll = append(r.zeroAll, zero{rest: r.rest || r.some > 0, scope: r.scope, from: u.from(t), to: t.to})
		return true
	}
	if r.rest && t.value() && t.num.N == 0 && len(onlyNames(u.names)) == 0 && !u.lost {
		r.zeroAll = append(r.zeroAll, zero{rest: true, scope: r.scope, from: t.from, to: t.to})
		return true
	}
	return false
}

// relative refuses a difference.
func (r *reader) relative(u run, t token, names []token) {
	fields, _ := r.resolve(names, t)
	r.refuse(text.Relative, u.flags[tRelative].from, t.to, fields)
}

// correct lets a number without a name replace the one before it.
func (r *reader) correct(t token) bool {
	if why := t.trouble(); why != "" || t.kind == tVague {
		return false
	}
	switch r.lastOne {
	case lastClaim:
		c := r.claims[len(r.claims)-1]
		for i := len(r.claims) - 1; i >= 0 && r.claims[i].kind != claimNumber; i-- {
			c = r.claims[max(i-1, 0)]
		}
		if f := r.corrected(c.field, t); f >= 0 {
			r.claims = append(r.claims, claim{field: f, n: t.num.N, from: t.from, to: t.to, override: true})
			break
		}
		r.refuse(text.Ambiguous, t.from, t.to, set{})
		r.skip(t)
	case lastBare:
		b := &r.bares[len(r.bares)-1]
		if b.tok.measure != "" && t.measure == "" {
			t.measure = b.tok.measure
		}
		b.tok = t
	default:
		return false
	}
	r.wrong = false
	return true
}

// subsetOf reports whether the number counts a part that no field is for:
// 其中消防隐患12个.
func (r *reader) subsetOf(gap []token, u run) bool {
	r.part = (r.part || u.has(tPart)) && hasOther(gap)
	if !r.part {
		return false
	}
	fields, _ := r.resolve(u.names, token{})
	return !fields.within(r.roles.major.or(r.roles.rect))
}
