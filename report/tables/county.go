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
		return in.figures(t, units)
	}
	in.ledger(&t, units)
	t.Foot = slices.Concat(in.notes(units), t.Foot)
	return t.laid()
}

// held is how many rows a table of figures holds at most. Of more units it makes its
// rows when they are written.
const held = 2000

// scope is what a table of many units is laid out from.
type scope struct{ report.Scope }

func (in scope) figures(t Table, units []anwei.Unit) Table {
	t.Columns = append([]Column{col("序号", 5), col("单位", 18)}, fieldColumns(in.Form)...)
	t.Columns = append(t.Columns, in.tailColumns()...)
	shown := report.Arrange(in.Roster, units)
	whole, into := report.NewTally(in.Form.Fields), anwei.Values{}
	for _, u := range units {
		whole.Add(in.answers(u, into))
	}
	t.Foot = slices.Concat(in.notes(units), explain(in.Form.Fields, whole.Sums(), whole.In, "个单位"))
	total := sumRow(Total, "合计", in.Form.Fields, whole, len(in.tailColumns()))
	t.Made = func(yield func(Row) bool) {
		if in.unitRows(shown, yield) {
			yield(total)
		}
	}
	if len(units) <= held {
		return t.Whole().laid()
	}
	t.Rows = []Row{total} // no number is longer than the totals
	t = t.laid()
	t.Rows = nil
	return t
}

// answers are what the unit answered, nil where it has not reported. The map is Passing's.
func (in scope) answers(u anwei.Unit, into anwei.Values) anwei.Values {
	r, ok := in.Passing(u.ID, into)
	if !ok {
		return nil
	}
	return report.Answers(in.Form, u, r)
}

// branch is a part of the tree while its rows are made.
type branch struct {
	report.Branch

	sum *report.Tally
}

// unitRows makes a row a unit, and behind those of each part of the tree their subtotal.
// It reports whether all were taken.
func (in scope) unitRows(shown report.Arranged, yield func(Row) bool) bool {
	fields := in.Form.Fields
	var open []branch // the inner ones last
	branches, tail, into := shown.Branches, len(in.tailColumns()), anwei.Values{}
	for i, u := range shown.Units {
		for len(branches) > 0 && branches[0].First == i {
			if b := branches[0]; b.End-b.First < len(shown.Units) { // else its sums are the table's own
				open = append(open, branch{b, report.NewTally(fields)})
			}
			branches = branches[1:]
		}
		row, v := in.unitRow(i, u, into)
		for _, b := range open {
			b.sum.Add(v)
		}
		if !yield(row) {
			return false
		}
		for len(open) > 0 && open[len(open)-1].End == i+1 {
			b := open[len(open)-1]
			open = open[:len(open)-1]
			if !yield(sumRow(Subtotal, b.Unit.Name+"小计", fields, b.sum, tail)) {
				return false
			}
		}
	}
	return true
}

// unitRow returns the row of the unit at a place, and what it answered. The map is
// Passing's.
func (in scope) unitRow(at int, u anwei.Unit, into anwei.Values) (Row, anwei.Values) {
	row := Row{Cells: make([]Cell, 0, 2+len(in.Form.Fields)+3)}
	row.Cells = append(row.Cells, number(at+1), words(u.Name))
	var v anwei.Values
	r, ok := in.Passing(u.ID, into)
	if ok {
		v = report.Answers(in.Form, u, r)
	} else {
		row.Mark = Missing
	}
	row.Cells = append(row.Cells, answerCells(in.Form.Fields, v)...)
	row.Cells = append(row.Cells, in.tail(u.ID, r, ok)...)
	return row, v
}

// tailColumns are the columns that say how a unit reported.
func (in scope) tailColumns() []Column {
	out := [3]Column{col("报送时间", 14), col("状态", 6), col("盖章件", 8)}
	if in.Stamps == nil {
		return out[:2]
	}
	return out[:]
}

func (in scope) tail(u anwei.UnitID, r anwei.Report, ok bool) []Cell {
	state := words("按时")
	switch {
	case !ok:
		state = marked("未报", Missing)
	case r.Late:
		state = marked("逾期", Late)
	}
	// When the unit first reported, since that decides its state.
	cells := append(make([]Cell, 0, 3), moment(r.First, in.Zone), state)
	if in.Stamps == nil {
		return cells
	}
	stamp := Cell{}
	if ok {
		stamp = words(in.Stamps[u].Chinese())
		if in.Stamps[u] != anwei.StampAgrees {
			stamp.Mark = Missing
		}
	}
	return append(cells, stamp)
}

// sumRow returns totals under a title that says how many of those asked came in. Tail is
// how many cells follow the fields.
func sumRow(mark Mark, title string, fields []anwei.Field, sum *report.Tally, tail int) Row {
	row := Row{Mark: mark, Cells: []Cell{
		{Kind: Text, Text: fmt.Sprintf("%s（%d/%d 单位）", title, sum.In, sum.Asked), Cols: 2},
		{Kind: Covered},
	}}
	row.Cells = append(row.Cells, sumCells(fields, sum.Sums())...)
	row.Cells = append(row.Cells, make([]Cell, tail)...)
	return row
}

// notes are the lines under the table about its units. They name those that have not
// reported; those whose figures are in and yet may change: returned to them, or said by
// them to be wrong; and those for which the office entered them. What a snapshot holds
// says only the last, which is of the revision itself.
func (in scope) notes(units []anwei.Unit) []Line {
	var missing, back, wrong, behalf, open []string
	final, topped := 0, !in.TopUp.IsZero() && !anwei.DateOf(report.Local(in.At, in.Zone)).Before(in.TopUp)
	for _, u := range units {
		r, ok := in.Head(u.ID)
		if !ok {
			missing = append(missing, u.Name)
			continue
		}
		switch {
		case r.State() == anwei.Returned:
			back = append(back, u.Name)
		case r.Handled != nil && r.Handled.Kind == anwei.Disputed:
			wrong = append(wrong, u.Name)
		case r.Behalf:
			behalf = append(behalf, u.Name)
		}
		if !topped {
			continue
		}
		if r.Final(in.TopUp, report.Local(in.At, in.Zone).Location()) {
			final++
		} else {
			open = append(open, u.Name)
		}
	}
	out := line(rolls("未报单位", missing))
	out = append(out, line(slices.Concat(rolls("已退回待更正", back), rolls("代录后单位说有误", wrong), rolls("由安委办代录", behalf)))...)
	if topped { // from that day on the figures are those of the whole period
		out = append(out, line(append([]string{fmt.Sprintf("全月数已定稿%d家", final)}, rolls("仍是报送时的数", open)...))...)
	}
	return out
}

// rolls is the roll of some units, and nothing of none.
func rolls(what string, names []string) []string {
	if len(names) == 0 {
		return nil
	}
	return []string{roll(what, names)}
}

// line joins what is said into a line, none of nothing.
func line(said []string) []Line {
	if len(said) == 0 {
		return nil
	}
	return []Line{{Left: strings.Join(said, "；") + "。"}}
}
