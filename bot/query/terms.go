package query

import (
	"strings"

	"anwei"
	"anwei/language/question"
)

// takeTerms reads the terms of a question, and returns the text as a question without
// them.
func (a *asking) takeTerms(text string) string {
	if before, after, found := strings.Cut(text, lastYearWord(text)); found && lastYearWord(text) != "" {
		a.terms.LastYear = true
		return question.Uncompared(before + after)
	}
	if with, rest, ok := question.ReadComparison(text, a.In.Now); ok {
		a.terms.With = with
		if m, less, of := question.ReadHigher(rest); of {
			a.terms.Moved = m
			a.manner.Compare, a.manner.Order = false, ""
			return less
		}
		return rest
	}
	if m, rest, ok := question.ReadMovement(text); ok {
		a.terms.Moved = m
		a.manner.Compare, a.manner.Order = false, ""
		return rest
	}
	if b, rest, ok := question.ReadBound(text); ok {
		a.terms.Bound = &b
		return rest
	}
	if b, rest, ok := question.ReadPresence(text); ok {
		a.terms.Bound = &b
		a.there = !strings.Contains(text, "发现") && !strings.Contains(text, "查")
		return rest
	}
	return text
}

// lastYearWord returns how the text speaks of the same period of the year before, or
// nothing.
func lastYearWord(text string) string {
	for _, lead := range strings.Fields("和 跟 与 比 同") {
		for _, w := range strings.Fields("去年同期 上年同期 去年同月") {
			for _, tail := range []string{"相比", "对比", "比", ""} {
				if s := lead + w + tail; strings.Contains(text, s) {
					return s
				}
			}
		}
	}
	if strings.Contains(text, "同比") {
		return "同比"
	}
	return ""
}

// listed makes a question with a limit or a movement one about the units, and returns
// false where it names no figure that these could be of.
func (a *asking) listed() bool {
	if a.terms.Bound == nil && a.terms.Moved == "" {
		return true
	}
	if a.terms.Moved != "" && a.query.Metric == "" {
		a.query.Metric = usualRate(a.In.Plan)
	}
	if _, known := a.In.Plan.Indicator(anwei.IndicatorID(question.MajorOpen)); known && a.there && !a.terms.Bound.Exact && a.query.Metric == majorHazards {
		a.query.Metric = question.MajorOpen // what is there is what has not been put right
	}
	a.query.Intent = question.AskRank
	return a.query.Metric != ""
}

// majorHazards is the metric of all major hazards that were found in a period.
const majorHazards question.Metric = "major_hazards"

// spans answers a question about several months together, and returns false where there
// is nothing to answer it by. Such a figure is not added up: a question about one is
// answered month by month.
func (a *asking) spans() bool {
	switch a.query.Intent {
	case question.AskTrend:
		return true
	case question.AskTotal, question.AskUnit:
		if a.query.Metric == "" {
			return false
		}
		a.query.Intent = question.AskTrend
		a.note = a.Text("query.month_by_month")
		return true
	default:
		return false
	}
}
