package figures

import (
	"slices"
	"strings"
	"unicode/utf8"

	"anwei"
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
		class := s.Measure[w]
		if class == 0 || at > t.to && (text.HeadsNumber(s.Runes, at+n) || s.longer(at, w)) || s.splits(at, n) {
			continue
		}
		t.measure, t.class, t.to = w, class, at+n
		return
	}
}

// splits reports whether the n runes at i are the head of a longer word with a
// meaning of its own: 处 in 处罚, 人 in 人员.
func (s *scanner) splits(i, n int) bool {
	if n > 1 {
		return false
	}
	return slices.ContainsFunc(s.Lists["measure.not"], func(w string) bool { return s.starts(i, w) })
}

// countsOther reports whether the number counts what no field counts: 56人次,
// 三个月, 两个责任, 15个数.
func (s *scanner) countsOther(t *token) bool {
	if t.measure == "" {
		return false
	}
	at := t.to
	for s.Get(at) == ' ' {
		at++
	}
	for _, w := range s.Lists["nouns"] {
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
	if t.class == 'p' && slices.ContainsFunc(s.Lists["nouns.p"], func(w string) bool { return s.starts(at, w) }) {
		return true
	}
	if t.class != 'x' {
		return false
	}
	return !slices.ContainsFunc(s.Form.Fields, func(f anwei.Field) bool { return f.Unit == t.measure })
}

// item takes the names of items by their places: 第7项, 第1、2项, 后三项, 倒数第二个.
func (s *scanner) item() bool {
	if s.endItems() {
		return true
	}
	if t := s.last(); t.kind == kItem && t.to == s.i {
		return false // 第13项1，14项3
	}
	until := min(s.i+reach, len(s.Runes))
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
	said := s.Word(s.i, len(s.Runes))[:size]
	single := len(items) == 1 && (!s.fresh() || len(s.scope) < len(s.All) || !text.IsDigit(s.Get(s.i+utf8.RuneCountInString(said))))
	if s.Runes[s.i] != '第' && (single || strings.Trim(said, "0123456789、,两二三四五") != "项" && size < len(ahead) && !strings.HasPrefix(ahead[size:], "分别")) {
		return false
	}
	t := token{kind: kItem, from: s.i, to: s.i + utf8.RuneCountInString(said), month: items[0]}
	for _, n := range items {
		if n > min(63, len(s.Part)) || s.Part[n-1] == none { // there is none, or it is no count
			t.kind, t.from, t.span, t.Fields = kOther, s.i+1, n > len(s.Form.Fields), 0
			t.month = n
			break
		}
		t.Fields |= 1 << (n - 1)
	}
	s.push(t)
	return true
}

// toItems takes away what stands between an item and its number and explains nothing:
// 第3项不一样，这个月42家, 第五项写成88. What follows 写成54 makes it the wrong one: 写成54了.
func (s *prep) toItems() {
	for k := range s.toks {
		if s.toks[k].kind != kItem {
			continue
		}
		j, parted, written := s.bridge(k + 1)
		if s.kind(j) != kNumber || written && j+1 < len(s.toks) || parted && !s.breaks(j+1) && s.kind(j+1) != kFiller {
			continue
		}
		for m := k + 1; m < j; m++ {
			if s.kind(m) != kNow {
				s.toks[m].kind = kNoise
			}
		}
	}
}

// bridge goes from token j over what explains nothing, and returns where it ends and
// whether there was a comma, and a 写成.
func (s *prep) bridge(j int) (end int, parted, written bool) {
	for ; j < len(s.toks); j++ {
		w := s.listed(j, 'b', "written")
		if !w && !strings.ContainsRune("u-@Nlj,:\t", rune(s.kind(j))) && (s.kind(j) != kForeign || s.kind(j-1) != 'j') {
			break
		}
		written, parted = written || w, parted || s.kind(j) == kComma
	}
	return j, parted, written
}

// endItems takes 后三项, 最后一项 and 前两项 of what is asked, or of the form, and
// 倒数第二个 of the form.
func (s *scanner) endItems() bool {
	for _, end := range []string{"item.first", "item.last", "item.back"} {
		for _, w := range s.Lists[end] {
			if !s.starts(s.i, w) {
				continue
			}
			of, measures := s.scope, "项栏"
			if end == "item.back" {
				of, measures = s.All, "项栏格列行条个"
			}
			v, ok := text.NumberAt(s.Runes, s.i+len([]rune(w)))
			n := int(v.N)
			if !ok || n < 1 || n > len(of) || !text.RuneIn(s.Get(v.Next), measures) {
				continue
			}
			switch end {
			case "item.first":
				of = of[:n]
			case "item.last":
				of = of[len(of)-n:]
			default:
				of = of[len(of)-n : len(of)-n+1]
			}
			t := token{kind: kItem, from: s.i, to: v.Next + 1, month: of[0] + 1}
			for _, f := range of {
				t.Fields |= 1 << min(f, 63)
			}
			s.push(t)
			return true
		}
	}
	return false
}

// longer reports whether a known word at i is longer than w: 镇长 for 镇.
func (s *scanner) longer(i int, w string) bool {
	for n := range s.Words(&s.Folded, i, len(s.Runes)) {
		return n > len([]rune(w))
	}
	return false
}
