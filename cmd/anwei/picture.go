package main

import (
	"context"
	"fmt"

	"anwei"
	"anwei/report"
	"anwei/report/chart"
	"anwei/report/pdf"
	"anwei/storage"
)

// picture draws the ranking or the course that is ordered, of the units at or below
// the unit and of the kind wished.
func (f files) picture(ctx context.Context, o anwei.Order) (anwei.File, error) {
	form, known := f.rules.plan.Form(o.Form)
	i, ok := f.rules.plan.Indicator(o.Indicator)
	if !known || !ok {
		return anwei.File{}, fmt.Errorf("方案里没有“%s”这张表或“%s”这个指标", o.Form, o.Indicator)
	}
	asked := report.Asked{
		Form: form, Period: o.Period, Indicators: []anwei.Indicator{i}, Calendar: f.rules.calendar, Now: f.now(),
	}
	var s report.Survey
	where := ""
	err := f.store.View(ctx, func(tx storage.Tx) error {
		roster, err := tx.Roster()
		if err != nil {
			return err
		}
		root, found := roster.Unit(o.Unit)
		if !found {
			return fmt.Errorf("名单里没有编号为 %s 的单位", o.Unit)
		}
		where, asked.Units = root.Name, nil
		if o.Kind != "" {
			where += "各" + f.rules.plan.KindTitle(o.Kind)
		}
		under := roster.Under(o.Unit)
		for _, u := range roster.Units {
			if (u.ID == o.Unit || !o.Own && under[u.ID]) && (o.Kind == "" || u.Kind == o.Kind) {
				asked.Units = append(asked.Units, u)
			}
		}
		if asked.Since, _, err = tx.InUseSince(form.ID); err != nil {
			return err
		}
		r := &shelf{tx: tx}
		s = report.Take(asked, r)
		return r.err
	})
	if err != nil {
		return anwei.File{}, fmt.Errorf("取数：%w", err)
	}
	c := s.RankChart(where, 0, !o.Low)
	if o.Course {
		c = s.TrendChart(where, 0)
	}
	data, err := chart.Encode(c, pdf.Font())
	if err != nil {
		return anwei.File{}, fmt.Errorf("画《%s》：%w", c.Title, err)
	}
	return anwei.File{Name: fileName(c.Title) + ".png", Data: data}, nil
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
