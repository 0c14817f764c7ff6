package filing

import (
	"maps"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// summary lists all figures in official order beside last period's, and what
// does not agree. Where the person has seen the figures before it lists those alone that
// are others now: base is what he saw, nil where he saw none.
func summary(t *bot.Turn, errs, doubts []anwei.Finding, base anwei.Values) string {
	key := t.Draft.Key
	last, before, rest := t.Last(), "", ""
	if last.Revision > 0 && len(counts(t)) > 0 {
		before = phrases.ShortPeriod(key.Period.Prev())
	}
	missing := len(t.Draft.Values.Missing(t.Fields()))
	if missing > 0 {
		rest = "_rest"
	}
	var b strings.Builder
	b.WriteString(t.Text("filing.summary"+rest, standing(t, "n", missing, "last", before)...))
	confirmed, corrects := t.In.Ledger.Report(key)
	group, same := "", 0
	for _, f := range t.Form.Fields {
		if !t.Answers(f.ID) {
			continue
		}
		now := t.Draft.Values[f.ID]
		if base != nil && base[f.ID] == now && (!corrects || confirmed.Values[f.ID] == now) {
			same++
			continue
		}
		if f.Group != group && base == nil {
			group = f.Group
			b.WriteString("\n" + groupName(t, group))
		}
		b.WriteString("\n" + summaryLine(t, f, last.Values, base == nil))
		if old := confirmed.Values[f.ID]; corrects && old != now {
			b.WriteString(" " + t.Text("filing.summary_was", "value", bot.Brief(t, f, old, 12)))
		}
	}
	b.WriteString(unchangedText(t, same))
	for _, said := range anwei.Said(errs) {
		b.WriteString(t.Text("filing.summary_error", "message", said))
	}
	open := unexplained(doubts, t.Draft.Reasons)
	for _, said := range anwei.Said(open) {
		b.WriteString(t.Text("filing.summary_doubt", "message", said))
	}
	if reasons := slices.Sorted(maps.Values(t.Draft.Reasons)); len(open) < len(doubts) {
		b.WriteString(t.Text("filing.summary_reasons", "reasons", strings.Join(slices.Compact(reasons), "；")))
	}
	return b.String()
}

// unchangedText says how many items are as they were, and why where all of a report that
// came back are.
func unchangedText(t *bot.Turn, same int) string {
	if why := t.Draft.Reasons[bot.StandRule]; why != "" && same == len(t.Fields()) {
		return t.Text("filing.summary_none", "reason", why)
	}
	return t.Text("filing.summary_same", "n", phrases.If(same > 0, same))
}

// summaryLine is one item with what it holds, beside last period's figure. Where it does
// not stand under its group it has its full name.
func summaryLine(t *bot.Turn, f anwei.Field, last anwei.Values, grouped bool) string {
	name := f.Short
	if !grouped && f.Kind.Counts() {
		name = f.Name
	}
	line := phrases.Numbered(t.Number(f.ID), name, shown(t, f, t.Draft.Values))
	if v, ok := last[f.ID]; ok && !f.Kind.Prose() {
		line += "（" + phrases.ValueText(f, v) + "）"
	}
	return line
}

// seen are the figures that the person saw last, where a few have changed since or none:
// those of the summary before, or else of the report that he corrects.
func seen(t *bot.Turn) anwei.Values {
	base := t.Hand.Shown
	if r, corrects := t.In.Ledger.Report(t.Draft.Key); len(base) == 0 && corrects {
		base = r.Values
	}
	changed := 0
	for _, f := range t.Fields() {
		if base[f.ID] != t.Draft.Values[f.ID] {
			changed++
		}
	}
	if len(base) == 0 || changed > fewChanges || changed == 0 && len(t.Hand.Shown) == 0 {
		return nil
	}
	return base
}

// fewChanges is how many changes are shown without all that is as it was.
const fewChanges = 3

// groupName is the group's name with its number among those that the unit answers.
func groupName(t *bot.Turn, id string) string {
	n := 0
	for _, g := range t.Form.Groups {
		if g.ID == id {
			return circled(n) + " " + g.Name
		}
		for _, f := range t.Fields() {
			if f.Group == g.ID {
				n++
				break
			}
		}
	}
	return ""
}

// shown is a field's value, or that it is missing.
func shown(t *bot.Turn, f anwei.Field, v anwei.Values) string {
	if x, ok := v[f.ID]; ok {
		return bot.Brief(t, f, x, 36)
	}
	return t.Text("filing.not_filled")
}

// show lists what is filled in and goes on where the talk was.
func show(t *bot.Turn) {
	if t.Hand.Stage == bot.Review {
		review(t, "", nil)
		return
	}
	errs, doubts := findings(t)
	Ask(t, summary(t, errs, doubts, nil)+"\n\n")
}
