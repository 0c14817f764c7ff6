package tables

import (
	"fmt"
	"slices"
	"strings"

	"anwei"
	"anwei/report"
)

// County returns the table of all units for one period. Of figures it has a row a
// unit, those of one branch of the roster's tree together and under them their
// subtotals; the ones that have not reported are empty rows, and the totals are of
// the others. Of a ledger it has the tasks, each with what every unit wrote.
func County(asked report.Scope) Table {
	in := scope{asked}
	t := Table{
		Name: "汇总表", Title: in.Form.Title + "汇总表", Landscape: true, Keys: 2, At: in.At,
		Above: in.above(),
	}
	units := in.Units()
	if in.Form.Counts() {
		in.figures(&t, units)
	} else {
		in.ledger(&t, units)
	}
	t.Foot = slices.Concat(in.missing(units), in.underWay(units), in.finals(units), t.Foot)
	return t.laid()
}

// scope is what a table of many units is laid out from.
type scope struct{ report.Scope }

func (in scope) figures(t *Table, units []anwei.Unit) {
	t.Columns = append([]Column{col("序号", 5), col("单位", 18)}, fieldColumns(in.Form)...)
	t.Columns = append(t.Columns, in.tailColumns()...)
	shown := report.Arrange(in.Roster, units)
	asked := make([]anwei.Values, 0, len(units))
	reported := 0
	for i, u := range shown.Units {
		row := Row{Cells: []Cell{number(i + 1), words(u.Name)}}
		var v anwei.Values
		if r, ok := in.Reports[u.ID]; ok {
			v = report.Answers(in.Form, u, r)
			reported++
		} else {
			row.Mark = Missing
		}
		asked = append(asked, v)
		row.Cells = append(row.Cells, answerCells(in.Form.Fields, v)...)
		row.Cells = append(row.Cells, in.tail(u.ID)...)
		t.Rows = append(t.Rows, row)
		for _, b := range shown.EndingAt(i) {
			t.Rows = append(t.Rows, sumRow(Subtotal, b.Unit.Name+"小计", in.Form.Fields, asked[b.First:b.End], len(in.tailColumns())))
		}
	}
	t.Rows = append(t.Rows, sumRow(Total, "合计", in.Form.Fields, asked, len(in.tailColumns())))
	t.Foot = explain(in.Form.Fields, report.Totals(in.Form.Fields, asked), reported, "个单位")
}

// tailColumns are the columns that say how a unit reported.
func (in scope) tailColumns() []Column {
	out := [3]Column{col("报送时间", 14), col("状态", 6), col("盖章件", 8)}
	if in.Stamps == nil {
		return out[:2]
	}
	return out[:]
}

func (in scope) tail(u anwei.UnitID) []Cell {
	// When the unit first reported, since that decides its state.
	cells := append(make([]Cell, 0, 3), moment(in.Reports[u].First, in.Zone), in.state(u))
	if in.Stamps == nil {
		return cells
	}
	stamp := Cell{}
	if _, ok := in.Reports[u]; ok {
		stamp = words(in.Stamps[u].Chinese())
		if in.Stamps[u] != anwei.StampAgrees {
			stamp.Mark = Missing
		}
	}
	return append(cells, stamp)
}

func (in scope) state(u anwei.UnitID) Cell {
	r, ok := in.Reports[u]
	switch {
	case !ok:
		return marked("未报", Missing)
	case r.Late:
		return marked("逾期", Late)
	}
	return words("按时")
}

// sumRow returns the totals over some of the answers, under a title that says how
// many of them came in. Tail is how many cells follow the fields.
func sumRow(mark Mark, title string, fields []anwei.Field, answers []anwei.Values, tail int) Row {
	in := 0
	for _, v := range answers {
		if v != nil {
			in++
		}
	}
	row := Row{Mark: mark, Cells: []Cell{
		{Kind: Text, Text: fmt.Sprintf("%s（%d/%d 单位）", title, in, len(answers)), Cols: 2},
		{Kind: Covered},
	}}
	row.Cells = append(row.Cells, sumCells(fields, report.Totals(fields, answers))...)
	row.Cells = append(row.Cells, make([]Cell, tail)...)
	return row
}

// missing names the units that have not reported.
func (in scope) missing(units []anwei.Unit) []Line {
	var names []string
	for _, u := range units {
		if _, ok := in.Reports[u.ID]; !ok {
			names = append(names, u.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []Line{{Left: roll("未报单位", names) + "。"}}
}

// finals says, from the day of the form's top-up on, of how many units the
// figures are those of the whole period, and names the others.
func (in scope) finals(units []anwei.Unit) []Line {
	if in.TopUp.IsZero() || anwei.DateOf(report.Local(in.At, in.Zone)).Before(in.TopUp) {
		return nil
	}
	final := 0
	var open []string
	for _, u := range units {
		switch r, ok := in.Reports[u.ID]; {
		case !ok:
		case r.Final(in.TopUp, report.Local(in.At, in.Zone).Location()):
			final++
		default:
			open = append(open, u.Name)
		}
	}
	text := fmt.Sprintf("全月数已定稿%d家", final)
	if len(open) > 0 {
		text += roll("；仍是报送时的数", open)
	}
	return []Line{{Left: text + "。"}}
}

// underWay names the units whose figures are in and yet may change: returned to them, or
// said by them to be wrong; and those for which the office entered them. What a snapshot
// holds says only the last, which is of the revision itself.
func (in scope) underWay(units []anwei.Unit) []Line {
	var back, wrong, behalf []string
	for _, u := range units {
		r, ok := in.Reports[u.ID]
		switch {
		case !ok:
		case r.State() == anwei.Returned:
			back = append(back, u.Name)
		case r.Handled != nil && r.Handled.Kind == anwei.Disputed:
			wrong = append(wrong, u.Name)
		case r.Behalf:
			behalf = append(behalf, u.Name)
		}
	}
	var parts []string
	for _, p := range []struct {
		what  string
		units []string
	}{{"已退回待更正", back}, {"代录后单位说有误", wrong}, {"由安委办代录", behalf}} {
		if len(p.units) > 0 {
			parts = append(parts, roll(p.what, p.units))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return []Line{{Left: strings.Join(parts, "；") + "。"}}
}
