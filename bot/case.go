package bot

import (
	"strconv"

	"anwei"
	"anwei/language"
	"anwei/language/frame"
)

// caseWords takes what is said of cases: one is opened, a step of one is done,
// one is closed, or the open ones are asked for.
func (t *turn) caseWords(text string) bool {
	if len(t.in.Plan.Cases) == 0 {
		return false
	}
	said, ok := frame.Case(t.readings(text), t.in.Plan.Cases, t.in.Now)
	if !ok {
		return false
	}
	switch said.Act {
	case frame.CaseOpen:
		t.openCase(said, text)
	case frame.CaseList:
		t.listCases(said)
	case frame.CaseStepDone, frame.CaseClose:
		t.advance(said)
	default:
		return false
	}
	return true
}

// openCase shows a case before it is opened.
func (t *turn) openCase(said frame.CaseSaid, words string) {
	rule, _ := t.in.Plan.CaseRule(said.Kind)
	unit := said.Unit
	if mine := t.mine(); unit == "" && len(said.Either) == 0 && len(mine) == 1 && !t.in.Person.Has(anwei.Office) {
		unit = mine[0].ID
	}
	switch {
	case !t.mayOpen(rule, unit):
		t.denied(recordOpen, unit)
		t.say(mayNotOpen(rule, t.in.Plan.Office))
		return
	case unit == "":
		t.say(caseUnit(rule) + t.returning())
		return
	case said.Text == "":
		t.say(caseText(rule) + t.returning())
		return
	case rule.Months > 0 && len(said.Refused) > 0 && said.Refused[0].Reason == language.FarDay:
		t.say(termTooLong(rule, t.latest(rule)) + t.returning())
		return
	case len(said.Refused) > 0:
		t.say(refusedText(said.Refused) + caseText(rule) + t.returning())
		return
	}
	if refusal := t.wrongTerm(rule, said.On); refusal != "" {
		t.say(refusal + t.returning())
		return
	}
	c := anwei.Case{
		ID: t.nextCase(), Kind: rule.ID, Unit: unit, Text: said.Text, Opened: t.in.Now, By: t.in.Person.ID,
	}
	for _, s := range rule.Steps {
		c.Steps = append(c.Steps, anwei.CaseStep{ID: s.ID, Title: s.Title, Due: s.Due(t.today(), said.On)})
	}
	m := stepMatter(c, c.Steps[0])
	t.st.Pending = &Pending{Ask: AskOpen, Matter: m, Case: &c, Words: words}
	t.say(caseSheet(rule, c, t.unitName(unit)))
	t.out = append(t.out, Say{Card: &anwei.Card{
		Title: openTitle(rule, t.unitName(unit)), Text: openText(),
		Buttons: []anwei.Button{
			{Text: wordOpen, Key: anwei.ButtonKey(wordOpen, m), Main: true},
			{Text: wordNotSo, Key: anwei.ButtonKey(wordNotSo, m)},
		},
	}})
}

// mayOpen reports whether the person may open such a case at the unit: the
// office at the units below it, a reporter at his own.
func (t *turn) mayOpen(rule anwei.CaseRule, unit anwei.UnitID) bool {
	for _, role := range rule.Open {
		switch role {
		case anwei.Office:
			if t.in.Person.Has(anwei.Office) && (unit == "" || t.inOffice(t.in.Ledger.Roster(), unit)) {
				return true
			}
		case anwei.Reporter:
			if t.in.Person.ReportsFor(unit) || unit == "" && t.in.Person.Has(anwei.Reporter) {
				return true
			}
		case anwei.Leader:
		}
	}
	return false
}

// wrongTerm says what is wrong with the day that was named for the last step.
func (t *turn) wrongTerm(rule anwei.CaseRule, on anwei.Date) string {
	if rule.Months == 0 {
		return ""
	}
	latest := t.latest(rule)
	switch {
	case on.IsZero():
		return termMissing(rule)
	case on.Before(t.today()):
		return pastDay(on) + termMissing(rule)
	case latest.Before(on):
		return termTooLong(rule, latest)
	}
	return ""
}

// latest is the last day that may be named for a case that is opened today.
func (t *turn) latest(rule anwei.CaseRule) anwei.Date {
	return anwei.DateOf(t.in.Now.AddDate(0, rule.Months, 0))
}

