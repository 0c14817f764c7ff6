package bot

import (
	"strconv"
	"strings"

	"anwei"
)

// standRule is the reason under which a report keeps why returned figures are
// right as they are.
const standRule anwei.RuleID = "returned"

// reportAct finds the reports that a return, an acceptance or an unlocking is
// about, says which cannot be, and goes on with the others.
func (t *turn) reportAct(a Act, units []anwei.UnitID, named bool) {
	f, ok := t.actForm(a)
	if !ok {
		return
	}
	a.Form, a.Keys = f.ID, nil
	if !named && a.Period.IsZero() {
		a.Period = t.newest(a.Kind, f, units)
	}
	var not []string
	for _, u := range units {
		key, why := t.handled(a.Kind, f, a.Period, u)
		if why == "" {
			a.Keys = append(a.Keys, key)
		} else if named {
			not = append(not, why)
		}
	}
	if len(a.Keys) == 0 && len(not) == 0 {
		not = append(not, nothingTo(a.Kind))
	}
	if len(a.Keys) == 0 || len(not) <= 3 {
		for _, why := range not {
			t.say(why)
		}
	}
	for _, n := range a.Items {
		if n > len(f.Fields) && len(a.Keys) > 0 {
			t.say(noSuchItem(n, len(f.Fields)) + t.returning())
			return
		}
	}
	switch {
	case len(a.Keys) == 0:
	case a.Reason == "" && (a.Kind == ActReturn || a.Kind == ActUnlock):
		a.Why = true
		t.askAct(a, askActWhy(a.Kind, t.about(anwei.ReportMatter(a.Keys[0])), itemsText(a.Items)))
	default:
		t.previewReports(a)
	}
}

// newest is the open period where the act can be done with any of the units'
// reports of it, and otherwise the one before.
func (t *turn) newest(kind ActKind, f anwei.Form, units []anwei.UnitID) anwei.Period {
	open := openPeriod(f, t.in)
	for _, u := range units {
		if _, why := t.handled(kind, f, open, u); why == "" || !f.Covers(open.Prev()) {
			return open
		}
	}
	return open.Prev()
}

// handled returns the unit's report that an act is about: of the period that was
// named, or the newest that is in of the open one and the one before. It says why
// the act cannot be where it cannot.
func (t *turn) handled(kind ActKind, f anwei.Form, p anwei.Period, u anwei.UnitID) (anwei.ReportKey, string) {
	periods := []anwei.Period{p}
	if p.IsZero() {
		open := openPeriod(f, t.in)
		periods = []anwei.Period{open, open.Prev()}
	} else if why := t.closed(f, p); why != "" {
		return anwei.ReportKey{}, why
	}
	for _, p := range periods {
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u}
		if r, in := t.in.Ledger.Report(key); in {
			return key, t.cannot(kind, r)
		}
	}
	return anwei.ReportKey{}, notIn(t.about(anwei.Matter{Unit: u, Form: f.ID, Period: periods[0]}), kind)
}

// cannot says why an act about a report cannot be, or nothing where it can.
func (t *turn) cannot(kind ActKind, r anwei.Report) string {
	about := t.about(anwei.ReportMatter(r.Key))
	state := r.State()
	switch {
	case kind == ActUnlock && state != anwei.Sealed:
		return notSealed(about)
	case kind == ActUnlock:
		return ""
	case state == anwei.Returned:
		return returnedAlready(about, *r.Handled, kind)
	case state == anwei.Sealed:
		return sealedAlready(about, *r.Handled, kind)
	case kind == ActSeal && (r.Unconfirmed() || r.Contested()):
		return notAgreed(about)
	}
	return ""
}

// previewReports shows what is to be done with which reports, and asks for the
// one yes.
func (t *turn) previewReports(a Act) {
	f, _ := t.in.Plan.Form(a.Form)
	if a.Kind == ActSeal && len(a.Keys) > 1 {
		units := make([]string, len(a.Keys))
		for i, k := range a.Keys {
			units[i] = t.unitName(k.Unit)
		}
		t.previewAct(a, sealMany(f, a.Keys[0].Period, units))
		return
	}
	var text strings.Builder
	for _, k := range a.Keys {
		r, _ := t.in.Ledger.Report(k)
		text.WriteString(actAbout(a.Kind, t.about(anwei.ReportMatter(k)), r, t.personName(r.By)) + "\n")
		for _, n := range a.Items {
			if n > len(f.Fields) {
				continue // the plan changed since it was said
			}
			fd := f.Fields[n-1]
			text.WriteString(numbered(n, fd.Name, valueText(fd, r.Values[fd.ID])) + "\n")
		}
	}
	t.previewAct(a, text.String()+actReason(a.Kind, a.Reason))
}

