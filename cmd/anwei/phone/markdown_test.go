package phone_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"anwei"
	"anwei/bot/wecom"
	"anwei/bot/wecom/wecomtest"
	"anwei/cmd/anwei/phone"
	"anwei/cmd/anwei/phone/phonetest"
)

// markdown sends a message by the app's API, as another program may; ours writes plain
// texts.
func (s *stage) markdown(to, text string) {
	s.t.Helper()
	w := s.sim.Options()
	token := s.call(http.MethodGet, "gettoken?corpid="+w.CorpID+"&corpsecret="+w.Secret, "")
	body := must(json.Marshal(map[string]any{"touser": to, "msgtype": "markdown", "agentid": w.AgentID, "markdown": map[string]string{"content": text}}))(s.t)
	s.call(http.MethodPost, "message/send?access_token="+token, string(body))
}

// call makes a call of WeCom's API and returns the token that it answers, if any.
func (s *stage) call(method, path, body string) (token string) {
	s.t.Helper()
	r := must(http.NewRequestWithContext(s.t.Context(), method, s.sim.URL()+"/cgi-bin/"+path, strings.NewReader(body)))(s.t)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close() //nolint:errcheck // it was read
	var got struct {
		Token string `json:"access_token"`
		Code  int    `json:"errcode"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil || got.Code != 0 {
		s.t.Fatal(got, err)
	}
	return got.Token
}

// TestMarkdownInABrowser shows what WeCom's markdown means, and shows everything
// else as it was written.
func TestMarkdownInABrowser(t *testing.T) {
	s := newStage(t)
	server := httptest.NewServer(s.page)
	defer server.Close()
	page := phonetest.Open(t, server.URL)
	const ann = "nancun_tb"
	s.markdown(ann, strings.Join([]string{
		"# 通知", "> 请**今天**报送", "> 第二行", "- 一项 <font color=\"warning\">重要</font>",
		"见 [县政府](https://example.gov.cn/a?b=1) 和 [坏的](javascript:alert(1))",
		`<img src=x onerror="alert(1)"> <b>粗</b> <font color="red">红</font>`, "✅ 完毕 `代码`",
	}, "\n"))
	page.Hears(ann, "完毕", 1)
	for part, want := range map[string]string{
		".md-head": "通知", "blockquote": "请今天报送\n第二行", "blockquote strong": "今天", ".md-warning": "重要", "a": "县政府", "code": "代码",
	} {
		if got := page.Text(phonetest.On(ann, "bot-bubble") + ".markdown " + part); got != want {
			t.Errorf("%s is %q, want %q", part, got, want)
		}
	}
	bubble := phonetest.On(ann, "bot-bubble") + ".markdown "
	for part, want := range map[string]int{":is(img, b, script, font)": 0, "a": 1, "a[href^='https://example']": 1, ".mark": 1} {
		if n := page.Count(bubble + part); n != want {
			t.Errorf("%d elements %s, want %d", n, part, want)
		}
	}
	text := page.Text(bubble)
	for _, want := range []string{`<img src=x onerror="alert(1)"> <b>粗</b> <font color="red">红</font>`, "[坏的](javascript:alert(1))", "• 一项 重要"} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q as it was written in\n%s", want, text)
		}
	}
}

// TestTheWayIsChosen speaks by the long connection, and refuses what is no way.
func TestTheWayIsChosen(t *testing.T) {
	s := newStage(t)
	if h := decode[struct{ Way string }](t, s.get("/api/state")); h.Way != phone.WayCallback {
		t.Errorf("the way is %q", h.Way)
	}
	wantRefused(t, "no way", s.post("/api/way", `{"way":"mail"}`), 400, "没有这种连接方式")
	wantRefused(t, "no bot", s.post("/api/way", `{"way":"socket"}`), 409, "没有连上")
	s.connectBot()
	if h := decode[struct{ Way string }](t, s.post("/api/way", `{"way":"socket"}`)); h.Way != phone.WaySocket {
		t.Errorf("the way is %q", h.Way)
	}
	decode[struct{}](t, s.post("/api/say", `{"user":"nancun_tb","text":"3 12"}`))
	decode[struct{}](t, s.post("/api/enter", `{"user":"nancun_tb"}`))
	decode[struct{}](t, s.post("/api/image", `{"user":"nancun_tb"}`))
	var said []string
	for _, l := range s.sim.Talk("nancun_tb") {
		if !l.Bot {
			t.Errorf("said to the app: %+v", l)
		}
		said = append(said, l.Kind+" "+l.Text)
	}
	if text := strings.Join(said, ";"); !strings.Contains(text, "text 3 12;markdown 收到：3 12") || !strings.Contains(text, "image") {
		t.Errorf("the chat is %s", text)
	}
	decode[struct{ Way string }](t, s.post("/api/way", `{"way":"callback"}`))
	decode[struct{}](t, s.post("/api/say", `{"user":"nancun_tb","text":"再见"}`))
	if lines := s.sim.Talk("nancun_tb"); lines[len(lines)-1].Bot {
		t.Errorf("after switching back: %+v", lines)
	}
}

// TestTheGroupIsWatched shows the group's chat to who looks, and lets nobody speak
// there.
func TestTheGroupIsWatched(t *testing.T) {
	s := newStage(t)
	wantRefused(t, "no group", s.get("/api/talk?user=%23group&version=-1"), 404, "名单里没有")
	s.page = phone.New(s.stageOf("安委办工作群"))
	w := s.sim.Options()
	hook := must(wecom.NewWebhook(w.WebhookKey, s.sim.URL(), nil, slog.New(slog.DiscardHandler), s.clock))(t)
	must(hook.Send(t.Context(), anwei.Outgoing{Content: anwei.PlainText("各位同志")}, nil))(t)
	got := decode[talks](t, s.get("/api/talk?user=%23group&version=0"))
	if lines := got.Talks["#group"].Lines; len(lines) != 1 || lines[0].Text != "各位同志" || lines[0].Kind != wecomtest.KindText {
		t.Errorf("got %+v", got)
	}
	wantRefused(t, "speaking there", s.post("/api/say", `{"user":"#group","text":"在吗"}`), 404, "名单里没有")
}
