package frame_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/language/frame"
)

func TestWish(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	now := time.Date(2026, 10, 15, 9, 10, 0, 0, time.UTC)
	september, october := anwei.MonthPeriod(2026, 9), anwei.MonthPeriod(2026, 10)
	for _, c := range []struct {
		text string
		want frame.WishSaid
	}{
		{"每天简报", frame.WishSaid{Act: frame.WishDaily}},
		{"日简报", frame.WishSaid{Act: frame.WishDaily}},
		{"以后每天早上给我发一条简报", frame.WishSaid{Act: frame.WishDaily}},
		{"以后每天早上发我", frame.WishSaid{Act: frame.WishDaily, Bare: true}},
		{"每天早上8点把进度发我", frame.WishSaid{Act: frame.WishDaily, Bare: true}},
		{"每周一给我发一下简报", frame.WishSaid{Act: frame.WishWeekly}},
		{"周简报", frame.WishSaid{Act: frame.WishWeekly}},
		{"每周发我一次就行", frame.WishSaid{}},
		{"每周发我一次", frame.WishSaid{Act: frame.WishWeekly, Bare: true}},
		{"不用发了", frame.WishSaid{Act: frame.WishStop, Bare: true}},
		{"别再每天发了", frame.WishSaid{Act: frame.WishStop, Bare: true}},
		{"简报不要了", frame.WishSaid{Act: frame.WishStop}},
		{"简报停了吧", frame.WishSaid{Act: frame.WishStop}},
		{"退订简报", frame.WishSaid{Act: frame.WishStop}},
		{"简报", frame.WishSaid{Act: frame.WishNow}},
		{"来个简报看看", frame.WishSaid{Act: frame.WishNow}},
		{"小结", frame.WishSaid{Act: frame.WishSummary}},
		{"月度小结", frame.WishSaid{Act: frame.WishSummary}},
		{"上月小结", frame.WishSaid{Act: frame.WishSummary, Period: september}},
		{"上个月的工作小结发我看看", frame.WishSaid{Act: frame.WishSummary, Period: september}},
		{"10月份小结", frame.WishSaid{Act: frame.WishSummary, Period: october}},
		{"这个月的总结", frame.WishSaid{Act: frame.WishSummary, Period: october}},
		{"每月给我发小结", frame.WishSaid{Act: frame.WishMonthly}},
		// None of these wants to be sent anything.
		{"每天发现隐患3个", frame.WishSaid{}},
		{"不发", frame.WishSaid{}},
		{"不发了", frame.WishSaid{}},
		{"13月小结", frame.WishSaid{}},
		{"简报里的数不对", frame.WishSaid{}},
		{"南村镇每天发通知", frame.WishSaid{}},
		{"安全生产工作总结已开会", frame.WishSaid{}},
		{"每天", frame.WishSaid{}},
		{"停产整顿3家，发现隐患2个", frame.WishSaid{}},
	} {
		got, ok := frame.Wish(r.Read(c.text, now))
		if !ok {
			got = frame.WishSaid{}
		}
		if got != c.want || ok != (c.want.Act != "") {
			t.Errorf("%q: got %+v %t, want %+v", c.text, got, ok, c.want)
		}
	}
}
