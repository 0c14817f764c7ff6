package bot

//wording:问候、帮助和进度

import (
	"fmt"
	"strings"

	"anwei"
)

func strangerText(plan anwei.Plan, office []anwei.Person) string {
	who := plan.Office
	if len(office) > 0 {
		who += "（" + office[0].Name
		if office[0].Phone != "" {
			who += "，电话" + office[0].Phone
		}
		who += "）"
	}
	return "您好！您还不在“" + plan.Short + "”的填报名单里，暂时不能办理。请联系" + who + "把您加进名单，加好后即可使用。"
}

func strangerNotice(id anwei.PersonID) string {
	return "有一位不在名单里的同事（账号" + string(id) + "）给我发了消息。如果应当由他填报，请把他加进名单。"
}

func greeting(p anwei.Person, plan anwei.Plan) string {
	return p.Name + "您好！我是“" + plan.Short + "”报送助手。"
}

// help explains the group that is asked, or what the person can do at all.
func (t *turn) help() {
	if t.st.Stage == Idle || t.st.Stage == Choosing {
		t.say(t.helpText())
		return
	}
	help := helpInReport()
	if t.askedWord() != "" {
		help = helpInTasks()
	}
	t.ask(help + "\n" + t.hints() + "\n")
}

func helpInReport() string {
	return "可以按顺序回复数字（3 12），也可以写名称（检查3次，发现隐患12个），或者把整段总结发给我。\n" +
		"随时可用：看看、上一步、跳过、改第7项 12、零报告、同上月、不适用、这个怎么算、什么时候截止、稍后、取消、找人。"
}

func helpInTasks() string {
	return "直接发这一项的内容即可；也可以回复“无变化”加原因、“追加：……”、“完成”、“不涉及”加原因，或几项一起发，例如“1 无变化 2 追加：……”。\n" +
		"随时可用：看看、看第3项、上一步、跳过、改第3项、这个怎么算、什么时候截止、稍后、取消、找人。"
}

// helpText says what the person can do, by role.
func (t *turn) helpText() string {
	var lines []string
	if forms := t.myForms(); len(forms) > 0 {
		lines = append(lines, t.formsHelp(forms)...)
		lines = append(lines, helpReporter()...)
	}
	if _, may := t.scope(); may {
		lines = append(lines, helpReader()...)
	}
	if t.in.Person.Has(anwei.Office) {
		lines = append(lines, append(helpOffice(), helpNotices())...)
	}
	if len(lines) == 0 {
		return notReporter(t.in.Person)
	}
	return strings.Join(lines, "\n")
}

// helpReporter is what else somebody can say who reports.
func helpReporter() []string {
	return []string{
		"回复“我的任务”：看要报的表、要办的工作",
		"回复“填报9月”：补报其他月份；已报的要改，回复例如“改第7项 12”",
		"回复“汇总表”：取本单位的正式表格，盖好章拍照发给我",
		"工作办了直接说，例如“9月12日开了专委会，23人参加”",
		"暂时报不了，回复“明天报”或“有困难”加原因；要人帮忙，回复“找人”",
	}
}

// helpReader is what somebody can ask who sees the reports of several units.
func helpReader() []string {
	return []string{
		"回复“进度”：看哪些单位还没报",
		"回复“汇总表”：取全部单位的汇总表（可加月份，如“9月汇总表”）",
		"直接问：9月整改率、整改率排名、今年隐患走势；接着可以问“那8月呢”“谁最差”“画个图”“这个数从哪来”",
		"回复“红黄牌 今年”“帮扶名单”：看今年的挂牌和帮扶",
	}
}

// helpOffice is what the office does by message.
func helpOffice() []string {
	return []string{
		"办报表：催一下、收下全部已报、退回 南村镇 第6项不符、代录 南村镇",
		"办其他：立案、案件、红黄牌、帮扶、盖章件、定格、补录清单、加人、换人、改动记录、谁常迟报",
	}
}

// formsHelp says which reports are open and how they are begun: in one line where
// they are of one period and due on one day.
func (t *turn) formsHelp(forms []anwei.Form) []string {
	names, lines := make([]string, 0, len(forms)), make([]string, 0, len(forms))
	alike := true
	first, day := openPeriod(forms[0], t.in), anwei.Date{}
	for _, f := range forms {
		p := openPeriod(f, t.in)
		due := f.Deadline.On(p, t.in.Calendar)
		alike = alike && p == first && (day.IsZero() || due == day)
		day = due
		names = append(names, f.Short)
		lines = append(lines, fmt.Sprintf("回复“填%s”：填写%s%s（%s前报送）", f.Short, shortPeriod(p), f.Short, due.Chinese()))
	}
	if !alike {
		return lines
	}
	line := fmt.Sprintf("回复“填报”：填写%s%s（%s前报送）", shortPeriod(first), strings.Join(names, "、"), day.Chinese())
	if len(names) > 1 {
		line += fmt.Sprintf("；只填一张的，回复“填%s”", names[len(names)-1])
	}
	return []string{line}
}

// names lists at most n names and says how many are left out.
func names(list []string, n int) string {
	if len(list) <= n {
		return strings.Join(list, "、")
	}
	return strings.Join(list[:n], "、") + fmt.Sprintf("等%d家", len(list))
}

func tableComing(f anwei.Form, p anwei.Period, in, of int) string {
	return fmt.Sprintf("%s%s汇总表（已报%d/%d家）正在生成，随后发给您。", shortPeriod(p), f.Short, in, of)
}

func sheetComing(f anwei.Form, p anwei.Period, u anwei.Unit) string {
	return fmt.Sprintf("%s%s%s正在生成，随后发给您。", u.Name, shortPeriod(p), f.Short)
}

func tasksTitle(f anwei.Form, p anwei.Period, due anwei.Date) string {
	return fmt.Sprintf("我的任务：%s%s，%s前（含当天）报送", shortPeriod(p), f.Short, due.Chinese())
}

// taskLine says how far one unit's report is, with the word that opens it.
func taskLine(u anwei.Unit, r anwei.Report, in bool, answered, of int, begun bool, word string) string {
	switch {
	case in && begun:
		return fmt.Sprintf("· %s：已报送第%d版，有一份更正未提交，回复“%s”查看", u.Name, r.Revision, word)
	case in:
		return fmt.Sprintf("· %s：已于%s报送（%s，第%d版）", u.Name, clockText(r.At), lateText(r), r.Revision)
	case begun:
		return fmt.Sprintf("· %s：草稿已填%d/%d项，回复“%s”接着填", u.Name, answered, of, word)
	}
	return "· " + u.Name + "：还没有填，回复“" + word + "”开始"
}
