package query

// wording: 报了没有

import (
	"fmt"

	"anwei"
	"anwei/bot/phrases"
)

// measure is how reports are counted: by units in one period, by pieces in several.
func (h answerHead) measure() string {
	if h.Many {
		return "份"
	}
	return "家"
}

func (h answerHead) counts() string {
	t, m := h.Turnout, h.measure()
	return fmt.Sprintf("应报%d%s，已报%d%s（按时%d、逾期%d）", t.Due, m, t.In, m, t.In-t.Late, t.Late)
}

func (h answerHead) missing(n int) string {
	if h.Turnout.Missing() == 0 {
		return ""
	}
	return "：" + phrases.Names(h.Missing, n)
}

// place names the units where they are not the whole county.
func (h answerHead) place() string {
	if h.Whole {
		return ""
	}
	return h.Where
}

func (h answerHead) due() string {
	if h.Due == "" || h.Turnout.Missing() == 0 {
		return ""
	}
	return "（截止" + h.Due + "）"
}

// turnoutText begins with how many reports are in.
func turnoutText(h answerHead) string {
	return fmt.Sprintf("%s%s%s%s：%s，未报%d%s%s%s。", h.Instead, h.place(), h.When, h.Form, h.counts(),
		h.Turnout.Missing(), h.measure(), h.missing(30), h.due())
}

// unreportedText begins with how many reports are missing, and names who was late.
func unreportedText(h answerHead, excuses string) string {
	head := h.Instead + h.place() + h.When + h.Form
	late := ""
	if len(h.Late) > 0 {
		late = "\n逾期报的：" + phrases.Names(h.Late, 10) + "。"
	}
	if h.Turnout.Missing() == 0 {
		return head + "全部报齐：" + h.counts() + "。" + late + phrases.AsOf(h.Now)
	}
	return fmt.Sprintf("%s未报%d%s%s%s。\n%s。%s%s%s", head, h.Turnout.Missing(), h.measure(), h.missing(60), h.due(), h.counts(), late, excuses, phrases.AsOf(h.Now))
}

func lateTimes(unit string, n int) string {
	if n > 1 {
		return fmt.Sprintf("%s%d次", unit, n)
	}
	return unit
}

// returnedState says of a report that it was returned, and why.
func returnedState(r anwei.Report) string {
	if r.State() != anwei.Returned {
		return ""
	}
	if r.Handled.Reason == "" {
		return "已退回，待更正。"
	}
	return "已退回，待更正：" + r.Handled.Reason + "。"
}

func filledText(n, of int) string { return fmt.Sprintf("共%d项，已填%d项。", of, n) }

// unitText begins with the state of a unit's report.
func unitText(h answerHead, r anwei.Report, by string) string {
	text := fmt.Sprintf("%s%s%s：已报（%s，第%d版，%s", h.Where, h.When, h.Form, phrases.LateText(r), r.Revision, phrases.ClockText(r.At))
	if by != "" {
		text += " " + by
	}
	return text + "）。"
}

func unitMissingText(h answerHead, due string, over bool, answered, of int, last string) string {
	text := h.Where + h.When + h.Form + "：还没有报，"
	if over {
		text += due + "已截止"
	} else {
		text += "截止" + due
	}
	if answered >= 0 {
		text += fmt.Sprintf("；正在填，已填%d/%d项", answered, of)
	}
	if last != "" {
		text += "；最近报的是" + last
	}
	return text + "。"
}
