package figures

import (
	"math/bits"
	"strings"

	"anwei/language/figures/token"
)

// longestPhrase bounds how many tokens the words of one number may be.
const longestPhrase = 24

// spans reports whether a token may stand among the words of a number.
func spans(k byte) bool {
	switch k {
	case token.Group, token.Field, token.Check, token.Find, token.Hazard, token.Major, token.General, token.Rect, token.Open, token.Item,
		token.Unknown, token.Object, token.Heading, 'a', 'j', token.List, ':', 'h', 'd', 'l', 'T', 'P', 'V', 'A', 'y', 't', 'f', '2':
		return true
	}
	return false
}

// extend adds the readings that come of explaining the tokens at i.
func (s *chart) extend(h *hyp, i int) {
	t := &s.Tokens[i]
	switch t.Kind {
	case token.Comma, token.Stop, '(', ')', ':', token.List, 'j', token.Other:
		s.pass(h, i)
		return
	case token.Number, token.Vague:
		s.numberFirst(h, i)
		return
	}
	stated := s.statements(h, i)
	s.namesFirst(h, i)
	n := *h
	n.cost += stated
	if t.IsName() || t.Kind == 'a' || t.Kind == token.Heading {
		n.cost += 130
		if t.Groups != 0 && bits.OnesCount64(t.Groups) == 1 {
			n.group, n.named, n.since = bits.TrailingZeros64(t.Groups), true, i
			if h.last == nil || h.last.role != major || h.last.group >= 0 {
				n.base = haz
			}
			if s.Joined(i) {
				n.group = -1
			}
			n.cost -= 120
		}
	} else {
		n.cost += 12
		if t.Kind == 'P' && h.last != nil && h.last.role == check {
			n.cost += 80
		}
		n.within = n.within || t.Kind == 'P' && h.last != nil && h.last.role == own
	}
	s.to(i+1, n)
}

// pass goes over a mark, or a number that was refused.
func (s *chart) pass(h *hyp, i int) {
	n := *h
	switch s.Tokens[i].Kind {
	case token.Other:
		if s.Kind(i-1) == token.Major && h.find(h.group, haz, -1) == nil {
			n.base = major // 新增重大隐患2个，已整改1个
			n.add(claim{role: rectMaj, group: h.group, field: -1, tok: i, end: i + 1, kind: noted})
		}
	case '(':
		n.outer = n.base
	case ')':
		if n.outer != none {
			n.base, n.outer = n.outer, none
		}
		n.within = false
	case token.Stop:
		n.within = false
		if n.base == major && s.Tokens[i].To-s.Tokens[i].From == 1 && s.Runes[s.Tokens[i].From] != '\n' && s.Runes[s.Tokens[i].From] != ';' {
			n.base = haz
		}
	}
	s.to(i+1, n)
}

// namesFirst reads a number with its words before it.
func (s *chart) namesFirst(h *hyp, i int) { //nolint:gocognit // a debt: the cases of one decision, to be split
	j := i
	comma := 0
	for j < len(s.Tokens) && j-i < longestPhrase {
		k := s.Tokens[j].Kind
		if k == token.Number || k == token.Vague {
			break
		}
		if k == token.Comma && comma == 0 && j+1 < len(s.Tokens) && (s.Tokens[j+1].Kind == token.Number) && s.Tokens[j-1].IsName() {
			comma = 1
			j++
			continue
		}
		if !spans(k) {
			return
		}
		j++
	}
	if j >= len(s.Tokens) || s.Kind(j) != token.Number && s.Kind(j) != token.Vague {
		return
	}
	p := s.phrase(i, j)
	cost := comma * margin
	if (p.has['A'] || p.has['2'] || p.has['j'] || p.has[token.List] || p.has[token.Item]) && s.each(h, i, j) {
		return
	}
	if p.has['2'] && p.Fields == 0 {
		s.skip(h, j+1, cost+10) // 书记镇长各带队2次
		return
	}
	s.claimNumber(h, j, j+1, &p, cost)
	// 发现3个重大隐患: the noun stands behind.
	if p.Fields == 0 && !p.Is(major) && !p.Is(rect) && !p.has[token.Hazard] && (p.has[token.Find] || p.names == 0 || p.has[token.Check]) {
		s.nounBehind(h, i, j, cost)
	}
}

