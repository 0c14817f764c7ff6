package question

import "strings"

// cue says what a word does in a question.
type cue int

const (
	cNone       cue = iota
	cFill           // says nothing: 请, 看看, 目前
	cAlien          // belongs to another talk: 天气, 会议室
	cMe             // 我们, 我局: the person speaks of his own unit
	cYou            // 你
	cReport         // 报, 交
	cUnreported     // 没报
	cAllIn          // 报齐
	cProgress       // 进度
	cNot            // 没, 未
	cAsk            // 吗, 没有, ?
	cWho            // 谁, 哪些
	cMany           // 多少, 几家
	cHow            // 怎么样, 情况
	cWhat           // 啥
	cDiffer         // 还差
	cList           // 名单
	cSend           // 发我
	cTable          // 汇总表
	cSheet          // 表: a table only next to a period or a form
	cTotal          // 全县, 合计
	cRank           // 排名, 最多
	cCompare        // 高, 多: a ranking next to 谁
	cTrend          // 逐月, 走势
	cRemind         // 催
	cNudge          // 提醒: chasing only where those who have not reported are named
	cHelp           // 怎么用
	cAble           // 能, 会
	cMeet           // 开, 召开
	cDone           // 已, 都
	cThe            // 的
	cMore           // 呢
	cOnly           // 只看
	cData           // 数据: the form of figures
	cTag            // 煤矿: an industry
	cForm           // 调度表
	cDuty           // 专委会
	cUnit           // 巴公
	cNumber         // a figure
	cField          // 部门检查家次
	cScope          // 部门: a part of a field's name, nothing alone
	cRate           // 整改率
	cOnTime         // 按时率
	cUnrect         // 没整改
	cStop           // a mark between two pieces
)

// cueList pairs a cue with its words, blanks between them.
type cueList struct {
	cue   cue
	words string
}

