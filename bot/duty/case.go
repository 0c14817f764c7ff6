package duty

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/day"
	"anwei/language/frame"
	"anwei/scheduler"
)

// caseSaid takes what is said of cases: one is opened, a step of one is done,
// one is closed, or the open ones are asked for.
func caseSaid(t *bot.Turn, text string) bool {
	if len(t.In.Plan.Cases) == 0 {
		return false
	}
	said, ok := frame.Case(t.Readings(text), t.In.Plan.Cases, t.In.Now)
	if !ok {
		return false
	}
	switch said.Act {
	case frame.CaseOpen:
		openCase(t, said)
	case frame.CaseList:
		listCases(t, said)
	case frame.CaseStepDone, frame.CaseClose:
		advance(t, said)
	default:
		return false
	}
	return true
}

// openCase shows a case before it is opened.
func openCase(t *bot.Turn, said frame.CaseSaid) {
	rule, _ := t.In.Plan.CaseRule(said.Kind)
	unit := said.Unit
	if mine := t.Mine(); unit == "" && len(said.Either) == 0 && len(mine) == 1 && !t.In.Person.Has(anwei.Office) {
		unit = mine[0].ID
	}
	switch {
	case !mayOpen(t, rule, unit):
		t.Denied(phrases.RecordOpen, unit)
		t.Say(mayNotOpen(t, rule))
		return
	case unit == "":
		t.Reply("duty.which_unit", "word", rule.Word)
		return
	case said.Text == "":
		t.Say(whatCase(t, rule) + t.Returning())
		return
	case rule.Months > 0 && len(said.Refused) > 0 && said.Refused[0].Reason == day.FarDay:
		t.Say(termTooLong(t, rule) + t.Returning())
		return
	case len(said.Refused) > 0:
		t.Say(refusedText(t, said.Refused) + whatCase(t, rule) + t.Returning())
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
	t.Open(bot.NewQuestion(Room, kindOpen, m.String(), telling{Matter: m, Case: &c}))
	t.Say(caseSheet(t, c))
	title := t.Text("duty.open_title", "case", rule.Title, "unit", t.UnitName(unit))
	t.Out = append(t.Out, bot.Say{Content: bot.MatterCard(m, scheduler.Shorten(title, 36), t.Text("duty.open_text"), phrases.WordOpen, phrases.WordNotSo)})
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
	missing := t.Text("duty.term_missing", "months", rule.Months)
	switch {
	case on.IsZero():
		return missing
	case on.Before(t.Today()):
		return t.Text("duty.past_day", "day", on.Chinese()) + missing
	case latest(t, rule).Before(on):
		return termTooLong(t, rule)
	}
	return ""
}

// latest is the last day that may be named for a case that is opened today.
func latest(t *bot.Turn, rule anwei.CaseRule) anwei.Date {
	return anwei.DateOf(t.In.Now.AddDate(0, rule.Months, 0))
}

func termTooLong(t *bot.Turn, rule anwei.CaseRule) string {
	return t.Text("duty.term_too_long", "months", rule.Months, "day", latest(t, rule).Chinese())
}

// mayNotOpen says who opens such a case.
func mayNotOpen(t *bot.Turn, rule anwei.CaseRule) string {
	unit := ""
	if slices.Contains(rule.Open, anwei.Reporter) {
		unit = "_unit"
	}
	return t.Text("duty.may_not_open"+unit, "case", phrases.Quoted(rule.Title), "office", t.In.Plan.Office)
}

// whatCase asks what a case is about.
func whatCase(t *bot.Turn, rule anwei.CaseRule) string {
	term := ""
	if rule.Months > 0 {
		term = "_term"
	}
	return t.Text("duty.what_case"+term, "word", rule.Word)
}

// caseSheet shows a case with its steps.
func caseSheet(t *bot.Turn, c anwei.Case) string {
	var steps strings.Builder
	for _, s := range c.Steps {
		steps.WriteString(t.Text("duty.sheet_step", "step", s.Title, "day", s.Due.Chinese()))
	}
	return t.Text("duty.sheet", "case", phrases.CaseName(t.In.Plan, c), "unit", t.UnitName(c.Unit), "text", c.Text, "steps", steps.String())
}

// nextCase is the number that the ledger gives next.
func nextCase(t *bot.Turn) anwei.CaseID {
	var last anwei.CaseID
	for _, c := range t.In.Ledger.Cases("", false) {
		last = max(last, c.ID)
	}
	return last + 1
}

// StepMatter is the matter of a step of a case.
func StepMatter(c anwei.Case, s anwei.CaseStep) anwei.Matter {
	return anwei.Matter{Unit: c.Unit, Case: c.ID, Step: s.ID}
}

// opened takes the answer to whether a case is right, and tells those who have to
// act.
func opened(t *bot.Turn, p telling, text string) bool {
	switch {
	case bot.Yes(t, text):
		c := *p.Case
		if c.ID != nextCase(t) { // another one was opened meanwhile
			c.ID = nextCase(t)
		}
		c.Opened = t.In.Now
		t.Close()
		t.Out = append(t.Out, bot.PutCase{Case: c, New: true})
		if t.Runs(c.Unit) {
			t.Audit(anwei.Audit{Action: phrases.RecordOpen, Unit: c.Unit, Detail: t.Text("office.recorded_case", "case", phrases.CaseName(t.In.Plan, c), "unit", t.UnitName(c.Unit), "what", phrases.Shorten(c.Text))})
		}
		tellOpened(t, c)
	case bot.No(t, text):
		t.Close()
		t.Reply("duty.not_opened")
	default:
		return false
	}
	return true
}

// tellOpened says that a case was opened, to who did it and to those who have to act.
func tellOpened(t *bot.Turn, c anwei.Case) {
	name, first, last := phrases.CaseName(t.In.Plan, c), c.Steps[0], c.Steps[len(c.Steps)-1].Due.Chinese()
	done := t.Text("duty.opened", "case", name, "n", int(c.ID), "step", first.Title)
	if t.In.Person.ReportsFor(c.Unit) {
		done = t.Text("duty.opened_own", "case", name, "day", last, "n", int(c.ID), "step", first.Title)
	}
	t.Say(done + t.Returning())
	key, unit := "case/"+strconv.Itoa(int(c.ID)), t.UnitName(c.Unit)
	title := t.Text("duty.open_title", "case", name, "unit", unit)
	text := t.Text("duty.case_card", "text", scheduler.Shorten(strings.TrimRight(c.Text, "。"), 100), "day", first.Due.Chinese(), "step", first.Title)
	t.TellUnit(key, bot.Say{Content: bot.MatterCard(StepMatter(c, first), scheduler.Shorten(title, 36), text, anwei.WordHeld)}, c.Unit)
	if !t.In.Person.Has(anwei.Office) {
		t.TellOffice(key, t.Text("duty.case_news", "unit", unit, "case", name, "text", c.Text, "day", last, "person", t.In.Person.Name), c.Unit)
	}
}
