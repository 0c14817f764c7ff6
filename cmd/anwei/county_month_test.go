package main

import (
	"fmt"
	"strings"
	"testing"

	"anwei"
)

// TestCountyMonth plays October of the sample county from the first reminder to the
// table of the closed month, by the reporters of sixteen units, the office and the
// leaders, over the real protocol and a real ledger. Every figure that a leader is
// told is held against sums of what was typed.
func TestCountyMonth(t *testing.T) {
	if testing.Short() {
		t.Skip("a whole month is long")
	}
	onEachEngine(t, countyMonth)
}

func countyMonth(t *testing.T, _, at string) {
	t.Helper()
	noLeaks(t)
	c := newCounty(t, "2026-09-21 09:00", at)
	c.september()
	c.reminded()
	c.firstReports()
	c.caseOpened()
	c.noticeAndMeeting()
	c.otherWays()
	c.middle()
	c.lastDay()
	c.afterDeadline()
	c.frozen()
	c.monthsEnd()
	c.leadersAtTheEnd()
	c.onTheCommandLine()
}

// september leaves one unit with a month before, both forms, for 同上月.
func (c *county) september() {
	c.tell("dadonggou_tb", "填报9月调度表", "（第1/3组）")
	c.tell("dadonggou_tb", sheet{2, 6, 10, 12, 11, 1, 1, 8, 9, 9, 0, 0, 0, 1, 0}.paragraph(), "请核对")
	c.confirm("dadonggou_tb", "大东沟镇9月调度表", "按时，第1版")
	c.tell("dadonggou_tb", "填报9月台账", "已填0/")
	c.tell("dadonggou_tb", c.entries("dadonggou"), "请核对")
	c.confirm("dadonggou_tb", "大东沟镇9月台账", "按时，第1版")
}

// reminded is the morning three working days before the deadline.
func (c *county) reminded() {
	c.moveTo("2026-10-19 09:00")
	for _, p := range c.list.People {
		if strings.HasSuffix(string(p.ID), "_tb") {
			c.hears(string(p.ID), "10月调度表、台账")
		}
	}
}

// firstReports come on the first day: question by question, as a paragraph, as last
// month, as copied cells and as nothing at all.
func (c *county) firstReports() {
	c.guide("nancun_tb", "nancun", sheet{3, 12, 45, 120, 118, 2, 2, 20, 44, 40, 1, 1, 0, 2, 0})
	c.confirm("nancun_tb", "南村镇10月调度表", "按时，第1版")
	c.try(c.sim.SendImage(c.Context(), "nancun_tb", "盖章.png", photo(c.T)))
	c.hears("nancun_tb", "已收到南村镇10月调度表盖章件（照片，第1版）")
	c.ledger("nancun_tb", "nancun", "南村镇", "按时，第1版")

	yingji := sheet{1, 2, 30, 60, 54, 4, 3, 25, 33, 30, 2, 1, 1, 3, 0}
	c.tell("yingji_tb", yingji.paragraph(), "认出15项", "请核对")
	c.keep("yingji", yingji)
	c.confirm("yingji_tb", "县应急管理局10月调度表", "按时，第1版")
	c.ledger("yingji_tb", "yingji", "县应急管理局", "按时，第1版")

	c.tell("dadonggou_tb", "填报", "（第1/3组）")
	c.tell("dadonggou_tb", "同上月", "9月是这样报的", "都一样")
	c.tell("dadonggou_tb", "都一样", "请核对")
	c.keep("dadonggou", sheet{2, 6, 10, 12, 11, 1, 1, 8, 9, 9, 0, 0, 0, 1, 0})
	c.confirm("dadonggou_tb", "大东沟镇10月调度表", "按时，第1版")
	c.tell("dadonggou_tb", "填报10月台账", "大东沟镇 已填0/")
	c.tell("dadonggou_tb", "全部无变化，本月没有新的安排", "请核对")
	c.confirm("dadonggou_tb", "大东沟镇10月台账", "按时，第1版")

	bagong := sheet{4, 9, 33, 51, 50, 3, 3, 17, 29, 28, 1, 1, 1, 0, 0}
	c.tell("bagong_tb", "填报10月调度表", "（第1/3组）")
	c.tell("bagong_tb", bagong.cells("10月"), "从表格认出15项", "请核对")
	c.keep("bagong", bagong)
	c.confirm("bagong_tb", "巴公镇10月调度表", "按时，第1版")
	c.ledger("bagong_tb", "bagong", "巴公镇", "按时，第1版")

	c.tell("gaodu_tb", "零报告", "请核对")
	c.keep("gaodu", sheet{})
	c.confirm("gaodu_tb", "高都镇10月调度表", "按时，第1版")
	c.ledger("gaodu_tb", "gaodu", "高都镇", "按时，第1版")
}

