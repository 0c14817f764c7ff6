package figures

import (
	"strings"

	"anwei/language/text"
)

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
		w := s.Word(at, at+n)
		class := s.measure[w]
		if class == 0 || at > t.to && (s.headsNext(at+n) || s.longer(at, w)) || s.splits(at, n) {
			continue
		}
		t.measure, t.class, t.to = w, class, at+n
		return
	}
}

// headsNext reports whether a figure follows the word that ends at i, so that it
// is a column's name rather than the measure of the number before: 整改70 家次38.
func (s *scanner) headsNext(i int) bool {
	if s.Get(i) == ':' || s.Get(i) == '数' {
		return true
	}
	_, ok := text.NumberAt(s.Runes, i)
	return ok
}

// splits reports whether the n runes at i are the head of a longer word with a
// meaning of its own: 处 in 处罚, 人 in 人员.
func (s *scanner) splits(i, n int) bool {
	if n > 1 {
		return false
	}
	for _, w := range s.lists["measure.not"] {
		if s.starts(i, w) {
			return true
		}
	}
	return false
}

// countsOther reports whether the number counts what no field counts: 56人次,
// 三个月, 两个责任, 15个数.
func (s *scanner) countsOther(t *token) bool { //nolint:gocognit // a debt: the cases of one decision, to be split
	if t.measure == "" {
		return false
	}
	at := t.to
	for s.Get(at) == ' ' {
		at++
	}
	for _, w := range s.lists["nouns"] {
		if t.class == 'e' && w != "一" || !s.starts(at, w) || w != "部门" && s.longer(at, w) {
			continue
		}
		if w == "部门" {
			if s.last().isName() || at > t.to {
				continue
			}
			t.to += 2
		}
		return true
	}
	if t.class == 'p' {
		for _, w := range s.lists["nouns.p"] {
			if s.starts(at, w) {
				return true
			}
		}
	}
	if t.class != 'x' {
		return false
	}
	for _, f := range s.form.Fields {
		if f.Unit == t.measure {
			return false
		}
	}
	return true
}

// item takes the name of an item by its place: 第7项, 第1、2项, 倒数第二个.
func (s *scanner) item() bool {
	back, i := false, s.i
	for _, w := range s.lists["item.back"] {
		if s.starts(i, w) {
			back, i = true, i+len([]rune(w))
		}
	}
	if !s.starts(i, "第") {
		if s.endItems() {
			return true
		}
		if back || !s.itemRow(i) {
			return false
		}
		i--
	}
	j, fields, place := s.places(i+1, back)
	for _, w := range s.lists["item"] {
		if j == 0 || !s.starts(j, w) || !back && w == "个" {
			continue
		}
		t := token{kind: kItem, from: s.i, to: j + len([]rune(w)), sense: sense{fields: fields}, month: place}
		if fields == 0 { // 第99项: there is none, or it is no count
			t.kind, t.from, t.span = kOther, i+1, place < 1 || place > len(s.form.Fields)
		}
		s.push(t)
		return true
	}
	return false
}

// endItems takes 后三项, 最后一项 and 前两项 of what is asked, or of the form.
func (s *scanner) endItems() bool {
	for _, end := range []string{"item.first", "item.last"} {
		for _, w := range s.lists[end] {
			if !s.starts(s.i, w) {
				continue
			}
			v, ok := text.NumberAt(s.Runes, s.i+len([]rune(w)))
			n := int(v.N)
			if !ok || n < 1 || n > len(s.scope) || !text.RuneIn(s.Get(v.Next), "项栏") {
				continue
			}
			part := s.scope[:n]
			if end == "item.last" {
				part = s.scope[len(s.scope)-n:]
			}
			t := token{kind: kItem, from: s.i, to: v.Next + 1, month: part[0] + 1}
			for _, f := range part {
				t.fields |= 1 << min(f, 63)
			}
			s.push(t)
			return true
		}
	}
	return false
}

// places reads the places of items that begin at i, and returns where they end, or
// 0, the counts that they name, none where one is no count, and the last place.
func (s *scanner) places(i int, back bool) (end int, fields uint64, place int) { //nolint:gocognit // a debt: the cases of one decision, to be split
	all := s.counts()
	v, ok := text.NumberAt(s.Runes, i)
	for ok {
		place, end = int(v.N), v.Next
		if n := len(all) - place; back && n >= 0 && n < len(all) {
			place = all[n] + 1
		}
		if place < 1 || place > min(63, len(s.layout.part)) || s.layout.part[place-1] == none {
			return end, 0, place
		}
		fields |= 1 << (place - 1)
		if k := s.itemRange(end); k > 0 {
			w, _ := text.NumberAt(s.Runes, k)
			for n := place; n <= min(int(w.N), 63, len(s.layout.part)); n++ {
				if s.layout.part[n-1] != none {
					fields |= 1 << (n - 1)
				}
			}
			return w.Next, fields, place
		}
		if !strings.ContainsRune("、,和", s.Get(end)) || s.Get(end) == 0 {
			break
		}
		next := end + 1
		if s.starts(next, "第") {
			next++
		}
		v, ok = text.NumberAt(s.Runes, next)
	}
	return end, fields, place
}

// longer reports whether a known word at i is longer than w: 镇长 for 镇.
func (s *scanner) longer(i int, w string) bool {
	n := len([]rune(w))
	for m := min(s.heads[s.Get(i)], len(s.Runes)-i); m > n; m-- {
		if _, ok := s.words[s.Word(i, i+m)]; ok {
			return true
		}
	}
	return false
}

// itemRow reports whether 3、4、5项 stands at i, items by their places.
func (s *scanner) itemRow(i int) bool {
	if !text.IsDigit(s.Runes[i]) || text.IsDigit(s.Get(i-1)) {
		return false
	}
	v, ok := text.NumberAt(s.Runes, i)
	n := 1
	for ok && n < 16 && v.N > 0 && (s.Get(v.Next) == '、' || s.Get(v.Next) == ',') && text.IsDigit(s.Get(v.Next+1)) {
		v, ok = text.NumberAt(s.Runes, v.Next+1)
		n++
	}
	return ok && n > 1 && s.Get(v.Next) == '项'
}

// itemRange returns where the last place of 第3项到第5项 stands, or 0.
func (s *scanner) itemRange(j int) int {
	if s.Get(j) == '项' {
		j++
	}
	if s.Get(j) != '到' && s.Get(j) != '至' {
		return 0
	}
	j++
	if s.Get(j) == '第' {
		j++
	}
	if v, ok := text.NumberAt(s.Runes, j); ok && s.Get(v.Next) == '项' {
		return j
	}
	return 0
}
