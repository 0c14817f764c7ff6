package frame_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language/frame"
)

func caseRules() []anwei.CaseRule {
	return []anwei.CaseRule{
		{ID: "quick", Title: "快查快处", Word: "立案", Steps: []anwei.StepRule{
			{ID: "scene", Title: "现场调查"}, {ID: "opinion", Title: "调查意见"}, {ID: "analysis", Title: "案例剖析"}, {ID: "bulletin", Title: "案例通报"},
		}},
		{ID: "hazard", Title: "重大隐患", Word: "重大隐患", Months: 3, Steps: []anwei.StepRule{{ID: "rectify", Title: "整改销号", Named: true}}},
	}
}

// caseLine writes what was read: act, kind, unit or units, day, number, step,
// text, result and refusals, with - for nothing.
func caseLine(c frame.CaseSaid, ok bool) string {
	if !ok {
		return "none"
	}
	units := []string{string(c.Unit)}
	if len(c.Either) > 0 {
		units = nil
	}
	for _, u := range c.Either {
		units = append(units, string(u))
	}
	unit := strings.Join(units, "/")
	if len(c.Either) == 1 {
		unit += "?" // to be confirmed
	}
	on := ""
	if !c.On.IsZero() {
		on = c.On.String()
	}
	id := ""
	if c.ID > 0 {
		id = fmt.Sprint(c.ID)
	}
	var why []string
	for _, r := range c.Refused {
		why = append(why, string(r.Reason))
	}
	var cells []string
	for _, s := range []string{string(c.Act), string(c.Kind), unit, on, id, string(c.Step), c.Text, c.Result, strings.Join(why, ",")} {
		if s == "" {
			s = "-"
		}
		cells = append(cells, s)
	}
	return strings.TrimRight(strings.Join(cells, " "), " -")
}

// TestCase reads what the office and units say of cases on 2026-10-20.
func TestCase(t *testing.T) {
	const table = `
立案 南村镇 XX煤矿皮带着火隐患 | open quick nancun - - - XX煤矿皮带着火隐患
立案：南村XX煤矿皮带着火 | open quick nancun - - - XX煤矿皮带着火
立案南村镇XX煤矿皮带着火 | open quick nancun - - - XX煤矿皮带着火
领导好，麻烦立案 巴公镇 化工厂无证动火 | open quick bagong - - - 化工厂无证动火
立案 XX煤矿（南村镇）皮带着火 | open quick nancun - - - XX煤矿（南村镇）皮带着火
立案 南村镇 10月12日检查发现XX煤矿皮带着火 | open quick nancun - - - 10月12日检查发现XX煤矿皮带着火
立案 XX煤矿皮带着火 | open quick - - - - XX煤矿皮带着火
立案 南村镇和巴公镇 联合执法发现非法储油 | open quick nancun/bagong - - - 联合执法发现非法储油
立案 南宋镇 加油站 | open quick nancun? - - - 加油站
立案 南村镇 无证开采 | open quick nancun - - - 无证开采
立案 南村镇 发现有人私挖盗采 | open quick nancun - - - 发现有人私挖盗采
南村镇有群众举报，私挖盗采，立个案 | open quick nancun - - - 有群众举报，私挖盗采
南村加油站无证经营，请立案 | open quick nancun - - - 加油站无证经营
快查快处案件到哪一步了 | list quick
案件办得怎么样了 | list
哪些案件超期了 | list
谁的案子超期 | list
1号案件情况 | list - - - 1
1号案件啥时候到期 | list - - - 1
南村那个案子办完了吗 | list - nancun
立案 南村镇 | open quick nancun
立案 | open quick
重大隐患 南村镇 XX加油站储罐无液位报警，12月20日前整改 | open hazard nancun 2026-12-20 - - XX加油站储罐无液位报警
重大隐患：南村镇XX加油站储罐无液位报警，12月20日前完成整改。 | open hazard nancun 2026-12-20 - - XX加油站储罐无液位报警
重大隐患 南村镇 12月20日前整改 XX加油站储罐无液位报警 | open hazard nancun 2026-12-20 - - XX加油站储罐无液位报警
重大隐患 XX加油站储罐无液位报警，12月20日前整改 | open hazard - 2026-12-20 - - XX加油站储罐无液位报警
重大隐患 巴公镇化工厂无泄爆口，整改期限12月31日 | open hazard bagong 2026-12-31 - - 化工厂无泄爆口
重大隐患 巴公镇 化工厂无泄爆口 限期12月1日 | open hazard bagong 2026-12-01 - - 化工厂无泄爆口
重大隐患 巴公镇 化工厂无泄爆口，三个月内整改到位 | open hazard bagong 2027-01-20 - - 化工厂无泄爆口
重大隐患 巴公镇 化工厂无泄爆口，年底前整改 | open hazard bagong 2026-12-31 - - 化工厂无泄爆口
重大隐患 巴公镇 10月12日检查发现化工厂无泄爆口，12月1日前整改 | open hazard bagong 2026-12-01 - - 10月12日检查发现化工厂无泄爆口
重大隐患 巴公镇 化工厂无泄爆口 | open hazard bagong - - - 化工厂无泄爆口
重大隐患 巴公镇 化工厂无泄爆口，2027年3月1日前整改 | open hazard bagong - - - 化工厂无泄爆口 - far-day
重大隐患 巴公镇 化工厂无泄爆口，9月1日前整改 | open hazard bagong - - - 化工厂无泄爆口 - past-day
重大隐患 巴公镇 化工厂无泄爆口，11月31日前整改 | open hazard bagong - - - 化工厂无泄爆口 - no-such-day
重大隐患 巴公镇 化工厂无泄爆口，12月中旬整改完 | open hazard bagong - - - 化工厂无泄爆口 - approximate
3号现场调查已完成：责任人已约谈 | step-done quick - - 3 scene - 责任人已约谈
3号 完成现场调查 | step-done quick - - 3 scene
3号案件现场调查完成 | step-done quick - - 3 scene
三号现场调查做完了 | step-done quick - - 3 scene
案件3 现场调查做完了，发现2项问题 | step-done quick - - 3 scene - 发现2项问题
立案3号的调查意见已出具 | step-done quick - - 3 opinion
第12号调查意见已出具 | step-done quick - - 12 opinion
3号剖析完成 | step-done quick - - 3 analysis
3号通报印发了 | step-done quick - - 3 bulletin
5号整改销号完成 | step-done hazard - - 5 rectify
5号 已整改，储罐加装了液位计 | step-done hazard - - 5 rectify - 储罐加装了液位计
3号已完成 | step-done - - - 3
结案 3号 已整改 | close - - - 3 - - 已整改
3号结案，已整改到位 | close - - - 3 - - 已整改到位
3号案件可以结案了 | close - - - 3
销号 5号 储罐已更换液位计 | close - - - 5 - - 储罐已更换液位计
5号销号 | close - - - 5
结案 | close
案件 | list
案件清单 | list
看看案件 | list
快查快处 | list quick
快查快处清单 | list quick
立案清单 | list quick
立案情况 | list quick
重大隐患清单 | list hazard
查看重大隐患台账 | list hazard
重大隐患清单发我 | list hazard
重大隐患 | none
重大隐患2个 | none
重大隐患 2个 已整改1个 | none
重大隐患：0个 | none
重大隐患0 重大隐患整改0 | none
重大隐患都整改了 | none
重大隐患全整改了，还有1个没整改 | none
重大隐患整改率100% | none
重大隐患改成2 | none
无重大隐患 | none
重大隐患有几个没整改 | none
立案3起 | none
立案查处3起 | none
立案了吗 | none
结案率 | none
结案3起 | none
3号开了专委会 | none
3号完成演练 | none
3号报 | none
3号楼现场调查完成 | none
3号现场调查还没完成 | none
3号现场调查完成了吗 | none
3号现场调查正在完成 | none
10月3号现场调查完成 | none
现场调查完成 | none
3 12 | none
专委会开了 | none
收到 | none
`
	r := frame.Load().For(frame.Known{Units: sample(t).Units, Cases: caseRules()})
	for line := range strings.Lines(strings.TrimSpace(table)) {
		text, want, _ := strings.Cut(strings.TrimSpace(line), " | ")
		c, ok := frame.Case(r.Read(text, tuesday()), caseRules(), tuesday())
		if got := caseLine(c, ok); got != want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", text, got, want)
		}
		for _, r := range c.Refused {
			if text[r.From:r.To] != r.Text {
				t.Errorf("%s: %q does not stand at %d", text, r.Text, r.From)
			}
		}
	}
}

