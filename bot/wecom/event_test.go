package wecom_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"anwei/bot"
	"anwei/bot/wecom"
)

// logged returns a Callback and what it logs.
func logged(t *testing.T, h bot.Handler) (*wecom.Callback, func() []map[string]any) {
	t.Helper()
	var buf bytes.Buffer
	log := slog.New(slog.NewJSONHandler(io.MultiWriter(&said, &buf), &slog.HandlerOptions{Level: slog.LevelDebug}))
	c, err := wecom.NewCallback(corpA, h, log, startClock)
	if err != nil {
		t.Fatal(err)
	}
	return c, func() []map[string]any {
		var lines []map[string]any
		for d := json.NewDecoder(&buf); d.More(); {
			var line map[string]any
			if err := d.Decode(&line); err != nil {
				t.Fatal(err)
			}
			lines = append(lines, line)
		}
		return lines
	}
}

// TestEveryKindHasItsFate sends whatever §2.6 and §2.7 list, and checks what
// becomes of it: heard by the bot, told to the operator, or acknowledged alone.
func TestEveryKindHasItsFate(t *testing.T) {
	t.Parallel()
	const key = "<EventKey><![CDATA[k]]></EventKey>"
	scan := "<ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>1</ScanResult></ScanCodeInfo>"
	pics := "<SendPicsInfo><Count>1</Count><PicList><item><PicMd5Sum>x</PicMd5Sum></item></PicList></SendPicsInfo>"
	contact := func(change, more string) string {
		return strings.NewReplacer("ZhangSan", "sys", "<AgentID>218</AgentID>", "").Replace(
			event("change_contact", "<ChangeType>"+change+"</ChangeType>"+more))
	}
	for name, test := range map[string]struct {
		plain string
		kind  bot.MessageKind
		level string // of the log; empty: nothing is logged
		says  string // in the log's advice
	}{
		"text":                      {text("x"), bot.TextMessage, "", ""},
		"image":                     {other("image", "<MediaId>m</MediaId>"), bot.OtherMessage, "INFO", ""},
		"voice":                     {other("voice", "<MediaId>m</MediaId>"), bot.OtherMessage, "INFO", ""},
		"voice that was understood": {other("voice", "<MediaId>m</MediaId><Recognition>检查三次</Recognition>"), bot.TextMessage, "", ""},
		"auth_change_event":         {event("auth_change_event", ""), "", "INFO", ""},
		"video":                     {other("video", "<MediaId>m</MediaId>"), bot.OtherMessage, "INFO", ""},
		"location":                  {other("location", "<Label>l</Label>"), bot.OtherMessage, "INFO", ""},
		"link":                      {other("link", "<Url>u</Url>"), bot.OtherMessage, "INFO", ""},
		"file":                      {other("file", "<MediaId>m</MediaId>"), bot.OtherMessage, "INFO", ""},
		"hologram":                  {other("hologram", ""), bot.OtherMessage, "WARN", ""},
		"subscribe":                 {event("subscribe", ""), bot.EnterMessage, "", ""},
		"enter_agent":               {event("enter_agent", "<EventKey/>"), bot.EnterMessage, "", ""},
		"unsubscribe":               {event("unsubscribe", ""), "", "INFO", ""},
		"click":                     {event("click", key), bot.ButtonMessage, "", ""},
		"template_card_event":       {event("template_card_event", key), bot.ButtonMessage, "", ""},
		"template_card_menu_event":  {event("template_card_menu_event", key), bot.ButtonMessage, "", ""},
		"view":                      {event("view", key), "", "", ""},
		"view_miniprogram":          {event("view_miniprogram", key), "", "", ""},
		"LOCATION":                  {event("LOCATION", "<Latitude>23.1</Latitude>"), "", "", ""},
		"scancode_push":             {event("scancode_push", key+scan), "", "", ""},
		"scancode_waitmsg":          {event("scancode_waitmsg", key+scan), bot.OtherMessage, "INFO", ""},
		"pic_sysphoto":              {event("pic_sysphoto", key+pics), "", "", ""},
		"pic_photo_or_album":        {event("pic_photo_or_album", key+pics), "", "", ""},
		"pic_weixin":                {event("pic_weixin", key+pics), "", "", ""},
		"location_select":           {event("location_select", key), "", "", ""},
		"batch_job_result":          {event("batch_job_result", "<BatchJob><JobId>j</JobId></BatchJob>"), "", "INFO", ""},
		"open_approval_change":      {event("open_approval_change", "<ApprovalInfo/>"), "", "INFO", ""},
		"share_agent_change":        {event("share_agent_change", ""), "", "INFO", ""},
		"share_chain_change":        {event("share_chain_change", ""), "", "INFO", ""},
		"inactive_alert":            {event("inactive_alert", "<EffectTime>1</EffectTime>"), "", "WARN", "停用"},
		"low_active_alert":          {event("low_active_alert", ""), "", "WARN", "停用"},
		"low_active":                {event("low_active", ""), "", "WARN", "停用"},
		"close_inactive_agent":      {event("close_inactive_agent", ""), "", "ERROR", "重新启用"},
		"reopen_inactive_agent":     {event("reopen_inactive_agent", ""), "", "INFO", ""},
		"active_restored":           {event("active_restored", ""), "", "INFO", ""},
		"create_user":               {contact("create_user", "<UserID>new</UserID><Mobile>13800000003</Mobile>"), "", "INFO", ""},
		"update_user":               {contact("update_user", "<UserID>old</UserID><Name>新名</Name>"), "", "INFO", ""},
		"update_user with new id":   {contact("update_user", "<UserID>old</UserID><NewUserID>new</NewUserID>"), "", "WARN", "anwei roster sync"},
		"delete_user":               {contact("delete_user", "<UserID>gone</UserID>"), "", "WARN", "anwei roster sync"},
		"create_party":              {contact("create_party", "<Id>5</Id>"), "", "INFO", ""},
		"update_party":              {contact("update_party", "<Id>5</Id>"), "", "INFO", ""},
		"delete_party":              {contact("delete_party", "<Id>5</Id>"), "", "INFO", ""},
		"update_tag":                {contact("update_tag", "<TagId>5</TagId>"), "", "INFO", ""},
		"change of tomorrow":        {contact("", ""), "", "INFO", ""},
		"event of tomorrow":         {event("tomorrow", ""), "", "WARN", ""},
		"event without a name":      {event("", ""), "", "WARN", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := &handler{}
			c, log := logged(t, h)
			for range 2 {
				if w := serve(c, post(t, test.plain)); w.Code != http.StatusOK || w.Body.Len() != 0 {
					t.Fatalf("%d %q, want an empty 200", w.Code, w.Body)
				}
			}
			if heard := h.heard(); (len(heard) == 2) != (test.kind != "") || len(heard) > 0 && heard[0].Kind != test.kind {
				t.Errorf("heard %+v, want kind %q twice", heard, test.kind)
			}
			lines := log()
			if test.level == "" {
				if len(lines) != 0 {
					t.Errorf("logged %v", lines)
				}
				return
			}
			unknown := test.level == "WARN" && test.says == ""
			if n := len(lines); n != 2 && !unknown || n != 1 && unknown {
				t.Fatalf("logged %v, want two lines, or one of what is unknown", lines)
			}
			if got := fmt.Sprint(lines[0]["advice"]); lines[0]["level"] != test.level || !strings.Contains(got, test.says) {
				t.Errorf("logged %v, want %s with advice that says %s", lines[0], test.level, test.says)
			}
		})
	}
}

