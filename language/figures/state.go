package figures

import (
	"math/bits"
	"slices"
)

// statements adds the readings of what is said without a number of its own:
// nothing, all put right, the rest.
//
// It returns what it costs to pass over a statement that was understood.
func (s *chart) statements(h *hyp, i int) int {
	before := reached(s.buckets, i)
	switch s.toks[i].kind {
	case 'y':
		if s.kind(i+1) == kMajor && s.kind(i+2) != kNumber && s.kind(i+2) != kVague {
			n := *h // 不包括重大
			n.add(claim{role: haz, group: h.group, field: -1, tok: i, end: i + 2, kind: noted})
			s.to(i+2, n)
		}
	case 'Z':
		s.zeroAll(h, i, i+1)
	case 'X':
		s.nothing(h, i)
	case 'S':
		s.rest(h, i)
	case 'E', 'L', 'l':
		s.remains(h, i)
	case 'A', 'W':
		s.wholly(h, i)
	}
	s.namedNothing(h, i)
	s.putRight(h, i)
	s.notPutRight(h, i)
	if reached(s.buckets, i) > before {
		return passCost
	}
	return 0
}

// reached counts the readings that go on from token i.
func reached(buckets [][]hyp, i int) int {
	n := 0
	for _, b := range buckets[i+1 : min(len(buckets)-1, i+longestPhrase)+1] {
		n += len(b)
	}
	return n
}

// passCost is what it costs to pass over what was understood.
const passCost = 250

func (s *chart) zeroAll(h *hyp, i, end int) {
	s.note(h, claim{role: none, group: h.group, field: -1, tok: i, end: end, kind: restZero, key: 1}, 0)
}

// wholly reads 全部为0 and 都没有 where nothing is named.
func (s *chart) wholly(h *hyp, i int) {
	j := i
	for s.kind(j) == 'A' || s.kind(j) == 'W' || s.kind(j) == kOther || s.kind(j) == kUnknown && j > i && s.toks[j].to-s.toks[j].from < 3 {
		j++
	}
	if s.kind(i-1) != kComma && s.kind(i-1) != kStop && s.kind(i-1) != kUnknown && s.kind(i-1) != kOther && s.kind(i-1) != ':' && s.kind(i-1) != '(' {
		return
	}
	if s.pendingBefore(i) {
		return
	}
	if s.kind(j) == kNumber && s.toks[j].num.N == 0 && s.toks[j].class == 0 || s.kind(j) == 'X' && !s.goesOn(j+1) && (j+1 >= len(s.toks) || !s.toks[j+1].isName()) {
		s.zeroAll(h, i, j+1)
	}
}

// pendingBefore reports whether the clause before names figures and gives none:
// 停产、约谈情况统计出来了，都是0.
func (s *run) pendingBefore(i int) bool {
	if s.kind(i-1) != kComma {
		return false
	}
	named := false
	for k := i - 2; k >= 0 && !s.breaks(k); k-- {
		switch s.toks[k].kind {
		case kField, kHazard, kMajor, kRect:
			named = true
		case 'X', kNumber, kVague:
			return false
		}
	}
	return named
}

// nothing reads 无重大隐患, and a bare 无.
func (s *chart) nothing(h *hyp, i int) { //nolint:gocognit // a debt: the cases of one decision, to be split
	j := i + 1
	for s.kind(j) == 'X' && !s.toks[j].space || s.kind(j) == 'd' || s.kind(j) == 'l' || s.kind(j) == 'A' {
		j++
	}
	if s.kind(j) == kOpen { // 没有未整改的隐患
		for s.kind(j+1) == kHazard {
			j++
		}
		s.allDone(h, i, j+1, 20)
		return
	}
	if s.kind(j) == kNumber && s.toks[j].num.N == 1 && j+1 < len(s.toks) && (s.toks[j+1].isName() || s.kind(j+1) == kObject) {
		j++
	}
	if s.kind(i-1) == 'l' && (len(s.toks) > 2 || len(s.asked) != 1 || !isDone(s.Part[s.asked[0]])) {
		return // 还没检查
	}
	for e := j + 1; e <= len(s.toks) && e <= j+10; e++ {
		k := s.toks[e-1].kind
		if !spans(k) || k == ':' || k == 'A' {
			break
		}
		if s.toks[e-1].isName() && !s.goesOn(e) {
			s.zero(h, j, e, e, 20)
		}
	}
	if j == i+1 || s.kind(j-1) == 'X' && !s.toks[j-1].space {
		n := *h
		n.add(claim{role: none, group: h.group, field: -1, tok: i, end: j, kind: bare, key: 1, named: h.named})
		n.cost += 50
		s.to(j, n)
	}
}

// namedNothing reads 重大隐患没有.
func (s *chart) namedNothing(h *hyp, i int) {
	j := i
	for j < len(s.toks) && j-i < longestPhrase && (spans(s.toks[j].kind) || s.kind(j) == kNumber && s.toks[j].num.N == 1 && (j == i || s.next(j+1, "A", 'X') >= 0)) {
		j++
	}
	if s.kind(j) != 'X' || j == i {
		return
	}
	end := j + 1
	for s.kind(end) == 'X' {
		end++
	}
	if s.goesOn(end) {
		return
	}
	s.zero(h, i, j, end, 10)
}

// goesOn reports whether words follow at once that make a statement of nothing
// one about something else: 没有停产数据, 隐患没有增加.
func (s *run) goesOn(e int) bool {
	if e >= len(s.toks) || s.toks[e].space {
		return false
	}
	switch s.toks[e].kind {
	case kUnknown:
		return !s.In("goeson", s.word(e))
	case kHeading, kOpen, 'r', 'f', kNow, kForeign, 'V', 'd', kOther:
		return true
	}
	return false
}

