package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/bot/wecom/wecomtest"
	"anwei/storage"
)

// wholeForm is all fifteen figures in one message.
const wholeForm = "党政领导带队检查2次，发现问题隐患8个；企业自查26家次，发现隐患41个，整改41个，重大隐患0个，重大隐患整改0个；" +
	"部门检查19家次，发现隐患44个，整改40个，重大隐患3个，整改2个，停产整顿1家，约谈2家，问责0人"

// TestChaosOverTheCallback plays the last days of a month with the app while a
// share of all calls goes wrong: every report is in the ledger once, and every
// message has reached its receiver once.
func TestChaosOverTheCallback(t *testing.T) {
	if testing.Short() {
		t.Skip("a month with faults is long")
	}
	onEachEngine(t, func(t *testing.T, _, at string) {
		t.Helper()
		noLeaks(t)
		c := &chaotic{rig: newRig(t, parts{callback: true, ledger: at}, "2026-10-16 08:00", false, nil)}
		c.month()
	})
}

// TestChaosOverTheLongConnection plays the same with the bot, on a network within
// the process, so that no reconnection takes real time. A message may come twice
// where the connection broke before it was acknowledged, and not otherwise.
func TestChaosOverTheLongConnection(t *testing.T) {
	if testing.Short() {
		t.Skip("a month with faults is long")
	}
	synctest.Test(t, func(t *testing.T) {
		c := &chaotic{long: true, rig: newRig(t, parts{bot: true}, "2026-10-16 08:00", false, func(_ *wiring, o *wecomtest.Options) {
			o.Listener = newCable()
		})}
		c.month()
		c.stop()
	})
}

// month has reminders go out and people report on four days, each a quarter.
func (c *chaotic) month() {
	c.Helper()
	c.sim.Chaos(20261016, 0.2)
	c.greet()
	c.marks()
	reporters := c.reporters()
	for i, day := range []string{"2026-10-19", "2026-10-21", "2026-10-22", "2026-10-23"} {
		at, err := c.engine.rules.Time(day + " 09:01")
		c.try(err)
		c.clock.Set(at)
		_, err = c.engine.alarm.Wake(c.Context())
		c.try(err)
		c.engine.wake()
		c.settle()
		for j := i; j < len(reporters); j += 4 {
			c.report(reporters[j])
		}
		c.settle() // WeCom looks ten minutes back for what came before
	}
	c.sim.ClearFaults()
	if n := c.sim.Calls("aibot_send_msg") + c.sim.Calls("/cgi-bin/message/send"); n < 100 {
		c.Errorf("only %d messages were sent", n)
	}
	c.check(reporters)
}

// chaotic plays people who live with a WeCom that fails: they say a thing again
// when it was not heard.
type chaotic struct {
	*rig
	long bool
}

// greet lets everybody speak once, so that the long connection may push to them.
func (c *chaotic) greet() {
	c.Helper()
	for _, p := range c.list.People {
		c.ask(string(p.ID), "帮助", "")
	}
}

// reporters are those who report for one unit alone, one of each unit.
func (c *chaotic) reporters() []anwei.Person {
	var out []anwei.Person
	taken := map[anwei.UnitID]bool{}
	for _, p := range c.list.People {
		units := p.UnitsAs(anwei.Reporter)
		if len(units) == 1 && p.ReportsFirst(units[0]) && !taken[units[0]] {
			taken[units[0]] = true
			out = append(out, p)
		}
	}
	return out
}

func (c *chaotic) report(p anwei.Person) {
	c.Helper()
	c.ask(string(p.ID), wholeForm, "请核对")
	c.ask(string(p.ID), "确认提交", "已报送")
}

// ask says something until an answer with the text has come. Whoever waits lets
// the clock go on, so that what was put off for a minute comes.
func (c *chaotic) ask(user, words, want string) {
	c.Helper()
	before := len(c.sim.Talk(user))
	for range 20 {
		c.utter(user, words)
		for range 4 {
			if c.answered(user, before, want) {
				return
			}
			c.pass()
		}
	}
	c.Fatalf("%s says %q and hears nothing of %q: %+v\nlog:\n%s", user, words, want, c.sim.Talk(user)[before:], c.log)
}

// utter says something, over the long connection as soon as there is one.
func (c *chaotic) utter(user, words string) {
	c.Helper()
	if !c.long {
		c.try(c.sim.Say(c.Context(), user, words))
		return
	}
	for {
		err := c.sim.BotSay(user, words)
		if !errors.Is(err, wecomtest.ErrBotAway) {
			c.try(err)
			return
		}
		ctx, cancel := context.WithTimeout(c.Context(), 5*time.Minute)
		err = c.sim.BotReady(ctx)
		cancel()
		c.try(err)
	}
}

