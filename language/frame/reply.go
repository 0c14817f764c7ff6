package frame

import (
	"cmp"
	"strings"

	"anwei"
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
	// More is what is said behind a confirmation.
	More string
	// Sure is set where the words can hardly mean anything but a notice; 好的 and
	// 参加 answer other questions too.
	Sure bool
	// And is what is said of a meeting behind a confirmation: 收到，准时参加.
	And *ReplySaid
}

// Reply returns an answer to a notice, if that is how a text is understood: 收到,
// 3号收到，马上落实, 参加, 请假，去市里开会, 由张三替会, 已落实：检查12家.
func Reply(readings []Reading) (ReplySaid, bool) {
	r, act, ok := first(readings, "reply")
	if !ok {
		return ReplySaid{}, false
	}
	kind, and, both := strings.Cut(act, "-")
	said := ReplySaid{Kind: ReplyKind(kind), All: r.Said("both"), More: r.Rest["more"], Sure: r.Said("O") || r.Said("confirm")}
	if r.Said("O") { // a number alone counts those who come
		said.ID = anwei.NoticeID(r.numbered())
	}
	rest := cmp.Or(r.Rest["who"], r.Rest["why"])
	if r.Said("chief") && strings.HasSuffix(act, string(ReplyAttend)) {
		rest = strings.TrimSpace(r.Text) // 书记去: who comes is more than he who says it
	}
	switch {
	case both:
		said.And = &ReplySaid{Kind: ReplyKind(and), ID: said.ID, Sure: true, Rest: rest}
	case said.Kind == ReplyDone && r.Rest["did"] != "": // 已落实 is an answer by itself
		said.Rest = strings.Trim(r.Text[strings.Index(r.Text, r.Rest["did"]):], stops+"，：！；～")
	case said.Kind == ReplyDone:
		said.Rest = r.Rest["result"]
	default:
		said.Rest = rest
	}
	return said, true
}
