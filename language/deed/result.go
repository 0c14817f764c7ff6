package deed

import (
	"slices"
	"strings"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// resultVerbs are the verbs that say what came of a meeting or a check.
const resultVerbs text.Words = "研究解决 研究部署 研究 解决 形成 发现 部署 审议 整改 提出 明确 讨论 通报 排查 协调 审定 分析 听取 传达 达成 交办 梳理 查出 检验 完善 强调 会议要求 安排部署 总结 责令"

// result returns what came of it, as it was written: the clauses that say so,
// without who took part.
func (r *deedReader) result() string {
	people := r.attendance()
	core := r.act.clause
	var parts []text.Stretch
	for _, p := range r.Clauses(r.within.Begin, r.within.End) {
		if p.End <= core.Begin || r.act.kind == actNone && p.Begin == r.within.Begin && len(people) == 0 && !r.resultful(p) {
			continue
		}
		if piece, ok := r.resultIn(p, core, people); ok {
			parts = append(parts, piece)
		}
	}
	var texts []string
	for i := 0; i < len(parts); {
		j := i
		for j+1 < len(parts) && parts[j+1].Begin-parts[j].End == 1 {
			j++
		}
		if s := strings.TrimSpace(r.Cut(parts[i].Begin, parts[j].End).Text); s != "" {
			texts = append(texts, s)
		}
		i = j + 1
	}
	return strings.Join(texts, "；")
}

func (r *deedReader) resultful(p text.Stretch) bool {
	at, _ := r.Find(p.Begin, p.End, resultVerbs)
	return at >= 0
}

// resultIn returns the part of a clause that says what came of it.
func (r *deedReader) resultIn(p, core text.Stretch, people []counted) (text.Stretch, bool) {
	from := p.Begin
	if p.Begin == core.Begin {
		from = r.act.at
		if r.clause >= 0 {
			for _, m := range r.parts[r.clause].duties {
				if m.Begin >= p.Begin && m.End <= p.End {
					from = max(from, m.End)
				}
			}
		}
	}
	at, _ := r.Find(from, p.End, resultVerbs)
	if at < 0 {
		return text.Stretch{}, false
	}
	if p.Begin == core.Begin || len(r.daysIn(day.TenseOpen, p.Begin, at)) > 0 {
		from = at
	}
	to := p.End
	for _, c := range people {
		switch {
		case c.Begin >= p.Begin && c.End <= at:
			from = at
		case c.Begin > at && c.End <= p.End:
			to = r.trimBack(at, c.Begin)
		}
	}
	piece := text.Stretch{Begin: from, End: to}
	return piece, to > from && !r.onlyVerb(piece) && !r.onlyCount(piece)
}

// trimBack leaves out the words that lead to the number of people.
func (r *deedReader) trimBack(from, to int) int {
	for to > from && r.EndsAt(to, "参会 参加 到会 共 出席 人员 ( 有") {
		to--
	}
	return to
}

// onlyVerb reports whether a piece is no more than a verb: 印发了.
func (r *deedReader) onlyVerb(p text.Stretch) bool {
	end := r.AnyAt(p.Begin, resultVerbs)
	for end < p.End && text.RuneIn(r.Runes[end], "了完过好的会议到位完成") {
		end++
	}
	return p.End-end < 1
}

// onlyCount reports whether a piece says no more than the number that is counted
// anyway: 解决了3项.
func (r *deedReader) onlyCount(p text.Stretch) bool {
	if !r.byMatter() {
		return false
	}
	rest := r.Word(p.Begin, p.End)
	for _, c := range r.matters() {
		if c.Begin >= p.Begin && c.End <= p.End {
			rest = strings.Replace(rest, r.Word(c.Begin, c.End), "", 1)
		}
	}
	for w := range strings.FieldsSeq("研究解决 解决 了 实事 难题 问题 完成 共 已 的 好 本月 这个月") {
		rest = strings.ReplaceAll(rest, w, "")
	}
	return len([]rune(rest)) < 2
}

// daysOf returns the days that are said of the act: in its clause, or else in
// the part of the text about the duty.
func (r *deedReader) daysOf(t day.Tense) []day.Found {
	clauses := []text.Stretch{r.act.clause}
	if r.clause >= 0 {
		clauses = append(clauses, r.parts[r.clause].Stretch)
	}
	for _, p := range append(clauses, r.within) {
		if days := r.daysIn(t, p.Begin, p.End); len(days) > 0 {
			return days
		}
	}
	return nil
}

// single returns the one day that the days are; otherwise it refuses them.
func (r *deedReader) single(days []day.Found) (day.Found, bool) {
	for _, d := range days {
		if d.Reason != "" {
			r.refuse(d.Span, d.Reason)
			return day.Found{}, false
		}
		if d.On != days[0].On {
			r.refuse(r.Cut(days[0].Begin, d.End), text.Ambiguous)
			return day.Found{}, false
		}
	}
	return days[0], len(days) > 0
}

// heldOn returns the day on which the duty was held, or none.
func (r *deedReader) heldOn() anwei.Date {
	days := r.daysOf(day.TensePast)
	if len(days) == 0 {
		return r.todayOr()
	}
	d, ok := r.single(days)
	switch {
	case !ok:
	case r.today.Before(d.On):
		r.refuse(d.Span, day.FutureDay)
	case d.Until:
		r.refuse(d.Span, text.Approximate)
	default:
		return d.On
	}
	return anwei.Date{}
}

// todayOr returns today where a time of day or 刚刚 stands for it. A month or a
// quarter that is not the one now is refused, as it is no day.
func (r *deedReader) todayOr() anwei.Date {
	p := r.act.clause
	if p.End == 0 {
		p = r.within
	}
	said := []text.Stretch{p}
	if r.clause >= 0 {
		said = append(said, r.parts[r.clause].Stretch)
	}
	for _, s := range said {
		early, _ := r.Find(s.Begin, s.End, "上午 今早 早上 刚刚 刚才 刚开 刚搞 刚组织 刚召开 刚结束")
		late, _ := r.Find(s.Begin, s.End, "下午 中午")
		if early >= 0 || late >= 0 && r.known.Now.Hour() >= 12 {
			return r.today
		}
	}
	r.noDay(p)
	return anwei.Date{}
}

// noDay refuses a month or a quarter other than the one now.
func (r *deedReader) noDay(p text.Stretch) {
	to := p.End
	if at, _ := r.Find(max(p.Begin, r.act.at), p.End, resultVerbs); at > p.Begin {
		to = at
	}
	s := r.Cut(p.Begin, to)
	if period, span, ok := day.Period(s.Text, r.known.Now); ok && !period.Contains(r.known.Now) {
		r.refuse(text.Span{From: s.From + span.From, To: s.From + span.To, Text: span.Text}, text.Approximate)
	}
}

// scheduledOn returns the day on which the duty will be held, or none.
func (r *deedReader) scheduledOn() anwei.Date {
	days := r.daysOf(day.TenseAhead)
	if later := slices.DeleteFunc(slices.Clone(days), func(d day.Found) bool { return d.Begin < r.act.at }); r.act.kind == actPlanned && len(later) > 0 {
		days = later
	}
	if len(days) == 0 {
		r.noDay(r.within)
		return anwei.Date{}
	}
	d, ok := r.single(days)
	switch {
	case !ok:
	case d.On.Before(r.today):
		r.refuse(d.Span, day.PastDay)
	case r.today.AddDays(366).Before(d.On):
		r.refuse(d.Span, day.FarDay)
	default:
		return d.On
	}
	return anwei.Date{}
}
