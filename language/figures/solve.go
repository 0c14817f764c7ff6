package figures

import (
	"math/bits"
	"slices"
	"strings"

	"anwei/language/figures/token"
	"anwei/language/text"
)

// run is one text being read.
type run struct {
	*token.Text
	asked   []int
	mask    uint64 // the fields asked
	have    []int64
	guess   bool // a number is not exact
	home    int  // the group of all fields asked, -1 for none or several
	first   role
	month   int // the month reported, 0 where it is not known
	refused []refusal
	monthly bool // a running total is a figure of the month
	running bool // there is a running total
	dated   bool // several months are spoken of
	steps   int
}

// chart is the search: the readings that reach each token.
type chart struct {
	*run
	buckets [][]hyp
}

type refusal struct {
	from, to int
	why      text.Reason
}

// Costs, in hundredths of the cost of one unexplained statement.
const (
	margin    = 100
	width     = 20
	narrow    = 10  // the width for a text of many tokens
	many      = 300 // tokens
	lostCost  = 800
	clashCost = 100
	worst     = 150 // what a measure costs that is not the field's own
)

// hyp is a reading of the text up to some token.
type hyp struct {
	cost   int
	group  int  // in force, -1 for none
	base   role // the hazards that a bare 整改 is about
	outer  role // base before the bracket
	within bool // 其中 is in force
	named  bool // the group in force was named, not asked
	since  int  // the token that named the group
	last   *claim
	sum    uint64 // of all claims
}

// claim is what a reading has a number or a statement say. Claims form a list
// that readings share.
type claim struct {
	prev    *claim
	role    role
	group   int
	field   int // of own, else -1
	n       int64
	tok     int // the number, or where the statement begins
	end     int
	kind    kindOf
	key     uint32
	parts   uint8
	special bool
	fixed   bool
	vague   bool
	named   bool
}

type kindOf int8

const (
	value      kindOf = iota
	total             // 共5次
	part              // of those before it
	fixedValue        // instead of the one before it
	doubtful          // a part, or counted already
	inside            // of the one before it, adds nothing
	all               // 均已整改
	excepted          // 除2个外: open, and the rest is done
	zeroed            // 无
	restZero          // 其余为0
	groupZero         // 部门检查无
	bare              // a number without a name
	lost              // a number that nothing explains
	noted             // a statement that was not understood
)

// solve walks the tokens and returns the readings that reach the end, the best
// first.
func (s *chart) solve() []hyp {
	s.buckets = make([][]hyp, len(s.Tokens)+1)
	s.buckets[0] = []hyp{{group: s.home, base: s.first}}
	for i := range s.Tokens {
		s.prune(i)
		for k := range s.buckets[i] {
			h := s.buckets[i][k]
			s.extend(&h, i)
		}
		if i > 0 {
			s.buckets[i-1] = nil
		}
	}
	s.prune(len(s.Tokens))
	return s.buckets[len(s.Tokens)]
}

// prune keeps the best readings of those that reached token i.
func (s *chart) prune(i int) {
	b := s.buckets[i]
	slices.SortStableFunc(b, func(x, y hyp) int { return x.cost - y.cost })
	kept := b[:0]
	for _, h := range b {
		if len(kept) == width || len(kept) == narrow && len(s.Tokens) > many {
			break
		}
		if len(kept) > 0 && h.cost > kept[0].cost+12*margin {
			break
		}
		if !slices.ContainsFunc(kept, func(k hyp) bool { return k.same(&h) }) {
			kept = append(kept, h)
		}
	}
	s.buckets[i] = kept
}

// same reports whether two readings cannot be told apart from here on.
func (h *hyp) same(o *hyp) bool {
	return h.sum == o.sum && h.group == o.group && h.base == o.base && h.within == o.within && h.outer == o.outer
}

// to adds a reading that has explained the tokens up to j.
func (s *chart) to(j int, h hyp) {
	s.steps++
	s.buckets[j] = append(s.buckets[j], h)
}

// add puts a claim to a reading, and to the sum that tells readings apart.
func (h *hyp) add(c claim) {
	c.prev = h.last
	for _, x := range [...]uint64{uint64(c.role), uint64(c.group), uint64(c.field), uint64(c.n), uint64(c.tok), uint64(c.kind)} { //nolint:gosec // a number below zero wraps, which is as good for a hash
		h.sum = (h.sum ^ x) * 1099511628211
	}
	h.last = &c
}

// find returns the last claim of the part in the group.
func (h *hyp) find(g int, r role, field int) *claim {
	for c, n := h.last, 0; c != nil && n < token.Reach; c, n = c.prev, n+1 {
		if c.group == g && c.role == r && (r != own || c.field == field) && c.kind != noted && c.kind != lost && c.kind != inside {
			return c
		}
	}
	return nil
}

