package wecomtest_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"anwei/bot/wecom/wecomtest"
)

const (
	msg      = "aibot_msg_callback"
	event    = "aibot_event_callback"
	respond  = "aibot_respond_msg"
	push     = "aibot_send_msg"
	update   = "aibot_respond_update_msg"
	welcome  = "aibot_respond_welcome_msg"
	botCard  = `{"msgtype":"template_card","template_card":{"card_type":"button_interaction","main_title":{"title":"请填报"},"task_id":"B_1","button_list":[{"text":"填报","key":"go"},{"text":"稍后","key":"later"}]}}`
	newCard  = `{"response_type":"update_template_card","template_card":{"card_type":"button_interaction","main_title":{"title":"已填报"},"task_id":"B_1","button_list":[{"text":"填报","key":"go"}]}}`
	someMark = `{"msgtype":"markdown","markdown":{"content":"# 好"}}`
)

func stream(id, content string, finish bool) string {
	return `{"msgtype":"stream","stream":{"id":"` + id + `","finish":` + strconv.FormatBool(finish) + `,"content":"` + content + `"}}`
}

func pushTo(user, rest string) string { return `{"chatid":"` + user + `","chat_type":1,` + rest[1:] }

func TestBotMustSubscribeFirst(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	w := dial(t, s)
	w.want(846609, "ping", "")
	w.want(846609, push, pushTo("ann", someMark))
	for name, body := range map[string]string{
		"app's secret": `{"bot_id":"` + s.Options().BotID + `","secret":"` + s.Options().Secret + `"}`,
		"other bot":    `{"bot_id":"x","secret":"` + s.Options().BotSecret + `"}`,
	} {
		if f := w.want(853000, "aibot_subscribe", body); !strings.Contains(f.Text, "e=853000") {
			t.Errorf("%s: errmsg %q", name, f.Text)
		}
	}
	if s.BotConnected() {
		t.Error("connected without a subscription")
	}
	w.want(0, "aibot_subscribe", credentials(s))
	w.want(0, "ping", "")
	if !s.BotConnected() {
		t.Error("not connected after the subscription")
	}
	if got := s.Calls("aibot_subscribe"); got != 3 {
		t.Errorf("%d subscriptions counted, want 3", got)
	}
	must(t, s.BotReady(background(t)))
}

func TestBotTextAndStream(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	w := join(t, s)
	must(t, s.BotSay("Ann", "本月共检查12家"))
	id, body := w.heard(msg, "text")
	from, _ := body["from"].(map[string]any)
	text, _ := body["text"].(map[string]any)
	if body["chattype"] != "single" || body["aibotid"] != s.Options().BotID || from["userid"] != "Ann" || text["content"] != "本月共检查12家" {
		t.Errorf("callback %v", body)
	}
	w.wantAs(id, 0, respond, stream("S1", "已记录：**12**家", true))
	if l := last(t, s); l.Text != "已记录：**12**家" || l.Seq != 2 || !l.Bot || !l.Passive || l.Kind != wecomtest.KindMarkdown {
		t.Errorf("stream %+v", l)
	}
	w.wantAs(id, 846606, respond, stream("S1", "又", true))
	w.wantAs(id, 846606, respond, someMark)
	if got := len(s.Talk("ann")); got != 2 {
		t.Errorf("%d lines, want 2: a refused frame shows nothing", got)
	}
}

func TestBotRepliesOnce(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	w := join(t, s)
	must(t, s.BotSay("ann", "你好"))
	id, _ := w.heard(msg, "text")
	w.wantAs(id, 40008, respond, `{"msgtype":"text","text":{"content":"好"}}`)
	w.wantAs(id, 0, respond, someMark)
	w.wantAs(id, 846606, respond, someMark)
	w.wantAs(id, 846606, respond, stream("S", "x", true))
	w.wantAs("req_unheard_of", 846605, respond, someMark)
	if l := last(t, s); l.Kind != wecomtest.KindMarkdown || l.Text != "# 好" || !l.Bot {
		t.Errorf("reply %+v", l)
	}
}

