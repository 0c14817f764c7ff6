package query

// wording: 排名、走势和对比

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language/question"
	"anwei/report"
)

// rankText begins with the unit that was asked for.
func rankText(h answerHead, r report.Ranking, first []report.Place, o question.Order, high bool) string {
	name := r.Indicator.Name
	if len(r.Places) == 0 {
		return h.Instead + h.Where + h.When + name + "：还没有单位有数，排不了名。" + absentText(h) + phrases.AsOf(h.Now)
	}
	p := r.Places[0]
	if n := tied(r); n == len(r.Places) && n > 1 {
		return fmt.Sprintf("%s%s%s%s：%d家都是%s，排不出先后。%s%s", h.Instead, h.place(), h.When, name, n, report.Figure(r.Indicator, p.Value), outText(r), phrases.AsOf(h.Now))
	}
	if r.Indicator.Better == "" {
		o = map[question.Order]question.Order{question.Best: question.Most, question.Worst: question.Least}[o]
	}
	lead := map[question.Order]string{question.Most: "最高", question.Least: "最低", question.Best: "最好", question.Worst: "最差"}[o]
	if lead == "" {
		lead = map[bool]string{true: "最高", false: "最低"}[high]
	}
	if !r.Indicator.Rate() {
		lead = strings.NewReplacer("最高", "最多", "最低", "最少").Replace(lead)
	}
	same := ""
	if len(r.Places) > 1 && r.Places[1].N == 1 {
		same = "等" + strconv.Itoa(tied(r)) + "家并列"
	}
	text := fmt.Sprintf("%s%s%s%s%s：%s%s，%s%s。", h.Instead, h.place(), h.When, name, lead, p.Unit.Name, same, report.Figure(r.Indicator, p.Value), phrases.Parens(placeBase(r.Indicator, p.Amount)))
	places := make([]string, len(first))
	for i, p := range first {
		places[i] = fmt.Sprintf("%d. %s %s%s", p.N, p.Unit.Name, report.Figure(r.Indicator, p.Value), phrases.Parens(placeBase(r.Indicator, p.Amount)))
	}
	text += phrases.JoinLines(places) + fmt.Sprintf("\n共%d家参加排名", len(r.Places))
	if rest := len(r.Places) - len(first); rest > 0 {
		text += fmt.Sprintf("，其余%d家见表", rest)
	}
	return text + "。" + outText(r) + phrases.AsOf(h.Now)
}

// tied counts the units that share the first place.
func tied(r report.Ranking) int {
	n := 0
	for _, p := range r.Places {
		if p.N == 1 {
			n++
		}
	}
	return n
}

func placeBase(i anwei.Indicator, a report.Amount) string {
	if !i.Rate() {
		return ""
	}
	return report.Thousands(a.Num) + "/" + report.Thousands(a.Den)
}

// outText names the units without a place, and why: missing, 不适用 and a
// denominator of nothing are not the same.
func outText(r report.Ranking) string {
	var missing, na, none []string
	for i := range r.Out {
		u := &r.Out[i]
		a := u.Amounts[0]
		switch {
		case a.Missing > 0 && u.Turnout.In < u.Turnout.Due:
			missing = append(missing, u.Unit.Name)
		case a.Counted > 0:
			none = append(none, u.Unit.Name)
		case a.NA > 0 && a.Missing == 0:
			na = append(na, u.Unit.Name)
		default:
			none = append(none, u.Unit.Name)
		}
	}
	var text strings.Builder
	for _, part := range []struct {
		why  string
		list []string
	}{{"未报", missing}, {"不适用", na}, {"没有可算的数", none}} {
		if len(part.list) > 0 {
			fmt.Fprintf(&text, "%s%d家：%s。", part.why, len(part.list), phrases.Names(part.list, 8))
		}
	}
	if text.Len() == 0 {
		return ""
	}
	return "\n不参加排名的：" + text.String()
}

// trendText begins with the newest figure.
func trendText(h answerHead, i anwei.Indicator, points []report.Point, names []string) string {
	text := h.Where + h.When + i.Name
	newest, before := -1, -1
	for k, p := range points {
		if p.Known {
			newest, before = k, newest
		}
	}
	switch {
	case newest < 0:
		return text + "：还没有数。" + phrases.AsOf(h.Now)
	case before < 0:
		text += "：" + names[newest] + report.Figure(i, points[newest].Value) + "。"
	default:
		text += "：" + names[newest] + report.Figure(i, points[newest].Value) + "，" +
			comparedTo(names[before]) + changeText(figure{Indicator: i, Value: points[newest].Value, Was: points[before].Value}) + "。"
	}
	lines := make([]string, len(points))
	for k, p := range points {
		lines[k] = names[k] + " " + pointText(h, i, p)
	}
	return text + phrases.JoinLines(lines) + phrases.AsOf(h.Now)
}

func comparedTo(period string) string { return "比" + period }

// pointText writes one period of a course: its value and what that is made of, or
// why there is none.
func pointText(h answerHead, i anwei.Indicator, p report.Point) string {
	if !p.Known {
		if h.Single && p.Turnout.In == 0 && !i.Punctual {
			return "未报"
		}
		return unknownText(figure{Indicator: i, Amount: p.Amount, Open: i.Punctual, Gave: p.Amount.Counted, Of: p.Turnout.Due})
	}
	base := placeBase(i, p.Amount)
	if !h.Single && !i.Punctual && !i.Stock && p.Amount.Counted < p.Turnout.Due {
		if base != "" {
			base += "，"
		}
		base += fmt.Sprintf("%d/%d家", p.Amount.Counted, p.Turnout.Due)
	}
	return report.Figure(i, p.Value) + phrases.Parens(base)
}

