package language

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// NoticeAct is what is said of notices.
type NoticeAct string

// What may be said of notices.
const (
	NoticeNew     NoticeAct = "new"     // 通知 各镇：明天下午3点开会
	NoticeCompose NoticeAct = "compose" // 发通知, several messages, 结束
	NoticeList    NoticeAct = "list"    // 通知
	NoticeShow    NoticeAct = "show"    // 通知3号
	NoticeMissing NoticeAct = "missing" // 这个通知谁没确认
	NoticeChase   NoticeAct = "chase"   // 催通知 3号
	NoticeRecall  NoticeAct = "recall"  // 撤回通知 3号
	NoticeSheet   NoticeAct = "sheet"   // 通知3号签收表
	NoticeNames   NoticeAct = "names"   // 通知3号名单
	NoticeMeeting NoticeAct = "meeting" // 都有谁参加
	NoticeMoved   NoticeAct = "moved"   // 会议改到后天上午9点
	NoticeReplies NoticeAct = "replies" // 大家反馈了什么
)

// NoticeSaid is what a text says of a notice.
type NoticeSaid struct {
	Act NoticeAct
	ID  anwei.NoticeID // 0 where none is named: the newest is meant
	// Audience is for whom, where a colon tells it from Body. Without a colon all
	// of it is Body, and Audience is empty.
	Audience string
	Body     string
	// At is when it is to go out, where that stands before it: 明早8点给各镇发通知：….
	At string
	// Loose is set where the words may be about something else, unless they are the
	// office's and name somebody.
	Loose bool
}

// ReadNotice reads what a text says of notices: 通知 各镇：…, 发通知, 通知3号谁没确认. It is
// false for anything else.
func ReadNotice(text string) (NoticeSaid, bool) {
	text = strings.TrimSpace(text)
	if said, ok := aboutNotice(text); ok {
		return said, true
	}
	if said, ok := readNoticeAsk(text); ok {
		return said, true
	}
	at, rest := noticeAt(text)
	if said, ok := readNoticeFirst(rest); ok {
		said.At = at
		return said, true
	}
	return readNoticeFree(text)
}

// readNoticeFirst reads a notice that begins with the word for it.
func readNoticeFirst(text string) (NoticeSaid, bool) {
	for _, w := range []string{"请发通知", "下发通知", "印发通知", "发布通知", "群发消息", "群发", "发公告", "发个公告", "发通知", "发个通知", "发一个通知", "发一条通知", "拟通知", "新通知"} {
		if rest, ok := strings.CutPrefix(text, w); ok {
			said := newNotice(rest, NoticeCompose)
			if said.Audience == "" {
				said.Act = NoticeCompose
			}
			return said, true
		}
	}
	if rest, ok := strings.CutPrefix(text, "给"); ok {
		if to, body, found := strings.Cut(rest, "发通知"); found && utf8.RuneCountInString(to) <= 40 {
			return NoticeSaid{Act: NoticeNew, Audience: trimNotice(to), Body: trimNotice(body)}, true
		}
	}
	if rest, ok := strings.CutPrefix(text, "@所有人"); ok {
		return NoticeSaid{Act: NoticeNew, Audience: "所有人", Body: trimNotice(rest), Loose: true}, true
	}
	for _, w := range []string{"请通知", "紧急通知", "会议通知", "通知"} {
		rest, ok := strings.CutPrefix(text, w)
		switch {
		case !ok:
		case strings.HasPrefix(rest, "是") || strings.HasPrefix(rest, "里") || strings.HasPrefix(rest, "中") || strings.HasPrefix(rest, "已") || strings.HasPrefix(rest, "了"):
			return NoticeSaid{}, false // somebody speaks of the notice
		default:
			return newNotice(rest, NoticeNew), true
		}
	}
	return NoticeSaid{}, false
}

