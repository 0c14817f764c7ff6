package language

import "strings"

// kind says what a token does in a sentence.
type kind int

const (
	tOther    kind = iota // words not known here
	tNumber               // a number that may be a figure
	tNoise                // a date, a phone number, an item label: never a figure
	tName                 // names fields or a group
	tRect                 // 整改
	tRate                 // 整改率
	tUnrect               // 未整改
	tAll                  // 全部, 均
	tNeg                  // 无, 没有, 未发现
	tDone                 // 已, 完成, 到位
	tRemain               // 还剩
	tStill                // 还有, 尚有
	tExcept               // 除了
	tBeyond               // 外
	tNear                 // 约, 近, 不到: before an inexact number
	tOdd                  // 左右, 以上: after an inexact number
	tVague                // 多个, 若干: no number at all
	tUnsure               // 记不清
	tPartly               // 基本, 大部分
	tCorr                 // 改成, 应为: the number that follows is the right one
	tWrong                // 写错了
	tNot                  // 不是, 而不是
	tOld                  // 报成, 从: the number that follows is the wrong one
	tSlip                 // 少打了: what follows is no figure
	tRelative             // 少报了, 跟上月一样
	tTotal                // 共, 合计
	tJoin                 // 和, 及
	tList                 // 、 /
	tSpace                // blank
	tComma                // , ; tab
	tColon                // :
	tStop                 // 。 ! ? newline
	tOpen                 // (
	tClose                // )
	tQuestion             // 吗, 怎么, ?
	tNow                  // 本月, 10月
	tForeign              // 上月, 今年以来: figures of another period
	tCompare              // 同比: figures until the comma are differences
	tActor                // 书记, 镇长
	tFiller               // 了, 的, 情况, 领导好: says nothing
	tObject               // 企业, 单位: what is counted
	tPart                 // 其中
	tZeroAll              // 零报告
	tRest                 // 其他, 其余
	tVisit                // 深入: what is counted next is where somebody went
	tWhole                // 以上, 上述
	tMeasure              // 家次, 个
	tModal                // 正在, 限期: not yet done
	tRemark               // 不动: the field keeps its value
)

// wordList pairs a kind with its words, blanks between them.
type wordList struct {
	kind  kind
	words string
}

// rectification returns the words of putting right. They are the same in every
// campaign, so they stand here and not in a form.
func rectification() []wordList {
	return []wordList{
		{tRect, "整改 整治 改完 改完了 改好 改好了 改了 改掉 销号 办结 消除 闭环 整改完 整改了 已整改 完成整改 督促整改 整改闭环 整改完成 整改完毕 改完成 整改完成了"},
		{tRate, "整改率 整改完成率 完成整改率 销号率 隐患整改率 办结率"},
		{tUnrect, "未整改 没整改 没有整改 未改 没改 未完成整改 没完成整改 未能整改 未销号 没销号 未整改到位 没整改到位 没整改完 没改完 " +
			"没有改 没有改完 没有整改完 未整改完 未整改完成 未完成 没完成 正在整改 在整改 整改中 待整改 未闭环 未办结 没有完成整改 没改好 未改完 未到位 没到位 未完成整改的"},
		{tDone, "已 已经 完成 到位 完毕 完 完了 好了 结束 圆满"},
		{tRemain, "剩 还剩 还剩下 剩下 剩余 尚余 还余 余 遗留 只剩 仅剩 就剩 余下"},
		{tExcept, "除 除了 除去 除开"},
		{tBeyond, "外 以外 之外"},
		{tPartly, "不能 无法 难以 未能 没能 尚不能 不可能 未全部 没全部 没有全部 没全 没有全 尚未 未全 还没全部 能整改的 能改的 可以整改的 不全 基本 大部分 多数 大多数 绝大部分 部分 一部分 陆续 逐步 差不多 几乎"},
		{tModal, "确保 保证 争取 力求 务必 督促企业 督促各企业 督促相关企业 必须 会 能 正在 正 将 限期 责令 要求 需 需要 尽快 抓紧 立即 拟 待 督促其 限时 应当"},
		{tOther, "按期整改率 按时整改率 到期整改率 应改尽改 限期整改 责令整改 责令限期整改 整改通知 整改通知书 整改通知单 整改指令 整改指令书 整改意见 整改意见书 整改方案 整改措施 整改要求 整改时限 " +
			"整改期限 整改台账 整改责任 整改资金 整改工作 整改清单 整改建议 整改复查 整改时间 整改日期 立行立改 即知即改 立查立改 边查边改 整改行动 整改任务 当场整改 现场整改 立即整改"},
	}
}

