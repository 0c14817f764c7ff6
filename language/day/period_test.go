package day_test

import (
	"testing"
	"time"

	"anwei/language/day"
)

func TestPeriod(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	october := time.Date(2026, 10, 20, 9, 0, 0, 0, zone)
	january := time.Date(2027, 1, 3, 9, 0, 0, 0, zone)
	for _, c := range []struct {
		now              time.Time
		text, want, span string
	}{
		{october, "本月", "2026-10", "本月"},
		{october, "这个月报了几家", "2026-10", "这个月"},
		{october, "上月", "2026-09", "上月"},
		{october, "上个月的数", "2026-09", "上个月"},
		{october, "上上个月", "2026-08", "上上个月"},
		{october, "填报9月", "2026-09", "9月"},
		{october, "填９月份的", "2026-09", "９月份"},
		{october, "十二月", "2026-12", "十二月"},
		{october, "十月份", "2026-10", "十月份"},
		{october, "去年12月", "2025-12", "去年12月"},
		{october, "去年的12月", "2025-12", "去年的12月"},
		{october, "2026年9月", "2026-09", "2026年9月"},
		{october, "26年9月", "2026-09", "26年9月"},
		{october, "二〇二六年九月", "2026-09", "二〇二六年九月"},
		{october, "2026-09", "2026-09", "2026-09"},
		{october, "2026.9", "2026-09", "2026.9"},
		{october, "202609", "2026-09", "202609"},
		{october, "三季度", "2026-Q3", "三季度"},
		{october, "第三季度", "2026-Q3", "第三季度"},
		{october, "3季度", "2026-Q3", "3季度"},
		{october, "2025年四季度", "2025-Q4", "2025年四季度"},
		{october, "上季度", "2026-Q3", "上季度"},
		{october, "本季度", "2026-Q4", "本季度"},
		{october, "上半年", "2026-H1", "上半年"},
		{october, "去年下半年", "2025-H2", "去年下半年"},
		{october, "今年", "2026", "今年"},
		{october, "今年以来", "2026", "今年以来"},
		{october, "2025年", "2025", "2025年"},
		{october, "截至目前", "2026-10", "截至目前"},
		{october, "目前报了几家", "", ""},
		{october, "1-9月累计", "", ""},
		{october, "治本攻坚三年行动", "", ""},
		{october, "近三个月", "", ""},
		{october, "检查12家", "", ""},
		{october, "元月", "2026-01", "元月"},
		{january, "12月", "2026-12", "12月"},
		{january, "上个月", "2026-12", "上个月"},
		{january, "上季度", "2026-Q4", "上季度"},
		{january, "1月", "2027-01", "1月"},
		{january, "去年12月", "2026-12", "去年12月"},
	} {
		p, span, ok := day.Period(c.text, c.now)
		if ok != (c.want != "") || ok && (p.String() != c.want || span.Text != c.span || c.text[span.From:span.To] != span.Text) {
			t.Errorf("%s: got %v %q %v, want %s %q", c.text, p, span.Text, ok, c.want, c.span)
		}
	}
}
