package query

// wording: 简报和小结

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/bot/phrases"
)

const recordBulletin = "简报"

func notForBriefing() string {
	return "简报发给领导和安委办，您这里暂时没有。想看自己单位的情况，回复“我的任务”。"
}

func wishKept(kind anwei.BulletinKind, r anwei.BulletinRules) string {
	switch kind {
	case anwei.DailyBriefing:
		return "好的，每个工作日" + r.Briefing.String() + "给您发一条简报；都报齐了就不发。不要了，回复“不要简报”。"
	case anwei.WeeklyBriefing:
		return "好的，每" + weekdayText(r.Weekday) + r.Briefing.String() + "给您发一条简报，逢休息顺延到当周下一个工作日；都报齐了就不发。不要了，回复“不要简报”。"
	case anwei.PeriodSummary:
	}
	return "好的，不再发简报。随时可以回复“进度”查看；还想要，回复“每天简报”或“每周简报”。"
}

func weekdayText(n int) string {
	return "周" + [...]string{"日", "一", "二", "三", "四", "五", "六"}[n%7]
}

func howToBrief(has anwei.BulletinKind) string {
	switch has {
	case anwei.DailyBriefing:
		return "\n您已订每天简报；不要了，回复“不要简报”。"
	case anwei.WeeklyBriefing:
		return "\n您已订每周简报；不要了，回复“不要简报”。"
	case anwei.PeriodSummary:
	}
	return "\n想定时收到，回复“每天简报”或“每周简报”。"
}

func nothingToBrief() string { return "目前都已报齐，也没有待核的报表。" }

func noSummary(last string) string {
	return "小结按月出，最近能看的是" + last + "，回复“" + last + "小结”即可。"
}

// summaryComes tells who wants a summary each month when it comes by itself.
func summaryComes(at anwei.Clock, last string) string {
	return "月小结在每月报送截止后的下一个工作日" + at.String() + "自动发给领导和安委办，不用订。现在要看，回复“" + last + "小结”。"
}

// asOfPending ends an answer about progress: the time, and how many of the reports
// that are in are not checked yet.
func asOfPending(now time.Time, pending int) string {
	if pending == 0 {
		return phrases.AsOf(now)
	}
	return "\n截至" + phrases.ClockText(now) + "，其中" + strconv.Itoa(pending) + "家待核。"
}

func monthlyHead(h answerHead) string {
	return "【" + h.When + "小结】" + h.Where + "，截至" + phrases.ClockText(h.Now)
}

func monthlyTurnout(h answerHead) string {
	return fmt.Sprintf("\n报送：%s，未报%d%s%s。", h.counts(), h.Turnout.Missing(), h.measure(), h.missing(8))
}

// monthlyFigure is a line for each indicator: its value, its base, and the period
// before.
func monthlyFigure(f figure) string {
	text := "\n· " + figureText(figure{
		Indicator: f.Indicator, Amount: f.Amount, Value: f.Value, Known: f.Known, Gave: f.Gave, Of: f.Of, Open: f.Open, Many: f.Many,
	})
	if f.Before != "" && f.WasKnown {
		text += "；" + beforeText(f)
	}
	return text
}

func caseNumber(c anwei.Case) string { return strconv.Itoa(int(c.ID)) + "号" }

func monthlyCases(r anwei.CaseRule, open int, overdue []string) string {
	text := fmt.Sprintf("\n登记的%s：在办%d件，超期%d件", r.Title, open, len(overdue))
	if len(overdue) > 0 {
		const shown = 6
		if len(overdue) > shown {
			overdue = append(overdue[:shown:shown], "等")
		}
		text += "（" + strings.Join(overdue, "、") + "）"
	}
	return text + "。"
}

func monthlyDone(quarter string, asked, done, overdue int) string {
	text := fmt.Sprintf("\n%s工作任务：应完成%d家次，已完成%d家次", quarter, asked, done)
	if overdue > 0 {
		text += fmt.Sprintf("，逾期未完成%d家次", overdue)
	}
	return text + "。"
}

func monthlyCommended(units []string, n int, enough bool, every anwei.PeriodKind) string {
	measure := "期"
	if every == anwei.Month {
		measure = "个月"
	}
	what := fmt.Sprintf("连续%d%s按时填全", n, measure)
	switch {
	case !enough:
		return "\n可以表扬（" + what + "）：还不满" + strconv.Itoa(n) + measure + "。"
	case len(units) == 0:
		return "\n可以表扬（" + what + "）：暂无。"
	}
	return "\n可以表扬（" + what + "）：" + phrases.Names(units, 12) + "。"
}

func monthlyFoot(p anwei.Period) string {
	return "\n回复“" + phrases.ShortPeriod(p) + "汇总表”取表，“" + phrases.ShortPeriod(p) + "未报名单”看还差谁。"
}
