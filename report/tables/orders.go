package tables

import (
	"fmt"
	"slices"
	"time"

	"anwei"
	"anwei/report"
)

// owed is what the table of the duties of a period is compiled from, but for what is
// known of them.
func (s *source) owed(o anwei.DutiesOrder, p anwei.Period) report.DutiesInput {
	return report.DutiesInput{
		Plan: s.Plan, Duty: o.Duty, Period: p, Root: o.Unit, Own: o.Own, Roster: s.part(o.Unit), Zone: s.Zone, At: s.Now,
	}
}

// Owes reports whether the table of duties that is ordered has any rows.
func (d Desk) Owes(l Ledger, o anwei.DutiesOrder) (bool, error) {
	s := d.source(l, o.Extent)
	return len(s.owed(o, o.Period).Tasks()) > 0, s.err
}

// duties reads the duties that an order asks for, and nothing of other periods.
func (s *source) duties(o anwei.DutiesOrder) func() Document {
	if _, ok := s.Plan.Duty(o.Duty); !ok && o.Duty != "" {
		s.lack("方案里没有“%s”这项任务", o.Duty)
	}
	in := s.owed(o, o.Period)
	in.Deeds = s.deeds(in.Tasks())
	return func() Document {
		t := Duties(in)
		return Document{Name: t.Title + "_" + o.Period.Chinese() + s.ofUnit(o.Unit), Tables: []Table{t}}
	}
}

// beside reads the duties that stand beside the reports of the period, nil where there
// are none, and for a snapshot that has none.
func (s *source) beside(at anwei.Extent) *report.DutiesInput {
	in := s.owed(anwei.DutiesOrder{Extent: anwei.Extent{Unit: at.Unit}}, report.DutiesBeside(at.Period))
	tasks := in.Tasks()
	switch {
	case len(tasks) == 0, s.frozen != nil && s.frozen.Duties != in.Period:
		return nil
	case s.frozen != nil:
		in.Deeds = s.thawedDeeds()
	default:
		in.Deeds = s.deeds(tasks)
	}
	return &in
}

// marks reads the list of a year's cards or help.
func (s *source) marks(o anwei.MarksOrder) func() Document {
	in := MarksInput{Plan: s.Plan, Group: o.Group, Year: o.Period, Root: o.Unit, Roster: s.roster, Zone: s.Zone, At: s.Now}
	var err error
	in.Marks, err = s.ledger.Marks()
	s.note(err)
	return func() Document {
		t := Marks(in)
		return Document{Name: t.Title + s.ofUnit(o.Unit), Tables: []Table{t}}
	}
}

// receipts reads what became of a notice.
func (s *source) receipts(o anwei.ReceiptsOrder) func() Document {
	in := ReceiptsInput{Plan: s.Plan, Roster: s.roster, Zone: s.Zone, At: s.Now}
	var ok bool
	var err error
	in.Notice, ok, err = s.ledger.Notice(o.Notice)
	if s.note(err); !ok {
		s.lack("没有通知%d号", o.Notice)
	}
	in.Receipts, err = s.ledger.Receipts(o.Notice)
	s.note(err)
	in.Posted, err = s.ledger.Posted(in.Notice)
	s.note(err)
	return func() Document {
		return Document{Name: fmt.Sprintf("通知%d号签收表_%s", o.Notice, anwei.DateOf(in.At)), Tables: []Table{Receipts(in)}}
	}
}

// ofUnit ends a file's name with the unit that the table is limited to.
func (s *source) ofUnit(id anwei.UnitID) string {
	if u, ok := s.roster.Unit(id); ok {
		return "_" + u.Name
	}
	return ""
}

// picture takes the ranking or the course of the units at or below the unit ordered
// and of the kind wished, compared with what the office has set, as the answer in text
// is.
func (s *source) picture(o anwei.PictureOrder) func() Document {
	baselines, err := s.ledger.Baselines()
	s.note(err)
	i, known := s.Plan.WithBaselines(baselines, s.Words.Baseline).Indicator(o.Indicator)
	if !known {
		s.lack("方案里没有“%s”这个指标", o.Indicator)
	}
	root, found := s.roster.Unit(o.Unit)
	if !found {
		s.lack("名单里没有编号为 %s 的单位", o.Unit)
	}
	where := root.Name
	if o.Kind != "" {
		where += "各" + s.Plan.KindTitle(o.Kind)
	}
	if o.Tag != "" {
		where += s.Words.Tagged(o.Tag, o.Kind != "")
	}
	asked := report.Asked{
		Form: s.form(o.Form), Period: o.Period, Calendar: s.Calendar, Now: s.Now, Indicators: []anwei.Indicator{i}, Units: unitsOf(o, s.roster),
	}
	asked.Each = !o.Course
	asked.Since, _, err = s.ledger.InUseSince(o.Form)
	s.note(err)
	taken := report.Take(asked, shelf{s})
	return func() Document {
		c := TrendChart(taken, where, 0)
		if !o.Course {
			c = RankChart(taken, where, 0, !o.Low)
		}
		return Document{Name: c.Title, Chart: &c}
	}
}

// unitsOf are the units that an order is about, in the order of the roster.
func unitsOf(o anwei.PictureOrder, roster anwei.Roster) []anwei.Unit {
	var out []anwei.Unit
	under := roster.Under(o.Unit)
	for _, u := range roster.Units {
		if (u.ID == o.Unit || !o.Own && under[u.ID]) && (o.Kind == "" || u.Kind == o.Kind) && (o.Tag == "" || slices.Contains(u.Tags, o.Tag)) {
			out = append(out, u)
		}
	}
	return out
}

// shelf lets a survey read the ledger.
type shelf struct{ *source }

var _ report.Reader = shelf{}

// Report implements report.Reader.
func (s shelf) Report(key anwei.ReportKey) (anwei.Report, bool) {
	r, ok, err := s.ledger.Report(key)
	s.note(err)
	return r, ok
}

// EachReport implements report.Reader.
func (s shelf) EachReport(f anwei.FormID, p anwei.Period, fn func(anwei.Report)) {
	s.note(s.ledger.EachReport(f, p, fn))
}

// Tallies implements report.Reader. They are of the roster of today.
func (s shelf) Tallies(f anwei.FormID, p anwei.Period, of []anwei.Unit) ([]anwei.Tally, map[anwei.UnitID]int) {
	if s.frozen != nil {
		return nil, nil
	}
	all, known, err := s.ledger.Tallies(f, p, of, time.Time{})
	if s.note(err); !known {
		return nil, nil
	}
	places, err := s.ledger.Places()
	s.note(err)
	return all, places
}
