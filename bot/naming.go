package bot

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/question"
	"anwei/scheduler"
)

// Today is the day of the turn.
func (t *Turn) Today() anwei.Date { return anwei.DateOf(t.In.Now) }

// About names a matter: 南村镇三季度专委会全体会议.
func (t *Turn) About(m anwei.Matter) string {
	name := t.UnitName(m.Unit)
	switch {
	case m.Form != "":
		f, _ := t.In.Plan.Form(m.Form)
		return name + t.Period(m.Period) + f.Short
	case m.Duty != "":
		d, _ := t.In.Plan.Duty(m.Duty)
		return name + t.Period(m.Period) + phrases.Quoted(d.Title)
	}
	c, _ := t.In.Ledger.Case(m.Case)
	s, _ := c.Step(m.Step)
	return phrases.StepName(t.In.Plan, c, s)
}

// Period names a period, without the year where it is this year's; no period is
// nothing.
func (t *Turn) Period(p anwei.Period) string {
	switch {
	case p.IsZero():
		return ""
	case p.Kind == anwei.Year || p.Kind == anwei.Month || p.Year != t.In.Now.Year():
		return phrases.ShortPeriod(p)
	}
	return strings.TrimPrefix(p.Chinese(), strconv.Itoa(p.Year)+"年")
}

// Inquires reports whether a text asks something instead of answering.
func Inquires(t *Turn, text string) bool {
	s := strings.TrimRight(text, " 。！!~～")
	if utf8.RuneCountInString(s) > 40 || s == "" {
		return false
	}
	perhaps, surely := t.Hear(text).Asker().Inquires(s)
	if surely || !perhaps {
		return surely // whatever it is about, it is no answer
	}
	q := t.Hear(text).Asks(nil)
	return q.Intent != "" && q.Intent != question.AskNothing
}

// PersonName is the name of a person, and the id of one who is not on the roster.
func (t *Turn) PersonName(id anwei.PersonID) string {
	for _, p := range t.In.Ledger.Roster().People {
		if p.ID == id {
			return p.Name
		}
	}
	return string(id)
}

// GroupText puts the missing units into the drafts of the plan's rules about the
// form and about those that are due on the same day; it is empty where nobody is
// missing any more.
func GroupText(t *Turn, m anwei.Matter) string {
	f, ok := t.In.Plan.Form(m.Form)
	if !ok {
		return ""
	}
	day := f.Deadline.On(m.Period, t.In.Calendar)
	var calls []scheduler.Call
	for _, x := range t.In.Plan.Forms {
		if x.Every != f.Every || !x.Covers(m.Period) || x.Deadline.On(m.Period, t.In.Calendar) != day {
			continue
		}
		if text := callText(t, x, m, day); text != "" {
			calls = append(calls, scheduler.Call{Form: x.Short, Text: text})
		}
	}
	return scheduler.Calls(calls)
}

// callText puts the units whose report is missing into the draft about the form,
// but for the form's name.
func callText(t *Turn, f anwei.Form, m anwei.Matter, day anwei.Date) string {
	missing := anwei.Each(Missing(t, f, m.Period, m.Unit), func(u anwei.Unit) string { return u.Name })
	if len(missing) > 0 && !f.Deadline.Late(m.Period, t.In.Calendar, t.In.Now) {
		return t.Text("office.call_early", "period", phrases.ShortPeriod(m.Period), "form", "{form}", "day", day.Chinese(),
			"missing", phrases.Names(missing, 60), "office", t.In.Plan.Office)
	}
	for _, r := range t.In.Plan.Reminders {
		if r.Form == f.ID && r.Draft != "" && len(missing) > 0 {
			return strings.NewReplacer(
				"{unit}", phrases.Names(missing, 60), "{period}", phrases.ShortPeriod(m.Period), "{deadline}", day.Chinese(), "{state}", "",
			).Replace(r.Draft)
		}
	}
	return ""
}

// AudienceKnown is what the reader of an audience may rely on.
func AudienceKnown(t *Turn) language.AudienceKnown {
	r := t.In.Ledger.Roster()
	return language.AudienceKnown{Plan: t.In.Plan, Units: r.Units, People: r.People, Now: t.In.Now}
}

// NamesOf are the names of units.
func NamesOf(t *Turn, ids []anwei.UnitID) []string {
	return anwei.Each(ids, t.UnitName)
}