// nounBehind reads a verb before the number with the noun behind it.
func (s *chart) nounBehind(h *hyp, i, j, cost int) {
	for e := j + 1; e < len(s.Tokens) && e <= j+4; e++ {
		t := &s.Tokens[e]
		if t.Kind != token.Hazard && t.Kind != token.Major && t.Kind != token.General && t.Kind != token.Field && t.Kind != token.Object && t.Kind != token.Unknown && t.Kind != token.Group && t.Kind != token.Check {
			return
		}
		if t.Space {
			return
		}
		p := s.phrase(i, j)
		q := s.phrase(j+1, e+1)
		p.Roles |= q.Roles
		p.Fields |= q.Fields
		p.names += q.names
		p.has[token.Hazard] = p.has[token.Hazard] || q.has[token.Hazard]
		s.claimNumber(h, j, e+1, &p, cost+20)
	}
}

// numberFirst reads a number with its words behind it, or alone.
func (s *chart) numberFirst(h *hyp, i int) {
	for e := i + 1; e < len(s.Tokens) && e <= i+8 && goesBehind(s.run, i, e); e++ {
		t := &s.Tokens[e]
		if !t.IsName() {
			continue
		}
		p := s.phrase(i+1, e+1)
		cost := behindCost(s.run, i, e)
		if p.has['A'] && p.Is(rect) && h.last != nil && h.last.role == check && h.find(h.group, haz, -1) == nil && s.FieldAt(h.group, haz) >= 0 && s.askedFor(s.FieldAt(h.group, haz)) {
			cost += 150 // 22家35个都改了 counts what was found
		}
		if s.Kind(i-1) == token.Unknown && p.Is(rect) || !h.anyOpen() && t.Kind == token.Open && s.Tokens[i].Num.Chinese && s.Tokens[i].Num.N == 1 && !s.exception(i, i) {
			s.note(h, claim{role: none, group: h.group, field: -1, n: s.Tokens[i].Num.N, tok: i, end: e + 1, kind: lost}, 60)
		}
		s.claimNumber(h, i, e+1, &p, cost)
	}
	if !s.uncounted(h, i) {
		s.alone(h, i)
	}
}

// goesBehind reports whether token e may stand among the words behind the number at i.
func goesBehind(s *run, i, e int) bool {
	t := &s.Tokens[e]
	return spans(t.Kind) && !strings.ContainsRune("/:PlT", rune(t.Kind)) && (!t.Space || e != i+1 || !s.Tokens[i].Space) && (t.Kind != 'A' || !s.NamedIn(i+1, e))
}

// behindCost is what it costs that the name at e is that of the number at i before it.
func behindCost(s *run, i, e int) int {
	cost := 40
	if i > 0 && s.Tokens[i-1].IsName() && (s.Tokens[i].Class != 'e' || !s.Tokens[i-1].Is(haz) && !s.Tokens[i-1].Is(major)) {
		cost += 120
	}
	if s.Tokens[e].Space || s.Tokens[i+1].Space {
		cost += 60
	}
	return cost
}

// uncounted reads a number of enterprises or people that counts nothing of its own: 对10家企业下达了指令书,
// 3家企业未发现隐患. It reports whether it can be nothing else.
func (s *chart) uncounted(h *hyp, i int) bool {
	c := s.Tokens[i].Class
	for e := i + 1; (c == 'e' || c == 'p') && e < i+7 && !s.Breaks(e) && strings.IndexByte("nFC", s.Kind(e)) < 0; e++ {
		switch s.Kind(e) {
		case 'f': // 对10家企业下达了指令书
			s.skip(h, e+1, 30)
			c = 0
		case 'y': // 对12家企业开展回头看
			s.skip(h, e+1, 0)
			return true
		}
	}
	if c = s.Tokens[i].Class; c != 'e' && c != 'o' {
		return false
	}
	if s.Kind(i+1) == 'X' && (s.Kind(i+2) == token.Hazard || s.Kind(i+2) == token.Check || s.Kind(i+2) == token.Group) {
		s.skip(h, i+3, 20) // 3家企业未发现隐患
	}
	j := i + 1
	for strings.IndexByte("BGCdA", s.Kind(j)) >= 0 {
		j++
	}
	if s.Kind(j) == token.Number && j > i+1 && s.Tokens[j-1].Is(check) && !s.Tokens[j].Space {
		s.skip(h, i+1, 20) // 28家企业检查35家次
	}
	return false
}

