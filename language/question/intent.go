package question

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// intent reads what is asked, from the surest signs to the vaguest.
func (q *inquiry) intent() {
	q.Intent = AskNothing
	switch {
	case len(q.Runes) == 0 && q.Period.IsZero(), q.has(cAlien), q.has(cNumber), q.amiss:
		return
	case q.word("无变化", "没变化", "没有变化") && !q.has(cMany, cWho): // a report that stays as it is
		return
	case q.help():
		q.Intent = AskHelp
		return
	case q.follows():
		return
	}
	for _, try := range []struct {
		is     Intent
		reads  func() bool
		excess int // runes that may stay unknown
	}{
		{AskRemind, q.remind, 2},
		{AskDuties, q.duties, 2},
		{AskTrend, q.trend, 2},
		{AskRank, q.rank, 2},
		{AskExport, q.export, 0},
		{AskUnit, q.unit, 1},
		{AskMissing, q.missing, 2},
		{AskProgress, q.progress, 2},
		{AskTotal, q.total, 2},
	} {
		if try.reads() {
			if q.left*4 <= q.han && !q.strange(try.excess) && !q.object() {
				q.Intent = try.is
			}
			break
		}
	}
	if q.Intent == AskNothing {
		q.Query = Query{Intent: AskNothing}
		return
	}
	q.settle()
}

// object reports whether something unknown is what is reported: 谁没交作业.
func (q *cutting) object() bool {
	for i, m := range q.marks[:max(0, len(q.marks)-1)] {
		if (m.cue == cReport || m.cue == cUnreported || m.cue == cSend) && q.unknown(q.marks[i+1]) {
			return true
		}
	}
	return false
}

// settle empties the slots that the intent does not have.
func (q *inquiry) settle() {
	switch q.Intent {
	case AskProgress, AskMissing, AskExport, AskDuties, AskRemind:
		q.Metric = ""
	case AskRank, AskTrend:
		q.share()
		switch {
		case q.Metric != "":
		case q.word("整改") && !q.has(cUnrect):
			q.Metric = RectifyRate
		case q.has(cField, cUnrect), q.word("最多", "最少") && (q.last == nil || q.word("查")): // it is not known of what
			q.Query = Query{Intent: AskNothing}
			return
		case q.last != nil:
			q.Metric = q.last.Metric
		}
	default:
		q.share()
	}
	if q.Metric != "" && q.has(cData) && !q.has(cForm) {
		q.Form = ""
	}
}

func (q *inquiry) help() bool {
	if q.strange(1) || q.named() || q.has(cUnreported, cRemind, cTrend, cRank) {
		return false
	}
	if q.Low == "?" {
		return true
	}
	if q.has(cHelp) {
		return !q.has(cField, cRate) || q.word("怎么", "咋", "如何")
	}
	return q.has(cAble) && q.has(cWhat, cWho) && (q.has(cYou) || q.has(cMeet) && !q.has(cField, cReport, cForm, cDuty))
}

func (q *inquiry) remind() bool {
	switch {
	case q.has(cMe) && !q.has(cUnreported):
		return false
	case q.has(cRemind):
		return !q.has(cMany) && !q.has(cHow)
	case q.has(cNudge):
		return q.has(cUnreported) || q.named() && !q.has(cHow, cMany, cField) ||
			q.has(cNot, cDiffer) && q.has(cReport) || q.word("报表", "报送", "上报", "填报") && !q.has(cMe)
	}
	return false
}

// duties holds for a duty and a word that asks, or a duty alone.
func (q *inquiry) duties() bool {
	if !q.has(cDuty) || q.has(cMe) && !q.has(cAsk) || q.has(cSend, cSheet) && q.strange(0) {
		return false
	}
	asks := q.has(cAsk, cNot, cHow, cWho, cMany, cProgress, cMore, cList, cUnreported, cDiffer, cUnrect, cSend)
	return asks || !q.has(cDone) && !q.word("了")
}

func (q *inquiry) trend() bool {
	return q.has(cTrend) && (q.Metric != "" || !q.strange(0)) && (q.Metric != "" || q.has(cField, cScope, cRate, cForm, cData, cTotal) || q.last != nil || q.named())
}

func (q *inquiry) rank() bool {
	about := q.Metric != "" || q.has(cField)
	switch {
	case q.has(cTrend):
		return false
	case q.has(cRank):
		if !about && q.has(cReport, cUnreported) {
			q.Metric = OnTimeRate
		}
		return about || !q.strange(0) && !q.has(cAsk) && (!q.named() || !q.has(cReport))
	case q.Several && q.has(cWho) && about && !q.has(cUnreported, cReport):
		return true
	case q.has(cWho) && about && !q.has(cUnreported, cReport) && !q.named():
		return q.Metric != "" || q.has(cCompare)
	}
	return false
}

// export holds where a file is wished: 上个月的发我, 汇总表.
func (q *inquiry) export() bool {
	if q.has(cUnreported, cMany, cHow, cWho, cAsk, cUnrect, cMe) && !q.polite() {
		return false
	}
	thing := q.has(cTable, cForm, cData)
	if q.has(cSend) && !q.has(cReport) {
		return thing || q.has(cSheet) && !q.strange(0) || !q.Period.IsZero() && !q.has(cField, cRate) || q.has(cTotal, cField, cRate) && q.has(cSheet)
	}
	if q.named() || q.has(cField, cRate, cOnTime, cScope, cProgress, cList, cRemind, cDiffer) {
		return false
	}
	return q.has(cTable) && !q.has(cReport) || q.has(cForm) && !q.has(cReport, cTotal, cMore, cDone, cOnly)
}

