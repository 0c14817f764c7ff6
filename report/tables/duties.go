package tables

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/report"
)

// Duties returns the table of what the units owe besides their reports: for each
// task a row a unit, in the order of the roster, with a line for each time that
// the unit did it, and under the table how many units have completed each task.
// Of a duty that is only registered it shows the units that did anything. Retired
// units are not shown.
func Duties(asked report.DutiesInput) Table {
	in := duties{asked}
	t := Table{
		Name: "工作任务完成情况", Title: official(in.Plan, in.what()+"完成情况"),
		Landscape: true, Keys: 2, At: in.At,
		Columns: []Column{
			col("序号", 5), col("单位", 18), prose("任务", 24), col("期间", 14), col("应完成", 7), col("已完成", 7),
			col("状态", 16), col("日期", 10), col("参加人数", 9), prose("成果", 28), col("填报人", 12), col("填报时间", 14),
			col("佐证", 9),
		},
		Above: above(in.Roster, in.Root, "任务期："+in.Period.Chinese(), in.At, in.Zone),
	}
	tasks, no := in.Tasks(), 0
	tallies := make([]tally, 0, len(tasks))
	for _, task := range tasks {
		sum := tally{task: task}
		for _, u := range task.Units {
			d := in.Deeds[task.Matter(u.ID)]
			state, mark := in.state(task, d)
			sum.add(u, d, mark)
			if task.Duty.Wanted == 0 && anwei.Counted(d.Done) == 0 {
				continue
			}
			no++
			t.Rows = append(t.Rows, in.rows(task, u, d, []Cell{number(no), state}, mark)...)
		}
		tallies = append(tallies, sum)
	}
	t.Foot = in.foot(tallies)
	return t.laid()
}

// duties is what the table of duties is laid out from.
type duties struct{ report.DutiesInput }

// what names what the table is about.
func (in duties) what() string {
	if d, ok := in.Plan.Duty(in.Duty); ok && in.Duty != "" {
		return d.Title
	}
	return "工作任务"
}

// rows returns a row for each time that the unit did the task, at least one,
// under cells that stand once for all of them: of those the number of the row
// and the state are given.
func (in duties) rows(t report.Task, u anwei.Unit, d report.Deeds, given []Cell, mark Mark) []Row {
	done := d.Counted()
	wanted := number(t.Duty.Wanted)
	if t.Duty.Wanted == 0 {
		wanted = Cell{Kind: NA}
	}
	lead := []Cell{
		given[0], words(u.Name), words(t.Duty.Title), words(until(t)),
		wanted, number(anwei.Counted(done)), given[1],
	}
	deeds := anwei.Each(done, func(f anwei.Fulfilment) []Cell { return in.deed(t, f) })
	if len(deeds) == 0 {
		deeds = [][]Cell{make([]Cell, 5)}
	}
	return block(mark, lead, deeds, proof(d))
}

// deed returns what is said of one time: day, people, result, who told it and
// when.
func (in duties) deed(t report.Task, f anwei.Fulfilment) []Cell {
	var on, people Cell
	if !f.On.IsZero() {
		on = words(f.On.Chinese())
	}
	if f.People > 0 {
		people = number(f.People)
	}
	result := f.Result
	if f.Count > 1 {
		result += fmt.Sprintf("（%d%s）", f.Count, counter(t))
	}
	return []Cell{on, people, words(result), words(person(in.Roster.People, f.By).Name), moment(f.At, in.Zone)}
}

// proof returns how many pieces of evidence there are, and how many could not
// be had.
func proof(d report.Deeds) Cell {
	var parts []string
	if d.Proofs > 0 {
		parts = append(parts, strconv.Itoa(d.Proofs)+"份")
	}
	if d.Lost > 0 {
		parts = append(parts, fmt.Sprintf("%d份未取到", d.Lost))
	}
	return words(strings.Join(parts, "\n"))
}

// state returns how the unit stands with the task on the day of the table.
func (in duties) state(t report.Task, d report.Deeds) (Cell, Mark) {
	n, wanted, last := anwei.Counted(d.Done), t.Duty.Wanted, t.Duty.Last(t.Period)
	progress := fmt.Sprintf("%d/%d", n, wanted)
	if wanted == 0 {
		return words(fmt.Sprintf("登记%d%s", n, counter(t))), Plain
	}
	if on, ok := completed(d, wanted); ok {
		if last.Before(on) {
			return marked("逾期完成 "+progress, Late), Late
		}
		return words("已完成 " + progress), Plain
	}
	said := in.said(d.Promise)
	if last.Before(in.Today()) && !in.At.IsZero() {
		return marked("逾期 "+progress+lineAfter(said), Late), Late
	}
	if d.Promise.Kind == anwei.Arranged && said != "" && wanted == 1 {
		return words(said), Missing
	}
	return words("未完成 " + progress + lineAfter(said)), Missing
}

