package query

// wording: 名次、限额、没报的说明

import (
	"fmt"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language/question"
	"anwei/report"
)

// boundText says a limit: 低于90%, 不少于40家次.
func boundText(b question.Bound, i anwei.Indicator) string {
	if b.Exact {
		return "为" + strconv.FormatFloat(b.N, 'f', -1, 64) + i.Unit
	}
	word := map[[2]bool]string{{true, false}: "低于", {true, true}: "不超过", {false, false}: "超过", {false, true}: "达到"}[[2]bool{b.Below, b.Even}]
	return word + strconv.FormatFloat(b.N, 'f', -1, 64) + i.Unit
}

// boundHead says of which units a list is: 整改率低于90%, 有重大隐患未销号, 没有停产整顿关闭取缔.
func boundHead(b question.Bound, i anwei.Indicator) string {
	what := i.Name
	for _, count := range []string{"家次", "家数", "人数", "次数", "数"} {
		what = strings.TrimSuffix(what, count)
	}
	switch {
	case i.Rate() || b.N != 0 || b.Below || b.Even:
		return i.Name + boundText(b, i)
	case b.Exact:
		return "没有" + what
	case strings.HasPrefix(what, "发现"):
		return what
	}
	return "有" + what
}

// boundedText begins with how many units are within the limit.
func boundedText(h answerHead, r report.Ranking, of int, b question.Bound) string {
	head := h.Instead + h.place() + h.When + boundHead(b, r.Indicator) + "的"
	if of == 0 {
		return h.Instead + h.Where + h.When + r.Indicator.Name + "：还没有单位有数。" + absentText(h) + phrases.AsOf(h.Now)
	}
	if len(r.Places) == 0 {
		if b.Exact { // 没有…的没有 would say the opposite
			head = h.Instead + h.place() + h.When + r.Indicator.Name + boundText(b, r.Indicator) + "的"
		}
		return fmt.Sprintf("%s没有（有数的%d家）。%s%s", head, of, valuelessText(r), phrases.AsOf(h.Now))
	}
	text := fmt.Sprintf("%s有%d家（有数的%d家）：", head, len(r.Places), of)
	if b.Exact { // all have the same
		units := make([]string, len(r.Places))
		for i, p := range r.Places {
			units[i] = p.Unit.Name
		}
		return text + "\n" + phrases.Names(units, 2*boundLines) + "。" + valuelessText(r) + phrases.AsOf(h.Now)
	}
	lines := make([]string, 0, boundLines)
	for _, p := range r.Places[:min(len(r.Places), boundLines)] {
		lines = append(lines, p.Unit.Name+" "+report.Figure(r.Indicator, p.Value)+phrases.Parens(placeBase(r.Indicator, p.Amount)))
	}
	text += phrases.JoinLines(lines)
	if rest := len(r.Places) - len(lines); rest > 0 {
		text += fmt.Sprintf("\n其余%d家见表（回复“给我表”）。", rest)
	}
	return text + valuelessText(r) + phrases.AsOf(h.Now)
}

// valuelessText names the units that have no value to hold against a limit.
func valuelessText(r report.Ranking) string {
	return strings.Replace(outText(r), "不参加排名的", "没有数的", 1)
}

// boundLines is how many units a phone shows well.
const boundLines = 20

func boundOfAnother(i anwei.Indicator) string {
	return "“" + i.Name + "”按“" + i.Unit + "”算，限额请写成同样的单位，例如“" + i.Name + "低于90" + i.Unit + "的有哪些”。"
}

func placeText(p report.Place, of int, high bool) string {
	order := map[bool]string{true: "从高到低", false: "从低到高"}[high]
	return fmt.Sprintf("\n在有数的%d家里排第%d（%s）。", of, p.N, order)
}

func onlyOwnPlace() string {
	return "\n您只能查看本单位的数，看不到各单位的排名。"
}

func noAverages() string { return "本方案没有要与全国平均水平比较的指标。" }

func averageLine(h answerHead, f figure) string {
	text := h.Where + h.When + f.Indicator.Name
	if !f.Known {
		return text + "：" + unknownText(f) + "。"
	}
	return text + report.Figure(f.Indicator, f.Value) + phrases.Parens(baseText(f)) + "。" + strings.TrimPrefix(againstText(f), "\n")
}

func averagesText(h answerHead, lines []string) string {
	return h.Instead + strings.Join(lines, "\n") + absentText(h) + phrases.AsOf(h.Now)
}

// excuseText is what a unit has said about its report that is missing.
func excuseText(p anwei.Promise, by string) string {
	said := "\n" + by + phrases.ClockText(p.At)
	if p.Kind == anwei.Difficult {
		return said + "说有困难：" + p.Reason + "。"
	}
	return said + "答应" + p.On.Chinese() + "报。"
}

func excuseOf(unit string, p anwei.Promise) string {
	if p.Kind == anwei.Difficult {
		return unit + "有困难" + phrases.Parens(p.Reason)
	}
	return unit + "答应" + p.On.Chinese() + "报"
}

func excusesText(said []string) string {
	if len(said) == 0 {
		return ""
	}
	return "\n其中：" + strings.Join(said, "；") + "。"
}

// wholeCounty is how a leader of all of it calls his own.
func wholeCounty() string { return "全县" }

// onlySeen says that the answer is of less than was asked.
func onlySeen(where string) string {
	return "您可以查看的是" + where + "，以下是" + where + "的数。"
}

// monthByMonth says why a figure of several months comes as a course.
func monthByMonth() string {
	return "几个月合在一起的，只能按季度、半年、全年算；先按月列给您："
}

func notDueYet(open, prev string) string {
	return open + "的截止日还没到，先给您" + prev + "的。\n"
}

// movedText begins with how many units have gone the way asked.
func movedText(h answerHead, before string, i anwei.Indicator, up bool, both int, moves []figure) string {
	way := map[[2]bool]string{{true, true}: "上升", {true, false}: "下降", {false, true}: "增加", {false, false}: "减少"}[[2]bool{i.Rate(), up}]
	head := h.Instead + h.place() + h.When + i.Name + "比" + before + way + "的"
	if len(moves) == 0 {
		return fmt.Sprintf("%s没有（两期都有数的%d家）。%s%s", head, both, absentText(h), phrases.AsOf(h.Now))
	}
	lines := make([]string, 0, boundLines)
	for _, f := range moves[:min(len(moves), boundLines)] {
		lines = append(lines, fmt.Sprintf("%s %s：%s%s%s，%s%s%s", f.Unit, changeText(f), before, report.Figure(i, f.Was), phrases.Parens(placeBase(i, f.WasOf)), h.When, report.Figure(i, f.Value), phrases.Parens(placeBase(i, f.Amount))))
	}
	return fmt.Sprintf("%s有%d家（两期都有数的%d家）：", head, len(moves), both) + phrases.JoinLines(lines) + absentText(h) + phrases.AsOf(h.Now)
}

// wholeTable says that a table cannot be had of a part of the units.
func wholeTable() string {
	return "汇总表是全部单位在一张上的，没有只含某一类单位的。"
}

// notInForm says that what is asked is no figure of the forms.
func notInForm(word string) string { return "表里没有“" + word + "”这一项" }

func nearestInForm() string { return "相近的有下面几项，点一下就给您数。" }

// noExcuse answers why a unit has not reported where it has said nothing.
func noExcuse() string { return "\n还没有收到这个单位的说明。" }