// polite reports whether a wish for a file is put as a question: 能发我一份吗.
func (q *cutting) polite() bool {
	return q.has(cSend) && !q.has(cUnreported, cMany, cHow, cWho, cUnrect) && (q.has(cAsk) && !q.has(cReport) || q.has(cMe) && q.has(cTable, cForm))
}

// unit holds for a unit's name with whatever is asked of its report. That it
// has reported, stated, is no question.
func (q *inquiry) unit() bool {
	if !q.named() || q.has(cMe) && !q.has(cReport) || q.destination() {
		return false
	}
	asks := q.has(cAsk, cUnreported, cHow, cMany, cWhat, cMore, cProgress, cThe, cData, cDiffer)
	switch {
	case q.has(cReport, cAllIn) && !asks && !q.has(cWho, cField):
		return q.has(cForm) || !q.word("了", "已")
	case q.has(cWho) && !q.has(cReport, cUnreported, cMany, cDiffer, cForm, cData):
		return false
	case q.has(cUnrect) && q.Metric == "" && !q.has(cMany):
		return false
	case q.bare && !asks && !q.has(cTotal, cWhat) && q.Period.IsZero():
		return (q.word("数", "家次", "次", "情况") || strings.Contains(q.content, "隐患")) && !q.has(cNudge) && !q.word("了", "已", "无", "没", "未", "完成")
	case q.has(cTable):
		return true
	}
	return true
}

// destination reports whether the unit is where somebody is or goes: 去巴公检查.
func (q *cutting) destination() bool {
	for i, m := range q.marks[:max(0, len(q.marks)-1)] {
		if q.marks[i+1].cue == cUnit && m.to-m.from == 1 && text.RuneIn(q.Runes[m.from], "去到赴在回来") {
			return !q.has(cReport, cUnreported)
		}
	}
	return false
}

func (q *inquiry) missing() bool {
	if q.has(cMe) && !q.has(cWho) || q.has(cField, cRate, cUnrect) {
		return false
	}
	switch {
	case q.has(cUnreported):
		if q.has(cMany) {
			return q.has(cWho, cList)
		}
		return q.has(cWho, cList, cThe, cForm, cTotal) || !q.Period.IsZero() || q.word("未报", "单位") && !q.word("还未报")
	case q.has(cDiffer):
		return q.has(cWho, cList)
	case q.has(cNot, cAsk) && q.has(cReport) && q.has(cWho):
		return !q.word("吗") || q.has(cNot)
	}
	return q.last != nil && q.has(cList, cWho) && q.reporting() && !q.has(cReport)
}

func (q *inquiry) progress() bool {
	if q.has(cField, cRate, cOnTime, cUnrect) || q.has(cMe) && !q.has(cProgress, cMany, cHow) || q.word("最后一个", "第一个") {
		return false
	}
	report := q.has(cReport, cUnreported)
	switch {
	case q.has(cProgress):
		return true
	case q.has(cAllIn):
		return q.has(cAsk, cNot, cMany, cHow, cTotal, cForm) || !q.Period.IsZero() && !q.word("了")
	case report && q.has(cMany, cHow, cWho):
		return !q.has(cWhat)
	case q.has(cDiffer) && q.has(cMany):
		return true
	case report && q.has(cAsk):
		return q.has(cDone, cTotal, cForm) || !q.Period.IsZero() || q.word("单位", "镇", "部门")
	case q.has(cForm) && q.has(cHow):
		return true
	}
	return false
}

// total holds for a metric with a word that asks, and for the county's figures.
func (q *inquiry) total() bool {
	if q.has(cMe) && !q.has(cMany) {
		return false
	}
	asks := q.has(cMany, cTotal, cHow)
	switch {
	case q.has(cRate, cOnTime):
		return !q.has(cDone) || asks || q.has(cAsk, cMore)
	case q.Metric == MajorOpen:
		return asks || q.has(cThe, cAsk, cMore, cDiffer) || q.word("数") || !q.Period.IsZero()
	case q.has(cUnrect):
		return asks && q.has(cField)
	case q.has(cField):
		return asks || q.figure()
	case q.has(cReport, cUnreported, cSend, cAsk, cWho):
		return false
	case q.county:
		return !q.has(cSheet) || q.has(cHow)
	case q.has(cTotal):
		return !q.Period.IsZero() || q.has(cData)
	}
	return q.has(cData) && !q.Period.IsZero() || q.has(cHow) && q.Period != (anwei.Period{}) && !q.has(cScope)
}

// figure holds where the words of a metric alone are a question: 9月隐患数, but
// not 隐患 nor 隐患都整改了.
func (q *inquiry) figure() bool {
	if q.has(cNot, cUnreported, cDone) || q.word("了") && !q.has(cAsk) || q.word("没有") && !q.word("有没有") {
		return false
	}
	return q.Metric != "" && (!q.Period.IsZero() || q.word("数", "家次", "次") || q.has(cMore, cAsk, cOnly) || q.Kind != "" || q.Tag != "")
}
