package language

// outcome says how the names of a number resolve.
type outcome int

const (
	resolved outcome = iota
	unresolved
	ambiguous
	mismatched // the measure word counts something else
)

// resolve returns the fields that names can mean next to a number, or in a
// statement, where t is no number.
func (r *reader) resolve(names []token, t token) (set, outcome) {
	var groups set
	if found, how := r.byItem(names); how != unresolved {
		return found, how
	}
	for _, n := range names {
		if n.kind == tName {
			groups = groups.or(n.entry.groups)
		}
	}
	universe, scoped := r.roles.counts, false
	switch {
	case !groups.empty():
		universe, scoped = groups, true
		if r.groupsIn(groups) > 1 && !r.scope.empty() && r.scope.within(groups) {
			universe = r.scope
		}
	case !r.scope.empty() && !r.unsure && !r.lentTo(names):
		universe, scoped = r.scope, true
	}
	found := r.candidates(names, universe, t)
	if other := r.besideLent(names, found, t); groups.empty() && scoped && !other.empty() {
		return other, ambiguous
	}
	if found.empty() && groups.empty() && scoped {
		found = r.candidates(names, r.roles.counts, t)
		if found.size() > 1 {
			return found, ambiguous
		}
	}
	return r.byMeasure(found, t, scoped)
}

// byItem returns the field of 第7项. 第1项到第3项 is ambiguous, as is a number
// that may count from the first of those asked.
func (r *reader) byItem(names []token) (set, outcome) {
	found, how := set{}, unresolved
	for _, n := range names {
		if n.item == 0 {
			continue
		}
		if how = resolved; !found.empty() && found != n.entry.fields || r.itemClash(n) {
			return found.or(n.entry.fields), ambiguous
		}
		found = n.entry.fields
	}
	return found, how
}

// itemClash reports whether 第2项 may be the second of those asked as well as the
// second of the form.
func (r *reader) itemClash(n token) bool {
	return len(r.asked) > 1 && n.item <= len(r.asked) && !n.entry.fields.has(r.asked[n.item-1])
}

// byMeasure narrows the fields down by the measure word.
func (r *reader) byMeasure(found set, t token, scoped bool) (set, outcome) {
	if found.empty() {
		return found, unresolved
	}
	if found.size() > 1 && scoped && t.measure != "" {
		var exact set
		for _, i := range found.all() {
			if r.lex.form.Fields[i].Unit == t.measure {
				exact = exact.or(only(i))
			}
		}
		if exact.size() == 1 {
			found = exact
		}
	}
	if found.size() > 1 {
		return found, ambiguous
	}
	if t.measure != "" && fit(r.lex.form.Fields[found.first()].Unit, t.measure) == noFit {
		return found, mismatched
	}
	return found, resolved
}

// candidates returns the fields of the universe that all the names agree on.
func (r *reader) candidates(names []token, universe set, t token) set {
	var nouns []token
	rect, check, groupOnly := false, false, false
	for _, n := range names {
		switch {
		case n.kind == tRect:
			rect = true
			if !n.entry.fields.empty() {
				nouns = append(nouns, n)
			}
		case n.kind == tName && n.entry.check:
			check = true
		case n.kind == tName && !n.entry.fields.empty():
			nouns = append(nouns, n)
		case n.kind == tName:
			groupOnly = true
		case n.kind == tMeasure:
			if s := r.counting(n.measure); !s.empty() {
				n.entry.fields = s
				nouns = append(nouns, n)
			}
		}
	}
	switch {
	case rect:
		return r.rectCandidates(nouns, universe, groupOnly || check, t)
	case len(nouns) > 0:
		return r.agree(nouns, universe)
	case check:
		return r.roles.check.and(universe)
	case groupOnly && t.measure != "":
		return r.unitIn(universe, t.measure)
	}
	return set{}
}

// unitIn returns the field of the set that is counted in exactly m, if it is
// the only one.
func (r *reader) unitIn(s set, m string) set {
	var out set
	for _, i := range s.all() {
		if r.lex.form.Fields[i].Unit == m {
			out = out.or(only(i))
		}
	}
	if out.size() != 1 {
		return set{}
	}
	return out
}

