package deed

import (
	"slices"
	"strings"

	"anwei/language/day"
	"anwei/language/text"
)

// isQuestion reports whether a text asks, supposes or tells others what to do.
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

// judge decides whether the text tells that the duty was held, or is to be. An
// ambiguous day is refused here.
func (r *deedReader) judge() Kind {
	r.act = r.actOf(r.within)
	if r.conditional() || r.figures() {
		return NoDeed
	}
	days := r.daysOf(day.TenseOpen)
	ahead := slices.ContainsFunc(days, func(d day.Found) bool { return d.Reason == "" && r.today.Before(d.On) })
	switch r.act.kind {
	case actStrong:
		return Held
	case actUndone:
		return r.instead()
	case actPlanned:
		return r.plannedKind(days)
	case actWeak:
		return r.weakKind(days, ahead)
	default:
		return r.verbless(days, ahead)
	}
}

// instead looks for a plan behind what was not done: 还没开，定在25号, 没开，下周三.
func (r *deedReader) instead() Kind {
	for _, p := range r.Clauses(r.act.clause.End, r.within.End) {
		a, days := r.actIn(p), r.daysIn(day.TenseAhead, p.Begin, p.End)
		switch {
		case a.kind == actPlanned:
			r.act = a
			return r.plannedKind(days)
		case len(days) > 0 && (a.kind == actNone || a.kind == actWeak) && p.End-days[0].End <= 4:
			r.act = act{kind: actPlanned, clause: p, at: p.Begin}
			return Scheduled
		}
	}
	return NoDeed
}

// plannedKind takes a plan with a day, and one without where the words say that
// a day was fixed.
func (r *deedReader) plannedKind(days []day.Found) Kind {
	if len(days) > 0 || planMarkers.Has(r.act.marker) {
		return Scheduled
	}
	return NoDeed
}

// weakKind tells 9月12日召开 from 9月25日召开 by the day, and by what is told of
// those who took part.
func (r *deedReader) weakKind(days []day.Found, ahead bool) Kind {
	told := r.tells()
	switch {
	case ahead && !told:
		return Scheduled
	case len(days) == 0:
		if told || r.numbered() {
			return Held
		}
		return NoDeed
	case told:
		return Held
	case days[0].Reason != "":
		if days[0].Reason == day.NoSuchDay || days[0].Reason == text.Ambiguous || days[0].Reason == text.Contradiction {
			return Held
		}
		return Scheduled
	case days[0].Bare && days[0].On.Before(r.today) && !r.past():
		r.refuse(days[0].Span, text.Ambiguous) // 周一开例会 on a Friday: the last or the next one
		return NoDeed
	case days[0].Until && !days[0].On.Before(r.today), days[0].On == r.today:
		return Scheduled
	}
	return Held
}

// past reports whether 的 behind the verb tells that it was done: 12号开的专委会.
func (r *deedReader) past() bool {
	end := r.AnyAt(r.act.at, deedVerbs)
	return end < r.act.clause.End && r.Runes[end] == '的'
}

// verbless takes what names no verb where a duty was asked, and a plan that is
// as short as 专委会25号.
func (r *deedReader) verbless(days []day.Found, ahead bool) Kind {
	short := len(r.Runes) <= 20
	report, _ := r.Find(r.within.Begin, r.within.End, "报 提交 上交 填")
	switch {
	case report >= 0 && !r.tells():
		return NoDeed // 明天报 is a promise
	case ahead && short && (!days[0].Until || r.inHand()):
		return Scheduled
	case !r.inHand():
		return NoDeed
	case len(days) > 0 && days[0].On == r.today && !r.tells():
		return Scheduled
	case len(days) > 0, r.tells(), r.numbered():
		return Held
	}
	if _, ok := r.bare(); ok && r.byMatter() {
		return Held
	} else if ok {
		r.refuse(r.Cut(0, len(r.Runes)), text.Ambiguous) // how many times, or how many people
	}
	return NoDeed
}

// inHand reports whether the text is about the duty that was asked.
func (r *deedReader) inHand() bool {
	i := r.indexOf(r.known.Asked)
	return i >= 0 && len(r.duties) == 1 && r.duties[0] == i
}

// conditional reports whether what is done comes before something else: 开完专委会再报.
func (r *deedReader) conditional() bool {
	p := r.act.clause
	if r.act.kind == actNone {
		return false
	}
	if r.AnyAt(p.Begin, "等到 等开 等专 等他 等我 等会 等") > p.Begin && !r.Has(p.Begin, "等级") {
		return true
	}
	at, _ := r.Find(max(r.act.at, p.Begin), r.within.End, "完后 完以后 完之后 了后 了以后 了之后 再报 再上报 后再 之后报 后报 后上报 以后报 再填 再说 再给")
	return at >= 0
}

// figures reports whether the text is a report of figures rather than about a
// duty: nobody asked about the duty, and checks are counted.
func (r *deedReader) figures() bool {
	counted, _ := r.Find(0, len(r.Runes), "家次 零报告 整改率")
	hazards, _ := r.Find(0, len(r.Runes), "隐患 问题")
	if r.inHand() {
		return r.asked && !r.checking() && (counted >= 0 || hazards >= 0 && r.act.kind < actWeak)
	}
	if counted >= 0 {
		return true
	}
	if !r.checking() {
		return false
	}
	since, _ := r.Find(0, len(r.Runes), "截至 截止")
	days := r.daysOf(day.TensePast)
	times := r.times()
	switch {
	case since >= 0, hazards >= 0 && len(times) > 0:
		return true
	case len(days) > 0:
		return false
	}
	return r.leads() || len(times) > 0 || hazards >= 0 && r.act.kind != actStrong
}

// checking reports whether the duty is a check, of which the monthly form has
// figures too.
func (r *deedReader) checking() bool {
	for _, i := range r.duties {
		d := r.known.Duties[i]
		for _, w := range append([]string{d.Title}, d.Words...) {
			if strings.Contains(w, "检查") || strings.Contains(w, "督查") || strings.Contains(w, "督导") || strings.Contains(w, "自查") {
				return true
			}
		}
	}
	return false
}

// leads reports whether the only word for the duty is one of leading a check,
// which the monthly form has too.
func (r *deedReader) leads() bool {
	for _, m := range r.mentions {
		if w := r.Word(m.Begin, m.End); m.clause == r.clause && !strings.Contains(w, "带队") && w != "检查" {
			return false
		}
	}
	return true
}