func TestScannedCodeIsNamed(t *testing.T) {
	t.Parallel()
	h := answering(bot.Answer{Text: "暂时看不懂二维码", Seq: 1})
	w := serve(newCallback(t, h), post(t, event("scancode_waitmsg", "<EventKey>k</EventKey>")))
	if h.heard()[0].Text != "scancode_waitmsg" || open(t, w.Body.Bytes()).Content != "暂时看不懂二维码" {
		t.Errorf("heard %+v", h.heard()[0])
	}
}

func TestUnknownKindsDoNotFillTheLog(t *testing.T) {
	t.Parallel()
	c, log := logged(t, &handler{})
	for i := range 1000 {
		serve(c, post(t, event(fmt.Sprintf("kind_%d", i), "")))
	}
	if n := len(log()); n == 0 || n > 100 {
		t.Errorf("%d lines of 1000 unknown kinds, want some and at most 100", n)
	}
}

func TestNestedElementsAreRefused(t *testing.T) {
	t.Parallel()
	deep := func(n int) string { return strings.Repeat("<a>", n) + strings.Repeat("</a>", n) }
	for name, test := range map[string]struct {
		plain string
		want  int
	}{
		"seven deep":     {strings.Replace(text("x"), "<Content>", deep(6)+"<Content>", 1), 200},
		"too deep":       {strings.Replace(text("x"), "<Content>", deep(40)+"<Content>", 1), 400},
		"as deep as can": {"<xml>" + strings.Repeat("<a>", 15000), 400},
		"not closed":     {strings.Replace(text("x"), "</xml>", "", 1), 400},
		"crossed":        {strings.Replace(text("x"), "<Content>", "<a><b></a></b><Content>", 1), 400},
		"an entity":      {`<!DOCTYPE x [<!ENTITY a "b">]>` + strings.Replace(text("x"), "<Content>", "<a>&a;</a><Content>", 1), 400},
	} {
		h := &handler{}
		if w := serve(newCallback(t, h), post(t, test.plain)); w.Code != test.want || (len(h.heard()) == 1) != (test.want == 200) {
			t.Errorf("%s: %d, heard %v, want %d", name, w.Code, h.heard(), test.want)
		}
	}
	// In the envelope too, which anybody can send.
	r := postSealed(t, seal(t, text("x"), corpID), start)
	r.Body = io.NopCloser(strings.NewReader("<xml>" + strings.Repeat("<a>", 20000)))
	if w := serve(newCallback(t, &handler{}), r); w.Code != http.StatusBadRequest {
		t.Errorf("envelope: %d, want 400", w.Code)
	}
}
