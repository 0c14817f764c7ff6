package language

import "anwei/language/text"

// named takes a number that has names.
func (r *reader) named(c *clauseOf, j int, u run, names []token, corrects bool) {
	t := c.nums[j]
	base := claim{n: t.num.N, from: r.begin(names, t), to: t.to, total: u.has(tTotal), override: corrects, sub: u.has(tPart), within: r.within, now: u.has(tNow), grouped: !r.groupsOf(names).empty(), echo: r.begin(names, t) == t.from && !u.other}
	if why := r.unsound(c, j, u, names); why != "" {
		fields, _ := r.resolve(names, t)
		r.refuse(why, base.from, base.to, fields)
		r.skip(t)
		return
	}
	if a, ok := u.flags[tActor]; ok {
		base.actor = r.Word(a.from, a.to)
	}
	parts := r.split(names)
	if len(parts) > 1 && !r.joint(parts, u, t, base) {
		return
	} else if len(parts) > 1 {
		return
	}
	if u.has(tAll) && t.num.N == 0 && r.wholeGroup(names) {
		r.zeroAll = append(r.zeroAll, zero{fields: r.groupsOf(names), from: base.from, to: base.to})
		r.open(r.groupsOf(names))
		return
	}
	r.take(names, t, base, c.gaps[j+1])
}

// wholeGroup reports whether names say a group and nothing in it: 部门检查.
func (r *reader) wholeGroup(names []token) bool {
	ok := false
	for _, t := range onlyNames(names) {
		if t.entry.groups.empty() || t.item > 0 {
			return false
		}
		ok = true
	}
	return ok && r.groupsIn(r.groupsOf(names)) == 1
}

func (r *reader) groupsOf(names []token) set {
	var s set
	for _, t := range names {
		s = s.or(t.entry.groups)
	}
	return s
}

// take places a number that has one name.
func (r *reader) take(names []token, t token, base claim, after []token) {
	fields, how := r.resolve(names, t)
	if how == mismatched && t.measure == "个" && len(after) > 0 && after[0].kind == tObject {
		how = resolved // 30个单位
	}
	switch {
	case how == unresolved && !r.groupsOf(names).empty():
		r.open(r.groupsOf(names))
		r.bares = append(r.bares, bare{tok: t, scope: r.scope, clean: true, whole: true, leans: -1})
		r.lastOne = lastBare
		return
	case how != resolved:
		if how == mismatched {
			r.lost = append(r.lost, t.measure)
		}
		if fields.overlaps(r.roles.check) {
			r.unsure = true
		}
		r.refuse(text.Ambiguous, base.from, base.to, fields)
		r.skip(t)
		return
	}
	f := fields.first()
	if r.doubtful(f, names, t) {
		r.refuse(text.Ambiguous, base.from, base.to, fields)
		r.skip(t)
		return
	}
	base.field = f
	if k := len(r.claims) - 1; k >= 0 && r.claims[k].sub && r.claims[k].field == f {
		base.sub = true // 其中书记1次、镇长1次
	}
	base.loose = t.measure != "" && fit(r.lex.form.Fields[f].Unit, t.measure) == looseFit
	for _, n := range names {
		if n.entry.fields.has(f) {
			base.parts |= n.entry.parts
		}
	}
	r.claims = append(r.claims, base)
	r.lastOne = lastClaim
	r.moved(f, names)
}

// doubtful reports whether a number is put right more often than there are
// major hazards, so that 整改 may mean all hazards: 隐患118个,重大4个,整改110个.
func (r *reader) doubtful(f int, names []token, t token) bool {
	base := r.roles.base[f]
	if base < 0 || !r.roles.major.has(base) || r.subject != base {
		return false
	}
	for _, n := range onlyNames(names) {
		if !n.entry.fields.empty() {
			return false
		}
	}
	major, ok := r.number(base)
	if !ok || t.num.N <= major {
		return false
	}
	for _, g := range r.groupOf(f).and(r.roles.rect).all() {
		if g != f && r.claimed(g) {
			return false
		}
	}
	return true
}

// moved notes what is spoken of after a number was placed.
func (r *reader) moved(f int, names []token) {
	if groups := r.groupsOf(names); !groups.empty() {
		r.open(groups)
	} else if r.lends(names, f) {
		r.lend(r.groupOf(f))
	} else if group := r.groupOf(f); !group.has(f) || r.scope.empty() || r.unsure {
		if r.roles.check.has(f) {
			r.open(group)
		}
	} else if !r.scope.has(f) {
		r.unsure = true
		if r.roles.check.has(f) {
			r.open(group)
		}
	}
	r.paired(f)
	switch {
	case r.roles.find.or(r.roles.major).has(f):
		r.subject, r.stale = f, false
	case r.roles.rect.has(f):
		r.subject, r.stale = r.roles.base[f], false
	}
}

