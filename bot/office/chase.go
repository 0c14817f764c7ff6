package office

import (
	"slices"

	"anwei"
	"anwei/bot"
)

// owner is a unit that owes a report, with what is known of it.
type owner struct {
	unit anwei.Unit
	key  anwei.ReportKey
	line string
	// spared is set where the unit has named a day that is not over.
	spared bool
}

// chase shows which of the units owe a report and who would be reminded, and asks
// for the one yes. Who has named a day that is not over is spared unless named.
func chase(t *bot.Turn, a bot.Act, units []anwei.UnitID, named bool) {
	f, ok := bot.ActForm(t, a)
	if !ok {
		return
	}
	p, ok := chased(t, f, a.Period, units)
	if !ok {
		return
	}
	a.Form, a.Period, a.Keys = f.ID, p, nil
	var lines, spared []string
	for _, o := range owners(t, f, p, units) {
		if o.spared && !named {
			spared = append(spared, o.line)
			continue
		}
		lines = append(lines, o.line)
		a.Keys = append(a.Keys, o.key)
	}
	if len(a.Keys) == 0 {
		t.Say(nobodyOwes(f, p, named, spared) + t.Returning())
		return
	}
	people, today, _ := toChase(t, a)
	if len(people) == 0 {
		t.Say(chasedAlready(f, p, lines, len(today)) + t.Returning())
		return
	}
	bot.PreviewAct(t, a, chasePreview(f, p, lines, spared, len(people), len(today)))
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
		d, begun := t.In.Ledger.Draft(key)
		fields := f.FieldsFor(u)
		answered := len(fields) - len(d.Values.Missing(fields))
		o := owner{unit: u, key: key, line: owesLine(u, begun, answered, len(fields), in)}
		if s, said := t.In.Ledger.Promise(anwei.ReportMatter(key)); said && !in {
			o.line += promiseNote(s, t.Today())
			o.spared = !s.On.Before(t.Today())
		}
		out = append(out, o)
	}
	return out
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
	f, _ := t.In.Plan.Form(a.Form)
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
		var names []string
		var back bool
		for _, k := range about[p.ID] {
			names = append(names, t.UnitName(k.Unit))
			r, in := t.In.Ledger.Report(k)
			back = back || in && r.State() == anwei.Returned
			as := anwei.ToReporter
			if !p.ReportsFirst(k.Unit) {
				as = anwei.ToDeputy
			}
			t.Out = append(t.Out, bot.PutReminded{Reminded: anwei.Reminded{
				Matter: anwei.ReportMatter(k), Rule: chaseRule, To: p.ID, As: as, At: t.In.Now,
			}})
		}
		late := f.Deadline.Late(a.Period, t.In.Calendar, t.In.Now)
		t.Out = append(t.Out, bot.Say{
			To: p.ID, Key: chaseKey(t, p.ID),
			Text: chaseNotice(t.In.Plan.Office, f, a.Period, names, f.Deadline.On(a.Period, t.In.Calendar), late, back),
		})
	}
	for _, k := range owed {
		t.Audit(anwei.Audit{Action: string(bot.ActChase), Unit: k.Unit, Detail: t.About(anwei.ReportMatter(k))})
	}
	t.Say(chaseSent(len(people), len(owed), len(today)) + t.Returning())
}
