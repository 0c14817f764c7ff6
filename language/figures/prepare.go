package figures

import (
	"math/bits"
	"slices"
	"strings"

	"anwei/language/figures/token"
	"anwei/language/text"
)

// prep readies the tokens of a text for the search.
type prep struct{ *run }

// prepare takes out what says nothing, and settles what needs no search: what is
// a guess, of another time, asked, or taken back.
func (s *prep) prepare() {
	s.between()
	s.Singles()
	s.NotEvenOne()
	s.UnderWay()
	s.wholeOf()
	s.asides()
	s.objects()
	s.generals()
	s.years()
	s.headings()
	s.additions()
	s.toItems()
	s.Drop(func(t *token.Token) bool {
		return t.Kind == token.Noise || t.Kind == token.Filler || t.Kind == '\t' || t.Kind == '_' && t.To-t.From == 0
	})
	s.merge()
	s.scopeBehind()
	s.Guesses()
	s.questions()
	s.times()
	s.percents()
	s.swapped()
	s.corrections()
	s.Drop(func(t *token.Token) bool { return t.Kind == 0 })
}

// between makes a correction of 改 between two numbers: 33改35.
func (s *prep) between() {
	fresh := len(s.asked) > 0 || !s.haveAny()
	for k := 1; k+1 < len(s.Tokens); k++ {
		t, number := &s.Tokens[k], s.Kind(k+1) == token.Number
		if !s.In("between", s.Said(k)) {
			continue
		}
		switch before := s.Kind(k - 1); {
		case s.Breaks(k-1) && number && s.Tokens[k+1].Class == 'i' && fresh && s.AnyOf(0, k, token.Hazard), // 查隐患30个，改28个
			before == 'A' && s.Breaks(k+1) && t.Kind == token.Filler,                                                                                // 隐患20处全改
			before == token.Number && number && fresh && (s.Kind(k-2) == token.Hazard || s.Kind(k-2) == token.Major || s.Kind(k-2) == token.Number): // 隐患30改28, 38家61个改60个
			t.Kind, t.Roles = token.Rect, 1<<rect
		case before == token.Number && number:
			t.Kind = 'c'
		}
	}
}

// wholeOf makes 全部 of a number that counts what was asked: 两个都没有.
func (s *prep) wholeOf() {
	if s.Kind(0) != token.Number || (s.Kind(1) != 'A' || s.Kind(2) != 'X') && (s.Kind(1) != 'X' || !s.AnyIn(s.Said(1), "even")) {
		return
	}
	if t := &s.Tokens[0]; t.Class == 'i' || t.Class == 0 {
		t.Kind = token.Vague
		if int(t.Num.N) == len(s.asked) {
			t.Kind = token.Noise
		}
	}
}

// asides takes out brackets between the words of a number that say nothing of the
// form: 检查学校(含幼儿园)26所.
func (s *prep) asides() {
	for k := range s.Tokens {
		if s.Kind(k) != '(' {
			continue
		}
		j := k + 1
		for strings.IndexByte("uPBfe-@j/", s.Kind(j)) >= 0 {
			j++
		}
		switch {
		case s.Kind(k+1) == token.Group && s.Kind(k+2) == ')':
			s.Tokens[k].Kind, s.Tokens[k+2].Kind = token.Noise, token.Noise // 重大隐患整改(部门)改成3
		case s.Kind(j) == ')' && s.Kind(j+1) == token.Number:
			for ; k <= j; k++ {
				s.Tokens[k].Kind = token.Noise
			}
		}
	}
}

// generals lets general hazards be all, where the text speaks of no major ones and
// it is read so.
func (s *prep) generals() {
	if !s.AnyOf(0, len(s.Tokens), token.General) || slices.ContainsFunc(s.Tokens, func(t token.Token) bool { return t.Is(major) }) {
		return
	}
	s.running = true
	for k := range s.Tokens {
		if t := &s.Tokens[k]; s.monthly && t.Kind == token.General {
			t.Kind, t.Roles = token.Hazard, 1<<haz
		}
	}
}

// objects adds up what is counted before the verb: 对16所学校、9所幼儿园进行了检查.
func (s *prep) objects() {
	last, sum, from, comma := -1, int64(0), 0, false
	for k := range s.Tokens {
		t := &s.Tokens[k]
		switch {
		case t.Kind == token.Number && (t.Class == 'e' || t.Class == 'o' || t.Class == 'i' && last >= 0) && (last < 0 || slices.ContainsFunc(s.Tokens[last:k], func(t token.Token) bool { return links(t.Kind) })):
			if last < 0 {
				from, sum, comma = k, 0, false
			}
			last, sum = k, sum+t.Num.N
		case last >= 0 && t.Is(check) && (!comma || s.Kind(k-1) == 'A'):
			gather(s.Tokens[from:k], last-from, sum)
			last = -1
		case last >= 0 && t.Kind == token.Comma:
			comma = true // 煤矿2家，化工5家，都自查了
		case strings.IndexByte("u_BfAj/-@", t.Kind) < 0:
			last = -1
		}
	}
}