// counting returns the fields that a measure word names by itself: 家次.
func (r *reader) counting(m string) set {
	var s set
	if m == "个" || measureClass(m) == 'i' {
		return s
	}
	for i, f := range r.lex.form.Fields {
		if f.Unit == m && r.roles.counts.has(i) {
			s = s.or(only(i))
		}
	}
	return s
}

// agree intersects what the names mean. Where they disagree the ones nearest to
// the number count.
func (r *reader) agree(nouns []token, universe set) set {
	for begin := range nouns {
		found, direct := universe, set{}
		for _, n := range nouns[begin:] {
			found = found.and(r.support(n))
			direct = direct.or(n.entry.fields)
		}
		if found = found.and(direct); !found.empty() {
			for _, n := range nouns[:begin] {
				if n.entry.fields.within(r.roles.measures()) && found.overlaps(r.roles.hazards()) {
					return found.or(n.entry.fields) // 曝光隐患3个
				}
			}
			return found
		}
	}
	return set{}
}

// support returns the fields that a name can stand before or behind: 隐患 goes
// with the major ones too, and 自查 with all of its group.
func (r *reader) support(n token) set {
	s := n.entry.fields.or(n.entry.groups)
	if n.entry.fields.overlaps(r.roles.find) {
		for g := range r.roles.groups {
			if n.entry.fields.overlaps(r.roles.groups[g]) {
				s = s.or(r.roles.major.and(r.roles.groups[g]))
			}
		}
	}
	if n.entry.fields.within(r.roles.check) && r.groupsIn(n.entry.fields) == 1 {
		s = s.or(r.groupOf(n.entry.fields.first()))
	}
	return s
}

func (r *reader) groupOf(field int) set {
	if g := r.roles.group[field]; g >= 0 {
		return r.roles.groups[g]
	}
	return set{}
}

// rectCandidates returns the fields that count the hazards named as put right.
func (r *reader) rectCandidates(nouns []token, universe set, grouped bool, t token) set {
	var hazards []token
	for _, n := range nouns {
		if !n.entry.fields.within(r.roles.check) {
			hazards = append(hazards, n)
		} else {
			grouped = true
			universe = universe.and(r.support(n))
		}
	}
	base := r.roles.find.and(universe)
	switch {
	case len(hazards) > 0:
		base = r.agree(hazards, universe)
	case grouped || r.whole:
	case r.subject >= 0 && universe.has(r.subject):
		base = only(r.subject)
		if n, ok := r.number(r.subject); ok && n == 0 && t.kind == tNumber && t.num.N > 0 {
			base = r.roles.find.and(universe)
		}
	}
	var out set
	for _, b := range base.all() {
		if f := r.roles.rectOf[b]; f >= 0 {
			out = out.or(only(f))
		}
	}
	if out.empty() && len(hazards) > 0 {
		return base // 停产整改: the word is part of the name
	}
	return out.and(universe)
}

// number returns what the text has said of a field so far.
func (r *reader) number(field int) (int64, bool) {
	for i := len(r.claims) - 1; i >= 0; i-- {
		c := r.claims[i]
		if c.field == field && (c.kind == claimNumber || c.kind == claimZero) {
			return c.n, true
		}
	}
	return 0, false
}

// fitness says how well a measure word suits a field.
type fitness int

const (
	noFit fitness = iota
	looseFit
	goodFit
)

func fit(unit, measure string) fitness {
	u, m := measureClass(unit), measureClass(measure)
	switch {
	case unit == measure || unit == "":
		return goodFit
	case u == 0 || m == 0:
		return noFit
	case u == m:
		return goodFit
	case u == 'e' && m == 't' && unit != "家":
		return looseFit
	case u == 't' && (measure == "家次" || measure == "户次"):
		return looseFit
	case m == 'i' && measure == "个" && (u == 'p' || unit == "家"):
		return looseFit
	}
	return noFit
}
