package language

import (
	"slices"

	"anwei"
)

// Courtesy reports whether a text says nothing that wants an answer: 谢谢, 收到, 好的.
func Courtesy(text string) bool {
	for _, p := range pieces(plain(fold(text).low)) {
		switch strip(p) {
		case "收到", "知道", "明白", "辛苦", "早点休息", "哈哈", "哈哈哈", "在吗", "在", "你", "晚安", "早":
		default:
			if !courtesy(p) {
				return false
			}
		}
	}
	return true
}

// near is how many questions are offered where none was understood.
const near = 3

// NearQuestions returns three questions that a text may have meant which
// ReadQuestion made nothing of: about the unit, the figure and the period that it
// names, and otherwise those that are asked most.
func NearQuestions(text string, k Known) []Query {
	if len(text) > 600 {
		text = ""
	}
	q := newInquiry(text, k).Query
	if !q.Period.IsZero() && k.Now.Before(q.Period.First().In(k.Now.Location())) {
		q.Period = anwei.Period{} // of which there is nothing yet
	}
	var out []Query
	add := func(c Query) {
		c.Period = q.Period
		if len(out) < near && !slices.ContainsFunc(out, func(o Query) bool {
			return o.Intent == c.Intent && o.Unit == c.Unit && o.Metric == c.Metric
		}) {
			out = append(out, c)
		}
	}
	if q.Unit != "" {
		add(Query{Intent: AskUnit, Unit: q.Unit, Metric: q.Metric})
		add(Query{Intent: AskUnit, Unit: q.Unit, Metric: RectifyRate})
	}
	if q.Metric != "" {
		add(Query{Intent: AskTotal, Metric: q.Metric})
		add(Query{Intent: AskRank, Metric: q.Metric})
		add(Query{Intent: AskTrend, Metric: q.Metric})
	}
	add(Query{Intent: AskProgress})
	add(Query{Intent: AskTotal, Metric: RectifyRate})
	add(Query{Intent: AskExport})
	return out
}
