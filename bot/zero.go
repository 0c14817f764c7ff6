package bot

import (
	"slices"
	"strings"

	"anwei"
)

// askZero asks whether all counts that are still open are zero, where 零报告 is said
// of a report that is partly filled in. It returns false for anything else, and
// where only what was asked is open: then that is answered.
func (t *turn) askZero(text string) bool {
	if t.st.Stage != Asking || len(t.draft.Values) == 0 || !allZero(text) {
		return false
	}
	open := t.draft.Values.Missing(t.counts())
	asked := t.asked()
	if !slices.ContainsFunc(open, func(f anwei.Field) bool { return !contains(asked, f.ID) }) {
		return false
	}
	zeros := anwei.Values{}
	lines := make([]string, len(open))
	for i, f := range open {
		zeros[f.ID] = anwei.Number(0)
		lines[i] = openItem(t.number(f.ID), f)
	}
	t.say(openItems(lines))
	t.offer(Pending{Ask: AskZero, Matter: anwei.ReportMatter(t.draft.Key), Values: zeros, Words: text},
		zeroTitle(len(open)), zeroText(), wordAllZero, wordNotZero)
	return true
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
func (t *turn) zeroYes(p Pending, text string) bool {
	switch {
	case t.st.Stage != Asking || p.Matter != anwei.ReportMatter(t.st.Key):
		t.st.Pending = nil
		return false
	case text == wordNotZero || no(text):
		t.st.Pending = nil
		t.ask(groupOnly())
		return true
	case text != wordAllZero && !yes(text):
		return false // figures: the question stays for the rest
	}
	t.st.Pending = nil
	before := t.draft.Values.Clone()
	for _, f := range t.draft.Values.Missing(t.counts()) {
		if v, shown := p.Values[f.ID]; shown {
			t.draft.Values[f.ID] = v
		}
	}
	t.keep(p.Words + "（" + text + "）")
	t.goOn(t.echo(before))
	return true
}
