package bot

import (
	"time"

	"anwei"
	"anwei/language"
	"anwei/language/deed"
)

// difficultDays is for how many working days a unit is left alone that told a
// difficulty, so that the office can answer.
const difficultDays = 3

// promiseWords takes 今天报, 明天报 and 有困难 where they are typed: they are
// about what the person's units have not reported.
func (t *turn) promiseWords(text string) bool {
	said, ok := deed.ReadPromise(text, t.in.Now)
	if !ok {
		return false
	}
	var owing []anwei.Matter
	if t.st.Stage != Idle && t.st.Stage != Choosing {
		owing = t.together(anwei.ReportMatter(t.st.Key))
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

// owing returns the reports of the person's units that are missing, of the period
// that they were reminded of last, and otherwise of the newest whose deadline is
// over, or the open one; of the other forms those that were reminded of together
// with them.
func (t *turn) owing() []anwei.Matter {
	var best []anwei.Matter
	var latest time.Time
	for _, f := range t.in.Plan.Forms {
		open := openPeriod(f, t.in)
		periods := []anwei.Period{open.Prev(), open}
		if f.Deadline.Late(open, t.in.Calendar, t.in.Now) {
			periods = []anwei.Period{open, open.Prev()}
		}
		for _, p := range periods {
			missing, told := t.missing(f, p)
			if len(missing) > 0 && (best == nil || told.After(latest)) {
				best, latest = missing, told
			}
		}
	}
	all := make([]anwei.Matter, 0, len(best))
	for _, m := range best {
		all = append(all, t.together(m)...)
	}
	return all
}

// together returns a report with those of the unit that are due on the same day,
// are missing too and were reminded of: one message spoke of them all.
func (t *turn) together(m anwei.Matter) []anwei.Matter {
	out := []anwei.Matter{m}
	f, ok := t.in.Plan.Form(m.Form)
	u, known := t.in.Ledger.Unit(m.Unit)
	if !ok || !known {
		return out
	}
	day := f.Deadline.On(m.Period, t.in.Calendar)
	for _, x := range t.in.Plan.Forms {
		other := anwei.Matter{Unit: m.Unit, Form: x.ID, Period: m.Period}
		if x.ID == f.ID || x.Every != f.Every || !x.Covers(m.Period) || !x.Audience.Includes(u) || x.Deadline.On(m.Period, t.in.Calendar) != day {
			continue
		}
		if done, _ := t.done(other); !done && len(t.in.Ledger.Reminders(other)) > 0 {
			out = append(out, other)
		}
	}
	return out
}

// abouts names matters together: 南村镇10月调度表、台账.
func (t *turn) abouts(ms []anwei.Matter) string {
	var out string
	for i, m := range ms {
		switch name := t.about(m); {
		case i == 0:
			out = name
		case m.Form != "" && m.Unit == ms[0].Unit && m.Period == ms[0].Period:
			f, _ := t.in.Plan.Form(m.Form)
			out += "、" + f.Short
		default:
			out += "、" + name
		}
	}
	return out
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
func (t *turn) promise(about []anwei.Matter, said deed.PromiseSaid) {
	if said.Kind == anwei.Difficult && said.Reason == "" {
		t.askBeside(Pending{Ask: AskWhy, Options: about}, askWhy(t.abouts(about)))
		return
	}
	if said.Kind == anwei.Difficult && said.On.IsZero() {
		said.On = t.in.Calendar.AddWorking(t.today(), difficultDays)
	}
	t.st.Pending = nil
	for len(about) > 0 {
		n := 1 // what is one unit's is answered in one sentence
		for n < len(about) && about[n].Unit == about[0].Unit {
			n++
		}
		t.promiseUnit(about[:n], said)
		about = about[n:]
	}
}

// promiseUnit keeps what was said of matters of one unit.
func (t *turn) promiseUnit(about []anwei.Matter, said deed.PromiseSaid) {
	var kept []anwei.Matter
	var p anwei.Promise
	for _, m := range about {
		if done, how := t.done(m); done {
			t.say(doneAlready(t.about(m), how))
			continue
		}
		p = anwei.Promise{Matter: m, Kind: said.Kind, On: said.On, Reason: said.Reason, By: t.in.Person.ID, At: t.in.Now}
		t.out = append(t.out, PutPromise{Promise: p})
		kept = append(kept, m)
	}
	if len(kept) == 0 {
		return
	}
	t.say(promised(t.abouts(kept), p, t.in.Plan.Office))
	if said.Kind == anwei.Difficult {
		key := "difficult/" + kept[0].String() + "/" + t.today().String()
		t.tellOffice(key, difficulty(t.abouts(kept), said.Reason, t.in.Person), kept[0].Unit)
	}
}

// why takes the reason of a difficulty. Only what is clearly something else is
// none.
func (t *turn) why(p Pending, text string) bool {
	if c := language.ReadCommand(text, t.formInMind(), t.in.Now); c.Kind != language.None && c.Kind != language.Unchanged {
		return false
	}
	if len([]rune(text)) < 2 {
		t.say(reasonTooShort() + askWhy(t.abouts(p.Options)))
		return true
	}
	if said, ok := deed.ReadPromise(text, t.in.Now); ok && said.Kind == anwei.Promised && len(said.Refused) == 0 {
		t.promise(p.Options, said)
		return true
	}
	t.promise(p.Options, deed.PromiseSaid{Kind: anwei.Difficult, Reason: text})
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
