package deed

import (
	"slices"
	"strings"

	"anwei/language/day"
	"anwei/language/text"
)

// place decides which clause names the duty, how far the text is about it and
// which duties fit. It is false where nothing is named and nothing was asked.
func (r *deedReader) place() bool {
	r.clause = -1
	for k, c := range r.parts {
		if len(c.duties) == 0 {
			continue
		}
		a := r.actOf(r.about(k))
		if r.clause < 0 || a.kind > r.act.kind && (a.kind != actWeak || r.act.kind < actPlanned) {
			r.clause, r.act = k, a
		}
	}
	about := r.parts
	if r.clause >= 0 {
		about = r.about(r.clause)
		r.duties = r.fitting(r.parts[r.clause].duties)
	} else {
		i := r.indexOf(r.known.Asked)
		if i < 0 {
			return false
		}
		r.duties, r.act = []int{i}, r.actOf(about)
	}
	if len(about) > 0 {
		r.within = text.Stretch{Begin: about[0].Begin, End: about[len(about)-1].End}
	}
	return true
}

// about returns the clauses that a mention in clause k is about: to the next one that
// names another duty with a verb of its own, from the last one before.
func (r *deedReader) about(k int) []*clause {
	from, to := k, k+1
	for from > 0 && len(r.parts[from-1].duties) == 0 {
		from--
	}
	for to < len(r.parts) && (r.parts[to].act.kind == actNone || !r.other(r.parts[k], r.parts[to])) {
		to++
	}
	return r.parts[from:to]
}

// other reports whether a clause names a duty that the first one does not name.
func (r *deedReader) other(first, c *clause) bool {
	for _, m := range c.duties {
		same := func(d int) bool {
			return slices.ContainsFunc(first.duties, func(m mention) bool { return slices.Contains(m.duties, d) })
		}
		if !slices.ContainsFunc(m.duties, same) {
			return true
		}
	}
	return false
}

// fitting returns the duties that the mentions mean: of those that share a word
// the ones that all words fit, and all where the words name different duties, the one
// with the longer words first. What is named behind a verb such as 研究 is what the
// meeting was about.
func (r *deedReader) fitting(ms []mention) []int {
	score := map[int]int{}
	var all []int
	for k, m := range ms {
		if at, _ := r.Find(ms[0].End, m.Begin, r.words["topic"]); k > 0 && at >= 0 {
			break
		}
		for _, d := range m.duties {
			score[d] += m.End - m.Begin
		}
		both := slices.DeleteFunc(slices.Clone(m.duties), func(d int) bool { return !slices.Contains(all, d) })
		if len(both) == 0 {
			all = append(all, m.duties...)
			continue
		}
		all = slices.DeleteFunc(all, func(d int) bool { // of those that share the word, those that both have
			return !slices.Contains(both, d) && r.shared(ms[:k], d, both)
		})
	}
	if i := r.indexOf(r.known.Asked); i >= 0 && slices.Contains(all, i) && len(ms) == 1 {
		return []int{i}
	}
	all = r.qualified(all)
	slices.SortStableFunc(all, func(a, b int) int { return score[b] - score[a] })
	return all
}

// shared reports whether a mention of the duty names one of the others too.
func (r *deedReader) shared(ms []mention, duty int, others []int) bool {
	return slices.ContainsFunc(ms, func(m mention) bool {
		return slices.Contains(m.duties, duty) && slices.ContainsFunc(m.duties, func(d int) bool { return slices.Contains(others, d) })
	})
}

// qualified returns those of several duties of which the text says what stands
// in brackets in their titles, as 国庆 for 常委包联督导（国庆节), or all.
func (r *deedReader) qualified(duties []int) []int {
	out := slices.DeleteFunc(slices.Clone(duties), func(i int) bool {
		_, in, _ := strings.Cut(r.titles[r.known.Duties[i].ID], "(")
		q := []rune(in)
		return len(q) < 3 || !strings.Contains(r.Low, string(q[:2]))
	})
	if len(duties) < 2 || len(out) == 0 {
		return duties
	}
	return out
}

