package longlink_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/bot/wecom/wecomtest"
)

// reach is who has spoken, as the ledger would keep it.
type reach struct {
	mu    sync.Mutex
	spoke map[anwei.PersonID]int
	as    map[anwei.PersonID]anwei.PersonID
	err   error
}

func newReach() *reach {
	return &reach{spoke: make(map[anwei.PersonID]int), as: make(map[anwei.PersonID]anwei.PersonID)}
}

func (r *reach) Spoke(_ context.Context, id anwei.PersonID, _ time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err != nil {
		return r.err
	}
	r.spoke[id.Folded()]++
	r.as[id.Folded()] = id
	return nil
}

func (r *reach) Ways(_ context.Context, people []anwei.PersonID) ([]longlink.Way, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return anwei.Each(people, func(id anwei.PersonID) longlink.Way {
		return longlink.Way{As: cmp.Or(r.as[id.Folded()], id), Spoke: r.spoke[id.Folded()] > 0}
	}), r.err
}

func (r *reach) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.err = err
}

// joined runs the test with both ways, or without the app.
func joined(t *testing.T, app bool, r longlink.Reach, test func(w *world, ways *longlink.Ways)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, wecomtest.Options{Secret: appSecret}, echo())
		defer w.stop()
		var client *wecom.Client
		if app {
			client = w.app()
		}
		ways := longlink.NewWays(w.socket, client, r)
		w.start()
		synctest.Wait()
		test(w, ways)
	})
}

// by tells by which way each line of the bot came: b is the long connection.
func (w *world) by(user string) string {
	var ways []byte
	for _, l := range w.got(user) {
		if l.Bot {
			ways = append(ways, 'b')
		} else {
			ways = append(ways, 'a')
		}
	}
	return string(ways)
}

func (w *world) cameBy(user, want string) {
	w.Helper()
	if got := w.by(user); got != want {
		w.Errorf("%s was reached by %q, want %q", user, got, want)
	}
}

func greeting(to anwei.PersonID) anwei.Outgoing {
	return anwei.Outgoing{Seq: 1, Key: "k", To: to, Content: anwei.PlainText("您好")}
}

func TestEachIsReachedByHisWay(t *testing.T) {
	t.Parallel()
	r := newReach()
	joined(t, true, r, func(w *world, ways *longlink.Ways) {
		w.do(w.BotEnter("wangwu")) // to have come in is not to have spoken
		w.do(w.BotSay("lisi", "你好"))
		settle(0)
		for _, to := range []anwei.PersonID{"lisi", "wangwu"} {
			// What goes by the long connection cannot be taken back, and has no id.
			if id, err := ways.Send(w.Context(), greeting(to), nil); err != nil || (id == "") != (to == "lisi") {
				t.Errorf("%s: %q %v", to, id, note(err))
			}
		}
		w.cameBy("lisi", "bb")
		w.cameBy("wangwu", "ba")
		if r.spoke["wangwu"] != 0 || r.spoke["lisi"] != 1 {
			t.Errorf("told %v", r.spoke)
		}
		// WeCom refuses him there after all, so that he is written to by the app.
		for _, code := range []int{93001, 93006, 40058} {
			w.BotFailNext(code, 1)
			if _, err := ways.Send(w.Context(), greeting("lisi"), nil); err != nil {
				t.Error(note(err))
			}
			time.Sleep(time.Hour) // or the app takes it for a duplicate
		}
		w.cameBy("lisi", "bbaaa")
	})
}

func TestUncertainFailureDoesNotChangeTheWay(t *testing.T) {
	t.Parallel()
	joined(t, true, newReach(), func(w *world, ways *longlink.Ways) {
		w.do(w.BotSay("lisi", "你好"))
		settle(0)
		for _, fault := range []func(){
			func() { w.BotMuteNext(1) }, func() { w.BotFailNext(-1, 1) }, func() { w.BotFailNext(846607, 1) },
			func() { w.BotBreakNext(1) },
		} {
			fault()
			_, err := ways.Send(w.Context(), greeting("lisi"), nil)
			if e, ok := errors.AsType[*wecom.Error](note(err)); !ok || !e.Temporary() {
				t.Errorf("got %v", err)
			}
		}
		w.cameBy("lisi", "bbb")
	})
}

