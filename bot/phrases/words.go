package phrases

// wording: 词语

import (
	"anwei"
)

// Shorten cuts what is kept of somebody's words.
func Shorten(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
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
	WordOpen     = "确认登记"
	WordSend     = "发送"
	WordChange   = "修改"
	WordCancel   = "取消"
	WordNames    = "名单"
	WordEnd      = "结束"
	WordReceived = "确认收到"
	WordFeedback = "反馈落实"
	WordAttend   = "参加"
	WordExcuse   = "请假"
	WordProxy    = "替会"
	// WordTotal and wordMonth say of which stretch a figure is.
	WordTotal = "是累计数"
	WordMonth = "是本期数"
	// WordApart and wordTogether say whether lines answer several tasks or one.
	WordApart    = "分别填"
	WordTogether = "填一项"
)

// ReportKey is the key of a button that says the word about one report.
func ReportKey(word string, k anwei.ReportKey) string {
	return anwei.ButtonKey(word, anwei.ReportMatter(k))
}

func DaysBetween(a, b anwei.Date) int {
	n := 0
	for a.Before(b) {
		a, n = a.AddDays(1), n+1
	}
	return n
}
