package bot

import (
	"strconv"
	"strings"

	"anwei"
	"anwei/language"
	"anwei/language/question"
	"anwei/language/text"
)

// begin opens a report: of a form, empty for the one that is due; of a period,
// zero for the open one; and of a unit, empty where the person has not said which.
func (t *turn) begin(form anwei.FormID, p anwei.Period, unit anwei.UnitID) {
	forms := t.in.Plan.Forms
	if f, ok := t.in.Plan.Form(form); ok {
		forms = []anwei.Form{f}
	}
	units := t.reportingAny(forms)
	if len(units) == 0 && form != "" && len(t.sight().wide) > 0 { // 9月台账, of somebody who asks
		if t.topic() != nil {
			t.question(t.in.Message.Text)
		} else {
			t.inquire(question.Query{Intent: question.AskProgress, Form: form, Period: p})
		}
		return
	}
	if len(units) == 0 {
		t.say(notReporter(t.in.Person))
		return
	}
	p, ok := t.settleAny(forms, p)
	if !ok {
		return
	}
	if unit == "" && len(units) > 1 {
		unit = t.whichUnit(form, p, units)
	}
	if unit == "" && len(units) > 1 {
		t.st.Stage, t.st.Key = Choosing, anwei.ReportKey{Form: form, Period: p}
		t.askUnit(units)
		return
	}
	if unit == "" {
		unit = units[0].ID
	}
	if !t.in.Person.ReportsFor(unit) {
		t.say(notYourUnit(t.unitName(unit)))
		return
	}
	u, _ := t.in.Ledger.Unit(unit)
	key, due := t.reportOf(form, p, u)
	switch f, ok := t.in.Plan.Form(key.Form); {
	case !ok || !f.Audience.Includes(u):
		t.say(notAskedOf(u))
	case form == "" && !due && t.st.Words == "":
		t.allIn(u, p)
	default:
		t.open(key, f)
	}
}

// reportOf returns the report of the form that a unit is to fill in, or of the
// one that is due where the form is empty; and whether it is still due.
func (t *turn) reportOf(form anwei.FormID, p anwei.Period, u anwei.Unit) (anwei.ReportKey, bool) {
	f, named := t.in.Plan.Form(form)
	if !named {
		return t.nextReport(u, p)
	}
	if p.IsZero() {
		p = openPeriod(f, t.in)
	}
	return anwei.ReportKey{Form: form, Period: p, Unit: u.ID}, true
}

// allIn says that every report of the unit is in.
func (t *turn) allIn(u anwei.Unit, p anwei.Period) {
	var text strings.Builder
	var last anwei.ReportKey
	for _, f := range t.in.Plan.Forms {
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}
		if p.IsZero() {
			key.Period = openPeriod(f, t.in)
		}
		if r, in := t.in.Ledger.Report(key); in && f.Audience.Includes(u) {
			text.WriteString(alreadyIn(f, u, r) + "\n")
			if last.Form == "" || key == t.st.Key {
				last = key
			}
		}
	}
	f, _ := t.in.Plan.Form(last.Form)
	t.st = State{Greeted: true, Key: last}
	t.say(text.String() + alreadyInHelp(f, u))
}

// settleAny says why a period cannot be reported on any of the forms, and returns
// false then. Zero stays zero where there are several.
func (t *turn) settleAny(forms []anwei.Form, p anwei.Period) (anwei.Period, bool) {
	if len(forms) == 1 {
		return t.settle(forms[0], p)
	}
	for _, f := range forms {
		if p.IsZero() || t.closed(f, p) == "" {
			return p, true
		}
	}
	return t.settle(forms[0], p)
}

// settle returns the period that is meant, zero meaning the open one. It returns
// false where that cannot be reported, and has then said why.
func (t *turn) settle(f anwei.Form, p anwei.Period) (anwei.Period, bool) {
	if p.IsZero() {
		p = openPeriod(f, t.in)
	}
	reason := t.closed(f, p)
	if reason != "" {
		t.say(reason)
	}
	return p, reason == ""
}

