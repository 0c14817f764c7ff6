package duty

import (
	"strconv"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/day"
	"anwei/language/deed"
)

// CaseWords takes what is said of cases: one is opened, a step of one is done,
// one is closed, or the open ones are asked for.
func CaseWords(t *bot.Turn, text string) bool {
	if len(t.In.Plan.Cases) == 0 {
		return false
	}
	said, ok := deed.ReadCase(text, t.In.Plan.Cases, t.NamesOfUnits(), t.In.Now)
	if !ok {
		return false
	}
	switch said.Act {
	case deed.CaseOpen:
		openCase(t, said, text)
	case deed.CaseList:
		listCases(t, said)
	case deed.CaseStepDone, deed.CaseClose:
		advance(t, said)
	default:
		return false
	}
	return true
}

// openCase shows a case before it is opened.
func openCase(t *bot.Turn, said deed.CaseSaid, words string) {
	rule, _ := t.In.Plan.CaseRule(said.Kind)
	unit := said.Unit
	if mine := t.Mine(); unit == "" && len(said.Either) == 0 && len(mine) == 1 && !t.In.Person.Has(anwei.Office) {
		unit = mine[0].ID
	}
	switch {
	case !mayOpen(t, rule, unit):
		t.Denied(phrases.RecordOpen, unit)
		t.Say(mayNotOpen(rule, t.In.Plan.Office))
		return
	case unit == "":
		t.Say(caseUnit(rule) + t.Returning())
		return
	case said.Text == "":
		t.Say(caseText(rule) + t.Returning())
		return
	case rule.Months > 0 && len(said.Refused) > 0 && said.Refused[0].Reason == day.FarDay:
		t.Say(termTooLong(rule, latest(t, rule)) + t.Returning())
		return
	case len(said.Refused) > 0:
		t.Say(refusedText(t, said.Refused) + caseText(rule) + t.Returning())
		return
	}
	if refusal := wrongTerm(t, rule, said.On); refusal != "" {
		t.Say(refusal + t.Returning())
		return
	}
	c := anwei.Case{
		ID: nextCase(t), Kind: rule.ID, Unit: unit, Text: said.Text, Opened: t.In.Now, By: t.In.Person.ID,
	}
	for _, s := range rule.Steps {
		c.Steps = append(c.Steps, anwei.CaseStep{ID: s.ID, Title: s.Title, Due: s.Due(t.Today(), said.On)})
	}
	m := StepMatter(c, c.Steps[0])
	t.State.Pending = &bot.Pending{Ask: bot.AskOpen, Matter: m, Case: &c, Words: words}
	t.Say(caseSheet(rule, c, t.UnitName(unit)))
	t.Out = append(t.Out, bot.Say{Card: &anwei.Card{
		Title: openTitle(rule, t.UnitName(unit)), Text: openText(),
		Buttons: []anwei.Button{
			{Text: phrases.WordOpen, Key: anwei.ButtonKey(phrases.WordOpen, m), Main: true},
			{Text: phrases.WordNotSo, Key: anwei.ButtonKey(phrases.WordNotSo, m)},
		},
	}})
}

// mayOpen reports whether the person may open such a case at the unit: the
// office at the units below it, a reporter at his own.
func mayOpen(t *bot.Turn, rule anwei.CaseRule, unit anwei.UnitID) bool {
	for _, role := range rule.Open {
		switch role {
		case anwei.Office:
			if t.In.Person.Has(anwei.Office) && (unit == "" || t.InOffice(t.In.Ledger.Roster(), unit)) {
				return true
			}
		case anwei.Reporter:
			if t.In.Person.ReportsFor(unit) || unit == "" && t.In.Person.Has(anwei.Reporter) {
				return true
			}
		case anwei.Leader:
		}
	}
	return false
}

// wrongTerm says what is wrong with the day that was named for the last step.
func wrongTerm(t *bot.Turn, rule anwei.CaseRule, on anwei.Date) string {
	if rule.Months == 0 {
		return ""
	}
	latest := latest(t, rule)
	switch {
	case on.IsZero():
		return termMissing(rule)
	case on.Before(t.Today()):
		return pastDay(on) + termMissing(rule)
	case latest.Before(on):
		return termTooLong(rule, latest)
	}
	return ""
}

// latest is the last day that may be named for a case that is opened today.
func latest(t *bot.Turn, rule anwei.CaseRule) anwei.Date {
	return anwei.DateOf(t.In.Now.AddDate(0, rule.Months, 0))
}

