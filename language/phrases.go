package language

import (
	"strings"

	"anwei/language/text"
)

// pieceKind reads one piece of a command.
func pieceKind(p string) (kind CommandKind, rest string) {
	bare := text.Strip(p)
	p = strings.ReplaceAll(p, " ", "")
	bare = strings.ReplaceAll(bare, " ", "")
	for _, s := range []string{p, bare} {
		for _, list := range phrases() {
			if s != "" && strings.Contains(list.words, " "+s+" ") {
				return list.kind, ""
			}
		}
	}
	switch {
	case postponed(bare):
		return Later, ""
	case asksProgress(bare):
		return Progress, ""
	}
	if ok, rest := asksTable(bare); ok {
		return Table, rest
	}
	if ok, rest := begins(bare); ok {
		return Begin, rest
	}
	return None, ""
}

// phraseList pairs a kind with its phrases, blanks around each.
type phraseList struct {
	kind  CommandKind
	words string
}

func phrases() []phraseList {
	return []phraseList{
		{Confirm, " 确认提交 确认 提交 确认无误 确认上报 确认报送 确定 确定提交 可以提交 提交上报 无误提交 没问题提交 确认没问题 确认无误提交 无误确认 就这样提交 正式提交 直接提交 对提交 是的提交 确认并提交 确认提交上报 提交报表 "},
		{Back, " 上一步 返回 上一组 回上一步 退回 后退 上一项 返回上一步 回到上一步 退回上一步 返回上一组 上一题 退回去 返回上一级 "},
		{Cancel, " 取消 不报了 不填了 不报 不填 取消填报 取消上报 放弃 放弃填报 退出 退出填报 终止 终止填报 停止填报 结束填报 算了不报了 算了不填了 取消本次填报 取消这次填报 不填报了 不要填了 "},
		{Later, " 稍后 稍候 等会 等会儿 等一会 等一会儿 等下 等一下 待会 待会儿 晚点 晚些 稍等 稍等一下 过会儿 一会儿 一会 回头 改天 先放着 先不填 先不报 先不提交 暂不提交 暂时不填 先这样 先存着 先保存 暂存 保存 保存草稿 存草稿 等等 等等再说 以后再说 没空 现在没空 在忙 正在开会 在开会 明天 下午 "},
		{Show, " 看看 查看 看 预览 显示 看看填了什么 看看已填 看看已填的 填了哪些 填了什么 已填的 看看汇总 查看已填 看看数据 查看数据 看数据 看看报表 看已填的 看看填的 看看填到哪 填到哪 填到哪里 填到哪儿 看看我填的 看看草稿 查看草稿 看看本月 看看我的 看我的 "},
		{Help, " 帮助 怎么填 怎么用 怎么报 如何填报 如何填 怎么填报 怎么操作 如何操作 使用说明 说明 操作说明 填报说明 help HELP Help ? 不会填 不会用 教教 教我 怎么弄 菜单 有哪些命令 能做什么 你能做什么 你会什么 会什么 有什么功能 功能 使用帮助 指南 这个怎么填 这个怎么用 报表怎么填 这项怎么填 怎么改 怎么修改 "},
		{Skip, " 跳过 略过 先跳过 跳过本组 跳过这组 跳过这项 跳过本项 跳过此项 这组跳过 这项跳过 本组跳过 下一组 下一项 下一步 跳过下一组 先跳过这组 先跳过这项 pass "},
		{Change, " 改 修改 更正 要改 要修改 修改数据 改数据 改数 修改数 更改 填错 报错 有错 填错数 数填错 数据填错 数据有误 修改报表 改报表 更正数据 要更正 有个数填错 有数填错 有一项填错 想修改 重新修改 报错数 "},
		{NotApplicable, " 不适用 不涉及 不归我们管 不归我们 不属于我们 跟我们无关 与我单位无关 与我们无关 我单位不涉及 本单位不涉及 我局不涉及 我镇不涉及 本项不适用 此项不适用 这项不适用 这组不适用 本组不适用 单位不涉及 局不涉及 镇不涉及 "},
		{Unchanged, " 无变化 没有变化 没变化 没变 不变 无变动 没有变动 没变动 数据无变化 数据没变化 数据不变 没有变 无改动 没有改动 没改动 无更新 没有更新 数字没变 数没变 无变化不用改 无新增 没有新增 无调整 "},
		{Remind, " 催报 催办 催一催 催 提醒没报 催报台账 催没报 再催 再提醒 催没报单位 催未报单位 催未报 "},
		{Progress, " 进度 进展 填报进度 上报进度 报送进度 查进度 看进度 看看进度 查看进度 填报情况 上报情况 报送情况 未报 未报单位 未报名单 没报名单 没报单位 已报 "},
		{Table, " 汇总表 总表 统计表 导出 导出表格 下载 导出汇总表 下载汇总表 汇总表格 全县汇总表 导出报表 下载报表 导出excel 导出Excel 导表 出表 "},
		{Begin, " 填报 填 报数 要填报 开始填报 开始填 开始 开始报 填表 填数 报数据 填数据 填报表 报表填报 继续 继续填报 继续填 接着填 接着报 继续报 重新填报 重新填 重填 填报数据 上报数据 补报 补填 来填报 来报数 去填报 立即填报 马上填报 现在填报 填报本月 在线填报 开始上报 月报填报 "},
	}
}

