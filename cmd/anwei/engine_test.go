package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"anwei"
	"anwei/bot/wecom/longlink"
	"anwei/bot/wecom/wecomtest"
	"anwei/storage"
)

// TestEngineOfEachKind starts the engine with each choice of the parts of WeCom,
// has a person answered over every way in that there is, and stops it; nothing is
// left running.
func TestEngineOfEachKind(t *testing.T) {
	for name, p := range map[string]parts{
		"callback":         {callback: true},
		"bot":              {bot: true},
		"bot and app":      {bot: true, app: true},
		"bot and callback": {bot: true, callback: true},
		"all":              {bot: true, callback: true, group: true},
		"bot and group":    {bot: true, group: true},
	} {
		t.Run(name, func(t *testing.T) {
			noLeaks(t)
			g := newRig(t, p, "2026-10-19 09:00", true, nil)
			if p.callback {
				g.try(g.sim.VerifyURL(t.Context()))
				g.try(g.sim.Say(t.Context(), "nancun_tb", "填报"))
				g.hears("nancun_tb", "【10月调度表】南村镇（第1/3组）")
			}
			if p.bot {
				g.try(g.sim.BotSay("xiacun_tb", "填报"))
				g.hears("xiacun_tb", "【10月调度表】下村镇（第1/3组）")
			}
			if p.app || p.callback {
				// Whoever has not spoken to the bot is written to by the app.
				g.change(put(anwei.Outgoing{Key: "by app", To: "gongan_tb", Content: anwei.PlainText("请报送")}))
				if l := g.hears("gongan_tb", "请报送"); l.Bot {
					t.Error("pushed to somebody who never spoke")
				}
			}
			if p.group {
				g.change(put(anwei.Outgoing{Key: "to the group", To: anwei.OfficeGroup, Content: anwei.PlainText("各位同志：请报送")}))
				g.until("the group has the message", func() bool { return len(g.sim.GroupTalk()) == 1 })
			}
			if status, text := g.health(); status != http.StatusOK || text != "" {
				t.Errorf("health is %d %s", status, text)
			}
			resp, err := http.Post(g.url+callbackPath, "text/xml", strings.NewReader("x")) //nolint:noctx // a test
			if err != nil {
				t.Fatal(err)
			}
			_ = resp.Body.Close()
			if listens := resp.StatusCode != http.StatusNotFound; listens != p.callback {
				t.Errorf("the callback's path answers %s", resp.Status)
			}
			g.stop()
		})
	}
}

func put(o anwei.Outgoing) func(storage.Ledger) error {
	return func(tx storage.Ledger) error {
		_, _, err := tx.PutOutgoing(o)
		return err
	}
}

// TestTakenOver has another program take the bot: this one does not come back,
// says so wherever somebody looks, tells the office by the app, and goes on with
// what it still can.
func TestTakenOver(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{bot: true, callback: true}, "2026-10-19 09:00", true, nil)
	if !g.sim.BotKick() {
		t.Fatal("the bot was not connected")
	}
	g.hears("anban", "被另一处连接接管")
	if status, text := g.health(); status != http.StatusServiceUnavailable || !strings.Contains(text, "同一个机器人同时只能有一个连接") {
		t.Errorf("health is %d %s", status, text)
	}
	at := strings.TrimPrefix(g.url, "http://")
	code, _, errs := call(t, "", "health", "--addr", at)
	if code != exitFailed || !strings.Contains(errs, "503") || !strings.Contains(errs, "被另一处连接接管") {
		t.Errorf("anwei health: exit code %d, %s", code, errs)
	}
	g.try(g.sim.Say(t.Context(), "nancun_tb", "填报"))
	g.hears("nancun_tb", "第1/3组")
	if n := g.sim.Calls("aibot_subscribe"); n != 1 {
		t.Errorf("it subscribed %d times", n)
	}
	if !strings.Contains(g.log.String(), "停掉另一处使用同一 Bot ID 的程序") {
		t.Errorf("the log does not say what to do:\n%s", g.log)
	}
}

