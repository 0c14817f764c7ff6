package plan

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
)

// cases writes what may be opened, by whom, and by when each step is due.
func (o outline) cases() {
	if len(o.plan.Cases) == 0 {
		return
	}
	o.line("\n限办事项")
	for _, k := range o.plan.Cases {
		o.line("  %s（说“%s”）　可以立案：%s", k.Title, k.Word, roleWords(k.Open))
		for i, s := range k.Steps {
			proof := ""
			if s.Proof {
				proof = "，要照片或文件"
			}
			o.line("    %d. %s　%s%s", i+1, s.Title, stepDay(k, s), proof)
		}
		o.line("      依据：%s", k.Source)
	}
}

// stepDay says by when a step is due.
func stepDay(k anwei.CaseRule, s anwei.StepRule) string {
	switch {
	case s.Named:
		return fmt.Sprintf("立案时说明的日子，最长%d个月", k.Months)
	case s.MonthEnd:
		return "立案当月底"
	case s.Days == 0:
		return "立案当日"
	}
	return fmt.Sprintf("立案后%d日", s.Days)
}

// marks writes the cards and the levels of help, with what is told to the unit, and
// what proposes them.
func (o outline) marks() {
	if len(o.plan.Marks) == 0 {
		return
	}
	o.line("\n红黄牌和四级帮扶（由安委办决定）")
	for _, k := range o.plan.Marks {
		o.line("  %s　适用：%s", k.Title, o.audience(k.Audience))
		o.line("      %s", k.Notice)
		o.line("      依据：%s", k.Source)
	}
	for _, r := range o.plan.MarkRules {
		k, _ := o.plan.MarkKind(r.Mark)
		o.line("  建议%s：%s", k.Title, o.fact(r))
	}
}

// fact is what proposes a mark, with the numbers and names of the plan.
func (o outline) fact(r anwei.MarkRule) string {
	f, _ := o.plan.Form(r.Form)
	k, _ := o.plan.CaseRule(r.Case)
	words := strings.NewReplacer("{n}", strconv.Itoa(max(r.Running, r.Overdue)), "{form}", f.Short, "{case}", k.Title)
	return words.Replace(r.Fact)
}

// reminders writes when who is reminded of what.
func (o outline) reminders() {
	o.line("\n提醒")
	for _, r := range o.plan.Reminders {
		o.line("  %s　%s %s　发给：%s%s", o.subject(r), dayWord(r), r.At, recipientWords(r.To), besides(r))
		o.line("      %s", r.Text)
	}
}

// subject names what a rule reminds of.
func (o outline) subject(r anwei.ReminderRule) string {
	f, _ := o.plan.Form(r.Form)
	k, _ := o.plan.CaseRule(r.Case)
	switch {
	case r.Form != "":
		return f.Short
	case r.Case != "":
		return k.Title
	}
	return "工作任务"
}

// besides says what else holds of a rule.
func besides(r anwei.ReminderRule) string {
	text := ""
	if r.Running > 0 {
		text += fmt.Sprintf("，只说连续%d期逾期或未报的", r.Running)
	}
	if r.RestDays {
		text += "，休息日也发"
	}
	if r.Draft != "" {
		text += "，并问是否发到工作群"
	}
	return text
}
