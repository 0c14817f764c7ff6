package report

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
)

// Duties returns the table of what the units owe besides their reports: for each
// task a row a unit, in the order of the roster, with a line for each time that
// the unit did it, and under the table how many units have completed each task.
// Of a duty that is only registered it shows the units that did anything. Retired
// units are not shown.
func Duties(in DutiesInput) Table {
	t := Table{
		Name: "工作任务完成情况", Title: official(in.Plan, in.what()+"完成情况"),
		Landscape: true, Keys: 2, At: in.At,
		Columns: []Column{
			{Title: "序号", Width: 5},
			{Title: "单位", Width: 18},
			{Title: "任务", Width: 24, Prose: true},
			{Title: "期间", Width: 14},
			{Title: "应完成", Width: 7},
			{Title: "已完成", Width: 7},
			{Title: "状态", Width: 16},
			{Title: "日期", Width: 10},
			{Title: "参加人数", Width: 9},
			{Title: "成果", Width: 28, Prose: true},
			{Title: "填报人", Width: 12},
			{Title: "填报时间", Width: 14},
			{Title: "佐证", Width: 9},
		},
		Above: []Line{{
			Left: "汇总范围：" + scopeName(in.Roster, in.Root), Middle: "任务期：" + chinese(in.Period),
			Right: "截至" + local(in.At, in.Zone).Format("2006年1月2日15:04"),
		}},
	}
	t.Head = headRows(t.Columns)
	tasks, no := in.Tasks(), 0
	tallies := make([]tally, 0, len(tasks))
	for _, task := range tasks {
		sum := tally{task: task}
		for _, u := range task.Units {
			d := in.Deeds[task.Matter(u.ID)]
			state, mark := in.state(task, d)
			sum.add(u, d, mark)
			if task.Duty.Wanted == 0 && anwei.Counted(d.Done) == 0 {
				continue
			}
			no++
			t.Rows = append(t.Rows, in.rows(task, u, d, []Cell{number(int64(no)), state}, mark)...)
		}
		tallies = append(tallies, sum)
	}
	widen(t.Columns, t.Rows)
	t.Foot = in.foot(tallies)
	return t
}

// what names what the table is about.
func (in DutiesInput) what() string {
	if d, ok := in.Plan.Duty(in.Duty); ok && in.Duty != "" {
		return d.Title
	}
	return "工作任务"
}

// rows returns a row for each time that the unit did the task, at least one,
// under cells that stand once for all of them: of those the number of the row
// and the state are given.
func (in DutiesInput) rows(t Task, u anwei.Unit, d Deeds, given []Cell, mark Mark) []Row {
	done := counted(d.Done)
	wanted := number(int64(t.Duty.Wanted))
	if t.Duty.Wanted == 0 {
		wanted = Cell{Kind: NA}
	}
	lead := []Cell{
		given[0], words(u.Name), words(t.Duty.Title), words(t.until()),
		wanted, number(int64(anwei.Counted(done))), given[1],
	}
	tail := []Cell{d.proof()}
	if len(done) == 0 {
		return []Row{{Mark: mark, Cells: append(append(lead, make([]Cell, 5)...), tail...)}}
	}
	out := make([]Row, 0, len(done))
	for i, f := range done {
		cells := append(spanned(lead, i, len(done)), in.deed(t, f)...)
		out = append(out, Row{Mark: mark, Cells: append(cells, spanned(tail, i, len(done))...)})
	}
	return out
}

// spanned returns the cells for the i-th of n rows that they stand once for.
func spanned(cells []Cell, i, n int) []Cell {
	out := make([]Cell, 0, len(cells))
	for _, c := range cells {
		if c.Rows = n; i > 0 {
			c = Cell{Kind: Covered}
		}
		out = append(out, c)
	}
	return out
}

// deed returns what is said of one time: day, people, result, who told it and
// when.
func (in DutiesInput) deed(t Task, f anwei.Fulfilment) []Cell {
	var on, people Cell
	if !f.On.IsZero() {
		on = words(f.On.Chinese())
	}
	if f.People > 0 {
		people = number(int64(f.People))
	}
	result := f.Result
	if f.Count > 1 {
		result += fmt.Sprintf("（%d%s）", f.Count, t.measure())
	}
	var told Cell
	if !f.At.IsZero() {
		told = words(local(f.At, in.Zone).Format("1月2日 15:04"))
	}
	return []Cell{on, people, words(result), words(person(in.Roster.People, f.By).Name), told}
}

// proof returns how many pieces of evidence there are, and how many could not
// be had.
func (d Deeds) proof() Cell {
	var parts []string
	if d.Proofs > 0 {
		parts = append(parts, strconv.Itoa(d.Proofs)+"份")
	}
	if d.Lost > 0 {
		parts = append(parts, fmt.Sprintf("%d份未取到", d.Lost))
	}
	return words(strings.Join(parts, "\n"))
}

// state returns how the unit stands with the task on the day of the table.
func (in DutiesInput) state(t Task, d Deeds) (Cell, Mark) {
	n, wanted, last := anwei.Counted(d.Done), t.Duty.Wanted, t.Duty.Last(t.Period)
	progress := fmt.Sprintf("%d/%d", n, wanted)
	if wanted == 0 {
		return words(fmt.Sprintf("登记%d%s", n, t.measure())), Plain
	}
	if on, ok := completed(d.Done, wanted); ok {
		if last.Before(on) {
			return Cell{Kind: Text, Text: "逾期完成 " + progress, Mark: Late}, Late
		}
		return words("已完成 " + progress), Plain
	}
	said := in.said(d.Promise)
	if last.Before(in.today()) && !in.At.IsZero() {
		return Cell{Kind: Text, Text: "逾期 " + progress + lineAfter(said), Mark: Late}, Late
	}
	if d.Promise.Kind == anwei.Arranged && said != "" && wanted == 1 {
		return words(said), Missing
	}
	return words("未完成 " + progress + lineAfter(said)), Missing
}

// said returns what the unit said of the task, and nothing where the day it
// named is over.
func (in DutiesInput) said(p anwei.Promise) string {
	if p.On.Before(in.today()) {
		return ""
	}
	switch p.Kind {
	case anwei.Arranged:
		return "已安排 " + p.On.Chinese()
	case anwei.Promised:
		return "承诺 " + p.On.Chinese()
	case anwei.Difficult:
		return strings.TrimSuffix("有困难："+p.Reason, "：")
	}
	return ""
}

func lineAfter(s string) string {
	if s == "" {
		return ""
	}
	return "\n" + s
}

// chinese returns the period's name, and nothing for no period.
func chinese(p anwei.Period) string {
	if !p.Kind.Valid() {
		return ""
	}
	return p.Chinese()
}