// TestEverythingRefused takes the server's address out of those that WeCom trusts: the
// health says so, and the office in the next answer that goes back at once. When it is
// mended all goes on by itself.
func TestEverythingRefused(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{callback: true}, "2026-10-19 09:00", true, nil)
	g.sim.FailNext(60020, 1000)
	g.change(put(anwei.Outgoing{Key: "k", To: "nancun_tb", Content: anwei.PlainText("请报送")}))
	g.until("health tells of it", func() bool {
		status, text := g.health()
		return status == http.StatusServiceUnavailable && strings.Contains(text, "企业可信IP")
	})
	g.try(g.sim.Say(t.Context(), "anban", "你好"))
	if text := g.hears("anban", "给谁都发不出消息").Text; !strings.Contains(text, "企业可信IP") {
		t.Errorf("the office is told %s", text)
	}
	g.try(g.sim.Say(t.Context(), "nancun_tb", "填报"))
	if text := g.hears("nancun_tb", "第1/3组").Text; strings.Contains(text, "发不出") {
		t.Errorf("a clerk is told %s", text)
	}
	g.sim.ClearFaults()
	g.clock.Set(g.clock.Now().AddDate(0, 0, 3))
	g.engine.wake()
	g.hears("nancun_tb", "请报送")
	g.until("health is good", func() bool { status, _ := g.health(); return status == http.StatusOK })
}

// TestBotRefused gives a wrong secret: five tries, and the reason for whoever asks.
func TestBotRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newRig(t, parts{}, "2026-10-19 09:00", true, func(w *wiring, o *wecomtest.Options) {
			o.Listener = newCable()
			w.socket = &longlink.SocketConfig{BotID: "aibWECOMTEST", Secret: "wrong-and-secret"}
		})
		g.until("the refusal is told", func() bool { status, _ := g.health(); return status == http.StatusServiceUnavailable })
		if _, text := g.health(); !strings.Contains(text, "Bot ID 或 Secret") {
			t.Errorf("health says %s", text)
		}
		if n := g.sim.Calls("aibot_subscribe"); n != 5 {
			t.Errorf("it subscribed %d times", n)
		}
		if strings.Contains(g.log.String(), "wrong-and-secret") {
			t.Error("the log shows the secret")
		}
		g.stop()
	})
}

// TestReconnect cuts the long connection: what is put meanwhile arrives once it
// is up again, and health says what is going on and stays good.
func TestReconnect(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{bot: true}, "2026-10-19 09:00", true, nil)
	g.try(g.sim.BotSay("nancun_tb", "你好"))
	g.hears("nancun_tb", "填报")
	g.sim.BotDrop()
	g.until("health tells of it", func() bool {
		status, text := g.health()
		return status == http.StatusOK && text == "长连接暂时断开，正在重连"
	})
	g.change(put(anwei.Outgoing{Key: "later", To: "nancun_tb", Content: anwei.PlainText("断线时写下的")}))
	g.hears("nancun_tb", "断线时写下的")
}

