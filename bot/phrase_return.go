package bot

// wording: 退回、收下和解锁

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
	"anwei/scheduler"
)

// What the bot says when the office returns, accepts or unlocks reports, enters
// them for a unit, or chases those who owe them.

// The words of the buttons. Each can also be typed.
const (
	wordNoAct        = "不办"
	wordCorrect      = "去更正"
	wordStand        = "原数无误"
	wordAskUnlock    = "申请解锁"
	wordUnlock       = "同意解锁"
	wordRight        = "确认无误"
	wordWrongFigures = "有误"
)

// wordAct is the button that does an act.
func wordAct(k ActKind) string { return "确认" + string(k) }

func actTitle(k ActKind) string { return "确认" + string(k) + "吗？" }

func actText(k ActKind) string {
	switch k {
	case ActReturn:
		return "确认后通知填报员更正，按时报送的记录不变。"
	case ActSeal:
		return "收下后定稿，填报员要改须先申请解锁。"
	case ActUnlock:
		return "解锁后填报员可以更正，改完仍须收下。"
	case ActChase:
		return "确认后马上发出，每人一天最多一条。"
	default:
		return "确认后马上生效，并留存记录。"
	}
}

func mayNot(k ActKind, unit string, office bool, name string) string {
	if office && unit != "" {
		return "“" + unit + "”不在您负责的范围内，不能" + string(k) + "。如有变动，请与上级安委办联系。"
	}
	return "“" + string(k) + "”由" + name + "办理，您暂时不能操作。需要的话可以回复“找人”，我转告" + name + "。"
}

func nameActUnit(k ActKind) string {
	if k == ActReturn {
		return "请写明退回哪个单位、为什么，例如“退回 南村镇 第6项与台账不符”。"
	}
	return nameOneUnit(string(k))
}

func whichActUnit(k ActKind) string {
	return "请问" + string(k) + "哪个单位？"
}

func notActed() string { return "好的，没有办。" }

func nothingTo(k ActKind) string {
	return "目前没有可以" + string(k) + "的报表。"
}

func notIn(about string, k ActKind) string {
	text := about + "还没有报，不能" + string(k) + "。"
	if k == ActReturn {
		text += "要催的话，回复“催一下”。"
	}
	return text
}

func notSealed(about string) string {
	return about + "没有定稿，可以直接更正，不用解锁。"
}

func returnedAlready(about string, h anwei.Handling, k ActKind) string {
	text := fmt.Sprintf("%s已于%s退回（%s），正等填报员更正", about, clockText(h.At), h.Reason)
	if k == ActReturn {
		return text + "，不用再退。要催的话，回复“催一下”加单位名称。"
	}
	return text + "，改好报来再" + string(k) + "。"
}

func sealedAlready(about string, h anwei.Handling, k ActKind) string {
	text := about + "已于" + clockText(h.At) + "收下"
	if k == ActReturn {
		return text + "，不能直接退回。要改请先解锁，例如“解锁”加单位名称和原因。"
	}
	return text + "，不用再办。"
}

func notAgreed(about string) string {
	return about + "是代录的，单位还没有确认无误，先不收。"
}

func itemsText(items []int) string {
	if len(items) == 0 {
		return ""
	}
	parts := make([]string, len(items))
	for i, n := range items {
		parts[i] = strconv.Itoa(n)
	}
	return "第" + strings.Join(parts, "、") + "项"
}

func askActWhy(k ActKind, about, items string) string {
	return "请用一句话说明" + string(k) + about + items + "的原因，会转给填报员。"
}

func actAbout(k ActKind, about string, r anwei.Report, by string) string {
	return fmt.Sprintf("%s：%s（第%d版，%s，%s报）", k, about, r.Revision, by, clockText(r.At))
}

func actReason(k ActKind, reason string) string {
	if reason == "" || k == ActSeal {
		return ""
	}
	return "原因：" + reason
}

func sealMany(f anwei.Form, p anwei.Period, units []string) string {
	return fmt.Sprintf("收下%s%s，共%d家：%s", shortPeriod(p), f.Short, len(units), names(units, 40))
}

func actDone(k ActKind, about []string) string {
	what := names(about, 6)
	if len(about) > 6 {
		what = fmt.Sprintf("%d家的报表", len(about))
	}
	switch k {
	case ActReturn:
		return "✅ 已退回" + what + "，已通知填报员。改好报来我告诉您改了什么。"
	case ActSeal:
		return "✅ 已收下" + what + "。"
	default:
		return "✅ 已解锁" + what + "，已通知填报员。"
	}
}

// auditReport is how an act about a report reads in the record.
func auditReport(about, reason string) string {
	if reason == "" {
		return about
	}
	return about + "：" + reason
}

func returnedTitle(about string) string { return scheduler.Shorten(about+"已退回", 36) }

func returnedText(office string, h anwei.Handling, cells []string) string {
	text := office + "请您更正：" + scheduler.Shorten(h.Reason, 70)
	if len(cells) > 0 {
		text += "。只需重报：" + scheduler.Shorten(strings.Join(cells, "；"), 60)
	}
	return strings.TrimRight(text, "。") + "。按时记录不变。"
}

func unlockedTitle(about string) string { return scheduler.Shorten(about+"已解锁", 36) }