// gather leaves of the objects before a verb only the last number, which becomes their sum.
func gather(toks []token.Token, last int, sum int64) {
	if last > 0 {
		toks[last].Num.N = sum
	}
	for k := range toks {
		if k < last || links(toks[k].Kind) {
			toks[k].Kind = token.Noise // 65所中小学、幼儿园
		}
	}
}

// links reports whether a token of the kind joins objects that are counted.
func links(kind byte) bool { return kind == token.List || kind == 'j' || kind == token.Comma }

// headings makes a group's name of 企业: and 领导: before a figure.
func (s *prep) headings() {
	for k := range s.Tokens {
		t := &s.Tokens[k]
		// 领导8次, 企业40/60/58
		row := s.Opens(k) && s.Kind(k+1) == token.Number && (s.home < 0 && (s.Tokens[k+1].Class == 't' || s.Kind(k+2) == token.List && s.Kind(k+3) == token.Number) ||
			s.home >= 0 && s.Tokens[k+1].Class == s.unitOf(s.home) && strings.Contains(s.Form.Groups[s.home].Name, s.Said(k)))
		if !row && (s.Kind(k+1) != ':' || s.Kind(k+2) != token.Number) || t.To-t.From < 2 || t.IsName() {
			continue
		}
		groups := uint64(0)
		for g, group := range s.Form.Groups[:min(64, len(s.Form.Groups))] {
			if strings.Contains(group.Name, s.Said(k)) {
				groups |= 1 << g
			}
		}
		if bits.OnesCount64(groups) == 1 {
			t.Kind, t.Groups = token.Group, groups
		}
	}
}

// merge joins words that mean nothing here to the unknown beside them.
func (s *prep) merge() {
	for k := range s.Tokens {
		if t := &s.Tokens[k]; t.Kind == token.Major && s.Kind(k+1) == token.Hazard && s.In("big", s.Said(k)) {
			t.Kind, t.Roles = token.Unknown, 0 // 大的隐患 need not be 重大
		}
		if t := &s.Tokens[k]; t.Kind == 'e' && s.Kind(k-1) == token.Unknown && !s.Breaks(k+1) && s.Tokens[k+1].From == t.To {
			t.Kind = token.Unknown // 校外托管机构
		}
		for j := k + 1; s.In("cause", s.Said(k)) && !s.Breaks(j) && s.Kind(j) != token.Number; j++ {
			if t := &s.Tokens[j]; t.Kind == token.Hazard {
				t.Kind, t.Roles = token.Unknown, 0 // 2条因资金问题延期
			}
		}
		if t := &s.Tokens[k]; t.Kind == '_' {
			t.Kind = token.Unknown
			if s.Kind(k+1) == token.Number && s.In("rect.number", s.Said(k)) {
				t.Kind, t.Roles = token.Rect, 1<<rect // 立即整改38处
			}
		}
	}
}

// scopeBehind puts a group that is said behind its figures before them: 重大隐患2项，均由企业自查发现.
func (s *prep) scopeBehind() {
	for k := range s.Tokens {
		g := s.Tokens[k]
		if g.Groups == 0 {
			continue
		}
		i, end := s.Opening(k), k+1
		from, _ := s.Sentence(i)
		if i == k || s.Next(i, "Ab", token.Group) != k || !s.Breaks(k+1) && (s.Kind(k+1) != token.Find || !s.Breaks(k+2)) || slices.ContainsFunc(s.Tokens[from:i], func(t token.Token) bool { return t.Groups != 0 }) {
			continue
		}
		if s.Kind(end) == token.Find {
			end++
		}
		s.Strike(i, end)
		copy(s.Tokens[from+1:i+1], s.Tokens[from:i])
		g.From, g.To = s.Tokens[from].From, s.Tokens[from].From
		s.Tokens[from] = g
	}
}

// questions refuses the numbers of a sentence that asks.
func (s *prep) questions() {
	for k := range s.Tokens {
		if s.Tokens[k].Kind != 'q' {
			continue
		}
		if s.Kind(k+1) == token.Number && s.Kind(k-1) != token.Number && s.Kind(k-1) != token.Vague && s.In("range", s.Said(k)) {
			s.Tokens[k].Kind = 0 // 整改还是1个
			continue
		}
		i, j := s.Sentence(k)
		if len(s.refused) == 0 && s.Numberless() {
			if s.refuse(i, min(j+1, len(s.Tokens)), text.Question); i == 0 && j >= len(s.Tokens)-1 {
				s.refused[0].from, s.refused[0].to = 0, len(s.Runes)
			}
		}
		for ; i < j; i++ {
			switch t := &s.Tokens[i]; t.Kind {
			case token.Number, token.Vague, token.Percent:
				s.refuse(i, i+1, text.Question)
				t.Kind = token.Other
			case 'A', 'X', 'Z', 'O', token.Rect, 'Q', 'W', 'S':
				t.Kind = token.Unknown
			}
		}
		s.Tokens[k].Kind = token.Stop
	}
}

func (s *run) refuse(i, j int, why text.Reason) {
	if i < len(s.Tokens) && j > i {
		s.refused = append(s.refused, refusal{s.Tokens[i].From, s.Tokens[j-1].To, why})
	}
}
