package main

import (
	"testing"

	"anwei/cmd/anwei/phone/phonetest"
)

// TestDemoNoticeInTheBrowser sends a notice from the office's phone, answers it on
// a town's, and recalls it.
func TestDemoNoticeInTheBrowser(t *testing.T) {
	page := phonetest.Open(t, startDemo(t))
	const reporter, late, office = "nancun_tb", "xiacun_tb", "anban"
	page.Say(office, "通知 各镇: 明天下午3点在县政府二楼开调度会,请回复确认")
	page.Hears(office, "发给8人，立即发出？", 2)
	page.Press(office, "card-button", "发送")
	page.Hears(office, "已交发送，共8人", 2)
	page.Hears(reporter, "县安委办会议通知（1号）", 2)
	page.Press(reporter, "card-button", "参加")
	page.Hears(reporter, "已记下您参加会议", 2)
	page.Say(late, "请假，去市里开会")
	page.Hears(office, "请假：去市里开会", 2)
	page.Say(office, "通知1号")
	page.Hears(office, "参加1、请假1、替会0", 2)
	shoot(t, page, "demo-notice.png")
	page.Say(office, "撤回通知1号")
	page.Wait("the card is taken back", `document.querySelector('`+phonetest.On(late, "recalled")+`') !== null`)
	shoot(t, page, "demo-recalled.png")
}