// caseOpened opens a case that the unit works off, and has a duty told.
func (c *county) caseOpened() {
	c.tell("anban", "立案 南村镇 某煤矿皮带走廊着火隐患，县督导检查发现", "【快查快处1号】南村镇", "确认后即通知承办单位")
	c.tap("anban", "确认登记", "已登记为快查快处1号")
	c.hears("nancun_tb", "快查快处1号：南村镇")
	c.tell("nancun_tb", "1号现场调查已完成，皮带已停用", "“现场调查”已完成", "调查意见")
	c.hears("anban", "“现场调查”已完成")

	c.tell("bagong_tb", "10月16日开了专委会，23人参加，研究解决3个问题", "四季度“专委会全体会议”", "23人参加")
	c.tap("bagong_tb", "记下", "✅ 已记下：巴公镇四季度“专委会全体会议”")
	c.try(c.sim.SendImage(c.Context(), "bagong_tb", "会场.png", photo(c.T)))
	c.hears("bagong_tb", "已作为巴公镇四季度“专委会全体会议”的佐证保存")
}

// noticeAndMeeting calls the towns to a meeting; who has not answered is chased.
func (c *county) noticeAndMeeting() {
	c.moveTo("2026-10-20 09:30")
	c.tell("nancun_tb", "1号调查意见已完成：责令停产整改", "“调查意见”已完成")
	c.tell("anban", "通知 各镇：明天下午3点在县政府二楼开调度会，请回复确认", "发给各镇：8人（8个单位）", "发给8人，立即发出？")
	c.tap("anban", "发送", "✅ 通知1号已交发送，共8人")
	for _, town := range c.towns() {
		c.hears(town+"_tb", "开会时间10月21日（周三）15:00")
	}
	c.tap("nancun_tb", "参加", "已记下您参加会议")
	c.tap("xiacun_tb", "请假", "请说明请假的原因")
	c.tell("xiacun_tb", "去市里开会", "请假")
	c.hears("anban", "请假：去市里开会")
	for _, town := range c.towns()[2:6] {
		c.tell(town+"_tb", "参加", "已记下您参加会议")
	}
	c.tell("anban", "通知1号谁没确认", "没有说是否参会的2人")
	c.tell("anban", "催通知1号", "没有回复的2人")
	c.tell("dayang_tb", "由张三替会", "替会")
	c.tell("jincun_tb", "收到", "已确认收到通知1号")
	c.tell("anban", "通知1号签收表", ".xlsx")
	c.moveTo("2026-10-20 16:00")
	c.hears("nancun_tb", "会议提醒：10月21日（周三）15:00")
	if c.count("xiacun_tb", "会议提醒") > 0 {
		c.Error("who is excused is reminded of the meeting")
	}
}

func (c *county) towns() []string {
	return []string{"nancun", "xiacun", "dadonggou", "zhoucun", "bagong", "gaodu", "dayang", "jincun"}
}

// otherWays are a workbook, a deputy, one person for two units, and the office that
// enters what it was told by telephone.
func (c *county) otherWays() {
	c.tell("zhoucun_tb", "汇总表", ".xlsx")
	c.try(c.sim.SendFile(c.Context(), "zhoucun_tb", "十月.xlsx", c.fillIn(c.file("zhoucun_tb", ".xlsx").ID)))
	c.hears("zhoucun_tb", "从表格认出15项，已记入")
	c.hears("zhoucun_tb", "核对无误请确认提交")
	c.keep("zhoucun", sheet{1, 12, 20, 30, 28, 2, 2, 15, 22, 20, 1, 1, 0, 1, 0})
	c.confirm("zhoucun_tb", "周村镇10月调度表", "按时，第1版")
	c.ledger("zhoucun_tb", "zhoucun", "周村镇", "按时，第1版")

	c.tell("dayang_tb", "本月我出差，请金村填报员代报", "他同意后生效")
	c.hears("jincun_tb", "请您代报")
	c.tap("jincun_tb", "同意代报", "由您代报大阳镇")
	c.hears("dayang_tb", "已同意")
	dayang := sheet{2, 5, 18, 22, 22, 0, 0, 11, 14, 13, 0, 0, 0, 1, 0}
	c.tell("jincun_tb", "填报10月调度表", "您要填报哪个单位")
	c.tell("jincun_tb", "大阳镇", "（第1/3组）")
	c.tell("jincun_tb", dayang.paragraph(), "大阳镇 请核对")
	c.keep("dayang", dayang)
	c.confirm("jincun_tb", "大阳镇10月调度表", "按时，第1版")
	c.tell("jincun_tb", "填报10月台账", "您要填报哪个单位")
	c.tell("jincun_tb", "大阳镇", "大阳镇 已填0/")
	c.tell("jincun_tb", c.entries("dayang"), "大阳镇 请核对")
	c.confirm("jincun_tb", "大阳镇10月台账", "按时，第1版")

	c.by("jianguan", "shijian", "县市场监管局", sheet{1, 1, 40, 38, 37, 1, 1, 32, 30, 29, 1, 1, 2, 2, 0})
	zhujian := sheet{2, 3, 21, 34, 30, 2, 1, 19, 26, 24, 0, 0, 0, 1, 0}
	c.tell("anban", "代录 住建局 "+zhujian.paragraph(), "代录县住建局10月调度表", "请核对")
	c.keep("zhujian", zhujian)
	c.tell("anban", "确认提交", "✅ 县住建局10月调度表已报送", "已请县住建局的填报员确认")
	c.hears("zhujian_tb", "请确认代录的县住建局10月调度表")
	c.tell("anban", "进度", "代录待确认1家：县住建局")
	c.tap("zhujian_tb", "确认无误")
	c.ledger("zhujian_tb", "zhujian", "县住建局", "按时，第1版")
}