// questionWords returns the words that are the same in every campaign. The
// first meaning of a word counts.
func questionWords() []cueList {
	return []cueList{
		{cTrend, "趋势 走势 逐月 月度 按月 每月 每个月 各月 各个月 变化 变化情况 趋势图 走势图 折线图 曲线 曲线图 月度趋势 月度变化 环比 同比 增减 涨跌 升降 逐季 逐季度 分月 历月 按月份 变动 怎么变 怎么变的 咋变 咋变的 变没变 变了多少 增减变化 月月"},
		{cRank, "排名 排个名 排序 排个序 排一下 排一排 排行 排行榜 名次 最多 最少 最高 最低 最好 最差 最慢 最晚 最早 最快 从高到低 从低到高 从多到少 从少到多 倒数 垫底 第一 第一名 倒数第一 末位 榜首 前几名 后几名 靠前 靠后 排在前面 排在后面 排第几 排老几 第几 排第几名 拖后腿 " +
			"最严重 最突出 由高到低 由低到高 名列前茅 排前面 排后面 落后 前几 后几 冠军 最不好 最大 最小 最积极 前几位 后几位"},
		{cCompare, "多 少 高 低 好 差 晚 慢 比较多 比较少 比较高 比较低 偏低 偏高 较多 较少 较低 较高"},
		{cRemind, "催 催一下 催催 催一催 催报 催办 再催 再催催 再催一下 催促 催一遍 催下 催交 催缴 催收 催一催没报的 一键催报 催报一下"},
		{cNudge, "提醒 督促 通知 提个醒 发个提醒 发提醒 提醒一下 提醒一遍 督促一下 喊一下 敦促 再提醒 再次提醒 抓紧 尽快 赶紧 赶快 发个通知 通知一下"},
		{cHelp, "帮助 怎么用 咋用 咋使 如何使用 怎么使用 怎么操作 咋操作 如何操作 使用说明 操作说明 使用方法 操作手册 操作指南 使用手册 使用指南 功能 功能介绍 用法 有啥用法 有什么用法 用法说明 菜单 命令 指令 教一下 教教 教我 怎么填 咋填 怎么填报 如何填报 怎么报 咋报 如何报 如何上报 怎么上报 怎么查 咋查 如何查 如何查询 怎么查询 怎么问 咋问 " +
			"能干啥 能干什么 能做啥 能做什么 会啥 会什么 会干啥 会做什么 干啥用 干什么用 做什么用 能查啥 能查什么 能查哪些 能查些啥 能查些什么 可以查什么 可以查哪些 可以问什么 能问什么 能问啥 能问哪些 干嘛用 help 你是谁 你是干什么的 你是干啥的 你能帮我做什么 不会用 有什么用 说明书 怎么弄 咋弄 干些啥 干些什么 有啥用 怎么玩"},
		{cAllIn, "报齐 收齐 交齐 报全 交全 收全 齐了 齐 报完 交完 收完 报齐了 交齐了 收齐了 报完了 交完了 到齐 全报了 都报了 都交了 全交了 都报上来 都交上来 全部报送 全部上报 都报齐 都上报 都报送 到位 报送齐"},
		{cProgress, "被退回 被退回了 被退回的 待核 待核的 代录的 完整率 进度 进展 报送情况 上报情况 填报情况 报送进度 上报进度 填报进度 报送进展 上报进展 填报进展 提交情况 报送率 上报率 填报率 报表情况 进展情况 进度情况 报到哪 报到什么程度 报送状态 收集情况 收表情况 完成进度 调度情况 收报情况"},
		{cOnTime, "按时率 按时报送率 按时上报率 按期报送率 按期率 及时率 准时率 报送及时率 按时报送比例 上报及时率 按时提交率 按期上报率 及时报送率 准时报送率 按时填报率 报送按时率 报送准时率"},
		{cRate, "整改率 整改完成率 完成整改率 销号率 办结率 闭环率 整改比例 整治率 整改到位率 整改百分比 整改完成比例"},
		{cUnrect, "没整改 未整改 没有整改 没改 未改 没有改 没改完 没整改完 未整改完 未完成整改 没完成整改 未销号 没销号 待整改 未闭环 没闭环 未办结 没办结 整改中 正在整改 未整改到位 没整改到位 未整改完成 没整改完成 没有整改完 没改好 没整改好 " +
			"没有完成整改 未消除 没消除 没整治 未整治 没有整改到位 没销完 没整完 没处理完 没有销号 在整改 未整改数 没改掉"},
		{cDiffer, "差 还差 缺 还缺 还剩 剩 差着 就差 只差 欠 还欠"},
		{cWho, "谁 哪些 哪几个 哪几家 哪家 哪个 哪个单位 哪些单位 哪几个单位 哪家单位 哪些镇 哪些乡镇 哪个镇 哪个乡镇 哪几个镇 哪些部门 哪个部门 哪几个部门 哪些局 哪个局 哪里 哪儿 那些 那几家 那几个 那个单位 那些单位 那家 有谁 哪些家 哪级 是谁 都有谁 都是谁 哪些个 何单位 啥单位 什么单位 哪几位 哪位"},
		{cMany, "多少 几家 几个 几家次 几次 几 多少家 多少个 多少次 多少人 多少家次 几人 几起 多少起 几条 多少条 多少项 几项 好多 几成 几多 多少数 有多少 多少处 几处 百分之几 多少单位 几个单位"},
		{cHow, "怎么样 怎样 咋样 如何 情况 啥情况 什么情况 啥程度 什么程度 哪一步 怎么样了 咋样了 状况 状态 怎么个情况 情况如何 情况怎么样 好不好 怎么着 啥样 怎么说 啥进展"},
		{cWhat, "啥 什么 些啥 些什么 什么数 是啥 是什么 有啥 有什么 啥数 哪些数"},
		{cList, "名单 清单名单 单位名单 名单列表 列表 明细"},
		{cSend, "发我 发给我 发一下 发下 发一份 发份 发来 发过来 发 导出 导出来 导一下 导一份 导 下载 传 传我 传给我 给我来一份 来一份 来份 给一份 给我一份 要一份 要 我要 需要 拿来 拿给我 出一份 出个 生成 生成一份 打包 推给我 发群里 发到群里 发我一份 发我一下 转我 转给我 发个 调出来 调取 给我发 给我导 给我 推送 打印 发出来 整一份 弄一份 做一份 出一下"},
		{cTable, "汇总表 总表 统计表 汇总表格 汇总 汇总好的 汇总的表 总台账表 全县汇总表 汇总结果 汇总文件 汇总后的 汇总完的"},
		{cSheet, "表 表格 表册 报表 月报 月报表 excel 电子表 电子版 excel表 xlsx 数据表 进度表 底表 pdf pdf版 pdf格式 pdf的"},
		{cTotal, "总体情况 整体情况 全县 合计 总数 一共 总共 共 总计 累计 合计数 总量 总的 总体 整体 共计 汇总数 汇总情况 全市 全区 总 全部加起来 加起来 总和 各单位合计 总情况 全县情况 汇总数据"},
		{cOnly, "只看 只要 换成 改成 再看 再看看 再查 再查查 再来 单看 还有"},
		{cMeet, "开 召开 开了 召开了 完成 搞 搞了 开展 组织 落实 做 做了 举行 进行 搞完 弄 弄了 开会 执行 履行 开完 做完 完成了 参加 落实了 组织了 开展了 开过 搞过 做过 开过会 兑现"},
		{cMe, "我们 我局 我镇 我单位 我乡 咱们 咱 俺 俺们 我方 本单位 本镇 本局 我队 我们镇 我们局 我们单位 我这边 我这 我"},
		{cYou, "你 您 你们 机器人 小助手 助手 这个机器人"},
		{cAble, "能 会 可以 能够 都能 都会 支持"},
		{cThe, "的"},
		{cMore, "呢 那 又"},
		{cAsk, "吗 没有 没 否 ? 了没 了没有 了吗 么 嘛 与否 没呢 是否 是不是 有没有 不 能不能 还是没"},
		{cDone, "已 已经 都 全 均 全都 全部"},
		{cData, "数据 数字 数据情况 报的数 上报数据 填报数据 报送数据"},
		{cNot, "未 尚未 无 还没 还没有 尚没有 并未 从未"},
		{cStop, ", 。 ; 、 : ! ~"},
	}
}

