package bot

import (
	"slices"

	"anwei"
	"anwei/language"
	"anwei/report"
)

// bounded lists the units whose value is within a limit, the ones farthest off first.
func (d settled) bounded(b language.Bound) {
	percent := d.metric.Rate() && d.metric.Times == 100
	if b.Percent != percent && d.metric.Rate() {
		d.say(boundOfAnother(d.metric))
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
	d.say(boundedText(d.head(s), fit, len(r.Places), b) + d.nextStep())
}

// place answers about one unit: its figure, and where that puts it among all that the
// person sees.
func (d settled) place(u anwei.Unit) {
	s := d.take(d.period, d.metric)
	h := d.head(s)
	h.Where = u.Name
	text := oneText(h, d.figure(s, d.beforeOne(s), 0, d.metric))
	all := d
	all.view = d.turn.view(d.sight, "", "", "")
	r := all.take(d.period, d.metric).Rank(0, highFirst(d.manner.Order, d.metric))
	if len(r.Places)+len(r.Out) < 2 {
		d.say(text + onlyOwnPlace() + asOf(h.Now) + d.nextStep())
		return
	}
	if i := slices.IndexFunc(r.Places, func(p report.Place) bool { return p.Unit.ID == u.ID }); i >= 0 {
		text += placeText(r.Places[i], len(r.Places), highFirst(d.manner.Order, d.metric))
	}
	d.say(text + asOf(h.Now) + d.nextStep())
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
		d.say(noAverages())
		return
	}
	s := d.take(d.period, of...)
	lines := make([]string, 0, len(of))
	h := d.head(s)
	for i, x := range of {
		lines = append(lines, averageLine(h, d.figure(s, report.Survey{}, i, x)))
	}
	d.say(averagesText(h, lines))
}
