package deed

import (
	"slices"
	"strings"

	"anwei/language/day"
	"anwei/language/text"
)

// actKind is what a clause says was done.
type actKind int

const (
	actNone    actKind = iota
	actUndone          // 还没开
	actPlanned         // 安排在, 将召开
	actWeak            // 召开: done or to be done
	actStrong          // 开了, 已召开, 完成
)

// outranks reports whether a clause of the kind tells more of a duty than the
// best one before it.
func (k actKind) outranks(best actKind) bool { return k > best && (k != actWeak || best < actPlanned) }

// act is the verb that decides what a text says of a duty.
type act struct {
	kind   actKind
	clause text.Stretch
	at     int
	marker string // for actPlanned: 安排, 定于
}

// actOf returns the act of the first clause that has a verb which decides, and
// else of the first that has any.
func (r acts) actOf(s text.Stretch) act {
	best := act{}
	for _, p := range r.Clauses(s.Begin, s.End) {
		a := r.actIn(p)
		switch {
		case a.kind == actStrong || a.kind == actUndone || a.kind == actPlanned:
			if r.stands(best, a) {
				return best
			}
			return a
		case a.kind != actNone && best.kind == actNone:
			best = a
		}
	}
	return best
}

// stands reports whether an act of an earlier clause stands against one of a later
// clause: 10月9日召开专委会, behind which is told what it planned.
func (r acts) stands(first, later act) bool {
	return first.kind == actWeak && (r.consequence(first, later) || later.kind == actPlanned && r.gone(first.clause))
}

// gone reports whether a day gone by stands in the clause.
func (r acts) gone(p text.Stretch) bool {
	return slices.ContainsFunc(r.daysIn(day.TenseOpen, p.Begin, p.End), func(d day.Found) bool { return d.Reason == "" && d.On.Before(r.today) })
}

// consequence reports whether the later act only tells what came of the weak
// one: 召开专委会，解决了3个问题.
func (r acts) consequence(first, later act) bool {
	at, _ := r.Find(later.clause.Begin, later.clause.End, resultVerbs)
	return at >= 0 && first.kind == actWeak && later.kind != actPlanned
}

// actIn returns what one clause says was done, or will be.
func (r acts) actIn(p text.Stretch) act {
	a, known := r.read[p]
	if !known {
		a = r.readAct(p)
		r.read[p] = a
	}
	return a
}

// readAct reads what one clause says was done, or will be.
func (r acts) readAct(p text.Stretch) act {
	out := r.verbIn(p)
	if out.kind == actStrong || out.kind == actUndone {
		return r.unlessPlanned(out)
	}
	if at, end := r.plan(p); at >= 0 {
		return act{kind: actPlanned, clause: p, at: at, marker: r.Word(at, end)}
	}
	if at, _ := r.Find(p.Begin, p.End, "本来 原本 原先 原定 原计划 开始 启动 % 百分之 一半 大半 过半"); at >= 0 {
		return act{clause: p, at: p.Begin}
	}
	if at, end := r.wish(p, max(p.Begin, out.at)); at >= 0 && out.kind != actNone {
		return act{kind: actPlanned, clause: p, at: at, marker: r.Word(at, end)}
	}
	if out.kind == actWeak && r.closes(p, out.at) {
		out.kind = actStrong
	}
	return out
}

// verbIn returns the first verb of a clause that says it was done or denies it,
// and otherwise the first that may say either.
func (r acts) verbIn(p text.Stretch) act {
	out := act{clause: p, at: p.Begin}
	not, verbs := notVerbs, deedVerbs
	for i := p.Begin; i < p.End; {
		if end := r.AnyAt(i, not); end > i {
			i = end
			continue
		}
		end := r.AnyAt(i, verbs)
		if end == i || end > p.End {
			i++
			continue
		}
		kind := r.verb(p, i, end)
		if kind == actUndone || kind == actStrong && !r.partly(p, i, end) {
			return act{kind: kind, clause: p, at: i}
		}
		if kind == actWeak && out.kind == actNone {
			out.kind, out.at = kind, i
		}
		i = end
	}
	return out
}

// unlessPlanned makes a plan of 打算后天把会开了: done on a day to come, behind a word
// for a plan.
func (r acts) unlessPlanned(a act) act {
	at, end := r.plan(text.Stretch{Begin: a.clause.Begin, End: a.at})
	if a.kind == actStrong && at >= 0 && r.until(a.clause, a.at) {
		return act{kind: actPlanned, clause: a.clause, at: at, marker: r.Word(at, end)}
	}
	return a
}

