package notice

// wording: 写通知

import (
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/scheduler"
)

// noticeName names a notice: 通知3号.
func noticeName(n anwei.Notice) string { return fmt.Sprintf("通知%d号", n.ID) }

func noSuchNotice(id anwei.NoticeID) string {
	if id == 0 {
		return "还没有通知。"
	}
	return fmt.Sprintf("没有查到通知%d号，请核对编号；回复“通知”可查看最近的。", id)
}

func writeNotice(n anwei.Notice) string {
	whom := ""
	if n.Audience != "" {
		whom = "（发给" + n.Audience + "）"
	}
	return "请发通知内容" + whom + "，可以分几条发，也可以发图片和文件。发完回复“结束”，不发了回复“取消”。"
}

func noticeNoted(n anwei.Notice) string {
	text := fmt.Sprintf("已记下（共%d字", len([]rune(n.Text)))
	if len(n.Files) > 0 {
		text += fmt.Sprintf("、%d个附件", len(n.Files))
	}
	return text + "）。接着发，或回复“结束”。"
}

// helpMaking says what is waited for while a notice is made.
func helpMaking(n anwei.Notice, stage bot.NoticeStage) string {
	switch stage {
	case NoticeWriting:
		return writeNotice(n)
	case NoticeWhom:
		return askWhom()
	case NoticeShown, NoticeChanging:
	}
	return howToChange(n)
}

func noticeEmpty() string {
	return "还没有内容。请先发通知内容，再回复“结束”；不发了回复“取消”。"
}

func tooManyPieces(n int) string {
	return fmt.Sprintf("一条通知最多带%d个附件，这一个没有收。可以回复“结束”。", n)
}

func askWhom() string {
	return "发给谁？例如：各镇、各部门、煤矿领域、南村镇和教育局、还没报的单位、各镇领导、所有人。不发了回复“取消”。"
}

func whomEither(names []string) string {
	return "有几个单位都符合：" + strings.Join(names, "、") + "，请写全称。\n"
}

func whomUnknown(word string) string {
	return "名单里没有对上“" + scheduler.Shorten(word, 20) + "”，通知内容已留着，没有发。\n"
}

func whomEmpty(audience, nobody string) string {
	text := "“" + scheduler.Shorten(audience, 20) + "”目前没有可以通知的人"
	if nobody != "" {
		text += "（" + nobody + "没有登记人员）"
	}
	return text + "，通知内容已留着，没有发。\n"
}

// previewText shows a notice before it is sent: to whom, what, and what it asks
// for.
func previewText(t *bot.Turn, n anwei.Notice) string {
	var b strings.Builder
	fmt.Fprintf(&b, "【%s·预览】发给%s：%s\n", noticeName(n), n.Audience, headCount(n))
	b.WriteString(receiverNames(n, 12))
	if len(n.To) > 12 {
		b.WriteString("（回复“名单”看全部）")
	}
	if len(n.Nobody) > 0 {
		b.WriteString("\n⚠ 没有登记人员，收不到：" + phrases.Names(bot.NamesOf(t, n.Nobody), 10))
	}
	if lost := outOfReach(t, n); len(lost) > 0 {
		b.WriteString("\n⚠ 上次没有送达，可能收不到：" + people(lost, 10))
	}
	if old, is := twin(t, n); is {
		b.WriteString("\n⚠ 内容与" + noticeName(old) + "相同，请留意不要重复通知")
	}
	b.WriteString("\n——\n" + scheduler.Shorten(n.Text, 600))
	if len(n.Files) > 0 {
		fmt.Fprintf(&b, "\n（附件%d个）", len(n.Files))
	}
	b.WriteString("\n——\n" + termsText(n, t.In.Now))
	return b.String()
}

// headCount says how many people of how many units get it.
func headCount(n anwei.Notice) string {
	units := map[anwei.UnitID]bool{}
	for _, r := range n.To {
		units[r.Unit] = true
	}
	return fmt.Sprintf("%d人（%d个单位）", len(n.To), len(units))
}

func receiverNames(n anwei.Notice, most int) string {
	all := make([]string, len(n.To))
	for i, r := range n.To {
		all[i] = r.Name
	}
	return people(all, most)
}

