package tables

import (
	"fmt"

	"anwei"
	"anwei/report"
)

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
		if _, ok := in.Reports[u.ID]; ok {
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
		r, ok := in.Reports[u.ID]
		_, answered := r.Values[f.ID]
		if asked := f.Audience == nil || f.Audience.Includes(u); !ok || !asked && !answered {
			continue
		}
		row := Row{Cells: append(lead[:5:5], words(u.Name), answerCell(f, r.Values))}
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