// judge decides whether the text tells that the duty was held, or is to be. An
// ambiguous day is refused here.
func (r *deedReader) judge() Kind {
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
	for _, c := range r.parts {
		if c.Begin < r.act.clause.End || c.End > r.within.End {
			continue
		}
		days := r.daysIn(day.TenseAhead, c.Begin, c.End)
		switch {
		case c.act.kind == actPlanned:
			r.act = c.act
			return r.plannedKind(days)
		case len(days) > 0 && (c.act.kind == actNone || c.act.kind == actWeak) && c.End-days[0].End <= 4:
			r.act = act{kind: actPlanned, clause: c.Stretch, at: c.Begin}
			return Scheduled
		}
	}
	return NoDeed
}

// plannedKind takes a plan with a day, and one without where the words say that
// a day was fixed.
func (r *deedReader) plannedKind(days []day.Found) Kind {
	if len(days) > 0 || r.act.fixed {
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
	case told:
		return Held
	case len(days) == 0 && len(r.done()) > 0:
		return Held
	case len(days) == 0:
		return NoDeed
	case days[0].Reason != "":
		if days[0].Reason != text.Approximate {
			return Held
		}
		return Scheduled
	case days[0].Bare && days[0].On.Before(r.today) && r.Get(r.AnyAt(r.act.at, r.words["verb"])) != '的' && r.Get(r.act.clause.End-1) != '的':
		r.refuse(days[0].Span, text.Ambiguous) // 周一开例会 on a Friday: the last or the next one
		return NoDeed
	case days[0].Until && !days[0].On.Before(r.today), days[0].On == r.today:
		return Scheduled
	}
	return Held
}

// verbless takes what names no verb where a duty was asked, and a plan that is
// as short as 专委会25号.
func (r *deedReader) verbless(days []day.Found, ahead bool) Kind {
	report, _ := r.Find(r.within.Begin, r.within.End, r.words["report"])
	switch {
	case report >= 0 && !r.tells():
		return NoDeed // 明天报 is a promise
	case ahead && len(r.Runes) <= 20 && (!days[0].Until || r.inHand()):
		return Scheduled
	case !r.inHand():
		return NoDeed
	case len(days) > 0 && days[0].On == r.today && !r.tells():
		return Scheduled
	case len(days) > 0, r.tells(), len(r.done()) > 0:
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
	return r.act.kind != actNone && slices.ContainsFunc(r.parts, func(c *clause) bool {
		return c.Stretch == r.act.clause && c.is("before") || c.Begin >= r.act.clause.Begin && c.End <= r.within.End && c.is("then")
	})
}

// figures reports whether the text is a report of figures rather than about a
// duty: nobody asked about the duty, and checks are counted.
func (r *deedReader) figures() bool {
	counted := slices.ContainsFunc(r.parts, func(c *clause) bool { return c.is("rate") })
	hazards, _ := r.Find(0, len(r.Runes), "隐患 问题")
	checking := r.named("检查 督查 督导 自查")
	days, times := r.daysOf(day.TensePast), r.numbers("c.times")
	switch {
	case r.inHand():
		return r.clause < 0 && !checking && (counted || hazards >= 0 && r.act.kind < actWeak)
	case counted, !checking:
		return counted
	case hazards >= 0 && len(times) > 0:
		return true
	}
	since, _ := r.Find(0, len(r.Runes), "截至 截止")
	return since >= 0 || len(days) == 0 && (r.leads() && r.anyNumber() || len(times) > 0 || hazards >= 0 && r.act.kind != actStrong)
}

// named reports whether one of the words stands in a name of the duties that are meant.
func (r *deedReader) named(words text.Words) bool {
	return slices.ContainsFunc(r.duties, func(i int) bool {
		d := r.known.Duties[i]
		return words.In(d.Title) || slices.ContainsFunc(d.Words, words.In)
	})
}

// leads reports whether the only word for the duty is one of leading a check,
// which the monthly form has too.
func (r *deedReader) leads() bool {
	return r.clause >= 0 && !slices.ContainsFunc(r.parts[r.clause].duties, func(m mention) bool {
		w := r.Word(m.Begin, m.End)
		return !strings.Contains(w, "带队") && w != "检查"
	})
}

// anyNumber reports whether a number stands in the text.
func (r *deedReader) anyNumber() bool {
	for i := range r.Runes {
		if _, ok := text.NumberAt(r.Runes, i); ok {
			return true
		}
	}
	return false
}
