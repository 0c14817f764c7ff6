package plan_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"anwei/config"
	"anwei/config/plan"
)

// badPlan is a plan that has one thing changed, and a line of what is said about it.
type badPlan struct{ name, old, now, want string }

// badPlans each change one thing in testdata/small.yaml.
var badPlans = []badPlan{
	{"unknown key", "county: 某县", "conty: 某县", "bad.yaml:4: conty: 不认识“conty”；这里可以写的有：id、version、title、"},
	{"key twice", "office: 县安委办", "office: 县安委办\noffice: 乡安委办", "bad.yaml:6: office: “office”写了两次，第一次在第5行"},
	{"missing text", "short: 小行动", "short:", "bad.yaml:3: short: 没有填写；请补上行动简称"},
	{"version", "id: small", "id: small\nversion: x", "bad.yaml:2: version: 版本号由程序按方案内容算出"},
	{"id", "id: small", "id: 小", "bad.yaml:1: id: 编号“小”不合要求"},
	{"kind of word", "office: 县安委办", "office: 县安委办\nwords: [{kind: thing, words: [渔船]}]", "bad.yaml:6: words[0].kind: 没有“thing”这种词；可以写的有：object check"},
	{"word of the county twice", "office: 县安委办", "office: 县安委办\nwords: [{kind: object, words: [渔船, 渔船]}]", "bad.yaml:6: words[0].words[1]: 这个词“渔船”重复"},
	{"no word of the county", "office: 县安委办", "office: 县安委办\nwords: [{kind: object}]", "bad.yaml:6: words[0].words: 没有填写"},
	{"word with a blank", "office: 县安委办", "office: 县安委办\nwords: [{kind: object, words: [渔 船]}]", "bad.yaml:6: words[0].words[0]: 词里不能有空格"},
	{"zone", "Asia/Shanghai", "Asia/Jincheng", "bad.yaml:6: zone: 没有“Asia/Jincheng”这个时区；全国都用 Asia/Shanghai"},
	{"date", "to: 2026-12-31\nkinds", "to: 2026-02-30\nkinds", "bad.yaml:8: to: “2026-02-30”不是正确的日期；请写成 2026-03-31"},
	{"dates turned", "from: 2026-01-01\nto", "from: 2027-01-01\nto", "bad.yaml:8: to: 结束日期 2026-12-31 早于开始日期 2027-01-01"},
	{"kind twice", "{id: department, title: 县直部门}", "{id: town, title: 县直部门}", "bad.yaml:11: kinds[1].id: 单位类型编号“town”重复，第10行已经用过；请换一个"},
	{"phase twice", "{id: two,", "{id: one,", "bad.yaml:14: phases[1].id: 阶段编号“one”重复，第13行已经用过"},
	{"phases overlap", "from: 2026-07-01", "from: 2026-06-30", "bad.yaml:14: phases[1].from: 与阶段“一阶段”（2026-01-01 至 2026-06-30）重叠"},
	{"phase outside", "from: 2026-01-01, to", "from: 2025-12-01, to", "bad.yaml:13: phases[0].from: 2025-12-01 不在行动期间"},
	{"period kind", "every: month", "every: week", "bad.yaml:19: forms[0].every: 周期“week”不存在；请写 month（月）、quarter（季）"},
	{"period", "first: 2026-01", "first: 2026-13", "bad.yaml:20: forms[0].first: “2026-13”不是正确的报送期；请写成 2026-10、2026-Q3"},
	{"period of another kind", "first: 2026-01", "first: 2026-Q1", "bad.yaml:20: forms[0].first: “2026-Q1”与 every: month 不一致；请写成像 2026-02 这样"},
	{"period before the campaign", "first: 2026-01", "first: 2025-12", "bad.yaml:20: forms[0].first: 2025年12月 在行动开始（2026-01-01）之前"},
	{"last before first", "first: 2026-01\n    last: 2026-12", "first: 2026-05\n    last: 2026-04", "bad.yaml:21: forms[0].last: 最后一期 2026-04 早于第一期 2026-05"},
	{"audience kind", "audience: {kinds: [department]}", "audience: {kinds: [village]}", "bad.yaml:47: duties[0].audience.kinds[0]: 没有“village”这种单位类型；可以写的有：town、department"},
	{"nobody", "audience: {kinds: [department]}", "audience: {}", "bad.yaml:47: duties[0].audience: 没有写明哪些单位"},
	{"deadline day", "day: 22", "day: 32", "bad.yaml:23: forms[0].deadline.day: 截止日“32”不存在；请写1到31"},
	{"deadline word", "day: 22", "day: 二十二", "bad.yaml:23: forms[0].deadline.day: “二十二”不是整数；请用半角数字书写"},
	{"shift", "shift: keep", "shift: next", "bad.yaml:23: forms[0].deadline.shift: “next”不认识；遇休息日不变写 keep"},
	{"field twice", "id: hazards", "id: checks", "bad.yaml:34: forms[0].fields[1].id: 指标编号“checks”重复，第27行已经用过"},
	{"field name twice", "name: 自查隐患", "name: 自查家次", "bad.yaml:38: forms[0].fields[1].name: 指标叫法“自查家次”重复，第31行已经用过"},
	{"word twice", "words: [自查, 查了]", "words: [自查, 自查]", "bad.yaml:33: forms[0].fields[0].words[1]: 同组指标的同义词“自查”重复"},
	{"group", "group: self\n        kind: count\n        title: 隐患", "group: dept\n        kind: count\n        title: 隐患", "bad.yaml:35: forms[0].fields[1].group: 表里没有“dept”这个分组；可以写的有：self"},
	{"empty group", "name: 自查}", "name: 自查}\n      - {id: dept, title: 部门, name: 部门}", "bad.yaml:26: forms[0].groups[1]: 分组“dept”里没有指标"},
	{"field kind", "kind: count\n        title: 隐患", "kind: number\n        title: 隐患", "bad.yaml:36: forms[0].fields[1].kind: 指标种类“number”不存在"},
	{"hint kind", "hints: {town:", "hints: {village:", "bad.yaml:40: forms[0].fields[1].hints.village: 没有“village”这种单位类型"},
	{"check level", "level: error", "level: warn", "bad.yaml:42: forms[0].checks[0].level: 级别“warn”不存在；请写 error"},
	{"check field", "right: hazards", "right: hazard", "bad.yaml:42: forms[0].checks[0].right: 表“调度表”里没有指标“hazard”"},
	{"check both", "right: hazards", "right: hazards, usual: true", "bad.yaml:42: forms[0].checks[0].left: right、usual、cumulative、swapped 只能写一样"},
	{"check swapped", "right: hazards, ", "swapped: true, ", "bad.yaml:42: forms[0].checks[0].left: usual、cumulative 只看一个指标，swapped 至少要两个"},
	{"check carried", "right: hazards, ", "right: hazards + hazards, carried: true, ", "bad.yaml:42: forms[0].checks[0].carried: carried 只用于一个数"},
	{"check item", "right: hazards, ", "right: hazards, item: 多, ", "bad.yaml:42: forms[0].checks[0].item: message 里的 {items} 由 item 来写"},
	{"check neither", "right: hazards, ", "", "bad.yaml:42: forms[0].checks[0].right: 没有写明与什么比"},
	{"check placeholder", "{left}多于", "{左}多于", "bad.yaml:42: forms[0].checks[0].message: 不认识“{左}”；这里可以用的有：{left} {right}"},
	{"indicator form", "form: figures, numerator", "form: figure, numerator", "bad.yaml:60: indicators[0].form: 方案里没有“figure”这张表"},
	{"indicator figure", "numerator: checks", "numerator: check", "bad.yaml:60: indicators[0].numerator: 表“调度表”里没有指标“check”"},
	{"indicator of the past", "numerator: checks", "numerator: total.checks", "bad.yaml:60: indicators[0].numerator: 考核指标只用本期的数；“total.checks”请改为 checks"},
	{"indicator without times", "times: 100, ", "", "bad.yaml:60: indicators[0].times: 没有写明乘数"},
	{"indicator without denominator", "denominator: hazards, ", "", "bad.yaml:60: indicators[0].times: 没有分母的指标不用写 times"},
	{"indicator named as a field", "id: share", "id: checks", "bad.yaml:60: indicators[0].id: 编号“checks”已经是“自查家次”的编号"},
	{"indicator of reports and figures", "times: 100", "times: 100, punctual: true", "bad.yaml:60: indicators[0].punctual: punctual 按报表份数算"},
	{"indicator direction", "times: 100", "times: 100, better: more", "bad.yaml:60: indicators[0].better: “more”不认识"},
	{"indicator baseline", "times: 100", "times: 100, baseline: 1.2", "bad.yaml:60: indicators[0].baseline_name: 没有写明是什么水平"},
	{"indicator baseline below zero", "times: 100", "times: 100, baseline: -1", "bad.yaml:60: indicators[0].baseline: 比较的水平不能是负数"},
	{"indicator source", "source: 不低于平均", "source: ''", "bad.yaml:60: indicators[0].source: 没有填写；请补上依据"},
	{"every and by", "every: quarter", "every: quarter\n    by: 2026-03-31", "bad.yaml:47: duties[0].by: every（周期）与 by（完成日期）只能写一个"},
	{"neither every nor by", "every: quarter\n", "when: 节日\n", "bad.yaml:44: duties[0].by: 没有写明时间"},
	{"by outside", "by: 2026-03-31", "by: 2027-03-31", "bad.yaml:53: duties[1].by: 2027-03-31 不在行动期间"},
	{"asks", "lead_days: 20", "lead_days: 20\n    asks: [money]", "bad.yaml:50: duties[0].asks[0]: 没有“money”这一项可问"},
	{"told", "lead_days: 20", "lead_days: 20\n    told: [开会]", "bad.yaml:50: duties[0].told[0]: told（说法）写两个以上的词"},
	{"lead too long", "lead_days: 20", "lead_days: 91", "bad.yaml:49: duties[0].lead_days: 提前91天比整个期间还长；请写90天以内"},
	{"lead of a one-off", "source: 3月底前制定", "source: 3月底前制定\n    lead_days: 90", "bad.yaml:57: duties[1].lead_days: 提前90天比整个期间还长；请写89天以内"},
	{"wanted", "wanted: 1\n    lead", "wanted: 0\n    lead", "bad.yaml:48: duties[0].wanted: 没有写明要求几次"},
	{"source", "source: 每季度至少召开1次", "source: ''", "bad.yaml:50: duties[0].source: 没有填写；请补上依据"},
	{"duty twice", "id: lists", "id: meeting", "bad.yaml:51: duties[1].id: 任务编号“meeting”重复，第44行已经用过"},
	{"rule form", "form: figures, days", "form: ledger, days", "bad.yaml:58: reminders[0].form: 方案里没有“ledger”这张表"},
	{"top-up of a form that asks none", "form: figures, days", "form: figures, from: top_up, days", "bad.yaml:58: reminders[0].from: “figures”这张表没有写 top_up: true"},
	{"two rules of one day", "indicators:", "  - {id: again, form: figures, days: -1, working: true, at: 15:00, to: [deputy, reporter], text: 请填报}\nindicators:", "bad.yaml:59: reminders[1].days: 与“before”同一天提醒同样的人"},
	{"top-up before its day", "form: figures, days", "form: figures, from: top_up, days", "bad.yaml:58: reminders[0].days: 问有无变化不能早于那一天"},
	{"top-up of duties", "form: figures, days", "duties: true, from: top_up, days", "bad.yaml:58: reminders[0].from: top_up（问有无变化的那天）只能用于 form"},
	{"top-up asked of a leader", "to: [reporter]", "to: [leader], from: top_up", "bad.yaml:58: reminders[0].from: 有无变化只问填报的人"},
	{"rule clock", "at: 09:00", "at: 9点", "bad.yaml:58: reminders[0].at: “9点”不是正确的时间；请写成 09:00（24小时制）"},
	{"rule without clock", "at: 09:00, ", "", "bad.yaml:58: reminders[0].at: 没有填写；请补上提醒的时间"},
	{"rule days", "days: -1", "days: -40", "bad.yaml:58: reminders[0].days: 距截止日-40天超出了一个报送期"},
	{"recipient", "to: [reporter]", "to: [boss]", "bad.yaml:58: reminders[0].to[0]: 不认识“boss”；可以写的有：reporter（填报员）"},
	{"rule placeholder", "{unit}请", "{units}请", "bad.yaml:58: reminders[0].text: 不认识“{units}”；这里可以用的有：{unit} {form} {duty} {case} {step} {period} {deadline} {left} {on} {state}"},
	{"loose brace", "{unit}请", "{unit请", "bad.yaml:58: reminders[0].text: 花括号没有成对"},
	{"truth", "working: true", "working: 对", "bad.yaml:58: reminders[0].working: “对”应当是 true（是）或 false（否）"},
	{"list", "to: [reporter]", "to: reporter", "bad.yaml:58: reminders[0].to: 应当是列表；请写成 [甲, 乙]"},
	{"full-width colon", "county: 某县", "county： 某县", "bad.yaml:4: “county：”用了全角冒号；请改成半角冒号“:”，后面空一格"},
	{"full-width colon in braces", "{id: town, title", "{id： town, title", "bad.yaml:10: kinds[0]: “id：”用了全角冒号"},
	{"no space", "county: 某县", "county:某县", "bad.yaml:4: “county:”的冒号后面要空一格；请写成“county: 内容”"},
	{"tab", "  - {id: town,", "\t- {id: town,", "bad.yaml:10: 行首用了制表符（Tab）；缩进请用空格"},
	{"anchor", "audience: {kinds: [department]}", "audience: &a {kinds: [department]}", "bad.yaml:47: duties[0].audience: 不支持用 & 和 * 引用"},
	{"not UTF-8", "某县", "\xc4\xb3\xcf\xd8", "bad.yaml: 文件不是 UTF-8 编码"},
}

