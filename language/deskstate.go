package language

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// AsksState reads how a unit's report stands: 南村收下没, 南村的退回改了没, 周村确认了没. It is
// no wish to have any of that done.
func AsksState(typed string, names *lexicon.Gazetteer) (anwei.UnitID, bool) {
	bare := strings.TrimRight(typed, " 。！!")
	if utf8.RuneCountInString(bare) > 24 {
		return "", false
	}
	asks := false
	for _, w := range []string{"没", "吗", "没有", "?", "？"} {
		asks = asks || strings.HasSuffix(bare, w)
	}
	named := names.Find(bare)
	if !asks || len(named) != 1 || !named[0].Exact || len(named[0].Units) != 1 {
		return "", false
	}
	rest := bare[:named[0].From] + " " + bare[named[0].To:]
	about := strings.Fields("收下 收 退回 退 解锁 确认 更正 改 改好 改过来 核对 审核 通过 定稿 代录 表 报表 数 数据 没 没有 有没有 过 已经 还 调度表 回来 报来")
	if !text.ContainsAny(rest, "收", "退", "解锁", "确认", "更正", "改", "核", "定稿", "代录") {
		return "", false
	}
	return named[0].Units[0], text.MadeOf(rest, text.PoliteWords(), about)
}