// closed says why a period cannot be reported, or nothing when it can.
func (t *turn) closed(f anwei.Form, p anwei.Period) string {
	switch {
	case !f.Covers(p):
		return notCovered(f, p)
	case t.in.Now.Before(p.First().In(t.in.Now.Location())):
		return notYet(f, p)
	}
	return ""
}

// askUnit asks for which unit the person reports now.
func (t *turn) askUnit(units []anwei.Unit) {
	names := make([]string, len(units))
	card := anwei.Card{Title: chooseUnitTitle(t.choosing(units)), Text: chooseUnitText()}
	for i, u := range units {
		names[i] = strconv.Itoa(i+1) + " " + u.Name
		key, _ := t.reportOf(t.st.Key.Form, t.st.Key.Period, u)
		card.Buttons = append(card.Buttons, anwei.Button{Text: u.Name, Key: reportKey(wordBegin, key), Main: i == 0})
	}
	if len(units) > maxButtons {
		t.say(card.Title + "\n" + strings.Join(names, "\n") + "\n" + card.Text)
		return
	}
	t.out = append(t.out, Say{Card: &card})
}

// choosing names what is to be filled in before the unit is known: 10月调度表, and
// 10月 where the units owe different forms.
func (t *turn) choosing(units []anwei.Unit) string {
	what := ""
	for _, u := range units {
		key, _ := t.reportOf(t.st.Key.Form, t.st.Key.Period, u)
		f, _ := t.in.Plan.Form(key.Form)
		one := shortPeriod(key.Period) + f.Short
		if what != "" && what != one {
			return anyForm(key.Period)
		}
		what = one
	}
	return what
}

// maxButtons is how many buttons a card may have (protocol §1.3).
const maxButtons = 6

// choose takes the answer to askUnit: a number, or a name.
func (t *turn) choose(c language.Command, typed string) {
	if c.Kind == language.Later || c.Kind == language.Cancel {
		t.st = State{Greeted: true}
		t.say(noHurry())
		return
	}
	forms := t.in.Plan.Forms
	if f, ok := t.in.Plan.Form(t.st.Key.Form); ok {
		forms = []anwei.Form{f}
	}
	units := t.reportingAny(forms)
	if n, size, ok := text.Numeral(typed); ok && size == len(typed) && n >= 1 && n <= int64(len(units)) {
		t.begin(t.st.Key.Form, t.st.Key.Period, units[n-1].ID)
		return
	}
	var match []anwei.Unit
	for _, u := range units {
		if goesBy(u, typed) {
			match = append(match, u)
		}
	}
	if len(match) == 1 {
		t.begin(t.st.Key.Form, t.st.Key.Period, match[0].ID)
		return
	}
	t.askUnit(units)
}

