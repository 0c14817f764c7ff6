package language

import (
	"strings"
	"unicode/utf8"

	"anwei/language/text"
)

// readNoticeAsk reads what is asked and wanted of the newest notice, or of the meeting
// that it calls to, without the word 通知: 谁还没回, 都有谁参加, 谁请假了, 撤回, 会议取消了.
func readNoticeAsk(typed string) (NoticeSaid, bool) {
	if utf8.RuneCountInString(typed) > 24 || strings.Contains(typed, "\n") {
		return NoticeSaid{}, false
	}
	low := text.Plain(typed).Low
	for _, w := range []string{"把", "将", "请"} {
		low = strings.TrimPrefix(low, w)
	}
	id, rest := noticeNumber(low)
	for _, a := range noticeAsks() {
		said := true
		for _, some := range a.any {
			said = said && text.ContainsAny(rest, some...)
		}
		if said && madeOf(rest, politeWords(), askWords(), a.words()) {
			return NoticeSaid{Act: a.act, ID: id, Loose: true}, true
		}
	}
	if changed, ok := meetingChanged(typed); ok {
		return NoticeSaid{Act: NoticeMoved, Body: changed, Loose: true}, true
	}
	return NoticeSaid{}, false
}

// noticeAsk is a wish and its words: one of each list has to be said, more may be.
type noticeAsk struct {
	act  NoticeAct
	any  [][]string
	more []string
}

func (a noticeAsk) words() []string {
	out := a.more
	for _, some := range a.any {
		out = append(out, some...)
	}
	return out
}

func askWords() []string {
	return strings.Fields("通知 会议 开会 会 的 发 谁 哪些 哪几个 哪个 几个 几家 多少 人 单位 还 没 有 了 是 明天 今天 后天 上午 下午 晚上 上次 刚才 刚刚 刚发 那条 这条 条 号 第 调度会 视频会 例会")
}

func noticeAsks() []noticeAsk {
	missing := strings.Fields("没确认 没有确认 未确认 没回复 没有回复 未回复 没回 没签收 未签收 没反馈 没有反馈 未反馈 没落实 未落实 没看 没收到 没表态")
	comes := strings.Fields("参加 参会 到会 请假 替会 来开会 请了假")
	return []noticeAsk{
		{NoticeChase, [][]string{{"催", "提醒"}, missing}, strings.Fields("催 再 催催 一遍 一催 家 办")},
		{NoticeMissing, [][]string{missing}, nil},
		{NoticeMeeting, [][]string{comes, {"谁", "名单", "几", "多少", "情况", "哪", "统计"}}, strings.Fields("名单 情况 统计 都 能 表 不 要 报名")},
		{NoticeMeeting, [][]string{{"会议名单", "参会名单", "会议情况", "会议回复", "参会回执", "到会名单"}}, nil},
		{NoticeRecall, [][]string{{"撤回", "收回"}}, strings.Fields("发错了 发错 错了 消息 来")},
		{NoticeReplies, [][]string{{"反馈", "回复", "落实情况"}, {"什么", "啥", "内容", "看看", "怎么说", "情况"}}, strings.Fields("了 都 大家 各单位 各镇 内容 什么 啥 看看")},
	}
}

// meetingChanged reads that a meeting was put off or called off: 会议改到后天上午9点.
func meetingChanged(text string) (string, bool) {
	for _, w := range []string{"会议", "开会", "明天的会", "今天的会", "后天的会", "调度会", "视频会", "会"} {
		rest, ok := strings.CutPrefix(text, w)
		if !ok {
			continue
		}
		rest = strings.TrimPrefix(rest, "时间")
		for _, v := range []string{"改到", "改在", "改成", "改为", "改期", "推迟", "延期", "延后", "提前", "取消", "不开了", "先不开", "暂停"} {
			if strings.HasPrefix(rest, v) {
				return text, true
			}
		}
	}
	return "", false
}

// AsksMeeting reports whether somebody asks when or where the meeting is: 会议几点,
// 明天在哪开会.
func AsksMeeting(typed string) bool {
	if utf8.RuneCountInString(typed) > 20 || !text.ContainsAny(typed, "会", "开会") || !text.ContainsAny(typed, "几点", "什么时候", "时间", "哪", "地点", "什么地方", "几号", "哪天") {
		return false
	}
	return madeOf(typed, politeWords(), askWords(), strings.Fields("请问 问 问一下 几点 什么时候 时间 在 哪 哪里 哪儿 哪个 会议室 地点 什么地方 几号 哪天 开 是 到 开始 召开 具体 咱们 我们"))
}
