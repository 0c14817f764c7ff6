package main

import (
	"testing"

	"anwei/cmd/anwei/phone/phonetest"
)

func TestShots(t *testing.T) {
	page := phonetest.Open(t, startDemo(t))
	page.Press("nancun_tb", "menu-button", "填报")
	page.Hears("nancun_tb", "第1/3组", 2)
	page.Press("nancun_tb", "example", "示例 3 12")
	page.Hears("nancun_tb", "第2/3组", 2)
	page.Resize(412, 915, true)
	page.Picture("/tmp/pics/s4.png")
	page.Resize(1440, 900, false)
	page.Press("nancun_tb", "example", "示例 12 30 28 2 2")
	page.Hears("nancun_tb", "第3/3组", 2)
	page.Press("nancun_tb", "example", "示例 12 30 28 2 2 0 1 0")
	page.Hears("nancun_tb", "请核对", 2)
	page.Click(phonetest.Part("preset-after"))
	page.Hears("anban", "未报", 2)
	page.Picture("/tmp/pics/s1.png")
}
