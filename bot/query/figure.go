package query

import (
	"math"
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/report"
)

// answerHead is what an answer says besides its figures.
type answerHead struct {
	Where, When, Form string
	// Whole is set where all units are meant, which need not be named.
	Whole bool
	Now   time.Time
	// Instead is why another period is answered than the one that runs.
	Instead string
	Units   int
	Turnout report.Turnout
	Missing []string // the units of which a report is missing
	Late    []string // the units that reported late, where that is asked
	// Due is the deadline where it is not over yet.
	Due string
	// Single is set for one unit, Many for several periods.
	Single, Many bool
}

// measure is how reports are counted: by units in one period, by pieces in several.
func (h answerHead) measure() string {
	if h.Many {
		return "份"
	}
	return "家"
}

// whole begins an answer: why it is of another period, whose and of when it is.
func (h answerHead) whole() string { return h.Instead + h.Where + h.When }

// lead is whole without the units where they are all.
func (h answerHead) lead() string {
	if h.Whole {
		return h.Instead + h.When
	}
	return h.whole()
}

// names are the units of which a report is missing.
func (h answerHead) names(n int) string {
	if h.Turnout.Missing() == 0 {
		return ""
	}
	return phrases.Names(h.Missing, n)
}

// turnoutPlaces fill the places of a sentence about how many reports are in.
func turnoutPlaces(t *bot.Turn, h answerHead, names int) []any {
	return []any{
		"lead", h.lead(), "form", h.Form, "counts", countsText(t, h), "of", h.Turnout.Due, "missing", h.Turnout.Missing(), "measure", h.measure(),
		"names", h.names(names), "due", phrases.If(h.Turnout.Missing() > 0, h.Due), "late", phrases.Names(h.Late, 10),
		"when", h.When, "where", h.Where, "at", phrases.ClockText(h.Now),
	}
}

func countsText(t *bot.Turn, h answerHead) string {
	r := h.Turnout
	return t.Text("query.counts", "due", r.Due, "measure", h.measure(), "in", r.In, "punctual", r.In-r.Late, "late", r.Late)
}

// turnoutText begins with how many reports are in.
func turnoutText(t *bot.Turn, h answerHead) string {
	return t.Text("query.turnout", turnoutPlaces(t, h, 30)...)
}

// unreportedText begins with how many reports are missing, and names who was late.
func unreportedText(t *bot.Turn, h answerHead, excuses string) string {
	if h.Turnout.Missing() == 0 {
		return t.Text("query.unreported.none", turnoutPlaces(t, h, 0)...) + bot.AsOf(t)
	}
	return t.Text("query.unreported", turnoutPlaces(t, h, 60)...) + excuses + bot.AsOf(t)
}

// absentText names the units that a figure is without.
func absentText(t *bot.Turn, h answerHead) string {
	switch n := h.Turnout.Missing(); {
	case n == 0:
		return ""
	case h.Single && !h.Many:
		return t.Text("query.absent.one")
	case h.Single:
		return t.Text("query.absent.single", "n", n)
	default:
		return t.Text("query.absent.units", "n", n, "measure", h.measure(), "names", h.names(8))
	}
}

// figure is an indicator as an answer says it.
type figure struct {
	Indicator anwei.Indicator
	Amount    report.Amount
	Value     float64
	Known     bool
	// Gave units of so many gave their part; Open is set before the deadline, Many
	// for several periods.
	Gave, Of   int
	Open, Many bool
	// Unit is whose it is, where several stand in a list.
	Unit string
	// Before names the period before, empty where there is none, with its value.
	Before   string
	Was      float64
	WasOf    report.Amount
	WasKnown bool
	// WasMany is set where the period before is several.
	WasMany bool
}

func (f figure) text() string { return report.Figure(f.Indicator, f.Value) }

// sort tells a rate from a sum, in keys of sentences.
func sort(i anwei.Indicator) string {
	if i.Rate() {
		return "rate"
	}
	return "sum"
}

