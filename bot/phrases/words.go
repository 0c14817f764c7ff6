package phrases

// wording: 词语

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
)

// Names lists at most n names and says how many are left out.
func Names(list []string, n int) string {
	if len(list) <= n {
		return strings.Join(list, "、")
	}
	return strings.Join(list[:n], "、") + fmt.Sprintf("等%d家", len(list))
}

// Limited joins at most n lines and says how many are left out.
func Limited(lines []string, n int) string {
	if len(lines) <= n {
		return strings.Join(lines, "\n")
	}
	return strings.Join(lines[:n], "\n") + fmt.Sprintf("\n……另有%d条", len(lines)-n)
}

// Parens puts what there is into brackets.
func Parens(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

// ItemsText names the numbers of items: 第1、3项.
func ItemsText(items []int) string {
	if len(items) == 0 {
		return ""
	}
	parts := anwei.Each(items, strconv.Itoa)
	return "第" + strings.Join(parts, "、") + "项"
}

// BaselineName is what a baseline is called that the plan has no name for.
const BaselineName = "设定的基准"

// BaselineText is the baseline of an indicator with its unit.
func BaselineText(i anwei.Indicator) string {
	if i.Baseline == nil {
		return "未设"
	}
	return strconv.FormatFloat(*i.Baseline, 'f', -1, 64) + i.Unit
}

// Shorten cuts what is kept of somebody's words.
func Shorten(text string) string { return anwei.Clip(text, 61) }

// If is what stands in a place that is left out unless something is so.
func If(is bool, value any) any {
	if is {
		return value
	}
	return ""
}

// DueReports are reports of one period that are due on one day.
type DueReports struct {
	Period anwei.Period
	Names  []string
	Day    anwei.Date
	Late   bool
}

// The words that buttons stand for, beside those of reminders. Each can also be
// typed.
const (
	WordBegin    = anwei.WordBegin
	WordLater    = anwei.WordLater
	WordConfirm  = "确认提交"
	WordDrop     = "清空"
	WordKeep     = "保留"
	WordTasks    = "我的任务"
	WordTake     = "记入"
	WordYes      = "是"
	WordWrong    = "不是"
	WordNote     = "记下"
	WordNotSo    = "不对"
	WordUndo     = "撤销"
	WordReplace  = "替换"
	WordAdd      = "相加"
	WordKeepOld  = "不改"
	WordAllSame  = "都一样"
	WordDiffer   = "不一样"
	WordOpen     = "确认登记"
	WordSend     = "发送"
	WordChange   = "修改"
	WordCancel   = "取消"
	WordNames    = "名单"
	WordEnd      = "结束"
	WordReceived = "确认收到"
	WordFeedback = "反馈落实"
	WordDeputise = "同意代报"
	WordNoDeputy = "不便代报"
	WordAttend   = "参加"
	WordExcuse   = "请假"
	WordProxy    = "替会"
	// WordTotal and wordMonth say of which stretch a figure is.
	WordTotal = "是累计数"
	WordMonth = "是本期数"
	// WordApart and wordTogether say whether lines answer several tasks or one.
	WordApart    = "分别填"
	WordTogether = "填一项"
	// WordNoAct leaves an act undone, WordStand says that returned figures are right.
	WordNoAct        = "不办"
	WordStand        = "原数无误"
	WordAskUnlock    = "申请解锁"
	WordRight        = "确认无误"
	WordWrongFigures = "有误"
	// WordProgress and those below it stand where nothing was understood twice.
	WordProgress = "进度"
	WordTable    = "汇总表"
	WordHelp     = "帮助"
	WordHuman    = "找人"
)

// What the record of the office's acts calls them, beside the names of acts.
const (
	RecordNotice      = "通知"
	RecordNoticeChase = "催通知"
	RecordRecall      = "撤回通知"
	RecordFreeze      = "定格"
	RecordTick        = "补录勾销"
	RecordEffect      = "无权办理"
	RecordElsewhere   = "代为发言"
	RecordTable       = "取表"
	RecordQuestion    = "查询"
	RecordRehearse    = "测试提醒"
	RecordOpen        = "登记案件"
	RecordStep        = "案件办理"
	RecordGroup       = "群通报"
)

// ReportKey is the key of a button that says the word about one report.
func ReportKey(word string, k anwei.ReportKey) string {
	return anwei.ButtonKey(word, anwei.ReportMatter(k))
}

// DaysBetween counts the days from one to another.
func DaysBetween(a, b anwei.Date) int {
	n := 0
	for a.Before(b) {
		a, n = a.AddDays(1), n+1
	}
	return n
}
