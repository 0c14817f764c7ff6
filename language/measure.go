package language

import "anwei/language/text"

// takeMeasure gives the number the measure word behind it.
func (s *scanner) takeMeasure(t *token) {
	at := t.to
	if s.Get(at) == ' ' {
		at++
	}
	for n := 4; n > 0; n-- {
		if at+n > len(s.Runes) {
			continue
		}
		w := s.Folded.Word(at, at+n)
		if e, ok := s.lex.words[w]; !ok || e.kind != tMeasure {
			// 个 and 名 are words of other kinds too.
			if measureClass(w) == 0 {
				continue
			}
		}
		if at > t.to && s.namesNext(at+n) {
			return
		}
		if s.splitsWord(at, n) {
			continue
		}
		t.measure, t.to = w, at+n
		return
	}
}

// namesNext reports whether a figure follows the word that ends at i, so that it
// is a column's name rather than the measure of the number before: 整改70 家次38.
func (s *scanner) namesNext(i int) bool {
	if s.Get(i) == ':' || s.Get(i) == '数' {
		return true
	}
	_, ok := text.NumberAt(s.Runes, i)
	return ok
}

// splitsWord reports whether the n runes at i are the head of a longer word
// with a meaning of its own: 处 in 处罚, 人 in 人员.
func (s *scanner) splitsWord(i, n int) bool {
	switch s.Folded.Word(i, i+n) {
	case "处":
		return text.RuneIn(s.Get(i+1), "罚理置分")
	case "项":
		return s.Get(i+1) == '目'
	case "条":
		return s.Get(i+1) == '例'
	case "点":
		return false
	case "部":
		return s.Get(i+1) == '门'
	case "次":
		return s.Get(i+1) == '要'
	case "家":
		return text.RuneIn(s.Get(i+1), "庭长具")
	}
	return false
}

// countsOther reports whether the number counts what no field counts: 56人次,
// 三个月, 两个责任, 15个数.
func (s *scanner) countsOther(t *token) bool {
	if t.measure == "" {
		return false
	}
	if t.measure == "项" && s.allItems(t.to) {
		return true
	}
	for _, w := range s.lex.nouns {
		if !s.at(t.to, w) {
			continue
		}
		if w == "一" && measureClass(t.measure) != 'i' {
			continue
		}
		if w == "部门" {
			t.to += 2 // 5个部门检查 is no 部门检查
			return true
		}
		return !s.lex.known(s, t.to)
	}
	return measureClass(t.measure) == 0 && !s.lex.unit(t.measure)
}

// allItems reads 十五项全为0: the number counts the items.
func (s *scanner) allItems(i int) bool {
	for _, w := range []string{"全为", "全是", "都是", "都为", "均为", "全部为", "全部是"} {
		if v, ok := text.NumberAt(s.Runes, i+len([]rune(w))); ok && v.N == 0 && s.at(i, w) {
			return true
		}
	}
	return false
}
