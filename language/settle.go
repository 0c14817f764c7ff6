package language

import (
	"slices"

	"anwei"
	"anwei/language/text"
)

// Figures reads the figures of a text. What it returns was said; what was not
// said, or not exactly, is left out and refused with a reason.
func Figures(typed string, a Asked) Reading {
	const longest = 20_000 // bytes; nobody types more, and what is pasted so long is no report
	if len(typed) > longest {
		return Reading{Refusals: []text.Refusal{{Span: text.Span{From: 0, To: len(typed), Text: typed}, Reason: text.Ambiguous, Fields: a.Fields}}}
	}
	return figuresOf(typed, a, newLexicon(a.Form))
}

func figuresOf(typed string, a Asked, l *formLexicon) Reading {
	r := newReader(typed, a, l)
	r.read()
	r.place()
	v := newVerdict(r)
	v.doubts()
	v.numbers()
	v.zeros()
	v.rectified()
	return v.reading()
}

// verdict weighs the claims of a whole text.
type verdict struct {
	*reader
	found  map[int]claim
	broken bool // the text contradicts itself
}

func newVerdict(r *reader) *verdict { return &verdict{reader: r, found: map[int]claim{}} }

// contradict refuses the whole text.
func (v *verdict) contradict(c claim) {
	v.broken = true
	v.refuse(text.Contradiction, c.from, c.to, only(c.field))
}

// numbers settles the fields that were given as numbers.
func (v *verdict) numbers() {
	for i := range v.lex.form.Fields {
		var of []claim
		for _, c := range v.claims {
			if c.field == i && (c.kind == claimNumber || c.kind == claimZero) {
				of = append(of, c)
			}
		}
		if len(of) > 0 {
			v.settle(of)
		}
	}
}

// settle makes one value of all that was said of one field.
func (v *verdict) settle(of []claim) {
	for k := len(of) - 1; k > 0; k-- {
		if of[k].override {
			of = of[k:]
			break
		}
	}
	of, ok := v.outer(strong(of))
	if !ok || v.vagueOf.has(of[0].field) && !of[0].override {
		v.refuse(text.Ambiguous, of[0].from, of[len(of)-1].to, only(of[0].field))
		return
	}
	parts, totals := divide(of)
	result := parts[0]
	if (result.loose || result.actor != "") && v.leftover(result) {
		v.refuse(text.Ambiguous, result.from, result.to, only(result.field))
		return
	}
	if len(parts) > 1 && result.n > 0 && same(parts) && !echoed(parts) {
		v.refuse(text.Ambiguous, result.from, parts[len(parts)-1].to, only(result.field)) // 煤矿3家次,危化3家次
		return
	}
	if !same(parts) {
		if v.leftover(parts[0]) {
			v.refuse(text.Ambiguous, parts[0].from, parts[len(parts)-1].to, only(parts[0].field))
			return
		}
		if result, ok = add(parts); !ok {
			v.contradict(parts[len(parts)-1])
			return
		}
	}
	for _, t := range totals {
		if t.n != result.n {
			v.contradict(t)
			return
		}
		result.to = max(result.to, t.to)
	}
	v.found[result.field] = result
}

// outer returns the claims without those that only divide them up: 约谈2家
// (其中曝光1家). It fails where it is not clear whether they do.
func (v *verdict) outer(of []claim) ([]claim, bool) {
	var out, inner []claim
	var whole, part int64
	partOnly := true
	for _, c := range of {
		if c.open {
			return of, false
		}
		if c.override || len(out) == 0 || !c.sub && !c.within {
			out = append(out, c)
			if !c.total || len(out) == 1 {
				whole += c.n
			}
			continue
		}
		inner = append(inner, c)
		part += c.n
		partOnly = partOnly && c.sub && (out[0].grouped || !c.grouped) // 检查3次,其中领导带队2次
	}
	if len(inner) == 0 || partOnly && part <= whole {
		return out, true
	}
	distinct := inner[0].parts != 0 && out[0].parts != 0 && inner[0].parts&out[0].parts == 0
	return out, part == whole && !distinct
}

// doubts settles what the text takes back without giving anything better.
func (v *verdict) doubts() {
	if v.months || v.without {
		v.broken = true
		v.refuse(text.Ambiguous, 0, len(v.Runes), v.askedSet())
	}
	if k := len(v.claims) - 1; v.retract && v.lastOne == lastClaim && !v.claims[k].override {
		v.claims[k].open = true // 自查54写错了
	}
}

// leftover reports whether a number that no name was found for may be one more
// part of a sum.
func (v *verdict) leftover(c claim) bool {
	for _, m := range v.lost {
		if fit(v.lex.form.Fields[c.field].Unit, m) == goodFit {
			return true
		}
	}
	return false
}

