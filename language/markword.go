package language

import (
	"strings"

	"anwei"
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
func readMarkFirst(text string, kinds []anwei.MarkKind, k DeskKnown) (MarkSaid, bool) {
	for _, g := range []struct {
		word  string
		group anwei.MarkGroup
	}{{"红黄牌", anwei.Cards}, {"四级帮扶", anwei.Help}, {"帮扶", anwei.Help}} {
		if rest, ok := strings.CutPrefix(text, g.word); ok {
			return readMarkList(MarkSaid{Act: MarkPropose, Group: g.group}, rest)
		}
	}
	withdraw := false
	for _, w := range []string{"撤牌", "摘牌", "撤销", "撤回", "取消", "解除"} {
		if rest, ok := strings.CutPrefix(text, w); ok {
			text, withdraw = strings.TrimLeft(rest, blanks), true
			if w == "撤牌" || w == "摘牌" {
				return readMarkOf(MarkSaid{Act: MarkWithdraw}, text, k)
			}
			break
		}
	}
	for _, kind := range kinds {
		for _, word := range append(append([]string(nil), kind.Words...), kind.Title) {
			rest, ok := strings.CutPrefix(text, word)
			if !ok {
				continue
			}
			said := MarkSaid{Act: MarkPut, Group: kind.Group, Kind: kind.ID}
			if withdraw {
				said.Act = MarkWithdraw
			} else if strings.Trim(rest, separators) == "" {
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
	rest = strings.Trim(rest, separators+"的吧呢")
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
	if n, size, ok := Numeral(strings.TrimLeft(rest, blanks)); ok && s.Act == MarkWithdraw && n > 0 && n < 1e6 {
		after := strings.TrimLeft(rest, blanks)[size:]
		if left, ok := strings.CutPrefix(after, "号"); ok {
			s.N, s.Rest = int(n), strings.Trim(left, separators)
			return s, true
		}
	}
	var d unitsSaid
	left := d.whom(rest, k)
	if len(d.Units)+len(d.Either) == 0 {
		return s, s.Act == MarkWithdraw && strings.Trim(rest, separators) == ""
	}
	s.Units, s.Either, s.Rest = d.Units, d.Either, strings.Trim(left, separators)
	return s, true
}

// whom takes units alone off the front of a text: what a mark is for may begin with a
// month or a form, 10月调度表逾期, which is told to the unit as it was written.
func (s *unitsSaid) whom(text string, k DeskKnown) string {
	for {
		text = strings.TrimLeft(text, blanks+"的")
		rest := text
		if len(s.Units) > 0 {
			rest = strings.TrimPrefix(rest, "和")
		}
		if !s.unitOf(&rest, k) {
			return text
		}
		text = rest
	}
}
