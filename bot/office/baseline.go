package office

import (
	"math"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/text"
)

// recordBaseline is what the record calls it.
const recordBaseline = "设基准"

// baseline takes 设基准 每千次检查发现重大隐患数 1.2 from the office, and 基准 from
// whoever may ask. It returns false for anything else.
func baseline(t *bot.Turn, typed string) bool {
	bare := strings.TrimRight(typed, "。！!？? ")
	for _, w := range []string{"看看", "查看", "看一下", "看"} {
		bare = strings.TrimPrefix(bare, w)
	}
	switch bare {
	case "基准", "有哪些基准", "考核基准", "看基准":
		showBaselines(t)
		return true
	}
	rest, ok := bot.CutPrefixes(bare, "设基准", "设置基准", "改基准", "基准设为")
	if !ok {
		rest, ok = baselineSaid(t, bare)
	}
	if !ok {
		return false
	}
	if !bot.RunsWhole(t) {
		t.Denied(recordBaseline, "")
		t.Reply("common.only_office", "office", t.In.Plan.Office)
		return true
	}
	i, number, ok := indicatorIn(t, rest)
	if !ok {
		t.Reply("office.which_indicator", "some", strings.Join(compared(t.In.Plan), "、"))
		return true
	}
	v, ok := baselineValue(number)
	switch {
	case i.Times == 100 && (!ok || v > 100):
		t.Reply("office.which_percent", "indicator", i.Name)
		return true
	case !ok:
		t.Reply("office.which_value", "indicator", i.Name)
		return true
	}
	bot.Baselines(t)
	old, _ := t.In.Plan.Indicator(i.ID)
	t.Out = append(t.Out, bot.PutBaseline{Baseline: anwei.Baseline{Indicator: i.ID, Value: v, By: t.In.Person.ID, At: t.In.Now}})
	was, now := phrases.BaselineText(old), phrases.BaselineText(anwei.Indicator{Baseline: &v, Unit: i.Unit})
	t.Audit(anwei.Audit{Action: recordBaseline, Detail: i.Name + "：" + now, Old: was, New: now})
	t.Reply("office.baseline_kept", "indicator", i.Name, "now", now, "was", was)
	return true
}

// baselineSaid reads 重大隐患占比全国平均是3.5%，设一下 and 整改率基准改成90 into the
// indicator and its value. It returns false where no indicator is named, or more is said.
func baselineSaid(t *bot.Turn, typed string) (string, bool) {
	if !text.ContainsAny(typed, "基准", "全国平均", "平均水平", "全国水平") || !t.In.Person.Has(anwei.Office) {
		return "", false
	}
	longest := ""
	for _, i := range t.In.Plan.Indicators {
		for _, w := range append([]string{i.Name}, i.Words...) {
			if len(w) > len(longest) && strings.Contains(typed, w) {
				longest = w
			}
		}
	}
	if longest == "" {
		return "", false
	}
	rest := strings.Replace(typed, longest, " ", 1)
	at := strings.IndexAny(rest, "0123456789０１２３４５６７８９")
	if at < 0 {
		return "", false
	}
	end := at
	for _, r := range rest[at:] {
		if !strings.ContainsRune("0123456789０１２３４５６７８９.．%％", r) {
			break
		}
		end += len(string(r))
	}
	number := rest[at:end]
	left := rest[:at] + rest[end:]
	for _, w := range []string{"全国", "平均", "水平", "基准", "设为", "设成", "设置", "设", "定为", "定成", "改成", "改为", "改", "一下", "请", "把", "将", "值", "是", "为", "按", "的", "个", "，", ",", " ", "吧"} {
		left = strings.ReplaceAll(left, w, "")
	}
	return longest + number, left == ""
}

// indicatorIn returns the plan's indicator that the text begins with, by its
// longest word, and what follows.
func indicatorIn(t *bot.Turn, typed string) (found anwei.Indicator, rest string, ok bool) {
	typed = strings.TrimLeft(typed, " 　：:")
	longest := 0
	for _, i := range t.In.Plan.Indicators {
		for _, w := range append([]string{i.Name}, i.Words...) {
			if after, is := strings.CutPrefix(typed, w); is && len(w) > longest {
				found, rest, longest = i, after, len(w)
			}
		}
	}
	return found, rest, longest > 0
}

// baselineValue reads a number as it is typed after the name of an indicator:
// 1.2, 为 58.3%, １．２个.
func baselineValue(typed string) (float64, bool) {
	typed = strings.NewReplacer("．", ".", "％", "%").Replace(strings.Trim(typed, " 　：:=是为"))
	typed = strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, typed)
	typed = strings.TrimRight(typed, "%个 ")
	v, err := strconv.ParseFloat(typed, 64)
	if err == nil && !math.IsNaN(v) && v >= 0 && v < 1e9 {
		return v, true
	}
	n, size, ok := text.Numeral(typed)
	return float64(n), ok && size == len(typed) && n >= 0
}

// compared are the names of the indicators that the plan compares with a baseline.
func compared(p anwei.Plan) []string {
	return anwei.Each(anwei.Where(p.Indicators, func(i anwei.Indicator) bool { return i.BaselineName != "" }), func(i anwei.Indicator) string {
		return i.Name
	})
}

// showBaselines lists what the indicators are compared with, and since when.
func showBaselines(t *bot.Turn) {
	if t.Sight().Nothing() {
		Help(t)
		return
	}
	bot.Baselines(t)
	lines := anwei.Each(anwei.Where(t.In.Plan.Indicators, func(i anwei.Indicator) bool { return i.BaselineName != "" }), func(i anwei.Indicator) string {
		return t.Text("office.baseline_line", "indicator", i.Name, "origin", bot.BaselineOrigin(t, i))
	})
	if len(lines) == 0 {
		t.Reply("office.no_baselines")
		return
	}
	answer := t.Text("office.baselines", "lines", strings.Join(lines, "\n"))
	if t.In.Person.Has(anwei.Office) {
		answer += t.Text("office.baselines_change")
	}
	t.Say(answer + t.Returning())
}
