package figures

import (
	"slices"

	"anwei"
)

// slot is what the claims of one part come to.
type slot struct {
	sum, within, total int64
	parts              uint8 // of the title, that were counted
	set, totalled      bool
	blocked            bool // a part is not exact
	all                bool // 均已整改
	allTok, allEnd     int
	excepted           bool
	tok, end           int
}

type slotKey struct {
	group int
	role  role
	field int
}

// account adds up the claims of one reading.
type account struct {
	*run
	slots  map[slotKey]*slot
	bares  []*claim
	lost   []*claim
	blind  []*claim
	rest   *claim
	every  *claim // 全部为零
	groups []*claim
	values map[int]found
	clash  bool
	// second is the number that contradicts one before it, 0 for none, and first that one.
	first, second int
	cost          int
}

// claims returns the claims of a reading, in their order.
func (h *hyp) claims() []*claim {
	var all []*claim
	for c := h.last; c != nil; c = c.prev {
		all = append(all, c)
	}
	slices.Reverse(all)
	return all
}

func (s *run) settle(h *hyp) reading { return s.settled(h, h.claims()) }

// settled works out what claims come to.
func (s *run) settled(h *hyp, claims []*claim) reading {
	a := &account{run: s, slots: map[slotKey]*slot{}, values: map[int]found{}}
	for _, c := range claims {
		a.take(c)
	}
	a.lists()
	a.own()
	for g := range s.Form.Groups {
		a.hazards(g)
		a.simple(g, check)
	}
	a.zeros()
	a.restZero()
	a.block()
	return reading{hyp: *h, values: a.values, clash: a.clash, cost: h.cost + a.cost, lost: a.lost, blind: a.blind, at: a.second, against: a.first}
}

// take enters one claim.
func (a *account) take(c *claim) {
	switch c.kind {
	case bare:
		a.bares = append(a.bares, c)
		return
	case lost:
		a.lost = append(a.lost, c)
		return
	case restZero:
		if c.key == 1 {
			a.every = c
		} else {
			a.rest = c
		}
		return
	case groupZero:
		a.groups = append(a.groups, c)
		return
	default: // the others are about one slot
	}
	key := slotKey{c.group, c.role, c.field}
	sl := a.slots[key]
	if sl == nil {
		sl = &slot{tok: c.tok, end: c.end}
		a.slots[key] = sl
	}
	sl.enter(a, c)
}

func (sl *slot) enter(a *account, c *claim) {
	defer func() { sl.parts |= c.parts }()
	sl.blocked = sl.blocked && !c.fixed && c.kind != fixedValue || c.vague
	switch c.kind {
	case noted:
		sl.blocked = true
	case all:
		sl.all, sl.allTok, sl.allEnd = true, c.tok, c.end
	case total:
		if sl.set && c.n != sl.sum && c.n != sl.sum+sl.within {
			a.clash, a.second = true, c.tok
		}
		sl.total, sl.totalled, sl.set, sl.blocked = c.n, true, true, c.vague
		sl.sum = c.n
		sl.tok, sl.end = c.tok, c.end
	case doubtful:
		sl.blocked, sl.within = true, sl.within+c.n
	case part:
		if sl.totalled { // 共5次，书记3次，镇长2次
			return
		}
		sl.sum += c.n
	case inside:
		sl.within += c.n
		if sl.within > sl.sum && !c.vague {
			a.cost += 150
		}
	default:
		if c.kind == zeroed && sl.set && c.parts != 0 && c.parts&sl.parts == 0 {
			return // 曝光1家，联合惩戒没有
		}
		if sl.set && !c.fixed && c.kind != fixedValue && c.n != sl.sum {
			a.clash, a.first, a.second = true, sl.tok, c.tok
		}
		sl.sum, sl.set = c.n, true
		sl.tok, sl.end = c.tok, c.end
		sl.excepted = c.kind == excepted
		sl.within = 0
	}
}

func (a *account) slot(g int, r role) *slot {
	if sl := a.slots[slotKey{g, r, -1}]; sl != nil {
		return sl
	}
	return &slot{}
}

// put gives the field of a part its value.
func (a *account) put(g int, r role, n int64, by *slot) {
	if f := a.FieldAt(g, r); f >= 0 && n >= 0 {
		a.values[f] = found{n: n, from: by.tok, to: by.end, blocked: by.blocked}
	}
}

func (a *account) simple(g int, r role) {
	if sl := a.slot(g, r); sl.set {
		a.put(g, r, sl.sum, sl)
	}
}

func (a *account) own() {
	for k, sl := range a.slots {
		if k.role == own && sl.set {
			a.values[k.field] = found{n: sl.sum, from: sl.tok, to: sl.end, blocked: sl.blocked}
		}
	}
}

// known returns what the part comes to in the text or was before.
func (a *account) known(g int, r role) (int64, bool) {
	if sl := a.slot(g, r); sl.set {
		return sl.sum, !sl.blocked
	}
	if f := a.FieldAt(g, r); f >= 0 {
		if v, ok := a.values[f]; ok {
			return v.n, !v.blocked
		}
		if a.have[f] >= 0 {
			return a.have[f], true
		}
	}
	if r == general { // 其中重大2个，一般的都改了
		all, ok := a.known(g, haz)
		maj, also := a.known(g, major)
		return all - maj, ok && also && maj <= all
	}
	return 0, false
}

