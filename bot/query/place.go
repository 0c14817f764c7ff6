package query

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/question"
	"anwei/report"
)

// bounded lists the units whose value is within a limit, the ones farthest off first.
func (d settled) bounded(b question.Bound) {
	if percent := d.metric.Rate() && d.metric.Times == 100; b.Percent && !percent {
		d.Tell("query.bound_of_another", "name", d.metric.Name, "unit", d.metric.Unit)
		return
	}
	s := takeEach(d, d.period, d.metric)
	r := s.Rank(0, !b.Below)
	if mean, known := s.Total(0).Value(d.metric); b.Mean && known && len(r.Places) > 0 {
		if b.N = mean; !d.metric.Rate() {
			b.N /= float64(len(r.Places))
		}
	}
	fit := r
	fit.Places = nil
	for _, p := range r.Places {
		if b.Fits(p.Value) {
			fit.Places = append(fit.Places, p)
		}
	}
	b.N = report.Short(b.N)
	d.Say(boundedText(d.Turn, d.head(s), fit, len(r.Places), b) + bot.AsOf(d.Turn) + d.nextStep())
}

// place answers about one unit: its figure, and where that puts it among all that the
// person sees.
func (d settled) place(u anwei.Unit) {
	s := d.take(d.period, d.metric)
	h := d.head(s)
	h.Where = u.Name
	text := oneText(d.Turn, h, d.figure(s, d.beforeOne(s), 0, d.metric))
	all := d
	all.view = viewOf(d.Turn, d.sight, "", "", "")
	r := takeEach(all, d.period, d.metric).Rank(0, highFirst(d.Order, d.metric))
	if len(r.Places)+len(r.Out) < 2 {
		d.Say(text + d.Text("query.only_own_place") + bot.AsOf(d.Turn) + d.nextStep())
		return
	}
	if i := slices.IndexFunc(r.Places, func(p report.Place) bool { return p.Unit.ID == u.ID }); i >= 0 {
		order := d.Text("query.place.low")
		if highFirst(d.Order, d.metric) {
			order = d.Text("query.place.high")
		}
		text += d.Text("query.place", "of", len(r.Places), "n", r.Places[i].N, "order", order)
	}
	d.Say(text + bot.AsOf(d.Turn) + d.nextStep())
}

// averages puts the figures beside the baselines that the notice names for them.
func (d settled) averages() {
	of := anwei.Where(d.indicators(), func(i anwei.Indicator) bool { return i.BaselineName != "" })
	if len(of) == 0 {
		d.Tell("query.no_averages")
		return
	}
	s := d.take(d.period, of...)
	lines := make([]string, 0, len(of))
	h := d.head(s)
	for i, x := range of {
		lines = append(lines, averageLine(d.Turn, h, d.figure(s, report.Survey{}, i, x)))
	}
	d.Say(h.Instead + strings.Join(lines, "\n") + absentText(d.Turn, h) + bot.AsOf(d.Turn))
}

// moved lists the units whose figure has gone the way asked since the period before,
// those that went farthest first. Only units with a figure in both are held against each
// other.
func (d settled) moved(m question.Movement) {
	prev := d.period.Prev()
	if !d.Terms.With.IsZero() {
		prev = d.Terms.With
	}
	if !covers(d.Turn, d.form, prev) {
		d.nothingBefore(prev)
		return
	}
	s := takeEach(d, d.period, d.metric)
	now, was := s.Rank(0, true), takeEach(d, prev, d.metric).Rank(0, true)
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
	h := d.head(s)
	said := h.Instead + d.movedWhole(s, d.take(prev, d.metric), up)
	switch {
	case h.Single && d.Terms.Why:
		said += d.Text("query.why_one")
	case h.Single:
	case d.Terms.Why:
		h.Instead = ""
		said = d.Text("query.why", "total", said) + movedText(d.Turn, h, nameOfPeriod(d.Turn, prev), d.metric, up, both, moves)
	default:
		said = movedText(d.Turn, h, nameOfPeriod(d.Turn, prev), d.metric, up, both, moves)
	}
	d.Say(said + bot.AsOf(d.Turn) + d.nextStep())
}

// movedWhole is the figure of all that is asked about beside the one before, and says so
// first where that has not gone the way asked.
func (d settled) movedWhole(s, prev report.Survey, up bool) string {
	h := d.head(s)
	h.Instead, h.Turnout = "", report.Turnout{} // who is missing stands behind
	whole := d.figure(s, prev, 0, d.metric)
	said := oneText(d.Turn, h, whole)
	alike := d.metric.Rate() || whole.Amount.Counted == whole.WasOf.Counted // of fewer units a sum is less
	if c := whole.change(); alike && whole.Known && whole.WasKnown && (c == 0 || c > 0 != up) {
		said = d.Text("query.moved.not", "way", wayText(d.Turn, d.metric, up)) + said
	}
	return said
}

