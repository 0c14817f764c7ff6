package figures

import (
	"slices"
	"strings"

	"anwei"
	"anwei/language/figures/token"
	"anwei/language/text"
)

// percents makes a statement of a rate: all put right where it is 100, and else
// nothing.
func (s *prep) percents() {
	for k := range s.Tokens {
		if s.Tokens[k].Kind != token.Percent {
			continue
		}
		t := &s.Tokens[k]
		i, j := s.Clause(k)
		full := t.Num.N == 100 && !t.Num.Fraction && s.AnyOf(i, j, 'Q', token.Rect) && s.Kind(k+1) != token.Vague
		for m := i; m < j; m++ {
			switch s.Tokens[m].Kind {
			case 'Q':
				t.From = min(t.From, s.Tokens[m].From)
				s.Tokens[m].Kind = 0
			case 'V', 'v', token.Unknown, 'p', 'X':
				full = false
			}
		}
		t.Kind = 0
		if full {
			t.Kind = '1' // 整改率100%
		}
	}
}

// corrections takes out the numbers that are taken back, so that the names
// before them stand before the number that is right.
func (s *prep) corrections() {
	for k := range s.Tokens {
		switch s.Tokens[k].Kind {
		case 'c':
			s.corrected(k)
		case 'x':
			s.wrong(k)
		case 'I':
			s.denied(k)
		case 'b', 's':
			if j := s.Next(k+1, "lTu", token.Number); j >= 0 {
				s.Strike(k, j+1)
			} else {
				s.Tokens[k].Kind = 0
			}
		case 'r':
			s.relative(k)
		}
	}
}

// corrected reads 34改成43 and 应为43 at the word of token k.
func (s *prep) corrected(k int) {
	j := s.Next(k+1, "lT:", token.Number)
	if j < 0 {
		s.Tokens[k].Kind = 0
		return
	}
	i := s.back(k)
	if i >= 0 && s.Tokens[i].Class != 0 && s.Tokens[j].Class != 0 && s.Tokens[i].Class != s.Tokens[j].Class {
		i = -1
	}
	if i >= 0 {
		s.Strike(i, k)
	} else if s.Kind(k-1) == token.Comma {
		s.Strike(k-1, k)
	}
	s.Strike(k, j)
	s.Tokens[j].Minus = true // marks the number that is right
}

// wrong reads 24,打错了,是26: the number before is taken back where one follows
// without a name of its own.
func (s *prep) wrong(k int) {
	j := s.Next(k+1, "lT,:", token.Number)
	s.Tokens[k].Kind = 0
	for m := k + 1; m < min(len(s.Tokens), k+token.Reach) && s.Tokens[m].Kind != token.Stop; m++ {
		if s.Tokens[m].Kind == token.Number {
			s.Tokens[m].Minus = true
		}
	}
	switch i := s.back(k); {
	case j >= 0 && i >= 0:
		s.Strike(i, j)
	case j >= 0:
		s.Strike(k, j)
	case i < 0:
	case s.rightBehind(k, s.Tokens[i].Class):
		s.Strike(i, k) // 5次不对，书记那次没算，改成6次
	case !s.Tokens[i].Minus && (s.Kind(i+1) != token.Comma || i+2 == k && s.Breaks(k+1)):
		s.Tokens[i].Kind = token.Vague // 自查家次54写错了
	}
}

// swapped gives two figures of a group each the value of the other: 带队那两个填反了.
// A number of the text says what is meant itself.
func (s *run) swapped() {
	k := slices.IndexFunc(s.Tokens, func(t token.Token) bool { return s.In("swapped", s.Word(t.From, t.To)) })
	if k <= 0 {
		return
	}
	i, _ := s.Clause(k)
	p := s.phrase(i, k)
	parts := p.Roles
	if !p.has[token.Heading] && !p.has[token.Check] {
		parts &^= 1 << check // the name of a group
	}
	two := anwei.Where(s.All, func(f int) bool {
		g := s.Group[f]
		return g >= 0 && s.have[f] >= 0 && p.Groups == 1<<g && (parts == 0 || parts>>s.Part[f]&1 == 1)
	})
	if pair := &s.Tokens[k-1]; pair.Num.N == 2 && s.In("item", pair.Measure) {
		pair.Kind = 0
	}
	if len(two) != 2 || p.has[token.Major] || p.has[token.Field] || p.has['X'] || !s.Numberless() {
		return
	}
	var out []token.Token
	for n, f := range two {
		item, num := s.Tokens[k], s.Tokens[k]
		item.Kind, item.Fields = token.Item, 1<<f
		num.Kind, num.Minus, num.Num.N = token.Number, true, s.have[two[1-n]]
		out = append(out, item, num, token.Token{Kind: token.Comma, From: num.To, To: num.To})
	}
	s.Tokens = slices.Replace(s.Tokens, i, k+1, out...)
}

