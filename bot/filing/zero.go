package filing

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/language/answer"
)

// The words of the buttons where it asks whether the rest is zero.
const (
	wordAllZero = "是"
	wordNotZero = "不是"
)

// askZero asks whether all counts that are still open are zero, where 零报告 is said
// of a report that is partly filled in. It returns false for anything else, and
// where only what was asked is open: then that is answered.
func askZero(t *bot.Turn, text string) bool {
	if t.Hand.Stage != bot.Asking || len(t.Draft.Values) == 0 || !allZero(text) {
		return false
	}
	open := t.Draft.Values.Missing(counts(t))
	asked := t.Asked()
	if !slices.ContainsFunc(open, func(f anwei.Field) bool { return !slices.Contains(asked, f.ID) }) {
		return false
	}
	offerZeros(t, open, text)
	return true
}

// offerZeros asks whether the counts that are open are all zero.
func offerZeros(t *bot.Turn, open []anwei.Field, text string) {
	zeros := anwei.Values{}
	lines := make([]string, len(open))
	for i, f := range open {
		zeros[f.ID] = anwei.Number(0)
		lines[i] = strconv.Itoa(t.Number(f.ID)) + ". " + f.Name
	}
	t.Tell("filing.zero_open", "n", len(lines), "lines", strings.Join(lines, "\n"))
	bot.Offer(t, questionOf(t, kindZero, answered{Values: zeros, Words: text}),
		t.Text("filing.zero_title", "n", len(open)), t.Text("filing.zero_text"), wordAllZero, wordNotZero)
}

// restNone asks about what is open where a report was begun with some figures and 其他都
// 没有 behind them: what others there are is more than was asked.
func restNone(t *bot.Turn, before anwei.Values, text string) {
	open := t.Draft.Values.Missing(counts(t))
	last := strings.LastIndexAny(strings.TrimRight(text, "。！! "), "，,；;。 ")
	if len(before) > 0 || len(open) == 0 || last < 0 {
		return
	}
	rest, ok := bot.CutPrefixes(strings.TrimLeft(text[last:], "，,；;。 "), "其余", "其他", "其它", "剩下")
	rest = strings.TrimLeft(rest, "的项数都均全是为")
	none, same := bot.Heard(t, rest).As(answer.Same)
	zero, value := bot.Heard(t, rest).As(answer.Value)
	if ok && (same && none.Weak || value && zero.Number == 0) {
		offerZeros(t, open, text)
	}
}

// allZero reports whether a text says 零报告 and nothing of a single figure.
func allZero(text string) bool {
	text = strings.Trim(text, " 。！!，,")
	for _, w := range []string{"本月", "我镇", "我局", "我单位", "其余", "其他", "其它", "剩下的", "全部", "都", "均", "是", "为", "报"} {
		text = strings.TrimPrefix(text, w)
	}
	return text == "零报告"
}

// zeroYes takes whether what is open is all zero. Whatever was answered meanwhile
// stays.
func zeroYes(t *bot.Turn, p answered, text string) bool {
	said := bot.Heard(t, text)
	no, denies := said.As(answer.No)
	yes, agrees := said.As(answer.Yes)
	zero, of := bot.Heard(t, yes.Rest).As(answer.Value)
	switch {
	case t.Hand.Stage != bot.Asking || p.Matter != anwei.ReportMatter(t.Hand.Key):
		t.Close()
		return false
	case denies && len(bot.Figures(t, no.Rest, nil).Found) == 0:
		t.Close()
		Ask(t, t.Text("filing.zero_not"))
		return true
	case !bot.Yes(t, text) && (!agrees || !of || zero.Number != 0):
		return false // figures: the question stays for the rest
	}
	t.Close()
	before := t.Draft.Values.Clone()
	for _, f := range t.Draft.Values.Missing(counts(t)) {
		if v, shown := p.Values[f.ID]; shown {
			t.Draft.Values[f.ID] = v
		}
	}
	t.Keep(p.Words + "（" + text + "）")
	GoOn(t, bot.Echo(t, before))
	return true
}
