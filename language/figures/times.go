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
		this = this || s.in("thisyear", s.word(k))
	}
	for k := range s.toks {
		if t := &s.toks[k]; this && t.kind == kNoise && t.to-t.from == 5 && s.Runes[t.to-1] == '年' {
			t.kind = kForeign
		}
	}
}

// times takes out the numbers of other periods, of plans and of comparisons.
func (s *prep) times() {
	months := s.months()
	scope, others := byte(0), false
	for i := 0; i < len(s.toks); {
		j := i
		for j < len(s.toks) && !s.breaks(j) {
			j++
		}
		if s.kind(i) == kForeign && s.in("next", s.word(i)) {
			s.aside(i)
			break
		}
		scope = s.timeOf(i, j, scope, months)
		others = others || slices.ContainsFunc(s.toks[i:j], func(t token) bool { return s.in("others", s.Word(t.from, t.to)) })
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
		if k+4 < len(s.toks) && s.kind(k) == kNumber && s.kind(k+1) == kComma && s.kind(k+2) == 'P' && s.kind(k+3) == kNow && s.kind(k+4) == kNumber && s.toks[k].class == s.toks[k+4].class {
			s.strike(k, k+3) // 检查52家次，其中本月16家次
		}
		if s.toks[k].kind == kOther && s.kind(k+1) == kComma && s.kind(k+2) == kNow && s.kind(k+3) == kNumber && s.toks[k].class == s.toks[k+3].class {
			s.toks[k].kind, s.toks[k+1].kind = 0, 0
		}
	}
}

// months reports whether several single months are spoken of, so that none is
// the one reported.
func (s *prep) months() bool {
	first := 0
	for k := range s.toks {
		if t := &s.toks[k]; t.kind == kNow && t.month > 0 && t.month < stretch {
			if first != 0 && t.month != first {
				s.running = true
				return true
			}
			first = t.month
		}
	}
	return false
}

// latest is the last of the months that are spoken of.
func (s *prep) latest() int {
	last := 0
	for k := range s.toks {
		if t := &s.toks[k]; t.kind == kNow && t.month < stretch {
			last = max(last, t.month)
		}
	}
	return last
}

// timeOf reads one clause and returns the scope that holds after it.
func (s *prep) timeOf(i, j int, scope byte, months bool) byte { //nolint:funlen,gocognit // a debt: the cases of one decision, to be split
	named, nums, aside, at := false, 0, i > 0 && s.kind(i-1) == '(', byte(0)
	day, plan := false, false
	for k := i; k < j; k++ {
		t := &s.toks[k]
		switch t.kind {
		case 'c':
			at, scope = 0, 0 // 实际
		case '3':
			if scope != kForeign && at == 0 {
				at = kNow
			}
		case kNow:
			at, scope = kNow, kNow
			if months && t.month > 0 && (!s.monthly || t.month != s.latest()) {
				at, scope = kForeign, kForeign
			}
		case kForeign:
			if s.in("running", s.word(k)) {
				if s.running = true; s.monthly {
					continue
				}
			}
			at = kForeign
			plan = plan || s.in("plantime", s.Word(t.from, t.to))
		case 'U':
			if s.running = true; s.monthly {
				continue
			}
			if scope != kNow || at == 0 && (nums > 0 || !s.namedIn(k, j) || s.saidBefore(i, j)) {
				at = kForeign
			}
		case 'o':
			if !s.known(i, j) {
				at, day = kForeign, true
			}
		case 'K':
			at = 'K'
		case 'd':
			if scope == 'o' && k+1 < j && (s.toks[k+1].is(check) || s.kind(k+1) == 'd') {
				at, scope = 0, 0 // 计划检查25家，已完成检查25家
			}
		case kNumber, kVague, kPercent:
			nums++
			if at == kForeign || at == 'K' || (scope == kForeign || scope == 'o') && at == 0 {
				t.kind = kOther
			}
		default:
			named = named || t.isName()
			if (at == kForeign && !day || scope == kForeign && at == 0) && strings.IndexByte("RQXAZO", t.kind) >= 0 {
				t.kind = kUnknown
			}
		}
	}
	switch {
	case at == kForeign && aside && nums == 0 && !s.numberBefore(i):
		return kForeign
	case at == kForeign && !aside && j-i == 1 && s.kind(i) == kForeign && s.kind(i-1) == kComma && (j >= len(s.toks) || s.kind(j) == kStop):
		s.otherBefore(i, false)
		return scope
	case at == kForeign && nums == 0 && aside || at == kForeign && nums == 0 && !named && s.closes(i, j):
		s.otherBefore(i, !aside || s.kind(i) == 'A' || s.toks[i].month == stretch)
		return scope
	case at == kForeign && (plan && !aside || day && nums > 0 && named):
		return 'o'
	case at == kForeign && !day && (named && nums > 0 || nums == 0) && !aside:
		return kForeign
	}
	return scope
}

// known reports whether a name of the form begins at i.
func (s *prep) known(i, j int) bool {
	for k := i; k < j; k++ {
		if g := s.toks[k].groups; bits.OnesCount64(g) == 1 {
			f := s.at(bits.TrailingZeros64(g), check)
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
		checks = checks || s.toks[k].is(check)
	}
	number := false
	for k := i - 1; checks && k >= max(0, i-reach) && s.toks[k].kind != kStop; k-- {
		number = (number || s.toks[k].kind == kNumber) && !s.breaks(k)
		if number && s.toks[k].is(check) {
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
			s.toks[k].kind = 'i'
			if !every {
				s.toks[k].kind = kOther
				return
			}
			s.toks[k].kind = kOther
		}
	}
}
