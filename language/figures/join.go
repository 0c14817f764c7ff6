package figures

import (
	"math/bits"

	"anwei/language/figures/token"
)

// claim adds the readings in which a number is of the part that c says.
func (s *chart) claim(h *hyp, c claim, p *phrase, cost int) {
	t := &s.Tokens[c.tok]
	fit := s.fits(t, c.role, c.group, c.field, p)
	if fit < 0 {
		return
	}
	c.n, c.vague, c.fixed, c.key, c.parts, c.special = t.Num.N, t.Kind == token.Vague, t.Minus, p.key, p.Parts, p.special
	n := *h
	n.cost += cost + fit
	n.group = c.group
	if p.Groups != 0 {
		n.named, n.since = true, c.tok
	}
	switch c.role {
	case check:
		n.base = haz
	case haz, general, major:
		n.base = c.role
	case rectMaj, openMaj:
		n.base = major
	case rect, open:
		n.base = haz
	default: // a base goes on being spoken of
	}
	n.within = p.has['P'] && c.role == check || n.within && c.role == check && !p.has[token.Check]
	if isLeft(c.role) && s.exception(c.tok, c.tok) {
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
	prior := h.find(c.group, c.role, c.field)
	s.join(n, c, prior, h, p)
}

// join adds a claim, beside one of the same part where there is one.
func (s *chart) join(n hyp, c claim, prior *claim, h *hyp, p *phrase) {
	put := func(k kindOf, cost int) {
		m := n
		c.kind = k
		m.within = m.within || k == inside && (p.has['P'] || h.within)
		m.cost += cost
		m.add(c)
		s.to(c.end, m)
	}
	switch {
	case prior != nil && prior.kind != zeroed:
		s.beside(c, prior, h, p, put)
	case prior == nil && s.Kind(c.tok-1) == 'T' && (c.role == check || c.role == haz):
		put(total, 0)
	case prior == nil && c.kind == excepted:
		put(excepted, 0)
	case p.has['P'] && (c.role == check || c.role == haz) && p.special:
		put(inside, 10)
	case prior == nil:
		put(value, 0)
	default:
		c.fixed = c.fixed || p.Parts != 0 && p.Parts&prior.parts == 0 // 没停产的，关了1家
		put(value, clashCost)
	}
}

// beside adds a claim to one before it: a correction, a total, a part of it, or
// something more of the same.
func (s *run) beside(c claim, prior *claim, h *hyp, p *phrase, put func(kindOf, int)) { //nolint:gocognit // a debt: the cases of one decision, to be split
	t, before := &s.Tokens[c.tok], &s.Tokens[prior.tok]
	alike := p.key == prior.key || c.role == haz && (!c.special || !prior.special)
	differs := !alike || p.Parts != prior.parts && p.Parts&prior.parts == 0
	worse, bad := s.fits(t, c.role, c.group, c.field, p) >= worst, s.fits(before, c.role, c.group, c.field, p) >= worst
	trips := t.Class == 't' && c.role == check
	switch {
	case c.fixed, !worse && bad: // 检查33次，检查企业51家
		put(fixedValue, 0)
	case p.has['T'], h.last.kind == total && h.last.end == p.from-1 && prior.tok < h.last.tok: // 合计检查18家、发现隐患27个
		put(total, 0)
	case isDone(c.role) && (p.has['l'] && s.In("more", s.Said(p.from)) || s.In("parttime", s.Said(c.tok-2)) && s.In("parttime", s.Said(prior.tok-2))):
		put(part, 10) // 后来又改了10个
	case (p.has['P'] || h.within) && c.n <= prior.n:
		put(inside, 10)
	case !differs && c.role == rect && s.Kind(c.tok-1) == 'V':
		put(part, 10) // 37个，现场改了30个，限期的7个也改了
	case !differs && c.n != prior.n:
		put(value, clashCost)
		if _, end := s.Sentence(c.tok); c.role == haz && s.AnyOf(c.tok, end, 'T') {
			put(doubtful, clashCost) // the total that follows wins
		}
	case !differs && trips:
		put(doubtful, 20)
	case !differs:
		put(inside, 20)
		if c.role == haz && h.checkBetween(prior.tok) {
			put(part, 20)
		}
	case h.outer != none:
		put(inside, 30)
		if c.role == own {
			put(part, 60)
		}
	case p.Parts != 0, c.role == check && prior.end == p.from-1 && s.Kind(prior.end) == token.List:
		put(part, 10)
	case trips && !p.has['a'] && p.Groups == 0:
		put(doubtful, 30) // 夜查2次、日查3次 may be of the same checks
	default:
		put(part, 30)
		if !trips && (!prior.special && c.n < prior.n || prior.special && !c.special) {
			put(inside, 50)
		}
	}
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
func (s *chart) each(h *hyp, i, j int) bool { //nolint:gocognit // a debt: the cases of one decision, to be split
	var parts []phrase
	from := i
	for k := i; k <= j; k++ {
		mark := k == j || s.Kind(k) == token.List || s.Kind(k) == 'j'
		if !mark && (k == from || s.Kind(k) != token.Field || s.Kind(k-1) != token.Field) { // 停产约谈问责都是0
			continue
		}
		if k > from {
			if p := s.phrase(from, k); p.names > 0 || p.has[token.Heading] {
				parts = append(parts, p)
			}
		}
		if from = k; mark {
			from++
		}
	}
	if len(parts) < 1 {
		return false
	}
	nums := []int{j}
	end := j + 1
	for s.Kind(end) == token.Number || links(s.Kind(end)) && s.Kind(end+1) == token.Number {
		if s.Kind(end) != token.Number {
			end++
		}
		nums = append(nums, end)
		end++
	}
	all := s.phrase(i, j)
	if all.has[token.Item] && bits.OnesCount64(all.Fields) == len(nums) && len(nums) > 1 {
		parts = nil
		for f := all.Fields; f != 0; f &= f - 1 {
			p := phrase{names: 1}
			p.Fields = f & -f
			parts = append(parts, p)
		}
	}
	if len(parts) > 1 && len(nums) == len(parts) {
		return s.eachOf(h, parts, nums, end)
	}
	if (all.has['A'] || all.has['2']) && (len(parts) > 1 || all.has[token.Item]) {
		return s.eachOf(h, parts, []int{j}, j+1)
	}
	return false
}

// eachOf claims what each of the parts names, of its own number or of the only one.
func (s *chart) eachOf(h *hyp, parts []phrase, nums []int, end int) bool {
	n := *h
	for k := range parts {
		p, tok := &parts[k], nums[min(k, len(nums)-1)]
		for _, c := range s.namedBy(&n, p) {
			if c.role == none && p.has[token.Heading] {
				c.role = check
			}
			if c.role == none || c.role == ordered || s.fits(&s.Tokens[tok], c.role, c.group, c.field, p) < 0 {
				return false
			}
			if c.role == major {
				n.base = major // 重大隐患及整改均为0
			}
			c.n, c.tok, c.end, c.fixed, c.vague, c.named = s.Tokens[tok].Num.N, tok, end, s.Tokens[tok].Minus, s.Tokens[tok].Kind == token.Vague, true
			n.add(c)
		}
	}
	s.to(end, n)
	return true
}

// namedBy returns claims of what the words of p name: fields of their own, or a part of
// the group, which is then in force.
func (s *run) namedBy(n *hyp, p *phrase) []claim {
	if bits.OnesCount64(p.Groups) == 1 {
		n.group, n.named = bits.TrailingZeros64(p.Groups), true
	}
	if p.Fields == 0 {
		return []claim{{role: p.role(n.base), group: n.group, field: -1}}
	}
	var all []claim
	for f := p.Fields; f != 0; f &= f - 1 {
		all = append(all, s.claimOf(bits.TrailingZeros64(f), 0, 0))
	}
	return all
}
