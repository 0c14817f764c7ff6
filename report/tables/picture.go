package tables

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
	"anwei/report"
)

// Chart is what a picture shows, before it has a form: bars, one under the other
// where units are ranked, and one beside the other over the periods of a course.
type Chart struct {
	Title string
	Bars  []Bar
	// Course is set for periods, which stand in the order of time.
	Course bool
	// Foot says what the figures are of, and what is not among them.
	Foot []string
}

// Bar is one value of a chart. One that is not Known leaves a gap: nothing is no
// zero.
type Bar struct {
	Name  string
	Value float64
	Known bool
	// Text is written at the bar: 97.5%.
	Text string
}

// mostBars is how many units a phone shows legibly.
const mostBars = 20

// RankChart is a ranking by an indicator, by its place among those asked, as a
// picture of at most twenty units. Where names what they are of: 泽州县各镇.
func RankChart(s report.Survey, where string, i int, highFirst bool) Chart {
	r := s.Rank(i, highFirst)
	way := "（从低到高）"
	if highFirst {
		way = "（从高到低）"
	}
	c := chart(s, where+s.Asked.Period.Chinese()+r.Indicator.Name+"排名"+way, r.Indicator)
	for _, p := range r.Places[:min(len(r.Places), mostBars)] {
		c.Bars = append(c.Bars, Bar{Name: p.Unit.Name, Value: p.Value, Known: true, Text: report.Figure(r.Indicator, p.Value)})
	}
	if rest := len(r.Places) - mostBars; rest > 0 {
		c.Foot = append(c.Foot, fmt.Sprintf("只画前%d家，另有%d家。", mostBars, rest))
	}
	out := anwei.Each(r.Out, func(u report.UnitRow) string { return u.Unit.Name })
	if n := len(out); n > 0 {
		const most = 6
		more := ""
		if n > most {
			out, more = out[:most], fmt.Sprintf("等%d家", n)
		}
		c.Foot = append(c.Foot, "没有可算的数（未报、不适用或基数为0），不在图中："+strings.Join(out, "、")+more+"。")
	}
	return c
}

// TrendChart is the course of an indicator, by its place among those asked, as a
// picture.
func TrendChart(s report.Survey, where string, i int) Chart {
	x := s.Asked.Indicators[i]
	c := chart(s, where+s.Asked.Period.Chinese()+x.Name+"走势", x)
	c.Course = true
	var none, lacking []string
	for _, p := range s.Trend(i) {
		name := strings.TrimPrefix(p.Period.Chinese(), fmt.Sprintf("%d年", s.Asked.Period.Year))
		if n := p.Turnout.Due - p.Turnout.In; n > 0 && p.Turnout.In > 0 && !x.Punctual {
			lacking = append(lacking, fmt.Sprintf("%s%d家", name, n))
			name += "*"
		}
		b := Bar{Name: name, Value: p.Value, Known: p.Known}
		if p.Known {
			b.Text = report.Figure(x, p.Value)
		} else {
			none = append(none, name)
		}
		c.Bars = append(c.Bars, b)
	}
	if len(lacking) > 0 {
		c.Foot = append(c.Foot, "带*的有单位未报："+strings.Join(lacking, "、")+"。")
	}
	if len(none) > 0 {
		c.Foot = append(c.Foot, "没有数的："+strings.Join(none, "、")+"。")
	}
	return c
}

// chart is what both charts say: of how many reports they are and of when, and what
// the notice compares the indicator with.
func chart(s report.Survey, title string, i anwei.Indicator) Chart {
	t := s.Turnout()
	c := Chart{
		Title: title,
		Foot:  []string{fmt.Sprintf("应报%d份，已报%d份；截至%s。", t.Due, t.In, s.Asked.Now.Format("2006年1月2日15:04"))},
	}
	if i.Baseline != nil {
		c.Foot = append(c.Foot, i.BaselineName+"："+strconv.FormatFloat(*i.Baseline, 'f', -1, 64)+i.Unit+"。")
	}
	return c
}
