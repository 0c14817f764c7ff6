package figures

import (
	"math/bits"
	"slices"
	"strings"

	"anwei/language/figures/token"
	"anwei/language/text"
)

// years makes a bare year another time where the text speaks of this year too.
func (s *prep) years() {
	this := false
	for k := range s.Tokens {
		this = this || s.In("thisyear", s.Said(k))
	}
	for k := range s.Tokens {
		if t := &s.Tokens[k]; this && t.Kind == token.Noise && t.To-t.From == 5 && s.Runes[t.To-1] == '年' {
			t.Kind = token.Foreign
		}
	}
}

// times takes out the numbers of other periods, of plans and of comparisons.
func (s *prep) times() {
	month := s.months()
	s.totals()
	scope, others := byte(0), false
	for i := 0; i < len(s.Tokens); {
		j := i
		for j < len(s.Tokens) && !s.Breaks(j) {
			j++
		}
		if s.Kind(i) == token.Foreign && s.In("next", s.Said(i)) {
			s.aside(i)
			break
		}
		scope = s.timeOf(i, j, scope, month)
		others = others || slices.ContainsFunc(s.Tokens[i:j], func(t token.Token) bool { return s.In("others", s.Word(t.From, t.To)) })
		if s.Kind(j) == token.Stop && (scope == 'o' || others && scope == token.Foreign) {
			scope, others = 0, false
		}
		i = j + 1
	}
	s.nowAfter()
	for k := range s.Tokens {
		switch t := &s.Tokens[k]; t.Kind {
		case token.Now, token.Foreign, 'U', 'o', 'K', 'i', '3':
			if t.Kind = 0; s.Kind(k+1) == token.Rect && s.Kind(k+2) == token.Number && s.In("parttime", s.Said(k)) {
				t.Kind = token.Unknown // 当日整改10处，次日整改4处
			}
		}
	}
}

// totals lets the numbers before 其中10月份 be running totals where the text says so.
func (s *run) totals() {
	until := false
	for k := range s.Tokens {
		until = until || strings.IndexByte("U3Y", s.Kind(k)) >= 0 || s.In("until", s.Said(k))
		if !until || s.Kind(k) != 'P' || s.Kind(k+1) != token.Now {
			continue
		}
		for i, _ := s.Sentence(k); i < k; i++ {
			if s.Kind(i) == token.Number || s.Kind(i) == token.Vague {
				s.Tokens[i].Kind = token.Other
			}
		}
	}
}

// aside lets all that follows say nothing of this report: 下一步，计划再检查30家.
func (s *prep) aside(i int) {
	for k := i; k < len(s.Tokens); k++ {
		switch t := &s.Tokens[k]; {
		case t.Kind == token.Number, t.Kind == token.Vague, t.Kind == token.Percent:
			t.Kind = token.Other
		case strings.IndexByte("RQXAZOS", t.Kind) >= 0:
			t.Kind = token.Unknown
		}
	}
}

// nowAfter lets the names of a number of another period stand before the number
// of this one: 上月隐患40个，这月44个.
func (s *prep) nowAfter() {
	for k := 0; k+3 < len(s.Tokens); k++ {
		if (s.Kind(k) == token.Number || s.Kind(k) == token.Other) && s.Kind(k+1) == token.Comma && s.Kind(k+2) == 'P' && s.Kind(k+3) == token.Now && s.Kind(k+4) == token.Number && s.Tokens[k].Class == s.Tokens[k+4].Class {
			s.Strike(k, k+3) // 检查52家次，其中本月16家次
		}
		if s.Tokens[k].Kind == token.Other && s.Kind(k+1) == token.Comma && s.Kind(k+2) == token.Now && s.Kind(k+3) == token.Number && s.Tokens[k].Class == s.Tokens[k+3].Class {
			s.Tokens[k].Kind, s.Tokens[k+1].Kind = 0, 0
		}
	}
}

// months returns the month that may be the one reported where several single months
// are spoken of, and 0 where it is clear.
func (s *prep) months() int {
	first, last, several := 0, 0, false
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Kind != token.Now || t.Month == 0 || t.Month == token.Stretch {
			continue
		}
		if first == 0 {
			first = t.Month
		}
		last = max(last, t.Month)
		several = several || t.Month != first
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
	return token.Stretch
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
	return c.at == token.Foreign || c.at == 'K' || (c.scope == token.Foreign || c.scope == 'o') && c.at == 0
}

// otherPeriod reports whether a statement is of another period.
func (c *clauseTime) otherPeriod() bool {
	return c.at == token.Foreign && !c.day || c.scope == token.Foreign && c.at == 0
}

// timeOf reads one clause and returns the scope that holds after it.
func (s *prep) timeOf(i, j int, scope byte, month int) byte {
	c := clauseTime{i: i, j: j, scope: scope}
	for k := i; k < j; k++ {
		s.timeAt(&c, k, month)
	}
	return s.timeAfter(&c, i > 0 && s.Kind(i-1) == '(')
}

