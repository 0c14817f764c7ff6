package query

import (
	"cmp"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/language/day"
	"anwei/language/question"
	"anwei/language/text"
)

// read reads what is asked, and returns false where the text is no question. What is
// said about how it is to be answered is taken out where the rest alone is one.
func (a *asking) read() bool {
	ask := a.Hear(a.text).Asker()
	if ask.Explains(a.text) {
		return false
	}
	last := a.Topic()
	typed, resumes := asOwn(a.Turn, a.sight, a.text), false
	if last != nil && last.Query.Unit != "" {
		typed, resumes = ask.Named(typed, a.UnitName(last.Query.Unit))
	}
	typed = a.takeTerms(a.takePart(typed))
	typed = a.takeMonths(typed)
	if a.manner.Compare && a.terms.With.IsZero() {
		typed = a.Hear(typed).Bare().Rest // 上月 of 和上月比 is not the period that is asked
	}
	if a.terms.Measure == question.Share {
		last = nil // 南村占全县的百分之几 is whole of itself
	}
	listed := a.terms.State != "" || !a.terms.From.IsZero()
	if a.query = a.readOne(typed, last); a.query.Intent == question.AskNothing || listed {
		a.query = a.readAgain(typed, last)
	}
	a.measured(last)
	if a.terms.Why && last != nil {
		a.whyOf(last, typed)
	}
	if a.query.Intent == question.AskNothing && a.terms.Moved == "" || !a.listed() {
		return false
	}
	a.spans()
	if resumes && a.query.Period.IsZero() {
		a.query.Period = last.Query.Period
	}
	a.group()
	if a.query.Intent == question.AskRank && a.manner.Order == "" && !a.terms.Said() {
		a.manner.Order = ask.EndOrder(typed)
	}
	a.keep(last, typed)
	return true
}

// keep takes over from the last question what one that only changes it leaves out: the
// kind of units, their industry and its terms.
func (a *asking) keep(last *bot.LastAsked, typed string) {
	if last == nil {
		return
	}
	alone := a.Hear(typed).Asks(nil).Intent
	bare := strings.Trim(typed, "？?。！! ")
	if alone != question.AskNothing && !strings.HasSuffix(bare, "呢") && bare != wholeCounty {
		return
	}
	if a.query.Unit == "" && a.manner.Kind == "" && a.tag == "" && !a.county {
		a.manner.Kind, a.tag = last.Kind, last.Tag
	}
	if a.query.Intent == last.Query.Intent && a.manner.Order == "" && a.manner.Top == 0 {
		a.manner.Order, a.manner.Top = last.Order, last.Top
	}
	if _, _, dated := day.Period(typed, a.In.Now); !a.terms.Said() && a.query.Unit == "" && a.query.Intent == last.Query.Intent {
		a.terms = last.Terms
		if dated {
			a.terms.With = anwei.Period{}
		}
	}
}

// readAgain reads a text that alone is no question: one with a limit or two periods,
// what is left of it without the manner, the national average, and a period alone.
func (a *asking) readAgain(typed string, last *bot.LastAsked) question.Query {
	p, span, dated := day.Period(typed, a.In.Now)
	progress := question.Query{Intent: question.AskProgress, Period: p}
	alone := dated && strings.Trim(typed[:span.From]+typed[span.To:], " 的呢吧？?。那") == ""
	if alone && !a.months.IsZero() {
		return progress
	}
	switch {
	case a.terms.State != "", !a.terms.From.IsZero():
		if q := a.readOne(typed+a.Text("query.ask.unreported"), nil); q.Intent != question.AskNothing { // of whom and of which form
			if u, ok := a.sight.Roster.Unit(q.Unit); ok && !mainForm(a.In.Plan).Audience.Includes(u) {
				q.Unit = "" // the office sent them back
			}
			q.Intent, q.Metric = question.AskProgress, ""
			return q
		}
		return progress
	case a.terms.Measure != "":
		return a.readOne(typed+a.Text("query.ask.many"), last)
	case a.terms.Bound != nil, a.terms.Moved != "":
		return a.readOne(typed+"排名", last)
	case !a.terms.With.IsZero(), a.terms.LastYear:
		if q := a.readOne(typed+"多少", last); q.Intent == question.AskTotal || q.Intent == question.AskUnit {
			return q
		}
		if strings.Trim(typed, " 的呢吧？?。那怎么样") == "" || alone {
			return progress
		}
	case a.namesBaseline(typed):
		a.terms.Against = true
		return progress
	case alone && a.In.Now.Before(p.First().In(a.In.Now.Location())):
		return progress // it is said that the period has not begun
	case a.manner.Compare && a.manner.Alone:
		return progress
	case a.manner.Compare:
		return a.readOne(a.Hear(typed).Uncompared()+"多少", last)
	case a.manner.Said() && !text.ContainsAny(typed, "最早", "最先"): // who was first is not counted
		return a.readOne(a.manner.Rest, last)
	}
	return question.Query{Intent: question.AskNothing}
}

// namesBaseline reports whether the text names what an indicator is compared with:
// 全国平均水平, with or without its last word.
func (a *asking) namesBaseline(typed string) bool {
	return slices.ContainsFunc(a.In.Plan.Indicators, func(i anwei.Indicator) bool {
		name := strings.TrimSuffix(i.BaselineName, "水平")
		return name != "" && strings.Contains(typed, name)
	})
}

func (a *asking) readOne(typed string, last *bot.LastAsked) question.Query {
	return a.Hear(typed).Asks(last.Before())
}

// group takes of which units alone the question is, where it names no one unit.
func (a *asking) group() {
	title := a.In.Plan.KindTitle(a.manner.Kind)
	if !a.sight.Has(a.manner.Kind) && !text.ContainsAny(a.text, "各"+title, "所有"+title, "只看"+title) {
		a.manner.Kind = "" // 停产了哪些企业 is not about units of that kind
	}
	if a.query.Unit == "" && len(a.query.Either) == 0 {
		a.manner.Kind = cmp.Or(a.manner.Kind, a.query.Kind)
		a.tag = a.query.Tag
	}
	a.county = a.query.County
	a.query.Kind, a.query.Tag, a.query.County = "", "", false
}

// asOwn puts the name of the person's own unit where the text says 我们镇, 本单位 or,
// before a word of reporting, 我, and 全县 where that is the county. Somebody of several
// units has none, nor has the office.
func asOwn(t *bot.Turn, s bot.Sight, typed string) string {
	own := s.Wide
	if len(own) == 0 {
		own = s.Own
	}
	if len(own) != 1 {
		return typed
	}
	u, ok := s.Roster.Unit(own[0])
	if !ok || t.In.Person.Has(anwei.Office) {
		return typed
	}
	if u.Parent == "" {
		u.Name = wholeCounty
	}
	return t.Hear(typed).Asker().Own(typed, u.Name)
}

// wholeCounty is how a leader of all of it calls his own.
const wholeCounty = "全县"
