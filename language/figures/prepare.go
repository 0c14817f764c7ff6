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
	s.notEvenOne()
	s.underWay()
	s.wholeOf()
	s.asides()
	s.objects()
	s.generals()
	s.years()
	s.headings()
	s.additions()
	s.toItems()
	s.drop(func(t *token) bool {
		return t.kind == kNoise || t.kind == kFiller || t.kind == '\t' || t.kind == '_' && t.to-t.from == 0
	})
	s.merge()
	s.notSo()
	s.guesses()
	s.questions()
	s.times()
	s.percents()
	s.swapped()
	s.corrections()
	s.drop(func(t *token) bool { return t.kind == 0 })
}

// between makes a correction of 改 between two numbers: 33改35.
func (s *prep) between() {
	for k := 1; k+1 < len(s.toks); k++ {
		if t := &s.toks[k]; s.breaks(k-1) && s.toks[k+1].kind == kNumber && s.toks[k+1].class == 'i' && (len(s.asked) > 0 || !s.haveAny()) && s.In("between", s.Word(t.from, t.to)) && slices.ContainsFunc(s.toks[:k], func(t token) bool { return t.kind == kHazard }) {
			t.kind, t.Roles = kRect, 1<<rect // 查隐患30个，改28个
		}
		if t := &s.toks[k]; s.toks[k-1].kind == kNumber && s.toks[k+1].kind == kNumber && s.In("between", s.Word(t.from, t.to)) {
			t.kind = 'c'
			if k > 1 && (s.toks[k-2].kind == kHazard || s.toks[k-2].kind == kMajor || s.toks[k-2].kind == kNumber) && (len(s.asked) > 0 || !s.haveAny()) {
				t.kind, t.Roles = kRect, 1<<rect // 隐患30改28, 38家61个改60个
			}
		}
	}
}

// singles takes numbers that are no numbers: 二中, and makes 3次以上 inexact.
func (s *prep) singles() {
	for k := range s.toks {
		t := &s.toks[k]
		if t.kind == kNumber && t.num.Chinese && t.class == 0 && t.to-t.from == 1 && k+1 < len(s.toks) && s.toks[k+1].from == t.to {
			next := s.word(k + 1)
			if s.toks[k+1].kind == kUnknown || s.toks[k+1].kind == 'a' || s.In("nouns.p", next) || s.In("afterdigit", next) {
				t.kind = kUnknown
			}
		}
		if t.kind == kNumber && t.num.Chinese && t.class == 0 && text.RuneIn(s.Get(t.from-1), "“\"‘「") {
			t.kind = kUnknown // “五落实”
		}
		if k > 0 && t.kind == kNumber && t.from == s.toks[k-1].to && (s.toks[k-1].kind == 'p' || s.toks[k-1].kind == kVague) {
			t.kind = kVague // 差不多28个, 好几十家
		}
		if t.kind == 'W' && k > 0 && s.In("above", s.Word(t.from, t.to)) && (s.toks[k-1].kind == kNumber || s.toks[k-1].kind == kHazard && s.kind(k-2) == kNumber) {
			t.kind = 'w'
		}
	}
}

// notEvenOne makes no one of one: 一家都没停, 一个也没改, 一次没去.
func (s *prep) notEvenOne() {
	for k := range s.toks {
		t := &s.toks[k]
		if t.kind != kNumber || !t.num.Chinese || t.num.N != 1 || t.class == 0 {
			continue
		}
		j, even := s.evenAt(k + 1)
		switch {
		case s.kind(j) == 'X' && (even || j == k+1 && (s.heads(k) || s.toks[k-1].isName() && s.breaks(j+1))):
			t.num.N, s.toks[j].kind = 0, kNoise
		case even && s.kind(j) == kOpen:
			t.num.N, s.toks[j].kind, s.toks[j].Roles = 0, kRect, 1<<rect
		}
	}
}

// underWay makes one word of 正在按照要求整改.
func (s *prep) underWay() {
	for k := range s.toks {
		if s.kind(k) != 'V' || !s.In("doing", s.word(k)) {
			continue
		}
		j := s.next(k+1, "Vu-@_pdf", kRect)
		if j < 0 || s.kind(j+1) == kNumber || s.kind(j+1) == 'd' {
			continue
		}
		s.toks[k].kind, s.toks[k].to = kOpen, s.toks[j].to
		for m := k + 1; m <= j; m++ {
			s.toks[m].kind = kNoise
		}
	}
}

