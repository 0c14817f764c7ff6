package longlink_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/bot/wecom/wecomtest"
)

func TestReconnectsWhenTheConnectionBreaks(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, echo(), func(w *world) {
		w.do(w.BotSay("lisi", "一"))
		settle(0)
		w.BotDrop()
		synctest.Wait()
		if w.socket.Connected() {
			t.Error("connected, and is not")
		}
		_, err := w.socket.Send(w.Context(), anwei.Outgoing{To: "lisi", Content: anwei.PlainText("x")}, nil)
		if e, ok := errors.AsType[*wecom.Error](note(err)); !ok || !e.Temporary() {
			t.Errorf("got %v, want a temporary error", err)
		}
		settle(2 * time.Second)
		w.do(w.BotSay("lisi", "二"))
		settle(0)
		w.sent(anwei.Outgoing{To: "lisi", Content: anwei.PlainText("三")}, nil)
		w.gotTexts("lisi", "text 一", "text 二", "三")
	})
}

func TestPausesBetweenTries(t *testing.T) {
	t.Parallel()
	for failures, want := range []time.Duration{1, 2, 4, 8, 16, 30, 30} {
		least := longlink.PauseAfter(failures, nil, 0)
		most := longlink.PauseAfter(failures, nil, 1)
		if least != want*time.Second || most != want*time.Second*3/2 {
			t.Errorf("after %d: %v to %v, want %v", failures, least, most, want*time.Second)
		}
	}
	limited := &wecom.Error{Code: 846607, API: "aibot_subscribe"}
	if got := longlink.PauseAfter(0, limited, 0); got != time.Minute {
		t.Errorf("after a limit %v, want a minute", got)
	}
	if got := longlink.PauseAfter(1<<40, nil, 0); got != 30*time.Second {
		t.Errorf("after many failures %v", got)
	}
}

// A WeCom that takes the subscription and then hangs up, again and again, is not
// asked every second.
func TestConnectionThatDoesNotHoldIsNotAGoodOne(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{BotIdle: 10 * time.Second}, &handler{}, func(w *world) {
		time.Sleep(30 * time.Minute)
		if n := w.Calls("aibot_subscribe"); n < 40 || n > 70 {
			t.Errorf("subscribed %d times in half an hour", n)
		}
	})
}

func TestServerThatComesLater(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, wecomtest.Options{}, echo())
		w.BotFailSubscribe(-1, 3)
		w.start()
		settle(20 * time.Second)
		if !w.socket.Connected() || w.Calls("aibot_subscribe") != 4 {
			t.Errorf("connected %v after %d tries", w.socket.Connected(), w.Calls("aibot_subscribe"))
		}
		w.stop()
	})
}

// A bot that WeCom refuses is tried five times, with pauses, and no more: who tries on
// is banned. Whatever the reason, it is told to who can mend it.
func TestRefusedBotIsTriedFiveTimes(t *testing.T) {
	t.Parallel()
	for code, advice := range map[int]string{853000: "Bot ID", 93019: "Bot ID", 40058: ""} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, wecomtest.Options{}, &handler{})
			w.socket = w.connect("Geheim-of-another")
			if code != 853000 {
				w.BotFailSubscribe(code, 100)
			}
			began := time.Now()
			w.start()
			<-w.over
			e, ok := errors.AsType[*wecom.Error](w.err)
			if !ok || e.Code != code || e.API != "aibot_subscribe" || !strings.Contains(e.Advice(), advice) || strings.Contains(e.Error(), "Geheim") {
				t.Errorf("got %v, want %d", w.err, code)
			}
			if n, took := w.Calls("aibot_subscribe"), time.Since(began); n != 5 || took < 15*time.Second || took > time.Minute {
				t.Errorf("subscribed %d times in %v", n, took)
			}
			if _, err := w.socket.Send(w.Context(), anwei.Outgoing{To: "lisi", Content: anwei.PlainText("x")}, nil); err == nil || w.socket.Connected() {
				t.Error("sent, without a connection")
			}
			if strings.Contains(w.log.String(), "Geheim") {
				t.Error("the secret is in the log")
			}
			w.stop()
		})
	}
}