func TestBotReplyWindows(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	w := join(t, s)
	must(t, s.BotSay("ann", "二"))
	second, _ := w.heard(msg, "text")
	now.Add(24 * time.Hour)
	w.wantAs(second, 846605, respond, someMark)

	must(t, s.BotEnter("ann"))
	entered, _ := w.heard(event, "enter_chat")
	now.Add(5 * time.Second)
	w.wantAs(entered, 846605, welcome, `{"msgtype":"text","text":{"content":"您好"}}`)
	must(t, s.BotEnter("ann")) // the same day: nothing is heard
	now.Add(24 * time.Hour)
	must(t, s.BotEnter("ann"))
	entered, _ = w.heard(event, "enter_chat")
	w.wantAs(entered, 846605, respond, someMark)
	w.wantAs(entered, 40008, welcome, someMark)
	w.wantAs(entered, 0, welcome, `{"msgtype":"text","text":{"content":"您好"}}`)
	w.wantAs(entered, 846606, welcome, `{"msgtype":"text","text":{"content":"您好"}}`)
	if l := last(t, s); l.Kind != wecomtest.KindText || l.Text != "您好" {
		t.Errorf("welcome %+v", l)
	}
}

func TestBotCards(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	w := join(t, s)
	must(t, s.BotSay("ann", "填报"))
	id, _ := w.heard(msg, "text")
	w.wantAs(id, 0, respond, botCard)
	w.want(42014, push, pushTo("ann", botCard)) // a task_id is used once
	must(t, s.BotClick("ann", "B_1", "go"))
	id, body := w.heard(event, "template_card_event")
	details, _ := body["event"].(map[string]any)["template_card_event"].(map[string]any)
	if details["event_key"] != "go" || details["task_id"] != "B_1" || details["card_type"] != "button_interaction" {
		t.Errorf("event %v", body)
	}
	w.wantAs(id, 846605, respond, someMark)
	w.wantAs(id, 42014, update, strings.Replace(newCard, "B_1", "B_2", 1))
	w.wantAs(id, 0, update, newCard)
	w.wantAs(id, 846606, update, newCard)
	if c := s.Talk("ann")[1].Card; c.Title != "已填报" || c.TaskID != "B_1" {
		t.Errorf("card %+v", c)
	}
	if err := s.BotClick("ann", "B_1", "later"); err == nil {
		t.Error("a button was pressed that the new card has not")
	}
	if err := s.Click(background(t), "ann", "B_1", "go"); err == nil {
		t.Error("the app heard a press on a card of the bot")
	}
	w.want(0, push, pushTo("ann", strings.Replace(botCard, "B_1", "B_3", 1)))
	must(t, s.BotClick("ann", "B_3", "later"))
	id, _ = w.heard(event, "template_card_event")
	now.Add(5 * time.Second)
	w.wantAs(id, 846605, update, strings.Replace(newCard, "B_1", "B_3", 1))
}

func TestBotPush(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	w := join(t, s)
	w.want(93001, push, pushTo("ann", someMark))
	must(t, s.BotEnter("ann")) // opening the chat is not writing
	w.heard(event, "enter_chat")
	w.want(93001, push, pushTo("ann", someMark))
	must(t, s.BotSay("ann", "你好"))
	w.heard(msg, "text")
	w.want(0, push, pushTo("ANN", someMark))
	w.want(0, push, `{"chatid":"ann",`+someMark[1:])
	w.want(93006, push, pushTo("nobody", someMark))
	w.want(93006, push, `{"chatid":"ann","chat_type":2,`+someMark[1:])
	w.want(40008, push, pushTo("ann", `{"msgtype":"text","text":{"content":"x"}}`))
	w.want(45002, push, pushTo("ann", `{"msgtype":"markdown","markdown":{"content":"`+strings.Repeat("x", 20481)+`"}}`))
	if l := last(t, s); l.Text != "# 好" || l.Passive || !l.Bot {
		t.Errorf("pushed %+v", l)
	}
}

func TestBotRates(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	w := join(t, s)
	for _, user := range []string{"ann", "bob"} {
		must(t, s.BotSay(user, "你好"))
	}
	id, _ := w.heard(msg, "text")
	w.heard(msg, "text")
	w.wantAs(id, 0, respond, someMark)
	for range 29 { // replies and pushes count together
		w.want(0, push, pushTo("ann", someMark))
	}
	w.want(846607, push, pushTo("ann", someMark))
	w.want(0, push, pushTo("bob", someMark))
	for range 33 {
		now.Add(time.Minute)
		for range 30 {
			if *w.do(push, pushTo("ann", someMark)).Code != 0 {
				break
			}
		}
	}
	now.Add(time.Minute)
	w.want(846607, push, pushTo("ann", someMark)) // 1000 an hour
	now.Add(time.Hour)
	w.want(0, push, pushTo("ann", someMark))
}

