package notice

// wording: 通知写到一半

import (
	"fmt"

	"anwei"
	"anwei/bot"
	"anwei/scheduler"
)

// wordTakeUp goes on with a notice that was put aside.
const wordTakeUp = "接着发通知"

func noticeWaits(n anwei.Notice) string {
	return noticeName(n) + "的内容留着，没有发。要接着发，回复“" + wordTakeUp + "”。"
}

// noticeStill reminds of what is waited for, after something else was answered.
func noticeStill(n anwei.Notice, stage bot.NoticeStage) string {
	if stage == NoticeWhom {
		return noticeName(n) + "还没有发。" + askWhom()
	}
	return howToChange(n)
}

func noticeTakenUp(n anwei.Notice) string {
	if n.Text == "" && len(n.Files) == 0 {
		return writeNotice(n)
	}
	text := noticeName(n) + "写到这里：\n——\n" + scheduler.Shorten(n.Text, 300)
	if len(n.Files) > 0 {
		text += fmt.Sprintf("\n（附件%d个）", len(n.Files))
	}
	return text + "\n——\n接着发内容，或回复“结束”选发给谁；不发了回复“取消”。"
}

func nothingToTakeUp() string {
	return "没有写到一半的通知。要发通知，回复“发通知”。"
}