// timeAt goes on with token k.
func (s *prep) timeAt(c *clauseTime, k, month int) {
	t := &s.Tokens[k]
	switch t.Kind {
	case 'c':
		c.at, c.scope = 0, 0 // 实际
	case '3':
		if c.scope != token.Foreign && c.at == 0 {
			c.at = token.Now
		}
	case token.Now:
		c.at, c.scope = token.Now, token.Now
		if month != 0 && t.Month > 0 && t.Month != month {
			c.at, c.scope = token.Foreign, token.Foreign
		}
	case token.Foreign, 'U':
		s.timeBefore(c, k)
	case 'o':
		if !s.known(c.i, c.j) && !s.AnyOf(k, c.j, token.Rect) { // 当天就改了13个
			c.at, c.day = token.Foreign, true
		}
	case 'K':
		c.at = 'K'
	case 'd':
		if c.scope == 'o' && k+1 < c.j && (s.Tokens[k+1].Is(check) || s.Kind(k+1) == 'd') {
			c.at, c.scope = 0, 0 // 计划检查25家，已完成检查25家
		}
	case token.Number, token.Vague, token.Percent:
		s.timeNumber(c, t)
	default:
		c.named = c.named || t.IsName()
		if c.otherPeriod() && strings.IndexByte("RQXAZO", t.Kind) >= 0 {
			t.Kind = token.Unknown
		}
	}
}

// timeNumber counts the number t, and takes it out if it is of another time. One of
// a day, behind another of its class, is in doubt.
func (s *prep) timeNumber(c *clauseTime, t *token.Token) {
	c.nums++
	switch {
	case c.day && c.at == token.Foreign && slices.ContainsFunc(s.Tokens[:c.i], func(o token.Token) bool { return o.Kind == token.Number && o.Class == t.Class }):
		t.Kind = token.Vague // 书记去了2次，昨天镇长去了1次: it may be one more
	case c.otherTime():
		t.Kind = token.Other
	}
}

// timeBefore reads another time, or a running total: 上月, 累计.
func (s *prep) timeBefore(c *clauseTime, k int) {
	total := s.Kind(k) == 'U'
	if c.at == 'K' {
		return // 占应查企业的95%
	}
	if total || s.In("running", s.Said(k)) {
		if s.running = true; s.monthly {
			return
		}
	}
	if !total || c.scope != token.Now || c.at == 0 && (c.nums > 0 || !s.NamedIn(k, c.j) || s.saidBefore(c.i, c.j)) {
		c.at = token.Foreign
	}
	c.plan = c.plan || !total && s.In("plantime", s.Said(k))
}

// timeAfter returns the scope that holds after a clause, which may say of what time
// the numbers before it are.
func (s *prep) timeAfter(c *clauseTime, aside bool) byte {
	i, j := c.i, c.j
	switch {
	case c.at != token.Foreign:
	case aside && c.nums == 0 && !s.numberBefore(i):
		return token.Foreign
	case !aside && j-i == 1 && s.Kind(i) == token.Foreign && s.Kind(i-1) == token.Comma && (j >= len(s.Tokens) || s.Kind(j) == token.Stop):
		s.otherBefore(i, false)
	case c.nums == 0 && (aside || !c.named && s.closes(i, j)):
		s.otherBefore(i, !aside || s.Kind(i) == 'A' || s.Tokens[i].Month == token.Stretch)
	case c.plan && !aside || c.day && c.nums > 0 && c.named:
		return 'o'
	case !c.day && (c.named || c.nums == 0) && !aside:
		return token.Foreign
	}
	return c.scope
}

// known reports whether the tokens from i up to j name a group whose checks are held
// already and were not asked.
func (s *run) known(i, j int) bool {
	for k := i; k < j; k++ {
		if g := s.Tokens[k].Groups; bits.OnesCount64(g) == 1 {
			f := s.FieldAt(bits.TrailingZeros64(g), check)
			return f >= 0 && s.have[f] >= 0 && !s.askedFor(f)
		}
	}
	return false
}

// saidBefore reports whether the checks of the clause were counted before it in
// its sentence.
func (s *prep) saidBefore(i, j int) bool {
	checks := slices.ContainsFunc(s.Tokens[i:j], func(t token.Token) bool { return t.Is(check) })
	number := false
	for k := i - 1; checks && k >= max(0, i-token.Reach) && s.Tokens[k].Kind != token.Stop; k-- {
		number = (number || s.Tokens[k].Kind == token.Number) && !s.Breaks(k)
		if number && s.Tokens[k].Is(check) {
			return true
		}
	}
	return false
}

// numberBefore reports whether a number stands before token i in its sentence.
func (s *prep) numberBefore(i int) bool {
	from := i
	for from > max(0, i-token.Reach) && s.Tokens[from-1].Kind != token.Stop {
		from--
	}
	return s.AnyOf(from, i, token.Number, token.Vague, token.Other)
}

// closes reports whether a clause without figures says of those before it what
// time they are of: 都是上月的, 以上为累计.
func (s *prep) closes(i, j int) bool {
	return i > 0 && (s.AnyOf(i, j, 'A', 'W') || s.Kind(j) == ')')
}

// otherBefore takes out the number before token i, or all of them.
func (s *prep) otherBefore(i int, every bool) {
	for k := i - 1; k >= 0; k-- {
		if s.Tokens[k].Kind == token.Number || s.Tokens[k].Kind == token.Vague {
			s.refuse(k, k+1, text.Ambiguous)
			s.Tokens[k].Kind = token.Other
			if !every {
				return
			}
		}
	}
}
