package bot

import (
	"strconv"
	"strings"

	"anwei"
	"anwei/language"
)

// mayReport reports whether the person may hand in for the unit: he reports for
// it, or fills it in by right of the office.
func (t *turn) mayReport(u anwei.UnitID) bool {
	return t.in.Person.ReportsFor(u) || t.st.Behalf && t.runs(u)
}

// byRight reports whether what is handed in now is entered by the office for a
// unit that the person does not report for himself.
func (t *turn) byRight(u anwei.UnitID) bool {
	return t.st.Behalf && !t.in.Person.ReportsFor(u)
}

// behalf opens a unit's report for the office to fill in, after a call say, with
// what was already said.
func (t *turn) behalf(a Act, u anwei.UnitID) {
	f, ok := t.actForm(a)
	unit, known := t.in.Ledger.Unit(u)
	if !ok || !known || !f.Audience.Includes(unit) {
		t.say(notOwing(unit.Name, f) + t.returning())
		return
	}
	p, ok := t.settle(f, a.Period)
	if !ok {
		return
	}
	key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u}
	if t.locked(key) {
		return
	}
	d, begun := t.in.Ledger.Draft(key)
	t.say(behalfBegun(t.about(anwei.ReportMatter(key)), begun && len(d.Values) > 0, t.personName(d.By)))
	t.st.Words = a.Reason
	t.open(key, f)
	t.st.Behalf = t.st.Stage != Idle
}

// askBehalf asks those who report for the unit whether what the office entered is
// right, and shows them all of it.
func (t *turn) askBehalf(r anwei.Report) {
	m := anwei.ReportMatter(r.Key)
	var lines []string
	for i, f := range t.form.Fields {
		if v, ok := r.Values[f.ID]; ok && t.answers(f.ID) {
			lines = append(lines, strconv.Itoa(i+1)+" "+named(f, v))
		}
	}
	key := "behalf/" + r.Key.String() + "/" + strconv.Itoa(r.Revision)
	t.tellUnit(key+"/text", Say{Text: enteredFor(t.about(m), t.in.Plan.Office, t.in.Person, lines)}, r.Key.Unit)
	t.tellUnit(key, Say{Card: &anwei.Card{
		Title: enteredTitle(t.about(m)), Text: enteredText(),
		Buttons: []anwei.Button{
			{Text: wordRight, Key: reportKey(wordRight, r.Key), Main: true},
			{Text: wordWrongFigures, Key: reportKey(wordWrongFigures, r.Key)},
		},
	}}, r.Key.Unit)
	t.say(askedUnit(t.unit.Name))
}

// behalfWords takes 确认无误 and 有误 where they are typed and something that the
// office entered waits for it.
func (t *turn) behalfWords(text string) bool {
	word, what := wordRight, ""
	switch {
	case text == wordRight || text == "代录无误":
	case strings.HasPrefix(text, wordWrongFigures) || strings.HasPrefix(text, "代录有误"):
		word = wordWrongFigures
		what, _ = cutPrefixes(text, "代录有误", wordWrongFigures)
	default:
		return false
	}
	if t.st.Stage != Idle {
		return false
	}
	for _, key := range t.ownReports() {
		if r, in := t.in.Ledger.Report(key); in && r.Unconfirmed() {
			t.answerBehalf(key, word == wordRight, what)
			return true
		}
	}
	return false
}

// answerBehalf keeps what the unit says of what the office entered for it.
func (t *turn) answerBehalf(key anwei.ReportKey, right bool, what string) {
	m := anwei.ReportMatter(key)
	r, in := t.in.Ledger.Report(key)
	switch {
	case !t.in.Person.ReportsFor(key.Unit):
		t.say(notYours(t.unitName(key.Unit)) + t.returning())
		return
	case !in || !r.Unconfirmed():
		t.say(behalfAnswered(t.about(m)) + t.returning())
		return
	case right:
		h := t.handle(r, anwei.Handling{Kind: anwei.Agreed})
		t.tellOffice(handledKey(key, h), behalfAgreed(t.about(m), t.in.Person), key.Unit)
		t.say(thanksAgreed(t.about(m)) + t.returning())
		return
	case len([]rune(what)) < 2:
		t.askBeside(Pending{Ask: AskWrong, Matter: m}, askWhatWrong(t.about(m)))
		return
	}
	t.st.Pending = nil
	h := t.handle(r, anwei.Handling{Kind: anwei.Disputed, Reason: what})
	t.tellOffice(handledKey(key, h), behalfDisputed(t.about(m), what, t.in.Person), key.Unit)
	t.say(disputeKept() + t.returning())
}

// whatWrong takes what is wrong with what the office entered. A correction of it
// opens the report at once.
func (t *turn) whatWrong(p Pending, text string) bool {
	key, _ := p.Matter.Report()
	c := language.ReadCommand(text, t.formInMind(), t.in.Now)
	if c.Kind != language.None && c.Kind != language.Unchanged && c.Kind != language.Change {
		return false
	}
	t.answerBehalf(key, false, text)
	if c.Kind == language.Change && c.Field != "" && t.in.Person.ReportsFor(key.Unit) {
		t.st.Words = text
		t.begin(key.Form, key.Period, key.Unit)
	}
	return true
}