// wayText says which way a figure goes: 上升, 减少.
func wayText(t *bot.Turn, i anwei.Indicator, up bool) string {
	way := "down."
	if up {
		way = "up."
	}
	return t.Text("query.way." + way + sort(i))
}

// boundText says a limit: 低于90%, 不少于40家次.
func boundText(t *bot.Turn, b question.Bound, i anwei.Indicator) string {
	how := map[[2]bool]string{{true, false}: "below", {true, true}: "at_most", {false, false}: "above", {false, true}: "at_least"}[[2]bool{b.Below, b.Even}]
	if b.Exact {
		how = "exact"
	}
	return t.Text("query.bound."+how, "n", strconv.FormatFloat(b.N, 'f', -1, 64), "unit", i.Unit)
}

// boundHead says of which units a list is: 整改率低于90%, 有重大隐患未销号, 没有停产整顿关闭取缔.
func boundHead(t *bot.Turn, b question.Bound, i anwei.Indicator) string {
	what := i.Name
	for _, count := range []string{"家次", "家数", "人数", "次数", "数"} {
		what = strings.TrimSuffix(what, count)
	}
	switch {
	case i.Rate() || b.N != 0 || b.Below || b.Even:
		return i.Name + boundText(t, b, i)
	case b.Exact:
		return t.Text("query.bound.absent", "what", what)
	case strings.HasPrefix(what, "发现"):
		return what
	}
	return t.Text("query.bound.present", "what", what)
}

// boundLines is how many units a phone shows well.
const boundLines = 20

// boundedText begins with how many units are within the limit.
func boundedText(t *bot.Turn, h answerHead, r report.Ranking, of int, b question.Bound) string {
	switch what := boundHead(t, b, r.Indicator); {
	case of == 0:
		return t.Text("query.bounded.no_values", "lead", h.whole(), "name", r.Indicator.Name, "absent", absentText(t, h))
	case len(r.Places) == 0:
		if b.Exact { // 没有…的没有 would say the opposite
			what = r.Indicator.Name + boundText(t, b, r.Indicator)
		}
		return t.Text("query.bounded.none", "lead", h.lead(), "what", what, "of", of, "out", outText(t, r))
	default:
		lines, rest := boundedLines(t, r, b)
		return t.Text("query.bounded", "lead", h.lead(), "what", what, "n", len(r.Places), "of", of,
			"lines", lines, "rest", phrases.If(rest > 0, rest), "out", outText(t, r))
	}
}

// boundedLines lists the units within a limit, and counts those that are left out.
func boundedLines(t *bot.Turn, r report.Ranking, b question.Bound) (string, int) {
	if b.Exact { // all have the same
		units := anwei.Each(r.Places, func(p report.Place) string { return p.Unit.Name })
		return t.Text("query.bounded.same", "units", phrases.Names(units, 2*boundLines)), 0
	}
	shown := r.Places[:min(len(r.Places), boundLines)]
	lines := anwei.Each(shown, func(p report.Place) string {
		return t.Text("query.bounded.line", "unit", p.Unit.Name, "value", report.Figure(r.Indicator, p.Value), "base", placeBase(t, r.Indicator, p.Amount))
	})
	return phrases.JoinLines(lines), len(r.Places) - len(lines)
}

func averageLine(t *bot.Turn, h answerHead, f figure) string {
	if !f.Known {
		return t.Text("query.average.unknown", "lead", h.Where+h.When, "name", f.Indicator.Name, "why", unknownText(t, f))
	}
	return t.Text("query.average", "lead", h.Where+h.When, "name", f.Indicator.Name, "value", f.text(), "base", baseText(t, f),
		"against", strings.TrimPrefix(againstText(t, f), "\n"))
}

// movedText begins with how many units have gone the way asked.
func movedText(t *bot.Turn, h answerHead, before string, i anwei.Indicator, up bool, both int, moves []figure) string {
	way := wayText(t, i, up)
	if len(moves) == 0 {
		return t.Text("query.moved.none", "lead", h.lead(), "name", i.Name, "before", before, "way", way, "both", both, "absent", absentText(t, h))
	}
	shown := moves[:min(len(moves), boundLines)]
	lines := make([]string, len(shown))
	for k, f := range shown {
		lines[k] = t.Text("query.moved.line", "unit", f.Unit, "change", changeText(t, f), "before", before, "was", report.Figure(i, f.Was),
			"wasbase", placeBase(t, i, f.WasOf), "when", h.When, "value", f.text(), "base", placeBase(t, i, f.Amount))
	}
	return t.Text("query.moved", "lead", h.lead(), "name", i.Name, "before", before, "way", way, "n", len(moves), "both", both,
		"lines", phrases.JoinLines(lines), "absent", absentText(t, h))
}