// A bot that is refused now and then, as while its secret is changed, is not given up.
func TestBotThatIsTakenAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, wecomtest.Options{}, &handler{})
		w.start()
		for range 3 {
			settle(10 * time.Minute)
			w.BotFailSubscribe(853000, 4)
			w.BotDrop()
		}
		settle(10 * time.Minute)
		if !w.socket.Connected() {
			t.Error("not connected again")
		}
		w.stop()
	})
}

// An acknowledgement that comes after seven seconds is one: the text is marked, and the
// outbox does not send it again.
func TestLateAcknowledgement(t *testing.T) {
	t.Parallel()
	h := echo()
	bubble(t, wecomtest.Options{}, h, func(w *world) {
		w.BotSlowNext(7*time.Second, 1)
		w.do(w.BotSay("lisi", "一"))
		settle(serveHold)
		if n := len(h.marked()); n != 1 {
			t.Errorf("marked %d times", n)
		}
	})
}

func TestKickedIsTheEnd(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, echo(), func(w *world) {
		w.do(w.BotSay("lisi", "一"))
		settle(0)
		second := w.connect(botSecret)
		ctx, cancel := context.WithCancel(w.Context())
		ended := make(chan error, 1)
		go func() { ended <- second.Run(ctx) }()
		<-w.over
		if !errors.Is(w.err, longlink.ErrKicked) {
			t.Errorf("got %v, want ErrKicked", w.err)
		}
		settle(10 * time.Minute)
		if !second.Connected() || w.socket.Connected() || w.Calls("aibot_subscribe") != 2 {
			t.Errorf("connected %v and %v after %d", second.Connected(), w.socket.Connected(), w.Calls("aibot_subscribe"))
		}
		if err := w.socket.Run(ctx); err == nil {
			t.Error("ran twice")
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func TestUnsubscribedConnectionIsReplaced(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, echo(), func(w *world) {
		w.do(w.BotSay("lisi", "一"))
		settle(0)
		// A push notices it, and is sent by the next connection.
		w.BotForget()
		w.sent(anwei.Outgoing{To: "lisi", Content: anwei.PlainText("二")}, nil)
		// So does a ping.
		w.BotForget()
		settle(40 * time.Second)
		if !w.socket.Connected() || w.Calls("aibot_subscribe") != 3 {
			t.Errorf("connected %v after %d", w.socket.Connected(), w.Calls("aibot_subscribe"))
		}
		w.gotTexts("lisi", "text 一", "二")
	})
}

func TestPingsKeepTheConnection(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{BotIdle: 45 * time.Second}, &handler{}, func(w *world) {
		time.Sleep(time.Hour)
		if n := w.Calls("ping"); n < 119 || n > 120 || w.Calls("aibot_subscribe") != 1 {
			t.Errorf("%d pings, %d subscriptions", n, w.Calls("aibot_subscribe"))
		}
	})
}

func TestGarbageIsSurvived(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, echo(), func(w *world) {
		w.BotControlNext(1)
		w.BotGarbageNext(2)
		w.do(w.BotSay("lisi", "一"))
		settle(0)
		w.sent(anwei.Outgoing{To: "lisi", Content: anwei.PlainText("二")}, nil)
		w.gotTexts("lisi", "text 一", "二")
		if n := w.Calls("aibot_subscribe"); n != 1 {
			t.Errorf("subscribed %d times", n)
		}
		if n := strings.Count(w.log.String(), "aibot_unheard_of"); n != 1 {
			t.Errorf("an unknown command is logged %d times", n)
		}
	})
}

func TestOnePersonsMessagesKeepTheirOrder(t *testing.T) {
	t.Parallel()
	var together, most atomic.Int32
	h := &handler{handle: func(_ context.Context, m bot.Message) (bot.Answer, error) {
		if n := together.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(time.Duration(len(m.Text)%3) * 100 * time.Millisecond)
		together.Add(-1)
		return bot.Answer{Text: m.Text, Seq: 1}, nil
	}}
	bubble(t, wecomtest.Options{}, h, func(w *world) {
		want := map[string][]string{}
		for i := range 12 {
			for _, user := range []string{"lisi", "wangwu"} {
				said := fmt.Sprint(user, strings.Repeat("x", i))
				w.do(w.BotSay(user, said))
				want[user] = append(want[user], said)
			}
		}
		settle(10 * time.Second)
		w.gotTexts("lisi", want["lisi"]...)
		w.gotTexts("wangwu", want["wangwu"]...)
		if most.Load() != 2 {
			t.Errorf("%d at once, want one for each person", most.Load())
		}
	})
}

