package deed

import (
	"slices"
	"strings"

	"anwei/language/day"
	"anwei/language/text"
)

// counted is a number of a text with what it counts.
type counted struct {
	text.Number
	text.Stretch
	unit   string
	vague  bool
	before string // the runes before it in its clause
	after  string // the next runes behind it in its clause
}

// numbers reads the numbers of the part about the duty that have one of the
// measures, days and ordinals left out.
func (r counts) numbers(units text.Words) []counted {
	days := r.daysIn(day.TensePast, r.within.Begin, r.within.End)
	var out []counted
	for _, p := range r.Clauses(r.within.Begin, r.within.End) {
		for i := p.Begin; i < p.End; {
			if k := slices.IndexFunc(days, func(d day.Found) bool { return d.Begin <= i && i < d.End }); k >= 0 {
				i = days[k].End
				continue
			}
			v, ok := text.NumberAt(r.Runes, i)
			if !ok {
				i++
				continue
			}
			end := r.AnyAt(v.Next, units)
			if end > v.Next && end <= p.End && !r.ordinal(p, i) {
				out = append(out, counted{
					Number: v, Stretch: text.Stretch{Begin: i, End: end}, unit: r.Word(v.Next, end),
					vague: v.Vague || r.rough(p, i, end), before: r.Word(p.Begin, i), after: r.Word(end, min(p.End, end+4)),
				})
			}
			i = max(v.Next, i+1)
		}
	}
	return out
}

// ordinal reports whether the number at i stands in a row or is part of a name:
// 第3次, 3号矿第2次.
func (r counts) ordinal(p text.Stretch, i int) bool {
	return i > p.Begin && (r.Runes[i-1] == '第' || r.Runes[i-1] == '.' || text.FigureLike(r.Runes[i-1]) && text.IsDigit(r.Runes[i])) || r.EndsAt(i, "每月 每周 每天 每季度 每年 每半年 每")
}

// rough reports whether the words around a number make it inexact.
func (r counts) rough(p text.Stretch, i, end int) bool {
	if i > p.Begin && (r.EndsAt(i, "约 大概 近 不到 超过 至少 差不多 几 大致 可能") || text.RuneIn(r.Runes[i-1], "数好上") && text.ScaleOf(r.Runes[i]) > 1) {
		return true
	}
	return r.AnyAt(end, "左右 上下 以上 以下 以内 多 余 吧") > end && end < p.End
}

// trouble returns why the number cannot be taken, or "".
func (c counted) trouble() text.Reason {
	switch {
	case strings.HasSuffix(c.before, "-"):
		return text.Negative
	case c.Fraction:
		return text.Fraction
	case c.vague:
		return text.Approximate
	}
	return ""
}

// attendance are the numbers of people that say how many took part: those of
// whom it is said so, or else all that are said of nothing else.
func (r counts) attendance() []counted {
	all := r.numbers("个人 人次 余人 人 名 位")
	all = slices.DeleteFunc(all, func(c counted) bool {
		return endsWithAny(c.before, "问责 追责 处罚 约谈 拘留 死亡 受伤 伤亡 请假 缺席 未到 表彰 应到 应参加 查处 批评 通报 其中 列席 转移 疏散 救出 救援 警告 邀请 聘请 请来 请了 伤 亡 抽调") ||
			beginsWithAny(c.after, "请假 缺席 未到 受伤 死亡 被 未参加 没参加 没来 列席") ||
			strings.Contains(c.before, "其中") || c.unit == "位" && beginsWithAny(c.after, "于 置")
	})
	sure := slices.DeleteFunc(slices.Clone(all), func(c counted) bool {
		near := []rune(c.before)
		before := string(near[max(0, len(near)-8):])
		const took text.Words = "参会 参加 到会 出席 实到 参训 参演 参与 与会 参学 人员 到场 共 受训"
		return !took.In(before) && !took.In(c.after)
	})
	if len(sure) > 0 {
		return sure
	}
	return all
}

