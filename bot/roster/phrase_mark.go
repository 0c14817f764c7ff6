package roster

// wording: 红黄牌和四级帮扶

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

func markName(g anwei.MarkGroup) string {
	if g == anwei.Help {
		return "四级帮扶"
	}
	return "红黄牌"
}

// fillFact puts the facts into a rule's words.
func fillFact(text string, n int, form, which string) string {
	return strings.NewReplacer("{n}", strconv.Itoa(n), "{form}", form, "{case}", which).Replace(text)
}

// lateDetail names the periods: （8月逾期、9月未报）.
func lateDetail(late []latePeriod) string {
	const most = 6
	head := "（"
	if len(late) > most {
		head = fmt.Sprintf("（最近%d期：", most)
	}
	newest := late[max(0, len(late)-most):]
	parts := make([]string, 0, len(newest))
	for _, l := range newest {
		how := "逾期"
		if l.missing {
			how = "未报"
		}
		parts = append(parts, phrases.ShortPeriod(l.period)+how)
	}
	return head + strings.Join(parts, "、") + "）"
}

// proposalLine is a proposal without the periods, which its preview names.
func proposalLine(p proposal) string {
	fact, _, _ := strings.Cut(p.fact, "（")
	return "· " + p.kind.Title + " " + p.unit.Name + "：" + fact
}

func proposalText(g anwei.MarkGroup, lines []string, standing int) string {
	text := "按方案的规则，目前没有建议" + markName(g) + "的单位。"
	if len(lines) > 0 {
		word, _, _ := strings.Cut(strings.TrimPrefix(lines[0], "· "), "：")
		text = fmt.Sprintf("按方案的规则，建议%s%d条（由您决定）：\n%s\n要办哪一条，回复例如“%s”；写上原因，就按您写的。",
			markName(g), len(lines), phrases.Limited(lines, 20), word)
	}
	if standing > 0 {
		text += fmt.Sprintf("\n今年已有%d条有效，回复“%s 今年”查看。", standing, markName(g))
	}
	return text
}

func markLine(k anwei.MarkKind, m anwei.Mark, unit string, zone *time.Location) string {
	text := fmt.Sprintf("· %d号 %s %s %s：%s", m.N, anwei.DateOf(m.At.In(zone)).Chinese(), k.Title, unit, m.Reason)
	if m.At.IsZero() {
		text = fmt.Sprintf("· %s %s：%s", k.Title, unit, m.Reason)
	}
	if !m.Stands() {
		text += "（" + anwei.DateOf(m.Withdrawn.In(zone)).Chinese() + "已撤：" + m.Why + "）"
	}
	return text
}

// markYearText lists the marks of a year; the workbook comes where the list is whole.
func markYearText(where, name string, year anwei.Period, lines []string, whole bool) string {
	if len(lines) == 0 {
		return year.Chinese() + where + "没有" + name + "记录。"
	}
	text := fmt.Sprintf("%s%s%s共%d条：\n%s", year.Chinese(), where, name, len(lines), phrases.Limited(lines, 30))
	if whole {
		text += "\n表格随后发给您。"
	}
	return text
}

func marksNotYours(unit string) string {
	return "“" + unit + "”不在您负责的范围内，看不到它的记录。"
}

func whichMarkKind(g anwei.MarkGroup, u anwei.Unit, titles []string) string {
	if len(titles) == 0 {
		return markName(g) + "按方案不用于" + u.Name + "这类单位，请核对。"
	}
	return "请写明是哪一种：" + strings.Join(titles, "、") + "，例如“" + titles[0] + " " + u.Name + "”加原因。"
}

func notForUnit(k anwei.MarkKind, u anwei.Unit) string {
	return "“" + k.Title + "”按方案不用于" + u.Name + "这类单位，请核对。"
}

func markedAlready(k anwei.MarkKind, u anwei.Unit) string {
	return u.Name + "今年的" + k.Title + "还有效，不用再办。要撤，回复“撤牌 " + u.Name + "”加原因。"
}

func askMarkWhy(k anwei.MarkKind, u anwei.Unit) string {
	return "请用一句话说明" + u.Name + k.Title + "的原因，会写进通知。"
}

func askWithdrawWhy() string {
	return "请用一句话说明撤牌的原因，会告诉单位，并留存记录。"
}

func withdrawNotice(k anwei.MarkKind, m anwei.Mark, unit, office string) string {
	return fmt.Sprintf("%s：%s已撤销你单位的%s（%d号），原因：%s。感谢配合，请继续保持。", unit, office, k.Title, m.N, strings.TrimRight(m.Why, "。"))
}

func nothingToWithdraw(unit string) string {
	return unit + "没有有效的红黄牌或帮扶，不用撤。"
}

func noSuchMark(n int) string {
	return fmt.Sprintf("没有查到有效的%d号，可能已经撤了；回复“红黄牌 今年”可查看。", n)
}

func whichMark(lines []string) string {
	return "有几条有效，请写明编号，例如“撤牌 3号 已整改到位”：\n" + phrases.Limited(lines, 20)
}

func markDone(kind bot.ActKind, k anwei.MarkKind, m anwei.Mark, unit string, people int) string {
	what := fmt.Sprintf("✅ 已记录：%s %s（%d号）", unit, k.Title, m.N)
	if kind == bot.ActWithdraw {
		what = fmt.Sprintf("✅ 已撤销：%s %s（%d号）", unit, k.Title, m.N)
	}
	if people == 0 {
		return what + "。该单位名单里没有人，请另行通知。"
	}
	return what + fmt.Sprintf("，已通知%d人。", people)
}

func tardyLine(x tardy) string {
	text := fmt.Sprintf("· %s：逾期%d次、未报%d次", x.unit.Name, x.late, x.missing)
	if len(x.last) > 1 {
		text += fmt.Sprintf("，最近连续%d期", len(x.last))
	}
	return text
}

// chronicText names the periods that are counted, which are given newest first.
func chronicText(f anwei.Form, periods []anwei.Period, lines []string) string {
	if len(periods) == 0 {
		return "今年还没有到期的" + f.Short + "（从第一次有单位按时报送的那一期算起），没有逾期或未报可查。"
	}
	span := phrases.ShortPeriod(periods[len(periods)-1])
	if len(periods) > 1 {
		span += "至" + phrases.ShortPeriod(periods[0])
	}
	head := fmt.Sprintf("今年已到期的%d期%s（%s）里，", len(periods), f.Short, span)
	if len(lines) == 0 {
		return head + "没有两次以上逾期或未报的单位。"
	}
	return fmt.Sprintf("%s逾期或未报两次以上的%d家：\n%s", head, len(lines), phrases.Limited(lines, 30))
}

func misheardLine(m anwei.Misheard, who string, zone *time.Location) string {
	text := "· " + phrases.ClockText(m.At.In(zone)) + " " + who + "：“" + m.Text + "”"
	if m.About != "" {
		text += "（正填" + m.About + "）"
	}
	return text
}

func misheardText(lines []string) string {
	if len(lines) == 0 {
		return "最近没有听不懂的话。"
	}
	return "最近没有听懂的话，必要时请打个电话问问：\n" + strings.Join(lines, "\n")
}
