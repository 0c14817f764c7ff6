package figures

import (
	"slices"
	"strings"

	"anwei/language/text"
)

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
			t.kind = '1' // 整改率100%
		}
	}
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
		if i := s.back(k); i >= 0 && s.rightBehind(k, s.toks[i].class) {
			s.strike(i, k) // 5次不对，书记那次没算，改成6次
			return
		}
		if i := s.back(k); i >= 0 && !s.toks[i].minus && (s.kind(i+1) != kComma || i+2 == k && s.breaks(k+1)) {
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

// swapped gives two figures of a group each the value of the other: 带队那两个填反了.
// A number of the text says what is meant itself.
func (s *run) swapped() {
	k := slices.IndexFunc(s.toks, func(t token) bool { return s.In("swapped", s.Word(t.from, t.to)) })
	if k <= 0 {
		return
	}
	i, _ := s.clause(k)
	p := s.phrase(i, k)
	var two, named []int
	for _, f := range s.All {
		if g := s.Group[f]; g < 0 || s.have[f] < 0 || p.Groups != 1<<g {
			continue
		}
		two = append(two, f)
		if r := s.Part[f]; r == check && (p.has[kHeading] || p.has[kCheck]) || r == haz && p.has[kHazard] || r == rect && p.has[kRect] {
			named = append(named, f)
		}
	}
	if len(named) > 0 {
		two = named
	}
	if pair := &s.toks[k-1]; pair.num.N == 2 && s.In("item", pair.measure) {
		pair.kind = 0
	}
	if len(two) != 2 || p.has[kMajor] || p.has[kField] || p.has['X'] || !s.numberless() {
		return
	}
	var out []token
	for n, f := range two {
		item, num := s.toks[k], s.toks[k]
		item.kind, item.Fields = kItem, 1<<f
		num.kind, num.minus, num.num.N = kNumber, true, s.have[two[1-n]]
		out = append(out, item, num, token{kind: kComma, from: num.to, to: num.to})
	}
	s.toks = slices.Replace(s.toks, i, k+1, out...)
}

// rightBehind reports whether the sentence goes on to say what a number of that
// class should be.
func (s *prep) rightBehind(k int, class byte) bool {
	_, end := s.sentence(k)
	for k++; k < end; k++ {
		if s.kind(k) == 'c' {
			n := s.next(k+1, "lT:", kNumber)
			return n >= 0 && (s.toks[n].class == class || s.toks[n].class == 0) && !s.namedIn(n+1, end)
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
		if s.AnyIn(s.Word(s.toks[j].to, s.toks[n].from), "either") {
			s.toks[j].kind, s.toks[n].kind = kVague, kVague // 不是30就是31
			s.toks[k].kind = 0
			return
		}
		s.strike(k, n)
		s.toks[n].minus = true
		return
	}
	s.strike(k, j+1)
}

// additions makes a difference of 又查了3家 where the figure is held already.
func (s *prep) additions() {
	for k := range s.toks {
		if s.In("more", s.word(k)) && strings.IndexByte("CDRF", s.kind(k+1)) >= 0 {
			i, j := s.clause(k)
			p := s.phrase(i, j)
			switch {
			case s.held(&p):
				s.toks[k].kind = 'r'
			case s.next(k+1, "CDRFHMB-", kNumber) >= 0:
				s.toks[k].kind = 'l'
			}
		}
	}
}

// held reports whether the figure that a phrase names is held, in any group where it
// names none.
func (s *prep) held(p *phrase) bool {
	r := p.role(s.first)
	return slices.ContainsFunc(s.All, func(f int) bool {
		k := s.keyOf(f)
		named := p.Fields>>min(f, 63)&1 == 1 || r != own && k.role == r && (p.Groups == 0 || p.Groups>>k.group&1 == 1)
		return named && s.have[f] >= 0
	})
}

// relative refuses what is said by a difference: 少报了3个.
func (s *prep) relative(k int) {
	j := s.next(k+1, "lTFHRMCDBGu", kNumber)
	if j < 0 {
		if s.kind(k-1) == kNumber && s.breaks(k+1) {
			s.toks[k-1].kind = kOther // 停产1家报漏了
		}
		s.refuse(k, k+1, text.Relative)
		s.toks[k].kind = kUnknown
		return
	}
	if c := s.next(j+1, ",FHMGCB", 'c'); c >= 0 {
		if n := s.next(c+1, "lT", kNumber); n >= 0 {
			s.toks[n].minus = true
			s.toks[j].kind = 0
			s.strike(c, n)
			for m := j; m < c; m++ {
				if s.breaks(m) {
					s.toks[m].kind = 0
				}
			}
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

// back returns the number right before token k, over marks and words that say
// that it was wrong, or -1.
func (s *prep) back(k int) int {
	for i := k - 1; i >= 0 && i > k-6; i-- {
		switch s.toks[i].kind {
		case kNumber:
			return i
		case kComma, kStop, 'x', 0, 'r', 'u':
		default:
			return -1
		}
	}
	return -1
}