// Three times as many messages as are held, from many people, while the handler
// hangs: the rest wait in the connection, which stays.
func TestFloodIsHeldBackAndNotLost(t *testing.T) {
	t.Parallel()
	const people, each = 250, 6
	var o wecomtest.Options
	for i := range people {
		o.Users = append(o.Users, wecomtest.User{ID: fmt.Sprint("u", i)})
	}
	var together, most, done atomic.Int32
	var hang chan struct{} // of the bubble
	h := &handler{handle: func(ctx context.Context, _ bot.Message) (bot.Answer, error) {
		if n := together.Add(1); n > most.Load() {
			most.Store(n)
		}
		defer together.Add(-1)
		select {
		case <-hang:
			done.Add(1)
			return bot.Answer{}, nil
		case <-ctx.Done():
			return bot.Answer{}, ctx.Err()
		}
	}}
	bubble(t, o, h, func(w *world) {
		hang = make(chan struct{})
		for range each {
			for i := range people {
				w.do(w.BotSay(fmt.Sprint("u", i), "x"))
			}
			synctest.Wait()
		}
		if n, held := most.Load(), w.socket.Held(); n != 16 || held != 512 {
			t.Errorf("%d with the handler and %d held, want 16 and 512", n, held)
		}
		close(hang)
		settle(0)
		if n := done.Load(); n != people*each || w.socket.Held() != 0 || w.Calls("aibot_subscribe") != 1 {
			t.Errorf("%d of %d were handled, %d held, %d subscriptions", n, people*each, w.socket.Held(), w.Calls("aibot_subscribe"))
		}
	})
}

func TestStopLetsWhatWasReadBeDone(t *testing.T) {
	t.Parallel()
	h := &handler{handle: func(_ context.Context, m bot.Message) (bot.Answer, error) {
		time.Sleep(time.Second)
		return bot.Answer{Text: m.Text, Seq: 1}, nil
	}}
	bubble(t, wecomtest.Options{}, h, func(w *world) {
		for _, words := range []string{"一", "二", "三"} {
			w.do(w.BotSay("lisi", words))
		}
		settle(0)
		began := time.Now()
		w.cancel()
		<-w.over
		if w.err != nil || time.Since(began) != 3*time.Second {
			t.Errorf("%v after %v", w.err, time.Since(began))
		}
		w.gotTexts("lisi", "一", "二", "三")
		if len(w.marked()) != 3 {
			t.Errorf("marked %v", w.marked())
		}
	})
}

// What comes in while the Socket stops does not keep it from stopping.
func TestStopWhileMessagesCome(t *testing.T) {
	t.Parallel()
	h := &handler{handle: func(_ context.Context, m bot.Message) (bot.Answer, error) {
		time.Sleep(100 * time.Millisecond)
		return bot.Answer{Text: m.Text, Seq: 1}, nil
	}}
	bubble(t, wecomtest.Options{}, h, func(w *world) {
		w.do(w.BotSay("lisi", "一"))
		settle(0)
		began := time.Now()
		w.cancel()
		for range 200 {
			if w.BotSay("lisi", "二") != nil {
				break // it has left
			}
			settle(60 * time.Millisecond)
		}
		<-w.over
		if took := time.Since(began); w.err != nil || took > 15*time.Second {
			t.Errorf("%v after %v", w.err, took)
		}
	})
}

func TestStopDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	var over chan struct{} // of the bubble
	h := &handler{handle: func(context.Context, bot.Message) (bot.Answer, error) {
		<-over // does not listen to its context
		return bot.Answer{}, nil
	}}
	bubble(t, wecomtest.Options{}, h, func(w *world) {
		over = make(chan struct{})
		w.do(w.BotSay("lisi", "x"))
		settle(0)
		began := time.Now()
		w.cancel()
		<-w.over
		if took := time.Since(began); w.err != nil || took > 12*time.Second {
			t.Errorf("%v after %v", w.err, took)
		}
		close(over)
	})
}

func TestStopWhileThereIsNoServer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, wecomtest.Options{}, &handler{})
		w.Close()
		w.start()
		settle(10 * time.Minute)
		w.cancel()
		<-w.over
		if w.err != nil {
			t.Error(w.err)
		}
		w.stop()
	})
}

// serveHold is how long the outbox leaves an answer to us.
const serveHold = 20 * time.Second