func TestAppStandsInForALongOutage(t *testing.T) {
	t.Parallel()
	joined(t, true, newReach(), func(w *world, ways *longlink.Ways) {
		w.do(w.BotSay("lisi", "你好"))
		settle(0)
		w.BotFailSubscribe(-1, 1000)
		w.BotDrop()
		settle(4 * time.Minute)
		if _, err := ways.Send(w.Context(), greeting("lisi"), nil); err == nil {
			t.Error("sent after four minutes")
		}
		settle(2 * time.Minute)
		if _, err := ways.Send(w.Context(), greeting("lisi"), nil); err != nil {
			t.Error(note(err))
		}
		w.cameBy("lisi", "ba")
		w.ClearFaults()
		settle(time.Minute)
		if _, err := ways.Send(w.Context(), greeting("lisi"), nil); err != nil {
			t.Error(note(err))
		}
		w.BotKick()
		<-w.over // at once, as it will not come back
		time.Sleep(time.Hour)
		if _, err := ways.Send(w.Context(), greeting("lisi"), nil); err != nil {
			t.Error(note(err))
		}
		w.cameBy("lisi", "baba")
	})
}

func TestNobodyToReachIsSaid(t *testing.T) {
	t.Parallel()
	r := newReach()
	joined(t, false, r, func(w *world, ways *longlink.Ways) {
		_, err := ways.Send(w.Context(), greeting("lisi"), nil)
		e, ok := errors.AsType[*wecom.Error](note(err))
		if !ok || e.Temporary() || !e.Person() || e.Advice() == "" ||
			e.Message != "lisi has never written to the bot, and no app is configured that could write first" {
			t.Errorf("got %v", err)
		}
		r.fail(errors.New("disk"))
		_, err = ways.Send(w.Context(), greeting("lisi"), nil)
		if e, ok := errors.AsType[*wecom.Error](note(err)); !ok || !e.Temporary() || e.Person() {
			t.Errorf("got %v", err)
		}
		if w.Calls("aibot_send_msg") != 0 {
			t.Error("asked WeCom")
		}
		none := longlink.NewWays(nil, nil, r)
		if _, err := none.Send(w.Context(), greeting("lisi"), nil); err == nil {
			t.Error("sent by no way")
		}
		if _, _, err := none.SendAll(w.Context(), []anwei.PersonID{"lisi"}, greeting(""), nil); err == nil {
			t.Error("sent by no way")
		}
		if e, ok := errors.AsType[*wecom.Error](note(none.Recall(w.Context(), "m1"))); !ok || e.Temporary() || !strings.Contains(e.Advice(), "不能撤回") {
			t.Errorf("taken back by no way: %v", e)
		}
		if _, err := none.Picture(w.Context(), "MEDIA"); err == nil {
			t.Error("fetched by no way")
		}
	})
}

func TestSpokeIsToldOnceADay(t *testing.T) {
	t.Parallel()
	r := newReach()
	joined(t, false, r, func(w *world, _ *longlink.Ways) {
		r.fail(errors.New("disk"))
		w.do(w.BotSay("lisi", "一"))
		settle(0)
		w.gotTexts("lisi", "text 一") // the talk goes on without
		r.fail(nil)
		for range 3 {
			w.do(w.BotSay("lisi", "二"))
			w.do(w.BotSay("ZhangSan", "二"))
		}
		settle(0)
		if r.spoke["lisi"] != 1 || r.spoke["zhangsan"] != 1 {
			t.Errorf("told %v", r.spoke)
		}
		time.Sleep(24 * time.Hour)
		w.do(w.BotSay("lisi", "三"))
		settle(0)
		if r.spoke["lisi"] != 2 {
			t.Errorf("told %v", r.spoke)
		}
	})
}

