package main

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/storage"
)

// photo is a picture as WeCom takes it.
func photo(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestNoticeEndToEnd plays a notice over the real protocol: the office writes it
// in several messages with a picture, sends it, the towns get one card and the
// picture each, answer by button, by word and by photo; the office sees who is
// missing, chases only those, takes the table, recalls, and what went out by the
// app is gone.
func TestNoticeEndToEnd(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{callback: true}, "2026-10-19 09:00", true, nil)
	g.say(false, "anban", "发通知 各镇")
	g.hears("anban", "发完回复“结束”")
	g.say(false, "anban", "请开展有限空间专项排查，10月21日前反馈落实情况")
	g.hears("anban", "接着发")
	g.try(g.sim.SendImage(g.Context(), "anban", "现场.png", photo(t)))
	g.hears("anban", "1个附件）。接着发")
	g.say(false, "anban", "结束")
	g.hears("anban", "【通知1号·预览】发给各镇：8人（8个单位）")
	card := g.hears("anban", "发给8人，立即发出？")
	g.press(false, "anban", "发送")
	g.hears("anban", "✅ 通知1号已交发送，共8人")
	for _, town := range []string{"nancun", "xiacun", "dadonggou", "zhoucun", "bagong", "gaodu", "dayang", "jincun"} {
		g.hears(town+"_tb", "请开展有限空间专项排查")
		g.until(town+" has the picture", func() bool { return g.pictures(town+"_tb") == 1 })
	}
	// Pressed again, and delivered again, it is not sent again.
	_ = g.sim.Click(g.Context(), "anban", card.Card.TaskID, anwei.ButtonKey("发送", anwei.Matter{Unit: "xian", Notice: 1, Step: "2"}))
	g.try(g.sim.Redeliver(g.Context()))

	g.press(false, "nancun_tb", "确认收到")
	g.hears("nancun_tb", "已确认收到通知1号")
	g.say(false, "xiacun_tb", "收到，马上落实")
	g.hears("xiacun_tb", "已确认收到通知1号")
	g.try(g.sim.SendImage(g.Context(), "nancun_tb", "排查.png", photo(t)))
	g.hears("nancun_tb", "已作为通知1号的落实材料保存")
	g.say(false, "anban", "通知1号谁没反馈")
	g.hears("anban", "没有确认的6人")
	g.say(false, "anban", "催通知1号")
	g.hears("anban", "没有回复的7人")
	g.hears("xiacun_tb", "请回复通知1号")
	g.say(false, "anban", "通知1号签收表")
	g.hears("anban", "通知1号签收表_2026-10-19.xlsx")
	if n := g.count("nancun_tb", "请开展有限空间专项排查"); n != 1 {
		t.Errorf("南村镇 read the notice %d times: %+v", n, g.sim.Talk("nancun_tb"))
	}

	g.say(false, "anban", "撤回通知1号")
	g.hears("anban", "✅ 通知1号已撤回。正在从8人那里收回消息")
	g.until("the notice is taken back", func() bool { return g.recalled("gaodu_tb") >= 2 })
	g.say(false, "gaodu_tb", "收到")
	g.hears("gaodu_tb", "已撤回，请不要按它办理")
}

// A meeting is answered, and reminded of by the clock; what was sent over the long
// connection cannot be recalled, which is said.
func TestMeetingEndToEnd(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{callback: true, bot: true}, "2026-10-19 09:00", true, nil)
	g.say(true, "nancun_tb", "你好") // the long connection reaches who has spoken there
	g.hears("nancun_tb", "填报")
	g.say(false, "anban", "通知 南村镇、下村镇：明天下午3点在县政府二楼开调度会")
	g.hears("anban", "发给2人，立即发出？")
	g.say(false, "anban", "发送")
	g.hears("nancun_tb", "开会时间10月20日（周二）15:00")
	g.press(true, "nancun_tb", "参加")
	g.hears("nancun_tb", "已记下您参加会议")
	g.press(false, "xiacun_tb", "请假")
	g.hears("xiacun_tb", "请说明请假的原因")
	g.say(false, "xiacun_tb", "去市里开会")
	g.hears("anban", "请假：去市里开会")
	g.moveTo("2026-10-19 16:00")
	g.hears("nancun_tb", "会议提醒：10月20日（周二）15:00，县政府二楼")
	g.hears("anban", "应到2人，参加1、替会0、请假1")
	g.moveTo("2026-10-20 14:00")
	g.hears("nancun_tb", "会议提醒：10月20日（周二）15:00")
	if g.count("xiacun_tb", "会议提醒") > 0 {
		t.Error("who is excused is reminded")
	}
	g.say(false, "anban", "撤回通知1号")
	g.hears("anban", "2人超过24小时，或在机器人会话里收到")
	g.hears("nancun_tb", "通知1号已撤回")
}

