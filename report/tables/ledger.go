package tables

import (
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
			words(f.Title), words(f.Responsible), words(f.Measures), answerCell(f, v),
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
