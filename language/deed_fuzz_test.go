package language_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language/day"
	"anwei/language/deed"
	"anwei/language/frame"
	"anwei/language/text"
)

// inTold holds that every refusal stands in the text and says why.
func inTold(t *testing.T, typed string, refused []text.Refusal) {
	t.Helper()
	for _, r := range refused {
		inText(t, typed, r.Span)
		if r.Reason == "" {
			t.Errorf("%q: a refusal of %q without a reason", typed, r.Text)
		}
	}
}

// realDay holds that a day is none or one that the calendar has.
func realDay(t *testing.T, typed string, d anwei.Date) {
	t.Helper()
	if !d.IsZero() && d.AddDays(0) != d {
		t.Errorf("%q: there is no day %v", typed, d)
	}
}

func FuzzDeed(f *testing.F) {
	duties, rd := campaign(f), campaignDeeds(f)
	for _, l := range labelledDeeds(f) {
		f.Add(l.Text, string(l.Asked))
	}
	f.Fuzz(func(t *testing.T, typed, asked string) {
		k := deed.Known{Duties: duties(""), Asked: anwei.DutyID(asked), Now: tuesday()}
		d := rd.Deed(typed, k)
		inTold(t, typed, d.Refused)
		realDay(t, typed, d.On)
		today := anwei.DateOf(tuesday())
		switch d.Kind {
		case deed.Held:
			if today.Before(d.On) {
				t.Errorf("%q: held on %s, which is to come", typed, d.On)
			}
		case deed.Scheduled:
			if !d.On.IsZero() && d.On.Before(today) || d.People != 0 || d.Count != 0 || d.Result != "" {
				t.Errorf("%q: %s", typed, toldLine(d))
			}
		case deed.NoDeed:
			if d.Duty != "" || d.Either != nil || !d.On.IsZero() || d.People != 0 || d.Count != 0 || d.Result != "" {
				t.Errorf("%q: no deed, and %s", typed, toldLine(d))
			}
		case deed.Undone:
		default:
			t.Errorf("%q: kind %q", typed, d.Kind)
		}
		if d.People < 0 || d.Count < 0 || d.Duty != "" && d.Either != nil || len(d.Either) == 1 {
			t.Errorf("%q: %s", typed, toldLine(d))
		}
		if (d.Kind == deed.Held || d.Kind == deed.Scheduled) && d.Duty == "" && len(d.Either) == 0 {
			t.Errorf("%q: %s of no duty", typed, d.Kind)
		}
		for _, part := range strings.Split(d.Result, "；") {
			if utf8.ValidString(typed) && !strings.Contains(typed, part) {
				t.Errorf("%q: the result %q is not in the text", typed, part)
			}
		}
	})
}

func FuzzPromise(f *testing.F) {
	rd := campaignDeeds(f)
	for _, s := range []string{
		"明天上午报", "有困难，人员出差", "周五前报", "10月25日前", "报不了，系统登不上", "立案 南村镇 XX煤矿皮带着火隐患", "3号现场调查已完成：责任人已约谈",
		"重大隐患 南村镇 XX加油站储罐无液位报警，12月20日前整改", "结案 3号 已整改", "重大隐患 12月20日前整改", "案件",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		today := anwei.DateOf(tuesday())
		p, ok := rd.Promise(frame.Hear(typed, tuesday()), tuesday())
		inTold(t, typed, p.Refused)
		realDay(t, typed, p.On)
		switch {
		case !ok && promiseLine(p, true) != "":
			t.Errorf("%q: no promise, and %s", typed, promiseLine(p, true))
		case ok && p.Kind != anwei.Promised && p.Kind != anwei.Difficult:
			t.Errorf("%q: kind %q", typed, p.Kind)
		case ok && p.Kind == anwei.Promised && p.On.IsZero() && len(p.Refused) == 0:
			t.Errorf("%q: a promise without a day", typed)
		case !p.On.IsZero() && (p.On.Before(today) || today.AddDays(31).Before(p.On)):
			t.Errorf("%q: promised for %s", typed, p.On)
		}
	})
}

func FuzzDay(f *testing.F) {
	for _, s := range []string{"今天", "上周五", "25号", "9.12", "九月十二日", "2026-09-12", "月底", "三天后", "12、13日", "9月12日(周五)", "两个月内", "一〇年"} {
		f.Add(s, int64(20_000), uint8(1))
	}
	f.Fuzz(func(t *testing.T, typed string, days int64, tense uint8) {
		now := time.Unix(days%40_000*86_400, 0).UTC()
		last := 0
		for _, d := range day.All(typed, now, day.Tense(tense%3)) {
			inText(t, typed, d.Span)
			realDay(t, typed, d.On)
			if d.From < last || d.To == d.From {
				t.Errorf("%q: %+v begins before %d or is empty", typed, d, last)
			}
			last = d.To
			if d.On.IsZero() != (d.Reason != "") {
				t.Errorf("%q: %+v", typed, d)
			}
		}
	})
}

func BenchmarkDeed(b *testing.B) {
	typed := "2026年10月12日，我镇召开第四季度专委会全体会议，镇党委副书记、镇长主持会议，班子成员及各站所负责人共28人参加会议，会议传达了省、市、县安全生产会议精神，研究部署四季度森林防火、燃气安全工作，解决问题2个。"
	duties, rd := campaign(b)("town"), campaignDeeds(b)
	b.ReportAllocs()
	for b.Loop() {
		rd.Deed(typed, deed.Known{Duties: duties, Now: tuesday()})
	}
}
