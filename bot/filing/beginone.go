package filing

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
)

// whichUnit returns the one of several units that a report is begun for: the one that
// the text names; the one whose report is the most urgent, where that is one unit's
// alone, which is said; and of several that are equally urgent the one whose report was
// handed in just now. It is empty where the person has to choose: also where the words
// change a figure or name another unit, and so may be about what is in.
func whichUnit(t *bot.Turn, forms []anwei.Form, p anwei.Period, units []anwei.Unit) anwei.UnitID {
	words := t.In.Message.Text
	var named []anwei.UnitID
	for _, u := range units {
		if t.In.Message.Kind == bot.TextMessage && bot.GoesBy(u, words) {
			named = append(named, u.ID)
		}
	}
	if len(named) == 1 {
		return named[0]
	}
	if _, changes := t.Hear(words).FormChange(); changes || len(named) > 1 {
		return ""
	}
	if t.Hear(words).FormCommand(t.FormInMind()).Kind == language.Change {
		return ""
	}
	return mostUrgent(t, forms, p)
}

// mostUrgent is the unit of the most urgent report.
func mostUrgent(t *bot.Turn, forms []anwei.Form, p anwei.Period) anwei.UnitID {
	owed := bot.OwedReports(t, forms, p)
	var units []anwei.UnitID
	for _, d := range owed {
		if d.Kind == owed[0].Kind && d.Kind <= bot.OwesReport && !slices.Contains(units, d.Matter.Unit) {
			units = append(units, d.Matter.Unit)
		}
	}
	last, in := t.In.Ledger.Report(t.Hand.Key)
	switch {
	case len(units) == 1:
		if owed[0].Kind == bot.OwesReport {
			f, _ := t.In.Plan.Form(owed[0].Matter.Form)
			t.Tell("common.only_owing", "unit", t.UnitName(units[0]), "report", phrases.ReportName("", owed[0].Matter.Period, f))
		}
		return units[0]
	case in && len(forms) > 1 && slices.Contains(units, last.Key.Unit) && last.By == t.In.Person.ID && t.In.Now.Sub(last.At) <= bot.Remembered:
		return last.Key.Unit
	}
	return ""
}

// BeginNamed begins the report of one of the person's units that the command names:
// 填报南村镇10月调度表. It returns false for anything else.
func BeginNamed(t *bot.Turn, text string) bool {
	for _, u := range bot.ReportingAny(t, t.In.Plan.Forms) {
		for _, name := range append([]string{u.Name}, u.Aliases...) {
			before, after, named := strings.Cut(text, name)
			if !named {
				continue
			}
			c := t.Hear(before + after).FormCommand(t.FormInMind())
			if c.Kind == language.Begin {
				t.Hand.Words = ""
				Begin(t, c.Form, c.Period, u.ID)
				return true
			}
		}
	}
	return false
}
