package language

import "anwei/language/text"

// bare keeps a number without a name for placement by its order.
func (r *reader) bare(c *clauseOf, j int, u run, inexact bool) {
	t := c.nums[j]
	if t.kind == tVague || inexact {
		t.num.Vague = t.num.Vague || !t.num.Fraction && !t.negative
	}
	if u.has(tTotal) && t.value() && r.sum(t) {
		return
	}
	b := bare{tok: t, clean: r.clean(c, j, u), whole: !c.dirty, leans: -1}
	c.parts = c.parts || !b.clean && measureClass(t.measure) == 'i'
	b.leans, b.exact = r.leaning(c, j, u)
	if r.monthOf(u, t) {
		return
	}
	if r.said && !r.lent {
		b.scope = r.scope
	}
	if r.row {
		b.header = r.header
	}
	if year := t.num.N; t.measure == "" && year > 1990 && year < 2100 && !t.num.Grouped && !c.dirty && len(r.asked) == 1 {
		b.clean = false // more likely a year
	}
	if len(r.asked) == 0 && r.unsure {
		b.scope = set{}
	}
	r.bares = append(r.bares, b)
	r.lastOne = lastBare
}

// sum checks a total that follows its parts: 书记3次、镇长2次,共5次.
func (r *reader) sum(t token) bool {
	if r.lastOne != lastClaim || len(r.claims) == 0 {
		return false
	}
	last := r.claims[len(r.claims)-1]
	unit := r.lex.form.Fields[last.field].Unit
	if last.kind != claimNumber || t.measure == "" || measureClass(unit) != measureClass(t.measure) {
		return false
	}
	r.claims = append(r.claims, claim{field: last.field, n: t.num.N, from: t.from, to: t.to, total: true})
	return true
}

// clean reports whether nothing unknown touches a number without a name.
func (r *reader) clean(c *clauseOf, j int, u run) bool {
	if u.lost {
		gap := c.gaps[j]
		for i := len(gap) - 1; i >= 0; i-- {
			if k := gap[i].kind; k == tSpace || k == tColon {
				break
			} else if k == tOther {
				return false
			}
		}
	}
	for _, t := range c.gaps[j+1] {
		switch t.kind {
		case tOther:
			return false
		case tFiller, tObject:
		default:
			return true
		}
	}
	return true
}

// place gives the numbers without names to the fields in their order, when the
// two are equally many.
func (r *reader) place() {
	for len(r.bares) > 0 {
		n := 1
		for n < len(r.bares) && r.bares[n].scope == r.bares[0].scope {
			n++
		}
		r.placeList(r.bares[:n])
		r.bares = r.bares[n:]
	}
}

func (r *reader) placeList(list []bare) {
	all := len(list)
	torn := r.torn(list) || len(list) > 1 && list[0].header == nil && r.between(list)
	list = r.usable(list)
	if len(list) == 0 {
		return
	}
	if torn && (len(list) < all || r.between(list)) && len(list) > 1 {
		r.lean(list)
		r.refuseList(list, r.targets(list[0].scope))
		return
	}
	targets, list := r.aim(list)
	single := len(targets) == 1 && !list[0].whole
	if len(list) != len(targets) || single || len(r.asked) == 0 && list[0].scope.empty() && len(list) < 2 {
		if !r.byUnit(list, targets) {
			r.lean(list)
			r.refuseList(list, targets)
		}
		return
	}
	ordered := list
	if !r.fits(list, targets) {
		ordered = r.sorted(list, targets)
	}
	if ordered == nil {
		r.refuseList(list, targets)
		return
	}
	for k, b := range ordered {
		if why := b.tok.trouble(); why != "" {
			r.refuse(why, b.tok.from, b.tok.to, only(targets[k]))
			continue
		}
		r.claims = append(r.claims, claim{field: targets[k], n: b.tok.num.N, from: b.tok.from, to: b.tok.to})
	}
}

// aim returns the fields that a list of numbers is for, and the list as it reads
// when it is for them.
func (r *reader) aim(list []bare) ([]int, []bare) {
	if list[0].header != nil {
		return r.headed(list[0].header), list
	}
	targets := r.targets(list[0].scope)
	if len(list) != len(targets) && len(targets) > 1 {
		if split := r.ungrouped(list); len(split) == len(targets) {
			return targets, split
		}
	}
	if len(list) < len(targets) && len(targets) == len(r.asked) && r.restIsZero() {
		targets = targets[:len(list)] // 27家次,63个,其余全为0
	}
	return targets, list
}