// nextCase is the number that the ledger gives next.
func (t *turn) nextCase() anwei.CaseID {
	var last anwei.CaseID
	for _, c := range t.in.Ledger.Cases("", false) {
		last = max(last, c.ID)
	}
	return last + 1
}

func stepMatter(c anwei.Case, s anwei.CaseStep) anwei.Matter {
	return anwei.Matter{Unit: c.Unit, Case: c.ID, Step: s.ID}
}

// opened takes the answer to whether a case is right, and tells those who have to
// act.
func (t *turn) opened(p Pending, text string) bool {
	switch {
	case yes(text):
		c := *p.Case
		if c.ID != t.nextCase() { // another one was opened meanwhile
			c.ID = t.nextCase()
		}
		c.Opened = t.in.Now
		rule, _ := t.in.Plan.CaseRule(c.Kind)
		t.st.Pending = nil
		t.out = append(t.out, PutCase{Case: c, New: true})
		if t.runs(c.Unit) {
			t.audit(anwei.Audit{Action: recordOpen, Unit: c.Unit, Detail: recordedCase(t.in.Plan, c, t.unitName(c.Unit), c.Text)})
		}
		t.say(caseOpened(rule, c, t.in.Person.ReportsFor(c.Unit)) + t.returning())
		t.tellUnit("case/"+strconv.Itoa(int(c.ID)), Say{Card: t.caseCard(rule, c)}, c.Unit)
		if !t.in.Person.Has(anwei.Office) {
			t.tellOffice("case/"+strconv.Itoa(int(c.ID)), caseNews(rule, c, t.unitName(c.Unit), t.in.Person), c.Unit)
		}
	case no(text):
		t.st.Pending = nil
		t.say(caseNotOpened() + t.returning())
	default:
		return false
	}
	return true
}

// advance takes that a step of a case is done, or that the case is to be closed,
// which is its next step where it has only one left.
func (t *turn) advance(said frame.CaseSaid) {
	c, ok := t.in.Ledger.Case(said.ID)
	if !ok || !t.mayTell(anwei.Matter{Unit: c.Unit, Case: c.ID}) {
		if ok {
			t.denied(recordStep, c.Unit)
		}
		t.say(noSuchCase(said.ID) + t.returning())
		return
	}
	if !c.Open() {
		t.say(caseClosedAlready(t.in.Plan, c) + t.returning())
		return
	}
	step, ok := c.Step(said.Step)
	if said.Step == "" || !ok {
		step, _ = c.Next()
	}
	switch {
	case !step.Done.IsZero():
		t.say(stepDoneAlready(t.in.Plan, c, step) + t.returning())
		return
	case said.Act == frame.CaseClose && open(c) > 1:
		t.say(caseUnfinished(t.in.Plan, c) + t.returning())
		return
	}
	t.finish(stepMatter(c, step), said.Result)
}

// open counts the steps of a case that are not done.
func open(c anwei.Case) int {
	n := 0
	for _, s := range c.Steps {
		if s.Done.IsZero() {
			n++
		}
	}
	return n
}

// pressHeld takes the button that says that something is done.
func (t *turn) pressHeld(m anwei.Matter) {
	if done, how := t.done(m); done {
		t.say(doneAlready(t.about(m), how) + t.returning())
		return
	}
	if m.Case != 0 {
		t.askBeside(Pending{Ask: AskResult, Matter: m}, askResult(t.about(m)))
		return
	}
	t.askBeside(Pending{Ask: AskDetail, Matter: m}, askDetail(t.about(m)))
}

// result takes in a sentence what came of a step.
func (t *turn) result(p Pending, text string) bool {
	if c := language.ReadCommand(text, t.formInMind(), t.in.Now); c.Kind != language.None && c.Kind != language.Unchanged || t.answersReport(text) {
		return false
	}
	if len([]rune(text)) < 2 {
		t.say(reasonTooShort() + askResult(t.about(p.Matter)))
		return true
	}
	t.finish(p.Matter, text)
	return true
}

