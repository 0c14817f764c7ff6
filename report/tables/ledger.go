package tables

import (
	"fmt"

	"anwei"
	"anwei/report"
)

// ledger lays out a unit's tasks as annex 1 of the notice does, with a column
// for what was done about them in the period asked.
func (in Own) ledger(t *Table) {
	t.Columns = append(taskColumns(), prose("落实情况", 46))
	t.Keys = 3
	t.Above[0].Middle = "报送期：" + in.UpTo.Chinese()
	var v anwei.Values
	mark := Missing
	if r, ok := in.Reports[in.UpTo]; ok {
		v, mark = r.Values, Plain
		if r.Late {
			mark = Late
		}
	}
	fields := report.TasksOf(in.Form, in.Unit, v)
	for i, f := range fields {
		row := Row{Mark: mark, Cells: []Cell{
			{Kind: Covered},
			{Kind: Covered},
			words(f.Title), words(f.Responsible), words(f.Measures), answerCell(&f, v),
		}}
		if i == 0 || fields[i-1].Group != f.Group {
			row.Cells[0], row.Cells[1] = goal(in.Form, f.Group)
			n := alike(fields[i:])
			row.Cells[0].Rows, row.Cells[1].Rows = n, n
		}
		t.Rows = append(t.Rows, row)
	}
	mergeAlike(t.Rows, 3)
}

// taskColumns are the columns of annex 1 that say what a task is.
func taskColumns() []Column {
	return []Column{
		col("序号", 6), prose("主要工作目标", 14), prose("重点工作任务", 18), prose("责任单位", 18), prose("工作措施", 50),
	}
}

// goal returns the number and the title of a group, empty where the form does
// not name it.
func goal(form anwei.Form, group string) (no, title Cell) {
	for i, g := range form.Groups {
		if g.ID == group {
			return number(i + 1), words(g.Title)
		}
	}
	return Cell{}, Cell{}
}

// alike returns how many of the first fields are of one group.
func alike(fields []anwei.Field) int {
	n := 1
	for n < len(fields) && fields[n].Group == fields[0].Group {
		n++
	}
	return n
}

// mergeAlike makes one cell of equal texts that follow one another in a column,
// within the rows that belong together by the first column.
func mergeAlike(rows []Row, x int) {
	first := 0
	for y := range rows {
		c := &rows[y].Cells[x]
		if y > 0 && c.Kind == Text && rows[y].Cells[0].Kind == Covered && c.Text == rows[first].Cells[x].Text {
			*c = Cell{Kind: Covered}
			rows[first].Cells[x].Rows = y - first + 1
			continue
		}
		first = y
	}
}

// ledger lays out the tasks of all units as annex 1 of the notice does, and under
// each task what every unit of which it is asked wrote, the units in the order of
// their tree. Those whose report is not in are named under the table alone.
func (in scope) ledger(t *Table, units []anwei.Unit) {
	t.Name, t.Annex, t.Keys = in.Form.Short+"汇总", in.Form.Annex, 3
	t.Columns = append(taskColumns(), col("填报单位", 16), prose("落实情况", 56))
	t.Columns[4].Width = 36
	units = report.Arrange(in.Roster, units).Units
	for _, f := range in.Form.Fields {
		rows := in.entries(f, units)
		no, title := goal(in.Form, f.Group)
		// The goal stands again at each task: all units' entries to one goal go over
		// several pages.
		for x, c := range []Cell{no, title, words(f.Title), words(f.Responsible), words(f.Measures)} {
			c.Rows = len(rows)
			rows[0].Cells[x] = c
		}
		t.Rows = append(t.Rows, rows...)
	}
	reported := 0
	for _, u := range units {
		if _, ok := in.Head(u.ID); ok {
			reported++
		}
	}
	t.Foot = []Line{{Left: fmt.Sprintf("已报送 %d/%d 单位；“—”表示不适用，已报送而留空表示该项未填。", reported, len(units))}}
}

// entries returns a row for each unit that reported and that the task is asked of,
// at least one. The first five cells are covered by what stands once for all of them.
func (in scope) entries(f anwei.Field, units []anwei.Unit) []Row {
	lead := []Cell{{Kind: Covered}, {Kind: Covered}, {Kind: Covered}, {Kind: Covered}, {Kind: Covered}}
	var out []Row
	for _, u := range units {
		r, ok := in.Report(u.ID)
		_, answered := r.Values[f.ID]
		if asked := f.Audience == nil || f.Audience.Includes(u); !ok || !asked && !answered {
			continue
		}
		row := Row{Cells: append(lead[:5:5], words(u.Name), answerCell(&f, r.Values))}
		if r.Late {
			row.Mark = Late
		}
		out = append(out, row)
	}
	if len(out) == 0 {
		out = []Row{{Cells: append(lead, Cell{}, Cell{})}}
	}
	return out
}
