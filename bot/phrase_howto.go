package bot

// wording: 怎么办

import (
	"anwei"
	"anwei/language/frame"
)

// What the bot says to the office that asks how to do something.

func howTo(topic frame.HowTopic) string {
	switch topic {
	case frame.HowLater:
		return "能。在内容末尾写“明早8点发”，或者看了预览回复“明早8点半发”；到点自动发出，之前可以撤回。"
	case frame.HowFiles:
		return "能。先回复“发通知”，再把文字、图片、文件一条条发来，最后回复“结束”，看了预览再发。"
	case frame.HowRecall:
		return "通知发出24小时内，回复“撤回通知1号”；还没到点的定时通知也这样撤。回复“通知”看编号。"
	case frame.HowReturn:
		return "直接说单位和原因，例如“退回 南村镇 第6项与台账不符”。确认后通知填报员更正，按时报送的记录不变。"
	case frame.HowSeal:
		return "回复“收下 南村镇”或“收下全部已报”，确认后定稿；填报员要改须先申请解锁。还有哪些没收，回复“待核”。"
	case frame.HowUnlock:
		return "回复“解锁 南村镇”加原因；单位自己申请的，点“同意解锁”即可。"
	case frame.HowBehalf:
		return "回复“代录 南村镇”，接着报数就行，也可以一句话带上数。提交后会请单位确认。"
	case frame.HowChase:
		return "回复“催一下”催全部没报的，“催 南村镇”催一家；先给您看名单，确认了才发。"
	case frame.HowPeople:
		return "加人：“加人 王五 账号 wangwu 南村镇副填报员 电话 13800000000”\n换人：“南村镇填报员换成 李四 账号 lisi”\n停用：“停用 李四”\n改电话：“李四 手机号改成 13800000000”\n看名单：“名单”。都先给您看，确认了才改。"
	case frame.HowMark:
		return "先看建议：“红黄牌”“帮扶”；要办：“黄牌 南村镇 原因”；要撤：“撤牌 南村镇 原因”；全年名单：“红黄牌 今年”。都先给您看通知全文，确认了才发。"
	case frame.HowCase:
		return "立案：“立案 南村镇 某煤矿皮带走廊着火隐患”；办完一步：“1号现场调查已完成”加结果；结案：“结案 1号”；看在办的：“案件清单”。"
	case frame.HowSnapshot:
		return "上报前回复“定格10月 报市安委办”，这一版的数就不再变；之后回复“10月上报后有什么变化”看谁改了什么，“10月定格表”取这一版。"
	case frame.HowRekey:
		return "回复“补录清单”取要录的数；录完一家回复“已录 南村镇”，都录完回复“已录全部”。之后有更正会列为需改录。"
	case frame.HowBriefing:
		return "订：“每天简报”或“每周简报”；退：“不要简报”；看某月：“9月小结”。"
	case frame.HowTable:
		return "回复“9月汇总表”取Excel，要打印的说“9月汇总表 PDF”；台账、任务表、修订清单也一样说。"
	case frame.HowBaseline:
		return "回复“设基准 整改率 90”；看现在的，回复“基准”。"
	case frame.HowNotice, frame.HowDeadline:
	}
	return "直接说发给谁和内容，例如“通知 各镇：明天下午3点在二楼会议室开会”；内容多就先回复“发通知”，分几条发，最后回复“结束”。都先给您看预览，回复“发送”才发。"
}

// deadlineFixed says that a deadline is the plan's.
func deadlineFixed(what string, on anwei.Date) string {
	return "截止日由方案规定，在这里改不了（" + what + "的截止日是" + on.Chinese() + "）。要顺延，请联系系统管理员改方案；要先告诉各单位，回复“通知 各单位：……”。"
}

// oneAtATime tells who wanted two things done at once what to say again.
func oneAtATime(later string) string {
	return "一次先办一件。这件办好后，请再说一遍：“" + later + "”。"
}
