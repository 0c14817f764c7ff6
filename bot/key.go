package bot

import "anwei"

// The words that buttons stand for, beside those of reminders. Each can also be
// typed.
const (
	wordBegin   = anwei.WordBegin
	wordLater   = anwei.WordLater
	wordConfirm = "确认提交"
	wordDrop    = "清空"
	wordKeep    = "保留"
	wordTasks   = "我的任务"
	wordTake    = "记入"
	wordYes     = "是"
	wordWrong   = "不是"
	wordNote    = "记下"
	wordNotSo   = "不对"
	wordUndo    = "撤销"
	wordReplace = "替换"
	wordAdd     = "相加"
	wordKeepOld = "不改"
	wordOpen    = "确认登记"

	wordSend     = "发送"
	wordChange   = "修改"
	wordCancel   = "取消"
	wordNames    = "名单"
	wordEnd      = "结束"
	wordReceived = "确认收到"
	wordFeedback = "反馈落实"
	wordAttend   = "参加"
	wordExcuse   = "请假"
	wordProxy    = "替会"
	// wordTotal and wordMonth say of which stretch a figure is.
	wordTotal = "是累计数"
	wordMonth = "是本期数"
	// wordApart and wordTogether say whether lines answer several tasks or one.
	wordApart    = "分别填"
	wordTogether = "填一项"
)

// reportKey is the key of a button that says the word about one report.
func reportKey(word string, k anwei.ReportKey) string {
	return anwei.ButtonKey(word, anwei.ReportMatter(k))
}