// postponed reads 明天再填 and its kin.
func postponed(s string) bool {
	for _, why := range []string{"有点事", "有事", "有急事", "手头有事", "在忙", "正忙", "太忙", "要开会"} {
		if rest, ok := strings.CutPrefix(s, why); ok && rest != "" {
			s = strings.TrimPrefix(rest, "了")
			break
		}
	}
	when := []string{"等会儿", "等会", "等下", "待会儿", "待会", "稍后", "稍晚", "晚点", "晚些", "晚上", "明天", "明早", "明日", "后天", "下午", "上午", "中午", "改天", "改日", "回头", "一会儿", "一会", "过会儿", "过会", "过一会", "下周", "周一", "周二", "周三", "周四", "周五", "回单位", "回办公室", "开完会", "有空", "先等等", "等有空", "以后", "今天先不", "先不"}
	then := []string{"再填报", "再填", "再报送", "再报", "再说", "再弄", "再来", "再提交", "再确认", "再看", "填报", "填", "报", "继续", "接着填", "接着报", "继续填", "弄", "说", "提交", "给你报", "再给你报", "给你", "再给"}
	for _, w := range when {
		rest, ok := strings.CutPrefix(s, w)
		if !ok {
			continue
		}
		for _, t := range then {
			if rest == t {
				return true
			}
		}
	}
	return false
}

// asksProgress reads 谁没报 and its kin.
func asksProgress(s string) bool {
	for _, w := range []string{"还有", "目前", "截至目前", "都", "全县", "看看", "查", "看", "到底"} {
		s = strings.TrimPrefix(s, w)
	}
	switch s {
	case "谁没报", "谁没有报", "谁还没报", "谁未报", "谁没填", "谁还没填", "哪些没报", "哪些还没报", "哪些未报", "哪些单位没报", "哪些单位还没报", "哪些单位未报", "哪几家没报", "哪几家还没报",
		"哪家没报", "几家没报", "几家报", "几家未报", "多少家没报", "多少单位没报", "差谁", "差哪些", "差几家", "差哪几家", "报几家", "报了几家", "报多少", "报了多少", "报了多少家", "报齐", "报齐了没有", "谁报",
		"谁报了", "哪些报了", "哪些单位报了", "没报的有谁", "没报的有哪些", "报得怎么样", "报的怎么样", "报到哪", "进度怎么样", "进度如何", "填报进度怎么样":
		return true
	}
	return false
}

// asksTable reads 发我汇总表 and its kin. What is left of the wish is which table.
func asksTable(s string) (bool, string) {
	asked := false
	for {
		before := s
		for _, w := range []string{"发给我", "发我", "发来", "发下", "发份", "发一份", "发", "导出", "下载", "生成", "给我", "要", "来一份", "来份", "出一份", "出", "看", "把", "一份", "的"} {
			if rest, ok := strings.CutPrefix(s, w); ok {
				s, asked = rest, asked || w != "的"
			}
		}
		for _, w := range []string{"发给我", "发我", "发来", "发过来", "导出来", "给我", "下来", "的"} {
			if rest, ok := strings.CutSuffix(s, w); ok {
				s, asked = rest, asked || w != "的"
			}
		}
		if s == before {
			break
		}
	}
	s = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(s, "全县"), "各单位"), "最新")
	s = strings.TrimPrefix(s, "的")
	switch s {
	case "汇总表", "总表", "统计表", "汇总", "汇总表格":
		return asked || s != "汇总", ""
	case "调度表", "工作清单", "报表", "表", "表格", "excel", "Excel", "附件2", "附件1", "台账", "台账汇总表", "调度表汇总表", "调度表汇总", "台账汇总", "月报表", "月报":
		return asked, strings.TrimSuffix(strings.TrimSuffix(s, "汇总表"), "汇总")
	}
	return false, ""
}

// begins reads 填报台账 and its kin; the rest is which form.
func begins(s string) (bool, string) {
	for _, verb := range []string{"开始填报", "继续填报", "重新填报", "填报", "补报", "补填", "上报", "报送", "开始填", "继续填", "填写", "填", "报"} {
		rest, ok := strings.CutPrefix(s, verb)
		if !ok {
			continue
		}
		rest = strings.TrimPrefix(strings.TrimSuffix(rest, "的"), "的")
		switch rest {
		case "":
			return verb != "上报" && verb != "报送" && verb != "报" || verb == "报", ""
		case "台账", "调度表", "工作清单", "附件1", "附件2", "报表", "月报", "月报表", "数据", "数", "表", "清单", "表格":
			return true, rest
		}
	}
	return false, ""
}
