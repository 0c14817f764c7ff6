package wecom_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"

	"anwei"
	"anwei/bot/wecom"
	"anwei/bot/wecom/wecomtest"
)

// office is a WeCom with two people.
func office(t *testing.T) *wecomtest.Server {
	t.Helper()
	return wecomtest.NewServer(t, wecomtest.Options{
		Secret: appSecret, Users: []wecomtest.User{{ID: "ZhangSan", Name: "张三"}, {ID: "lisi", Name: "李四"}},
	})
}

func newClient(t *testing.T, apiURL, secret string) *wecom.Client {
	t.Helper()
	c, err := wecom.NewClient(wecom.ClientConfig{
		CorpID: "wwc0ffee0123456789", Secret: secret, AgentID: 1000002, APIURL: apiURL,
	}, logger(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func send(t *testing.T, c *wecom.Client, o anwei.Outgoing, file *anwei.File) error {
	t.Helper()
	id, err := c.Send(t.Context(), o, file)
	if err == nil && id == "" {
		t.Error("sent, but no message id")
	}
	return note(err)
}

// shown is a text as a person sees it.
func shown(s string) string { return strings.TrimRight(s, "\u200c\u200d") }

func talk(t *testing.T, s *wecomtest.Server, want int) []wecomtest.Line {
	t.Helper()
	lines := s.Talk("zhangsan")
	if len(lines) != want {
		t.Fatalf("%d lines, want %d: %+v", len(lines), want, lines)
	}
	return lines
}

func TestTextIsSent(t *testing.T) {
	t.Parallel()
	s := office(t)
	const says = `3 < 12 & "整改" > \u003c` + "\u2028" + `\`
	if err := send(t, newClient(t, s.URL(), appSecret), anwei.Outgoing{Seq: 5, To: "zhangsan", Content: anwei.PlainText(says)}, nil); err != nil {
		t.Fatal(err)
	}
	if got, want := shown(talk(t, s, 1)[0].Text), strings.NewReplacer("<", "＜", "\u2028", "\n").Replace(says); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if body := string(s.Sends()[0].Body); strings.Contains(strings.ReplaceAll(body, `\\`, ""), `\u`) {
		t.Errorf("escapes that WeCom may refuse (40033): %s", body)
	}
}

func TestCardIsSent(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	card := &anwei.Card{
		Title: strings.Repeat("题", 40), Text: strings.Repeat("文", 161),
		Buttons: []anwei.Button{
			{Text: "确认提交", Key: "k1", Main: true},
			{Text: "这个按钮的字实在太多了", Key: "k2"},
			{Text: "三", Key: "k3"},
			{Text: "四", Key: "k4"},
			{Text: "五", Key: "k5"},
			{Text: "六", Key: "k6"},
			{Text: "七", Key: "k7"},
		},
	}
	if err := send(t, c, anwei.Outgoing{Seq: 12, Key: "m:1:0", To: "zhangsan", Content: card}, nil); err != nil {
		t.Fatal(err)
	}
	got := talk(t, s, 1)[0].Card
	if got == nil || got.Type != "button_interaction" || got.TaskID != "anwei-12-6d7c7606" {
		t.Fatalf("got %+v", got)
	}
	if got.Title != strings.Repeat("题", 35)+"…" || got.Sub != strings.Repeat("文", 159)+"…" {
		t.Errorf("title %q, text %q", got.Title, got.Sub)
	}
	if len(got.Buttons) != 6 || got.Buttons[0] != (wecomtest.Button{Text: "确认提交", Key: "k1", Style: 1}) ||
		got.Buttons[1] != (wecomtest.Button{Text: "这个按钮的字实在太…", Key: "k2", Style: 2}) {
		t.Errorf("buttons %+v", got.Buttons)
	}
}

func TestFileIsSent(t *testing.T) {
	t.Parallel()
	s := office(t)
	file := anwei.File{Name: "县直部门 2026年10月 \"汇总表\".xlsx", Data: []byte("PK\x03\x04 not quite a workbook")}
	o := anwei.Outgoing{Seq: 3, To: "zhangsan", Content: anwei.BookOrder{Extent: anwei.Extent{Unit: "county"}, Form: "figures"}}
	if err := send(t, newClient(t, s.URL(), appSecret), o, &file); err != nil {
		t.Fatal(err)
	}
	line := talk(t, s, 1)[0]
	media, ok := s.Media(line.MediaID)
	if !ok || line.File != file.Name || string(media.Data) != string(file.Data) {
		t.Errorf("got %q (%v) with %q", line.File, ok, media.Data)
	}
}

func TestWhatIsNoMessageIsNotSent(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	for name, o := range map[string]anwei.Outgoing{
		"everybody": {To: "@ALL", Content: anwei.PlainText("x")},
		"two":       {To: "zhangsan|lisi", Content: anwei.PlainText("x")},
		"nobody":    {Content: anwei.PlainText("x")},
		"nothing":   {To: "lisi"},
		"no file":   {To: "lisi", Content: anwei.BookOrder{}},
		"no button": {To: "lisi", Content: &anwei.Card{Title: "x"}},
	} {
		if err := send(t, c, o, nil); err == nil || temporary(err) {
			t.Errorf("%s: %v, want an error that stays", name, err)
		}
	}
	if n := s.Calls("/cgi-bin/message/send"); n != 0 {
		t.Errorf("%d calls", n)
	}
}

func TestSameMessageTwiceArrivesOnce(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	text := anwei.Outgoing{Seq: 70001, To: "zhangsan", Content: anwei.PlainText("没有听懂，请再说一次")}
	card := anwei.Outgoing{Seq: 70002, Key: "k", To: "zhangsan", Content: &anwei.Card{
		Title: "核对", Buttons: []anwei.Button{{Text: "确认", Key: "ok"}},
	}}
	for _, o := range []anwei.Outgoing{text, card} {
		s.BreakNext(1) // WeCom takes it, and we do not learn of it
		if err := send(t, c, o, nil); err == nil || !temporary(err) {
			t.Fatalf("%v, want a temporary error", err)
		}
		restarted := newClient(t, s.URL(), appSecret)
		if err := send(t, restarted, o, nil); err != nil {
			t.Fatal(err)
		}
	}
	talk(t, s, 2)
}

func TestSameWordsTwiceArriveTwice(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	for i := range 20 {
		o := anwei.Outgoing{Seq: uint64(i), To: "zhangsan", Content: anwei.PlainText("没有听懂，请再说一次")}
		if err := send(t, c, o, nil); err != nil {
			t.Fatal(err)
		}
	}
	talk(t, s, 20)
}

func TestTokenIsRenewedOnce(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*wecomtest.Server){
		"expired": (*wecomtest.Server).ExpireTokens,
		"revoked": (*wecomtest.Server).RevokeTokens,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := office(t)
			c := newClient(t, s.URL(), appSecret)
			twenty := func() {
				var group sync.WaitGroup
				for i := range 10 {
					for _, to := range []anwei.PersonID{"zhangsan", "lisi"} {
						group.Go(func() {
							if _, err := c.Send(t.Context(), anwei.Outgoing{Seq: uint64(i), To: to, Content: anwei.PlainText(name)}, nil); note(err) != nil {
								t.Error(err)
							}
						})
					}
				}
				group.Wait()
			}
			twenty()
			spoil(s)
			twenty()
			if n := s.Calls("/cgi-bin/gettoken"); n != 2 {
				t.Errorf("%d calls of gettoken, want 2", n)
			}
			if n := len(s.Sends()); n != 40 {
				t.Errorf("%d messages, want 40", n)
			}
		})
	}
}

func TestClientsDoNotMeet(t *testing.T) {
	t.Parallel()
	var group sync.WaitGroup
	for range 4 {
		s := office(t)
		c := newClient(t, s.URL(), appSecret)
		group.Go(func() {
			for i := range 10 {
				if _, err := c.Send(t.Context(), anwei.Outgoing{Seq: uint64(i), To: "lisi", Content: anwei.PlainText(s.URL())}, nil); note(err) != nil {
					t.Error(err)
				}
			}
			for _, line := range s.Talk("lisi") {
				if shown(line.Text) != s.URL() {
					t.Errorf("%s got a message for %s", s.URL(), line.Text)
				}
			}
		})
	}
	group.Wait()
}

func TestAgentIDIsANumber(t *testing.T) {
	t.Parallel()
	s := office(t)
	if err := send(t, newClient(t, s.URL(), appSecret), anwei.Outgoing{To: "lisi", Content: anwei.PlainText("x")}, nil); err != nil {
		t.Fatal(err)
	}
	var body map[string]any
	if err := json.Unmarshal(s.Sends()[0].Body, &body); err != nil {
		t.Fatal(err)
	}
	if body["agentid"] != float64(1000002) {
		t.Errorf("agentid is %#v", body["agentid"])
	}
}

func TestAddressMayHaveAPath(t *testing.T) {
	t.Parallel()
	s := office(t)
	target, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(http.StripPrefix("/wecom", httputil.NewSingleHostReverseProxy(target)))
	defer proxy.Close()
	if err := send(t, newClient(t, proxy.URL+"/wecom/", appSecret), anwei.Outgoing{To: "lisi", Content: anwei.PlainText("x")}, nil); err != nil {
		t.Fatal(err)
	}
}
