package wecom_test

import (
	"net/http"
	"strings"
	"testing"

	"anwei/bot"
)

// plainly takes the CDATA marks out of a message, as WeCom may (§2.8, B2).
func plainly(s string) string { return strings.NewReplacer("<![CDATA[", "", "]]>", "").Replace(s) }

func other(kind, more string) string {
	return strings.NewReplacer("[text]", "["+kind+"]", "<Content><![CDATA[]]></Content>", more).Replace(text(""))
}

func TestMessagesAreRead(t *testing.T) {
	t.Parallel()
	pressed := "<EventKey><![CDATA[submit:2026-10]]></EventKey><TaskId><![CDATA[anwei-9-ab12cd34]]></TaskId>" +
		"<CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[R]]></ResponseCode>" +
		"<SelectedItems><SelectedItem><QuestionKey>EventKey</QuestionKey></SelectedItem></SelectedItems>"
	backwards := "<xml><MsgId>1</MsgId><Content>倒着</Content><MsgType>text</MsgType>" +
		"<CreateTime> 1409659813 </CreateTime><FromUserName> LiSi </FromUserName></xml>"
	for name, test := range map[string]struct {
		plain string
		want  bot.Message
	}{
		"text":        {text("3 12"), bot.Message{Kind: bot.TextMessage, Text: "3 12"}},
		"empty text":  {text(""), bot.Message{Kind: bot.TextMessage}},
		"markup":      {text("<a> & b"), bot.Message{Kind: bot.TextMessage, Text: "<a> & b"}},
		"no cdata":    {plainly(text("a &lt; b &amp; c")), bot.Message{Kind: bot.TextMessage, Text: "a < b & c"}},
		"control":     {text("一\v二\x00三"), bot.Message{Kind: bot.TextMessage, Text: "一 二 三"}},
		"not utf-8":   {text("一\xff"), bot.Message{Kind: bot.TextMessage, Text: "一\ufffd"}},
		"any order":   {backwards, bot.Message{Kind: bot.TextMessage, Text: "倒着", From: "LiSi"}},
		"menu":        {event("click", "<EventKey><![CDATA[填报]]></EventKey>"), bot.Message{Kind: bot.ButtonMessage, Key: "填报"}},
		"card":        {event("template_card_event", pressed), bot.Message{Kind: bot.ButtonMessage, Key: "submit:2026-10"}},
		"enter":       {event("enter_agent", "<EventKey></EventKey>"), bot.Message{Kind: bot.EnterMessage}},
		"subscribe":   {event("subscribe", ""), bot.Message{Kind: bot.EnterMessage}},
		"image":       {other("image", "<PicUrl>u</PicUrl><MediaId>m</MediaId>"), bot.Message{Kind: bot.OtherMessage, Text: "image"}},
		"voice":       {other("voice", "<MediaId>m</MediaId>"), bot.Message{Kind: bot.OtherMessage, Text: "voice"}},
		"video":       {other("video", "<MediaId>m</MediaId>"), bot.Message{Kind: bot.OtherMessage, Text: "video"}},
		"location":    {other("location", "<Label>县城</Label>"), bot.Message{Kind: bot.OtherMessage, Text: "location"}},
		"link":        {other("link", "<Url>u</Url>"), bot.Message{Kind: bot.OtherMessage, Text: "link"}},
		"file":        {other("file", "<MediaId>m</MediaId><FileName>10月.xlsx</FileName>"), bot.Message{Kind: bot.OtherMessage, Text: "file", Name: "10月.xlsx"}},
		"understood":  {other("voice", "<MediaId>m</MediaId><Recognition>检查三次</Recognition>"), bot.Message{Kind: bot.TextMessage, Text: "检查三次"}},
		"some day":    {other("hologram", ""), bot.Message{Kind: bot.OtherMessage, Text: "hologram"}},
		"long sender": {strings.Replace(text("x"), "ZhangSan", strings.Repeat("Z", 64), 1), bot.Message{Kind: bot.TextMessage, Text: "x", From: "Z"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := &handler{}
			if w := serve(newCallback(t, h), post(t, test.plain)); w.Code != http.StatusOK || w.Body.Len() != 0 {
				t.Fatalf("%d %q, want an empty 200", w.Code, w.Body)
			}
			if len(h.heard()) != 1 {
				t.Fatalf("heard %d messages, want 1", len(h.heard()))
			}
			got := h.heard()[0]
			if !got.At.Equal(start) {
				t.Errorf("At = %v, want %v", got.At, start)
			}
			from := string(test.want.From)
			if from == "" {
				from = "ZhangSan"
			}
			if !strings.HasPrefix(string(got.From), from) {
				t.Errorf("From = %q, want %q", got.From, from)
			}
			if got.Kind != test.want.Kind || got.Text != test.want.Text || got.Key != test.want.Key || got.Name != test.want.Name {
				t.Errorf("heard %+v, want %+v", got, test.want)
			}
		})
	}
}

