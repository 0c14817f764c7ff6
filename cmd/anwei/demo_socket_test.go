package main

import (
	"strings"
	"testing"

	"anwei/cmd/anwei/phone/phonetest"
)

// TestDemoOverTheLongConnection hands a report in by the 智能机器人, and goes on by
// the app: one talk, whichever way it is led.
func TestDemoOverTheLongConnection(t *testing.T) {
	page := phonetest.Open(t, startDemo(t, "--way", "socket"))
	const reporter, office = "nancun_tb", "anban"
	page.Hears(reporter, "您好", 1) // the welcome of the bot
	page.Say(reporter, "填报")
	page.Hears(reporter, "第1/3组", 1)
	if n := page.Count(phonetest.On(reporter, "menu-button")); n != 0 {
		t.Errorf("the bot has a menu of %d", n)
	}
	page.Say(reporter, wholeForm)
	page.Hears(reporter, "请核对", 2)
	page.Hears(reporter, "确认提交", 1)
	shoot(t, page, "demo-socket.png")
	confirm(page, reporter)
	page.Wait("the sheet has come", `document.querySelector('`+phonetest.On(reporter, "file")+`') !== null`)
	if name, data := page.Download(phonetest.On(reporter, "file")); !strings.Contains(name, "南村镇") || len(data) == 0 {
		t.Errorf("the sheet is called %q", name)
	}
	page.Click(phonetest.Part("way-callback"))
	page.Wait("the menu is there", `document.querySelector('`+phonetest.On(reporter, "menu-button")+`') !== null`)
	page.Press(reporter, "menu-button", "填报")
	page.Hears(reporter, "【10月台账】南村镇", 1) // the figures are in, so that the other form is next
	page.Wait("the chats have their names", `document.querySelector('`+phonetest.On(reporter, "talk")+`').textContent.includes("企业微信应用")`)

	// The group is a phone that one can only look at.
	page.Eval(`{ const s = document.querySelector('` + phonetest.On("xiacun_tb", "picker") + `'); s.value = "#group"; s.dispatchEvent(new Event("change")); }`)
	page.Wait("the group is shown", `document.querySelector('`+phonetest.On("#group", "talk")+`') !== null`)
	if n := page.Count(phonetest.On("#group", "input")); n != 0 {
		t.Error("one can write to the group")
	}
	page.Say(office, "进度")
	page.Hears(office, "已报1家", 2)
}

// TestDemoWay refuses a way that there is not.
func TestDemoWay(t *testing.T) {
	if code, _, errs := call(t, "", "demo", "--way", "mail"); code != exitUsage || !strings.Contains(errs, "--way 不能是“mail”") {
		t.Errorf("exit code %d, %s", code, errs)
	}
}
