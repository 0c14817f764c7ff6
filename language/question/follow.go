package question

import (
	"slices"

	"anwei"
)

// follows resolves a text that names only what is different from the last
// question: 巴公呢, 上个月呢, 那台账呢, 只看镇.
func (q *inquiry) follows() bool {
	last := q.last
	if last == nil || last.Intent == "" || last.Intent == AskNothing || last.Intent == AskHelp || q.left > 0 || len(q.Metrics) > 1 {
		return false
	}
	for _, m := range q.marks {
		if q.Word(m.from, m.to) != "?" && !slices.Contains(q.lists["=elliptic"], string(m.cue)) {
			return false // 巴公呢? is one
		}
	}
	slots := q.named() || !q.Period.IsZero() || q.Metric != "" || q.Form != "" || q.county || q.Kind != "" || q.Tag != "" || len(q.Except) > 0 || q.Without != ""
	if !slots && !q.has(cOnly) {
		return false
	}
	if !q.has(cMore, cOnly) && !q.short() {
		return false
	}
	said := q.Query
	q.Query = *last
	q.Kind, q.Tag, q.County = said.Kind, said.Tag, said.County
	if !last.Several || q.Kind != "" || q.Tag != "" || q.County {
		q.Either, q.Several = nil, false
	}
	if said.Unit != "" || q.Kind != "" || q.County || len(said.Except) > 0 || said.Without != "" {
		q.Kinds, q.Except, q.Without = nil, said.Except, said.Without
	}
	if !said.Period.IsZero() {
		q.Period = said.Period
	}
	q.otherForm(said.Form)
	q.other(said)
	return true
}

// otherForm puts another form into the last question. One without figures can only be
// asked how far it is.
func (q *inquiry) otherForm(said anwei.FormID) {
	if said == "" {
		return
	}
	q.Form = said
	if q.report.ID != said && q.Metric != "" {
		q.Intent, q.Metric = AskProgress, ""
	}
}

// other puts another unit or metric into the last question.
func (q *inquiry) other(said Query) {
	unit := said.Unit != "" || len(said.Either) > 0
	switch {
	case unit:
		q.Unit, q.Either, q.Several = said.Unit, said.Either, said.Several
		switch q.Intent {
		case AskMissing, AskProgress, AskRemind, AskRank, AskTotal:
			q.Intent = AskUnit
		default:
		}
	case q.county || q.has(cOnly) && said.Period.IsZero() && said.Metric == "" && said.Form == "":
		q.Unit = ""
		if q.Intent == AskUnit {
			q.Intent = AskTotal
		}
	}
	if said.Metric == "" {
		return
	}
	q.Metric, q.Metrics = said.Metric, nil
	switch {
	case q.Intent == AskUnit || unit, q.Intent == AskRank, q.Intent == AskTrend:
	default:
		q.Intent = AskTotal
	}
}

// short reports whether hardly more than a slot was said.
func (q *inquiry) short() bool {
	const few = 6
	return q.han <= few && q.Metric == "" && (!q.named() || q.Period.IsZero()) && (!q.has(cTotal) || q.County && q.times(cTotal) == 1)
}
