package figures

import (
	"slices"

	"anwei"
	"anwei/language/figures/token"
)

// lists gives the numbers without names to the fields that were asked, in order.
func (a *account) lists() {
	if a.every != nil && !slices.ContainsFunc(a.bares, func(c *claim) bool { return c.n != 0 }) {
		return
	}
	for i := 0; i < len(a.bares); {
		j := i + 1
		for j < len(a.bares) && a.bares[j].group == a.bares[i].group {
			j++
		}
		a.list(a.bares[i:j])
		i = j
	}
}

// list gives the numbers of one group, b, to the fields they may be of, or loses them.
func (a *account) list(b []*claim) {
	if a.answers(b) || a.totalledBy(b) {
		return
	}
	fields := a.fieldsFor(b)
	if len(fields) != len(b) || !a.inOrder(b, fields) {
		a.cost += 150 * len(b)
		a.lost = append(a.lost, b...)
		return
	}
	for k, c := range b {
		a.slots[a.keyOf(fields[k])] = &slot{sum: c.n, set: true, tok: c.tok, end: c.end, blocked: c.vague}
	}
}

// answers takes a single number, or 无, that answers what was asked whatever else is said.
func (a *account) answers(b []*claim) bool {
	switch {
	case len(b) > 1 || len(a.asked) == 0:
		return false
	case b[0].key == 1:
		if a.anyName() || len(a.bares) > 1 || len(a.lost) > 0 || len(a.slots) > 0 {
			return false
		}
		for _, f := range a.asked {
			a.slots[a.keyOf(f)] = &slot{set: true, tok: b[0].tok, end: b[0].end}
		}
		return true
	}
	k := a.keyOf(a.asked[0])
	if len(a.asked) > 1 || k.role != rect && k.role != rectMaj || a.slots[k] != nil {
		return false
	}
	a.slots[k] = &slot{sum: b[0].n, set: true, tok: b[0].tok, end: b[0].end, blocked: b[0].vague}
	return true // 28，剩2个
}

// totalledBy reports whether a total stands beside the numbers that they add up to:
// 10月9号1次，10月21号1次，合计2次.
func (a *account) totalledBy(b []*claim) bool {
	sum := int64(0)
	for _, c := range b {
		sum += c.n
	}
	for _, sl := range a.slots {
		if len(b) > 1 && sl.totalled && sl.total == sum && a.Tokens[sl.tok].Class == a.Tokens[b[0].tok].Class {
			return true
		}
	}
	return false
}

// fieldsFor returns the fields that a list of numbers may be of, none where something
// stands between or beside them.
func (a *account) fieldsFor(b []*claim) []int {
	if !a.row(b) || a.vagueAny() {
		return nil
	}
	if len(b) == 1 {
		i, j := a.Clause(b[0].tok)
		y := b[0].n
		aside := a.anyName() && a.AnyOf(i, j, 'l', token.Unknown) // 俩还在弄
		if aside || len(a.Tokens) == 1 && a.Tokens[0].Class == 0 && y >= 2000 && y < 2100 {
			return nil
		}
	}
	fields := a.open(b[0])
	if len(fields) != len(b) && a.rest != nil && len(b) < len(fields) && len(b) > 1 {
		fields = fields[:len(b)]
	}
	if len(fields) != len(b) {
		fields = a.slim(fields)
	}
	return fields
}

// keyOf returns the part that a field counts.
func (s *run) keyOf(f int) slotKey {
	k := slotKey{s.Group[f], s.Part[f], -1}
	if k.role == own {
		k.field = f
	}
	return k
}

// claimOf is a claim of a field.
func (s *run) claimOf(f, tok, end int) claim {
	k := s.keyOf(f)
	return claim{role: k.role, group: k.group, field: k.field, tok: tok, end: end}
}

// fitsField is what fits says of the number at tok and a field.
func (a *account) fitsField(tok, f int) int {
	k := a.keyOf(f)
	return a.fits(&a.Tokens[tok], k.role, k.group, k.field, &phrase{})
}

// claimed reports whether the text says something of the field by its name.
func (a *account) claimed(f int) bool {
	k := a.keyOf(f)
	return a.slots[k] != nil || k.role == rect && a.slots[slotKey{k.group, open, -1}] != nil || k.role == rectMaj && a.slots[slotKey{k.group, openMaj, -1}] != nil
}

// anyName reports whether the text names anything.
func (a *account) anyName() bool {
	return slices.ContainsFunc(a.Tokens, func(t token.Token) bool { return t.Kind == token.Heading || t.IsName() && t.Kind != token.Group })
}

// row reports whether numbers stand in a row, with nothing between them but
// marks and what is said of hazards put right.
func (a *account) row(b []*claim) bool {
	if len(b) > 1 && b[0].key == 1 && b[1].key != 1 {
		return false
	}
	for k := 1; k < len(b); k++ {
		for m := b[k-1].end; m < b[k].tok; m++ {
			switch a.Tokens[m].Kind {
			case token.Comma, token.List, token.Stop, ':', 'A', token.Rect, 'd', token.Object, token.Heading, 'T', '(', ')', 'j':
			default:
				return false
			}
		}
	}
	return true
}

// slim leaves out the fields that are settled by others: what was put right of
// no major hazards.
func (a *account) slim(fields []int) []int {
	return anwei.Where(fields, func(f int) bool {
		v := a.slot(a.Group[f], major)
		return a.Part[f] != rectMaj || !v.set || v.sum != 0
	})
}

// open returns the fields that a list may be of: those of the group it names, or
// those asked, without what was named.
func (a *account) open(c *claim) []int {
	fields := a.asked
	if len(fields) == 0 && (!c.named || c.group < 0) {
		return slices.Clone(a.All)
	}
	if c.named && c.group >= 0 && (len(fields) == 0 || c.group != a.home) {
		fields = a.Fields[c.group]
	}
	return anwei.Where(fields, func(f int) bool { return !a.claimed(f) })
}

func (a *account) inOrder(b []*claim, fields []int) bool {
	for k, c := range b {
		if c.key != 1 && a.fitsField(c.tok, fields[k]) < 0 {
			return false
		}
	}
	return true
}

// block takes out the values that a number without an explanation could change.
func (a *account) block() {
	for _, c := range a.lost {
		if c.key == 1 {
			continue
		}
		if a.Tokens[c.tok].Kind == token.Vague && c.kind == bare {
			continue
		}
		for f, v := range a.values {
			if a.sameSentence(c.tok, v.from) && a.mayBeOf(c, f) {
				v.blocked = true
				a.values[f] = v
			}
		}
	}
}

// mayBeOf reports whether a number without an explanation could be of the field.
func (a *account) mayBeOf(c *claim, f int) bool {
	class, fit := a.Tokens[c.tok].Class, a.fitsField(c.tok, f)
	if class == 'i' && a.Part[f] == check && c.prev != nil && c.prev.role == check && !a.NamedIn(c.prev.end, c.tok) {
		fit = 50 // 检查场所37家，充电点21处
	}
	return (c.field < 0 || c.field == f) && (class == 0 || fit >= 0 && (fit < 100 || c.kind == bare)) // or it names another field
}

func (a *account) sameSentence(x, y int) bool { return a.Near(min(x, y), max(x, y)) }
