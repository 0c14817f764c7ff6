package bot

import (
	"time"

	"anwei"
	"anwei/language"
)

// difficultDays is for how many working days a unit is left alone that told a
// difficulty, so that the office can answer.
const difficultDays = 3

// promiseWords takes 今天报, 明天报 and 有困难 where they are typed: they are
// about what the person's units have not reported.
func (t *turn) promiseWords(text string) bool {
	said, ok := language.ReadPromise(text, t.in.Now)
	if !ok {
		return false
	}
	var owing []anwei.Matter
	if t.st.Stage != Idle && t.st.Stage != Choosing {
		owing = append(owing, anwei.ReportMatter(t.st.Key))
	} else {
		owing = t.owing()
	}
	if len(owing) == 0 {
		return false
	}
	if len(said.Refused) > 0 {
		t.say(badDay() + t.prompt())
		return true
	}
	t.promise(owing, said)
	return true
}

// owing returns the reports of the person's units that are missing: of the forms
// that they were reminded of last, and where they never were, of the first.
func (t *turn) owing() []anwei.Matter {
	var best []anwei.Matter
	var latest time.Time
	for _, f := range t.in.Plan.Forms {
		missing, told := t.owingOf(f)
		switch {
		case len(missing) == 0:
		case best == nil || told.After(latest):
			best, latest = missing, told
		case told.Equal(latest) && !told.IsZero():
			best = append(best, missing...)
		}
	}
	return best
}

// owingOf returns the reports of one form that the person's units owe, of the
// period that they were reminded of last, and otherwise of the newest whose
// deadline is over, or the open one; and when they were reminded.
func (t *turn) owingOf(f anwei.Form) ([]anwei.Matter, time.Time) {
	open := openPeriod(f, t.in)
	periods := []anwei.Period{open.Prev(), open}
	if f.Deadline.Late(open, t.in.Calendar, t.in.Now) {
		periods = []anwei.Period{open, open.Prev()}
	}
	var best []anwei.Matter
	var latest time.Time
	for _, p := range periods {
		missing, told := t.missing(f, p)
		if len(missing) > 0 && (best == nil || told.After(latest)) {
			best, latest = missing, told
		}
	}
	return best, latest
}

// missing returns the reports of one period that the person's units owe, and
// when they were reminded of any of them last.
func (t *turn) missing(f anwei.Form, p anwei.Period) ([]anwei.Matter, time.Time) {
	var out []anwei.Matter
	var told time.Time
	if !f.Covers(p) {
		return nil, told
	}
	for _, u := range t.reporting(f) {
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID}
		if _, in := t.in.Ledger.Report(key); in {
			continue
		}
		m := anwei.ReportMatter(key)
		out = append(out, m)
		for _, r := range t.in.Ledger.Reminders(m) {
			if r.At.After(told) {
				told = r.At
			}
		}
	}
	return out, told
}

// promise keeps what was said of the matters, and lets the office know of a
// difficulty.
func (t *turn) promise(about []anwei.Matter, said language.PromiseSaid) {
	if said.Kind == anwei.Difficult && said.Reason == "" {
		t.askBeside(Pending{Ask: AskWhy, Options: about}, askWhy(t.about(about[0])))
		return
	}
	if said.Kind == anwei.Difficult && said.On.IsZero() {
		said.On = t.in.Calendar.AddWorking(t.today(), difficultDays)
	}
	t.st.Pending = nil
	for _, m := range about {
		if done, how := t.done(m); done {
			t.say(doneAlready(t.about(m), how))
			continue
		}
		p := anwei.Promise{Matter: m, Kind: said.Kind, On: said.On, Reason: said.Reason, By: t.in.Person.ID, At: t.in.Now}
		t.out = append(t.out, PutPromise{Promise: p})
		t.say(promised(t.about(m), p, t.in.Plan.Office))
		if said.Kind == anwei.Difficult {
			t.tellOffice("difficult/"+m.String()+"/"+t.today().String(), difficulty(t.about(m), said.Reason, t.in.Person), m.Unit)
		}
	}
}

// why takes the reason of a difficulty. Only what is clearly something else is
// none.
func (t *turn) why(p Pending, text string) bool {
	if c := language.ReadCommand(text, t.formInMind(), t.in.Now); c.Kind != language.None && c.Kind != language.Unchanged {
		return false
	}
	if len([]rune(text)) < 2 {
		t.say(reasonTooShort() + askWhy(t.about(p.Options[0])))
		return true
	}
	if said, ok := language.ReadPromise(text, t.in.Now); ok && said.Kind == anwei.Promised && len(said.Refused) == 0 {
		t.promise(p.Options, said)
		return true
	}
	t.promise(p.Options, language.PromiseSaid{Kind: anwei.Difficult, Reason: text})
	return true
}

// done reports whether nothing is owed any more, and how that came.
func (t *turn) done(m anwei.Matter) (bool, string) {
	switch {
	case m.Form != "":
		key, _ := m.Report()
		r, in := t.in.Ledger.Report(key)
		return in, "已于" + clockText(r.At) + "报送"
	case m.Duty != "":
		d, _ := t.in.Plan.Duty(m.Duty)
		n := anwei.Counted(t.in.Ledger.Fulfilments(m))
		return d.Wanted > 0 && n >= d.Wanted, countText(n, d)
	}
	c, ok := t.in.Ledger.Case(m.Case)
	s, _ := c.Step(m.Step)
	return !ok || !c.Open() || !s.Done.IsZero(), "已办结"
}

// tellOffice says something once to everybody of the office that is responsible
// for the unit.
func (t *turn) tellOffice(key, text string, u anwei.UnitID) {
	roster := t.in.Ledger.Roster()
	for _, p := range roster.People {
		for _, node := range p.UnitsAs(anwei.Office) {
			if roster.Within(u, node) && p.ID != t.in.Person.ID {
				t.out = append(t.out, Say{To: p.ID, Key: key + "/" + string(p.ID), Text: text})
				break
			}
		}
	}
}

// tellUnit says something once to everybody who reports for the unit.
func (t *turn) tellUnit(key string, s Say, u anwei.UnitID) {
	for _, p := range t.in.Ledger.Roster().People {
		if p.ReportsFor(u) && p.ID != t.in.Person.ID {
			s.To, s.Key = p.ID, key+"/"+string(p.ID)
			t.out = append(t.out, s)
		}
	}
}
