package deed

import (
	"strings"

	"anwei/language/text"
)

// listOne reads that one case is asked for, or those of one unit: 1号案件情况,
// 南村那个案子办完了吗.
func (r *caseReader) listOne() (CaseSaid, bool) {
	said := CaseSaid{Act: CaseList}
	const asked text.Words = "情况 进展 进度 详情 到哪一步 到哪步 办到哪 到哪 怎么样 办得怎么样 办完 办结 结案 没有 没 什么时候 啥时候 到期 超期 期限 处理 案子 案件 快查快处 那个 那件 这个 这件 是 还有"
	id, end := r.number(r.begin)
	rest := r.Word(end, len(r.Runes))
	named := strings.Contains(r.Word(r.begin, len(r.Runes)), "案")
	if id > 0 {
		said.ID = id
		asks := text.ContainsAny(rest, "情况", "进展", "进度", "详情", "到哪", "怎么样", "没", "什么时候", "啥时候", "到期", "期限", "超期")
		return said, named && asks && text.MadeOf(rest, text.PoliteWords, asked)
	}
	next := r.unitIn(r.begin, &said)
	rest = r.Word(next, len(r.Runes))
	if said.Unit == "" || next == r.begin || !text.ContainsAny(rest, "案子", "案件") {
		return CaseSaid{}, false
	}
	return said, text.MadeOf(rest, text.PoliteWords, asked)
}
