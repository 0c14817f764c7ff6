package tables

import (
	"fmt"

	"anwei"
	"anwei/report"
)

// Rekey returns the list of what is to be typed into the other system, in its
// order: all figures of a report that was not keyed, and of one that was the
// figures that changed since. The second table says how far it is.
func Rekey(asked report.RekeyInput) []Table {
	in := rekeying{asked}
	all := in.Keyings()
	t := Table{
		Name: "补录清单", Title: in.Period.Chinese() + "补录清单", Keys: 3, At: in.At, Above: scope{in.Scope}.above(),
		Columns: []Column{
			col("单位", 18), col("状态", 9), col("序号", 6), prose("系统栏目", 36), col("应录", 12), col("系统里原录", 12),
			col("已录打勾", 9),
		},
	}
	for _, state := range []report.KeyState{report.ToMend, report.ToKey} { // what is wrong in the other system comes first
		for _, k := range all {
			if k.State == state {
				t.Rows = append(t.Rows, in.toKey(k)...)
			}
		}
	}
	t.Foot = []Line{{Left: "录入：" + in.Rekey.System + "。录完一家回复“已录 单位名称”，全部录完回复“已录全部”。"}}
	if in.Rekey.Note != "" {
		t.Foot = append(t.Foot, Line{Left: "注：" + in.Rekey.Note})
	}
	return []Table{t.laid(), in.keyedTable(all)}
}

// rekeying is what the list for the other system is laid out from.
type rekeying struct{ report.RekeyInput }

// toKey returns the rows of one unit: what is to be keyed or mended.
func (in rekeying) toKey(k report.Keying) []Row {
	old := map[anwei.FieldID]string{}
	for _, c := range k.Changes {
		f, _ := in.Form.Field(c.Field)
		old[c.Field] = report.Shown(f, c.Old)
	}
	v := report.Answers(in.Form, k.Unit, k.Report)
	var lines [][]Cell
	for i, f := range in.Rekey.Order(in.Form) {
		was, changed := old[f.ID]
		if k.State == report.ToMend && !changed {
			continue
		}
		value := answerCell(&f, v)
		if value.Kind == Empty {
			value = words("未填")
		}
		lines = append(lines, []Cell{number(i + 1), words(name(f)), value, words(was), {}})
	}
	state := words(string(k.State))
	if k.State == report.ToMend {
		state.Mark = Late
	}
	return block(Plain, []Cell{words(k.Unit.Name), state}, lines)
}

// keyedTable says of each unit whether its report was keyed, by whom and when.
func (in rekeying) keyedTable(all []report.Keying) Table {
	t := Table{
		Name: "补录进度", Title: in.Period.Chinese() + "补录进度", Keys: 2, At: in.At, Above: scope{in.Scope}.above(),
		Columns: []Column{
			col("序号", 6), col("单位", 18), col("状态", 9), col("现为", 9), col("已录至", 9), col("录入人", 14),
			col("录入时间", 15), col("需改项数", 9),
		},
	}
	count := map[report.KeyState]int{}
	for i, k := range all {
		count[k.State]++
		row := Row{Cells: []Cell{number(i + 1), words(k.Unit.Name), words(string(k.State)), edition(k.Report.Revision), edition(k.Keyed.Revision), {}, {}, {}}}
		if k.Keyed.Revision > 0 {
			row.Cells[5], row.Cells[6] = words(personName(in.Roster.People, k.Keyed.By)), moment(k.Keyed.At, in.Zone)
			row.Cells[7] = number(len(k.Changes))
		}
		switch k.State {
		case report.NotIn:
			row.Mark = Missing
		case report.ToMend:
			row.Cells[2].Mark = Late
		case report.ToKey, report.KeyedIn:
		}
		t.Rows = append(t.Rows, row)
	}
	t.Foot = []Line{{Left: fmt.Sprintf("共%d家：已录%d，待录%d，需改录%d，未报%d。",
		len(all), count[report.KeyedIn], count[report.ToKey], count[report.ToMend], count[report.NotIn])}}
	return t.laid()
}
