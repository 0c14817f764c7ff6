package language

import (
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// DeskAct is what the office wants to have done with units or their reports.
type DeskAct string

// The acts of the office.
const (
	DeskReturn DeskAct = "return" // 退回
	DeskSeal   DeskAct = "seal"   // 收下
	DeskUnlock DeskAct = "unlock" // 解锁
	DeskBehalf DeskAct = "behalf" // 代录
	DeskChase  DeskAct = "chase"  // 催一下
)

// DeskKnown is what the reader of acts may rely on.
type DeskKnown struct {
	Forms []anwei.Form
	Units []anwei.Unit
	// Names are those of Units; nil makes them for this one text.
	Names *lexicon.Gazetteer
	Now   time.Time
}

// named finds the units that a text names.
func (k DeskKnown) named(text string) []lexicon.Named {
	if k.Names == nil {
		return lexicon.FindUnits(text, k.Units)
	}
	return k.Names.Find(text)
}

// DeskSaid is an act as understood. What was not said is zero.
type DeskSaid struct {
	Act   DeskAct
	Units []anwei.UnitID
	// Either are the units that one name may mean.
	Either []anwei.UnitID
	// All is set where all units are meant: 收下全部已报.
	All    bool
	Form   anwei.FormID
	Period anwei.Period
	// Items are the numbers of the items that the rest names, from 1.
	Items []int
	// Rest is what was said besides: a reason or figures. It is empty where it
	// says nothing but the items.
	Rest string
}

// deskWord pairs an act with how people say it.
type deskWord struct {
	act   DeskAct
	words []string
}

func deskWords() []deskWord {
	return []deskWord{
		{DeskReturn, []string{
			"退回去修改", "退回去重填", "退回去重报", "退回去", "退回修改", "退回重报", "退回重填", "退回", "打回去重填", "打回去重报", "打回去", "打回重填", "打回重报", "打回",
			"退还", "退了", "退掉",
		}},
		{DeskSeal, []string{"收下", "审核通过", "确认收到", "验收"}},
		{DeskUnlock, []string{"解锁", "开锁"}},
		{DeskBehalf, []string{"代录", "代为录入", "代为填报", "电话代报"}},
		{DeskChase, []string{"催一下", "催一催", "催催", "催办", "催报", "催"}},
	}
}

// ReadDesk reads what the office wants to have done: the act first, or after the
// unit that it is about. It reads no text that says an act alone and means
// another thing elsewhere, such as 退回 for a step back, unless chase is meant.
func ReadDesk(text string, k DeskKnown) (DeskSaid, bool) {
	text = strings.TrimSpace(text)
	for _, polite := range []string{"请帮我", "麻烦", "请", "帮我", "给我", "给", "把", "将"} {
		text = strings.TrimPrefix(text, polite)
	}
	for _, w := range deskWords() {
		for _, word := range w.words {
			before, after, found := strings.Cut(text, word)
			if !found {
				continue
			}
			if strings.HasPrefix(text, word) {
				before = ""
			}
			said, ok := deskRest(w.act, word, before, after, k)
			if ok {
				return said, true
			}
		}
	}
	return readDeskFree(text, k)
}

// deskRest reads what stands before and after the word of an act.
func deskRest(act DeskAct, word, before, after string, k DeskKnown) (DeskSaid, bool) {
	said := DeskSaid{Act: act}
	if before != "" {
		if left := said.about(before, k); strings.Trim(left, text.Separators+"的报表数据") != "" || len(said.Units)+len(said.Either) == 0 {
			return DeskSaid{}, false
		}
	}
	rest := after
	if len(said.Units)+len(said.Either) == 0 {
		rest = said.about(after, k)
	}
	named := len(said.Units)+len(said.Either) > 0 || said.All
	switch {
	case named:
	case act == DeskChase:
		// 催 alone is a wish too; 催化剂 and 催办记录 are not.
		left := strings.Trim(rest, text.Separators+"吧了的")
		if left != "" && left != "没报的" && left != "未报的" && left != "未报单位" && left != "没报" && left != "未报" && left != "没报单位" {
			return DeskSaid{}, false
		}
		return said, word != "催" || strings.TrimSpace(after) == ""
	case !strings.HasPrefix(after, " ") && strings.Trim(after, text.Separators) != "":
		return DeskSaid{}, false
	case strings.Trim(after, text.Separators) == "" && (act == DeskReturn || act == DeskSeal):
		return DeskSaid{}, false
	}
	said.reason(rest)
	return said, true
}

// about takes units, the period and the form off the front of a text, in any
// order, and returns what is left.
func (s *DeskSaid) about(typed string, k DeskKnown) string {
	for {
		// 南村镇和下村镇 are two; 南村镇 和下村镇对不上 is a reason.
		if len(s.Units) > 0 && strings.HasPrefix(typed, "和") {
			if rest := strings.TrimPrefix(typed, "和"); s.unitOf(&rest, k) {
				typed = rest
				continue
			}
		}
		typed = strings.TrimLeft(typed, text.Blanks+"的")
		switch {
		case s.allOf(&typed), s.unitOf(&typed, k), s.periodOf(&typed, k), s.formOf(&typed, k):
		default:
			return typed
		}
	}
}

func (s *DeskSaid) allOf(text *string) bool {
	if len(s.Units)+len(s.Either) > 0 {
		return false
	}
	for _, w := range []string{"全部已报单位", "全部已报的", "全部已报", "所有已报单位", "所有已报的", "所有已报", "已报的全部", "全部单位", "所有单位", "全部", "所有"} {
		if rest, ok := strings.CutPrefix(*text, w); ok {
			*text, s.All = rest, true
			return true
		}
	}
	return false
}

func (s *DeskSaid) unitOf(text *string, k DeskKnown) bool {
	named := k.named(*text)
	if len(named) == 0 || named[0].From != 0 && (named[0].Exact || len(s.Units) > 0) || s.All {
		return false
	}
	if !named[0].Exact && (named[0].From != 0 || len(s.Units) > 0) {
		return false
	}
	if ids := named[0].Units; len(ids) == 1 {
		s.Units = append(s.Units, ids[0])
	} else {
		s.Either = append(s.Either, ids...)
	}
	*text = (*text)[named[0].To:]
	return true
}

func (s *DeskSaid) periodOf(text *string, k DeskKnown) bool {
	p, span, ok := day.Period(*text, k.Now)
	if !ok || span.From != 0 || !s.Period.IsZero() {
		return false
	}
	s.Period, *text = p, (*text)[span.To:]
	return true
}

func (s *DeskSaid) formOf(text *string, k DeskKnown) bool {
	if s.Form != "" {
		return false
	}
	for _, f := range k.Forms {
		for _, name := range append([]string{f.Short, f.Title, f.Annex}, f.Names...) {
			if rest, ok := strings.CutPrefix(*text, name); ok && name != "" {
				*text, s.Form = rest, f.ID
				return true
			}
		}
	}
	for _, any := range []string{"报表", "月报"} {
		if rest, ok := strings.CutPrefix(*text, any); ok {
			*text = rest
			return true
		}
	}
	return false
}

// Items returns the numbers of the items that a text names, 第6、7项, from 1 and in
// their order.
func Items(text string) []int {
	var s DeskSaid
	s.reason(text)
	return s.Items
}

// reason takes the rest as it is, and the items that it names.
func (s *DeskSaid) reason(typed string) {
	s.Rest = strings.Trim(typed, " \t\n,，、:：;；")
	left := s.Rest
	for {
		at := strings.Index(left, "第")
		if at < 0 {
			break
		}
		items, size := itemList(left[at:])
		if size == 0 {
			if left = left[at+len("第"):]; left == "" {
				return
			}
			continue
		}
		for _, n := range items {
			if !slices.Contains(s.Items, n) {
				s.Items = append(s.Items, n)
			}
		}
		rest := left[at+size:]
		if strings.Trim(left[:at]+rest, text.Separators) == "" {
			s.Rest = ""
		}
		left = rest
	}
	slices.Sort(s.Items)
}

// itemList reads 第6项, 第6、7项 and 第6项、第7项 at the beginning of a text and
// returns how long it is; 0 where there is none.
func itemList(typed string) (items []int, size int) {
	var pending []int
	for at := 0; at < len(typed); {
		rest := strings.TrimPrefix(typed[at:], "第")
		n, width, ok := text.Numeral(rest)
		if !ok || n < 1 || n > 99 {
			break
		}
		pending = append(pending, int(n))
		at = len(typed) - len(rest) + width
		if after, ok := strings.CutPrefix(typed[at:], "项"); ok {
			items, pending = append(items, pending...), nil
			at = len(typed) - len(after)
			size = at
		}
		next := strings.TrimLeft(typed[at:], " 、,，和及")
		if next == typed[at:] {
			break
		}
		at = len(typed) - len(next)
	}
	return items, size
}
