package longlink_test

import (
	"fmt"
	"testing"
	"time"

	"anwei"
	"anwei/bot/wecom/longlink"
	"anwei/bot/wecom/wecomtest"
)

// A connection that breaks in the middle of a notice to 120 people costs nobody the
// notice. The card comes once to everybody; of a text, which nothing tells from its
// repetition, those have two who were being written to when it broke.
func TestConnectionThatBreaksAmongMany(t *testing.T) {
	t.Parallel()
	o := wecomtest.Options{}
	var to []anwei.PersonID
	for i := range 120 {
		id := fmt.Sprint("u", i)
		o.Users = append(o.Users, wecomtest.User{ID: id})
		to = append(to, anwei.PersonID(id))
	}
	for name, c := range map[string]struct {
		content anwei.Content
		most    int
	}{
		"card": {&anwei.Card{Title: "通知", Buttons: []anwei.Button{{Text: "收到", Key: "k"}}}, 0},
		"text": {anwei.PlainText("通知"), 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, o, &handler{}, func(w *world) {
				for _, id := range to {
					w.do(w.BotSay(string(id), "x"))
				}
				settle(0)
				ways := longlink.NewWays(w.socket, nil, nil)
				w.BotGarbageNext(40) // which nobody minds
				w.BotBreakNext(1)
				left, tries := to, 0
				for ; len(left) > 0 && tries < 3; tries++ {
					_, refused, err := ways.SendAll(w.Context(), left, anwei.Outgoing{Seq: 7, Key: "notice", Content: c.content}, nil)
					if err != nil {
						t.Fatal(note(err))
					}
					left = left[:0:0]
					for p := range refused {
						left = append(left, p)
					}
					settle(time.Minute)
				}
				twice := 0
				for _, p := range to {
					n := len(w.got(string(p)))
					if n == 0 {
						t.Errorf("%s has nothing", p)
					}
					twice += max(n-1, 0)
				}
				if twice > c.most || tries != 2 {
					t.Errorf("%d have it twice, after %d tries", twice, tries)
				}
			})
		})
	}
}
