package bot

import (
	"anwei"
	"anwei/language/question"
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
	under := roster.Under(scope)
	var out []anwei.Unit
	for _, u := range roster.Units {
		if f.Audience.Includes(u) && under[u.ID] {
			out = append(out, u)
		}
	}
	return out
}

// progress says how far the reporting of a form is, empty meaning the one that is
// spoken of, and zero the open period.
func (t *turn) progress(form anwei.FormID, p anwei.Period) {
	t.inquire(t.fuller(question.Query{Intent: question.AskProgress, Form: t.spokenOf(form), Period: p}))
}

// table orders the table of all units that the person may read, or the person's
// own official sheet. An empty form is the one that is spoken of.
func (t *turn) table(form anwei.FormID, p anwei.Period) {
	t.inquire(t.fuller(question.Query{Intent: question.AskExport, Form: t.spokenOf(form), Period: p}))
}

// spokenOf returns the form, and where none is named that of the report in hand.
func (t *turn) spokenOf(form anwei.FormID) anwei.FormID {
	if form == "" {
		return t.form.ID
	}
	return form
}