// evenAt goes from token j over names and 都, and returns where they end and whether
// there was a 都, which then says nothing more.
func (s *prep) evenAt(j int) (end int, even bool) {
	for end = min(len(s.toks), j+5); j < end; j++ {
		t := &s.toks[j]
		w := s.In("even", s.Word(t.from, t.to))
		switch even = even || w; {
		case w, t.kind == 'l':
			t.kind = kFiller
		case t.kind == kOpen, t.kind != kObject && !t.isName():
			return j, even || s.AnyIn(s.Word(t.from, t.to), "even")
		}
	}
	return j, even
}

// wholeOf makes 全部 of a number that counts what was asked: 两个都没有.
func (s *prep) wholeOf() {
	for k := range s.toks {
		if t := &s.toks[k]; t.kind == kNumber && (t.class == 'i' || t.class == 0) && k == 0 && (s.kind(k+1) == 'A' && s.kind(k+2) == 'X' || s.kind(k+1) == 'X' && s.AnyIn(s.word(k+1), "even")) {
			t.kind = kVague
			if int(t.num.N) == len(s.asked) {
				t.kind = kNoise
			}
		}
	}
}

// asides takes out brackets between the words of a number that say nothing of the
// form: 检查学校(含幼儿园)26所.
func (s *prep) asides() {
	for k := range s.toks {
		j := k + 1
		for s.kind(k) == '(' && strings.IndexByte("uPBfe-@j/", s.kind(j)) >= 0 {
			j++
		}
		if s.kind(k) == '(' && s.kind(k+1) == kGroup && s.kind(k+2) == ')' {
			s.toks[k].kind, s.toks[k+2].kind = kNoise, kNoise // 重大隐患整改(部门)改成3
		}
		if s.kind(k) == '(' && s.kind(j) == ')' && s.kind(j+1) == kNumber {
			for ; k <= j; k++ {
				s.toks[k].kind = kNoise
			}
		}
	}
}

// generals lets general hazards be all, where the text speaks of no major ones and
// it is read so.
func (s *prep) generals() {
	general := func(t token) bool { return t.kind == kGeneral }
	if !slices.ContainsFunc(s.toks, general) || slices.ContainsFunc(s.toks, func(t token) bool { return t.Is(major) }) {
		return
	}
	s.running = true
	for k := range s.toks {
		if t := &s.toks[k]; s.monthly && general(*t) {
			t.kind, t.Roles = kHazard, 1<<haz
		}
	}
}

// objects adds up what is counted before the verb: 对16所学校、9所幼儿园进行了检查.
func (s *prep) objects() {
	last, sum, from, comma := -1, int64(0), 0, false
	for k := range s.toks {
		t := &s.toks[k]
		switch {
		case t.kind == kNumber && (t.class == 'e' || t.class == 'o' || t.class == 'i' && last >= 0) && (last < 0 || slices.ContainsFunc(s.toks[last:k], func(t token) bool { return links(t.kind) })):
			if last < 0 {
				from, sum, comma = k, 0, false
			}
			last, sum = k, sum+t.num.N
		case last >= 0 && t.Is(check) && (!comma || s.kind(k-1) == 'A'):
			gather(s.toks[from:k], last-from, sum)
			last = -1
		case last >= 0 && t.kind == kComma:
			comma = true // 煤矿2家，化工5家，都自查了
		case strings.IndexByte("u_BfAj/-@", t.kind) < 0:
			last = -1
		}
	}
}

// gather leaves of the objects before a verb only the last number, which becomes their sum.
func gather(toks []token, last int, sum int64) {
	if last > 0 {
		toks[last].num.N = sum
	}
	for k := range toks {
		if k < last || links(toks[k].kind) {
			toks[k].kind = kNoise // 65所中小学、幼儿园
		}
	}
}

// links reports whether a token of the kind joins objects that are counted.
func links(kind byte) bool { return kind == kList || kind == 'j' || kind == kComma }

// headings makes a group's name of 企业: and 领导: before a figure.
func (s *prep) headings() {
	for k := range s.toks {
		t := &s.toks[k]
		// 领导8次, 企业40/60/58
		row := s.opens(k) && s.kind(k+1) == kNumber && (s.home < 0 && (s.toks[k+1].class == 't' || s.kind(k+2) == kList && s.kind(k+3) == kNumber) ||
			s.home >= 0 && s.toks[k+1].class == s.unitOf(s.home) && strings.Contains(s.Form.Groups[s.home].Name, s.word(k)))
		if t.kind == 'p' && s.kind(k+1) == ':' {
			t.kind = kNoise // 自查部分：
		}
		if !row && (s.kind(k+1) != ':' || s.kind(k+2) != kNumber) || t.to-t.from < 2 || t.isName() {
			continue
		}
		groups := uint64(0)
		for g, group := range s.Form.Groups[:min(64, len(s.Form.Groups))] {
			if strings.Contains(group.Name, s.Word(t.from, t.to)) {
				groups |= 1 << g
			}
		}
		if bits.OnesCount64(groups) == 1 {
			t.kind, t.Groups = kGroup, groups
		}
	}
}

