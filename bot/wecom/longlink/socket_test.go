package longlink_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/bot/wecom/wecomtest"
)

func TestTalkOverTheLongConnection(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, echo(), func(w *world) {
		if !w.socket.Connected() {
			t.Error("not connected")
		}
		w.do(w.BotEnter("lisi"))
		w.do(w.BotSay("lisi", "3 12"))
		w.do(w.BotSendVoice("lisi", "检查三次"))
		w.do(w.BotSendMixed("lisi", wecomtest.Piece{Text: "见图"}, wecomtest.Piece{Name: "a.png", Data: []byte("a")}, wecomtest.Piece{Text: "5*5"}))
		w.do(w.BotQuote("lisi", 3, "就是这个"))
		w.do(w.BotSendVideo("lisi", "v.mp4", []byte("video")))
		settle(0)
		w.gotTexts("lisi", "enter ", "text 3 12", "text 检查三次", "text 见图  \n5＊5", "text 就是这个", "other video")
		for _, l := range w.got("lisi") {
			if !l.Passive || !l.Bot {
				t.Errorf("%+v is no finished reply", l)
			}
		}
		if marked := w.marked(); len(marked) != 6 || marked[0].Seq != 1 {
			t.Errorf("marked %v, want each of six", marked)
		}
		for i, m := range w.heard() {
			if m.From != "lisi" || m.ID == "" || m.At.IsZero() || (i == 0) != (m.Kind == bot.EnterMessage) {
				t.Errorf("heard %+v", m)
			}
		}
	})
}

func TestUserIDIsAsWeComWritesIt(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, echo(), func(w *world) {
		w.do(w.BotSay("ZhangSan", "你好"))
		settle(0)
		if heard := w.heard(); len(heard) != 1 || heard[0].From != "ZhangSan" {
			t.Errorf("heard %+v", heard)
		}
		w.sent(anwei.Outgoing{To: "zhangsan", Content: anwei.PlainText("收到")}, nil)
		w.gotTexts("zhangsan", "text 你好", "收到")
	})
}

func TestRedeliveryHasTheSameID(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, &handler{}, func(w *world) {
		w.do(w.BotSay("lisi", "一"))
		w.do(w.BotRedeliver())
		w.do(w.BotSay("lisi", "一"))
		settle(0)
		heard := w.heard()
		if len(heard) != 3 || heard[0].ID != heard[1].ID || heard[1].ID == heard[2].ID {
			t.Errorf("heard %+v", heard)
		}
	})
}

func TestRedeliveryIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, echo(), func(w *world) {
		w.do(w.BotSay("lisi", "一"))
		settle(0)
		w.do(w.BotRedeliver())
		settle(0)
		w.gotTexts("lisi", "text 一")
		// Unless the first answer did not get through.
		w.BotFailNext(846605, 1)
		w.do(w.BotSay("lisi", "二"))
		settle(0)
		w.do(w.BotRedeliver())
		settle(0)
		w.gotTexts("lisi", "text 一", "text 二")
		// What was answered long ago is forgotten.
		w.do(w.BotSay("wangwu", "三"))
		settle(0)
		for range 2100 {
			w.do(w.BotSay("ZhangSan", "四"))
			settle(4 * time.Second)
		}
		if n := w.socket.Replied(); n != 2048 {
			t.Errorf("%d are remembered", n)
		}
	})
}

func TestCardIsPressedAndShowsIt(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, echo(), func(w *world) {
		w.do(w.BotSay("lisi", "填报"))
		settle(0)
		o := anwei.Outgoing{Seq: 9, Key: "k", To: "lisi", Content: &anwei.Card{
			Title: "10月报表", Text: "检查3次\n隐患12处",
			Buttons: []anwei.Button{{Text: "确认提交", Key: "确认提交|figures|2026-10|town", Main: true}, {Text: "稍后", Key: "稍后"}},
		}}
		w.sent(o, nil)
		card := w.got("lisi")[1].Card
		w.do(w.BotClick("lisi", card.TaskID, card.Buttons[0].Key))
		settle(0)
		heard := w.heard()
		if m := heard[len(heard)-1]; m.Kind != bot.ButtonMessage || m.Key != "确认提交|figures|2026-10|town" {
			t.Errorf("heard %+v", m)
		}
		card = w.got("lisi")[1].Card
		if card.Title != "10月报表" || card.Sub != "检查3次\n隐患12处" || len(card.Buttons) != 1 || !strings.HasPrefix(card.Buttons[0].Text, "已选：确认提交") {
			t.Errorf("the card is %+v, want the same with what was chosen", card)
		}
		if len(w.marked()) != 1 {
			t.Error("the text was marked, yet has not gone back")
		}
		// What is left of the card leads nowhere.
		w.do(w.BotClick("lisi", card.TaskID, card.Buttons[0].Key))
		settle(time.Minute)
		if len(w.heard()) != 2 || len(w.got("lisi")) != 2 {
			t.Errorf("heard %+v", w.heard())
		}
	})
}

