package plan

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"anwei"
)

// Show writes a plan as an outline that an official can read through and check
// against the notice. Its error is the writer's.
func Show(w io.Writer, p anwei.Plan) error {
	o := outline{bufio.NewWriter(w), p}
	o.line("%s（%s）", p.Title, p.Short)
	o.line("牵头：%s　期间：%s 至 %s　时区：%s　版本：%s", p.Office, p.From, p.To, p.Zone, p.Version)
	o.phases()
	for _, f := range p.Forms {
		o.form(f)
	}
	o.duties()
	o.rekey()
	o.unheld()
	o.answers()
	o.cases()
	o.marks()
	o.reminders()
	o.notices()
	o.bulletins()
	o.indicators()
	if err := o.Flush(); err != nil {
		return fmt.Errorf("write the outline: %w", err)
	}
	return nil
}

// outline writes the parts of a plan. A failed write is told once, by Flush.
type outline struct {
	*bufio.Writer
	plan anwei.Plan
}

func (o outline) line(format string, args ...any) {
	_, _ = fmt.Fprintf(o, format+"\n", args...)
}

func (o outline) phases() {
	o.line("\n阶段")
	for i, ph := range o.plan.Phases {
		o.line("  %d. %s　%s 至 %s", i+1, ph.Title, ph.From, ph.To)
	}
}

func (o outline) form(f anwei.Form) {
	o.line("\n%s《%s》（简称%s）", f.Annex, f.Title, f.Short)
	o.line("  填报：%s　%s一期，%s 至 %s", o.audience(f.Audience), everyWord(f.Every), f.First.Chinese(), f.Last.Chinese())
	month := "每期最后一个月"
	if f.Every == anwei.Month {
		month = "当月"
	}
	o.line("  截止：%s%d日%s", month, f.Deadline.Day, shiftWord(f.Deadline.Shift))
	n := 0
	for _, g := range f.Groups {
		o.line("  【%s】", g.Title)
		for _, fd := range f.InGroup(g.ID) {
			n++
			o.line("    %2d. %s%s", n, fd.Title, o.about(fd))
		}
	}
	o.levels(f)
	for _, note := range f.Notes {
		o.line("  备注：%s", note)
	}
}

// about says how a field is called in a talk, and who answers it where not
// everybody does.
func (o outline) about(fd anwei.Field) string {
	text := ""
	if fd.Name != fd.Title {
		text = "　" + fd.Name
	}
	if fd.Audience != nil {
		text += "　填报：" + o.audience(*fd.Audience)
	}
	return text
}

func (o outline) levels(f anwei.Form) {
	for _, k := range f.Checks {
		level := "提醒"
		if k.Level == anwei.ErrorLevel {
			level = "错误"
		}
		left := sumWords(f, k.Left)
		switch {
		case k.Ratio > 0:
			o.line("  校验（%s）：%s 与上月相差不超过%v倍（差额小于%d不提醒）", level, left, k.Ratio, k.Floor)
		case k.Cumulative:
			o.line("  校验（%s）：%s 不像是累计数（差额小于%d不提醒）", level, left, k.Floor)
		default:
			o.line("  校验（%s）：%s 应%s %s", level, left, opWord(k.Op), sumWords(f, k.Right))
		}
	}
}

// sumWords writes a sum with the names of its figures.
func sumWords(f anwei.Form, s anwei.Sum) string {
	var text strings.Builder
	for i, t := range s.Terms {
		switch {
		case t.Minus:
			text.WriteString(" － ")
		case i > 0:
			text.WriteString(" ＋ ")
		}
		switch t.Of {
		case anwei.LastPeriod:
			text.WriteString("上月")
		case anwei.AllBefore:
			text.WriteString("截至上月累计")
		case anwei.ThisPeriod:
		}
		fd, _ := f.Field(t.Field)
		text.WriteString(fd.Name)
	}
	return text.String()
}

func opWord(o anwei.Op) string {
	switch o {
	case anwei.Below:
		return "小于"
	case anwei.Equal:
		return "等于"
	case anwei.AtLeast:
		return "不小于"
	case anwei.Above:
		return "大于"
	case anwei.AtMost:
	}
	return "不大于"
}

func (o outline) duties() {
	o.line("\n工作任务（共%d项）", len(o.plan.Duties))
	for i, d := range o.plan.Duties {
		o.line("  %2d. %s　%s　%s", i+1, d.Title, recurrenceWord(d), o.audience(d.Audience))
		if d.Result != "" {
			o.line("      成果：%s", d.Result)
		}
		if d.LeadDays > 0 {
			o.line("      到期前%d天提醒", d.LeadDays)
		}
		o.line("      依据：%s", d.Source)
	}
}

func (o outline) notices() {
	n := o.plan.Notices
	if len(n.To) == 0 && len(n.Chase) == 0 {
		return
	}
	o.line("\n通知　没有写明发给谁的，发给：%s", recipientWords(n.To))
	for _, k := range n.Chase {
		when := fmt.Sprintf("回复期限前%d小时", k.Hours)
		if k.Days > 0 {
			when = fmt.Sprintf("没有期限的，发出后第%d个工作日 %s", k.Days, k.At)
		}
		o.line("  催办：%s", when)
		o.line("      %s", k.Text)
	}
	if n.DayBefore != (anwei.Clock{}) {
		o.line("  会议提醒：前一天%s", n.DayBefore)
	}
	if n.Minutes > 0 {
		o.line("  会议提醒：开会前%d分钟", n.Minutes)
	}
}

func (o outline) audience(a anwei.Audience) string {
	words := make([]string, 0, len(a.Kinds)+len(a.Units))
	for _, k := range a.Kinds {
		words = append(words, o.plan.KindTitle(k))
	}
	for _, id := range a.Units {
		words = append(words, string(id))
	}
	text := strings.Join(words, "、")
	switch {
	case a.AnyTag:
		text += "（各行业领域牵头单位）"
	case len(a.Tags) > 0:
		text += "（" + strings.Join(a.Tags, "、") + "）"
	}
	return text
}
