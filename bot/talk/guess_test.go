package talk_test

import (
	"testing"

	"anwei/bot"
)

// A plan that forbids the model is obeyed, whatever is set up.
func TestNoModel(t *testing.T) {
	for _, forbidden := range []bool{false, true} {
		h := newHouse(t)
		h.assisted = true
		h.plan.NoModel = forbidden
		asked := 0
		for i, m := range []bot.Message{
			{Kind: bot.TextMessage, Text: "填报"},
			{Kind: bot.TextMessage, Text: "那个数就按我们昨天会上讲的报吧"},
			{Kind: bot.OtherMessage, Text: "image", Media: "M1"},
		} {
			m.ID, m.From, m.At = string(rune('a'+i)), "nancun_tb", h.now
			for _, e := range h.turn(t, m) {
				h.apply(t, m.From, e)
				if _, ok := e.(bot.Ask); ok {
					asked++
				}
			}
		}
		if want := map[bool]int{false: 2, true: 0}[forbidden]; asked != want {
			t.Errorf("forbidden=%t: the model is asked %d times, want %d", forbidden, asked, want)
		}
	}
}
