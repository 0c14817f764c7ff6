package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// lastDay is the day of the deadline: only those who owe something are reminded.
func (c *county) lastDay() {
	c.onlyOwing("jincun_tb", "jincun", "金村镇", sheet{1, 1, 12, 10, 10, 0, 0, 9, 8, 8, 0, 0, 0, 0, 0})
	before := c.count("nancun_tb", "10月调度表、台账")
	c.moveTo("2026-10-22 09:00")
	c.hears("jiaotong_tb", "今天")
	if c.count("nancun_tb", "10月调度表、台账") != before {
		c.Error("who has reported is reminded on the last day")
	}
	c.both("jiaotong", "县交通运输局", "按时，第1版", sheet{1, 2, 15, 19, 17, 9, 1, 22, 27, 26, 1, 1, 0, 2, 0})
	c.both("nengyuan", "县能源局", "按时，第1版", sheet{2, 7, 14, 25, 24, 1, 1, 13, 21, 20, 1, 0, 1, 1, 0})
	c.both("xiaofang", "县消防救援大队", "按时，第1版", sheet{1, 3, 28, 41, 39, 0, 0, 36, 47, 45, 0, 0, 0, 3, 0})
	c.both("gongan", "县公安局", "按时，第1版", sheet{0, 0, 16, 11, 11, 0, 0, 20, 15, 15, 0, 0, 0, 4, 1})
	c.tell("nancun_tb", "1号案例剖析完成，已报安委办", "“案例剖析”已完成")
}

// afterDeadline is the morning after it: two units are late, one of which promises;
// the office returns a report and takes another.
func (c *county) afterDeadline() {
	c.moveTo("2026-10-23 09:00")
	c.hears("anban", "未报2家（下村镇、县教育局）")
	c.hears("jiaoyu_tb", "10月调度表、台账")
	c.tell("jiaoyu_tb", "26号报", "10月26日报送，在那之前不再提醒")
	c.tell("anban", "催一下", "下村镇", "承诺10月26日报", "确认催办吗？")
	c.tap("anban", "确认催办", "✅ 已催1家、1人")
	c.hears("xiacun_tb", "县安委办请您抓紧报送")
	c.both("xiacun", "下村镇", "逾期，第1版", sheet{2, 8, 26, 41, 41, 0, 0, 19, 44, 40, 3, 2, 1, 2, 0})

	c.tell("anban", "退回 交通局 第6项与台账不符", "6. 企业自查重大隐患：9个", "确认退回吗？")
	c.tap("anban", "确认退回", "✅ 已退回县交通运输局10月调度表")
	c.hears("jiaotong_tb", "县交通运输局10月调度表已退回")
	c.tell("anban", "进度", "退回待改1家：县交通运输局")
	c.tap("jiaotong_tb", "去更正", "6. 其中重大隐患数，原报9个")
	c.tell("jiaotong_tb", "1", "请核对")
	s := c.typed["jiaotong"]
	s[5] = 1
	c.keep("jiaotong", s)
	c.tell("jiaotong_tb", "确认提交", "按时，第2版")
	c.hears("anban", "县交通运输局10月调度表")

	c.moveTo("2026-10-26 10:00")
	c.both("jiaoyu", "县教育局", "逾期，第1版", sheet{1, 0, 44, 20, 19, 0, 0, 30, 12, 12, 0, 0, 0, 0, 0})
	c.tell("anban", "收下 公安局", "确认收下吗？")
	c.tap("anban", "确认收下", "✅ 已收下县公安局10月调度表")
}

// frozen is what the office hands up, and what a unit corrects after it.
func (c *county) frozen() {
	c.tell("anban", "定格10月 报市安委办", "确认定格吗？")
	c.tap("anban", "确认定格", "已定格10月数据（调度表已报16/16家", "报市安委办")
	handedUp := c.figures()
	c.moveTo("2026-10-27 09:30")
	c.tell("nengyuan_tb", "改第4项 27", "企业自查发现隐患27个（原25个）")
	s := c.typed["nengyuan"]
	s[3] = 27
	c.keep("nengyuan", s)
	c.tell("nengyuan_tb", "确认提交", "已更正1项", "按时，第2版")
	c.tell("anban", "10月上报后有什么变化", "1个单位", "1个数", "25", "27")
	c.tell("anban", "10月定格表", ".xlsx")
	if now := c.figures(); now[0] == handedUp[0] {
		c.Errorf("the correction changed nothing: %v", now)
	}
	c.tell("anban", "补录清单", ".xlsx")
	c.tell("anban", "已录 南村镇", "南村镇")
	c.tell("anban", "谁没交盖章件", "盖章件已收1家")

	c.tell("anban", "黄牌 下村镇 10月调度表逾期", "因10月调度表逾期", "确认挂牌吗？")
	c.tap("anban", "确认挂牌", "✅ 已记录：下村镇 黄牌（1号）")
	c.hears("xiacun_zz", "黄牌预警")
}

