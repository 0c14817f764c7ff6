package bot

import (
	"maps"
	"strings"

	"anwei"
)

// askTotals asks whether figures that look like the total of all periods so far
// are that, and shows what would be left of them.
func (t *turn) askTotals(doubts []anwei.Finding) {
	mixed := t.mixedUp(doubts)
	lines := make([]string, len(mixed))
	for i, d := range mixed {
		id, _ := d.Check.Total()
		f, _ := t.form.Field(id)
		lines[i] = totalLine(f, d.Left, d.Right)
	}
	if len(lines) == 0 {
		return
	}
	key := t.draft.Key
	t.out = append(t.out, Say{Card: &anwei.Card{
		Title: totalTitle(), Text: totalText(lines),
		Buttons: []anwei.Button{
			{Text: wordTotal, Key: reportKey(wordTotal, key)},
			{Text: wordMonth, Key: reportKey(wordMonth, key)},
		},
	}})
}

// mixedUp are the doubts that a figure is a total, to which no reason was given.
func (t *turn) mixedUp(doubts []anwei.Finding) []anwei.Finding {
	var out []anwei.Finding
	for _, d := range unexplained(doubts, t.draft.Reasons) {
		if _, ok := d.Check.Total(); ok {
			out = append(out, d)
		}
	}
	return out
}

// totals takes the answer to askTotals: of totals only the difference is this
// period's; that they are no totals is the reason that is kept.
func (t *turn) totals(text string) bool {
	if t.st.Stage != Review && t.st.Stage != Reason {
		return false
	}
	total := false
	switch strings.Trim(text, "。！!. 的") {
	case wordTotal, "累计", "累计数", "是累计", "全年累计", "累计的数":
		total = true
	case wordMonth, "本月", "本月数", "是本月数", "是本月", "当月", "当月数", "是当月数", "本期数", "就是本月", "不是累计", "不是累计数":
	default:
		return false
	}
	_, doubts := t.findings()
	mixed := t.mixedUp(doubts)
	if len(mixed) == 0 {
		return false
	}
	if total {
		before := t.draft.Values.Clone()
		for _, d := range mixed {
			id, _ := d.Check.Total()
			t.draft.Values[id] = anwei.Number(d.Left - d.Right)
		}
		t.keep(text)
		t.goOn(t.echo(before))
		return true
	}
	reasons := maps.Clone(t.draft.Reasons)
	if reasons == nil {
		reasons = map[anwei.RuleID]string{}
	}
	for _, d := range mixed {
		reasons[d.Check.ID] = monthReason()
	}
	t.draft.Reasons = reasons
	t.draft.Words = append(append([]string(nil), t.draft.Words...), text)
	t.save()
	if t.st.Stage == Reason {
		t.confirm()
		return true
	}
	t.say(keptAsMonth() + t.prompt())
	return true
}