// allIsZero reports whether the text says that all of it is nothing.
func (r *reader) allIsZero() bool {
	for _, z := range r.zeroAll {
		if z.fields.empty() && !z.rest && !z.soft {
			return true
		}
	}
	return false
}

// restIsZero reports whether the text says that all the rest is nothing.
func (r *reader) restIsZero() bool {
	for _, z := range r.zeroAll {
		if z.rest {
			return true
		}
	}
	return false
}

// headed returns the fields that the cells of a header name, or nil where one is
// not clear.
func (r *reader) headed(header [][]token) []int {
	var out []int
	var seen set
	for _, names := range header {
		if r.wholeGroup(names) && len(header) > 1 {
			r.open(r.groupsOf(names))
		}
		fields, how := r.resolve(names, token{})
		if how != resolved || fields.overlaps(seen) {
			return nil
		}
		seen = seen.or(fields)
		out = append(out, fields.first())
		r.subject = r.subjectOf(fields.first())
	}
	return out
}

// byUnit places a few numbers by their measure words alone, which only a text
// that names its other numbers may do: 40家次,118个隐患.
func (r *reader) byUnit(list []bare, targets []int) bool {
	if len(r.claims) == 0 || len(r.asked) == 0 {
		return false
	}
	placed := make([]claim, 0, len(list))
	used := set{}
	for _, b := range list {
		var fields set
		for _, i := range targets {
			if measureClass(r.lex.form.Fields[i].Unit) == measureClass(b.tok.measure) {
				fields = fields.or(only(i))
			}
		}
		if b.tok.from > r.claims[0].from || b.tok.measure == "" || !b.tok.value() || fields.size() != 1 || fields.overlaps(used) || !b.whole {
			return false
		}
		used = used.or(fields)
		placed = append(placed, claim{field: fields.first(), n: b.tok.num.N, from: b.tok.from, to: b.tok.to})
	}
	r.claims = append(r.claims, placed...)
	return true
}

// leaning returns the claim that a number without a name stands right behind.
func (r *reader) leaning(c *clauseOf, j int, u run) (claim int, exact bool) {
	if r.lastOne != lastClaim || u.has(tPart) || u.has(tStill) || u.has(tRemain) || u.flags[tNow].to > 0 && u.flags[tNow].month == 0 || u.has(tTotal) || j == 0 && (u.other || r.within || c.dirty || c.nums[0].num.Chinese && c.nums[0].measure == "") {
		return -1, false
	}
	return len(r.claims) - 1, u.other
}

// lean withdraws the claims that numbers without a place stand right behind: of
// 28/30 and 1 20个 neither number is the figure.
func (r *reader) lean(list []bare) {
	for _, b := range list {
		if b.leans < 0 || b.tok.trouble() == text.Negative {
			continue
		}
		c := &r.claims[b.leans]
		unit := r.lex.form.Fields[c.field].Unit
		if b.tok.measure == "" && !b.exact || b.tok.measure != "" && fit(unit, b.tok.measure) != noFit {
			c.open = true
		}
	}
}

// torn reports whether a list without names has numbers among words not known,
// so that it is no list of what was asked: 煤矿2 5 危化1 3.
func (r *reader) torn(list []bare) bool {
	clean, torn := 0, 0
	for _, b := range list {
		switch {
		case b.clean && b.tok.measure == "":
			clean++
		case !b.clean && b.tok.measure == "" && b.tok.value():
			torn++
		}
	}
	return clean > 0 && torn > 0 && len(r.claims) == 0
}

// between reports whether numbers with names stand among those without, which
// then are no list.
func (r *reader) between(list []bare) bool {
	for _, c := range r.claims {
		if c.kind == claimNumber && c.from > list[0].tok.from && c.to < list[len(list)-1].tok.from {
			return true
		}
	}
	return false
}

