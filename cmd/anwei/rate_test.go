package main

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"anwei/bot/wecom/wecomtest"
)

// TestTalkativePersonStaysWithinTheRate has a person say sixty things within a
// minute over the long connection, where answers and pushes count together, and
// the program start anew in the middle of it. WeCom never has to refuse anything,
// and each is answered once.
func TestTalkativePersonStaysWithinTheRate(t *testing.T) {
	if testing.Short() {
		t.Skip("half an hour of talk is long")
	}
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t, parts{bot: true}, "2026-10-19 09:00", true, func(_ *wiring, o *wecomtest.Options) {
			o.Listener = newCable()
		})
		const said = 60
		for range said / 2 {
			g.utterAfter(900 * time.Millisecond)
		}
		g.restart(parts{bot: true})
		for range said / 2 {
			g.utterAfter(900 * time.Millisecond)
		}
		for range 30 * 60 {
			if g.count("nancun_tb", "") == said {
				break
			}
			g.goOn(time.Second)
		}
		if n := g.count("nancun_tb", ""); n != said {
			t.Errorf("%d answers to %d messages", n, said)
		}
		if strings.Contains(g.log.String(), "846607") {
			t.Errorf("WeCom had to refuse:\n%s", g.log)
		}
		g.stop()
	})
}

// utterAfter lets the person say something new after a while.
func (g *rig) utterAfter(pause time.Duration) {
	g.Helper()
	g.goOn(pause)
	g.try(g.sim.BotSay("nancun_tb", fmt.Sprint("帮助", len(g.sim.Talk("nancun_tb")))))
	synctest.Wait()
}

// goOn lets time pass in a bubble.
func (g *rig) goOn(pause time.Duration) {
	time.Sleep(pause)
	g.engine.wake()
	synctest.Wait()
}