// people lists at most so many names and says how many there are.
func people(list []string, most int) string {
	if len(list) <= most {
		return strings.Join(list, "、")
	}
	return strings.Join(list[:most], "、") + fmt.Sprintf("等%d人", len(list))
}

// outOfReach are the receivers whom the last message did not reach.
func outOfReach(t *bot.Turn, n anwei.Notice) []string {
	var out []string
	posted := t.In.Ledger.Posted(n)
	for _, r := range n.To {
		if posted[r.Person].Why != "" {
			out = append(out, r.Name)
		}
	}
	return out
}

// termsText says what the notice asks for and when it goes out.
func termsText(n anwei.Notice, now time.Time) string {
	var lines []string
	if n.Meeting != nil {
		lines = append(lines, "会议："+meetingText(n, now)+"；请对方回复参加、请假或替会")
		if n.Meeting.At.Before(now) {
			lines = append(lines, "⚠ 会议时间已经过了，请“修改”写明几月几日几点")
		}
	} else if terms := language.ReadTerms(n.Text, now); terms.Meets && !terms.HasMeeting {
		lines = append(lines, "没有看出会议时间；是会议通知的，请“修改”写明几月几日几点")
	}
	asks := "不要求回复"
	switch {
	case n.Feedback:
		asks = "要求确认收到，并反馈落实情况（文字、照片或文件）"
	case n.Confirm && n.Meeting == nil:
		asks = "要求确认收到"
	case n.Meeting != nil:
		asks = ""
	}
	if !n.AnswerBy.IsZero() && n.Asks() {
		asks = strings.TrimPrefix(asks+"，期限"+deadlineText(n.AnswerBy, now), "，")
	}
	if asks != "" {
		lines = append(lines, "回复："+asks)
	}
	if !n.AnswerBy.IsZero() && n.Asks() && n.AnswerBy.Before(now) {
		lines = append(lines, "⚠ 这个期限已经过了，请回复新的期限，例如“周五前回复”")
	}
	if n.SendAt.IsZero() {
		lines = append(lines, "发送：立即（要定时，回复例如“明早8点半发”）")
	} else {
		lines = append(lines, "发送："+momentText(n.SendAt, now)+"（改为现在发，回复“立即发送”）")
		if w := relativeDay(n.Text); w != "" && anwei.DateOf(n.SendAt.In(now.Location())) != anwei.DateOf(now) {
			lines = append(lines, "⚠ 内容里写了“"+w+"”，到那天发出容易误解，建议“修改”写成几月几日")
		}
	}
	return strings.Join(lines, "\n")
}

// relativeDay returns a word of the text that means another day when it is read on
// another day.
func relativeDay(text string) string {
	for _, w := range []string{"今天", "明天", "后天", "今晚", "明晚", "今早", "明早", "今日", "明日"} {
		if strings.Contains(text, w) {
			return w
		}
	}
	return ""
}

func meetingText(n anwei.Notice, now time.Time) string {
	text := momentText(n.Meeting.At, now)
	if n.Meeting.Place != "" {
		text += "，" + n.Meeting.Place
	}
	return text
}

// momentText writes a time with its day of the week: 10月20日（周二）15:00, with the
// year where it is another one.
func momentText(at, now time.Time) string {
	at = at.In(now.Location())
	day := fmt.Sprintf("%d月%d日（周%s）", int(at.Month()), at.Day(), []string{"日", "一", "二", "三", "四", "五", "六"}[at.Weekday()])
	if at.Year() != now.Year() {
		day = fmt.Sprintf("%d年", at.Year()) + day
	}
	return day + at.Format("15:04")
}

// deadlineText writes the last time to answer: a day alone where it is its last
// second.
func deadlineText(at, now time.Time) string {
	at = at.In(now.Location())
	if at.Hour() == 23 && at.Minute() == 59 {
		return anwei.DateOf(at).Chinese() + "（含当天）"
	}
	return momentText(at, now)
}

