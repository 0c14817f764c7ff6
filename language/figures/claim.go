package figures

import "math/bits"

// claimNumber adds the readings in which the words of p say what the number at
// tok counts. The tokens up to end are explained.
func (s *chart) claimNumber(h *hyp, tok, end int, p *phrase, cost int) {
	t := &s.toks[tok]
	cost += 10 * p.unknown
	if s.otherThing(p) {
		s.skip(h, end, cost)
		return
	}
	if end == tok+1 && (s.kind(end) == kHazard || s.kind(end) == kMajor) && !s.toks[end].space && !p.is(haz) && !p.is(rect) {
		cost += 100 // 自查公布的29处安全隐患
	}
	if s.kind(end) == kOpen && !p.has[kRect] && !p.has[kOpen] {
		cost += 150 // 还有7个未整改 counts no hazards found
	}
	if p.has['y'] && ((p.is(check) || p.names == 0) && t.class == 'e' && !p.is(rect) || p.is(major)) {
		n := *h
		n.cost += cost + 10
		n.add(claim{role: haz, group: h.group, field: -1, n: t.num.N, tok: tok, end: end, kind: noted})
		if !p.is(major) {
			n.last.role, n.last.kind = none, lost
		}
		s.to(end, n)
		return
	}
	if p.has['V'] && p.is(check) && !p.is(rect) && p.fields == 0 && s.heads(p.from) && s.kind(p.from) == 'V' && s.table.in("plan", s.Word(s.toks[p.from].from, s.toks[p.from].to)) {
		s.skip(h, end, cost+20)
		return
	}
	if p.fields != 0 && p.is(check) && p.groups == 0 && t.class == 'e' {
		s.skip(h, end, cost+20) // 检查停产企业3家
		return
	}
	if p.has['y'] || p.has['t'] && p.fields != 0 {
		s.skip(h, end, cost+10)
		return
	}
	if p.has[kItem] {
		s.claimItem(h, tok, end, p, cost)
		return
	}
	r := p.role(h.base)
	if r == none && p.has['a'] && (t.class == 't' || t.kind == kVague) {
		r = check
	}
	if r == none {
		s.unnamed(h, tok, end, p, cost)
		return
	}
	if r == major && h.outer != none && h.last != nil && h.last.role == rect && h.find(h.last.group, major, -1) != nil && s.kind(p.from-1) == '(' {
		r = rectMaj // 整改66条（重大1条）
	}
	if r == haz && h.within && p.groups == 0 && s.kind(p.from-1) == kNumber {
		s.part(h, tok, end, p, cost)
		return
	}
	if r == check && t.class == 'p' {
		s.skip(h, end, cost+30) // 督导检查16人次
		return
	}
	if h.within && p.groups == 0 && (r >= rect && r <= openMaj) && s.kind(p.from-1) == kNumber && h.base == haz {
		s.skip(h, end, cost+20) // 其中煤矿12个已整改10个
		return
	}
	if (t.class == 'e' || t.class == 'o') && r >= haz && r <= openMaj {
		if s.kind(end) == kField || s.kind(end) == kObject && s.kind(end+1) == kField {
			cost += 100
		}
		s.skip(h, end, cost+30) // 发现18家存在问题
		return
	}
	if r == own {
		if bits.OnesCount64(p.fields) != 1 {
			return
		}
		f := bits.TrailingZeros64(p.fields)
		if (p.has['l'] || s.kind(tok-1) == 'l') && len(s.asked) == 0 && s.have[f] >= 0 {
			return // 还有1家停产
		}
		if p.has['P'] && !p.has['V'] && h.find(s.layout.group[f], own, f) == nil {
			s.skip(h, end, cost+10)
			return
		}
		s.claim(h, claim{role: own, group: s.layout.group[f], field: f, tok: tok, end: end}, p, cost)
		return
	}
	if r == check && p.groups != 0 && t.num.N == 0 && t.class == 0 && t.kind == kNumber {
		n := *h
		n.cost += cost
		if s.zeroOf(&n, p, tok, end) {
			s.to(end, n)
		}
		cost += 2 * margin
	}
	if p.has['l'] && r < rect && len(s.asked) == 0 && h.last == nil && s.haveAny() {
		return
	}
	groups, costs, n := s.groupsFor(h, r, p)
	if r == rect && p.groups == 0 && h.severalGroups() && !s.near(h.since, tok) {
		if whole := h.find(h.group, haz, -1); whole != nil && whole.n < t.num.N {
			n = 0
			s.skip(h, end, cost+30) // 共整改180个
		}
	}
	for k := range n {
		for _, alt := range s.bases(h, r, groups[k], t.num.N, p) {
			c := claim{role: alt.role, group: groups[k], field: -1, tok: tok, end: end}
			s.claim(h, c, p, cost+costs[k]+alt.cost)
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
func (s *run) bases(h *hyp, r role, g int, n int64, p *phrase) []choice {
	if p.is(major) || p.has[kGeneral] {
		return []choice{{r, 0}}
	}
	switch r {
	case rectMaj, openMaj:
		whole := h.find(g, major, -1)
		out := []choice{{r, 0}}
		if whole != nil && n > whole.n {
			out = nil
		}
		all := rect
		if r == openMaj {
			all = open
		}
		if (h.find(g, haz, -1) != nil || h.find(g, general, -1) != nil) && h.find(g, rectGen, -1) == nil && h.find(g, all, -1) == nil && h.find(g, open, -1) == nil {
			out = append(out, choice{all, 60 * len(out)})
		}
		if len(out) == 0 {
			out = append(out, choice{r, 300})
		}
		return out
	case rectGen, openGen:
		out := []choice{{r, 0}}
		if whole := h.find(g, general, -1); whole != nil && n > whole.n {
			out[0].cost = 300
			out = append(out, choice{rect, 20})
		}
		return out
	case rect, open:
		out := []choice{{r, 0}}
		m := h.find(g, major, -1)
		if m == nil || n > m.n {
			return out
		}
		if r == rect && h.find(g, rect, -1) != nil && h.find(g, rectMaj, -1) == nil {
			out = append(out, choice{rectMaj, 60})
		}
		return out
	}
	return []choice{{r, 0}}
}

// claimItem reads 第7项应为2.
func (s *chart) claimItem(h *hyp, tok, end int, p *phrase, cost int) {
	if bits.OnesCount64(p.fields) != 1 {
		return
	}
	f := bits.TrailingZeros64(p.fields)
	if f >= len(s.layout.part) {
		return
	}
	c := claim{role: s.layout.part[f], group: s.layout.group[f], field: -1, tok: tok, end: end}
	if c.role == own {
		c.field = f
	}
	q := phrase{}
	q.names = 1
	if s.fits(&s.toks[tok], c.role, c.group, c.field, &q) < 0 {
		return
	}
	s.claim(h, c, &q, cost)
}

// unnamed reads a number whose words name no part: a heading, a total, a kind of
// object, a group.
func (s *chart) unnamed(h *hyp, tok, end int, p *phrase, cost int) {
	t := &s.toks[tok]
	g := h.group
	if p.groups != 0 {
		if bits.OnesCount64(p.groups) > 1 {
			return
		}
		g = bits.TrailingZeros64(p.groups)
	}
	n := *h
	if p.groups != 0 && !p.has['T'] {
		n.group, n.named, n.base = g, true, haz
		if p.has[kUnknown] {
			cost += 40
		}
		n.cost += cost
		s.alone(&n, tok)
		return
	}
	last := h.find(g, check, -1)
	if t.class == 'i' && last != nil && p.unknown > 0 && p.names == 0 && s.kind(p.from-1) == kList && s.near(last.tok, tok) {
		s.claim(h, claim{role: check, group: g, field: -1, tok: tok, end: end}, p, cost)
	}
	countsChecks := t.class == 'e' || t.class == 't' || t.class == 'o' || t.class == 0 && p.has[kHeading]
	switch {
	case h.within && !p.has['T'] && (p.unknown > 0 || p.has['a']):
		n.cost += cost + 10
		s.to(end, n)
	case p.has['P'] && p.unknown > 0 && t.class != 0:
		n.cost += cost + 10
		n.within = true
		s.to(end, n)
	case p.has['T'] && h.last != nil && h.last.role == own && s.fits(t, own, g, h.last.field, p) == 0 && t.class != 0:
		s.claim(h, claim{role: own, group: h.last.group, field: h.last.field, tok: tok, end: end}, p, cost+20)
	case p.has['T'] && countsChecks && g >= 0:
		s.claim(h, claim{role: check, group: g, field: -1, tok: tok, end: end}, p, cost+20)
	case countsChecks && last != nil && p.unknown > 0 && s.heads(p.from) && s.near(last.tok, tok):
		s.claim(h, claim{role: check, group: g, field: -1, tok: tok, end: end}, p, cost+30)
	case p.has[kHeading] && g >= 0:
		s.claim(h, claim{role: check, group: g, field: -1, tok: tok, end: end}, p, cost+20)
	case countsChecks && last == nil && p.unknown > 0 && t.class == s.unitOf(g, check) && h.group == s.home && s.askedFor(s.at(g, check)) && (len(s.asked) == 1 || s.totalAhead(end)):
		s.claim(h, claim{role: check, group: g, field: -1, tok: tok, end: end}, p, cost+120)
	case p.has['T']:
		n.cost += cost + 20*p.unknown
		s.alone(&n, tok)
	}
	if p.unknown > 0 || p.has['P'] {
		n = *h
		n.cost += cost + 200
		n.add(claim{role: none, group: g, field: -1, n: t.num.N, tok: tok, end: end, kind: lost})
		s.to(end, n)
	}
}

// totalAhead reports whether the sentence comes to a total: 北村3家南村4家共7家.
func (s *run) totalAhead(k int) bool {
	for ; k+1 < len(s.toks) && s.kind(k) != kStop && !s.toks[k].isName(); k++ {
		if s.toks[k].kind == 'T' && s.kind(k+1) == kNumber {
			return true
		}
	}
	return false
}

// haveAny reports whether there are values already.
func (s *run) haveAny() bool {
	for _, n := range s.have {
		if n >= 0 {
			return true
		}
	}
	return false
}

// part reads hazards of a part of the firms: 其中煤矿5家发现隐患12个.
func (s *chart) part(h *hyp, tok, end int, p *phrase, cost int) {
	n := *h
	n.cost += cost + 10
	n.add(claim{role: haz, group: h.group, field: -1, n: s.toks[tok].num.N, tok: tok, end: end, kind: noted, vague: true})
	if h.find(h.group, haz, -1) != nil {
		n.last = h.last
	}
	s.to(end, n)
}

// askedFor reports whether the field was asked, or nothing was.
func (s *run) askedFor(f int) bool {
	return len(s.asked) == 0 || f >= 0 && s.mask>>min(f, 63)&1 == 1
}

// heads reports whether token k begins a clause or a member of a list.
func (s *run) heads(k int) bool {
	return k == 0 || s.breaks(k-1) || s.kind(k-1) == kList || s.kind(k-1) == 'j' || s.kind(k-1) == kNumber
}

// near reports whether two numbers stand in one sentence.
func (s *run) near(a, b int) bool {
	for k := a; k < b; k++ {
		if s.toks[k].kind == kStop {
			return false
		}
	}
	return true
}

// claim adds the readings in which a number is of the part that c says.
func (s *chart) claim(h *hyp, c claim, p *phrase, cost int) {
	t := &s.toks[c.tok]
	if c.group < 0 && c.role != own {
		c.group = -1
	}
	fit := s.fits(t, c.role, c.group, c.field, p)
	if fit < 0 {
		return
	}
	c.n, c.vague, c.fixed, c.key, c.parts, c.special = t.num.N, t.kind == kVague, t.minus, p.key, p.parts, p.special
	c.named = p.groups != 0 || h.named
	n := *h
	n.cost += cost + fit
	n.group = c.group
	if p.groups != 0 {
		n.named, n.since = true, c.tok
	}
	n.pend = -1
	switch c.role {
	case check:
		n.base = haz
	case haz, general, major:
		n.base = c.role
	case rectMaj, openMaj:
		n.base = major
	}
	if p.has['P'] && c.role == check {
		n.within = true
	} else if c.role != check || p.has[kCheck] {
		n.within = false
	}
	if c.role >= open && c.role <= openMaj && s.exception(c.tok, c.tok) {
		c.kind = excepted
	}
	if p.joint && c.role == haz {
		m := n
		m.add(c)
		d := c
		d.role = rect
		m.add(d)
		s.to(c.end, m)
		return
	}
	if p.joint {
		c.role = rect
	}
	prior := h.find(c.group, c.role, c.field)
	s.join(n, c, prior, h, p)
}

// join adds a claim beside one of the same part.
func (s *chart) join(n hyp, c claim, prior *claim, h *hyp, p *phrase) {
	put := func(k kindOf, cost int) {
		m := n
		c.kind = k
		m.within = m.within || k == inside && (p.has['P'] || h.within)
		m.cost += cost
		m.add(c)
		s.to(c.end, m)
	}
	if prior == nil && s.kind(c.tok-1) == 'T' && c.role == check {
		put(total, 0)
		return
	}
	if prior == nil && c.kind == excepted {
		put(excepted, 0)
		return
	}
	if prior == nil || prior.kind == zeroed {
		if p.has['P'] && (c.role == check || c.role == haz) && p.special {
			put(inside, 10)
			return
		}
		if prior != nil && p.parts != 0 && p.parts&prior.parts == 0 {
			c.fixed = true // 没停产的，关了1家
		}
		if prior != nil && !c.fixed && c.n != 0 {
			put(value, clashCost)
			return
		}
		put(value, 0)
		return
	}
	if c.role == haz && !(c.special && prior.special) && p.key != prior.key {
		p.key = prior.key
	}
	differs := p.key != prior.key || p.parts != prior.parts && p.parts&prior.parts == 0
	now, before := s.fits(&s.toks[c.tok], c.role, c.group, c.field, p), s.fits(&s.toks[prior.tok], c.role, c.group, c.field, p)
	switch {
	case c.fixed:
		put(value, 0)
	case now < 150 && before >= 150:
		c.fixed = true // 检查33次，检查企业51家
		put(value, 0)
	case now >= 150 && before < 150:
		put(inside, 0)
		if c.tok == prior.end {
			c.fixed = true
			put(value, 30) // 28家35次
		}
	case p.has['T']:
		put(total, 0)
	case (p.has['P'] || h.within) && c.n <= prior.n:
		put(inside, 10)
	case c.n == prior.n && !differs && c.role == haz && h.checkBetween(prior.tok):
		put(inside, 20)
		put(part, 20)
	case c.n == prior.n && !differs:
		c.vague = c.vague || c.role == check && s.toks[c.tok].class == 't'
		if c.vague {
			put(part, 20)
			return
		}
		put(inside, 20)
	case differs && h.outer != none:
		put(inside, 30)
		if c.role == own {
			put(part, 60)
		}
	case differs && p.parts != 0:
		put(part, 10)
	case differs:
		// 夜查2次、日查3次 may be of the same checks.
		trips := s.toks[c.tok].class == 't'
		c.vague = c.vague || trips && !p.has['a'] && p.groups == 0
		put(part, 30)
		if trips {
			return
		}
		if !prior.special && c.n < prior.n || prior.special && !c.special {
			put(inside, 50)
		}
	default:
		put(value, clashCost)
	}
}

// otherThing reports whether what stands right before the number is counted by
// no form: papers, teams, fines.
func (s *run) otherThing(p *phrase) bool {
	for k := p.to - 1; k >= p.from; k-- {
		switch s.toks[k].kind {
		case 'f':
			return k < 2 || s.kind(k-1) != 'j' || !s.toks[k-2].isName()
		case 'T', 'l', 'd', 'm', ':':
		default:
			return false
		}
	}
	return false
}

// checkBetween reports whether a check was claimed behind token tok.
func (h *hyp) checkBetween(tok int) bool {
	for c := h.last; c != nil && c.tok > tok; c = c.prev {
		if c.role == check {
			return true
		}
	}
	return false
}

// each reads names of which all have the number behind them: 停产、约谈均为0.
func (s *chart) each(h *hyp, i, j int) bool {
	var parts []phrase
	from := i
	for k := i; k <= j; k++ {
		if k < j && s.toks[k].kind != kList && s.toks[k].kind != 'j' {
			continue
		}
		if k > from {
			if p := s.phrase(from, k); p.names > 0 || p.has[kHeading] {
				parts = append(parts, p)
			}
		}
		from = k + 1
	}
	if len(parts) < 1 {
		return false
	}
	nums := []int{j}
	end := j + 1
	for (s.kind(end) == kList || s.kind(end) == 'j' || s.kind(end) == kComma) && s.kind(end+1) == kNumber {
		nums = append(nums, end+1)
		end += 2
	}
	all := s.phrase(i, j)
	if all.has[kItem] && bits.OnesCount64(all.fields) == len(nums) && len(nums) > 1 {
		parts = nil
		for f := all.fields; f != 0; f &= f - 1 {
			p := phrase{names: 1}
			p.fields = f & -f
			parts = append(parts, p)
		}
	}
	if len(parts) > 1 && len(nums) == len(parts) {
		return s.eachOf(h, parts, nums, end, true)
	}
	if all.has['A'] && (len(parts) > 1 || all.has[kItem]) {
		return s.eachOf(h, parts, []int{j}, j+1, false)
	}
	return false
}

func (s *chart) eachOf(h *hyp, parts []phrase, nums []int, end int, several bool) bool {
	n := *h
	for k := range parts {
		p := &parts[k]
		tok := nums[0]
		if several {
			tok = nums[k]
		}
		g := n.group
		if p.groups != 0 && bits.OnesCount64(p.groups) == 1 {
			g = bits.TrailingZeros64(p.groups)
			n.group = g
		}
		for f := p.fields; f != 0; f &= f - 1 {
			i := bits.TrailingZeros64(f)
			if i >= len(s.layout.part) || several && bits.OnesCount64(p.fields) > 1 {
				return false
			}
			c := claim{role: s.layout.part[i], group: s.layout.group[i], field: -1, n: s.toks[tok].num.N, tok: tok, end: end, fixed: s.toks[tok].minus, named: true}
			if c.role == own {
				c.field = i
			}
			n.add(c)
		}
		if p.fields != 0 {
			continue
		}
		r := p.role(n.base)
		if r == none && p.has[kHeading] {
			r = check
		}
		if r == none || r == ordered {
			return false
		}
		if r == haz || r == major || r == general {
			n.base = r
		}
		if s.fits(&s.toks[tok], r, g, -1, p) < 0 {
			return false
		}
		n.add(claim{role: r, group: g, field: -1, n: s.toks[tok].num.N, tok: tok, end: end, fixed: s.toks[tok].minus, vague: s.toks[tok].kind == kVague})
	}
	s.to(end, n)
	return true
}

// unitOf returns what the measure of a part counts, 0 where there is no field.
func (s *run) unitOf(g int, r role) byte {
	if f := s.at(g, r); f >= 0 {
		return s.table.measure[s.form.Fields[f].Unit]
	}
	return 0
}
