package bot

// wording: 客气话和截止日

import (
	"fmt"
	"strings"

	"anwei"
)

// What the bot says to a courtesy, of deadlines, and where it did not understand
// twice.

// The words of the buttons where nothing was understood twice.
const (
	wordProgress = "进度"
	wordTable    = "汇总表"
	wordHelp     = "帮助"
	wordHuman    = "找人"
)

func whatToDoTitle() string { return "抱歉，还是没有看懂。您想办哪一件？" }

func whatToDoText(first string) string {
	return "请点一下，或直接回复，例如“" + first + "”。要人帮忙，点“找人”，安委办会与您联系。"
}

func welcomeAnyTime() string { return "不客气，有事随时找我。" }

func welcomeAndOn() string { return "不客气，咱们接着填。\n" }

func pleaseGoOn() string { return "好的，请接着填：\n" }

// anyTime answers a word that only says that something was heard.
func anyTime(reports, reads bool) string {
	switch {
	case reports:
		return "好的。要填报回复“填报”，看要办的事回复“我的任务”。"
	case reads:
		return "好的，有事随时找我。看报送情况回复“进度”。"
	}
	return "好的，有事随时找我。"
}

// dueAnswer says until when reports are due and how long that is.
func dueAnswer(d dueReports, today anwei.Date) string {
	what := shortPeriod(d.period) + strings.Join(d.names, "、")
	left := daysBetween(today, d.day)
	switch {
	case d.late:
		return what + "的截止日是" + d.day.Chinese() + "，已经过了，现在报记为逾期，请尽快报送。"
	case left == 0:
		return what + "今天（" + d.day.Chinese() + "）截止，24点前报送都算按时。"
	}
	return fmt.Sprintf("%s的截止日是%s，还有%d天，当天24点前报送都算按时。", what, d.day.Chinese(), left)
}

func dueNext() string { return "回复“填报”即可开始。" }

// nothingToDrop answers 取消 where nothing waits for a yes.
func nothingToDrop() string { return "好的。现在没有等您确认的事。" }
