package roster

// wording: 改名单

import (
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

func rolePart(what, who string) string {
	if who == "" {
		return ""
	}
	return what + " " + who
}

func peopleTexts(people []anwei.Person) []string {
	out := make([]string, len(people))
	for i, p := range people {
		out[i] = personText(p)
	}
	return out
}

func nameChangeUnit(k bot.ActKind) string {
	if k == bot.ActAdd {
		return "请写明一个单位，例如“加人 王五 账号 wangwu 南村镇副填报员 电话 13800000000”。"
	}
	return "请写明一个单位，例如“南村镇填报员换成 李四 账号 lisi 电话 13800000000”。"
}

// askUserID asks for the account of who is to come.
func askUserID(name string) string {
	return "请回复“" + name + "”在企业微信通讯录里的账号，例如“账号 lisi”；不办了回复“取消”。"
}

func nameMissing(bot.ActKind) string {
	return "请写明姓名和账号，例如“李四 账号 lisi 电话 13800000000”。"
}

func flawText(f anwei.Flaw, what string) string {
	switch f {
	case anwei.NoUserID:
		return "缺少账号，请写明他在企业微信通讯录里的账号。"
	case anwei.BadUserID:
		return "账号“" + what + "”不合要求，请照抄企业微信通讯录里的账号（字母、数字和 _ - . @，不超过64个字符）。"
	case anwei.TakenUserID:
		return "账号“" + what + "”已经有人用了，请核对。"
	case anwei.NoUnit, anwei.UnknownUnit:
		return "名单里没有这个单位，或已经停用，请核对单位名称。"
	case anwei.BadDeputy:
		return "只有填报员才有副手，请写明“副填报员”。"
	case anwei.RoleTwice:
		return what + "在这个单位已经有这个角色了，不用再加。"
	default:
		return "这样改不了，请核对后再说一遍。"
	}
}

func flawTaken(p anwei.Person, name string) string {
	return "账号“" + string(p.ID) + "”在名单里是" + p.Name + "，不是" + name + "，请核对账号。"
}

func samePerson(name string) string { return "现在就是" + name + "，不用换。" }

func nobodyHolds(unit, role, who string) string {
	if who != "" {
		return unit + "没有叫“" + who + "”的" + role + "，请核对。"
	}
	return unit + "现在没有" + role + "。要加，请说“加人”，例如“加人 李四 账号 lisi " + unit + role + "”。"
}

func whoGivesUp(unit, role string, people []string) string {
	return unit + "有几位" + role + "：" + strings.Join(people, "、") + "。请写明换谁，例如“" + unit + role + "由张三换成李四 账号 lisi”。"
}

func nobodyToRetire(who string) string {
	if who == "" {
		return "请写明停用谁或哪个单位，例如“停用 李四”“停用 某某单位”。"
	}
	return "名单里没有找到“" + who + "”，请写单位全称，或姓名、账号。"
}

func nobodyToCall(who string) string {
	return "名单里没有找到“" + who + "”，请写姓名或账号，例如“李四 手机号改成 13800000000”。"
}

func noPhone() string { return "未登记手机号" }

func phoneKept(p anwei.Person, office string) string {
	return p.Name + "您好！" + office + "已把您登记的手机号改为" + p.Phone + "。如有不对，请回复“找人”。"
}

func notYourself() string { return "不能停用自己，请让另一位安委办同事来办。" }

func retiredAlready(who string) string { return who + "已经停用了。" }

func retiredText() string { return "停用" }

func reportsStay() string {
	return "已报的数据保留，以后不再要求报送，也不再提醒。"
}

func unitsBelow(unit, below string) string {
	return unit + "下面还有" + below + "等单位，请先停用下面的单位。"
}

func nobodyLeft(unit string) string {
	return "停用后" + unit + "就没有填报员了，请及时换人。"
}

func findsDraft(about string, answered, of int) string {
	return fmt.Sprintf("%s已填%d/%d项，由新填报员接着填。", about, answered, of)
}

func findsReturned(about string) string { return about + "已退回待改，由新填报员更正。" }

// rosterChange shows a change of the roster.
func rosterChange(k bot.ActKind, old, now string, notes []string) string {
	text := string(k) + "："
	switch {
	case k == bot.ActRetire:
		text += old
	case old != "":
		text += old + "\n→ " + now
	default:
		text += now
	}
	if len(notes) > 0 {
		text += "\n" + strings.Join(notes, "\n")
	}
	return text
}

func changeDone(k bot.ActKind) string {
	return "✅ 已" + string(k) + "，并通知本人。回复“改动记录”可查看。"
}

func unitRetired(unit, office string) string {
	return "您好！" + unit + "自即日起不再要求报送，已报的数据保留。如有疑问，请与" + office + "联系。"
}

// youAreOut tells a person that he has a role no more.
func youAreOut(out, in anwei.Person, what, office string) string {
	role, _, _ := strings.Cut(what, " ")
	if in.ID == "" {
		return out.Name + "您好！您的账号已停用，不再承担填报等工作，谢谢您一直以来的支持！如有疑问，请与" + office + "联系。"
	}
	return out.Name + "您好！自即日起您不再担任" + role + "，由" + in.Name + "接替，已填的数据都留着，谢谢您一直以来的支持！"
}

// youAreIn tells a person of a new role and how to begin.
func youAreIn(in anwei.Person, plan anwei.Plan, unit string, c bot.Change, notes []string) string {
	text := in.Name + "您好！您已成为“" + plan.Short + "”的" + unit + phrases.RoleText(c.Role, c.Deputy) + "。"
	text += phrases.JoinLines(notes)
	if c.Role == anwei.Leader {
		return text + "\n回复“进度”可查看报送情况。"
	}
	return text + "\n回复“填报”即可开始，回复“我的任务”看看要办什么。"
}

func rosterLine(a anwei.Audit, by string, zone *time.Location) string {
	text := "· " + phrases.ClockText(a.At.In(zone)) + " " + by + " "
	if a.Action == auditDeputy {
		return text + a.Detail
	}
	return text + strings.ReplaceAll(a.Detail, "\n→ ", "→")
}

func changeLogText(lines []string) string {
	if len(lines) == 0 {
		return "今年还没有改动记录。"
	}
	return "最近的改动：\n" + strings.Join(lines, "\n")
}
