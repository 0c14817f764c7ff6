package language

import "anwei/language/text"

// mark takes punctuation.
func (s *scanner) mark() bool {
	k := tOther
	if s.Get(s.i+1) == '>' && text.RuneIn(s.Runes[s.i], "-=—") {
		s.push(token{kind: tCorr, from: s.i, to: s.i + 2})
		return true
	}
	switch r := s.Runes[s.i]; r {
	case ' ':
		k = tSpace
	case '→':
		k = tCorr
	case ',', ';', '\t', '|', '…':
		k = tComma
	case '。', '!', '\n', '\r':
		k = tStop
	case '?':
		k = tQuestion
	case ':', '=', '—', '"', '“', '”', '\'', '‘', '’', '《', '》', '*', '~', '_', '#':
		k = tColon
	case '、', '/', '\\', '&':
		k = tList
	case '(', '[', '{', '「':
		k = tOpen
	case ')', ']', '}', '」':
		k = tClose
	case '-', '.':
		if text.IsDigit(s.Get(s.i + 1)) {
			return false
		}
		k = tColon
	default:
		if r > 0x2000 && r < 0x2460 || r > 0x249b && r < 0x2e80 || r > 0x1f000 || r == 0xfe0f {
			k = tFiller
		}
	}
	if k == tOther {
		return false
	}
	s.push(token{kind: k, from: s.i, to: s.i + 1})
	return true
}

// bracket takes （家次）, the measure word of a column title.
func (s *scanner) bracket() bool {
	if s.Runes[s.i] != '(' {
		return false
	}
	for n := 1; n <= 3; n++ {
		if s.Get(s.i+1+n) != ')' {
			continue
		}
		w := s.Folded.Word(s.i+1, s.i+1+n)
		if measureClass(w) == 0 && !s.lex.unit(w) {
			return false
		}
		s.push(token{kind: tFiller, from: s.i, to: s.i + n + 2})
		return true
	}
	return false
}

// sticker takes [捂脸] and @小助手, which say nothing.
func (s *scanner) sticker() bool {
	k := len(s.toks) - 1
	if k >= 0 && s.toks[k].kind == tOpen && s.Runes[s.i-1] == '[' {
		for j := s.i; j < len(s.Runes) && j <= s.i+4; j++ {
			if s.Runes[j] == ']' {
				s.toks[k] = token{kind: tFiller, from: s.toks[k].from, to: j + 1}
				s.i = j + 1
				return true
			}
			if text.IsDigit(s.Runes[j]) {
				break
			}
		}
	}
	if s.Runes[s.i] != '@' {
		return false
	}
	end := s.i + 1
	for end < len(s.Runes) && !text.RuneIn(s.Runes[end], " ,:\n，") {
		end++
	}
	s.push(token{kind: tFiller, from: s.i, to: end})
	return true
}
