package figures

import (
	"math/bits"
	"slices"
	"strings"

	"anwei/language/text"
)

// prep readies the tokens of a text for the search.
type prep struct{ *run }

// prepare takes out what says nothing, and settles what needs no search: what is
// a guess, of another time, asked, or taken back.
func (s *prep) prepare() {
	s.between()
	s.singles()
	s.years()
	s.headings()
	s.drop(func(t *token) bool {
		return t.kind == kNoise || t.kind == kFiller || t.kind == '\t' || t.kind == '_' && t.to-t.from == 0
	})
	s.merge()
	s.guesses()
	s.questions()
	s.times()
	s.percents()
	s.corrections()
	s.drop(func(t *token) bool { return t.kind == 0 })
}

// drop removes tokens and keeps in mind the blank before them.
func (s *prep) drop(gone func(*token) bool) {
	kept := s.toks[:0]
	blank := false
	for k := range s.toks {
		t := s.toks[k]
		if gone(&t) {
			blank = blank || t.space || t.kind == '\t'
			continue
		}
		t.space = t.space || blank
		blank = false
		kept = append(kept, t)
	}
	s.toks = kept
}

// between makes a correction of 改 between two numbers: 33改35.
func (s *prep) between() {
	for k := 1; k+1 < len(s.toks); k++ {
		if t := &s.toks[k]; s.toks[k-1].kind == kNumber && s.toks[k+1].kind == kNumber && s.table.in("between", s.Word(t.from, t.to)) {
			t.kind = 'c'
			if k > 1 && (s.toks[k-2].kind == kHazard || s.toks[k-2].kind == kMajor) && (len(s.asked) > 0 || !s.haveAny()) {
				t.kind, t.roles = kRect, 1<<rect // 隐患30改28
			}
		}
	}
}

// singles takes numbers that are no numbers: 二中, and makes 3次以上 inexact.
func (s *prep) singles() {
	for k := range s.toks {
		t := &s.toks[k]
		if t.kind == kNumber && t.num.Chinese && t.class == 0 && t.to-t.from == 1 && k+1 < len(s.toks) && s.toks[k+1].from == t.to {
			next := s.Word(s.toks[k+1].from, s.toks[k+1].to)
			if s.toks[k+1].kind == kUnknown || s.toks[k+1].kind == 'a' || s.table.in("nouns.p", next) || s.table.in("afterdigit", next) {
				t.kind = kUnknown
			}
		}
		if k > 0 && t.kind == kNumber && t.from == s.toks[k-1].to && (s.toks[k-1].kind == 'p' || s.toks[k-1].kind == kVague) {
			t.kind = kVague // 差不多28个, 好几十家
		}
		if t.kind == 'W' && k > 0 && s.table.in("above", s.Word(t.from, t.to)) && (s.toks[k-1].kind == kNumber || s.toks[k-1].kind == kHazard && s.kind(k-2) == kNumber) {
			t.kind = 'w'
		}
	}
}

// years makes a bare year another time where the text speaks of this year too.
func (s *prep) years() {
	this := false
	for k := range s.toks {
		this = this || s.table.in("thisyear", s.Word(s.toks[k].from, s.toks[k].to))
	}
	for k := range s.toks {
		if t := &s.toks[k]; this && t.kind == kNoise && t.to-t.from == 5 && s.Runes[t.to-1] == '年' {
			t.kind = kForeign
		}
	}
}

// headings makes a group's name of 企业: and 领导: before a figure.
func (s *prep) headings() {
	for k := range s.toks {
		t := &s.toks[k]
		if s.kind(k+1) != ':' || s.kind(k+2) != kNumber || t.to-t.from < 2 || t.isName() {
			continue
		}
		groups := uint64(0)
		for g, group := range s.form.Groups {
			if g < 64 && strings.Contains(group.Name, s.Word(t.from, t.to)) {
				groups |= 1 << g
			}
		}
		if bits.OnesCount64(groups) == 1 {
			t.kind, t.groups = kGroup, groups
		}
	}
}

// merge joins words that mean nothing here to the unknown beside them.
func (s *prep) merge() {
	for k := range s.toks {
		if t := &s.toks[k]; t.kind == kMajor && s.kind(k+1) == kHazard && s.table.in("big", s.Word(t.from, t.to)) {
			t.kind, t.roles = kUnknown, 0 // 大的隐患 need not be 重大
		}
		if t := &s.toks[k]; t.kind == 'e' && s.kind(k-1) == kUnknown && s.kind(k+1) == kUnknown && s.toks[k+1].from == t.to {
			t.kind = kUnknown // 校外托管机构
		}
		if t := &s.toks[k]; t.kind == '_' {
			t.kind = kUnknown
		}
	}
}

func (s *run) kind(k int) byte {
	if k < 0 || k >= len(s.toks) {
		return kStop
	}
	return s.toks[k].kind
}