// placeBase is what a rate is made of. One above the whole never stands unexplained: what
// was found in earlier periods is put right too.
func placeBase(t *bot.Turn, i anwei.Indicator, a report.Amount) string {
	if !i.Rate() {
		return ""
	}
	base := report.Thousands(a.Num) + "/" + report.Thousands(a.Den)
	if i.Times == 100 && !i.Punctual && a.Num > a.Den && a.Den > 0 {
		return t.Text("query.base.over", "base", base)
	}
	return base
}

// baseText is what a figure is made of: a share never stands without it, and a sum
// says how many units it is of.
func baseText(t *bot.Turn, f figure) string {
	var parts []string
	if f.Indicator.Rate() {
		base := placeBase(t, f.Indicator, f.Amount)
		if f.Indicator.Punctual {
			base += "份"
		}
		parts = append(parts, base)
	}
	if !f.Indicator.Punctual && (!f.Indicator.Rate() || f.Amount.Missing > 0) && (f.Of > 1 || f.Many) {
		parts = append(parts, f.whose())
	}
	if f.Amount.Partial > 0 {
		parts = append(parts, t.Text("query.base.partial", "n", f.Amount.Partial))
	}
	return strings.Join(parts, "，")
}

// ofAll writes how many of all there are.
func ofAll(n, all int, measure string) string {
	return strconv.Itoa(n) + "/" + strconv.Itoa(all) + measure
}

// whose says of how many units a figure is, of several periods how many reports.
func (f figure) whose() string {
	if f.Many && !f.Indicator.Stock {
		return ofAll(f.Amount.Counted, f.Amount.Asked(), "份")
	}
	return ofAll(f.Gave, f.Of, "家")
}

// figureText writes an indicator as one of several: 整改率92.1%（1,013/1,100；9月88.4%）.
func figureText(t *bot.Turn, f figure) string {
	if !f.Known {
		return t.Text("query.figure.unknown", "name", f.Indicator.Name, "why", unknownText(t, f))
	}
	base := baseText(t, f)
	if f.Before != "" && f.WasKnown && f.Indicator.Rate() {
		base = strings.TrimPrefix(t.Text("query.figure.base", "base", base, "before", f.Before, "value", report.Figure(f.Indicator, f.Was)), "；")
	}
	return t.Text("query.figure", "name", f.Indicator.Name, "value", f.text(), "base", base, "negative", negativeText(t, f))
}

// figuresLine joins what figureText wrote.
func figuresLine(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	if len(parts) > summary {
		return "\n" + strings.Join(parts, "\n")
	}
	return "\n" + strings.Join(parts, "；") + "。"
}

// negativeText explains a stock below zero.
func negativeText(t *bot.Turn, f figure) string {
	if f.Indicator.Rate() || f.Value >= 0 {
		return ""
	}
	return t.Text("query.figure.negative")
}

// unknownText says why there is no value: it does not apply, or nobody answered.
func unknownText(t *bot.Turn, f figure) string {
	switch {
	case f.Indicator.Punctual && f.Open:
		return t.Text("query.unknown.open")
	case f.Amount.Counted > 0 && f.Amount.Den == 0:
		return t.Text("query.unknown.no_base")
	case f.Amount.Missing == 0 && f.Amount.NA > 0:
		return t.Text("query.unknown.na")
	}
	return t.Text("query.unknown.none")
}

// oneText answers with one figure.
func oneText(t *bot.Turn, h answerHead, f figure) string {
	if !f.Known {
		return t.Text("query.one.unknown", "lead", h.whole(), "name", f.Indicator.Name, "why", unknownText(t, f), "absent", absentText(t, h))
	}
	before := ""
	if f.Before != "" {
		before = beforeText(t, f)
	}
	return t.Text("query.one", "lead", h.whole(), "name", f.Indicator.Name, "value", f.text(), "base", baseText(t, f), "negative", negativeText(t, f),
		"stock", phrases.If(f.Indicator.Stock, t.Text("query.figure.stock")), "before", before, "against", againstText(t, f), "absent", absentText(t, h))
}

