package wecomtest_test

import (
	"net/http"
	"strconv"
	"sync"
	"testing"

	"anwei/bot/wecom/wecomtest"
)

// TestEverythingAtOnce is for the race detector.
func TestEverythingAtOnce(t *testing.T) {
	var b *bot
	b = newBot(t, wecomtest.Options{}, func(_ http.ResponseWriter, m inbound) string {
		if m.Event != "" {
			return b.sealed(m, "<MsgType>update_button</MsgType><Button><ReplaceName>好</ReplaceName></Button>")
		}
		return b.sealed(m, okText)
	})
	a := newAPI(t, b.s)
	ctx := background(t)
	a.send(cardJSON)
	var wg sync.WaitGroup
	for i := range 5 {
		for _, user := range []string{"ann", "bob", "cat"} {
			wg.Go(func() {
				if err := b.s.Say(ctx, user, strconv.Itoa(i)); err != nil {
					t.Error(err)
				}
			})
			wg.Go(func() { a.send(text(user, strconv.Itoa(i), "")) })
		}
		wg.Go(func() { b.s.Talk("ann"); b.s.Sends(); b.s.Reports(); b.s.Dropped(); b.s.Menu() })
	}
	wg.Go(func() {
		if err := b.s.Click(ctx, "bob", "T_1", "ok"); err != nil {
			t.Error(err)
		}
	})
	wg.Go(func() {
		if _, err := b.s.Wait(ctx, "cat", 14); err != nil {
			t.Error(err)
		}
	})
	wg.Wait()
	if got := len(b.s.Talk("bob")); got != 17 {
		t.Errorf("bob has %d lines, want 17", got)
	}
}