// said returns what the unit said of the task, and nothing where the day it
// named is over.
func (in duties) said(p anwei.Promise) string {
	if p.On.Before(in.Today()) {
		return ""
	}
	switch p.Kind {
	case anwei.Arranged:
		return "已安排 " + p.On.Chinese()
	case anwei.Promised:
		return "承诺 " + p.On.Chinese()
	case anwei.Difficult:
		return strings.TrimSuffix("有困难："+p.Reason, "：")
	}
	return ""
}

func lineAfter(s string) string {
	if s == "" {
		return ""
	}
	return "\n" + s
}

// until returns the period as the table names it; a one-off duty has its last
// day.
func until(t report.Task) string {
	if t.Duty.Every != "" {
		return t.Period.Chinese()
	}
	return day(t.Duty.By.In(time.UTC)) + "前"
}

// counter returns how the duty's deeds are counted.
func counter(t report.Task) string { return cmp.Or(t.Duty.Counts, "次") }

// completed returns the day on which the wanted number was reached, and false
// where it was not.
func completed(d report.Deeds, wanted int) (anwei.Date, bool) {
	done := d.Counted()
	slices.SortStableFunc(done, func(a, b anwei.Fulfilment) int {
		return cmp.Compare(a.On.In(time.UTC).Unix(), b.On.In(time.UTC).Unix())
	})
	n := 0
	for _, f := range done {
		if n += f.Count; n >= wanted {
			return f.On, true
		}
	}
	return anwei.Date{}, false
}

// tally counts the units that have completed a task.
type tally struct {
	task report.Task
	// done counts the units that reached what is wanted, late those that did not
	// and whose time is over, registered those that told anything at all, and times
	// what they told.
	done, late, registered, times int
	open                          []string
}

func (s *tally) add(u anwei.Unit, d report.Deeds, mark Mark) {
	n := anwei.Counted(d.Done)
	s.times += n
	if n > 0 {
		s.registered++
	}
	if n >= s.task.Duty.Wanted {
		s.done++
		return
	}
	s.open = append(s.open, u.Name)
	if mark == Late {
		s.late++
	}
}

// line returns what the tally says. The task's period is named where it is not
// the one asked.
func (s tally) line(asked anwei.Period) string {
	name := s.task.Duty.Title
	if s.task.Period != asked {
		name += "（" + until(s.task) + "）"
	}
	if s.task.Duty.Wanted == 0 {
		if s.registered == 0 {
			return name + "：没有登记。"
		}
		return fmt.Sprintf("%s：%d家登记%d%s。", name, s.registered, s.times, counter(s.task))
	}
	text := fmt.Sprintf("%s：应完成%d家，已完成%d家", name, len(s.task.Units), s.done)
	if len(s.open) > 0 {
		text += "，未完成：" + strings.Join(s.open, "、")
	}
	return text + "。"
}

// foot returns a line for each task, under one for all of them where there are
// several.
func (in duties) foot(all []tally) []Line {
	if len(all) == 0 {
		return []Line{{Left: "本期没有应完成的任务。"}}
	}
	var out []Line
	tasks, asked, done, late, registers := 0, 0, 0, 0, false
	for _, s := range all {
		if s.task.Duty.Wanted == 0 {
			registers = true
		} else {
			tasks++
			asked += len(s.task.Units)
			done += s.done
			late += s.late
		}
		out = append(out, Line{Left: s.line(in.Period)})
	}
	if tasks > 1 {
		sum := fmt.Sprintf("合计：%d项任务，应完成%d家次，已完成%d家次", tasks, asked, done)
		if late > 0 {
			sum += fmt.Sprintf("，逾期未完成%d家次", late)
		}
		out = append([]Line{{Left: sum + "。"}}, out...)
	}
	if registers {
		out = append(out, Line{Left: "注：“—”表示没有规定次数，只作登记，不计入合计。"})
	}
	return out
}
