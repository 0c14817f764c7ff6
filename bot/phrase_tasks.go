package bot

//wording:我的任务

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/scheduler"
)

// What the bot says of what somebody owes.

// formTask is one form of somebody's only unit in one line; rest is the line that
// names the unit.
func formTask(f anwei.Form, p anwei.Period, due anwei.Date, overdue bool, rest string) string {
	when := due.Chinese() + "截止"
	if overdue {
		when = "逾期未报"
	}
	_, state, _ := strings.Cut(rest, "：")
	return "· " + shortPeriod(p) + f.Short + "（" + when + "）：" + state
}

// dutyTask says how far a duty is.
func dutyTask(d anwei.Duty, n int) string {
	return fmt.Sprintf("%s（%d/%d%s）", d.Title, n, d.Wanted, d.Counts)
}

// dutiesBy lists the duties that end on one day.
func dutiesBy(day anwei.Date, duties []string) string {
	return "· " + day.Chinese() + "前：" + strings.Join(duties, "；")
}

func dutiesDone(titles []string) string {
	return "✅ 本期已完成：" + strings.Join(titles, "；")
}

func parens(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

func overdueDuties(names []string) string {
	return fmt.Sprintf("❗ 已到期未完成（%d项）：%s", len(names), strings.Join(names, "、"))
}

// said tells what was promised of a matter that is still owed.
func (t *turn) said(m anwei.Matter) string {
	p, ok := t.in.Ledger.Promise(m)
	if done, _ := t.done(m); !ok || done {
		return ""
	}
	switch p.Kind {
	case anwei.Arranged:
		return "，已安排" + p.On.Chinese()
	case anwei.Difficult:
		return "，反映有困难"
	case anwei.Promised:
	}
	return "，承诺" + p.On.Chinese() + "完成"
}

func overdueTitle(f anwei.Form, p anwei.Period) string {
	return "逾期未报：" + shortPeriod(p) + f.Short
}

func dutyTasksTitle(u anwei.Unit, name bool) string {
	if name {
		return u.Name + "的工作任务："
	}
	return "工作任务："
}

func caseTask(p anwei.Plan, c anwei.Case, today anwei.Date) string {
	s, _ := c.Next()
	text := fmt.Sprintf("· %s %s：%s，%s前", caseName(p, c), scheduler.Shorten(c.Text, 20), s.Title, s.Due.Chinese())
	if s.Due.Before(today) {
		text += "（已到期）"
	}
	return text
}

func taskHelp() string {
	return "填表请回复“填报”；工作任务办完了直接告诉我，例如“9月12日开了专委会，23人参加，解决3个问题”。"
}