// nothing returns the words of zero, of all and of the rest.
func nothing() []wordList {
	return []wordList{
		{tNeg, "无 没有 没 未 未发现 没发现 没有发现 不存在 未发生 没发生 未出现 未开展 没开展 没有开展 未进行 没进行 未涉及 不涉及 未查出 没查出 没有查出 " +
			"无发现 未实施 未采取 尚未发现 暂未发现 暂无 均无 均未发现 都没有 均没有 未检查出 未排查出 也没有 也无 未予"},
		{tZeroAll, "零报告 0报告 零申报 零上报 0申报"},
		{tAll, "全部 全 均 都 全都 全是 都是 均是 皆 一律 悉数 通通 统统 全为 都为 均为 皆为 一律为 各 各是 各为 均已 都已 百分之百 百分百"},
		{tRest, "其他 其它 其余 别的 其他的 其它的 其余的 剩下的 其他项 其余项 其他各项 其余各项 其他都 后面 后面的 后几项 后面几项 其他指标 其余指标 其他几项 剩余的 余下的"},
		{tWhole, "以上 上述 所有 以上所有 上述所有 以上各项 以上几项 这几项 所有的 以上隐患 各项"},
		{tOther, "没问题 没有问题 没事 没空 没时间 没关系 没统计 没报 没上报 没出 没定 没弄 无锡 无关 无误 无异议 无妨 无证 无照 无牌 没收 没收到 未来 未报 未统计 未汇总 没汇总 没核 都市 首都 " +
			"全面 全力 全程 全覆盖 全员 全过程 全方位 安全 各级 各行业 各项工作 外部 除夕 余家 一个不漏 一个不落 无死角 全链条 各乡镇 各类别 没说 没到 没来 没给 没看 没整 没算"},
		{tRemark, "不动 不变 没变 不用改 保持不变"},
	}
}