// nextCase is the number that the ledger gives next.
func nextCase(t *bot.Turn) anwei.CaseID {
	var last anwei.CaseID
	for _, c := range t.In.Ledger.Cases("", false) {
		last = max(last, c.ID)
	}
	return last + 1
}

func StepMatter(c anwei.Case, s anwei.CaseStep) anwei.Matter {
	return anwei.Matter{Unit: c.Unit, Case: c.ID, Step: s.ID}
}

// Opened takes the answer to whether a case is right, and tells those who have to
// act.
func Opened(t *bot.Turn, p bot.Pending, text string) bool {
	switch {
	case bot.Yes(text):
		c := *p.Case
		if c.ID != nextCase(t) { // another one was opened meanwhile
			c.ID = nextCase(t)
		}
		c.Opened = t.In.Now
		rule, _ := t.In.Plan.CaseRule(c.Kind)
		t.State.Pending = nil
		t.Out = append(t.Out, bot.PutCase{Case: c, New: true})
		if t.Runs(c.Unit) {
			t.Audit(anwei.Audit{Action: phrases.RecordOpen, Unit: c.Unit, Detail: phrases.RecordedCase(t.In.Plan, c, t.UnitName(c.Unit), c.Text)})
		}
		t.Say(caseOpened(rule, c, t.In.Person.ReportsFor(c.Unit)) + t.Returning())
		t.TellUnit("case/"+strconv.Itoa(int(c.ID)), bot.Say{Card: caseCard(t, rule, c)}, c.Unit)
		if !t.In.Person.Has(anwei.Office) {
			t.TellOffice("case/"+strconv.Itoa(int(c.ID)), caseNews(rule, c, t.UnitName(c.Unit), t.In.Person), c.Unit)
		}
	case bot.No(text):
		t.State.Pending = nil
		t.Say(caseNotOpened() + t.Returning())
	default:
		return false
	}
	return true
}

