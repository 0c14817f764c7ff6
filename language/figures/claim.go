package figures

import (
	"math/bits"
	"slices"

	"anwei/language/figures/token"
)

// claimNumber adds the readings in which the words of p say what the number at
// tok counts. The tokens up to end are explained.
func (s *chart) claimNumber(h *hyp, tok, end int, p *phrase, cost int) {
	t := &s.Tokens[tok]
	cost += 10*p.unknown + s.strain(tok, end, p)
	if s.noFigure(h, tok, end, p, cost) {
		return
	}
	r := p.role(h.base)
	if o := h.find(h.group, ordered, -1); r == ordered && (p.has['d'] || s.AnyIn(s.Word(s.Tokens[p.from].From, s.Tokens[p.to-1].To), "done")) && (o == nil && s.Kind(p.from-1) == token.List || o != nil && s.Tokens[tok].Num.N <= o.n) && h.find(h.group, rect, -1) != nil {
		s.note(h, claim{role: rect, group: h.group, field: -1, n: s.Tokens[tok].Num.N, tok: tok, end: end, kind: part}, cost)
		return // 限期整改的已完成22处
	}
	switch {
	case r == haz && !p.has[token.Hazard] && p.Groups != 0 && h.base == major && h.find(-1, major, -1) != nil:
		r = major // 重大隐患2项，其中企业自查发现2项
	case r == none && p.has['a'] && (t.Class == 't' || t.Kind == token.Vague):
		r = check
	case r == major && h.last != nil && h.last.role == rect && h.find(h.last.group, major, -1) != nil && (h.outer != none && (s.Kind(p.from-1) == '(' || s.Kind(p.from-1) == 'P') || p.has['P'] && h.last.end == p.from-1):
		r = rectMaj // 整改66条（重大1条）
	case r == major && h.last != nil && h.last.role == rectGen && h.last.end == p.from-1 && s.Kind(p.from-1) == token.List:
		r = rectMaj // 已整改一般隐患209处、重大隐患1处
	}
	switch {
	case r == none:
		s.unnamed(h, tok, end, p, cost)
	case r == own:
		s.claimOwn(h, tok, end, p, cost)
	case !s.ofPart(h, r, tok, end, p, cost):
		s.claimRole(h, r, tok, end, p, cost)
	}
}

// strain is what it costs that other words want the number too.
func (s *run) strain(tok, end int, p *phrase) int {
	cost := 0
	if end == tok+1 && (s.Kind(end) == token.Hazard || s.Kind(end) == token.Major) && !s.Tokens[end].Space && !p.has[token.Hazard] && !p.Is(rect) {
		cost += 100 // 自查公布的29处安全隐患
	}
	if s.Kind(end) == token.Open && !p.has[token.Rect] && !p.has[token.Open] {
		cost += 150 // 还有7个未整改 counts no hazards found
	}
	return cost
}

// noFigure passes over a number that its words make no figure: papers, what was
// planned, what is left out.
func (s *chart) noFigure(h *hyp, tok, end int, p *phrase, cost int) bool {
	firms := s.Tokens[tok].Class == 'e'
	switch {
	case s.otherThing(p) && (bits.OnesCount64(p.Fields) != 1 || s.Tokens[tok].Measure != s.Form.Fields[bits.TrailingZeros64(p.Fields)].Unit):
		s.skip(h, end, cost)
	case (s.listed(p.from, 'V', "handed") || s.Kind(p.from) == 'f') && (p.Is(haz) || p.names == 0) && !p.Is(rect) && s.Tokens[tok].Class == 'i' && h.find(h.group, haz, -1) != nil:
		s.skip(h, end, cost+10) // 移交问题2条, 整改通知书12份涉及隐患25条
	case p.Is(major) && s.Kind(tok-2) == 'l' && s.Kind(tok-4) == token.Open: // 未整改的5处中有重大隐患1处
		s.note(h, claim{role: major, group: h.group, field: -1, tok: tok, end: end, kind: noted}, cost)
	case p.has['y'] && p.Is(major):
		s.note(h, claim{role: haz, group: h.group, field: -1, tok: tok, end: end, kind: noted}, cost+10)
	case p.names == 0 && (s.Kind(s.Opening(tok)) == 'f' || s.Kind(tok-1) == 't' || firms && s.In("having", s.Said(tok-1))):
		s.skip(h, end, cost+20) // 安装报警器8个, 停工2个, 有问题12家
	case p.has['V'] && p.Is(check) && !p.Is(rect) && p.Fields == 0 && s.Heads(p.from) && s.listed(p.from, 'V', "plan"):
		s.skip(h, end, cost+20)
	case p.Fields != 0 && p.Is(check) && p.Groups == 0 && firms:
		s.skip(h, end, cost+20) // 检查停产企业3家
	case p.has['y'], p.has['t'] && p.Fields != 0:
		s.skip(h, end, cost+10) // 复查企业8家次
	default:
		return false
	}
	return true
}

