package wecom_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/bot/wecom/wecomtest"
)

// connect puts a Callback and a Client at a WeCom, over real HTTP. The
// last result returns when all that came in is done, the marks that follow an
// answer included.
func connect(t *testing.T, h bot.Handler) (s *wecomtest.Server, client *wecom.Client, closes func()) {
	t.Helper()
	s = office(t)
	o := s.Options()
	c := callbackWith(t, wecom.CallbackConfig{CorpID: o.CorpID, Token: o.Token, AESKey: o.AESKey}, h, time.Now())
	server := httptest.NewServer(c)
	t.Cleanup(server.Close)
	s.SetCallback(server.URL + "/callback")
	return s, newClient(t, s.URL(), appSecret), server.Close
}

func TestTalkOverHTTP(t *testing.T) {
	t.Parallel()
	h := &handler{handle: func(_ context.Context, m bot.Message) (bot.Answer, error) {
		if m.Kind == bot.ButtonMessage && m.Key == "ok" {
			return bot.Answer{Chosen: "已确认", Text: "由发件箱发送", Seq: 2}, nil
		}
		return bot.Answer{Text: string(m.Kind) + " " + m.Text + m.Key, Seq: 1}, nil
	}}
	s, client, _ := connect(t, h)
	ctx := t.Context()
	if err := client.CreateMenu(ctx, []string{"填报", "我的任务", "进度"}); err != nil {
		t.Fatal(err)
	}
	card := &anwei.Card{Title: "10月报表", Buttons: []anwei.Button{{Text: "确认提交", Key: "ok", Main: true}}}
	if err := send(t, client, anwei.Outgoing{Seq: 9, Key: "k", To: "zhangsan", Content: card}, nil); err != nil {
		t.Fatal(err)
	}
	taskID := talk(t, s, 1)[0].Card.TaskID
	for _, step := range []func() error{
		func() error { return s.VerifyURL(ctx) },
		func() error { return s.Enter(ctx, "zhangsan") },
		func() error { return s.Say(ctx, "zhangsan", "3 12") },
		func() error { return s.MenuClick(ctx, "zhangsan", "填报") },
		func() error { return s.SendImage(ctx, "zhangsan", "a.png", []byte("no picture")) },
		func() error { return s.Click(ctx, "zhangsan", taskID, "ok") },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	lines := talk(t, s, 10)
	for i, want := range map[int]string{2: "enter ", 4: "text 3 12", 6: "button 填报", 8: "other image"} {
		if lines[i].Text != want || !lines[i].Passive {
			t.Errorf("line %d is %+v, want the passive reply %q", i, lines[i], want)
		}
	}
	if lines[0].Card.Replaced != "已确认" {
		t.Errorf("the card is %+v, want its button replaced", lines[0].Card)
	}
}

func TestFailedMessageIsDeliveredAgain(t *testing.T) {
	t.Parallel()
	var tries atomic.Int32
	h := &handler{handle: func(context.Context, bot.Message) (bot.Answer, error) {
		if tries.Add(1) < 3 {
			return bot.Answer{}, errors.New("storage: busy")
		}
		return bot.Answer{Text: "已收到", Seq: 1}, nil
	}}
	s, _, closes := connect(t, h)
	if err := s.Say(t.Context(), "lisi", private); err != nil {
		t.Fatal(err)
	}
	if err := s.Redeliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	closes()
	heard := h.heard()
	if len(heard) != 4 || len(h.marked()) != 2 {
		t.Fatalf("heard %d, marked %d, want 4 and 2", len(heard), len(h.marked()))
	}
	for _, m := range heard {
		if m.ID != heard[0].ID {
			t.Errorf("id %s, first %s", m.ID, heard[0].ID)
		}
	}
}

// TestBrokenPressIsShownByTheAPI cuts the connection that a changed card goes
// back on. WeCom's card changes all the same, by the press's response code.
func TestBrokenPressIsShownByTheAPI(t *testing.T) {
	t.Parallel()
	s := wecomtest.NewServer(t, wecomtest.Options{
		Secret: appSecret, Users: []wecomtest.User{{ID: "zhangsan"}}, Retries: -1,
	})
	client := newClient(t, s.URL(), appSecret)
	o := s.Options()
	c := callbackWith(t, wecom.CallbackConfig{CorpID: o.CorpID, Token: o.Token, AESKey: o.AESKey, Client: client},
		answering(bot.Answer{Chosen: "已确认提交"}), time.Now())
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		serveBroken(c, r)
		panic(http.ErrAbortHandler)
	}))
	t.Cleanup(server.Close)
	s.SetCallback(server.URL)
	card := &anwei.Card{Title: "10月报表", Buttons: []anwei.Button{{Text: "确认提交", Key: "ok"}}}
	if err := send(t, client, anwei.Outgoing{Seq: 9, Key: "k", To: "zhangsan", Content: card}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Click(t.Context(), "zhangsan", talk(t, s, 1)[0].Card.TaskID, "ok"); err == nil {
		t.Error("WeCom got an answer on a broken connection")
	}
	if got := talk(t, s, 2)[0].Card.Replaced; got != "已确认提交" {
		t.Errorf("the card shows %q", got)
	}
}

// TestNothingIsLostOrDoubledInChaos sends through a WeCom of which every third
// call goes wrong, before or after its effect, and tries again like the outbox.
func TestNothingIsLostOrDoubledInChaos(t *testing.T) {
	t.Parallel()
	for seed := range uint64(5) {
		s := office(t)
		s.Chaos(seed, 0.33)
		c := newClient(t, s.URL(), appSecret)
		const rows = 20
		for i := range rows {
			o := anwei.Outgoing{Seq: uint64(i), To: "zhangsan", Content: anwei.PlainText("没有听懂，请再说一次")}
			for tries := 0; ; tries++ {
				_, err := c.Send(t.Context(), o, nil)
				if note(err) == nil {
					break
				}
				if !temporary(err) || tries > 20 {
					t.Fatalf("seed %d, row %d: %v", seed, i, err)
				}
			}
		}
		talk(t, s, rows)
	}
}
