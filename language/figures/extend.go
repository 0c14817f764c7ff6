package figures

import (
	"math/bits"
	"strings"
)

// longestPhrase bounds how many tokens the words of one number may be.
const longestPhrase = 24

// spans reports whether a token may stand among the words of a number.
func spans(k byte) bool {
	switch k {
	case kGroup, kField, kCheck, kFind, kHazard, kMajor, kGeneral, kRect, kOpen, kItem,
		kUnknown, kObject, kHeading, 'a', 'j', kList, ':', 'h', 'd', 'l', 'T', 'P', 'V', 'A', 'y', 't', 'f', '2':
		return true
	}
	return false
}

// extend adds the readings that come of explaining the tokens at i.
func (s *chart) extend(h *hyp, i int) { //nolint:funlen,gocognit // a debt: the cases of one decision, to be split
	t := &s.toks[i]
	switch t.kind {
	case kComma, kStop, '(', ')', ':', kList, 'j':
		s.pass(h, i)
		return
	case kNumber, kVague:
		s.numberFirst(h, i)
		return
	case kOther:
		s.skip(h, i+1, 0)
		return
	}
	stated := s.statements(h, i)
	s.namesFirst(h, i)
	n := *h
	n.cost += stated
	if t.isName() || t.kind == 'a' || t.kind == kHeading {
		n.cost += 130
		switch t.kind {
		case 'a':
			if i+1 >= len(s.toks) || !s.toks[i+1].isName() {
				n.cost -= 55
			}
		case kHeading:
			n.cost -= 95
		case kRect, kFind:
			n.cost += 80
		case kItem:
			n.cost += 160
		}
		if t.Groups != 0 && !s.weakHere(i) && !s.weakAlone(i) && bits.OnesCount64(t.Groups) == 1 {
			n.group, n.named = bits.TrailingZeros64(t.Groups), true
			n.base = haz
			n.since = i
			if s.joined(i) {
				n.group = -1
			}
			n.cost -= 120
		}
		if t.kind == kOpen {
			n.cost += 80
		}
	} else {
		n.cost += 12
		if t.kind == 'P' && h.last != nil && h.last.role == check {
			n.cost += 80
		}
		n.within = n.within || t.kind == 'P' && h.last != nil && h.last.role == own
	}
	switch t.kind {
	case 'A', 'W':
		n.cost += 40
	}
	s.to(i+1, n)
}

// pass goes over a mark.
func (s *chart) pass(h *hyp, i int) {
	n := *h
	switch s.toks[i].kind {
	case '(':
		n.outer = n.base
	case ')':
		if n.outer != none {
			n.base, n.outer = n.outer, none
		}
		n.within = false
	case kStop:
		n.within = false
		if n.base == major && s.toks[i].to-s.toks[i].from == 1 && s.Runes[s.toks[i].from] != '\n' && s.Runes[s.toks[i].from] != ';' {
			n.base = haz
		}
	}
	s.to(i+1, n)
}

// namesFirst reads a number with its words before it.
func (s *chart) namesFirst(h *hyp, i int) { //nolint:gocognit // a debt: the cases of one decision, to be split
	j := i
	comma := 0
	for j < len(s.toks) && j-i < longestPhrase {
		k := s.toks[j].kind
		if k == kNumber || k == kVague {
			break
		}
		if k == kComma && comma == 0 && j+1 < len(s.toks) && (s.toks[j+1].kind == kNumber) && s.toks[j-1].isName() {
			comma = 1
			j++
			continue
		}
		if !spans(k) {
			return
		}
		j++
	}
	if j >= len(s.toks) || s.kind(j) != kNumber && s.kind(j) != kVague {
		return
	}
	p := s.phrase(i, j)
	cost := comma * margin
	if (p.has['A'] || p.has['2'] || p.has['j'] || p.has[kList] || p.has[kItem]) && s.each(h, i, j) {
		return
	}
	if p.has['2'] && p.Fields == 0 {
		s.skip(h, j+1, cost+10) // 书记镇长各带队2次
		return
	}
	s.claimNumber(h, j, j+1, &p, cost)
	// 发现3个重大隐患: the noun stands behind.
	if p.Fields == 0 && !p.Is(major) && !p.Is(rect) && !p.has[kHazard] && (p.has[kFind] || p.names == 0 || p.has[kCheck]) {
		s.nounBehind(h, i, j, cost)
	}
}

