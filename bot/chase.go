package bot

import (
	"slices"

	"anwei"
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
func (t *turn) chase(a Act, units []anwei.UnitID, named bool) {
	f, ok := t.actForm(a)
	if !ok {
		return
	}
	p, ok := t.chased(f, a.Period, units)
	if !ok {
		return
	}
	a.Form, a.Period, a.Keys = f.ID, p, nil
	var lines, spared []string
	for _, o := range t.owners(f, p, units) {
		if o.spared && !named {
			spared = append(spared, o.line)
			continue
		}
		lines = append(lines, o.line)
		a.Keys = append(a.Keys, o.key)
	}
	if len(a.Keys) == 0 {
		t.say(nobodyOwes(f, p, named, spared) + t.returning())
		return
	}
	people, today, _ := t.toChase(a)
	if len(people) == 0 {
		t.say(chasedAlready(f, p, lines, len(today)) + t.returning())
		return
	}
	t.previewAct(a, chasePreview(f, p, lines, spared, len(people), len(today)))
}

// chased is the period that is chased where none was named: the open one, or the
// one before while that is owed still and the open one is not due yet.
func (t *turn) chased(f anwei.Form, p anwei.Period, units []anwei.UnitID) (anwei.Period, bool) {
	if !p.IsZero() {
		return t.settle(f, p)
	}
	open := openPeriod(f, t.in)
	early := t.today().Before(f.Deadline.On(open, t.in.Calendar).AddDays(-chaseDays))
	if early && f.Covers(open.Prev()) && len(t.owners(f, open.Prev(), units)) > 0 {
		return open.Prev(), true
	}
	return open, true
}

// chaseDays is how long before a deadline the office means the open period when
// it chases, and not what is left of the one before.
const chaseDays = 10

// owners lists those of the units that owe the report of a period, or have it
// back and did not correct it yet.
func (t *turn) owners(f anwei.Form, p anwei.Period, units []anwei.UnitID) []owner {
	var out []owner
	for _, id := range units {
		u, ok := t.in.Ledger.Unit(id)
		if !ok || !f.Audience.Includes(u) {
			continue
		}
		key := anwei.ReportKey{Form: f.ID, Period: p, Unit: id}
		r, in := t.in.Ledger.Report(key)
		if in && r.State() != anwei.Returned {
			continue
		}
		d, begun := t.in.Ledger.Draft(key)
		fields := f.FieldsFor(u)
		answered := len(fields) - len(d.Values.Missing(fields))
		o := owner{unit: u, key: key, line: owesLine(u, begun, answered, len(fields), in)}
		if s, said := t.in.Ledger.Promise(anwei.ReportMatter(key)); said && !in {
			o.line += promiseNote(s, t.today())
			o.spared = !s.On.Before(t.today())
		}
		out = append(out, o)
	}
	return out
}

// toChase returns who is to be reminded of the act's reports, each once, and who
// was chased today already; about are the reports of each.
func (t *turn) toChase(a Act) (people, today []anwei.Person, about map[anwei.PersonID][]anwei.ReportKey) {
	about = map[anwei.PersonID][]anwei.ReportKey{}
	for _, p := range t.in.Ledger.Roster().People {
		for _, k := range a.Keys {
			if p.ReportsFor(k.Unit) && !slices.Contains(about[p.ID], k) {
				about[p.ID] = append(about[p.ID], k)
			}
		}
		switch {
		case len(about[p.ID]) == 0:
		case t.in.Ledger.Put(t.chaseKey(p.ID)):
			today = append(today, p)
		default:
			people = append(people, p)
		}
	}
	return people, today, about
}

// chaseKey names for ever the reminder that a person gets when the office chases:
// one a day.
func (t *turn) chaseKey(id anwei.PersonID) string {
	return "chase/" + t.today().String() + "/" + string(id)
}

// chaseRule is the rule that such a reminder is kept under.
const chaseRule anwei.RuleID = "office-chase"

// sendChase reminds those that were shown, but for what came in meanwhile.
func (t *turn) sendChase(a Act) {
	f, _ := t.in.Plan.Form(a.Form)
	var owed []anwei.ReportKey
	for _, k := range a.Keys {
		if !t.runs(k.Unit) {
			t.refuse(ActChase, k.Unit)
			return
		}
		if r, in := t.in.Ledger.Report(k); !in || r.State() == anwei.Returned {
			owed = append(owed, k)
		}
	}
	a.Keys = owed
	people, today, about := t.toChase(a)
	for _, p := range people {
		var names []string
		var back bool
		for _, k := range about[p.ID] {
			names = append(names, t.unitName(k.Unit))
			r, in := t.in.Ledger.Report(k)
			back = back || in && r.State() == anwei.Returned
			as := anwei.ToReporter
			if !p.ReportsFirst(k.Unit) {
				as = anwei.ToDeputy
			}
			t.out = append(t.out, PutReminded{Reminded: anwei.Reminded{
				Matter: anwei.ReportMatter(k), Rule: chaseRule, To: p.ID, As: as, At: t.in.Now,
			}})
		}
		late := f.Deadline.Late(a.Period, t.in.Calendar, t.in.Now)
		t.out = append(t.out, Say{
			To: p.ID, Key: t.chaseKey(p.ID),
			Text: chaseNotice(t.in.Plan.Office, f, a.Period, names, f.Deadline.On(a.Period, t.in.Calendar), late, back),
		})
	}
	for _, k := range owed {
		t.audit(anwei.Audit{Action: string(ActChase), Unit: k.Unit, Detail: t.about(anwei.ReportMatter(k))})
	}
	t.say(chaseSent(len(people), len(owed), len(today)) + t.returning())
}
