package token

import (
	"strings"

	"anwei/language/figures/words"
)

// NotEvenOne makes no one of one: 一家都没停, 一个也没改, 一次没去.
func (s *Text) NotEvenOne() {
	for k := range s.Tokens {
		t := &s.Tokens[k]
		if t.Kind != Number || !t.Num.Chinese || t.Num.N != 1 || t.Class == 0 {
			continue
		}
		j, even := s.evenAt(k + 1)
		switch {
		case s.Kind(j) == 'X' && t.Class == 'i' && k == 0 && s.Kind(j+1) == Stop && s.Kind(j+2) == Stop:
			t.Kind = Noise // 一个没有 is of all that was asked
		case s.Kind(j) == 'X' && (even || j == k+1 && (s.Heads(k) || s.Tokens[k-1].IsName() && s.Breaks(j+1))):
			t.Num.N, s.Tokens[j].Kind = 0, Noise
		case even && s.Kind(j) == Open:
			t.Num.N, s.Tokens[j].Kind, s.Tokens[j].Roles = 0, Rect, 1<<words.Rect
		}
	}
}

// UnderWay makes one word of 正在按照要求整改, and of 暂不能立即整改.
func (s *Text) UnderWay() {
	for k := range s.Tokens {
		hindered := s.Kind(k) == 'p' && s.In("hindered", s.Said(k))
		if !hindered && (s.Kind(k) != 'V' || !s.In("doing", s.Said(k))) {
			continue
		}
		j := k + 1
		for strings.IndexByte("Vu-@_pdf", s.Kind(j)) >= 0 && !s.In("rect.number", s.Said(j)) {
			j++
		}
		if s.Kind(j) != Rect && s.Kind(j) != '_' || !hindered && (s.Kind(j+1) == Number || s.Kind(j+1) == 'd') {
			continue
		}
		s.Tokens[k].Kind, s.Tokens[k].To = Open, s.Tokens[j].To
		for m := k + 1; m <= j; m++ {
			s.Tokens[m].Kind = Noise
		}
	}
}

// evenAt goes from token j over names and 都, and returns where they end and whether
// there was a 都, which then says nothing more.
func (s *Text) evenAt(j int) (end int, even bool) {
	for end = min(len(s.Tokens), j+5); j < end; j++ {
		t := &s.Tokens[j]
		w := s.In("even", s.Said(j))
		switch even = even || w; {
		case w, t.Kind == 'l':
			t.Kind = Filler
		case t.Kind == Open, t.Kind != Object && !t.IsName():
			return j, even || s.AnyIn(s.Said(j), "even")
		}
	}
	return j, even
}