func TestOneToManyByBothWays(t *testing.T) {
	t.Parallel()
	r := newReach()
	joined(t, true, r, func(w *world, ways *longlink.Ways) {
		w.do(w.BotSay("lisi", "你好"))
		w.do(w.BotSay("ZhangSan", "你好"))
		settle(0)
		card := anwei.Outgoing{Seq: 5, Key: "batch", Content: &anwei.Card{Title: "通知", Buttons: []anwei.Button{{Text: "收到", Key: "ok"}}}}
		to := []anwei.PersonID{"lisi", "zhangsan", "wangwu", "nobody", "@all"}
		id, refused, err := ways.SendAll(w.Context(), to, card, nil)
		// What went by the long connection cannot be taken back, and has no id.
		if err != nil || len(id) != 1 || id["wangwu"] == "" || len(refused) != 2 || refused["nobody"] == nil || refused["@all"] == nil {
			t.Errorf("%q, refused %v, %v", id, refused, note(err))
		}
		w.cameBy("lisi", "bb")
		w.cameBy("zhangsan", "bb")
		w.cameBy("wangwu", "a")
		if err := ways.Recall(w.Context(), id["wangwu"]); err != nil || !w.Talk("wangwu")[0].Recalled {
			t.Errorf("not taken back: %v", note(err))
		}
		if id, err := ways.Send(w.Context(), greeting("lisi"), nil); err != nil || id != "" {
			t.Errorf("sent by the long connection as %q, %v", id, note(err))
		}
		if err := ways.Recall(w.Context(), ""); err == nil {
			t.Error("nothing was taken back without an error")
		}
		file := &anwei.File{Name: "通知.pdf", Data: []byte("a notice")}
		if _, refused, err := ways.SendAll(w.Context(), to[:3], anwei.Outgoing{Seq: 6, Content: anwei.BookOrder{}}, file); err != nil || len(refused) != 0 {
			t.Errorf("refused %v, %v", refused, err)
		}
		if n := w.Calls("aibot_upload_media_init"); n != 1 {
			t.Errorf("uploaded %d times", n)
		}
		r.fail(errors.New("disk"))
		if _, refused, err := ways.SendAll(w.Context(), to[:3], card, nil); err == nil {
			t.Errorf("refused %v, %v", refused, err)
		}
	})
}

// TestOpaqueUserIDsKeepTheirCase has somebody with an opaque userid speak to the bot. The
// ledger asks for him in lower case, alone and among others, and he gets all of it; he
// is heard as one person, however the id is written. The app writes to another by the
// userid that is kept of him.
func TestOpaqueUserIDsKeepTheirCase(t *testing.T) {
	t.Parallel()
	const id = "wohR_KCgAAbcDEF"
	failing := &handler{handle: func(_ context.Context, m bot.Message) (bot.Answer, error) {
		if m.Kind == bot.ButtonMessage {
			return bot.Answer{}, errors.New("the disk is full")
		}
		return bot.Answer{Text: "好", Seq: 1}, nil
	}}
	bubble(t, wecomtest.Options{Secret: appSecret, Users: []wecomtest.User{{ID: id}, {ID: "lisi"}, {ID: "woAb"}}}, failing, func(w *world) {
		r := newReach()
		ways := longlink.NewWays(w.socket, nil, r)
		both := longlink.NewWays(w.socket, w.app(), r)
		r.as["woab"] = "woAb"
		ids, refused, err := both.SendAll(w.Context(), []anwei.PersonID{"woab", "lisi"}, greeting(""), nil)
		if err != nil || len(refused) != 0 || ids["woab"] == "" || ids["lisi"] == "" {
			t.Errorf("by the app: %v, refused %v, %v", ids, refused, err)
		}
		if id, err := both.Send(w.Context(), greeting("woab"), nil); err != nil || id == "" {
			t.Errorf("by the app: %q, %v", id, err)
		}
		w.do(w.BotSay(id, "你好"))
		w.do(w.BotSay("lisi", "你好"))
		settle(0)
		one := slices.ContainsFunc(w.heard(), func(m bot.Message) bool { return m.From == id })
		if !one || r.as["wohr_kcgaabcdef"] != id {
			t.Errorf("heard %v, kept as %v", w.heard(), r.as)
		}
		if _, err := ways.Send(w.Context(), greeting("wohr_kcgaabcdef"), nil); err != nil {
			t.Error(note(err))
		}
		card := anwei.Outgoing{Seq: 2, Key: "c", Content: &anwei.Card{Title: "核对", Buttons: []anwei.Button{{Text: "是", Key: "k"}}}}
		_, refused, err = ways.SendAll(w.Context(), []anwei.PersonID{"wohr_kcgaabcdef", "lisi"}, card, nil)
		if err != nil || len(refused) != 0 {
			t.Errorf("refused %v, %v", refused, err)
		}
		lines := w.got(id)
		shown := lines[len(lines)-1].Card
		w.do(w.BotClick(id, shown.TaskID, shown.Buttons[0].Key))
		settle(time.Minute)
		if lines = w.got(id); len(lines) != 4 || !strings.Contains(lines[3].Text, "抱歉") {
			t.Errorf("he got %+v", lines)
		}
	})
}

