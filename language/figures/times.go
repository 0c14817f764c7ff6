package figures

import (
	"math/bits"
	"slices"
	"strings"

	"anwei/language/text"
)

// years makes a bare year another time where the text speaks of this year too.
func (s *prep) years() {
	this := false
	for k := range s.toks {
		this = this || s.In("thisyear", s.word(k))
	}
	for k := range s.toks {
		if t := &s.toks[k]; this && t.kind == kNoise && t.to-t.from == 5 && s.Runes[t.to-1] == '年' {
			t.kind = kForeign
		}
	}
}

// times takes out the numbers of other periods, of plans and of comparisons.
func (s *prep) times() {
	month := s.months()
	s.totals()
	scope, others := byte(0), false
	for i := 0; i < len(s.toks); {
		j := i
		for j < len(s.toks) && !s.breaks(j) {
			j++
		}
		if s.kind(i) == kForeign && s.In("next", s.word(i)) {
			s.aside(i)
			break
		}
		scope = s.timeOf(i, j, scope, month)
		others = others || slices.ContainsFunc(s.toks[i:j], func(t token) bool { return s.In("others", s.Word(t.from, t.to)) })
		if s.kind(j) == kStop && (scope == 'o' || others && scope == kForeign) {
			scope, others = 0, false
		}
		i = j + 1
	}
	s.nowAfter()
	for k := range s.toks {
		switch s.toks[k].kind {
		case kNow, kForeign, 'U', 'o', 'K', 'i', '3':
			s.toks[k].kind = 0
		}
	}
}

// totals lets the numbers before 其中10月份 be running totals where the text says so.
func (s *run) totals() {
	until := false
	for k := range s.toks {
		until = until || strings.IndexByte("U3Y", s.kind(k)) >= 0 || s.In("until", s.word(k))
		if !until || s.kind(k) != 'P' || s.kind(k+1) != kNow {
			continue
		}
		for i, _ := s.sentence(k); i < k; i++ {
			if s.kind(i) == kNumber || s.kind(i) == kVague {
				s.toks[i].kind = kOther
			}
		}
	}
}

// aside lets all that follows say nothing of this report: 下一步，计划再检查30家.
func (s *prep) aside(i int) {
	for k := i; k < len(s.toks); k++ {
		switch t := &s.toks[k]; {
		case t.kind == kNumber, t.kind == kVague, t.kind == kPercent:
			t.kind = kOther
		case strings.IndexByte("RQXAZOS", t.kind) >= 0:
			t.kind = kUnknown
		}
	}
}

// nowAfter lets the names of a number of another period stand before the number
// of this one: 上月隐患40个，这月44个.
func (s *prep) nowAfter() {
	for k := 0; k+3 < len(s.toks); k++ {
		if k+4 < len(s.toks) && (s.kind(k) == kNumber || s.kind(k) == kOther) && s.kind(k+1) == kComma && s.kind(k+2) == 'P' && s.kind(k+3) == kNow && s.kind(k+4) == kNumber && s.toks[k].class == s.toks[k+4].class {
			s.strike(k, k+3) // 检查52家次，其中本月16家次
		}
		if s.toks[k].kind == kOther && s.kind(k+1) == kComma && s.kind(k+2) == kNow && s.kind(k+3) == kNumber && s.toks[k].class == s.toks[k+3].class {
			s.toks[k].kind, s.toks[k+1].kind = 0, 0
		}
	}
}

// months returns the month that may be the one reported where several single months
// are spoken of, and 0 where it is clear.
func (s *prep) months() int {
	first, last, several := 0, 0, false
	for k := range s.toks {
		t := &s.toks[k]
		if t.kind != kNow || t.month == 0 || t.month == stretch {
			continue
		}
		if first == 0 {
			first = t.month
		}
		last = max(last, t.month)
		several = several || t.month != first
	}
	s.dated, s.running = several, s.running || several && s.month == 0
	switch {
	case !several:
		return 0
	case s.month > 0:
		return s.month
	case s.monthly:
		return last
	}
	return stretch
}

// clauseTime is what is known of the time of a clause, the tokens from i up to j.
type clauseTime struct {
	i, j      int
	at, scope byte // of what comes next, and of what comes after the clause
	nums      int
	named     bool
	day, plan bool
}

// otherTime reports whether a number is of another time, or a comparison.
func (c *clauseTime) otherTime() bool {
	return c.at == kForeign || c.at == 'K' || (c.scope == kForeign || c.scope == 'o') && c.at == 0
}

// otherPeriod reports whether a statement is of another period.
func (c *clauseTime) otherPeriod() bool {
	return c.at == kForeign && !c.day || c.scope == kForeign && c.at == 0
}

// timeOf reads one clause and returns the scope that holds after it.
func (s *prep) timeOf(i, j int, scope byte, month int) byte {
	c := clauseTime{i: i, j: j, scope: scope}
	for k := i; k < j; k++ {
		s.timeAt(&c, k, month)
	}
	return s.timeAfter(&c, i > 0 && s.kind(i-1) == '(')
}

