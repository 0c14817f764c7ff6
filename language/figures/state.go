package figures

import (
	"math/bits"
	"slices"
	"strings"

	"anwei/language/figures/token"
)

// statements adds the readings of what is said without a number of its own:
// nothing, all put right, the rest.
//
// It returns what it costs to pass over a statement that was understood.
func (s *chart) statements(h *hyp, i int) int {
	before := reached(s.buckets, i)
	switch s.Tokens[i].Kind {
	case 'y':
		if s.Kind(i+1) == token.Major && s.Kind(i+2) != token.Number && s.Kind(i+2) != token.Vague {
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
	for s.Kind(j) == 'A' || s.Kind(j) == 'W' || s.Kind(j) == 'm' && s.Kind(j-1) == 'W' || s.Kind(j) == token.Other || s.Kind(j) == token.Unknown && j > i && s.Tokens[j].To-s.Tokens[j].From < 3 {
		j++
	}
	if strings.IndexByte(",.u#:(", s.Kind(i-1)) < 0 || s.pendingBefore(i) {
		return
	}
	if s.Kind(j) == token.Number && s.Tokens[j].Num.N == 0 && s.Tokens[j].Class == 0 || s.Kind(j) == 'X' && !s.goesOn(j+1) && (j+1 >= len(s.Tokens) || !s.Tokens[j+1].IsName()) {
		s.zeroAll(h, i, j+1)
	}
}

// pendingBefore reports whether the clause before names figures and gives none:
// 停产、约谈情况统计出来了，都是0.
func (s *run) pendingBefore(i int) bool {
	if s.Kind(i-1) != token.Comma {
		return false
	}
	named := false
	for k := i - 2; k >= 0 && !s.Breaks(k); k-- {
		switch s.Tokens[k].Kind {
		case token.Field, token.Hazard, token.Major, token.Rect:
			named = true
		case 'X', token.Number, token.Vague:
			return false
		}
	}
	return named
}

// nothing reads 无重大隐患, and a bare 无.
func (s *chart) nothing(h *hyp, i int) { //nolint:gocognit // a debt: the cases of one decision, to be split
	j := i + 1
	for s.Kind(j) == 'X' && !s.Tokens[j].Space || s.Kind(j) == 'd' || s.Kind(j) == 'l' || s.Kind(j) == 'A' {
		j++
	}
	if s.Kind(j) == token.Open { // 没有未整改的隐患
		for s.Kind(j+1) == token.Hazard {
			j++
		}
		s.allDone(h, i, j+1, 20)
		return
	}
	if s.Kind(j) == token.Number && s.Tokens[j].Num.N == 1 && j+1 < len(s.Tokens) && (s.Tokens[j+1].IsName() || s.Kind(j+1) == token.Object) {
		j++
	}
	if s.Kind(i-1) == 'l' && (len(s.Tokens) > 2 || len(s.asked) != 1 || !isDone(s.Part[s.asked[0]])) {
		return // 还没检查
	}
	for e := j + 1; e <= len(s.Tokens) && e <= j+10; e++ {
		k := s.Tokens[e-1].Kind
		if !spans(k) || k == ':' || k == 'A' {
			break
		}
		if s.Tokens[e-1].IsName() && !s.goesOn(e) {
			s.zero(h, j, e, e, 20)
		}
	}
	if (j == i+1 || s.Kind(j-1) == 'X' && !s.Tokens[j-1].Space) && s.meant(j) && s.Kind(i-1) != 'f' {
		n := *h
		n.add(claim{role: none, group: h.group, field: -1, tok: i, end: j, kind: bare, key: 1, named: h.named})
		n.cost += 50
		s.to(j, n)
	}
}

// meant reports whether a bare 无, behind which token j stands, is about what was asked and
// about nothing else: 没下去 and 没停的 are, 没有发生事故 and 没有煤矿 are not.
func (s *run) meant(j int) bool {
	switch k := s.Kind(j); {
	case k != token.Object && (k != token.Unknown || s.Tokens[j].Space):
		return !s.goesOn(j)
	case len(s.asked) == 1 && strings.ContainsRune(s.Form.Fields[s.asked[0]].Title, s.Runes[s.Tokens[j].From]):
		return true
	}
	return s.In("undone", s.Said(j))
}

// namedNothing reads 重大隐患没有.
func (s *chart) namedNothing(h *hyp, i int) {
	j := i
	for j < len(s.Tokens) && j-i < longestPhrase && (spans(s.Tokens[j].Kind) || s.Kind(j) == token.Number && s.Tokens[j].Num.N == 1 && (j == i || s.Next(j+1, "A", 'X') >= 0)) {
		j++
	}
	if s.Kind(j) != 'X' || j == i {
		return
	}
	end := j + 1
	for s.Kind(end) == 'X' {
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
	if e >= len(s.Tokens) || s.Tokens[e].Space {
		return false
	}
	switch s.Tokens[e].Kind {
	case token.Unknown:
		return !s.In("goeson", s.Said(e))
	case token.Heading, token.Open, 'r', 'f', token.Now, token.Foreign, 'V', 'd', token.Other:
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
		if k < j && !links(s.Tokens[k].Kind) {
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
	if p.Groups == 0 && p.Fields == 0 && p.Is(major) && !p.Is(rect) && (s.Kind(tok-2) == 'W' || s.Kind(tok-1) == 'W') {
		return n.nowhere(s.run, tok, end) // 以上均无重大隐患
	}
	if p.Groups == 0 && p.Fields == 0 && s.rivals(n, p.role(n.base), tok) >= 0 {
		return p.role(n.base) != major || s.AnyIn(s.Word(s.Tokens[max(0, tok-2)].From, s.Tokens[end-1].To), "even") && n.nowhere(s.run, tok, end)
	}
	if bits.OnesCount64(p.Groups) > 1 {
		return false
	}
	for _, c := range s.namedBy(n, p) {
		c.tok, c.end, c.kind, c.parts = tok, end, zeroed, p.Parts
		switch c.role {
		case own:
		case check, none:
			if c.role == none && p.Groups == 0 {
				return false
			}
			if c.role == none || p.Groups != 0 && s.Kind(tok-1) != 'X' && s.Kind(tok) != 'X' {
				c.kind, c.role = groupZero, none
			}
		case haz:
			if p.unknown > 0 && p.special || s.partly(p) {
				return true // of one kind only
			}
		case major, general:
			n.base = major
		default:
			return p.names == 1 && s.Kind(tok) == 'X'
		}
		n.nothing(c)
	}
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
	return slices.ContainsFunc(s.Tokens[p.from:p.to], func(t token.Token) bool { return s.In("haz.part", s.Word(t.From, t.To)) })
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
	count := s.Tokens[i].Num.N
	if s.Kind(j) == token.Number && s.In("item", s.Tokens[j].Measure) && s.Kind(j+1) == 'A' {
		count = s.Tokens[j].Num.N
		j++
	}
	if s.Kind(j) == token.Vague && s.Tokens[j].Num.Next == 0 {
		j++ // 后面几个
	}
	for (s.Kind(j) == token.Other || s.Kind(j) == token.Unknown || s.Kind(j) == 'A' || s.Kind(j) == ':' || s.Kind(j) == 'm') && j < i+5 {
		j++
	}
	if s.Kind(j) == token.Number && s.Tokens[j].Num.N == 0 && s.Tokens[j].Class == 0 || s.Kind(j) == 'X' && (j+1 >= len(s.Tokens) || !s.Tokens[j+1].IsName() || s.Tokens[j+1].Space) {
		s.note(h, claim{role: none, group: -1, field: -1, n: count, tok: i, end: j + 1, kind: restZero}, 0)
		return
	}
	if s.Kind(i+1) == token.Number {
		if c := s.Tokens[i+1].Class; c == 'e' || c == 'o' {
			s.otherFirms(h, i+2) // 其余21家企业
		}
		if s.In("item", s.Tokens[i+1].Measure) && s.Kind(i+2) != token.Open {
			s.skip(h, i+2, 10) // 后面三项再报
		}
	}
	for e := i + 1; e < i+8 && e < len(s.Tokens) && !s.Breaks(e) && s.Kind(e) != token.Number; e++ {
		if s.Tokens[e].Kind != token.Rect {
			continue
		}
		s.skip(h, e+1, 150)
		break
	}
}

// anyOpen reports whether the last claim is about what is put right or not.
func (h *hyp) anyOpen() bool {
	return h.last != nil && (isDone(h.last.role) || isLeft(h.last.role) || h.last.role == ordered)
}