func endsWithAny(s string, words text.Words) bool {
	return words.End(s) || words.End(strings.TrimSuffix(s, "了")) || words.End(strings.TrimSuffix(s, "人员"))
}

func beginsWithAny(s string, words text.Words) bool { return words.Begin(s) > 0 }

// people returns how many took part, 0 where that was not said clearly.
func (r counts) people() int { return r.one(r.attendance()) }

// one returns the one number that all of the numbers are; what is not exact, and
// numbers that differ, are refused.
func (r counts) one(all []counted) int {
	n := -1
	for _, c := range all {
		if why := c.trouble(); why != "" {
			r.refuse(r.Cut(c.Begin, c.End), why)
			return 0
		}
		if n >= 0 && int64(n) != c.N {
			r.refuse(r.Cut(all[0].Begin, c.End), text.Contradiction)
			return 0
		}
		n = int(c.N)
	}
	return max(n, 0)
}

// times are the numbers of times.
func (r counts) times() []counted {
	all := r.numbers("次会 次 回 场次 场 轮 遍 期")
	return slices.DeleteFunc(all, func(c counted) bool {
		return strings.Contains(c.before, "其中") || c.unit == "回" && beginsWithAny(c.after, "头 复 应") ||
			c.unit == "次" && beginsWithAny(c.after, "性 生 要") || c.unit == "期" && beginsWithAny(c.after, "间 限") ||
			c.unit == "场" && beginsWithAny(c.after, "所")
	})
}

// matters are the numbers of things that were solved.
func (r counts) matters() []counted {
	all := r.numbers("件 项 个 桩 条 处")
	return slices.DeleteFunc(all, func(c counted) bool {
		return endsWithAny(c.before, "还差 还剩 剩 差 还有 目标 要求 计划 任务 应 未解决 没解决 剩余") || strings.Contains(c.before, "其中") ||
			c.unit == "个" && beginsWithAny(c.after, "人 月 年 小时 季 星期 工作日 镇 乡 村 单位 部门 企业 科室 半")
	})
}

// byMatter reports whether the duty counts matters rather than times.
func (r counts) byMatter() bool {
	return len(r.duties) > 0 && slices.Contains([]string{"项", "件", "个", "条", "处"}, r.known.Duties[r.duties[0]].Counts)
}

// numbered reports whether it is said how many times, or how many matters.
func (r counts) numbered() bool {
	if r.byMatter() {
		return len(r.matters()) > 0
	}
	return len(r.times()) > 0
}

// count returns how many of what the duty counts were done. A sum so far is
// refused: it would be counted twice.
func (r counts) count() int {
	all := r.times()
	if r.byMatter() {
		all = r.matters()
	}
	sums := func(c counted) bool {
		return text.Words("累计 累积 至今 以来 截至 截止").In(c.before)
	}
	now := slices.DeleteFunc(slices.Clone(all), sums)
	switch {
	case len(now) == 0 && len(all) > 0:
		r.refuse(r.Cut(all[0].Begin, all[0].End), text.Relative)
		return 0
	case len(now) > 0:
		return r.one(now)
	case r.byMatter():
		n, _ := r.bare()
		return int(n)
	}
	return 1
}

// tells reports whether it is told who took part or what came of it, which is
// not known of what is yet to be held.
func (r counts) tells() bool {
	if len(r.attendance()) > 0 {
		return true
	}
	for _, p := range r.Clauses(r.within.Begin, r.within.End) {
		if at, end := r.Find(p.Begin, p.End, resultVerbs); at >= 0 && r.Get(end) == '了' && end < p.End {
			return true
		}
	}
	return false
}

// bare returns the number that the whole text is, where a duty was asked.
func (r counts) bare() (int64, bool) {
	v, ok := text.NumberAt(r.Runes, 0)
	if !ok || v.Vague || v.Fraction || v.Next != len(r.Runes) {
		return 0, false
	}
	return v.N, true
}
