package main

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot/wecom/wecomtest"
	"anwei/storage"
)

// trouble is one way in which WeCom can fail, switched on before a message is sent.
type trouble struct {
	name string
	on   func(s *wecomtest.Server)
}

// appTroubles are all that a call of the API can meet.
func appTroubles() []trouble {
	code := func(n int) func(*wecomtest.Server) { return func(s *wecomtest.Server) { s.FailNext(n, 2) } }
	return []trouble{
		{"busy", code(-1)},
		{"gateway", code(502)},
		{"unavailable", code(503)},
		{"bad token", code(40014)},
		{"old token", code(42001)},
		{"bad media", code(40007)},
		{"too often", code(45009)},
		{"too many at once", code(45033)},
		{"untrusted address", code(60020)},
		{"tokens expire", (*wecomtest.Server).ExpireTokens},
		{"tokens are revoked", (*wecomtest.Server).RevokeTokens},
		{"no token for now", func(s *wecomtest.Server) { s.RevokeTokens(); s.FailTokens(-1, 2) }},
		{"media expires", (*wecomtest.Server).ExpireMedia},
		{"cut before", func(s *wecomtest.Server) { s.BreakBefore(2) }},
		{"cut after", func(s *wecomtest.Server) { s.BreakNext(2) }},
		{"truncated", func(s *wecomtest.Server) { s.TruncateNext(2) }},
		{"never answered", func(s *wecomtest.Server) { s.HangNext(2) }},
		{"slow", func(s *wecomtest.Server) { s.SlowNext(20*time.Second, 2) }},
		{"too slow", func(s *wecomtest.Server) { s.SlowNext(5*time.Minute, 2) }},
	}
}

// botTroubles are all that a frame of the long connection can meet.
func botTroubles() []trouble {
	code := func(n int) func(*wecomtest.Server) { return func(s *wecomtest.Server) { s.BotFailNext(n, 2) } }
	return []trouble{
		{"busy", code(-1)},
		{"too often", code(846607)},
		{"quota", code(45009)},
		{"unsure", code(846601)},
		{"forgotten", func(s *wecomtest.Server) { s.BotForget() }},
		{"cut before", func(s *wecomtest.Server) { s.BotBreakBefore(2) }},
		{"garbage", func(s *wecomtest.Server) { s.BotGarbageNext(3) }},
		{"slow", func(s *wecomtest.Server) { s.BotSlowNext(3*time.Second, 2) }},
	}
}

// uncertain are those after which nobody knows whether a message has arrived. The
// long connection has nothing to tell a repetition by, but for a card.
func uncertain() []trouble {
	return []trouble{
		{"cut after", func(s *wecomtest.Server) { s.BotBreakNext(1) }},
		{"never answered", func(s *wecomtest.Server) { s.BotMuteNext(1) }},
		// What was on its way when the connection went may have arrived.
		{"dropped", func(s *wecomtest.Server) { s.BotDrop() }},
		{"refused to subscribe", func(s *wecomtest.Server) { s.BotFailSubscribe(-1, 2); s.BotDrop() }},
		{"mute to subscribe", func(s *wecomtest.Server) { s.BotMuteSubscribe(1); s.BotDrop() }},
	}
}

// TestEveryFault switches on one fault after another before a text, a card, a file
// and a text to many are sent. Each arrives, once.
func TestEveryFault(t *testing.T) {
	for _, way := range []struct {
		name     string
		parts    parts
		troubles []trouble
	}{
		{"app", parts{app: true}, appTroubles()},
		{"bot", parts{bot: true}, botTroubles()},
	} {
		for i, x := range way.troubles {
			if testing.Short() && i%5 != 0 {
				continue
			}
			t.Run(way.name+"/"+x.name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					f := newFaulty(t, way.parts)
					for _, o := range f.messages() {
						x.on(f.sim)
						f.delivers(o, 1)
						f.sim.ClearFaults()
					}
					f.stop()
				})
			})
		}
	}
}

// TestUncertainFaultOfTheLongConnection loses nothing either. What may have arrived
// comes again, and a card does not.
func TestUncertainFaultOfTheLongConnection(t *testing.T) {
	for _, x := range uncertain() {
		t.Run(x.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newFaulty(t, parts{bot: true})
				for _, o := range f.messages() {
					x.on(f.sim)
					most := 2
					if _, card := o.Content.(*anwei.Card); card {
						most = 1
					}
					f.delivers(o, most)
					f.sim.ClearFaults()
				}
				f.stop()
			})
		})
	}
}

// faulty is a rig in a bubble, with two people who have spoken to the bot.
type faulty struct{ *rig }

func newFaulty(t *testing.T, p parts) faulty {
	t.Helper()
	f := faulty{newRig(t, p, "2026-10-19 09:00", true, func(_ *wiring, o *wecomtest.Options) {
		o.Listener = newCable()
	})}
	if p.bot {
		for _, user := range f.people() {
			f.try(f.sim.BotSay(user, "你好"))
		}
		f.hears("nancun_tb", "填报")
		f.hears("xiacun_tb", "填报")
	}
	return f
}

func (faulty) people() []string { return []string{"nancun_tb", "xiacun_tb"} }

func (faulty) messages() []anwei.Outgoing {
	october := anwei.MonthPeriod(2026, 10)
	return []anwei.Outgoing{
		{Key: "text", Content: anwei.PlainText("一条文字")},
		{Key: "card", Content: &anwei.Card{Title: "一张卡片", Buttons: []anwei.Button{{Text: "填报", Key: "填报"}}}},
		{Key: "file", Content: anwei.SheetOrder{Extent: anwei.Extent{Period: october, Unit: "nancun"}, Form: "figures"}},
		{Key: "many", Batch: "many", Content: anwei.PlainText("一条群发")},
	}
}

// delivers puts the message to both people, waits until it has ended, and looks how
// often it came.
func (f faulty) delivers(o anwei.Outgoing, most int) {
	f.Helper()
	before := map[string]int{}
	var seqs []uint64
	f.change(func(tx storage.Ledger) error {
		seqs = nil
		for _, user := range f.people() {
			before[user] = len(f.sim.Talk(user))
			mine := o
			if sheet, is := o.Content.(anwei.SheetOrder); is { // which nobody gets of another unit
				sheet.Unit = anwei.UnitID(strings.TrimSuffix(user, "_tb"))
				mine.Content = sheet
			}
			mine.Key, mine.To = o.Key+"/"+user, anwei.PersonID(user)
			seq, _, err := tx.PutOutgoing(mine)
			if err != nil {
				return err
			}
			seqs = append(seqs, seq)
		}
		return nil
	})
	for range 60 {
		time.Sleep(time.Minute)
		synctest.Wait()
	}
	f.try(f.store.View(f.Context(), func(tx storage.Ledger) error {
		for _, seq := range seqs {
			if end, ended, err := tx.Ended(seq); err != nil || !ended || end.Result != storage.Sent {
				f.Errorf("%s: ended %v as %+v, %v", o.Key, ended, end, err)
			}
		}
		return nil
	}))
	for _, user := range f.people() {
		if n := len(f.sim.Talk(user)) - before[user]; n < 1 || n > most {
			f.Errorf("%s came to %s %d times", o.Key, user, n)
		}
	}
	if f.Failed() {
		f.Logf("log:\n%s", f.log)
	}
}
