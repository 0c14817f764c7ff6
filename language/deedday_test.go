package language_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/language/day"
)

// dayLine writes a day as 2026-10-20, with ~ where it is the last one that fits,
// or the reason for refusing it.
func dayLine(d day.Said, ok bool) string {
	switch {
	case !ok:
		return "none"
	case d.Reason != "":
		return string(d.Reason)
	case d.Until:
		return "~" + d.On.String()
	}
	return d.On.String()
}

// TestDay reads words for days on Tuesday 2026-10-20, in the past, in the open
// and in the future.
func TestDay(t *testing.T) {
	const table = `
今天 | 2026-10-20 | 2026-10-20 | 2026-10-20
昨晚 | 2026-10-19 | 2026-10-19 | 2026-10-19
大前天 | 2026-10-17 | 2026-10-17 | 2026-10-17
后天 | 2026-10-22 | 2026-10-22 | 2026-10-22
大后天 | 2026-10-23 | 2026-10-23 | 2026-10-23
上周五 | 2026-10-16 | 2026-10-16 | 2026-10-16
上上周日 | 2026-10-11 | 2026-10-11 | 2026-10-11
本周一 | 2026-10-19 | 2026-10-19 | 2026-10-19
这个星期三 | 2026-10-21 | 2026-10-21 | 2026-10-21
下周二 | 2026-10-27 | 2026-10-27 | 2026-10-27
下下个礼拜天 | 2026-11-08 | 2026-11-08 | 2026-11-08
周五 | 2026-10-16 | 2026-10-23 | 2026-10-23
周二 | 2026-10-20 | 2026-10-20 | 2026-10-20
周一 | 2026-10-19 | 2026-10-19 | 2026-10-26
25号 | 2026-09-25 | 2026-10-25 | 2026-10-25
12日 | 2026-10-12 | 2026-10-12 | 2026-11-12
31号 | no-such-day | 2026-10-31 | 2026-10-31
二十五号 | 2026-09-25 | 2026-10-25 | 2026-10-25
9月12日 | 2026-09-12 | 2026-09-12 | 2026-09-12
12月5日 | 2026-12-05 | 2026-12-05 | 2026-12-05
3月1日 | 2026-03-01 | 2026-03-01 | 2027-03-01
9.12 | 2026-09-12 | 2026-09-12 | 2026-09-12
9/12 | 2026-09-12 | 2026-09-12 | 2026-09-12
9-12开会 | 2026-09-12 | 2026-09-12 | 2026-09-12
2026.9.12 | 2026-09-12 | 2026-09-12 | 2026-09-12
2026年九月十二日 | 2026-09-12 | 2026-09-12 | 2026-09-12
去年12月5日 | 2025-12-05 | 2025-12-05 | 2025-12-05
1999年9月12日 | 1999-09-12 | 1999-09-12 | 1999-09-12
1999-09-12 | 1999-09-12 | 1999-09-12 | 1999-09-12
农历八月十五 | lunar | lunar | lunar
阴历9月初九 | lunar | lunar | lunar
腊月二十三 | lunar | lunar | lunar
正月初八 | lunar | lunar | lunar
初八 | lunar | lunar | lunar
最初八家 | none | none | none
初步 | none | none | none
初二年级 | none | none | none
初中 | none | none | none
9月初 | approximate | approximate | approximate
正月 | approximate | approximate | approximate
农历 | approximate | approximate | approximate
明年1月5号 | 2027-01-05 | 2027-01-05 | 2027-01-05
9月12开会 | 2026-09-12 | 2026-09-12 | 2026-09-12
上月25号 | 2026-09-25 | 2026-09-25 | 2026-09-25
下个月3日 | 2026-11-03 | 2026-11-03 | 2026-11-03
月底 | ~2026-10-31 | ~2026-10-31 | ~2026-10-31
上月底 | ~2026-09-30 | ~2026-09-30 | ~2026-09-30
11月末 | ~2026-11-30 | ~2026-11-30 | ~2026-11-30
年底 | ~2026-12-31 | ~2026-12-31 | ~2026-12-31
季度末 | ~2026-12-31 | ~2026-12-31 | ~2026-12-31
10月25日前 | ~2026-10-25 | ~2026-10-25 | ~2026-10-25
周五之前 | ~2026-10-16 | ~2026-10-23 | ~2026-10-23
三天前 | 2026-10-17 | 2026-10-17 | 2026-10-17
3天后 | 2026-10-23 | 2026-10-23 | 2026-10-23
三天内 | ~2026-10-23 | ~2026-10-23 | ~2026-10-23
15日内 | ~2026-11-04 | ~2026-11-04 | ~2026-11-04
一周内 | ~2026-10-27 | ~2026-10-27 | ~2026-10-27
两个月内 | ~2026-12-20 | ~2026-12-20 | ~2026-12-20
9月31日 | no-such-day | no-such-day | no-such-day
2月29日 | no-such-day | no-such-day | no-such-day
2026-13-40 | no-such-day | no-such-day | no-such-day
35号 | no-such-day | no-such-day | no-such-day
9月12日(周五) | contradiction | contradiction | contradiction
9月12日（周六） | 2026-09-12 | 2026-09-12 | 2026-09-12
9月12日左右 | approximate | approximate | approximate
9月中旬 | approximate | approximate | approximate
9月份上旬 | approximate | approximate | approximate
下周 | approximate | approximate | approximate
周末 | approximate | approximate | approximate
过两天 | approximate | approximate | approximate
十几天后 | approximate | approximate | approximate
5个工作日内 | approximate | approximate | approximate
12、13日 | ambiguous | ambiguous | ambiguous
9月12日至14日 | ambiguous | ambiguous | ambiguous
12-14号 | ambiguous | ambiguous | ambiguous
9月 | none | none | none
9月份 | none | none | none
1-9月 | none | none | none
12家 | none | none | none
9.5万 | none | none | none
9.45 | none | none | none
3-5人 | none | none | none
下午3.30 | none | none | none
3号楼 | none | none | none
208号 | none | none | none
第12日 | none | none | none
每周一 | none | none | none
之前天气 | none | none | none
说明天气 | none | none | none
2/3的企业 | none | none | none
16:30 | none | none | none
13800138000 | none | none | none
治本攻坚三年行动 | none | none | none
周村镇 | none | none | none
9月12家企业 | none | none | none
一周年 | none | none | none
`
	for line := range strings.Lines(strings.TrimSpace(table)) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		for i, tense := range []day.Tense{day.TensePast, day.TenseOpen, day.TenseAhead} {
			d, ok := day.First(cells[0], tuesday(), tense)
			if got := dayLine(d, ok); got != cells[i+1] {
				t.Errorf("%s (tense %d): got %s, want %s", cells[0], tense, got, cells[i+1])
			}
		}
	}
}