func small(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestBadPlans(t *testing.T) {
	refuse(t, small(t), badPlans)
}

// refuse holds that the good plan is loaded and that each of the bad ones made of it is
// not, with a line that names file, line, field and what to do.
func refuse(t *testing.T, good string, bad []badPlan) {
	t.Helper()
	if _, err := plan.Load("good.yaml", []byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, c := range bad {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(good, c.old) != 1 {
				t.Fatalf("%q stands %d times in the good plan", c.old, strings.Count(good, c.old))
			}
			_, err := plan.Load("bad.yaml", []byte(strings.Replace(good, c.old, c.now, 1)))
			var ps config.Problems
			if !errors.As(err, &ps) || !strings.Contains("\n"+err.Error(), "\n"+c.want) {
				t.Errorf("got\n%v\nwant a line\n%s", err, c.want)
			}
		})
	}
}

// TestAllAtOnce holds that one load tells everything, in the order of the file.
func TestAllAtOnce(t *testing.T) {
	text := strings.NewReplacer("shift: keep", "shift: next", "zone: Asia/Shanghai", "zone: 北京", "to: [reporter]", "to: [boss]").Replace(small(t))
	_, err := plan.Load("bad.yaml", []byte(text))
	var ps config.Problems
	if !errors.As(err, &ps) || len(ps) != 3 || ps[0].Line != 6 || ps[1].Line != 23 || ps[2].Line != 58 {
		t.Errorf("got\n%v", err)
	}
}

func TestNothing(t *testing.T) {
	for _, text := range []string{"", "# 只有说明\n", "null\n", "[]\n", "三大行动\n", "a: 1\n---\nb: 2\n"} {
		_, err := plan.Load("bad.yaml", []byte(text))
		var ps config.Problems
		if !errors.As(err, &ps) || len(ps) != 1 {
			t.Errorf("%q gave\n%v", text, err)
		}
	}
}

// FuzzLoad holds that no file makes Load panic. Run it with -fuzzminimizetime=5x:
// the order of maps makes coverage vary, and minimizing would never end.
func FuzzLoad(f *testing.F) {
	f.Add(plan.DefaultYAML())
	good := small(f)
	f.Add([]byte(good))
	f.Add([]byte(desk(f)))
	for _, c := range badDesks {
		f.Add([]byte(strings.Replace(desk(f), c.old, c.now, 1)))
	}
	for _, c := range badPlans {
		f.Add([]byte(strings.Replace(good, c.old, c.now, 1)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := plan.Load("fuzz.yaml", data)
		var ps config.Problems
		if err != nil && !errors.As(err, &ps) {
			t.Errorf("not problems: %v", err)
		}
		if err == nil && p.Version == "" {
			t.Error("a plan without a version")
		}
	})
}
