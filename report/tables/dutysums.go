package tables

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/report"
)

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
