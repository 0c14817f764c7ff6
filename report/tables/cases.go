package tables

import (
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/report"
)

// CasesInput is what the table of cases is compiled from.
type CasesInput struct {
	Plan anwei.Plan
	// Root is the unit at and below which cases are shown. Without it all are,
	// those of units that are not in the roster among them.
	Root   anwei.UnitID
	Roster anwei.Roster
	Cases  []anwei.Case
	// Zone is the time zone of the plan; nil takes times as they are.
	Zone *time.Location
	// At is when the table is compiled. Without it no step that is open counts as
	// overdue.
	At time.Time
}

// Cases returns the table of the cases in the order given, each with a line for
// every step: the day it is due, when it was done and what came of it.
func Cases(in CasesInput) Table {
	t := Table{
		Name: "办理情况", Title: official(in.Plan, "快查快处和重大隐患办理情况"),
		Landscape: true, Keys: 3, At: in.At,
		Columns: []Column{
			col("编号", 6), col("类别", 12), col("单位", 18), prose("内容", 34), col("立案/发现", 14), col("步骤", 12),
			col("期限", 11), col("完成时间", 14), prose("办理情况", 26), col("状态", 14), prose("结果", 24),
		},
		Above: above(in.Roster, in.Root, "", in.At, in.Zone),
	}
	if titles := in.titles(); len(titles) > 0 {
		t.Title = official(in.Plan, strings.Join(titles, "和")+"办理情况")
	}
	shown := in.shown()
	for _, c := range shown {
		t.Rows = append(t.Rows, in.rows(c)...)
	}
	t.Foot = in.sums(shown)
	return t.laid()
}

// titles returns what the plan calls its kinds of cases.
func (in CasesInput) titles() []string {
	return anwei.Each(in.Plan.Cases, func(k anwei.CaseRule) string { return k.Title })
}

func (in CasesInput) shown() []anwei.Case {
	var out []anwei.Case
	under := in.Roster.Under(in.Root)
	for _, c := range in.Cases {
		if in.Root == "" || under[c.Unit] {
			out = append(out, c)
		}
	}
	return out
}

// rows returns a row for each step, at least one, under cells that stand once
// for the case.
func (in CasesInput) rows(c anwei.Case) []Row {
	state, mark := in.state(c)
	lead := []Cell{
		words(fmt.Sprintf("%d号", c.ID)), words(in.kind(c.Kind)), words(unitName(in.Roster, c.Unit)),
		words(c.Text), in.when(c.Opened),
	}
	steps := anwei.Each(c.Steps, func(s anwei.CaseStep) []Cell { return in.step(c, s) })
	if len(steps) == 0 {
		steps = [][]Cell{make([]Cell, 4)}
	}
	return block(mark, lead, steps, state, words(c.Outcome))
}

func (in CasesInput) step(c anwei.Case, s anwei.CaseStep) []Cell {
	done := in.when(s.Done)
	if in.late(c, s) {
		if done.Mark = Late; s.Done.IsZero() {
			done.Kind, done.Text = Text, "逾期"
		}
	}
	var due Cell
	if !s.Due.IsZero() {
		due = words(in.dated(s.Due))
	}
	return []Cell{words(s.Title), due, done, words(s.Result)}
}

// late reports whether the step was done, or is still open, after its day. A
// case that is closed has no open steps.
func (in CasesInput) late(c anwei.Case, s anwei.CaseStep) bool {
	at := s.Done
	if at.IsZero() && c.Open() {
		at = in.At
	}
	return !at.IsZero() && !s.Due.IsZero() && s.Due.Before(anwei.DateOf(report.Local(at, in.Zone)))
}

// state returns how the case stands: the first step that is overdue decides.
func (in CasesInput) state(c anwei.Case) (Cell, Mark) {
	if !c.Open() {
		return words("已办结\n" + in.dated(anwei.DateOf(report.Local(c.Closed, in.Zone)))), Plain
	}
	for _, s := range c.Steps {
		if s.Done.IsZero() && in.late(c, s) {
			return marked("逾期："+s.Title, Late), Late
		}
	}
	if s, ok := c.Next(); ok {
		return words("办理中：" + s.Title), Missing
	}
	return words("待结案"), Missing
}

// sums returns a line for each kind of case, in the order of the plan and then
// of the cases.
func (in CasesInput) sums(shown []anwei.Case) []Line {
	if len(shown) == 0 {
		return []Line{{Left: "目前没有立案。"}}
	}
	kinds := anwei.Each(in.Plan.Cases, func(k anwei.CaseRule) anwei.CaseKind { return k.ID })
	type sum struct{ all, closed, late int }
	sums := make(map[anwei.CaseKind]sum)
	for _, c := range shown {
		s, known := sums[c.Kind]
		if _, planned := in.Plan.CaseRule(c.Kind); !known && !planned {
			kinds = append(kinds, c.Kind)
		}
		s.all++
		if !c.Open() {
			s.closed++
		} else if _, mark := in.state(c); mark == Late {
			s.late++
		}
		sums[c.Kind] = s
	}
	out := make([]Line, 0, len(kinds))
	for _, k := range kinds {
		s := sums[k]
		text := fmt.Sprintf("%s：共%d件，已办结%d件，正在办理%d件", in.kind(k), s.all, s.closed, s.all-s.closed)
		if s.late > 0 {
			text += fmt.Sprintf("，其中逾期%d件", s.late)
		}
		out = append(out, Line{Left: text + "。"})
	}
	return out
}

func (in CasesInput) kind(k anwei.CaseKind) string {
	if r, ok := in.Plan.CaseRule(k); ok {
		return r.Title
	}
	return string(k)
}

func (in CasesInput) when(t time.Time) Cell {
	if t.IsZero() {
		return Cell{}
	}
	t = report.Local(t, in.Zone)
	return words(in.dated(anwei.DateOf(t)) + t.Format(" 15:04"))
}

// dated returns the day, with the year only where it is not that of the table.
func (in CasesInput) dated(d anwei.Date) string {
	if d.Year == report.Local(in.At, in.Zone).Year() {
		return d.Chinese()
	}
	return day(d.In(time.UTC))
}
