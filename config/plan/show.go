package plan

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/template"

	"anwei"
)

// outline is a plan as an official reads it.
//
//go:embed show.txt
var outline string

// Show writes a plan as an outline that an official can read through and check
// against the notice. Its error is the writer's.
func Show(w io.Writer, p anwei.Plan) error {
	t, err := template.New("show").Funcs(template.FuncMap{
		"inc":       func(n int) int { return n + 1 },
		"set":       func(c anwei.Clock) bool { return c != anwei.Clock{} },
		"audience":  func(a anwei.Audience) string { return audience(p, a) },
		"every":     everyWord,
		"shift":     shiftWord,
		"op":        opWord,
		"sum":       sumWords,
		"day":       dayWord,
		"roles":     roleWords,
		"to":        recipientWords,
		"weekday":   func(day int) string { return string([]rune("一二三四五")[day-1]) },
		"baseline":  baselineWords,
		"fact":      func(r anwei.MarkRule) string { return fact(p, r) },
		"mark":      func(id anwei.MarkID) string { k, _ := p.MarkKind(id); return k.Title },
		"case":      func(id anwei.CaseKind) string { k, _ := p.CaseRule(id); return k.Title },
		"formOf":    func(id anwei.FormID) anwei.Form { f, _ := p.Form(id); return f },
		"form":      func(id anwei.FormID) *anwei.Form { return found(p.Form(id)) },
		"duty":      func(id anwei.DutyID) *anwei.Duty { return found(p.Duty(id)) },
		"indicator": func(id anwei.IndicatorID) *anwei.Indicator { return found(p.Indicator(id)) },
	}).Parse(outline)
	if err != nil {
		return fmt.Errorf("read the outline: %w", err)
	}
	out := bufio.NewWriter(w)
	if err := t.Execute(out, p); err != nil {
		return fmt.Errorf("write the outline: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write the outline: %w", err)
	}
	return nil
}

// found is what was found, nil where nothing was.
func found[T any](x T, ok bool) *T {
	if !ok {
		return nil
	}
	return &x
}

func sumWords(f anwei.Form, s anwei.Sum) string {
	var text strings.Builder
	for i, t := range s.Terms {
		switch {
		case t.Minus:
			text.WriteString(" － ")
		case i > 0:
			text.WriteString(" ＋ ")
		}
		switch t.Of {
		case anwei.LastPeriod:
			text.WriteString("上月")
		case anwei.AllBefore:
			text.WriteString("截至上月累计")
		case anwei.ThisPeriod:
		}
		fd, _ := f.Field(t.Field)
		text.WriteString(fd.Name)
	}
	return text.String()
}

// opWord is how two sums shall stand to each other.
func opWord(o anwei.Op) string {
	word, ok := map[anwei.Op]string{anwei.Below: "小于", anwei.Equal: "等于", anwei.AtLeast: "不小于", anwei.Above: "大于"}[o]
	if !ok {
		return "不大于"
	}
	return word
}

// audience names who a form or duty is for.
func audience(p anwei.Plan, a anwei.Audience) string {
	words := make([]string, 0, len(a.Kinds)+len(a.Units))
	for _, k := range a.Kinds {
		words = append(words, p.KindTitle(k))
	}
	for _, id := range a.Units {
		words = append(words, string(id))
	}
	text := strings.Join(words, "、")
	switch {
	case a.AnyTag:
		text += "（各行业领域牵头单位）"
	case len(a.Tags) > 0:
		text += "（" + strings.Join(a.Tags, "、") + "）"
	}
	return text
}

// fact is what proposes a mark, with the numbers and names of the plan.
func fact(p anwei.Plan, r anwei.MarkRule) string {
	f, _ := p.Form(r.Form)
	k, _ := p.CaseRule(r.Case)
	words := strings.NewReplacer("{n}", strconv.Itoa(max(r.Running, r.Overdue)), "{form}", f.Short, "{case}", k.Title)
	return words.Replace(r.Fact)
}

func baselineWords(x anwei.Indicator) string {
	switch {
	case x.BaselineName == "":
		return ""
	case x.Baseline == nil:
		return "；" + x.BaselineName + "：未填（填在方案的 baseline）"
	}
	return "；" + x.BaselineName + "：" + strconv.FormatFloat(*x.Baseline, 'f', -1, 64) + x.Unit
}

// everyWord says how often something is due.
func everyWord(k anwei.PeriodKind) string {
	return map[anwei.PeriodKind]string{anwei.Month: "每月", anwei.Quarter: "每季度", anwei.Half: "每半年", anwei.Year: "每年"}[k]
}

func shiftWord(s anwei.Shift) string {
	switch s {
	case anwei.Earlier:
		return "（遇休息日提前）"
	case anwei.Later:
		return "（遇休息日顺延）"
	case anwei.Keep:
	}
	return "（含当日，遇休息日不变）"
}

// dayWord says on which day a rule speaks: 截止前3个工作日, 承诺的日子后1天.
func dayWord(r anwei.ReminderRule) string {
	day := "天"
	if r.Working {
		day = "个工作日"
	}
	base := map[anwei.Anchor]string{
		anwei.ByLead: "任务写明的提前日", anwei.ByTopUp: "月末核对日", anwei.ByReturn: "退回或更正的日子", anwei.ByPromise: "承诺的日子", anwei.ByArrangement: "安排的日子",
	}[r.From]
	switch {
	case base != "":
	case r.Form != "":
		base = "截止"
	default:
		base = "到期"
	}
	switch {
	case r.Days < 0:
		return fmt.Sprintf("%s前%d%s", base, -r.Days, day)
	case r.Days > 0:
		return fmt.Sprintf("%s后%d%s", base, r.Days, day)
	}
	return base + "当天"
}

func roleWords(roles []anwei.Role) string {
	return strings.Join(anwei.Each(roles, anwei.Role.Chinese), "、")
}

func recipientWords(to []anwei.Recipient) string {
	var words []string
	for _, r := range to {
		if w := map[anwei.Recipient]string{
			anwei.ToReporter: "填报员", anwei.ToDeputy: "副手", anwei.ToLeader: "单位领导", anwei.ToOffice: "安委办",
		}[r]; w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, "、")
}