// advance takes that a step of a case is done, or that the case is to be closed,
// which is its next step where it has only one left.
func advance(t *bot.Turn, said deed.CaseSaid) {
	c, ok := t.In.Ledger.Case(said.ID)
	if !ok || !bot.MayTell(t, anwei.Matter{Unit: c.Unit, Case: c.ID}) {
		if ok {
			t.Denied(phrases.RecordStep, c.Unit)
		}
		t.Say(noSuchCase(said.ID) + t.Returning())
		return
	}
	if !c.Open() {
		t.Say(caseClosedAlready(t.In.Plan, c) + t.Returning())
		return
	}
	step, ok := c.Step(said.Step)
	if said.Step == "" || !ok {
		step, _ = c.Next()
	}
	switch {
	case !step.Done.IsZero():
		t.Say(stepDoneAlready(t.In.Plan, c, step) + t.Returning())
		return
	case said.Act == deed.CaseClose && open(c) > 1:
		t.Say(caseUnfinished(t.In.Plan, c) + t.Returning())
		return
	}
	finish(t, StepMatter(c, step), said.Result)
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

// PressHeld takes the button that says that something is done.
func PressHeld(t *bot.Turn, m anwei.Matter) {
	if done, how := t.Done(m); done {
		t.Say(doneAlready(t.About(m), how) + t.Returning())
		return
	}
	if m.Case != 0 {
		t.AskBeside(bot.Pending{Ask: bot.AskResult, Matter: m}, askResult(t.About(m)))
		return
	}
	t.AskBeside(bot.Pending{Ask: bot.AskDetail, Matter: m}, askDetail(t.About(m)))
}

// Result takes in a sentence what came of a step.
func Result(t *bot.Turn, p bot.Pending, text string) bool {
	if c := language.ReadCommand(text, t.FormInMind(), t.In.Now); c.Kind != language.None && c.Kind != language.Unchanged || bot.AnswersReport(t, text) {
		return false
	}
	if len([]rune(text)) < 2 {
		t.Say(phrases.ReasonTooShort() + askResult(t.About(p.Matter)))
		return true
	}
	finish(t, p.Matter, text)
	return true
}

// finish puts a step on record once its result is told and, where the plan wants
// one, a proof has come.
func finish(t *bot.Turn, m anwei.Matter, result string) {
	c, ok := t.In.Ledger.Case(m.Case)
	step, found := c.Step(m.Step)
	if !ok || !found || !c.Open() || !step.Done.IsZero() {
		t.State.Pending = nil
		t.Say(doneAlready(t.About(m), "已办结") + t.Returning())
		return
	}
	if result == "" {
		t.AskBeside(bot.Pending{Ask: bot.AskResult, Matter: m}, askResult(t.About(m)))
		return
	}
	if wantsProof(t, c, m.Step) {
		t.AskBeside(bot.Pending{Ask: bot.AskProof, Matter: m, Result: result}, askProof(t.About(m)))
		return
	}
	close(t, c, m, result)
}

// wantsProof reports whether the plan asks for a photo or file of the step.
func wantsProof(t *bot.Turn, c anwei.Case, id anwei.StepID) bool {
	rule, _ := t.In.Plan.CaseRule(c.Kind)
	for _, s := range rule.Steps {
		if s.ID == id {
			return s.Proof
		}
	}
	return false
}

// Unproven takes why there is no proof. The office is told.
func Unproven(t *bot.Turn, p bot.Pending, text string) bool {
	reason, ok := bot.CutPrefixes(text, "无照片", "没有照片", "没照片", "无佐证")
	if !ok {
		return false
	}
	if reason == "" {
		t.Say(whyNoProof())
		return true
	}
	c, _ := t.In.Ledger.Case(p.Matter.Case)
	close(t, c, p.Matter, unprovenText(p.Result, reason))
	return true
}

// close puts a step on record, and closes the case with its last one.
func close(t *bot.Turn, c anwei.Case, m anwei.Matter, result string) {
	t.State.Pending = nil
	steps := append([]anwei.CaseStep(nil), c.Steps...)
	for i := range steps {
		if steps[i].ID == m.Step {
			steps[i].Done, steps[i].DoneBy, steps[i].Result = t.In.Now, t.In.Person.ID, result
		}
	}
	c.Steps = steps
	next, left := c.Next()
	if !left {
		c.Closed, c.ClosedBy, c.Outcome = t.In.Now, t.In.Person.ID, result
	}
	t.Out = append(t.Out, bot.PutCase{Case: c})
	if t.Runs(c.Unit) {
		done, _ := c.Step(m.Step)
		t.Audit(anwei.Audit{Action: phrases.RecordStep, Unit: c.Unit, Detail: phrases.RecordedCase(t.In.Plan, c, t.UnitName(c.Unit), done.Title+"："+result)})
	}
	t.State.Proven = &bot.Proven{Matter: m, At: t.In.Now}
	step, _ := c.Step(m.Step)
	text := stepRecorded(t.In.Plan, c, step, next, left)
	t.Say(text + t.Returning())
	key := "case/" + strconv.Itoa(int(c.ID)) + "/" + string(m.Step)
	news := caseProgress(t.In.Plan, c, step, t.UnitName(c.Unit), t.In.Person, left)
	t.TellOffice(key, news, c.Unit)
	if t.In.Person.Has(anwei.Office) {
		t.TellUnit(key, bot.Say{Text: news}, c.Unit)
	}
}

// listCases lists the open cases that the person may see.
func listCases(t *bot.Turn, said deed.CaseSaid) {
	var seen []anwei.Case
	roster := t.In.Ledger.Roster()
	scope, may := t.Scope()
	if c, ok := t.In.Ledger.Case(said.ID); ok && !c.Open() && (may && roster.Within(c.Unit, scope) || t.In.Person.ReportsFor(c.Unit)) {
		t.Say(caseClosedAlready(t.In.Plan, c) + t.Returning())
		return
	}
	for _, c := range t.In.Ledger.Cases("", true) {
		if said.Kind != "" && c.Kind != said.Kind || said.ID != 0 && c.ID != said.ID || said.Unit != "" && c.Unit != said.Unit {
			continue
		}
		if may && roster.Within(c.Unit, scope) || t.In.Person.ReportsFor(c.Unit) {
			seen = append(seen, c)
		}
	}
	switch {
	case len(seen) == 0 && said.ID != 0:
		t.Say(noSuchCase(said.ID) + t.Returning())
	case len(seen) == 0 && said.Unit != "":
		t.Say(t.UnitName(said.Unit) + caseList(t.In.Plan, nil, t.UnitName, t.Today()) + t.Returning())
	default:
		t.Say(caseList(t.In.Plan, seen, t.UnitName, t.Today()) + t.Returning())
	}
}
