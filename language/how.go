package language

import (
	"strings"
	"unicode/utf8"

	"anwei/language/text"
)

// HowTopic is what somebody asks how to do.
type HowTopic string

// What the office asks how to do.
const (
	HowNotice   HowTopic = "notice"   // 怎么发通知
	HowLater    HowTopic = "later"    // 能定时发吗
	HowFiles    HowTopic = "files"    // 能不能发文件
	HowRecall   HowTopic = "recall"   // 通知怎么撤回
	HowReturn   HowTopic = "return"   // 怎么退回
	HowSeal     HowTopic = "seal"     // 怎么收下
	HowUnlock   HowTopic = "unlock"   // 怎么解锁
	HowBehalf   HowTopic = "behalf"   // 怎么代录
	HowChase    HowTopic = "chase"    // 怎么催
	HowPeople   HowTopic = "people"   // 怎么换填报员
	HowMark     HowTopic = "mark"     // 怎么发黄牌
	HowCase     HowTopic = "case"     // 怎么立案
	HowSnapshot HowTopic = "snapshot" // 怎么定格
	HowRekey    HowTopic = "rekey"    // 怎么补录
	HowBriefing HowTopic = "briefing" // 怎么订简报
	HowTable    HowTopic = "table"    // 怎么导出汇总表
	HowBaseline HowTopic = "baseline" // 怎么设基准
	HowDeadline HowTopic = "deadline" // 截止时间延到25号
)

// howTopic pairs a topic with its words; what stands first is the more particular.
type howTopic struct {
	topic HowTopic
	words []string
}

func howTopics() []howTopic {
	return []howTopic{
		{HowLater, strings.Fields("定时 预约 晚点发 明天发")},
		{HowFiles, strings.Fields("文件 图片 照片 附件 视频")},
		{HowUnlock, strings.Fields("解锁")},
		{HowBehalf, strings.Fields("代录 代填 代报 替单位填 替他们填 帮单位填 帮他们填")},
		{HowReturn, strings.Fields("退回 打回 退回去 退")},
		{HowSeal, strings.Fields("收下 审核 通过 定稿 验收")},
		{HowChase, strings.Fields("催报 催办 催 催一下 提醒")},
		{HowPeople, strings.Fields("加人 换人 换填报员 加填报员 停用 改手机号 改电话 换手机号 删人 增加人员 添加人员 换领导 人员 改名单")},
		{HowMark, strings.Fields("红黄牌 黄牌 红牌 挂牌 撤牌 亮牌 帮扶 四级帮扶")},
		{HowCase, strings.Fields("立案 结案 销号 案件 快查快处")},
		{HowSnapshot, strings.Fields("定格 快照")},
		{HowRekey, strings.Fields("补录")},
		{HowBriefing, strings.Fields("简报 小结")},
		{HowBaseline, strings.Fields("基准 全国平均")},
		{HowTable, strings.Fields("汇总表 导出 表格 台账 打印")},
		{HowRecall, strings.Fields("撤回 收回")},
		{HowNotice, strings.Fields("通知 群发 发会议通知 消息")},
	}
}

// ReadHow reads how to do what somebody asks: 怎么发通知, 能定时发吗; and the wish to have
// a deadline moved, which nobody can by message. All of the words have to be known.
func ReadHow(typed string) (HowTopic, bool) {
	if utf8.RuneCountInString(typed) > 20 || strings.Contains(typed, "\n") {
		return "", false
	}
	if text.ContainsAny(typed, "截止", "期限", "上报时间", "报送时间") && text.ContainsAny(typed, "改到", "改成", "改为", "改一下", "延到", "延长", "延期", "延后", "推迟", "顺延到", "修改", "宽限") {
		return HowDeadline, true
	}
	how := strings.Fields("怎么 怎样 如何 咋 咋样 能不能 可不可以 可以 能 会不会 支持 怎么样 怎么才能 要怎么")
	if !text.ContainsAny(typed, how...) {
		return "", false
	}
	able := text.ContainsAny(typed, "怎么", "怎样", "如何", "咋")
	for _, t := range howTopics() {
		if !text.ContainsAny(typed, t.words...) || !able && t.topic != HowLater && t.topic != HowFiles && t.topic != HowRecall {
			continue
		}
		if madeOf(typed, politeWords(), how, t.words, strings.Fields("发 发送 发出 发通知 通知 单位 报表 表 数据 填报员 设置 设 使用 用 弄 操作 办 做 订 看 查 取 加 换 改 开 会议 别人 谁 镇 部门 发个 清单 群 到")) {
			return t.topic, true
		}
	}
	return "", false
}
