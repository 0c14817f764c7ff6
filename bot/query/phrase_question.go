package query

// wording: 回答提问

import (
	"fmt"
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

// periodName names a period, without the year where it is this one.
func periodName(p anwei.Period, year int) string {
	if p.Year == year && p.Kind != anwei.Year {
		return strings.TrimPrefix(p.Chinese(), strconv.Itoa(year)+"年")
	}
	return p.Chinese()
}

// everybody names all units: 全县.
func everybody(t *bot.Turn) string {
	for _, u := range t.In.Ledger.Roster().Units {
		if u.Parent == "" {
			return viewName(t.In.Plan, u)
		}
	}
	return ""
}

// everybodySeen names all units that the person sees: 全县, or his own unit where he sees
// no other.
func everybodySeen(t *bot.Turn) string {
	if v := viewOf(t, t.Sight(), "", "", ""); len(v.units) == 1 {
		return v.name
	}
	return everybody(t)
}

func viewName(plan anwei.Plan, u anwei.Unit) string {
	if u.Parent == "" {
		return "全" + plan.KindTitle(u.Kind)
	}
	return u.Name
}

func severalName(n int, own bool) string {
	if own {
		return fmt.Sprintf("您负责的%d家单位", n)
	}
	return fmt.Sprintf("所管的%d家单位", n)
}

func kindName(where string, whole bool, kind string) string {
	if whole {
		return "各" + kind
	}
	return where + "各" + kind
}

// TagName says of which industry the units are. Their figures are of all their work, not
// of that industry alone.
func TagName(tag string, kind bool) string {
	if kind {
		return "（涉及" + tag + "的）"
	}
	return "（涉及" + tag + "的单位）"
}

func nextStep() string { return "\n还可以说：和上月比、画个图、这个数从哪来。" }

func gapText(unit string, periods []string) string {
	return unit + phrases.Parens(strings.Join(periods, "、"))
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

// baseText is what a figure is made of: a share never stands without it, and a sum
// says how many units it is of.
func baseText(f figure) string {
	var parts []string
	if f.Indicator.Rate() {
		unit := ""
		if f.Indicator.Punctual {
			unit = "份"
		}
		parts = append(parts, report.Thousands(f.Amount.Num)+"/"+report.Thousands(f.Amount.Den)+unit)
	}
	if !f.Indicator.Punctual && (!f.Indicator.Rate() || f.Amount.Missing > 0) && (f.Of > 1 || f.Many) {
		parts = append(parts, f.whose())
	}
	if f.Amount.Partial > 0 {
		parts = append(parts, fmt.Sprintf("其中%d份没有填全", f.Amount.Partial))
	}
	return strings.Join(parts, "，")
}

// whose says of how many units a figure is, of several periods how many reports.
func (f figure) whose() string {
	if f.Many && !f.Indicator.Stock {
		return fmt.Sprintf("%d/%d份", f.Amount.Counted, f.Amount.Asked())
	}
	return fmt.Sprintf("%d/%d家", f.Gave, f.Of)
}

// figureText writes an indicator as one of several: 整改率92.1%（1,013/1,100；9月88.4%）.
func figureText(f figure) string {
	if !f.Known {
		return f.Indicator.Name + "：" + unknownText(f)
	}
	base := baseText(f)
	if f.Before != "" && f.WasKnown && f.Indicator.Rate() {
		base += "；" + f.Before + report.Figure(f.Indicator, f.Was)
	}
	return f.Indicator.Name + report.Figure(f.Indicator, f.Value) + phrases.Parens(strings.TrimPrefix(base, "；")) + negativeText(f)
}

// negativeText explains a stock below zero.
func negativeText(f figure) string {
	if f.Indicator.Rate() || f.Value >= 0 {
		return ""
	}
	return "，即整改的比发现的多，含以前发现的"
}

// unknownText says why there is no value: it does not apply, or nobody answered.
func unknownText(f figure) string {
	switch {
	case f.Indicator.Punctual && f.Open:
		return "截止日还没到，暂不计算"
	case f.Amount.Counted > 0 && f.Amount.Den == 0:
		return "基数为0，不计算"
	case f.Amount.Missing == 0 && f.Amount.NA > 0:
		return "不适用"
	}
	return "还没有数"
}

// oneText answers with one figure.
func oneText(h answerHead, f figure) string {
	head := h.Instead + h.Where + h.When + f.Indicator.Name
	if !f.Known {
		return head + "：" + unknownText(f) + "。" + absentText(h)
	}
	text := head + report.Figure(f.Indicator, f.Value) + phrases.Parens(baseText(f)) + negativeText(f)
	if f.Indicator.Stock {
		text += "，从年初累计"
	}
	if f.Before != "" {
		text += "；" + beforeText(f)
	}
	return text + "。" + againstText(f) + absentText(h)
}

// absentText names the units that a figure is without.
func absentText(h answerHead) string {
	if h.Turnout.Missing() == 0 {
		return ""
	}
	if h.Single && !h.Many {
		return "本期还没有报。"
	}
	if h.Single {
		return "还有" + strconv.Itoa(h.Turnout.Missing()) + "份没有报。"
	}
	return "\n未报" + strconv.Itoa(h.Turnout.Missing()) + h.measure() + h.missing(8) + "。"
}

// beforeText puts the period before beside a figure.
func beforeText(f figure) string {
	if !f.WasKnown {
		return f.Before + "没有数，不能比较"
	}
	return f.Before + report.Figure(f.Indicator, f.Was) + phrases.Parens(f.wasBase()) + "，" + changeText(f)
}

// wasBase is the base of the period before: of a rate what it is made of, of a sum
// the units that it is of, where they are not as many. 27个 of one unit beside 988个
// of sixteen would look like a rise.
func (f figure) wasBase() string {
	if f.Indicator.Rate() || f.Many || f.Indicator.Stock || f.WasOf.Counted == f.Amount.Counted {
		return placeBase(f.Indicator, f.WasOf)
	}
	if f.WasMany {
		return strconv.Itoa(f.WasOf.Counted) + "/" + strconv.Itoa(f.WasOf.Asked()) + "份"
	}
	return strconv.Itoa(f.WasOf.Counted) + "/" + strconv.Itoa(f.WasOf.Asked()) + "家"
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
func changeText(f figure) string {
	diff := f.change()
	if diff == 0 && f.Value != f.Was {
		return "基本持平"
	}
	up, down := "多", "少"
	if f.Indicator.Rate() {
		up, down = "升", "降"
	}
	word := up
	if diff < 0 {
		word, diff = down, -diff
	}
	var amount string
	switch {
	case diff == 0:
		return "持平"
	case f.Indicator.Rate() && f.Indicator.Times == 100:
		return word + strconv.FormatFloat(diff, 'f', 1, 64) + "个百分点"
	case f.Indicator.Rate():
		amount = strconv.FormatFloat(diff, 'f', 2, 64) + f.Indicator.Unit
	default:
		amount = report.Thousands(int64(diff)) + f.Indicator.Unit
	}
	return word + amount
}

// againstText compares a figure with the baseline that the notice names.
func againstText(f figure) string {
	i := f.Indicator
	if i.BaselineName == "" {
		return ""
	}
	base := ""
	if i.Baseline != nil {
		base = strconv.FormatFloat(*i.Baseline, 'f', -1, 64) + i.Unit
	}
	switch report.Against(i, f.Value) {
	case report.Above:
		return "\n高于" + i.BaselineName + "（" + base + "）。"
	case report.Below:
		return "\n低于" + i.BaselineName + "（" + base + "）。"
	case report.Even:
		return "\n与" + i.BaselineName + "（" + base + "）持平。"
	case report.NoBaseline:
	}
	return "\n" + i.BaselineName + "还没有填，暂不比较。"
}

// totalCell writes the total of one field, with how many units gave it where not all
// that reported did.
func totalCell(fd anwei.Field, a report.Amount, in report.Turnout) string {
	if a.Counted == 0 {
		if a.NA > 0 && a.Missing == 0 {
			return fd.Short + "不适用"
		}
		return fd.Short + "没有数"
	}
	text := fd.Short + report.Thousands(a.Num)
	if a.Counted < in.In {
		text += fmt.Sprintf("（%d/%d份）", a.Counted, in.In)
	}
	return text
}

func groupText(g anwei.Group, cells []string) string {
	return g.Name + "：" + strings.Join(cells, "，")
}

func gaveText(fd anwei.Field, v anwei.Value, answered bool) string {
	switch {
	case !answered:
		return fd.Short + "未填"
	case v.NA:
		return fd.Short + "不适用"
	}
	return fd.Short + report.Thousands(v.N)
}