// goesBy reports whether the text is a name of the unit or holds one.
func goesBy(u anwei.Unit, text string) bool {
	for _, name := range append([]string{u.Name}, u.Aliases...) {
		if strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// open takes a report in hand: its draft where there is one, and otherwise a
// new one, unless the report is in already.
func (t *turn) open(key anwei.ReportKey, f anwei.Form) {
	words := t.st.Words
	if t.locked(key) {
		return
	}
	t.st = State{Greeted: true, Key: key}
	if t.load(key) {
		t.tellReturn()
		t.resume(words)
		return
	}
	t.unit, _ = t.in.Ledger.Unit(key.Unit)
	t.form = f
	if r, ok := t.in.Ledger.Report(key); ok {
		t.reported(r, words)
		return
	}
	t.draft = anwei.Draft{Key: key, Plan: t.in.Plan.Version, Values: anwei.Values{}, Begun: t.in.Now}
	t.save()
	t.resume(words)
}

// resume goes on where the draft stands, first taking what was already typed.
func (t *turn) resume(words string) {
	t.st.Stage, t.st.Group = Asking, 0
	if words != "" && t.standBy(words) {
		return
	}
	if words != "" {
		t.answer(language.ReadCommand(words, t.form, t.in.Now), words, t.asked())
		return
	}
	t.goOn("")
}

// reported says that the report is in, or opens a correction where the words
// already hold new figures.
func (t *turn) reported(r anwei.Report, words string) {
	if r.State() == anwei.Returned {
		t.reopen(r, words)
		return
	}
	if words == "" {
		t.st.Stage = Idle
		t.say(alreadyIn(t.form, t.unit, r) + t.stampNote(r) + "\n" + alreadyInHelp(t.form, t.unit))
		return
	}
	t.correct(r)
	t.answer(language.ReadCommand(words, t.form, t.in.Now), words, nil)
	t.keepCorrection()
}

// keepCorrection saves a correction that was begun and has no new value yet, so
// that the next message finds it.
func (t *turn) keepCorrection() {
	for _, e := range t.out {
		switch e.(type) {
		case SaveDraft, DropDraft:
			return
		default:
		}
	}
	t.save()
}

// correct begins a draft out of a report that is in.
func (t *turn) correct(r anwei.Report) {
	t.draft = anwei.Draft{Key: r.Key, Plan: t.in.Plan.Version, Values: r.Values.Clone(), Begun: t.in.Now}
	t.st.Stage = Review
}

// idle takes a text to which nothing was asked: figures begin a report, anything
// else is answered with what the person can do.
func (t *turn) idle(c language.Command, text string) {
	forms := t.myForms()
	// 9月报了没有 is no zero: a question is none of the figures that are handed in.
	if len(forms) == 0 || c.Kind == language.None && t.mayAsk(text) {
		t.question(text)
		return
	}
	// A report that was just handed in is the one that a correction is about.
	last := t.meantBy(c, t.st.Key)
	f, known := t.in.Plan.Form(last.Form)
	_, in := t.in.Ledger.Report(last)
	if known && in && t.in.Person.ReportsFor(last.Unit) && t.figures(c, text, last, f) {
		t.st.Words = text
		t.begin(last.Form, last.Period, last.Unit)
		return
	}
	if t.changeIdle(c) {
		return
	}
	for _, f := range forms {
		if t.volunteered(c, text, f) {
			return
		}
	}
	t.unheard(c, text)
	t.nothingOpen(c)
}

// volunteered begins a report where a text that nobody asked for holds figures of
// the form.
func (t *turn) volunteered(c language.Command, text string, f anwei.Form) bool {
	units := t.reporting(f)
	key := anwei.ReportKey{Form: f.ID, Period: openPeriod(f, t.in)}
	for _, u := range units {
		key.Unit = u.ID
		if !t.figures(c, text, key, f) {
			continue
		}
		t.st.Words = text
		if len(units) > 1 {
			key.Unit = ""
		}
		t.begin(f.ID, key.Period, key.Unit)
		return true
	}
	return false
}

// figures reports whether a text that nobody asked for holds figures of the
// report with the key. Bare numbers count only while that report is not in.
func (t *turn) figures(c language.Command, text string, key anwei.ReportKey, f anwei.Form) bool {
	asked := language.Asked{Form: f}
	if r, ok := t.in.Ledger.Report(key); ok {
		asked.Have = r.Values
		if c.Kind == language.Change && c.Field != "" {
			return true
		}
	} else {
		d, _ := t.in.Ledger.Draft(key)
		asked.Have = d.Values
		for _, g := range f.Groups {
			missing := d.Values.Missing(f.InGroup(g.ID))
			if len(missing) > 0 {
				asked.Fields = ids(missing)
				break
			}
		}
	}
	return len(language.Figures(text, asked).Found) > 0
}

func ids(fields []anwei.Field) []anwei.FieldID {
	out := make([]anwei.FieldID, len(fields))
	for i, f := range fields {
		out[i] = f.ID
	}
	return out
}

// nothingOpen answers a command that belongs to a report while none is in hand,
// or a text that was not understood.
func (t *turn) nothingOpen(c language.Command) {
	switch c.Kind {
	case language.Later:
		t.say(noHurry())
	case language.None, language.Unchanged:
		if !t.missedAgain() {
			t.say(notUnderstood() + "\n" + t.helpText())
		}
	default:
		t.say(noReportInHand() + "\n" + t.helpText())
	}
}
