package deed

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// opening reads 立案 南村镇 XX煤矿皮带着火隐患.
func (r *caseReader) opening() (CaseSaid, bool) {
	for _, rule := range r.rules {
		word := rule.word
		if word == "" || !r.Has(r.begin, word) {
			continue
		}
		at := r.begin + utf8.RuneCountInString(word)
		spaced := at == len(r.Runes) || r.At[at] > r.At[at-1]+utf8.RuneLen(r.Runes[at-1]) || text.RuneIn(r.Runes[at], ",:。;、-\n")
		i := r.AnyAt(at, "一个 一条 一起")
		for i < len(r.Runes) && text.RuneIn(r.Runes[i], ",:。;、- \n") {
			i++
		}
		said := CaseSaid{Act: CaseOpen, Kind: rule.ID}
		if i == len(r.Runes) { // 立案 alone; the same word alone may be a field of a form
			return said, rule.Word != rule.Title
		}
		next := r.unitIn(i, &said)
		if !spaced && next == i || r.statistic(rule, i) || r.statistic(rule, next) || r.notOpened(i) {
			return CaseSaid{}, false
		}
		for next < len(r.Runes) && text.RuneIn(r.Runes[next], ",:。;、- \n的") {
			next++
		}
		r.about(rule, next, &said)
		return said, true
	}
	return CaseSaid{}, false
}

// openingLast reads 南村镇有群众举报私挖盗采，立个案.
func (r *caseReader) openingLast() (CaseSaid, bool) {
	typed := strings.TrimRight(r.Word(r.begin, len(r.Runes)), "。!,.~ 吧了")
	for _, rule := range r.rules {
		word := []rune(rule.word)
		if len(word) != 2 || rule.Word == rule.Title {
			continue
		}
		for _, one := range []string{"个", "一个", "一下", "下", ""} {
			before, ok := strings.CutSuffix(typed, string(word[0])+one+string(word[1]))
			for _, w := range []string{"请", "给", "要", "帮我", "先", "给他", "马上", "需要", "应该"} {
				before = strings.TrimSuffix(before, w)
			}
			if before = strings.TrimRight(before, ", "); !ok || before == "" {
				continue
			}
			said, told := CaseSaid{}, r.Cut(r.begin, r.begin+utf8.RuneCountInString(before)).Text
			other := &caseReader{Folded: text.Plain(string(word) + " " + told), caseWords: r.caseWords, today: r.today}
			if other.unitIn(len(word), &said); said.Unit == "" {
				return CaseSaid{}, false
			}
			return other.opening()
		}
	}
	return CaseSaid{}, false
}

// statistic reports whether figures or their state follow at rune i: 重大隐患2个. After a
// word that is nothing but the opening of a case, 无证开采 and 发现私挖 are what it is about.
func (r *caseReader) statistic(rule caseRule, i int) bool {
	for i < len(r.Runes) && text.RuneIn(r.Runes[i], ",:。;、- \n的") {
		i++
	}
	if _, ok := text.NumberAt(r.Runes, i); ok {
		_, date := day.Reader{Folded: r.Folded, Now: r.today, Tense: day.TenseAhead}.Read(i)
		if v, _ := text.NumberAt(r.Runes, i); date == i && (v.Next == len(r.Runes) || r.AnyAt(v.Next, "个 处 项 条 起 家 件 次 , 。 ; \n 的 / -") > v.Next || r.Runes[v.Next] == ' ') {
			return true
		}
	}
	const words text.Words = "整改率 整改数 整改了 整改 数 共 均 都 全 已整改 已经整改 还有 还剩 没有 没 无 未 零 报 改成 改为 应 发现 是 判定标准 清单 也"
	end := r.AnyAt(i, words)
	if rule.Word != rule.Title && end > i && len(r.Runes)-end >= 2 && unicode.Is(unicode.Han, r.Runes[end]) {
		_, counted := text.NumberAt(r.Runes, end)
		return counted
	}
	return end > i
}

// notOpened reports whether the word at the beginning is only talked about.
func (r *caseReader) notOpened(i int) bool {
	return r.AnyAt(i, "了 过 的 查处 调查 侦查 审批 标准 程序 流程 率 数 撤销 取消 不") > i
}