// Where WeCom refuses to take a part of a notice back, the office hears it once,
// and those who still have it are told that it is void.
func TestRecallIsRefused(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{callback: true}, "2026-10-19 09:00", true, nil)
	g.say(false, "anban", "发通知 南村镇、下村镇")
	g.hears("anban", "发完回复“结束”")
	g.say(false, "anban", "请开展专项排查")
	g.hears("anban", "接着发")
	g.try(g.sim.SendImage(g.Context(), "anban", "现场.png", photo(t)))
	g.hears("anban", "1个附件）。接着发")
	g.say(false, "anban", "结束")
	g.hears("anban", "发给2人，立即发出？")
	g.press(false, "anban", "发送")
	g.until("both have both, and the ledger knows", func() bool {
		known := 0
		g.try(g.store.View(g.Context(), func(tx storage.Ledger) error {
			n, _, err := tx.Notice(1)
			if err != nil {
				return err
			}
			posted, err := tx.Posted(n)
			for _, p := range posted {
				known += len(p.Messages)
			}
			return err
		}))
		return known == 4
	})
	g.sim.FailCalls("/cgi-bin/message/recall", 40058, 1)
	g.say(false, "anban", "撤回通知1号")
	g.hears("anban", "正在从2人那里收回消息")
	g.until("half of it is taken back, and the other half refused", func() bool {
		return g.recalled("nancun_tb") == 1 && strings.Contains(g.log.String(), "a message was given up")
	})
	g.moveTo("2026-10-19 09:03")
	g.hears("anban", "没有全部撤回，还有2人看得到")
	g.hears("anban", "企业微信没有同意收回（错误码40058）：南村填报员、下村填报员")
	g.hears("xiacun_tb", "通知1号已撤回，请不要按它办理")
	for _, at := range []string{"2026-10-19 09:12", "2026-10-19 10:02", "2026-10-20 09:00"} {
		g.moveTo(at)
	}
	g.say(false, "anban", "通知1号")
	g.hears("anban", "撤回情况：没有收回2人")
	if told, void := g.count("anban", "没有全部撤回"), g.count("xiacun_tb", "请不要按它办理"); told != 1 || void != 1 {
		t.Errorf("the office heard it %d times, a town %d times", told, void)
	}
}

// moveTo moves the clock and lets the alarm ring.
func (g *rig) moveTo(at string) {
	g.Helper()
	to, err := g.engine.rules.Time(at)
	g.try(err)
	g.clock.Set(to)
	_, err = g.engine.alarm.Wake(g.Context())
	g.try(err)
	g.engine.wake()
}

func (g *rig) pictures(user string) int {
	n := 0
	for _, l := range g.sim.Talk(user) {
		if !l.FromUser && l.Kind == "image" {
			n++
		}
	}
	return n
}

func (g *rig) recalled(user string) int {
	n := 0
	for _, l := range g.sim.Talk(user) {
		if l.Recalled {
			n++
		}
	}
	return n
}

// A notice outlives the process: written before a stop, sent and answered after it.
func TestNoticeSurvivesARestart(t *testing.T) {
	data := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", data)
	must(t, "通知 各镇：请检查\n", "chat", "--as", "anban", "--data", data, "--now", "2026-10-19 09:00")
	talk := must(t, "发送\n发送\n", "chat", "--as", "anban", "--data", data, "--now", "2026-10-19 09:05")
	if !strings.Contains(talk, "已交发送，共8人") || !strings.Contains(talk, "不会再发一次") {
		t.Fatalf("the office hears:\n%s", talk)
	}
	talk = must(t, "收到\n", "chat", "--as", "nancun_tb", "--data", data, "--now", "2026-10-19 10:00")
	if strings.Count(talk, "县安委办通知（1号）") != 1 || !strings.Contains(talk, "已确认收到") {
		t.Fatalf("the unit hears:\n%s", talk)
	}
	change(t, data, func(tx storage.Ledger) error {
		r, _, err := tx.Receipt(1, "nancun_tb")
		if want := time.Date(2026, 10, 19, 2, 0, 0, 0, time.UTC); !r.Confirmed.Equal(want) {
			t.Errorf("confirmed at %v", r.Confirmed)
		}
		return err
	})
}

// On a terminal a recall holds nothing back: cards after it are shown.
func TestRecallOnATerminal(t *testing.T) {
	data := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", data)
	must(t, "通知 南村镇：请检查\n发送\n", "chat", "--as", "anban", "--data", data, "--now", "2026-10-19 09:00")
	must(t, "收到\n", "chat", "--as", "nancun_tb", "--data", data, "--now", "2026-10-19 09:05")
	talk := must(t, "撤回通知1号\n催一下\n", "chat", "--as", "anban", "--data", data, "--now", "2026-10-19 09:10")
	if !strings.Contains(talk, "通知1号已撤回") || !strings.Contains(talk, "确认催办吗？") {
		t.Errorf("the office hears:\n%s", talk)
	}
}
