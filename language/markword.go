package language

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// MarkAct is what is said of marks.
type MarkAct string

// What may be said of marks.
const (
	MarkPut      MarkAct = "put"      // 黄牌 南村镇 原因
	MarkWithdraw MarkAct = "withdraw" // 撤牌 南村镇 原因
	MarkPropose  MarkAct = "propose"  // 红黄牌: what the rules propose
	MarkYear     MarkAct = "year"     // 红黄牌 今年: the year's list
)

// MarkSaid is what was said of marks. What was not said is zero.
type MarkSaid struct {
	Act   MarkAct
	Group anwei.MarkGroup
	Kind  anwei.MarkID
	// N is the number of the mark: 撤牌 3号.
	N      int
	Units  []anwei.UnitID
	Either []anwei.UnitID
	// Last is set where the year before is meant.
	Last bool
	// Rest is the reason.
	Rest string
}

// ReadMark reads what is said of the plan's marks: the mark first, or as people say it.
func ReadMark(text string, kinds []anwei.MarkKind, k DeskKnown) (MarkSaid, bool) {
	text = strings.TrimSpace(text)
	if said, ok := readMarkFirst(text, kinds, k); ok {
		return said, true
	}
	return readMarkFree(text, kinds, k)
}

// readMarkFirst reads what is said with the mark or its withdrawal first: 黄牌 南村镇
// 原因.
func readMarkFirst(typed string, kinds []anwei.MarkKind, k DeskKnown) (MarkSaid, bool) {
	for _, g := range []struct {
		word  string
		group anwei.MarkGroup
	}{{"红黄牌", anwei.Cards}, {"四级帮扶", anwei.Help}, {"帮扶", anwei.Help}} {
		if rest, ok := strings.CutPrefix(typed, g.word); ok {
			return readMarkList(MarkSaid{Act: MarkPropose, Group: g.group}, rest)
		}
	}
	withdraw := false
	for _, w := range []string{"撤牌", "摘牌", "撤销", "撤回", "取消", "解除"} {
		if rest, ok := strings.CutPrefix(typed, w); ok {
			typed, withdraw = strings.TrimLeft(rest, text.Blanks), true
			if w == "撤牌" || w == "摘牌" {
				return readMarkOf(MarkSaid{Act: MarkWithdraw}, typed, k)
			}
			break
		}
	}
	for _, kind := range kinds {
		for _, word := range append(append([]string(nil), kind.Words...), kind.Title) {
			rest, ok := strings.CutPrefix(typed, word)
			if !ok {
				continue
			}
			said := MarkSaid{Act: MarkPut, Group: kind.Group, Kind: kind.ID}
			if withdraw {
				said.Act = MarkWithdraw
			} else if strings.Trim(rest, text.Separators) == "" {
				said.Act = MarkPropose
				return said, true
			}
			return readMarkOf(said, rest, k)
		}
	}
	return MarkSaid{}, false
}

// readMarkList reads which list is wanted.
func readMarkList(s MarkSaid, rest string) (MarkSaid, bool) {
	rest = strings.Trim(rest, text.Separators+"的吧呢")
	for _, w := range []string{"名单", "清单", "台账", "情况", "建议"} {
		if cut, ok := strings.CutSuffix(rest, w); ok {
			rest = strings.TrimSuffix(cut, "的")
			if w != "建议" {
				s.Act = MarkYear
			}
		}
	}
	switch strings.TrimSpace(rest) {
	case "":
		return s, true
	case "今年", "本年", "全年", "年度":
		s.Act = MarkYear
		return s, true
	case "去年", "上年":
		s.Act, s.Last = MarkYear, true
		return s, true
	}
	return MarkSaid{}, false
}

// readMarkOf reads whose mark is meant, and why.
func readMarkOf(s MarkSaid, rest string, k DeskKnown) (MarkSaid, bool) {
	if n, size, ok := text.Numeral(strings.TrimLeft(rest, text.Blanks)); ok && s.Act == MarkWithdraw && n > 0 && n < 1e6 {
		after := strings.TrimLeft(rest, text.Blanks)[size:]
		if left, ok := strings.CutPrefix(after, "号"); ok {
			s.N, s.Rest = int(n), strings.Trim(left, text.Separators)
			return s, true
		}
	}
	var d DeskSaid
	left := d.whom(rest, k)
	if len(d.Units)+len(d.Either) == 0 {
		return s, s.Act == MarkWithdraw && strings.Trim(rest, text.Separators) == ""
	}
	s.Units, s.Either, s.Rest = d.Units, d.Either, strings.Trim(left, text.Separators)
	return s, true
}

// whom takes units alone off the front of a text: what a mark is for may begin with a
// month or a form, 10月调度表逾期, which is told to the unit as it was written.
func (s *DeskSaid) whom(typed string, k DeskKnown) string {
	for {
		typed = strings.TrimLeft(typed, text.Blanks+"的")
		rest := typed
		if len(s.Units) > 0 {
			rest = strings.TrimPrefix(rest, "和")
		}
		if !s.unitOf(&rest, k) {
			return typed
		}
		typed = rest
	}
}
