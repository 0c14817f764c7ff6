package main

import (
	"context"
	"fmt"
	"slices"

	"anwei"
	"anwei/bot/phrases"
	"anwei/bot/query"
	"anwei/report"
	"anwei/report/chart"
	"anwei/report/pdf"
	"anwei/storage"
)

// picture draws the ranking or the course that is ordered.
func (f files) picture(ctx context.Context, o anwei.Order) (anwei.File, error) {
	c, err := f.chart(ctx, o)
	if err != nil {
		return anwei.File{}, err
	}
	data, err := chart.Encode(c, pdf.Font())
	if err != nil {
		return anwei.File{}, fmt.Errorf("画《%s》：%w", c.Title, err)
	}
	return anwei.File{Name: fileName(c.Title) + ".png", Data: data}, nil
}

// chart is the ranking or the course of the units at or below the unit ordered and of
// the kind wished, compared with what the office has set, as the answer in text is.
func (f files) chart(ctx context.Context, o anwei.Order) (report.Chart, error) {
	form, known := f.rules.plan.Form(o.Form)
	asked := report.Asked{Form: form, Period: o.Period, Calendar: f.rules.calendar, Now: f.now()}
	var s report.Survey
	where := ""
	err := f.store.View(ctx, func(tx storage.Tx) error {
		baselines, err := tx.Baselines()
		if err != nil {
			return err
		}
		i, ok := f.rules.plan.WithBaselines(baselines, phrases.BaselineName()).Indicator(o.Indicator)
		if !known || !ok {
			return fmt.Errorf("方案里没有“%s”这张表或“%s”这个指标", o.Form, o.Indicator)
		}
		asked.Indicators = []anwei.Indicator{i}
		roster, err := tx.Roster()
		if err != nil {
			return err
		}
		root, found := roster.Unit(o.Unit)
		if !found {
			return fmt.Errorf("名单里没有编号为 %s 的单位", o.Unit)
		}
		where, asked.Units = root.Name, unitsOf(o, roster)
		if o.Kind != "" {
			where += "各" + f.rules.plan.KindTitle(o.Kind)
		}
		if o.Tag != "" {
			where += query.TagName(o.Tag, o.Kind != "")
		}
		if asked.Since, _, err = tx.InUseSince(form.ID); err != nil {
			return err
		}
		r := &shelf{tx: tx}
		s = report.Take(asked, r)
		return r.err
	})
	if err != nil {
		return report.Chart{}, fmt.Errorf("取数：%w", err)
	}
	if o.Course {
		return s.TrendChart(where, 0), nil
	}
	return s.RankChart(where, 0, !o.Low), nil
}

// unitsOf are the units that an order is about, in the order of the roster.
func unitsOf(o anwei.Order, roster anwei.Roster) []anwei.Unit {
	var out []anwei.Unit
	under := roster.Under(o.Unit)
	for _, u := range roster.Units {
		if (u.ID == o.Unit || !o.Own && under[u.ID]) && (o.Kind == "" || u.Kind == o.Kind) && (o.Tag == "" || slices.Contains(u.Tags, o.Tag)) {
			out = append(out, u)
		}
	}
	return out
}

// shelf lets a survey read a transaction. It keeps the first error, for which the
// survey is void.
type shelf struct {
	tx  storage.Tx
	err error
}

var _ report.Reader = (*shelf)(nil)

func (s *shelf) note(err error) {
	if s.err == nil {
		s.err = err
	}
}

// Report implements report.Reader.
func (s *shelf) Report(key anwei.ReportKey) (anwei.Report, bool) {
	r, ok, err := s.tx.Report(key)
	s.note(err)
	return r, ok
}

// EachReport implements report.Reader.
func (s *shelf) EachReport(f anwei.FormID, p anwei.Period, fn func(anwei.Report)) {
	s.note(s.tx.EachReport(f, p, fn))
}
