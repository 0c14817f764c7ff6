package filing

import (
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// askTotals asks whether figures that look like the total of all periods so far
// are that, and shows what would be left of them.
func askTotals(t *bot.Turn, doubts []anwei.Finding) {
	mixed := mixedUp(t, doubts)
	lines := make([]string, len(mixed))
	for i, d := range mixed {
		id, _ := d.Check.Total()
		f, _ := t.Form.Field(id)
		lines[i] = t.Text("filing.total_line", "field", f.Name, "left", int(d.Left), "right", int(d.Right), "rest", int(d.Left-d.Right))
	}
	if len(lines) == 0 {
		return
	}
	key := t.Draft.Key
	t.Out = append(t.Out, bot.Say{Content: &anwei.Card{
		Title: t.Text("filing.total_title"), Text: totalText(t, lines),
		Buttons: []anwei.Button{
			{Text: phrases.WordTotal, Key: phrases.ReportKey(phrases.WordTotal, key)},
			{Text: phrases.WordMonth, Key: phrases.ReportKey(phrases.WordMonth, key)},
		},
	}})
}

// totalText keeps within a card; what does not fit stands in the summary above it.
func totalText(t *bot.Turn, lines []string) string {
	head, tail := "", t.Text("filing.total_tail")
	for i, l := range lines {
		if i > 0 {
			l = "；" + l
		}
		if utf8.RuneCountInString(head+l+tail) > bot.MaxCardText-10 {
			return head + "等" + tail
		}
		head += l
	}
	return head + tail
}

// mixedUp are the doubts that a figure is a total, to which no reason was given.
func mixedUp(t *bot.Turn, doubts []anwei.Finding) []anwei.Finding {
	var out []anwei.Finding
	for _, d := range unexplained(doubts, t.Draft.Reasons) {
		if _, ok := d.Check.Total(); ok {
			out = append(out, d)
		}
	}
	return out
}

// totals takes the answer to askTotals: of totals only the difference is this
// period's; that they are no totals is the reason that is kept.
func totals(t *bot.Turn, text string) bool {
	if t.Hand.Stage != bot.Review && t.Hand.Stage != bot.Reason {
		return false
	}
	total := false
	switch strings.Trim(text, "。！!. 的") {
	case phrases.WordTotal, "累计", "累计数", "是累计", "全年累计", "累计的数":
		total = true
	case phrases.WordMonth, "本月", "本月数", "是本月数", "是本月", "当月", "当月数", "是当月数", "本期数", "就是本月", "不是累计", "不是累计数":
	default:
		return false
	}
	_, doubts := findings(t)
	mixed := mixedUp(t, doubts)
	if len(mixed) == 0 {
		return false
	}
	if total {
		before := t.Draft.Values.Clone()
		for _, d := range mixed {
			id, _ := d.Check.Total()
			t.Draft.Values[id] = anwei.Number(d.Left - d.Right)
		}
		t.Keep(text)
		GoOn(t, bot.Echo(t, before))
		return true
	}
	giveReason(t, t.Text("filing.month_reason"), rules(mixed)...)
	t.Draft.Words = append(append([]string(nil), t.Draft.Words...), text)
	t.Save()
	if t.Hand.Stage == bot.Reason {
		confirm(t)
		return true
	}
	t.Say(t.Text("filing.month_kept") + Prompt(t))
	return true
}
