package notice

// wording: 收通知

import (
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// cardText is how many characters of a text a card has room for, with what is
// said behind it.
const cardRoom = 110

// noticeCard is a notice as a card, and as a text before it where it is too long
// for one. One that asks for nothing is a text alone.
func noticeCard(plan anwei.Plan, n anwei.Notice) (card *anwei.Card, long string) {
	head := fmt.Sprintf("【%s%s】", plan.Office, noticeName(n))
	if !n.Asks() {
		return nil, head + "\n" + n.Text
	}
	if len([]rune(n.Text)) <= cardRoom {
		return answerCard(n, noticeTitle(plan, n), n.Text+"\n"+howToAnswer(n)), ""
	}
	return answerCard(n, noticeTitle(plan, n), "内容见上一条。"+howToAnswer(n)), head + "\n" + n.Text
}

func noticeTitle(plan anwei.Plan, n anwei.Notice) string {
	if n.Meeting != nil {
		return scheduler.Shorten(fmt.Sprintf("%s会议通知（%d号）", plan.Office, n.ID), 36)
	}
	return scheduler.Shorten(fmt.Sprintf("%s通知（%d号）", plan.Office, n.ID), 36)
}

func chaseTitle(n anwei.Notice) string { return "请回复" + noticeName(n) }

// answerCard offers the answers that a notice asks for.
func answerCard(n anwei.Notice, title, text string) *anwei.Card {
	m := noticeMatter(n)
	words := []string{phrases.WordReceived}
	switch {
	case n.Meeting != nil:
		words = []string{phrases.WordAttend, phrases.WordExcuse, phrases.WordProxy}
	case n.Feedback:
		words = []string{phrases.WordReceived, phrases.WordFeedback}
	}
	if n.Meeting != nil && n.Feedback {
		words = append(words, phrases.WordFeedback)
	}
	card := &anwei.Card{Title: title, Text: scheduler.Shorten(text, 160)}
	for i, w := range words {
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: anwei.ButtonKey(w, m), Main: i == 0})
	}
	return card
}

func howToAnswer(n anwei.Notice) string {
	by := "请"
	if !n.AnswerBy.IsZero() {
		by = "请在" + deadlineText(n.AnswerBy, n.AnswerBy) + "前"
	}
	by = strings.Replace(by, "（含当天）前", "前（含当天）", 1)
	switch {
	case n.Meeting != nil:
		return "开会时间" + momentText(n.Meeting.At, n.Meeting.At) + "，" + by + "回复“参加”、“请假”加原因或“替会”加姓名。"
	case n.Feedback:
		return by + "回复“" + noticeNumberWord(n) + wordHeard + "”，办好后反馈落实情况。"
	}
	return by + "点“确认收到”，或回复“" + noticeNumberWord(n) + wordHeard + "”。"
}

// wantsText says what a notice waits for.
func wantsText(n anwei.Notice) string {
	switch {
	case n.Meeting != nil && n.Feedback:
		return "参会回复和落实情况"
	case n.Meeting != nil:
		return "参会回复（参加、请假或替会）"
	case n.Feedback:
		return "落实情况"
	}
	return "确认"
}

// chaseText fills in the plan's words, and says what the notice is about.
func chaseText(n anwei.Notice, text string) string {
	deadline := ""
	if !n.AnswerBy.IsZero() {
		deadline = deadlineText(n.AnswerBy, n.AnswerBy)
	}
	said := strings.NewReplacer("{notice}", noticeName(n), "{deadline}", deadline, "{wants}", wantsText(n)).Replace(text)
	return strings.Replace(said, "（含当天）前", "前（含当天）", 1) + "\n" + scheduler.Shorten(oneLine(n.Text), 60)
}

func officeChase() string {
	return "您好！{notice}还没有收到您的{wants}，请尽快回复。"
}

func confirmed(n anwei.Notice, r anwei.Receipt) string {
	text := "✅ 已确认收到" + noticeName(n) + "。"
	switch {
	case n.Meeting != nil && r.Attend == "":
		return text
	case n.Feedback && r.Done.IsZero():
		return text + "办好后，请把落实情况（文字、照片或文件）发来，例如“" + noticeNumberWord(n) + "已落实：……”。"
	}
	return text
}

func noticeNumberWord(n anwei.Notice) string { return fmt.Sprintf("%d号", n.ID) }

func confirmedAlready(n anwei.Notice, r anwei.Receipt) string {
	text := noticeName(n) + "您已于" + phrases.ClockText(r.Confirmed) + "确认过了。"
	if n.Live() && n.Feedback && r.Done.IsZero() {
		return text + "落实情况还没有反馈，办好后发来即可。"
	}
	return text
}