// monthOf lets 其中本月45家次 replace the figure of a longer period before it.
func (r *reader) monthOf(u run, t token) bool {
	if now, ok := u.flags[tNow]; !ok || now.month > 0 || !text.ContainsAny(r.Word(now.from, now.to), "月", "本期") || r.lastOne != lastClaim || !t.value() || t.measure == "" {
		return false
	}
	last := r.claims[len(r.claims)-1]
	if last.kind != claimNumber || last.now || fit(r.lex.form.Fields[last.field].Unit, t.measure) != goodFit {
		return false
	}
	r.claims = append(r.claims, claim{field: last.field, n: t.num.N, from: t.from, to: t.to, override: true, now: true})
	return true
}

// usable drops the numbers that stand among words not known: they are part of
// something else.
func (r *reader) usable(list []bare) []bare {
	var out []bare
	for _, b := range list {
		if b.tok.value() && b.tok.num.N == 0 && r.allIsZero() {
			continue // 全部为零,报0
		}
		if b.clean || b.tok.trouble() == text.Negative || b.tok.trouble() == text.Fraction {
			out = append(out, b)
		} else {
			r.skip(b.tok)
			r.lean([]bare{b})
			if b.tok.trouble() != "" {
				r.refuse(b.tok.trouble(), b.tok.from, b.tok.to, set{})
			}
		}
	}
	return out
}

// targets returns the fields that numbers without names can be for: those asked
// or those of the group said, as far as the text has not spoken of them.
func (r *reader) targets(scope set) []int {
	asked := r.asked
	if len(asked) == 0 || !scope.empty() && !scope.overlaps(r.askedSet()) {
		asked = r.roles.counts.all()
		if !scope.empty() {
			asked = scope.all()
		}
	}
	var out []int
	for _, i := range asked {
		if !r.settled(i) {
			out = append(out, i)
		}
	}
	return out
}

// settled reports whether the text has said something of the field, or something
// that fixes it: without major hazards none can be put right.
func (r *reader) settled(i int) bool {
	if r.claimed(i) {
		return true
	}
	if b := r.roles.base[i]; b >= 0 && r.roles.major.has(b) {
		n, ok := r.number(b)
		return ok && n == 0
	}
	return false
}

func (r *reader) refuseList(list []bare, targets []int) {
	r.dangling = true
	var fields set
	for _, i := range targets {
		fields = fields.or(only(i))
	}
	for _, b := range list {
		if why := b.tok.trouble(); why != "" {
			r.refuse(why, b.tok.from, b.tok.to, fields)
		}
		r.skip(b.tok)
		if b.tok.measure != "" {
			r.lost = append(r.lost, b.tok.measure)
		}
	}
	r.refuse(text.Ambiguous, list[0].tok.from, list[len(list)-1].tok.to, fields)
}

// fits reports whether the measure words of a list suit the fields in order.
func (r *reader) fits(list []bare, targets []int) bool {
	for k, b := range list {
		if b.tok.measure != "" && fit(r.lex.form.Fields[targets[k]].Unit, b.tok.measure) == noFit {
			return false
		}
	}
	return true
}

// sorted puts a list that was given in another order into the order of the
// fields, where the measure words leave no choice: 12个,3次.
func (r *reader) sorted(list []bare, targets []int) []bare {
	out := make([]bare, len(targets))
	for k, i := range targets {
		n := 0
		for _, b := range list {
			if b.tok.measure == "" {
				return nil
			}
			if fit(r.lex.form.Fields[i].Unit, b.tok.measure) != noFit {
				out[k] = b
				n++
			}
		}
		if n != 1 {
			return nil
		}
	}
	return out
}

// ungrouped reads 3,120 as two numbers.
func (r *reader) ungrouped(list []bare) []bare {
	var out []bare
	for _, b := range list {
		if !b.tok.num.Grouped {
			out = append(out, b)
			continue
		}
		begin := b.tok.from
		for i := begin; i <= b.tok.after; i++ {
			if i < b.tok.after && text.IsDigit(r.Runes[i]) {
				continue
			}
			v, ok := text.NumberAt(r.Runes[:i], begin)
			if !ok {
				return nil
			}
			t := token{kind: tNumber, from: begin, to: i, after: i, num: v}
			if i == b.tok.after {
				t.measure, t.to = b.tok.measure, b.tok.to
			}
			out = append(out, bare{tok: t, clean: b.clean, whole: b.whole, leans: -1})
			begin = i + 1
		}
	}
	return out
}