func unlockedText(h anwei.Handling) string {
	return "可以更正了（" + scheduler.Shorten(h.Reason, 80) + "）。回复例如“改第7项 12”，改好请确认提交。"
}

// cameBack says why a report came back and what is to be answered again.
func cameBack(about string, h anwei.Handling, cells []string) string {
	text := about + "已退回，请更正后重新提交。\n原因：" + h.Reason
	if len(cells) == 0 {
		return text + "\n要改哪一项，回复例如“改第7项 12”。"
	}
	return text + "\n只需重报以下各项（原来报的）：\n" + strings.Join(cells, "\n") + "\n原来的数没错，就回复“不改”。"
}

func wasReturned(was string) string { return "，原报" + was }

// markStays says that a correction changes nothing about when the report came in.
func markStays(r anwei.Report) string {
	return "更正后重新提交，仍记为" + lateText(r) + "报送"
}

func askStand() string {
	return "请用一句话说明原来的数为什么是对的，一并转给安委办。"
}

func askStandStill() string {
	return "与退回前的数一样。没有错的话，请用一句话说明原因，一并转给安委办；要改，回复例如“改第7项 12”。"
}

func changeLine(n int, f anwei.Field, c anwei.Change) string {
	was := "未填"
	if c.Old != nil {
		was = valueText(f, *c.Old)
	}
	now := "未填"
	if c.New != nil {
		now = valueText(f, *c.New)
	}
	return fmt.Sprintf("%d. %s：%s→%s", n, f.Name, was, now)
}

// backAgain tells the office that a report which it returned came in again.
func backAgain(unit, about string, r anwei.Report, changes []string, reason string) string {
	text := fmt.Sprintf("%s已重新报来（第%d版，%s）。", about, r.Revision, lateText(r))
	if len(changes) > 0 {
		text += "改了：\n" + strings.Join(changes, "\n")
	} else {
		text += "数没有改。"
	}
	if reason != "" {
		text += "\n说明：" + reason
	}
	return text + "\n没有问题的话，回复“收下 " + unit + "”；还要改，回复“退回 " + unit + "”加原因。"
}

func returnedTask(u anwei.Unit, h anwei.Handling, items []int, begin string) string {
	return fmt.Sprintf("· %s：❗已退回，请更正%s（%s），回复“%s”开始", u.Name, itemsText(items), scheduler.Shorten(h.Reason, 40), begin)
}

func sealedTask(u anwei.Unit, r anwei.Report) string {
	return fmt.Sprintf("· %s：✅ 已收下（%s，第%d版）", u.Name, lateText(r), r.Revision)
}

func behalfTask(u anwei.Unit, r anwei.Report) string {
	return fmt.Sprintf("· %s：安委办已代录第%d版，核对后请回复“确认无误”或“有误”", u.Name, r.Revision)
}

// standingText says which reports are under way still, and how many are final.
func standingText(back, unconfirmed, disputed []string, sealed int) string {
	var parts []string
	for _, x := range []struct {
		what  string
		units []string
	}{{"退回待改", back}, {"代录待确认", unconfirmed}, {"代录有误", disputed}} {
		if len(x.units) > 0 {
			parts = append(parts, fmt.Sprintf("%s%d家：%s", x.what, len(x.units), names(x.units, 20)))
		}
	}
	if sealed > 0 {
		parts = append(parts, fmt.Sprintf("已收下%d家", sealed))
	}
	if len(parts) == 0 {
		return ""
	}
	return "\n已报的当中，" + strings.Join(parts, "；") + "。"
}

// What the bot says of sealed reports.

func sealedTitle(about string) string { return scheduler.Shorten(about+"已收下", 36) }

func sealedText(office string, h anwei.Handling) string {
	return office + "已于" + clockText(h.At) + "收下定稿，暂时不能更正。确需更正，请点“申请解锁”并说明原因。"
}

func sealedForOffice(about, unit string) string {
	return about + "已经收下定稿。确需更正，请先回复“解锁 " + unit + "”加原因。"
}

func nothingSealed() string {
	return "您的报表都没有定稿，可以直接更正，不用申请解锁。"
}

func nobodyAskedUnlock() string {
	return "目前没有等您同意的解锁申请。要主动解锁，回复例如“解锁 南村镇”加原因。"
}

func whichUnlock(abouts []string, unit string) string {
	return "申请解锁的有" + names(abouts, 6) + "。请写明单位，例如“同意解锁 " + unit + "”。"
}

func askUnlockWhy(about string) string {
	return "请用一句话说明" + about + "为什么要更正、改哪几项，我转给安委办。"
}

func unlockAsked(about string, h anwei.Handling) string {
	return about + "已于" + clockText(h.At) + "申请解锁（" + h.Reason + "），安委办同意后会马上告诉您。"
}

func unlockWantedTitle(about string) string { return scheduler.Shorten(about+"申请解锁", 36) }

func unlockWantedText(by anwei.Person, reason string) string {
	return scheduler.Shorten(strings.TrimSpace(by.Name+" "+by.Phone)+"："+reason, 120) + "。同意请点下面的按钮，或回复“同意解锁”。"
}

func unlockSent(office string) string {
	return "已转给" + office + "，同意后马上告诉您，那时再改。"
}

// asAsked is the reason under which the office unlocks what a reporter asked for.
func asAsked(reason string) string { return "按申请：" + reason }
