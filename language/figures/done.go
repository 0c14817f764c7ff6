package figures

import (
	"math/bits"
	"strings"

	"anwei/language/figures/token"
)

// remains reads 还剩2个没改完 and 除2个外.
func (s *chart) remains(h *hyp, i int) {
	j := i + 1
	for strings.IndexByte("lLTMH", s.Kind(j)) >= 0 {
		j++
	}
	if s.Kind(j) != token.Number && s.Kind(j) != token.Vague {
		return
	}
	if c := s.Tokens[j].Class; s.Tokens[i].Kind == 'L' && (c == 'e' || c == 'o') {
		s.otherFirms(h, j+1)
		return
	}
	s.open(h, i, j)
}

// otherFirms passes over what is left of the firms: 其中17家没问题，剩下25家. What
// follows is no longer of a part.
func (s *chart) otherFirms(h *hyp, end int) {
	n := *h
	n.within = false
	s.skip(&n, end, 20)
}

// open reads the number at j as what is not yet put right; the word at i says so,
// or what stands behind.
func (s *chart) open(h *hyp, i, j int) {
	t, word := &s.Tokens[j], s.Tokens[i].Kind
	if t.Class != 0 && t.Class != 'i' {
		return
	}
	e, sure, isMajor := s.openWords(i, j)
	if !sure && word != 'E' {
		return
	}
	n := *h
	b := h.base
	if isMajor && b != major {
		b = major
		if word == 'E' { // 除2个重大隐患外 it is of all hazards too
			b = haz
			n.add(claim{role: major, group: h.group, field: -1, n: t.Num.N, tok: j, end: e})
			n.add(claim{role: openMaj, group: h.group, field: -1, n: t.Num.N, tok: j, end: e})
		}
	}
	c := claim{role: left(b), group: h.group, field: -1, n: t.Num.N, tok: j, end: e, vague: t.Kind == token.Vague}
	if word == 'E' || s.exception(i, j) {
		c.kind = excepted
	}
	s.note(&n, c, 10)
}

// openWords returns how far the words reach behind the number at j, whether they
// say that it is not put right, and whether they speak of major hazards.
func (s *chart) openWords(i, j int) (e int, sure, isMajor bool) {
	sure = s.Tokens[i].Kind == 'L'
	for e = j + 1; e < min(len(s.Tokens), j+7) && !s.Breaks(e); e++ {
		switch s.Tokens[e].Kind {
		case token.Major:
			isMajor = true
		case token.Open:
			sure = true
		case 'e':
			return e + 1, true, isMajor
		case token.Number, 'X', 'S', token.Field, token.Group, token.Check:
			return e, sure, isMajor
		}
	}
	return e, sure, isMajor
}

// sums reports whether n is what is left of the hazards in force.
func (h *hyp) sums(n int64) bool {
	whole, done := h.find(h.group, h.base, -1), h.find(h.group, done(h.base), -1)
	return whole != nil && done != nil && done.kind == value && whole.n == done.n+n
}

// exception reports whether the words before a number say that it is the only
// exception: 都改了，就1个还在改.
func (s *run) exception(i, j int) bool {
	w := s.Word(max(0, s.Tokens[i].From-2), s.Tokens[j].From)
	return s.AnyIn(w, "except")
}

// putRight reads 均已整改 and 已全部整改到位.
func (s *chart) putRight(h *hyp, i int) {
	last, strong, every := s.doneWords(i)
	if last < 0 || !strong && !every || s.void(h, i, last) {
		return
	}
	if !every && (s.Tokens[i].Kind == token.Unknown || i > 0 && s.Kind(i-1) == token.Unknown && s.Tokens[i].Kind == token.Rect) {
		return // 逐项销号
	}
	if k := s.Kind(last); (k == token.Number || k == token.Vague || k == token.Other) && !s.Tokens[last].Space && !every {
		return
	}
	s.allDone(h, i, last, 15)
}

// doneWords returns where the words that begin at i and say that something was
// put right end, or -1, and whether they say so firmly, and of all.
func (s *run) doneWords(i int) (last int, strong, every bool) {
	last = -1
	for e := i; e < min(len(s.Tokens), i+12); e++ {
		t := &s.Tokens[e]
		switch t.Kind {
		case 'A':
			every = true
		case 'V':
			if !every || !s.listed(e, 'V', "urged") {
				return last, strong, every
			}
		case token.Rect:
			if s.AnyIn(s.Said(e), "urged") && s.Kind(e+1) != 'd' {
				return -1, false, false // 已督促整改
			}
			last, strong = e+1, strong || s.AnyIn(s.Said(e), "done")
		case '1':
			last, every = e+1, true
		case 'd':
			strong = true
		case 'W', token.Item, token.Hazard, token.Major, token.General, token.Group, token.Check, token.Find, token.Object, 'a', 'j', token.List, token.Unknown:
		default:
			return last, strong, every
		}
	}
	return last, strong, every
}

// void reports whether the words around a statement take its force: 要求全部整改,
// 除消防外都改了, 全部整改还要几天.
func (s *run) void(h *hyp, i, end int) bool {
	from, _ := s.Clause(i)
	for k := from; k < end; k++ {
		if s.voids(h, k, from, end) {
			return true
		}
	}
	return end < len(s.Tokens) && !s.Tokens[end].Space && strings.IndexByte("Vpluwmf", s.Kind(end)) >= 0
}