// doubt returns the words of inexact, changed and missing figures.
func doubt() []wordList {
	return []wordList{
		{tNear, "约 大约 大概 近 将近 接近 不到 不足 超过 超 至少 最多 至多 不少于 不低于 可能 可能有 好像 好像是 估计 估摸 差不多有 也就 大致 预计 应该有 约有 约为 起码 最少 不超过 多达 上 破 高达"},
		{tOdd, "左右 上下 以上 以下 以内 不止 开外 出头 多 余 有余 来着 许 吧左右"},
		{tVague, "多个 多家 多次 多处 多条 多项 多人 多起 多家次 若干 数家 数次 数个 数处 几个 几家 几次 几处 几条 几人 几项 几家次 好几 好几个 好几家 不少 大量 一批 少量 许多 一些 个别 少数 数十 数百 上百 上千 成百 " +
			"几十 几百 几千 近百 百余 百来 百十 百八十 十几 十来 千余 上万 近千 近万 百多 数千 千把 百把"},
		{tUnsure, "记得 记得是 印象中 印象里 印象 听说 据说 似乎 好象 记不清 记不清了 不确定 拿不准 不太清楚 不清楚 说不准 没数 估的 毛估 记不得 记不住 大概齐"},
		{tRelative, "追加 追加了 增补 再增加 少报 少报了 多报 多报了 漏报 漏报了 少算 少算了 多算 多算了 少统计 多统计 漏统计 漏统计了 新增 增加 增加了 增多 减少 减少了 再加 再加上 又加 加上 减去 扣除 另加 加了 减了 " +
			"跟上月一样 和上月一样 同上月 与上月一样 跟上个月一样 和上个月一样 与上月相同 与上月持平 和上月相同 持平 同上 翻番 翻一番 无变化 没有变化 没变化 跟上次一样 和上次一样 和之前一样 跟之前一样 一样多 多了 少了"},
		{tCorr, "改成 改为 应为 应是 应该是 应该为 应当为 应当是 应改为 应改成 应该改成 应该改为 实为 实际 实际是 实际为 实际应为 更正为 更正成 调整为 调整成 调为 修正为 修改为 修改成 变更为 更新为 更改为 换成 正确的是 正确是 正确为 正确应为 其实是 变成 订正为 改到 纠正为"},
		{tWrong, "写错 写错了 打错 打错了 填错 填错了 报错 报错了 弄错 弄错了 搞错 搞错了 输错 输错了 记错 记错了 看错了 统计错了 算错 算错了 错了 有误 不对 不准 不正确 手误 笔误 数错了 更正 更正一下 纠正 订正 说错了 发错了 说错 发错 错 重新报 重报 以这个为准"},
		{tNot, "不是 而不是 并不是 并非 而非 非"},
		{tOld, "报成 报成了 写成 写成了 填成 填成了 打成 打成了 输成 输成了 误报为 误报 错报 错报为 误填 误填为 误写 误写为 误写成 错写成 从 由 原 原来 原来是 原来报的 原报 原报的 原为 原填 之前 之前是 之前报的 之前填的 刚才 刚才是 刚才报的 刚才填的 当成 弄成"},
		{tSlip, "少打 少打了 多打 多打了 漏打 漏打了 少写 少写了 多写 多写了 少输 少输了 多输 多输了 漏写 漏写了 少填了个 多填了个 少了个 多了个"},
	}
}

