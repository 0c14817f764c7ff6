package question

import (
	"slices"
	"time"

	"anwei"
	"anwei/language/text"
)

// Courtesy reports whether a text says nothing that wants an answer: 谢谢, 收到, 好的.
func (r *Reader) Courtesy(typed string) bool {
	return !slices.ContainsFunc(text.Pieces(text.Compact(text.Fold(typed).Low)), func(p string) bool {
		return !slices.Contains(r.lists["=courtesies"], text.Strip(p)) && !text.Polite(p)
	})
}

// offered is how many questions are offered where none was understood.
const offered = 3

// Near returns three questions that a text may have meant which Read made nothing of:
// about the unit, the figure and the period that it names, and otherwise those that are
// asked most.
func (r *Reader) Near(typed string, now time.Time, last *Query) []Query {
	if len(typed) > longestTyped {
		typed = ""
	}
	of := newInquiry(typed, r, now, last, "")
	of.figuresNamed()
	q := of.Query
	if !q.Period.IsZero() && now.Before(q.Period.First().In(now.Location())) {
		q.Period = anwei.Period{} // of which there is nothing yet
	}
	var out []Query
	add := func(c Query) {
		c.Period = q.Period
		if len(out) < offered && !slices.ContainsFunc(out, func(o Query) bool {
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