// voids reports whether token k takes the force of the statement that ends at end, in a
// clause that begins at from.
func (s *run) voids(h *hyp, k, from, end int) bool {
	switch s.Kind(k) {
	case 'V':
		if s.In("order", s.Said(k)) && s.Kind(k+1) == 'A' && k+2 < end && s.AnyIn(s.Said(k+2), "done") && h.find(h.group, ordered, -1) != nil {
			return false // 限期整改7处，限期的都改完了
		}
		return k == from || s.Tokens[k-1].Kind != 'A' && s.Tokens[k-1].Kind != 'd' || !s.In("urged", s.Said(k))
	case 'p', 'I', 'X', token.Open, 't', token.Foreign:
		return true
	case 'E':
		return h.last == nil || h.last.kind != excepted || h.last.tok < k
	case token.Unknown:
		n := s.Kind(k + 1)
		counted := h.last != nil && h.last.role == haz && h.last.kind == value && h.last.tok == k-1 // 45个小问题都改了
		return k+1 < end && (n == token.Hazard || n == token.Major || n == token.General) && !s.Tokens[k+1].Space && !counted || s.AnyIn(s.Said(k), "void")
	case token.Hazard:
		return s.In("haz.part", s.Said(k))
	}
	return false
}

// severalGroups reports whether the reading has claims of hazards of more than
// one group.
func (h *hyp) severalGroups() bool {
	first := -1
	for c, n := h.last, 0; c != nil && n < token.Reach; c, n = c.prev, n+1 {
		if c.role == haz && c.group >= 0 {
			if first >= 0 && c.group != first {
				return true
			}
			first = c.group
		}
	}
	return false
}

// allDone claims that all hazards that the tokens speak of are put right.
func (s *chart) allDone(h *hyp, i, end, cost int) {
	p := s.phrase(i, end)
	n := *h
	n.cost += cost + 10*p.unknown
	var groups []int
	for k := i; k < end; k++ {
		if g := s.Tokens[k].Groups; bits.OnesCount64(g) == 1 {
			groups = append(groups, bits.TrailingZeros64(g))
		}
	}
	if len(groups) == 0 {
		if p.has['W'] && h.severalGroups() || s.rivals(h, rect, i) >= 0 {
			return
		}
		groups = []int{h.group}
	}
	both := p.Is(major) && p.has['j'] && p.Is(haz) || h.listsBoth(s.run, &p)
	b := h.base
	switch {
	case p.Is(major):
		b = major
	case p.has[token.General]:
		b = general
	}
	for _, g := range groups {
		if both || p.Roles&(1<<major|1<<haz) == 0 && h.last == nil && s.asksBoth(g) {
			n.add(claim{role: rectMaj, group: g, field: -1, tok: i, end: end, kind: all})
			n.add(claim{role: rect, group: g, field: -1, tok: i, end: end, kind: all})
			continue
		}
		n.add(claim{role: done(b), group: g, field: -1, tok: i, end: end, kind: all})
		n.group = g
	}
	s.to(end, n)
}

// listsBoth reports whether general and major hazards were listed together right
// before: 一般隐患5项、重大隐患3项，已全部整改.
func (h *hyp) listsBoth(s *run, p *phrase) bool {
	if p.Is(major) || p.Is(haz) || p.has[token.General] || h.last == nil || h.last.prev == nil {
		return false
	}
	m, g := h.last, h.last.prev
	k := s.Kind(g.end)
	return m.role == major && g.role == general && m.group == g.group && (k == token.List || k == 'j' || k == token.Major || k == token.Comma && p.has['A'])
}

// asksBoth reports whether both kinds of hazards put right are asked.
func (s *run) asksBoth(g int) bool {
	a, b := s.FieldAt(g, rect), s.FieldAt(g, rectMaj)
	return a >= 0 && b >= 0 && s.mask>>a&1 == 1 && s.mask>>b&1 == 1
}

// notPutRight reads 一个都还没整改, and 未整改 of a single one.
func (s *chart) notPutRight(h *hyp, i int) {
	j, a, base := i, false, h.base
	for s.Kind(j) == token.Major || base == major && s.Kind(j) == token.Hazard {
		base = major
		j++
	}
	for s.Kind(j) == 'A' || s.Kind(j) == 'l' || s.Kind(j) == 'd' {
		a = a || s.Kind(j) == 'A'
		j++
	}
	if s.Kind(j) != token.Open {
		return
	}
	if a && s.AnyIn(s.Said(j), "partdone") {
		return // 都没改完
	}
	c := h.find(h.group, base, -1)
	single := c != nil && c.n == 1 && c.kind == value || len(s.asked) == 1 && h.last == nil || s.first == major && h.last != nil && h.last.kind == bare && h.last.n == 1
	if word := s.Said(j); !s.AnyIn(word, "notdone") && (!single || !s.AnyIn(word, "doing")) || !a && !single {
		return
	}
	n := *h
	n.add(claim{role: done(base), group: h.group, field: -1, tok: i, end: j + 1, kind: zeroed})
	s.to(j+1, n)
}
