package language

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// ReplyKind is how somebody answers a notice.
type ReplyKind string

// The ways to answer a notice.
const (
	ReplyConfirm ReplyKind = "confirm" // 收到
	ReplyAttend  ReplyKind = "attend"  // 参加
	ReplyExcuse  ReplyKind = "excuse"  // 请假，去市里开会
	ReplyProxy   ReplyKind = "proxy"   // 由张三替会
	ReplyDone    ReplyKind = "done"    // 已落实：检查12家
)

// ReplySaid is an answer to a notice.
type ReplySaid struct {
	Kind ReplyKind
	ID   anwei.NoticeID // 0 where none is named
	All  bool           // 都收到
	// Rest is the reason, the name of who comes, or what was done.
	Rest string
	// Sure is set where the words can hardly mean anything but a notice; 好的 and
	// 参加 answer other questions too.
	Sure bool
	// And is what is said of a meeting behind a confirmation: 收到，准时参加.
	And *ReplySaid
}

// ReadReply reads an answer to a notice: 收到, 3号收到，马上落实, 参加, 请假，去市里开会, 由张三替会,
// 已落实：检查12家. It is false for anything else, questions among them.
func ReadReply(text string) (ReplySaid, bool) {
	text = strings.TrimSpace(text)
	if text == "" || utf8.RuneCountInString(text) > 500 || strings.ContainsAny(text, "？?") {
		return ReplySaid{}, false
	}
	id, rest := replyNumber(text)
	said := ReplySaid{ID: id, Sure: id > 0}
	for _, w := range []string{"两个都", "两条都", "全都", "全部", "都", "均"} {
		if r, ok := strings.CutPrefix(rest, w); ok {
			said.All, rest = true, r
			break
		}
	}
	for _, read := range []func(string, *ReplySaid) bool{readConfirm, readDone, readProxyFree, readProxy, readExcuse, readAttend} {
		if read(rest, &said) {
			return said, true
		}
	}
	return ReplySaid{}, false
}

// replyNumber takes 3号, 通知3号 or 3号通知 off the beginning.
func replyNumber(typed string) (anwei.NoticeID, string) {
	rest, word := strings.CutPrefix(typed, "通知")
	rest = strings.TrimPrefix(strings.TrimLeft(rest, " "), "第")
	n, size, ok := text.Numeral(rest)
	after, number := strings.CutPrefix(rest[min(size, len(rest)):], "号")
	if !ok || size == 0 || !number || n < 1 || n > 1<<31 {
		if word {
			return 0, strings.TrimLeft(rest, " ，,:：")
		}
		return 0, typed
	}
	after = strings.TrimPrefix(strings.TrimLeft(after, " "), "通知")
	return anwei.NoticeID(n), strings.TrimLeft(after, " ，,:：")
}

const replyStops = " ，,。.！!：:；;、~～\n"

func readConfirm(text string, said *ReplySaid) bool {
	for _, w := range []string{"收到了", "收到", "已收到", "我已收到", "我收到了", "我收到", "确认收到", "已确认", "已阅知", "已阅", "阅知", "已知悉", "知悉", "收悉", "已签收", "签收", "好的收到", "好的，收到", "好的,收到", "回复收到", "通知收到", "已接到通知"} {
		rest, ok := strings.CutPrefix(text, w)
		if !ok || rest != "" && !strings.ContainsRune(replyStops+"通谢会将马", first(rest)) {
			continue
		}
		rest = strings.Trim(strings.TrimPrefix(rest, "通知"), replyStops)
		said.Kind, said.Sure = ReplyConfirm, true
		and := ReplySaid{ID: said.ID, Sure: true}
		if rest != "" && (readProxyFree(rest, &and) || readProxy(rest, &and) || readExcuse(rest, &and) || readAttend(rest, &and)) {
			said.And = &and
		}
		return true
	}
	switch strings.Trim(text, replyStops) {
	case "确认", "确认了", "好的", "好", "知道了", "明白", "明白了", "清楚", "了解", "OK", "ok", "Ok", "嗯", "1", "遵照执行", "照办", "马上落实", "立即落实", "坚决落实":
		said.Kind = ReplyConfirm
		return true
	}
	return false
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func readDone(text string, said *ReplySaid) bool {
	for _, w := range []string{"已经落实", "已落实", "落实了", "落实完毕", "落实到位", "回复落实情况", "落实情况", "反馈落实情况", "反馈情况", "反馈"} {
		rest, ok := strings.CutPrefix(text, w)
		if !ok {
			continue
		}
		said.Kind = ReplyDone
		said.Rest = strings.Trim(rest, replyStops)
		if !strings.HasPrefix(w, "反馈") && w != "落实情况" && w != "回复落实情况" {
			said.Rest = strings.Trim(text, replyStops) // 已落实 is an answer by itself
		}
		return true
	}
	return false
}

func readAttend(text string, said *ReplySaid) bool {
	switch strings.Trim(text, replyStops) {
	case "参加", "我参加", "准时参加", "按时参加", "准时参会", "按时参会", "参会", "参加会议", "改成参加", "改为参加", "还是参加", "可以参加", "能参加", "一定参加", "会参加", "准时到会", "按时到会", "准时到", "本人参加":
		said.Kind = ReplyAttend
		return true
	}
	return false
}

func readExcuse(text string, said *ReplySaid) bool {
	for _, w := range []string{"请假", "不能参加", "参加不了", "无法参加", "去不了", "来不了", "不参加", "我请假", "我要请假", "向您请假", "改成请假", "改为请假", "改请假", "想请假", "请个假"} {
		if rest, ok := strings.CutPrefix(text, w); ok {
			said.Kind, said.Rest = ReplyExcuse, strings.Trim(rest, replyStops)
			return true
		}
	}
	head := strings.TrimRight(text, replyStops)
	for _, w := range []string{"，请假", ",请假", " 请假", "，请个假", ",请个假", " 请个假", "，想请假", "，要请假", "，特请假", "不能参加", "参加不了", "去不了", "无法参加"} {
		if rest, ok := strings.CutSuffix(head, w); ok && rest != "" {
			said.Kind, said.Rest = ReplyExcuse, strings.Trim(rest, replyStops)
			return true
		}
	}
	return false
}

// readProxy reads who comes in place of the one who answers.
func readProxy(text string, said *ReplySaid) bool {
	head := strings.Trim(text, replyStops)
	for _, w := range []string{"替会", "代会"} {
		if rest, ok := strings.CutPrefix(head, w); ok {
			said.Kind, said.Rest = ReplyProxy, proxyName(rest)
			return true
		}
	}
	for _, w := range []string{"替会", "代会", "替我参加", "代我参加", "代替我参加", "替我开会", "替我去", "代为参加", "代替参加"} {
		if rest, ok := strings.CutSuffix(head, w); ok && utf8.RuneCountInString(rest) <= 24 {
			said.Kind, said.Rest = ReplyProxy, proxyName(rest)
			return true
		}
	}
	for _, w := range []string{"由", "让", "派", "安排", "委托"} {
		rest, ok := strings.CutPrefix(head, w)
		name, found := strings.CutSuffix(rest, "参加")
		if ok && found && name != "" && utf8.RuneCountInString(name) <= 20 {
			said.Kind, said.Rest = ReplyProxy, proxyName(name)
			return true
		}
	}
	return false
}

func proxyName(s string) string {
	s = strings.Trim(s, replyStops)
	for _, w := range []string{"由", "让", "派", "请", "安排", "委托", "我让"} {
		s = strings.TrimPrefix(s, w)
	}
	return strings.Trim(s, replyStops)
}
