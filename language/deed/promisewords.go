package deed

import (
	"anwei/language/day"
	"anwei/language/text"
)

// reportVerbs are the words for handing a report in.
const reportVerbs text.Words = "报告 补报上来 报送上来 报上来 报过来 交上来 发过来 补报 补交 上报 报送 填报 填好 报完 报上 报好 提交 上交 交上 交表 报表 交 报 填 给你们 给你"

// soonWords are words for today, and those for no time in particular, the
// longer ones first.
const soonWords = "马上 立刻 立即 立马 这就 现在就 当天 下班之前 下班以前 下班前 午饭前 中午前 上午 下午 晚上 今 一会儿 一会 待会儿 待会 等会儿 等会 过会儿 过会 " + vagueSoon

// vagueSoon are words for no time in particular.
const vagueSoon text.Words = "晚点 晚些时候 稍晚 尽快 尽早 尽量早 稍后 回头 改天 抽空 过后 有空 早点"

// shortly are the words for soon that are a promise only with a word for
// reporting: 一会儿 alone puts off the talk.
const shortly text.Words = "一会儿 一会 待会儿 待会 等会儿 等会 过会儿 过会 今"

// promiseFillers are what else may stand in a promise.
const promiseFillers text.Words = "或者 或 还是 好的 好嘞 收到 领导 您好 你好 谢谢 辛苦了 辛苦 不好意思 抱歉 对不起 我们镇 我们局 我们 我镇 我局 我单位 我 咱们 咱 本月 这个月 调度表 台账 数据 附件1 附件2 表 " +
	"一大早 一早 大概 应该 估计 争取 尽量 一定 保证 确保 肯定 承诺 预计 计划 打算 准备 推迟到 推迟 延到 延期到 改到 拖到 最晚 最迟 最快 赶在 之前 以前 之内 以内 前 内 左右 可以 能够 能 会 要 得 才 就 再 也 都 给 到 在 于 把 将 完成 完 好 上 来 去 了 的 吧 哈 啊 呀 哦 嗯 呢 啦 ok 行 那 正在 还在 整理 汇总 统计 核对 核实 填着 弄 ( ) 、 -"

// difficulty reads 有困难, 报不了 and 困难：人员出差, and keeps what else the clause
// says as the reason.
func (p *promiseReader) difficulty(s text.Stretch) bool {
	denied, _ := p.Find(s.Begin, s.End, "没困难 没有困难 无困难 没啥困难 没什么困难 不困难 困难群众 困难企业 困难职工 困难户 克服困难")
	if denied >= 0 {
		return false
	}
	at, end := p.Find(s.Begin, s.End, "有点困难 有些困难 有困难 存在困难 遇到困难 确实困难 比较困难 有难处 报不了 报不上来 报不上 报不成 交不了 交不上 没法上报 没法报 没办法报 无法按时上报 无法按时报 无法按时 无法上报 无法报送 无法报 不能按时 不能报 报送困难 上报困难 来不及")
	if at < 0 {
		if at = s.Begin; !p.Has(at, "困难") || s.End-s.Begin > 2 {
			return false
		}
		end = s.End
	}
	p.unable = true
	before, after := text.Stretch{Begin: s.Begin, End: at}, text.Stretch{Begin: end, End: s.End}
	for _, r := range []text.Stretch{before, after} {
		r = p.bare(r)
		if r.End-r.Begin > 1 && !p.idle(r) {
			p.reasons = append(p.reasons, r)
		}
	}
	return true
}

// bare leaves out the words that lead to a reason or away from it.
func (p *promiseReader) bare(s text.Stretch) text.Stretch {
	for {
		end := p.AnyAt(s.Begin, "因为 由于 主要是 主要 原因是 原因 是 了 的 、 啊 呀 吧 (")
		if end == s.Begin || end > s.End {
			break
		}
		s.Begin = end
	}
	for s.End > s.Begin && (text.RuneIn(p.Runes[s.End-1], "了的啊呀吧)、") || p.EndsAt(s.End, "所以 因此 我们 暂时 可能 实在")) {
		s.End--
	}
	return s
}

// idle reports whether a part says nothing but a day and fillers: 今天报不了.
func (p *promiseReader) idle(s text.Stretch) bool {
	days := day.Reader{Folded: p.Folded, Now: p.today, Tense: day.TenseAhead}.All(s.Begin, s.End)
	kept := p.days
	rest, _, _ := p.without(s, days)
	p.days = kept
	return len([]rune(rest)) < 2
}

// explicit reports whether the answer says that there is a difficulty, rather
// than only that today is too early.
func (p *promiseReader) explicit() bool {
	at, _ := p.Find(0, len(p.Runes), "困难 难处")
	return p.unable && at >= 0
}

// figures reports whether a clause reports figures.
func (p *promiseReader) figures(s text.Stretch) bool {
	for i := s.Begin; i < s.End; i++ {
		v, ok := text.NumberAt(p.Runes, i)
		if !ok {
			continue
		}
		if end := p.AnyAt(v.Next, "家次 家 次 个 项 条 处 起 人 名"); v.Next == s.End || end > v.Next || text.IsDigit(p.Runes[i]) {
			return true
		}
		i = v.Next
	}
	at, _ := p.Find(s.Begin, s.End, "改成 改为 应为 应该是 更正 零报告 全部整改 都整改 均已整改 开了 召开 开会 专委会 例会 演练 撤销 取消")
	return at >= 0
}

// done reports whether it is said that it was done already.
func (p *promiseReader) done() bool {
	at, _ := p.Find(0, len(p.Runes), "已报 已经报 报过 报了 已上报 已经上报 已提交 已经提交 已填 填完了 交了 早报 报完了 提交了 上报了")
	return at >= 0
}

func isQuestion(c text.Folded) bool {
	if at, _ := c.Find(0, len(c.Runes), "? 什么时候 啥时候 几号 哪天 哪些 谁 怎么 咋 如何 是否 要不要 能不能 可不可以 可以吗 需不需要 有没有 多少 了没有 完没完 开没开 为什么 为啥 几次 如果 要是 假如 万一 一旦 各镇要 各镇各部门 各单位要 请各 各乡镇 各部门要 必须参加 请问 请查收 什么 听说 据说 汇总表 截止到几 截至几"); at >= 0 {
		return true
	}
	j := len(c.Runes)
	for j > 0 && text.RuneIn(c.Runes[j-1], ",。!~…") {
		j--
	}
	return j > 0 && text.RuneIn(c.Runes[j-1], "吗么嘛呢没否") || c.EndsAt(j, "了没有 没呢 行不 好不 对不")
}