// breaks reports whether a clause ends at token k.
func (s *run) breaks(k int) bool {
	switch s.kind(k) {
	case kComma, kStop, '(', ')', 'q':
		return true
	}
	return false
}

// clause returns the bounds of the clause that token k stands in.
func (s *run) clause(k int) (i, j int) {
	i, j = k, k
	for i > 0 && k-i < reach && !s.breaks(i-1) {
		i--
	}
	for j < len(s.toks) && j-k < reach && !s.breaks(j) {
		j++
	}
	return i, j
}

// sentence returns the bounds of the sentence that token k stands in.
func (s *run) sentence(k int) (i, j int) {
	i, j = k, k
	for i > 0 && k-i < 2*reach && s.kind(i-1) != kStop {
		i--
	}
	for j < len(s.toks) && j-k < 2*reach && s.kind(j) != kStop {
		j++
	}
	return i, j
}

// guesses makes a number vague where the words beside it say so.
func (s *prep) guesses() {
	for k := range s.toks {
		t := &s.toks[k]
		switch t.kind {
		case 'v':
			if j := s.next(k+1, "lTBHCDRMFGmgVN", kNumber); j >= 0 {
				s.toks[j].kind = kVague
			} else if s.kind(k+1) == kPercent {
				s.toks[k+1].kind = kOther
			} else if i := k - 1; s.breaks(k+1) && (s.kind(i) == kNumber || s.kind(i) == 'A' && s.kind(i-1) == kNumber) {
				if s.kind(i) == 'A' {
					i--
				}
				s.toks[i].kind = kVague // 120个不到
			} else if s.next(k+1, "AdlBHMu", kRect) >= 0 {
				t.kind = 'p' // 可能都改了
				continue
			} else if i, end := s.clause(k); end > k && s.kind(i-1) == '(' && end-i <= 2 {
				s.vagueBefore(i - 1)
			}
			t.kind = 0
		case 'w':
			for j := k - 1; j >= 0 && j > k-4; j-- {
				if s.toks[j].kind == kNumber {
					s.toks[j].kind = kVague
					break
				}
				if !s.toks[j].isName() && s.toks[j].kind != kObject && s.toks[j].kind != ',' {
					break
				}
			}
			t.kind = 0
		case 'z':
			i, _ := s.sentence(k)
			for j := k - 1; j >= i; j-- {
				if s.toks[j].kind == kNumber {
					s.toks[j].kind = kVague
				}
			}
			if j := s.next(k+1, "lTBHCDRMFGmgVN,Su", kNumber); j >= 0 {
				s.toks[j].kind = kVague
			}
			t.kind = 'p'
			if s.next(k+1, "AdlBHMu", kRect) < 0 {
				t.kind = 0
			}
		}
	}
}

// vagueBefore makes the number that ends right before token k vague.
func (s *prep) vagueBefore(k int) {
	for k--; k >= 0; k-- {
		switch s.toks[k].kind {
		case kNumber:
			s.toks[k].kind = kVague
			return
		case kObject, kHazard, kCheck:
		default:
			return
		}
	}
}

// next returns the place of the kind at or after token k where only the kinds of
// over stand before it, or -1.
func (s *run) next(k int, over string, kind byte) int {
	for ; k < len(s.toks); k++ {
		if s.toks[k].kind == kind {
			return k
		}
		if !slices.Contains([]byte(over), s.toks[k].kind) {
			return -1
		}
	}
	return -1
}

// questions refuses the numbers of a sentence that asks.
func (s *prep) questions() {
	for k := range s.toks {
		if s.toks[k].kind != 'q' {
			continue
		}
		if s.kind(k+1) == kNumber && s.kind(k-1) != kNumber && s.kind(k-1) != kVague && s.table.in("range", s.Word(s.toks[k].from, s.toks[k].to)) {
			s.toks[k].kind = 0 // 整改还是1个
			continue
		}
		i, j := s.sentence(k)
		if len(s.refused) == 0 && s.numberless() {
			if s.refuse(i, min(j+1, len(s.toks)), text.Question); i == 0 && j >= len(s.toks)-1 {
				s.refused[0].from, s.refused[0].to = 0, len(s.Runes)
			}
		}
		for ; i < j; i++ {
			switch t := &s.toks[i]; t.kind {
			case kNumber, kVague, kPercent:
				s.refuse(i, i+1, text.Question)
				t.kind = kOther
			case 'A', 'X', 'Z', 'O', kRect, 'Q', 'W', 'S':
				t.kind = kUnknown
			}
		}
		s.toks[k].kind = kStop
	}
}

// numberless reports whether the text has no number at all.
func (s *prep) numberless() bool {
	return !slices.ContainsFunc(s.toks, func(t token) bool {
		return t.kind == kNumber || t.kind == kVague || t.kind == kPercent || t.kind == kOther
	})
}

