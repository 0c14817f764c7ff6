package scheduler

import (
	"fmt"

	"anwei"
)

// Due is what a wake-up finds for one person.
type Due struct {
	Reminder Reminder
	// Dropped are the keys of what had become pointless before it could be said.
	Dropped []string
}

// For returns what is due to the person now. Its Reminder has no items where
// there is nothing to say, or where the person has had the reminder of the day.
// It costs in proportion to the units of the person and the ladders that touch
// the day, whatever the number of other units and the length of the history; for
// the office also to the lists and the open cases.
func (w *Wake) For(l Ledger, p anwei.Person) (Due, error) {
	day := anwei.DateOf(w.now)
	v := &visit{Wake: w, ledger: l, person: p, seen: map[string]bool{}, called: map[anwei.UnitID]bool{}, due: Due{Reminder: Reminder{
		Key: dayKey(day, p.ID), At: w.now, To: p.ID,
	}}}
	if w.Idle() {
		return v.due, nil
	}
	if err := v.all(); err != nil {
		return Due{}, err
	}
	said, err := l.Said(v.due.Reminder.Key)
	if err != nil {
		return Due{}, fmt.Errorf("was %s said: %w", v.due.Reminder.Key, err)
	}
	if len(v.due.Reminder.Items) == 0 && !said && !w.strict {
		return v.due, v.nextCalendar()
	}
	if !v.begun || said {
		v.due.Reminder.Items, v.due.Reminder.Draft = nil, ""
	}
	return v.due, nil
}

// visit gathers what is due to one person.
type visit struct {
	*Wake
	ledger Ledger
	person anwei.Person
	due    Due
	// begun is set once the time of any item has come; the rest of the day's items
	// go along.
	begun bool
	// names are those that a list named last.
	names string
	// called are the units whose reporter was named to the office, calls what its
	// group may be told.
	called map[anwei.UnitID]bool
	calls  []Call
	// seen are the keys that were looked at: somebody may be two things to a unit.
	seen map[string]bool
}

// all looks at everything that the person is something to.
func (v *visit) all() error {
	seen := map[anwei.UnitID]roles{}
	var order []anwei.UnitID
	for _, a := range v.person.Roles {
		r := assigned(a)
		if r == 0 {
			continue
		}
		if seen[a.Unit] == 0 {
			order = append(order, a.Unit)
		}
		seen[a.Unit] |= r
	}
	for _, id := range order {
		u, ok, err := v.ledger.Unit(id)
		if err != nil {
			return fmt.Errorf("unit %s: %w", id, err)
		}
		if !ok || u.Retired {
			continue
		}
		if err := v.unit(u, seen[id]); err != nil {
			return err
		}
	}
	return v.office()
}

func (v *visit) unit(u anwei.Unit, r roles) error {
	promises, err := v.ledger.Promises(u.ID)
	if err != nil {
		return fmt.Errorf("promises of %s: %w", u.ID, err)
	}
	promised := make(map[anwei.Matter]anwei.Promise, len(promises))
	for _, p := range promises {
		promised[p.Matter] = p
	}
	for _, l := range v.ladders {
		if !l.includes(u) {
			continue
		}
		m := l.matter(u.ID)
		p, ok := promised[m]
		if l.topUp {
			p, ok = anwei.Promise{}, false // what was promised has been done
		}
		if ok {
			l = v.facts.promised(l, p, v.now.Location())
			delete(promised, m)
		}
		if err := v.ladder(l, u, r, p); err != nil {
			return err
		}
	}
	for _, p := range promises {
		if _, left := promised[p.Matter]; left && v.near(p) {
			if err := v.promise(p, u, r); err != nil {
				return err
			}
		}
	}
	if err := v.corrections(u, r); err != nil {
		return err
	}
	return v.cases(u, r)
}

// promise looks at what the unit has promised beside the ladders of the day.
func (v *visit) promise(p anwei.Promise, u anwei.Unit, r roles) error {
	s, ok := v.facts.subject(p.Matter)
	if !ok || !s.includes(u) {
		return nil
	}
	l := v.facts.promised(v.facts.newLadder(s, v.now.Location()), p, v.now.Location())
	return v.ladder(l, u, r, p)
}