// plan finds a word of what has been fixed for a day to come: 安排在, 定了, and 改
// before a day.
func (r acts) plan(p text.Stretch) (at, end int) {
	const words = planMarkers + " 改下 改本 改这 改周 改星 改明 改后"
	for i := p.Begin; i < p.End; i = at + 1 {
		if at, end = r.Find(i, p.End, words); at < 0 {
			return -1, -1
		}
		if r.Runes[at] == '改' && end == at+2 && !text.RuneIn(r.Runes[at+1], "到在期为成") {
			return at, at + 1
		}
		days := r.daysIn(day.TenseAhead, at, p.End)
		switch {
		case r.inMention(at) || r.Runes[at] == '改' && !r.Has(at, "改期") && len(days) == 0:
		case r.Runes[at] == '定' && at > p.Begin && text.RuneIn(r.Runes[at-1], "搞确决制规一稳肯判固"):
		case r.Runes[at] == '安' && (r.AnyAt(end, "部署 工作 下步 下一步") > end || r.Has(at, "安排部署") || r.EndsAt(at, "工作 统一")):
		case r.namedIn(p) || len(r.daysIn(day.TenseAhead, p.Begin, p.End)) > 0:
			return at, end
		}
	}
	return -1, -1
}

// wish finds a word of what is only to come in a clause before rune j; 要 of 主要
// and 等 of 书记等 are none.
func (r acts) wish(p text.Stretch, j int) (at, end int) {
	words := wishes
	for i := p.Begin; i < j; i = at + 1 {
		if at, end = r.Find(i, j, words); at < 0 {
			return -1, -1
		}
		before, after := r.Get(at-1), r.Get(end)
		alone := end-at == 1
		switch r.Runes[at] {
		case '要':
			alone = alone && (text.RuneIn(before, "主重必只纪摘概首简提需") || text.RuneIn(after, "求点素件领负"))
		case '等':
			alone = at > p.Begin
		case '再':
			alone = after == '次'
		case '该':
			alone = alone && text.RuneIn(after, "镇局单区企县项领")
		case '待', '想':
			alone = alone && text.RuneIn(before, "接等招看对思理")
		default:
			alone = false
		}
		if !alone {
			return at, end
		}
	}
	return -1, -1
}

// closes reports whether the clause ends in 了 right behind the word for the duty
// or the verb at rune i, so that it is done: 开例会了.
func (r acts) closes(p text.Stretch, i int) bool {
	j := p.End
	for j > p.Begin && text.RuneIn(r.Runes[j-1], "哈啊呀哦吧呢)") {
		j--
	}
	if j == p.Begin || r.Runes[j-1] != '了' {
		return false
	}
	wish, _ := r.wish(p, j)
	return wish < 0 && (r.AnyAt(i, deedVerbs) == j-1 || slices.ContainsFunc(r.mentions, func(m mention) bool { return m.End == j-1 }))
}

// verb reads what surrounds the verb from i up to end.
func (r acts) verb(p text.Stretch, i, end int) actKind {
	if r.denied(p, i) {
		return actUndone
	}
	const states text.Words = "情况 率 进度 进展" // 完成情况 is no doing
	word := r.Word(i, end)
	after := r.AnyAt(end, "完毕 完成 完了 完 好了 过了 过 了 结束 成功 到位 毕")
	switch {
	case after > end && r.Has(after, "没"):
		return actUndone
	case r.AnyAt(after, states) > after:
		return actNone
	}
	wished := r.EndsAt(i, wishes)
	switch {
	case wished && (after == end || r.Runes[after-1] != '了'):
		return actNone
	case r.already(p, i):
		return actStrong
	case after > end && after <= p.End:
		return actStrong
	case word == "完成" || word == "结束" || word == "搞定" || word == "办妥":
		if at, _ := r.wish(p, i); at >= 0 || r.until(p, i) {
			return actWeak
		}
		return actStrong
	case end-i > 1 || r.Get(end) == '的' || r.names(end) || end == p.End && r.namedIn(p):
		return actWeak
	}
	return actNone
}

// inMention reports whether the rune at i is a part of a word for a duty, such as
// 执法计划.
func (r acts) inMention(i int) bool {
	return slices.ContainsFunc(r.mentions, func(m mention) bool { return m.Begin <= i && i < m.End })
}

