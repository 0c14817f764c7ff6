package bot

import (
	"anwei"
	"anwei/language"
)

// stranger answers somebody who is not on the roster, and tells the office once.
func (t *turn) stranger() {
	var office []anwei.Person
	for _, p := range t.in.Ledger.Roster().People {
		if p.Has(anwei.Office) {
			office = append(office, p)
		}
	}
	id := t.in.Person.ID
	if t.in.Message.Kind != EnterMessage {
		t.say(strangerText(t.in.Plan, office))
	}
	for _, p := range office {
		t.out = append(t.out, Say{
			To:   p.ID,
			Key:  "stranger/" + string(id) + "/" + string(p.ID),
			Text: strangerNotice(id),
		})
	}
}

// welcome greets a person once.
func (t *turn) welcome() {
	if t.st.Greeted {
		return
	}
	t.st.Greeted = true
	t.say(greeting(t.in.Person, t.in.Plan) + "\n" + t.helpText())
}

// scope is the unit at or below which the person may read: the office's or the
// leader's own, the widest where there are several.
func (t *turn) scope() (anwei.UnitID, bool) {
	roster := t.in.Ledger.Roster()
	var top anwei.UnitID
	for _, role := range []anwei.Role{anwei.Office, anwei.Leader} {
		for _, id := range t.in.Person.UnitsAs(role) {
			if top == "" || roster.Within(top, id) {
				top = id
			}
		}
	}
	return top, top != ""
}

// asks returns the units of the form at or below the scope.
func (t *turn) asks(f anwei.Form, scope anwei.UnitID) []anwei.Unit {
	roster := t.in.Ledger.Roster()
	var out []anwei.Unit
	for _, u := range roster.Units {
		if f.Audience.Includes(u) && roster.Within(u.ID, scope) {
			out = append(out, u)
		}
	}
	return out
}

// progress says how far the reporting of a form is, empty meaning the one that is
// spoken of, and zero the open period.
func (t *turn) progress(form anwei.FormID, p anwei.Period) {
	f, ok := t.formMeant(form)
	scope, may := t.scope()
	if !ok || !may {
		t.help()
		return
	}
	p, ok = t.settle(f, p)
	if !ok {
		return
	}
	units, reports := t.asks(f, scope), t.in.Ledger.Reports(f.ID, p)
	t.say(progressText(f, p, units, reports, t.in.Now) + t.finals(f, p, units) + t.standing(units, reports))
}

// table orders the workbook of all units the person may read, or the person's
// own official sheet. An empty form is the one that is spoken of.
func (t *turn) table(form anwei.FormID, p anwei.Period) {
	f, ok := t.formMeant(form)
	if !ok {
		t.help()
		return
	}
	p, ok = t.settle(f, p)
	if !ok {
		return
	}
	order := anwei.Order{Form: f.ID, Period: p}
	if scope, may := t.scope(); may {
		order.Unit = scope
		units := t.asks(f, scope)
		t.say(tableComing(f, p, len(inHand(units, t.in.Ledger.Reports(f.ID, p))), len(units)))
	} else if units := t.reporting(f); len(units) > 0 {
		order.Unit, order.Own = units[0].ID, true
		t.say(sheetComing(f, p, units[0]))
	} else {
		t.help()
		return
	}
	t.out = append(t.out, Say{Order: &order})
}

// inHand returns those of the units whose report is in.
func inHand(units []anwei.Unit, reports map[anwei.UnitID]anwei.Report) []anwei.Unit {
	var out []anwei.Unit
	for _, u := range units {
		if _, ok := reports[u.ID]; ok {
			out = append(out, u)
		}
	}
	return out
}

// question answers what the office or a leader asks in other words than the
// commands. Questions about single units, figures and other forms are not
// answered yet.
func (t *turn) question(text string) {
	q := language.ReadQuestion(text, language.Known{
		Forms: t.in.Plan.Forms, Duties: t.in.Plan.Duties, Units: t.in.Ledger.Roster().Units, Now: t.in.Now,
	})
	plain := q.Unit == "" && len(q.Either) == 0
	switch {
	case plain && (q.Intent == language.AskProgress || q.Intent == language.AskMissing):
		t.progress(q.Form, q.Period)
	case plain && q.Intent == language.AskExport:
		t.table(q.Form, q.Period)
	default:
		t.help()
	}
}