// merge joins words that mean nothing here to the unknown beside them.
func (s *prep) merge() {
	for k := range s.toks {
		if t := &s.toks[k]; t.kind == kMajor && s.kind(k+1) == kHazard && s.In("big", s.Word(t.from, t.to)) {
			t.kind, t.Roles = kUnknown, 0 // 大的隐患 need not be 重大
		}
		if t := &s.toks[k]; t.kind == 'e' && s.kind(k-1) == kUnknown && !s.breaks(k+1) && s.toks[k+1].from == t.to {
			t.kind = kUnknown // 校外托管机构
		}
		if t := &s.toks[k]; t.kind == '_' {
			t.kind = kUnknown
			if s.kind(k+1) == kNumber && s.In("rect.number", s.word(k)) {
				t.kind, t.Roles = kRect, 1<<rect // 立即整改38处
			}
		}
	}
}

// word is what token k says.
func (s *scanner) word(k int) string { return s.Word(s.toks[k].from, s.toks[k].to) }

// notSo makes a guess of a number that is denied, 没有超过12个, 没查12家: it is neither that
// number nor none.
func (s *prep) notSo() {
	for k := range s.toks {
		j := k + 1
		for s.kind(j) == 'v' || s.kind(j) == kCheck || s.kind(j) == kFind {
			j++
		}
		if s.kind(k) != 'X' || s.kind(j) != kNumber && s.kind(j) != kVague || s.toks[j].num.N <= 1 { // 没有一家
			continue
		}
		if !slices.ContainsFunc(s.toks[k+1:j+1], func(t token) bool { return t.space }) {
			s.toks[k].kind = 'v'
		}
	}
}

// guesses makes a number vague where the words beside it say so.
func (s *prep) guesses() {
	for k := range s.toks {
		switch t := &s.toks[k]; t.kind {
		case 'v':
			t.kind = s.about(k)
		case 'w':
			s.vague(max(0, k-3), k)
			t.kind = 0
		case 'z':
			t.kind = 'p'
			i, _ := s.sentence(k)
			for s.vague(i, k) {
			}
			over := "lTBHCDRMFGmgVN,Su"
			if c, _ := s.clause(k); s.breaks(k+1) && s.namedIn(c, k) && s.namedIn(k, s.next(k+1, over, kNumber)) {
				over = "" // 重大的不清楚，自查30家
			}
			if j := s.next(k+1, over, kNumber); j >= 0 {
				s.toks[j].kind = kVague
			}
		}
	}
}

// about makes the number that 大约 at token k is about a guess, and returns what is left
// of the word: a doubt about 可能都改了.
func (s *tokens) about(k int) byte {
	if j := s.next(k+1, "lTBHCDRMFGmgVN", kNumber); j >= 0 {
		s.toks[j].kind = kVague
		return 0
	}
	i := k - 1
	if s.kind(i) == 'A' {
		i--
	}
	switch {
	case s.kind(k+1) == kPercent:
		s.toks[k+1].kind = kOther
	case s.breaks(k+1) && s.kind(i) == kNumber:
		s.toks[i].kind = kVague // 120个不到
	case s.next(k+1, "AdlBHMu", kRect) >= 0:
		return 'p'
	}
	return 0
}

// vague makes a guess of the last number from token i up to k, and reports whether there
// is one.
func (s *tokens) vague(i, k int) bool {
	for k--; k >= i; k-- {
		if s.toks[k].kind == kNumber {
			s.toks[k].kind = kVague
			return true
		}
	}
	return false
}

// questions refuses the numbers of a sentence that asks.
func (s *prep) questions() {
	for k := range s.toks {
		if s.toks[k].kind != 'q' {
			continue
		}
		if s.kind(k+1) == kNumber && s.kind(k-1) != kNumber && s.kind(k-1) != kVague && s.In("range", s.word(k)) {
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

func (s *run) refuse(i, j int, why text.Reason) {
	if i < len(s.toks) && j > i {
		s.refused = append(s.refused, refusal{s.toks[i].from, s.toks[j-1].to, why})
	}
}
