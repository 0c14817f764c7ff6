package bot

import (
	"maps"
	"slices"
	"unicode/utf8"

	"anwei"
)

// review shows all figures in order beside last period's, with what does not
// agree, and asks for confirmation.
func (t *turn) review(note string) {
	t.st.Stage, t.st.Shown = Review, t.draft.Values.Clone()
	errs, doubts := t.findings()
	t.say(note + t.summary(errs, doubts))
	key := t.draft.Key
	card := anwei.Card{
		Title:   confirmTitle(t.form, key.Period, t.unit),
		Text:    confirmText(errs, doubts, t.mendExample(slices.Concat(errs, doubts))),
		Buttons: []anwei.Button{{Text: wordLater, Key: reportKey(wordLater, key)}},
	}
	if len(errs) == 0 {
		confirm := anwei.Button{Text: wordConfirm, Key: reportKey(wordConfirm, key), Main: true}
		card.Buttons = append([]anwei.Button{confirm}, card.Buttons...)
	}
	t.out = append(t.out, Say{Card: &card})
	t.askTotals(doubts)
}

// last returns the report of the period before, with no values where there is
// none.
func (t *turn) last() anwei.Report {
	key := t.draft.Key
	key.Period = key.Period.Prev()
	r, _ := t.in.Ledger.Report(key)
	return r
}

// past returns what the unit reported before: last period, and all periods added
// up. It reads each period of the form once.
func (t *turn) past() anwei.Past {
	key := t.draft.Key
	past := anwei.Past{Last: t.last().Values}
	for key.Period = key.Period.Prev(); t.form.Covers(key.Period); key.Period = key.Period.Prev() {
		r, in := t.in.Ledger.Report(key)
		if !in {
			continue
		}
		if past.Total == nil {
			past.Total = anwei.Values{}
		}
		for _, f := range t.form.Fields {
			if n, ok := r.Values.Number(f.ID); ok && f.Kind == anwei.Count {
				past.Total[f.ID] = anwei.Number(past.Total[f.ID].N + n)
			}
		}
	}
	return past
}

// findings tells errors, which stop a report, from doubts, which want a reason.
func (t *turn) findings() (errs, doubts []anwei.Finding) {
	for _, f := range t.form.Findings(t.draft.Values, t.past()) {
		if f.Check.Level == anwei.ErrorLevel {
			errs = append(errs, f)
		} else {
			doubts = append(doubts, f)
		}
	}
	return errs, doubts
}

// confirm hands the report in, if it is complete, without an error, as it was
// last shown, and every doubt has a reason.
func (t *turn) confirm() {
	if missing := t.draft.Values.Missing(t.fields()); len(missing) > 0 {
		items := make([]int, len(missing))
		for i, f := range missing {
			items[i] = t.number(f.ID)
		}
		t.goOn(notComplete(items))
		return
	}
	if p := t.st.Pending; p != nil && p.Ask == AskReplace && p.Matter == anwei.ReportMatter(t.draft.Key) {
		t.askReplace(p.Values, p.Words) // which of two answers counts is still open
		return
	}
	errs, doubts := t.findings()
	switch {
	case !maps.Equal(t.st.Shown, t.draft.Values):
		t.review(changedMeanwhile())
	case len(errs) > 0:
		t.review(hasErrors())
	case len(unexplained(doubts, t.draft.Reasons)) > 0:
		t.st.Stage = Reason
		t.say(t.prompt())
	default:
		t.submit()
	}
}

// unexplained returns the doubts that want a reason and have none yet.
func unexplained(doubts []anwei.Finding, reasons map[anwei.RuleID]string) []anwei.Finding {
	var out []anwei.Finding
	for _, d := range doubts {
		if d.Check.NeedsReason && reasons[d.Check.ID] == "" {
			out = append(out, d)
		}
	}
	return out
}

// reason keeps why the doubtful figures are right, and hands the report in.
func (t *turn) reason(text string) {
	if utf8.RuneCountInString(text) < 2 {
		t.say(reasonTooShort() + t.prompt())
		return
	}
	_, doubts := t.findings()
	reasons := maps.Clone(t.draft.Reasons)
	if reasons == nil {
		reasons = map[anwei.RuleID]string{}
	}
	for _, d := range unexplained(doubts, reasons) {
		reasons[d.Check.ID] = text
	}
	t.draft.Reasons = reasons
	t.draft.Words = append(append([]string(nil), t.draft.Words...), text)
	t.confirm()
}

// submit puts the report on record. Whether it is late is decided by its first
// confirmation, so that a correction keeps the mark.
func (t *turn) submit() {
	key, now := t.draft.Key, t.in.Now
	if !t.mayReport(key.Unit) {
		t.say(notYourUnit(t.unit.Name))
		return
	}
	if t.locked(key) {
		return
	}
	old, had := t.in.Ledger.Report(key)
	r := anwei.Report{
		Key: key, Plan: t.draft.Plan, Values: t.draft.Values, Reasons: t.draft.Reasons,
		First: now, Late: t.form.Deadline.Late(key.Period, t.in.Calendar, now),
		Revision: old.Revision + 1, By: t.in.Person.ID, At: now, Behalf: t.byRight(key.Unit),
	}
	if had {
		r.First, r.Late = old.First, old.Late
	}
	changes := anwei.Changes(t.form.Fields, old.Values, r.Values)
	if had && len(changes) == 0 && t.settledUnchanged(old) {
		return
	}
	rev := anwei.Revision{
		N: r.Revision, At: now, By: r.By, Plan: r.Plan,
		Changes: changes, Reasons: r.Reasons, Words: t.draft.Words, Behalf: r.Behalf,
	}
	t.out = append(t.out, Confirm{Report: r, Revision: rev}, DropDraft{Key: key})
	t.st = State{Greeted: true, Key: key, Proven: t.st.Proven}
	t.say(submitted(t.form, t.unit, r, len(changes)) + t.stampCall(r) + mailTo(t.in.Mailbox))
	t.handOver(r)
	t.handedIn(old, r, changes)
	t.flagSame(r, changes)
	if !had && !r.Behalf {
		t.offerNext(key)
	}
}

func (t *turn) deadline() anwei.Date {
	return t.form.Deadline.On(t.draft.Key.Period, t.in.Calendar)
}