// frame returns the words around figures.
func frame() []wordList {
	return []wordList{
		{tTotal, "共 共计 合计 总计 一共 总共 累计 总 小计 共有 共是 合共"},
		{tJoin, "和 及 与 以及 跟 并 、和"},
		{tStill, "还 还有 仍 仍有 尚 尚有 有 目前还有 目前仍有"},
		{tVisit, "深入 走访 前往 赴 奔赴 到访 涉及"},
		{tPart, "其中 其中的 当中 里面"},
		{tQuestion, "吗 么 怎么 怎样 如何 多少 几号 几点 几楼 几月 几日 还是 能不能 可不可以 要不要 是不是 算不算 对不对 行不行 有没有 为什么 为啥 什么 啥 哪个 哪些 哪里 哪 谁 来着 是否 呢吗 是吗"},
		{tFiller, "吗谢谢 可以吗 行吗 好吗 妥否 是否妥当 什么的 什么时候方便 对了"},
		{tNow, "本月 这个月 本月份 这月 当月 本期 目前 截至目前 截止目前 现在 今日 今天"},
		{tForeign, "上月 上个月 上月份 上期 去年 去年同期 上年 上年同期 今年以来 今年 年初以来 全年 本年 年度 上季度 本季度 上半年 下半年 今年累计 全年累计 往年 往期 存量 历史遗留 以往 以前 此前 前期 前几个月 明年 月底前 月末前 年底前 年内 下周 下月 下个月 下季度 下步 下一步 计划 目标 力争 拟检查 历年 至今 年初至今"},
		{tCompare, "平均 平均每家 人均 每家 每次 每个 每 同比 环比 较上月 比上月 比上个月 较上个月 较去年 比去年 与上月相比 与去年相比 较上年 较同期 比同期 占比 占 达标率 完成率 覆盖率 检查率 合格率"},
		{tActor, "其他领导 其他领导干部 其他党政领导 其他班子领导 班子其他成员 书记 副书记 镇长 副镇长 乡长 县长 副县长 市长 主任 副主任 局长 副局长 主席 人大主席 部长 委员 党委委员 班子成员 其他班子成员 班子 分管领导 主要领导 主要负责人 主要负责同志 负责同志 分管副镇长 分管副县长 常务副县长 常委 所长 站长 队长 大队长 一把手 党委书记 包村干部"},
		{tObject, "企业 单位 经营单位 生产经营单位 经营主体 市场主体 场所 门店 商户 工地 公司 重点企业 重点单位 干部 人员 责任人 相关责任人 责任人员 工作人员 同志 领导 企业数 单位数 企业单位 生产经营企业 各类企业 各类单位 各企业 生产企业 相关企业 违法企业 问题企业 有关单位"},
		{tOther, "检查组 督导组 督查组 督查组 工作组 检查人员 执法人员 检查站 检查表 隐患清单 隐患台账 隐患排查 问题清单 检查记录 检查方案 督导函 督查函 检查计划 检查表格 检查情况正在 检查任务 检查专班 检查小组 检查力量 " +
			"检查细则 检查内容 检查标准 检查范围 检查频次 问题导向 问题线索 隐患点 隐患举报 隐患整治清单 检查要点 检查工作 问题打 有问题打 有问题 问题请 有问题请 重大风险 重大危险源 重大活动 重大节日 重大事项 重大决策 重大问题 一般隐患 一般问题 一般性隐患 一般问题隐患 一般事故隐患 一般安全隐患 自查自评 自查报告 自查表 检查对象 约束 约定 近期 近日 附近 最近 近年 多部门 多种 由于 原则 原因 上报 从严 从事 从业 从业人员 自由 理由 之前的 非法 非煤 非常 上午 上级 超市 将军 正常 正式 停车场"},
	}
}

// fillers returns the words that say nothing about figures.
func fillers() []wordList {
	return []wordList{{tFiller, "了 的 地 得 为 是 达 达到 到 也 又 再 就 我 我们 我镇 我局 我县 我乡 我单位 我公司 我办 我大队 我委 我街道 本镇 本局 本单位 本公司 " +
		"全镇 全县 全局 全市 全区 全乡 辖区 辖区内 全辖区 辖区企业 情况 情况如下 如下 分别 分别是 依次 依次是 按顺序 按顺序是 顺序 数 数量 数字 个数 总数 数据 数目 数额 指标 项目 内容 这个数 领导好 领导您好 领导你好 领导们好 各位领导 领导 " +
		"您好 你好 大家好 早上好 上午好 中午好 下午好 晚上好 好 好的 好滴 谢谢 多谢 感谢 辛苦 辛苦了 收到 麻烦 麻烦了 请 请查收 请审阅 请领导审阅 请审核 查收 请批示 报送 报 报告 汇报 先报 先 补报 上报如下 填报 那个 那边 这边 这个 那栏 那一栏 一栏 " +
		"这栏 那项 那一项 一项 这项 这一项 该项 那块 这块 那里 这里 哈 啊 呢 吧 哦 噢 嗯 呃 额 哎 嘛 咯 啦 哟 呀 嗯嗯 哈哈 小助手 机器人 等 等等 经 经统计 经核实 统计 统计如下 汇总 汇总如下 核实 方面 组织 进行 " +
		"正好 刚好 整 被 对 把 给 将其 现场 现报 改 改一下 更新 更新一下 修改 修改一下 改下 麻烦改一下 帮忙 帮我 帮忙改一下 调整 换 新 月 本次 这次 今 我这边 我们这边 不好意思 抱歉 对不起 发现的 的话 数是 数为 共同 镇 县 局 乡 街道 党委 党政 政府 " +
		"项 栏 格 列 行 进行了 开展 开展了 依法 分别为 工作 安全 安全生产 各类 各种 一般性 所 中 里 内 后 上 下 以 于 向 在 严格 实际上 记 计 任何 出现 存在 该 此 此项 相关 有关 单独 就是 只有 仅 仅有 只 ok OK hi HI 请改 请改为 哪怕 数儿 单 份 现 现有 已有 全镇共 全县共 是的 对的 可 起 今年的 涉嫌 名单 整顿 停业 被责令 依规 予以 实施 采取 这里是 那就"}}
}

