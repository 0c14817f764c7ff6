package query

import (
	"cmp"
	"math"
	"slices"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language/question"
	"anwei/report"
)

// bounded lists the units whose value is within a limit, the ones farthest off first.
func (d settled) bounded(b question.Bound) {
	if percent := d.metric.Rate() && d.metric.Times == 100; b.Percent && !percent {
		d.Say(boundOfAnother(d.metric))
		return
	}
	s := d.take(d.period, d.metric)
	r := s.Rank(0, !b.Below)
	fit := r
	fit.Places = nil
	for _, p := range r.Places {
		if b.Fits(p.Value) {
			fit.Places = append(fit.Places, p)
		}
	}
	d.Say(boundedText(d.head(s), fit, len(r.Places), b) + d.nextStep())
}

// place answers about one unit: its figure, and where that puts it among all that the
// person sees.
func (d settled) place(u anwei.Unit) {
	s := d.take(d.period, d.metric)
	h := d.head(s)
	h.Where = u.Name
	text := oneText(h, d.figure(s, d.beforeOne(s), 0, d.metric))
	all := d
	all.view = viewOf(d.Turn, d.sight, "", "", "")
	r := all.take(d.period, d.metric).Rank(0, highFirst(d.manner.Order, d.metric))
	if len(r.Places)+len(r.Out) < 2 {
		d.Say(text + onlyOwnPlace() + phrases.AsOf(h.Now) + d.nextStep())
		return
	}
	if i := slices.IndexFunc(r.Places, func(p report.Place) bool { return p.Unit.ID == u.ID }); i >= 0 {
		text += placeText(r.Places[i], len(r.Places), highFirst(d.manner.Order, d.metric))
	}
	d.Say(text + phrases.AsOf(h.Now) + d.nextStep())
}

// averages puts the figures beside the baselines that the notice names for them.
func (d settled) averages() {
	var of []anwei.Indicator
	for _, i := range d.indicators() {
		if i.BaselineName != "" {
			of = append(of, i)
		}
	}
	if len(of) == 0 {
		d.Say(noAverages())
		return
	}
	s := d.take(d.period, of...)
	lines := make([]string, 0, len(of))
	h := d.head(s)
	for i, x := range of {
		lines = append(lines, averageLine(h, d.figure(s, report.Survey{}, i, x)))
	}
	d.Say(averagesText(h, lines))
}

// moved lists the units whose figure has gone the way asked since the period before,
// those that went farthest first. Only units with a figure in both are held against each
// other.
func (d settled) moved(m question.Movement) {
	prev := d.period.Prev()
	if !d.terms.With.IsZero() {
		prev = d.terms.With
	}
	if !covers(d.Turn, d.form, prev) {
		d.Say(nothingBefore(d.form, nameOfPeriod(d.Turn, prev), nameOfPeriod(d.Turn, since(d.Turn, d.form))))
		return
	}
	s := d.take(d.period, d.metric)
	now, was := s.Rank(0, true), d.take(prev, d.metric).Rank(0, true)
	up := m == question.Up || (m == question.Better) == (d.metric.Better != anwei.Lower) && m != question.Down
	both := 0
	var moves []figure
	units := map[anwei.UnitID]report.Place{}
	for _, p := range was.Places {
		units[p.Unit.ID] = p
	}
	for _, p := range now.Places {
		before, ok := units[p.Unit.ID]
		if !ok {
			continue
		}
		both++
		f := figure{Indicator: d.metric, Unit: p.Unit.Name, Amount: p.Amount, Value: p.Value, Was: before.Value, WasOf: before.Amount}
		if f.change() != 0 && f.change() > 0 == up {
			moves = append(moves, f)
		}
	}
	slices.SortStableFunc(moves, func(a, b figure) int { return cmp.Compare(math.Abs(b.change()), math.Abs(a.change())) })
	d.Say(movedText(d.head(s), nameOfPeriod(d.Turn, prev), d.metric, up, both, moves) + d.nextStep())
}