func TestBotOneConnection(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	old := join(t, s)
	must(t, s.BotSay("ann", "你好"))
	id, _ := old.heard(msg, "text")
	young := join(t, s)
	old.heard(event, "disconnected_event")
	if _, err := old.read(); websocket.CloseStatus(err) != websocket.StatusNormalClosure {
		t.Errorf("the old connection ended with %v", err)
	}
	young.wantAs(id, 846605, respond, someMark) // a req_id dies with its connection
	must(t, s.BotSay("ann", "还在吗"))
	id, _ = young.heard(msg, "text")
	young.wantAs(id, 0, respond, someMark)
	if !s.BotKick() {
		t.Error("nobody was kicked")
	}
	young.heard(event, "disconnected_event")
	if s.BotConnected() || s.BotKick() || s.BotDrop() || s.BotForget() {
		t.Error("connected after the kick")
	}
}

func TestBotAway(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	if err := s.BotSay("ann", "有人吗"); !errors.Is(err, wecomtest.ErrBotAway) {
		t.Errorf("said to nobody: %v", err)
	}
	if l := last(t, s); l.Text != "有人吗" || !l.FromUser || !l.Bot {
		t.Errorf("the person does not see what they said: %+v", l)
	}
	w := join(t, s)
	must(t, s.BotSay("ann", "现在呢"))
	if _, body := w.heard(msg, "text"); body["text"].(map[string]any)["content"] != "现在呢" {
		t.Errorf("what was lost was delivered: %v", body)
	}
}

func TestBotIdle(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), BotIdle: 30 * time.Millisecond})
	w := join(t, s)
	if _, err := w.read(); err == nil {
		t.Error("a silent connection was not cut")
	}
	for s.BotConnected() {
		time.Sleep(time.Millisecond)
	}
}

func TestBotRedeliver(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	w := join(t, s)
	if s.BotRedeliver() == nil {
		t.Error("nothing was delivered again")
	}
	must(t, s.BotSay("ann", "你好"))
	must(t, s.BotRedeliver())
	id1, first := w.heard(msg, "text")
	id2, again := w.heard(msg, "text")
	if id1 == id2 || first["msgid"] != again["msgid"] {
		t.Errorf("%s %v, then %s %v", id1, first, id2, again)
	}
}

func TestBotForgets(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	w := join(t, s)
	must(t, s.BotSay("ann", "你好"))
	w.heard(msg, "text")
	s.BotForget()
	w.want(846609, push, pushTo("ann", someMark))
	w.want(846609, "ping", "")
	w.want(0, "aibot_subscribe", credentials(s))
	w.want(0, push, pushTo("ann", someMark))
}

func TestBotStrictness(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		report string
	}{
		"json":   {`{"cmd":`, "body"},
		"req_id": {`{"cmd":"ping","headers":{}}`, "req_id"},
		"field":  {`{"cmd":"ping","headers":{"req_id":"1"},"token":"x"}`, "token"},
		"cmd":    {`{"cmd":"aibot_dance","headers":{"req_id":"1"}}`, "aibot_dance"},
		"twice":  {`{"cmd":"aibot_subscribe","headers":{"req_id":"1"},"body":{"bot_id":"aibWECOMTEST","secret":"wecomtest-bot-secret"}}`, "already"},
		"stream": {`{"cmd":"aibot_respond_msg","headers":{"req_id":"1"},"body":` + stream("S", "x", false) + `}`, "goes on"},
		"body":   {`{"cmd":"aibot_send_msg","headers":{"req_id":"1"},"body":{"chatid":"ann","visible_to_user":"x"}}`, "visible_to_user"},
	} {
		s := wecomtest.NewServer(t, silent())
		w := join(t, s)
		w.write(c.text)
		w.do("ping", "") // the one before has been heard
		if r := s.Reports(); len(r) != 1 || !strings.Contains(r[0], c.report) {
			t.Errorf("%s: reports %q, want one with %q", name, r, c.report)
		}
	}
}
