package phrases

// wording: 客套

import (
	"fmt"
	"strings"

	"anwei"
)

// The words of the buttons where nothing was understood twice.
const (
	WordProgress = "进度"
	WordTable    = "汇总表"
	WordHelp     = "帮助"
	WordHuman    = "找人"
)

func WhatToDoTitle() string { return "抱歉，还是没有看懂。您想办哪一件？" }

func WhatToDoText(first string) string {
	return "请点一下，或直接回复，例如“" + first + "”。要人帮忙，点“找人”，安委办会与您联系。"
}

func WelcomeAnyTime() string { return "不客气，有事随时找我。" }

// DueAnswer says until when reports are due and how long that is.
func DueAnswer(d DueReports, today anwei.Date) string {
	what := ShortPeriod(d.Period) + strings.Join(d.Names, "、")
	left := DaysBetween(today, d.Day)
	switch {
	case d.Late:
		return what + "的截止日是" + d.Day.Chinese() + "，已经过了，现在报记为逾期，请尽快报送。"
	case left == 0:
		return what + "今天（" + d.Day.Chinese() + "）截止，24点前报送都算按时。"
	}
	return fmt.Sprintf("%s的截止日是%s，还有%d天，当天24点前报送都算按时。", what, d.Day.Chinese(), left)
}

func DueNext() string { return "回复“填报”即可开始。" }

// NothingToDrop answers 取消 where nothing waits for a yes.
func NothingToDrop() string { return "好的。现在没有等您确认的事。" }

// OneAtATime tells who wanted two things done at once what to say again.
func OneAtATime(later string) string {
	return "一次先办一件。这件办好后，请再说一遍：“" + later + "”。"
}