func TestCardThatIsSentAgainIsThereOnce(t *testing.T) {
	t.Parallel()
	bubble(t, wecomtest.Options{}, &handler{}, func(w *world) {
		w.do(w.BotSay("lisi", "x"))
		o := anwei.Outgoing{Seq: 9, Key: "k", To: "lisi", Content: &anwei.Card{Title: "卡", Buttons: []anwei.Button{{Text: "好", Key: "ok"}}}}
		w.BotMuteNext(1)
		_, err := w.socket.Send(w.Context(), o, nil)
		if e, ok := errors.AsType[*wecom.Error](note(err)); !ok || !e.Temporary() {
			t.Errorf("got %v, want a temporary error", err)
		}
		w.sent(o, nil)
		if len(w.got("lisi")) != 1 {
			t.Errorf("got %+v", w.got("lisi"))
		}
	})
}

func TestSlowHandlerDoesNotMissTheMoment(t *testing.T) {
	t.Parallel()
	slow := map[bot.MessageKind]time.Duration{bot.EnterMessage: 4600 * time.Millisecond, bot.TextMessage: 9 * time.Second}
	h := &handler{handle: func(_ context.Context, m bot.Message) (bot.Answer, error) {
		time.Sleep(slow[m.Kind])
		return bot.Answer{Text: "好的", Seq: 3}, nil
	}}
	bubble(t, wecomtest.Options{}, h, func(w *world) {
		w.do(w.BotEnter("lisi")) // too late: WeCom takes a welcome for five seconds
		w.do(w.BotSay("wangwu", "x"))
		settle(10 * time.Second)
		w.gotTexts("lisi")
		w.gotTexts("wangwu", "好的")
		if len(w.marked()) != 1 {
			t.Errorf("marked %v", w.marked())
		}
	})
}

func TestHandlerIsTriedAgain(t *testing.T) {
	t.Parallel()
	tries := 0
	h := &handler{handle: func(context.Context, bot.Message) (bot.Answer, error) {
		if tries++; tries < 3 {
			return bot.Answer{}, errors.New("storage: busy")
		}
		return bot.Answer{Text: "已收到", Seq: 1}, nil
	}}
	bubble(t, wecomtest.Options{}, h, func(w *world) {
		w.do(w.BotSay("lisi", private))
		settle(time.Minute)
		w.gotTexts("lisi", "已收到")
		heard := w.heard()
		if len(heard) != 3 || heard[0].ID != heard[2].ID || len(w.marked()) != 1 {
			t.Errorf("heard %d, marked %v", len(heard), w.marked())
		}
	})
}

func TestApologyWhenNothingHelps(t *testing.T) {
	t.Parallel()
	h := &handler{handle: func(_ context.Context, m bot.Message) (bot.Answer, error) {
		if m.Kind == bot.TextMessage {
			panic(private)
		}
		return bot.Answer{}, errors.New("storage: full")
	}}
	bubble(t, wecomtest.Options{}, h, func(w *world) {
		w.do(w.BotEnter("lisi"))
		w.do(w.BotSay("lisi", private))
		settle(2 * time.Minute)
		card := &anwei.Card{Title: "卡", Buttons: []anwei.Button{{Text: "好", Key: "ok"}}}
		w.sent(anwei.Outgoing{To: "lisi", Content: card}, nil)
		w.do(w.BotClick("lisi", w.got("lisi")[1].Card.TaskID, w.got("lisi")[1].Card.Buttons[0].Key))
		settle(2 * time.Minute)
		w.gotTexts("lisi",
			"抱歉，系统暂时繁忙，您刚才的消息没有收好，请过几分钟再发一次。", "",
			"抱歉，系统暂时繁忙，您刚才的点选没有生效，请过几分钟再点一次。")
		if len(w.heard()) != 15 || len(w.marked()) != 0 {
			t.Errorf("heard %d, marked %v", len(w.heard()), w.marked())
		}
	})
}

// Where the person has had as much as WeCom allows, the answer is left to the
// outbox; a card still shows what was chosen.
func TestAnswerWithoutRoomIsLeftToTheOutbox(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, wecomtest.Options{}, echo())
		defer w.stop()
		var asked []anwei.PersonID
		w.socket.Rate(func(id anwei.PersonID) bool {
			asked = append(asked, id)
			return len(asked) == 1
		})
		w.start()
		synctest.Wait()
		w.do(w.BotSay("lisi", "一"))
		settle(time.Second)
		w.do(w.BotSay("lisi", "二"))
		settle(time.Second)
		w.gotTexts("lisi", "text 一")
		if len(w.marked()) != 1 || !slices.Equal(asked, []anwei.PersonID{"lisi", "lisi"}) {
			t.Errorf("marked %v, asked for %v", w.marked(), asked)
		}
		card := &anwei.Card{Title: "卡", Buttons: []anwei.Button{{Text: "好", Key: "ok"}}}
		w.sent(anwei.Outgoing{To: "lisi", Content: card}, nil)
		shown := w.got("lisi")[1].Card
		w.do(w.BotClick("lisi", shown.TaskID, shown.Buttons[0].Key))
		settle(time.Second)
		if after := w.got("lisi")[1].Card; len(after.Buttons) != 1 || after.Buttons[0].Text != "已选：ok" {
			t.Errorf("the card shows %+v", after)
		}
	})
}