func (v *visit) corrections(u anwei.Unit, r roles) error {
	for _, rule := range v.facts.Plan.Reminders {
		f, _ := v.facts.Plan.Form(rule.Form)
		if rule.From != anwei.ByReturn || !f.Audience.Includes(u) {
			continue
		}
		now := anwei.PeriodOf(f.Every, v.now)
		for _, p := range []anwei.Period{now.Prev(), now} {
			if !f.Covers(p) {
				continue
			}
			since, waits, err := correction(v.facts.Plan, v.ledger, anwei.ReportKey{Form: f.ID, Period: p, Unit: u.ID})
			if err != nil {
				return err
			}
			if since.IsZero() || since.After(v.now) {
				continue
			}
			day := anwei.DateOf(since.In(v.now.Location()))
			s := v.facts.newStep(rule, dayOf(rule, day, v.facts.Calendar), v.now.Location())
			s.on = day
			l := ladder{subject: subject{form: f, period: p, last: f.Deadline.On(p, v.facts.Calendar), back: day, waits: waits}, steps: []step{s}}
			if err := v.ladder(l, u, r, anwei.Promise{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// near reports whether a step that counts from the promised day may touch now.
func (v *visit) near(p anwei.Promise) bool {
	day := anwei.DateOf(v.now)
	return p.Matter.Case == 0 && !p.On.Before(day.AddDays(-45)) && !day.AddDays(15).Before(p.On)
}

func (v *visit) cases(u anwei.Unit, r roles) error {
	if len(v.facts.Plan.Cases) == 0 {
		return nil
	}
	cs, err := v.ledger.Cases(u.ID, true)
	if err != nil {
		return fmt.Errorf("cases of %s: %w", u.ID, err)
	}
	for _, c := range cs {
		for _, s := range v.facts.stages(c) {
			l := v.facts.newLadder(s, v.now.Location())
			if err := v.ladder(l, u, r, anwei.Promise{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// ladder adds what the ladder has for a person with the roles today, and puts on
// record what it had meanwhile.
func (v *visit) ladder(l ladder, u anwei.Unit, r roles, p anwei.Promise) error {
	ws := l.windows(r)
	for _, s := range v.missed(ws) {
		if err := v.drop(l, u, s.step); err != nil {
			return err
		}
	}
	s, ok := v.today(ws)
	if !ok {
		return nil
	}
	key := l.key(s.step, u.ID, v.person.ID)
	if ok, err := v.open(l, u, key); !ok {
		return err
	}
	state, begun, err := v.standing(l, u, p)
	if err != nil {
		return err
	}
	it := anwei.Item{
		Key: key, Rule: s.rule.ID, Matter: l.matter(u.ID), As: (s.to & r).recipient(), Title: l.heading(),
		Ask: s.rule.Ask, Begun: begun, Late: v.late(s.step),
	}
	say := told{unit: u.Name, form: l.form.Short, state: state}
	if l.form.ID != "" {
		// Compose says them, of all reports that are due alike.
		it.Form, it.State = say.form, say.state
		say.form, say.state = formWord, stateWord
	}
	if l.topUp {
		it.TopUp = l.last
	}
	it.Due, it.Back = l.last, l.back
	it.Text, it.Line = v.fill(l, s.step, s.rule.Text, say), v.fill(l, s.step, lineOf(l, s.rule), say)
	v.add(s.step, it)
	return nil
}

func (v *visit) add(s step, item anwei.Item) {
	v.due.Reminder.Items = append(v.due.Reminder.Items, item)
	v.begun = v.begun || !s.at.After(v.now)
}

// open reports whether the step was not said and the matter is not done.
func (v *visit) open(l ladder, u anwei.Unit, key string) (bool, error) {
	fresh, err := v.fresh(key)
	if err != nil || !fresh {
		return false, err
	}
	if l.topUp {
		return unanswered(v.ledger, l.matter(u.ID), l.last, v.now.Location())
	}
	if !l.back.IsZero() {
		return true, nil // corrections has looked
	}
	return owes(v.facts.Plan, v.ledger, l.matter(u.ID))
}

// fresh reports whether the occurrence was never said, nor looked at in this
// visit.
func (v *visit) fresh(key string) (bool, error) {
	if v.seen[key] {
		return false, nil
	}
	v.seen[key] = true
	said, err := v.ledger.Said(key)
	if err != nil {
		return false, fmt.Errorf("was %s said: %w", key, err)
	}
	return !said, nil
}

// drop puts a step on record that nobody could say in time.
func (v *visit) drop(l ladder, u anwei.Unit, s step) error {
	key := l.key(s, u.ID, v.person.ID)
	ok, err := v.open(l, u, key)
	if ok {
		v.due.Dropped = append(v.due.Dropped, key)
	}
	return err
}

// key names the occurrence for ever: rule, matter and person, and the day where
// it counts from a day that was promised.
func (l ladder) key(s step, u anwei.UnitID, to anwei.PersonID) string {
	key := string(s.rule.ID) + "/" + l.matter(u).String()
	if !s.on.IsZero() {
		key += "/" + s.on.String()
	}
	return key + "/" + string(to)
}
