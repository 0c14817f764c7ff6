package language

import (
	"strings"
	"unicode/utf8"

	"anwei/language/text"
)

// readDeskFree reads what the office wants to have done in other words than the
// act's own: 都收了, 南村要改数，给他解个锁, 替周村填一下10月的, 数不对让他们重报.
func readDeskFree(text string, k DeskKnown) (DeskSaid, bool) {
	if utf8.RuneCountInString(text) > 60 || strings.Contains(text, "\n") {
		return DeskSaid{}, false
	}
	for _, read := range []func(string, DeskKnown) (DeskSaid, bool){sealFree, unlockFree, behalfFree, returnFree} {
		if said, ok := read(text, k); ok {
			return said, true
		}
	}
	return DeskSaid{}, false
}

// sealFree reads 都收下吧, 报上来的都收了 and 南村下村的收了: nothing but units and words
// for taking them.
func sealFree(typed string, k DeskKnown) (DeskSaid, bool) {
	said := DeskSaid{Act: DeskSeal}
	if !text.ContainsAny(typed, "收", "通过", "定稿") {
		return said, false
	}
	rest := strings.TrimLeft(typed, text.Separators)
	for _, w := range []string{"没问题的", "没问题", "没毛病", "核对过了", "看过了"} {
		rest = strings.TrimLeft(strings.TrimPrefix(rest, w), text.Separators)
	}
	rest = said.about(rest, k)
	verbs := strings.Fields("收 收下 收掉 收了 收下来 审核 通过 审核通过 定稿 确认 没问题 没毛病 表 报表 数 数据 报的 报上来的 已报的 已经报的 交上来的 交了的 几家 家 单位 全 全部 都 所有 可以")
	if !text.MadeOf(rest, text.PoliteWords(), verbs) || !text.ContainsAny(rest, "收", "通过", "定稿") {
		return said, false
	}
	named := len(said.Units)+len(said.Either) > 0
	said.All = said.All || !named && text.ContainsAny(rest, "全", "都", "所有")
	return said, named || said.All
}

// unlockFree reads 南村要改数给他解个锁: what stands between the unit and the lock is why.
func unlockFree(typed string, k DeskKnown) (DeskSaid, bool) {
	said := DeskSaid{Act: DeskUnlock}
	for _, w := range []string{"解个锁", "解一下锁", "解下锁", "开个锁", "开一下锁", "开下锁", "解锁", "解开"} {
		before, after, ok := strings.Cut(typed, w)
		if !ok {
			continue
		}
		for _, who := range []string{"给他们", "给他", "给她", "帮他们", "帮他", "请", "给", "麻烦"} {
			before = strings.TrimSuffix(before, who)
		}
		why := said.about(before, k)
		if len(said.Units)+len(said.Either) == 0 {
			return said, false
		}
		if text.MadeOf(why, text.PoliteWords()) {
			why = strings.TrimLeft(after, text.Separators+"吧了")
		} else if !text.MadeOf(after, text.PoliteWords()) {
			return said, false
		}
		said.reason(why)
		return said, true
	}
	return said, false
}

// behalfFree reads 替周村镇填一下10月的 and 周村电话报的，我替他填.
func behalfFree(text string, k DeskKnown) (DeskSaid, bool) {
	said := DeskSaid{Act: DeskBehalf}
	rest := text
	for _, w := range []string{"我来", "我们", "我", "由我"} {
		rest = strings.TrimPrefix(rest, w)
	}
	for _, w := range []string{"替", "帮", "代"} {
		after, ok := strings.CutPrefix(rest, w)
		if ok {
			if left, ok := behalfVerb(said.about(after, k)); ok && said.names() {
				return behalfRest(said, left, k)
			}
		}
	}
	for _, w := range []string{"我来替", "我替", "我来帮", "我帮", "我代", "我来代", "由我代"} {
		before, after, ok := strings.Cut(text, w)
		if !ok || utf8.RuneCountInString(before) > 24 {
			continue
		}
		said.about(before, k)
		for _, who := range []string{"他们", "她们", "他", "她", "其"} {
			after = strings.TrimPrefix(after, who)
		}
		if left, ok := behalfVerb(after); ok && said.names() {
			return behalfRest(said, left, k)
		}
	}
	return said, false
}

// names reports whether any unit was said.
func (s *DeskSaid) names() bool { return len(s.Units)+len(s.Either) > 0 }

// behalfVerb takes the verb for filling a report in off a text.
func behalfVerb(text string) (rest string, ok bool) {
	for _, verb := range []string{"填报", "填", "录入", "录", "报"} {
		if left, ok := strings.CutPrefix(text, verb); ok {
			return left, true
		}
	}
	return text, false
}

// behalfRest reads what follows the verb: the period, the form, and figures after a
// stop.
func behalfRest(said DeskSaid, left string, k DeskKnown) (DeskSaid, bool) {
	for _, w := range []string{"一下", "下", "上", "了", "吧"} {
		left = strings.TrimPrefix(left, w)
	}
	apart := left != strings.TrimLeft(left, text.Blanks)
	left = said.about(left, k)
	if !apart && !text.MadeOf(left, text.PoliteWords(), []string{"数", "数据", "表"}) {
		return said, false
	}
	if !text.MadeOf(left, text.PoliteWords(), []string{"数", "数据", "表"}) {
		said.reason(left)
	}
	return said, true
}

// returnFree reads 巴公的数据有问题，让他们重报: the reason stands between the unit and who
// shall do it again.
func returnFree(typed string, k DeskKnown) (DeskSaid, bool) {
	said := DeskSaid{Act: DeskReturn}
	typed = strings.TrimRight(typed, text.Separators+"吧")
	for _, again := range []string{"重新填报", "重新上报", "重新报", "重新填", "重报", "重填", "改一改", "改一下", "改了再报", "核实一下", "再核实一下", "修改"} {
		head, ok := strings.CutSuffix(typed, again)
		if !ok {
			continue
		}
		for _, who := range []string{"让他们", "叫他们", "请他们", "让其", "让他", "叫他", "请他", "要求他们", "得", "需要", "退给他们", "退给他"} {
			if why, ok := strings.CutSuffix(head, who); ok {
				why = said.about(why, k)
				if len(said.Units)+len(said.Either) == 0 {
					return said, false
				}
				said.reason(why)
				return said, true
			}
		}
	}
	return said, false
}