// fits returns what it costs that a number with its measure is of the part in
// the group, or -1 where it cannot be.
func (s *run) fits(t *token.Token, r role, g, field int, p *phrase) int {
	var unit byte
	if r == ordered {
		return 0
	}
	switch {
	case r == own:
		unit = s.Measure[s.Form.Fields[field].Unit]
		if t.Measure != "" && t.Measure == s.Form.Fields[field].Unit {
			return 0
		}
	case r == check && g >= 0 && s.FieldAt(g, check) >= 0:
		unit = s.Measure[s.Form.Fields[s.FieldAt(g, check)].Unit]
	case r == check:
		unit = 0
	default:
		unit = 'i'
	}
	if t.Class == 0 || unit == 0 || t.Class == unit {
		return 0
	}
	switch {
	case r == check && unit == 'e' && (t.Class == 'o' || t.Class == 'i' && p.unknown > 0):
		return 50
	case r == check && unit == 'e' && t.Class == 't':
		return 250
	case r == check && unit == 't' && t.Measure == "家次":
		return 150
	case r == own && unit == 'p' && t.Measure == "个" && !p.has[token.Object]:
		return 50
	case r == own && unit == 'e' && (t.Class == 'i' || t.Class == 'o') && p.unknown > 0:
		return 90
	}
	return -1
}

// inGroup is a group that a part may be of, and what that costs.
type inGroup struct{ group, cost int }

// groupsFor returns the groups that a part without a group of its own may be of.
func (s *run) groupsFor(h *hyp, r role, p *phrase) []inGroup {
	if bits.OnesCount64(p.Groups) > 1 {
		return nil
	}
	if p.Groups != 0 {
		named := inGroup{group: bits.TrailingZeros64(p.Groups)}
		if g := s.tripGroup(); r == check && s.home < 0 && g >= 0 && g != named.group && s.Kind(p.to) == token.Number && s.Tokens[p.to].Class == 't' {
			return []inGroup{named, {g, 50}} // 组织部门督查3次
		}
		return []inGroup{named}
	}
	first := inGroup{group: h.group}
	if h.group < 0 && !h.named {
		first.group = s.onlyGroup(r)
		if r == check && p.has['a'] {
			first.group = s.tripGroup()
		}
	}
	if r == check && h.named && h.group != s.home && (!s.Near(h.since, p.to) || s.home >= 0 && h.last != nil && h.last.tok > h.since) && !s.ownCheck(h.group, p) {
		return []inGroup{{group: -1}}
	}
	if g := s.rivals(h, r, p.from); g >= 0 && r != check {
		return []inGroup{first, {g, 50}}
	}
	if h.named && h.since != p.from-1 && s.home >= 0 && s.home != h.group && s.FieldAt(s.home, r) >= 0 && h.find(s.home, r, -1) == nil {
		cost := 80
		if h.find(h.group, check, -1) != nil {
			cost = 160 // 自查12家 opens the report of its group
		}
		return []inGroup{first, {s.home, cost}}
	}
	return []inGroup{first}
}

// rivals returns another group of the sentence that token tok stands in, of
// which the part was not said, so that a number without a group could be of it:
// 企业自查45家次，部门检查28家次，隐患120个. It returns -1 for none.
func (s *run) rivals(h *hyp, r role, tok int) int {
	if r == own || r == none || h.last == nil || h.named && h.since >= tok-2 && h.since < tok && h.last.tok < h.since {
		return -1
	}
	comma := false
	for k := h.last.end; k < tok; k++ {
		comma = comma || s.Tokens[k].Kind == token.Comma || s.Tokens[k].Kind == 'T' || s.Tokens[k].Space
	}
	if !comma {
		return -1
	}
	for c, n := h.last, 0; c != nil && n < token.Reach && s.Near(c.tok, tok); c, n = c.prev, n+1 {
		if c.group >= 0 && c.group != h.group && c.role != own && c.kind != zeroed && c.kind != groupZero && s.FieldAt(c.group, r) >= 0 && h.find(c.group, r, -1) == nil {
			return c.group
		}
	}
	return -1
}

// tripGroup returns the only group whose checks are counted by times, or -1.
func (s *run) tripGroup() int {
	return s.only(func(g int) bool { return s.unitOf(g) == 't' })
}

// onlyGroup returns the group that alone has a field for the part, or -1.
func (s *run) onlyGroup(r role) int {
	return s.only(func(g int) bool { return s.FieldAt(g, r) >= 0 })
}

// only returns the only group that is so, or -1.
func (s *run) only(so func(int) bool) int {
	only := -1
	for g := range s.Fields {
		if so(g) {
			if only >= 0 {
				return -1
			}
			only = g
		}
	}
	return only
}

// ownCheck reports whether a check of the phrase is one that the group's field
// goes by: 自查, where the group is that of 自查.
func (s *run) ownCheck(g int, p *phrase) bool {
	f := s.FieldAt(g, check)
	if f < 0 {
		return false
	}
	fd := s.Form.Fields[f]
	said := false
	for k := p.from; k < p.to; k++ {
		if s.Tokens[k].Kind != token.Check {
			continue
		}
		said = true
		w := s.Said(k)
		if strings.Contains(fd.Title+fd.Name, w) || slices.Contains(fd.Words, w) {
			return true
		}
	}
	return !said
}

// reading is a whole reading of the text with the values it comes to.
type reading struct {
	hyp    hyp
	values map[int]found
	clash  bool
	cost   int
	lost   []*claim // numbers that nothing came of
	at     int      // the number that contradicts one before it, 0 for none
	// against is the number before it.
	against int
	blind   []*claim // statements whose base is not known
}

type found struct {
	n        int64
	from, to int // tokens
	blocked  bool
}
