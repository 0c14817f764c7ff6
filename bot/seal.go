package bot

import (
	"anwei"
	"anwei/language"
)

// locked says that a report is sealed, where it is, and how it can be unlocked.
func (t *turn) locked(key anwei.ReportKey) bool {
	r, in := t.in.Ledger.Report(key)
	if !in || r.State() != anwei.Sealed {
		return false
	}
	t.st = State{Greeted: true, Key: key}
	if t.runs(key.Unit) && !t.in.Person.ReportsFor(key.Unit) {
		t.say(sealedForOffice(t.about(anwei.ReportMatter(key)), t.unitName(key.Unit)))
		return true
	}
	if r.Handled.Kind == anwei.UnlockAsk {
		t.say(unlockAsked(t.about(anwei.ReportMatter(key)), *r.Handled))
		return true
	}
	t.out = append(t.out, Say{Card: &anwei.Card{
		Title: sealedTitle(t.about(anwei.ReportMatter(key))), Text: sealedText(t.in.Plan.Office, *r.Handled),
		Buttons: []anwei.Button{{Text: wordAskUnlock, Key: reportKey(wordAskUnlock, key), Main: true}},
	}})
	return true
}

// unlockWords takes 申请解锁 with its reason, of the report that is meant: the one
// that was spoken of last, or the only sealed one.
func (t *turn) unlockWords(text string) bool {
	reason, ok := cutPrefixes(text, wordAskUnlock)
	if !ok {
		return false
	}
	if r, in := t.in.Ledger.Report(t.st.Key); in && r.State() == anwei.Sealed {
		t.askUnlock(r.Key, reason)
		return true
	}
	for _, key := range t.ownReports() {
		if r, in := t.in.Ledger.Report(key); in && r.State() == anwei.Sealed {
			t.askUnlock(key, reason)
			return true
		}
	}
	t.say(nothingSealed() + t.returning())
	return true
}

// ownReports lists the reports of the person's units, of the open period and the
// one before.
func (t *turn) ownReports() []anwei.ReportKey {
	var out []anwei.ReportKey
	for _, f := range t.myForms() {
		open := openPeriod(f, t.in)
		for _, p := range []anwei.Period{open, open.Prev()} {
			for _, u := range t.reporting(f) {
				out = append(out, anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID})
			}
		}
	}
	return out
}

// askUnlock asks the office to unlock a sealed report.
func (t *turn) askUnlock(key anwei.ReportKey, reason string) {
	m := anwei.ReportMatter(key)
	r, in := t.in.Ledger.Report(key)
	switch {
	case !t.in.Person.ReportsFor(key.Unit):
		t.say(notYours(t.unitName(key.Unit)))
		return
	case !in || r.State() != anwei.Sealed:
		t.say(notSealed(t.about(m)) + t.returning())
		return
	case r.Handled.Kind == anwei.UnlockAsk:
		t.say(unlockAsked(t.about(m), *r.Handled) + t.returning())
		return
	case len([]rune(reason)) < 2:
		t.askBeside(Pending{Ask: AskUnlock, Matter: m}, askUnlockWhy(t.about(m)))
		return
	}
	t.st.Pending = nil
	h := t.handle(r, anwei.Handling{Kind: anwei.UnlockAsk, Reason: reason})
	card := Say{Card: &anwei.Card{
		Title: unlockWantedTitle(t.about(m)), Text: unlockWantedText(t.in.Person, reason),
		Buttons: []anwei.Button{{Text: wordUnlock, Key: reportKey(wordUnlock, key), Main: true}},
	}}
	t.tellRunners(handledKey(key, h), card, key.Unit)
	t.say(unlockSent(t.in.Plan.Office) + t.returning())
}

// whyUnlock takes the reason for which a report should be unlocked.
func (t *turn) whyUnlock(p Pending, text string) bool {
	if c := language.ReadCommand(text, t.formInMind(), t.in.Now); c.Kind != language.None && c.Kind != language.Unchanged && c.Kind != language.Change {
		return false
	}
	if key, ok := p.Matter.Report(); ok {
		t.askUnlock(key, text)
	}
	return true
}

// grantUnlock unlocks a report that a reporter asked for, with his reason: the
// one button that the office presses.
func (t *turn) grantUnlock(key anwei.ReportKey) {
	m := anwei.ReportMatter(key)
	r, in := t.in.Ledger.Report(key)
	switch {
	case !t.runs(key.Unit):
		t.refuse(ActUnlock, key.Unit)
	case !in || r.State() != anwei.Sealed:
		t.say(notSealed(t.about(m)) + t.returning())
	case r.Handled.Kind != anwei.UnlockAsk:
		t.reportAct(Act{ID: t.in.Message.ID, Kind: ActUnlock, Form: key.Form, Period: key.Period}, []anwei.UnitID{key.Unit}, true)
	default:
		t.handleReports(Act{Kind: ActUnlock, Form: key.Form, Keys: []anwei.ReportKey{key}, Reason: asAsked(r.Handled.Reason)})
	}
}

// tellRunners says something once to everybody of the office of the unit.
func (t *turn) tellRunners(key string, s Say, u anwei.UnitID) {
	roster := t.in.Ledger.Roster()
	for _, p := range roster.People {
		for _, node := range p.UnitsAs(anwei.Office) {
			if roster.Within(u, node) && p.ID != t.in.Person.ID {
				s.To, s.Key = p.ID, key+"/"+string(p.ID)
				t.out = append(t.out, s)
				break
			}
		}
	}
}