func attendTitle(n anwei.Notice) string { return noticeName(n) + "：会议您能参加吗？" }

func attendText() string {
	return "请回复“参加”，“请假”加原因，或“替会”加姓名。"
}

// The words of the buttons where several notices wait for an answer.
const (
	wordHeard    = "收到"
	wordAllHeard = "都收到"
)

func whichNoticeTitle(n int) string {
	return fmt.Sprintf("您有%d条通知还没有回复，是哪一条？", n)
}

func whichNoticeText(ns []anwei.Notice) string {
	lines := make([]string, len(ns))
	for i, n := range ns {
		lines[i] = fmt.Sprintf("%d号：%s", n.ID, scheduler.Shorten(oneLine(n.Text), 18))
	}
	return scheduler.Shorten(strings.Join(lines, "\n"), 140) + "\n请点选，或带上编号回复。"
}

func whichNotice(ns []anwei.Notice) string {
	var b strings.Builder
	fmt.Fprintf(&b, "您有%d条通知还没有回复：", len(ns))
	for _, n := range ns {
		fmt.Fprintf(&b, "\n· %d号：%s", n.ID, scheduler.Shorten(oneLine(n.Text), 24))
	}
	fmt.Fprintf(&b, "\n请带上编号，例如“%d号收到”；都看过了，回复“都收到”。", ns[0].ID)
	return b.String()
}

func askFeedback(n anwei.Notice) string {
	return "请把" + noticeName(n) + "的落实情况发给我：一段文字、照片或文件都可以。"
}

func askExcuse() string { return "请说明请假的原因。" }

func askProxy() string { return "请问由谁替您参加？请写姓名和职务。" }

func feedbackKept(n anwei.Notice) string {
	return "✅ 已记下" + noticeName(n) + "的落实情况。还有照片或文件，直接发来即可。"
}

func proofKept(n anwei.Notice) string {
	return "✅ 收到，已作为" + noticeName(n) + "的落实材料保存。"
}

func attendKept(n anwei.Notice, r anwei.Receipt) string {
	when := phrases.ClockText(n.Meeting.At)
	if n.Meeting.Place != "" {
		when += "，" + n.Meeting.Place
	}
	switch r.Attend {
	case anwei.Excused:
		return "✅ 已记下您请假（" + r.Detail + "），并转告安委办。有变化再回复“参加”。"
	case anwei.Proxy:
		return "✅ 已记下由" + r.Detail + "替会（" + when + "），请您转告他。"
	case anwei.Attends:
	}
	return "✅ 已记下您参加会议：" + when + "。会前会提醒您。"
}

func meetingOver(n anwei.Notice) string {
	return noticeName(n) + "的会议时间已过，没有改动。"
}

func meetingReminder(n anwei.Notice, now time.Time) string {
	at := n.Meeting.At.In(now.Location())
	when := momentText(at, now)
	switch {
	case anwei.DateOf(at) == anwei.DateOf(now):
		when = "今天" + at.Format("15:04")
	case anwei.DateOf(at) == anwei.DateOf(now).AddDays(1):
		when = "明天（" + anwei.DateOf(at).Chinese() + "）" + at.Format("15:04")
	}
	text := "会议提醒：" + when
	if n.Meeting.Place != "" {
		text += "，" + n.Meeting.Place
	}
	return text + "。回复“" + noticeName(n) + "”可看通知内容；临时有变化，回复“请假”加原因，或“替会”加姓名。"
}

func recalledText(n anwei.Notice) string {
	return noticeName(n) + "已撤回，请不要按它办理，以后续通知为准。\n原内容：" + scheduler.Shorten(oneLine(n.Text), 30)
}

func myNoticeList(lines []string) string {
	if len(lines) == 0 {
		return "您最近没有收到通知。"
	}
	return "您最近收到的通知：\n" + strings.Join(lines, "\n")
}

func myNoticeLine(n anwei.Notice, r anwei.Receipt) string {
	state := "已确认"
	switch {
	case !n.Live():
		state = "已撤回"
	case n.Missing(r):
		state = "待" + wantsText(n)
	case !n.Asks():
		state = "不用回复"
	}
	return fmt.Sprintf("· %d号 %s：%s（%s）", n.ID, n.Sent.Format("1月2日"), scheduler.Shorten(oneLine(n.Text), 24), state)
}

func myNoticeText(plan anwei.Plan, n anwei.Notice, r anwei.Receipt) string {
	if !n.Live() {
		return recalledText(n)
	}
	text := fmt.Sprintf("【%s%s】%s\n%s", plan.Office, noticeName(n), phrases.ClockText(n.Sent), n.Text)
	if n.Missing(r) {
		return text + "\n" + howToAnswer(n)
	}
	return text
}
