package tables

import (
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/report"
)

// MarksInput is what the list of a year's marks is compiled from.
type MarksInput struct {
	Plan  anwei.Plan
	Group anwei.MarkGroup
	// Year is the year whose marks are shown.
	Year anwei.Period
	// Root is the unit at and below which marks are shown. Without it all are.
	Root   anwei.UnitID
	Roster anwei.Roster
	Marks  []anwei.Mark
	// Zone is the time zone of the plan; nil takes times as they are.
	Zone *time.Location
	At   time.Time
}

// Marks returns the list of the marks of a year, by number, for the annual
// evaluation: those that were withdrawn stay in it, with the reason, and do not
// count.
func Marks(in MarksInput) Table {
	title := "红黄牌"
	if in.Group == anwei.Help {
		title = "四级帮扶"
	}
	t := Table{
		Name: title, Title: official(in.Plan, in.Year.Chinese()+title+"情况"), Landscape: true, Keys: 3, At: in.At,
		Columns: []Column{
			col("编号", 6), col("单位", 18), col("类别", 12), col("日期", 12), prose("事由", 40), col("经办", 12),
			col("状态", 10), col("撤销日期", 12), prose("撤销原因", 30),
		},
		Above: above(in.Roster, in.Root, "", in.At, in.Zone),
	}
	standing, all := map[anwei.MarkID]int{}, 0
	under := in.Roster.Under(in.Root)
	for _, m := range in.Marks {
		kind, _ := in.Plan.MarkKind(m.Kind)
		at := report.Local(m.At, in.Zone)
		if kind.Group != in.Group || at.Year() != in.Year.Year || in.Root != "" && !under[m.Unit] {
			continue
		}
		all++
		row := Row{Cells: []Cell{
			words(fmt.Sprintf("%d号", m.N)), words(unitName(in.Roster, m.Unit)), words(kind.Title), words(anwei.DateOf(at).Chinese()),
			words(m.Reason), words(personName(in.Roster.People, m.By)), words("有效"),
			{},
			{},
		}}
		if m.Stands() {
			standing[m.Kind]++
		} else {
			row.Cells[6], row.Cells[8] = words("已撤销"), words(m.Why)
			row.Cells[7] = words(anwei.DateOf(report.Local(m.Withdrawn, in.Zone)).Chinese())
		}
		t.Rows = append(t.Rows, row)
	}
	t.Foot = in.sums(standing, all)
	return t.laid()
}

// sums says how many of each kind stand.
func (in MarksInput) sums(standing map[anwei.MarkID]int, all int) []Line {
	if all == 0 {
		return []Line{{Left: in.Year.Chinese() + "没有记录。"}}
	}
	var text strings.Builder
	fmt.Fprintf(&text, "共%d条", all)
	for _, k := range in.Plan.Marks {
		if k.Group == in.Group {
			fmt.Fprintf(&text, "，%s有效%d条", k.Title, standing[k.ID])
		}
	}
	return []Line{{Left: text.String() + "。"}}
}