// newNotice cuts what follows the word into whom and what.
func newNotice(rest string, act NoticeAct) NoticeSaid {
	said := NoticeSaid{Act: act}
	for i, r := range rest {
		if r == '：' || r == ':' && !clockColon(rest, i) {
			said.Audience = trimNotice(rest[:i])
			for _, w := range []string{"给", "向", "一下", "到"} {
				said.Audience = trimNotice(strings.TrimPrefix(said.Audience, w))
			}
			said.Body = strings.TrimSpace(rest[i+utf8.RuneLen(r):])
			if utf8.RuneCountInString(said.Audience) <= 200 && (said.Audience != "" || said.Body != "") {
				said.Act = NoticeNew
				return said
			}
			said.Audience, said.Body = "", ""
			break
		}
	}
	said.Body = trimNotice(strings.TrimPrefix(rest, "一下"))
	return said
}

// clockColon reports whether the colon at i stands in a time of day.
func clockColon(s string, i int) bool {
	return i > 0 && i+1 < len(s) && text.IsDigit(rune(s[i-1])) && text.IsDigit(rune(s[i+1]))
}

func trimNotice(s string) string { return strings.Trim(s, " 　，,：:。！!\n\t") }

// aboutNotice reads what is said about a notice that there is.
func aboutNotice(typed string) (NoticeSaid, bool) {
	if utf8.RuneCountInString(typed) > 24 {
		return NoticeSaid{}, false
	}
	low := text.Plain(typed).Low
	id, rest := noticeNumber(low)
	rest = strings.NewReplacer("这个", "", "这条", "", "那个", "", "那条", "", "最新", "", "请", "", "一下", "", "的", "", "看看", "", "查看", "",
		"还", "", "有", "", "?", "", "。", "", ",", "", "吧", "", "呢", "", "哪些人", "谁", "哪些", "谁", "哪个", "谁", "几个", "谁", "单位", "", "人", "").Replace(rest)
	spoken := strings.Contains(rest, "通知")
	rest = strings.ReplaceAll(rest, "通知", "")
	if !spoken && id == 0 {
		if rest == "签收表" || rest == "签收情况" {
			return NoticeSaid{Act: NoticeSheet}, true
		}
		return NoticeSaid{}, false
	}
	acts := map[string]NoticeAct{
		"": NoticeShow, "详情": NoticeShow, "情况": NoticeShow, "进度": NoticeShow, "怎么样": NoticeShow,
		"谁没确认": NoticeMissing, "谁没回复": NoticeMissing, "谁没看": NoticeMissing, "谁没收到": NoticeMissing, "谁没签收": NoticeMissing,
		"没确认": NoticeMissing, "谁没反馈": NoticeMissing, "谁没落实": NoticeMissing, "未确认": NoticeMissing, "谁未确认": NoticeMissing, "谁没读": NoticeMissing,
		"谁没": NoticeMissing, "没回复": NoticeMissing,
		"催": NoticeChase, "再催": NoticeChase, "催办": NoticeChase, "提醒": NoticeChase,
		"撤回": NoticeRecall, "收回": NoticeRecall, "撤销": NoticeRecall,
		"签收表": NoticeSheet, "签收": NoticeSheet, "签收情况": NoticeSheet, "回执": NoticeSheet, "参会名单": NoticeSheet,
		"名单": NoticeNames, "发给谁": NoticeNames, "发给了谁": NoticeNames,
	}
	act, ok := acts[rest]
	switch {
	case !ok:
		return NoticeSaid{}, false
	case !spoken && (act == NoticeShow || act == NoticeRecall || act == NoticeChase): // 3号 alone is a day or a case
		return NoticeSaid{}, false
	case act == NoticeShow && id == 0 && rest == "":
		return NoticeSaid{Act: NoticeList}, true
	}
	return NoticeSaid{Act: act, ID: id}, true
}

// noticeNumber takes 3号, 第3号 or the number after 通知 out of a text.
func noticeNumber(low string) (anwei.NoticeID, string) {
	for i := 0; i < len(low); {
		_, step := utf8.DecodeRuneInString(low[i:])
		n, size, ok := text.Numeral(low[i:])
		after := low[min(i+size, len(low)):]
		if !ok || size == 0 || n < 1 || n > 1<<31 || !strings.HasPrefix(after, "号") && (after != "" || !strings.HasSuffix(low[:i], "通知")) {
			i += step
			continue
		}
		before := strings.TrimSuffix(low[:i], "第")
		return anwei.NoticeID(n), before + strings.TrimPrefix(after, "号")
	}
	return 0, low
}
