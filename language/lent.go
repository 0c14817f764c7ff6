package language

// A field may be named together with its group, in one word: 企业自查整改. The group
// then goes on to be spoken of, as it does after its own name: 企业自查整改118个,重大隐患2个
// is of 企业自查 twice. Where another group was asked, a name that fits a field of
// it as well is not taken, since it may go back to the question.

// lends reports whether one of the names says the group of the field as well, which
// is not spoken of anyway. A field for checks opens its group by itself.
func (r *reader) lends(names []token, f int) bool {
	group := r.groupOf(f)
	if r.roles.check.has(f) || group.empty() || r.scope == group && !r.unsure {
		return false
	}
	for _, n := range onlyNames(names) {
		if r.lex.sayGroup(r.Word(n.from, n.to), group) {
			return true
		}
	}
	return false
}

// lend makes the group of a field's name the one that is spoken of. Where the number
// right before was of another group that was said in the same way, it stays open
// whose the next one is.
func (r *reader) lend(group set) {
	if r.said {
		r.before = r.before.or(r.scope)
	}
	both := r.lent && r.lender == len(r.claims)-1
	r.open(group)
	r.lent, r.lender, r.unsure = true, len(r.claims), both
}

// sayGroup reports whether a word begins with a word for the group, or for what the
// group alone checks.
func (l *formLexicon) sayGroup(word string, group set) bool {
	for i := range word {
		e, known := l.words[word[:i]]
		if !known || e.kind != tName || e.check {
			continue
		}
		names := e.groups
		if names.empty() && !e.fields.empty() && e.fields.within(l.roles.check) {
			names = e.fields
		}
		if !names.empty() && names.within(group) {
			return true
		}
	}
	return false
}

// lentTo reports whether the group was only said within a field's name, and the
// names say a check by whoever: after 企业自查整改118个, 检查12家 may be anybody's.
func (r *reader) lentTo(names []token) bool {
	for _, n := range names {
		if r.lent && n.kind == tName && n.entry.check {
			return true
		}
	}
	return false
}

// besideLent returns what names may mean besides a field of a group that was only
// said within a field's name: a field of the group that was asked, or said before it,
// as far as nothing was said of that; or the field found, where that has its number.
// It is empty where there is no doubt. 整改 alone is about the hazards spoken of last.
func (r *reader) besideLent(names []token, found set, t token) set {
	own := false
	for _, n := range names {
		own = own || n.kind == tName || n.kind == tRect && !n.entry.fields.empty()
	}
	if !r.lent || !own || found.empty() {
		return set{}
	}
	var open set
	for _, i := range r.askedSet().or(r.before).without(r.scope).all() {
		if !r.claimed(i) {
			open = open.or(only(i))
		}
	}
	if other := r.candidates(names, open, t); !other.empty() {
		return found.or(other)
	}
	if found.size() == 1 && r.claimed(found.first()) && !r.wrong {
		return found
	}
	return set{}
}
