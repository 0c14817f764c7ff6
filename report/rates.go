package report

import (
	"fmt"
	"strings"

	"anwei"
)

// Filing is how far the reporting of some units is. Its rates have bases: how many
// units were asked, and how many items they were asked for.
type Filing struct {
	Asked, Reported, Late int // units
	Items, Answered       int // fields; 不适用 is an answer
}

// Punctual returns how many reported in time.
func (f Filing) Punctual() int { return f.Reported - f.Late }

func (f *Filing) add(g Filing) {
	f.Asked += g.Asked
	f.Reported += g.Reported
	f.Late += g.Late
	f.Items += g.Items
	f.Answered += g.Answered
}

// Rate returns a share with its base, 93.8%（15/16）, and a dash where there is no
// base. It is rounded as Figure does, so that a table and an answer say the same and
// 100% is all of them.
func Rate(n, of int) string {
	if of == 0 {
		return "—"
	}
	share := anwei.Indicator{Punctual: true, Times: 100, Unit: "%"}
	return fmt.Sprintf("%s（%d/%d）", Figure(share, float64(n)*100/float64(of)), n, of)
}

// filing returns how far one unit is.
func (in Scope) filing(u anwei.Unit) Filing {
	r, ok := in.Reports[u.ID]
	f := Filing{Asked: 1}
	if ok {
		f.Reported = 1
	}
	if r.Late {
		f.Late = 1
	}
	for _, fd := range tasksOf(in.Form, u, r.Values) {
		f.Items++
		if _, answered := r.Values[fd.ID]; answered {
			f.Answered++
		}
	}
	return f
}

// RatesInput is what the table of rates is compiled from: one scope a form, all of
// one period and of one part of the tree.
type RatesInput struct {
	Scopes []Scope
	Kinds  []anwei.Kind
}

// Rates returns the table of how far the reporting is: for each form a row for all
// units, one for each branch of their tree and one for each kind of unit, with
// 报送率, 按时率 and 完整率 and what each is taken over.
func Rates(in RatesInput) Table {
	t := Table{
		Name: "报送情况", Landscape: true, Keys: 2,
		Columns: []Column{
			{Title: "表", Width: 12},
			{Title: "范围", Width: 24, Prose: true},
			{Title: "应报", Group: "单位数", Width: 8},
			{Title: "已报", Group: "单位数", Width: 8},
			{Title: "按时", Group: "单位数", Width: 8},
			{Title: "逾期", Group: "单位数", Width: 8},
			{Title: "未报", Group: "单位数", Width: 8},
			{Title: "报送率", Width: 18},
			{Title: "按时率", Width: 18},
			{Title: "完整率", Width: 22},
		},
		Foot: []Line{{Left: "注：报送率＝已报÷应报，按时率＝按时÷应报，单位为家；完整率＝已填项÷应填项，“不适用”算已填，未报单位的各项都算未填。括号里是分子和分母，百分数保留一位小数，没有全部做到的不写100%。"}},
	}
	t.Head = headRows(t.Columns)
	for i, s := range in.Scopes {
		if i == 0 {
			t.Title, t.At = s.Period.Chinese()+"报送情况", s.At
			t.Above = s.above()
		}
		t.Rows = append(t.Rows, in.rows(s)...)
	}
	return t
}

// above is the line over a table of several units.
func (in Scope) above() []Line {
	return []Line{{
		Left: "汇总范围：" + scopeName(in.Roster, in.Root), Middle: "报送期：" + in.Period.Chinese(),
		Right: "截至" + local(in.At, in.Zone).Format("2006年1月2日15:04"),
	}}
}

func (in RatesInput) rows(s Scope) []Row {
	shown := arrange(s.Roster, s.Units())
	all := make([]Filing, 0, len(shown.units))
	var whole Filing
	for _, u := range shown.units {
		f := s.filing(u)
		all = append(all, f)
		whole.add(f)
	}
	rows := []Row{filingRow(s.Form.Short, "全部单位", whole, Total)}
	for _, b := range shown.branches {
		if b.end-b.first == len(shown.units) {
			continue
		}
		var sum Filing
		for _, f := range all[b.first:b.end] {
			sum.add(f)
		}
		rows = append(rows, filingRow(s.Form.Short, strings.Repeat("　", b.depth)+b.unit.Name, sum, Subtotal))
	}
	for _, k := range in.Kinds {
		var sum Filing
		for i, u := range shown.units {
			if u.Kind == k.ID {
				sum.add(all[i])
			}
		}
		if sum.Asked > 0 && sum.Asked < whole.Asked {
			rows = append(rows, filingRow(s.Form.Short, "其中："+k.Title, sum, Plain))
		}
	}
	return rows
}

func filingRow(form, name string, f Filing, m Mark) Row {
	return Row{Mark: m, Cells: []Cell{
		words(form), words(name),
		number(int64(f.Asked)), number(int64(f.Reported)), number(int64(f.Punctual())), number(int64(f.Late)), number(int64(f.Asked - f.Reported)),
		words(Rate(f.Reported, f.Asked)), words(Rate(f.Punctual(), f.Asked)), words(Rate(f.Answered, f.Items)),
	}}
}
