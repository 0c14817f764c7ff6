package notice

// wording: 看通知的回执

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

func noticeList(lines []string) string {
	if len(lines) == 0 {
		return "还没有发过通知。要发通知，回复例如“通知 各镇：明天下午3点在二楼会议室开会”，或者“发通知”。"
	}
	return "最近的通知：\n" + strings.Join(lines, "\n") + "\n回复“通知3号”看详情，“发通知”写新的。"
}

func noticeLine(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt) string {
	s := count(n, receipts, nil)
	text := fmt.Sprintf("· %d号 %s %s：%s", n.ID, n.Created.Format("1月2日"), scheduler.Shorten(n.Audience, 10), scheduler.Shorten(oneLine(n.Text), 16))
	switch n.State {
	case anwei.NoticeScheduled:
		return text + "（" + phrases.ClockText(n.SendAt) + "发）"
	case anwei.NoticeRecalled:
		return text + "（已撤回）"
	case anwei.NoticeSent, anwei.NoticeDraft, anwei.NoticeCancelled:
	}
	if n.Asks() {
		text += fmt.Sprintf("（确认%d/%d）", s.confirmed, len(n.To))
	}
	return text
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// standing counts what became of a notice.
type standing struct {
	sent, waiting, failed, dropped int
	confirmed, done                int
	attends, excused, proxy        int
}

func count(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, posted map[anwei.PersonID]anwei.Posted) standing {
	var s standing
	for _, to := range n.To {
		switch posted[to.Person].State {
		case anwei.PostSent:
			s.sent++
		case anwei.PostWaiting, anwei.PostNone:
			s.waiting++
		case anwei.PostFailed:
			s.failed++
		case anwei.PostDropped:
			s.dropped++
		}
		r := receipts[to.Person]
		if !r.Confirmed.IsZero() {
			s.confirmed++
		}
		if !r.Done.IsZero() {
			s.done++
		}
		switch r.Attend {
		case anwei.Attends:
			s.attends++
		case anwei.Excused:
			s.excused++
		case anwei.Proxy:
			s.proxy++
		}
	}
	return s
}

// noticeStanding says how far a notice has come, beginning with the numbers.
func noticeStanding(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, posted map[anwei.PersonID]anwei.Posted, now time.Time) string {
	s := count(n, receipts, posted)
	var b strings.Builder
	fmt.Fprintf(&b, "【%s】%s，%d人", noticeName(n), n.Audience, len(n.To))
	switch n.State {
	case anwei.NoticeScheduled:
		b.WriteString("，定在" + momentText(n.SendAt, now) + "发出")
	case anwei.NoticeRecalled:
		b.WriteString("，已于" + phrases.ClockText(n.Recalled) + "撤回")
	case anwei.NoticeSent, anwei.NoticeDraft, anwei.NoticeCancelled:
		b.WriteString("，" + phrases.ClockText(n.Sent) + "发出")
	}
	if n.State != anwei.NoticeScheduled {
		b.WriteString("\n" + countsText(n, s))
	}
	if n.State == anwei.NoticeRecalled {
		b.WriteString(backText(remains(n, posted)))
	}
	b.WriteString("\n——\n" + scheduler.Shorten(n.Text, 300) + "\n——\n")
	if !n.AnswerBy.IsZero() {
		b.WriteString("回复期限" + deadlineText(n.AnswerBy, now) + "。\n")
	}
	if !n.Live() {
		return b.String() + fmt.Sprintf("可以回复：%s名单、%s签收表", noticeName(n), noticeName(n))
	}
	if n.Asks() {
		b.WriteString(unansweredText(n, receipts, 10) + "\n")
	}
	fmt.Fprintf(&b, "可以回复：%s谁没确认、催%s、%s签收表、撤回%s", noticeName(n), noticeName(n), noticeName(n), noticeName(n))
	return b.String()
}

// countsText counts the three things that are told apart, and who comes.
func countsText(n anwei.Notice, s standing) string {
	parts := []string{fmt.Sprintf("已送达%d", s.sent)}
	if s.waiting > 0 {
		parts = append(parts, fmt.Sprintf("发送中%d", s.waiting))
	}
	if s.failed > 0 {
		parts = append(parts, fmt.Sprintf("没送到%d", s.failed))
	}
	if n.Asks() {
		parts = append(parts, fmt.Sprintf("已确认%d", s.confirmed))
	}
	if n.Feedback {
		parts = append(parts, fmt.Sprintf("已落实%d", s.done))
	}
	if n.Meeting != nil {
		parts = append(parts, fmt.Sprintf("参加%d、请假%d、替会%d", s.attends, s.excused, s.proxy))
	}
	return strings.Join(parts, "，") + fmt.Sprintf("（共%d人）", len(n.To))
}

// unansweredText says who is missing, each kind apart.
func unansweredText(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, most int) string {
	var unconfirmed, undone, unsaid []string
	for _, to := range n.To {
		r := receipts[to.Person]
		if n.Confirm && r.Confirmed.IsZero() {
			unconfirmed = append(unconfirmed, to.Name)
		}
		if n.Feedback && r.Done.IsZero() {
			undone = append(undone, to.Name)
		}
		if n.Meeting != nil && r.Attend == "" {
			unsaid = append(unsaid, to.Name)
		}
	}
	var lines []string
	for _, x := range []struct {
		what string
		who  []string
		want bool
	}{
		// Whoever says whether he comes has confirmed.
		{"没有确认", unconfirmed, n.Confirm && n.Meeting == nil},
		{"没有反馈落实", undone, n.Feedback},
		{"没有说是否参会", unsaid, n.Meeting != nil},
	} {
		if x.want && len(x.who) > 0 {
			lines = append(lines, fmt.Sprintf("%s的%d人：%s", x.what, len(x.who), people(x.who, most)))
		}
	}
	if len(lines) == 0 {
		return allAnswered
	}
	return strings.Join(lines, "\n")
}

const allAnswered = "都已回复。"

func noticeMissing(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, posted map[anwei.PersonID]anwei.Posted) string {
	if !n.Live() {
		return noticeAlready(n)
	}
	if !n.Asks() {
		return noticeName(n) + "没有要求回复。" + countsText(n, count(n, receipts, posted)) + "。"
	}
	text := "【" + noticeName(n) + "】" + unansweredText(n, receipts, 60)
	// Whoever has answered has got it, by whichever way.
	silent := n
	silent.To = slices.DeleteFunc(slices.Clone(n.To), func(r anwei.Receiver) bool { return !receipts[r.Person].Confirmed.IsZero() })
	if lost := failed(silent, posted); len(lost) > 0 {
		text += "\n其中没送到的：" + people(lost, 20) + "，请另行通知"
	}
	if !strings.HasSuffix(text, allAnswered) {
		text += "\n回复“催" + noticeName(n) + "”只催这些人。"
	}
	return text
}

func failed(n anwei.Notice, posted map[anwei.PersonID]anwei.Posted) []string {
	var out []string
	for _, r := range n.To {
		if posted[r.Person].State == anwei.PostFailed {
			out = append(out, r.Name)
		}
	}
	return out
}

func noticeAsksNothing(n anwei.Notice) string {
	return noticeName(n) + "没有要求回复，不用催。"
}

func nobodyToChase(n anwei.Notice, posted map[anwei.PersonID]anwei.Posted) string {
	if lost := failed(n, posted); len(lost) > 0 {
		return "收到" + noticeName(n) + "的都已回复；没送到的" + people(lost, 20) + "，请另行通知。"
	}
	return noticeName(n) + "都已回复，不用催了。"
}

func chasedLately(at time.Time) string {
	return "在" + at.Format("15:04") + "刚催过，半小时内不重复催。"
}

func chased(n anwei.Notice, who []string) string {
	return fmt.Sprintf("✅ 已催%s没有回复的%d人：%s。已经回复的不会收到。", noticeName(n), len(who), people(who, 20))
}

func noticeRecalled(n anwei.Notice, s recalling) string {
	text := fmt.Sprintf("✅ %s已撤回。", noticeName(n))
	if s.back > 0 {
		text += fmt.Sprintf("正在从%d人那里收回消息（在微信里看的可能还在）。", s.back)
	}
	if s.told > 0 {
		text += fmt.Sprintf("另有%d人超过24小时，或在机器人会话里收到，企业微信不能收回，已另发一条说明作废。", s.told)
	}
	if s.never > 0 {
		text += fmt.Sprintf("还没送到的%d人不再发送。", s.never)
	}
	return text
}

func sheetOfNotice(n anwei.Notice) string {
	return noticeName(n) + "签收表正在生成，随后发给您。"
}

// noticeClosed tells the office who is missing when the time for answers is over.
func noticeClosed(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, posted map[anwei.PersonID]anwei.Posted) string {
	return fmt.Sprintf("%s的回复期限已到：%s。\n%s\n回复“%s签收表”取表。", noticeName(n), countsText(n, count(n, receipts, posted)),
		unansweredText(n, receipts, 30), noticeName(n))
}

// meetingList tells the office who comes.
func meetingList(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt) string {
	s := count(n, receipts, nil)
	var out, proxies []string
	for _, to := range n.To {
		switch r := receipts[to.Person]; r.Attend {
		case anwei.Excused:
			out = append(out, to.Name+"（"+r.Detail+"）")
		case anwei.Proxy:
			proxies = append(proxies, to.Name+"（"+r.Detail+"替）")
		case anwei.Attends:
		}
	}
	text := fmt.Sprintf("%s参会情况（%s）：应到%d人，参加%d、替会%d、请假%d。", noticeName(n), phrases.ClockText(n.Meeting.At), len(n.To), s.attends, s.proxy, s.excused)
	if len(proxies) > 0 {
		text += "\n替会：" + people(proxies, 20)
	}
	if len(out) > 0 {
		text += "\n请假：" + people(out, 20)
	}
	return text + "\n" + unansweredText(anwei.Notice{Meeting: n.Meeting, To: n.To}, receipts, 20) + "\n回复“" + noticeName(n) + "签收表”取名单。"
}

func attendNews(n anwei.Notice, to anwei.Receiver, unit string, r anwei.Receipt) string {
	what := "请假：" + r.Detail
	if r.Attend == anwei.Proxy {
		what = "由" + r.Detail + "替会"
	}
	return fmt.Sprintf("%s（%s）：%s%s。", noticeName(n), phrases.ClockText(n.Meeting.At), who(unit, to.Name), what)
}

// who names a person with the unit, unless the name says it already.
func who(unit, name string) string {
	if unit == "" {
		return name
	}
	return unit + name
}