func sendCard(n anwei.Notice, m anwei.Matter, now time.Time) *anwei.Card {
	when := "立即发出"
	if !n.SendAt.IsZero() {
		when = momentText(n.SendAt, now) + "发出"
	}
	card := &anwei.Card{
		Title: fmt.Sprintf("%s：发给%d人，%s？", noticeName(n), len(n.To), when),
		Text:  "只发给预览里的这些人。还可以回复：发给……、几月几日前回复、要反馈、不用确认、明早8点半发。",
		Buttons: []anwei.Button{
			{Text: phrases.WordSend, Key: anwei.ButtonKey(phrases.WordSend, m), Main: true},
			{Text: phrases.WordChange, Key: anwei.ButtonKey(phrases.WordChange, m)},
			{Text: phrases.WordCancel, Key: anwei.ButtonKey(phrases.WordCancel, m)},
		},
	}
	if len(n.To) > 12 {
		card.Buttons = append(card.Buttons, anwei.Button{Text: phrases.WordNames, Key: anwei.ButtonKey(phrases.WordNames, m)})
	}
	return card
}

func howToChange(n anwei.Notice) string {
	return "请把改好的内容整条发给我；只改接收人的，回复例如“发给各镇、各部门”。（" + noticeName(n) + "还没有发）"
}

// allNames lists the receivers by unit.
func allNames(t *bot.Turn, n anwei.Notice) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s发给%s：", noticeName(n), headCount(n))
	last := anwei.UnitID("")
	for i, r := range n.To {
		if i == 0 || r.Unit != last {
			b.WriteString("\n" + t.UnitName(r.Unit) + "：" + r.Name)
		} else {
			b.WriteString("、" + r.Name)
		}
		last = r.Unit
	}
	return b.String()
}

func noticeNotSent(n anwei.Notice) string { return "好的，" + noticeName(n) + "没有发出。" }

func noticeAlready(n anwei.Notice) string {
	switch n.State {
	case anwei.NoticeSent:
		return noticeName(n) + "已于" + phrases.ClockText(n.Sent) + "发出，不会再发一次。"
	case anwei.NoticeScheduled:
		return noticeName(n) + "已定在" + phrases.ClockText(n.SendAt) + "发出；不发了回复“撤回" + noticeName(n) + "”。"
	case anwei.NoticeRecalled:
		return noticeName(n) + "已于" + phrases.ClockText(n.Recalled) + "撤回。"
	case anwei.NoticeDraft, anwei.NoticeCancelled:
	}
	return noticeName(n) + "没有发出。"
}

func noticeChanged(n anwei.Notice) string {
	return noticeName(n) + "后来改过，这张卡片已经不作数，没有发。请看最新的预览，回复“发送”。"
}

func nobodyToSend() string {
	return "没有可以通知的人，没有发。请回复“发给……”改一下接收人。"
}

func sendAtPast(at time.Time) string {
	return phrases.ClockText(at) + "已经过去了，没有发。请回复“立即发送”，或另定时间，例如“明早8点半发”。"
}

func sendAtClock(d anwei.Date) string {
	return d.Chinese() + "几点发？请写明钟点，例如“明早8点半发”。"
}

func sendAtFar() string { return "定时发送最多提前31天，请重新定时间。" }

func sendAfterMeeting(n anwei.Notice) string {
	return "会议在" + phrases.ClockText(n.Meeting.At) + "，通知要在这以前发，请重新定时间。"
}

func answerByPast(at time.Time) string {
	return phrases.ClockText(at) + "已经过去了，请另定回复期限，例如“明天下午5点前回复”。"
}

func noticeScheduled(n anwei.Notice) string {
	return fmt.Sprintf("✅ %s定在%s发出，发给%d人。不发了，回复“撤回%s”。", noticeName(n), phrases.ClockText(n.SendAt), len(n.To), noticeName(n))
}

func noticeSent(n anwei.Notice) string {
	text := fmt.Sprintf("✅ %s已发出，发给%d人。回复“%s”看送达和回复情况", noticeName(n), len(n.To), noticeName(n))
	if n.Asks() {
		text += fmt.Sprintf("，“催%s”催没有回复的", noticeName(n))
	}
	return text + fmt.Sprintf("；24小时内可以“撤回%s”。", noticeName(n))
}

func noticeSentNow(n anwei.Notice) string {
	return fmt.Sprintf("✅ %s已按时发出，发给%d人。回复“%s”看送达和回复情况。", noticeName(n), len(n.To), noticeName(n))
}

func noticeMissed(n anwei.Notice) string {
	return noticeName(n) + "定在" + phrases.ClockText(n.SendAt) + "发出，但当时系统停机，现在发已经没有意义，没有发。需要的话请重新发通知。"
}
