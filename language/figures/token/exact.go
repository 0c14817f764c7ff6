package token

import (
	"slices"

	"anwei/language/text"
)

// Singles takes numbers that are no numbers: 二中, and makes 3次以上 inexact.
func (s *Text) Singles() {
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Kind == Number && t.Num.Chinese && t.Class == 0 && t.To-t.From == 1 && k+1 < len(s.Tokens) && s.Tokens[k+1].From == t.To {
			next := s.Said(k + 1)
			if s.Tokens[k+1].Kind == Unknown || s.Tokens[k+1].Kind == 'a' || s.In("nouns.p", next) || s.In("afterdigit", next) {
				t.Kind = Unknown
			}
		}
		if t.Kind == Number && t.Num.Chinese && t.Class == 0 && text.RuneIn(s.Get(t.From-1), "“\"‘「") {
			t.Kind = Unknown // “五落实”
		}
		if k > 0 && t.Kind == Number && t.From == s.Tokens[k-1].To && (s.Tokens[k-1].Kind == 'p' || s.Tokens[k-1].Kind == Vague) {
			t.Kind = Vague // 差不多28个, 好几十家
		}
		if t.Kind == 'W' && k > 0 && s.In("above", s.Said(k)) && (s.Tokens[k-1].Kind == Number || s.Tokens[k-1].Kind == Hazard && s.Kind(k-2) == Number) {
			t.Kind = 'w'
		}
	}
}

// notSo makes a guess of a number that is denied, 没有超过12个, 没查12家: it is neither that
// number nor none.
func (s *Text) notSo() {
	for k := range s.Tokens {
		j := k + 1
		for s.Kind(j) == 'v' || s.Kind(j) == Check || s.Kind(j) == Find {
			j++
		}
		if s.Kind(k) != 'X' || s.Kind(j) != Number && s.Kind(j) != Vague || s.Tokens[j].Num.N <= 1 { // 没有一家
			continue
		}
		if !slices.ContainsFunc(s.Tokens[k+1:j+1], func(t Token) bool { return t.Space }) {
			s.Tokens[k].Kind = 'v'
		}
	}
}

// Guesses makes a number vague where the words beside it say so.
func (s *Text) Guesses() {
	s.notSo()
	for k := range s.Tokens {
		switch t := &s.Tokens[k]; t.Kind {
		case 'v':
			t.Kind = s.about(k)
		case 'w':
			s.vague(max(0, k-3), k)
			t.Kind = 0
		case 'z':
			t.Kind = 'p'
			i, _ := s.Sentence(k)
			for s.vague(i, k) {
			}
			over := "lTBHCDRMFGmgVN,Su"
			if c, _ := s.Clause(k); s.Breaks(k+1) && s.NamedIn(c, k) && s.NamedIn(k, s.Next(k+1, over, Number)) {
				over = "" // 重大的不清楚，自查30家
			}
			if j := s.Next(k+1, over, Number); j >= 0 {
				s.Tokens[j].Kind = Vague
			}
		}
	}
}

// about makes the number that 大约 at token k is about a guess, and returns what is left
// of the word: a doubt about 可能都改了.
func (s *Text) about(k int) byte {
	if j := s.Next(k+1, "lTBHCDRMFGmgVN", Number); j >= 0 {
		s.Tokens[j].Kind = Vague
		return 0
	}
	i := k - 1
	if s.Kind(i) == 'A' {
		i--
	}
	switch {
	case s.Kind(k+1) == Percent:
		s.Tokens[k+1].Kind = Other
	case s.Breaks(k+1) && s.Kind(i) == Number:
		s.Tokens[i].Kind = Vague // 120个不到
	case s.Next(k+1, "AdlBHMu", Rect) >= 0:
		return 'p'
	}
	return 0
}

// vague makes a guess of the last number from token i up to k, and reports whether there
// is one.
func (s *Text) vague(i, k int) bool {
	for k--; k >= i; k-- {
		if s.Tokens[k].Kind == Number {
			s.Tokens[k].Kind = Vague
			return true
		}
	}
	return false
}