func TestManyAreReachedWithinTheTime(t *testing.T) {
	t.Parallel()
	r := newReach()
	var to []anwei.PersonID
	o := wecomtest.Options{}
	for i := range 1000 {
		id := fmt.Sprint("u", i)
		o.Users = append(o.Users, wecomtest.User{ID: id})
		to = append(to, anwei.PersonID(id))
		r.as[anwei.PersonID(id)] = anwei.PersonID(id)
	}
	bubble(t, o, &handler{}, func(w *world) {
		ways := longlink.NewWays(w.socket, nil, r)
		for _, id := range to {
			w.do(w.BotSay(string(id), "x"))
		}
		settle(0)
		w.BotFailNext(-1, 3)
		_, refused, err := ways.SendAll(w.Context(), to, greeting(""), nil)
		if err != nil || len(refused) != 3 {
			t.Errorf("%d refused, %v", len(refused), err)
		}
		// When the time is over the rest is refused for now, not lost.
		ctx, cancel := context.WithCancel(w.Context())
		cancel()
		_, refused, err = ways.SendAll(ctx, to, greeting(""), nil)
		if err != nil || len(refused) != 1000 || !errors.Is(refused["u7"], context.Canceled) {
			t.Errorf("%d refused, %v, %v", len(refused), refused["u7"], err)
		}
	})
}

// What goes to many is at risk for one of them alone where the connection breaks.
func TestBrokenConnectionIsFoundOutOnOne(t *testing.T) {
	t.Parallel()
	joined(t, false, newReach(), func(w *world, ways *longlink.Ways) {
		to := []anwei.PersonID{"lisi", "wangwu", "zhangsan"}
		for _, p := range to {
			w.do(w.BotSay(string(p), "你好"))
		}
		settle(0)
		w.BotMuteNext(1) // it arrives, and nobody hears of that
		_, refused, err := ways.SendAll(w.Context(), to, greeting(""), nil)
		if err != nil || len(refused) != len(to) || w.Calls("aibot_send_msg") != 1 {
			t.Errorf("%v; refused %v, %d pushes", note(err), refused, w.Calls("aibot_send_msg"))
		}
		if _, refused, err = ways.SendAll(w.Context(), to, greeting(""), nil); err != nil || len(refused) != 0 {
			t.Errorf("again: %v, %v", note(err), refused)
		}
		w.cameBy("wangwu", "bb")
		w.cameBy("zhangsan", "bb")
	})
}

func TestPicturesByBothWays(t *testing.T) {
	t.Parallel()
	joined(t, true, newReach(), func(w *world, ways *longlink.Ways) {
		w.do(w.BotSendImage("lisi", "a.png", pngOf(10)))
		settle(0)
		if data, err := ways.Picture(w.Context(), w.heard()[0].Media); err != nil || len(data) != 18 {
			t.Errorf("%d bytes, %v", len(data), note(err))
		}
		if _, err := ways.Picture(w.Context(), "MEDIA_1"); err == nil || w.Calls("/cgi-bin/media/get") != 1 {
			t.Errorf("the app was not asked: %v", note(err))
		}
	})
}
