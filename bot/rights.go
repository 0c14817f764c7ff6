package bot

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// Runs reports whether the person runs the campaign for the unit.
func (t *Turn) Runs(u anwei.UnitID) bool { return t.InOffice(t.In.Ledger.Roster(), u) }

// RunsWhole reports whether the person runs the campaign for every unit that stands below
// none: what is about the whole roster is for him alone.
func RunsWhole(t *Turn) bool {
	return t.In.Person.Has(anwei.Office) &&
		!slices.ContainsFunc(t.In.Ledger.Roster().Units, func(u anwei.Unit) bool { return u.Parent == "" && !t.Runs(u.ID) })
}

// Audit puts on record what was done, or refused, by the person.
func (t *Turn) Audit(a anwei.Audit) {
	n := 0
	for _, e := range t.Out {
		if _, ok := e.(PutAudit); ok {
			n++
		}
	}
	a.ID, a.At, a.By, a.Via = t.In.Message.ID+"/"+strconv.Itoa(n+1), t.In.Now, t.In.Person.ID, t.In.Message.Via
	t.Out = append(t.Out, PutAudit{Audit: a})
}

// Refuse says that the person may not do it, and puts that on record.
func (t *Turn) Refuse(kind ActKind, u anwei.UnitID) {
	t.Close()
	t.Audit(anwei.Audit{Action: string(kind), Unit: u, Detail: phrases.Shorten(t.In.Message.Text), Refused: true})
	if u := t.UnitName(u); u != "" && t.In.Person.Has(anwei.Office) {
		t.Reply("office.may_not_there", "unit", u, "act", kind)
		return
	}
	t.Reply("office.may_not", "act", kind, "office", t.In.Plan.Office)
}

// RoleText is what somebody with the role is called: 副填报员.
func RoleText(t *Turn, r anwei.Role, deputy bool) string {
	if deputy && r == anwei.Reporter {
		return t.Text("roster.deputy")
	}
	return t.Text("roster.role." + string(r))
}

// RunFor returns the units of the act's form that the person runs the campaign
// for.
func RunFor(t *Turn, a Act) []anwei.UnitID {
	f, ok := ActForm(t, a)
	if !ok {
		return nil
	}
	roster := t.In.Ledger.Roster()
	var out []anwei.UnitID
	for _, u := range roster.Units {
		if f.Audience.Includes(u) && t.InOffice(roster, u.ID) {
			out = append(out, u.ID)
		}
	}
	return out
}

// MayReport reports whether the person may hand in for the unit: he reports for
// it, or fills it in by right of the office.
func MayReport(t *Turn, u anwei.UnitID) bool {
	return t.In.Person.ReportsFor(u) || t.Hand.Behalf && t.Runs(u)
}

// ByRight reports whether what is handed in now is entered by the office for a
// unit that the person does not report for himself.
func ByRight(t *Turn, u anwei.UnitID) bool {
	return t.Hand.Behalf && !t.In.Person.ReportsFor(u)
}

// askBehalf asks those who report for the unit whether what the office entered is
// right, and shows them all of it.
func askBehalf(t *Turn, r anwei.Report) {
	m := anwei.ReportMatter(r.Key)
	var lines []string
	for i, f := range t.Form.Fields {
		if v, ok := r.Values[f.ID]; ok && t.Answers(f.ID) {
			lines = append(lines, strconv.Itoa(i+1)+" "+phrases.Named(f, v))
		}
	}
	key := "behalf/" + r.Key.String() + "/" + strconv.Itoa(r.Revision)
	t.TellUnit(key+"/text", Say{Content: anwei.PlainText(t.Text("office.entered_for", "office", t.In.Plan.Office, "by", t.In.Person.Name, "about", t.About(m), "lines", strings.Join(lines, "\n")))}, r.Key.Unit)
	t.TellUnit(key, Say{Content: &anwei.Card{
		Title: scheduler.Shorten(t.Text("office.entered_title", "about", t.About(m)), 36), Text: t.Text("office.entered_text"),
		Buttons: []anwei.Button{
			{Text: phrases.WordRight, Key: phrases.ReportKey(phrases.WordRight, r.Key), Main: true},
			{Text: phrases.WordWrongFigures, Key: phrases.ReportKey(phrases.WordWrongFigures, r.Key)},
		},
	}}, r.Key.Unit)
	t.Tell("office.asked_unit", "unit", t.Unit.Name)
}