// unreported returns the words of a report that is not there, and of one that
// is.
func unreported() (missing, there []string) {
	not := strings.Fields("没 没有 未 还没 还没有 尚未 还未 木有 没能 没给 仍未 仍没")
	then := strings.Fields("报 交 填 报送 上报 填报 提交 上交 报上来 交上来 报来 报表 交表 填完 报完 交完 填写 上传 反馈 收到 交报表 报过来 交过来 送 弄完 收上来")
	late := strings.Fields("按时 按期 及时 准时")
	for _, n := range not {
		for _, t := range then {
			missing = append(missing, n+t)
			for _, l := range late {
				missing = append(missing, n+l+t)
			}
		}
	}
	missing = append(missing, "漏报", "缺报", "迟报", "晚报", "报晚", "报迟", "逾期", "逾期未报", "逾期没报", "超期未报", "超期没报", "拖着没报", "不交", "不报", "没动静")
	for _, t := range then {
		there = append(there, t, t+"了", "已"+t, "已经"+t, t+"得", t+"到", t+"过", "都"+t)
	}
	return missing, append(there, "收", "收了", "收到了", "收上来", "收上来了", "报上", "报上了", "报出来", "报到", "报的", "交的", "报上来的", "填的", "上来", "交来", "发过来了", "发来了", "发了", "传了", "传来了", "送来", "送来了")
}