// nounBehind reads a verb before the number with the noun behind it.
func (s *chart) nounBehind(h *hyp, i, j, cost int) {
	for e := j + 1; e < len(s.toks) && e <= j+4; e++ {
		t := &s.toks[e]
		if t.kind != kHazard && t.kind != kMajor && t.kind != kGeneral && t.kind != kField && t.kind != kObject && t.kind != kUnknown && t.kind != kGroup && t.kind != kCheck {
			return
		}
		if t.space {
			return
		}
		p := s.phrase(i, j)
		q := s.phrase(j+1, e+1)
		p.Roles |= q.Roles
		p.Fields |= q.Fields
		p.names += q.names
		p.has[kHazard] = p.has[kHazard] || q.has[kHazard]
		s.claimNumber(h, j, e+1, &p, cost+20)
	}
}

// numberFirst reads a number with its words behind it, or alone.
func (s *chart) numberFirst(h *hyp, i int) {
	for e := i + 1; e < len(s.toks) && e <= i+8 && goesBehind(s.run, i, e); e++ {
		t := &s.toks[e]
		if !t.isName() {
			continue
		}
		p := s.phrase(i+1, e+1)
		cost := behindCost(s.run, i, e)
		if p.has['A'] && p.Is(rect) && h.last != nil && h.last.role == check && h.find(h.group, haz, -1) == nil && s.FieldAt(h.group, haz) >= 0 && s.askedFor(s.FieldAt(h.group, haz)) {
			cost += 150 // 22家35个都改了 counts what was found
		}
		if s.kind(i-1) == kUnknown && p.Is(rect) || !h.anyOpen() && t.kind == kOpen && s.toks[i].num.Chinese && s.toks[i].num.N == 1 && !s.exception(i, i) {
			cost += 90
			s.note(h, claim{role: none, group: h.group, field: -1, n: s.toks[i].num.N, tok: i, end: e + 1, kind: lost}, 60)
		}
		s.claimNumber(h, i, e+1, &p, cost)
	}
	if !s.uncounted(h, i) {
		s.alone(h, i)
	}
}

// goesBehind reports whether token e may stand among the words behind the number at i.
func goesBehind(s *run, i, e int) bool {
	t := &s.toks[e]
	return spans(t.kind) && !strings.ContainsRune("/:PlT", rune(t.kind)) && (!t.space || e != i+1 || !s.toks[i].space) && (t.kind != 'A' || !s.namedIn(i+1, e))
}

// behindCost is what it costs that the name at e is that of the number at i before it.
func behindCost(s *run, i, e int) int {
	cost := 40
	if i > 0 && s.toks[i-1].isName() && (s.toks[i].class != 'e' || !s.toks[i-1].Is(haz) && !s.toks[i-1].Is(major)) {
		cost += 120
	}
	if k := s.kind(e + 1); (k == kNumber || k == kVague) && !s.toks[e+1].space {
		cost += 60 // the name may be the next number's
	}
	if s.toks[e].space || s.toks[i+1].space {
		cost += 60
	}
	return cost
}

// uncounted reads a number of enterprises or people that counts nothing of its own: 对10家企业下达了指令书,
// 3家企业未发现隐患. It reports whether it can be nothing else.
func (s *chart) uncounted(h *hyp, i int) bool {
	c := s.toks[i].class
	for e := i + 1; (c == 'e' || c == 'p') && e < i+7 && !s.breaks(e) && strings.IndexByte("nFC", s.kind(e)) < 0; e++ {
		switch s.kind(e) {
		case 'f': // 对10家企业下达了指令书
			s.skip(h, e+1, 30)
			c = 0
		case 'y': // 对12家企业开展回头看
			s.skip(h, e+1, 0)
			return true
		}
	}
	if c = s.toks[i].class; c != 'e' && c != 'o' {
		return false
	}
	if s.kind(i+1) == 'X' && (s.kind(i+2) == kHazard || s.kind(i+2) == kCheck || s.kind(i+2) == kGroup) {
		s.skip(h, i+3, 20) // 3家企业未发现隐患
	}
	j := i + 1
	for strings.IndexByte("BGCdA", s.kind(j)) >= 0 {
		j++
	}
	if s.kind(j) == kNumber && j > i+1 && s.toks[j-1].Is(check) && !s.toks[j].space {
		s.skip(h, i+1, 20) // 28家企业检查35家次
	}
	return false
}

