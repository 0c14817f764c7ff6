package talk_test

import (
	"strings"

	"pgregory.net/rapid"

	"anwei"
)

// harmless is what never answers anything: greetings, questions and commands that
// only show or leave. None of it changes a figure of any report.
func harmless() []string {
	return []string{
		"你好", "帮助", "看看", "稍后", "找人", "我的任务", "进度", "汇总表", "谁没报？", "9月隐患多少", "隐患排名？", "教育局报了没？", "为什么没有数据？",
		"这个怎么算", "第13项指什么", "看第3项", "看第99项", "案件", "修订清单", "台账汇总", "补录清单", "盖章件", "通知1号",
	}
}

// officeSays is what people of the office type, and others try to.
func officeSays() []string {
	return []string{
		"退回 南村镇 第6项与台账不符", "退回 南村镇", "退回 下村镇9月 第99项", "确认退回", "收下 南村镇", "收下全部已报", "确认收下", "解锁 南村镇 要改", "确认解锁",
		"代录 南村镇 零报告", "代录 南村镇", "代录 教育局 企业自查3家次", "催一下", "催一下 教育局", "确认催办", "测试提醒 南村镇",
		"黄牌 南村镇 推动不力", "红牌 教育局", "确认挂牌", "撤牌 南村镇 已整改", "确认撤牌", "定格10月 报市", "确认定格", "10月上报后有什么变化", "已录 南村镇", "未录",
		"南村镇填报员由nancun_tb换成 李四 账号 lisi", "加人 李四 账号 lisi 南村镇副填报员", "停用 jiaoyu_tb", "停用 大阳镇", "确认换人", "确认加人", "确认停用",
		"通知 各镇：请开展专项排查，10月25日前反馈落实情况", "通知 南村镇、教育局：明天上午9点在二楼会议室开会", "通知", "通知 各镇", "发送", "修改", "催通知1号", "撤回通知1号",
		"通知1号签收表", "改为明天上午8点发送", "立案 南村镇 某煤矿皮带着火隐患", "确认登记", "结案 1号", "销号 1号 已整改", "重大隐患 南村镇 储罐没有报警，12月20日前整改",
	}
}

// peopleSay is what somebody types to notices, grants and what the office did.
func peopleSay() []string {
	return []string{
		"收到", "1号收到，马上落实", "1号已落实：排查12家", "参加", "请假，出差", "替会，张三", "名单", "本月我出差，请联合监管员代报", "请联合监管员代报到10月31日", "不代报了", "同意代报", "不便代报",
		"申请解锁 第1项少报", "确认无误", "有误", "有误 第1项不对", "核实无误", "说明：企业停产", "已盖章", "不是盖章件", "盖章件怎么交",
	}
}

// hostile draws what nobody should type and somebody will.
func hostile(r *rapid.T) string {
	kinds := []func() string{
		func() string { return strings.Repeat("安全生产", rapid.IntRange(300, 3000).Draw(r, "long")) },
		func() string { return strings.Repeat("9", rapid.IntRange(15, 40).Draw(r, "digits")) },
		func() string { return "企业自查" + strings.Repeat("1", 30) + "家次" },
		func() string { return strings.Repeat("12 ", rapid.IntRange(16, 400).Draw(r, "many")) },
		func() string {
			return rapid.SampledFrom([]string{
				"\x00\xff\xfe", "\u202e3 12\u202c", "👍👍🏽", "👨‍👩‍👧 3 12", "。。。！！？？", "……", "%s%d%n%v", "{form}{state}", "'; DROP TABLE reports;--", "${jndi:ldap://x}",
				"<script>alert(1)</script>", "../../etc/passwd", "|report/figures/2026-10/nancun", "确认提交|", "\u200b\u200b", "\r\n\r\n", "\t\t\t", "-0", "1e9", "0x1F", "∞", "NaN",
				"½", "①②③", "三又二分之一", "负五", "第0项改成3", "改第-1项 5", "改第99999999999999999999项 1", "填报0月", "填报13月", "填报9999年12月", "填报1月1日", "2月30日开了专委会",
				"通知 ：", "退回", "代录", "催通知99999999999号", "通知0号", "收下 不存在镇", "黄牌", "停用", "加人", "立案", "销号 99号 好", "请代报", "取消取消", "確認提交", "確認", "ＯＫ", "ok", "\ufeff填报",
				"مرحبا 3 12", "שלום", "🈚️", "无🈚️", "３　１２", "3，12", "3、12", "3/12", "12.0", "1,234", "一百二十", "两百零三", "万", "亿亿亿",
			}).Draw(r, "hostile")
		},
		func() string { return string(rapid.SliceOfN(rapid.Byte(), 1, 60).Draw(r, "bytes")) },
		func() string { return rapid.StringN(1, 40, -1).Draw(r, "any") },
		func() string { // half words
			words := []rune(rapid.SampledFrom(append(officeSays(), said()...)).Draw(r, "word"))
			return string(words[:rapid.IntRange(0, len(words)).Draw(r, "half")])
		},
		func() string { // two at once
			all := append(officeSays(), said()...)
			return rapid.SampledFrom(all).Draw(r, "one") + rapid.SampledFrom([]string{"，", "\n", " ", ""}).Draw(r, "glue") + rapid.SampledFrom(all).Draw(r, "two")
		},
	}
	return rapid.SampledFrom(kinds).Draw(r, "kind")()
}

