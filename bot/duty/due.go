package duty

import (
	"cmp"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/day"
)

// dueAsked answers until when something is to be reported: the report in hand,
// or every form that concerns the person. The report goes on where it was.
func dueAsked(t *bot.Turn, typed string) bool {
	forms := t.MyForms()
	if len(forms) == 0 {
		forms = t.In.Plan.Forms
	}
	named, _, _ := day.Period(typed, t.In.Now)
	if t.Form.ID != "" && t.Hand.Stage != bot.Idle && t.Hand.Stage != bot.Choosing {
		forms = []anwei.Form{t.Form}
		named = cmp.Or(named, t.Hand.Key.Period)
	}
	together := dueTogether(t, forms, named)
	lines := anwei.Each(together, func(same phrases.DueReports) string { return dueAnswer(t, same) })
	if len(lines) == 0 {
		return false
	}
	answer := strings.Join(lines, "\n")
	if t.Hand.Stage != bot.Idle {
		t.Rooms.Ask(t, answer+"\n")
		return true
	}
	if len(t.MyForms()) > 0 {
		answer += "\n" + t.Text("talk.due_next")
	}
	t.Say(answer)
	return true
}

// dueAnswer says until when reports are due and how long that is.
func dueAnswer(t *bot.Turn, d phrases.DueReports) string {
	what, date := phrases.ShortPeriod(d.Period)+strings.Join(d.Names, "、"), d.Day.Chinese()
	left := phrases.DaysBetween(t.Today(), d.Day)
	switch {
	case d.Late:
		return t.Text("talk.due_over", "what", what, "day", date)
	case left == 0:
		return t.Text("talk.due_today", "what", what, "day", date)
	}
	return t.Text("talk.due", "what", what, "day", date, "left", left)
}

// dueTogether puts the forms together that are due alike, of the open period where
// none is named.
func dueTogether(t *bot.Turn, forms []anwei.Form, p anwei.Period) []phrases.DueReports {
	var out []phrases.DueReports
	for _, f := range forms {
		q := p
		if q.IsZero() || !f.Covers(q) {
			q = bot.OpenPeriod(f, t.In)
		}
		d := phrases.DueReports{
			Period: q, Names: []string{f.Short},
			Day: f.Deadline.On(q, t.In.Calendar), Late: f.Deadline.Late(q, t.In.Calendar, t.In.Now),
		}
		if n := len(out); n > 0 && out[n-1].Period == q && out[n-1].Day == d.Day {
			out[n-1].Names = append(out[n-1].Names, f.Short)
			continue
		}
		out = append(out, d)
	}
	return out
}
