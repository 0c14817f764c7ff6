package phrases

// wording: 安委办和帮助

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"anwei"
)

// BaselineName is what a baseline is called that the plan has no name for.
func BaselineName() string { return "设定的基准" }

func PlainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// BaselineText is the baseline of an indicator with its unit.
func BaselineText(i anwei.Indicator) string {
	if i.Baseline == nil {
		return "未设"
	}
	return PlainNumber(*i.Baseline) + i.Unit
}

func OriginSet(i anwei.Indicator, by string, at time.Time) string {
	return i.BaselineName + BaselineText(i) + "（" + by + " " + ClockText(at) + "设置）"
}

func OriginPlan(i anwei.Indicator) string {
	if i.Baseline == nil {
		return i.BaselineName + "，还没有设"
	}
	return i.BaselineName + BaselineText(i) + "（来自方案）"
}

// AgainstOrigin says in the answer about where a figure comes from where its
// baseline does.
func AgainstOrigin(origin string) string {
	if origin == "" {
		return ""
	}
	return "\n比较基准：" + origin + "。"
}

// CallEarly is the draft for the group while there is time yet, with {form} for the name
// of the form.
func CallEarly(p anwei.Period, day anwei.Date, missing, office string) string {
	return "各有关单位：" + ShortPeriod(p) + "{form}请于" + day.Chinese() + "前（含当天）报送，目前尚未报送的单位：" + missing + "。请抓紧报送，有困难的请与" + office + "联系，谢谢配合！"
}

// Limited joins at most n lines and says how many are left out.
func Limited(lines []string, n int) string {
	if len(lines) <= n {
		return strings.Join(lines, "\n")
	}
	return strings.Join(lines[:n], "\n") + fmt.Sprintf("\n……另有%d条", len(lines)-n)
}

func MarkPreview(k anwei.MarkKind, unit, notice string, people []anwei.Person) string {
	who := make([]string, len(people))
	for i, p := range people {
		who[i] = p.Name
	}
	to := "该单位名单里没有人，只作记录"
	if len(who) > 0 {
		to = "发给：" + strings.Join(who, "、")
	}
	return k.Title + "：" + unit + "\n通知全文：\n" + notice + "\n" + to
}

func WithdrawPreview(k anwei.MarkKind, m anwei.Mark, unit, why string) string {
	return fmt.Sprintf("撤销%s的%s（%d号，%s）\n原因：%s", unit, k.Title, m.N, m.Reason, why)
}

func HelpNotices() string {
	return "回复“通知 各镇：……”：发通知（先看预览再发）；回复“通知”：看谁确认了"
}

// HelpReporter is what else somebody can say who reports.
func HelpReporter() []string {
	return []string{
		"回复“我的任务”：看要报的表、要办的工作",
		"回复“填报9月”：补报其他月份；已报的要改，回复例如“改第7项 12”",
		"回复“汇总表”：取本单位的正式表格，盖好章拍照发给我",
		"工作办了直接说，例如“9月12日开了专委会，23人参加”",
		"暂时报不了，回复“明天报”或“有困难”加原因；要人帮忙，回复“找人”",
	}
}

// HelpReader is what somebody can ask who sees the reports of several units.
func HelpReader() []string {
	return []string{
		"回复“进度”：看哪些单位还没报",
		"回复“汇总表”：取全部单位的汇总表（可加月份，如“9月汇总表”）",
		"直接问：9月整改率、整改率排名、今年隐患走势；接着可以问“那8月呢”“谁最差”“画个图”“这个数从哪来”",
		"回复“红黄牌 今年”“帮扶名单”：看今年的挂牌和帮扶",
	}
}

// HelpOffice is what the office does by message.
func HelpOffice() []string {
	return []string{
		"办报表：催一下、收下全部已报、退回 南村镇 第6项不符、代录 南村镇",
		"办其他：立案、案件、红黄牌、帮扶、盖章件、定格、补录清单、加人、换人、改动记录、谁常迟报",
	}
}

// Names lists at most n names and says how many are left out.
func Names(list []string, n int) string {
	if len(list) <= n {
		return strings.Join(list, "、")
	}
	return strings.Join(list[:n], "、") + fmt.Sprintf("等%d家", len(list))
}

func TableComing(f anwei.Form, p anwei.Period, in, of int) string {
	return fmt.Sprintf("%s%s汇总表（已报%d/%d家）正在生成，随后发给您。", ShortPeriod(p), f.Short, in, of)
}

func SheetComing(f anwei.Form, p anwei.Period, u anwei.Unit) string {
	return fmt.Sprintf("%s%s%s正在生成，随后发给您。", u.Name, ShortPeriod(p), f.Short)
}

func TasksTitle(f anwei.Form, p anwei.Period, due anwei.Date) string {
	return fmt.Sprintf("我的任务：%s%s，%s前（含当天）报送", ShortPeriod(p), f.Short, due.Chinese())
}

// TaskLine says how far one unit's report is, with the word that opens it.
func TaskLine(u anwei.Unit, r anwei.Report, in bool, answered, of int, begun bool, word string) string {
	switch {
	case in && begun:
		return fmt.Sprintf("· %s：已报送第%d版，有一份更正未提交，回复“%s”查看", u.Name, r.Revision, word)
	case in:
		return fmt.Sprintf("· %s：已于%s报送（%s，第%d版）", u.Name, ClockText(r.At), LateText(r), r.Revision)
	case begun:
		return fmt.Sprintf("· %s：草稿已填%d/%d项，回复“%s”接着填", u.Name, answered, of, word)
	}
	return "· " + u.Name + "：还没有填，回复“" + word + "”开始"
}

func RoleText(r anwei.Role, deputy bool) string {
	switch {
	case r == anwei.Reporter && deputy:
		return "副填报员"
	case r == anwei.Reporter:
		return "填报员"
	case r == anwei.Leader:
		return "领导"
	}
	return "安委办人员"
}

func NotForTables(p anwei.Plan) string {
	return "这类表格由" + p.Office + "和领导查看，您这里暂时看不到。如有需要，请联系" + p.Office + "。"
}

func ListComing(p anwei.Period, kind anwei.TableKind) string {
	name := map[anwei.TableKind]string{anwei.RevisionsTable: "修订清单", anwei.MovesTable: "变化清单", anwei.RekeyTable: "补录清单"}[kind]
	return ShortPeriod(p) + name + "正在生成，随后发给您。"
}

func Parens(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}
