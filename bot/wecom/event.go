package wecom

// wording: 企业微信说不行时

import (
	"context"
	"log/slog"
	"strings"

	"anwei/bot"
)

// CardEvent is the press of a card's button.
const CardEvent = "template_card_event"

// fate is what becomes of a message or an event. All are acknowledged; what has
// a kind is handed on first.
type fate struct {
	kind bot.MessageKind // empty: not handed on
	// unknown is set for what protocol and code do not know. It is logged once.
	unknown bool
	// note says what has happened. It is logged with its level and advice, where it
	// is not empty.
	note   string
	level  slog.Level
	advice string
}

// fate decides by §2.6 and §2.7.
func (in *inbound) fate() fate {
	switch in.MsgType {
	case "text":
		return fate{kind: bot.TextMessage}
	case "event":
		return in.eventFate()
	case "voice":
		if strings.TrimSpace(in.Recognition) != "" {
			return fate{kind: bot.TextMessage}
		}
		return fate{kind: bot.OtherMessage}
	case "image", "video", "location", "link", "file":
		return fate{kind: bot.OtherMessage}
	}
	// What WeCom thinks of next: a person waits for an answer.
	return fate{kind: bot.OtherMessage, unknown: true}
}

func (in *inbound) eventFate() fate {
	switch in.Event {
	case "click", CardEvent, "template_card_menu_event":
		return fate{kind: bot.ButtonMessage}
	case "enter_agent", "subscribe":
		return fate{kind: bot.EnterMessage}
	case "scancode_waitmsg": // the phone shows that it waits for an answer
		return fate{kind: bot.OtherMessage}
	case "view", "view_miniprogram", "scancode_push", "LOCATION":
		return fate{} // the phone has done it all by itself
	case "pic_sysphoto", "pic_photo_or_album", "pic_weixin", "location_select":
		return fate{} // the pictures or the place come as messages of their own
	case "unsubscribe":
		return fate{note: "a person has left the app's visible range", level: slog.LevelInfo}
	case "change_contact":
		return in.contactFate()
	case "batch_job_result", "open_approval_change", "share_agent_change", "share_chain_change",
		"auth_change_event", "enter_check_update":
		return fate{note: "no business of ours", level: slog.LevelInfo}
	}
	return in.activityFate()
}

// activityFate is about WeCom's stopping an app that nobody uses.
func (in *inbound) activityFate() fate {
	switch in.Event {
	case "inactive_alert", "low_active_alert", "low_active":
		return fate{
			note: "the app is used so little that WeCom may stop it", level: slog.LevelWarn,
			advice: "企业微信提示本应用使用太少，将被自动停用。请企业微信管理员在“应用管理→本应用”里查看提示，并请填报人员打开应用。",
		}
	case "close_inactive_agent":
		return fate{
			note: "WeCom has stopped the app because it was not used", level: slog.LevelError,
			advice: "企业微信已停用本应用，现在收发不了任何消息。请企业微信管理员在“应用管理→本应用”里重新启用。",
		}
	case "reopen_inactive_agent", "active_restored":
		return fate{note: "the app is active again", level: slog.LevelInfo}
	}
	return fate{unknown: true}
}

// contactFate is about the corp's people and departments. The roster knows
// people by their userids, so that a new one, and one that is gone, matter.
func (in *inbound) contactFate() fate {
	gone := in.ChangeType == "delete_user"
	renamed := in.ChangeType == "update_user" && in.NewUserID != ""
	switch {
	case gone:
		return fate{
			note: "a person has left the corp", level: slog.LevelWarn,
			advice: "此人已从企业微信通讯录删除，助手再也联系不到他。请运行 anwei roster sync 核对名册，为他的单位指定新的填报人员。",
		}
	case renamed:
		return fate{
			note: "a person has a new userid", level: slog.LevelWarn,
			advice: "此人的企业微信账号改了，助手还在用旧账号。请运行 anwei roster sync 核对名册。",
		}
	}
	return fate{note: "the corp's contacts have changed", level: slog.LevelInfo}
}

// remark logs what an operator should know of a message or event. It tells of
// people no more than their userids.
func (c *Callback) remark(ctx context.Context, in *inbound, f fate) {
	if f.unknown && c.strange.First(in.MsgType+" "+in.Event) {
		c.log.WarnContext(ctx, "unknown kind of callback, logged once",
			"type", ShortName(in.MsgType), "event", ShortName(in.Event), "handed_on", f.kind != "")
	}
	if f.note == "" {
		return
	}
	attrs := []slog.Attr{slog.String("event", in.Event), slog.String("note", f.note)}
	for _, more := range []struct{ name, value string }{
		{"change", in.ChangeType}, {"userid", in.userID()}, {"new_userid", in.NewUserID}, {"advice", f.advice},
	} {
		if more.value != "" {
			attrs = append(attrs, slog.String(more.name, legal(more.value)))
		}
	}
	c.log.LogAttrs(ctx, f.level, "callback event", attrs...)
}

// userID is whom an event is about.
func (in *inbound) userID() string {
	if in.UserID != "" {
		return in.UserID
	}
	return in.FromUserName
}
