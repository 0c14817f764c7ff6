package tables

import (
	"strings"

	"anwei"
	"anwei/report"
)

// RatesInput is what the table of rates is compiled from: one scope a form, all of
// one period and of one part of the tree.
type RatesInput struct {
	Scopes []report.Scope
	Kinds  []anwei.Kind
}

// Rates returns the table of how far the reporting is: for each form a row for all
// units, one for each branch of their tree and one for each kind of unit, with
// 报送率, 按时率 and 完整率 and what each is taken over.
func Rates(in RatesInput) Table {
	t := Table{
		Name: "报送情况", Landscape: true, Keys: 2,
		Columns: []Column{
			col("表", 12), prose("范围", 24),
			{Title: "应报", Group: "单位数", Width: 8},
			{Title: "已报", Group: "单位数", Width: 8},
			{Title: "按时", Group: "单位数", Width: 8},
			{Title: "逾期", Group: "单位数", Width: 8},
			{Title: "未报", Group: "单位数", Width: 8},
			col("报送率", 18), col("按时率", 18), col("完整率", 22),
		},
		Foot: []Line{{Left: "注：报送率＝已报÷应报，按时率＝按时÷应报，单位为家；完整率＝已填项÷应填项，“不适用”算已填，未报单位的各项都算未填。括号里是分子和分母，百分数保留一位小数，没有全部做到的不写100%。"}},
	}
	for i, s := range in.Scopes {
		if i == 0 {
			t.Title, t.At = s.Period.Chinese()+"报送情况", s.At
			t.Above = scope{s}.above()
		}
		t.Rows = append(t.Rows, in.rows(s)...)
	}
	return t.laid()
}

func (in RatesInput) rows(s report.Scope) []Row {
	shown := report.Arrange(s.Roster, s.Units())
	all := make([]report.Filing, 0, len(shown.Units))
	var whole report.Filing
	into := anwei.Values{}
	for _, u := range shown.Units {
		f := s.Filing(u, into)
		all = append(all, f)
		whole.Add(f)
	}
	rows := []Row{filingRow(s.Form.Short, "全部单位", whole, Total)}
	for _, b := range shown.Branches {
		if b.End-b.First == len(shown.Units) {
			continue
		}
		var sum report.Filing
		for _, f := range all[b.First:b.End] {
			sum.Add(f)
		}
		rows = append(rows, filingRow(s.Form.Short, strings.Repeat("　", b.Depth)+b.Unit.Name, sum, Subtotal))
	}
	for _, k := range in.Kinds {
		var sum report.Filing
		for i, u := range shown.Units {
			if u.Kind == k.ID {
				sum.Add(all[i])
			}
		}
		if sum.Asked > 0 && sum.Asked < whole.Asked {
			rows = append(rows, filingRow(s.Form.Short, "其中："+k.Title, sum, Plain))
		}
	}
	return rows
}

func filingRow(form, name string, f report.Filing, m Mark) Row {
	return Row{Mark: m, Cells: []Cell{
		words(form), words(name),
		number(f.Asked), number(f.Reported), number(f.Punctual()), number(f.Late), number(f.Asked - f.Reported),
		words(report.Rate(f.Reported, f.Asked)), words(report.Rate(f.Punctual(), f.Asked)), words(report.Rate(f.Answered, f.Items)),
	}}
}