// A message without what every message has is refused, so that WeCom's
// monitoring shows it, and is not heard.
func TestIncompleteMessagesAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ old, now string }{
		"time of zero":    {"1409659813", "0"},
		"time before all": {"1409659813", "-1"},
		"no time":         {"<CreateTime>1409659813</CreateTime>", ""},
		"no sender":       {"ZhangSan", ""},
		"no id":           {"4561255354251345929", ""},
	} {
		h := &handler{}
		w := serve(newCallback(t, h), post(t, strings.Replace(text("3 12"), c.old, c.now, 1)))
		if w.Code != http.StatusBadRequest || len(h.heard()) != 0 {
			t.Errorf("%s: %d, heard %v, want a 400 and nothing heard", name, w.Code, h.heard())
		}
	}
	for now, want := range map[string]int{"1": http.StatusOK, "0": http.StatusBadRequest} {
		if w := serve(newCallback(t, &handler{}), post(t, strings.Replace(text("3 12"), "1409659813", now, 1))); w.Code != want {
			t.Errorf("time of %s: %d, want %d", now, w.Code, want)
		}
	}
}

func TestEventsThatAreNoTalkAreLeftAlone(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"unsubscribe", "view", "LOCATION", "change_contact", "batch_job_result", "scancode_push", "location_select",
		"open_approval_change", "inactive_alert", "close_inactive_agent", "no_such_event", "",
	} {
		h := &handler{}
		w := serve(newCallback(t, h), post(t, event(name, "<EventKey>k</EventKey><ChangeType>create_user</ChangeType>")))
		if w.Code != http.StatusOK || w.Body.Len() != 0 || len(h.heard()) != 0 {
			t.Errorf("%s: %d %q, heard %v, want an empty 200 and nothing heard", name, w.Code, w.Body, h.heard())
		}
	}
}

func TestEventsAreToldApart(t *testing.T) {
	t.Parallel()
	id := func(plain string) string {
		h := &handler{}
		serve(newCallback(t, h), post(t, plain))
		return h.heard()[0].ID
	}
	const key, task = "<EventKey>a</EventKey>", "<TaskId>t</TaskId>"
	first := event("template_card_event", key+task)
	again := strings.Replace(event("template_card_event", task+key), "ZhangSan", "zhangsan", 1)
	if id(first) != id(again) {
		t.Error("the same event in another form has another id")
	}
	seen := map[string]string{id(first): first}
	for _, plain := range []string{
		event("click", key+task),
		event("template_card_event", key),
		event("template_card_event", "<EventKey>at</EventKey>"),
		event("template_card_event", key+"<TaskId>u</TaskId>"),
		event("template_card_event", "<EventKey>b</EventKey>"+task),
		strings.Replace(first, "1409659813", "1409659814", 1),
		strings.Replace(first, "ZhangSan", "LiSi", 1),
		strings.Replace(first, ">218<", ">219<", 1),
		text("x"),
	} {
		if twin, ok := seen[id(plain)]; ok {
			t.Errorf("one id for\n%s\n%s", plain, twin)
		}
		seen[id(plain)] = plain
	}
}