// Mine returns the units that the person may tell about: those he reports for
// and, for the office, those that it looks after itself.
func (t *Turn) Mine() []anwei.Unit {
	var out []anwei.Unit
	for _, id := range t.In.Person.UnitsAs(anwei.Reporter) {
		if u, ok := t.In.Ledger.Unit(id); ok && !u.Retired {
			out = append(out, u)
		}
	}
	if !t.In.Person.Has(anwei.Office) {
		return out
	}
	roster := t.In.Ledger.Roster()
	for _, u := range roster.Units {
		if t.In.Plan.ByOffice(u) && !u.Retired && t.InOffice(roster, u.ID) {
			out = append(out, u)
		}
	}
	return out
}

// InOffice reports whether the person is of the office for the unit.
func (t *Turn) InOffice(roster anwei.Roster, u anwei.UnitID) bool {
	return slices.ContainsFunc(t.In.Person.UnitsAs(anwei.Office), func(node anwei.UnitID) bool {
		return roster.Within(u, node)
	})
}

// MayTell reports whether the person may say something of the matter: of his own
// units, and the office of every case.
func MayTell(t *Turn, m anwei.Matter) bool {
	return slices.ContainsFunc(t.Mine(), func(u anwei.Unit) bool {
		return u.ID == m.Unit
	}) || m.Case != 0 && t.InOffice(t.In.Ledger.Roster(), m.Unit)
}

// OfOffice reports whether the person is of the office that the notice is from.
func (t *Turn) OfOffice(n anwei.Notice) bool {
	return t.In.Person.Has(anwei.Office) && t.InOffice(t.In.Ledger.Roster(), n.Unit)
}

// Scope is the unit at or below which the person may read: the office's or the
// leader's own, the widest where there are several.
func (t *Turn) Scope() (anwei.UnitID, bool) {
	roster := t.In.Ledger.Roster()
	var top anwei.UnitID
	for _, role := range []anwei.Role{anwei.Office, anwei.Leader} {
		for _, id := range t.In.Person.UnitsAs(role) {
			if top == "" || roster.Within(top, id) {
				top = id
			}
		}
	}
	return top, top != ""
}

// Asks returns the units of the form at or below the scope.
func Asks(t *Turn, f anwei.Form, scope anwei.UnitID) []anwei.Unit {
	roster := t.In.Ledger.Roster()
	under := roster.Under(scope)
	return anwei.Where(roster.Units, func(u anwei.Unit) bool { return f.Audience.Includes(u) && under[u.ID] })
}

// Denied puts on record that the person wanted what he may not do or see. The unit
// is empty where none was named.
func (t *Turn) Denied(action string, u anwei.UnitID) {
	t.Audit(anwei.Audit{Action: action, Unit: u, Detail: phrases.Shorten(wanted(t)), Refused: true})
}

// wanted is what the person said, of a button the word on it.
func wanted(t *Turn) string {
	if t.In.Message.Kind != ButtonMessage {
		return t.In.Message.Text
	}
	word, _ := anwei.ReadButtonKey(t.In.Message.Key)
	return word
}

// OthersNotice puts on record that the person asked for a notice that is not of
// his office.
func OthersNotice(t *Turn, id anwei.NoticeID) {
	if n, ok := t.In.Ledger.Notice(id); ok && !t.OfOffice(n) {
		t.Denied(phrases.RecordNotice, n.Unit)
	}
}

// DeniedReminders answers whoever is not of the office and asks about reminders.
func DeniedReminders(t *Turn, text string) {
	t.Denied(phrases.RecordRehearse, First(UnitsIn(t, text)))
	t.Reply("common.only_office", "office", t.In.Plan.Office)
}

// DeniedUnit puts on record that somebody of an office wanted something of a unit
// that is not of his, where the text names one.
func DeniedUnit(t *Turn, action, text string) {
	if named := UnitsIn(t, text); len(named) > 0 && !t.Runs(named[0]) {
		t.Denied(action, named[0])
	}
}

// UnitsIn returns the units that a text surely names.
func UnitsIn(t *Turn, text string) []anwei.UnitID {
	var out []anwei.UnitID
	for _, n := range t.Hear(text).Units() {
		if len(n.Units) == 1 {
			out = append(out, n.Units[0])
		}
	}
	return out
}

// RecordTicked puts on record whose reports somebody of the office ticked off.
// What a reporter ticks off of his own is told by the tick itself.
func RecordTicked(t *Turn, p anwei.Period, what Tick, done []string) {
	if len(done) == 0 || !t.In.Person.Has(anwei.Office) {
		return
	}
	word := "已录"
	if what.Undo {
		word = "未录"
	}
	detail := t.Text("office.recorded_tick", "period", phrases.ShortPeriod(p), "word", word, "units", strings.Join(done, "、"))
	a := anwei.Audit{Action: phrases.RecordTick, Detail: phrases.Shorten(detail)}
	if len(what.Units) == 1 {
		a.Unit = what.Units[0]
	}
	t.Audit(a)
}
