package frame

import (
	"strings"

	"anwei"
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

// Notice returns what a text says of notices, if that is how it is understood: 通知
// 各镇：…, 发通知, 通知3号谁没确认.
func Notice(readings []Reading) (NoticeSaid, bool) {
	r, act, ok := first(readings, "notice")
	if !ok {
		return NoticeSaid{}, false
	}
	said := NoticeSaid{Act: NoticeAct(act), ID: anwei.NoticeID(r.numbered()), At: r.Rest["at"]}
	switch said.Act {
	case NoticeNew, NoticeCompose:
		said.ID, said.Audience, said.Body = 0, r.Rest["audience"]+r.Rest["who"], r.Rest["body"]+r.Rest["words"]
		if r.Said("all2") {
			said.Audience = "所有人"
		}
		said.Loose = r.Said("all2") || r.Said("say") && r.Said("with") && !r.Said("announce") || r.Said("tell") || r.Said("mind") || r.Said("forme")
	case NoticeMoved:
		said.ID, said.Body, said.Loose = 0, strings.TrimSpace(r.Text), true
	case NoticeMissing, NoticeChase, NoticeRecall, NoticeMeeting, NoticeReplies:
		said.Loose = !r.Said("call")
	case NoticeList, NoticeShow, NoticeSheet, NoticeNames:
	}
	return said, true
}
