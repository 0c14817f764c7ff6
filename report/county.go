package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"anwei"
)

// Scope is what the table of many units is compiled from.
type Scope struct {
	Form   anwei.Form
	Period anwei.Period
	// Root is the unit at and below which units are shown. Without it all are.
	Root   anwei.UnitID
	Roster anwei.Roster
	// Reports are what the units confirmed for the period. One that is not there
	// has not been reported.
	Reports map[anwei.UnitID]anwei.Report
	// Stamps says how the stamped sheets of the reports stand. Nil leaves their
	// column out.
	Stamps map[anwei.UnitID]anwei.StampState
	// TopUp is the day from which on a confirmed report has the figures of its
	// whole period; zero where the form is not topped up.
	TopUp anwei.Date
	// Zone is the time zone of the plan; nil takes times as they are.
	Zone *time.Location
	At   time.Time // when the table is compiled
}

// County returns the table of all units for one period. Of figures it has a row a
// unit, those of one branch of the roster's tree together and under them their
// subtotals; the ones that have not reported are empty rows, and the totals are of
// the others. Of a ledger it has the tasks, each with what every unit wrote.
func County(in Scope) Table {
	t := Table{
		Name: "汇总表", Title: in.Form.Title + "汇总表", Landscape: true, Keys: 2, At: in.At,
		Above: []Line{{
			Left: "汇总范围：" + scopeName(in.Roster, in.Root), Middle: "报送期：" + in.Period.Chinese(),
			Right: "截至" + local(in.At, in.Zone).Format("2006年1月2日15:04"),
		}},
	}
	units := in.Units()
	if counts(in.Form) {
		in.figures(&t, units)
	} else {
		in.ledger(&t, units)
	}
	t.Foot = slices.Concat(in.missing(units), in.underWay(units), in.finals(units), t.Foot)
	return t
}

// Units returns the units that the table has a row for: those that the form asks
// and those that reported before they were retired, so that an old table keeps
// its totals.
func (in Scope) Units() []anwei.Unit {
	under := in.Roster.Under(in.Root)
	var out []anwei.Unit
	for _, u := range in.Roster.Units {
		_, reported := in.Reports[u.ID]
		if (in.Root == "" || under[u.ID]) && (reported || in.Form.Audience.Includes(u)) {
			out = append(out, u)
		}
	}
	return out
}

func (in Scope) figures(t *Table, units []anwei.Unit) {
	t.Columns = append([]Column{{Title: "序号", Width: 5}, {Title: "单位", Width: 18}}, fieldColumns(in.Form)...)
	t.Columns = append(t.Columns, in.tailColumns()...)
	t.Head = headRows(t.Columns)
	shown := arrange(in.Roster, units)
	asked := make([]anwei.Values, 0, len(units))
	reported := 0
	for i, u := range shown.units {
		row := Row{Cells: []Cell{number(int64(i) + 1), words(u.Name)}}
		var v anwei.Values
		if r, ok := in.Reports[u.ID]; ok {
			v = answers(in.Form, u, r)
			reported++
		} else {
			row.Mark = Missing
		}
		asked = append(asked, v)
		row.Cells = append(row.Cells, answerCells(in.Form.Fields, v)...)
		row.Cells = append(row.Cells, in.tail(u.ID)...)
		t.Rows = append(t.Rows, row)
		for _, b := range shown.endingAt(i) {
			t.Rows = append(t.Rows, sumRow(Subtotal, b.unit.Name+"小计", in.Form.Fields, asked[b.first:b.end], len(in.tailColumns())))
		}
	}
	t.Rows = append(t.Rows, sumRow(Total, "合计", in.Form.Fields, asked, len(in.tailColumns())))
	widen(t.Columns, t.Rows)
	t.Foot = explain(in.Form.Fields, Totals(in.Form.Fields, asked), reported, "个单位")
}

// scopeName names the unit that a table is limited to.
func scopeName(r anwei.Roster, root anwei.UnitID) string {
	if u, ok := r.Unit(root); ok {
		return u.Name
	}
	return "全部单位"
}

// tailColumns are the columns that say how a unit reported.
func (in Scope) tailColumns() []Column {
	out := [3]Column{{Title: "报送时间", Width: 14}, {Title: "状态", Width: 6}, {Title: "盖章件", Width: 8}}
	if in.Stamps == nil {
		return out[:2]
	}
	return out[:]
}

func (in Scope) tail(u anwei.UnitID) []Cell {
	if in.Stamps == nil {
		return []Cell{in.when(u), in.state(u)}
	}
	stamp := Cell{}
	if _, ok := in.Reports[u]; ok {
		stamp = words(in.Stamps[u].Chinese())
		if in.Stamps[u] != anwei.StampAgrees {
			stamp.Mark = Missing
		}
	}
	return []Cell{in.when(u), in.state(u), stamp}
}

// when returns when the unit first reported, since that decides its state.
func (in Scope) when(u anwei.UnitID) Cell {
	r, ok := in.Reports[u]
	if !ok {
		return Cell{}
	}
	return words(local(r.First, in.Zone).Format("1月2日 15:04"))
}

func (in Scope) state(u anwei.UnitID) Cell {
	r, ok := in.Reports[u]
	switch {
	case !ok:
		return Cell{Kind: Text, Text: "未报", Mark: Missing}
	case r.Late:
		return Cell{Kind: Text, Text: "逾期", Mark: Late}
	}
	return words("按时")
}

// missing names the units that have not reported.
func (in Scope) missing(units []anwei.Unit) []Line {
	var names []string
	for _, u := range units {
		if _, ok := in.Reports[u.ID]; !ok {
			names = append(names, u.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []Line{{Left: fmt.Sprintf("未报单位（%d）：%s。", len(names), strings.Join(names, "、"))}}
}