// listed reports whether token k is of the kind and its word in the list.
func (s *run) listed(k int, kind byte, list string) bool {
	return s.Kind(k) == kind && s.In(list, s.Said(k))
}

// note adds a reading with a claim that gives no value.
func (s *chart) note(h *hyp, c claim, cost int) {
	n := *h
	n.cost += cost
	n.add(c)
	s.to(c.end, n)
}

// claimOwn claims a field that is named by words of its own.
func (s *chart) claimOwn(h *hyp, tok, end int, p *phrase, cost int) {
	f := bits.TrailingZeros64(p.Fields)
	switch {
	case bits.OnesCount64(p.Fields) != 1:
	case (p.has['l'] || s.Kind(tok-1) == 'l') && len(s.asked) == 0 && s.have[f] >= 0:
		// 还有1家停产
	case p.has['P'] && !p.has['V'] && h.find(s.Group[f], own, f) == nil:
		s.skip(h, end, cost+10)
	case s.otherThing(p), s.fits(&s.Tokens[tok], own, s.Group[f], f, p) < 0: // 曝光典型案例1家 may be one more
		s.note(h, claim{role: none, group: s.Group[f], field: f, n: s.Tokens[tok].Num.N, tok: tok, end: end, kind: lost}, cost+margin) // 约谈负责人2人
	default:
		s.claim(h, claim{role: own, group: s.Group[f], field: f, tok: tok, end: end}, p, cost)
	}
}

// ofPart passes over a number of people, of firms with hazards, or of a part of
// the firms.
func (s *chart) ofPart(h *hyp, r role, tok, end int, p *phrase, cost int) bool {
	class := s.Tokens[tok].Class
	behind := h.within && p.Groups == 0 && s.Kind(p.from-1) == token.Number
	switch {
	case r == haz && behind:
		s.note(h, claim{role: haz, group: h.group, field: -1, tok: tok, end: end, kind: noted, vague: true}, cost+10) // 其中煤矿5家发现隐患12个
	case r == check && class == 'p':
		s.skip(h, end, cost+30) // 督导检查16人次
	case behind && (isDone(r) || isLeft(r)) && h.base == haz:
		s.skip(h, end, cost+20) // 其中煤矿12个已整改10个
	case (class == 'e' || class == 'o') && (r == haz || r == general || r == major || isDone(r) || isLeft(r)):
		for e := end; s.Kind(e) == token.Object || s.Kind(e) == 'V' || s.Kind(e) == token.Unknown || s.Kind(e) == token.Field; e++ {
			if s.Kind(e) == token.Field {
				cost += 100
			}
		}
		s.skip(h, end, cost+30) // 发现18家存在问题
	default:
		return false
	}
	return true
}

// claimRole claims the part r in the groups that it may be of.
func (s *chart) claimRole(h *hyp, r role, tok, end int, p *phrase, cost int) {
	t := &s.Tokens[tok]
	if r == check && p.Groups != 0 && t.Num.N == 0 && t.Class == 0 && t.Kind == token.Number {
		n := *h
		n.cost += cost
		if s.zeroOf(&n, p, tok, end) {
			s.to(end, n)
		}
		cost += 2 * margin
	}
	if r == rect && p.Groups == 0 && h.severalGroups() && !s.Near(h.since, tok) {
		if whole := h.find(h.group, haz, -1); whole != nil && whole.n < t.Num.N {
			s.skip(h, end, cost+30) // 共整改180个
			return
		}
	}
	if r == rect && p.Is(haz) && s.AnyIn(s.Said(p.from), "urged") && s.Kind(p.from+1) == token.Hazard && s.Kind(end+1) != 'S' && h.find(h.group, haz, -1) == nil {
		s.note(h, claim{role: rect, group: h.group, field: -1, tok: tok, end: end, kind: noted}, cost+20) // 督促整改隐患60处
	}
	for _, in := range s.groupsFor(h, r, p) {
		for _, alt := range s.bases(h, r, in.group, t.Num.N, p) {
			s.claim(h, claim{role: alt.role, group: in.group, field: -1, tok: tok, end: end}, p, cost+in.cost+alt.cost)
		}
	}
}

func (s *chart) skip(h *hyp, end, cost int) {
	n := *h
	n.cost += cost
	s.to(end, n)
}

type choice struct {
	role role
	cost int
}

// bases returns what a number of things put right or left open may be about:
// 整改3个 behind 重大隐患3个 is about these, or about all hazards.
func (s *chart) bases(h *hyp, r role, g int, n int64, p *phrase) []choice {
	if p.Is(major) || p.has[token.General] || r != rectMaj && r != openMaj {
		return []choice{{r, 0}}
	}
	none := func(r role) bool { return h.find(g, r, -1) == nil }
	m := h.find(g, major, -1)
	fits, wide := m == nil || n <= m.n, (!none(haz) || !none(general)) && none(rectGen) && none(rect) && none(open)
	switch {
	case fits && wide:
		return []choice{{r, 0}, {rect, 60}}
	case wide:
		return []choice{{rect, 0}}
	case fits:
		return []choice{{r, 0}}
	}
	return []choice{{r, 300}}
}

