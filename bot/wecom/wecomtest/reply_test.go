package wecomtest_test

import (
	"net/http"
	"strings"
	"testing"

	"anwei/bot/wecom/wecomtest"
)

const okText = "<MsgType>text</MsgType><Content>好</Content>"

// badReplies are answers to a text that WeCom would not understand, with a word of the report each must cause.
var badReplies = map[string]struct {
	answer func(b *bot, m inbound) string
	report string
}{
	"not XML":      {func(*bot, inbound) string { return "success" }, "XML"},
	"plain":        {func(*bot, inbound) string { return "<xml><Content>x</Content></xml>" }, "unknown element Content"},
	"unknown type": {func(b *bot, m inbound) string { return b.sealed(m, "<MsgType>markdown</MsgType>") }, "markdown"},
	"unknown element": {func(b *bot, m inbound) string {
		return b.sealed(m, okText+"<Colour>red</Colour>")
	}, "Colour"},
	"empty": {func(b *bot, m inbound) string { return b.sealed(m, "<MsgType>text</MsgType><Content></Content>") }, "without Content"},
	"too long": {func(b *bot, m inbound) string {
		return b.sealed(m, "<MsgType>text</MsgType><Content>"+strings.Repeat("字", 683)+"</Content>")
	}, "2049 bytes"},
	"signature": {func(b *bot, m inbound) string {
		return strings.Replace(b.sealed(m, okText), "<TimeStamp>12", "<TimeStamp>13", 1)
	}, "MsgSignature"},
	"timestamp": {func(b *bot, m inbound) string {
		return strings.Replace(b.sealed(m, okText), "<TimeStamp>12", "<TimeStamp>now", 1)
	}, "TimeStamp"},
	"not turned round": {func(b *bot, m inbound) string {
		m.ToUserName, m.FromUserName = m.FromUserName, m.ToUserName
		return b.sealed(m, okText)
	}, "ToUserName"},
	"wrong corp": {func(b *bot, m inbound) string { m.ToUserName = "x"; return b.sealed(m, okText) }, "FromUserName"},
	"no time": {func(b *bot, m inbound) string {
		return b.seal("<xml><ToUserName>Ann</ToUserName><FromUserName>" + m.ToUserName + "</FromUserName>" + okText + "</xml>")
	}, "CreateTime"},
	"trailing": {func(b *bot, m inbound) string { return b.sealed(m, okText) + "<more/>" }, "goes on"},
	"no click": {func(b *bot, m inbound) string {
		return b.sealed(m, "<MsgType>update_button</MsgType><Button><ReplaceName>x</ReplaceName></Button>")
	}, "no click"},
	"bad base64": {func(b *bot, _ inbound) string {
		return "<xml><Encrypt>!</Encrypt><MsgSignature>" + b.crypt.Sign("1", "n", "!") + "</MsgSignature><TimeStamp>1</TimeStamp><Nonce>n</Nonce></xml>"
	}, "decrypt"},
}

func TestBadPassiveRepliesAreReportedAndNotShown(t *testing.T) {
	for name, c := range badReplies {
		t.Run(name, func(t *testing.T) {
			var b *bot
			b = newBot(t, silent(), func(_ http.ResponseWriter, m inbound) string { return c.answer(b, m) })
			if err := b.s.Say(background(t), "ann", "x"); err != nil {
				t.Error(err)
			}
			if len(b.heard()) != 1 {
				t.Errorf("%d deliveries", len(b.heard()))
			}
			if lines := b.s.Talk("ann"); len(lines) != 1 {
				t.Errorf("shown: %+v", lines[1:])
			}
			if r := b.s.Reports(); len(r) != 1 || !strings.Contains(r[0], c.report) {
				t.Errorf("reports %q, want one with %q", r, c.report)
			}
		})
	}
}

const cardJSON = `{"touser":"ann|bob","msgtype":"template_card","agentid":1000002,"template_card":{
	"card_type":"button_interaction","main_title":{"title":"请确认"},"sub_title_text":"请在22日前确认","task_id":"T_1",
	"button_list":[{"text":"已确认","style":1,"key":"ok"},{"text":"有疑问","style":2,"key":"ask"}]}}`

func TestClickUpdatesOnesOwnCard(t *testing.T) {
	const inner = "<MsgType>update_button</MsgType><Button><ReplaceName>已确认 ✓</ReplaceName></Button>"
	var b *bot
	b = newBot(t, wecomtest.Options{}, func(_ http.ResponseWriter, m inbound) string { return b.sealed(m, inner) })
	a := newAPI(t, b.s)
	out := a.send(cardJSON)
	wantCode(t, "send", out, 0)
	ctx := background(t)
	for _, bad := range [][2]string{{"T_2", "ok"}, {"T_1", "no"}, {"", "ok"}, {"T_1", ""}} {
		if err := b.s.Click(ctx, "ann", bad[0], bad[1]); err == nil {
			t.Errorf("Click(%q, %q): no error", bad[0], bad[1])
		}
	}
	if err := b.s.Click(ctx, "ann", "T_1", "ok"); err != nil {
		t.Fatal(err)
	}
	m := b.heard()[0]
	if m.Event != "template_card_event" || m.EventKey != "ok" || m.TaskID != "T_1" || m.CardType != "button_interaction" ||
		m.MsgID != "" || m.ResponseCode == "" || m.ResponseCode == out["response_code"] {
		t.Errorf("event: %+v", m)
	}
	lines := b.s.Talk("ann")
	if len(lines) != 2 || lines[0].Card.Replaced != "已确认 ✓" || lines[1].Text != "已确认" || lines[1].Kind != wecomtest.KindPress {
		t.Errorf("ann: %+v", lines)
	}
	if got := b.s.Talk("bob")[0].Card.Replaced; got != "" {
		t.Errorf("bob's card is changed: %q", got)
	}
	if err := b.s.Click(ctx, "ann", "T_1", "ok"); err == nil {
		t.Error("a grey button was pressed")
	}
}

func TestBadAnswersToAClick(t *testing.T) {
	for _, inner := range []string{
		okText,
		"<MsgType>update_button</MsgType>",
		"<MsgType>update_button</MsgType><Button/>",
		"<MsgType>update_button</MsgType><Content>x</Content><Button><ReplaceName>x</ReplaceName></Button>",
	} {
		var b *bot
		b = newBot(t, silent(), func(_ http.ResponseWriter, m inbound) string { return b.sealed(m, inner) })
		newAPI(t, b.s).send(cardJSON)
		if err := b.s.Click(background(t), "ann", "T_1", "ok"); err != nil {
			t.Error(err)
		}
		if len(b.s.Reports()) != 1 || b.s.Talk("ann")[0].Card.Replaced != "" {
			t.Errorf("%s: reports %q", inner, b.s.Reports())
		}
	}
}
