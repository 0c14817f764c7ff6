package tables

import (
	"fmt"

	"anwei"
	"anwei/report"
)

// MovesInput is what the list of changes since a snapshot is compiled from.
type MovesInput struct {
	Snapshot anwei.Snapshot
	// Scopes are the forms of the period as they are now, and Moved what changed of
	// each, in the same order.
	Scopes []report.Scope
	Moved  [][]report.Moved
}

// MovesTable returns the list of what changed since a snapshot: a row a figure.
func MovesTable(in MovesInput) Table {
	t := Table{
		Name: "定格后变化", Landscape: true, Keys: 3,
		Columns: []Column{
			col("序号", 6), col("单位", 18), col("表", 9), prose("指标", 28), prose("定格时", 20), prose("现在", 20),
			col("更正时间", 15), col("版本", 8), col("填报人", 14),
		},
	}
	units, figures, came := 0, 0, 0
	for i, s := range in.Scopes {
		if i == 0 {
			t.Title, t.At, t.Above = s.Period.Chinese()+"定格后变化清单", s.At, scope{s}.above()
			t.Above[0].Left = "定格：" + in.Snapshot.Name + "（" + clock(in.Snapshot.At, s.Zone) + "）"
		}
		for _, m := range in.Moved[i] {
			t.Rows = append(t.Rows, scope{s}.moved(m, len(t.Rows))...)
		}
		u, f, c := report.Count(in.Moved[i])
		units, figures, came = units+u, figures+f, came+c
	}
	t.Foot = []Line{{Left: fmt.Sprintf("定格后%d份报表%d个数有变，另有%d份是定格后才报的。改了又改回的不算。", units, figures, came)}}
	return t.laid()
}

func (in scope) moved(m report.Moved, rows int) []Row {
	if m.Came {
		return []Row{{Cells: []Cell{
			number(rows + 1), words(m.Unit.Name), words(in.Form.Short),
			words("全部"), words("未报"), words("已报"), moment(m.At, in.Zone),
			{},
			{},
		}}}
	}
	out := make([]Row, 0, len(m.Moves))
	for i, c := range m.Moves {
		out = append(out, Row{Cells: []Cell{
			number(rows + i + 1), words(m.Unit.Name), words(in.Form.Short),
			words(name(c.Field)), shownCell(c.Field, c.Old), shownCell(c.Field, c.New),
			moment(c.At, in.Zone), words(fmt.Sprintf("第%d版", c.Revision)), words(personName(in.Roster.People, c.By)),
		}})
	}
	return out
}