// checkVerbs, findVerbs, hazardNouns and majorWords name the parts that the
// fields of most campaigns play; which field plays which is read off the form.
func checkVerbs() string {
	return "检查 查 督查 督导 巡查 排查 抽查 督导检查 现场检查 现场督导检查 现场督导 监督检查 执法检查 走访检查 督查检查 检查督导 检查指导 明查暗访 暗访 检查了 查了 排查整治 安全检查 联合检查 专项检查 开展检查 隐患排查检查 带队 带队查"
}

func findVerbs() string {
	return "发现 查出 排查出 检查出 查找 查找出 排出 找出 查摆 摸排出 共发现 查处 检查发现 排查发现 查到"
}

func hazardNouns() string {
	return "隐患 问题 问题隐患 隐患问题 安全隐患 风险隐患 事故隐患 各类隐患 各类问题隐患 安全问题 安全生产隐患 问题和隐患 问题及隐患 隐患和问题 各类问题 各类安全隐患 隐患数 问题数 问题隐患数 隐患数量"
}

func majorWords() string {
	return "重大 重大隐患 重大事故隐患 重大安全隐患 重大问题隐患 重大风险隐患 重大火灾隐患 重大火灾事故隐患 重大生产安全事故隐患 重大安全事故隐患 重大隐患数 重大隐患问题 重大的"
}

// measureClass sorts measure words; words of one class count the same things. A
// measure that no field has makes a number of something else: 56人次, 3份.
func measureClass(m string) byte {
	switch m {
	case "家次", "户次", "家·次", "家/次", "家", "户", "间", "家企业", "户企业":
		return 'e'
	case "次", "回", "趟", "轮", "轮次", "场次":
		return 't'
	case "个", "条", "处", "项", "件", "起", "例", "宗", "项次", "处次", "条次":
		return 'i'
	case "人", "名", "位", "个人":
		return 'p'
	}
	return 0
}

// measures returns the measure words that may follow a number, the ones that no
// field counts included.
func measures() string {
	return "家次 户次 家 户 间 次 回 趟 轮 轮次 场次 个 条 处 项 件 起 例 宗 项次 处次 条次 人 名 位 个人 人次 人·次 份 场 期 批 批次 车次 台次 元 万元 亿元 吨 公里 千米 米 平方米 亩 台 套 辆 座 组 支 块 张 页 本 部 遍 天 小时 " +
		"分钟 分 秒 周 年 月 日 号 点 时 字 道 级 类 种 科 所 所学校 栋 层 楼 只 艘 艘次 支队 辆次 季度 条例 路 支部 国道 省道 县道 支笔 公斤 度"
}

// notCounted returns the nouns that make 两个责任 or 三个月 no figure.
func notCounted() []string {
	return strings.Fields("半 月 季度 星期 工作日 小时 百分点 方面 领域 环节 重点 行业 专项 阶段 乡镇 镇 村 社区 组 工作组 检查组 督导组 督查组 专班 小组 台账 清单 责任 必须 数 指标 类 年 部门 大类 机制 制度 " +
		"方案 硬措施 措施 到位 办法 关键 重大行动 行动 不 都不 一律 也不 不漏 不落 行政村 自然村 村庄 科室 字 问题清单 项目部 巡查组 整治重点 要求 要点 一")
}
