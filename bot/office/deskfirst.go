package office

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/language"
)

// stateAsked answers the office that asks how a unit's report stands.
func stateAsked(t *bot.Turn, text string) bool {
	u, ok := language.AsksState(text, t.NamesOfUnits())
	if !ok || !t.In.Person.Has(anwei.Office) || !t.Runs(u) || bot.AnswersReport(t, text) {
		return false
	}
	f, known := bot.CountsForm(t.In.Plan)
	if !known {
		return false
	}
	open := bot.OpenPeriod(f, t.In)
	for _, p := range []anwei.Period{open, open.Prev()} {
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u}
		if r, in := t.In.Ledger.Report(key); in {
			t.Say(stateText(t.About(anwei.ReportMatter(key)), r, t.In.Now) + t.Returning())
			return true
		}
	}
	t.Say(notReported(t.About(anwei.ReportMatter(anwei.ReportKey{Form: f.ID, Period: open, Unit: u}))) + t.Returning())
	return true
}

// firstOf cuts a text that wants two things done with two units, 南村收下，高都退回, into
// the first of them and what is left for later, which is empty where it wants one.
func firstOf(t *bot.Turn, text string) (now, later string) {
	if !t.In.Person.Has(anwei.Office) || len(bot.UnitsIn(t, text)) < 2 {
		return text, ""
	}
	k := language.DeskKnown{Forms: t.In.Plan.Forms, Units: t.In.Ledger.Roster().Units, Names: t.NamesOfUnits(), Now: t.In.Now}
	for i, r := range text {
		if !strings.ContainsRune("，,；;。\n", r) {
			continue
		}
		before, after := text[:i], text[i+len(string(r)):]
		for _, w := range []string{"再", "然后", "接着", "顺便", "并", "另外", "还有", "也"} {
			after = strings.TrimPrefix(strings.TrimSpace(after), w)
		}
		before = strings.TrimPrefix(before, "先")
		a, first := language.ReadDesk(before, k)
		b, second := language.ReadDesk(after, k)
		if first && second && len(a.Units) > 0 && len(b.Units) > 0 && a.Act != b.Act {
			return before, after
		}
	}
	return text, ""
}

// WantsTable reports whether the name of a form alone means its table: said by whoever
// reads reports and hands in none. After a question it goes on about that.
func WantsTable(t *bot.Turn, c language.Command) bool {
	_, reads := t.Scope()
	return reads && t.Topic() == nil && c.Form != "" && len(t.MyForms()) == 0 && !bot.HasAny(t.In.Message.Text, "填", "报送", "上报", "补报", "开始")
}