func (s *run) refuse(i, j int, why text.Reason) {
	if i < len(s.toks) && j > i {
		s.refused = append(s.refused, refusal{s.toks[i].from, s.toks[j-1].to, why})
	}
}

// times takes out the numbers of other periods, of plans and of comparisons.
func (s *prep) times() {
	months := s.months()
	scope := byte(0)
	for i := 0; i < len(s.toks); {
		j := i
		for j < len(s.toks) && !s.breaks(j) {
			j++
		}
		scope = s.timeOf(i, j, scope, months)
		if j < len(s.toks) && s.toks[j].kind == kStop && scope == 'o' {
			scope = 0
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

// nowAfter lets the names of a number of another period stand before the number
// of this one: 上月隐患40个，这月44个.
func (s *prep) nowAfter() {
	for k := 0; k+3 < len(s.toks); k++ {
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
				return true
			}
			first = t.month
		}
	}
	return false
}

// timeOf reads one clause and returns the scope that holds after it.
func (s *prep) timeOf(i, j int, scope byte, months bool) byte {
	named, nums, aside, at := false, 0, i > 0 && s.kind(i-1) == '(', byte(0)
	day, plan := false, false
	for k := i; k < j; k++ {
		t := &s.toks[k]
		switch t.kind {
		case 'c':
			at, scope = 0, 0 // 实际
		case '3':
			if scope != kForeign && at == 0 && !s.cumulative(k, j) {
				at = kNow
			}
		case kNow:
			at, scope = kNow, kNow
			if months && t.month > 0 {
				at, scope = kForeign, kForeign
			}
		case kForeign:
			at = kForeign
			plan = plan || s.table.in("plantime", s.Word(t.from, t.to))
			if t.month == stretch && scope == kNow && k > i && s.toks[k-1].kind == kNow {
				at = kNow
			}
		case 'U':
			if scope != kNow || at == 0 && (nums > 0 || !s.namedIn(k, j) || s.saidBefore(i, j)) {
				at = kForeign
			}
		case 'o':
			if !s.known(i, j) {
				at, day = kForeign, true
			}
		case 'K':
			at = 'K'
		case kNumber, kVague, kPercent:
			nums++
			if at == kForeign || at == 'K' || (scope == kForeign || scope == 'o') && at == 0 {
				t.kind = kOther
			}
		default:
			named = named || t.isName()
			if (at == kForeign && !day || scope == kForeign && at == 0) && (t.kind == kRect || t.kind == 'Q' || t.kind == 'X' || t.kind == 'A' || t.kind == 'Z' || t.kind == kOpen) {
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
	case plan && at == kForeign && !aside:
		return 'o'
	case day && at == kForeign && nums > 0 && named:
		return 'o'
	case at == kForeign && !day && (named && nums > 0 || nums == 0) && !aside:
		return kForeign
	}
	return scope
}

// known reports whether a clause names a group of which there are figures, so that
// those of a day are put beside them.
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
		number = number || s.toks[k].kind == kNumber
		if s.breaks(k) {
			number = false
		}
		if number && s.toks[k].is(check) {
			return true
		}
	}
	return false
}

// cumulative reports whether a clause speaks of a running total.
func (s *prep) cumulative(k, j int) bool {
	for ; k < j; k++ {
		if s.toks[k].kind == 'U' {
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

func (s *run) namedIn(k, j int) bool {
	for ; k < j; k++ {
		if s.toks[k].isName() {
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

// percents makes a statement of a rate: all put right where it is 100, and else
// nothing.
func (s *prep) percents() {
	for k := range s.toks {
		if s.toks[k].kind != kPercent {
			continue
		}
		t := &s.toks[k]
		i, j := s.clause(k)
		rate := false
		for m := i; m < j; m++ {
			rate = rate || s.toks[m].kind == 'Q' || s.toks[m].kind == kRect
		}
		full := t.num.N == 100 && !t.num.Fraction && rate && s.kind(k+1) != kVague
		for m := i; m < j; m++ {
			switch s.toks[m].kind {
			case 'Q':
				if m < k {
					t.from = s.toks[m].from
				}
				s.toks[m].kind = 0
			case 'V', 'v', kUnknown, 'p', 'X':
				full = full && s.toks[m].kind == kUnknown && s.toks[m].to < 0
			}
		}
		t.kind = 0
		if full {
			t.kind = 'A'
			if !s.rectIn(i, j) {
				t.kind = '1' // 整改率100%
			}
		}
	}
	for k := range s.toks {
		if s.toks[k].kind == 'Q' {
			s.toks[k].kind = kUnknown
		}
	}
}

func (s *prep) rectIn(i, j int) bool {
	for ; i < j; i++ {
		if s.toks[i].kind == kRect {
			return true
		}
	}
	return false
}

// corrections takes out the numbers that are taken back, so that the names
// before them stand before the number that is right.
func (s *prep) corrections() {
	for k := range s.toks {
		switch s.toks[k].kind {
		case 'c':
			s.corrected(k)
		case 'x':
			s.wrong(k)
		case 'I':
			s.denied(k)
		case 'b', 's':
			if j := s.next(k+1, "lTu", kNumber); j >= 0 {
				s.strike(k, j+1)
			} else {
				s.toks[k].kind = 0
			}
		case 'r':
			s.relative(k)
		}
	}
}

// strike removes the tokens from i up to j.
func (s *prep) strike(i, j int) {
	for ; i < j; i++ {
		s.toks[i].kind = 0
	}
}

// corrected reads 34改成43 and 应为43 at the word of token k.
func (s *prep) corrected(k int) {
	j := s.next(k+1, "lT:", kNumber)
	if j < 0 {
		s.toks[k].kind = 0
		return
	}
	i := s.back(k)
	if i >= 0 && s.toks[i].class != 0 && s.toks[j].class != 0 && s.toks[i].class != s.toks[j].class {
		i = -1
	}
	if i >= 0 {
		s.strike(i, k)
	} else if s.kind(k-1) == kComma {
		s.strike(k-1, k)
	}
	s.strike(k, j)
	s.toks[j].minus = true // marks the number that is right
}

// back returns the number right before token k, over marks and words that say
// that it was wrong, or -1.
func (s *prep) back(k int) int {
	for i := k - 1; i >= 0 && i > k-6; i-- {
		switch s.toks[i].kind {
		case kNumber:
			return i
		case kComma, 'x', 0, 'r', 'u':
		case kStop:
			if s.Runes[s.toks[i].from] != '\n' {
				return -1
			}
		default:
			return -1
		}
	}
	return -1
}

// wrong reads 24,打错了,是26: the number before is taken back where one follows
// without a name of its own.
func (s *prep) wrong(k int) {
	j := s.next(k+1, "lT,:", kNumber)
	s.toks[k].kind = 0
	for m := k + 1; m < min(len(s.toks), k+reach) && s.toks[m].kind != kStop; m++ {
		if s.toks[m].kind == kNumber {
			s.toks[m].minus = true
		}
	}
	if j < 0 {
		if i := s.back(k); i >= 0 && !s.numberIn(k) && (s.kind(i+1) != kComma || i+2 == k && s.breaks(k+1)) {
			s.toks[i].kind = kVague // 自查家次54写错了
		}
		return
	}
	if i := s.back(k); i >= 0 && !s.namedIn(j, j+1) {
		s.strike(i, j)
		return
	}
	s.strike(k, j)
}

// numberIn reports whether a number follows token k in its sentence.
func (s *prep) numberIn(k int) bool {
	end := min(len(s.toks), k+reach)
	for k++; k < end && s.toks[k].kind != kStop; k++ {
		if s.toks[k].kind == kNumber {
			return true
		}
	}
	return false
}

// denied reads 不是54，是49 and 是45不是54.
func (s *prep) denied(k int) {
	j := s.next(k+1, "lT", kNumber)
	if j < 0 {
		s.toks[k].kind = 0
		if s.next(k+1, "AdlBHMu", kRect) >= 0 {
			s.toks[k].kind = 'p' // 不是都改了
		}
		return
	}
	if n := s.next(j+1, ",", kNumber); n >= 0 {
		if s.table.anyIn(s.Word(s.toks[j].to, s.toks[n].from), "either") {
			s.toks[j].kind, s.toks[n].kind = kVague, kVague // 不是30就是31
			s.toks[k].kind = 0
			return
		}
		if s.kind(k-1) == kComma {
			k--
		}
		s.strike(k, n)
		s.toks[n].minus = true
		return
	}
	if i := s.back(k); i >= 0 {
		s.toks[i].minus = true
	}
	s.strike(k, j+1)
}

// relative refuses what is said by a difference: 少报了3个.
func (s *prep) relative(k int) {
	j := s.next(k+1, "lTFHRMCBGu", kNumber)
	if j < 0 {
		s.refuse(k, k+1, text.Relative)
		s.toks[k].kind = kUnknown
		return
	}
	if c := s.next(j+1, ",", 'c'); c >= 0 {
		if n := s.next(c+1, "lT", kNumber); n >= 0 {
			s.toks[n].minus = true
			s.strike(j, n)
			s.toks[k].kind = 0
			return
		}
	}
	if n := s.next(j+1, ",T", kNumber); n >= 0 {
		s.toks[n].minus = true
		s.strike(j, n)
		s.toks[k].kind = 0
		return
	}
	s.refuse(k, j+1, text.Relative)
	s.toks[k].kind = kUnknown
	s.toks[j].kind = kOther
}
