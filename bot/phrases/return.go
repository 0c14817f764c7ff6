package phrases

// wording: 退回、收下和解锁

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
	"anwei/scheduler"
)

func EnteredFor(about, office string, by anwei.Person, lines []string) string {
	return fmt.Sprintf("您好！%s（%s）已替您录入%s，请核对：\n%s", office, by.Name, about, strings.Join(lines, "\n"))
}

func EnteredTitle(about string) string { return scheduler.Shorten("请确认代录的"+about, 36) }

func EnteredText() string {
	return "数都对请点“确认无误”；有不对的请点“有误”并说明。"
}

func AskedUnit(unit string) string {
	return "已请" + unit + "的填报员确认；确认之前，“进度”里写“代录待确认”。"
}

// The words of the buttons. Each can also be typed.
const (
	WordNoAct        = "不办"
	WordStand        = "原数无误"
	WordAskUnlock    = "申请解锁"
	WordRight        = "确认无误"
	WordWrongFigures = "有误"
)

func NotActed() string { return "好的，没有办。" }

func ItemsText(items []int) string {
	if len(items) == 0 {
		return ""
	}
	parts := make([]string, len(items))
	for i, n := range items {
		parts[i] = strconv.Itoa(n)
	}
	return "第" + strings.Join(parts, "、") + "项"
}

// AuditReport is how an act about a report reads in the record.
func AuditReport(about, reason string) string {
	if reason == "" {
		return about
	}
	return about + "：" + reason
}

// CameBack says why a report came back and what is to be answered again.
func CameBack(about string, h anwei.Handling, cells []string) string {
	text := about + "已退回，请更正后重新提交。\n原因：" + h.Reason
	if len(cells) == 0 {
		return text + "\n要改哪一项，回复例如“改第7项 12”。"
	}
	return text + "\n只需重报以下各项（原来报的）：\n" + strings.Join(cells, "\n") + "\n原来的数没错，就回复“不改”。"
}

func WasReturned(was string) string { return "，原报" + was }

// MarkStays says that a correction changes nothing about when the report came in.
func MarkStays(r anwei.Report) string {
	return "更正后重新提交，仍记为" + LateText(r) + "报送"
}

func AskStand() string {
	return "请用一句话说明原来的数为什么是对的，一并转给安委办。"
}

func AskStandStill() string {
	return "与退回前的数一样。没有错的话，请用一句话说明原因，一并转给安委办；要改，回复例如“改第7项 12”。"
}

func ChangeLine(n int, f anwei.Field, c anwei.Change) string {
	was := "未填"
	if c.Old != nil {
		was = ValueText(f, *c.Old)
	}
	now := "未填"
	if c.New != nil {
		now = ValueText(f, *c.New)
	}
	return fmt.Sprintf("%d. %s：%s→%s", n, f.Name, was, now)
}

// BackAgain tells the office that a report which it returned came in again.
func BackAgain(unit, about string, r anwei.Report, changes []string, reason string) string {
	text := fmt.Sprintf("%s已重新报来（第%d版，%s）。", about, r.Revision, LateText(r))
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

func ReturnedTask(u anwei.Unit, h anwei.Handling, items []int, begin string) string {
	return fmt.Sprintf("· %s：❗已退回，请更正%s（%s），回复“%s”开始", u.Name, ItemsText(items), scheduler.Shorten(h.Reason, 40), begin)
}

func SealedTask(u anwei.Unit, r anwei.Report) string {
	return fmt.Sprintf("· %s：✅ 已收下（%s，第%d版）", u.Name, LateText(r), r.Revision)
}

func BehalfTask(u anwei.Unit, r anwei.Report) string {
	return fmt.Sprintf("· %s：安委办已代录第%d版，核对后请回复“确认无误”或“有误”", u.Name, r.Revision)
}

// StandingText says which reports are under way still, and how many are final.
func StandingText(back, unconfirmed, disputed []string, sealed int) string {
	var parts []string
	for _, x := range []struct {
		what  string
		units []string
	}{{"退回待改", back}, {"代录待确认", unconfirmed}, {"代录有误", disputed}} {
		if len(x.units) > 0 {
			parts = append(parts, fmt.Sprintf("%s%d家：%s", x.what, len(x.units), Names(x.units, 20)))
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

func SealedTitle(about string) string { return scheduler.Shorten(about+"已收下", 36) }

func SealedText(office string, h anwei.Handling) string {
	return office + "已于" + ClockText(h.At) + "收下定稿，暂时不能更正。确需更正，请点“申请解锁”并说明原因。"
}

func SealedForOffice(about, unit string) string {
	return about + "已经收下定稿。确需更正，请先回复“解锁 " + unit + "”加原因。"
}

func UnlockAsked(about string, h anwei.Handling) string {
	return about + "已于" + ClockText(h.At) + "申请解锁（" + h.Reason + "），安委办同意后会马上告诉您。"
}
