package office

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/frame"
	"anwei/language/text"
)

// stateAsked answers the office that asks how a unit's report stands.
func stateAsked(t *bot.Turn, typed string) bool {
	u, ok := frame.AsksState(t.Readings(typed))
	if !ok || !t.In.Person.Has(anwei.Office) || !t.Runs(u) {
		return false
	}
	f, known := t.In.Plan.CountsForm()
	if !known {
		return false
	}
	open := bot.OpenPeriod(f, t.In)
	for _, p := range []anwei.Period{open, open.Prev()} {
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u}
		if r, in := t.In.Ledger.Report(key); in {
			t.Reply("office.state", "about", t.About(anwei.ReportMatter(key)), "at", phrases.ClockText(r.At.In(t.In.Now.Location())),
				"n", r.Revision, "state", stateText(t, r), "as_of", bot.AsOf(t))
			return true
		}
	}
	t.Reply("office.not_reported", "about", t.About(anwei.ReportMatter(anwei.ReportKey{Form: f.ID, Period: open, Unit: u})))
	return true
}

// stateText says how a report stands with the office.
func stateText(t *bot.Turn, r anwei.Report) string {
	h := r.Handled
	switch {
	case r.Unconfirmed():
		return t.Text("office.state.unconfirmed")
	case h == nil:
		return t.Text("office.state.waits")
	case r.State() == anwei.Sealed:
		return t.Text("office.state.sealed", "at", phrases.ClockText(h.At.In(t.In.Now.Location())))
	case r.State() == anwei.Returned, h.Kind == anwei.Unlocked:
		return t.Text("office.state."+string(h.Kind), "at", phrases.ClockText(h.At.In(t.In.Now.Location())), "reason", h.Reason)
	case h.Kind == anwei.Disputed:
		return t.Text("office.state.disputed", "reason", h.Reason)
	}
	return t.Text("office.state.waits")
}

// TwoActs takes a text that wants two things done with two units: the first is done, and
// the person is asked to say the other by itself.
func TwoActs(t *bot.Turn, typed string) bool {
	now, later := firstOf(t, typed)
	if later == "" || !desk(t, now) {
		return false
	}
	t.Tell("office.one_at_a_time", "later", later)
	return true
}

// firstOf cuts a text that wants two things done with two units, 南村收下，高都退回, into
// the first of them and what is left for later, which is empty where it wants one.
func firstOf(t *bot.Turn, typed string) (now, later string) {
	if !t.In.Person.Has(anwei.Office) || len(bot.UnitsIn(t, typed)) < 2 {
		return typed, ""
	}
	for i, r := range typed {
		if !strings.ContainsRune("，,；;。\n", r) {
			continue
		}
		before, after := typed[:i], typed[i+len(string(r)):]
		for _, w := range []string{"再", "然后", "接着", "顺便", "并", "另外", "还有", "也"} {
			after = strings.TrimPrefix(strings.TrimSpace(after), w)
		}
		before = strings.TrimPrefix(before, "先")
		a, first := frame.Desk(t.Readings(before))
		b, second := frame.Desk(t.Readings(after))
		if first && second && len(a.Units) > 0 && len(b.Units) > 0 && a.Act != b.Act {
			return before, after
		}
	}
	return typed, ""
}

// WantsTable reports whether the name of a form alone means its table: said by whoever
// reads reports and hands in none. After a question it goes on about that.
func WantsTable(t *bot.Turn, c language.Command) bool {
	_, reads := t.Scope()
	return reads && bot.LastAsked(t) == nil && c.Form != "" && len(t.MyForms()) == 0 && !text.ContainsAny(t.In.Message.Text, "填", "报送", "上报", "补报", "开始")
}
