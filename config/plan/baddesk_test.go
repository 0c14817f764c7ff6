package plan_test

import (
	"os"
	"testing"
)

// badDesks each change one thing in testdata/desk.yaml, which stands behind
// testdata/small.yaml, whose last line is 60.
var badDesks = []badPlan{
	{"rekey system", "system: 全国系统", "system: ''", "bad.yaml:64: rekey.system: 没有填写；请补上要补录到哪个系统，例如 "},
	{"rekey form", "form: figures\n  fields:", "form: ledger\n  fields:", "bad.yaml:65: rekey.form: 方案里没有“ledger”这张表；请写要补录的表的编号，例如 figures"},
	{"rekey field", "field: hazards", "field: hazard", "bad.yaml:67: rekey.fields[0].field: 调度表里没有“hazard”这个指标；请写该表指标的编号"},
	{"rekey field twice", "{field: checks}", "{field: hazards}", "bad.yaml:68: rekey.fields[1].field: 补录的指标“hazards”重复，第67行已经用过；请换一个"},
	{"rekey key", "label: 隐患总数", "title: 隐患总数", "bad.yaml:67: rekey.fields[0].title: 不认识“title”；这里可以写的有：field、label"},
	{"mark id", "{id: yellow, title", "{id: 黄, title", "bad.yaml:70: marks[0].id: 编号“黄”不合要求"},
	{"mark twice", "{id: help, title", "{id: yellow, title", "bad.yaml:71: marks[1].id: 挂牌编号“yellow”重复，第70行已经用过"},
	{"mark title", "title: 督导帮扶", "title: ''", "bad.yaml:71: marks[1].title: 没有填写；请补上名称，例如 黄牌"},
	{"mark word twice", "title: 督导帮扶", "title: 黄牌预警", "bad.yaml:71: marks[1].title: 挂牌名称“黄牌预警”重复，第70行已经用过"},
	{"mark group", "group: cards", "group: card", "bad.yaml:70: marks[0].group: 不认识“card”；可以写的有：cards（红黄牌）、help（四级帮扶）"},
	{"mark audience", "audience: {kinds: [department]}, notice", "audience: {kinds: [village]}, notice", "bad.yaml:71: marks[1].audience.kinds[0]: 没有“village”这种单位类型；可以写的有：town、department"},
	{"mark of nobody", "audience: {kinds: [department]}, notice", "audience: {}, notice", "bad.yaml:71: marks[1].audience: 没有写明哪些单位；请写 kinds（单位类型）或 units（单位编号）"},
	{"mark notice", "\"{unit}：因{reason}挂{mark}\"", "''", "bad.yaml:70: marks[0].notice: 没有填写；请补上通知单位的话"},
	{"mark placeholder", "因{reason}挂", "因{why}挂", "bad.yaml:70: marks[0].notice: 不认识“{why}”；这里可以用的有：{unit} {mark} {reason} {office} {date}"},
	{"mark source", "source: 开展督导帮扶", "source: ''", "bad.yaml:71: marks[1].source: 没有填写；请补上依据"},
	{"mark rule twice", "{id: overdue,", "{id: late,", "bad.yaml:74: mark_rules[1].id: 建议挂牌的规则编号“late”重复，第73行已经用过"},
	{"mark rule of no mark", "mark: help, case", "mark: red, case", "bad.yaml:74: mark_rules[1].mark: marks 里没有“red”；请写其中一个编号"},
	{"mark rule form", "form: figures, running", "form: ledger, running", "bad.yaml:73: mark_rules[0].form: 方案里没有“ledger”这张表；请写 forms 里某张表的 id"},
	{"mark rule case", "case: hazard", "case: fire", "bad.yaml:74: mark_rules[1].case: 方案里没有“fire”这类案件；请写 cases 里某类案件的 id"},
	{"mark rule of both", "case: hazard", "form: figures, case: hazard", "bad.yaml:74: mark_rules[1].form: 要写 form（某张表）或 case（某类案件），只写一个"},
	{"mark rule of nothing", "form: figures, running: 3, ", "", "bad.yaml:73: mark_rules[0].form: 要写 form（某张表）或 case（某类案件），只写一个"},
	{"mark rule without periods", "running: 3", "running: 0", "bad.yaml:73: mark_rules[0].running: 请写 running：调度表连续几期逾期或未报，至少1；overdue 只用于 case"},
	{"mark rule with both numbers", "running: 3", "running: 3, overdue: 1", "bad.yaml:73: mark_rules[0].running: 请写 running：调度表连续几期逾期或未报，至少1；overdue 只用于 case"},
	{"mark rule without days", "overdue: 1, ", "", "bad.yaml:74: mark_rules[1].overdue: 请写 overdue：过期几天，至少1；running 只用于 form"},
	{"mark rule number", "running: 3", "running: 三", "bad.yaml:73: mark_rules[0].running: “三”不是整数；请用半角数字书写"},
	{"mark rule fact", "\"{case}超期{n}天\"", "''", "bad.yaml:74: mark_rules[1].fact: 没有填写；请补上事由，例如 连续{n}个月{form}逾期或未报"},
	{"mark rule placeholder", "{case}超期", "{form}超期", "bad.yaml:74: mark_rules[1].fact: 不认识“{form}”；这里可以用的有：{n} {case}"},
	{"mark rule loose brace", "连续{n}个月", "连续{n个月", "bad.yaml:73: mark_rules[0].fact: 花括号没有成对；可以用的有：{n} {form}"},
	{"mark rule source", "source: 推进缓慢", "source: ''", "bad.yaml:74: mark_rules[1].source: 没有填写；请补上依据"},
	{"bulletin form", "form: figures\n  briefing", "form: ledger\n  briefing", "bad.yaml:76: bulletins.form: 方案里没有“ledger”这张表；请写简报和小结说的是哪张表"},
	{"bulletin at night", "briefing: 08:40", "briefing: 05:00", "bad.yaml:77: bulletins.briefing: 08:30 前和 20:00 后不打扰人；请改在这两个时间之间"},
	{"bulletin clock", "briefing: 08:40", "briefing: 8点40", "bad.yaml:77: bulletins.briefing: “8点40”不是正确的时间；请写成 09:00（24小时制）"},
	{"bulletin weekday", "weekday: 1", "weekday: 6", "bad.yaml:78: bulletins.weekday: 每周简报请定在周一到周五，写1到5"},
	{"bulletin lead", "lead_days: 5", "lead_days: -1", "bad.yaml:79: bulletins.lead_days: lead_days 是截止前几个工作日，请写0到22之间的数"},
	{"bulletin summary at night", "summary: 09:30", "summary: 23:30", "bad.yaml:80: bulletins.summary: 08:30 前和 20:00 后不打扰人"},
	{"bulletin commend", "commend: 3", "commend: 13", "bad.yaml:81: bulletins.commend: commend 是连续几期，请写0到12之间的数"},
	{"bulletin key", "commend: 3", "commended: 3", "bad.yaml:81: bulletins.commended: 不认识“commended”；这里可以写的有：form、briefing、"},
	{"indicator twice", "{id: share, name: 占比", "{id: share, name: 占比, form: figures, numerator: checks, source: 一}\n  - {id: share, name: 另一", "bad.yaml:61: indicators[1].id: 考核指标编号“share”重复，第60行已经用过"},
	{"indicator name twice", "name: 占比, form", "name: 占比, words: [占比], form", "bad.yaml:60: indicators[0].words[0]: 考核指标的叫法“占比”重复"},
	{"indicator name", "name: 占比, form", "name: '', form", "bad.yaml:60: indicators[0].name: 没有填写；请补上考核指标的名称，例如 整改率"},
	{"indicator denominator", "denominator: hazards", "denominator: hazard", "bad.yaml:60: indicators[0].denominator: 表“调度表”里没有指标“hazard”"},
	{"indicator baseline word", "times: 100,", "times: 100, baseline: 高,", "bad.yaml:60: indicators[0].baseline: “高”不是数"},
	{"unheld without words", "words: [处罚, 罚款]", "words: []", "bad.yaml:83: unheld[0].words: 没有填写；请补上人们怎样说，例如 [处罚]"},
	{"unheld word twice", "[处罚, 罚款]", "[处罚, 处罚]", "bad.yaml:83: unheld[0].words[1]: 表里没有的说法“处罚”重复，第83行已经用过；请换一个"},
	{"unheld near nothing", "near: [hazards, checks]", "near: []", "bad.yaml:83: unheld[0].near: 要写1至3个相近的指标，现在是0个"},
	{"unheld near unknown", "near: [hazards, checks]", "near: [hazards, fines]", "bad.yaml:83: unheld[0].near[1]: 方案里没有“fines”这个指标；请写 indicators 或表中数字指标的编号"},
	{"answer about nothing", "about: [盖章]", "about: []", "bad.yaml:85: answers[0].about: 没有填写；请写问的是什么，例如 [重大隐患]"},
	{"answer that nobody asks", "asks: [要不要]", "asks: []", "bad.yaml:85: answers[0].asks: 没有填写；请写人们怎样问，例如 [啥叫, 什么叫]"},
	{"answer with a strange place", "最晚{due}", "最晚{day}", "bad.yaml:85: answers[0].text: 不认识{day}；可以用{office}、{contact}、{due}"},
	{"answer that says nothing", "\"要盖，最晚{due}。\"", "''", "bad.yaml:85: answers[0].text: 有0个字；请写怎样回答，手机上好读的，160个字以内"},
	{"answer out of the air", "source: 一}", "source: ''}", "bad.yaml:85: answers[0].source: 没有填写；请抄上通知里作依据的那一句"},
}

// desk is the small plan with what the office does about reports: re-keying, marks and
// bulletins.
func desk(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/desk.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return small(t) + string(text)
}

func TestBadDesks(t *testing.T) { refuse(t, desk(t), badDesks) }