// partly reports whether only a part is done by the verb from i up to end:
// 完成80%, 基本完成.
func (r acts) partly(p text.Stretch, i, end int) bool {
	at, _ := r.Find(end, min(p.End, end+8), "% 百分之 一半 大半 过半")
	most, _ := r.Find(p.Begin, i, "基本 大部分 大体 接近 部分 初步 差不多 快")
	return at >= 0 || most >= 0
}

// names reports whether the word for a duty stands at rune i: 开专委会.
func (r acts) names(i int) bool {
	for _, m := range r.mentions {
		if m.Begin >= i && m.Begin <= i+2 {
			return true
		}
	}
	return false
}

// namedIn reports whether a duty is named in the clause, or was asked.
func (r acts) namedIn(p text.Stretch) bool {
	return r.asked || slices.ContainsFunc(r.mentions, func(m mention) bool { return p.Begin <= m.Begin && m.End <= p.End })
}

// until reports whether a day by which something is to be done stands in the
// clause before rune i.
func (r acts) until(p text.Stretch, i int) bool {
	for _, d := range r.daysIn(day.TenseOpen, p.Begin, i) {
		if d.Until || d.Reason == "" && r.today.Before(d.On) {
			return true
		}
	}
	return false
}

// already reports whether 已 stands in the clause before the verb at i, without
// a plan between them.
func (r acts) already(p text.Stretch, i int) bool {
	for k := i - 1; k >= p.Begin; k-- {
		if r.EndsAt(k+1, "刚刚 刚 已 早就 圆满 顺利 成功 如期") {
			at, _ := r.Find(k, i, planMarkers)
			return at < 0 && !r.Has(k-1, "而已") && !r.Has(k, "已知")
		}
	}
	return false
}

// denied reports whether the verb at i is denied: 没开, 还没有按时召开.
func (r acts) denied(p text.Stretch, i int) bool {
	k := i
	for range 2 {
		for w := range strings.FieldsSeq("及时 按时 按期 正式 来得及 能够 能 组织 全部 全 怎么 真正") {
			if r.EndsAt(k, text.Words(w)) {
				k -= len([]rune(w))
				break
			}
		}
	}
	return k > p.Begin && r.EndsAt(k, "没有 没 未 尚未 不 无法 没法 别 不用 不能 无需 暂缓 难以 忘了 忘记 拒绝")
}

// deedVerbs are the verbs of doing, the longer ones first.
const deedVerbs text.Words = "自查自改 自查自纠 会商研判 搞定 办妥 开展 召开 组织 举行 举办 进行 完成 结束 实施 主持 解决 制定 制订 印发 出台 建立 编制 签订 学习 检查 督查 督导 巡查 演练 评估 述职 汇报 会商 研判 培训 推演 走访 整治 销号 清零 收官 整改 调研 开会 落实 纳入 推动 " +
	"开 搞 做 弄 办 学 查 演 训"

// notVerbs are words in which such a verb stands by chance.
const notVerbs text.Words = "开始 公开 打开 离开 分开 避开 开车 开工 开票 开户 开放 开通 开具 开除 开发 开采 开心 开支 开关 开机 开水 学校 大学 科学 教学 学生 小学 中学 学院 办公 办法 安委办 专委办 主办 承办 督办 交办 催办 代办人 经办 演讲 表演 做法 叫做 查询 查看 组织部 组织领导 党组织 训练 化学 安办 中办 国办 政府办 党政办 应急办 搞错 弄错 学习强国 查收 督查室 检查站 检查组 督导组 检查单 检查表 街道办 整改措施 整改方案 整改率 解决方案 审查 调查"

// planMarkers are the words of what has been fixed for a day to come.
const planMarkers text.Words = "安排在 安排到 安排于 已安排 安排了 安排好 安排 定在 定于 定到 定了 暂定 初定 拟定于 拟定 拟于 拟在 拟 计划在 计划于 计划 准备 打算 预计 推迟 延期 延到 推到 改到 改在 改期 改为 改成 顺延 筹备 预定 约定"

// wishes are the words of what is only to come.
const wishes text.Words = "将于 将在 将 即将 尽快 抓紧 马上 正在 争取 需要 还要 就要 快要 要在 要于 必须 务必 应于 应在 下一步 下步 力争 确保 继续 待 再 该 要 想 会在 等"