// monthsEnd asks whoever reported before it whether the month's figures are whole.
func (c *county) monthsEnd() {
	c.moveTo("2026-10-30 09:00")
	c.hears("nancun_tb", "到月底有变化吗")
	c.tell("nancun_tb", "无变化", "南村镇10月调度表无变化，已按全月数定稿")
	c.hears("bagong_tb", "到月底有变化吗")
	c.tell("bagong_tb", "有变化，自查家次改成40", "企业自查家次40（原33家次）", "请核对")
	s := c.typed["bagong"]
	s[2] = 40
	c.keep("bagong", s)
	c.confirmed("bagong_tb", "巴公镇10月调度表已更正1项", "按时，第2版")
	c.tell("gongan_tb", "无变化", "已按全月数定稿") // it was taken before, and is asked all the same
	c.tell("anban", "1号案例通报已完成，已印发全县", "本案已办结")
	c.tell("anban", "案件", "没有在办的案件")
	c.tell("anban", "进度", append(c.figures(), "已报16家（按时14、逾期2）", "全月数已定稿")...)
}

// confirmed hands in a correction.
func (c *county) confirmed(who string, want ...string) {
	c.Helper()
	c.tell(who, "确认提交", want...)
}

// leadersAtTheEnd asks after the month what was asked in its middle, and more.
func (c *county) leadersAtTheEnd() {
	c.moveTo("2026-11-02 09:30")
	c.hears("anban", "1. 10月部门主要负责人深入基层检查")
	for unit, times := range map[string]int{"nancun": 1, "bagong": 1, "gongan": 1, "zhoucun": 2} {
		c.until(fmt.Sprintf("%s was asked %d times about the month's end", unit, times), func() bool {
			return c.count(unit+"_tb", "到月底有变化吗") == times
		})
	}
	for _, one := range c.questions() {
		c.tell("xianzhang", one.text, one.want)
	}
	c.tell("xianzhang", "画个图", ".png")
	c.tell("xianzhang", "10月台账进度", "已报16家")
	c.tell("xianzhang", "四季度专委会开了没", "1")
	c.tell("xianzhang", "10月汇总表", ".xlsx")
	c.tell("xiacun_zz", "10月进度", "逾期，第1版")
}

// asked is a question and what its answer must say.
type asked struct{ text, want string }

// questions are those of the end, with answers out of what was typed.
func (c *county) questions() []asked {
	n, of := c.sum(rectifiedColumns...), c.sum(enteredColumns...)
	rate := fmt.Sprintf("%.1f%%（%d/%d", 100*float64(n)/float64(of), n, of)
	major, all := c.sum(majorColumns...), c.sum(foundColumns...)
	return []asked{
		{"10月进度", "应报16家，已报16家（按时14、逾期2）"},
		{"10月整改率", "全县10月整改率" + rate + "）"},
		{"10月全县合计", fmt.Sprintf("自查家次%d", c.sum(2))},
		{"10月停产几家", fmt.Sprintf("%d家", c.sum(12))},
		{"10月发现隐患", fmt.Sprintf("全县10月发现隐患%d个（16/16家）；9月27个（1/16家）", all)},
		{"10月重大隐患整改率", fmt.Sprintf("（%d/%d", c.sum(closedColumns...), major)},
		{"10月整改率排名", "高都镇"},
	}
}

// onTheCommandLine stops the server; the commands say at the same time what the talk
// said, and the county's table holds what was typed.
func (c *county) onTheCommandLine() {
	now := c.clock.Now().Format("2006-01-02 15:04")
	heard := c.tell("xianzhang", "10月整改率", "截至")
	c.stop()
	for _, one := range c.questions() {
		if got := must(c.T, "", "query", one.text, "--as", "xianzhang", "--data", c.data, "--now", now); !strings.Contains(got, one.want) {
			c.Errorf("anwei query %s: %q is not in\n%s", one.text, one.want, got)
		}
	}
	first, _, _ := strings.Cut(heard, "\n")
	if got := must(c.T, "", "query", "10月整改率", "--as", "xianzhang", "--data", c.data, "--now", now); !strings.HasPrefix(got, first+"\n") {
		c.Errorf("the talk said\n%s\nand query\n%s", heard, got)
	}
	files := strings.Fields(must(c.T, "", "compile", "--form", "figures", "--period", "2026-10", "--out", filepath.Join(c.TempDir(), "十月"), "--data", c.data))
	rows := readRows(c.T, files[0])
	total := rowOf(c.T, rows, 0, "合计（16/16 单位）")
	for i := range len(sheet{}) {
		if want := strconv.FormatInt(int64(c.sum(i)), 10); total[i+2] != want {
			c.Errorf("column %d of the county's table is %s, typed were %s", i+1, total[i+2], want)
		}
	}
	due := must(c.T, "", "due", "--from", "2026-11-18 00:00", "--to", "2026-11-19 00:00", "--data", c.data)
	for _, u := range c.list.Units {
		if c.form.Audience.Includes(u) && !strings.Contains(due, u.Name+"11月调度表、台账") {
			c.Errorf("%s is not reminded of November:\n%s", u.Name, due)
		}
	}
}