// by reports both forms of one of the units that a person reports for.
func (c *county) by(who, unit, name string, s sheet) {
	c.Helper()
	c.tell(who, "填报"+name+"10月调度表", name)
	c.tell(who, s.paragraph(), name+" 请核对")
	c.keep(unit, s)
	c.confirm(who, name+"10月调度表", "按时，第1版")
	c.tell(who, "填报"+name+"10月台账", name+" 已填0/")
	c.tell(who, c.entries(anwei.UnitID(unit)), name+" 请核对")
	c.confirm(who, name+"10月台账", "按时，第1版")
}

// onlyOwing reports both forms of the only one of several units that still owes
// them, of which nobody is asked which.
func (c *county) onlyOwing(who, unit, name string, s sheet) {
	c.Helper()
	c.tell(who, "填报10月调度表", "只有"+name+"还没有报10月调度表", name+"（第1/3组）")
	c.tell(who, s.paragraph(), name+" 请核对")
	c.keep(unit, s)
	c.confirm(who, name+"10月调度表", "按时，第1版")
	c.tell(who, "填报10月台账", "只有"+name+"还没有报10月台账", name+" 已填0/")
	c.tell(who, c.entries(anwei.UnitID(unit)), name+" 请核对")
	c.confirm(who, name+"10月台账", "按时，第1版")
}

// both reports both forms of a unit by its own reporter, as paragraphs.
func (c *county) both(unit, name, standing string, s sheet) {
	c.Helper()
	who := unit + "_tb"
	c.tell(who, "填报10月调度表", name)
	c.tell(who, s.paragraph(), name+" 请核对")
	c.keep(unit, s)
	c.confirm(who, name+"10月调度表", standing)
	c.ledger(who, unit, name, standing)
}

// middle is the leader's question two days before the deadline, with what he goes
// on to ask.
func (c *county) middle() {
	c.moveTo("2026-10-21 14:00")
	c.hears("nancun_tb", "会议提醒：10月21日（周三）15:00")
	in := fmt.Sprintf("应报16家，已报%d家（按时%d、逾期0）", len(c.typed), len(c.typed))
	c.tell("xianzhang", "进度", append(c.figures(), in)...)
	n, of := c.sum(rectifiedColumns...), c.sum(enteredColumns...)
	c.tell("xianzhang", "10月整改率", fmt.Sprintf("全县10月整改率%.1f%%（%d/%d，%d/16家）", 100*float64(n)/float64(of), n, of, len(c.typed)))
	c.tell("xianzhang", "谁最差", "1. 县住建局 90.0%（54/60）")
	c.tell("xianzhang", "只看镇", "各镇10月整改率最差：周村镇，92.3%（48/52）")
	c.tell("xianzhang", "画个图", "图正在画", ".png")
	c.tell("xianzhang", "这个数从哪来", "大东沟镇：企业自查已整改11、部门检查已整改9、企业自查发现隐患12、部门检查发现隐患9（第1版，大东沟填报员")
	c.tell("nancun_zz", "全县10月整改率", "南村镇10月整改率96.3%（158/164）")
	c.tell("nancun_zz", "巴公镇10月整改率", "不在您的查看范围内")
}