// rightBehind reports whether the sentence goes on to say what a number of that
// class should be.
func (s *prep) rightBehind(k int, class byte) bool {
	_, end := s.Sentence(k)
	for k++; k < end; k++ {
		if s.Kind(k) == 'c' {
			n := s.Next(k+1, "lT:", token.Number)
			return n >= 0 && (s.Tokens[n].Class == class || s.Tokens[n].Class == 0) && !s.NamedIn(n+1, end)
		}
	}
	return false
}

// denied reads 不是54，是49 and 是45不是54.
func (s *prep) denied(k int) {
	j := s.Next(k+1, "lT", token.Number)
	if j < 0 {
		return
	}
	if n := s.Next(j+1, ",", token.Number); n >= 0 {
		if s.AnyIn(s.Word(s.Tokens[j].To, s.Tokens[n].From), "either") {
			s.Tokens[j].Kind, s.Tokens[n].Kind = token.Vague, token.Vague // 不是30就是31
			s.Tokens[k].Kind = 0
			return
		}
		s.Strike(k, n)
		s.Tokens[n].Minus = true
		return
	}
	s.Strike(k, j+1)
}

// additions makes a difference of 又查了3家 where the figure is held already.
func (s *prep) additions() {
	for k := range s.Tokens {
		if s.In("more", s.Said(k)) && strings.IndexByte("CDRF", s.Kind(k+1)) >= 0 {
			i, j := s.Clause(k)
			p := s.phrase(i, j)
			switch {
			case s.held(&p):
				s.Tokens[k].Kind = 'r'
			case s.Next(k+1, "CDRFHMB-", token.Number) >= 0:
				s.Tokens[k].Kind = 'l'
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
	j := s.Next(k+1, "lTFHRMCDBGu", token.Number)
	if j < 0 {
		if s.Kind(k-1) == token.Number && s.Breaks(k+1) {
			s.Tokens[k-1].Kind = token.Other // 停产1家报漏了
		}
		s.refuse(k, k+1, text.Relative)
		s.Tokens[k].Kind = token.Unknown
		return
	}
	if c := s.Next(j+1, ",FHMGCB", 'c'); c >= 0 {
		if n := s.Next(c+1, "lT", token.Number); n >= 0 {
			s.Tokens[n].Minus = true
			s.Tokens[j].Kind = 0
			s.Strike(c, n)
			for m := j; m < c; m++ {
				if s.Breaks(m) {
					s.Tokens[m].Kind = 0
				}
			}
			s.Tokens[k].Kind = 0
			return
		}
	}
	if n := s.Next(j+1, ",T", token.Number); n >= 0 {
		s.Tokens[n].Minus = true
		s.Strike(j, n)
		s.Tokens[k].Kind = 0
		return
	}
	s.refuse(k, j+1, text.Relative)
	s.Tokens[k].Kind = token.Unknown
	s.Tokens[j].Kind = token.Other
}

// back returns the number right before token k, over marks and words that say
// that it was wrong, or -1.
func (s *prep) back(k int) int {
	for i := k - 1; i >= 0 && i > k-6; i-- {
		switch s.Tokens[i].Kind {
		case token.Number:
			return i
		case token.Comma, token.Stop, 'x', 0, 'r', 'u':
		default:
			return -1
		}
	}
	return -1
}

// toItems takes away what stands between an item and its number and explains nothing:
// 第3项不一样，这个月42家, 第五项写成88. What follows 写成54 makes it the wrong one: 写成54了.
func (s *prep) toItems() {
	for k := range s.Tokens {
		if s.Tokens[k].Kind != token.Item {
			continue
		}
		j, parted, written := s.bridge(k + 1)
		if s.Kind(j) != token.Number || written && j+1 < len(s.Tokens) || parted && !s.Breaks(j+1) && s.Kind(j+1) != token.Filler {
			continue
		}
		for m := k + 1; m < j; m++ {
			if s.Kind(m) != token.Now {
				s.Tokens[m].Kind = token.Noise
			}
		}
	}
}

// bridge goes from token j over what explains nothing, and returns where it ends and
// whether there was a comma, and a 写成.
func (s *prep) bridge(j int) (end int, parted, written bool) {
	for ; j < len(s.Tokens); j++ {
		w := s.listed(j, 'b', "written")
		if !w && !strings.ContainsRune("u-@Nlj,:\t", rune(s.Kind(j))) && (s.Kind(j) != token.Foreign || s.Kind(j-1) != 'j') {
			break
		}
		written, parted = written || w, parted || s.Kind(j) == token.Comma
	}
	return j, parted, written
}