// timeAt goes on with token k.
func (s *prep) timeAt(c *clauseTime, k, month int) {
	t := &s.toks[k]
	switch t.kind {
	case 'c':
		c.at, c.scope = 0, 0 // 实际
	case '3':
		if c.scope != kForeign && c.at == 0 {
			c.at = kNow
		}
	case kNow:
		c.at, c.scope = kNow, kNow
		if month != 0 && t.month > 0 && t.month != month {
			c.at, c.scope = kForeign, kForeign
		}
	case kForeign, 'U':
		s.timeBefore(c, k)
	case 'o':
		if !s.known(c.i, c.j) {
			c.at, c.day = kForeign, true
		}
	case 'K':
		c.at = 'K'
	case 'd':
		if c.scope == 'o' && k+1 < c.j && (s.toks[k+1].Is(check) || s.kind(k+1) == 'd') {
			c.at, c.scope = 0, 0 // 计划检查25家，已完成检查25家
		}
	case kNumber, kVague, kPercent:
		c.nums++
		if c.otherTime() {
			t.kind = kOther
		}
	default:
		c.named = c.named || t.isName()
		if c.otherPeriod() && strings.IndexByte("RQXAZO", t.kind) >= 0 {
			t.kind = kUnknown
		}
	}
}

// timeBefore reads another time, or a running total: 上月, 累计.
func (s *prep) timeBefore(c *clauseTime, k int) {
	total := s.kind(k) == 'U'
	if c.at == 'K' {
		return // 占应查企业的95%
	}
	if total || s.In("running", s.word(k)) {
		if s.running = true; s.monthly {
			return
		}
	}
	if !total || c.scope != kNow || c.at == 0 && (c.nums > 0 || !s.namedIn(k, c.j) || s.saidBefore(c.i, c.j)) {
		c.at = kForeign
	}
	c.plan = c.plan || !total && s.In("plantime", s.word(k))
}

// timeAfter returns the scope that holds after a clause, which may say of what time
// the numbers before it are.
func (s *prep) timeAfter(c *clauseTime, aside bool) byte {
	i, j := c.i, c.j
	switch {
	case c.at != kForeign:
	case aside && c.nums == 0 && !s.numberBefore(i):
		return kForeign
	case !aside && j-i == 1 && s.kind(i) == kForeign && s.kind(i-1) == kComma && (j >= len(s.toks) || s.kind(j) == kStop):
		s.otherBefore(i, false)
	case c.nums == 0 && (aside || !c.named && s.closes(i, j)):
		s.otherBefore(i, !aside || s.kind(i) == 'A' || s.toks[i].month == stretch)
	case c.plan && !aside || c.day && c.nums > 0 && c.named:
		return 'o'
	case !c.day && (c.named || c.nums == 0) && !aside:
		return kForeign
	}
	return c.scope
}

// known reports whether a name of the form begins at i.
func (s *run) known(i, j int) bool {
	for k := i; k < j; k++ {
		if g := s.toks[k].Groups; bits.OnesCount64(g) == 1 {
			f := s.FieldAt(bits.TrailingZeros64(g), check)
			return f >= 0 && s.have[f] >= 0 && !s.askedFor(f)
		}
	}
	return false
}

// saidBefore reports whether the checks of the clause were counted before it in
// its sentence.
func (s *prep) saidBefore(i, j int) bool {
	checks := false
	for k := i; k < j; k++ {
		checks = checks || s.toks[k].Is(check)
	}
	number := false
	for k := i - 1; checks && k >= max(0, i-reach) && s.toks[k].kind != kStop; k-- {
		number = (number || s.toks[k].kind == kNumber) && !s.breaks(k)
		if number && s.toks[k].Is(check) {
			return true
		}
	}
	return false
}

// numberBefore reports whether a number stands before token i in its sentence.
func (s *prep) numberBefore(i int) bool {
	for least := max(0, i-reach); i > least && s.toks[i-1].kind != kStop; i-- {
		i := i - 1
		if s.toks[i].kind == kNumber || s.toks[i].kind == kVague || s.toks[i].kind == kOther {
			return true
		}
	}
	return false
}

// closes reports whether a clause without figures says of those before it what
// time they are of: 都是上月的, 以上为累计.
func (s *prep) closes(i, j int) bool {
	if i == 0 {
		return false
	}
	for k := i; k < j; k++ {
		if s.toks[k].kind == 'A' || s.toks[k].kind == 'W' {
			return true
		}
	}
	return s.kind(j) == ')'
}

// otherBefore takes out the number before token i, or all of them.
func (s *prep) otherBefore(i int, every bool) {
	for k := i - 1; k >= 0; k-- {
		if s.toks[k].kind == kNumber || s.toks[k].kind == kVague {
			s.refuse(k, k+1, text.Ambiguous)
			s.toks[k].kind = kOther
			if !every {
				return
			}
		}
	}
}