// beforeText puts the period before beside a figure.
func beforeText(t *bot.Turn, f figure) string {
	if !f.WasKnown {
		return t.Text("query.before.unknown", "before", f.Before)
	}
	return t.Text("query.before", "before", f.Before, "value", report.Figure(f.Indicator, f.Was), "base", f.wasBase(t), "change", changeText(t, f))
}

// wasBase is the base of the period before: of a rate what it is made of, of a sum
// the units that it is of, where they are not as many. 27个 of one unit beside 988个
// of sixteen would look like a rise.
func (f figure) wasBase(t *bot.Turn) string {
	if f.Indicator.Rate() || f.Many || f.Indicator.Stock || f.WasOf.Counted == f.Amount.Counted {
		return placeBase(t, f.Indicator, f.WasOf)
	}
	return ofAll(f.WasOf.Counted, f.WasOf.Asked(), answerHead{Many: f.WasMany}.measure())
}

// change is by how much a figure rose; of shares in the points between the figures as
// they are written, so that whoever subtracts them finds the same.
func (f figure) change() float64 {
	if !f.Indicator.Rate() || f.Indicator.Times != 100 {
		return f.Value - f.Was
	}
	diff := report.Short(f.Value) - report.Short(f.Was)
	if math.Abs(diff) < 0.05 {
		return 0
	}
	return diff
}

// changeText says by how much a figure rose or fell; of shares in points.
func changeText(t *bot.Turn, f figure) string {
	diff := f.change()
	switch {
	case diff == 0 && f.Value != f.Was:
		return t.Text("query.change.near")
	case diff == 0:
		return t.Text("query.change.even")
	}
	way := "up."
	if diff < 0 {
		way, diff = "down.", -diff
	}
	return t.Text("query.change."+way+sort(f.Indicator), "amount", amountText(t, f.Indicator, diff))
}

// amountText writes a difference of a figure; of shares in points.
func amountText(t *bot.Turn, i anwei.Indicator, diff float64) string {
	switch {
	case i.Rate() && i.Times == 100:
		return t.Text("query.change.points", "n", strconv.FormatFloat(diff, 'f', 1, 64))
	case i.Rate():
		return strconv.FormatFloat(diff, 'f', 2, 64) + i.Unit
	}
	return report.Thousands(int64(diff)) + i.Unit
}

// againstText compares a figure with the baseline that the notice names.
func againstText(t *bot.Turn, f figure) string {
	i := f.Indicator
	if i.BaselineName == "" {
		return ""
	}
	base := ""
	if i.Baseline != nil {
		base = strconv.FormatFloat(*i.Baseline, 'f', -1, 64) + i.Unit
	}
	how := map[report.Standing]string{report.Above: "above", report.Below: "below", report.Even: "even", report.NoBaseline: "none"}
	return t.Text("query.against."+how[report.Against(i, f.Value)], "name", i.BaselineName, "base", base)
}

// totalCell writes the total of one field, with how many units gave it where not all
// that reported did.
func totalCell(t *bot.Turn, fd anwei.Field, a report.Amount, in report.Turnout) string {
	switch {
	case a.Counted == 0 && a.NA > 0 && a.Missing == 0:
		return t.Text("query.cell.na", "field", fd.Short)
	case a.Counted == 0:
		return t.Text("query.cell.none", "field", fd.Short)
	}
	some := a.Counted < in.In
	return t.Text("query.cell", "field", fd.Short, "value", report.Thousands(a.Num), "counted", phrases.If(some, a.Counted), "in", phrases.If(some, in.In))
}

// gaveText writes what one report has of a field, by a name of it.
func gaveText(t *bot.Turn, name string, v anwei.Value, answered bool) string {
	switch {
	case !answered:
		return t.Text("query.cell.unanswered", "field", name)
	case v.NA:
		return t.Text("query.cell.na", "field", name)
	}
	return name + report.Thousands(v.N)
}