// unnamed reads a number whose words name no part: a heading, a total, a kind of
// object, a group.
func (s *chart) unnamed(h *hyp, tok, end int, p *phrase, cost int) { //nolint:funlen,gocognit // a debt: the cases of one decision, to be split
	t := &s.Tokens[tok]
	g := h.group
	if p.Groups != 0 {
		if bits.OnesCount64(p.Groups) > 1 {
			return
		}
		g = bits.TrailingZeros64(p.Groups)
	}
	n := *h
	if p.Groups != 0 && !p.has['T'] {
		n.group, n.named, n.base = g, true, haz
		n.cost += cost
		s.alone(&n, tok)
		return
	}
	counts := func(cost int) { s.claim(h, claim{role: check, group: g, field: -1, tok: tok, end: end}, p, cost) }
	last := h.find(g, check, -1)
	if t.Class == 'i' && last != nil && p.unknown > 0 && p.names == 0 && s.Kind(p.from-1) == token.List && s.Near(last.tok, tok) {
		counts(cost)
	}
	if last != nil && last == h.last && last.end == p.from-1 && last.kind != bare && (s.Kind(last.end) == token.List || s.Kind(last.end) == 'j') && (p.unknown > 0 || p.has[token.Object]) && p.names == 0 && (t.Class == 'e' || t.Class == 'o') && !h.within && last.kind != inside {
		counts(-margin / 2) // 矿山4座、尾矿库2座
		return
	}
	countsChecks := t.Class == 'e' || t.Class == 't' || t.Class == 'o' || t.Class == 0 && p.has[token.Heading]
	switch {
	case h.within && !p.has['T'] && (p.unknown > 0 || p.has['a']):
		n.cost += cost + 10
		s.to(end, n)
	case p.has['P'] && (t.Class != 0 || h.last != nil && s.Tokens[h.last.tok].Class == 0 && t.Num.N <= h.last.n) && (p.unknown > 0 || last != nil && last == h.last && t.Class == s.Tokens[last.tok].Class && t.Num.N <= last.n && s.Tokens[tok-1].To == t.From):
		n.cost += cost + 10
		n.within = true
		s.to(end, n)
	case p.has['T'] && h.last != nil && h.last.role == own && s.fits(t, own, g, h.last.field, p) == 0 && t.Class != 0:
		s.claim(h, claim{role: own, group: h.last.group, field: h.last.field, tok: tok, end: end}, p, cost+20)
	case p.has['T'] && countsChecks && g >= 0:
		counts(cost + 20)
	case countsChecks && last != nil && p.unknown > 0 && s.Heads(p.from) && s.Near(last.tok, tok):
		counts(cost + 30)
	case p.has[token.Heading] && g >= 0:
		counts(cost + 20)
	case countsChecks && last == nil && p.unknown > 0 && t.Class == s.unitOf(g) && h.group == s.home && s.askedFor(s.FieldAt(g, check)) && (len(s.asked) == 1 || s.totalAhead(end)):
		counts(cost + 120)
	}
	if p.unknown > 0 || p.has['P'] {
		s.note(h, claim{role: none, group: g, field: -1, n: t.Num.N, tok: tok, end: end, kind: lost}, cost+200)
	}
}

// totalAhead reports whether the sentence comes to a total: 北村3家南村4家共7家.
func (s *run) totalAhead(k int) bool {
	for end := min(k+token.Reach, len(s.Tokens)-1); k < end && s.Kind(k) != token.Stop && !s.Tokens[k].IsName(); k++ {
		if s.Tokens[k].Kind == 'T' && s.Kind(k+1) == token.Number {
			return true
		}
	}
	return false
}

// haveAny reports whether there are values already.
func (s *run) haveAny() bool {
	return slices.ContainsFunc(s.have, func(n int64) bool { return n >= 0 })
}

// otherThing reports whether what stands right before the number is counted by
// no form: papers, teams, fines.
func (s *run) otherThing(p *phrase) bool {
	for k := p.to - 1; k >= p.from; k-- {
		switch s.Tokens[k].Kind {
		case 'f':
			return k < 2 || s.Kind(k-1) != 'j' || !s.Tokens[k-2].IsName()
		case 'T', 'l', 'd', 'm', ':':
		case token.Object, token.Unknown: // 查处违法违规企业3家
			if p.Fields != 0 || p.Is(check) || !s.Opens(p.from) || !p.has[token.Find] {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// askedFor reports whether the field was asked, or nothing was.
func (s *run) askedFor(f int) bool {
	return len(s.asked) == 0 || f >= 0 && s.mask>>min(f, 63)&1 == 1
}

// unitOf returns what the measure of a group's checks counts, 0 where there is no field.
func (s *run) unitOf(g int) byte {
	if f := s.FieldAt(g, check); f >= 0 {
		return s.Measure[s.Form.Fields[f].Unit]
	}
	return 0
}