// about takes what the case is about and, where the kind has a step of a named
// day, its last day.
func (r *caseReader) about(rule caseRule, i int, said *CaseSaid) {
	to := len(r.Runes)
	for to > i && text.RuneIn(r.Runes[to-1], ",。;!~ \n") {
		to--
	}
	if slices.ContainsFunc(rule.Steps, func(s anwei.StepRule) bool { return s.Named }) || rule.Months > 0 {
		i, to = r.limit(rule, i, to, said)
	}
	said.Text = strings.TrimSpace(r.Cut(i, max(i, to)).Text)
}

// limit takes the day by which it is to be put right, and returns where the text
// begins and ends without the words that say so at its end or its beginning.
func (r *caseReader) limit(rule caseRule, i, to int, said *CaseSaid) (from, end int) {
	read := day.Reader{Folded: r.Folded, Now: r.today, Tense: day.TenseAhead}
	from, end = i, to
	var limits []day.Found
	for _, p := range r.Clauses(i, to) {
		days := slices.DeleteFunc(read.All(p.Begin, p.End), func(d day.Found) bool { return !r.limits(p, d) })
		if len(days) == 0 {
			continue
		}
		limits = append(limits, days...)
		before, after := r.around(p, days[0])
		switch {
		case p.End == to && before > i:
			end = before
		case before <= i && after < to:
			from = after
		}
	}
	r.lastDay(rule, limits, said)
	return r.skip(from), end
}

// limits reports whether the words around a day make it a time limit.
func (r *caseReader) limits(p text.Stretch, d day.Found) bool {
	at, _ := r.Find(d.End, min(p.End, d.End+12), limitVerbs)
	ahead := r.EndsAt(d.Begin, "整改期限 整改时限 限期 期限 时限 限于 限 于 要求 计划 截止 到期 至 到 定于 整改完成时间 完成时间 整改时间 :")
	return at >= 0 || ahead || d.Until && d.End == p.End
}

// around returns where the words that make the day of a clause a time limit
// begin and end, the marks before them included.
func (r *caseReader) around(p text.Stretch, d day.Found) (from, to int) {
	const lead text.Words = "整改期限 整改时限 整改完成时间 完成时间 整改时间 要求 计划 期限 时限 截止 到期 限期 限于 争取 确保 务必 预计 拟 限 于 至 到 ("
	from = d.Begin
	for before := -1; before != from; {
		before = from
		for w := range strings.FieldsSeq(string(lead)) {
			if start := from - utf8.RuneCountInString(w); r.Has(start, w) && start >= p.Begin-1 {
				from = start
				break
			}
		}
		if from == before && from > 0 && text.RuneIn(r.Runes[from-1], ",。;:( \n") {
			from--
		}
	}
	const behind = "全部 " + limitVerbs + " 闭环 )"
	to = d.End
	for end := r.AnyAt(to, behind); end > to; end = r.AnyAt(to, behind) {
		to = end
	}
	return from, to
}

// limitVerbs are the words for putting a hazard right.
const limitVerbs text.Words = "完成 整改 到位 销号 治理 消除 整治 处置 办结"

// lastDay keeps the one time limit that was named.
func (r *caseReader) lastDay(rule caseRule, limits []day.Found, said *CaseSaid) {
	if len(limits) == 0 {
		return
	}
	refuse := func(s text.Span, why text.Reason) {
		said.Refused = append(said.Refused, text.Refusal{Span: s, Reason: why})
	}
	for _, d := range limits {
		if d.Reason != "" {
			refuse(d.Span, d.Reason)
			return
		}
		if d.On != limits[0].On {
			refuse(r.Cut(limits[0].Begin, d.End), text.Ambiguous)
			return
		}
	}
	d := limits[0]
	switch {
	case d.On.Before(r.today):
		refuse(d.Span, day.PastDay)
	case rule.Months > 0 && r.today.In(time.UTC).AddDate(0, rule.Months, 0).Before(d.On.In(time.UTC)):
		refuse(d.Span, day.FarDay)
	default:
		said.On = d.On
	}
}
