package duty

import (
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
	"anwei/scheduler"
)

// advance takes that a step of a case is done, or that the case is to be closed,
// which is its next step where it has only one left.
func advance(t *bot.Turn, said frame.CaseSaid) {
	c, ok := t.In.Ledger.Case(said.ID)
	if !ok || !bot.MayTell(t, anwei.Matter{Unit: c.Unit, Case: c.ID}) {
		if ok {
			t.Denied(phrases.RecordStep, c.Unit)
		}
		t.Reply("duty.no_case", "n", int(said.ID))
		return
	}
	if !c.Open() {
		t.Say(closedAlready(t, c) + t.Returning())
		return
	}
	step, ok := c.Step(said.Step)
	if said.Step == "" || !ok {
		step, _ = c.Next()
	}
	switch {
	case !step.Done.IsZero():
		t.Reply("duty.step_already", "step", phrases.StepName(t.In.Plan, c, step), "at", phrases.ClockText(step.Done))
		return
	case said.Act == frame.CaseClose && len(open(c)) > 1:
		t.Reply("duty.unfinished", "case", phrases.CaseName(t.In.Plan, c), "steps", strings.Join(open(c), "、"))
		return
	}
	finish(t, StepMatter(c, step), said.Result)
}

// open names the steps of a case that are not done.
func open(c anwei.Case) []string {
	return anwei.Each(anwei.Where(c.Steps, func(s anwei.CaseStep) bool { return s.Done.IsZero() }), func(s anwei.CaseStep) string {
		return s.Title
	})
}

func closedAlready(t *bot.Turn, c anwei.Case) string {
	return t.Text("duty.closed_already", "case", phrases.CaseName(t.In.Plan, c), "at", phrases.ClockText(c.Closed))
}

// PressHeld takes the button that says that something is done.
func PressHeld(t *bot.Turn, m anwei.Matter) {
	if done, how := t.Done(m); done {
		t.Reply("duty.done_already", "about", t.About(m), "how", how)
		return
	}
	kind := kindDetail
	if m.Case != 0 {
		kind = kindResult
	}
	ask(t, kind, telling{Matter: m}, "")
}

// result takes in a sentence what came of a step.
func result(t *bot.Turn, p telling, text string) bool {
	if bot.Wants(t, text) || bot.AnswersReport(t, text) {
		return false
	}
	if len([]rune(text)) < 2 {
		ask(t, kindResult, p, t.Text("common.reason_too_short"))
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
		t.Close()
		t.Reply("duty.done_already", "about", t.About(m), "how", t.Text("hall.closed"))
		return
	}
	if result == "" {
		ask(t, kindResult, telling{Matter: m}, "")
		return
	}
	if wantsProof(t, c, m.Step) {
		ask(t, bot.AskProof, telling{Matter: m, Result: result}, "")
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

// unproven takes why there is no proof. The office is told.
func unproven(t *bot.Turn, p telling, text string) bool {
	reason, ok := bot.CutPrefixes(text, "无照片", "没有照片", "没照片", "无佐证")
	if !ok {
		return false
	}
	if reason == "" {
		t.Tell("duty.why_no_proof")
		return true
	}
	c, _ := t.In.Ledger.Case(p.Matter.Case)
	close(t, c, p.Matter, t.Text("duty.unproven", "result", p.Result, "reason", reason))
	return true
}

// close puts a step on record, and closes the case with its last one.
func close(t *bot.Turn, c anwei.Case, m anwei.Matter, result string) {
	t.Close()
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
		t.Audit(anwei.Audit{Action: phrases.RecordStep, Unit: c.Unit, Detail: t.Text("office.recorded_case",
			"case", phrases.CaseName(t.In.Plan, c), "unit", t.UnitName(c.Unit), "what", phrases.Shorten(done.Title+"："+result))})
	}
	bot.Keep(t, Room, bot.Told, bot.Proven{Matter: m, At: t.In.Now})
	step, _ := c.Step(m.Step)
	last, name := "_last", phrases.StepName(t.In.Plan, c, step)
	text := t.Text("duty.step_last", "step", name)
	if left {
		last, text = "", t.Text("duty.step_noted", "step", name, "next", next.Title, "day", next.Due.Chinese())
	}
	t.Say(text + t.Returning())
	key := "case/" + strconv.Itoa(int(c.ID)) + "/" + string(m.Step)
	news := t.Text("duty.step_news"+last, "case", phrases.CaseName(t.In.Plan, c), "unit", t.UnitName(c.Unit), "step", step.Title, "result", step.Result, "person", t.In.Person.Name)
	t.TellOffice(key, news, c.Unit)
	if t.In.Person.Has(anwei.Office) {
		t.TellUnit(key, bot.Say{Content: anwei.PlainText(news)}, c.Unit)
	}
}

// listCases lists the open cases that the person may see.
func listCases(t *bot.Turn, said frame.CaseSaid) {
	var seen []anwei.Case
	roster := t.In.Ledger.Roster()
	scope, may := t.Scope()
	if c, ok := t.In.Ledger.Case(said.ID); ok && !c.Open() && (may && roster.Within(c.Unit, scope) || t.In.Person.ReportsFor(c.Unit)) {
		t.Say(closedAlready(t, c) + t.Returning())
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
		t.Reply("duty.no_case", "n", int(said.ID))
	case len(seen) == 0 && said.Unit != "":
		t.Say(t.UnitName(said.Unit) + t.Text("duty.no_cases") + t.Returning())
	default:
		t.Say(caseList(t, seen) + t.Returning())
	}
}

// caseList lists open cases with the step that is next.
func caseList(t *bot.Turn, cases []anwei.Case) string {
	if len(cases) == 0 {
		return t.Text("duty.no_cases")
	}
	var lines strings.Builder
	for _, c := range cases {
		s, _ := c.Next()
		late := ""
		if s.Due.Before(t.Today()) {
			late = "_late"
		}
		lines.WriteString(t.Text("duty.cases_line"+late, "case", phrases.CaseName(t.In.Plan, c), "unit", t.UnitName(c.Unit),
			"text", scheduler.Shorten(c.Text, 24), "step", s.Title, "day", s.Due.Chinese()))
	}
	return t.Text("duty.cases", "n", len(cases), "lines", lines.String())
}
