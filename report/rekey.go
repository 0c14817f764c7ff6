package report

import (
	"fmt"
	"time"

	"anwei"
)

// KeyState is how a unit's report stands with the other system.
type KeyState string

// The states, as they are told.
const (
	NotIn   KeyState = "未报"
	ToKey   KeyState = "待录"
	KeyedIn KeyState = "已录"
	ToMend  KeyState = "需改录" // figures changed after it was keyed
)

// Keying is one unit's report on its way into the other system.
type Keying struct {
	Unit   anwei.Unit
	State  KeyState
	Report anwei.Report // zero where it is not in
	Keyed  anwei.Keyed  // zero where it was not keyed
	// Changes are the figures to be mended, in the order of the other system.
	Changes []anwei.Change
}

// RekeyInput is what the list for the other system is compiled from.
type RekeyInput struct {
	Scope

	Rekey anwei.Rekey
	// Keyed says of each unit up to which revision its report was keyed, and Then
	// what the report said there.
	Keyed map[anwei.UnitID]anwei.Keyed
	Then  map[anwei.UnitID]anwei.Values
}

// Keyings returns how each unit's report stands, the units in the order of their
// tree. A report that was corrected in what the other system does not ask for
// counts as keyed.
func (in RekeyInput) Keyings() []Keying {
	fields := in.Rekey.Order(in.Form)
	units := arrange(in.Roster, in.Units()).units
	out := make([]Keying, 0, len(units))
	for _, u := range units {
		k := Keying{Unit: u, State: NotIn, Keyed: in.Keyed[u.ID]}
		if r, ok := in.Reports[u.ID]; ok {
			k.Report, k.State = r, ToKey
		}
		if k.Report.Revision > 0 && k.Keyed.Revision > 0 {
			k.State = KeyedIn
			if k.Changes = anwei.Changes(fields, in.Then[u.ID], k.Report.Values); len(k.Changes) > 0 {
				k.State = ToMend
			}
		}
		out = append(out, k)
	}
	return out
}

// Rekey returns the list of what is to be typed into the other system, in its
// order: all figures of a report that was not keyed, and of one that was the
// figures that changed since. The second table says how far it is.
func Rekey(in RekeyInput) []Table {
	all := in.Keyings()
	t := Table{
		Name: "补录清单", Title: in.Period.Chinese() + "补录清单", Keys: 3, At: in.At, Above: in.above(),
		Columns: []Column{
			{Title: "单位", Width: 18},
			{Title: "状态", Width: 9},
			{Title: "序号", Width: 6},
			{Title: "系统栏目", Width: 36, Prose: true},
			{Title: "应录", Width: 12},
			{Title: "系统里原录", Width: 12},
			{Title: "已录打勾", Width: 9},
		},
	}
	t.Head = headRows(t.Columns)
	for _, state := range []KeyState{ToMend, ToKey} { // what is wrong in the other system comes first
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
	return []Table{t, in.keyedTable(all)}
}

// toKey returns the rows of one unit: what is to be keyed or mended.
func (in RekeyInput) toKey(k Keying) []Row {
	old := map[anwei.FieldID]string{}
	for _, c := range k.Changes {
		f, _ := in.Form.Field(c.Field)
		old[c.Field] = Shown(f, c.Old)
	}
	v := answers(in.Form, k.Unit, k.Report)
	var out []Row
	for i, f := range in.Rekey.Order(in.Form) {
		was, changed := old[f.ID]
		if k.State == ToMend && !changed {
			continue
		}
		value := answerCell(f, v)
		if value.Kind == Empty {
			value = words("未填")
		}
		out = append(out, Row{Cells: []Cell{{Kind: Covered}, {Kind: Covered}, number(int64(i) + 1), words(name(f)), value, words(was), {}}})
	}
	if len(out) > 0 {
		state := Cell{Kind: Text, Text: string(k.State), Rows: len(out)}
		if k.State == ToMend {
			state.Mark = Late
		}
		out[0].Cells[0], out[0].Cells[1] = Cell{Kind: Text, Text: k.Unit.Name, Rows: len(out)}, state
	}
	return out
}

// keyedTable says of each unit whether its report was keyed, by whom and when.
func (in RekeyInput) keyedTable(all []Keying) Table {
	t := Table{
		Name: "补录进度", Title: in.Period.Chinese() + "补录进度", Keys: 2, At: in.At, Above: in.above(),
		Columns: []Column{
			{Title: "序号", Width: 6},
			{Title: "单位", Width: 18},
			{Title: "状态", Width: 9},
			{Title: "现为", Width: 9},
			{Title: "已录至", Width: 9},
			{Title: "录入人", Width: 14},
			{Title: "录入时间", Width: 15},
			{Title: "需改项数", Width: 9},
		},
	}
	t.Head = headRows(t.Columns)
	count := map[KeyState]int{}
	for i, k := range all {
		count[k.State]++
		row := Row{Cells: []Cell{number(int64(i) + 1), words(k.Unit.Name), words(string(k.State)), edition(k.Report.Revision), edition(k.Keyed.Revision), {}, {}, {}}}
		if k.Keyed.Revision > 0 {
			row.Cells[5], row.Cells[6] = words(personName(in.Roster.People, k.Keyed.By)), in.stamp(k.Keyed.At)
			row.Cells[7] = number(int64(len(k.Changes)))
		}
		switch k.State {
		case NotIn:
			row.Mark = Missing
		case ToMend:
			row.Cells[2].Mark = Late
		case ToKey, KeyedIn:
		}
		t.Rows = append(t.Rows, row)
	}
	t.Foot = []Line{{Left: fmt.Sprintf("共%d家：已录%d，待录%d，需改录%d，未报%d。",
		len(all), count[KeyedIn], count[ToKey], count[ToMend], count[NotIn])}}
	return t
}

func edition(n int) Cell {
	if n == 0 {
		return Cell{}
	}
	return words(fmt.Sprintf("第%d版", n))
}

func (in Scope) stamp(t time.Time) Cell { return words(local(t, in.Zone).Format("1月2日 15:04")) }
