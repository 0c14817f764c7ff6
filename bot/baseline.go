package bot

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/language/text"
)

// PutBaseline keeps what the office has set an indicator to be compared with.
type PutBaseline struct{ Baseline anwei.Baseline }

func (PutBaseline) effect() {}

// baselines lets the plan's indicators have what the office has set. It is called
// before a question is answered, and costs a look into the ledger.
func (t *turn) baselines() {
	t.in.Plan = t.in.Plan.WithBaselines(t.in.Ledger.Baselines(), BaselineName())
}

// baselineSet returns what the office has set for the indicator, and false where
// what holds is the plan's.
func (t *turn) baselineSet(id anwei.IndicatorID) (anwei.Baseline, bool) {
	all := t.in.Ledger.Baselines()
	for _, b := range slices.Backward(all) {
		if b.Indicator == id {
			return b, true
		}
	}
	return anwei.Baseline{}, false
}

// baselineWords takes 设基准 每千次检查发现重大隐患数 1.2 from the office, and 基准 from
// whoever may ask. It returns false for anything else.
func (t *turn) baselineWords(text string) bool {
	bare := strings.TrimRight(text, "。！!？? ")
	for _, w := range []string{"看看", "查看", "看一下", "看"} {
		bare = strings.TrimPrefix(bare, w)
	}
	switch bare {
	case "基准", "有哪些基准", "考核基准", "看基准":
		t.showBaselines()
		return true
	}
	rest, ok := cutPrefixes(bare, "设基准", "设置基准", "改基准", "基准设为")
	if !ok {
		rest, ok = t.baselineSaid(bare)
	}
	if !ok {
		return false
	}
	if !t.in.Person.Has(anwei.Office) || !t.runsWhole() {
		t.denied(recordBaseline, "")
		t.say(onlyOffice(t.in.Plan.Office) + t.returning())
		return true
	}
	i, number, ok := t.indicatorIn(rest)
	if !ok {
		t.say(whichIndicator(t.in.Plan.Indicators) + t.returning())
		return true
	}
	v, ok := baselineValue(number)
	if !ok || i.Times == 100 && v > 100 {
		t.say(whichValue(i) + t.returning())
		return true
	}
	t.baselines()
	old, _ := t.in.Plan.Indicator(i.ID)
	t.out = append(t.out, PutBaseline{Baseline: anwei.Baseline{Indicator: i.ID, Value: v, By: t.in.Person.ID, At: t.in.Now}})
	was, now := baselineText(old), plainNumber(v)+i.Unit
	t.audit(anwei.Audit{Action: recordBaseline, Detail: i.Name + "：" + now, Old: was, New: now})
	t.say(baselineKept(i, was, now) + t.returning())
	return true
}

// baselineSaid reads 重大隐患占比全国平均是3.5%，设一下 and 整改率基准改成90 into the
// indicator and its value. It returns false where no indicator is named, or more is said.
func (t *turn) baselineSaid(text string) (string, bool) {
	if !hasAny(text, "基准", "全国平均", "平均水平", "全国水平") || !t.in.Person.Has(anwei.Office) {
		return "", false
	}
	longest := ""
	for _, i := range t.in.Plan.Indicators {
		for _, w := range append([]string{i.Name}, i.Words...) {
			if len(w) > len(longest) && strings.Contains(text, w) {
				longest = w
			}
		}
	}
	if longest == "" {
		return "", false
	}
	rest := strings.Replace(text, longest, " ", 1)
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
func (t *turn) indicatorIn(text string) (found anwei.Indicator, rest string, ok bool) {
	text = strings.TrimLeft(text, " 　：:")
	longest := 0
	for _, i := range t.in.Plan.Indicators {
		for _, w := range append([]string{i.Name}, i.Words...) {
			if after, is := strings.CutPrefix(text, w); is && len(w) > longest {
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

// showBaselines lists what the indicators are compared with, and since when.
func (t *turn) showBaselines() {
	if t.sight().nothing() {
		t.help()
		return
	}
	t.baselines()
	var lines []string
	for _, i := range t.in.Plan.Indicators {
		if i.BaselineName != "" {
			lines = append(lines, "· "+i.Name+"："+t.baselineOrigin(i))
		}
	}
	t.say(baselineList(lines, t.in.Person.Has(anwei.Office)) + t.returning())
}

// baselineOrigin says what an indicator is compared with and where that comes
// from; empty where it is compared with nothing.
func (t *turn) baselineOrigin(i anwei.Indicator) string {
	if i.BaselineName == "" {
		return ""
	}
	if b, ok := t.baselineSet(i.ID); ok {
		return originSet(i, t.personName(b.By), b.At.In(t.in.Now.Location()))
	}
	return originPlan(i)
}
