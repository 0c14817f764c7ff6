package deed

import (
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/language/text"
)

// CaseAct is what a text wants done with a case.
type CaseAct string

// The acts.
const (
	CaseOpen     CaseAct = "open"      // 立案 南村镇 XX煤矿皮带着火隐患
	CaseStepDone CaseAct = "step-done" // 3号现场调查已完成：…
	CaseClose    CaseAct = "close"     // 结案 3号 已整改
	CaseList     CaseAct = "list"      // 立案清单
)

// CaseSaid is what was understood of a case.
type CaseSaid struct {
	Act CaseAct
	// Kind is the kind of case to open or to list, or that the step named belongs
	// to; empty where it was not said.
	Kind anwei.CaseKind
	// Unit is the unit that a new case is about. Where the text names several
	// units, or one with a wrong character, they are in Either instead; both are
	// empty where none was named.
	Unit   anwei.UnitID
	Either []anwei.UnitID
	// Text is what a new case is about, in the person's own words, without the
	// unit before it and the time limit behind it.
	Text string
	// On is the last day that was named for a new case; only kinds of case with a
	// step of a named day have one.
	On anwei.Date
	// ID is the number of the case, 0 where none was said.
	ID anwei.CaseID
	// Step is the step that was done, empty where none was named.
	Step   anwei.StepID
	Result string
	// Refused says why there is no last day: PastDay, FarDay (beyond the months of
	// the kind), NoSuchDay, Approximate, Ambiguous or Contradiction.
	Refused []text.Refusal
}

// Case reads what somebody says of a case: that one shall be opened, that a
// step was done, that it is closed, or that he wants to see the cases. It is
// false for anything else. now is in the plan's location.
func (w *Reader) Case(typed string, now time.Time) (CaseSaid, bool) {
	if len(typed) > longestTyped || len(w.cases.rules) == 0 {
		return CaseSaid{}, false
	}
	c := text.Plain(typed)
	if len(c.Runes) == 0 || len(c.Runes) > longestTold {
		return CaseSaid{}, false
	}
	r := &caseReader{Folded: c, caseWords: &w.cases, today: anwei.DateOf(now)}
	r.begin = r.courtesy(0)
	if said, ok := r.list(); ok {
		return said, true
	}
	if said, ok := r.listOne(); ok {
		return said, true
	}
	if isQuestion(r.Folded) {
		return CaseSaid{}, false
	}
	for _, read := range []func() (CaseSaid, bool){r.closing, r.stepDone, r.opening, r.openingLast} {
		if said, ok := read(); ok {
			return said, true
		}
	}
	return CaseSaid{}, false
}

// caseReader reads one text about a case.
type caseReader struct {
	text.Folded
	*caseWords
	today anwei.Date
	begin int // behind the courtesies
}

// courtesy returns the end of the courtesies at rune i.
func (r *caseReader) courtesy(i int) int {
	const words text.Words = "领导好 领导 您好 你好 麻烦你 麻烦 请 帮我 帮忙 我要 我想 现在 新增 新建 登记 上报 申请 报告 报一个 报一条 报 , : 。"
	for {
		end := r.AnyAt(i, words)
		if end == i {
			return i
		}
		i = end
	}
}

// list reads 案件, 快查快处, 重大隐患清单 and the like.
func (r *caseReader) list() (CaseSaid, bool) {
	s := strings.TrimRight(r.Word(r.begin, len(r.Runes)), "。!.~ ")
	if len([]rune(s)) > 24 {
		return CaseSaid{}, false
	}
	for w := range strings.FieldsSeq("查看一下 看一下 查一下 列一下 发一下 查看 查询 看看 打开 列出 发我 给我 看 查 发") {
		s = strings.TrimPrefix(s, w)
	}
	for w := range strings.FieldsSeq("发我 看看 看一下 一下 吧 到哪一步了 到哪步了 办到哪一步了 办到哪步了 办到哪了 到哪了 办得怎么样了 怎么样了 办得怎么样 怎么样 进展如何 还有几个 有几个 还有哪些 有哪些 超期了 超期的 超期了没 超期 逾期了 逾期 到期了") {
		s = strings.TrimSuffix(s, w)
	}
	for w := range strings.FieldsSeq("哪些 谁的 有没有 有 超期的 超期 逾期的 逾期") {
		s = strings.TrimPrefix(s, w)
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "有哪些"), "的")
	for w := range strings.FieldsSeq("所有 全部 目前 当前 未办结 未结案 在办 办理中") {
		s = strings.TrimPrefix(s, w)
		s = strings.TrimPrefix(s, "的")
	}
	bare := s
	for w := range strings.FieldsSeq("办理情况 案件清单 案件列表 案件情况 案件 案子 清单 列表 名单 台账 进展 进度 情况") {
		bare = strings.TrimSuffix(bare, w)
	}
	if bare == "" && s != "" && (strings.HasPrefix(s, "案件") || strings.HasPrefix(s, "案子")) {
		return CaseSaid{Act: CaseList}, true
	}
	for _, rule := range r.rules {
		title, word := rule.title, rule.word
		switch bare {
		case title:
			if title != word || bare != s { // 重大隐患 alone opens a case, or is a figure
				return CaseSaid{Act: CaseList, Kind: rule.ID}, true
			}
		case word:
			if bare != s {
				return CaseSaid{Act: CaseList, Kind: rule.ID}, true
			}
		}
	}
	return CaseSaid{}, false
}

// number reads the number of a case that begins at rune i: 3号, 第3号案件, 案件3.
func (r *caseReader) number(i int) (anwei.CaseID, int) {
	j := r.AnyAt(r.AnyAt(i, r.numbered), "第")
	v, ok := text.NumberAt(r.Runes, j)
	if !ok || v.Vague || v.Fraction || v.Grouped || v.N < 1 || v.N > 999_999 {
		return 0, i
	}
	end := v.Next
	switch {
	case r.Get(end) == '号':
		end = r.AnyAt(end+1, r.behind)
		if end == v.Next+1 && r.AnyAt(end, "楼 院 矿 井 线 机 库 门 厂 车 文 令 煤 炉 罐 仓 站 砖 通知") > end {
			return 0, i
		}
	case j > i && !r.Has(j-1, "第") && r.AnyAt(end, "个 处 项 条 起 家 次 件 人 月 日 年 天 .") == end && !text.FigureLike(r.Get(end)):
	default:
		return 0, i
	}
	return anwei.CaseID(v.N), end
}

// unitIn finds the unit that a new case is about in the runes from i on, and
// says where the rest begins.
func (r *caseReader) unitIn(i int, said *CaseSaid) int {
	rest := r.Word(i, len(r.Runes))
	found := r.names.Find(rest)
	var ids []anwei.UnitID
	next := i
	for _, n := range found {
		at := i + len([]rune(rest[:n.From]))
		if !n.Exact && at > i {
			continue
		}
		if at == next {
			next = r.AnyAt(at+len([]rune(n.Text)), "和 、 及 与")
			if next == at+len([]rune(n.Text)) && at == i && n.Exact && len(n.Units) == 1 {
				said.Unit = n.Units[0]
				return next
			}
		}
		ids = append(ids, n.Units...)
		if !n.Exact {
			said.Either = n.Units
			return next
		}
	}
	ids = distinct(ids)
	if len(ids) == 1 {
		said.Unit = ids[0]
	} else {
		said.Either = ids
	}
	return next
}

// distinct leaves out what was there before.
func distinct(ids []anwei.UnitID) []anwei.UnitID {
	var out []anwei.UnitID
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