// finish puts a step on record once its result is told and, where the plan wants
// one, a proof has come.
func (t *turn) finish(m anwei.Matter, result string) {
	c, ok := t.in.Ledger.Case(m.Case)
	step, found := c.Step(m.Step)
	if !ok || !found || !c.Open() || !step.Done.IsZero() {
		t.st.Pending = nil
		t.say(doneAlready(t.about(m), "已办结") + t.returning())
		return
	}
	if result == "" {
		t.askBeside(Pending{Ask: AskResult, Matter: m}, askResult(t.about(m)))
		return
	}
	if t.wantsProof(c, m.Step) {
		t.askBeside(Pending{Ask: AskProof, Matter: m, Result: result}, askProof(t.about(m)))
		return
	}
	t.close(c, m, result)
}

// wantsProof reports whether the plan asks for a photo or file of the step.
func (t *turn) wantsProof(c anwei.Case, id anwei.StepID) bool {
	rule, _ := t.in.Plan.CaseRule(c.Kind)
	for _, s := range rule.Steps {
		if s.ID == id {
			return s.Proof
		}
	}
	return false
}

// unproven takes why there is no proof. The office is told.
func (t *turn) unproven(p Pending, text string) bool {
	reason, ok := cutPrefixes(text, "无照片", "没有照片", "没照片", "无佐证")
	if !ok {
		return false
	}
	if reason == "" {
		t.say(whyNoProof())
		return true
	}
	c, _ := t.in.Ledger.Case(p.Matter.Case)
	t.close(c, p.Matter, unprovenText(p.Result, reason))
	return true
}

// close puts a step on record, and closes the case with its last one.
func (t *turn) close(c anwei.Case, m anwei.Matter, result string) {
	t.st.Pending = nil
	steps := append([]anwei.CaseStep(nil), c.Steps...)
	for i := range steps {
		if steps[i].ID == m.Step {
			steps[i].Done, steps[i].DoneBy, steps[i].Result = t.in.Now, t.in.Person.ID, result
		}
	}
	c.Steps = steps
	next, left := c.Next()
	if !left {
		c.Closed, c.ClosedBy, c.Outcome = t.in.Now, t.in.Person.ID, result
	}
	t.out = append(t.out, PutCase{Case: c})
	if t.runs(c.Unit) {
		done, _ := c.Step(m.Step)
		t.audit(anwei.Audit{Action: recordStep, Unit: c.Unit, Detail: recordedCase(t.in.Plan, c, t.unitName(c.Unit), done.Title+"："+result)})
	}
	t.st.Proven = &Proven{Matter: m, At: t.in.Now}
	step, _ := c.Step(m.Step)
	text := stepRecorded(t.in.Plan, c, step, next, left)
	t.say(text + t.returning())
	key := "case/" + strconv.Itoa(int(c.ID)) + "/" + string(m.Step)
	news := caseProgress(t.in.Plan, c, step, t.unitName(c.Unit), t.in.Person, left)
	t.tellOffice(key, news, c.Unit)
	if t.in.Person.Has(anwei.Office) {
		t.tellUnit(key, Say{Text: news}, c.Unit)
	}
}

// listCases lists the open cases that the person may see.
func (t *turn) listCases(said frame.CaseSaid) {
	var seen []anwei.Case
	roster := t.in.Ledger.Roster()
	scope, may := t.scope()
	if c, ok := t.in.Ledger.Case(said.ID); ok && !c.Open() && (may && roster.Within(c.Unit, scope) || t.in.Person.ReportsFor(c.Unit)) {
		t.say(caseClosedAlready(t.in.Plan, c) + t.returning())
		return
	}
	for _, c := range t.in.Ledger.Cases("", true) {
		if said.Kind != "" && c.Kind != said.Kind || said.ID != 0 && c.ID != said.ID || said.Unit != "" && c.Unit != said.Unit {
			continue
		}
		if may && roster.Within(c.Unit, scope) || t.in.Person.ReportsFor(c.Unit) {
			seen = append(seen, c)
		}
	}
	switch {
	case len(seen) == 0 && said.ID != 0:
		t.say(noSuchCase(said.ID) + t.returning())
	case len(seen) == 0 && said.Unit != "":
		t.say(t.unitName(said.Unit) + caseList(t.in.Plan, nil, t.unitName, t.today()) + t.returning())
	default:
		t.say(caseList(t.in.Plan, seen, t.unitName, t.today()) + t.returning())
	}
}