// forged makes a button's key that nobody was shown.
func forged(r *rapid.T) string {
	words := []string{
		"填报", "稍后", "确认提交", "清空", "保留", "记入", "不是", "记下", "不对", "撤销", "替换", "相加", "不改", "确认登记", "发送", "修改", "取消", "名单", "结束", "确认收到", "反馈落实",
		"参加", "请假", "替会", "是累计数", "是本期数", "分别填", "填一项", "今天报", "明天报", "有困难", "月末无变化", "月末有变化", "已完成", "已安排", "发到工作群", "暂不发送", "同意解锁",
		"申请解锁", "确认无误", "有误", "同意代报", "不便代报", "确认退回", "是盖章件", "作为调度表", "", "%s", "退回",
	}
	matters := []string{
		"", "report/figures/2026-10/nancun", "report/figures/2026-09/jiaoyu", "report/ledger/2026-10/nancun", "report/figures/2026-10/nowhere", "report/nothing/2026-10/nancun",
		"report/figures/9999-12/nancun", "report/ledger/2026-Q4/nancun", "duty/committee_meeting/2026-Q3/nancun", "duty/nothing/2026-Q3/nancun", "case/1/survey/nancun", "case/0/x/nancun",
		"case/99999999999999/x/nancun", "notice/1/2/xian", "notice/2/1/xian", "notice/0/0/xian", "act/m1", "act/", "grant/1", "grant/0", "grant/-1", "grant/99999999999999999999", "grant/x", "///", "|||",
	}
	m := rapid.SampledFrom(matters).Draw(r, "matter")
	if strings.HasPrefix(m, "duty") || strings.HasPrefix(m, "case") || strings.HasPrefix(m, "notice") {
		m = rapid.SampledFrom([]string{
			anwei.Matter{Unit: "nancun", Duty: "committee_meeting", Period: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}}.String(),
			anwei.Matter{Unit: "jiaoyu", Duty: "nothing", Period: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}}.String(),
			anwei.Matter{Unit: "nancun", Case: 1, Step: "survey"}.String(), anwei.Matter{Unit: "nancun", Case: 77, Step: "x"}.String(),
			anwei.Matter{Unit: "xian", Notice: 1, Step: "2"}.String(), anwei.Matter{Unit: "xian", Notice: 1}.String(), anwei.Matter{Unit: "nancun", Notice: 99}.String(), m,
		}).Draw(r, "beside")
	}
	return rapid.SampledFrom(words).Draw(r, "pressed") + "|" + m
}

// said is what the random walk types: plausible, messy and hostile.
func said() []string {
	return []string{
		"填报", "填报9月", "填报2027年1月", "3 12", "45 120 118 2 2", "20 44 40 1 1 0 2 0", "10 5 9 7 1", "无", "没有", "零报告",
		"不适用", "第3项不适用", "确认提交", "上一步", "跳过", "看看", "帮助", "稍后", "取消", "清空", "保留", "我的任务", "进度", "汇总表",
		"改第7项 12", "改第7项", "改第99项 1", "12", "隐患改成32", "大概三四十个", "-5", "1.5", "", " ", "|||", "确认提交|figures|2026-10|xiacun",
		"企业自查26家次，发现隐患41个，均已整改", "上月遗留的隐患一并整改", "你好", "今天下午3点开会", "教育局", "2", "\x00\xff",
		"9月12日开了专委会，23人参加，研究解决3个问题", "专委会开完了", "昨天，20人", "9月31日", "记下", "不对", "撤销", "理论学习安排在10月25日", "25号",
		"今天报", "明天报", "有困难", "有困难，经办人住院", "我的任务", "三季度工作任务完成情况", "测试提醒 南村镇", "催办记录 南村镇",
		"立案 南村镇 某煤矿皮带着火隐患", "确认登记", "1号现场调查已完成，皮带已停用", "结案 1号", "销号 1号 已整改", "案件",
		"重大隐患 南村镇 储罐没有报警，12月20日前整改", "无照片", "无照片，已封门",
		"退回 南村镇 第6项与台账不符", "退回 南村镇", "收下 南村镇", "收下全部已报", "解锁 南村镇 要改", "申请解锁 第1项少报", "不改", "是", "好的", "不办",
		"代录 南村镇 零报告", "代录 南村镇", "确认无误", "有误", "有误 第1项不对", "催一下", "催一下 教育局", "退回 下村镇9月 第99项", "确认退回",
		"无变化", "有变化", "月末无变化", "10月调度表无变化", "有变化，自查家次改成5", "教育局无变化",
		"你好", "重来", "同上月", "都一样", "替换", "相加", "不改", "找人", "这个怎么算", "第13项指什么", "带队检查5次", "不知道", "带队检查改成5次", "９９９９９９９９９９９９９９９９９９９９９",
	}
}

// told is what the random walk types about tasks and choices.
func told() []string {
	return []string{
		"填台账", "填调度表", "填报附件1", "填防汛表", "无变化", "无变化，本月没有开展", "全部无变化", "其余无变化", "1 无变化 2 追加：9月召开专题会 3 不涉及，没有企业", "追加：12日召开专题会1次",
		"改写：全年学习3次，传达文件12份", "完成", "已完成，3月印发了清单", "不涉及，无生产经营单位", "12日召开专题会议1次，研究解决2个问题", "1.传达学习2次\n2.开展培训3场", "分别填", "填一项",
		"一、落实理论学习\n传达2次，参加30人。\n二、落实“两个清单”\n已印发。", "专委会：召开会议1次；两个清单：无变化", "改第3项", "改第5项", "第3项改成9月召开2次", "看第3项", "看第99项",
		"三级", "2", "响应等级四级", "无险情", "累计", "本月数", "第3项不涉及", "谁没报？", "9月隐患多少", strings.Repeat("学", 1200), "学", "16 演练2次", "1-5项无变化", "全部不涉及，没有企业",
	}
}
