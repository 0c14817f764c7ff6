package bot

import (
	"anwei"
)

// denied puts on record that the person wanted what he may not do or see. The unit
// is empty where none was named.
func (t *turn) denied(action string, u anwei.UnitID) {
	t.audit(anwei.Audit{Action: action, Unit: u, Detail: shorten(t.wanted()), Refused: true})
}

// wanted is what the person said, of a button the word on it.
func (t *turn) wanted() string {
	if t.in.Message.Kind != ButtonMessage {
		return t.in.Message.Text
	}
	word, _ := anwei.ReadButtonKey(t.in.Message.Key)
	return word
}

// othersNotice puts on record that the person asked for a notice that is not of
// his office.
func (t *turn) othersNotice(id anwei.NoticeID) {
	if n, ok := t.in.Ledger.Notice(id); ok && !t.ofOffice(n) {
		t.denied(recordNotice, n.Unit)
	}
}

// deniedReminders answers whoever is not of the office and wants what officeWords
// does. It returns false for anything else.
func (t *turn) deniedReminders(text string) bool {
	_, test := cutPrefixes(text, "测试提醒", "试发提醒")
	_, past := cutPrefixes(text, "催办记录", "提醒记录")
	if !test && !past || t.answersReport(text) {
		return false
	}
	t.denied(recordRehearse, first(t.unitsIn(text)))
	t.say(onlyOffice(t.in.Plan.Office) + t.returning())
	return true
}

// deniedUnit puts on record that somebody of an office wanted something of a unit
// that is not of his, where the text names one.
func (t *turn) deniedUnit(action, text string) {
	if named := t.unitsIn(text); len(named) > 0 && !t.runs(named[0]) {
		t.denied(action, named[0])
	}
}

// unitsIn returns the units that a text surely names.
func (t *turn) unitsIn(text string) []anwei.UnitID {
	var out []anwei.UnitID
	for _, n := range t.namesOfUnits().Find(text) {
		if len(n.Units) == 1 {
			out = append(out, n.Units[0])
		}
	}
	return out
}

// recordTicked puts on record whose reports somebody of the office ticked off.
// What a reporter ticks off of his own is told by the tick itself.
func (t *turn) recordTicked(p anwei.Period, what tick, done []string) {
	if len(done) == 0 || !t.in.Person.Has(anwei.Office) {
		return
	}
	a := anwei.Audit{Action: recordTick, Detail: shorten(recordedTick(p, what.undo, done))}
	if len(what.units) == 1 {
		a.Unit = what.units[0]
	}
	t.audit(a)
}

// actLog shows the office its latest acts and what was refused, of the units that it
// runs.
func (t *turn) actLog() {
	if !t.in.Person.Has(anwei.Office) {
		t.denied(recordLog, "")
		t.say(onlyOffice(t.in.Plan.Office) + t.returning())
		return
	}
	whole := t.runsWhole()
	var lines []string
	for _, a := range t.in.Ledger.Audits(t.in.Plan.From.In(t.in.Now.Location()), t.in.Now.Add(1), searchedRows) {
		if (a.Unit == "" && whole || a.Unit != "" && t.runs(a.Unit)) && len(lines) < shownChanges {
			lines = append(lines, recordLine(a, t.personName(a.By), t.in.Now.Location()))
		}
	}
	t.say(recordText(lines) + t.returning())
}

// runsWhole reports whether the person is of the office of the whole roster.
func (t *turn) runsWhole() bool {
	for _, u := range t.in.Ledger.Roster().Units {
		if u.Parent == "" && !t.runs(u.ID) {
			return false
		}
	}
	return true
}
