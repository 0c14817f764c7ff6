package notice

// wording: 会议和反馈

import (
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

func whichRecall(n anwei.Notice) string {
	return "要撤回的是" + noticeName(n) + "（" + scheduler.Shorten(n.Text, 30) + "）吗？是的话回复“撤回" + noticeName(n) + "”。"
}

// whoComes lists who comes, who does not and why, and who has not said.
func whoComes(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, now time.Time) string {
	var come, excused, proxies, silent []string
	for _, to := range n.To {
		switch r := receipts[to.Person]; r.Attend {
		case anwei.Attends:
			come = append(come, to.Name)
		case anwei.Excused:
			excused = append(excused, to.Name+"（"+r.Detail+"）")
		case anwei.Proxy:
			proxies = append(proxies, to.Name+"（由"+r.Detail+"替会）")
		default:
			silent = append(silent, to.Name)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "【%s】会议%s，应参会%d人", noticeName(n), meetingText(n, now), len(n.To))
	for _, part := range []struct {
		title string
		names []string
	}{{"参加", come}, {"替会", proxies}, {"请假", excused}, {"没有回复", silent}} {
		fmt.Fprintf(&b, "\n%s%d人", part.title, len(part.names))
		if len(part.names) > 0 {
			b.WriteString("：" + people(part.names, 40))
		}
	}
	b.WriteString(phrases.AsOf(now))
	if len(silent) > 0 {
		b.WriteString("\n催没有回复的，回复“催" + noticeName(n) + "”；要表，回复“" + noticeName(n) + "签收表”。")
	}
	return b.String()
}

// repliesText shows what was reported to have been done.
func repliesText(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt) string {
	var lines []string
	for _, to := range n.To {
		r := receipts[to.Person]
		if r.Done.IsZero() {
			continue
		}
		what := r.Result
		if r.Proofs > 0 {
			what = strings.TrimPrefix(what+fmt.Sprintf("；照片或文件%d份", r.Proofs), "；")
		}
		lines = append(lines, "· "+to.Name+"："+what)
	}
	text := fmt.Sprintf("【%s】已反馈%d/%d人", noticeName(n), len(lines), len(n.To))
	if len(lines) > 0 {
		text += "：\n" + phrases.Limited(lines, 30)
	}
	return text + "\n回复“" + noticeName(n) + "谁没反馈”看还差谁，“" + noticeName(n) + "签收表”取全部。"
}

// oldMeeting says what becomes of the meeting that was called to before.
func oldMeeting(n anwei.Notice) string {
	return "原来的会议通知（" + noticeName(n) + "）还有效。请先回复“撤回" + noticeName(n) + "”，再回复“发送”，免得大家按原来的时间答复、收到原来的会前提醒。"
}

func meetingIs(n anwei.Notice, now time.Time) string {
	text := "会议时间：" + momentText(n.Meeting.At, now) + "，"
	if n.Meeting.Place == "" {
		return text + "地点通知里没有写（" + noticeName(n) + "）。"
	}
	return text + "地点：" + n.Meeting.Place + "（" + noticeName(n) + "）。"
}