// aloneCost is what it costs to pass over the words beside a number.
func (s *run) aloneCost(i, j int) int {
	cost := 0
	if k := s.Kind(i - 1); i > 0 && (s.Tokens[i-1].IsName() && k != token.Group || k == token.Unknown || k == token.Object || k == 'l' || k == 'L' || k == 'P' || k == 'S' || k == 'E') {
		cost += 230
	}
	if j < len(s.Tokens) && (s.Tokens[j].IsName() || s.Kind(j) == 'A') && !s.Tokens[j].Space {
		cost += 60
	}
	return cost
}

// remainder reports whether a number is what is left of the hazards in force, or
// the whole of those of which an answer says how many were put right.
func (s *run) remainder(h *hyp, t *token.Token) bool {
	if t.Class != 'i' && !s.In("counted", s.Word(t.From, t.To)) || t.Kind != token.Number {
		return false
	}
	if len(s.asked) == 1 && (s.Part[s.asked[0]] == rect || s.Part[s.asked[0]] == rectMaj) {
		if f := s.FieldAt(h.group, haz); f >= 0 && s.have[f] == t.Num.N {
			return true
		}
	}
	if d := h.find(h.group, done(h.base), -1); d != nil && d == h.last && h.find(h.group, h.base, -1) == nil {
		if f := s.FieldAt(h.group, h.base); f >= 0 && s.have[f] == d.n+t.Num.N {
			return true // 整改了28个，还有2个
		}
	}
	return h.sums(t.Num.N)
}

// checksBy reports whether a number of a measure, which costs so much without words, can
// be of the group's checks.
func checksBy(s *run, h *hyp, class byte, cost int) bool {
	return (h.named || !s.guess) && class != 0 && class == s.unitOf(h.group) && h.find(h.group, check, -1) == nil && (h.last == nil || h.last.role != own) && (cost == 0 || class == 'e' && cost <= 60) && s.askedFor(s.FieldAt(h.group, check))
}

// alone reads a number that has no words.
func (s *chart) alone(h *hyp, i int) {
	t := &s.Tokens[i]
	n := *h
	p := phrase{}
	j := i + 1
	for s.Kind(j) == token.Object {
		j++
	}
	pass := s.aloneCost(i, j)
	if h.within || s.remainder(h, t) {
		m := n
		m.cost += 30 + pass/2
		s.to(j, m)
	}
	if t.Class == 0 && (s.Kind(i-1) == token.Unknown && !t.Space || s.Kind(i+1) == token.Unknown && !s.Tokens[i+1].Space && s.Tokens[i+1].From == t.To) {
		n.cost += lostCost // 208房间
	}
	n.add(claim{role: none, group: h.group, field: -1, n: t.Num.N, tok: i, end: j, kind: bare, vague: t.Kind == token.Vague, fixed: t.Minus, named: h.named})
	n.cost += 45 + pass
	s.to(j, n)
	if c := h.last; c != nil && c.role == haz && c.end == i-1 && s.Kind(i-1) == token.List && t.Class == s.Tokens[c.tok].Class && t.Class != 0 {
		s.note(h, claim{role: haz, group: c.group, field: -1, n: t.Num.N, tok: i, end: j, kind: part, vague: t.Kind == token.Vague}, 0) // 隐患分别为12处、5处、16处
	}
	// 自查：45家次 goes on with 120个: the measure alone names the part.
	if g := h.group; t.Kind == token.Number && (t.Num.N > 0 || s.Kind(j) != token.Unknown) && checksBy(s.run, h, t.Class, pass) {
		s.claim(h, claim{role: check, group: g, field: -1, tok: i, end: j}, &p, 60)
	}
	// 44条 behind 31家 counts the hazards of the group that is asked.
	if g := h.group; t.Class == 'i' && h.last != nil && h.last == h.find(g, check, -1) && h.last.kind == value && h.find(g, haz, -1) == nil && s.FieldAt(g, haz) >= 0 && len(s.asked) > 0 && s.askedFor(s.FieldAt(g, haz)) && pass == 0 {
		s.claim(h, claim{role: haz, group: g, field: -1, tok: i, end: j}, &p, 90)
	}
	s.note(h, claim{role: none, group: h.group, field: -1, n: t.Num.N, tok: i, end: j, kind: lost, vague: t.Kind == token.Vague}, lostCost)
}
