package office

// wording: 退回、收下和解锁

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// The words of the buttons. Each can also be typed.
const (
	WordCorrect = "去更正"
	WordUnlock  = "同意解锁"
)

func nameActUnit(k bot.ActKind) string {
	if k == bot.ActReturn {
		return "请写明退回哪个单位、为什么，例如“退回 南村镇 第6项与台账不符”。"
	}
	return phrases.NameOneUnit(string(k))
}

func whichActUnit(k bot.ActKind) string {
	return "请问" + string(k) + "哪个单位？"
}

func nothingTo(k bot.ActKind) string {
	return "目前没有可以" + string(k) + "的报表。"
}

func notIn(about string, k bot.ActKind) string {
	text := about + "还没有报，不能" + string(k) + "。"
	if k == bot.ActReturn {
		text += "要催的话，回复“催一下”。"
	}
	return text
}

func notSealed(about string) string {
	return about + "没有定稿，可以直接更正，不用解锁。"
}

func returnedAlready(about string, h anwei.Handling, k bot.ActKind) string {
	text := fmt.Sprintf("%s已于%s退回（%s），正等填报员更正", about, phrases.ClockText(h.At), h.Reason)
	if k == bot.ActReturn {
		return text + "，不用再退。要催的话，回复“催一下”加单位名称。"
	}
	return text + "，改好报来再" + string(k) + "。"
}

func sealedAlready(about string, h anwei.Handling, k bot.ActKind) string {
	text := about + "已于" + phrases.ClockText(h.At) + "收下"
	if k == bot.ActReturn {
		return text + "，不能直接退回。要改请先解锁，例如“解锁”加单位名称和原因。"
	}
	return text + "，不用再办。"
}

func notAgreed(about string) string {
	return about + "是代录的，单位还没有确认无误，先不收。"
}

func askActWhy(k bot.ActKind, about, items string) string {
	return "请用一句话说明" + string(k) + about + items + "的原因，会转给填报员。"
}

func actAbout(k bot.ActKind, about string, r anwei.Report, by string) string {
	return fmt.Sprintf("%s：%s（第%d版，%s，%s报）", k, about, r.Revision, by, phrases.ClockText(r.At))
}

func actReason(k bot.ActKind, reason string) string {
	if reason == "" || k == bot.ActSeal {
		return ""
	}
	return "原因：" + reason
}

func sealMany(f anwei.Form, p anwei.Period, units []string) string {
	return fmt.Sprintf("收下%s%s，共%d家：%s", phrases.ShortPeriod(p), f.Short, len(units), phrases.Names(units, 40))
}

func actDone(k bot.ActKind, about []string) string {
	what := phrases.Names(about, 6)
	if len(about) > 6 {
		what = fmt.Sprintf("%d家的报表", len(about))
	}
	switch k {
	case bot.ActReturn:
		return "✅ 已退回" + what + "，已通知填报员。改好报来我告诉您改了什么。"
	case bot.ActSeal:
		return "✅ 已收下" + what + "。"
	default:
		return "✅ 已解锁" + what + "，已通知填报员。"
	}
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

func nothingSealed() string {
	return "您的报表都没有定稿，可以直接更正，不用申请解锁。"
}

func NobodyAskedUnlock() string {
	return "目前没有等您同意的解锁申请。要主动解锁，回复例如“解锁 南村镇”加原因。"
}

func WhichUnlock(abouts []string, unit string) string {
	return "申请解锁的有" + phrases.Names(abouts, 6) + "。请写明单位，例如“同意解锁 " + unit + "”。"
}

func askUnlockWhy(about string) string {
	return "请用一句话说明" + about + "为什么要更正、改哪几项，我转给安委办。"
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