// paired leaves open whose hazards come next where the checks of two groups were
// given in one breath: 企业自查45家次,部门检查28家次,隐患120个.
func (r *reader) paired(f int) {
	k := len(r.claims) - 2
	if k < 0 || !r.roles.check.has(f) || r.stale {
		return
	}
	last := r.claims[k].field
	if r.roles.check.has(last) && !r.groupOf(last).has(f) && r.roles.find.overlaps(r.groupOf(last)) {
		r.unsure = true
	}
}

// begin returns where the words of a number begin.
func (r *reader) begin(names []token, t token) int {
	begin := t.from
	for _, n := range onlyNames(names) {
		if n.from < begin && n.to <= t.from {
			begin = n.from
		}
	}
	return begin
}

// split cuts names at 、 and 和, and between two that have nothing to do with
// each other: 停产约谈.
func (r *reader) split(names []token) [][]token {
	var out [][]token
	var part []token
	for k, t := range names {
		if t.kind == tJoin || t.kind == tList || k > 0 && r.apart(names[k-1], t) {
			if len(onlyNames(part)) > 0 {
				out = append(out, part)
			}
			part = nil
			if t.kind != tName {
				continue
			}
		}
		part = append(part, t)
	}
	if len(onlyNames(part)) > 0 {
		out = append(out, part)
	}
	return out
}

// apart reports whether two names next to each other name two fields that share
// no words.
func (r *reader) apart(a, b token) bool {
	mixing := r.roles.check.or(r.roles.find).or(r.roles.major)
	return a.kind == tName && b.kind == tName && a.entry.fields.size() == 1 && b.entry.fields.size() == 1 &&
		a.entry.fields != b.entry.fields && !a.entry.fields.overlaps(mixing) && !b.entry.fields.overlaps(mixing)
}

// joint places one number on several names: 隐患数和整改数都改成62. Without 都 it
// stands only where all the names are one field's, as 曝光、约谈企业2家.
func (r *reader) joint(parts [][]token, u run, t token, base claim) bool {
	var all set
	fields := make([]int, len(parts))
	for k, part := range parts {
		f, how := r.resolve(part, token{})
		if how != resolved {
			r.refuse(text.Ambiguous, base.from, base.to, f)
			r.skip(t)
			return false
		}
		fields[k] = f.first()
		all = all.or(f)
		r.follow(fields[k], part)
	}
	if all.size() > 1 && !u.has(tAll) && !u.has(tCorr) {
		r.refuse(text.Ambiguous, base.from, base.to, all)
		r.skip(t)
		return false
	}
	if all.size() == 1 {
		var names []token
		for _, part := range parts {
			names = append(names, part...)
		}
		r.take(names, t, base, nil)
		return true
	}
	for k, part := range parts {
		r.take(part, token{kind: tNumber, from: t.from, to: t.to, num: t.num}, base, nil)
		r.subject = r.subjectOf(fields[k])
	}
	return true
}

// follow lets a later name of a list lean on an earlier one: 企业自查的隐患数和
// 整改数.
func (r *reader) follow(f int, names []token) {
	if groups := r.groupsOf(names); !groups.empty() {
		r.open(groups)
	}
	r.subject = r.subjectOf(f)
}

func (r *reader) subjectOf(f int) int {
	if b := r.roles.base[f]; b >= 0 {
		return b
	}
	if r.roles.find.or(r.roles.major).has(f) {
		return f
	}
	return r.subject
}

// zeroNames claims zero for each of the names.
func (r *reader) zeroNames(names []token, from, to int, suffix bool) {
	if r.foreign || r.compare {
		return
	}
	if suffix && hasKind(names, tColon) && r.wholeGroup(names) {
		r.zeroAll = append(r.zeroAll, zero{fields: r.groupsOf(names), from: from, to: to})
		r.open(r.groupsOf(names))
		return
	}
	for _, part := range r.split(names) {
		fields, how := r.resolve(part, token{})
		if how != resolved {
			r.refuse(text.Ambiguous, from, to, fields)
			continue
		}
		f := fields.first()
		r.claims = append(r.claims, claim{field: f, kind: claimZero, from: from, to: to})
		r.moved(f, part)
	}
}
