package office

import (
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/scheduler"
)

// owner is a unit that owes a report, with what is known of it.
type owner struct {
	unit anwei.Unit
	key  anwei.ReportKey
	// state is how far the unit is, and what it promised.
	state string
	// spared is set where the unit has named a day that is not over.
	spared bool
}

// chase shows which of the units owe a report and who would be reminded, and asks
// for the one yes. Where no form was named all are meant that are due with the main one.
// Who has named a day that is not over is spared unless named.
func chase(t *bot.Turn, a bot.Act, units []anwei.UnitID, named bool) {
	main, ok := bot.ActForm(t, a)
	if !ok {
		return
	}
	period, ok := chased(t, main, a.Period, units)
	if !ok {
		return
	}
	var forms, lines []string
	var owing, spared []owner
	due := dueWith(t, main, a.Form)
	a.Form, a.Period, a.Keys = main.ID, period, nil
	for _, f := range due {
		var of []owner
		for _, o := range owners(t, f, period, units) {
			if o.spared && !named {
				spared = append(spared, o)
				continue
			}
			of = append(of, o)
			a.Keys = append(a.Keys, o.key)
		}
		if len(of) > 0 {
			forms, owing = append(forms, f.Short), append(owing, of...)
			lines = append(lines, t.Text("office.owes_form", "form", phrases.If(len(due) > 1, f.Short), "lines", owesLines(t, of)))
		}
	}
	if len(a.Keys) == 0 {
		nobodyOwes(t, shorts(due), period, named, spared)
		return
	}
	people, today, _ := toChase(t, a)
	places := []any{
		"period", phrases.ShortPeriod(period), "form", strings.Join(forms, "、"), "lines", strings.Join(lines, "\n"), "n", countUnits(owing),
		"spared", phrases.If(len(spared) > 0, countUnits(spared)), "spared_lines", owesLines(t, spared), "people", len(people), "today", phrases.If(len(today) > 0, len(today)),
	}
	switch {
	case len(people) > 0:
		bot.PreviewAct(t, a, t.Text("office.chase_preview", places...))
	case len(today) > 0:
		t.Reply("office.chased_already", places...)
	default:
		t.Reply("office.nobody_to_chase", places...)
	}
}

// dueWith are the forms that are chased: the one that was named, or with the main one all
// that are reported as often.
func dueWith(t *bot.Turn, main anwei.Form, named anwei.FormID) []anwei.Form {
	forms := []anwei.Form{main}
	for _, f := range t.In.Plan.Forms {
		if named == "" && f.ID != main.ID && f.Every == main.Every {
			forms = append(forms, f)
		}
	}
	return forms
}

// shorts names forms: 调度表、台账.
func shorts(forms []anwei.Form) string {
	names := anwei.Each(forms, func(f anwei.Form) string { return f.Short })
	return strings.Join(names, "、")
}

// countUnits counts the units, each once.
func countUnits(all []owner) int {
	seen := map[anwei.UnitID]bool{}
	for _, o := range all {
		seen[o.unit.ID] = true
	}
	return len(seen)
}

// nobodyOwes tells that nobody is to be chased, and why.
func nobodyOwes(t *bot.Turn, forms string, p anwei.Period, named bool, spared []owner) {
	period := phrases.ShortPeriod(p)
	switch {
	case len(spared) > 0:
		t.Reply("office.all_promised", "period", period, "form", forms, "n", len(spared), "lines", owesLines(t, spared), "unit", spared[0].unit.Name)
	case named:
		t.Reply("office.not_owed", "period", period, "form", forms)
	default:
		t.Reply("office.nobody_owes", "period", period, "form", forms)
	}
}

// owesLines puts the units together of which the same is to be said.
func owesLines(t *bot.Turn, owing []owner) string {
	var states []string
	units := map[string][]string{}
	for _, o := range owing {
		if units[o.state] == nil {
			states = append(states, o.state)
		}
		units[o.state] = append(units[o.state], o.unit.Name)
	}
	for i, s := range states {
		if all := units[s]; len(all) > 1 {
			states[i] = t.Text("office.owes_lines", "state", s, "n", len(all), "units", phrases.Names(all, 10))
		} else {
			states[i] = t.Text("office.owes_line", "unit", all[0], "state", s)
		}
	}
	return strings.Join(states, "\n")
}

// chased is the period that is chased where none was named: the open one, or the
// one before while that is owed still and the open one is not due yet.
func chased(t *bot.Turn, f anwei.Form, p anwei.Period, units []anwei.UnitID) (anwei.Period, bool) {
	if !p.IsZero() {
		return bot.Settle(t, f, p)
	}
	open := bot.OpenPeriod(f, t.In)
	early := t.Today().Before(f.Deadline.On(open, t.In.Calendar).AddDays(-chaseDays))
	if early && f.Covers(open.Prev()) && len(owners(t, f, open.Prev(), units)) > 0 {
		return open.Prev(), true
	}
	return open, true
}

// chaseDays is how long before a deadline the office means the open period when
// it chases, and not what is left of the one before.
const chaseDays = 10

// owners lists those of the units that owe the report of a period, or have it
// back and did not correct it yet.
func owners(t *bot.Turn, f anwei.Form, p anwei.Period, units []anwei.UnitID) []owner {
	var out []owner
	for _, id := range units {
		u, ok := t.In.Ledger.Unit(id)
		if !ok || !f.Audience.Includes(u) {
			continue
		}
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: id}
		r, in := t.In.Ledger.Report(key)
		if in && r.State() != anwei.Returned {
			continue
		}
		o := owner{unit: u, key: key, state: owesState(t, f, u, key, in)}
		if s, said := t.In.Ledger.Promise(anwei.ReportMatter(key)); said && !in {
			o.state += "，" + promiseNote(t, s)
			o.spared = !s.On.Before(t.Today())
		}
		out = append(out, o)
	}
	return out
}