func (c *chaotic) answered(user string, after int, want string) bool {
	ctx, cancel := context.WithTimeout(c.Context(), 400*time.Millisecond)
	defer cancel()
	for version := 0; ; {
		lines, v, err := c.sim.Watch(ctx, user, version)
		if err != nil {
			return false
		}
		for _, l := range lines[after:] {
			if !l.FromUser && strings.Contains(shownText(l), want) {
				return true
			}
		}
		version = v
	}
}

// marks waits until no answer that went back at once is still to be marked: where
// the clock jumps over the hold before, the outbox rightly takes it for lost.
func (c *chaotic) marks() {
	c.Helper()
	for range 100 {
		held := false
		c.try(c.store.View(c.Context(), func(tx storage.Ledger) error {
			rows, err := tx.Pending(0, 1000)
			held = slices.ContainsFunc(rows, func(o anwei.Outgoing) bool {
				return o.Attempts == 0 && o.NotBefore.After(c.clock.Now())
			})
			return err
		}))
		if !held {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// pass lets a minute go by. In the bubble that costs nothing.
func (c *chaotic) pass() {
	if c.long {
		time.Sleep(61 * time.Second)
	} else {
		c.marks()
		c.clock.Set(c.clock.Now().Add(61 * time.Second))
	}
	c.engine.wake()
}

// settle waits until nothing is pending.
func (c *chaotic) settle() {
	c.Helper()
	for range 200 {
		time.Sleep(100 * time.Millisecond) // what is under way ends before the clock is moved
		c.pass()
		pending := true
		c.try(c.store.View(c.Context(), func(tx storage.Ledger) error {
			rows, err := tx.Pending(0, 1)
			pending = len(rows) > 0
			return err
		}))
		if !pending {
			return
		}
	}
	c.Fatalf("something stays pending\nlog:\n%s", c.log)
}

// check compares the ledger with what has reached the people.
func (c *chaotic) check(reporters []anwei.Person) {
	c.Helper()
	october := anwei.MonthPeriod(2026, 10)
	ended := map[anwei.PersonID]int{}
	var failed []storage.Ending
	c.try(c.store.View(c.Context(), func(tx storage.Ledger) error {
		reports, err := tx.Reports("figures", october)
		for _, p := range reporters {
			r := reports[p.UnitsAs(anwei.Reporter)[0]]
			n, ok := r.Values.Number("self_hazards")
			if r.Revision != 1 || r.By != p.ID || !ok || n != 41 {
				c.Errorf("the report of %s is %+v", p.ID, r)
			}
		}
		for seq := uint64(1); err == nil; seq++ {
			end, ok, e := tx.Ended(seq)
			if err = e; !ok {
				break
			}
			switch end.Result {
			case storage.Sent, storage.Answered:
				ended[end.To]++
			case storage.Failed:
				failed = append(failed, end)
			case storage.Pointless, storage.Dropped:
			}
		}
		return err
	}))
	if len(failed) > 0 || len(ended) < len(c.list.People) {
		c.Errorf("given up: %+v; reached were %d people", failed, len(ended))
	}
	c.compare(ended)
}

// furtherPart reports whether the line is the rest of a text that was too long for
// one message: what marks it as such is invisible, and longer than with the first.
func furtherPart(l wecomtest.Line) bool {
	const first = 16 // characters
	seen := strings.TrimRight(l.Text, "\u200c\u200d")
	return utf8.RuneCountInString(l.Text[len(seen):]) > first
}

// compare counts for each person what the ledger says was sent and what stands in
// his chat.
func (c *chaotic) compare(ended map[anwei.PersonID]int) {
	c.Helper()
	excess := 0
	for _, p := range c.list.People {
		came := map[string]int{}
		total := 0
		for _, l := range c.sim.Talk(string(p.ID)) {
			if l.FromUser {
				continue
			}
			came[shownText(l)]++
			if !furtherPart(l) {
				total++
			}
		}
		more := total - ended[p.ID]
		if more < 0 {
			c.Errorf("%s got %d of %d messages", p.ID, total, ended[p.ID])
		}
		if !c.long && more > 0 {
			c.Errorf("%s got %d messages for %d: %v", p.ID, total, ended[p.ID], came)
		}
		excess += max(more, 0)
	}
	if broken := c.sim.Calls("aibot_subscribe") - 1; c.long && excess > broken {
		c.Errorf("%d messages came twice, and %d connections broke", excess, broken)
	}
}
