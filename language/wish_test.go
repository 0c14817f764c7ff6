package language_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/language"
)

func TestReadWish(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 10, 15, 9, 10, 0, 0, time.UTC)
	september, october := anwei.MonthPeriod(2026, 9), anwei.MonthPeriod(2026, 10)
	for _, c := range []struct {
		text string
		want language.WishSaid
	}{
		{"每天简报", language.WishSaid{Act: language.WishDaily}},
		{"日简报", language.WishSaid{Act: language.WishDaily}},
		{"以后每天早上给我发一条简报", language.WishSaid{Act: language.WishDaily}},
		{"以后每天早上发我", language.WishSaid{Act: language.WishDaily, Bare: true}},
		{"每天早上8点把进度发我", language.WishSaid{Act: language.WishDaily, Bare: true}},
		{"每周一给我发一下简报", language.WishSaid{Act: language.WishWeekly}},
		{"周简报", language.WishSaid{Act: language.WishWeekly}},
		{"每周发我一次就行", language.WishSaid{}},
		{"每周发我一次", language.WishSaid{Act: language.WishWeekly, Bare: true}},
		{"不用发了", language.WishSaid{Act: language.WishStop, Bare: true}},
		{"别再每天发了", language.WishSaid{Act: language.WishStop, Bare: true}},
		{"简报不要了", language.WishSaid{Act: language.WishStop}},
		{"简报停了吧", language.WishSaid{Act: language.WishStop}},
		{"退订简报", language.WishSaid{Act: language.WishStop}},
		{"简报", language.WishSaid{Act: language.WishNow}},
		{"来个简报看看", language.WishSaid{Act: language.WishNow}},
		{"小结", language.WishSaid{Act: language.WishSummary}},
		{"月度小结", language.WishSaid{Act: language.WishSummary}},
		{"上月小结", language.WishSaid{Act: language.WishSummary, Period: september}},
		{"上个月的工作小结发我看看", language.WishSaid{Act: language.WishSummary, Period: september}},
		{"10月份小结", language.WishSaid{Act: language.WishSummary, Period: october}},
		{"这个月的总结", language.WishSaid{Act: language.WishSummary, Period: october}},
		{"每月给我发小结", language.WishSaid{Act: language.WishMonthly}},
		// None of these wants to be sent anything.
		{"每天发现隐患3个", language.WishSaid{}},
		{"不发", language.WishSaid{}},
		{"不发了", language.WishSaid{}},
		{"13月小结", language.WishSaid{}},
		{"简报里的数不对", language.WishSaid{}},
		{"南村镇每天发通知", language.WishSaid{}},
		{"安全生产工作总结已开会", language.WishSaid{}},
		{"每天", language.WishSaid{}},
		{"停产整顿3家，发现隐患2个", language.WishSaid{}},
	} {
		got, ok := language.ReadWish(c.text, now)
		if !ok {
			got = language.WishSaid{}
		}
		if got != c.want || ok != (c.want.Act != "") {
			t.Errorf("%q: got %+v %t, want %+v", c.text, got, ok, c.want)
		}
	}
}