// aloneCost is what it costs to pass over the words beside a number.
func (s *run) aloneCost(i, j int) int {
	cost := 0
	if k := s.kind(i - 1); i > 0 && (s.toks[i-1].isName() && k != kGroup || k == kUnknown || k == kObject || k == 'l' || k == 'L' || k == 'P' || k == 'S' || k == 'E') {
		cost += 230
	}
	if j < len(s.toks) && (s.toks[j].isName() || s.kind(j) == 'A') && !s.toks[j].space {
		cost += 60
	}
	return cost
}

// remainder reports whether a number is what is left of the hazards in force, or
// the whole of those of which an answer says how many were put right.
func (s *run) remainder(h *hyp, t *token) bool {
	if t.class != 'i' && !s.In("counted", s.Word(t.from, t.to)) || t.kind != kNumber {
		return false
	}
	if len(s.asked) == 1 && (s.Part[s.asked[0]] == rect || s.Part[s.asked[0]] == rectMaj) {
		if f := s.FieldAt(h.group, haz); f >= 0 && s.have[f] == t.num.N {
			return true
		}
	}
	if d := h.find(h.group, done(h.base), -1); d != nil && d == h.last && h.find(h.group, h.base, -1) == nil {
		if f := s.FieldAt(h.group, h.base); f >= 0 && s.have[f] == d.n+t.num.N {
			return true // 整改了28个，还有2个
		}
	}
	return h.sums(t.num.N)
}

// checksBy reports whether a number of a measure, which costs so much without words, can
// be of the group's checks.
func checksBy(s *run, h *hyp, class byte, cost int) bool {
	return class != 0 && class == s.unitOf(h.group) && (h.named || !s.guess) && h.find(h.group, check, -1) == nil && (h.last == nil || h.last.role != own) && (cost == 0 || class == 'e' && cost <= 60) && s.askedFor(s.FieldAt(h.group, check))
}

// alone reads a number that has no words.
func (s *chart) alone(h *hyp, i int) {
	t := &s.toks[i]
	n := *h
	p := phrase{}
	j := i + 1
	for s.kind(j) == kObject {
		j++
	}
	if h.within || s.remainder(h, t) {
		m := n
		m.cost += 30 + s.aloneCost(i, j)/2
		s.to(j, m)
	}
	if t.class == 0 && (s.kind(i-1) == kUnknown && !t.space || s.kind(i+1) == kUnknown && !s.toks[i+1].space && s.toks[i+1].from == t.to) {
		n.cost += lostCost // 208房间
	}
	n.add(claim{role: none, group: h.group, field: -1, n: t.num.N, tok: i, end: j, kind: bare, vague: t.kind == kVague, fixed: t.minus, named: h.named})
	n.cost += 45 + s.aloneCost(i, j)
	s.to(j, n)
	// 自查：45家次 goes on with 120个: the measure alone names the part.
	if g := h.group; t.kind == kNumber && (t.num.N > 0 || s.kind(j) != kUnknown) && checksBy(s.run, h, t.class, s.aloneCost(i, j)) {
		s.claim(h, claim{role: check, group: g, field: -1, tok: i, end: j}, &p, 60)
	}
	// 44条 behind 31家 counts the hazards of the group that is asked.
	if g := h.group; t.class == 'i' && h.last != nil && h.last == h.find(g, check, -1) && h.last.kind == value && h.find(g, haz, -1) == nil && s.FieldAt(g, haz) >= 0 && len(s.asked) > 0 && s.askedFor(s.FieldAt(g, haz)) && s.aloneCost(i, j) == 0 {
		s.claim(h, claim{role: haz, group: g, field: -1, tok: i, end: j}, &p, 90)
	}
	s.note(h, claim{role: none, group: h.group, field: -1, n: t.num.N, tok: i, end: j, kind: lost, vague: t.kind == kVague}, lostCost)
}