// TestDaysKeepTheirPlaces holds that the time of day and what says 前 belong to
// the day, and that blanks and full-width digits do not move it.
func TestDaysKeepTheirPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"定于９ 月 12 日 下午3点半开会，10.15日前报": "９ 月 12 日 下午3点半|10.15日前",
		"昨天下午15:30-开": "昨天下午15:30",
		"周五下班前，或者下周一": "周五下班前|下周一",
		"没有日子":        "",
	} {
		var got []string
		for _, d := range day.All(text, tuesday(), day.TenseAhead) {
			inText(t, text, d.Span)
			got = append(got, d.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// TestDayReadsBack writes every day of two years in every way and reads it
// again, from a day of each month.
func TestDayReadsBack(t *testing.T) {
	han := func(n int) string {
		return chinese(int64(n), strings.Split("零一二三四五六七八九", ""), strings.Split("十百千万", ""))
	}
	short := func(n int) string { return strings.TrimPrefix(han(n), "一十") }
	for date := (anwei.Date{Year: 2026, Month: 1, Day: 1}); date.Year < 2028; date = date.AddDays(1) {
		y, m, d := date.Year, int(date.Month), date.Day
		tens := han(d)
		if d >= 10 && d < 20 {
			tens = "十" + strings.TrimSuffix(short(d), "零")
		}
		month := han(m)
		if m >= 10 {
			month = "十" + short(m)
		}
		whole := []string{
			fmt.Sprintf("%d-%02d-%02d", y, m, d), fmt.Sprintf("%d/%d/%d", y, m, d), fmt.Sprintf("%d.%d.%d", y, m, d), fmt.Sprintf("%d%02d%02d", y, m, d),
			fmt.Sprintf("%d年%d月%d日", y, m, d), fmt.Sprintf("%d 年 %d 月 %d 号", y, m, d), fmt.Sprintf("%d年%s月%s日", y, month, tens),
		}
		for _, s := range whole {
			if got, ok := day.First("在"+s+"开会", tuesday(), day.TensePast); !ok || got.On != date || got.Text != s {
				t.Fatalf("%s: got %v %+v", s, ok, got)
			}
		}
		now := date.AddDays(100).In(time.UTC) // within half a year, so that the year need not be said
		for _, s := range []string{fmt.Sprintf("%d月%d日", m, d), fmt.Sprintf("%s月%s号", month, tens), fmt.Sprintf("%d.%d", m, d), fmt.Sprintf("%d/%d", m, d)} {
			if got, ok := day.First("会"+s+"开", now, day.TensePast); !ok || got.On != date || got.Text != s {
				t.Fatalf("%s on %s: got %v %+v", s, now.Format(time.DateOnly), ok, got)
			}
			if got, ok := day.First("会"+s+"开", date.AddDays(-100).In(time.UTC), day.TenseAhead); !ok || got.On != date {
				t.Fatalf("%s ahead: got %v %+v", s, ok, got)
			}
		}
	}
}