// originText writes what one report gave to a figure, its version, who confirmed it
// and when.
func originText(f anwei.Form, i anwei.Indicator, o report.Origin, when, by string) string {
	var parts []string
	seen := map[anwei.FieldID]bool{}
	for _, s := range []anwei.Sum{i.Numerator, i.Denominator} {
		for _, t := range s.Terms {
			if fd, ok := f.Field(t.Field); ok && !seen[t.Field] {
				seen[t.Field] = true
				v, answered := o.Values[t.Field]
				parts = append(parts, strings.Replace(gaveText(fd, v, answered), fd.Short, fd.Name, 1))
			}
		}
	}
	what := strings.Join(parts, "、")
	if i.Punctual {
		what = phrases.LateText(*o.Report)
	}
	return fmt.Sprintf("· %s%s：%s（第%d版，%s %s）", o.Unit.Name, when, what, o.Report.Revision, byText(*o.Report, by), phrases.ClockText(o.Report.At))
}

// byText names who confirmed a report. Where the office entered it for the unit, it
// says so and how the unit stands to it.
func byText(r anwei.Report, by string) string {
	switch {
	case !r.Behalf:
		return by
	case r.Unconfirmed():
		return by + "代录、单位待确认"
	case r.Handled.Kind == anwei.Disputed:
		return by + "代录、单位说有误"
	}
	return by + "代录"
}

// traceText begins with the figure and how it is computed.
func traceText(h answerHead, f figure, formula string, lines []string, rest int) string {
	text := h.Where + h.When + f.Indicator.Name
	if f.Known {
		text += report.Figure(f.Indicator, f.Value) + phrases.Parens(baseText(f))
	} else {
		text += "：" + unknownText(f)
	}
	text += "，来自" + h.Form + "，" + formula + "。" + phrases.JoinLines(lines)
	if rest > 0 {
		text += fmt.Sprintf("\n另有%d份，见汇总表（回复“给我表”）。", rest)
	}
	return text + absentText(h) + phrases.AsOf(h.Now)
}

// formulaText says in the names of the figures how an indicator is computed.
func formulaText(f anwei.Form, i anwei.Indicator) string {
	switch {
	case i.Punctual:
		return "按时报送的份数÷应报的份数"
	case i.Rate():
		return "（" + sumText(f, i.Numerator) + "）÷（" + sumText(f, i.Denominator) + "）"
	}
	return sumText(f, i.Numerator)
}

func sumText(f anwei.Form, s anwei.Sum) string {
	var text strings.Builder
	for k, t := range s.Terms {
		switch {
		case t.Minus:
			text.WriteString("－")
		case k > 0:
			text.WriteString("＋")
		}
		fd, _ := f.Field(t.Field)
		text.WriteString(fd.Name)
	}
	return text.String()
}

func outOfSight(unit, mine string, leads bool) string {
	if leads {
		return "抱歉，" + unit + "不在您的查看范围内。您可以查看的是" + mine + "。"
	}
	return "抱歉，填报员只能查看自己单位的报表，" + unit + "的情况请向县安委办了解。"
}

func nobodyThere(where string) string { return "名单里没有" + where + "的填报单位。" }

func whichUnitTitle() string { return "您问的是哪个单位？" }

func whichUnitText() string { return "请点选，或者写上单位的全称再问一遍。" }

func noSuchPeriod(f anwei.Form, asked, near, short string, future bool) string {
	if future {
		return asked + "还没有到，没有" + f.Short + "的数。最近的是" + near + "，回复“" + short + "呢”就可以看。"
	}
	return f.Short + "没有" + asked + "的数，最近的是" + near + "，回复“" + short + "呢”就可以看。"
}

// usedFrom says of a longer period from when on the program was in use in it.
func usedFrom(first string) string { return "（" + first + "起）" }

func notBegun(f anwei.Form) string {
	return f.Short + "从" + f.First.Chinese() + "开始报送，现在还没有数。"
}

func nothingInYet(open, prev string) string {
	return open + "还没有单位报送，先给您" + prev + "的。\n"
}

func nothingBefore(f anwei.Form, before, first string) string {
	return f.Short + "从" + first + "起才有数，" + before + "没有，不能比较。"
}

func noFigures(f anwei.Form) string {
	return f.Short + "填的是文字，没有数可以排名或画图。可以问“" + f.Short + "进度”。"
}

func remindHow(office bool) string {
	if !office {
		return "催报由安委办办理。您可以回复“谁没报”看名单。"
	}
	return "到期的会自动催。想现在就催，请先回复“谁没报”看名单，再联系填报员。"
}

func onePeriodOnly(f anwei.Form, asked, given string) string {
	return f.Short + "汇总表是一期一张，没有" + asked + "合在一起的；先发" + given + "的，其他的请说“9月汇总表”这样。"
}

func oneEach(f anwei.Form, asked string, n int) string {
	return fmt.Sprintf("%s汇总表是一期一张，%s的%d张都发给您。", f.Short, asked, n)
}

func severalSheets() string {
	return "您负责几家单位，请写明要哪一家的，例如“南村镇的表发我”。"
}

func noPicture() string {
	return "这几家单位暂时画不成一张图；请写明一家，或者问“全县”“各镇”的。"
}

func nothingToDraw(when, what string) string { return when + what + "还没有数，画不成图。" }

func pictureComing() string { return "图正在画，随后发给您。" }

func mayHaveMeant() string { return "没太明白，您想问的是不是？" }

func mayHaveMeantText() string {
	return "点一下就给您数；也可以换个说法，例如“9月整改率排名”。"
}
