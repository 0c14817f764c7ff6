package filing

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
)

// whichUnit returns the one of several units that a report is begun for: the one that
// the text names, or the only one that owes it, which is said. It is empty where the
// person has to choose.
func whichUnit(t *bot.Turn, form anwei.FormID, p anwei.Period, units []anwei.Unit) anwei.UnitID {
	var named []anwei.UnitID
	for _, u := range units {
		if t.In.Message.Kind == bot.TextMessage && bot.GoesBy(u, t.In.Message.Text) {
			named = append(named, u.ID)
		}
	}
	if len(named) == 1 {
		return named[0]
	}
	one, is := oneOwing(t, form, p, units)
	if !is {
		return ""
	}
	key, _ := reportOf(t, form, p, one)
	f, _ := t.In.Plan.Form(key.Form)
	t.Tell("common.only_owing", "unit", one.Name, "report", phrases.ReportName("", key.Period, f))
	return one.ID
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

// oneOwing returns the only unit of several that still owes the report, of the form
// or of any where that is empty. It returns false where that is not the one that is
// meant: words that change a figure, or that name another unit, may be about what
// is in.
func oneOwing(t *bot.Turn, form anwei.FormID, p anwei.Period, units []anwei.Unit) (anwei.Unit, bool) {
	var owing []anwei.Unit
	for _, u := range units {
		if owes(t, form, p, u) {
			owing = append(owing, u)
		}
	}
	if len(owing) != 1 {
		return anwei.Unit{}, false
	}
	words := t.In.Message.Text
	if _, changes := t.Hear(words).FormChange(); changes {
		return anwei.Unit{}, false
	}
	if t.Hear(words).FormCommand(t.FormInMind()).Kind == language.Change {
		return anwei.Unit{}, false
	}
	for _, u := range units {
		if u.ID != owing[0].ID && bot.GoesBy(u, words) {
			return anwei.Unit{}, false
		}
	}
	return owing[0], true
}

// owes reports whether the unit has still to hand in the report, because it is not
// in or came back.
func owes(t *bot.Turn, form anwei.FormID, p anwei.Period, u anwei.Unit) bool {
	key, due := reportOf(t, form, p, u)
	if form == "" {
		return due
	}
	f, known := t.In.Plan.Form(form)
	r, in := t.In.Ledger.Report(key)
	return known && f.Audience.Includes(u) && (!in || r.State() == anwei.Returned)
}