// strong drops numbers in a measure that is not quite the field's where others
// are in the right one.
func strong(of []claim) []claim {
	var out []claim
	for _, c := range of {
		if !c.loose {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return of
	}
	return out
}

// divide tells parts from totals. A total alone is a part.
func divide(of []claim) (parts, totals []claim) {
	for _, c := range of {
		if c.total {
			totals = append(totals, c)
		} else {
			parts = append(parts, c)
		}
	}
	if len(parts) == 0 {
		return totals, nil
	}
	return parts, totals
}

// echoed reports whether all but the first claim only take it up again:
// 隐患66个,目前66个隐患已全部整改.
func echoed(of []claim) bool {
	for _, c := range of[1:] {
		if !c.echo {
			return false
		}
	}
	return true
}

func same(of []claim) bool {
	for _, c := range of {
		if c.n != of[0].n || c.actor != of[0].actor {
			return false
		}
		if c.parts != of[0].parts && c.n != 0 {
			return false
		}
	}
	return true
}

// add sums parts of one column that name different things: 停产1家、关闭1家.
func add(of []claim) (claim, bool) {
	sum := of[0]
	for k, c := range of[1:] {
		for _, d := range of[:k+1] {
			byPart := c.parts != 0 && d.parts != 0 && c.parts&d.parts == 0
			byActor := c.actor != "" && d.actor != "" && c.actor != d.actor
			if !byPart && !byActor {
				return sum, false
			}
		}
		sum.n += c.n
		sum.from, sum.to = min(sum.from, c.from), max(sum.to, c.to)
	}
	return sum, true
}

// zeros settles the clauses that say that there is nothing.
func (v *verdict) zeros() {
	for _, z := range v.zeroAll {
		fields := v.zeroFields(z)
		if v.dangling && z.fields.empty() && !z.report {
			v.refuse(text.Ambiguous, z.from, z.to, fields)
			continue
		}
		for _, i := range fields.all() {
			c, ok := v.found[i]
			switch {
			case !ok && z.rest && v.claimed(i):
			case !ok:
				v.found[i] = claim{field: i, kind: claimZero, from: z.from, to: z.to}
			case c.n != 0 && !z.rest:
				v.contradict(claim{field: i, from: z.from, to: z.to})
			}
		}
	}
}

// zeroFields returns the fields that such a clause is about.
func (v *verdict) zeroFields(z zero) set {
	switch {
	case !z.fields.empty():
		return z.fields
	case z.soft && (len(v.asked) == 0 || !z.rest && len(v.claims)+len(v.refusals)+len(v.unplaced) > 0):
		return set{}
	case len(v.asked) > 0:
		return v.askedSet()
	case z.rest && v.later(z):
		return z.scope // of the group only: others follow
	case z.rest:
		var have set
		for i := range v.have {
			have = have.or(only(i))
		}
		return v.roles.counts.without(have)
	}
	if len(v.claims) > 0 {
		for _, c := range v.claims {
			if c.n != 0 || c.kind != claimNumber && c.kind != claimZero {
				return v.roles.counts
			}
		}
	}
	return v.roles.counts
}

// later reports whether the text goes on with another group behind a clause on
// the rest.
func (v *verdict) later(z zero) bool {
	for _, c := range v.claims {
		if c.from >= z.to && !z.scope.empty() && !z.scope.has(c.field) {
			return true
		}
	}
	return false
}

// rectified settles what was said of hazards put right without a number.
func (v *verdict) rectified() {
	for _, c := range v.claims {
		base := v.roles.base[c.field]
		if c.kind == claimNumber || c.kind == claimZero || base < 0 {
			continue
		}
		if c.open {
			v.refuse(text.Ambiguous, c.from, c.to, only(c.field))
			continue
		}
		all, ok := v.baseOf(base)
		if !ok {
			if _, given := v.found[c.field]; !given {
				v.refuse(text.Unknown, c.from, c.to, only(c.field))
			}
			continue
		}
		n := all
		switch c.kind {
		case claimRemain:
			n = all - c.n
		case claimNone:
			n = 0
		default: // all of them
		}
		if old, given := v.found[c.field]; n < 0 || given && old.n != n {
			v.contradict(c)
			continue
		}
		c.n = n
		if _, given := v.found[c.field]; !given {
			v.found[c.field] = c
		}
	}
}

// baseOf returns how many hazards there were, by the text or as reported.
func (v *verdict) baseOf(field int) (int64, bool) {
	if c, ok := v.found[field]; ok {
		return c.n, true
	}
	if v.claimed(field) {
		return 0, false
	}
	n, ok := v.have[field]
	return n, ok
}

// reading puts together what is handed out.
func (v *verdict) reading() Reading {
	out := Reading{Unplaced: v.unplaced, Refusals: v.refusals}
	if !v.broken {
		for i, f := range v.lex.form.Fields {
			if c, ok := v.found[i]; ok {
				out.Found = append(out.Found, Found{f.ID, anwei.Number(c.n), v.Span(c.from, c.to)})
			}
		}
	}
	if len(out.Found) == 0 && len(out.Refusals) == 0 {
		why := text.NoNumber
		if len(out.Unplaced) > 0 {
			why = text.Ambiguous
		}
		v.refuse(why, 0, len(v.Runes), v.askedSet())
		out.Refusals = v.refusals
	}
	slices.SortStableFunc(out.Unplaced, func(a, b text.Span) int { return a.From - b.From })
	return out
}
