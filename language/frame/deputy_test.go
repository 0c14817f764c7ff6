package frame_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/language/frame"
)

func colleagues() []anwei.Person {
	return []anwei.Person{
		{ID: "nancun_tb", Name: "张三", Post: "安监站站长"},
		{ID: "lisi", Name: "李四", Post: "安监站副站长"},
		{ID: "lisihua", Name: "李四华", Post: "科员"},
		{ID: "wang", Name: "王五", Post: "科员"},
	}
}

func TestDeputy(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(frame.Known{People: colleagues()})
	now := time.Date(2026, 10, 19, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))
	day := func(m time.Month, d int) anwei.Date { return anwei.Date{Year: 2026, Month: m, Day: d} }
	for _, text := range []string{"10月21日到26日请李四代报", "9月请李四代报", "请李四代报到9月31日"} {
		if got, ok := frame.Deputy(r.Read(text, now), colleagues(), now); !ok || !got.Unclear || !got.Until.IsZero() {
			t.Errorf("%s is read as %+v", text, got)
		}
	}
	for text, want := range map[string]frame.DeputySaid{
		"本月我出差，请副站长代报":       {Act: frame.DeputyAsk, Who: "副站长", People: []anwei.PersonID{"lisi"}, Since: day(10, 19), Until: day(10, 31)},
		"请李四代报":              {Act: frame.DeputyAsk, Who: "李四", People: []anwei.PersonID{"lisi"}},
		"请LISI代报":            {Act: frame.DeputyAsk, Who: "LISI", People: []anwei.PersonID{"lisi"}},
		"我出差，由王五同志替我报":       {Act: frame.DeputyAsk, Who: "王五", People: []anwei.PersonID{"wang"}},
		"请科员代报":              {Act: frame.DeputyAsk, Who: "科员", People: []anwei.PersonID{"lisihua", "wang"}},
		"下月请李四代报":            {Act: frame.DeputyAsk, Who: "李四", People: []anwei.PersonID{"lisi"}, Since: day(11, 1), Until: day(11, 30)},
		"请李四代报到10月25日":       {Act: frame.DeputyAsk, Who: "李四", People: []anwei.PersonID{"lisi"}, Since: day(10, 19), Until: day(10, 25)},
		"10月21日到10月26日请李四代报": {Act: frame.DeputyAsk, Who: "李四", People: []anwei.PersonID{"lisi"}, Since: day(10, 21), Until: day(10, 26)},
		"请赵六代报":              {Act: frame.DeputyAsk, Who: "赵六"},
		"同意代报":               {Act: frame.DeputyAccept},
		"不便代报。":              {Act: frame.DeputyDecline},
		"撤销代报":               {Act: frame.DeputyRevoke},
	} {
		got, ok := frame.Deputy(r.Read(text, now), colleagues(), now)
		same := got.Act == want.Act && got.Who == want.Who && got.Since == want.Since && got.Until == want.Until && len(got.People) == len(want.People)
		for i := range want.People {
			same = same && got.People[i] == want.People[i]
		}
		if !ok || !same {
			t.Errorf("%s\n got %+v %t\nwant %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"请填报", "代报", "", "3 12", "检查3次，发现12个隐患", "今天报", "请代报"} {
		if got, ok := frame.Deputy(r.Read(text, now), colleagues(), now); ok {
			t.Errorf("%s is read as %+v", text, got)
		}
	}
}