// zero claims that there is nothing of what the tokens from i up to j name.
func (s *chart) zero(h *hyp, i, j, end, cost int) {
	n := *h
	n.cost += cost
	from, done := i, 0
	for k := i; k <= j; k++ {
		if k < j && s.toks[k].kind != kList && s.toks[k].kind != 'j' && s.toks[k].kind != kComma {
			continue
		}
		p := s.phrase(from, k)
		from = k + 1
		if p.names == 0 {
			continue
		}
		if !s.zeroOf(&n, &p, i, end) {
			return
		}
		done++
	}
	if done > 0 {
		s.to(end, n)
	}
}

func (s *chart) zeroOf(n *hyp, p *phrase, tok, end int) bool { //nolint:gocognit // a debt: the cases of one decision, to be split
	g := n.group
	if p.Groups == 0 && p.Fields == 0 && p.Is(major) && !p.Is(rect) && (s.kind(tok-2) == 'W' || s.kind(tok-1) == 'W') {
		return n.nowhere(s.run, tok, end) // 以上均无重大隐患
	}
	if p.Groups == 0 && p.Fields == 0 && s.rivals(n, p.role(n.base), tok) >= 0 {
		return p.role(n.base) != major || s.AnyIn(s.Word(s.toks[max(0, tok-2)].from, s.toks[end-1].to), "even") && n.nowhere(s.run, tok, end)
	}
	if p.Groups != 0 {
		if bits.OnesCount64(p.Groups) > 1 {
			return false
		}
		g = bits.TrailingZeros64(p.Groups)
		n.group, n.named = g, true
	}
	for f := p.Fields; f != 0; f &= f - 1 {
		c := s.claimOf(bits.TrailingZeros64(f), tok, end)
		c.kind, c.parts = zeroed, p.Parts
		n.nothing(c)
	}
	if p.Fields != 0 {
		return true
	}
	c := claim{role: p.role(n.base), group: g, field: -1, tok: tok, end: end, kind: zeroed}
	switch c.role {
	case check:
		if p.Groups != 0 && s.kind(tok-1) != 'X' && s.kind(tok) != 'X' {
			c.kind = groupZero
			c.role = none
		}
	case haz:
		if p.unknown > 0 && p.special || s.partly(p) {
			return true // of one kind only
		}
	case major, general:
		n.base = major
	case none:
		if p.Groups == 0 {
			return false
		}
		c.kind = groupZero
	default:
		return p.names == 1 && s.kind(tok) == 'X'
	}
	n.nothing(c)
	return true
}

// nowhere claims that none of the groups that were named has major hazards.
func (h *hyp) nowhere(s *run, tok, end int) bool {
	for g := range s.Fields {
		if s.FieldAt(g, major) >= 0 && h.find(g, check, -1) != nil {
			h.nothing(claim{role: major, group: g, field: -1, tok: tok, end: end, kind: zeroed})
		}
	}
	return true
}

// partly reports whether a phrase names hazards of one kind only: 消防隐患.
func (s *run) partly(p *phrase) bool {
	return slices.ContainsFunc(s.toks[p.from:p.to], func(t token) bool { return s.In("haz.part", s.Word(t.from, t.to)) })
}

// nothing adds a claim of nothing, at a price where something was claimed before.
func (h *hyp) nothing(c claim) {
	if prior := h.find(c.group, c.role, c.field); prior != nil && prior.n != 0 && c.kind == zeroed && (c.parts == 0 || c.parts&prior.parts != 0) {
		h.cost += clashCost
	}
	h.add(c)
}

// rest reads 其余均为0, 其余2个正在整改 and 其余均已整改.
func (s *chart) rest(h *hyp, i int) { //nolint:gocognit // a debt: the cases of one decision, to be split
	j := i + 1
	count := s.toks[i].num.N
	if s.kind(j) == kNumber && s.In("item", s.toks[j].measure) && s.kind(j+1) == 'A' {
		count = s.toks[j].num.N
		j++
	}
	if s.kind(j) == kVague && s.toks[j].num.Next == 0 {
		j++ // 后面几个
	}
	for (s.kind(j) == kOther || s.kind(j) == kUnknown || s.kind(j) == 'A' || s.kind(j) == ':' || s.kind(j) == 'm') && j < i+5 {
		j++
	}
	if s.kind(j) == kNumber && s.toks[j].num.N == 0 && s.toks[j].class == 0 || s.kind(j) == 'X' && (j+1 >= len(s.toks) || !s.toks[j+1].isName() || s.toks[j+1].space) {
		s.note(h, claim{role: none, group: -1, field: -1, n: count, tok: i, end: j + 1, kind: restZero}, 0)
		return
	}
	if s.kind(i+1) == kNumber {
		if c := s.toks[i+1].class; c == 'e' || c == 'o' {
			s.otherFirms(h, i+2) // 其余21家企业
		}
		if s.In("item", s.toks[i+1].measure) && s.kind(i+2) != kOpen {
			s.skip(h, i+2, 10) // 后面三项再报
		}
	}
	for e := i + 1; e < i+8 && e < len(s.toks) && !s.breaks(e) && s.kind(e) != kNumber; e++ {
		if s.toks[e].kind != kRect {
			continue
		}
		cost := 150
		if h.anyOpen() {
			cost = 10
		}
		s.skip(h, e+1, cost)
		break
	}
}

// anyOpen reports whether the last claim is about what is put right or not.
func (h *hyp) anyOpen() bool {
	return h.last != nil && (isDone(h.last.role) || isLeft(h.last.role) || h.last.role == ordered)
}