// handleReports does what was confirmed. What changed meanwhile is left alone and
// told.
func (t *turn) handleReports(a Act) {
	f, _ := t.in.Plan.Form(a.Form)
	var done []string
	for _, k := range a.Keys {
		if !t.runs(k.Unit) {
			t.refuse(a.Kind, k.Unit)
			continue
		}
		r, in := t.in.Ledger.Report(k)
		if why := t.cannot(a.Kind, r); !in || why != "" {
			t.say(why)
			continue
		}
		h := anwei.Handling{Kind: handlingOf(a.Kind), Reason: a.Reason}
		for _, n := range a.Items {
			if n <= len(f.Fields) {
				h.Fields = append(h.Fields, f.Fields[n-1].ID)
			}
		}
		t.handle(r, h)
		about := t.about(anwei.ReportMatter(k))
		t.audit(anwei.Audit{Action: string(a.Kind), Unit: k.Unit, Detail: auditReport(about, a.Reason)})
		t.tellHandled(a.Kind, f, r, h)
		done = append(done, about)
	}
	if len(done) > 0 {
		t.say(actDone(a.Kind, done) + t.returning())
	}
}

func handlingOf(k ActKind) anwei.HandlingKind {
	switch k {
	case ActReturn:
		return anwei.Returned
	case ActSeal:
		return anwei.Sealed
	default:
		return anwei.Unlocked
	}
}

// handle puts a handling of the newest revision on record, by the person.
func (t *turn) handle(r anwei.Report, h anwei.Handling) anwei.Handling {
	h.N = len(t.in.Ledger.Handlings(r.Key)) + 1
	h.Revision, h.By, h.At = r.Revision, t.in.Person.ID, t.in.Now
	t.out = append(t.out, Handle{Key: r.Key, Handling: h})
	return h
}

// handledKey names for ever what is said about one handling of a report.
func handledKey(k anwei.ReportKey, h anwei.Handling) string {
	return "handled/" + k.String() + "/" + strconv.Itoa(h.N)
}

// tellHandled tells those who report for the unit that their report came back, or
// may be corrected again. That it was taken is no news worth a message.
func (t *turn) tellHandled(kind ActKind, f anwei.Form, r anwei.Report, h anwei.Handling) {
	h.N = len(t.in.Ledger.Handlings(r.Key)) + 1
	about, m := t.about(anwei.ReportMatter(r.Key)), anwei.ReportMatter(r.Key)
	button := []anwei.Button{{Text: wordCorrect, Key: anwei.ButtonKey(wordBegin, m), Main: true}}
	switch kind {
	case ActReturn:
		if len(h.Fields) > 0 {
			button = append(button, anwei.Button{Text: wordStand, Key: anwei.ButtonKey(wordStand, m)})
		}
		t.tellUnit(handledKey(r.Key, h), Say{Card: &anwei.Card{
			Title: returnedTitle(about), Text: returnedText(t.in.Plan.Office, h, t.cells(f, h, r)), Buttons: button,
		}}, r.Key.Unit)
	case ActUnlock:
		t.tellUnit(handledKey(r.Key, h), Say{Card: &anwei.Card{
			Title: unlockedTitle(about), Text: unlockedText(h), Buttons: button,
		}}, r.Key.Unit)
	default:
	}
}

// cells lists the cells that a return names, with their values as handed in.
func (t *turn) cells(f anwei.Form, h anwei.Handling, r anwei.Report) []string {
	var out []string
	for i, fd := range f.Fields {
		if contains(h.Fields, fd.ID) {
			out = append(out, numbered(i+1, fd.Name, valueText(fd, r.Values[fd.ID])))
		}
	}
	return out
}

// returned returns the report in hand where it came back and was not handed in
// again yet.
func (t *turn) returned() (anwei.Report, bool) {
	r, in := t.in.Ledger.Report(t.draft.Key)
	return r, in && r.State() == anwei.Returned
}