// TestOfficeIsToldOfTheSilent has people speak to a bot that has no other way to
// anybody.
func TestOfficeIsToldOfTheSilent(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{bot: true}, "2026-10-19 09:00", true, nil)
	g.try(g.sim.BotSay("nancun_tb", "你好"))
	g.hears("nancun_tb", "填报")
	g.try(g.sim.BotSay("anban", "你好"))
	text := g.hears("anban", "还没有和机器人说过话").Text
	if !strings.Contains(text, "下村镇下村填报员") || strings.Contains(text, "南村填报员") || strings.Contains(text, "安委办经办") {
		t.Errorf("the office is told %s", text)
	}
	// One fewer on the same day is no news; on the next day it is.
	g.try(g.sim.BotSay("xiacun_tb", "你好"))
	g.hears("xiacun_tb", "填报")
	g.try(g.engine.outbox.TellSilent(t.Context()))
	g.change(put(anwei.Outgoing{Key: "last", To: "anban", Content: anwei.PlainText("后发的一条")}))
	g.hears("anban", "后发的一条")
	if n := g.count("anban", "还没有和机器人说过话"); n != 1 {
		t.Errorf("told %d times in a day", n)
	}
	g.clock.Set(g.clock.Now().AddDate(0, 0, 1))
	for range 2 {
		g.try(g.engine.outbox.TellSilent(t.Context()))
	}
	g.until("it is told again", func() bool { return g.count("anban", "还没有和机器人说过话") == 2 })
	g.clock.Set(g.clock.Now().AddDate(0, 0, 1)) // the same people on a third day are no news
	g.try(g.engine.outbox.TellSilent(t.Context()))
	// Nor is anybody woken at night.
	g.try(g.sim.BotSay("gongan_tb", "你好"))
	g.hears("gongan_tb", "填报")
	g.clock.Set(g.clock.Now().Add(14 * 60 * 60 * 1e9))
	g.try(g.engine.outbox.TellSilent(t.Context()))
	g.change(put(anwei.Outgoing{Key: "very last", To: "anban", Content: anwei.PlainText("最后一条")}))
	g.hears("anban", "最后一条")
	if n := g.count("anban", "还没有和机器人说过话"); n > 3 {
		t.Errorf("told %d times", n)
	}
}

// count counts what the bot said to a person with the text in it.
func (g *rig) count(user, text string) int {
	n := 0
	for _, l := range g.sim.Talk(user) {
		if !l.FromUser && strings.Contains(shownText(l), text) {
			n++
		}
	}
	return n
}

// TestEvidenceOverEitherWay tells of a meeting and sends a photo, and the photo is
// kept in the data directory.
func TestEvidenceOverEitherWay(t *testing.T) {
	photo := append([]byte("\x89PNG\r\n\x1a\n"), "现场照片"...)
	for _, over := range []string{"callback", "bot"} {
		t.Run(over, func(t *testing.T) {
			noLeaks(t)
			g := newRig(t, parts{callback: true, bot: true}, "2026-09-14 10:00", true, nil)
			long := over == "bot"
			g.say(long, "nancun_tb", "9月12日开了专委会,23人参加,研究解决3个问题")
			g.hears("nancun_tb", "专委会全体会议")
			g.say(long, "nancun_tb", "记下")
			g.hears("nancun_tb", "作为佐证保存；")
			if long {
				g.try(g.sim.BotSendImage("nancun_tb", "现场.png", photo))
			} else {
				g.try(g.sim.SendImage(t.Context(), "nancun_tb", "现场.png", photo))
			}
			g.hears("nancun_tb", "的佐证保存。")
			folder := g.engine.keeper.(evidenceFolder).dir
			var files []string
			g.until("the photo is kept", func() bool {
				files, _ = filepath.Glob(filepath.Join(folder, "*.png"))
				return len(files) == 1
			})
			if data, err := os.ReadFile(files[0]); err != nil || string(data) != string(photo) {
				t.Errorf("kept %q, %v", data, err)
			}
		})
	}
}

// say lets a person say something by the long connection or to the app.
func (g *rig) say(long bool, user, words string) {
	g.Helper()
	if long {
		g.try(g.sim.BotSay(user, words))
		return
	}
	g.try(g.sim.Say(g.Context(), user, words))
}

// TestGroupThatIsGone gives a message to the group up where the settings have no
// group any more, and tells the office.
func TestGroupThatIsGone(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{callback: true}, "2026-10-19 09:00", true, nil)
	g.change(put(anwei.Outgoing{Key: "to the group", To: anwei.OfficeGroup, Content: anwei.PlainText("各位同志")}))
	g.hears("anban", "wecom.group_key")
}