// hazards works out the hazards of one group and what was put right of them.
func (a *account) hazards(g int) {
	h, gen, maj := a.slot(g, haz), a.slot(g, general), a.slot(g, major)
	a.simple(g, haz)
	a.simple(g, major)
	switch {
	case gen.set && h.set && gen.sum+maj.sum > h.sum && !h.blocked:
		a.cost += 300
		a.clash = a.clash || !gen.blocked && !maj.blocked && maj.set
	case gen.set && !h.set && maj.set:
		by := *gen
		by.blocked = gen.blocked || maj.blocked
		a.put(g, haz, gen.sum+maj.sum, &by)
	}
	a.done(g, major)
	a.done(g, general)
	a.done(g, haz)
}

// done works out how many of the hazards of base were put right.
func (a *account) done(g int, base role) {
	d, o := a.slot(g, done(base)), a.slot(g, left(base))
	if !d.set && !d.all && !o.set {
		a.sumDone(g, base)
		return
	}
	whole, sure := a.known(g, base)
	by := d
	n, ok := d.sum, d.set
	switch {
	case d.set && d.all && sure && d.sum < whole && d.allTok > d.tok && (!a.sameSentence(d.tok, d.allTok) || d.sum+a.slot(g, ordered).sum == whole):
		n = whole // 经复查，已全部整改到位
	case d.set && d.all && sure && d.sum != whole:
		a.clash = true
	case d.set && o.set && sure && !d.blocked && !o.blocked && d.sum+o.sum != whole && (d.sum != whole || !o.excepted):
		a.clash = a.clash || d.sum+o.sum > whole
		a.cost += 100
		d.blocked = true
	case d.set:
	case d.all && o.set && !o.excepted:
		a.clash = true
	case !sure:
		a.cost += 5
		ok = false
		if by.all {
			a.blind = append(a.blind, &claim{role: done(base), group: g, field: -1, tok: by.allTok, end: by.allEnd})
		}
	case o.set && o.sum > whole:
		a.clash = true
	case o.set:
		n, ok, by = whole-o.sum, !o.blocked, o
	case d.all:
		n, ok = whole, true
	}
	if !ok {
		return
	}
	if base == general { // it is put to what was done about the major ones
		a.slots[slotKey{g, rectGen, -1}] = &slot{set: true, sum: n, tok: by.tok, end: by.end, blocked: by.blocked}
		return
	}
	a.put(g, done(base), n, by)
}

// sumDone adds what was done about both kinds.
func (a *account) sumDone(g int, base role) {
	gen := a.slot(g, rectGen)
	if base != haz || !gen.set {
		return
	}
	m := int64(0)
	if maj := a.slot(g, major); maj.set && maj.sum > 0 {
		f := a.FieldAt(g, rectMaj)
		v, ok := a.values[f]
		if f < 0 || !ok {
			return
		}
		m = v.n
	} else if !maj.set {
		return
	}
	a.put(g, rect, gen.sum+m, gen)
}

// zeros enters groups of which there is nothing.
func (a *account) zeros() {
	for _, c := range a.groups {
		for _, f := range a.Fields[c.group] {
			if v, ok := a.values[f]; ok && v.n != 0 {
				a.clash = true
			}
			a.values[f] = found{from: c.tok, to: c.end}
		}
	}
	if a.every == nil {
		return
	}
	for _, v := range a.values {
		if v.n != 0 || v.blocked {
			a.clash = true
		}
	}
	for _, c := range a.bares {
		a.clash = a.clash || c.n != 0
	}
	a.clash = a.clash || len(a.lost) > 0 && a.lost[0].n != 0
	for _, f := range a.scope() {
		a.values[f] = found{from: a.every.tok, to: a.every.end}
	}
}

// scope returns the fields that were asked, or all.
func (a *account) scope() []int {
	if len(a.asked) > 0 {
		return a.asked
	}
	return a.All
}

// restZero sets what was not said to nothing, where the text says so.
func (a *account) restZero() {
	c := a.rest
	if c == nil {
		return
	}
	fields := a.scope()
	left := anwei.Where(fields, func(f int) bool { _, said := a.values[f]; return !said })
	groups, after, homeless := map[int]bool{}, false, false
	for k, sl := range a.slots {
		groups[k.group] = true
		after = after || sl.tok > c.tok
		homeless = homeless || k.group < 0 && k.role != none // it is of one of those left
	}
	within := a.haveAny() || slices.ContainsFunc(left, func(f int) bool { return groups[a.Group[f]] }) // 其他 may be those of the only group named
	if len(a.asked) == 0 && len(groups) < 2 && within || after || homeless || c.n > 0 && int(c.n) != len(left) || len(a.lost) > 0 || len(left) == len(fields) {
		a.cost += 200
		return
	}
	for _, f := range left {
		a.values[f] = found{from: c.tok, to: c.end}
	}
	for g := range a.Form.Groups {
		for _, x := range [...][2]role{{check, haz}, {haz, rect}, {haz, major}, {major, rectMaj}} {
			whole, part := a.FieldAt(g, x[0]), a.FieldAt(g, x[1])
			a.clash = a.clash || part >= 0 && slices.Contains(left, whole) && a.values[part].n > 0 // 35个都改了，其他都是0
		}
	}
}

// vagueAny reports whether a number of the text that is not exact says what it counts.
func (a *account) vagueAny() bool {
	for _, sl := range a.slots {
		if sl.blocked {
			return true
		}
	}
	return false
}
