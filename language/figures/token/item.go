package token

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/figures/words"
	"anwei/language/text"
)

// takeMeasure gives the number the measure word behind it.
func (s *scanner) takeMeasure(t *Token) {
	at := t.To
	if s.Get(at) == ' ' {
		at++
	}
	for n := 4; n > 0; n-- {
		if at+n > len(s.Runes) {
			continue
		}
		w := s.Word(at, at+n)
		class := s.Measure[w]
		if class == 0 || at > t.To && (text.HeadsNumber(s.Runes, at+n) || s.longer(at, w)) || s.splits(at, n) {
			continue
		}
		t.Measure, t.Class, t.To = w, class, at+n
		return
	}
}

// splits reports whether the n runes at i are the head of a longer word with a
// meaning of its own: 处 in 处罚, 人 in 人员.
func (s *scanner) splits(i, n int) bool {
	if n > 1 {
		return false
	}
	return slices.ContainsFunc(s.Lists["measure.not"], func(w string) bool { return s.Has(i, w) })
}

// countsOther reports whether the number counts what no field counts: 56人次,
// 三个月, 两个责任, 15个数.
func (s *scanner) countsOther(t *Token) bool {
	if t.Measure == "" {
		return false
	}
	at := t.To
	for s.Get(at) == ' ' {
		at++
	}
	for _, w := range s.Lists["nouns"] {
		if (t.Class == 'e' || t.Class == 'p') && w != "一" || !s.Has(at, w) || w != "部门" && s.longer(at, w) {
			continue
		}
		if w == "部门" {
			if s.last().IsName() || at > t.To {
				continue
			}
			t.To += 2
		}
		return true
	}
	if t.Class != 'x' {
		return false
	}
	return !slices.ContainsFunc(s.Form.Fields, func(f anwei.Field) bool { return f.Unit == t.Measure })
}

// item takes the names of items by their places: 第7项, 第1、2项, 后三项, 倒数第二个.
func (s *scanner) item() bool {
	if s.endItems() {
		return true
	}
	if t := s.last(); t.Kind == Item && t.To == s.i {
		return false // 第13项1，14项3
	}
	until := min(s.i+Reach, len(s.Runes))
	ahead := s.Word(s.i, until)
	items, end := text.ItemsAt(s.Runes[:until], s.i)
	size := len(s.Word(s.i, end))
	if head, _, ok := strings.Cut(ahead, "分别"); ok && size == 0 && len(s.scope) == len(s.All) && strings.Contains(head, "、") && strings.Trim(head, "0123456789、") == "" {
		items, _ = text.ItemList(head + "项") // 3、4、5分别是30、40、39
		size = len(head)
	}
	if len(items) == 0 || text.IsDigit(s.Get(s.i-1)) {
		return false
	}
	said := ahead[:size]
	single := len(items) == 1 && (!s.fresh() || len(s.scope) < len(s.All) || !text.IsDigit(s.Get(s.i+utf8.RuneCountInString(said))))
	if s.Runes[s.i] != '第' && (single || strings.Trim(said, "0123456789、,两二三四五") != "项" && size < len(ahead) && !strings.HasPrefix(ahead[size:], "分别")) {
		return false
	}
	t := Token{Kind: Item, From: s.i, To: s.i + utf8.RuneCountInString(said), Month: items[0]}
	for _, n := range items {
		if n > min(63, len(s.Part)) || s.Part[n-1] == words.None { // there is none, or it is no count
			t.Kind, t.From, t.Span, t.Fields = Other, s.i+1, n > len(s.Form.Fields), 0
			t.Month = n
			break
		}
		t.Fields |= 1 << (n - 1)
	}
	s.push(t)
	return true
}

// endItems takes 后三项, 最后一项 and 前两项 of what is asked, or of the form, and
// 倒数第二个 of the form.
func (s *scanner) endItems() bool {
	for _, end := range []string{"item.first", "item.last", "item.back"} {
		for _, w := range s.Lists[end] {
			if s.Has(s.i, w) && s.countedItems(end, s.i+len([]rune(w))) {
				return true
			}
		}
	}
	return false
}

// countedItems reads the number at i, with its measure, behind a word of the list named
// end, and takes so many of the first or last items, or the one so far from the back.
func (s *scanner) countedItems(end string, i int) bool {
	of, measures := s.scope, "项栏"
	if len(of) < len(s.All) {
		measures = "项栏个" // 前两个没有
	}
	if end == "item.back" {
		of, measures = s.All, "项栏格列行条个"
	}
	v, ok := text.NumberAt(s.Runes, i)
	n := int(v.N)
	if !ok || n < 1 || n > len(of) || !text.RuneIn(s.Get(v.Next), measures) {
		return false
	}
	switch end {
	case "item.first":
		of = of[:n]
	case "item.last":
		of = of[len(of)-n:]
	default:
		of = of[len(of)-n : len(of)-n+1]
	}
	t := Token{Kind: Item, From: s.i, To: v.Next + 1, Month: of[0] + 1}
	for _, f := range of {
		t.Fields |= 1 << min(f, 63)
	}
	s.push(t)
	return true
}

// longer reports whether a known word at i is longer than w: 镇长 for 镇.
func (s *scanner) longer(i int, w string) bool {
	for n := range s.Words(&s.Folded, i, len(s.Runes)) {
		return n > len([]rune(w))
	}
	return false
}