// TestCaseWithoutRules holds that a plan without cases takes no text for one.
func TestCaseWithoutRules(t *testing.T) {
	r := frame.Load().For(frame.Known{Units: sample(t).Units})
	for _, text := range []string{"立案 南村镇 XX煤矿皮带着火", "重大隐患 南村镇 无液位报警", "快查快处", "案件", "3号现场调查已完成", "结案 3号"} {
		if c, ok := frame.Case(r.Read(text, tuesday()), nil, tuesday()); ok {
			t.Errorf("%s: %s", text, caseLine(c, ok))
		}
	}
}

func tuesday() time.Time {
	return time.Date(2026, 10, 20, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))
}

// No text makes the reader panic, and what it keeps of a text stands in it.
func FuzzCase(f *testing.F) {
	for _, s := range []string{"立案 南村镇 XX煤矿皮带着火隐患", "3号现场调查已完成：责任人已约谈", "重大隐患 南村镇 XX加油站储罐无液位报警，12月20日前整改", "结案 3号 已整改", "案件"} {
		f.Add(s)
	}
	k := known()
	r := frame.Load().For(k)
	f.Fuzz(func(t *testing.T, text string) {
		c, ok := frame.Case(r.Read(text, tuesday()), caseRules(), tuesday())
		switch {
		case ok == (c.Act == ""):
			t.Errorf("%q: %s", text, caseLine(c, true))
		case c.Act == frame.CaseStepDone && c.ID == 0:
			t.Errorf("%q: a step of no case", text)
		case !c.On.IsZero() && (c.Act != frame.CaseOpen || c.On.Before(anwei.DateOf(tuesday()))):
			t.Errorf("%q: %s", text, caseLine(c, ok))
		case utf8.ValidString(text) && (!strings.Contains(text, c.Text) || !strings.Contains(text, c.Result)):
			t.Errorf("%q: %q and %q are not in the text", text, c.Text, c.Result)
		}
	})
}
