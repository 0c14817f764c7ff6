package filing

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/entry"
)

// askSeries asks which of two readings is meant where numbers may be those of tasks or
// belong to the words of one.
func askSeries(t *bot.Turn, e entry.Entries, typed string) {
	several, note := valuesOf(t, e.Series)
	one, wrong := valuesOf(t, e.Found)
	var items, within []int
	for _, f := range t.Form.Fields {
		if v, ok := several[f.ID]; ok && v != one[f.ID] {
			items = append(items, t.Number(f.ID))
		}
		if v, ok := one[f.ID]; ok && v != several[f.ID] {
			within = append(within, t.Number(f.ID))
		}
	}
	if len(items) == 0 || len(within) == 0 {
		misunderstood(t, note+wrong)
		return
	}
	if note += notAsked(t, e.Foreign) + unplacedText(t, e.Unplaced); note != "" {
		t.Say(note)
	}
	t.Open(questionOf(t, kindSeries, answered{Values: several, One: one, Words: typed}))
	title := t.Text("filing.series_title")
	body := t.Text("filing.series_text", "items", phrases.NumberList(items), "n", phrases.NumberList(within))
	t.Out = append(t.Out, bot.Say{Content: bot.MatterCard(anwei.ReportMatter(t.Draft.Key), title, body, phrases.WordApart, phrases.WordTogether)})
}

// valuesOf makes values of what was said of tasks, and says why some are none.
func valuesOf(t *bot.Turn, entries []entry.Entry) (values anwei.Values, note string) {
	values = anwei.Values{}
	for _, x := range entries {
		f, _ := t.Form.Field(x.Field)
		v, problem := valueOf(t, f, x)
		if note += problem; problem == "" {
			values[f.ID] = v
		}
	}
	return values, note
}

// seriesSaid takes the answer to kindSeries.
func seriesSaid(t *bot.Turn, p answered, typed string) bool {
	var values anwei.Values
	switch said := strings.TrimRight(typed, "。！!."); {
	case bot.Yes(t, typed), slices.Contains([]string{phrases.WordApart, "分别", "分开", "分开填"}, said):
		values = p.Values
	case bot.No(t, typed), slices.Contains([]string{phrases.WordTogether, "一项", "同一项", "都是这一项"}, said):
		values = p.One
	default:
		return false
	}
	t.Close()
	before, again := t.Draft.Values.Clone(), anwei.Values{}
	for id, v := range values {
		if old, had := t.Draft.Values[id]; had && old != v {
			again[id] = v
			continue
		}
		t.Draft.Values[id] = v
	}
	settleEntries(t, before, again, "", p.Words)
	return true
}