// reopen begins a draft out of a report that came back: what was handed in stays,
// but for the cells that the return names, which are asked again.
func (t *turn) reopen(r anwei.Report, words string) {
	t.draft = anwei.Draft{Key: r.Key, Plan: r.Plan, Values: r.Values.Clone(), Begun: t.in.Now}
	if plan, ok := t.in.Ledger.Plan(r.Plan); ok {
		t.form, _ = plan.Form(r.Key.Form)
	}
	for _, id := range r.Handled.Fields {
		delete(t.draft.Values, id)
	}
	t.save()
	t.tellReturn()
	t.resume(words)
}

// tellReturn says why the report in hand came back, where it did.
func (t *turn) tellReturn() {
	if r, ok := t.returned(); ok {
		t.say(cameBack(t.about(anwei.ReportMatter(r.Key)), *r.Handled, t.cells(t.form, *r.Handled, r)))
	}
}

// before is what a cell that came back held, as it is asked again.
func (t *turn) before(f anwei.Field) string {
	r, ok := t.returned()
	if !ok || !contains(r.Handled.Fields, f.ID) {
		return ""
	}
	return wasReturned(valueText(f, r.Values[f.ID]))
}

// settledUnchanged deals with a report that is handed in again as it was: where it came
// back it needs a reason, and otherwise there is nothing to hand in. It returns
// false where the report may go in.
func (t *turn) settledUnchanged(old anwei.Report) bool {
	if old.State() != anwei.Returned {
		t.drop(t.unchanged(old))
		return true
	}
	if t.draft.Reasons[standRule] != "" {
		return false
	}
	t.askBeside(Pending{Ask: AskStand, Matter: anwei.ReportMatter(old.Key)}, askStandStill())
	return true
}

// handedIn tells those concerned that a report was handed in: the office that one
// came back, and the unit what was entered for it.
func (t *turn) handedIn(old, r anwei.Report, changes []anwei.Change) {
	if old.Handled != nil && (old.Handled.Kind == anwei.Returned || old.Handled.Kind == anwei.Disputed) && !r.Behalf {
		lines := make([]string, len(changes))
		for i, c := range changes {
			f, _ := t.form.Field(c.Field)
			lines[i] = changeLine(t.number(c.Field), f, c)
		}
		key := "handed/" + r.Key.String() + "/" + strconv.Itoa(r.Revision)
		t.tellOffice(key, backAgain(t.unit.Name, t.about(anwei.ReportMatter(r.Key)), r, lines, r.Reasons[standRule]), r.Key.Unit)
	}
	if r.Behalf {
		t.audit(anwei.Audit{Action: string(ActBehalf), Unit: r.Key.Unit, Detail: auditReport(t.about(anwei.ReportMatter(r.Key)), "")})
		t.askBehalf(r)
	}
}

// handledTask is the line of a report that came back or is sealed, among what a
// person has to do; empty for any other.
func (t *turn) handledTask(u anwei.Unit, r anwei.Report, f anwei.Form) string {
	switch {
	case r.State() == anwei.Returned:
		return returnedTask(u, *r.Handled, t.fieldNumbers(f, r.Handled.Fields), beginWord(f, r.Key.Period))
	case r.State() == anwei.Sealed:
		return sealedTask(u, r)
	case r.Unconfirmed():
		return behalfTask(u, r)
	}
	return ""
}

func (t *turn) fieldNumbers(f anwei.Form, fields []anwei.FieldID) []int {
	var out []int
	for i, fd := range f.Fields {
		if contains(fields, fd.ID) {
			out = append(out, i+1)
		}
	}
	return out
}

// standing says which of the reports that are in are under way still, or final.
func (t *turn) standing(units []anwei.Unit, reports map[anwei.UnitID]anwei.Report) string {
	var back, unconfirmed, disputed []string
	sealed := 0
	for _, u := range units {
		r, in := reports[u.ID]
		switch {
		case !in:
		case r.State() == anwei.Returned:
			back = append(back, u.Name)
		case r.State() == anwei.Sealed:
			sealed++
		case r.Unconfirmed():
			unconfirmed = append(unconfirmed, u.Name)
		case r.Contested():
			disputed = append(disputed, u.Name)
		}
	}
	return standingText(back, unconfirmed, disputed, sealed)
}
