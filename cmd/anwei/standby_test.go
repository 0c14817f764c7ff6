package main

import (
	"context"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anwei/cmd/anwei/house"
	"anwei/storage/bolt"
)

// TestStandbyTakesOver starts a second program for the same bot, on a copy of the
// ledger, while the first one runs: the second one serves from then on, in the
// middle of a talk, and the first one does not fight for the bot.
func TestStandbyTakesOver(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{bot: true}, "2026-10-19 09:00", true, nil)
	g.try(g.sim.BotSay("nancun_tb", "填报"))
	g.hears("nancun_tb", "第1/3组")

	folder := t.TempDir()
	g.try(g.store.(*bolt.Store).Snapshot(t.Context(), folder))
	w := g.wired
	store, err := house.Open(t.Context(), folder, w.rules.Plan)
	g.try(err)
	w.store, w.keeper = store, nil
	standby, err := newEngine(w)
	g.try(err)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	g.try(err)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- standby.Run(ctx, listener) }()
	t.Cleanup(func() {
		cancel()
		g.try(<-done)
		g.try(store.Close())
	})

	g.until("the first one gives up", func() bool { status, _ := g.health(); return status == http.StatusServiceUnavailable })
	g.until("the second one is up", standby.socket.Connected)
	g.try(g.sim.BotSay("nancun_tb", "3 12"))
	g.hears("nancun_tb", "第2/3组")
	if n := g.sim.Calls("aibot_subscribe"); n != 2 {
		t.Errorf("they subscribed %d times", n)
	}
	if _, text := g.health(); !strings.Contains(text, "被另一处连接接管") {
		t.Errorf("the first one says %s", text)
	}
}

// TestLedgerGone deletes the ledger of a running server: it no longer says that a
// report is in, and health says what is wrong.
func TestLedgerGone(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{callback: true}, "2026-10-19 09:00", true, nil)
	g.try(g.sim.Say(t.Context(), "nancun_tb", "填报"))
	g.try(os.Remove(filepath.Join(g.data, bolt.File)))
	before := len(g.sim.Talk("nancun_tb"))
	_ = g.sim.Say(t.Context(), "nancun_tb", "3 12") // the simulator may tell that it was not answered
	for _, line := range g.sim.Talk("nancun_tb")[before:] {
		if !line.FromUser {
			t.Errorf("without a ledger it answers %s", line.Text)
		}
	}
	if status, text := g.health(); status != http.StatusInternalServerError || !strings.Contains(text, "被移走、删除或换掉了") {
		t.Errorf("health says %d %s", status, text)
	}
}
