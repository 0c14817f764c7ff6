package scheduler

import (
	"fmt"

	"anwei"
)

// mostRows bounds how many units a list names. The rest is counted.
const mostRows = 40

// list is what a step tells the office: which units owe something, at and below
// each node of the tree.
type list struct {
	ladder
	step step
	at   map[anwei.UnitID]*tally
}

// tally is the list of one node.
type tally struct {
	asked, owing int
	rows         []row // the first of those who owe
}

// row is one unit that owes something.
type row struct {
	unit    anwei.Unit
	promise anwei.Promise
	// told are the days on which the unit was reminded.
	told []anwei.Date
	// contact is who reports for the unit.
	contact anwei.Person
}

// openLists returns the lists that the day has for the office.
func (w *Wake) openLists() []*list {
	var out []*list
	for _, l := range w.ladders {
		if s, ok := w.today(l.windows(office)); ok {
			out = append(out, &list{ladder: l, step: s.step, at: map[anwei.UnitID]*tally{}})
		}
	}
	return out
}

// See shows the wake-up units, each of them once, before it is asked about
// people.
func (w *Wake) See(l Ledger, units []anwei.Unit) error {
	for _, u := range units {
		if u.Retired {
			continue
		}
		if w.facts.Plan.ByOffice(u) {
			w.own = append(w.own, u)
		}
		for _, x := range w.lists {
			if !x.includes(u) || w.facts.Plan.ByOffice(u) {
				continue
			}
			if err := w.count(l, x, u); err != nil {
				return err
			}
		}
	}
	return nil
}

// count adds the unit to the list of each node above it.
func (w *Wake) count(l Ledger, x *list, u anwei.Unit) error {
	m := x.matter(u.ID)
	owing, err := owes(w.facts.Plan, l, m)
	if err == nil && owing && x.step.rule.Running > 0 {
		owing, err = running(l, x.subject, u, x.step.rule.Running)
	}
	if err != nil {
		return err
	}
	above, err := w.above(l, u)
	if err != nil {
		return err
	}
	var full *row // read once, for the first node that has room for it
	for _, node := range above {
		t := x.at[node]
		if t == nil {
			t = &tally{}
			x.at[node] = t
		}
		t.asked++
		if !owing {
			continue
		}
		if t.owing++; len(t.rows) >= mostRows {
			continue
		}
		if full == nil {
			if full, err = w.row(l, u, m); err != nil {
				return err
			}
		}
		t.rows = append(t.rows, *full)
	}
	return nil
}

// row reads what the office is told of a unit that owes something.
func (w *Wake) row(l Ledger, u anwei.Unit, m anwei.Matter) (*row, error) {
	r := &row{unit: u}
	var err error
	if r.promise, _, err = l.Promise(m); err != nil {
		return nil, fmt.Errorf("promise about %s: %w", m, err)
	}
	told, err := l.Reminders(m)
	if err != nil {
		return nil, fmt.Errorf("reminders of %s: %w", m, err)
	}
	r.told = Days(told, w.now.Location())
	return r, nil
}

// above returns the nodes above a unit, from its parent up. The bound keeps a
// roster whose parents form a ring from going on for ever.
func (w *Wake) above(l Ledger, u anwei.Unit) ([]anwei.UnitID, error) {
	const deepest = 16
	var out []anwei.UnitID
	for id := u.Parent; id != "" && len(out) < deepest; {
		out = append(out, id)
		parent, known := w.parents[id]
		if !known {
			p, _, err := l.Unit(id)
			if err != nil {
				return nil, fmt.Errorf("unit %s: %w", id, err)
			}
			parent = p.Parent
			w.parents[id] = parent
		}
		id = parent
	}
	return out, nil
}

// WantsPeople reports whether the lists need to Meet the people.
func (w *Wake) WantsPeople() bool {
	for _, x := range w.lists {
		for _, t := range x.at {
			if len(t.rows) > 0 {
				return true
			}
		}
	}
	return false
}

// Meet shows the wake-up people, so that its lists can name whom to call.
func (w *Wake) Meet(people []anwei.Person) {
	for _, p := range people {
		for _, a := range p.Roles {
			if a.Role != anwei.Reporter {
				continue
			}
			for _, x := range w.lists {
				for _, t := range x.at {
					t.meet(a, p)
				}
			}
		}
	}
}

// meet names the person as the one to call, the first reporter before a deputy.
func (t *tally) meet(a anwei.Assignment, p anwei.Person) {
	for i := range t.rows {
		r := &t.rows[i]
		if r.unit.ID == a.Unit && (r.contact.ID == "" || !a.Deputy && !r.contact.ReportsFirst(a.Unit)) {
			r.contact = p
		}
	}
}
