package longlink_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom/longlink"
	"anwei/bot/wecom/wecomtest"
)

func TestAnswerThatMayNotHaveArrivedIsNotMarked(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(w *world){
		"refused":     func(w *world) { w.BotFailNext(846605, 1) },
		"answered":    func(w *world) { w.BotFailNext(846606, 1) },
		"cut before":  func(w *world) { w.BotBreakBefore(1) },
		"cut after":   func(w *world) { w.BotBreakNext(1) },
		"never acked": func(w *world) { w.BotMuteNext(1) },
		"forgotten":   func(w *world) { w.BotForget() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, wecomtest.Options{}, &handler{handle: func(ctx context.Context, _ bot.Message) (bot.Answer, error) {
				time.Sleep(time.Second)
				return bot.Answer{Text: "好的", Seq: 5}, nil
			}}, func(w *world) {
				w.do(w.BotSay("lisi", "x"))
				settle(0)
				spoil(w)
				settle(20 * time.Second)
				if len(w.heard()) != 1 || len(w.marked()) != 0 {
					t.Errorf("heard %d, marked %v", len(w.heard()), w.marked())
				}
				if !w.socket.Connected() {
					t.Error("not connected again")
				}
				w.sent(anwei.Outgoing{To: "lisi", Content: anwei.PlainText("好的")}, nil) // as the outbox will
			})
		})
	}
}

// outbox sends what it is given until it is taken, in order, as the real one
// does, and counts what it had to send again.
func outbox(w *world, to anwei.PersonID, texts []string) (again int) {
	for i, text := range texts {
		o := anwei.Outgoing{Seq: uint64(i), Key: text, To: to, Content: anwei.PlainText(text)}
		var file *anwei.File
		switch i % 4 {
		case 1:
			o.Content = &anwei.Card{Title: text, Buttons: []anwei.Button{{Text: "好", Key: "ok"}}}
		case 2:
			o.Content = anwei.BookOrder{}
			file = &anwei.File{Name: text + ".txt", Data: []byte("file " + text)}
		}
		for {
			_, err := w.socket.Send(w.Context(), o, file)
			if err == nil {
				break
			}
			_ = note(err)
			temporary, ok := err.(interface{ Temporary() bool })
			if !ok || !temporary.Temporary() {
				w.Errorf("%s to %s: %v", text, to, err)
				break
			}
			again++
			time.Sleep(time.Minute)
		}
	}
	return again
}

// Whatever goes wrong on the way, for a long time: everything arrives, in order,
// and only what failed in between arrives twice.
func TestChaos(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			h := &handler{handle: func(context.Context, bot.Message) (bot.Answer, error) { return bot.Answer{Text: "收到", Seq: 1}, nil }}
			bubble(t, wecomtest.Options{}, h, func(w *world) {
				for _, user := range []string{"lisi", "wangwu"} {
					w.do(w.BotSay(user, "x"))
				}
				settle(time.Second)
				w.Chaos(seed, 0.3)
				var sending sync.WaitGroup
				for _, user := range []string{"lisi", "wangwu"} {
					sending.Go(func() { chaotic(w, user) })
				}
				sending.Wait()
				w.ClearFaults()
				settle(2 * time.Minute)
				if !w.socket.Connected() {
					t.Error("not connected in the end")
				}
			})
		})
	}
}

func chaotic(w *world, user string) {
	var want []string
	for i := range 24 {
		want = append(want, fmt.Sprint(user, i))
	}
	again := outbox(w, anwei.PersonID(user), want)
	var got []string
	for _, l := range w.got(user) {
		switch {
		case l.Passive:
		case l.Card != nil:
			got = append(got, l.Card.Title)
		case l.File != "":
			got = append(got, strings.TrimSuffix(l.File, ".txt"))
		default:
			got = append(got, l.Text)
		}
	}
	if once := slices.Compact(slices.Clone(got)); !slices.Equal(once, want) {
		w.Errorf("%s got %q", user, got)
	}
	if extra := len(got) - len(want); extra > again || again == 0 {
		w.Errorf("%s got %d twice, %d were sent again", user, extra, again)
	}
}

// One test over real sockets, as nothing in it needs a clock.
func TestOverRealSockets(t *testing.T) {
	t.Parallel()
	s := wecomtest.NewServer(t, wecomtest.Options{BotSecret: botSecret, Users: []wecomtest.User{{ID: "lisi"}}})
	h := echo()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	socket, err := longlink.NewSocket(longlink.SocketConfig{
		BotID: s.Options().BotID, Secret: botSecret, URL: s.BotURL(), HTTPClient: &http.Client{Transport: transport},
	}, h, logger(t), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- socket.Run(ctx) }()
	step := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(note(err))
		}
	}
	step(s.BotReady(ctx))
	step(s.BotEnter("lisi"))
	step(s.BotSay("lisi", "你好"))
	step(s.BotSendImage("lisi", "a.png", pngOf(5000)))
	lines, err := s.Wait(ctx, "lisi", 5)
	step(err)
	if got := lines[len(lines)-1].Text; !strings.Contains(got, "image") {
		t.Errorf("the last line is %q", got)
	}
	data, err := socket.Picture(ctx, h.heard()[2].Media)
	if err != nil || len(data) != 5008 {
		t.Errorf("%d bytes, %v", len(data), note(err))
	}
	for _, file := range []*anwei.File{nil, {Name: "表.xlsx", Data: make([]byte, 2<<20)}} {
		o := anwei.Outgoing{To: "lisi", Content: anwei.PlainText("表来了")}
		if file != nil {
			o.Content = anwei.BookOrder{}
		}
		_, err := socket.Send(ctx, o, file)
		step(err)
	}
	cancel()
	step(<-ended)
	for _, report := range s.Reports() {
		t.Error(report)
	}
}

// The real WeCom is behind TLS, on a server that offers HTTP/2.
func TestOverTLS(t *testing.T) {
	t.Parallel()
	s := wecomtest.NewServer(t, wecomtest.Options{BotSecret: botSecret, Users: []wecomtest.User{{ID: "lisi"}}})
	behind, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewUnstartedServer(httputil.NewSingleHostReverseProxy(behind))
	front.EnableHTTP2 = true
	front.StartTLS()
	t.Cleanup(front.Close)
	h := echo()
	socket, err := longlink.NewSocket(longlink.SocketConfig{
		BotID: s.Options().BotID, Secret: botSecret, URL: "wss" + strings.TrimPrefix(front.URL, "https"),
		HTTPClient: front.Client(),
	}, h, logger(t), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- socket.Run(ctx) }()
	if err := s.BotReady(ctx); err != nil {
		t.Fatal(err)
	}
	if err := s.BotSay("lisi", "你好"); err != nil {
		t.Error(err)
	}
	if _, err := s.BotWait(ctx, "lisi", 0); err != nil {
		t.Error(err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(note(err))
	}
}
