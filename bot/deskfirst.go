package bot

import (
	"strings"

	"anwei"
	"anwei/language"
	"anwei/language/frame"
)

// stateAsked answers the office that asks how a unit's report stands.
func (t *turn) stateAsked(text string) bool {
	u, ok := frame.AsksState(t.readings(text))
	if !ok || !t.in.Person.Has(anwei.Office) || !t.runs(u) || t.answersReport(text) {
		return false
	}
	f, known := countsForm(t.in.Plan)
	if !known {
		return false
	}
	open := openPeriod(f, t.in)
	for _, p := range []anwei.Period{open, open.Prev()} {
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u}
		if r, in := t.in.Ledger.Report(key); in {
			t.say(stateText(t.about(anwei.ReportMatter(key)), r, t.in.Now) + t.returning())
			return true
		}
	}
	t.say(notReported(t.about(anwei.ReportMatter(anwei.ReportKey{Form: f.ID, Period: open, Unit: u}))) + t.returning())
	return true
}

// firstOf cuts a text that wants two things done with two units, 南村收下，高都退回, into
// the first of them and what is left for later, which is empty where it wants one.
func (t *turn) firstOf(text string) (now, later string) {
	if !t.in.Person.Has(anwei.Office) || len(t.unitsIn(text)) < 2 {
		return text, ""
	}
	for i, r := range text {
		if !strings.ContainsRune("，,；;。\n", r) {
			continue
		}
		before, after := text[:i], text[i+len(string(r)):]
		for _, w := range []string{"再", "然后", "接着", "顺便", "并", "另外", "还有", "也"} {
			after = strings.TrimPrefix(strings.TrimSpace(after), w)
		}
		before = strings.TrimPrefix(before, "先")
		a, first := frame.Desk(t.readings(before))
		b, second := frame.Desk(t.readings(after))
		if first && second && len(a.Units) > 0 && len(b.Units) > 0 && a.Act != b.Act {
			return before, after
		}
	}
	return text, ""
}

// wantsTable reports whether the name of a form alone means its table: said by whoever
// reads reports and hands in none. After a question it goes on about that.
func (t *turn) wantsTable(c language.Command) bool {
	_, reads := t.scope()
	return reads && t.topic() == nil && c.Form != "" && len(t.myForms()) == 0 && !hasAny(t.in.Message.Text, "填", "报送", "上报", "补报", "开始")
}