// owesState says how far a unit is with a report that it owes or has back.
func owesState(t *bot.Turn, f anwei.Form, u anwei.Unit, key anwei.ReportKey, back bool) string {
	d, begun := t.In.Ledger.Draft(key)
	fields := f.FieldsFor(u)
	answered := len(fields) - len(d.Values.Missing(fields))
	switch {
	case back:
		return t.Text("office.owes_back")
	case begun && answered > 0:
		return t.Text("office.owes_begun", "answered", answered, "of", len(fields))
	}
	return t.Text("office.owes")
}

// promiseNote says what was promised of a report that is owed, and whether that
// day is over.
func promiseNote(t *bot.Turn, p anwei.Promise) string {
	switch {
	case p.Kind == anwei.Difficult:
		return t.Text("office.difficult", "reason", scheduler.Shorten(p.Reason, 20))
	case p.On.Before(t.Today()):
		return t.Text("office.promised_over", "on", p.On.Chinese())
	}
	return t.Text("office.promised", "on", p.On.Chinese())
}

// toChase returns who is to be reminded of the act's reports, each once, and who
// was chased today already; about are the reports of each.
func toChase(t *bot.Turn, a bot.Act) (people, today []anwei.Person, about map[anwei.PersonID][]anwei.ReportKey) {
	about = map[anwei.PersonID][]anwei.ReportKey{}
	for _, p := range t.In.Ledger.Roster().People {
		for _, k := range a.Keys {
			if p.ReportsFor(k.Unit) && !slices.Contains(about[p.ID], k) {
				about[p.ID] = append(about[p.ID], k)
			}
		}
		switch {
		case len(about[p.ID]) == 0:
		case t.In.Ledger.Put(chaseKey(t, p.ID)):
			today = append(today, p)
		default:
			people = append(people, p)
		}
	}
	return people, today, about
}

// chaseKey names for ever the reminder that a person gets when the office chases:
// one a day.
func chaseKey(t *bot.Turn, id anwei.PersonID) string {
	return "chase/" + t.Today().String() + "/" + string(id)
}

// chaseRule is the rule that such a reminder is kept under.
const chaseRule anwei.RuleID = "office-chase"

// sendChase reminds those that were shown, but for what came in meanwhile.
func sendChase(t *bot.Turn, a bot.Act) {
	var owed []anwei.ReportKey
	for _, k := range a.Keys {
		if !t.Runs(k.Unit) {
			t.Refuse(bot.ActChase, k.Unit)
			return
		}
		if r, in := t.In.Ledger.Report(k); !in || r.State() == anwei.Returned {
			owed = append(owed, k)
		}
	}
	a.Keys = owed
	people, today, about := toChase(t, a)
	for _, p := range people {
		for _, k := range about[p.ID] {
			as := anwei.ToReporter
			if !p.ReportsFirst(k.Unit) {
				as = anwei.ToDeputy
			}
			t.Out = append(t.Out, bot.PutReminded{Reminded: anwei.Reminded{
				Matter: anwei.ReportMatter(k), Rule: chaseRule, To: p.ID, As: as, At: t.In.Now,
			}})
		}
		t.Out = append(t.Out, bot.Say{To: p.ID, Key: chaseKey(t, p.ID), Content: anwei.PlainText(chaseNotice(t, about[p.ID]))})
	}
	units := map[anwei.UnitID]bool{}
	for _, k := range owed {
		units[k.Unit] = true
		t.Audit(anwei.Audit{Action: string(bot.ActChase), Unit: k.Unit, Detail: t.About(anwei.ReportMatter(k))})
	}
	if len(people) == 0 {
		t.Reply("office.chased_nobody")
		return
	}
	t.Reply("office.chase_sent", "units", len(units), "people", len(people), "today", phrases.If(len(today) > 0, len(today)))
}

// chaseNotice is what a reporter hears of his reports when the office chases, which are
// of one period.
func chaseNotice(t *bot.Turn, keys []anwei.ReportKey) string {
	back := false
	forms := map[anwei.UnitID][]anwei.Form{}
	for _, k := range keys {
		f, _ := t.In.Plan.Form(k.Form)
		forms[k.Unit] = append(forms[k.Unit], f)
		r, in := t.In.Ledger.Report(k)
		back = back || in && r.State() == anwei.Returned
	}
	var owed []string // units and the forms of each, 南村镇、下村镇10月台账
	named, units := map[string]bool{}, map[string][]string{}
	for _, k := range keys {
		if of := shorts(forms[k.Unit]); !slices.Contains(units[of], t.UnitName(k.Unit)) {
			units[of] = append(units[of], t.UnitName(k.Unit))
		}
	}
	for _, k := range keys {
		if of := shorts(forms[k.Unit]); !named[of] {
			named[of] = true
			owed = append(owed, strings.Join(units[of], "、")+phrases.ShortPeriod(k.Period)+of)
		}
	}
	f, _ := t.In.Plan.Form(keys[0].Form)
	p := keys[0].Period
	when := t.Text("office.due", "day", f.Deadline.On(p, t.In.Calendar).Chinese())
	if f.Deadline.Late(p, t.In.Calendar, t.In.Now) {
		when = t.Text("office.due_over", "day", f.Deadline.On(p, t.In.Calendar).Chinese())
	}
	state := t.Text("office.not_come")
	if back {
		state = t.Text("office.not_all_come")
	}
	return t.Text("office.chase_notice", "office", t.In.Plan.Office, "owed", strings.Join(owed, "；"), "state", state, "when", when, "begin", phrases.BeginWord(f, p))
}
