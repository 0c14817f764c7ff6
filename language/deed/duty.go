package deed

import (
	"slices"
	"sort"
	"strings"

	"anwei"
	"anwei/language/text"
)

// mention is a place that names a duty, or a word that several share.
type mention struct {
	text.Stretch
	clause int
	duties []int
}

// mention finds the words for duties, the longest at each place.
func (r *told) mention(words dutyWords) {
	concern := words.among(r.known.Duties)
	for k, part := range r.parts {
		for i := part.Begin; i < part.End; {
			end := i
			var duties []int
			for n := min(words.long[r.Runes[i]], part.End-i); n > 0 && end == i; n-- {
				if duties = concern.those(words.of[r.Word(i, i+n)]); len(duties) > 0 {
					end = i + n
				}
			}
			if end == i {
				i++
				continue
			}
			if !r.other(part, i, end) {
				r.mentions = append(r.mentions, mention{text.Stretch{Begin: i, End: end}, k, duties})
			}
			i = end
		}
	}
}

// other reports whether the word for a duty at i belongs to something else: the
// papers of a meeting, its demands, a meeting of others.
func (r *told) other(part text.Stretch, i, end int) bool {
	const papers text.Words = "方案 通知 材料 纪要 议程 议题 名单 精神 要求 文件 部署 决定 预案 经费 费用 照片 图片 会议室 会议纪要 会议精神 会议通知 会议材料 会议要求 会场 大楼 主任 成员单位 办公室 安排部署 任务 中心 基地 贯彻 强国 资料 手册 制度汇编 台账 档案 脚本 视频 教育局 上要求 上强调 期间 前后 签到表 影像 计划已 计划制 计划印 计划报 计划发 计划批 计划表 计划书 计划还没 证 公司 机构 制度 领导 室 大厅 对象 讲师 老师 单位 会场 上领导 时间表"
	if r.AnyAt(end, papers) > end || r.Has(end, "组") && !r.Has(end, "组织") {
		return true
	}
	before := r.Word(part.Begin, i)
	const others text.Words = "按照 根据 依据 贯彻 县里 市里 省里 上级 市级 省级 兄弟 隔壁 邻县 收看 观看 转发 传达 学习贯彻 筹备组 听取了县 参加县 参加了县 参加市 参加了市 参加省 参加了省 参加全县 参加全市 参加了全县 参加了全市 列席"
	return others.In(before) || r.EndsAt(i, "落实 迎接 配合")
}

func (r *told) indexOf(id anwei.DutyID) int {
	return slices.IndexFunc(r.known.Duties, func(d anwei.Duty) bool { return id != "" && d.ID == id })
}

// place decides which clause names the duty, how far the text is about it and
// which duties fit. It is false where nothing is named and nothing was asked.
func (r *deedReader) place() bool {
	r.mentions = slices.DeleteFunc(r.mentions, func(m mention) bool { return r.AnyAt(m.End, "记录 登记 会议记录") > m.End })
	if len(r.mentions) == 0 {
		i := r.indexOf(r.known.Asked)
		if i < 0 {
			return false
		}
		r.duties, r.asked, r.clause = []int{i}, true, -1
		r.within = text.Stretch{Begin: 0, End: len(r.Runes)}
		return true
	}
	best, rank := -1, actNone
	for k, m := range r.mentions {
		if k > 0 && m.clause == r.mentions[k-1].clause {
			continue
		}
		if a := r.actOf(r.about(m.clause)); best < 0 || a.kind.outranks(rank) {
			best, rank = m.clause, a.kind
		}
	}
	r.clause, r.within = best, r.about(best)
	r.duties = r.fitting(slices.DeleteFunc(slices.Clone(r.mentions), func(m mention) bool { return m.clause != best }))
	return true
}

// about returns the part of the text that a mention in the clause is about: to
// the next clause that names another thing, from the last one before.
func (r *deedReader) about(clause int) text.Stretch {
	from, to := clause, clause+1
	for from > 0 && !r.mentioned(from-1) {
		from--
	}
	for to < len(r.parts) && !r.mentionedOther(to, clause) {
		to++
	}
	return text.Stretch{Begin: r.parts[from].Begin, End: r.parts[to-1].End}
}

func (r *told) mentioned(clause int) bool { return len(r.in(clause)) > 0 }

// in returns the mentions of a clause.
func (r *told) in(clause int) []mention {
	from := sort.Search(len(r.mentions), func(k int) bool { return r.mentions[k].clause >= clause })
	to := from
	for to < len(r.mentions) && r.mentions[to].clause == clause {
		to++
	}
	return r.mentions[from:to]
}

// mentionedOther reports whether the clause names a duty that the first one does
// not name, with a verb of its own.
func (r *deedReader) mentionedOther(clause, first int) bool {
	known := func(d int) bool {
		return slices.ContainsFunc(r.in(first), func(m mention) bool { return slices.Contains(m.duties, d) })
	}
	other := func(m mention) bool { return !slices.ContainsFunc(m.duties, known) }
	return slices.ContainsFunc(r.in(clause), other) && r.actOf(r.parts[clause]).kind != actNone
}

// fitting returns the duties that the mentions mean: of those that share a word
// the ones that all words fit, and all where the words name different duties.
// What is named behind a verb such as 研究 is what the meeting was about.
func (r *deedReader) fitting(ms []mention) []int {
	score := map[int]int{}
	var groups [][]int
	for k, m := range ms {
		if k > 0 && m.clause == ms[0].clause && r.topic(ms[0].End, m.Begin) {
			break
		}
		for _, d := range m.duties {
			score[d] += m.End - m.Begin
		}
		groups = narrow(groups, m.duties)
	}
	all := slices.Concat(groups...)
	if i := r.indexOf(r.known.Asked); i >= 0 && slices.Contains(all, i) && len(groups) == 1 {
		return []int{i}
	}
	all = r.qualified(all)
	sort.SliceStable(all, func(a, b int) bool { return score[all[a]] > score[all[b]] })
	return all
}

// narrow leaves of the first group that shares a duty with the new ones those
// that both have, and otherwise adds the new ones as a group of their own.
func narrow(groups [][]int, duties []int) [][]int {
	for i, g := range groups {
		both := slices.DeleteFunc(slices.Clone(g), func(d int) bool { return !slices.Contains(duties, d) })
		if len(both) > 0 {
			groups[i] = both
			return groups
		}
	}
	return append(groups, slices.Clone(duties))
}

// qualified returns those of several duties of which the text says what stands
// in brackets in their titles, as 国庆 for 常委包联督导（国庆节), or all.
func (r *deedReader) qualified(duties []int) []int {
	if len(duties) < 2 {
		return duties
	}
	var out []int
	for _, i := range duties {
		_, in, _ := strings.Cut(text.Fold(r.known.Duties[i].Title).Low, "(")
		if q := []rune(in); len(q) > 2 && strings.Contains(r.Low, string(q[:2])) {
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		return duties
	}
	return out
}

// topic reports whether a verb between the runes begins what came of it.
func (r *deedReader) topic(i, j int) bool {
	at, _ := r.Find(i, max(i, j), "研究 解决 部署 讨论 审议 听取 通报 分析 传达 协调 总结 强调")
	return at >= 0
}
